#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A console that is told to end by SIGTERM ends, and its sandbox with it, cleanly: `weir --sandbox --sandbox-port P`."""
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.environ.get("WEIR_SOURCE", "."), "tests/interop"))
from harness import BIN, free_base  # noqa: E402

WEIR = os.path.join(BIN, "weir")
PATIENCE = 90  # seconds, on a busy machine


def answers(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def wait_until(condition, what):
    end = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > end:
            sys.exit(f"console_ends: not within {PATIENCE} s: {what}")
        time.sleep(0.05)


if not os.path.exists(WEIR):
    print(f"skipped: {WEIR} is not built")
    sys.exit(77)
with tempfile.TemporaryDirectory(prefix="weir-ends-") as home:
    port = free_base(3)
    environment = dict(os.environ, WEIR_HOME=home, QT_QPA_PLATFORM="offscreen", LC_ALL="C.UTF-8")
    console = subprocess.Popen([WEIR, "--sandbox", "--sandbox-port", str(port)], env=environment)
    try:
        wait_until(lambda: console.poll() is not None or all(answers(port + i) for i in range(3)), "three brokers on the asked ports")
        if console.poll() is not None:
            sys.exit(f"console_ends: weir ended by itself with {console.returncode}")
        console.send_signal(signal.SIGTERM)
        code = console.wait(PATIENCE)
        if code != 0:
            sys.exit(f"console_ends: weir ended with {code}")
        wait_until(lambda: not any(answers(port + i) for i in range(3)), "the brokers gone")
        clean = [root for root, _, files in os.walk(home) if ".kafka_cleanshutdown" in files]
        if len(clean) != 3:
            sys.exit(f"console_ends: {len(clean)} of 3 brokers ended cleanly")
    finally:
        if console.poll() is None:
            console.kill()
            console.wait()
print("the console and its sandbox end cleanly")
