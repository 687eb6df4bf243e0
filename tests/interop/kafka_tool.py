# SPDX-License-Identifier: GPL-3.0-or-later
"""Apache Kafka's own command line tools, by short names."""
import glob
import os

from harness import SOURCE, kafka_libs, run

libs = kafka_libs()
LOGGING = os.path.join(SOURCE, "tests/peers/log4j2.yaml")
TOOLS = {
    "client-metrics": "org.apache.kafka.tools.ClientMetricsCommand",
    "cluster": "org.apache.kafka.tools.ClusterTool",
    "reassign": "org.apache.kafka.tools.reassign.ReassignPartitionsCommand",
    "leader-election": "org.apache.kafka.tools.LeaderElectionCommand",
    "features": "org.apache.kafka.tools.FeatureCommand",
    "quorum": "org.apache.kafka.tools.MetadataQuorumCommand",
    "acls": "org.apache.kafka.tools.AclCommand",
    "topics": "org.apache.kafka.tools.TopicCommand",
    "share-groups": "org.apache.kafka.tools.consumer.group.ShareGroupCommand",
    "groups": "org.apache.kafka.tools.consumer.group.ConsumerGroupCommand",
    "configs": "org.apache.kafka.tools.ConfigCommand",
    "log-dirs": "org.apache.kafka.tools.LogDirsCommand",
    "producer": "org.apache.kafka.tools.ConsoleProducer",
    "consumer": "org.apache.kafka.tools.consumer.ConsoleConsumer",
    "perf": "org.apache.kafka.tools.ProducerPerformance",
    "offsets": "org.apache.kafka.tools.GetOffsetShell",
    "delete-records": "org.apache.kafka.tools.DeleteRecordsCommand",
    "tokens": "org.apache.kafka.tools.DelegationTokenCommand",
    "dump": "org.apache.kafka.tools.DumpLogSegments",
    "transactions": "org.apache.kafka.tools.TransactionsCommand",
    "versions": "org.apache.kafka.tools.BrokerApiVersionsCommand",
}


def class_of(tool):
    """Some tools have moved between packages; the jars tell."""
    name = TOOLS[tool]
    moved = {"configs": "kafka.admin.ConfigCommand", "dump": "kafka.tools.DumpLogSegments",
             "producer": "kafka.tools.ConsoleProducer", "versions": "kafka.admin.BrokerApiVersionsCommand"}
    if tool in moved and not has_class(name):
        return moved[tool]
    return name


_classes = None


def has_class(name):
    global _classes
    if _classes is None:
        import zipfile
        _classes = set()
        for jar in glob.glob(os.path.join(libs, "kafka*.jar")):
            with zipfile.ZipFile(jar) as file:
                _classes.update(file.namelist())
    return name.replace(".", "/") + ".class" in _classes


def run_tool(name, *arguments, data=None, timeout=120, check=True):
    return run("java", "-Xmx256m", "-XX:TieredStopAtLevel=1", f"-Dlog4j2.configurationFile={LOGGING}", "-cp", f"{libs}/*",
               class_of(name), *arguments, data=data, timeout=timeout, check=check)


def tool(name, *arguments, **options):
    return run_tool(name, *arguments, **options).stdout
