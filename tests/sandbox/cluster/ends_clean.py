#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A sandbox that is told to end ends cleanly, however often it is told so: by a shutdown over the control socket said
many times at once, and by SIGTERM and SIGINT that keep coming. A person who has waited for two seconds may end it hard."""
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

PROGRAM = os.path.join(os.environ.get("WEIR_BIN", "build/release/bin"), "weir-sandbox")
PATIENCE = 60  # seconds for anything to come true on a busy machine
BROKERS = 3


def fail(text):
    sys.exit(f"ends_clean: {text}")


def start(data):
    process = subprocess.Popen([PROGRAM, "start", "--data", data, "--brokers", str(BROKERS), "--port", "0", "--quiet"],
                               stdout=subprocess.PIPE, text=True)
    line = process.stdout.readline()
    if not line or not json.loads(line).get("ready"):
        fail(f"no ready line but {line!r}")
    return process


def check_clean(what, data, process):
    code = process.wait(PATIENCE)
    if code != 0:
        fail(f"{what}: ended with {code}")
    for broker in range(1, BROKERS + 1):
        if not os.path.exists(os.path.join(data, f"broker-{broker}", ".kafka_cleanshutdown")):
            fail(f"{what}: broker {broker} did not end cleanly")


def shutdown_many_times(data, process):
    with socket.socket(socket.AF_UNIX) as control:
        control.connect(os.path.join(data, "control.sock"))
        control.sendall(b'{"id":1,"verb":"shutdown"}\n' * 50)
        check_clean("shutdown fifty times", data, process)


def signals_many_times(data, process):
    end = time.monotonic() + 1.0
    process.send_signal(signal.SIGTERM)
    while process.poll() is None and time.monotonic() < end:
        process.send_signal(signal.SIGINT)
        process.send_signal(signal.SIGTERM)
        time.sleep(0.001)
    check_clean("signals that keep coming", data, process)


def main():
    if not os.path.exists(PROGRAM):
        print(f"skipped: {PROGRAM} is not built")
        sys.exit(77)
    for case in (shutdown_many_times, signals_many_times):
        data = tempfile.mkdtemp(prefix="weir-ends-")
        process = None
        try:
            process = start(data)
            case(data, process)
        finally:
            if process is not None and process.poll() is None:
                process.kill()
                process.wait()
            shutil.rmtree(data, ignore_errors=True)
    print("it ends cleanly")


main()
