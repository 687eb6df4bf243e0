# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole way: a sandbox with its demo, the console on it, and a picture of every page, in both themes."""
import json
import os
import signal
import socket
import struct
import subprocess
import sys
import tempfile

BIN = os.environ["WEIR_BIN"]
WEIR = os.path.join(BIN, "weir")
SANDBOX = os.path.join(BIN, "weir-sandbox")
# Every page of the catalogue, and the shell's own panels. A page that is missing here is not looked at by anybody.
WANTED = ["overview", "topics", "topic", "messages", "groups", "group", "brokers", "broker", "sandbox", "clusters", "settings",
          "about", "palette", "switcher", "requests", "plan"]

for program in (WEIR, SANDBOX):
    if not os.path.exists(program):
        print(f"{program} is not built")
        sys.exit(77)


def free(port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
            return True
        except OSError:
            return False


def base_port():
    for port in range(31510, 31550, 3):
        if all(free(p) for p in (port, port + 1, port + 2, port + 1000)):
            return port
    print("no free ports between 31510 and 31550")
    sys.exit(77)


def size_of(path):
    with open(path, "rb") as file:
        head = file.read(24)
    return struct.unpack(">II", head[16:24]) if head[:8] == b"\x89PNG\r\n\x1a\n" else None


problems = []
with tempfile.TemporaryDirectory() as scratch:
    sandbox = subprocess.Popen([SANDBOX, "start", "--data", os.path.join(scratch, "data"), "--port", str(base_port()),
                                "--demo", "--ephemeral"], stdout=subprocess.PIPE, text=True)
    try:
        ready = json.loads(sandbox.stdout.readline())
        pictures = os.path.join(scratch, "pictures")
        environment = dict(os.environ, WEIR_HOME=os.path.join(scratch, "home"), QT_QPA_PLATFORM="offscreen", LC_ALL="C.UTF-8")
        done = subprocess.run([WEIR, "--bootstrap", ready["bootstrap"], "--screenshots", pictures, "--language", "en"],
                              env=environment, text=True, capture_output=True, timeout=240)
        if done.returncode != 0:
            problems.append(f"weir ended with {done.returncode}: {done.stderr.strip()}")
        for name in WANTED:
            for theme in ("light", "dark"):
                path = os.path.join(pictures, f"{name}-{theme}-en.png")
                if not os.path.exists(path):
                    problems.append(f"no picture of {name} in {theme}")
                elif size_of(path) != (1440, 900) or os.path.getsize(path) < 10_000:
                    problems.append(f"{name} in {theme}: {size_of(path)}, {os.path.getsize(path)} bytes")
    finally:
        sandbox.send_signal(signal.SIGTERM)
        sandbox.wait(timeout=30)

for problem in problems:
    print(problem)
print(f"{2 * len(WANTED)} pictures wanted, {len(problems)} problems")
sys.exit(1 if problems else 0)
