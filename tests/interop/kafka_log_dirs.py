# SPDX-License-Identifier: GPL-3.0-or-later
"""Several log directories, by Apache Kafka's own tools: where replicas are, their way from one directory to another while they
are written, and what is in them then."""
import glob
import json
import os
import re
import tempfile
import threading

from harness import sandbox, wait_until
from kafka_tool import run_tool, tool

RECORDS = 60000
PARTITIONS = 6


def described(at):
    """broker -> directory -> {"t-0": entry}"""
    text = tool("log-dirs", *at, "--describe")
    answer = json.loads(next(line for line in text.splitlines() if line.startswith("{")))
    return {broker["broker"]: {one["logDir"]: one for one in broker["logDirs"]} for broker in answer["brokers"]}


def places(at, topic, future=False):
    """(partition, broker) -> directory"""
    found = {}
    for broker, directories in described(at).items():
        for path, one in directories.items():
            for entry in one["partitions"]:
                name, partition = entry["partition"].rsplit("-", 1)
                if name == topic and entry["isFuture"] == future:
                    assert (int(partition), broker) not in found, (entry, path)
                    found[int(partition), broker] = path
    return found


def plan(file, partitions):
    with open(file, "w", encoding="utf-8") as out:
        json.dump({"version": 1, "partitions": partitions}, out)
    return ["--reassignment-json-file", file]


def records_in(folder):
    """How many records Kafka's own reader finds, and that it finds nothing wrong."""
    logs = sorted(glob.glob(f"{folder}/*.log"))
    assert logs, folder
    text = tool("dump", "--deep-iteration", "--files", ",".join(logs))
    assert "isvalid: false" not in text and "crc: null" not in text, text[-2000:]
    offsets = [int(found) for found in re.findall(r"^\| offset: (\d+)", text, re.MULTILINE)]
    assert offsets == list(range(len(offsets))), (folder, len(offsets))
    indexes = tool("dump", "--index-sanity-check", "--files", ",".join(sorted(glob.glob(f"{folder}/*index"))))
    assert "mismatch" not in indexes and "passed" in indexes, indexes[-2000:]
    return len(offsets)


with sandbox(brokers=2, arguments=["--log-dirs", "3", "--set", "log.segment.bytes=2097152", "--set", "log.segment.delete.delay.ms=1000"]) as box, \
        tempfile.TemporaryDirectory() as scratch:
    at = ["--bootstrap-server", box.bootstrap]
    paths = {id: [f"{box.directory}/broker-{id}{end}" for end in ("", ".2", ".3")] for id in (1, 2)}
    tool("topics", *at, "--create", "--topic", "t", "--partitions", str(PARTITIONS), "--replication-factor", "2")
    tool("topics", *at, "--create", "--topic", "u", "--replica-assignment", "1")

    # Every directory of every broker, and the replicas in equal parts.
    directories = described(at)
    assert {id: sorted(found) for id, found in directories.items()} == {id: sorted(found) for id, found in paths.items()}, directories
    before = wait_until(lambda: len(found := places(at, "t")) == 2 * PARTITIONS and found, "all replicas")
    for id in (1, 2):
        for path in paths[id]:
            count = sum(1 for (_, broker), place in before.items() if broker == id and place == path)
            assert count == PARTITIONS // 3, before

    # Each goes to the next directory while it is written, throttled so that it is seen on its way.
    done = []

    def write():
        done.append(run_tool("perf", "--topic", "t", "--num-records", str(RECORDS), "--record-size", "300", "--throughput", "4000",
                             "--producer-props", f"bootstrap.servers={box.bootstrap}", "acks=all", "enable.idempotence=true",
                             "batch.size=8000", timeout=200, check=False))

    writer = threading.Thread(target=write)
    writer.start()
    wait_until(lambda: sum(entry["size"] for one in described(at)[1].values() for entry in one["partitions"]) > 2000000, "some records")
    after = {(partition, broker): paths[broker][(paths[broker].index(place) + 1) % 3] for (partition, broker), place in before.items()}
    reassign = plan(f"{scratch}/t.json", [{"topic": "t", "partition": partition, "replicas": [1, 2],
                                           "log_dirs": [after[partition, 1], after[partition, 2]]} for partition in range(PARTITIONS)])
    text = tool("reassign", *at, *reassign, "--execute", "--replica-alter-log-dirs-throttle", "200000")
    assert text.count("Successfully started moving log directory to") == 2 * PARTITIONS, text
    assert places(at, "t", future=True), "nothing is seen on its way"
    text = tool("reassign", *at, *reassign, "--verify", "--preserve-throttles")
    assert "is still in progress" in text, text
    tool("configs", *at, "--entity-type", "brokers", "--entity-name", "1", "--alter", "--delete-config", "replica.alter.log.dirs.io.max.bytes.per.second")
    tool("configs", *at, "--entity-type", "brokers", "--entity-name", "2", "--alter", "--delete-config", "replica.alter.log.dirs.io.max.bytes.per.second")

    def verified():
        found = tool("reassign", *at, *reassign, "--verify")
        return found.count("completed successfully") == 2 * PARTITIONS and found

    wait_until(verified, "all moves", timeout=180)
    assert places(at, "t") == after and not places(at, "t", future=True), (places(at, "t"), after)

    # To another broker, and there into a directory of choice.
    reassign = plan(f"{scratch}/u.json", [{"topic": "u", "partition": 0, "replicas": [2], "log_dirs": [paths[2][2]]}])
    tool("reassign", *at, *reassign, "--execute")
    wait_until(lambda: places(at, "u") == {(0, 2): paths[2][2]}, "u on broker 2")

    # A directory that is not there.
    missing = plan(f"{scratch}/missing.json", [{"topic": "u", "partition": 0, "replicas": [2], "log_dirs": [f"{box.directory}/none"]}])
    refused = run_tool("reassign", *at, *missing, "--execute", check=False)
    assert "LogDirNotFoundException" in refused.stdout + refused.stderr or "log directory" in refused.stdout + refused.stderr, refused.stdout + refused.stderr

    writer.join()
    assert done[0].returncode == 0 and "Exception" not in done[0].stdout + done[0].stderr, done[0].stdout[-2000:] + done[0].stderr[-2000:]
    box.stop()

    counts = {key: records_in(f"{place}/t-{key[0]}") for key, place in after.items()}
    assert all(counts[partition, 1] == counts[partition, 2] for partition in range(PARTITIONS)), counts
    assert sum(counts[partition, 1] for partition in range(PARTITIONS)) == RECORDS, counts
    left = [folder for folders in paths.values() for path in folders for folder in os.listdir(path) if folder.endswith(("-future", "-delete"))]
    assert not left, left

print("ok")
