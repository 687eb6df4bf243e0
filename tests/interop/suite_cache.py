# SPDX-License-Identifier: GPL-3.0-or-later
"""The suites that client libraries ship for their own use: fetched from their registries at pinned versions, checked against
pinned sums, and built, once, into the test cache.
  suite_cache.py [NAME...]    prepares these, or all
"""
import glob
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile

CACHE = os.environ.get("WEIR_TEST_CACHE") or os.path.join(
    os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"), "weir-tests")


class Missing(Exception):
    """What it is built with is not on this machine."""


class Suite:
    """`packages` are those parts of it that need a broker; `compiler` is the oldest that its makers say can build it."""

    def __init__(self, name, version, checksum, compiler, packages=()):
        self.name = name
        self.version = version
        self.checksum = checksum
        self.compiler = compiler
        self.packages = packages
        self.directory = os.path.join(CACHE, "suites", f"{name}-{version}")
        self.source = os.path.join(self.directory, "source")
        self.bin = os.path.join(self.directory, "bin")

    def ready(self):
        return os.path.exists(os.path.join(self.directory, ".complete"))

    def programs(self):
        """(name, program, the directory that it expects to run in)."""
        with open(os.path.join(self.directory, ".complete")) as file:
            return [(name, os.path.join(self.bin, name), os.path.join(self.source, where)) for name, where in json.load(file)]

    def prepare(self):
        if self.ready():
            return
        self.require()
        shutil.rmtree(self.directory, ignore_errors=True)
        os.makedirs(self.bin)
        self.fetch()
        programs = self.build()
        with open(os.path.join(self.directory, ".complete"), "w") as file:
            json.dump(programs, file)


def called(*command, cwd=None, env=None):
    done = subprocess.run(command, cwd=cwd, env={**os.environ, **(env or {})}, stdout=subprocess.PIPE, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(command)} ended with {done.returncode}\n{done.stdout[-4000:]}")
    return done.stdout


def require(command, oldest):
    """`command` prints a version that is `oldest` or newer."""
    try:
        text = called(*command)
    except (OSError, RuntimeError) as error:
        raise Missing(f"{command[0]} {oldest} or newer is not here: {error}") from error
    found = re.search(r"(\d+)\.(\d+)", text)
    if tuple(map(int, found.groups())) < tuple(map(int, oldest.split("."))):
        raise Missing(f"{command[0]} is {found.group()}, older than the {oldest} that this suite needs")


class Crate(Suite):
    """From crates.io; the checksum is the index's, that of the .crate file. Its own Cargo.lock pins what it is built with, but for
    `instead`, {crate: version}: what it pins and today's compilers refuse."""

    def __init__(self, name, version, checksum, compiler, packages=(), instead=None):
        super().__init__(name, version, checksum, compiler, packages)
        self.instead = instead or {}

    def require(self):
        require(["cargo", "--version"], self.compiler)

    def fetch(self):
        # Cargo fetches the sources of a project's dependencies: so the crate is one, of an empty project.
        project = os.path.join(self.directory, "fetch")
        os.makedirs(os.path.join(project, "src"))
        open(os.path.join(project, "src", "lib.rs"), "w").close()
        with open(os.path.join(project, "Cargo.toml"), "w") as file:
            file.write(f'[package]\nname = "fetch"\nversion = "0.0.0"\nedition = "2021"\n[dependencies]\n{self.name} = "={self.version}"\n')
        called("cargo", "fetch", "-q", cwd=project)
        shutil.rmtree(project)
        home = os.environ.get("CARGO_HOME") or os.path.expanduser("~/.cargo")
        for path in glob.glob(os.path.join(home, "registry", "cache", "*", f"{self.name}-{self.version}.crate")):
            with open(path, "rb") as file:
                if hashlib.sha256(file.read()).hexdigest() == self.checksum:
                    break
        else:
            raise RuntimeError(f"no {self.name} {self.version} with the pinned checksum came from the registry")
        with tarfile.open(path) as archive:
            archive.extractall(self.directory)
        os.rename(os.path.join(self.directory, f"{self.name}-{self.version}"), self.source)

    def build(self):
        target = os.path.join(self.directory, "target")
        env = {"CARGO_TARGET_DIR": target, "CARGO_PROFILE_DEV_DEBUG": "0", "CARGO_PROFILE_TEST_DEBUG": "0", "CARGO_INCREMENTAL": "0"}
        # The toolchain on the machine, not the one that the library's makers prefer.
        toolchain = os.path.join(self.source, "rust-toolchain.toml")
        if os.path.exists(toolchain):
            os.remove(toolchain)
        for crate, version in self.instead.items():
            called("cargo", "update", "-q", "-p", crate, "--precise", version, cwd=self.source)
        lines = called("cargo", "test", "-q", "--locked", "--no-run", "--message-format=json", "--test", "*", *self.packages, cwd=self.source, env=env)
        programs = []
        for message in map(json.loads, lines.splitlines()):
            if message.get("executable") and message["target"]["kind"] == ["test"]:
                shutil.copy(message["executable"], os.path.join(self.bin, message["target"]["name"]))
                programs.append((message["target"]["name"], "."))
        shutil.rmtree(target)
        return sorted(programs)


class GoModule(Suite):
    """From the Go module proxy; the checksum is that of go.sum. Its own go.sum pins what it is built with."""

    def __init__(self, name, path, version, checksum, compiler, packages):
        super().__init__(name, version, checksum, compiler, packages)
        self.path = path

    def require(self):
        require(["go", "version"], self.compiler)

    def fetch(self):
        module = json.loads(called("go", "mod", "download", "-json", f"{self.path}@v{self.version}", cwd=self.directory))
        if module["Sum"] != self.checksum:
            raise RuntimeError(f"{self.path} {self.version} has the sum {module['Sum']}, and not the pinned one")
        shutil.copytree(module["Dir"], self.source)
        for directory, _, files in os.walk(self.source):
            os.chmod(directory, 0o755)
            for file in files:
                os.chmod(os.path.join(directory, file), 0o644)

    def build(self):
        programs = []
        for package in self.packages:
            name = package.strip("./").replace("/", "-") or self.name
            called("go", "test", "-c", "-mod=mod", "-vet=off", "-o", os.path.join(self.bin, name), package, cwd=self.source)
            programs.append((name, package))
        return programs


SUITES = {suite.name: suite for suite in [
    Crate("rdkafka", "0.39.0", "d7956f9ac12b5712e50372d9749a3102f4810a8d42481c5eae3748d36d585bcf", "1.74"),
    Crate("rskafka", "0.6.0", "849b87417a191e37e16b8893eba8928bbd10e1989e6b57c4f8531549eaa29bdc", "1.85", ["--features", "transport-socks5"], {"rsasl": "2.3.1"}),
    GoModule("kafka-go", "github.com/segmentio/kafka-go", "0.4.51", "h1:JgDPPG75tC1rWIS2Me6MwcvXJ6f49UQ4HjAOef71Hno=", "1.23",
             [".", "./compress", "./sasl", "./topics"]),
    GoModule("franz-go", "github.com/twmb/franz-go", "1.22.2", "h1:EdwIHGzD/4mgCpl/sNS0C74JYn6cL/r2KYS+8UC96Ww=", "1.26", ["./pkg/kgo"]),
]}

if __name__ == "__main__":
    failed = []
    for name in sys.argv[1:] or SUITES:
        try:
            SUITES[name].prepare()
            print(f"{name} {SUITES[name].version}: {SUITES[name].directory}")
        except Missing as missing:
            print(f"{name}: left out, for {missing}", file=sys.stderr)
        except RuntimeError as error:
            print(f"{name}: {error}", file=sys.stderr)
            failed.append(name)
    sys.exit(1 if failed else 0)
