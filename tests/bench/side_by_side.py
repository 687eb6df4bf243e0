#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""One sandbox broker beside one Apache Kafka node in the same run: the same client (kafka_load.cpp), ABBA order, what the broker
spends in CPU seconds a GB and in memory at its peak. Prints a table in Markdown; judges nothing.

  side_by_side.py [--quick | --tiny] [--only WORD] [--json FILE]
    --quick   less of everything: some five minutes on a quiet machine
    --tiny    as little as shows that each row works; its figures mean nothing
    --only    the rows whose name has WORD: produce, consume, latency, start, recovery, metadata, lz4, TLS, "100 B", ...
Needs WEIR_KAFKA_LIBS, or fetches the jars by tests/peers/kafka.sh; a release build; and nothing else running."""
import argparse
import contextlib
import glob
import json
import os
import re
import shutil
import signal
import socket
import statistics
import struct
import subprocess
import sys
import threading
import time

from bench import BIN, ROOT, Peer, cpu_seconds, rss_mib, scratch_folder
from harness import Sandbox, free_base, python_clients

python_clients()

from confluent_kafka.admin import AdminClient, NewTopic  # noqa: E402

FULL = dict(turns=8, warm=1500, large=600, small=150, latency=20, partitions=2000, gigabytes=10, metadata=100_000)
QUICK = dict(turns=2, warm=500, large=200, small=50, latency=4, partitions=2000, gigabytes=1, metadata=10_000)
TINY = dict(turns=1, warm=1, large=2, small=1, latency=1, partitions=20, gigabytes=0.01, metadata=100)
LOAD = os.path.join(BIN, "bench_kafka_load")


def load(*arguments):
    done = subprocess.run([LOAD, *map(str, arguments)], stdout=subprocess.PIPE, text=True, timeout=1200)
    assert done.returncode == 0, f"bench_kafka_load {arguments} ended with {done.returncode}"
    return json.loads(done.stdout)


def peak_mib(pid):
    with open(f"/proc/{pid}/status") as status:
        return int(re.search(r"VmHWM:\s+(\d+)", status.read()).group(1)) / 1024


def forget_peak(pid):
    with open(f"/proc/{pid}/clear_refs", "w") as file:
        file.write("5")


running = set()  # what a failure has to end


class Weir:
    name = "sandbox"

    def __init__(self, scratch):
        self.folder = os.path.join(scratch, "weir", "data")
        os.makedirs(os.path.dirname(self.folder))
        self.box = Sandbox(self.folder, 1, ["--listeners", "PLAINTEXT,SSL", "--quiet"])
        self.bootstrap = f"127.0.0.1:{self.box.port}"
        self.secure = f"127.0.0.1:{self.box.port + 100}"

    def start(self):
        running.add(self)
        began = time.time()
        self.box.start(600)
        self.pid = self.box.process.pid
        return began

    def kill(self):
        if self.box.process:
            self.box.kill()

    def stop(self):
        running.discard(self)
        self.box.stop()


class Kafka:
    """With the key and certificate that the sandbox made for itself: the same work at a handshake, and the same client settings."""
    name = "kafka"

    def __init__(self, scratch, tls):
        self.folder = os.path.join(scratch, "kafka")
        os.makedirs(self.folder)
        self.port = free_base(1)
        self.bootstrap = f"127.0.0.1:{self.port}"
        self.secure = f"127.0.0.1:{self.port + 100}"
        store = os.path.join(self.folder, "broker.pem")
        with open(store, "w") as file:
            file.writelines(open(os.path.join(tls, part)).read() for part in ("broker.key", "broker.pem"))
        self.settings = os.path.join(self.folder, "settings")
        with open(self.settings, "w") as file:
            file.write(f"""listeners=PLAINTEXT://{self.bootstrap},SSL://{self.secure},CONTROLLER://127.0.0.1:{self.port + 1000}
advertised.listeners=PLAINTEXT://{self.bootstrap},SSL://{self.secure}
listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,SSL:SSL
ssl.keystore.type=PEM
ssl.keystore.location={store}
""")

    def start(self):
        """When its JVM began: what formats the folder before it is not counted."""
        running.add(self)
        self.peer = Peer(self.folder, self.port, self.settings)
        self.pid = self.peer.pid
        with open(f"/proc/{self.pid}/stat") as stat, open("/proc/uptime") as uptime:
            ticks = int(stat.read().rsplit(")", 1)[1].split()[19])
            return time.time() - float(uptime.read().split()[0]) + ticks / os.sysconf("SC_CLK_TCK")

    def kill(self):
        if getattr(self, "peer", None):
            os.kill(self.pid, signal.SIGKILL)
            self.peer.stop()

    def stop(self):
        running.discard(self)
        self.peer.stop()


class Bench:
    def __init__(self, size, only):
        self.size = size
        self.only = only
        self.rows = []

    def wanted(self, name):
        return not self.only or self.only in name

    def add(self, name, values, digits=1):
        """`values`: {figure: ([of the sandbox], [of Kafka])}."""
        row = {"name": name, "figures": {figure: {"sandbox": ours, "kafka": theirs} for figure, (ours, theirs) in values.items()}}
        self.rows.append(row)
        cells = []
        for figure, (ours, theirs) in values.items():
            def shown(of):
                return "–" if not of else f"{statistics.median(of):.{2 if figure.startswith('CPU') else digits}f}" + (f" ({min(of):.4g} to {max(of):.4g})" if len(of) > 1 else "")
            ratio = f", {statistics.median(a / b for a, b in zip(ours, theirs)):.2f}x" if ours and theirs and all(theirs) else ""
            cells.append(f"{figure}: {shown(ours)} / {shown(theirs)}{ratio}")
        print(f"| {name} | {'; '.join(cells)} |", flush=True)

    def turns(self):
        """(turn, whose): 0, 1, 1, 0, so that what the machine does over time falls on both."""
        for turn in range(self.size["turns"]):
            for at in ((0, 1) if turn % 2 == 0 else (1, 0)):
                yield turn, at

    def rounds(self, sides, work):
        """{figure: ([..], [..])} of what `work(side, turn)` answers, (megabytes, seconds), in ABBA order."""
        figures = {figure: ([], []) for figure in ("MB/s", "CPU s/GB", "CPU outside the kernel s/GB", "peak MiB")}
        for turn, at in self.turns():
            side = sides[at]
            os.sync()  # what one has written is not written back at the expense of the other
            forget_peak(side.pid)
            before = cpu_seconds(side.pid)
            megabytes, seconds = work(side, turn)
            own, kernel = (after - then for then, after in zip(before, cpu_seconds(side.pid)))
            for figure, value in zip(figures, (megabytes / seconds, (own + kernel) * 1000 / megabytes, own * 1000 / megabytes, peak_mib(side.pid))):
                figures[figure][at].append(value)
        return figures


def create(side, topics):
    """{name: partitions}"""
    admin = AdminClient({"bootstrap.servers": side.bootstrap, "log_level": 0})
    names = list(topics)
    for first in range(0, len(names), 500):
        made = admin.create_topics([NewTopic(name, topics[name], 1) for name in names[first:first + 500]], request_timeout=300, operation_timeout=300)
        for future in made.values():
            future.result(600)


def delete(side, *topics):
    admin = AdminClient({"bootstrap.servers": side.bootstrap, "log_level": 0})
    for future in admin.delete_topics(list(topics)).values():
        future.result(120)


def client(side, kind, tls):
    """(bootstrap, librdkafka's settings) of plain, lz4 and TLS."""
    if kind == "TLS":
        return side.secure, ["security.protocol=SSL", f"ssl.ca.location={tls}/ca.pem"]
    return side.bootstrap, ["compression.codec=lz4"] if kind == "lz4" else []


class Metadata:
    """Asks for all of it over and over, on a socket of its own: what a library would add is not measured."""
    REQUEST = struct.pack(">hhih4si", 3, 1, 1, 4, b"asks", -1)

    def __init__(self, bootstrap):
        host, port = bootstrap.split(":")
        self.address = host, int(port)

    def ask(self):
        """(the answer's bytes, seconds), or nothing where nobody answers."""
        try:
            with socket.create_connection(self.address, timeout=60) as connection:
                began = time.monotonic()
                connection.sendall(struct.pack(">i", len(self.REQUEST)) + self.REQUEST)
                answer = connection.makefile("rb")
                body = answer.read(struct.unpack(">i", answer.read(4))[0])
                return body, time.monotonic() - began
        except (OSError, struct.error):
            return None

    @staticmethod
    def led(body):
        """How many partitions have a leader, and how many brokers there are."""
        at = 4  # after the correlation id

        def take(form):
            nonlocal at
            value = struct.unpack_from(form, body, at)
            at += struct.calcsize(form)
            return value[0]

        def leave(length, each=1):
            nonlocal at
            at += max(0, length) * each

        brokers = take(">i")
        for _ in range(brokers):
            leave(4)
            leave(take(">h"))  # its host
            leave(4)
            leave(take(">h"))  # its rack
        leave(4)
        count = 0
        for _ in range(take(">i")):
            leave(2)
            leave(take(">h"))  # the name of a topic
            leave(1)
            for _ in range(take(">i")):
                leave(6)
                count += take(">i") >= 0
                leave(take(">i"), 4)  # replicas
                leave(take(">i"), 4)  # those in sync
        return count, brokers

    def wait(self, partitions):
        deadline = time.monotonic() + 1200
        while True:
            told = self.ask()
            led, brokers = self.led(told[0]) if told else (0, 0)
            if brokers and led >= partitions:
                return time.time()
            assert time.monotonic() < deadline, f"{led} of {partitions} partitions have leaders"
            time.sleep(0.0005)


def produce(bench, sides, tls):
    for record, megabytes in ((1024, bench.size["large"]), (100, bench.size["small"])):
        records = megabytes * 1_000_000 // record
        for partitions in (1, 6, 50):
            for kind in ("plain", "lz4", "TLS"):
                name = f"produce acks=all, {'1 KiB' if record == 1024 else '100 B'}, {partitions} partition{'s' if partitions > 1 else ''}, {kind}"
                if not bench.wanted(name):
                    continue

                def work(side, turn):
                    topic = f"p-{record}-{partitions}-{kind}-{turn}"
                    create(side, {topic: partitions})
                    address, settings = client(side, kind, tls)
                    seconds = load("produce", address, topic, partitions, records, record, *settings)["seconds"]
                    delete(side, topic)
                    return records * record / 1e6, seconds
                bench.add(name, bench.rounds(sides, work))


def forget_pages(side):
    """Nothing of its logs is in the page cache afterwards."""
    os.sync()
    for path in glob.glob(os.path.join(side.folder, "**", "*.log"), recursive=True):
        with open(path, "rb") as file:
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def consume(bench, sides, tls):
    for record, megabytes in ((1024, bench.size["large"]), (100, bench.size["small"])):
        records = megabytes * 1_000_000 // record
        topic, partitions = f"c-{record}", 6
        word = "1 KiB" if record == 1024 else "100 B"
        names = {what: f"consume {word}, 6 partitions, {what}" for what in ("from cache", "from cache, TLS", "cold", "four consumers")}
        if not any(map(bench.wanted, names.values())):
            continue
        for side in sides:
            create(side, {topic: partitions})
            load("produce", side.bootstrap, topic, partitions, records, record)
            load("consume", side.bootstrap, topic, partitions, records)

        def one(side, kind="plain"):
            address, settings = client(side, kind, tls)
            read = load("consume", address, topic, partitions, records, *settings)
            assert read["bytes"] == records * record, read
            return records * record / 1e6, read["seconds"]

        def cold(side, _):
            forget_pages(side)
            return one(side)

        def four(side, _):
            running = [subprocess.Popen([LOAD, "consume", side.bootstrap, topic, str(partitions), str(records)], stdout=subprocess.PIPE, text=True) for _ in range(4)]
            told = [json.loads(process.communicate(timeout=600)[0]) for process in running]
            return 4 * records * record / 1e6, max(read["seconds"] for read in told)

        works = {"from cache": lambda side, _: one(side), "from cache, TLS": lambda side, _: one(side, "TLS"), "cold": cold, "four consumers": four}
        for what, work in works.items():
            if bench.wanted(names[what]):
                bench.add(names[what], bench.rounds(sides, work))
        for side in sides:
            delete(side, topic)


def latency(bench, sides, tls):
    for rate in (1000, 20_000):
        name = f"latency end to end, {rate:,} records of 1 KiB a second, acks=all, ms"
        if not bench.wanted(name):
            continue
        figures = {figure: ([], []) for figure in ("p50", "p99", "p999", "CPU % of a core")}
        for turn, at in bench.turns():
            side = sides[at]
            topic = f"l-{rate}-{turn}"
            create(side, {topic: 1})
            before, began = sum(cpu_seconds(side.pid)), time.monotonic()
            told = load("latency", side.bootstrap, topic, rate, bench.size["latency"], 1024)
            told["CPU % of a core"] = 100 * (sum(cpu_seconds(side.pid)) - before) / (time.monotonic() - began)
            for figure, of in figures.items():
                of[at].append(told[figure])
            delete(side, topic)
        bench.add(name, figures, 2)


def started(side, partitions=0):
    """Seconds from the exec of the broker until a client knows leaders of so many partitions; its memory then. The client has been
    there before the broker."""
    ended = []
    watcher = threading.Thread(target=lambda: ended.append(Metadata(side.bootstrap).wait(partitions)), daemon=True)
    watcher.start()
    began = side.start()
    watcher.join()
    assert ended, "no metadata"
    return ended[0] - began, rss_mib(side.pid)


def start(bench, tls):
    name = "start of one fresh broker, exec to first Metadata, ms"
    if not bench.wanted(name):
        return
    figures = {"ms": ([], []), "MiB then": ([], [])}
    for _, at in bench.turns():
        with scratch_folder() as scratch:
            side = Weir(scratch) if at == 0 else Kafka(scratch, tls)
            seconds, memory = started(side)
            figures["ms"][at].append(seconds * 1000)
            figures["MiB then"][at].append(memory)
            side.stop()
    bench.add(name, figures)


def recovery(bench, tls):
    partitions, gigabytes = bench.size["partitions"], bench.size["gigabytes"]
    name = f"recovery: start with {partitions:,} partitions and {gigabytes} GB after kill -9, exec until all have leaders, s"
    if not bench.wanted(name):
        return
    figures = {"s": ([], []), "CPU s": ([], []), "peak MiB": ([], [])}
    records = int(gigabytes * 1e9) // 1024
    for at in (0, 1):  # one after the other: two of this size do not fit into everyone's page cache
        with scratch_folder() as scratch:
            side = Weir(scratch) if at == 0 else Kafka(scratch, tls)
            side.start()
            create(side, {"big": partitions})
            load("produce", side.bootstrap, "big", partitions, records, 1024, "linger.ms=200")
            for _ in range(min(3, bench.size["turns"])):
                side.kill()
                seconds, _ = started(side, partitions)
                figures["s"][at].append(seconds)
                figures["CPU s"][at].append(sum(cpu_seconds(side.pid)))
                figures["peak MiB"][at].append(peak_mib(side.pid))
                load("produce", side.bootstrap, "big", partitions, max(partitions, records // 100), 1024)  # an unclean end again
            side.stop()
    bench.add(name, figures, 2)


def metadata(bench, tls):
    partitions = bench.size["metadata"]
    name = f"metadata: {partitions:,} partitions in topics of ten"
    if not bench.wanted(name):
        return
    with open("/proc/sys/vm/max_map_count") as file:
        maps = int(file.read())
    figures = {"made in s": ([], []), "request for all ms": ([], []), "MiB then": ([], []), "start s": ([], [])}
    for at in (0, 1):
        if at == 1 and maps < 3 * partitions:
            print(f"Apache Kafka maps two files for each partition, and vm.max_map_count is {maps}: {partitions:,} are left out for it", file=sys.stderr)
            break
        with scratch_folder() as scratch:
            side = Weir(scratch) if at == 0 else Kafka(scratch, tls)
            side.start()
            began = time.monotonic()
            create(side, {f"topic-{i:05d}": 10 for i in range(partitions // 10)})
            asks = Metadata(side.bootstrap)
            asks.wait(partitions)
            figures["made in s"][at].append(time.monotonic() - began)
            figures["request for all ms"][at].extend(asks.ask()[1] * 1000 for _ in range(5))
            figures["MiB then"][at].append(rss_mib(side.pid))
            side.stop()
            figures["start s"][at].append(started(side, partitions)[0])
            side.stop()
    bench.add(name, figures)


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--tiny", action="store_true")
    parser.add_argument("--only", default="")
    parser.add_argument("--json")
    options = parser.parse_args()
    size = TINY if options.tiny else QUICK if options.quick else FULL
    assert os.path.exists(LOAD), f"{LOAD} is not built"
    subprocess.run([os.path.join(ROOT, "tests/peers/kafka.sh"), "resolve"], check=True, stdout=subprocess.DEVNULL)
    began, busy = time.monotonic(), os.getloadavg()[0]
    print(f"Load average at the start: {busy:.1f}{', so these figures say little' if busy > 1.5 else ''}. Median (smallest to largest), sandbox / Apache Kafka, "
          "ratio of the pairs.\n\n| what | figures |\n|---|---|", flush=True)
    bench = Bench(size, options.only)
    with scratch_folder() as scratch, contextlib.ExitStack() as ending:
        sides = [Weir(scratch)]
        sides[0].start()
        ending.callback(sides[0].stop)
        tls = os.path.join(scratch, "tls")
        shutil.copytree(os.path.join(sides[0].folder, "tls"), tls)
        if options.only not in ("start", "recovery", "metadata"):
            sides.append(Kafka(scratch, tls))
            sides[1].start()
            ending.callback(sides[1].stop)
            for side in sides:  # the JVM compiles what it runs often
                create(side, {"warm": 6})
                for kind, share in (("plain", 1), ("lz4", 0.4), ("TLS", 0.4)):
                    address, settings = client(side, kind, tls)
                    load("produce", address, "warm", 6, int(size["warm"] * 1_000_000 * share) // 1024, 1024, *settings)
                    load("consume", address, "warm", 6, int(size["warm"] * 1_000_000) // 1024, *settings)
                delete(side, "warm")
            for part in (produce, consume, latency):
                part(bench, sides, tls)
        ending.close()
        for part in (start, recovery, metadata):
            part(bench, tls)
    print(f"\n{time.monotonic() - began:.0f} s in all", flush=True)
    if options.json:
        with open(options.json, "w") as file:
            json.dump({"size": size, "load": busy, "rows": bench.rows}, file, indent=1)


try:
    main()
finally:
    for side in running:
        with contextlib.suppress(OSError):
            side.kill()
