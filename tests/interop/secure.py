# SPDX-License-Identifier: GPL-3.0-or-later
"""Clients over SSL, SASL_SSL with SCRAM-SHA-512 and SASL_PLAINTEXT with PLAIN, right and wrong credentials, and a restart."""
import asyncio
import os
import shutil
import sys
import time

from harness import python_clients, run, sandbox, skip

COUNT = 2000
USER, PASSWORD = "alice", "alice's secret = 1:2"
CLIENT = sys.argv[1]
if CLIENT == "kcat":
    if not shutil.which("kcat"):
        skip("kcat is not installed")
else:
    python_clients()
DOORS = [("SSL", None), ("SASL_SSL", "SCRAM-SHA-512"), ("SASL_SSL", "PLAIN"), ("SASL_PLAINTEXT", "PLAIN"), ("SASL_PLAINTEXT", "SCRAM-SHA-256")]


def addresses(box, listener):
    return ",".join(broker["listeners"][listener] for broker in box.ready["brokers"])


def librdkafka(box, listener, mechanism, password):
    tls = os.path.join(box.directory, "tls")
    config = {"bootstrap.servers": addresses(box, listener), "security.protocol": listener}
    if listener.endswith("SSL"):
        config["ssl.ca.location"] = os.path.join(tls, "ca.pem")
    if mechanism:
        config.update({"sasl.mechanism": mechanism, "sasl.username": USER, "sasl.password": password})
    else:
        config.update({"ssl.certificate.location": os.path.join(tls, "client.pem"), "ssl.key.location": os.path.join(tls, "client.key")})
    return config


def kcat(box, listener, mechanism, topic):
    def call(password, *arguments, data=None, check=True):
        config = librdkafka(box, listener, mechanism, password)
        options = [option for key, value in config.items() for option in ("-X", f"{key}={value}")]
        return run("kcat", *options, *arguments, data=data, check=check, timeout=60)

    lines = "".join(f"{i}:{'x' * 300}\n" for i in range(COUNT))
    call(PASSWORD, "-P", "-t", topic, "-K:", "-X", "acks=all", data=lines)
    read = call(PASSWORD, "-C", "-t", topic, "-K:", "-e", "-q", "-X", "check.crcs=true").stdout
    assert sorted(read.splitlines()) == sorted(lines.splitlines())
    group = call(PASSWORD, "-G", f"g-{topic}", "-e", "-q", "-X", "auto.offset.reset=earliest", topic).stdout
    assert len(group.splitlines()) == COUNT
    if mechanism:
        refused = call("not it", "-L", "-m", "4", check=False)
        assert refused.returncode != 0 and "uthentication" in refused.stderr, refused.stderr
        assert "not it" not in refused.stderr


def confluent(box, listener, mechanism, topic):
    from confluent_kafka import Consumer, KafkaError, Producer
    from confluent_kafka.admin import AdminClient, NewTopic

    config = librdkafka(box, listener, mechanism, PASSWORD)
    admin = AdminClient(config)
    list(admin.create_topics([NewTopic(topic, 3, 3)]).values())[0].result(30)
    producer = Producer({**config, "enable.idempotence": True, "compression.type": "lz4"})
    for i in range(COUNT):
        producer.produce(topic, key=str(i), value=str(i))
    assert producer.flush(60) == 0
    consumer = Consumer({**config, "group.id": f"g-{topic}", "auto.offset.reset": "earliest"})
    consumer.subscribe([topic])
    seen = set()
    deadline = time.monotonic() + 60
    while len(seen) < COUNT and time.monotonic() < deadline:
        message = consumer.poll(1)
        if message is not None and not message.error():
            seen.add(int(message.value()))
    consumer.close()
    assert seen == set(range(COUNT)), len(seen)
    if mechanism:
        errors = []
        other = Producer({**librdkafka(box, listener, mechanism, "not it"), "error_cb": errors.append})
        deadline = time.monotonic() + 30
        while not any(error.code() == KafkaError._AUTHENTICATION for error in errors) and time.monotonic() < deadline:
            other.poll(0.2)
        assert any(error.code() == KafkaError._AUTHENTICATION for error in errors), errors


def python_options(box, listener, mechanism):
    tls = os.path.join(box.directory, "tls")
    options = {"bootstrap_servers": addresses(box, listener).split(","), "security_protocol": listener}
    if mechanism:
        options.update({"sasl_mechanism": mechanism, "sasl_plain_username": USER, "sasl_plain_password": PASSWORD})
    return options, tls


def kafka_python(box, listener, mechanism, topic):
    from kafka import KafkaAdminClient, KafkaConsumer, KafkaProducer
    from kafka.admin import NewTopic
    from kafka.errors import KafkaError

    options, tls = python_options(box, listener, mechanism)
    if listener.endswith("SSL"):
        options["ssl_cafile"] = os.path.join(tls, "ca.pem")
    if not mechanism:
        options.update({"ssl_certfile": os.path.join(tls, "client.pem"), "ssl_keyfile": os.path.join(tls, "client.key")})
    KafkaAdminClient(**options).create_topics([NewTopic(topic, num_partitions=3, replication_factor=3)])
    producer = KafkaProducer(**options, acks="all")
    for i in range(COUNT):
        producer.send(topic, value=str(i).encode())
    producer.flush(60)
    consumer = KafkaConsumer(topic, **options, group_id=f"g-{topic}", auto_offset_reset="earliest", consumer_timeout_ms=20000)
    seen = set()
    for message in consumer:
        seen.add(int(message.value))
        if len(seen) == COUNT:
            break
    consumer.close()
    assert seen == set(range(COUNT)), len(seen)
    if mechanism:
        try:
            KafkaAdminClient(**{**options, "sasl_plain_password": "not it"}, api_version_auto_timeout_ms=3000)
        except KafkaError:
            return
        raise AssertionError("a wrong password was taken")


def aiokafka(box, listener, mechanism, topic):
    import ssl

    from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
    from aiokafka.errors import KafkaError

    options, tls = python_options(box, listener, mechanism)
    if listener.endswith("SSL"):
        context = ssl.create_default_context(cafile=os.path.join(tls, "ca.pem"))
        if not mechanism:
            context.load_cert_chain(os.path.join(tls, "client.pem"), os.path.join(tls, "client.key"))
        options["ssl_context"] = context

    async def work():
        async with AIOKafkaProducer(**options, acks="all", enable_idempotence=True) as producer:
            for i in range(COUNT):
                await producer.send(topic, str(i).encode())
        seen = set()
        async with AIOKafkaConsumer(topic, **options, group_id=f"g-{topic}", auto_offset_reset="earliest") as consumer:
            while len(seen) < COUNT:
                message = await asyncio.wait_for(consumer.getone(), 30)
                seen.add(int(message.value))
        assert seen == set(range(COUNT))
        if mechanism:
            wrong = AIOKafkaProducer(**{**options, "sasl_plain_password": "not it"})
            try:
                await wrong.start()
            except KafkaError:
                return
            finally:
                await wrong.stop()
            raise AssertionError("a wrong password was taken")

    asyncio.run(work())


work = {"kcat": kcat, "confluent": confluent, "kafka-python": kafka_python, "aiokafka": aiokafka}[CLIENT]
settings = ["--listeners", "PLAINTEXT,SSL,SASL_PLAINTEXT,SASL_SSL", "--user", f"{USER}:{PASSWORD}", "--set", "ssl.client.auth=required"]
with sandbox(brokers=3, arguments=settings) as box:
    # Listener k of broker i is on PORT+100k+i-1.
    for broker in box.ready["brokers"]:
        for k, name in enumerate(["PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"]):
            assert broker["listeners"][name] == f"127.0.0.1:{box.port + 100 * k + broker['id'] - 1}", box.ready
    for number, (listener, mechanism) in enumerate(DOORS):
        begun = time.monotonic()
        work(box, listener, mechanism, f"t{number}")
        print(f"{CLIENT}: {listener} {mechanism or 'client certificate'}: {time.monotonic() - begun:.1f} s", flush=True)
    # The same certificates and users after a restart, now without naming the user.
    with open(os.path.join(box.directory, "tls", "ca.pem"), "rb") as file:
        authority = file.read()
    box.stop()
    box.arguments = ["--listeners", "PLAINTEXT,SSL,SASL_PLAINTEXT,SASL_SSL"]
    box.start()
    with open(os.path.join(box.directory, "tls", "ca.pem"), "rb") as file:
        assert file.read() == authority
    work(box, "SASL_SSL", "SCRAM-SHA-512", "again")
    box.log.flush()
    with open(box.log.name, encoding="utf-8", errors="replace") as log:
        text = log.read()
    assert PASSWORD not in text and "PRIVATE KEY" not in text
