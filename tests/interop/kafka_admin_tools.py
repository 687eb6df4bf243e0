# SPDX-License-Identifier: GPL-3.0-or-later
"""Apache Kafka's tools for those who run a cluster: partitions moved under a throttle, leaders elected, quotas, log directories."""
import glob
import json
import os
import re
import time

from harness import sandbox, wait_until
from kafka_tool import run_tool, tool


def reassign(at, name, plan, *arguments, check=True):
    path = os.path.join(os.path.dirname(box.directory), name + ".json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump(plan, file)
    return tool("reassign", *at, "--reassignment-json-file", path, *arguments, check=check)


def replicas(at, topic):
    described = tool("topics", *at, "--describe", "--topic", topic)
    return {int(row[0]): ([int(i) for i in row[2].split(",")], [int(i) for i in row[3].split(",")], int(row[1]))
            for row in re.findall(r"Partition: (\d+)\s+Leader: (\S+)\s+Replicas: (\S+)\s+Isr: (\S+)", described)}


with sandbox(brokers=3, arguments=["--set", "auto.leader.rebalance.enable=false", "--set", "broker.session.timeout.ms=3000",
                                  # Small steps: what a throttle lets through at once must not be the whole partition.
                                  "--set", "replica.fetch.max.bytes=32768"]) as box:
    at = ["--bootstrap-server", box.bootstrap]

    # --- partitions move
    tool("topics", *at, "--create", "--topic", "orders", "--replica-assignment", "1:2,2:1")
    tool("perf", "--topic", "orders", "--num-records", "8000", "--record-size", "1000", "--throughput", "-1",
         "--producer-props", f"bootstrap.servers={box.bootstrap}", "acks=all")
    wanted = os.path.join(os.path.dirname(box.directory), "topics.json")
    with open(wanted, "w", encoding="utf-8") as file:
        json.dump({"version": 1, "topics": [{"topic": "orders"}]}, file)
    generated = tool("reassign", *at, "--topics-to-move-json-file", wanted, "--broker-list", "1,2,3", "--generate")
    assert "Proposed partition reassignment configuration" in generated, generated

    plan = {"version": 1, "partitions": [{"topic": "orders", "partition": 0, "replicas": [3, 2]},
                                         {"topic": "orders", "partition": 1, "replicas": [3, 1]}]}
    executed = reassign(at, "move", plan, "--execute", "--throttle", "20000")
    assert "Successfully started partition reassignments for orders-0,orders-1" in executed, executed
    assert "The inter-broker throttle limit was set to 20000 B/s" in executed, executed
    assert "leader.replication.throttled.rate=20000" in tool("configs", *at, "--entity-type", "brokers", "--entity-name", "1", "--describe")
    listed = tool("reassign", *at, "--list")
    assert "orders-0: replicas: 3,2,1. adding: 3. removing: 1." in listed, listed
    verified = reassign(at, "move", plan, "--verify", "--preserve-throttles")
    assert "is still in progress" in verified, verified
    # Both partitions together are 8 MB: at 20 kB a second they are not there yet. Called off, all is where it was.
    cancelled = reassign(at, "move", plan, "--cancel")
    assert "Successfully cancelled partition reassignments for: orders-0,orders-1" in cancelled, cancelled
    assert {p: sorted(r[0]) for p, r in replicas(at, "orders").items()} == {0: [1, 2], 1: [1, 2]}, replicas(at, "orders")
    assert "No partition reassignments found." in tool("reassign", *at, "--list")

    reassign(at, "move", plan, "--execute", "--throttle", "20000")
    raised = reassign(at, "move", plan, "--execute", "--additional", "--throttle", "100000000")
    assert "The inter-broker throttle limit was set to 100000000 B/s" in raised, raised
    wait_until(lambda: "No partition reassignments found." in tool("reassign", *at, "--list"), "the end of the moves", 120)
    verified = reassign(at, "move", plan, "--verify")
    assert verified.count("is completed.") == 2 and "Clearing broker-level throttles" in verified, verified
    assert "throttled" not in tool("configs", *at, "--entity-type", "brokers", "--entity-name", "1", "--describe")
    assert {p: r[0] for p, r in replicas(at, "orders").items()} == {0: [3, 2], 1: [3, 1]}, replicas(at, "orders")
    offsets = dict(line.rsplit(":", 1) for line in tool("offsets", *at, "--topic", "orders").split())
    assert sum(map(int, offsets.values())) == 8000, offsets
    read = tool("consumer", *at, "--topic", "orders", "--from-beginning", "--max-messages", "8000", "--timeout-ms", "60000")
    assert len(read.split()) == 8000, len(read.split())
    refused = reassign(at, "grow", {"version": 1, "partitions": [{"topic": "orders", "partition": 0, "replicas": [1, 2, 3]}]},
                       "--execute", "--disallow-replication-factor-change", check=False)
    assert "The replication factor is changed from 2 to 3" in refused, refused

    # --- leaders
    tool("topics", *at, "--create", "--topic", "led", "--replica-assignment", "1:2:3")
    box.ctl("broker.restart", "broker=1")
    wait_until(lambda: len(replicas(at, "led")[0][1]) == 3, "all in sync")
    assert replicas(at, "led")[0][2] != 1, replicas(at, "led")
    elected = tool("leader-election", *at, "--election-type", "preferred", "--topic", "led", "--partition", "0")
    assert "Successfully completed leader election (PREFERRED) for partitions led-0" in elected, elected
    assert replicas(at, "led")[0][2] == 1
    again = tool("leader-election", *at, "--election-type", "preferred", "--topic", "led", "--partition", "0")
    assert "Valid replica already elected for partitions led-0" in again, again
    tool("leader-election", *at, "--election-type", "unclean", "--all-topic-partitions")

    # --- log directories
    described = json.loads(next(line for line in tool("log-dirs", *at, "--describe").splitlines() if line.startswith("{")))
    of_three = next(broker for broker in described["brokers"] if broker["broker"] == 3)
    assert {p["partition"] for p in of_three["logDirs"][0]["partitions"]} >= {"orders-0", "orders-1", "led-0"}, of_three
    assert of_three["logDirs"][0]["error"] is None, of_three

    # --- quotas
    tool("configs", *at, "--alter", "--add-config", "producer_byte_rate=1024,request_percentage=12.5",
         "--entity-type", "users", "--entity-name", "ann", "--entity-type", "clients", "--entity-default")
    described = tool("configs", *at, "--describe", "--entity-type", "users", "--entity-name", "ann", "--entity-type", "clients", "--entity-default")
    assert "Quota configs for user-principal 'ann', the default client-id are producer_byte_rate=1024.0, request_percentage=12.5" in described, described
    tool("configs", *at, "--alter", "--add-config", "connection_creation_rate=200", "--entity-type", "ips", "--entity-name", "127.0.0.1")
    assert "connection_creation_rate=200.0" in tool("configs", *at, "--describe", "--entity-type", "ips"), "ips"
    tool("configs", *at, "--alter", "--delete-config", "producer_byte_rate,request_percentage",
         "--entity-type", "users", "--entity-name", "ann", "--entity-type", "clients", "--entity-default")
    assert "ann" not in tool("configs", *at, "--describe", "--entity-type", "users", "--entity-name", "ann", "--entity-type", "clients", "--entity-default")
    refused = run_tool("configs", *at, "--alter", "--add-config", "producer_byte_rate=-5", "--entity-type", "clients", "--entity-name", "slow", check=False)
    assert refused.returncode != 0 and "producer_byte_rate" in refused.stdout + refused.stderr, refused.stdout + refused.stderr

    # 2 MB at 100 kB a second, of which ten seconds' worth may come at once: ten more.
    def seconds(client):
        begun = time.monotonic()
        tool("perf", "--topic", "orders", "--num-records", "2000", "--record-size", "1000", "--throughput", "-1",
             "--producer-props", f"bootstrap.servers={box.bootstrap}", f"client.id={client}", "partitioner.ignore.keys=true")
        return time.monotonic() - begun
    tool("configs", *at, "--alter", "--add-config", "producer_byte_rate=50000", "--entity-type", "clients", "--entity-name", "slow")
    free, slow = seconds("free"), seconds("slow")
    assert slow > free + 5, (free, slow)

    # What the metadata log keeps of it is Kafka's.
    box.stop()
    metadata = sorted(glob.glob(f"{box.directory}/**/__cluster_metadata-0/*.log", recursive=True))
    decoded = tool("dump", "--cluster-metadata-decoder", "--files", metadata[0])
    assert "CLIENT_QUOTA_RECORD" in decoded and '"key":"connection_creation_rate"' in decoded and "addingReplicas" in decoded, decoded[-2000:]

print("ok")
