#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""kill -9 of the whole sandbox, again and again, under an idempotent producer at acks=all that never stops: no acknowledged
record is lost, none is there twice, and no offset is missing. `kill_storm.py [KILLS]`"""
import collections
import random
import sys
import threading
import time

from harness import python_clients, sandbox, wait_until

python_clients()

from confluent_kafka import Consumer, KafkaException, Producer, TopicPartition  # noqa: E402
from confluent_kafka.admin import AdminClient, NewTopic  # noqa: E402

KILLS = int(sys.argv[1]) if len(sys.argv) > 1 else 200
PARTITIONS = 6
TOPIC = "storm"
PATIENCE = 120  # seconds


class Load:
    """Keeps a producer busy; remembers what was acknowledged, and where."""

    def __init__(self, bootstrap):
        self.acknowledged = {}  # value -> (partition, offset)
        self.failed = []
        self.sent = 0
        self.ending = threading.Event()
        self.producer = Producer({"bootstrap.servers": bootstrap, "enable.idempotence": True, "acks": "all", "linger.ms": 2,
                                  "message.timeout.ms": 300000, "reconnect.backoff.ms": 10, "reconnect.backoff.max.ms": 100,
                                  "retry.backoff.ms": 20, "socket.timeout.ms": 10000, "log_level": 0, "queue.buffering.max.messages": 20000})
        self.thread = threading.Thread(target=self.run)
        self.thread.start()

    def told(self, error, message):
        if error:
            self.failed.append(f"{message.value().decode()}: {error}")
        else:
            self.acknowledged[message.value().decode()] = (message.partition(), message.offset())

    def run(self):
        while not self.ending.is_set():
            try:
                self.producer.produce(TOPIC, value=f"{self.sent:09d}", partition=self.sent % PARTITIONS, on_delivery=self.told)
                self.sent += 1
            except BufferError:
                self.producer.poll(0.05)
            self.producer.poll(0)
            if self.sent % 50 == 0:
                time.sleep(0.002)  # thousands a second are enough; the rest of the machine is for the brokers

    def end(self):
        self.ending.set()
        self.thread.join()
        left = self.producer.flush(PATIENCE)
        assert left == 0, f"{left} records were never answered"


def high_watermark(consumer, partition):
    try:
        return consumer.get_watermark_offsets(TopicPartition(TOPIC, partition), timeout=PATIENCE)[1]
    except KafkaException:  # its leader has just changed
        return -1


def everything(bootstrap, ends):
    """By partition: what a consumer reads from the first offset to the last, with the offsets. `ends`: what was acknowledged
    reaches up to there; after a kill the leader learns only from its followers that they have it too."""
    consumer = Consumer({"bootstrap.servers": bootstrap, "group.id": "reader", "enable.auto.commit": False,
                         "auto.offset.reset": "error", "enable.partition.eof": True})
    for partition, end in ends.items():
        wait_until(lambda: high_watermark(consumer, partition) >= end, f"a high watermark of {end} on partition {partition}", PATIENCE)
    consumer.assign([TopicPartition(TOPIC, partition, 0) for partition in range(PARTITIONS)])
    seen = collections.defaultdict(list)
    done = set()
    limit = time.monotonic() + PATIENCE
    while len(done) < PARTITIONS:
        assert time.monotonic() < limit, "reading takes too long"
        for message in consumer.consume(10000, 1.0):
            if not message.error():
                seen[message.partition()].append((message.offset(), message.value().decode()))
            elif message.error().code() == -191:  # the end of the partition
                done.add(message.partition())
            else:
                raise RuntimeError(message.error())
    consumer.close()
    return seen


with sandbox(3, ["--quiet"]) as box:
    admin = AdminClient({"bootstrap.servers": box.bootstrap, "log_level": 0})
    made = admin.create_topics([NewTopic(TOPIC, PARTITIONS, 3, config={"segment.bytes": "1048576", "min.insync.replicas": "2"})])
    made[TOPIC].result(PATIENCE)
    load = Load(box.bootstrap)
    # A leader that has nothing of a producer takes any sequence number from it, as Kafka does: what was sent later may then
    # come first. From the first acknowledged batch on the order has to hold.
    wait_until(lambda: len({partition for partition, _ in list(load.acknowledged.values())}) == PARTITIONS, "an acknowledgement on each partition", PATIENCE)
    rng = random.Random(1)
    starts = []
    for kill in range(KILLS):
        # Sometimes in the midst of recovery and elections, sometimes under full load.
        if kill % 4:
            before = len(load.acknowledged)
            wait_until(lambda: len(load.acknowledged) > before + rng.randrange(400), "acknowledgements after a kill", PATIENCE)
        box.kill()
        begun = time.monotonic()
        box.start(PATIENCE)
        starts.append(time.monotonic() - begun)
    load.end()
    assert not load.failed, load.failed[:5]
    reached = {partition: max(offset for p, offset in load.acknowledged.values() if p == partition) + 1 for partition in range(PARTITIONS)}
    seen = everything(box.bootstrap, reached)
    places = {}
    for partition, records in seen.items():
        assert [offset for offset, _ in records] == list(range(len(records))), f"offsets of partition {partition} have gaps"
        values = [value for _, value in records]
        assert values == sorted(values), f"partition {partition} is out of order"
        for offset, value in records:
            assert value not in places, f"{value} is there twice: {places[value]} and {(partition, offset)}"
            places[value] = (partition, offset)
    lost = [value for value, place in load.acknowledged.items() if places.get(value) != place]
    assert not lost, f"{len(lost)} acknowledged records are lost or elsewhere: {lost[:5]}"
    assert len(places) == load.sent
    starts.sort()
    print(f"{KILLS} kills: {load.sent} records, all acknowledged, 0 lost, 0 twice, no gaps; start after a kill: "
          f"median {starts[len(starts) // 2] * 1000:.0f} ms, longest {starts[-1] * 1000:.0f} ms")
