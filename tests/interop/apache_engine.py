#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""`weir-sandbox start --engine apache-kafka`: a real Apache Kafka behind the controls of the sandbox."""
import glob
import json
import os
import signal
import subprocess
import tempfile

from harness import BIN, Sandbox, free, free_base, run, skip, wait_until

LIBS = os.environ.get("WEIR_KAFKA_LIBS")
PROGRAM = os.path.join(BIN, "weir-sandbox")
PATIENCE = 240  # seconds for a start of Java processes on a busy machine

if not LIBS:
    skip("WEIR_KAFKA_LIBS is not set; run packaging/test --peers")
os.environ["KAFKA_HOME"] = os.path.dirname(os.path.abspath(LIBS.rstrip("/")))


def ctl(box, verb, *arguments, check=True):
    done = subprocess.run([PROGRAM, "ctl", "--data", box.directory, verb, *arguments], capture_output=True, text=True, timeout=PATIENCE)
    assert not check or done.returncode == 0, done.stderr
    return json.loads(done.stdout) if done.stdout.strip().startswith("{") else done.stderr


def states(box):
    return {broker["id"]: broker["state"] for broker in ctl(box, "status")["brokers"]}


def alive(box):
    """Brokers that the cluster itself says are there."""
    for broker in range(box.brokers):
        done = run("kcat", "-b", f"127.0.0.1:{box.port + broker}", "-L", "-J", "-m", "3", check=False)
        if done.returncode == 0:
            return sorted(one["id"] for one in json.loads(done.stdout)["brokers"])
    return []


def nodes_of(box):
    """Processes that run a node of this sandbox."""
    found = []
    for path in glob.glob("/proc/[0-9]*/cmdline"):
        try:
            with open(path, "rb") as file:
                words = file.read().decode(errors="replace")
        except OSError:
            continue
        if box.directory + "/broker-" in words and "kafka.Kafka" in words:
            found.append(int(path.split("/")[2]))
    return found


def refused(arguments, environment, *words):
    done = subprocess.run([PROGRAM, "start", "--engine", "apache-kafka", *arguments], capture_output=True, text=True, timeout=PATIENCE,
                          env=environment)
    assert done.returncode == 1, (done.returncode, done.stdout, done.stderr)
    for word in words:
        assert word in done.stderr, (word, done.stderr)


def three_nodes(scratch):
    box = Sandbox(os.path.join(scratch, "three"), 3, ["--engine", "apache-kafka", "--set", "num.partitions=3"])
    while not all(free(box.port + 1000 + i) for i in range(3)):
        box.port = free_base(3)
    box.start(PATIENCE)
    try:
        assert [broker["id"] for broker in box.ready["brokers"]] == [1, 2, 3], box.ready
        assert alive(box) == [1, 2, 3]
        status = ctl(box, "status")
        assert status["engine"] == "apache-kafka" and status["threads"] is None, status
        assert status["residentBytes"] > 100 << 20, status["residentBytes"]
        run("kcat", "-b", box.bootstrap, "-P", "-t", "kept", data="one\ntwo\nthree\n", timeout=PATIENCE)
        wait_until(lambda: sum(one["leaders"] for one in ctl(box, "status")["brokers"]) == 3, "the three partitions of --set seen", PATIENCE)

        ctl(box, "broker.kill", "broker=2")
        assert states(box)[2] == "killed"
        wait_until(lambda: alive(box) == [1, 3], "the others say that 2 is gone", PATIENCE)
        assert "it is not running" in ctl(box, "broker.kill", "broker=2", check=False)
        ctl(box, "broker.start", "broker=2")
        assert states(box)[2] == "running"
        wait_until(lambda: alive(box) == [1, 2, 3], "every broker knows that 2 is back", PATIENCE)

        ctl(box, "broker.pause", "broker=3")
        wait_until(lambda: 3 not in alive(box), "the others say that the paused one is gone", PATIENCE)
        ctl(box, "broker.resume", "broker=3")
        wait_until(lambda: alive(box) == [1, 2, 3], "the resumed one is back", PATIENCE)

        ctl(box, "broker.stop", "broker=1")
        ctl(box, "broker.start-empty", "broker=1")
        wait_until(lambda: alive(box) == [1, 2, 3], "the emptied one is back", PATIENCE)
        assert "cannot be told to fail single requests" in ctl(box, "fault.set", "broker=1", "slowMs=100", check=False)
        kinds = {event["kind"] for event in ctl(box, "events")["events"]}
        assert {"broker.killed", "broker.started", "broker.paused", "broker.resumed", "broker.stopped", "leaders.moved"} <= kinds, kinds

        os.kill(nodes_of(box)[0], signal.SIGKILL)  # not by us: it is noticed
        wait_until(lambda: "killed" in states(box).values(), "a node that ended by itself is shown", PATIENCE)
    finally:
        box.process.send_signal(signal.SIGTERM)
        code = box.process.wait(PATIENCE)
    assert code == 0, code
    assert not nodes_of(box), "nodes are left behind"


def one_node(scratch):
    directory = os.path.join(scratch, "one")
    box = Sandbox(directory, 1, ["--engine", "apache-kafka", "--demo"])
    box.start(PATIENCE)
    try:
        wait_until(lambda: any(part["recordsPerSecond"] > 0 for part in ctl(box, "status")["demoParts"]), "the demo writes", PATIENCE)
        run("kcat", "-b", box.bootstrap, "-P", "-t", "kept", data="one\ntwo\nthree\n", timeout=PATIENCE)
        ctl(box, "broker.stop", "broker=1")
        assert "only metadata" in ctl(box, "broker.start-empty", "broker=1", check=False)
        ctl(box, "broker.start", "broker=1")
    finally:
        box.process.kill()  # the node must not outlive us, however we end
        box.process.wait()
    # A process that ends loses its memory, by which nodes_of() knows it, before its sockets.
    wait_until(lambda: not nodes_of(box) and free(box.port), "the node ends with a killed sandbox", PATIENCE)

    box.start(PATIENCE)
    try:
        done = run("kcat", "-b", box.bootstrap, "-C", "-t", "kept", "-e", "-q", timeout=PATIENCE)
        assert done.stdout.split() == ["one", "two", "three"], done.stdout
    finally:
        box.process.send_signal(signal.SIGTERM)
        assert box.process.wait(PATIENCE) == 0
    assert not nodes_of(box), "the node is left behind"
    other = subprocess.run([PROGRAM, "start", "--data", directory, "--port", str(box.port)], capture_output=True, text=True, timeout=PATIENCE)
    assert other.returncode == 1 and "--engine apache-kafka" in other.stderr, other.stderr


def refusals(scratch):
    own = os.path.join(scratch, "own")
    box = Sandbox(own, 1).start()
    try:
        refused(["--data", os.path.join(scratch, "taken"), "--port", str(box.port), "--brokers", "1"], os.environ, "the port is in use", "--port")
    finally:
        box.stop()
    refused(["--data", own], os.environ, "engine weir", "--data")
    empty = os.path.join(scratch, "empty")
    os.mkdir(empty)
    bare = {name: value for name, value in os.environ.items() if name not in ("JAVA_HOME", "KAFKA_HOME")}
    refused(["--data", os.path.join(scratch, "a")], dict(bare, PATH=empty), "Java 17", "openjdk-17-jre-headless", "JAVA_HOME")
    refused(["--data", os.path.join(scratch, "b")], dict(os.environ, KAFKA_HOME=empty), "KAFKA_HOME is " + empty, "libs")
    tools = os.path.join(scratch, "tools")
    os.mkdir(tools)
    os.symlink(run("which", "java").stdout.strip(), os.path.join(tools, "java"))
    refused(["--data", os.path.join(scratch, "c")], dict(bare, PATH=tools, XDG_CACHE_HOME=empty), "no Maven", "KAFKA_HOME")
    old = os.path.join(scratch, "old", "bin")
    os.makedirs(old)
    with open(os.path.join(old, "java"), "w") as file:
        file.write("#!/bin/sh\necho 'openjdk version \"11.0.2\" 2019-01-15' >&2\n")
    os.chmod(os.path.join(old, "java"), 0o755)
    refused(["--data", os.path.join(scratch, "d")], dict(os.environ, JAVA_HOME=os.path.dirname(old)), "11.0.2", "Java 17")


with tempfile.TemporaryDirectory(prefix="weir-engine-", ignore_cleanup_errors=True) as place:
    refusals(place)
    one_node(place)
    three_nodes(place)
print("a real Apache Kafka runs behind the sandbox's controls")
