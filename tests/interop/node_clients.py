# SPDX-License-Identifier: GPL-3.0-or-later
"""kafkajs, a client of its own for Node, through all that it can ask for: a protocol implementation of its own, of the years before KIP-848."""
import os
import shutil

from harness import CACHE, SOURCE, run, sandbox, skip

with open(os.path.join(SOURCE, "tests/interop/prepare.sh")) as prepare:
    VERSION = next(line.partition("=")[2].strip() for line in prepare if line.startswith("kafkajs="))
MODULES = os.path.join(CACHE, f"kafkajs-{VERSION}", "node_modules")
if not shutil.which("node"):
    skip("no node")
if not os.path.exists(os.path.join(MODULES, ".complete")):
    skip("kafkajs is not installed: tests/interop/prepare.sh installs it where npm is")

with sandbox(brokers=3, arguments=["--listeners", "PLAINTEXT,SASL_PLAINTEXT", "--user", "ann:ann-secret", "--set", "allow.everyone.if.no.acl.found=true",
                                   "--set", "authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                                   "--set", "super.users=User:ANONYMOUS"]) as box:
    os.environ["NODE_PATH"] = MODULES
    secured = ",".join(broker["listeners"]["SASL_PLAINTEXT"] for broker in box.ready["brokers"])
    done = run("node", os.path.join(SOURCE, "tests/interop/node/kafkajs.js"), box.bootstrap, secured, timeout=200)
    print(done.stdout, end="")
