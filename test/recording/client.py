"""One Mooncake client that does what it is told, and logs failures the way callers do.

Commands arrive as JSON objects, one a line, on standard input; each is answered by one JSON line on the file
descriptor named by RECORDING_REPLY_FD, so that standard output and standard error hold nothing but what Mooncake
and its caller print.
"""

import ctypes
import json
import logging
import os
import sys
import threading

FORMATS = {
    # The shapes that callers of Mooncake commonly use.
    "vllm": ("%(levelname)s %(asctime)s [%(filename)s:%(lineno)d] %(message)s", "%m-%d %H:%M:%S"),
    "sglang": ("[%(asctime)s TP0] %(message)s", "%Y-%m-%d %H:%M:%S"),
    "plain": ("%(asctime)s - %(name)s - %(levelname)s - %(message)s", None),
}

log = logging.getLogger("kv_caller")


class Client:
    """Holds one store handle, one transfer engine and the buffers both work on."""

    def __init__(self):
        self.store = None
        self.engine = None
        self.buffers = {}
        self.segments = {}
        self.background = []

    # -- memory

    def buffer(self, name="main", size=1 << 20):
        if name not in self.buffers or len(self.buffers[name]) < size:
            self.buffers[name] = ctypes.create_string_buffer(size)
        return ctypes.addressof(self.buffers[name])

    # -- store

    def setup(self, host, metadata, master, segment=16 << 20, local=16 << 20, protocol="tcp", devices="", offload=None):
        from mooncake.store import MooncakeDistributedStore

        self.store = MooncakeDistributedStore()
        extra = {} if offload is None else {"enable_ssd_offload": True, "ssd_offload_path": offload}
        rc = self.store.setup(host, metadata, segment, local, protocol, devices, master, **extra)
        if rc != 0:
            log.error("Failed to setup Mooncake store, error code: %d", rc)
        return rc

    def setup_dummy(self, address, pool=16 << 20, local=16 << 20):
        from mooncake.store import MooncakeDistributedStore

        self.store = MooncakeDistributedStore()
        rc = self.store.setup_dummy(pool, local, address)
        if rc != 0:
            log.error("Failed to setup Mooncake store, error code: %d", rc)
        return rc

    def blank(self):
        """A store handle that was never set up."""
        from mooncake.store import MooncakeDistributedStore

        self.store = MooncakeDistributedStore()
        return 0

    def put(self, key, size=1024, segment=None, replicas=1):
        from mooncake.store import ReplicateConfig

        config = ReplicateConfig()
        config.replica_num = replicas
        if segment is not None:
            config.preferred_segment = segment
        rc = self.store.put(key, b"\x5a" * size, config)
        if rc != 0:
            log.error("put failed: key=%s, rc=%d", key, rc)
        return rc

    def upsert(self, key, size=1024):
        rc = self.store.upsert(key, b"\x5a" * size)
        if rc != 0:
            log.error("upsert failed: key=%s, rc=%d", key, rc)
        return rc

    def put_batch(self, keys, size=1024):
        rc = self.store.put_batch(keys, [b"\x5a" * size for _ in keys])
        if rc != 0:
            log.error("put_batch failed: %d keys, rc=%d", len(keys), rc)
        return rc

    def get(self, key):
        value = self.store.get(key)
        if not value:
            log.warning("get returned nothing: key=%s", key)
        return len(value)

    def get_batch(self, keys):
        values = self.store.get_batch(keys)
        missing = [key for key, value in zip(keys, values) if not value]
        if missing or len(values) != len(keys):
            log.warning("get_batch: %d of %d keys are missing", len(keys) - len(values) + len(missing), len(keys))
        return [len(value) for value in values]

    def register(self, name="main", size=1 << 20, address=None):
        address = self.buffer(name, size) if address is None else address
        rc = self.store.register_buffer(address, size)
        if rc != 0:
            log.error("Failed to register buffer, error code: %d", rc)
        return rc

    def unregister(self, name="main", address=None):
        rc = self.store.unregister_buffer(self.buffer(name, 1) if address is None else address)
        if rc != 0:
            log.error("Failed to unregister buffer, error code: %d", rc)
        return rc

    def get_into(self, key, size=1 << 20, name="main"):
        rc = self.store.get_into(key, self.buffer(name, size), size)
        if rc < 0:
            log.error("get_into failed: key=%s, err=%d", key, rc)
        return rc

    def put_from(self, key, size=1024, name="main"):
        rc = self.store.put_from(key, self.buffer(name, size), size)
        if rc != 0:
            log.error("put_from failed: key=%s, ret=%d", key, rc)
        return rc

    def batch_put_from(self, keys, size=1024, name="main"):
        base = self.buffer(name, size * len(keys))
        res = self.store.batch_put_from(keys, [base + i * size for i in range(len(keys))], [size] * len(keys))
        if any(value < 0 for value in res):
            log.error("Failed to put key %s,res:%s", keys, res)
        return res

    def batch_get_into(self, keys, size=1024, name="main", extra=0):
        base = self.buffer(name, size * len(keys))
        sizes = [size] * (len(keys) + extra)
        res = self.store.batch_get_into(keys, [base + i * size for i in range(len(keys))], sizes)
        if any(value < 0 for value in res):
            log.error("Failed to get key %s, res:%s", keys, res)
        return res

    def is_exist(self, key):
        rc = self.store.is_exist(key)
        if rc < 0:
            log.error("is_exist failed: key=%s, return code: %d", key, rc)
        return rc

    def batch_is_exist(self, keys):
        res = self.store.batch_is_exist(keys)
        if any(value < 0 for value in res):
            log.error("batch_is_exist %s returned %s", keys, res)
        return res

    def get_size(self, key):
        size = self.store.get_size(key)
        if size < 0:
            log.error("get_size failed: key=%s, status %d", key, size)
        return size

    def remove(self, key):
        rc = self.store.remove(key)
        if rc != 0:
            log.error("remove failed for %s: status %d", key, rc)
        return rc

    def batch_remove(self, keys):
        res = self.store.batch_remove(keys)
        failed = [(key, rc) for key, rc in zip(keys, res) if rc != 0]
        if failed:
            log.error("batch_remove failed: %d/%d keys failed, first_failures=%s", len(failed), len(keys), failed[:3])
        return res

    def remove_by_regex(self, pattern):
        rc = self.store.remove_by_regex(pattern)
        if rc < 0:
            log.error("remove_by_regex failed: pattern=%s, rc=%d", pattern, rc)
        return rc

    def remove_all(self):
        rc = self.store.remove_all()
        if rc < 0:
            log.error("remove_all failed: rc=%d", rc)
        return rc

    def copy_task(self, key, targets):
        task, rc = self.store.create_copy_task(key, targets)
        if rc != 0:
            log.error("create_copy_task failed: key=%s, targets=%s, rc=%d", key, targets, rc)
        return [str(task), rc]

    def move_task(self, key, source, target):
        task, rc = self.store.create_move_task(key, source, target)
        if rc != 0:
            log.error("create_move_task failed: key=%s, source=%s, target=%s, rc=%d", key, source, target, rc)
        return [str(task), rc]

    def hostname(self):
        return self.store.get_hostname()

    def health(self):
        state = self.store.health_check()
        if state != 0:
            log.warning("health_check returned %d", state)
        return state

    def close(self):
        rc = self.store.close()
        if rc != 0:
            log.error("close failed: rc=%d", rc)
        return rc

    def background_puts(self, prefix, count, size):
        """Puts that go on while the scenario takes the ground away."""

        def work():
            for index in range(count):
                self.put(f"{prefix}-{index}", size)

        thread = threading.Thread(target=work, daemon=True)
        self.background.append(thread)
        thread.start()
        return 0

    def background_gets(self, key, count, size):
        self.buffer("background", size)
        self.store.register_buffer(self.buffer("background", size), size)

        def work():
            for _ in range(count):
                self.get_into(key, size, "background")

        thread = threading.Thread(target=work, daemon=True)
        self.background.append(thread)
        thread.start()
        return 0

    def join(self, seconds=30):
        for thread in self.background:
            thread.join(seconds)
        self.background = []
        return 0

    # -- transfer engine

    def engine_start(self, host, metadata, protocol="tcp", device=""):
        from mooncake.engine import TransferEngine

        self.engine = TransferEngine()
        rc = self.engine.initialize(host, metadata, protocol, device)
        if rc != 0:
            log.error("Engine initialization failed: %d", rc)
            return rc
        return [rc, self.engine.get_rpc_port()]

    def engine_register(self, name="engine", size=1 << 20):
        address = self.buffer(name, size)
        rc = self.engine.register_memory(address, size)
        if rc != 0:
            log.error("Mooncake memory registration failed, ret=%d", rc)
        return [rc, address]

    def engine_unregister(self, name="engine", address=None):
        rc = self.engine.unregister_memory(self.buffer(name, 1) if address is None else address)
        if rc != 0:
            log.error("Mooncake memory deregistration failed, ret=%d", rc)
        return rc

    def engine_write(self, peer, remote, size=1024, name="engine"):
        rc = self.engine.transfer_sync_write(peer, self.buffer(name, size), remote, size)
        if rc != 0:
            log.error("Mooncake transfer failed, ret: %d", rc)
        return rc

    def engine_batch_write(self, peer, remotes, size=1024, name="engine"):
        local = self.buffer(name, size)
        rc = self.engine.batch_transfer_sync_write(peer, [local] * len(remotes), remotes, [size] * len(remotes))
        if rc != 0:
            log.error("Error in batch_transfer_sync_write: %d", rc)
        return rc

    def engine_submit(self, peer, remote, size=1024, name="engine"):
        batch = self.engine.transfer_submit_write(peer, self.buffer(name, size), remote, size)
        status = self.engine.transfer_check_status(batch) if batch > 0 else None
        log.info("transfer_submit_write returned batch %s, status %s", "none" if batch < 0 else "ok", status)
        return status


def main():
    style = FORMATS[os.environ.get("RECORDING_STYLE", "plain")]
    logging.basicConfig(level=logging.INFO, format=style[0], datefmt=style[1], stream=sys.stderr)
    replies = os.fdopen(int(os.environ["RECORDING_REPLY_FD"]), "w", buffering=1)
    client = Client()
    for line in sys.stdin:
        command = json.loads(line)
        name = command.pop("do")
        if name == "exit":
            break
        try:
            answer = getattr(client, name)(**command)
        except AttributeError as absent:  # a call that this version of the wheel does not have
            answer = str(absent)
        except Exception:  # what a caller's log would show
            log.exception("unexpected failure of %s", name)
            answer = "raised"
        replies.write(json.dumps(answer) + "\n")


if __name__ == "__main__":
    main()
