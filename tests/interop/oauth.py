# SPDX-License-Identifier: GPL-3.0-or-later
"""OAUTHBEARER by librdkafka: tokens that an identity provider has signed, whose keys the sandbox gets from it over https."""
import base64
import http.server
import json
import os
import ssl
import tempfile
import threading
import time

from harness import python_clients, run, sandbox, wait_until

python_clients()

from confluent_kafka import KafkaError, Producer  # noqa: E402
from confluent_kafka.admin import AdminClient  # noqa: E402


def encoded(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class Provider:
    """Signs tokens, and serves its keys at https://localhost:PORT/keys."""

    def __init__(self, directory, certificate, key):
        self.directory = directory
        self.keys = []
        provider = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                body = json.dumps({"keys": provider.keys}).encode()
                self.send_response(200 if self.path == "/keys" else 404)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"https://localhost:{self.server.server_address[1]}/keys"

    def make_key(self, name):
        path = os.path.join(self.directory, f"{name}.pem")
        run("openssl", "genrsa", "-out", path, "2048")
        modulus = run("openssl", "rsa", "-in", path, "-noout", "-modulus").stdout.strip().partition("=")[2]
        return path, {"kty": "RSA", "use": "sig", "kid": name, "n": encoded(bytes.fromhex(modulus)), "e": "AQAB"}

    def token(self, path, name, claims):
        text = encoded(json.dumps({"alg": "RS256", "kid": name}).encode()) + "." + encoded(json.dumps(claims).encode())
        return text + "." + encoded(run("openssl", "dgst", "-sha256", "-sign", path, data=text.encode()).stdout)


def outcome(box, token):
    """None where a record was taken with that token, else the error."""
    errors = []
    config = {"bootstrap.servers": box.bootstrap, "security.protocol": "SASL_SSL", "sasl.mechanism": "OAUTHBEARER",
              "ssl.ca.location": os.path.join(box.directory, "tls", "ca.pem"), "oauth_cb": lambda _: (token, time.time() + 300),
              "error_cb": lambda error: errors.append(error.code()), "message.timeout.ms": 20000}
    producer = Producer(config)
    delivered = []
    producer.produce("orders", b"x", on_delivery=lambda error, _: delivered.append(error))
    deadline = time.monotonic() + 30
    while not delivered and KafkaError._AUTHENTICATION not in errors and time.monotonic() < deadline:
        producer.poll(0.1)
    if delivered:
        return delivered[0].code() if delivered[0] else None
    producer.purge()
    producer.flush(10)
    return KafkaError._AUTHENTICATION if KafkaError._AUTHENTICATION in errors else "nothing"


with sandbox(brokers=1, arguments=["--listeners", "SASL_SSL"]) as box, tempfile.TemporaryDirectory() as scratch:
    tls = os.path.join(box.directory, "tls")
    assert box.ready["tls"] == tls, box.ready
    provider = Provider(scratch, os.path.join(tls, "broker.pem"), os.path.join(tls, "broker.key"))
    first, jwk = provider.make_key("first")
    provider.keys = [jwk]
    box.stop()
    box.arguments += [
        "--set", "sasl.enabled.mechanisms=OAUTHBEARER", "--set", f"sasl.oauthbearer.jwks.endpoint.url={provider.url}",
        "--set", "sasl.oauthbearer.expected.audience=kafka", "--set",
        "listener.name.sasl_ssl.oauthbearer.sasl.jaas.config=org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required "
        f'ssl.truststore.location="{tls}/ca.pem";']
    box.start()
    told = box.ctl("listeners")["listeners"]
    assert [row["mechanisms"] for row in told] == [["OAUTHBEARER"]] and box.bootstrap in told[0]["clientProperties"], told

    def claims(**more):
        now = int(time.time())
        return {"sub": "alice", "iat": now, "exp": now + 600, "aud": "kafka", **more}

    assert outcome(box, provider.token(first, "first", claims())) is None
    assert outcome(box, provider.token(first, "first", claims(aud="other"))) == KafkaError._AUTHENTICATION
    assert outcome(box, provider.token(first, "first", claims(exp=int(time.time()) - 60))) == KafkaError._AUTHENTICATION
    # A key that is new at the provider is known soon after the first token that it signs.
    second, jwk = provider.make_key("second")
    assert outcome(box, provider.token(second, "second", claims())) == KafkaError._AUTHENTICATION
    provider.keys = [jwk]
    wait_until(lambda: outcome(box, provider.token(second, "second", claims())) is None, "the provider's new key is known")
    assert outcome(box, provider.token(first, "first", claims())) == KafkaError._AUTHENTICATION
    # A provider whose certificate nobody vouches for is not asked, and the sandbox says so instead of letting everybody in.
    box.stop()
    box.arguments.pop()
    box.arguments.pop()
    try:
        box.start()
        raise AssertionError("it has started with keys of a server that it cannot trust")
    except RuntimeError as refused:
        assert "ended with 1" in str(refused), refused
    box.process = None

print("ok")
