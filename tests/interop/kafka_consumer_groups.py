# SPDX-License-Identifier: GPL-3.0-or-later
"""Apache Kafka's own consumer and tools with groups of the KIP-848 protocol on the sandbox, and Apache Kafka as a reader of
what the coordinator stored."""
import glob
import os
import subprocess

from harness import sandbox, wait_until
from kafka_tool import LOGGING, class_of, libs, tool


def consumer(box, group, *more):
    """A console consumer that runs until it is killed."""
    return subprocess.Popen(
        ["java", "-Xmx256m", "-XX:TieredStopAtLevel=1", f"-Dlog4j2.configurationFile={LOGGING}", "-cp", f"{libs}/*", class_of("consumer"),
         "--bootstrap-server", box.bootstrap, "--topic", "orders", "--group", group, "--from-beginning", *more],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)


def rows(text):
    lines = [line.split() for line in text.splitlines() if line.strip()]
    heads = [i for i, line in enumerate(lines) if line[0] == "GROUP"]
    return [dict(zip(lines[heads[0]], line)) for line in lines[heads[0] + 1:]] if heads else []


with sandbox(brokers=3, arguments=["--set", "group.consumer.heartbeat.interval.ms=1000", "--set", "group.consumer.min.heartbeat.interval.ms=1000"]) as box:
    at = ["--bootstrap-server", box.bootstrap]
    tool("topics", *at, "--create", "--topic", "orders", "--partitions", "4", "--replication-factor", "3")
    tool("producer", *at, "--topic", "orders", data="".join(f"{i}\n" for i in range(100)))

    first = tool("consumer", *at, "--topic", "orders", "--group", "java", "--from-beginning", "--command-property", "group.protocol=consumer",
                 "--max-messages", "100", "--timeout-ms", "60000")
    assert sorted(map(int, first.split())) == list(range(100)), first
    described = rows(tool("groups", *at, "--describe", "--group", "java"))
    assert sum(int(row["CURRENT-OFFSET"]) for row in described) == 100 and all(row["LAG"] == "0" for row in described), described

    modern = consumer(box, "java", "--command-property", "group.protocol=consumer", "--command-property", "group.remote.assignor=range")
    classic = consumer(box, "java", "--command-property", "group.protocol=classic", "--command-property",
                       "partition.assignment.strategy=org.apache.kafka.clients.consumer.CooperativeStickyAssignor")
    try:
        def stable():
            state = rows(tool("groups", *at, "--describe", "--group", "java", "--state"))
            return state and state[0]["STATE"] == "Stable" and state[0]["#MEMBERS"] == "2" and state[0]

        state = wait_until(stable, "a stable group of two", 120)
        members = rows(tool("groups", *at, "--describe", "--group", "java", "--members", "--verbose"))
        assert len(members) == 2 and {member["#PARTITIONS"] for member in members} == {"2"}, members
        listed = tool("groups", *at, "--list", "--type")
        assert any(line.split()[:2] == ["java", "Consumer"] for line in listed.splitlines()), listed
        # A broker goes, another coordinates, and both read on.
        box.ctl("broker.kill", "broker=1")
        tool("producer", *at, "--topic", "orders", data="".join(f"{i}\n" for i in range(100, 200)))
        box.ctl("broker.start", "broker=1")
        wait_until(lambda: sum(int(row["CURRENT-OFFSET"]) for row in rows(tool("groups", *at, "--describe", "--group", "java"))) == 200,
                   "what was written meanwhile", 120)
        wait_until(stable, "a stable group of two after the restart", 120)
    finally:
        modern.kill()
        classic.kill()
        modern.wait()
        classic.wait()

    box.stop()
    # The coordinator's log as Kafka's own decoder reads it.
    logs = [path for path in sorted(glob.glob(f"{box.directory}/**/__consumer_offsets-*/*.log", recursive=True)) if os.path.getsize(path)]
    decoded = tool("dump", "--offsets-decoder", "--files", ",".join(logs))
    for kind in ('"type":"3"', '"type":"5"', '"type":"6"', '"type":"7"', '"type":"8"', "memberEpoch", "assignedPartitions", "subscribedTopicNames"):
        assert kind in decoded, (kind, decoded[:3000])
    assert "isvalid: false" not in decoded

print("ok")
