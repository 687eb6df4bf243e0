# SPDX-License-Identifier: GPL-3.0-or-later
"""Apache Kafka's own command line tools against the sandbox, and its dump-log on the files that the sandbox has written."""
import glob
import os

from harness import run, sandbox, wait_until
from kafka_tool import class_of, libs, tool

with sandbox(brokers=3) as box:
    at = ["--bootstrap-server", box.bootstrap]

    assert "Produce(0)" in tool("versions", *at)
    tool("topics", *at, "--create", "--topic", "orders", "--partitions", "3", "--replication-factor", "3", "--config", "retention.ms=86400000")
    described = tool("topics", *at, "--describe", "--topic", "orders")
    assert "PartitionCount: 3" in described and "ReplicationFactor: 3" in described and "retention.ms=86400000" in described, described
    tool("topics", *at, "--alter", "--topic", "orders", "--partitions", "4")
    assert "PartitionCount: 4" in tool("topics", *at, "--describe", "--topic", "orders")
    refused = run("java", "-Xmx128m", "-cp", f"{libs}/*", class_of("topics"), *at, "--create", "--topic", "orders", check=False)
    assert refused.returncode != 0 and "already exists" in refused.stdout + refused.stderr, refused.stdout + refused.stderr

    tool("producer", *at, "--topic", "orders", "--property", "parse.key=true", "--property", "key.separator=:",
         data="".join(f"k{i}:v{i}\n" for i in range(500)))
    read = tool("consumer", *at, "--topic", "orders", "--group", "billing", "--from-beginning", "--max-messages", "500", "--timeout-ms", "60000")
    assert sorted(read.split()) == sorted(f"v{i}" for i in range(500))

    listed = tool("groups", *at, "--list")
    assert "billing" in listed, listed
    described = tool("groups", *at, "--describe", "--group", "billing")
    lags = [line.split() for line in described.splitlines() if line.strip().startswith("billing ")]
    assert len(lags) == 4 and all(row[5] == "0" for row in lags), described
    tool("groups", *at, "--group", "billing", "--topic", "orders", "--reset-offsets", "--to-earliest", "--execute")
    described = tool("groups", *at, "--describe", "--group", "billing")
    assert sum(int(line.split()[5]) for line in described.splitlines() if line.strip().startswith("billing ")) == 500, described
    tool("groups", *at, "--delete", "--group", "billing")
    assert "billing" not in tool("groups", *at, "--list")

    tool("configs", *at, "--entity-type", "topics", "--entity-name", "orders", "--alter", "--add-config", "max.message.bytes=2000000")
    assert "max.message.bytes=2000000" in tool("configs", *at, "--entity-type", "topics", "--entity-name", "orders", "--describe")
    assert "log.retention" in tool("configs", *at, "--entity-type", "brokers", "--entity-name", "1", "--describe", "--all")
    assert "orders-0" in tool("log-dirs", *at, "--describe", "--topic-list", "orders")

    offsets = dict(line.rsplit(":", 1) for line in tool("offsets", *at, "--topic", "orders").split())
    assert sum(map(int, offsets.values())) == 500, offsets

    result = tool("perf", "--topic", "perf", "--num-records", "20000", "--record-size", "200", "--throughput", "-1",
                  "--producer-props", f"bootstrap.servers={box.bootstrap}", "acks=all", "compression.type=lz4")
    assert "20000 records sent" in result, result

    tool("topics", *at, "--delete", "--topic", "orders")
    wait_until(lambda: "orders" not in tool("topics", *at, "--list").split(), "the topic gone")

    # What lies on the disk is Kafka's: every segment of every broker, deep.
    box.stop()
    logs = [path for path in glob.glob(f"{box.directory}/**/*.log", recursive=True)
            if os.path.getsize(path) > 0 and "__cluster_metadata" not in path and "-" in os.path.basename(os.path.dirname(path))]
    assert logs, f"no segment files below {box.directory}"
    dumped = tool("dump", "--deep-iteration", "--files", ",".join(sorted(logs)[:40]))
    assert "Found" not in dumped or "invalid" not in dumped.lower(), dumped[-2000:]
    assert "isvalid: false" not in dumped, dumped[-2000:]
    offsets_log = [path for path in logs if "__consumer_offsets" in path]
    if offsets_log:
        assert "billing" in tool("dump", "--offsets-decoder", "--files", ",".join(offsets_log))
    metadata = sorted(glob.glob(f"{box.directory}/**/__cluster_metadata-0/*.log", recursive=True))
    assert metadata, "no metadata log"
    decoded = tool("dump", "--cluster-metadata-decoder", "--files", metadata[0])
    assert "REGISTER_BROKER_RECORD" in decoded and "TOPIC_RECORD" in decoded, decoded[:2000]

print("ok")
