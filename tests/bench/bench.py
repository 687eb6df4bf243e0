#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Budgets of the design, measured beside a peer in the same run. Prints figures; judges nothing.

  bench.py start                 weir-sandbox: exec to first Metadata, memory
  bench.py produce [PARTITIONS]  acks=all, 1 KiB records, librdkafka: sandbox and Apache Kafka in turn (needs WEIR_KAFKA_LIBS)
  bench.py consume [PARTITIONS]  librdkafka reads 1 KiB records from cache: sandbox and Apache Kafka in turn (needs WEIR_KAFKA_LIBS)
  bench.py scan                  weirctl scan --filter against kcat | grep, 1M x 1 KiB
  bench.py newest                weirctl scan of the newest 100 of 50 partitions, half of them empty
  bench.py overview [TOPICS]     weirctl overview on TOPICS topics of 10 partitions
  bench.py console [TOPICS]      weir: exec to a window with the first look at TOPICS topics, memory
  bench.py frames                the window's frames while a filter runs over 1M records, and how fast it stops
  bench.py exporter [TOPICS]     weir-exporter: series, scrape time, memory on TOPICS topics of 10 partitions
Run it from a checkout with a release build and nothing else running: WEIR_BIN=build/release/bin tests/bench/bench.py start
"""
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
os.environ.setdefault("WEIR_BIN", os.path.join(ROOT, "build/release/bin"))
os.environ.setdefault("WEIR_SOURCE", ROOT)
sys.path.insert(0, os.path.join(ROOT, "tests/interop"))
from harness import BIN, Sandbox, free_base, run  # noqa: E402

ROUNDS = int(os.environ.get("ROUNDS", "5"))


def scratch_folder():
    return tempfile.TemporaryDirectory(prefix="weir-bench-", ignore_cleanup_errors=True)


def median(values, unit, digits=1):
    return f"median {statistics.median(values):.{digits}f} {unit} (min {min(values):.{digits}f}, max {max(values):.{digits}f}, {len(values)} runs)"


def rss_mib(pid):
    with open(f"/proc/{pid}/status") as status:
        return int(re.search(r"VmRSS:\s+(\d+)", status.read()).group(1)) / 1024


def cpu_seconds(pid):
    """The program's own, and the kernel's for it."""
    with open(f"/proc/{pid}/stat") as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    return [int(field) / os.sysconf("SC_CLK_TCK") for field in fields[11:13]]


class Peer:
    """A single Apache Kafka node from Maven's packages."""

    def __init__(self, directory, port=None, settings=None):
        self.port = port or free_base(1)
        self.bootstrap = f"127.0.0.1:{self.port}"
        self.process = subprocess.Popen([os.path.join(ROOT, "tests/peers/kafka.sh"), "start", str(self.port), directory, "1", *([settings] if settings else [])],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout.readline().strip() == "ready", "Apache Kafka did not start"
        with open(f"/proc/{self.process.pid}/task/{self.process.pid}/children") as children:
            self.pid = next(int(child) for child in children.read().split() if b"kafka.Kafka" in open(f"/proc/{child}/cmdline", "rb").read())

    def stop(self):
        self.process.stdin.close()
        self.process.wait(60)


def start():
    metadata, ready, memory = [], [], []
    for _ in range(ROUNDS):
        with scratch_folder() as scratch:
            box = Sandbox(os.path.join(scratch, "data"), 3)
            began = time.perf_counter()
            box.start()
            ready.append((time.perf_counter() - began) * 1000)
            run("kcat", "-b", box.bootstrap, "-L", "-m", "5")
            metadata.append((time.perf_counter() - began) * 1000)
            memory.append(rss_mib(box.process.pid))
            box.stop()
    print("start of a fresh 3-broker sandbox, exec to ready line:", median(ready, "ms"))
    print("the same, exec to the end of kcat -L (kcat's own start included):", median(metadata, "ms"))
    print("resident memory then:", median(memory, "MiB"))


def kcat_consume(bootstrap, topic, records):
    began = time.perf_counter()
    done = subprocess.run(["kcat", "-b", bootstrap, "-C", "-t", topic, "-o", "beginning", "-e", "-q", "-X", "fetch.message.max.bytes=1048576",
                           "-X", "queued.min.messages=1000000"], stdout=subprocess.PIPE, timeout=600, check=True)
    seconds = time.perf_counter() - began
    assert done.stdout.count(b"\n") == records, "records are missing"
    return seconds


def kcat_produce(bootstrap, topic, file):
    began = time.perf_counter()
    run("kcat", "-b", bootstrap, "-P", "-t", topic, "-l", "-X", "acks=all", "-X", "linger.ms=5", "-X", "batch.size=1000000",
        "-X", "queue.buffering.max.messages=1000000", file, timeout=600)
    return time.perf_counter() - began


class Pair:
    """A sandbox broker and an Apache Kafka node side by side, and a file of records of 1 KiB that do not compress."""
    RECORDS, SIZE = 300_000, 1024

    def __init__(self, scratch, partitions):
        self.partitions = partitions
        self.file = os.path.join(scratch, "lines")
        with open(self.file, "wb") as lines:
            block = b"".join(os.urandom((self.SIZE - 1) // 2 + 1).hex().encode()[:self.SIZE - 1] + b"\n" for _ in range(1000))
            for _ in range(self.RECORDS // 1000):
                lines.write(block)
        self.box = Sandbox(os.path.join(scratch, "data"), 1).start()
        self.peer = Peer(os.path.join(scratch, "kafka"))
        self.sides = {"sandbox": (self.box.bootstrap, self.box.process.pid), "kafka": (self.peer.bootstrap, self.peer.pid)}
        self.rates = {name: [] for name in self.sides}
        self.cpu = {name: [] for name in self.sides}
        self.own = {name: [] for name in self.sides}

    def make(self, topic):
        for bootstrap, _ in self.sides.values():
            run(os.path.join(ROOT, "tests/peers/kafka.sh"), "tool", "org.apache.kafka.tools.TopicCommand", "--bootstrap-server",
                bootstrap, "--create", "--topic", topic, "--partitions", str(self.partitions), timeout=120)

    def rounds(self, work, prepare=lambda i: None):
        """ABBA: what the machine does over time falls on both."""
        for i in range(ROUNDS):
            prepare(i)
            for name in (["sandbox", "kafka"] if i % 2 == 0 else ["kafka", "sandbox"]):
                bootstrap, pid = self.sides[name]
                before = cpu_seconds(pid)
                seconds = work(bootstrap, i)
                self.rates[name].append(self.RECORDS * self.SIZE / 1e6 / seconds)
                own, kernel = (after - then for then, after in zip(before, cpu_seconds(pid)))
                self.cpu[name].append((own + kernel) / (self.RECORDS * self.SIZE / 1e9))
                self.own[name].append(own / (self.RECORDS * self.SIZE / 1e9))

    def report(self, what):
        for name in self.sides:
            print(f"{name}, {self.partitions} partition(s), {what}: {median(self.rates[name], 'MB/s')}; broker CPU {median(self.cpu[name], 's/GB', 2)}, "
                  f"of it outside the kernel {statistics.median(self.own[name]):.2f} s/GB; "
                  f"memory {rss_mib(self.sides[name][1]):.0f} MiB")
        def ratio(of):
            return statistics.median(a / b for a, b in zip(of["sandbox"], of["kafka"]))
        print("ratio sandbox/kafka: MB/s %.2f, CPU a GB %.2f, of it outside the kernel %.2f" % (ratio(self.rates), ratio(self.cpu), ratio(self.own)))

    def stop(self):
        self.box.stop()
        self.peer.stop()


def paired(what, measure):
    partitions = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    with scratch_folder() as scratch:
        pair = Pair(scratch, partitions)
        pair.make("warm")
        for bootstrap, _ in pair.sides.values():
            for _ in range(3):  # the JVM compiles what it runs often
                kcat_produce(bootstrap, "warm", pair.file)
        measure(pair)
        pair.report(what)
        pair.stop()


def produce():
    paired("acks=all, 1 KiB", lambda pair: pair.rounds(lambda bootstrap, i: kcat_produce(bootstrap, f"t{i}", pair.file), lambda i: pair.make(f"t{i}")))


def consume():
    def measure(pair):
        pair.make("read")
        for bootstrap, _ in pair.sides.values():
            kcat_produce(bootstrap, "read", pair.file)
            kcat_consume(bootstrap, "read", pair.RECORDS)
        pair.rounds(lambda bootstrap, i: kcat_consume(bootstrap, "read", pair.RECORDS))
    paired("1 KiB read from cache", measure)


def haystack(scratch, records):
    file = os.path.join(scratch, "lines")
    with open(file, "wb") as lines:
        for i in range(records // 1000):
            lines.write(b"".join(b'{"id":%d,"text":"%s"}\n' % (i * 1000 + k, (b"needle " if (i * 1000 + k) % 10007 == 0 else b"straw ") + b"x" * 990) for k in range(1000)))
    box = Sandbox(os.path.join(scratch, "data"), 1, ["--set", "num.partitions=6"]).start()
    kcat_produce(box.bootstrap, "haystack", file)
    return box


def scan():
    records = int(os.environ.get("RECORDS", "1000000"))
    with scratch_folder() as scratch:
        box = haystack(scratch, records)
        ours, theirs, memory = [], [], []
        for _ in range(ROUNDS):
            began = time.perf_counter()
            done = subprocess.run(["/usr/bin/time", "-f", "%M", os.path.join(BIN, "weirctl"), "scan", "haystack", "--bootstrap", box.bootstrap,
                                   "--filter", "needle", "--count"], capture_output=True, text=True, timeout=300)
            ours.append(time.perf_counter() - began)
            memory.append(int(done.stderr.strip().splitlines()[-1]) / 1024)
            count = re.search(r"\d+", done.stdout.replace(",", ""))
            began = time.perf_counter()
            other = subprocess.run(f"kcat -b {box.bootstrap} -C -t haystack -e -q | grep -c needle", shell=True, capture_output=True, text=True, timeout=300)
            theirs.append(time.perf_counter() - began)
            assert count and int(count.group()) == int(other.stdout), (done.stdout, other.stdout)
        print(f"weirctl scan, {records} x 1 KiB:", median(ours, "s", 2), "peak memory", median(memory, "MiB"))
        print("kcat | grep:", median(theirs, "s", 2))
        print("ratio kcat/weirctl: %.2f" % statistics.median(b / a for a, b in zip(ours, theirs)))
        box.stop()


def newest():
    with scratch_folder() as scratch:
        box = Sandbox(os.path.join(scratch, "data"), 3, ["--set", "num.partitions=50"]).start()
        run("kcat", "-b", box.bootstrap, "-L", "-t", "half")
        lines = "".join(f"record {i}\n" for i in range(1000)).encode()
        for partition in range(0, 50, 2):
            subprocess.run(["kcat", "-b", box.bootstrap, "-P", "-t", "half", "-p", str(partition)], input=lines, check=True, timeout=60)
        seconds = []
        for _ in range(ROUNDS):
            began = time.perf_counter()
            done = subprocess.run([os.path.join(BIN, "weirctl"), "scan", "half", "--bootstrap", box.bootstrap, "--from", "newest", "--limit", "100", "--json"],
                                  capture_output=True, text=True, timeout=60, check=True)
            seconds.append((time.perf_counter() - began) * 1000)
            assert len(done.stdout.splitlines()) == 100, done.stdout
        print("newest 100 of 50 partitions, 25 of them empty (process start included):", median(seconds, "ms"))
        box.stop()


def many(topics, work):
    with scratch_folder() as scratch:
        box = Sandbox(os.path.join(scratch, "data"), 3).start()
        from many_topics import create
        began = time.perf_counter()
        create(box.bootstrap, topics, 10)
        print(f"{topics} topics of 10 partitions made in {time.perf_counter() - began:.1f} s; sandbox {rss_mib(box.process.pid):.0f} MiB")
        work(box, scratch)
        box.stop()


def overview():
    topics = int(sys.argv[2]) if len(sys.argv) > 2 else 1000

    def work(box, _):
        seconds = []
        for _ in range(ROUNDS):
            began = time.perf_counter()
            run(os.path.join(BIN, "weirctl"), "overview", "--bootstrap", box.bootstrap, "--json", timeout=300)
            seconds.append(time.perf_counter() - began)
        print(f"weirctl overview (process start included), {topics} topics / {topics * 10} partitions:", median(seconds, "s", 2))
    many(topics, work)


def console():
    topics = int(sys.argv[2]) if len(sys.argv) > 2 else 1000

    def work(box, scratch):
        took, memory = [], []
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": "weir.start=true", "WEIR_HOME": os.path.join(scratch, "home")}
        for attempt in range(ROUNDS + 1):  # the first start is cold
            began = time.perf_counter()
            with subprocess.Popen([os.path.join(BIN, "weir"), "--bootstrap", box.bootstrap], stderr=subprocess.PIPE, text=True, env=environment) as weir:
                for line in weir.stderr:
                    if "usable" in line:
                        break
                else:
                    raise RuntimeError("weir ended before its window was usable")
                if attempt:
                    took.append((time.perf_counter() - began) * 1000)
                    memory.append(rss_mib(weir.pid))
                weir.terminate()
        print(f"weir, exec to the first look at {topics} topics in the window:", median(took, "ms"))
        print("resident memory then:", median(memory, "MiB"))
    many(topics, work)


def frames():
    with scratch_folder() as scratch:
        box = haystack(scratch, int(os.environ.get("RECORDS", "1000000")))
        subprocess.run([os.path.join(BIN, "bench_frames"), box.bootstrap, "haystack"], check=True, timeout=300,
                       env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "WEIR_HOME": os.path.join(scratch, "home")})
        box.stop()


def exporter():
    topics = int(sys.argv[2]) if len(sys.argv) > 2 else 1000

    def work(box, _):
        port = free_base(1)
        url = f"http://127.0.0.1:{port}/metrics"
        with subprocess.Popen([os.path.join(BIN, "weir-exporter"), "--bootstrap", box.bootstrap, "--listen", f"127.0.0.1:{port}"]) as process:
            body = ""
            while f'topic="topic-{topics - 1:05d}"' not in body:
                time.sleep(0.2)
                try:
                    body = urllib.request.urlopen(url, timeout=60).read().decode()
                except OSError:
                    assert process.poll() is None, "weir-exporter ended"
            seconds = []
            for _ in range(ROUNDS):
                began = time.perf_counter()
                body = urllib.request.urlopen(url, timeout=60).read().decode()
                seconds.append((time.perf_counter() - began) * 1000)
            series = sum(1 for line in body.splitlines() if line and not line.startswith("#"))
            print(f"weir-exporter, {topics} topics: {series} series, {len(body) / 1e6:.1f} MB; scrape {median(seconds, 'ms')}; memory {rss_mib(process.pid):.0f} MiB")
            process.terminate()
    many(topics, work)


if __name__ == "__main__":
    commands = {f.__name__: f for f in (start, produce, consume, scan, newest, overview, console, frames, exporter)}
    if len(sys.argv) < 2 or sys.argv[1] not in commands:
        sys.exit(__doc__)
    commands[sys.argv[1]]()
