# SPDX-License-Identifier: GPL-3.0-or-later
"""Groups of the KIP-848 protocol with librdkafka (confluent-kafka): members come and go, a classic one takes part, topics
grow and appear, and the brokers are killed while all of it reads on."""
import threading

from harness import in_sync, python_clients, sandbox, skip, wait_until

python_clients()

import confluent_kafka  # noqa: E402
from confluent_kafka import Consumer, ConsumerGroupState, ConsumerGroupType, KafkaError, KafkaException, Producer, TopicPartition  # noqa: E402
from confluent_kafka.admin import (AdminClient, AlterConfigOpType, ConfigEntry, ConfigResource, NewPartitions,  # noqa: E402
                                   NewTopic, ResourceType)

if confluent_kafka.libversion()[1] < 0x020A0000:
    skip("this librdkafka knows the KIP-848 protocol only as a preview")


class Member(threading.Thread):
    """Reads until it is told to stop, and knows what it has and what it has read."""

    def __init__(self, bootstrap, group, topics, protocol="consumer", **more):
        super().__init__(daemon=True)
        self.assigned = set()
        self.seen = []
        self.errors = []
        self.stopping = threading.Event()
        conf = {"bootstrap.servers": bootstrap, "log_level": 2, "group.id": group, "group.protocol": protocol, "auto.offset.reset": "earliest",
                "auto.commit.interval.ms": 200, "topic.metadata.refresh.interval.ms": 1000, **more}
        if protocol == "classic":
            conf |= {"partition.assignment.strategy": "cooperative-sticky", "session.timeout.ms": 6000, "heartbeat.interval.ms": 500}
        self.consumer = Consumer(conf)
        self.consumer.subscribe(topics, on_assign=self.gained, on_revoke=self.gave, on_lost=self.gave)
        self.start()

    def gained(self, consumer, partitions):
        self.assigned |= {(p.topic, p.partition) for p in partitions}
        consumer.incremental_assign(partitions)

    def gave(self, consumer, partitions):
        self.assigned -= {(p.topic, p.partition) for p in partitions}
        consumer.incremental_unassign(partitions)

    def run(self):
        while not self.stopping.is_set():
            message = self.consumer.poll(0.1)
            if message is None:
                continue
            if message.error():
                self.errors.append(message.error())
            else:
                self.seen.append(message.value().decode())
        self.consumer.close()

    def stop(self):
        self.stopping.set()
        self.join(30)
        assert not self.is_alive(), "close() hangs"


def spread(members, partitions):
    """Every partition with exactly one of them, and nobody with two more than another."""
    counts = [len(member.assigned) for member in members]
    owned = set().union(*(member.assigned for member in members))
    return sum(counts) == partitions == len(owned) and max(counts) - min(counts) <= 1


def describe(bootstrap, group):
    """Asks again while the coordinator is being moved or loads the group, each time as a new client: one that has once found
    the coordinator keeps it for as long as it asks, whatever it answers."""
    moving = (KafkaError.COORDINATOR_LOAD_IN_PROGRESS, KafkaError.COORDINATOR_NOT_AVAILABLE, KafkaError.NOT_COORDINATOR)

    def asked():
        try:
            admin = AdminClient({"bootstrap.servers": bootstrap})
            return admin.describe_consumer_groups([group], request_timeout=30)[group].result(30)
        except KafkaException as failed:
            if failed.args[0].code() in moving or failed.args[0].retriable():
                return None
            raise

    return wait_until(asked, f"a description of {group}")


def all_read(bootstrap, members, written):
    """Every record has been read by one of the members; says which have not, and who has what, where that never comes."""
    def read():
        return set().union(*(member.seen for member in members))

    try:
        wait_until(lambda: read() >= set(written), "all records", 120)
    except TimeoutError:
        for member in members:
            print(f"has {sorted(member.assigned)}, errors {member.errors}")
        reader = Consumer({"bootstrap.servers": bootstrap, "group.id": "looks"})
        print("ends", [reader.get_watermark_offsets(TopicPartition("orders", p), 10) for p in range(9)])
        print("not read", sorted(set(written) - read()), flush=True)
        raise


def stable(bootstrap, group):
    return describe(bootstrap, group).state == ConsumerGroupState.STABLE


def produce(bootstrap, topic, prefix, count, partitions):
    producer = Producer({"bootstrap.servers": bootstrap, "message.timeout.ms": 60000})
    values = [f"{prefix}-{i}" for i in range(count)]
    failed = []
    for i, value in enumerate(values):
        producer.produce(topic, value=value, partition=i % partitions,
                         on_delivery=lambda error, message: failed.append((message.partition(), error)) if error else None)
    assert producer.flush(70) == 0 and not failed, failed
    return values


with sandbox(brokers=3, arguments=["--set", "group.consumer.heartbeat.interval.ms=500", "--set", "group.consumer.min.heartbeat.interval.ms=500",
                                   "--set", "group.consumer.session.timeout.ms=6000", "--set", "group.consumer.min.session.timeout.ms=6000",
                                   "--set", "group.consumer.assignment.interval.ms=0", "--set", "group.initial.rebalance.delay.ms=0"]) as box:
    admin = AdminClient({"bootstrap.servers": box.bootstrap})
    for future in admin.create_topics([NewTopic("orders", 6, 3), NewTopic("clicks-a", 2, 3)]).values():
        future.result(30)
    written = produce(box.bootstrap, "orders", "first", 600, 6)

    one = Member(box.bootstrap, "readers", ["orders"])
    wait_until(lambda: spread([one], 6), "all to the first")
    two = Member(box.bootstrap, "readers", ["orders"])
    three = Member(box.bootstrap, "readers", ["orders"], **{"group.instance.id": "third"})
    members = [one, two, three]
    wait_until(lambda: spread(members, 6), "an even spread")
    wait_until(lambda: sorted(set(one.seen + two.seen + three.seen)) == sorted(written), "all records")
    group = describe(box.bootstrap, "readers")
    assert group.type == ConsumerGroupType.CONSUMER and group.state == ConsumerGroupState.STABLE, (group.type, group.state)
    assert group.partition_assignor == "uniform" and len(group.members) == 3, group.partition_assignor
    assert {m.group_instance_id for m in group.members} == {None, "third"}
    listed = admin.list_consumer_groups(types={ConsumerGroupType.CONSUMER}).result(30).valid
    assert [g.group_id for g in listed] == ["readers"], listed
    assert not admin.list_consumer_groups(types={ConsumerGroupType.CLASSIC}).result(30).valid
    print("members share: ok", flush=True)

    # A topic that grows; a static member that restarts within its session keeps what it had.
    admin.create_partitions([NewPartitions("orders", 9)])["orders"].result(30)
    wait_until(lambda: spread(members, 9), "the new partitions")
    had = set(three.assigned)
    three.stop()
    read_before = three.seen
    three = Member(box.bootstrap, "readers", ["orders"], **{"group.instance.id": "third"})
    three.seen += read_before
    members[2] = three
    wait_until(lambda: three.assigned == had, "the same partitions")
    twin = Member(box.bootstrap, "readers", ["orders"], **{"group.instance.id": "third"})
    wait_until(lambda: twin.errors, "the second with one instance id refused")
    twin.stop()
    print("static members and growing topics: ok", flush=True)

    # The brokers are killed while everybody is in the middle of it.
    for broker in (1, 2, 3):
        box.ctl("broker.kill", f"broker={broker}")
        written += produce(box.bootstrap, "orders", f"without-{broker}", 90, 9)
        box.ctl("broker.start", f"broker={broker}")
        # Not before all have caught up: a leader whose followers have not takes its partition with it when it goes.
        wait_until(lambda: in_sync(box.bootstrap, ["orders", "__consumer_offsets"], 3), "replicas in sync", 120)
    all_read(box.bootstrap, members, written)
    wait_until(lambda: spread(members, 9), "an even spread after the restarts", 120)
    box.kill()
    box.start()
    wait_until(lambda: stable(box.bootstrap, "readers"), "the group after kill -9", 120)
    written += produce(box.bootstrap, "orders", "after", 90, 9)
    all_read(box.bootstrap, members, written)
    assert spread(members, 9), [m.assigned for m in members]
    print("restarts: ok", flush=True)

    # Without a word one is gone after its session; one that closes leaves at once.
    one.stop()
    wait_until(lambda: spread([two, three], 9), "what the first had")
    two.stop()
    three.stop()
    wait_until(lambda: len(describe(box.bootstrap, "readers").members) <= 1, "nobody but the static one, who keeps its place")

    # A classic member in a group of the new protocol, and the way there and back.
    classic = Member(box.bootstrap, "mixed", ["orders"], "classic")
    wait_until(lambda: spread([classic], 9), "the classic one alone")
    assert describe(box.bootstrap, "mixed").type == ConsumerGroupType.CLASSIC
    new = Member(box.bootstrap, "mixed", ["orders"])
    wait_until(lambda: spread([classic, new], 9), "a classic and a new one")
    assert describe(box.bootstrap, "mixed").type == ConsumerGroupType.CONSUMER
    second = Member(box.bootstrap, "mixed", ["orders"], "classic")
    wait_until(lambda: spread([classic, new, second], 9), "two classic ones and a new one")
    new.stop()
    wait_until(lambda: spread([classic, second], 9), "the classic ones alone again")
    assert describe(box.bootstrap, "mixed").type == ConsumerGroupType.CLASSIC
    again = set(produce(box.bootstrap, "orders", "mixed", 90, 9))
    wait_until(lambda: set(classic.seen + second.seen) >= again, "records of the downgraded group")
    classic.stop()
    second.stop()
    for member in (classic, new, second):
        assert not member.errors, member.errors
    print("migration: ok", flush=True)

    # A regular expression is looked up by the broker.
    reader = Member(box.bootstrap, "regex", ["^clicks-.*"])
    wait_until(lambda: len(reader.assigned) == 2, "the topic that is there")
    for future in admin.create_topics([NewTopic("clicks-b", 3, 3)]).values():
        future.result(30)
    wait_until(lambda: len(reader.assigned) == 5, "the topic that appeared")
    admin.delete_topics(["clicks-a"])["clicks-a"].result(30)
    wait_until(lambda: {topic for topic, _ in reader.assigned} == {"clicks-b"}, "the topic that went")
    reader.stop()

    # Deleted once nobody is in it.
    busy = Member(box.bootstrap, "busy", ["orders"])
    wait_until(lambda: busy.assigned, "an assignment")
    try:
        admin.delete_consumer_groups(["busy"])["busy"].result(30)
        raise AssertionError("a group in use was deleted")
    except KafkaException as refused:
        assert refused.args[0].code() == KafkaError.NON_EMPTY_GROUP, refused
    busy.stop()
    admin.delete_consumer_groups(["busy"])["busy"].result(30)
    print("regular expressions and deletion: ok", flush=True)

print("ok")
