#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Budgets of the design, measured beside a peer in the same run. Prints figures; judges nothing.

  bench.py start                 weir-sandbox: exec to first Metadata, memory
  bench.py produce [PARTITIONS]  acks=all, 1 KiB records, librdkafka: sandbox and Apache Kafka in turn (needs WEIR_KAFKA_LIBS)
  bench.py scan                  weirctl scan --filter against kcat | grep, 1M x 1 KiB
  bench.py overview [TOPICS]     weirctl overview on TOPICS topics of 10 partitions
Run it from a checkout with a release build and nothing else running: WEIR_BIN=build/release/bin tests/bench/bench.py start
"""
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
os.environ.setdefault("WEIR_BIN", os.path.join(ROOT, "build/release/bin"))
os.environ.setdefault("WEIR_SOURCE", ROOT)
sys.path.insert(0, os.path.join(ROOT, "tests/interop"))
from harness import BIN, Sandbox, free_base, run  # noqa: E402

ROUNDS = int(os.environ.get("ROUNDS", "5"))


def median(values, unit, digits=1):
    return f"median {statistics.median(values):.{digits}f} {unit} (min {min(values):.{digits}f}, max {max(values):.{digits}f}, {len(values)} runs)"


def rss_mib(pid):
    with open(f"/proc/{pid}/status") as status:
        return int(re.search(r"VmRSS:\s+(\d+)", status.read()).group(1)) / 1024


def cpu_seconds(pid):
    with open(f"/proc/{pid}/stat") as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Peer:
    """A single Apache Kafka node from Maven's packages."""

    def __init__(self, directory):
        self.port = free_base(1)
        self.process = subprocess.Popen([os.path.join(ROOT, "tests/peers/kafka.sh"), "start", str(self.port), directory],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout.readline().strip() == "ready", "Apache Kafka did not start"
        self.bootstrap = f"127.0.0.1:{self.port}"
        listing = subprocess.run(["pgrep", "-f", f"kafka.Kafka {directory}"], capture_output=True, text=True).stdout.split()
        self.pid = int(listing[0])

    def stop(self):
        self.process.stdin.close()
        self.process.wait(60)


def start():
    metadata, ready, memory = [], [], []
    for _ in range(ROUNDS):
        scratch = tempfile.mkdtemp(prefix="weir-bench-")
        box = Sandbox(os.path.join(scratch, "data"), 3)
        began = time.perf_counter()
        box.start()
        ready.append((time.perf_counter() - began) * 1000)
        run("kcat", "-b", box.bootstrap, "-L", "-m", "5")
        metadata.append((time.perf_counter() - began) * 1000)
        memory.append(rss_mib(box.process.pid))
        box.stop()
        shutil.rmtree(scratch)
    print("start of a fresh 3-broker sandbox, exec to ready line:", median(ready, "ms"))
    print("the same, exec to the end of kcat -L (kcat's own start included):", median(metadata, "ms"))
    print("resident memory then:", median(memory, "MiB"))


def kcat_produce(bootstrap, topic, file):
    began = time.perf_counter()
    run("kcat", "-b", bootstrap, "-P", "-t", topic, "-l", "-X", "acks=all", "-X", "linger.ms=5", "-X", "batch.size=1000000",
        "-X", "queue.buffering.max.messages=1000000", file, timeout=600)
    return time.perf_counter() - began


def produce():
    partitions = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    records, size = 300_000, 1024
    scratch = tempfile.mkdtemp(prefix="weir-bench-")
    try:
        file = os.path.join(scratch, "lines")
        with open(file, "wb") as lines:
            block = b"".join(os.urandom((size - 1) // 2).hex().encode()[:size - 1] + b"\n" for _ in range(1000))
            for _ in range(records // 1000):
                lines.write(block)
        box = Sandbox(os.path.join(scratch, "data"), 1, ["--set", f"num.partitions={partitions}"]).start()
        peer = Peer(os.path.join(scratch, "kafka"))
        rates = {"sandbox": [], "kafka": []}
        cpu = {"sandbox": [], "kafka": []}
        for bootstrap in (box.bootstrap, peer.bootstrap):
            kcat_produce(bootstrap, "warm", file)
        for i in range(ROUNDS):
            for name, bootstrap, pid in (("sandbox", box.bootstrap, box.process.pid), ("kafka", peer.bootstrap, peer.pid)):
                topic = f"t{i}"
                if name == "kafka":
                    run("kcat", "-b", bootstrap, "-L", "-t", topic)
                    run(os.path.join(ROOT, "tests/peers/kafka.sh"), "tool", "org.apache.kafka.tools.TopicCommand", "--bootstrap-server",
                        bootstrap, "--create", "--if-not-exists", "--topic", topic, "--partitions", str(partitions), timeout=120)
                before = cpu_seconds(pid)
                seconds = kcat_produce(bootstrap, topic, file)
                rates[name].append(records * size / 1e6 / seconds)
                cpu[name].append((cpu_seconds(pid) - before) / (records * size / 1e9))
        for name in rates:
            print(f"{name}, {partitions} partition(s), acks=all, 1 KiB: {median(rates[name], 'MB/s')}; broker CPU {median(cpu[name], 's/GB', 2)}")
        print("ratio sandbox/kafka: MB/s %.2f, CPU a GB %.2f" % (
            statistics.median(a / b for a, b in zip(rates["sandbox"], rates["kafka"])),
            statistics.median(a / b for a, b in zip(cpu["sandbox"], cpu["kafka"]))))
        box.stop()
        peer.stop()
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def scan():
    records = int(os.environ.get("RECORDS", "1000000"))
    scratch = tempfile.mkdtemp(prefix="weir-bench-")
    try:
        file = os.path.join(scratch, "lines")
        with open(file, "wb") as lines:
            for i in range(records // 1000):
                block = b"".join(b'{"id":%d,"text":"%s"}\n' % (i * 1000 + k, (b"needle " if (i * 1000 + k) % 10007 == 0 else b"straw ") + b"x" * 990) for k in range(1000))
                lines.write(block)
        box = Sandbox(os.path.join(scratch, "data"), 1, ["--set", "num.partitions=6"]).start()
        kcat_produce(box.bootstrap, "haystack", file)
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
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def overview():
    topics = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    scratch = tempfile.mkdtemp(prefix="weir-bench-")
    try:
        box = Sandbox(os.path.join(scratch, "data"), 3).start()
        from many_topics import create
        began = time.perf_counter()
        create(box.bootstrap, topics, 10)
        print(f"{topics} topics of 10 partitions made in {time.perf_counter() - began:.1f} s; sandbox {rss_mib(box.process.pid):.0f} MiB")
        seconds = []
        for _ in range(ROUNDS):
            began = time.perf_counter()
            run(os.path.join(BIN, "weirctl"), "overview", "--bootstrap", box.bootstrap, "--json", timeout=300)
            seconds.append(time.perf_counter() - began)
        print(f"weirctl overview (process start included), {topics} topics / {topics * 10} partitions:", median(seconds, "s", 2))
        box.stop()
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


if __name__ == "__main__":
    commands = {"start": start, "produce": produce, "scan": scan, "overview": overview}
    if len(sys.argv) < 2 or sys.argv[1] not in commands:
        sys.exit(__doc__)
    commands[sys.argv[1]]()
