# SPDX-License-Identifier: GPL-3.0-or-later
"""Three Python clients, each with its own implementation of the protocol, in consumer groups on the sandbox."""
import asyncio
import sys
import threading

from harness import python_clients, sandbox

python_clients()

COUNT = 3000
CLIENTS = sys.argv[1:] or ["confluent", "kafka-python", "aiokafka"]


def check(client, seen):
    values = sorted(int(value) for _, value in seen)
    assert values == list(range(COUNT)), f"{client}: {len(values)} records, {len(set(values))} of them different, wanted {COUNT}"


def confluent(bootstrap):
    from confluent_kafka import Consumer, Producer
    from confluent_kafka.admin import AdminClient, ConfigResource, NewPartitions, NewTopic

    admin = AdminClient({"bootstrap.servers": bootstrap})
    topic = "by-confluent"
    for future in admin.create_topics([NewTopic(topic, 6, 3, config={"retention.ms": "3600000"})]).values():
        future.result(30)
    assert topic in admin.list_topics(timeout=30).topics
    resource = ConfigResource(ConfigResource.Type.TOPIC, topic)
    configs = list(admin.describe_configs([resource]).values())[0].result(30)
    assert configs["retention.ms"].value == "3600000"
    for codec in ["none", "gzip", "snappy", "lz4", "zstd"]:
        producer = Producer({"bootstrap.servers": bootstrap, "enable.idempotence": True, "compression.type": codec})
        for i in range(COUNT * ["none", "gzip", "snappy", "lz4", "zstd"].index(codec) // 5,
                       COUNT * (["none", "gzip", "snappy", "lz4", "zstd"].index(codec) + 1) // 5):
            producer.produce(topic, key=f"k{i % 100}", value=str(i), headers=[("n", str(i).encode()), ("n", None)])
        assert producer.flush(60) == 0

    seen = []
    lock = threading.Lock()
    done = threading.Event()

    def member():
        consumer = Consumer({"bootstrap.servers": bootstrap, "group.id": "g-confluent", "auto.offset.reset": "earliest",
                             "partition.assignment.strategy": "cooperative-sticky"})
        consumer.subscribe([topic])
        while not done.is_set():
            message = consumer.poll(0.2)
            if message is None or message.error():
                continue
            with lock:
                seen.append((message.key(), message.value()))
                if len(seen) >= COUNT:
                    done.set()
        consumer.commit(asynchronous=False)
        consumer.close()

    members = [threading.Thread(target=member) for _ in range(3)]
    for thread in members:
        thread.start()
    assert done.wait(90), f"confluent: only {len(seen)} records came"
    for thread in members:
        thread.join()
    check("confluent", seen)
    groups = admin.list_consumer_groups().result(30)
    assert "g-confluent" in [group.group_id for group in groups.valid]
    list(admin.create_partitions([NewPartitions(topic, 8)]).values())[0].result(30)
    list(admin.delete_topics([topic]).values())[0].result(30)


def kafka_python(bootstrap):
    from kafka import KafkaAdminClient, KafkaConsumer, KafkaProducer
    from kafka.admin import NewTopic

    servers = bootstrap.split(",")
    topic = "by-kafka-python"
    admin = KafkaAdminClient(bootstrap_servers=servers)
    admin.create_topics([NewTopic(topic, num_partitions=4, replication_factor=3)])
    producer = KafkaProducer(bootstrap_servers=servers, acks="all", compression_type="gzip")
    for i in range(COUNT):
        producer.send(topic, key=str(i % 50).encode(), value=str(i).encode(), headers=[("h", b"v")])
    producer.flush(60)
    producer.close()
    seen = []
    lock = threading.Lock()
    done = threading.Event()

    def member():
        consumer = KafkaConsumer(topic, bootstrap_servers=servers, group_id="g-kafka-python", auto_offset_reset="earliest",
                                 enable_auto_commit=True)
        while not done.is_set():
            for records in consumer.poll(timeout_ms=200).values():
                with lock:
                    seen.extend((record.key, record.value) for record in records)
                    if len(seen) >= COUNT:
                        done.set()
        consumer.close()

    members = [threading.Thread(target=member) for _ in range(2)]
    for thread in members:
        thread.start()
    assert done.wait(90), f"kafka-python: only {len(seen)} records came"
    for thread in members:
        thread.join()
    check("kafka-python", seen)
    # A second look begins where the group left off.
    late = KafkaConsumer(topic, bootstrap_servers=servers, group_id="g-kafka-python", auto_offset_reset="earliest", consumer_timeout_ms=2000)
    assert list(late) == []
    late.close()
    admin.close()


def aio(bootstrap):
    from aiokafka import AIOKafkaConsumer, AIOKafkaProducer

    topic = "by-aiokafka"

    async def scenario():
        producer = AIOKafkaProducer(bootstrap_servers=bootstrap, enable_idempotence=True)
        await producer.start()
        for i in range(COUNT):
            await producer.send(topic, key=str(i % 50).encode(), value=str(i).encode())
        await producer.stop()
        seen = []
        consumers = [AIOKafkaConsumer(topic, bootstrap_servers=bootstrap, group_id="g-aiokafka", auto_offset_reset="earliest")
                     for _ in range(2)]
        for consumer in consumers:
            await consumer.start()

        async def read(consumer):
            while len(seen) < COUNT:
                for records in (await consumer.getmany(timeout_ms=200)).values():
                    seen.extend((record.key, record.value) for record in records)

        await asyncio.wait_for(asyncio.gather(*(read(consumer) for consumer in consumers)), 90)
        for consumer in consumers:
            await consumer.stop()
        check("aiokafka", seen)

    asyncio.run(scenario())


with sandbox(brokers=3) as box:
    for name in CLIENTS:
        {"confluent": confluent, "kafka-python": kafka_python, "aiokafka": aio}[name](box.bootstrap)
        print(f"{name}: ok", flush=True)
