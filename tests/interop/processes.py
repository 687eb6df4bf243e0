# SPDX-License-Identifier: GPL-3.0-or-later
"""A cluster whose brokers and controller have a process each: what is killed is gone at once, the others go on, and nothing
that was acknowledged is lost. A client that knows nothing of it (kcat) writes and reads."""
import json
import os
import signal
import subprocess
import tempfile

from harness import BIN, Sandbox, free_base, python_clients, run, sandbox, wait_until

python_clients()

from confluent_kafka import Producer  # noqa: E402

SECURE = ["--listeners", "PLAINTEXT,SASL_SSL"]
SETTINGS = ["--set", "num.partitions=3", "--set", "default.replication.factor=3", "--set", "min.insync.replicas=2",
            "--set", "broker.session.timeout.ms=3000", "--set", "replica.lag.time.max.ms=3000"]


def alive(pid):
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rsplit(")", 1)[1].split()[0]
    except OSError:
        return None


def kcat(box, *arguments, data=None, check=True):
    return run("kcat", "-b", box.bootstrap, *arguments, data=data, check=check)


def refused(*command):
    done = subprocess.run([os.path.join(BIN, "weir-sandbox"), *command], capture_output=True, text=True, timeout=60)
    assert done.returncode != 0, done.stdout
    return done.stderr


def nodes(box):
    status = box.ctl("status")
    return {"controller": status["controllerPid"], **{row["id"]: row["pid"] for row in status["brokers"]}}


def state(box, broker):
    return next(row["state"] for row in box.ctl("status")["brokers"] if row["id"] == broker)


def ended_well(box, broker):
    return os.path.exists(os.path.join(box.directory, f"broker-{broker}", ".kafka_cleanshutdown"))


def in_sync(box):
    brokers = box.ctl("status")["brokers"]
    return any(row["replicas"] for row in brokers) and all(row["state"] == "running" and row["inSync"] == row["replicas"] for row in brokers)


def life_of_the_nodes(box):
    started = nodes(box)
    assert len(set(started.values()) | {box.process.pid}) == 5, started
    written = []

    def write(text):
        kcat(box, "-P", "-t", "orders", "-X", "acks=all", "-X", "message.timeout.ms=40000", data=f"{text}\n")
        written.append(text)

    def all_are_there():
        # What a killed broker led has no leader until its session is over: kcat reads on without it.
        wait_until(lambda: sorted(kcat(box, "-C", "-t", "orders", "-e", "-q", "-o", "beginning", check=False).stdout.splitlines()) == sorted(written),
                   f"each of {written} once")

    write("first")
    wait_until(lambda: in_sync(box), "three replicas in sync")

    # --- kill is kill -9: the process is gone at once, and only that one
    box.ctl("broker.kill", "broker=2")
    assert alive(started[2]) is None and state(box, 2) == "killed"
    assert not ended_well(box, 2)
    write("without 2")
    all_are_there()
    box.ctl("broker.start", "broker=2")
    assert nodes(box)[2] not in (None, started[2])
    wait_until(lambda: in_sync(box), "in sync again")
    assert {key: pid for key, pid in nodes(box).items() if key != 2} == {key: pid for key, pid in started.items() if key != 2}

    # --- one that somebody else killed is seen, and told
    os.kill(nodes(box)[3], signal.SIGKILL)
    wait_until(lambda: state(box, 3) == "killed", "that broker 3 is gone")
    assert any(event["kind"] == "broker.killed" and event["broker"] == 3 for event in box.ctl("events")["events"])
    write("without 3")
    box.ctl("broker.start", "broker=3")
    wait_until(lambda: in_sync(box), "in sync again")

    # --- a paused one is stopped by the system; it goes on where it was
    box.ctl("broker.pause", "broker=1")
    assert alive(nodes(box)[1]) == "T" and state(box, 1) == "paused"
    write("while 1 stands still")
    box.ctl("broker.resume", "broker=1")
    wait_until(lambda: in_sync(box), "in sync again")

    # --- without a controller records go on, topics do not; with it they do
    box.ctl("controller.kill")
    assert alive(started["controller"]) is None and box.ctl("status")["controllerState"] == "killed"
    write("without a controller")
    all_are_there()
    assert "it is not running" in refused("ctl", "--data", box.directory, "controller.kill")
    box.ctl("controller.start")
    kcat(box, "-P", "-t", "made.afterwards", "-X", "acks=all", data="x\n")
    wait_until(lambda: in_sync(box), "in sync again")

    # --- faults reach the process, and what it says of them comes back
    box.ctl("fault.set", "broker=1", "slowMs=20")
    assert next(row for row in box.ctl("status")["brokers"] if row["id"] == 1)["faults"]["slowMs"] == 20
    box.ctl("fault.clear")
    assert next(row for row in box.ctl("status")["brokers"] if row["id"] == 1)["faults"]["slowMs"] == 0

    # --- what clients push of their metrics is kept by the process that they pushed it to
    producer = Producer({"bootstrap.servers": box.bootstrap, "client.id": "shop", "log_level": 0})
    producer.produce("orders", "by a client with metrics")
    assert producer.flush(30) == 0
    written.append("by a client with metrics")
    wait_until(lambda: any(client["clientId"] == "shop" for client in box.ctl("telemetry")["clients"]), "a client that asked what to push")

    # --- a stopped one hands over what it leads first, a new one is of the cluster, and an empty one fetches all anew
    box.ctl("broker.stop", "broker=2")
    assert state(box, 2) == "stopped" and ended_well(box, 2)
    write("after 2 handed over")
    box.ctl("broker.start-empty", "broker=2")
    wait_until(lambda: in_sync(box), "in sync again")
    assert box.ctl("broker.add")["broker"] == 4
    assert len(json.loads(kcat(box, "-L", "-J").stdout)["brokers"]) == 4
    all_are_there()
    return written


def nothing_secret_is_shown(box):
    for pid in nodes(box).values():
        with open(f"/proc/{pid}/cmdline", "rb") as line:
            assert b"hush" not in line.read()
    secrets = os.path.join(box.directory, "processes", "secrets")
    assert os.stat(secrets).st_mode & 0o777 == 0o600
    listener = next(row for row in box.ctl("listeners")["listeners"] if row["name"] == "SASL_SSL")
    secure = ["-b", listener["bootstrap"], "-X", "security.protocol=SASL_SSL", "-X", "sasl.mechanism=SCRAM-SHA-256",
              "-X", "sasl.username=me", "-X", f"ssl.ca.location={box.directory}/tls/ca.pem"]
    assert len(json.loads(run("kcat", *secure, "-X", "sasl.password=hush", "-L", "-J").stdout)["brokers"]) == 3
    assert run("kcat", *secure, "-X", "sasl.password=wrong", "-L", "-J", "-m", "3", check=False).returncode != 0


with tempfile.TemporaryDirectory(prefix="weir-nodes-") as scratch:
    base = free_base(4)
    box = Sandbox(os.path.join(scratch, "data"), 3, ["--processes", *SETTINGS], base)
    try:
        box.start(timeout=60)
        written = life_of_the_nodes(box)
        pids = nodes(box)
        # Whoever started them is killed: none of them stays behind.
        box.kill()
        wait_until(lambda: not any(alive(pid) for pid in pids.values()), "the end of the nodes")
        # The directory is as that of brokers in one process, and the other way round.
        for arguments in (SETTINGS, ["--processes", *SETTINGS]):
            box.arguments = arguments
            box.start(timeout=60)
            wait_until(lambda: in_sync(box), "all four in sync")
            assert (box.ctl("status")["controllerState"] is None) == ("--processes" not in arguments)
            read = kcat(box, "-C", "-t", "orders", "-e", "-q", "-o", "beginning").stdout.splitlines()
            assert sorted(read) == sorted(written), (read, written)
            if "--processes" not in arguments:
                assert "only with --processes" in refused("ctl", "--data", box.directory, "controller.kill")
            pids = nodes(box)
            box.stop()
            if "--processes" in arguments:
                assert not any(alive(pid) for pid in pids.values())
                assert not os.path.exists(os.path.join(box.directory, "processes", "secrets"))
    finally:
        if box.process and box.process.poll() is None:
            box.kill()
    assert "name the first with --port" in refused("start", "--data", os.path.join(scratch, "other"), "--port", "0", "--processes")
    users = os.path.join(scratch, "users")
    with open(users, "w") as file:
        file.write("me:hush\n")
    os.chmod(users, 0o600)
    with sandbox(3, ["--processes", "--ephemeral", *SECURE, "--users-file", users]) as secured:
        nothing_secret_is_shown(secured)
        left = secured.directory
    assert not os.path.exists(left), os.listdir(left)
