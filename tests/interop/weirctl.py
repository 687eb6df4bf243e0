# SPDX-License-Identifier: GPL-3.0-or-later
"""weirctl as a script sees it: what it prints, as a table and as JSON, its exit codes, and what it leaves in the audit log."""
import json
import os
import sqlite3
import tempfile
import time

from harness import BIN, free_base, run, sandbox, wait_until

WEIRCTL = os.path.join(BIN, "weirctl")
DONE, FAILED, WRONG_CALL, PARTIAL = 0, 1, 2, 3


def kcat(box, *arguments, data=None):
    return run("kcat", "-b", box.bootstrap, *arguments, data=data).stdout


with sandbox(brokers=3, arguments=["--set", "num.partitions=1"]) as box, tempfile.TemporaryDirectory() as home:
    os.environ["WEIR_HOME"] = home

    def weirctl(*arguments, code=DONE, data=None, to=("--bootstrap", box.bootstrap)):
        done = run(WEIRCTL, *arguments, *to, data=data, check=False)
        assert done.returncode == code, f"{arguments}: {done.returncode}, not {code}\n{done.stdout}\n{done.stderr}"
        assert code == DONE or done.stderr.startswith("weirctl: "), done.stderr
        return done

    def answer(*arguments, **more):
        return json.loads(weirctl(*arguments, "--json", **more).stdout)

    def lines(*arguments, **more):
        return weirctl(*arguments, **more).stdout.splitlines()

    # --- what there is to look at: ten records of known times, a group that has read four of them
    for i in range(10):
        kcat(box, "-P", "-t", "orders", "-p", "0", "-k", f"k{i}", "-H", f"trace=t{i}", data=f"{{\"n\":{i}}}\n")
        if i == 4:
            time.sleep(0.02)
            middle = int(time.time() * 1000)
            time.sleep(0.02)
    kcat(box, "-P", "-t", "refunds", data="one\n")
    kcat(box, "-G", "billing", "-c", "4", "-q", "-X", "auto.offset.reset=earliest", "orders")
    group = wait_until(lambda: [g for g in answer("groups")["groups"] if g["group"] == "billing" and g["lag"] == 6], "the commit of billing")

    # --- overview
    text = weirctl("overview").stdout
    assert "3" in text and text.count("\n") > 3, text
    overview = answer("overview")
    assert overview["missing"] == [], overview

    # --- topics, topic
    head, *rows = lines("topics")
    assert head.split()[0] == "TOPIC", head
    assert [row.split()[0] for row in rows] == ["orders", "refunds"], rows
    everything = answer("topics", "--internal")["topics"]
    assert any(topic["topic"] == "__consumer_offsets" and topic["internal"] for topic in everything), everything
    orders = next(topic for topic in answer("topics")["topics"] if topic["topic"] == "orders")
    assert orders["partitions"] == 1 and orders["records"] == 10, orders
    detail = answer("topic", "orders")
    assert detail["partitions"][0]["highWatermark"] == 10 and detail["groups"] == ["billing"], detail
    assert "There is no" in weirctl("topic", "no-such-topic", code=FAILED).stderr

    # --- groups, lag
    assert group[0]["state"] == "Empty", group
    assert lines("groups")[0].startswith("GROUP")
    [of_billing] = answer("lag", "billing")["groups"]
    [partition] = of_billing["partitions"]
    assert (partition["committed"], partition["logEnd"], partition["lag"], partition["state"]) == (4, 10, 6, "normal"), partition
    head, row = lines("lag", "billing")
    assert row.split()[:6] == ["billing", "orders", "0", "4", "10", "6"], row
    assert any(g["group"] == "billing" for g in answer("lag")["groups"])
    weirctl("lag", "no-such-group", code=FAILED)

    # --- scan
    def values(*arguments):
        return [json.loads(line)["value"] for line in lines("scan", "orders", "--json", *arguments)]

    def numbers(*arguments):
        return [json.loads(value)["n"] for value in values(*arguments)]

    record = json.loads(lines("scan", "orders", "--json", "--limit", "1")[0])
    assert (record["topic"], record["partition"], record["offset"], record["key"]) == ("orders", 0, 0, "k0"), record
    assert record["headers"] == [{"name": "trace", "value": "t0"}], record
    assert lines("scan", "orders", "--from", "9", "--to", "end") == ["0\t9\tk9\t{\"n\":9}"]
    assert numbers("--to", "end") == list(range(10))
    assert numbers("--from", "3", "--to", "6") == [3, 4, 5]
    assert numbers("--from", "newest", "--limit", "2") == [8, 9]
    moment = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(middle / 1000)) + f".{middle % 1000:03d}Z"
    assert numbers("--from", moment) == [5, 6, 7, 8, 9]
    assert numbers("--to", moment) == [0, 1, 2, 3, 4]
    assert numbers("--filter", "K7") == [7]  # the key, in any case
    assert numbers("--filter", "t3") == [3]  # a header
    assert numbers("--filter", "nothing like it") == []
    assert lines("scan", "orders", "--count") == ["10"]
    assert lines("scan", "orders", "--count", "--filter", "k7") == ["1"]
    counted = answer("scan", "orders", "--count", "--from", "5")
    assert counted["count"] == 5 and counted["records"] == 5, counted
    assert numbers("--partition", "0", "--limit", "1") == [0]
    weirctl("scan", "no-such-topic", code=FAILED)
    weirctl("scan", "orders", "--partition", "7", code=FAILED)

    # --- calls that are wrong say so, and touch nothing
    for call in ([], ["no-such-command"], ["topic"], ["topic", "a", "b"], ["overview", "orders"], ["scan", "orders", "--from", "yesterday"],
                 ["scan", "orders", "--to", "-5"], ["scan", "orders", "--limit", "many"], ["scan", "orders", "--partition", "x"],
                 ["produce", "orders", "--acks", "2"], ["overview", "--no-such-option"]):
        weirctl(*call, code=WRONG_CALL)
    weirctl("overview", code=WRONG_CALL, to=())
    weirctl("overview", "--profile", "x", code=WRONG_CALL)
    assert "There is no profile" in weirctl("overview", code=FAILED, to=("--profile", "no-such-profile")).stderr
    assert "127.0.0.1" in weirctl("overview", code=FAILED, to=("--bootstrap", f"127.0.0.1:{free_base()}")).stderr

    # --- produce: into the audit log, where it went and never what it was
    def audit():
        with sqlite3.connect(os.path.join(home, "weir.sqlite")) as database:
            return database.execute("SELECT profile, action, target, detail, command, ok, error FROM audit ORDER BY id").fetchall()

    def profile(name, **settings):
        path = os.path.join(home, name + ".properties")
        with open(path, "w") as file:
            file.write(f"bootstrap.servers={box.bootstrap}\n")
            file.writelines(f"{key.replace('_', '.')}={value}\n" for key, value in settings.items())
        return ("--profile", path)

    ack = answer("produce", "orders", "--key", "secret-key", "--partition", "0", data="secret-value\n")
    assert (ack["partition"], ack["offset"]) == (0, 10), ack
    assert weirctl("produce", "orders", "--partition", "0", data="a\nb\nc\n").stdout == "3 records\n"
    written = audit()
    assert {line[1:3] for line in written} == {("record.produce", "orders")} and all(line[5] == 1 for line in written), written
    assert json.loads(written[0][3]) == {"partition": 0, "offset": 10}, written[0]
    assert sum(json.loads(line[3]).get("records", 1) for line in written) == 4, written
    assert "secret" not in str(written), written

    careful = profile("careful", weir_production="true")
    before = lines("scan", "orders", "--count")
    for confirm in ([], ["--confirm", "orders"], ["--confirm", "Careful"]):
        assert "production" in weirctl("produce", "orders", *confirm, code=FAILED, data="x\n", to=careful).stderr
    locked = profile("locked", weir_read_only="true", weir_production="true")
    assert "read-only" in weirctl("produce", "orders", "--confirm", "locked", code=FAILED, data="x\n", to=locked).stderr
    assert lines("scan", "orders", "--count") == before
    refused = audit()[len(written):]
    assert [(line[0], line[5]) for line in refused] == [("careful", 0)] * 3 + [("locked", 0)], refused
    weirctl("produce", "orders", "--confirm", "careful", data="x\n", to=careful)
    assert audit()[-1][5] == 1 and audit()[-1][0] == "careful"

    # --- the sandbox's own verbs fail in words, not in JSON
    ctl = [os.path.join(BIN, "weir-sandbox"), "ctl", "--data", box.directory]
    for verb in (["no.such.verb"], ["broker.kill", "broker=77"], ["broker.kill"], ["fault.set", "broker=1", "slowMs=often"]):
        done = run(*ctl, *verb, check=False)
        assert done.returncode == 1 and done.stdout == "", (verb, done)
        assert done.stderr.startswith("weir-sandbox: ") and "{" not in done.stderr and len(done.stderr.split()) > 3, (verb, done.stderr)

    # --- a part of the cluster that does not answer
    box.ctl("broker.kill", "broker=3")
    partial = weirctl("overview", code=PARTIAL)
    assert "3" in partial.stderr, partial.stderr
    assert answer("overview", code=PARTIAL)["missing"], "nothing is missing"
