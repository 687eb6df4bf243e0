# SPDX-License-Identifier: GPL-3.0-or-later
"""Apache Kafka's kafka-delegation-tokens on a sandbox, and Java clients that come by what it made."""
import base64
import glob
import hmac
import os

from harness import sandbox
from kafka_tool import run_tool, tool

SECRET = "a secret of all nodes"


def properties(box, name, user, password, mechanism, by_token=False):
    path = os.path.join(os.path.dirname(box.directory), f"{name}.properties")
    with open(path, "w", encoding="utf-8") as file:
        file.write(f"security.protocol=SASL_PLAINTEXT\nsasl.mechanism={mechanism}\n"
                   "sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required "
                   f'username="{user}" password="{password}"{" tokenauth=" + chr(34) + "true" + chr(34) if by_token else ""};\n')
    return path


settings = ["--listeners", "SASL_PLAINTEXT", "--set", f"delegation.token.secret.key={SECRET}", "--set", "super.users=User:admin",
            "--set", "authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer"]
for who in ("admin", "alice", "bob"):
    settings += ["--user", f"{who}:{who}-secret"]
with sandbox(brokers=3, arguments=settings) as box:
    def login(user):
        return properties(box, user, user, f"{user}-secret", "SCRAM-SHA-512")

    def tokens(user, *arguments, config=None):
        done = run_tool("tokens", "--bootstrap-server", box.bootstrap, "--command-config", config or login(user), *arguments, check=False)
        return done.stdout + done.stderr

    def row(text):
        """The id and the HMAC of the only token of a table."""
        rows = [line.split() for line in text.splitlines() if "User:" in line and "==" in line]
        assert len(rows) == 1, text
        return rows[0][0], rows[0][1], rows[0]

    def produce(config, text):
        done = run_tool("producer", "--bootstrap-server", box.bootstrap, "--topic", "orders", "--command-config", config, data=text, check=False)
        return done.stdout + done.stderr

    admin = ["--bootstrap-server", box.bootstrap, "--command-config", login("admin")]
    tool("topics", *admin, "--create", "--topic", "orders", "--partitions", "3", "--replication-factor", "3")
    tool("acls", *admin, "--add", "--allow-principal", "User:alice", "--producer", "--consumer", "--group", "*", "--topic", "orders")

    made = tokens("alice", "--create", "--max-life-time-period", "-1", "--renewer-principal", "User:bob")
    token, password, columns = row(made)
    assert columns[2:5] == ["User:alice", "User:alice", "[User:bob]"], made
    # Kafka's own arithmetic: HmacSHA512 of the id.
    assert base64.b64decode(password) == hmac.digest(SECRET.encode(), token.encode(), "sha512")

    # A Java client with the token is alice, by either mechanism, on all brokers that lead a partition.
    by256 = properties(box, "by256", token, password, "SCRAM-SHA-256", by_token=True)
    by512 = properties(box, "by512", token, password, "SCRAM-SHA-512", by_token=True)
    sent = produce(by256, "".join(f"{i}\n" for i in range(50))) + produce(by512, "".join(f"{i}\n" for i in range(50, 100)))
    assert "Exception" not in sent, sent
    read = run_tool("consumer", "--bootstrap-server", box.bootstrap, "--topic", "orders", "--group", "billing", "--from-beginning", "--max-messages", "100",
                    "--timeout-ms", "60000", "--command-config", by512, check=False)
    assert sorted(map(int, read.stdout.split())) == list(range(100)), read.stdout + read.stderr
    # A name is none where a password is wanted, and a token makes no token.
    assert "SaslAuthenticationException" in produce(properties(box, "name", token, password, "SCRAM-SHA-512"), "x\n")
    refused = tokens("alice", "--create", "--max-life-time-period", "-1", config=by512)
    assert "DelegationTokenDisabledException" not in refused and "not allowed" in refused, refused

    shown = tokens("bob", "--describe", "--owner-principal", "User:alice")
    assert row(shown)[:2] == (token, password), shown
    assert "Total number of tokens : 0" in tokens("bob", "--describe", "--owner-principal", "User:bob2")
    assert "Completed renew operation" in tokens("bob", "--renew", "--renew-time-period", "3600000", "--hmac", password)
    # For another owner only with the right to (KIP-373).
    refused = tokens("bob", "--create", "--max-life-time-period", "-1", "--owner-principal", "User:alice")
    assert "DelegationTokenAuthorizationException" in refused, refused
    tool("acls", *admin, "--add", "--allow-principal", "User:bob", "--operation", "CreateTokens", "--user-principal", "User:alice")
    owned = row(tokens("bob", "--create", "--max-life-time-period", "-1", "--owner-principal", "User:alice"))
    assert owned[2][2:4] == ["User:alice", "User:bob"], owned
    # Bob asked for it, and has no say in it now.
    refused = tokens("bob", "--expire", "--expiry-time-period", "-1", "--hmac", owned[1])
    assert "DelegationTokenOwnerMismatchException" in refused, refused
    assert "Completed expire operation" in tokens("alice", "--expire", "--expiry-time-period", "-1", "--hmac", password)
    assert "SaslAuthenticationException" in produce(by512, "x\n")
    refused = tokens("alice", "--renew", "--renew-time-period", "-1", "--hmac", password)
    assert "DelegationTokenNotFoundException" in refused, refused

    # The metadata log that says all this is Kafka's, and holds no HMAC.
    box.stop()
    metadata = sorted(glob.glob(f"{box.directory}/controller/__cluster_metadata-0/*.log"))
    decoded = tool("dump", "--cluster-metadata-decoder", "--files", metadata[0])
    for record in ["DELEGATION_TOKEN_RECORD", "REMOVE_DELEGATION_TOKEN_RECORD"]:
        assert f'"type":"{record}"' in decoded, f"{record}: {decoded[:2000]}"
    assert token in decoded and password not in decoded

print("ok")
