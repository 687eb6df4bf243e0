// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/base/kafka_error.h"
#include "backend/sandbox/metadata/config_defs.h"
#include "backend/sandbox/metadata/topic_log_config.h"

#include <QtTest>

#include <algorithm>

using namespace weir;
using namespace weir::sandbox;

namespace {

const EffectiveConfig &named(const std::vector<EffectiveConfig> &all, std::string_view name)
{
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto &one) { return one.name == name; });
    if (found == all.end())
        qFatal("no such setting");
    return *found;
}

const ConfigMap kNone;

} // namespace

class TestConfigDefs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tablesAreSound()
    {
        QCOMPARE(topicConfigDefs().size(), std::size_t(33));
        QVERIFY(brokerConfigDefs().size() > 250);
        for (const auto defs : {topicConfigDefs(), brokerConfigDefs()}) {
            for (std::size_t i = 0; i < defs.size(); ++i) {
                QVERIFY2(i == 0 || defs[i - 1].name < defs[i].name, std::string(defs[i].name).c_str());
                QVERIFY(defs[i].documentation.size() > 10);
                QVERIFY(defs[i].documentation.ends_with('.'));
            }
        }
        // Every default satisfies its own rule.
        for (const ConfigDef &def : topicConfigDefs())
            QVERIFY2(validateTopicConfig(def.name, *def.defaultValue), std::string(def.name).c_str());
        for (const ConfigDef &def : brokerConfigDefs()) {
            if (def.defaultValue)
                QVERIFY2(validateBrokerConfig(def.name, *def.defaultValue), std::string(def.name).c_str());
        }
        // Every synonym is a broker setting with the same default, but for those that give none.
        for (const ConfigDef &def : topicConfigDefs()) {
            for (const BrokerSynonym &synonym : brokerSynonymsOf(def.name))
                QVERIFY2(findBrokerConfig(synonym.name) != nullptr, std::string(synonym.name).c_str());
            const BrokerConfigView broker(kNone, kNone, kNone);
            QCOMPARE(broker.topicDefault(def.name), std::string(*def.defaultValue));
        }
    }

    void validates_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("words"); // empty: valid
        const auto row = [](const char *name, const char *value, const char *words) {
            QTest::addRow("%s=%s", name, value)
                << QString::fromLatin1(name) << QString::fromLatin1(value) << QString::fromLatin1(words);
        };
        row("retention.ms", "-1", "");
        row("retention.ms", " 5 ", "");
        row("retention.ms", "+5", "");
        row("retention.ms", "-2", "Invalid value -2 for configuration retention.ms: Value must be at least -1");
        row("retention.ms", "soon", "Invalid value soon for configuration retention.ms: Not a number of type LONG");
        row("retention.ms", "9223372036854775808",
            "Invalid value 9223372036854775808 for configuration retention.ms: Not a number of type LONG");
        row("segment.bytes", "2147483648",
            "Invalid value 2147483648 for configuration segment.bytes: Not a number of type INT");
        row("segment.bytes", "1", "Invalid value 1 for configuration segment.bytes: Value must be at least 1048576");
        row("min.cleanable.dirty.ratio", "1.5",
            "Invalid value 1.5 for configuration min.cleanable.dirty.ratio: Value must be no more than 1");
        row("min.cleanable.dirty.ratio", "0.25", "");
        row("preallocate", "TRUE", "");
        row("preallocate", "yes",
            "Invalid value yes for configuration preallocate: Expected value to be either true or false");
        row("cleanup.policy", "compact, delete", "");
        row("cleanup.policy", "", "");
        row("cleanup.policy", "shred",
            "Invalid value shred for configuration cleanup.policy: String must be one of: compact, delete");
        row("compression.type", "lz4", "");
        row("compression.type", "none",
            "Invalid value none for configuration compression.type: String must be one of: uncompressed, zstd, lz4, "
            "snappy, gzip, producer");
        row("compression.gzip.level", "-1", "");
        row("compression.gzip.level", "0",
            "Invalid value 0 for configuration compression.gzip.level: Value must be between 1 and 9 or equal to -1");
        row("leader.replication.throttled.replicas", "*", "");
        row("leader.replication.throttled.replicas", "0:1,1:2", "");
        row("leader.replication.throttled.replicas", "0-1",
            "Invalid value [0-1] for configuration leader.replication.throttled.replicas: "
            "leader.replication.throttled.replicas must be the literal '*' or a list of replicas in the following "
            "format: "
            "[partitionId]:[brokerId],[partitionId]:[brokerId],...");
        row("no.such", "1", "Unknown topic config name: no.such");
    }
    void validates()
    {
        QFETCH(QString, name);
        QFETCH(QString, value);
        QFETCH(QString, words);
        const auto status = validateTopicConfig(name.toStdString(), value.toStdString());
        QCOMPARE(status ? QString() : QString::fromStdString(status.error().peerText), words);
        if (!status)
            QCOMPARE(status.error().kafkaCode, base::code(base::KafkaError::InvalidConfig));
    }

    void validatesTogether()
    {
        QVERIFY(validateTopicConfigs({{"min.compaction.lag.ms", "5"}, {"max.compaction.lag.ms", "6"}}));
        QVERIFY(!validateTopicConfigs({{"min.compaction.lag.ms", "7"}, {"max.compaction.lag.ms", "6"}}));
        QVERIFY(!validateTopicConfigs({{"remote.storage.enable", "true"}}));
        QVERIFY(
            validateStaticConfigs({{"num.io.threads", "3"}, {"listener.name.internal.ssl.keystore.location", "x"}}));
        QVERIFY(!validateStaticConfigs({{"num.io.threads", "0"}}));
        QVERIFY(!validateStaticConfigs({{"num.io.thread", "1"}}));
        QVERIFY(!validateStaticConfigs({{"listener.name.internal.no.such", "x"}}));
        QVERIFY(!validateDynamicBrokerConfig("node.id", "1", true));
        QVERIFY(validateDynamicBrokerConfig("num.io.threads", "4", false));
        QVERIFY(!validateDynamicBrokerConfig("listeners", "PLAINTEXT://:1", false));
        QVERIFY(validateDynamicBrokerConfig("listeners", "PLAINTEXT://:1", true));
        QVERIFY(validateDynamicBrokerConfig("somebodys.plugin.setting", "x", true));
    }

    void tellsWhereAValueComesFrom()
    {
        const ConfigMap statics{{"log.segment.bytes", "2000000"}, {"log.retention.hours", "48"}, {"broker.rack", "r1"}};
        const ConfigMap perBroker{{"log.segment.bytes", "4000000"}};
        const ConfigMap cluster{{"log.segment.bytes", "3000000"}, {"min.insync.replicas", "2"}};
        const BrokerConfigView broker(statics, perBroker, cluster);
        const ConfigMap topic{{"segment.bytes", "5000000"}, {"cleanup.policy", "compact, delete"}};
        const auto all = describeTopicConfigs(broker, topic);

        const EffectiveConfig &segment = named(all, "segment.bytes");
        QCOMPARE(*segment.value, std::string("5000000"));
        QCOMPARE(segment.source, ConfigSource::DynamicTopic);
        const std::vector<ConfigSynonym> chain{
            {"segment.bytes", "5000000", ConfigSource::DynamicTopic},
            {"log.segment.bytes", "4000000", ConfigSource::DynamicBroker},
            {"log.segment.bytes", "3000000", ConfigSource::DynamicDefaultBroker},
            {"log.segment.bytes", "2000000", ConfigSource::StaticBroker},
            {"log.segment.bytes", "1073741824", ConfigSource::Default},
        };
        QVERIFY(segment.synonyms == chain);
        QCOMPARE(*named(all, "cleanup.policy").value, std::string("compact,delete"));
        QCOMPARE(*named(all, "min.insync.replicas").value, std::string("2"));
        QCOMPARE(named(all, "min.insync.replicas").source, ConfigSource::DynamicDefaultBroker);
        // Kafka's way with a setting in another unit: its value counts, its chain is not shown.
        QCOMPARE(*named(all, "retention.ms").value, std::string("172800000"));
        QVERIFY(named(all, "retention.ms").synonyms.empty());
        QCOMPARE(named(all, "retention.ms").source, ConfigSource::Default);
        QCOMPARE(named(all, "flush.ms").source, ConfigSource::Default);

        const auto brokers = describeBrokerConfigs(broker);
        QCOMPARE(named(brokers, "broker.rack").source, ConfigSource::StaticBroker);
        QVERIFY(named(brokers, "broker.rack").readOnly);
        QVERIFY(!named(brokers, "log.segment.bytes").readOnly);
        QVERIFY(named(brokers, "ssl.keystore.password").sensitive);
        QVERIFY(!named(brokers, "ssl.keystore.password").value);
        const auto defaults = describeDefaultBrokerConfigs(cluster);
        QCOMPARE(defaults.size(), std::size_t(2));
        QCOMPARE(named(defaults, "min.insync.replicas").synonyms.size(), std::size_t(1));
    }

    void neverTellsASecret()
    {
        const ConfigMap statics{{"ssl.key.password", "hunter2"},
                                {"listener.name.x.ssl.key.password", "hunter2"},
                                {"plugin.unknown", "hunter2"}};
        const BrokerConfigView broker(statics, kNone, kNone);
        for (const EffectiveConfig &entry : describeBrokerConfigs(broker)) {
            QVERIFY(entry.value != "hunter2");
            for (const ConfigSynonym &synonym : entry.synonyms)
                QVERIFY2(synonym.value != "hunter2", entry.name.c_str());
        }
    }

    void becomesLogConfig()
    {
        const ConfigMap statics{{"log.retention.minutes", "2"}, {"message.max.bytes", "500"}};
        const BrokerConfigView broker(statics, kNone, kNone);
        const LogConfig plain = logConfigOf(BrokerConfigView(kNone, kNone, kNone), {});
        const LogConfig standard;
        QCOMPARE(plain.segmentBytes, standard.segmentBytes);
        QCOMPARE(plain.segmentMs, standard.segmentMs);
        QCOMPARE(plain.retentionMs, standard.retentionMs);
        QCOMPARE(plain.maxMessageBytes, standard.maxMessageBytes);
        QCOMPARE(plain.flushMs, standard.flushMs);
        QCOMPARE(plain.compact, false);
        QCOMPARE(plain.deleteOld, true);
        QVERIFY(!plain.compressionType);
        QCOMPARE(plain.producerIdExpirationMs, standard.producerIdExpirationMs);

        const LogConfig config = logConfigOf(broker, {{"cleanup.policy", "compact"},
                                                      {"compression.type", "zstd"},
                                                      {"message.timestamp.type", "LogAppendTime"},
                                                      {"min.insync.replicas", "2"},
                                                      {"min.cleanable.dirty.ratio", "0.1"},
                                                      {"unclean.leader.election.enable", "true"}});
        QCOMPARE(config.retentionMs, std::int64_t(120'000));
        QCOMPARE(config.maxMessageBytes, 500);
        QVERIFY(config.compact);
        QVERIFY(!config.deleteOld);
        QVERIFY(config.compressionType == wire::Compression::Zstd);
        QVERIFY(config.messageTimestampType == wire::TimestampType::LogAppendTime);
        QCOMPARE(config.minInsyncReplicas, 2);
        QCOMPARE(config.minCleanableDirtyRatio, 0.1);
        QVERIFY(config.uncleanLeaderElectionEnable);
        QCOMPARE(logConfigOf(BrokerConfigView({{"log.retention.hours", "-1"}}, kNone, kNone), {}).retentionMs,
                 std::int64_t(-1));
    }
};

QTEST_GUILESS_MAIN(TestConfigDefs)
#include "tst_config_defs.moc"
