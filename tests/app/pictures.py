# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole way: the console on its own demo sandbox, and a picture of every page in both themes and both languages."""
import json
import os
import signal
import struct
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.environ.get("WEIR_SOURCE", "."), "tests/interop"))
from harness import free, free_base  # noqa: E402

BIN = os.environ["WEIR_BIN"]
WEIR, WEIRCTL, SANDBOX = (os.path.join(BIN, name) for name in ("weir", "weirctl", "weir-sandbox"))
# Every page of the catalogue with its other faces, and the shell's own panels. What is missing here is not looked at by
# anybody.
WANTED = ["overview", "topics", "topic", "topic-record", "topic-partitions", "topic-groups", "topic-keys", "topic-load", "topic-config", "messages", "messages-record", "groups",
          "groups-picked", "group", "brokers", "broker", "audit", "audit-change", "sandbox", "sandbox-clients", "sandbox-log", "sandbox-fault", "sandbox-hang", "clusters",
          "clusters-new", "settings", "about", "palette", "switcher", "requests", "plan"]
LOOKS = [(theme, language) for theme in ("light", "dark") for language in ("en", "ko")]

for program in (WEIR, WEIRCTL, SANDBOX):
    if not os.path.exists(program):
        print(f"{program} is not built")
        sys.exit(77)


def size_of(path):
    with open(path, "rb") as file:
        head = file.read(24)
    return struct.unpack(">II", head[16:24]) if head[:8] == b"\x89PNG\r\n\x1a\n" else None


def leave_a_trace(home, port, environment):
    """A record written and one refused, so that the audit log has something to show."""
    sandbox = subprocess.Popen([SANDBOX, "start", "--data", os.path.join(home, "sandbox"), "--port", str(port), "--demo"],
                               stdout=subprocess.PIPE, text=True)
    try:
        ready = json.loads(sandbox.stdout.readline())
        for name, more in (("shop-sandbox", ""), ("shop-eu", "weir.production=true\n")):
            path = os.path.join(home, name + ".properties")
            with open(path, "w") as file:
                file.write(f"bootstrap.servers={ready['bootstrap']}\n{more}")
            subprocess.run([WEIRCTL, "produce", "orders", "--profile", path], input="{}\n", env=environment, text=True, capture_output=True, timeout=60)
    finally:
        sandbox.send_signal(signal.SIGTERM)
        sandbox.wait(timeout=30)


problems = []
with tempfile.TemporaryDirectory() as scratch:
    home, pictures, port = os.path.join(scratch, "home"), os.path.join(scratch, "pictures"), free_base(3)
    os.mkdir(home)
    environment = dict(os.environ, WEIR_HOME=home, QT_QPA_PLATFORM="offscreen", LC_ALL="C.UTF-8")
    leave_a_trace(home, port, environment)
    done = subprocess.run([WEIR, "--sandbox", "--sandbox-port", str(port), "--screenshots", pictures],
                          env=environment, text=True, capture_output=True, timeout=220)
    if done.returncode != 0:
        problems.append(f"weir ended with {done.returncode}: {done.stderr.strip()}")
    for name in WANTED:
        for theme, language in LOOKS:
            path = os.path.join(pictures, f"{name}-{theme}-{language}.png")
            if not os.path.exists(path):
                problems.append(f"no picture of {name} in {theme}, {language}")
            elif size_of(path) != (1440, 900) or os.path.getsize(path) < 10_000:
                problems.append(f"{name} in {theme}, {language}: {size_of(path)}, {os.path.getsize(path)} bytes")
    drawn = {file.rsplit("-", 2)[0] for file in os.listdir(pictures)} if os.path.isdir(pictures) else set()
    for name in sorted(drawn - set(WANTED)):
        problems.append(f"{name} is drawn and not in the list: add it, so that it stays")
    # The sandbox page shows brokers, replicas, demo and events, not the form that starts it: much more is drawn.
    running = os.path.join(pictures, "sandbox-light-en.png")
    if os.path.exists(running) and os.path.getsize(running) < 60_000:
        problems.append(f"the sandbox is pictured at rest ({os.path.getsize(running)} bytes)")
    if not free(port):
        problems.append("the sandbox runs on after the console has ended")

for problem in problems:
    print(problem)
print(f"{len(LOOKS) * len(WANTED)} pictures wanted, {len(problems)} problems")
sys.exit(1 if problems else 0)
