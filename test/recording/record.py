"""Breaks a real Mooncake on purpose, on 127.0.0.1, and keeps what its processes print.

See README.md beside this file.
"""

import argparse
import json
import os
import pathlib
import select
import shutil
import socket
import subprocess
import sys
import time

import scenarios

HERE = pathlib.Path(__file__).resolve().parent
WORK = pathlib.Path("/tmp/mooncake-recording")  # the client runs from here, so that tracebacks name no other place
LIMIT = 190_000  # bytes kept of one log


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Install:
    """One virtual environment with one version of the wheel."""

    def __init__(self, venv):
        self.python = str(pathlib.Path(venv) / "bin" / "python3")
        self.package = next(pathlib.Path(venv).glob("lib/python3*/site-packages/mooncake"))
        # A wheel that was linked with CUDA finds its runtime in the package nvidia-cuda-runtime-cu12.
        self.libraries = ":".join(str(path) for path in self.package.parent.glob("nvidia/*/lib"))
        text = subprocess.run([self.python, "-m", "pip", "list", "--format", "json"], capture_output=True, text=True)
        packages = {entry["name"]: entry["version"] for entry in json.loads(text.stdout)}
        self.wheel = next(name for name in packages if name.startswith("mooncake-transfer-engine"))
        self.version = packages[self.wheel]

    def environment(self, extra=None):
        env = {"PATH": "/usr/bin:/bin", "HOME": "/tmp", "LANG": "C.UTF-8", "TZ": "UTC", "PYTHONUNBUFFERED": "1"}
        env.update({"GLOG_logtostderr": "1", "LD_LIBRARY_PATH": self.libraries})
        env.update(extra or {})
        return env


class Process:
    """A child whose whole output goes to one file, standard output and standard error as they come."""

    def __init__(self, name, command, env, path, pass_fds=(), stdin=subprocess.DEVNULL):
        self.name = name
        self.path = path
        self.handle = open(path, "wb")
        self.child = subprocess.Popen(
            command, env=env, stdin=stdin, stdout=self.handle, stderr=subprocess.STDOUT, pass_fds=pass_fds, cwd="/tmp"
        )

    def printed(self, text):
        return text.encode() in self.path.read_bytes()

    def wait_for(self, text, seconds=20):
        """Waits until the log holds the text; False when it never came or the process ended before."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.printed(text):
                return True
            if self.child.poll() is not None:
                return self.printed(text)
            time.sleep(0.05)
        return False

    def wait(self, seconds=20):
        try:
            return self.child.wait(seconds)
        except subprocess.TimeoutExpired:
            return None

    def kill(self):
        self.child.kill()
        self.child.wait()

    def terminate(self, seconds=10):
        if self.child.poll() is None:
            self.child.terminate()
            if self.wait(seconds) is None:
                self.kill()

    def close(self):
        self.terminate()
        self.handle.close()


class Client(Process):
    def __init__(self, install, path, name, extra):
        reader, writer = os.pipe()
        settings = {"MC_TCP_BIND_ADDRESS": "127.0.0.1", "RECORDING_REPLY_FD": str(writer), **extra}
        env = install.environment({key: value for key, value in settings.items() if value is not None})
        super().__init__(
            name, [install.python, str(WORK / "client.py")], env, path, pass_fds=(writer,), stdin=subprocess.PIPE
        )
        os.close(writer)
        self.replies = os.fdopen(reader, "rb", buffering=0)

    def send(self, action, **arguments):
        self.child.stdin.write((json.dumps({"do": action, **arguments}) + "\n").encode())
        self.child.stdin.flush()

    def answer(self, seconds=120):
        ready, _, _ = select.select([self.replies], [], [], seconds)
        if not ready:
            return "timeout"
        line = self.replies.readline()
        return json.loads(line) if line else "ended"

    def do(self, action, seconds=120, **arguments):
        try:
            self.send(action, **arguments)
        except BrokenPipeError:
            return "ended"
        result = self.answer(seconds)
        print(f"      {self.name}.{action}: {str(result)[:100]}", file=sys.stderr)
        return result

    def close(self):
        try:
            self.send("exit")
            self.wait(20)
        except (BrokenPipeError, OSError):
            pass
        super().close()


class Run:
    """What a scenario works with: processes by name, each with its own log."""

    def __init__(self, directory, install, others):
        self.directory = directory
        self.install = install
        self.others = others
        self.processes = []
        self.commands = []

    def start(self, name, command, install=None, extra=None):
        install = install or self.install
        process = Process(name, command, install.environment(extra), self.directory / f"{name}.log")
        process.version = install.version
        self.processes.append(process)
        self.commands.append(f"{name}: {' '.join(str(part) for part in command)}")
        return process

    def master(self, name="master", install=None, port=None, wait=True, extra=None, **flags):
        install = install or self.install
        port = port or free_port()
        values = {"rpc_port": port, "metrics_port": free_port(), "logtostderr": "true", **flags}
        command = [str(install.package / "mooncake_master")] + [f"--{key}={value}" for key, value in values.items()]
        process = self.start(name, command, install, extra)
        process.address = f"127.0.0.1:{port}"
        process.metrics = values["metrics_port"]
        if wait:
            listening(port)
        return process

    def metadata(self, name="metadata", port=None):
        port = port or free_port()
        code = [self.install.python, "-m", "mooncake.http_metadata_server", "--host", "127.0.0.1", "--port", str(port)]
        process = self.start(name, code)
        process.url = f"http://127.0.0.1:{port}/metadata"
        listening(port)
        return process

    def client(self, name="client-1", install=None, style="plain", **extra):
        install = install or self.install
        process = Client(install, self.directory / f"{name}.log", name, {"RECORDING_STYLE": style, **extra})
        process.version = install.version
        self.processes.append(process)
        self.commands.append(f"{name}: test/recording/client.py" + "".join(f" {k}={v}" for k, v in extra.items()))
        return process

    def close(self):
        for process in reversed(self.processes):
            process.close()


def listening(port, seconds=15):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with socket.socket() as probe:
            probe.settimeout(0.5)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return True
        time.sleep(0.05)
    return False


def cut(path):
    """Keeps the first LIMIT bytes, ended at a line end; says whether it cut."""
    data = path.read_bytes()
    if len(data) <= LIMIT:
        return False
    path.write_bytes(data[: data.rindex(b"\n", 0, LIMIT) + 1])
    return True


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--venv", required=True, help="virtual environment with the wheel to record")
    parser.add_argument("--other-venv", nargs="*", default=[], help="those with other versions of it, for version-mismatch")
    parser.add_argument("--out", default=str(HERE.parent.parent / "fixtures" / "recorded"))
    parser.add_argument("--only", nargs="*", help="names of scenarios")
    parser.add_argument("--suffix", default="", help="appended to the folder names, for older versions")
    options = parser.parse_args()

    name = socket.gethostname()
    if name != "node-a":
        # Name spaces of their own, so that no log can hold this machine's name or addresses, and every port is free.
        script = 'hostname node-a && ip link set lo up && exec "$@"'
        os.execvp("unshare", ["unshare", "--uts", "--net", "sh", "-c", script, "sh", sys.executable, *sys.argv])

    WORK.mkdir(exist_ok=True)
    shutil.copy(HERE / "client.py", WORK)
    install = Install(options.venv)
    others = [Install(venv) for venv in options.other_venv]
    out = pathlib.Path(options.out)
    for scenario in scenarios.ALL:
        title = scenario.__name__.replace("_", "-")
        if options.only and title not in options.only:
            continue
        if title == "version-mismatch" and not others:
            continue
        directory = out / (title + options.suffix)
        shutil.rmtree(directory, ignore_errors=True)
        directory.mkdir(parents=True)
        print(f"== {title}", file=sys.stderr)
        started = time.monotonic()
        run = Run(directory, install, others)
        try:
            scenario(run)
        finally:
            run.close()
        about = {
            "scenario": title,
            "about": " ".join(scenario.__doc__.split()),
            "library": install.wheel,
            "versions": {process.name: process.version for process in run.processes},
            "date": time.strftime("%Y-%m-%d", time.gmtime()),
            "commands": run.commands,
            "ended": {process.name: process.child.returncode for process in run.processes},
            "cut": [process.path.name for process in run.processes if cut(process.path)],
        }
        (directory / "about.json").write_text(json.dumps(about, indent=2) + "\n")
        print(f"   {time.monotonic() - started:.1f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
