# SPDX-License-Identifier: GPL-3.0-or-later
"""kcat against the sandbox: metadata, every codec, keys, headers, null values, offsets by time, a group."""
import json
import shutil
import time

from harness import run, sandbox, skip, wait_until

if not shutil.which("kcat"):
    skip("kcat is not installed")


def kcat(box, *arguments, data=None, timeout=60):
    return run("kcat", "-b", box.bootstrap, *arguments, data=data, timeout=timeout).stdout


with sandbox(brokers=3) as box:
    listing = json.loads(kcat(box, "-L", "-J"))
    assert sorted(broker["id"] for broker in listing["brokers"]) == [1, 2, 3], listing

    # Any one live address is enough, also behind a dead one.
    first = box.bootstrap.split(",")[0]
    assert "3 brokers" in run("kcat", "-b", f"127.0.0.1:1,{first}", "-L").stdout

    for codec in ["none", "gzip", "snappy", "lz4", "zstd"]:
        topic = f"codec-{codec}"
        lines = "".join(f"k{i}:{{\"n\":{i},\"text\":\"{'가나다' * 20}\"}}\n" for i in range(2000))
        kcat(box, "-P", "-t", topic, "-K:", "-z", codec, "-X", "acks=all", data=lines)
        read = kcat(box, "-C", "-t", topic, "-K:", "-e", "-q", "-X", "check.crcs=true")
        assert sorted(read.splitlines()) == sorted(lines.splitlines()), f"{codec}: what was read is not what was written"

    kcat(box, "-P", "-t", "parts", "-k", "key", "-H", "a=1", "-H", "a=2", "-H", "empty=", "-Z", data="value\n")
    record = json.loads(kcat(box, "-C", "-t", "parts", "-e", "-q", "-J"))
    assert record["key"] == "key" and record["payload"] == "value", record
    assert record["headers"] == ["a", "1", "a", "2", "empty", ""], record

    kcat(box, "-P", "-t", "tombstone", "-K:", "-Z", data="gone:\n")
    record = json.loads(kcat(box, "-C", "-t", "tombstone", "-e", "-q", "-J"))
    assert record["payload"] is None, record

    # Idempotent: the sequence numbers of one producer, many batches in flight.
    lines = "".join(f"{i}\n" for i in range(20000))
    kcat(box, "-P", "-t", "idempotent", "-X", "enable.idempotence=true", "-X", "batch.num.messages=100", data=lines)
    read = kcat(box, "-C", "-t", "idempotent", "-e", "-q")
    assert sorted(map(int, read.split())) == list(range(20000))

    # Offsets by time: what was written before T lies before the offset found for T.
    kcat(box, "-P", "-t", "timed", "-p", "0", data="early\n")
    time.sleep(0.02)
    now = int(time.time() * 1000)
    time.sleep(0.02)
    kcat(box, "-P", "-t", "timed", "-p", "0", data="late\n")
    assert kcat(box, "-C", "-t", "timed", "-p", "0", "-o", f"s@{now}", "-e", "-q") == "late\n"
    assert kcat(box, "-C", "-t", "timed", "-p", "0", "-o", "-1", "-e", "-q") == "late\n"

    # A group reads everything once, commits, and finds nothing the second time.
    read = kcat(box, "-G", "workers", "-e", "-q", "-X", "auto.offset.reset=earliest", "codec-none")
    assert len(read.splitlines()) == 2000
    again = kcat(box, "-G", "workers", "-e", "-q", "-X", "auto.offset.reset=earliest", "codec-none")
    assert again == "", again[:200]

    # The state survives a clean stop and a kill.
    box.stop()
    box.start()
    assert len(kcat(box, "-C", "-t", "codec-zstd", "-e", "-q").splitlines()) == 2000
    kcat(box, "-P", "-t", "after", "-X", "acks=all", data="kept\n")
    box.kill()
    box.start()
    assert wait_until(lambda: kcat(box, "-C", "-t", "after", "-e", "-q"), "the record acknowledged before the kill") == "kept\n"
    assert kcat(box, "-G", "workers", "-e", "-q", "-X", "auto.offset.reset=earliest", "codec-none") == ""

print("ok")
