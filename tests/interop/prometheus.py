# SPDX-License-Identifier: GPL-3.0-or-later
"""A real Prometheus scrapes weir-exporter, and its own check finds nothing wrong with the text."""
import json
import os
import shutil
import signal
import subprocess
import tempfile
import urllib.parse
import urllib.request

from harness import BIN, free_base, run, sandbox, skip, wait_until

if not shutil.which("prometheus"):
    skip("prometheus is not installed")

with sandbox(brokers=3) as box, tempfile.TemporaryDirectory() as scratch:
    lines = "".join(f"{i}\n" for i in range(1000))
    run("kcat", "-b", box.bootstrap, "-P", "-t", "orders", data=lines)
    run("kcat", "-b", box.bootstrap, "-G", "billing", "-e", "-q", "-X", "auto.offset.reset=earliest", "orders")
    run("kcat", "-b", box.bootstrap, "-P", "-t", "orders", data="one more\n")

    base = free_base()
    exporter = subprocess.Popen([os.path.join(BIN, "weir-exporter"), "--bootstrap", box.bootstrap, "--listen", f"127.0.0.1:{base}", "--interval", "1"])
    with open(os.path.join(scratch, "prometheus.yml"), "w") as config:
        config.write(f"global: {{scrape_interval: 1s}}\nscrape_configs:\n- job_name: weir\n  static_configs: [{{targets: ['127.0.0.1:{base}']}}]\n")
    prometheus = subprocess.Popen(
        ["prometheus", f"--config.file={scratch}/prometheus.yml", f"--storage.tsdb.path={scratch}/tsdb",
         f"--web.listen-address=127.0.0.1:{base + 1}", "--log.level=error"])
    try:
        def text():
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{base}/metrics", timeout=5) as answer:
                    body = answer.read().decode()
                    return body if "weir_up 1" in body else None
            except OSError:
                return None

        body = wait_until(text, "an exposition with weir_up 1")
        if shutil.which("promtool"):
            checked = run("promtool", "check", "metrics", data=body, check=False)
            assert checked.returncode == 0 or "error" not in (checked.stdout + checked.stderr).lower(), checked.stderr

        def query(expression):
            url = f"http://127.0.0.1:{base + 1}/api/v1/query?" + urllib.parse.urlencode({"query": expression})
            try:
                with urllib.request.urlopen(url, timeout=5) as answer:
                    result = json.load(answer)["data"]["result"]
                    return result[0]["value"][1] if result else None
            except OSError:
                return None

        assert wait_until(lambda: query('sum(kafka_topic_partition_current_offset{topic="orders"})') == "1001", "the offsets in Prometheus")
        assert wait_until(lambda: query('kafka_consumergroup_lag_sum{consumergroup="billing",topic="orders"}') == "1", "the lag in Prometheus")
        assert query("kafka_brokers") == "3"
        assert query('up{job="weir"}') == "1"

        # A cluster that goes away is told as such, and the exporter goes on.
        box.stop()
        assert wait_until(lambda: query("weir_up") == "0", "weir_up 0 after the cluster has stopped")
    finally:
        prometheus.terminate()
        exporter.send_signal(signal.SIGTERM)
        prometheus.wait(20)
        assert exporter.wait(20) == 0, "weir-exporter did not end cleanly"

print("ok")
