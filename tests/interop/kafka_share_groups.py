# SPDX-License-Identifier: GPL-3.0-or-later
"""Apache Kafka's own share consumer (KIP-932) and its tool on the sandbox: members of one group share one partition, what is
released or held too long is delivered again and counted, what was acknowledged never is, though the sandbox is killed."""
import glob
import os
import subprocess
import tempfile
import time

from harness import SOURCE, kafka_libs, run, sandbox, wait_until
from kafka_tool import LOGGING, tool

libs = kafka_libs()
LOCK_MS = 6000


class Member:
    """A share consumer in a process of its own, told what to do line by line."""

    def __init__(self, box, group, topic, *settings):
        self.process = subprocess.Popen(
            ["java", "-Xmx256m", "-XX:TieredStopAtLevel=1", f"-Dlog4j2.configurationFile={LOGGING}", "-cp", f"{libs}/*{os.pathsep}{classes}",
             "ShareMember", box.bootstrap, group, topic, *settings],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)

    def tell(self, line, *ends):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        said = []
        while True:
            answer = self.process.stdout.readline()
            assert answer, (line, said)
            said.append(answer.split())
            if said[-1][0] in (*ends, "thrown"):
                return said

    def poll(self, ms=1000):
        """Offsets and how often each was delivered."""
        said = self.tell(f"poll {ms}", "polled")
        assert said[-1][0] == "polled", said
        return {int(words[1]): int(words[2]) for words in said[:-1]}

    def poll_some(self, timeout=60):
        return wait_until(self.poll, "records", timeout)

    def acknowledge(self, kind, offsets):
        if offsets:
            said = self.tell(f"ack {kind} {' '.join(map(str, offsets))}", "acknowledged")
            assert said[-1][0] == "acknowledged", said

    def commit(self):
        """The offsets whose acknowledgement the broker has confirmed; nothing where it refused."""
        said = self.tell("commit", "committed", "failed")[-1]
        return [int(word) for word in said[1:]] if said[0] == "committed" else None

    def close(self):
        if self.process.poll() is None:
            self.process.stdin.write("close\n")
            self.process.stdin.close()
            assert self.process.wait(60) == 0

    def kill(self):
        self.process.kill()
        self.process.wait()


def rows(text):
    lines = [line.split() for line in text.splitlines() if line.strip()]
    heads = [i for i, line in enumerate(lines) if line[0] == "GROUP"]
    return [dict(zip(lines[heads[0]], line)) for line in lines[heads[0] + 1:]] if heads else []


def produce(first, count):
    # One batch a record, so that members can be given them one by one.
    tool("producer", *at, "--topic", "orders", "--batch-size", "1", data="".join(f"{i}\n" for i in range(first, first + count)))


SETTINGS = {"group.share.heartbeat.interval.ms": 1000, "group.share.min.heartbeat.interval.ms": 1000, "group.share.min.record.lock.duration.ms": 1000,
            "broker.session.timeout.ms": 4000}
FEW = ["max.poll.records=5", "share.acquire.mode=record_limit"]

with tempfile.TemporaryDirectory(prefix="weir-share-") as classes, \
        sandbox(brokers=3, arguments=[word for name, value in SETTINGS.items() for word in ("--set", f"{name}={value}")]) as box:
    at = ["--bootstrap-server", box.bootstrap]
    run("javac", "-cp", f"{libs}/*", "-d", classes, os.path.join(SOURCE, "tests/interop/ShareMember.java"), timeout=120)
    tool("topics", *at, "--create", "--topic", "orders", "--partitions", "1", "--replication-factor", "3")
    tool("configs", *at, "--alter", "--entity-type", "groups", "--entity-name", "g", "--add-config",
         f"share.auto.offset.reset=earliest,share.record.lock.duration.ms={LOCK_MS}")
    produce(0, 20)

    first, second = Member(box, "g", "orders", *FEW), Member(box, "g", "orders", *FEW)
    members = [first, second]
    try:
        # Both read of the one partition, and nobody what the other has.
        mine = first.poll_some()
        others = second.poll_some()
        assert mine and others and not set(mine) & set(others), (mine, others)
        assert set(mine.values()) == {1} and set(others.values()) == {1}, (mine, others)
        settled = set()
        offsets = sorted(mine)
        released, rejected = offsets[0], offsets[1]
        first.acknowledge("release", [released])
        first.acknowledge("reject", [rejected])
        first.acknowledge("accept", offsets[2:])
        assert first.commit() == offsets, "the acknowledgements were refused"
        settled |= set(offsets[1:])

        # What was released comes again, and says so; what the second holds too long comes after its time, and is not the second's any more.
        seen = {}
        late = set()

        def again():
            got = first.poll()
            seen.update(got)
            lost = sorted(set(got) & set(others))
            if lost:
                second.acknowledge("accept", lost)
                assert second.commit() is None, "what was another's by now was taken"
                late.update(lost)
            first.acknowledge("accept", sorted(got))
            done = first.commit() if got else []
            assert done == sorted(got), (done, got)
            settled.update(done)
            return settled == set(range(20))

        wait_until(again, "redelivery of what was released and of what was held too long", 60)
        assert late == set(others), (late, others)
        assert seen[released] == 2 and all(seen[offset] == 2 for offset in others), (seen, released, others)
        assert rejected not in seen and not set(seen) & set(offsets[2:]), (seen, offsets)

        listed = tool("share-groups", *at, "--list")
        assert "g" in listed.split(), listed
        state = rows(tool("share-groups", *at, "--describe", "--group", "g", "--state"))
        assert state and state[0]["STATE"] == "Stable" and state[0]["#MEMBERS"] == "2", state
        assert len(rows(tool("share-groups", *at, "--describe", "--group", "g", "--members"))) == 2
        described = rows(tool("share-groups", *at, "--describe", "--group", "g"))
        assert described and described[0]["START-OFFSET"] == "20" and described[0]["LAG"] == "0", described

        # Renewed, a record stays longer than its lock; killed in between, nothing that was acknowledged comes again.
        produce(20, 20)
        held = first.poll_some()
        until = time.monotonic() + 1.5 * LOCK_MS / 1000
        while time.monotonic() < until:
            first.acknowledge("renew", sorted(held))
            assert first.commit() == sorted(held)
            # The client gives what was renewed once more; it is the same delivery.
            assert first.poll_some() == held
            time.sleep(1)
        half = second.poll_some()
        assert not set(half) & set(held), (half, held)
        first.acknowledge("accept", sorted(held))
        assert first.commit() == sorted(held)
        settled |= set(held)
        second.acknowledge("accept", sorted(half)[:2])
        second.acknowledge("release", sorted(half)[2:])
        assert second.commit() == sorted(half)
        settled |= set(sorted(half)[:2])

        box.kill()
        box.start()
        after = {}

        def rest():
            for member in members:
                got = member.poll()
                if not got:
                    continue
                assert not set(got) & settled, ("acknowledged, and delivered again", sorted(set(got) & settled))
                after.update(got)
                member.acknowledge("accept", sorted(got))
                # A lock may have passed while brokers were looked for.
                settled.update(member.commit() or [])
            return settled == set(range(40))

        wait_until(rest, "all records after kill -9", 120)
        assert all(after[offset] >= 2 for offset in sorted(half)[2:]), after

        # A broker goes that leads; the others know all that it had stored.
        produce(40, 20)
        some = first.poll_some()
        first.acknowledge("accept", sorted(some))
        assert first.commit() == sorted(some)
        settled |= set(some)
        leader = next(line.split("Leader: ")[1].split()[0] for line in tool("topics", *at, "--describe", "--topic", "orders").splitlines() if "Leader: " in line)
        box.ctl("broker.kill", f"broker={leader}")

        def others_go_on():
            rest()
            return settled == set(range(60))

        wait_until(others_go_on, "all records after the leader was killed", 120)
        box.ctl("broker.start", f"broker={leader}")

        for member in members:
            member.close()
        members = []
        refusal = tool("share-groups", *at, "--delete", "--group", "nobody", check=False)
        assert "Error" in refusal or "does not exist" in refusal or "not" in refusal, refusal
        wait_until(lambda: rows(tool("share-groups", *at, "--describe", "--group", "g", "--state"))[0]["STATE"] == "Empty", "an empty group", 60)
        reset = tool("share-groups", *at, "--reset-offsets", "--group", "g", "--topic", "orders", "--to-earliest", "--execute")
        assert "orders" in reset, reset
        described = rows(tool("share-groups", *at, "--describe", "--group", "g"))
        assert described[0]["START-OFFSET"] == "0" and described[0]["LAG"] == "60", described
        third = Member(box, "g", "orders", "max.poll.records=100")
        members = [third]
        from_start = third.poll_some()
        assert min(from_start) == 0 and set(from_start.values()) == {1}, from_start
        third.acknowledge("accept", sorted(from_start))
        assert third.commit() == sorted(from_start)
        third.close()
        members = []
        wait_until(lambda: rows(tool("share-groups", *at, "--describe", "--group", "g", "--state"))[0]["STATE"] == "Empty", "an empty group", 60)
        gone = tool("share-groups", *at, "--delete-offsets", "--group", "g", "--topic", "orders")
        assert "Error" not in gone, gone
        tool("share-groups", *at, "--delete", "--group", "g")
        assert "g" not in tool("share-groups", *at, "--list").split()
    finally:
        for member in members:
            member.kill()

    box.stop()
    # The share coordinator's log as Kafka's own decoder reads it.
    logs = [path for path in sorted(glob.glob(f"{box.directory}/**/__share_group_state-*/*.log", recursive=True)) if os.path.getsize(path)]
    assert logs, "no state was stored"
    decoded = tool("dump", "--share-group-state-decoder", "--files", ",".join(logs))
    for word in ("snapshotEpoch", "stateBatches", "deliveryState", "startOffset"):
        assert word in decoded, (word, decoded[:3000])
    assert "isvalid: false" not in decoded

print("ok")
