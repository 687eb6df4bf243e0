# SPDX-License-Identifier: GPL-3.0-or-later
"""How weir-sandbox starts, refuses to start, and ends: the words are one line, and say what, where and why."""
import os
import socket
import stat
import subprocess
import tempfile

from harness import BIN, Sandbox, free_base, sandbox

PROGRAM = os.path.join(BIN, "weir-sandbox")


def refused(*arguments):
    done = subprocess.run([PROGRAM, "start", *arguments], capture_output=True, text=True, timeout=30)
    assert done.returncode != 0, f"{arguments} was accepted"
    words = done.stderr.strip().splitlines()
    assert words, "nothing was said"
    assert "ready" not in done.stdout
    return words[-1]


with sandbox(brokers=3) as box:
    assert len(box.ready["brokers"]) == 3
    assert box.ready["pid"] == box.process.pid
    control = box.ready["control"]
    assert stat.S_IMODE(os.stat(control).st_mode) == 0o600, oct(os.stat(control).st_mode)
    status = box.ctl("status")
    assert [broker["state"] for broker in status["brokers"]] == ["running"] * 3, status

    words = refused("--data", box.directory, "--port", str(free_base()))
    assert box.directory in words, words
    with tempfile.TemporaryDirectory() as other:
        words = refused("--data", other + "/data", "--port", str(box.port))
        assert str(box.port) in words or str(box.port + 1000) in words, words  # the controller listens first
        words = refused("--data", other + "/data2", "--port", str(free_base()), "--set", "no.such.setting=1")
        assert "no.such.setting" in words, words
        words = refused("--data", other + "/data3", "--port", str(free_base()), "--set", "num.partitions=none")
        assert "num.partitions" in words, words
    words = refused("--data", "/proc/weir/data", "--port", str(free_base()))
    assert "/proc/weir" in words, words
    # Whoever speaks no Kafka is dropped, and nobody else notices.
    with socket.create_connection(("127.0.0.1", box.port)) as rude:
        rude.settimeout(20)
        rude.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n" * 10)
        try:
            assert rude.recv(1) == b""
        except ConnectionResetError:
            pass
    assert box.ctl("status")["brokers"][0]["state"] == "running"

# Nothing is left behind after SIGTERM, and the same directory starts again with one broker less said of it.
with tempfile.TemporaryDirectory() as scratch:
    box = Sandbox(os.path.join(scratch, "data"), brokers=1, arguments=["--set", "num.partitions=2"])
    box.start()
    box.stop()
    assert not os.path.exists(box.ready["control"])
    box.start()
    box.stop()

print("ok")
