# SPDX-License-Identifier: GPL-3.0-or-later
"""Kafka Streams counts words with exactly_once_v2, and transactional producers of Apache Kafka write the lines, while each
broker is killed and comes back and the whole sandbox is killed once: the counts are exactly right. Kafka's console producer
begins no transactions; in its place are java/ConsoleTransactions.java, and TransactionalMessageCopier of Kafka's own tests."""
import collections
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time

from harness import SOURCE, in_sync, kafka_libs, python_clients, run, sandbox, skip, wait_until

kafka_libs()
python_clients()

from confluent_kafka import Consumer, Producer, TopicPartition  # noqa: E402
from confluent_kafka.admin import AdminClient, NewTopic  # noqa: E402

from kafka_tool import LOGGING, has_class, libs  # noqa: E402

PATIENCE = 180  # seconds
PARTITIONS = 4
SEEDED = 2000  # lines that a copier takes over in each round


UNSUPPORTED = "died: org.apache.kafka.common.errors.UnsupportedVersionException: The cluster does not support the STREAMS group protocol"


def line_of(number):
    return f"w{number % 7} x{number % 11} y{number % 13}"


class Java:
    """A program that is told something on its standard input; `said` has what it prints."""

    def __init__(self, scratch, name, *arguments):
        self.said = []
        self.name = name
        self.errors = open(os.path.join(scratch, f"{name.rpartition('.')[2]}.err"), "ab")
        self.process = subprocess.Popen(
            ["java", "-Xmx256m", "-XX:TieredStopAtLevel=1", f"-Dlog4j2.configurationFile={LOGGING}", "-cp", f"{scratch}:{libs}/*", name, *arguments],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.errors, text=True)
        self.thread = threading.Thread(target=lambda: self.said.extend(iter(self.process.stdout.readline, "")))
        self.thread.start()

    def tell(self, text):
        self.process.stdin.write(text)
        self.process.stdin.flush()

    def count(self, word):
        return sum(line.startswith(word) for line in list(self.said))

    def alive(self):
        assert self.process.poll() is None, self.story()
        return True

    def wait(self, timeout=PATIENCE):
        """How it ended, once its standard input is at its end."""
        self.process.stdin.close()
        code = self.process.wait(timeout)
        self.thread.join()
        self.errors.close()
        return code

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.thread.join()

    def story(self):
        with open(self.errors.name, errors="replace") as file:
            return f"{self.name} ended with {self.process.poll()}\n{''.join(self.said[-20:])}\n{file.read()[-4000:]}"


class Feed:
    """Transactions of ten lines each, one after the other, until it is ended."""

    def __init__(self, producer):
        self.producer = producer
        self.lines = 0
        self.ending = threading.Event()
        self.failed = None
        self.thread = threading.Thread(target=self.run)
        self.thread.start()

    def committed(self):
        return self.producer.count("committed")

    def run(self):
        try:
            begun = 0
            while not self.ending.is_set():
                self.producer.tell("".join(f"{line_of(self.lines + i)}\n" for i in range(10)) + "\n")
                self.lines += 10
                begun += 1
                wait_until(lambda: self.producer.alive() and self.committed() >= begun, "the end of a transaction", PATIENCE)
        except BaseException as failure:
            self.failed = failure

    def end(self):
        self.ending.set()
        self.thread.join()
        if self.failed:
            raise self.failed


class Counts:
    """What a reader of committed records sees in `counts` while all goes on."""

    def __init__(self, bootstrap):
        self.consumer = Consumer({"bootstrap.servers": bootstrap, "group.id": "counts", "auto.offset.reset": "earliest", "log_level": 0,
                                  "isolation.level": "read_committed", "enable.auto.commit": False, "reconnect.backoff.max.ms": 200})
        self.consumer.assign([TopicPartition("counts", partition, 0) for partition in range(PARTITIONS)])
        self.seen = collections.defaultdict(list)
        self.total = 0

    def poll(self):
        for message in self.consumer.consume(1000, 0.2):
            if not message.error():
                self.seen[message.key().decode()].append(int(message.value()))
                self.total += 1
        return self.total


def everything(bootstrap, topic, partitions):
    """[(key, value)] that a fresh reader of committed records finds, partition by partition."""
    consumer = Consumer({"bootstrap.servers": bootstrap, "group.id": "reader", "auto.offset.reset": "earliest", "isolation.level": "read_committed",
                         "enable.partition.eof": True, "enable.auto.commit": False})
    consumer.assign([TopicPartition(topic, partition, 0) for partition in range(partitions)])
    found, ended, limit = [], set(), time.monotonic() + PATIENCE
    while len(ended) < partitions:
        assert time.monotonic() < limit, f"{topic} cannot be read to its end"
        for message in consumer.consume(10000, 1.0):
            if not message.error():
                found.append((message.key(), message.value()))
            elif message.error().code() == -191:
                ended.add(message.partition())
    consumer.close()
    return [(key and key.decode(), value.decode()) for key, value in found]


def check(seen, lines):
    """Each word was counted from 1 to as many as there are, without one twice, left out or late."""
    wanted = collections.Counter(word for line in lines for word in line.split())
    assert set(seen) == set(wanted), (sorted(seen), sorted(wanted))
    for word, count in wanted.items():
        assert seen[word] == list(range(1, count + 1)), f"{word}: {len(seen[word])} counts for {count}: {seen[word][:5]} to {seen[word][-5:]}"
    return sum(wanted.values())


def word_count(scratch):
    with sandbox(3, ["--quiet", "--set", "transaction.state.log.num.partitions=5", "--set", "offsets.topic.num.partitions=5"]) as box:
        admin = AdminClient({"bootstrap.servers": box.bootstrap, "log_level": 0})
        reliable = {"min.insync.replicas": "2"}
        for future in admin.create_topics([NewTopic("lines", PARTITIONS, 3, config=reliable), NewTopic("counts", PARTITIONS, 3, config=reliable),
                                           NewTopic("seed", 4, 3, config=reliable)]).values():
            future.result(PATIENCE)
        seeder = Producer({"bootstrap.servers": box.bootstrap, "enable.idempotence": True})
        for partition in range(4):
            for i in range(SEEDED):
                seeder.produce("seed", line_of(i), partition=partition)
                seeder.poll(0)
        assert seeder.flush(PATIENCE) == 0

        programs = []
        try:
            words = Java(scratch, "WordCount", box.bootstrap, "word-count", os.path.join(scratch, "state"))
            programs.append(words)
            producer = Java(scratch, "ConsoleTransactions", box.bootstrap, "lines", "console")
            programs.append(producer)
            feed, counts = Feed(producer), Counts(box.bootstrap)

            def progress(what):
                lines, total = feed.committed() + 10, counts.poll() + 200
                wait_until(lambda: feed.failed or (words.alive() and counts.poll() >= total and feed.committed() >= lines), f"progress {what}", PATIENCE)

            progress("at the beginning")
            for turn, victim in enumerate(["1", "2", "3", "all"]):
                begun = time.monotonic()
                copier = Java(scratch, "org.apache.kafka.tools.TransactionalMessageCopier", "--broker-list", box.bootstrap, "--input-topic", "seed",
                              "--input-partition", str(turn), "--output-topic", "lines", "--consumer-group", f"copier-{turn}", "--transactional-id",
                              f"copier-{turn}", "--transaction-size", "10", "--max-messages", str(SEEDED), "--use-group-metadata", "--enable-random-aborts")
                programs.append(copier)
                wait_until(lambda: copier.alive() and copier.said, "the first words of the copier", PATIENCE)
                if victim == "all":
                    box.kill()
                    box.start(PATIENCE)
                else:
                    box.ctl("broker.kill", f"broker={victim}")
                    progress(f"without broker {victim}")
                    box.ctl("broker.start", f"broker={victim}")
                code = copier.wait()
                assert code == 0 and '"remaining":0' in "".join(copier.said), copier.story()
                progress(f"after the return of {victim}")
                wait_until(lambda: in_sync(box.bootstrap, ["lines", "counts", "__transaction_state", "__consumer_offsets"], 3), "all replicas in sync", PATIENCE)
                print(f"killed and back: {victim}, in {time.monotonic() - begun:.1f} s", flush=True)
            feed.end()
            lines = [line_of(i) for i in range(feed.lines)] + 4 * [line_of(i) for i in range(SEEDED)]
            wanted = sum(len(line.split()) for line in lines)
            wait_until(lambda: words.alive() and counts.poll() >= wanted, f"{wanted} counts", PATIENCE)
            assert producer.wait() == 0, producer.story()
            assert words.wait() == 0 and "closed\n" in words.said, words.story()
        finally:
            for program in programs:
                program.kill()

        assert collections.Counter(value for _, value in everything(box.bootstrap, "lines", PARTITIONS)) == collections.Counter(lines), "the lines themselves"
        check(counts.seen, lines)
        fresh = collections.defaultdict(list)
        for word, count in everything(box.bootstrap, "counts", PARTITIONS):
            fresh[word].append(int(count))
        total = check(fresh, lines)
        print(f"{len(lines)} lines, {total} words counted exactly once; of {feed.committed()} transactions {producer.count('aborted')} sent again")


def streams_groups(scratch):
    """The group protocol of KIP-1071 is not served: Kafka Streams says so and what to set instead, and with that it works."""
    with sandbox(3) as box:
        admin = AdminClient({"bootstrap.servers": box.bootstrap, "log_level": 0})
        for future in admin.create_topics([NewTopic(topic, 1, 3) for topic in ("lines", "counts")]).values():
            future.result(PATIENCE)
        producer = Producer({"bootstrap.servers": box.bootstrap})
        producer.produce("lines", "once upon a time")
        assert producer.flush(PATIENCE) == 0
        refused = Java(scratch, "WordCount", box.bootstrap, "modern", os.path.join(scratch, "modern"), "group.protocol=streams")
        accepted = Java(scratch, "WordCount", box.bootstrap, "classic", os.path.join(scratch, "classic"), "group.protocol=classic")
        try:
            assert refused.process.wait(PATIENCE) == 1, refused.story()
            refused.kill()
            assert "state ERROR\n" in refused.said and refused.count(UNSUPPORTED), refused.story()
            counts = Counts(box.bootstrap)
            wait_until(lambda: accepted.alive() and counts.poll() >= 4, "four words", PATIENCE)
            assert accepted.wait() == 0, accepted.story()
        finally:
            refused.kill()
            accepted.kill()


if not has_class("org.apache.kafka.streams.KafkaStreams"):
    skip("kafka-streams is not among the jars of WEIR_KAFKA_LIBS: tests/peers/kafka.sh resolve")
if not shutil.which("javac"):
    skip("no javac")
with tempfile.TemporaryDirectory(prefix="weir-streams-", ignore_cleanup_errors=True) as scratch:
    run("javac", "-cp", f"{libs}/*", "-d", scratch, *(os.path.join(SOURCE, "tests/interop/java", f"{name}.java") for name in ("WordCount", "ConsoleTransactions")),
        timeout=PATIENCE)
    for part in sys.argv[1:] or ["streams_groups", "word_count"]:
        {"streams_groups": streams_groups, "word_count": word_count}[part](scratch)
print("ok")
