// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/kafka/change_commands.h"
#include "backend/kafka/cluster_collector.h"
#include "backend/kafka/consumer_protocol.h"
#include "backend/kafka/profile_config.h"

#include <QTest>

using namespace weir;
using namespace weir::kafka;
using namespace weir::model;

class TestKafkaTexts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void commands_data();
    void commands();
    void assignments();
    void versions();
    void profileToBothClients();
    void import();
    void secretsWithBackslashes();
};

void TestKafkaTexts::commands_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const Change &change, const char *expected) {
        QTest::newRow(name) << commandFor(change) << QString::fromUtf8(expected);
    };
    row("create", CreateTopic{QStringLiteral("orders"), 6, 3, {{QStringLiteral("retention.ms"), QStringLiteral("60000")}}},
        "kafka-topics.sh --bootstrap-server \"$BOOTSTRAP\" --create --topic orders --partitions 6 --replication-factor 3 --config retention.ms=60000");
    row("create with defaults", CreateTopic{QStringLiteral("a b'c"), -1, -1, {}},
        "kafka-topics.sh --bootstrap-server \"$BOOTSTRAP\" --create --topic 'a b'\\''c'");
    row("delete", DeleteTopic{QStringLiteral("orders")}, "kafka-topics.sh --bootstrap-server \"$BOOTSTRAP\" --delete --topic orders");
    row("topic config", AlterTopicConfig{QStringLiteral("t"), {{QStringLiteral("cleanup.policy"), QStringLiteral("compact,delete")}, {QStringLiteral("retention.ms"), std::nullopt}}},
        "kafka-configs.sh --bootstrap-server \"$BOOTSTRAP\" --alter --entity-type topics --entity-name t --add-config 'cleanup.policy=[compact,delete]' --delete-config retention.ms");
    row("broker config", AlterBrokerConfig{-1, {{QStringLiteral("log.cleaner.threads"), QStringLiteral("2")}}},
        "kafka-configs.sh --bootstrap-server \"$BOOTSTRAP\" --alter --entity-type brokers --entity-default --add-config log.cleaner.threads=2");
    row("partitions", AddPartitions{QStringLiteral("t"), 12}, "kafka-topics.sh --bootstrap-server \"$BOOTSTRAP\" --alter --topic t --partitions 12");
    row("records", DeleteRecords{QStringLiteral("t"), {{0, -1}, {2, 40}}},
        "echo '{\"partitions\":[{\"topic\":\"t\",\"partition\":0,\"offset\":-1},{\"topic\":\"t\",\"partition\":2,\"offset\":40}],\"version\":1}' > offsets.json && "
        "kafka-delete-records.sh --bootstrap-server \"$BOOTSTRAP\" --offset-json-file offsets.json");
    row("group", DeleteGroup{QStringLiteral("$(rm)")}, "kafka-consumer-groups.sh --bootstrap-server \"$BOOTSTRAP\" --delete --group '$(rm)'");
}

void TestKafkaTexts::commands()
{
    QFETCH(QString, command);
    QTEST(command, "expected");
}

void TestKafkaTexts::assignments()
{
    // Version 3, topic "ab" with partitions 1 and 2, topic "c" with 0, no user data.
    const base::Bytes bytes{0, 3, 0, 0, 0, 2, 0, 2, 'a', 'b', 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 0, 1, 'c', 0, 0, 0, 1, 0, 0, 0, 0, 255, 255, 255, 255};
    const auto parsed = parseAssignment(bytes);
    QVERIFY(parsed.has_value());
    QCOMPARE(*parsed, (QVector<TopicPartition>{{QStringLiteral("ab"), 1}, {QStringLiteral("ab"), 2}, {QStringLiteral("c"), 0}}));
    QVERIFY(parseAssignment({})->isEmpty());
    for (std::size_t cut = 1; cut < bytes.size() - 4; ++cut)
        QVERIFY2(!parseAssignment(base::ByteView(bytes).first(cut)).has_value(), qPrintable(QString::number(cut)));
    base::Bytes bomb{0, 0, 0x7F, 0xFF, 0xFF, 0xFF};
    QVERIFY(!parseAssignment(bomb).has_value());
}

void TestKafkaTexts::versions()
{
    net::PeerInfo peer;
    QCOMPARE(kafkaVersion(peer), QString());
    peer.apis[1] = {0, 11};
    QCOMPARE(kafkaVersion(peer), QStringLiteral("2.3 or later"));
    peer.features["metadata.version"] = 30;
    QCOMPARE(kafkaVersion(peer), QStringLiteral("4.3"));
    peer.features["metadata.version"] = 20;
    QCOMPARE(kafkaVersion(peer), QStringLiteral("3.8"));
    peer.features["metadata.version"] = 99;
    QCOMPARE(kafkaVersion(peer), QStringLiteral("4.3 or later"));
}

void TestKafkaTexts::profileToBothClients()
{
    Profile profile;
    profile.properties = {{QStringLiteral("bootstrap.servers"), QStringLiteral("a:9093,b:9093")},
                          {QStringLiteral("security.protocol"), QStringLiteral("SASL_SSL")},
                          {QStringLiteral("sasl.mechanism"), QStringLiteral("SCRAM-SHA-512")},
                          {QStringLiteral("sasl.username"), QStringLiteral("u")},
                          {QStringLiteral("ssl.truststore.type"), QStringLiteral("PEM")},
                          {QStringLiteral("ssl.truststore.location"), QStringLiteral("/ca.pem")},
                          {QStringLiteral("ssl.endpoint.identification.algorithm"), QString()}};
    const auto config = clientConfig(profile, {{QStringLiteral("sasl.password"), QStringLiteral("p")}});
    QVERIFY(config.has_value());
    QCOMPARE(config->password, std::string("p"));
    const auto properties = rdkafkaProperties(*config);
    const auto value = [&](const char *name) {
        for (const auto &[key, text] : properties) {
            if (key == name)
                return text;
        }
        return std::string("(none)");
    };
    QCOMPARE(value("bootstrap.servers"), std::string("a:9093,b:9093"));
    QCOMPARE(value("sasl.mechanism"), std::string("SCRAM-SHA-512"));
    QCOMPARE(value("sasl.password"), std::string("p"));
    QCOMPARE(value("ssl.ca.location"), std::string("/ca.pem"));
    QCOMPARE(value("ssl.endpoint.identification.algorithm"), std::string("none"));
    profile.properties.remove(QStringLiteral("bootstrap.servers"));
    QCOMPARE(clientConfig(profile, {}).error().target, std::string("bootstrap.servers"));
}

void TestKafkaTexts::import()
{
    const auto imported = importProfile(QStringLiteral("bootstrap.servers=a:1\nsecurity.protocol=SASL_PLAINTEXT\n"
                                                       "sasl.jaas.config=x.PlainLoginModule required username=\"u\" password=\"geheim\";\n"
                                                       "weir.read.only=true\nweir.connect.url=http://c:8083\nacks=all\nssl.key.password=k\n"),
                                        QStringLiteral("mine"));
    QVERIFY(imported.has_value());
    const auto &[profile, secrets, ignored] = *imported;
    QCOMPARE(ignored, QStringList{QStringLiteral("acks")});
    QCOMPARE(profile.name, QStringLiteral("mine"));
    QVERIFY(profile.readOnly);
    QVERIFY(!profile.production);
    QCOMPARE(profile.properties.value(QStringLiteral("sasl.username")), QStringLiteral("u"));
    QCOMPARE(profile.properties.value(QStringLiteral("sasl.mechanism")), QStringLiteral("PLAIN"));
    QCOMPARE(profile.properties.value(QStringLiteral("weir.connect.url")), QStringLiteral("http://c:8083"));
    QVERIFY(!profile.properties.contains(QStringLiteral("acks")));
    QCOMPARE(secrets.value(QStringLiteral("sasl.password")), QStringLiteral("geheim"));
    QCOMPARE(secrets.value(QStringLiteral("ssl.key.password")), QStringLiteral("k"));
    for (const QString &value : profile.properties)
        QVERIFY(!value.contains(QStringLiteral("geheim")));
    // What was imported opens again.
    QCOMPARE(clientConfig(profile, secrets)->password, std::string("geheim"));
    QVERIFY(!importProfile(QStringLiteral("client.id=x\n"), QString()).has_value());

    // Java's names for files become the ones that the window has fields for, and still mean the same.
    const auto java = importProfile(QStringLiteral("bootstrap.servers=a:1\nsecurity.protocol=SSL\nlinger.ms=5\ngroup.id=g\nlinger.ms=6\n"
                                                   "ssl.truststore.type=PEM\nssl.truststore.location=/ca.pem\nssl.truststore.password=t\n"
                                                   "ssl.keystore.type=PEM\nssl.keystore.location=/me.pem\nssl.key.password=k\n"), QStringLiteral("java"));
    QVERIFY(java.has_value());
    // Each once, in the order of the file; a PEM trust store has no password.
    QCOMPARE(java->ignored, (QStringList{QStringLiteral("linger.ms"), QStringLiteral("group.id"), QStringLiteral("ssl.truststore.password")}));
    QCOMPARE(java->profile.properties.value(QStringLiteral("ssl.ca.location")), QStringLiteral("/ca.pem"));
    QCOMPARE(java->profile.properties.value(QStringLiteral("ssl.certificate.location")), QStringLiteral("/me.pem"));
    QCOMPARE(java->profile.properties.value(QStringLiteral("ssl.key.location")), QStringLiteral("/me.pem"));
    QVERIFY(!java->profile.properties.contains(QStringLiteral("ssl.truststore.location")) && !java->profile.properties.contains(QStringLiteral("ssl.keystore.location")));
    const auto config = clientConfig(java->profile, java->secrets);
    QVERIFY(config.has_value());
    QCOMPARE(config->tls.caFile, std::string("/ca.pem"));
    QCOMPARE(config->tls.certificateFile, std::string("/me.pem"));
    QCOMPARE(config->tls.keyPassword, std::string("k"));
    // A private key is never written where profiles are.
    const auto inlined = importProfile(QStringLiteral("bootstrap.servers=a:1\nsecurity.protocol=SSL\nssl.keystore.type=PEM\nssl.keystore.key=KEY\nssl.keystore.certificate.chain=CHAIN\n"), QStringLiteral("inlined"));
    QVERIFY(inlined.has_value());
    QVERIFY(!inlined->profile.properties.values().contains(QStringLiteral("KEY")));
    QCOMPARE(inlined->secrets.value(QStringLiteral("ssl.keystore.key")), QStringLiteral("KEY"));
}

void TestKafkaTexts::secretsWithBackslashes()
{
    Profile profile;
    profile.properties.insert(QStringLiteral("bootstrap.servers"), QStringLiteral("a:1"));
    const QString secret = QStringLiteral(" a\\b=c#d\n:\te! 비밀 ");
    const auto config = clientConfig(profile, {{QStringLiteral("sasl.password"), secret}});
    QCOMPARE(QString::fromStdString(config->password), secret);
}

QTEST_APPLESS_MAIN(TestKafkaTexts)
#include "tst_kafka_texts.moc"
