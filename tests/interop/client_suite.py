# SPDX-License-Identifier: GPL-3.0-or-later
"""The suite that a client library ships for its own use, against a fresh sandbox; what it skips and what fails in it is
exactly what suites/NAME.txt says, each with its reason.
  client_suite.py NAME [PROGRAM [TEST]]"""
import collections
import contextlib
import json
import os
import re
import subprocess
import sys
import threading

from harness import SOURCE, own_network, sandbox, skip
from suite_cache import SUITES
from tcp_proxy import Forward, Socks5

Result = collections.namedtuple("Result", "outcome output")  # pass, fail or skip
PROGRAM_MINUTES = 10


def known(name):
    """{test: (skip, fail or omit, reason)}. Omitted is what is not even started."""
    wanted = {}
    with open(os.path.join(SOURCE, "tests/interop/suites", f"{name}.txt")) as file:
        for line in file:
            found = re.fullmatch(r"(skip|fail|omit) (\S+): (.+)", line.strip())
            if found:
                wanted[found[2]] = (found[1], found[3])
            else:
                assert line.startswith("#") or not line.strip(), line
    return wanted


def printed(command, directory, env):
    process = subprocess.Popen(command, cwd=directory, env={**os.environ, **env}, stdin=subprocess.DEVNULL,
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    alarm = threading.Timer(PROGRAM_MINUTES * 60, process.kill)
    alarm.start()
    output = process.communicate()[0].decode(errors="replace")
    alarm.cancel()
    if process.returncode < 0:
        print(output[-8000:])
        raise RuntimeError(f"{command[0]} ended by signal {-process.returncode}; it has {PROGRAM_MINUTES} minutes")
    return output


def rust(program, directory, env, omit, only=None):
    """libtest's lines. Some suites skip by returning early and saying so."""
    skipped = [argument for test in omit for argument in ("--skip", test)]
    output = printed([program, "--show-output", "--exact", *skipped, *([only] if only else [])], directory, env)
    said = {}
    for name, text in re.findall(r"^---- (\S+) stdout ----\n(.*?)(?=^---- |\n\n(?:successes|failures):|\Z)", output, re.M | re.S):
        said[name] = said.get(name, "") + text
    results = {}
    for name, word in re.findall(r"^test (\S+)(?: - should panic)? \.\.\. (ok|FAILED|ignored)", output, re.M):
        outcome = {"ok": "pass", "FAILED": "fail", "ignored": "skip"}[word]
        if outcome == "pass" and re.search(r"^skipping ", said.get(name, ""), re.M | re.I):
            outcome = "skip"
        results[name] = Result(outcome, said.get(name, ""))
    if "test result: " not in output:
        raise RuntimeError(f"{program} did not come to its end:\n{output[-4000:]}")
    return results


def go_pattern(test):
    return "/".join(f"^{re.escape(part)}$" for part in test.split("/"))


def go(program, directory, env, omit, only=None):
    """Lines that `go tool test2json` makes of a test program's."""
    skipped = ["-test.skip", "|".join(map(go_pattern, omit))] if omit else []
    output = printed(["go", "tool", "test2json", program, "-test.v=test2json", "-test.run", go_pattern(only) if only else "^(Test|Example)",
                      *skipped, f"-test.timeout={PROGRAM_MINUTES - 1}m"], directory, env)
    said = collections.defaultdict(list)
    results = {}
    for line in output.splitlines():
        if not line.startswith("{"):
            continue
        event = json.loads(line)
        if "Test" not in event:
            continue
        if event["Action"] == "output":
            said[event["Test"]].append(event["Output"])
        elif event["Action"] in ("pass", "fail", "skip"):
            results[event["Test"]] = Result(event["Action"], "")
    unfinished = set(said) - set(results)
    results = {name: Result(result.outcome, "".join(said[name])) for name, result in results.items()}
    if unfinished or not results:
        raise RuntimeError(f"{program}: never ended: {sorted(unfinished)}\n{output[-4000:]}")
    # Of nested tests only the innermost count: the outer ones only say it again.
    return {name: result for name, result in results.items() if not any(other.startswith(name + "/") for other in results)}


class RdKafka:
    """One broker, with the number 0 and on the port 9092, as its docker-compose.yaml has it."""
    tests = staticmethod(rust)
    brokers = 1
    arguments = ["--set", "node.id=0", "--set", "num.partitions=3"]
    ports = [9092]

    def env(self, box):
        return {"KAFKA_HOST": "localhost:9092", "KAFKA_VERSION": "4.3.1"}


class RsKafka:
    """Three brokers that make no topics by themselves, a door with SASL, and a SOCKS proxy, as its docker-compose-kafka.yml
    has them."""
    tests = staticmethod(rust)
    brokers = 3
    arguments = ["--set", "auto.create.topics.enable=false", "--listeners", "PLAINTEXT,SASL_PLAINTEXT", "--user", "admin:admin-secret"]
    ports = []

    def env(self, box):
        return {"TEST_INTEGRATION": "1", "TEST_BROKER_IMPL": "kafka", "KAFKA_CONNECT": box.bootstrap, "SOCKS5_PROXY": self.proxy.address,
                "KAFKA_SASL_CONNECT": box.ready["brokers"][0]["listeners"]["SASL_PLAINTEXT"]}

    def beside(self, box):
        self.proxy = Socks5()
        return self.proxy


class KafkaGo:
    """One broker, known as localhost:9092 and with SASL localhost:9093, as its docker-compose-400.yml has it. Its own CI leaves
    out the tests of Go's net.Conn as well, for they fail on Apache Kafka."""
    tests = staticmethod(go)
    brokers = 1
    arguments = ["--set", "message.max.bytes=200000000", "--advertised-host", "localhost", "--listeners", "PLAINTEXT,SASL_PLAINTEXT",
                 "--set", "authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                 "--set", "allow.everyone.if.no.acl.found=true",
                 "--set", "super.users=User:adminscram256;User:adminscram512;User:adminplain",
                 "--user", "adminscram256:admin-secret-256", "--user", "adminscram512:admin-secret-512", "--user", "adminplain:admin-secret"]
    ports = [9092, 9093]

    def env(self, box):
        return {"KAFKA_VERSION": "4.3.1", "KAFKA_SKIP_NETTEST": "1"}

    def beside(self, box):
        return Forward(9093, int(box.ready["brokers"][0]["listeners"]["SASL_PLAINTEXT"].rpartition(":")[2]))


class FranzGo:
    """Three brokers, fewer records than the half million that it takes where nothing is said."""
    tests = staticmethod(go)
    brokers = 3
    arguments = ["--listeners", "PLAINTEXT,SASL_PLAINTEXT", "--user", "kgo:kgo-secret"]
    ports = []

    def env(self, box):
        return {"KGO_SEEDS": box.bootstrap, "KGO_TEST_RECORDS": "20000", "KGO_TEST_UNSAFE": "1", "KGO_LOG_LEVEL": "none",
                "KGO_TEST_SCRAM": "kgo:kgo-secret:512", "KGO_TEST_SCRAM_SEEDS": box.ready["brokers"][0]["listeners"]["SASL_PLAINTEXT"]}


RUNS = {"rdkafka": RdKafka, "rskafka": RsKafka, "kafka-go": KafkaGo, "franz-go": FranzGo}


def main(name, only_program=None, only_test=None):
    suite, run = SUITES[name], RUNS[name]()
    if not suite.ready():
        skip(f"the suite of {name} is not there: tests/interop/suite_cache.py {name} fetches and builds it")
    if run.ports:
        own_network(run.ports)
    wanted = known(name)
    wrong, counts, seen = [], collections.Counter(), set()
    port = run.ports[0] if run.ports else None
    with sandbox(brokers=run.brokers, arguments=run.arguments, port=port) as box, (run.beside(box) if hasattr(run, "beside") else contextlib.nullcontext()):
        env = run.env(box)
        for program_name, program, directory in suite.programs():
            if only_program not in (None, program_name):
                continue
            omitted = [full for full, (what, _) in wanted.items() if what == "omit" and full.startswith(program_name + ":")]
            seen.update(omitted)
            omit = [full.partition(":")[2] for full in omitted]
            results = run.tests(program, directory, env, omit, only_test)
            for test, result in sorted(results.items()):
                full = f"{program_name}:{test}"
                seen.add(full)
                expected = wanted.get(full, ("pass", ""))[0]
                if result.outcome == "fail" and expected == "pass" and not only_test:
                    print(f"{full} failed; once more, alone:\n{result.output[-3000:]}", flush=True)
                    result = run.tests(program, directory, env, omit, test).get(test, result)
                counts[result.outcome] += 1
                if result.outcome != expected:
                    wrong.append(f"{full}: {result.outcome} where {expected} was expected\n{result.output[-6000:]}")
                elif expected != "pass":
                    print(f"{full}: {expected}, for {wanted[full][1]}")
    if only_program is None:
        wrong += [f"{full}: not in the suite any more" for full in sorted(set(wanted) - seen)]
    print(f"{name} {suite.version}: {counts['pass']} passed, {counts['fail']} failed, {counts['skip']} skipped")
    if wrong:
        print("\n".join(wrong))
        sys.exit(1)


main(*sys.argv[1:])
