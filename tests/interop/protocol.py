# SPDX-License-Identifier: GPL-3.0-or-later
"""tests/interop/PROTOCOL.md says which keys and versions the sandbox serves, beside Apache Kafka's, and what is not done.

It is made of what a running sandbox answers to ApiVersions, of tests/golden/kafka-apis.txt (which tst_upstream_facts compares with
Kafka's own jars), and of the "Not done:" of the opening comments in backend/sandbox. Without arguments the file is compared;
with --write it is written anew."""
import difflib
import glob
import os
import re
import socket
import struct
import sys

from harness import SOURCE, sandbox

TARGET = os.path.join(SOURCE, "tests/interop/PROTOCOL.md")
RELEASE = re.search(r"<kafka.version>(.*)</kafka.version>", open(os.path.join(SOURCE, "tests/peers/pom.xml")).read()).group(1)

# What clients make of a key that is not served, where that is to be known; kafka_streams.py shows it.
CLIENTS = {
    88: "Kafka Streams with group.protocol=streams (KIP-1071) ends at once and says that the cluster does not support it; with its default, classic, it works",
}


def served(address):
    """{key: (first, last)} of that door, by ApiVersions 0."""
    host, port = address.rsplit(":", 1)
    with socket.create_connection((host, int(port)), timeout=20) as connection:
        client = b"protocol"
        request = struct.pack(">hhih", 18, 0, 1, len(client)) + client
        connection.sendall(struct.pack(">i", len(request)) + request)
        stream = connection.makefile("rb")
        body = stream.read(struct.unpack(">i", stream.read(4))[0])
    _, error, count = struct.unpack_from(">ihi", body)
    assert error == 0, error
    rows = [struct.unpack_from(">hhh", body, 10 + 6 * i) for i in range(count)]
    return {key: (first, last) for key, first, last in rows}


def facts():
    """[(key, name, (first, last), doors)] of Apache Kafka."""
    rows = []
    with open(os.path.join(SOURCE, "tests/golden/kafka-apis.txt")) as file:
        for line in file:
            key, name, first, last, doors = line.split()
            rows.append((int(key), name, (int(first), int(last)), doors.split(",")))
    return rows


def text(versions):
    if versions is None:
        return "–"
    return str(versions[0]) if versions[0] == versions[1] else f"{versions[0]}–{versions[1]}"


def remark(key, kafka, ours):
    if ours is None:
        return f"not served: {CLIENTS[key]}" if key in CLIENTS else "not served"
    if ours == kafka:
        return "Kafka: with a receiver among its metric.reporters only" if key in (71, 72) else ""
    missing = [str(v) for v in range(kafka[0], kafka[1] + 1) if not ours[0] <= v <= ours[1]]
    return f"without {', '.join(missing)}" if missing else "more than Kafka's"


def not_done(names):
    """[(apis, sentence)] of the opening comments, in the order of the keys."""
    order = {name: at for at, name in enumerate(names)}
    rows = []
    for path in sorted(glob.glob(os.path.join(SOURCE, "backend/sandbox/**/*.cpp"), recursive=True)):
        comment = []
        with open(path) as file:
            for line in file:
                if not line.startswith("//"):
                    break
                comment.append(line[2:].strip())
        opening = " ".join(comment[1:])
        at = opening.find("Not done: ")
        if at < 0:
            continue
        apis = sorted({word for word in re.findall(r"\b[A-Z][A-Za-z]+\b", opening[:at]) if word in order}, key=order.get)
        assert apis, f"{path}: what is not done belongs to no key"
        rows.append((apis, opening[at + len("Not done: "):].strip()))
    return sorted(rows, key=lambda row: [order[name] for name in row[0]])


def page():
    with sandbox(brokers=1, arguments=["--ephemeral"]) as box:
        broker = served(box.bootstrap)
        controller = served(box.ready["controller"])
    kafka = facts()
    ours = [row for row in kafka if "broker" in row[3]]
    same = sum(broker.get(key) == versions for key, _, versions, _ in ours)
    lines = [
        "# The protocol, key by key",
        "",
        "Made by `python3 tests/interop/protocol.py --write`; `lint_protocol` fails where it is out of date.",
        f"Apache Kafka is {RELEASE}: the versions that its own definitions call stable. Weir is what its broker answers to ApiVersions.",
        f"Of {len(ours)} keys that a broker of Apache Kafka serves, {same} are served here in the same versions, "
        f"{sum(key in broker for key, *_ in ours)} in all. One that is not served is not advertised: clients do without it as with an older Kafka.",
        "",
        "| key | name | Apache Kafka | Weir | |",
        "|---:|---|---|---|---|",
    ]
    for key, name, versions, _ in ours:
        lines.append(f"| {key} | {name} | {text(versions)} | {text(broker.get(key))} | {remark(key, versions, broker.get(key))} |")
    lines += ["", "## The controller's door", "", "What brokers ask the controller; administrators' tools reach it by `--bootstrap-controller`.", "",
              "| key | name | Apache Kafka | Weir |", "|---:|---|---|---|"]
    for key, name, versions, doors in kafka:
        if key in controller:
            lines.append(f"| {key} | {name} | {text(versions) if 'controller' in doors else '–'} | {text(controller[key])} |")
    lines += ["", "## What is not done", "", "In the words of the files that serve the keys; what is not named here is done as Kafka does it.", ""]
    for apis, sentence in not_done([name for _, name, *_ in kafka]):
        lines.append(f"- {', '.join(apis)}: {sentence}")
    return "\n".join(lines) + "\n"


def main():
    made = page()
    if "--write" in sys.argv:
        with open(TARGET, "w") as file:
            file.write(made)
        return
    known = open(TARGET).read() if os.path.exists(TARGET) else ""
    if made != known:
        sys.stdout.writelines(difflib.unified_diff(known.splitlines(True), made.splitlines(True), "PROTOCOL.md", "as it is now"))
        sys.exit("tests/interop/PROTOCOL.md is out of date: python3 tests/interop/protocol.py --write (with WEIR_BIN and WEIR_SOURCE set)")
    print("ok")


main()
