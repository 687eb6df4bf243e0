#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""kill -9 of the whole sandbox, again and again, under an idempotent producer at acks=all that never stops: no acknowledged
record is lost, none is there twice, and no offset is missing. `kill_storm.py librdkafka|java [KILLS]`; without a number
WEIR_STORM_KILLS counts, else 25."""
import collections
import os
import random
import shutil
import subprocess
import sys
import threading
import time

from harness import kafka_libs, python_clients, sandbox, skip, wait_until

python_clients()

from confluent_kafka import Consumer, KafkaException, Producer, TopicPartition  # noqa: E402
from confluent_kafka.admin import AdminClient, NewTopic  # noqa: E402

CLIENT = sys.argv[1] if len(sys.argv) > 1 else "librdkafka"
KILLS = int(sys.argv[2] if len(sys.argv) > 2 else os.environ.get("WEIR_STORM_KILLS", 25))
PARTITIONS = 6
TOPIC = "storm"
PATIENCE = 120  # seconds
SOURCES = os.path.dirname(os.path.abspath(__file__))


class Librdkafka:
    """Keeps a producer busy; remembers what was acknowledged, and where."""

    def __init__(self, bootstrap):
        self.acknowledged = {}  # value -> (partition, offset)
        self.failed = []
        self.sent = 0
        self.ending = threading.Event()
        self.producer = Producer({
            "bootstrap.servers": bootstrap, "enable.idempotence": True, "acks": "all", "linger.ms": 2,
            # Where one request of a partition is refused for want of replicas and the next comes when they are back, that one is
            # out of order, as it is to Kafka. librdkafka then goes on under a new epoch, in all partitions, and sends anew what
            # was perhaps written under the old one: nobody can tell that it is there twice. The Java client only tries again.
            "max.in.flight.requests.per.connection": 1,
            "message.timeout.ms": 0,  # never: what it gives up it may have written
            "reconnect.backoff.ms": 10, "reconnect.backoff.max.ms": 100, "retry.backoff.ms": 20, "socket.timeout.ms": 10000,
            "log_level": 0, "queue.buffering.max.messages": 20000})
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

    def drop(self):
        self.ending.set()
        self.thread.join()
        self.producer.purge()


class Java:
    """The same by Apache Kafka's own client, with as many requests on their way as it has by default."""

    def __init__(self, bootstrap):
        self.acknowledged = {}
        self.failed = []
        self.sent = None
        self.process = subprocess.Popen(
            ["java", "-Xmx256m", "-XX:TieredStopAtLevel=1", f"-Dlog4j2.configurationFile={SOURCES}/../peers/log4j2.yaml",
             "-cp", f"{kafka_libs()}/*", os.path.join(SOURCES, "StormProducer.java"), bootstrap, TOPIC, str(PARTITIONS)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.thread = threading.Thread(target=self.run)
        self.thread.start()

    def run(self):
        for line in self.process.stdout:
            what, value, *rest = line.split()
            if what == "A":
                self.acknowledged[value] = (int(rest[0]), int(rest[1]))
            elif what == "F":
                self.failed.append(" ".join([value, *rest]))
            else:
                self.sent = int(value)

    def end(self):
        self.process.stdin.close()
        self.thread.join(PATIENCE)
        assert self.process.wait(PATIENCE) == 0 and self.sent is not None, "not every record was answered"

    def drop(self):
        self.process.kill()
        self.process.wait()
        self.thread.join()


def high_watermark(consumer, partition):
    try:
        return consumer.get_watermark_offsets(TopicPartition(TOPIC, partition), timeout=5)[1]
    except KafkaException:  # its leader has just changed
        return -1


def everything(bootstrap, ends):
    """By partition: what a consumer reads from the first offset to the last, with the offsets. `ends`: what was acknowledged
    reaches up to there. A leader that was just elected learns only from its followers how much of that they have: until then
    its end is before that one, so that an end alone says nothing."""
    consumer = Consumer({"bootstrap.servers": bootstrap, "group.id": "reader", "enable.auto.commit": False, "log_level": 0,
                         "auto.offset.reset": "error", "enable.partition.eof": True})
    for partition, end in ends.items():
        wait_until(lambda: high_watermark(consumer, partition) >= end, f"a high watermark of {end} on partition {partition}", PATIENCE)
    consumer.assign([TopicPartition(TOPIC, partition, 0) for partition in range(PARTITIONS)])
    seen = collections.defaultdict(list)
    done = set()
    limit = time.monotonic() + PATIENCE
    while len(done) < PARTITIONS:
        assert time.monotonic() < limit, f"reading takes too long; at the end of {sorted(done)}"
        for message in consumer.consume(10000, 1.0):
            error = message.error()
            if not error:
                seen[message.partition()].append((message.offset(), message.value().decode()))
            elif error.code() == -191:  # the end of the partition
                if message.offset() >= ends[message.partition()]:
                    done.add(message.partition())
            elif not error.retriable() and error.code() not in (-195, -187):  # a connection, or all of them, is gone
                raise RuntimeError(error)
    consumer.close()
    return seen


def around(records, place):
    return f"offsets and values around {records[place][0]}: {records[max(0, place - 3):place + 3]}"


def check(load, seen):
    places = {}
    for partition, records in seen.items():
        assert [offset for offset, _ in records] == list(range(len(records))), f"offsets of partition {partition} have gaps"
        for i, (offset, value) in enumerate(records):
            assert value not in places, f"{value} is there twice, at {places[value]} and {(partition, offset)}; {around(records, i)}"
            assert i == 0 or records[i - 1][1] < value, f"partition {partition} is out of order; {around(records, i)}"
            places[value] = (partition, offset)
    # Whose answer was lost, and the next one's was not, is acknowledged without an offset.
    lost = {value: place for value, place in load.acknowledged.items()
            if value not in places or (place[1] is not None and place[1] >= 0 and places[value] != place)}
    assert not lost, f"{len(lost)} acknowledged records are lost or elsewhere: " + \
        str([(value, place, places.get(value)) for value, place in sorted(lost.items())[:5]])
    assert len(places) == load.sent, f"{len(places)} of {load.sent} records are there"


if CLIENT == "java" and not shutil.which("javac"):
    skip("no javac: java compiles what it starts from a source")
with sandbox(3, ["--quiet"]) as box:
    admin = AdminClient({"bootstrap.servers": box.bootstrap, "log_level": 0})
    made = admin.create_topics([NewTopic(TOPIC, PARTITIONS, 3, config={"segment.bytes": "1048576", "min.insync.replicas": "2"})])
    made[TOPIC].result(PATIENCE)
    load = {"librdkafka": Librdkafka, "java": Java}[CLIENT](box.bootstrap)
    try:
        # A leader that has nothing of a producer takes any sequence number from it, as Kafka does: what was sent later may then
        # come first. From the first acknowledged batch on the order has to hold.
        wait_until(lambda: len({partition for partition, _ in list(load.acknowledged.values())}) == PARTITIONS, "an acknowledgement on each partition", PATIENCE)
        rng = random.Random(1)
        starts = []
        for kill in range(KILLS):
            # Sometimes in the midst of recovery and elections, sometimes under full load.
            if kill % 4:
                enough = len(load.acknowledged) + 1 + rng.randrange(400)
                wait_until(lambda: load.failed or len(load.acknowledged) >= enough, "acknowledgements after a kill", PATIENCE)
            box.kill()
            begun = time.monotonic()
            box.start(PATIENCE)
            starts.append(time.monotonic() - begun)
            assert not load.failed, load.failed[:5]
        load.end()
        assert not load.failed, load.failed[:5]
    except BaseException:
        load.drop()
        raise
    reached = {partition: 0 for partition in range(PARTITIONS)}
    for partition, offset in load.acknowledged.values():
        reached[partition] = max(reached[partition], (offset if offset is not None else -1) + 1)
    check(load, everything(box.bootstrap, reached))
    starts.sort()
    print(f"{CLIENT}, {KILLS} kills: {load.sent} records, all acknowledged, 0 lost, 0 twice, no gaps; start after a kill: "
          f"median {starts[len(starts) // 2] * 1000:.0f} ms, longest {starts[-1] * 1000:.0f} ms")
