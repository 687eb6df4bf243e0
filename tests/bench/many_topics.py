# SPDX-License-Identifier: GPL-3.0-or-later
"""Creates many topics through the Python client of the interop tests."""
import json
import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

PROGRAM = """
import json, sys
from confluent_kafka.admin import AdminClient, NewTopic
bootstrap, topics, partitions = json.loads(sys.argv[1])
admin = AdminClient({"bootstrap.servers": bootstrap})
for first in range(0, topics, 500):
    new = [NewTopic(f"topic-{i:05d}", partitions, 1) for i in range(first, min(topics, first + 500))]
    for future in admin.create_topics(new, request_timeout=120, operation_timeout=120).values():
        future.result(180)
"""


def create(bootstrap, topics, partitions):
    python = subprocess.run([os.path.join(ROOT, "tests/interop/prepare.sh")], capture_output=True, text=True, check=True).stdout.strip()
    subprocess.run([python, "-c", PROGRAM, json.dumps([bootstrap, topics, partitions])], check=True, timeout=900)
