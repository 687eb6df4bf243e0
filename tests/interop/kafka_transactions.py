# SPDX-License-Identifier: GPL-3.0-or-later
"""Apache Kafka's own clients and tools in transactions on the sandbox: its transactional performance test, its console
consumer as a reader of committed records, kafka-transactions.sh with a hanging transaction, and dump-log on what is left."""
import glob
import socket
import struct
import time

from harness import python_clients, sandbox, wait_until
from kafka_tool import tool

python_clients()


def write_hanging(address, topic, producer_id):
    """One record of a transaction that no coordinator knows of, from two hours ago, by a Produce of its own. Brokers that
    verify transactions refuse it; before KIP-890 a late retry made such."""
    from kafka.record.default_records import DefaultRecordBatchBuilder
    batch = DefaultRecordBatchBuilder(magic=2, compression_type=0, is_transactional=True, producer_id=producer_id,
                                      producer_epoch=0, base_sequence=0, batch_size=1000)
    batch.append(0, timestamp=int(time.time() * 1000) - 7_200_000, key=None, value=b"hangs", headers=[])
    records = bytes(batch.build())

    def text(value):
        return struct.pack(">h", len(value)) + value.encode()

    body = text("lost") + struct.pack(">hii", -1, 30000, 1) + text(topic) + struct.pack(">iii", 1, 0, len(records)) + records
    request = struct.pack(">hhi", 0, 7, 1) + text("hang") + body
    host, port = address.split(":")
    with socket.create_connection((host, int(port)), timeout=30) as connection:
        connection.sendall(struct.pack(">i", len(request)) + request)
        answer = connection.makefile("rb")
        size = struct.unpack(">i", answer.read(4))[0]
        response = answer.read(size)
    error, offset = struct.unpack_from(">hq", response, 4 + 4 + 2 + len(topic) + 4 + 4)
    assert error == 0, error
    return offset


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

# A transaction that hangs holds every reader of committed records back, until an administrator finds and aborts it.
with sandbox(brokers=1, arguments=["--set", "transaction.partition.verification.enable=false"]) as box:
    at = ["--bootstrap-server", box.bootstrap]
    tool("topics", *at, "--create", "--topic", "held", "--partitions", "1")
    tool("producer", *at, "--topic", "held", data="before\n")
    offset = write_hanging(box.bootstrap, "held", 4711)
    tool("producer", *at, "--topic", "held", data="after\n")
    read = ["--topic", "held", "--partition", "0", "--offset", "earliest", "--isolation-level", "read_committed"]
    assert tool("consumer", *at, *read, "--timeout-ms", "15000", check=False).split() == ["before"]
    found = tool("transactions", *at, "find-hanging", "--topic", "held", "--partition", "0", "--max-transaction-timeout", "1").splitlines()
    assert len(found) == 2, found
    row = dict(zip(found[0].split(), found[1].split()))
    assert row["Topic"] == "held" and row["ProducerId"] == "4711" and row["StartOffset"] == str(offset), found
    tool("transactions", *at, "abort", "--topic", "held", "--partition", "0", "--start-offset", str(offset))
    assert tool("consumer", *at, *read, "--max-messages", "2", "--timeout-ms", "60000").split() == ["before", "after"]
    assert len(tool("transactions", *at, "find-hanging", "--topic", "held", "--partition", "0", "--max-transaction-timeout", "1").splitlines()) == 1

print("ok")
