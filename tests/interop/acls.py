# SPDX-License-Identifier: GPL-3.0-or-later
"""SCRAM users and access control entries by librdkafka's admin client, and what its producer and consumer are told of them."""
import time

from harness import python_clients, sandbox, wait_until

python_clients()

from confluent_kafka import Consumer, KafkaError, KafkaException, Producer, TopicPartition  # noqa: E402
from confluent_kafka.admin import (  # noqa: E402
    AclBinding, AclBindingFilter, AclOperation, AclPermissionType, AdminClient, NewTopic, ResourcePatternType, ResourceType,
    ScramCredentialInfo, ScramMechanism, UserScramCredentialDeletion, UserScramCredentialUpsertion)


def config(box, user, password):
    return {"bootstrap.servers": box.bootstrap, "security.protocol": "SASL_PLAINTEXT", "sasl.mechanism": "SCRAM-SHA-256",
            "sasl.username": user, "sasl.password": password}


def error_of(future):
    try:
        future.result(30)
        return None
    except KafkaException as error:
        return error.args[0].code()


def produce(settings, topic):
    """What becomes of one record; None where it was taken."""
    outcome = []
    producer = Producer({**settings, "message.timeout.ms": 10000})
    try:
        producer.produce(topic, b"x", on_delivery=lambda error, _: outcome.append(error.code() if error else None))
        producer.flush(30)
    except KafkaException as error:
        return error.args[0].code()
    return outcome[0] if outcome else "nothing"


def read(settings, topic):
    """The first record, or the error that comes instead."""
    consumer = Consumer({**settings, "group.id": "billing", "auto.offset.reset": "earliest"})
    consumer.subscribe([topic])
    deadline = time.monotonic() + 40
    try:
        while time.monotonic() < deadline:
            message = consumer.poll(0.5)
            if message is not None:
                return message.error().code() if message.error() else message.value()
    finally:
        consumer.close()
    return "nothing"


def binding(name, operation, permission=AclPermissionType.ALLOW, kind=ResourceType.TOPIC, pattern=ResourcePatternType.LITERAL):
    return AclBinding(kind, name, pattern, "User:carol", "*", operation, permission)


ANY = AclBindingFilter(ResourceType.ANY, None, ResourcePatternType.ANY, None, None, AclOperation.ANY, AclPermissionType.ANY)
settings = ["--listeners", "SASL_PLAINTEXT", "--user", "admin:admin-secret", "--set", "super.users=User:admin", "--set",
            "authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer"]
with sandbox(brokers=3, arguments=settings) as box:
    admin = AdminClient(config(box, "admin", "admin-secret"))
    carol = config(box, "carol", "carol-secret")

    def grant(*bindings):
        for future in admin.create_acls(list(bindings)).values():
            future.result(30)

    list(admin.create_topics([NewTopic("orders", 2, 3), NewTopic("secret", 1, 3)]).values())[0].result(30)
    info = ScramCredentialInfo(ScramMechanism.SCRAM_SHA_256, 8192)
    list(admin.alter_user_scram_credentials([UserScramCredentialUpsertion("carol", info, b"carol-secret")]).values())[0].result(30)
    described = admin.describe_user_scram_credentials(["carol"])["carol"].result(30)
    assert [(one.mechanism, one.iterations) for one in described.scram_credential_infos] == [(ScramMechanism.SCRAM_SHA_256, 8192)]

    # Known, and without a right: told so of what is named, and shown nothing of what is not.
    assert AdminClient(carol).list_topics(timeout=30).topics == {}
    assert produce(carol, "orders") == KafkaError.TOPIC_AUTHORIZATION_FAILED
    code = error_of(list(AdminClient(carol).create_topics([NewTopic("own", 1, 1)]).values())[0])
    assert code == KafkaError.TOPIC_AUTHORIZATION_FAILED, code
    refused = AdminClient(carol).create_acls([binding("orders", AclOperation.ALL)])
    assert error_of(list(refused.values())[0]) == KafkaError.CLUSTER_AUTHORIZATION_FAILED

    grant(binding("orders", AclOperation.WRITE))
    assert produce(carol, "orders") is None
    assert produce({**carol, "enable.idempotence": True}, "orders") is None
    assert produce(carol, "secret") == KafkaError.TOPIC_AUTHORIZATION_FAILED
    assert set(AdminClient(carol).list_topics(timeout=30).topics) == {"orders"}
    assert read(carol, "orders") == KafkaError.GROUP_AUTHORIZATION_FAILED
    grant(binding("bill", AclOperation.READ, kind=ResourceType.GROUP, pattern=ResourcePatternType.PREFIXED))
    assert read(carol, "orders") == KafkaError.TOPIC_AUTHORIZATION_FAILED
    grant(binding("ord", AclOperation.READ, pattern=ResourcePatternType.PREFIXED))
    assert read(carol, "orders") == b"x"

    grant(binding("*", AclOperation.WRITE, AclPermissionType.DENY))
    assert produce(carol, "orders") == KafkaError.TOPIC_AUTHORIZATION_FAILED
    entries = admin.describe_acls(ANY).result(30)
    assert len(entries) == 4, entries
    deny = AclBindingFilter(ResourceType.ANY, None, ResourcePatternType.ANY, None, None, AclOperation.ANY, AclPermissionType.DENY)
    assert len(list(admin.delete_acls([deny]).values())[0].result(30)) == 1
    assert produce(carol, "orders") is None

    # Entries and users are the cluster's: they are there after a restart. A user who is removed is nobody.
    box.stop()
    box.start()
    admin = AdminClient(config(box, "admin", "admin-secret"))
    assert len(admin.describe_acls(ANY).result(60)) == 3
    assert produce(carol, "orders") is None
    list(admin.alter_user_scram_credentials([UserScramCredentialDeletion("carol", ScramMechanism.SCRAM_SHA_256)]).values())[0].result(30)
    wait_until(lambda: produce(carol, "orders") not in (None, KafkaError.TOPIC_AUTHORIZATION_FAILED), "a removed user is nobody")

print("ok")
