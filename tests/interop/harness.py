# SPDX-License-Identifier: GPL-3.0-or-later
"""A sandbox of its own for each script, and the little that the scripts share."""
import contextlib
import fcntl
import glob
import json
import os
import random
import select
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time

BIN = os.environ["WEIR_BIN"]
SOURCE = os.environ["WEIR_SOURCE"]
SKIP = 77
CACHE = os.environ.get("WEIR_TEST_CACHE") or os.path.join(os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"), "weir-tests")


def skip(reason):
    print(f"SKIP: {reason}")
    sys.exit(SKIP)


def free(port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
            return True
        except OSError:
            return False


def free_base(brokers=3):
    """A port P such that P.., those of the next listeners (P+100k..) and the controller's P+1000 are free."""
    for _ in range(200):
        base = random.randrange(20000, 28000, 10)
        if all(free(port) for port in [*(base + 100 * k + i for k in range(5) for i in range(brokers + 1)), base + 1000]):
            return base
    raise RuntimeError("no free ports")


def own_network(ports):
    """For what cannot be told other ports: starts this script anew in a network of its own, with nothing but a loopback.
    Where the system forbids that, these ports must be free here, or the script skips."""
    if os.environ.get("WEIR_OWN_NETWORK") != str(os.getpid()):
        unshare = ["unshare", "--net", *([] if os.geteuid() == 0 else ["--map-root-user"])]
        if shutil.which("unshare") and subprocess.run([*unshare, "true"], capture_output=True).returncode == 0:
            os.environ["WEIR_OWN_NETWORK"] = str(os.getpid())  # exec keeps the number
            os.execvp(unshare[0], [*unshare, sys.executable, *sys.argv])
    else:
        up, get_flags, set_flags = 1, 0x8913, 0x8914  # IFF_UP, SIOCGIFFLAGS, SIOCSIFFLAGS
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
            flags = struct.unpack("16xh", fcntl.ioctl(control, get_flags, struct.pack("16sh", b"lo", 0)))[0]
            fcntl.ioctl(control, set_flags, struct.pack("16sh", b"lo", flags | up))
    taken = [port for port in ports if not free(port)]
    if taken:
        skip(f"the ports {taken} are taken, and a network of its own cannot be had here")


class Sandbox:
    def __init__(self, directory, brokers=3, arguments=(), port=None):
        self.directory = directory
        self.brokers = brokers
        self.arguments = list(arguments)
        self.port = port or free_base(brokers)
        self.process = None
        self.ready = None

    def start(self, timeout=30):
        self.log = open(os.path.join(os.path.dirname(self.directory), "sandbox.log"), "ab")
        self.process = subprocess.Popen(
            [os.path.join(BIN, "weir-sandbox"), "start", "--data", self.directory, "--brokers", str(self.brokers),
             "--port", str(self.port), *self.arguments],
            stdout=subprocess.PIPE, stderr=self.log, stdin=subprocess.DEVNULL)
        if not select.select([self.process.stdout], [], [], timeout)[0]:
            self.fail("no ready line")
        line = self.process.stdout.readline()
        if not line:
            self.fail(f"ended with {self.process.wait()}")
        self.ready = json.loads(line)
        assert self.ready["ready"] is True, line
        return self

    def fail(self, what):
        self.log.flush()
        with open(self.log.name, "rb") as log:
            sys.stderr.write(log.read().decode(errors="replace")[-4000:])
        raise RuntimeError(f"weir-sandbox: {what}")

    @property
    def bootstrap(self):
        return self.ready["bootstrap"]

    def ctl(self, verb, *arguments):
        done = subprocess.run([os.path.join(BIN, "weir-sandbox"), "ctl", "--data", self.directory, verb, *arguments],
                              capture_output=True, text=True, timeout=30)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout) if done.stdout.strip() else None

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            code = self.process.wait(timeout=60)  # as long as the console gives it: a busy disk takes its time
            assert code == 0, f"weir-sandbox ended with {code} after SIGTERM"

    def kill(self):
        self.process.kill()
        self.process.wait()


@contextlib.contextmanager
def sandbox(brokers=3, arguments=(), port=None):
    scratch = tempfile.mkdtemp(prefix="weir-interop-")
    box = Sandbox(os.path.join(scratch, "data"), brokers, arguments, port)
    try:
        yield box.start()
        box.stop()
    finally:
        if box.process and box.process.poll() is None:
            box.process.kill()
            box.process.wait()
        shutil.rmtree(scratch, ignore_errors=True)


def run(*command, data=None, timeout=60, check=True):
    done = subprocess.run(command, input=data, capture_output=True, text=not isinstance(data, bytes), timeout=timeout)
    if check and done.returncode != 0:
        print(done.stdout)
        print(done.stderr, file=sys.stderr)
        raise RuntimeError(f"{' '.join(map(str, command))} ended with {done.returncode}")
    return done


def wait_until(condition, what, timeout=60):
    """Polls until the condition answers something true, and answers that."""
    deadline = time.monotonic() + timeout
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > deadline:
            raise TimeoutError(f"never came: {what}")
        time.sleep(0.05)


def in_sync(bootstrap, topics, replicas):
    """Every partition of them has a leader and so many replicas in sync."""
    from confluent_kafka import KafkaException
    from confluent_kafka.admin import AdminClient
    try:
        known = AdminClient({"bootstrap.servers": bootstrap, "log_level": 0}).list_topics(timeout=10).topics
    except KafkaException:
        return False
    return all(topic in known and all(partition.leader > 0 and len(partition.isrs) == replicas for partition in known[topic].partitions.values())
               for topic in topics)


def python_clients():
    """Switches to the interpreter of the venv with the pinned clients, or skips."""
    import hashlib
    with open(os.path.join(SOURCE, "tests/interop/requirements.txt"), "rb") as file:
        stamp = hashlib.sha256(file.read()).hexdigest()[:16]
    venv = os.path.join(CACHE, f"venv-{stamp}")
    if not os.path.exists(os.path.join(venv, ".complete")):
        skip("the Python clients are not installed: run tests/interop/prepare.sh")
    if os.path.realpath(sys.prefix) != os.path.realpath(venv):
        python = os.path.join(venv, "bin", "python")
        os.execv(python, [python, *sys.argv])


def kafka_libs():
    libs = os.environ.get("WEIR_KAFKA_LIBS") or ""
    if not glob.glob(os.path.join(libs, "kafka-clients-*.jar")):
        skip("Apache Kafka's jars are not there: packaging/test --peers resolves them")
    if not shutil.which("java"):
        skip("no java")
    return libs
