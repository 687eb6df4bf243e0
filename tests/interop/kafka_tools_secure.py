# SPDX-License-Identifier: GPL-3.0-or-later
"""Apache Kafka's own tools on a sandbox that asks who they are: SCRAM users, access control entries, and what both come to."""
import glob
import os

from harness import sandbox, wait_until
from kafka_tool import run_tool, tool


def written(box, name, text):
    path = os.path.join(os.path.dirname(box.directory), f"{name}.properties")
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def told(box, listener):
    """What the sandbox says that a client of that listener needs."""
    return next(row["clientProperties"] for row in box.ctl("listeners")["listeners"] if row["name"] == listener)


def properties(box, user, password, truststore):
    return written(box, user, "security.protocol=SASL_SSL\nsasl.mechanism=SCRAM-SHA-512\n"
                   "sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required "
                   f'username="{user}" password="{password}";\n{truststore}')


def pkcs12_store(box):
    """As Java had it before it read PEM."""
    return f"ssl.truststore.type=PKCS12\nssl.truststore.password=changeit\nssl.truststore.location={box.directory}/tls/truststore.p12\n"


settings = ["--listeners", "SASL_SSL,SSL", "--user", "admin:admin-secret", "--set", "super.users=User:admin;User:CN=client,O=Weir sandbox",
            "--set", "ssl.client.auth=required",
            "--set", "authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer"]
with sandbox(brokers=3, arguments=settings) as box:
    admin = ["--bootstrap-server", box.bootstrap, "--command-config", written(box, "admin", told(box, "SASL_SSL").replace("PASSWORD", "admin-secret"))]
    carol = properties(box, "carol", "carol-secret", pkcs12_store(box))

    def produce(config, text):
        return run_tool("producer", "--bootstrap-server", box.bootstrap, "--topic", "orders", "--command-config", config, data=text, check=False)

    def consume(config, count):
        return run_tool("consumer", "--bootstrap-server", box.bootstrap, "--topic", "orders", "--group", "billing", "--from-beginning",
                         "--max-messages", str(count), "--timeout-ms", "60000", "--command-config", config, check=False)

    # The files that the sandbox made are all that a Java client needs.
    tls = ["--bootstrap-server", ",".join(broker["listeners"]["SSL"] for broker in box.ready["brokers"]),
           "--command-config", os.path.join(box.directory, "tls", "client.properties")]
    assert "orders" not in tool("topics", *tls, "--list")
    tls[3] = written(box, "ssl", told(box, "SSL"))
    assert "orders" not in tool("topics", *tls, "--list")
    tls[3] = written(box, "p12", "security.protocol=SSL\nssl.keystore.type=PKCS12\nssl.keystore.password=changeit\nssl.key.password=changeit\n"
                     f"ssl.keystore.location={box.directory}/tls/client.keystore.p12\n{pkcs12_store(box)}")
    tool("topics", *tls, "--create", "--topic", "orders", "--partitions", "2", "--replication-factor", "3")

    changed = tool("configs", *admin, "--alter", "--add-config", "SCRAM-SHA-512=[iterations=8192,password=carol-secret]",
                   "--entity-type", "users", "--entity-name", "carol")
    assert "Completed" in changed, changed
    # Known, and without a right.
    listed = run_tool("topics", "--bootstrap-server", box.bootstrap, "--command-config", carol, "--list", check=False)
    assert "orders" not in listed.stdout, listed.stdout
    refused = produce(carol, "x\n")
    assert "TopicAuthorizationException" in refused.stdout + refused.stderr, refused.stdout + refused.stderr

    added = tool("acls", *admin, "--add", "--allow-principal", "User:carol", "--producer", "--topic", "orders")
    assert "operation=WRITE" in added, added
    sent = produce(carol, "".join(f"{i}\n" for i in range(100)))
    assert "Exception" not in sent.stdout + sent.stderr, sent.stdout + sent.stderr
    refused = consume(carol, 100)
    assert "GroupAuthorizationException" in refused.stdout + refused.stderr, refused.stdout + refused.stderr
    tool("acls", *admin, "--add", "--allow-principal", "User:carol", "--consumer", "--topic", "ord", "--resource-pattern-type", "prefixed",
         "--group", "bill")
    read = consume(carol, 100)
    assert sorted(map(int, read.stdout.split())) == list(range(100)), read.stdout + read.stderr
    listed = tool("acls", *admin, "--list", "--topic", "orders", "--resource-pattern-type", "match")
    assert "patternType=PREFIXED" in listed and "patternType=LITERAL" in listed, listed

    # To deny beats to allow; and a user who is removed is nobody.
    tool("acls", *admin, "--add", "--deny-principal", "User:carol", "--operation", "Write", "--topic", "orders")
    refused = produce(carol, "x\n")
    assert "AuthorizationException" in refused.stdout + refused.stderr, refused.stdout + refused.stderr
    tool("acls", *admin, "--remove", "--force", "--deny-principal", "User:carol", "--operation", "Write", "--topic", "orders")
    assert "DENY" not in tool("acls", *admin, "--list")
    tool("configs", *admin, "--alter", "--delete-config", "SCRAM-SHA-512", "--entity-type", "users", "--entity-name", "carol")
    refused = wait_until(lambda: [done for done in [produce(carol, "x\n")] if "SaslAuthenticationException" in done.stdout + done.stderr],
                         "carol is refused", timeout=60)
    assert refused

    # The metadata log that says all this is Kafka's.
    box.stop()
    metadata = sorted(glob.glob(f"{box.directory}/controller/__cluster_metadata-0/*.log"))
    decoded = tool("dump", "--cluster-metadata-decoder", "--files", metadata[0])
    for record in ["USER_SCRAM_CREDENTIAL_RECORD", "REMOVE_USER_SCRAM_CREDENTIAL_RECORD", "ACCESS_CONTROL_ENTRY_RECORD",
                   "REMOVE_ACCESS_CONTROL_ENTRY_RECORD"]:
        assert f'"type":"{record}"' in decoded, f"{record}: {decoded[:2000]}"
    assert "carol-secret" not in decoded

print("ok")
