# SPDX-License-Identifier: GPL-3.0-or-later
"""The programs that the Sandbox page gives people to copy are built and run as they stand: snippets.py PRINTER LANGUAGE...
Go and .NET are not run: neither toolchain is among the packages that the tests install."""
import glob
import json
import os
import shlex
import shutil
import sys
import tempfile

from harness import kafka_libs, python_clients, run, sandbox, skip

PRINTER, LANGUAGES = sys.argv[1], sys.argv[2:]


def c(source, scratch):
    path = os.path.join(scratch, "hello.c")
    with open(path, "w") as file:
        file.write(source)
    flags = shlex.split(run("pkg-config", "--cflags", "--libs", "rdkafka").stdout)
    run("cc", "-Wall", "-Werror", path, "-o", path + ".out", *flags)
    return [path + ".out"]


def cpp(source, scratch):
    path = os.path.join(scratch, "hello.cpp")
    with open(path, "w") as file:
        file.write(source)
    flags = shlex.split(run("pkg-config", "--cflags", "--libs", "rdkafka++").stdout)
    run("c++", "-std=c++17", "-Wall", "-Werror", path, "-o", path + ".out", *flags)
    return [path + ".out"]


def python(source, scratch):
    path = os.path.join(scratch, "hello.py")
    with open(path, "w") as file:
        file.write(source)
    return [sys.executable, path]


def java(source, scratch):
    path = os.path.join(scratch, "Hello.java")
    with open(path, "w") as file:
        file.write(source)
    if not shutil.which("javac"):
        skip("no javac")
    classes = os.pathsep.join(glob.glob(os.path.join(kafka_libs(), "*.jar")))
    run("javac", "-cp", classes, "-d", scratch, path, timeout=120)
    return ["java", "-cp", classes + os.pathsep + scratch, "Hello"]


COMMANDS = {"C": c, "C++": cpp, "Python": python, "Java": java}

if "Python" in LANGUAGES:
    python_clients()
if "Java" in LANGUAGES:
    kafka_libs()


def run_all(box, scratch, prefix, *target):
    """Each program writes one record and reads it; answers the place of each, such as "1@0"."""
    places = []
    for language in LANGUAGES:
        topic = f"{prefix}-{LANGUAGES.index(language)}"
        programs = json.loads(run(PRINTER, target[0], topic, *target[1:]).stdout)
        assert set(COMMANDS) <= set(programs), sorted(programs)
        done = run(*COMMANDS[language](programs[language], scratch), timeout=120)
        # "4@0 hello from C": partition, offset, value.
        lines = [line for line in done.stdout.splitlines() if f"hello from {language}" in line]
        assert len(lines) == 1, f"{language}: {done.stdout}{done.stderr}"
        places.append(lines[0].split()[0])
        # The key "key" hashes to one partition of ten in every client.
        written = run("kcat", "-b", box.bootstrap, "-C", "-t", topic, "-e", "-q", "-f", "%p@%o %k %s\n").stdout
        assert written == f"{places[-1]} key hello from {language}\n", written
        print(f"{prefix} {language}: {lines[0]}", flush=True)
    return places


# Of ten partitions Java takes the second for this key, and librdkafka by itself the eighth.
SECURE = ["--listeners", "PLAINTEXT,SSL,SASL_SSL", "--user", 'weir:se"cr\\et']
with sandbox(brokers=3, arguments=["--set", "num.partitions=10", *SECURE]) as box, tempfile.TemporaryDirectory() as scratch:
    # Java's murmur2 of "key", as the client library of Apache Kafka computes it.
    assert run_all(box, scratch, "plain", box.bootstrap) == ["1@0"] * len(LANGUAGES)
    told = box.ctl("listeners")
    for listener in told["listeners"][1:]:
        mechanism = "SCRAM-SHA-512" if listener["mechanisms"] else ""
        assert not mechanism or mechanism in listener["mechanisms"], listener
        places = run_all(box, scratch, listener["protocol"].lower(), listener["bootstrap"], listener["protocol"], mechanism,
                         os.path.join(told["tls"], "ca.pem"), "weir", 'se"cr\\et')
        assert places == ["1@0"] * len(LANGUAGES), places
