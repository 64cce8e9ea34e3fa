"""What is broken, and how. Each function is one scenario; its docstring is its description in the fixtures."""

import pathlib
import shutil
import signal
import socket
import tempfile
import time

MB = 1 << 20
P2P = "P2PHANDSHAKE"
# Nothing listens on this port and, being reserved, nothing will.
CLOSED = "127.0.0.1:1"
COLOURS = {"TERM": "xterm-256color", "GLOG_colorlogtostderr": "1"}


def host():
    return "127.0.0.1:" + str(_free())


def _free():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def healthy(run):
    """Nothing is broken: a master with its own metadata server and two clients that put, get and remove."""
    port = _free()
    master = run.master(enable_http_metadata_server="true", http_metadata_server_port=port, http_metadata_server_host="127.0.0.1")
    url = f"http://127.0.0.1:{port}/metadata"
    one, two = run.client("client-1"), run.client("client-2", style="vllm")
    one.do("setup", host="127.0.0.1", metadata=url, master=master.address, segment=64 * MB)
    two.do("setup", host="127.0.0.1", metadata=url, master=master.address, segment=64 * MB)
    one.do("put", key="req-200-chunk--1", size=100_000)
    two.do("get", key="req-200-chunk--1")
    two.do("put", key="session@-704", size=4096)
    one.do("get", key="session@-704")
    one.do("is_exist", key="req-200-chunk--1")
    one.do("get_size", key="req-200-chunk--1")
    two.do("close")
    one.do("close")


def metadata_server_down(run):
    """The http metadata server is not there when client-1 starts, and goes away while client-2 and client-3 work."""
    master = run.master()
    one = run.client("client-1")
    one.do("setup", host=host(), metadata=f"http://{CLOSED}/metadata", master=master.address)
    metadata = run.metadata()
    two, three = run.client("client-2", style="vllm"), run.client("client-3", **COLOURS)
    two.do("setup", host=host(), metadata=metadata.url, master=master.address, segment=64 * MB)
    three.do("setup", host=host(), metadata=metadata.url, master=master.address, segment=0)
    two.do("put", key="before", size=10_000)
    metadata.kill()
    three.do("get", key="before")
    three.do("put", key="after", size=10_000)
    two.do("register", name="late", size=4 * MB)
    two.do("unregister", name="late")
    three.do("close")
    two.do("close")


def master_killed(run):
    """The master is killed while client-1 puts and client-2 gets; it comes back with no memory of them."""
    master = run.master()
    one, two = run.client("client-1", style="vllm", MC_YLT_LOG_LEVEL="info"), run.client("client-2")
    one.do("setup", host=host(), metadata=P2P, master=master.address, segment=64 * MB)
    two.do("setup", host=host(), metadata=P2P, master=master.address, segment=64 * MB)
    one.do("put", key="kept", size=50_000)
    one.do("background_puts", prefix="stream", count=400, size=20_000)
    two.do("background_gets", key="kept", count=400, size=100_000)
    time.sleep(0.3)
    master.kill()
    one.do("put", key="lost", size=1000)
    two.do("get", key="kept")
    two.do("is_exist", key="kept")
    two.do("batch_is_exist", keys=["kept", "lost"])
    two.do("get_size", key="kept")
    two.do("remove", key="kept")
    two.do("remove_by_regex", pattern="stream-.*")
    two.do("remove_all")
    two.do("health")
    one.do("register", name="main", size=MB)
    one.do("batch_put_from", keys=["b1", "b2", "b3"])
    one.do("batch_get_into", keys=["b1", "b2", "b3"])
    one.do("copy_task", key="kept", targets=["127.0.0.1:9"])
    one.do("join")
    two.do("join")
    again = run.master("master-again", port=int(master.address.split(":")[1]))
    again.wait_for("action=client_not_found", 5)
    time.sleep(6)
    one.do("put", key="after-restart", size=1000)
    two.do("get", key="kept")
    one.do("close")
    again.kill()
    two.do("close")


def store_full(run):
    """One small segment; puts that are too large for it, and puts until it is full of leased or pinned objects."""
    master = run.master(eviction_high_watermark_ratio="1.0", default_kv_lease_ttl="60000")
    one, two = run.client("client-1", style="vllm"), run.client("client-2", style="sglang", GLOG_v="1")
    one.do("setup", host=host(), metadata=P2P, master=master.address, segment=16 * MB, local=64 * MB)
    two.do("setup", host=host(), metadata=P2P, master=master.address, segment=0, local=64 * MB)
    one.do("put", key="too-large", size=32 * MB)
    for index in range(4):
        one.do("put", key=f"filler-{index}", size=5 * MB)
        one.do("is_exist", key=f"filler-{index}")
        one.do("get", key=f"filler-{index}")
    two.do("put", key="no-room", size=4 * MB)
    two.do("put_batch", keys=["r1", "r2", "r3"], size=4 * MB)
    two.do("register", name="main", size=24 * MB)
    two.do("batch_put_from", keys=["filler-0", "s1", "s2", "s3"], size=4 * MB)
    two.do("put_from", key="s4", size=4 * MB)
    two.do("upsert", key="filler-1", size=8 * MB)
    two.do("put", key="local-buffer-too-small", size=65 * MB)
    two.do("close")
    one.do("close")


def lease_too_short(run):
    """Leases of one millisecond, gets of 48 MB over the wire: the lease ends before the data is there."""
    master = run.master(default_kv_lease_ttl="1")
    one, two = run.client("client-1"), run.client("client-2", style="vllm")
    one.do("setup", host=host(), metadata=P2P, master=master.address, segment=256 * MB, local=64 * MB)
    two.do("setup", host=host(), metadata=P2P, master=master.address, segment=0, local=64 * MB)
    one.do("put", key="large", size=48 * MB)
    one.do("put", key="large-2", size=24 * MB)
    two.do("get", key="large")
    two.do("register", name="main", size=48 * MB)
    two.do("get_into", key="large", size=48 * MB)
    two.do("batch_get_into", keys=["large", "large-2", "absent"], size=48 * MB)
    two.do("get_batch", keys=["large", "large-2"])
    two.do("close")
    one.do("close")


def key_missing(run):
    """Gets, sizes, removals and copies of keys that were never put."""
    master = run.master(extra={"GLOG_v": "1"})
    one, two = run.client("client-1", style="vllm"), run.client("client-2", GLOG_v="1")
    one.do("setup", host=host(), metadata=P2P, master=master.address, segment=64 * MB)
    two.do("setup", host=host(), metadata=P2P, master=master.address, segment=0)
    one.do("register", name="main", size=MB)
    two.do("register", name="main", size=MB)
    one.do("put", key="there", size=1024)
    for client in (one, two):
        client.do("get", key="absent")
        client.do("get", key="request -704 error=-800")
        client.do("get_size", key="absent")
        client.do("is_exist", key="absent")
        client.do("get_into", key="absent", size=1024)
        client.do("get_batch", keys=["there", "absent"])
        client.do("batch_get_into", keys=["there", "absent", "gone@-1"])
        client.do("remove", key="absent")
        client.do("batch_remove", keys=["absent", "gone"])
        client.do("copy_task", key="absent", targets=["127.0.0.1:9"])
    two.do("close")
    one.do("close")


def key_there_already(run):
    """The same keys are put twice, by one client and by another, singly and in batches."""
    master = run.master(extra={"GLOG_v": "1"})
    one, two = run.client("client-1", GLOG_v="1"), run.client("client-2")
    one.do("setup", host=host(), metadata=P2P, master=master.address, segment=64 * MB)
    two.do("setup", host=host(), metadata=P2P, master=master.address, segment=64 * MB)
    one.do("register", name="main", size=MB)
    one.do("put", key="once", size=1024)
    one.do("put", key="once", size=2048)
    two.do("put", key="once", size=1024)
    one.do("put_batch", keys=["once", "twice"])
    one.do("batch_put_from", keys=["once", "twice", "thrice"])
    two.do("upsert", key="once", size=1024)
    two.do("close")
    one.do("close")


def leased_key_removed(run):
    """Keys that are leased are removed, upserted, cleared; then removed again when the lease is over."""
    master = run.master(default_kv_lease_ttl="2000")
    one = run.client("client-1", style="sglang")
    one.do("setup", host=host(), metadata=P2P, master=master.address, segment=64 * MB)
    for key in ("a", "b", "c"):
        one.do("put", key=key, size=4096)
        one.do("is_exist", key=key)
    one.do("remove", key="a")
    one.do("upsert", key="a", size=8192)
    one.do("batch_remove", keys=["a", "b", "absent"])
    one.do("remove_by_regex", pattern="^[abc]$")
    one.do("remove_by_regex", pattern="([a")
    one.do("remove_all")
    time.sleep(2.5)
    one.do("batch_remove", keys=["a", "b", "absent"])
    one.do("remove_by_regex", pattern="^[abc]$")
    one.do("close")


def wrong_segment(run):
    """Segments that do not exist: as a put's preference, as a copy's and a move's end, and as a transfer's peer."""
    master = run.master(extra={"GLOG_v": "1"})
    one = run.client("client-1", style="vllm")
    one.do("setup", host=host(), metadata=P2P, master=master.address, segment=64 * MB)
    one.do("put", key="here", size=4096, segment="no-such-segment")
    one.do("put", key="there", size=4096)
    one.do("put", key="double", size=4096, replicas=2)
    name = one.do("hostname")
    one.do("copy_task", key="there", targets=["no-such-segment"])
    one.do("copy_task", key="there", targets=[])
    one.do("copy_task", key="there", targets=[name])
    one.do("move_task", key="there", source="no-such-segment", target=name)
    one.do("move_task", key="there", source=name, target="no-such-segment")
    one.do("move_task", key="there", source=name, target=name)
    one.do("close")
    metadata = run.metadata()
    engine = run.client("engine-1")
    engine.do("engine_start", host=host(), metadata=metadata.url)
    engine.do("engine_register", size=MB)
    engine.do("engine_write", peer="no-such-segment", remote=4096)
    engine.do("engine_batch_write", peer="no-such-segment", remotes=[4096, 8192])
    engine.do("engine_submit", peer="no-such-segment", remote=4096)


def wrong_master_address(run):
    """Master addresses where nothing listens, that cannot be resolved, that are no address, or that are an HTTP server."""
    metadata = run.metadata()
    addresses = [CLOSED, "no-such-host.invalid:50051", "127.0.0.1", "", metadata.url.split("/")[2]]
    for number, address in enumerate(addresses, start=1):
        client = run.client(f"client-{number}", style=["plain", "vllm", "sglang"][number % 3])
        client.do("setup", host=host(), metadata=P2P, master=address, seconds=200)
        client.do("put", key="never", size=1024)
        client.close()


def version_mismatch(run):
    """Clients of this version and masters of others, and the other way round."""
    new = run.master("master-new")
    for other in run.others:
        old = run.master(f"master-{other.version}", install=other)
        one = run.client(f"client-new-to-{other.version}", style="vllm")
        one.do("setup", host=host(), metadata=P2P, master=old.address, segment=16 * MB)
        one.do("put", key="across", size=1024)
        two = run.client(f"client-{other.version}", install=other)
        two.do("setup", host=host(), metadata=P2P, master=new.address, segment=16 * MB)
        two.do("put", key="across", size=1024)
        two.do("get", key="across")


def port_taken(run):
    """Two masters on one port, a second master on the metrics port of the first, and an engine on a taken port."""
    first = run.master("master-1")
    port = first.address.split(":")[1]
    second = run.master("master-2", port=int(port), wait=False)
    second.wait(20)
    third = run.master("master-3", wait=False, metrics_port=first.metrics)
    third.wait(5)
    fourth = run.master("master-4", wait=False, enable_http_metadata_server="true", http_metadata_server_port=port)
    fourth.wait(5)
    metadata = run.metadata("metadata-1")
    again = run.start("metadata-2", [run.install.python, "-m", "mooncake.http_metadata_server", "--host", "127.0.0.1", "--port", metadata.url.split(":")[2].split("/")[0]])
    again.wait(5)
    taken = "127.0.0.1:" + port
    one = run.client("client-1")
    one.do("setup", host=taken, metadata=P2P, master=first.address)
    two = run.client("client-2", style="vllm")
    two.do("setup", host=taken, metadata=metadata.url, master=first.address)
    two.do("put", key="odd", size=1024)
    engine = run.client("engine-1")
    engine.do("engine_start", host=taken, metadata=metadata.url)


def two_clients_one_name(run):
    """Two clients with the same host name and port register at one metadata server and one master."""
    metadata = run.metadata()
    master = run.master(extra={"GLOG_v": "1"})
    name = host()
    one, two = run.client("client-1"), run.client("client-2", style="vllm")
    one.do("setup", host=name, metadata=metadata.url, master=master.address, segment=32 * MB)
    two.do("setup", host=name, metadata=metadata.url, master=master.address, segment=32 * MB)
    one.do("put", key="from-one", size=100_000)
    two.do("put", key="from-two", size=100_000)
    two.do("get", key="from-one")
    one.do("get", key="from-two")
    two.do("close")
    one.do("get", key="from-two")
    one.do("close")


def invalid_params(run):
    """Calls with wrong sizes, unregistered buffers, handles that were never set up, unknown protocols and devices."""
    master = run.master()
    never = run.client("client-1", style="vllm")
    never.do("blank")
    never.do("put", key="k", size=10)
    never.do("get", key="k")
    never.do("is_exist", key="k")
    never.do("remove", key="k")
    never.do("put_batch", keys=["k"])
    never.do("batch_put_from", keys=["k"])
    never.do("batch_get_into", keys=["k"])
    never.do("close")
    one = run.client("client-2", style="vllm")
    one.do("setup", host=host(), metadata=P2P, master=master.address, segment=16 * MB)
    one.do("put", key="", size=10)
    one.do("put", key="empty", size=0)
    one.do("put", key="many", size=10, replicas=0)
    one.do("put_from", key="unregistered", size=1024, name="unregistered")
    one.do("get_into", key="unregistered", size=1024, name="unregistered")
    one.do("batch_put_from", keys=["u1", "u2"], size=1024, name="unregistered")
    one.do("register", name="main", size=MB)
    one.do("register", name="main", size=MB)
    one.do("register", size=MB, address=0)
    one.do("register", name="main", size=0)
    one.do("unregister", address=4096)
    one.do("put", key="small", size=64 * 1024)
    one.do("get_into", key="small", size=100)
    one.do("batch_get_into", keys=["small"], size=100)
    one.do("batch_get_into", keys=["small"], size=100, extra=1)
    one.do("batch_put_from", keys=["same", "same"], size=100)
    one.do("close")
    three = run.client("client-3", style="vllm")
    three.do("setup", host=host(), metadata=P2P, master=master.address, protocol="carrier-pigeon")
    four = run.client("client-4", style="vllm")
    four.do("setup", host=host(), metadata=P2P, master=master.address, protocol="rdma", devices="mlx5_0")
    five = run.client("client-5")
    five.do("setup", host=host(), metadata="gopher://127.0.0.1/metadata", master=master.address)
    six = run.client("client-6")
    six.do("setup", host="no-such-host.invalid", metadata=P2P, master=master.address)
    seven = run.client("client-7")
    seven.do("setup", host=host(), metadata=P2P, master=master.address, segment=1 << 46)


def tear_down_during_transfer(run):
    """The client that owns the data is killed while another reads from it; then one closes under its own work."""
    master = run.master(client_ttl="2")
    one, two = run.client("client-1"), run.client("client-2", style="vllm")
    one.do("setup", host=host(), metadata=P2P, master=master.address, segment=256 * MB, local=128 * MB)
    two.do("setup", host=host(), metadata=P2P, master=master.address, segment=0, local=128 * MB)
    one.do("put", key="moving", size=64 * MB)
    two.do("background_gets", key="moving", count=8, size=64 * MB)
    time.sleep(0.12)
    one.kill()
    two.do("join", seconds=90)
    two.do("get", key="moving")
    two.do("put", key="nowhere", size=1024)
    time.sleep(4)
    two.do("get", key="moving")
    three = run.client("client-3")
    three.do("setup", host=host(), metadata=P2P, master=master.address, segment=256 * MB, local=128 * MB)
    three.do("background_puts", prefix="stream", count=100, size=8 * MB)
    time.sleep(0.2)
    three.do("close")


def peer_gone(run):
    """Two transfer engines with P2PHANDSHAKE: a peer that never was, a peer that is killed, memory not registered."""
    one, two = run.client("engine-1"), run.client("engine-2", style="vllm")
    one.do("engine_start", host="127.0.0.1", metadata=P2P)
    started = two.do("engine_start", host="127.0.0.1", metadata=P2P)
    one.do("engine_register", size=4 * MB)
    registered = two.do("engine_register", size=4 * MB)
    peer, remote = f"127.0.0.1:{started[1]}", registered[1]
    one.do("engine_write", peer=peer, remote=remote, size=MB)
    one.do("engine_write", peer=peer, remote=4096, size=MB)
    one.do("engine_write", peer=peer, remote=remote, size=MB, name="unregistered")
    one.do("engine_write", peer=CLOSED, remote=remote, size=1024)
    one.do("engine_write", peer="no-such-host.invalid:1234", remote=remote, size=1024)
    one.do("engine_submit", peer=peer, remote=4096, size=1024)
    one.do("engine_register", size=4 * MB)
    one.do("engine_unregister", address=4096)
    two.kill()
    one.do("engine_write", peer=peer, remote=remote, size=MB)
    one.do("engine_batch_write", peer=peer, remotes=[remote, remote + MB], size=MB)
    one.do("engine_submit", peer=peer, remote=remote, size=1024)
    other = run.client("engine-3")
    other.do("engine_start", host="no-such-host.invalid", metadata=P2P)
    other.do("engine_start", host="127.0.0.1", metadata=P2P, protocol="rdma", device="mlx5_9")
    other.do("engine_start", host="127.0.0.1", metadata=f"http://{CLOSED}/metadata")
    other.do("engine_start", host="127.0.0.1", metadata="127.0.0.1:2379")


def dummy_client(run):
    """A client process that holds the memory, dummy clients that use it, and its end under them."""
    master = run.master()
    port = _free()
    flags = {"host": "127.0.0.1", "port": port, "master_server_address": master.address, "metadata_server": P2P}
    flags |= {"global_segment_size": "64 MB", "protocol": "tcp", "threads": 2}
    real = run.start("mooncake-client", [str(run.install.package / "mooncake_client"), *[f"--{k}={v}" for k, v in flags.items()]])
    real.wait_for("Starting real client service", 10)
    one, two = run.client("dummy-1", style="vllm"), run.client("dummy-2")
    one.do("setup_dummy", address=f"127.0.0.1:{port}")
    one.do("put", key="a", size=4096)
    one.do("put", key="too-large", size=96 * MB)
    one.do("get", key="a")
    one.do("get", key="absent")
    one.do("get_size", key="absent")
    one.do("batch_get_into", keys=["a", "absent"], name="unregistered")
    real.kill()
    one.do("put", key="b", size=4096)
    one.do("get", key="a")
    one.do("is_exist", key="a")
    one.do("remove", key="a")
    one.do("health")
    one.do("close")
    two.do("setup_dummy", address=CLOSED)


def frozen(run):
    """Processes that are stopped, not dead: a master that answers no call, a client and an engine that send no data."""
    master = run.master(client_ttl="600")
    one = run.client("client-1")
    two = run.client("client-2", style="vllm", MC_RPC_TIMEOUT_MS="1500")
    one.do("setup", host=host(), metadata=P2P, master=master.address, segment=256 * MB, local=96 * MB)
    two.do("setup", host=host(), metadata=P2P, master=master.address, segment=0, local=96 * MB)
    one.do("put", key="held", size=64 * MB)
    two.do("get", key="held")
    master.child.send_signal(signal.SIGSTOP)
    two.do("get", key="held")
    two.do("put", key="unheard", size=1024)
    two.do("register", name="main", size=MB)
    two.do("batch_put_from", keys=["u1", "u2"])
    two.do("batch_get_into", keys=["u1", "u2"])
    master.child.send_signal(signal.SIGCONT)
    one.child.send_signal(signal.SIGSTOP)
    two.do("get", key="held", seconds=150)
    one.child.send_signal(signal.SIGCONT)
    engine, peer = run.client("engine-1", MC_TRANSFER_TIMEOUT="5"), run.client("engine-2")
    engine.do("engine_start", host="127.0.0.1", metadata=P2P)
    started = peer.do("engine_start", host="127.0.0.1", metadata=P2P)
    engine.do("engine_register", size=32 * MB)
    registered = peer.do("engine_register", size=32 * MB)
    address = f"127.0.0.1:{started[1]}"
    engine.do("engine_write", peer=address, remote=registered[1], size=1024)
    peer.child.send_signal(signal.SIGSTOP)
    engine.do("engine_write", peer=address, remote=registered[1], size=32 * MB)
    engine.do("engine_batch_write", peer=address, remotes=[registered[1], registered[1] + MB], size=MB)
    peer.child.send_signal(signal.SIGCONT)
    peer.kill()


def offload_path_bad(run):
    """Clients that are told to offload to places that are not there, are a file, or cannot be written."""
    master = run.master(enable_offload="true")
    for number, path in enumerate(["/proc/no-such", "/dev/null", "relative/path", ""], start=1):
        client = run.client(f"client-{number}", style="vllm")
        client.do("setup", host=host(), metadata=P2P, master=master.address, offload=path)
        client.do("put", key=f"k{number}", size=4096)
        client.do("get", key=f"k{number}")
        client.close()


def snapshot_fails(run):
    """A snapshot is damaged before a second master restores from it, and that master loses its snapshot folder."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="mooncake-snapshot-"))
    flags = {"enable_snapshot": "true", "snapshot_interval_seconds": "1", "snapshot_object_store_type": "local"}
    extra = {"MOONCAKE_SNAPSHOT_LOCAL_PATH": str(folder)}
    try:
        first = run.master("master-1", extra=extra, **flags)
        one = run.client("client-1")
        one.do("setup", host=host(), metadata=P2P, master=first.address)
        one.do("put", key="a", size=4096)
        first.wait_for("snapshot", 3)
        time.sleep(3)
        first.terminate()
        one.close()
        for path in folder.rglob("*"):
            if path.name in ("metadata", "segments", "task_manager"):
                path.write_bytes(b"not a snapshot")
        second = run.master("master-2", extra=extra, enable_snapshot_restore="true", **flags)
        shutil.rmtree(folder)
        folder.write_text("a file where the folder was")
        time.sleep(4)
        second.terminate()
    finally:
        folder.unlink(missing_ok=True) if folder.is_file() else shutil.rmtree(folder, ignore_errors=True)


def no_network_interface(run):
    """A client on a host whose only interface is the loopback one, with nothing that tells it which address to use."""
    metadata = run.metadata()
    master = run.master()
    one = run.client("client-1", style="vllm", MC_TCP_BIND_ADDRESS=None)
    one.do("setup", host="127.0.0.1", metadata=metadata.url, master=master.address)
    two = run.client("client-2", style="sglang", MC_TCP_BIND_ADDRESS=None)
    two.do("setup", host=host(), metadata=metadata.url, master=master.address)
    engine = run.client("engine-1", MC_TCP_BIND_ADDRESS=None)
    engine.do("engine_start", host="127.0.0.1", metadata=metadata.url)


def master_misconfigured(run):
    """Masters with wrong flags: an unknown allocator, a missing HA backend, a bad ratio, a config file that is not there."""
    cases = [
        {"enable_ha": "true"},
        {"memory_allocator": "no-such"},
        {"eviction_ratio": "7.5"},
        {"config_path": "/nonexistent/master.yaml"},
        {"default_kv_lease_ttl": "soon"},
        {"enable_ha": "true", "ha_backend_type": "no-such", "ha_backend_connstring": "x"},
        {"enable_ha": "true", "ha_backend_type": "etcd", "etcd_endpoints": CLOSED, "rpc_address": "127.0.0.1"},
        {"enable_snapshot": "true", "snapshot_object_store_type": "local"},
        {"enable_offload": "true", "root_fs_dir": "/proc/no-such"},
    ]
    for number, flags in enumerate(cases, start=1):
        master = run.master(f"master-{number}", wait=False, **flags)
        master.wait(6)
        master.terminate()


ALL = [
    healthy,
    metadata_server_down,
    master_killed,
    store_full,
    lease_too_short,
    key_missing,
    key_there_already,
    leased_key_removed,
    wrong_segment,
    wrong_master_address,
    version_mismatch,
    port_taken,
    two_clients_one_name,
    invalid_params,
    tear_down_during_transfer,
    peer_gone,
    no_network_interface,
    dummy_client,
    snapshot_fails,
    frozen,
    offload_path_bad,
    master_misconfigured,
]
