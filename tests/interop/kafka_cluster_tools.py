# SPDX-License-Identifier: GPL-3.0-or-later
"""Apache Kafka's tools for the cluster itself: quorum, features, resources with settings, the metrics of clients."""
import glob
import re

from harness import sandbox, wait_until
from kafka_tool import run_tool, tool


def refused(*arguments):
    done = run_tool(*arguments, check=False)
    assert done.returncode != 0, done.stdout
    return done.stdout + done.stderr


def refused_or_said(*arguments):
    done = run_tool(*arguments, check=False)
    return done.stdout + done.stderr


def columns(text, first):
    return [line.split() for line in text.splitlines() if line.split() and line.split()[0] == first]


def level(feature):
    line = next(line for line in tool("features", *at, "describe").splitlines() if f" {feature} " in line)
    return re.search(r"FinalizedVersionLevel: (\S+)", line).group(1)


with sandbox(brokers=2, arguments=["--set", "metadata.log.max.record.bytes.between.snapshots=3000"]) as box:
    at = ["--bootstrap-server", box.bootstrap]

    # The quorum: one voter, two observers that keep up.
    status = tool("quorum", *at, "describe", "--status")
    assert columns(status, "LeaderId:") == [["LeaderId:", "3000"]], status
    assert '"id": 3000' in status and "CONTROLLER://" in status, status
    assert '"id": 1' in status and '"id": 2' in status, status
    replication = tool("quorum", *at, "describe", "--replication", "--human-readable")
    assert len(columns(replication, "3000")) == 1 and "Leader" in replication, replication
    assert replication.count("Observer") == 2, replication
    assert "kraft.version feature is 0" in refused("quorum", *at, "remove-controller", "--controller-id", "3000",
                                                   "--controller-directory-id", "AAAAAAAAAAAAAAAAAAAAAQ")

    # Features: what is there, up, down, as a rehearsal, and what is refused.
    assert level("metadata.version") == "4.2-IV1" and level("transaction.version") == "2", tool("features", *at, "describe")
    assert "can be downgraded to 1" in tool("features", *at, "downgrade", "--feature", "transaction.version=1", "--dry-run")
    assert level("transaction.version") == "2"
    tool("features", *at, "downgrade", "--feature", "transaction.version=1")
    assert level("transaction.version") == "1"
    tool("features", *at, "upgrade", "--feature", "transaction.version=2")
    assert level("transaction.version") == "2"
    assert "Can't downgrade" in refused("features", *at, "upgrade", "--feature", "metadata.version=24")
    assert "Unsafe metadata downgrade is not supported" in refused("features", *at, "downgrade", "--unsafe", "--feature", "metadata.version=20")
    assert "might delete metadata information" in refused("features", *at, "downgrade", "--feature", "metadata.version=20")
    assert "only supports versions" in refused("features", *at, "upgrade", "--feature", "metadata.version=30")

    # Groups and clients' metrics as resources with settings.
    tool("configs", *at, "--entity-type", "groups", "--entity-name", "billing", "--alter", "--add-config", "consumer.session.timeout.ms=50000")
    assert "consumer.session.timeout.ms=50000" in tool("configs", *at, "--entity-type", "groups", "--entity-name", "billing", "--describe")
    assert "billing" in tool("configs", *at, "--entity-type", "groups", "--describe")
    assert "must be greater than or equal to" in refused("configs", *at, "--entity-type", "groups", "--entity-name", "billing", "--alter",
                                                         "--add-config", "consumer.session.timeout.ms=1")
    tool("client-metrics", *at, "--alter", "--name", "producers", "--metrics", "org.apache.kafka.producer.", "--interval", "200",
         "--match", "client_software_name=apache-kafka-java,client_id=perf.*")
    assert tool("client-metrics", *at, "--list").split() == ["producers"]
    assert "interval.ms=200" in tool("client-metrics", *at, "--describe", "--name", "producers")
    assert "Illegal client matching pattern" in refused("client-metrics", *at, "--alter", "--name", "producers", "--match", "what=ever")

    # A producer of Kafka's pushes what was asked of it, and nothing else.
    tool("perf", "--topic", "perf", "--num-records", "3000", "--record-size", "100", "--throughput", "1000",
         "--producer-props", f"bootstrap.servers={box.bootstrap}", "client.id=perf-1", "acks=all")
    told = [client for client in box.ctl("telemetry")["clients"] if client["clientId"] == "perf-1" and client["pushes"] > 0]
    assert told and all(client["refused"] == 0 for client in told), box.ctl("telemetry")
    names = {name for client in told for name in client["names"]}
    assert names and all(name.startswith("org.apache.kafka.producer.") for name in names), names
    tool("client-metrics", *at, "--delete", "--name", "producers")
    assert tool("client-metrics", *at, "--list").split() == []

    # What a topic's and a broker's dynamic settings say is what is in force.
    tool("configs", *at, "--entity-type", "brokers", "--entity-default", "--alter", "--add-config", "log.retention.ms=123456789")
    assert "log.retention.ms=123456789" in tool("configs", *at, "--entity-type", "brokers", "--entity-default", "--describe")
    assert "retention.ms=123456789" in tool("configs", *at, "--entity-type", "topics", "--entity-name", "perf", "--describe", "--all")
    assert "Cannot update these configs dynamically" in refused("configs", *at, "--entity-type", "brokers", "--entity-name", "1", "--alter",
                                                                "--add-config", "log.roll.hours=1")

    # A broker that will not come back.
    box.ctl("broker.stop", "broker=2")
    tool("cluster", "unregister", *at, "--id", "2")
    assert "not currently registered" in refused_or_said("cluster", "unregister", *at, "--id", "2")
    listed = tool("cluster", "list-endpoints", "--bootstrap-server", box.bootstrap.split(",")[0], "--include-fenced-brokers")
    assert columns(listed, "1") and not columns(listed, "2"), listed

    # Snapshots of the metadata log are Kafka's.
    tool("topics", *at, "--create", "--topic", "many", "--partitions", "40", "--replication-factor", "1")
    snapshots = wait_until(lambda: sorted(glob.glob(f"{box.directory}/**/__cluster_metadata-0/*.checkpoint", recursive=True)), "a snapshot")
    box.stop()
    snapshots = sorted(glob.glob(f"{box.directory}/**/__cluster_metadata-0/*.checkpoint", recursive=True))
    decoded = tool("dump", "--cluster-metadata-decoder", "--files", snapshots[-1])
    for record in ("SnapshotHeader", "FEATURE_LEVEL_RECORD", "REGISTER_BROKER_RECORD", "TOPIC_RECORD", "PARTITION_RECORD", "SnapshotFooter"):
        assert record in decoded, decoded[-3000:]

print("ok")
