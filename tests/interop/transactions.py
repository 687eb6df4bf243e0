# SPDX-License-Identifier: GPL-3.0-or-later
"""Transactions of librdkafka (confluent-kafka) and aiokafka against the sandbox, read back by readers of committed records."""
import asyncio
import sys
import threading

from harness import python_clients, sandbox, wait_until

python_clients()

from confluent_kafka import Consumer, KafkaException, Producer, TopicPartition  # noqa: E402
from confluent_kafka.admin import AdminClient, NewTopic  # noqa: E402

COUNT = 300


def create(bootstrap, topic, partitions=3):
    admin = AdminClient({"bootstrap.servers": bootstrap})
    for future in admin.create_topics([NewTopic(topic, partitions, 3)]).values():
        future.result(30)


def transactional(bootstrap, identity, **more):
    producer = Producer({"bootstrap.servers": bootstrap, "transactional.id": identity, "transaction.timeout.ms": 60000, **more})
    producer.init_transactions(60)
    return producer


def ends(bootstrap, topic, isolation):
    """The end offset of each partition as that reader sees it."""
    consumer = Consumer({"bootstrap.servers": bootstrap, "group.id": "ends", "isolation.level": isolation})
    found = {p: consumer.get_watermark_offsets(TopicPartition(topic, p), timeout=30)[1]
             for p in consumer.list_topics(topic, 30).topics[topic].partitions}
    consumer.close()
    return found


def read(bootstrap, topic, isolation="read_committed"):
    """Every value up to where that reader may see now."""
    want = ends(bootstrap, topic, isolation)
    consumer = Consumer({"bootstrap.servers": bootstrap, "group.id": f"r-{topic}", "isolation.level": isolation,
                         "enable.auto.commit": False, "enable.partition.eof": True})
    consumer.assign([TopicPartition(topic, p, 0) for p in want])
    values = []
    at_end = set()
    while len(at_end) < len(want):
        message = consumer.poll(30)
        assert message is not None, f"{topic}: the end never came"
        if message.error():
            at_end.add(message.partition())
        else:
            at_end.discard(message.partition())
            values.append(message.value().decode())
    consumer.close()
    return values


def commit_and_abort(bootstrap):
    topic = "decided"
    create(bootstrap, topic)
    producer = transactional(bootstrap, "decider")
    committed = []
    for round_ in range(6):
        producer.begin_transaction()
        values = [f"{round_}-{i}" for i in range(COUNT // 6)]
        for i, value in enumerate(values):
            producer.produce(topic, key=str(i), value=value, partition=i % 3)
        if round_ % 2 == 0:
            producer.commit_transaction(60)
            committed += values
        else:
            producer.flush(60)
            producer.abort_transaction(60)
    wait_until(lambda: sorted(read(bootstrap, topic)) == sorted(committed), "only what was committed")
    assert len(read(bootstrap, topic, "read_uncommitted")) == COUNT
    print("commit and abort: ok", flush=True)


def open_holds_back(bootstrap):
    topic = "open"
    create(bootstrap, topic, 1)
    plain = Producer({"bootstrap.servers": bootstrap})
    plain.produce(topic, value="before")
    plain.flush(60)
    producer = transactional(bootstrap, "opener")
    producer.begin_transaction()
    producer.produce(topic, value="open")
    producer.flush(60)
    plain.produce(topic, value="after")
    plain.flush(60)
    assert ends(bootstrap, topic, "read_committed") == {0: 1}
    assert ends(bootstrap, topic, "read_uncommitted") == {0: 3}
    assert read(bootstrap, topic) == ["before"]
    producer.commit_transaction(60)
    wait_until(lambda: read(bootstrap, topic) == ["before", "open", "after"], "everything after the commit")
    print("an open transaction holds readers back: ok", flush=True)


def fenced(bootstrap):
    topic = "fenced"
    create(bootstrap, topic, 1)
    first = transactional(bootstrap, "same")
    first.begin_transaction()
    first.produce(topic, value="old")
    first.flush(60)
    second = transactional(bootstrap, "same")
    second.begin_transaction()
    second.produce(topic, value="new")
    second.commit_transaction(60)
    try:
        first.commit_transaction(30)
        raise AssertionError("the older producer was not fenced off")
    except KafkaException as error:
        assert error.args[0].fatal() or error.args[0].txn_requires_abort(), error
    wait_until(lambda: read(bootstrap, topic) == ["new"], "only the newer producer's record")
    print("the older of two producers is fenced: ok", flush=True)


def consume_transform_produce(bootstrap):
    """Two workers, one killed in the middle of its transaction by closing nothing: each record comes out once."""
    source, target = "source", "target"
    create(bootstrap, source)
    create(bootstrap, target)
    plain = Producer({"bootstrap.servers": bootstrap})
    for i in range(COUNT):
        plain.produce(source, value=str(i), partition=i % 3)
    plain.flush(60)
    done = threading.Event()

    def worker(name, abandon_after):
        consumer = Consumer({"bootstrap.servers": bootstrap, "group.id": "transform", "auto.offset.reset": "earliest",
                             "enable.auto.commit": False, "isolation.level": "read_committed", "session.timeout.ms": 6000})
        producer = transactional(bootstrap, name)
        consumer.subscribe([source])
        rounds = 0
        while not done.is_set():
            messages = [m for m in consumer.consume(20, 0.5) if not m.error()]
            if not messages:
                continue
            producer.begin_transaction()
            for message in messages:
                producer.produce(target, value=message.value(), partition=message.partition())
            rounds += 1
            if rounds == abandon_after:
                producer.flush(60)
                consumer.close()
                return producer  # kept: its transaction stays open until the next incarnation fences it off
            try:
                producer.send_offsets_to_transaction(consumer.position(consumer.assignment()), consumer.consumer_group_metadata(), 60)
                producer.commit_transaction(60)
            except KafkaException as error:
                assert error.args[0].txn_requires_abort(), error
                producer.abort_transaction(60)
                for partition in consumer.committed(consumer.assignment(), 60):
                    consumer.seek(TopicPartition(partition.topic, partition.partition, max(partition.offset, 0)))
        consumer.close()
        return None

    left_open = worker("transform-a", 3)
    assert left_open is not None
    assert len(read(bootstrap, target, "read_uncommitted")) > len(read(bootstrap, target))
    workers = [threading.Thread(target=worker, args=(name, -1)) for name in ("transform-a", "transform-b")]
    for thread in workers:
        thread.start()
    try:
        wait_until(lambda: len(read(bootstrap, target)) >= COUNT, "all records on the other side", 120)
    finally:
        done.set()
        for thread in workers:
            thread.join()
    assert sorted(map(int, read(bootstrap, target))) == list(range(COUNT))
    print("consume, transform, produce: each record once: ok", flush=True)


def times_out(bootstrap):
    topic = "late"
    create(bootstrap, topic, 1)
    producer = transactional(bootstrap, "sleeper", **{"transaction.timeout.ms": 1000, "message.timeout.ms": 1000})
    producer.begin_transaction()
    producer.produce(topic, value="never")
    producer.flush(60)
    plain = Producer({"bootstrap.servers": bootstrap})
    plain.produce(topic, value="after")
    plain.flush(60)
    # The coordinator looks for late ones every second here.
    wait_until(lambda: read(bootstrap, topic) == ["after"], "the late transaction aborted")
    try:
        producer.commit_transaction(30)
        raise AssertionError("a transaction that had timed out was committed")
    except KafkaException as error:
        assert error.args[0].fatal() or error.args[0].txn_requires_abort(), error
    print("a transaction that takes too long is aborted: ok", flush=True)


def all_in_sync(admin, *names):
    """Nobody is missing anywhere: the next broker may go."""
    try:
        topics = [admin.list_topics(name, timeout=30).topics[name] for name in names]
    except KafkaException:
        return False  # the broker that it asked is the one that is on its way
    return all(len(p.isrs) == len(p.replicas) for topic in topics for p in topic.partitions.values())


def survives_a_leader(box):
    """The broker that coordinates, or leads, dies between two transactions and in the middle of one."""
    bootstrap = box.bootstrap
    topic = "survivor"
    create(bootstrap, topic)
    admin = AdminClient({"bootstrap.servers": bootstrap})
    producer = transactional(bootstrap, "survivor")
    committed = []
    for round_ in range(3):
        producer.begin_transaction()
        values = [f"{round_}-{i}" for i in range(30)]
        for i, value in enumerate(values):
            producer.produce(topic, value=value, partition=i % 3)
        producer.flush(60)
        wait_until(lambda: all_in_sync(admin, topic, "__transaction_state"), "all replicas in sync", 90)
        box.ctl("broker.kill", f"broker={round_ + 1}")
        try:
            producer.commit_transaction(60)
            committed += values
        except KafkaException as error:
            assert error.args[0].txn_requires_abort(), error
            producer.abort_transaction(60)
        box.ctl("broker.start", f"broker={round_ + 1}")
    wait_until(lambda: sorted(read(bootstrap, topic)) == sorted(committed), "what was committed, and nothing else", 90)
    print(f"brokers die and come back: {len(committed) // 30} of 3 transactions committed: ok", flush=True)


def restarted(box):
    topic = "restarted"
    create(box.bootstrap, topic, 1)
    producer = transactional(box.bootstrap, "restarted")
    for round_ in range(4):
        producer.begin_transaction()
        producer.produce(topic, value=str(round_))
        if round_ % 2:
            producer.commit_transaction(60)
        else:
            producer.flush(60)
            producer.abort_transaction(60)
    producer.begin_transaction()
    producer.produce(topic, value="open")
    producer.flush(60)
    box.kill()
    box.start(60)
    wait_until(lambda: read(box.bootstrap, topic) == ["1", "3"], "the same as before kill -9", 90)
    # Under the same id somebody goes on; what was open is aborted.
    again = transactional(box.bootstrap, "restarted")
    again.begin_transaction()
    again.produce(topic, value="5")
    again.commit_transaction(60)
    wait_until(lambda: read(box.bootstrap, topic) == ["1", "3", "5"], "the open one aborted")
    print("kill -9 of everything: ok", flush=True)


def aio(bootstrap):
    from aiokafka import AIOKafkaConsumer, AIOKafkaProducer

    create(bootstrap, "aio", 1)

    async def scenario():
        producer = AIOKafkaProducer(bootstrap_servers=bootstrap, transactional_id="aio")
        await producer.start()
        async with producer.transaction():
            for i in range(50):
                await producer.send("aio", value=b"yes")
        try:
            async with producer.transaction():
                await producer.send_and_wait("aio", value=b"no")
                raise KeyError
        except KeyError:
            pass
        await producer.stop()
        consumer = AIOKafkaConsumer("aio", bootstrap_servers=bootstrap, isolation_level="read_committed", auto_offset_reset="earliest")
        await consumer.start()
        seen = []
        while len(seen) < 50:
            for records in (await asyncio.wait_for(consumer.getmany(timeout_ms=500), 60)).values():
                seen += [record.value for record in records]
        assert seen == [b"yes"] * 50, seen
        await consumer.stop()

    asyncio.run(asyncio.wait_for(scenario(), 120))
    print("aiokafka: ok", flush=True)


FAST = ["--set", "transaction.abort.timed.out.transaction.cleanup.interval.ms=1000"]
with sandbox(brokers=3, arguments=FAST) as box:
    chosen = sys.argv[1:]
    for scenario, subject in [(commit_and_abort, box.bootstrap), (open_holds_back, box.bootstrap), (fenced, box.bootstrap),
                              (consume_transform_produce, box.bootstrap), (times_out, box.bootstrap), (aio, box.bootstrap),
                              (survives_a_leader, box), (restarted, box)]:
        if not chosen or scenario.__name__ in chosen:
            scenario(subject)
