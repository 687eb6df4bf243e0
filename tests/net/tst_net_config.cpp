// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/net/client_config.h"

#include <QTest>

using namespace weir::net;
using weir::base::ErrorKind;

class TestNetConfig : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addresses_data();
    void addresses();
    void addressLists();
    void propertiesSyntax();
    void plain();
    void scramAndTls();
    void librdkafkaNames();
    void refused_data();
    void refused();
    void weirKeysAndIgnored();
};

void TestNetConfig::addresses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("host");
    QTest::addColumn<int>("port");
    QTest::newRow("name") << QStringLiteral("kafka-1.example:9092") << QStringLiteral("kafka-1.example") << 9092;
    QTest::newRow("v4") << QStringLiteral(" 127.0.0.1:1 ") << QStringLiteral("127.0.0.1") << 1;
    QTest::newRow("v6") << QStringLiteral("[::1]:65535") << QStringLiteral("::1") << 65535;
    QTest::newRow("scheme") << QStringLiteral("SASL_SSL://host:9093") << QStringLiteral("host") << 9093;
    QTest::newRow("no port") << QStringLiteral("host") << QString() << 0;
    QTest::newRow("port zero") << QStringLiteral("host:0") << QString() << 0;
    QTest::newRow("port too large") << QStringLiteral("host:65536") << QString() << 0;
    QTest::newRow("port text") << QStringLiteral("host:90a") << QString() << 0;
    QTest::newRow("bare v6") << QStringLiteral("::1:9092") << QString() << 0;
    QTest::newRow("no host") << QStringLiteral(":9092") << QString() << 0;
    QTest::newRow("path") << QStringLiteral("a/b:9092") << QString() << 0;
}

void TestNetConfig::addresses()
{
    QFETCH(QString, text);
    QFETCH(QString, host);
    QFETCH(int, port);
    const auto parsed = Address::parse(text.toStdString());
    QCOMPARE(parsed.has_value(), port != 0);
    if (!parsed) {
        QCOMPARE(parsed.error().kind, ErrorKind::Invalid);
        QCOMPARE(parsed.error().target, text.trimmed().toStdString());
        return;
    }
    QCOMPARE(QString::fromStdString(parsed->host), host);
    QCOMPARE(int(parsed->port), port);
    QCOMPARE(*Address::parse(parsed->toString()), *parsed);
}

void TestNetConfig::addressLists()
{
    const auto list = Address::parseList(" a:1, b:2 ,,[::1]:3");
    QVERIFY(list.has_value());
    QCOMPARE(list->size(), std::size_t(3));
    QCOMPARE((*list)[2].host, std::string("::1"));
    QVERIFY(!Address::parseList(" , ").has_value());
    QVERIFY(!Address::parseList("a:1,b").has_value());
}

void TestNetConfig::propertiesSyntax()
{
    const auto pairs = parseProperties("# comment\n"
                                       "! another\r\n"
                                       "\n"
                                       "  key = value with blanks \n"
                                       "colon:x\n"
                                       "blank y\n"
                                       "empty=\n"
                                       "alone\n"
                                       "long = one, \\\n"
                                       "       two\\\\\n"
                                       "esc\\:aped\\ key=\\u00e9\\t\\\\!\n"
                                       "hash=a#b\n"
                                       "last=end");
    const std::vector<std::pair<std::string, std::string>> expected{
        {"key", "value with blanks "}, {"colon", "x"},          {"blank", "y"},    {"empty", ""}, {"alone", ""},
        {"long", "one, two\\"},        {"esc:aped key", "é\t\\!"}, {"hash", "a#b"}, {"last", "end"}};
    QCOMPARE(pairs.size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        QCOMPARE(pairs[i].first, expected[i].first);
        QCOMPARE(pairs[i].second, expected[i].second);
    }
}

void TestNetConfig::plain()
{
    const auto parsed = parseClientProperties(
        "bootstrap.servers=a:9092,b:9092\n"
        "security.protocol=sasl_plaintext\n"
        "sasl.mechanism=PLAIN\n"
        "sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username=\"us er\" \\\n"
        "  password=\"pa\\\"ss;=\";\n"
        "client.id=mine\nrequest.timeout.ms=1234\n");
    QVERIFY(parsed.has_value());
    const ClientConfig &config = parsed->config;
    QCOMPARE(config.bootstrap.size(), std::size_t(2));
    QCOMPARE(config.protocol, SecurityProtocol::SaslPlaintext);
    QCOMPARE(config.mechanism, SaslMechanism::Plain);
    QCOMPARE(config.user, std::string("us er"));
    // The file's escapes are read first (\" becomes "), so that the quotation ends there, as it does in Java.
    QCOMPARE(config.password, std::string("pa\"ss;=").substr(0, 2) + "ss");
    QCOMPARE(config.clientId, std::string("mine"));
    QCOMPARE(config.requestTimeout.count(), 1234);
}

void TestNetConfig::scramAndTls()
{
    const auto parsed = parseClientProperties(
        "bootstrap.servers=a:9093\nsecurity.protocol=SASL_SSL\nsasl.mechanism=SCRAM-SHA-512\n"
        "sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required username=admin password='s3 cret';\n"
        "ssl.truststore.type=PEM\nssl.truststore.location=/etc/ca.pem\n"
        "ssl.keystore.type=PEM\nssl.keystore.location=/etc/client.pem\nssl.key.password=kp\n"
        "ssl.endpoint.identification.algorithm=\n");
    QVERIFY(parsed.has_value());
    const ClientConfig &config = parsed->config;
    QCOMPARE(config.mechanism, SaslMechanism::ScramSha512);
    QCOMPARE(config.user, std::string("admin"));
    QCOMPARE(config.password, std::string("s3 cret"));
    QCOMPARE(config.tls.caFile, std::string("/etc/ca.pem"));
    QCOMPARE(config.tls.certificateFile, std::string("/etc/client.pem"));
    QCOMPARE(config.tls.keyFile, std::string("/etc/client.pem"));
    QCOMPARE(config.tls.keyPassword, std::string("kp"));
    QVERIFY(!config.tls.verifyHostname);
    QVERIFY(config.usesTls() && config.usesSasl());
}

void TestNetConfig::librdkafkaNames()
{
    const auto parsed = parseClientProperties(
        "metadata.broker.list=a:1\nsecurity.protocol=sasl_ssl\nsasl.mechanisms=SCRAM-SHA-256\nsasl.username=u\nsasl.password=p\n"
        "ssl.ca.location=/ca.pem\nssl.certificate.location=/c.pem\nssl.key.location=/k.pem\n"
        "ssl.endpoint.identification.algorithm=https\n");
    QVERIFY(parsed.has_value());
    QCOMPARE(parsed->config.mechanism, SaslMechanism::ScramSha256);
    QCOMPARE(parsed->config.user, std::string("u"));
    QCOMPARE(parsed->config.tls.keyFile, std::string("/k.pem"));
    QVERIFY(parsed->config.tls.verifyHostname);
}

void TestNetConfig::refused_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("target");
    QTest::addColumn<int>("kind");
    const auto row = [](const char *name, const char *text, const char *target, ErrorKind kind) {
        QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(target) << int(kind);
    };
    row("jks", "ssl.truststore.type=JKS\n", "ssl.truststore.type", ErrorKind::Unsupported);
    row("jks by name", "ssl.truststore.location=/a/b.jks\n", "ssl.truststore.location", ErrorKind::Unsupported);
    row("p12 key store", "ssl.keystore.type=PKCS12\nssl.keystore.location=x\n", "ssl.keystore.type", ErrorKind::Unsupported);
    row("gssapi", "sasl.mechanism=GSSAPI\n", "sasl.mechanism", ErrorKind::Unsupported);
    row("protocol", "security.protocol=TLS\n", "security.protocol", ErrorKind::Invalid);
    row("no mechanism", "security.protocol=SASL_SSL\n", "sasl.mechanism", ErrorKind::Invalid);
    row("timeout", "request.timeout.ms=soon\n", "request.timeout.ms", ErrorKind::Invalid);
    row("jaas open", "sasl.jaas.config=x.PlainLoginModule required username=a\n", "sasl.jaas.config", ErrorKind::Invalid);
    row("jaas module", "sasl.mechanism=PLAIN\nsasl.jaas.config=com.Krb5LoginModule required a=b;\n", "sasl.jaas.config", ErrorKind::Unsupported);
}

void TestNetConfig::refused()
{
    QFETCH(QString, text);
    QFETCH(QString, target);
    QFETCH(int, kind);
    const auto parsed = parseClientProperties(text.toStdString());
    QVERIFY(!parsed.has_value());
    QCOMPARE(QString::fromStdString(parsed.error().target), target);
    QCOMPARE(int(parsed.error().kind), kind);
}

void TestNetConfig::weirKeysAndIgnored()
{
    const auto parsed = parseClientProperties("weir.read.only=true\nweir.connect.url=http://c:8083/x\nlinger.ms=5\nacks=all\n");
    QVERIFY(parsed.has_value());
    QCOMPARE(parsed->weir.at("weir.connect.url"), std::string("http://c:8083/x"));
    QCOMPARE(parsed->ignored, (std::vector<std::string>{"linger.ms", "acks"}));
}

QTEST_APPLESS_MAIN(TestNetConfig)
#include "tst_net_config.moc"
