#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The demo on a real sandbox: it fills a fresh directory, produces and consumes, its parts can be switched, it survives
kill -9 without starting its history again, and it ends with the sandbox."""
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time

PROGRAM = os.path.join(os.environ.get("WEIR_BIN", "build/release/bin"), "weir-sandbox")
PATIENCE = 90  # seconds for anything to come true on a busy machine


def fail(text):
    sys.exit(f"demo_runs: {text}")


def until(what, probe):
    end = time.monotonic() + PATIENCE
    last = None
    while time.monotonic() < end:
        last = probe()
        if last:
            return last
        time.sleep(0.2)
    fail(f"not within {PATIENCE} s: {what}")


class Sandbox:
    def __init__(self, data):
        self.data = data
        self.process = subprocess.Popen(
            [PROGRAM, "start", "--data", data, "--brokers", "2", "--port", "0", "--demo", "--quiet"],
            stdout=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        if not line or not json.loads(line).get("ready"):
            fail(f"no ready line but {line!r}")

    def ctl(self, *words):
        done = subprocess.run([PROGRAM, "ctl", "--data", self.data, *words], capture_output=True, text=True, timeout=PATIENCE)
        return json.loads(done.stdout) if done.returncode == 0 and done.stdout.strip() else None

    def status(self):
        return self.ctl("status")

    def part(self, name):
        status = self.status()
        return next((p for p in status["demoParts"] if p["name"] == name), None) if status else None

    def end(self, number):
        self.process.send_signal(number)
        return self.process.wait(PATIENCE)


def main():
    if not os.path.exists(PROGRAM):
        print(f"skipped: {PROGRAM} is not built")
        sys.exit(77)
    data = tempfile.mkdtemp(prefix="weir-demo-")
    try:
        sandbox = Sandbox(data)
        until("the demo runs", lambda: (sandbox.status() or {}).get("demo"))
        status = sandbox.status()
        if status["bytesKept"] < 5 << 20:
            fail(f"the history is missing: {status['bytesKept']} bytes")
        for name in ("orders", "clicks", "fulfilment", "price-watch"):
            until(f"{name} moves", lambda n=name: (sandbox.part(n) or {}).get("recordsPerSecond", 0) > 0)

        sandbox.ctl("demo.set", "name=clicks", "on=false")
        sandbox.ctl("demo.set", "name=fulfilment", "on=false")
        for name in ("clicks", "fulfilment"):
            until(f"{name} rests", lambda n=name: sandbox.part(n)["on"] is False and sandbox.part(n)["recordsPerSecond"] == 0)
        if sandbox.ctl("demo.set", "name=nonsense", "on=true") is not None:
            fail("a part that does not exist was switched")
        sandbox.ctl("demo.set", "name=fulfilment", "on=true")
        until("fulfilment comes back", lambda: sandbox.part("fulfilment")["recordsPerSecond"] > 0)

        before = sandbox.status()["bytesKept"]
        sandbox.end(signal.SIGKILL)
        sandbox = Sandbox(data)
        until("the demo runs again", lambda: (sandbox.status() or {}).get("demo"))
        after = sandbox.status()["bytesKept"]
        if after > before + (4 << 20):
            fail(f"the history was written again: {before} bytes, then {after}")
        until("orders move again", lambda: sandbox.part("orders")["recordsPerSecond"] > 0)
        sandbox.ctl("demo.off")
        if sandbox.status()["demo"]:
            fail("the demo is still on")
        code = sandbox.end(signal.SIGTERM)
        if code != 0:
            fail(f"the sandbox ended with {code}")
    finally:
        if "sandbox" in locals() and sandbox.process.poll() is None:
            sandbox.process.kill()
            sandbox.process.wait()
        shutil.rmtree(data, ignore_errors=True)
    print("the demo runs")


main()
