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


def acl_count(admin):
    """How many entries there are; the error's code where librdkafka gave the request up, as it does when a broker comes back meanwhile."""
    try:
        return len(admin.describe_acls(ANY).result(30))
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


def transact(settings, topic):
    """What becomes of a record in a transaction of its own; None where it was committed."""
    producer = Producer({**settings, "transactional.id": "billing-1", "message.timeout.ms": 10000, "transaction.timeout.ms": 20000})
    refused = []
    try:
        producer.init_transactions(30)
        producer.begin_transaction()
        producer.produce(topic, b"y", on_delivery=lambda error, _: refused.append(error.code()) if error else None)
        producer.commit_transaction(30)
    except KafkaException as error:
        return refused[0] if refused else error.args[0].code()
    return None


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


def becomes(call, expected):
    """What has been changed is heard by each broker in its own time."""
    wait_until(lambda: call() == expected, str(expected))


def scram_of(admin, user):
    try:
        described = admin.describe_user_scram_credentials([user])[user].result(30)
    except KafkaException as error:
        return error.args[0].code()
    return [(one.mechanism, one.iterations) for one in described.scram_credential_infos]


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
    becomes(lambda: scram_of(admin, "carol"), [(ScramMechanism.SCRAM_SHA_256, 8192)])

    # Known, and without a right: told so of what is named, and shown nothing of what is not.
    hers = AdminClient(carol)
    assert hers.list_topics(timeout=30).topics == {}
    assert produce(carol, "orders") == KafkaError.TOPIC_AUTHORIZATION_FAILED
    code = error_of(list(hers.create_topics([NewTopic("own", 1, 1)]).values())[0])
    assert code == KafkaError.TOPIC_AUTHORIZATION_FAILED, code
    refused = hers.create_acls([binding("orders", AclOperation.ALL)])
    assert error_of(list(refused.values())[0]) == KafkaError.CLUSTER_AUTHORIZATION_FAILED

    grant(binding("orders", AclOperation.WRITE))
    becomes(lambda: produce(carol, "orders"), None)
    becomes(lambda: produce({**carol, "enable.idempotence": True}, "orders"), None)
    becomes(lambda: produce(carol, "secret"), KafkaError.TOPIC_AUTHORIZATION_FAILED)
    becomes(lambda: set(hers.list_topics(timeout=30).topics), {"orders"})
    becomes(lambda: read(carol, "orders"), KafkaError.GROUP_AUTHORIZATION_FAILED)
    grant(binding("bill", AclOperation.READ, kind=ResourceType.GROUP, pattern=ResourcePatternType.PREFIXED))
    becomes(lambda: read(carol, "orders"), KafkaError.TOPIC_AUTHORIZATION_FAILED)
    grant(binding("ord", AclOperation.READ, pattern=ResourcePatternType.PREFIXED))
    becomes(lambda: read(carol, "orders"), b"x")

    # A transaction needs a right of its own; coordinator and leaders then speak with each other over the brokers' own door.
    becomes(lambda: transact(carol, "orders"), KafkaError.TRANSACTIONAL_ID_AUTHORIZATION_FAILED)
    transactional = AclBinding(ResourceType.TRANSACTIONAL_ID, "billing-", ResourcePatternType.PREFIXED, "User:carol", "*", AclOperation.WRITE,
                               AclPermissionType.ALLOW)
    grant(transactional)
    becomes(lambda: transact(carol, "orders"), None)
    assert transact(carol, "secret") == KafkaError.TOPIC_AUTHORIZATION_FAILED

    grant(binding("*", AclOperation.WRITE, AclPermissionType.DENY))
    becomes(lambda: produce(carol, "orders"), KafkaError.TOPIC_AUTHORIZATION_FAILED)
    becomes(lambda: len(admin.describe_acls(ANY).result(30)), 5)
    deny = AclBindingFilter(ResourceType.ANY, None, ResourcePatternType.ANY, None, None, AclOperation.ANY, AclPermissionType.DENY)
    assert len(list(admin.delete_acls([deny]).values())[0].result(30)) == 1
    becomes(lambda: produce(carol, "orders"), None)

    # Entries and users are the cluster's: they are there after a restart. A user who is removed is nobody.
    box.stop()
    box.start()
    admin = AdminClient(config(box, "admin", "admin-secret"))
    becomes(lambda: acl_count(admin), 4)
    becomes(lambda: produce(carol, "orders"), None)
    list(admin.alter_user_scram_credentials([UserScramCredentialDeletion("carol", ScramMechanism.SCRAM_SHA_256)]).values())[0].result(30)
    wait_until(lambda: produce(carol, "orders") not in (None, KafkaError.TOPIC_AUTHORIZATION_FAILED), "a removed user is nobody")

print("ok")
