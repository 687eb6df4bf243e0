# SPDX-License-Identifier: GPL-3.0-or-later
"""What is broken on purpose shows as it does in life: to the console's own eyes (weirctl, which reads as its pages do) and to
a client that knows nothing of it (kcat)."""
import json
import os
import subprocess
import tempfile

from harness import BIN, run, sandbox, wait_until

NOT_ENOUGH_REPLICAS, PRODUCE = 19, 0


def kcat(box, *arguments, data=None, check=True, timeout=60):
    return run("kcat", "-b", box.bootstrap, *arguments, data=data, check=check, timeout=timeout)


with sandbox(brokers=3, arguments=["--set", "num.partitions=3", "--set", "default.replication.factor=3", "--set", "min.insync.replicas=2",
                                  "--set", "replica.lag.time.max.ms=2000", "--set", "broker.session.timeout.ms=3000"]) as box, \
        tempfile.TemporaryDirectory() as home:
    os.environ["WEIR_HOME"] = home

    asked = box.bootstrap

    def answer(*arguments):
        done = run(os.path.join(BIN, "weirctl"), *arguments, "--json", "--bootstrap", asked, check=False)
        return json.loads(done.stdout) if done.stdout.strip() else {}

    def refused(verb, *arguments):
        done = subprocess.run([os.path.join(BIN, "weir-sandbox"), "ctl", "--data", box.directory, verb, *arguments],
                              capture_output=True, text=True, timeout=30)
        assert done.returncode == 1, done.stdout
        return done.stderr

    def partitions(topic):
        return {row["partition"]: row for row in answer("topic", topic).get("partitions", [])}

    def whole():
        return answer("overview").get("underReplicated") == 0 and len([b for b in answer("overview").get("brokers", []) if b["alive"]]) == 3

    def produce(text, *more, check=True):
        return kcat(box, "-P", "-t", "orders", "-X", "acks=all", *more, data=text, check=check)

    def events():
        return [event["kind"] for event in box.ctl("events")["events"]]

    produce("first\n")
    wait_until(whole, "three brokers in sync")

    # --- cut off: gone for the others, leaders elsewhere, fewer in sync; back as if nothing had been
    cut = partitions("orders")[0]["leader"]
    # It still answers clients, and knows of nothing: the others are asked.
    asked = ",".join(address for number, address in enumerate(box.bootstrap.split(","), 1) if number != cut)
    box.ctl("fault.set", f"broker={cut}", "isolated=true")
    wait_until(lambda: partitions("orders").get(0, {}).get("leader") not in (cut, -1, None), "another leader")
    wait_until(lambda: not next(b for b in answer("overview")["brokers"] if b["id"] == cut)["alive"]
               if any(b["id"] == cut for b in answer("overview")["brokers"]) else True, "a broker fewer")
    assert answer("overview")["underReplicated"] > 0
    box.ctl("fault.clear", f"broker={cut}")
    wait_until(whole, "all in sync again")
    asked = box.bootstrap

    # --- out of sync, and alive
    lagging = next(i for i in partitions("orders")[0]["isr"] if i != partitions("orders")[0]["leader"])
    box.ctl("fault.set", f"broker={lagging}", "followsNobody=true")
    produce("second\n", "-p", "0")  # what is behind falls out, and only that
    wait_until(lambda: lagging not in partitions("orders")[0]["isr"], "an ISR without it")
    assert next(b for b in answer("overview")["brokers"] if b["id"] == lagging)["alive"]
    assert "isr.shrunk" in events(), events()
    box.ctl("fault.clear")
    wait_until(whole, "all in sync again")

    # --- a full disk: nothing is acknowledged there, what is there is read, and it goes on afterwards
    full = partitions("orders")[1]["leader"]
    box.ctl("fault.set", f"broker={full}", "diskFull=true")
    before = partitions("orders")[1]["highWatermark"]
    assert produce("third\n", "-p", "1", "-X", "message.timeout.ms=3000", check=False).returncode != 0
    assert partitions("orders")[1]["highWatermark"] == before, partitions("orders")[1]
    box.ctl("fault.clear")
    wait_until(lambda: produce("third\n", "-p", "1", "-X", "message.timeout.ms=5000", check=False).returncode == 0, "a record on the freed disk")
    wait_until(whole, "all in sync again")

    # --- an error for the next requests of a key: a client with retries does not notice, and the fault ends by itself
    leaders = {row["leader"] for row in partitions("orders").values()}
    for broker in leaders:
        box.ctl("fault.set", f"broker={broker}", f"errorCode={NOT_ENOUGH_REPLICAS}", f"apiKey={PRODUCE}", "count=1")
    assert all(b["faults"]["count"] == 1 for b in box.ctl("status")["brokers"] if b["id"] in leaders)
    for partition in ("0", "1", "2"):
        produce("fourth\n", "-p", partition)
    wait_until(lambda: all(b["faults"]["errorCode"] == 0 for b in box.ctl("status")["brokers"]), "the end of the errors")
    assert "have no place for an error" in refused("fault.set", "broker=1", "errorCode=1", "apiKey=999")

    # --- a session ends: the group is seen without its member, and has it again
    member = subprocess.Popen(["kcat", "-b", box.bootstrap, "-G", "billing", "-q", "-X", "session.timeout.ms=30000", "orders"],
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        def billing():
            return next((g for g in answer("groups").get("groups", []) if g["group"] == "billing"), {})
        wait_until(lambda: billing().get("state") == "Stable" and billing().get("members") == 1, "a member")
        gone = box.ctl("group.expire", "group=billing")["members"]
        assert len(gone) == 1, gone
        assert "there is no such member" in refused("group.expire", "group=billing", f"member={gone[0]}")
        # Told with its next heartbeat, it comes again under another id.
        wait_until(lambda: billing().get("state") == "Stable" and billing().get("members") == 1, "the member again")
        assert "group.expired" in events(), events()
    finally:
        member.kill()
        member.wait()

    # --- a transaction that hangs holds up whoever reads what is committed, until it is aborted
    def committed(partition):
        return len(kcat(box, "-C", "-t", "orders", "-p", partition, "-e", "-q", "-X", "isolation.level=read_committed").stdout.splitlines())

    def count(*more):
        return int(run(os.path.join(BIN, "weirctl"), "scan", "orders", "--partition", "2", "--count", *more, "--bootstrap", box.bootstrap).stdout)

    seen, all_records = committed("2"), count()
    box.ctl("transaction.hang", "transactionalId=stuck", "topic=orders", "partition=2", "forMs=600000")
    produce("fifth\n", "-p", "2")
    assert count() == all_records + 2, count()
    assert committed("2") == seen and count("--read-committed") == seen
    assert [t["state"] for t in box.ctl("transactions")["transactions"] if t["transactionalId"] == "stuck"] == ["Ongoing"]
    box.ctl("transaction.abort", "transactionalId=stuck")
    wait_until(lambda: committed("2") == seen + 1, "the record behind it")
    assert count("--read-committed") == seen + 1
    assert "no transaction under way" in refused("transaction.abort", "transactionalId=stuck")
    box.ctl("producer.fence", "transactionalId=stuck")
    assert "transactional id" in refused("producer.fence", "transactionalId=nobody")
    assert {"transaction.hangs", "transaction.aborted", "producer.fenced"} <= set(events()), events()

print("ok")
