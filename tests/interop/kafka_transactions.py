# SPDX-License-Identifier: GPL-3.0-or-later
"""Apache Kafka's own clients and tools in transactions on the sandbox: its transactional performance test, its console
consumer as a reader of committed records, kafka-transactions.sh with a hanging transaction, and dump-log on what is left."""
import glob

from harness import sandbox, wait_until
from kafka_tool import tool

with sandbox(brokers=3) as box:
    at = ["--bootstrap-server", box.bootstrap]
    tool("topics", *at, "--create", "--topic", "paid", "--partitions", "2", "--replication-factor", "3")

    # A Java producer of Kafka 4 speaks transaction.version 2: an epoch for each transaction, partitions added by Produce.
    result = tool("perf", "--topic", "paid", "--num-records", "2000", "--record-size", "100", "--throughput", "500",
                  "--transactional-id", "perf", "--transaction-duration-ms", "200",
                  "--producer-props", f"bootstrap.servers={box.bootstrap}", "acks=all")
    assert "2000 records sent" in result, result
    read = tool("consumer", *at, "--topic", "paid", "--from-beginning", "--isolation-level", "read_committed",
                "--max-messages", "2000", "--timeout-ms", "60000")
    assert len(read.split()) == 2000, len(read.split())

    listed = [line.split() for line in tool("transactions", *at, "list").splitlines()]
    row = next(row for row in listed if row and row[0] == "perf")
    wait_until(lambda: "CompleteCommit" in tool("transactions", *at, "describe", "--transactional-id", "perf"), "the last commit")
    described = tool("transactions", *at, "describe", "--transactional-id", "perf").splitlines()
    header, values = described[0].split(), described[1].split()
    state = dict(zip(header, values))
    assert int(state["ProducerEpoch"]) > 3, described  # one for each transaction
    assert state["ProducerId"] == row[2], (state, row)
    producers = tool("transactions", *at, "describe-producers", "--topic", "paid", "--partition", "0")
    assert row[2] in producers and "None" in producers, producers

    box.stop()
    logs = sorted(glob.glob(f"{box.directory}/**/paid-*/*.log", recursive=True))
    dumped = tool("dump", "--deep-iteration", "--files", ",".join(logs))
    assert "endTxnMarker: COMMIT" in dumped and "isvalid: false" not in dumped, dumped[-2000:]
    state_logs = [path for path in sorted(glob.glob(f"{box.directory}/**/__transaction_state-*/*.log", recursive=True))]
    decoded = tool("dump", "--transaction-log-decoder", "--files", ",".join(state_logs))
    assert "transactionalId" in decoded and "perf" in decoded, decoded[:2000]
    snapshots = sorted(glob.glob(f"{box.directory}/**/paid-*/*.snapshot", recursive=True))
    assert snapshots and f"producerId: {row[2]}" in tool("dump", "--files", ",".join(snapshots))

print("ok")
