// SPDX-License-Identifier: GPL-3.0-or-later
// A cluster whose listeners ask who is there: our own client through every door, brokers among each other, restarts.
#include "tests/sandbox/cluster/cluster_client.h"

#include "backend/base/kafka_error.h"
#include "backend/net/tls_context.h"
#include "backend/sandbox/metadata/config_defs.h"

#include <QTest>

using namespace weir;
using namespace weir::sandbox;
using namespace weir::sandbox::test;
using base::ErrorKind;
using base::KafkaError;
using net::SaslMechanism;
using net::SecurityProtocol;

namespace {

const std::vector<std::string> kAllDoors{"PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"};

std::string addressOf(const Cluster &cluster, std::int32_t broker, const std::string &listener)
{
    for (const auto &[name, address] : cluster.listenersOf(broker)) {
        if (name == listener)
            return address;
    }
    return {};
}

net::ClientConfig configFor(const TestCluster &test, SecurityProtocol protocol, const std::string &user = {}, const std::string &password = {},
                            SaslMechanism mechanism = SaslMechanism::ScramSha512)
{
    const std::string tls = test.options.directory + "/tls/";
    net::ClientConfig config;
    config.protocol = protocol;
    config.mechanism = mechanism;
    config.user = user;
    config.password = password;
    if (config.usesTls())
        config.tls.caFile = tls + "ca.pem";
    if (protocol == SecurityProtocol::Ssl) {
        config.tls.certificateFile = tls + "client.pem";
        config.tls.keyFile = tls + "client.key";
    }
    return config;
}

Client clientOf(TestCluster &test, const net::ClientConfig &config, std::int32_t broker = 1)
{
    return Client(test.io, addressOf(*test.cluster, broker, net::wordOf(config.protocol)), config);
}

} // namespace

class TestSecureCluster : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyDoor();
    void wrongCredentials();
    void brokersAmongThemselves();
    void usersAndCertificatesStay();
    void whatCannotBe();
};

void TestSecureCluster::everyDoor()
{
    TestCluster test(2, {{"ssl.client.auth", "required"}});
    test.options.listeners = kAllDoors;
    test.options.users = {{"alice", "alice-secret"}};
    START(test);
    std::vector<net::ClientConfig> ways{configFor(test, SecurityProtocol::Plaintext), configFor(test, SecurityProtocol::Ssl)};
    for (const auto protocol : {SecurityProtocol::SaslPlaintext, SecurityProtocol::SaslSsl}) {
        for (const auto mechanism : {SaslMechanism::Plain, SaslMechanism::ScramSha256, SaslMechanism::ScramSha512})
            ways.push_back(configFor(test, protocol, "alice", "alice-secret", mechanism));
    }
    int number = 0;
    for (const auto &way : ways) {
        const std::string topic = "t" + std::to_string(number++);
        Client client = clientOf(test, way);
        QCOMPARE(client.createTopic(topic, 1, 2), std::int16_t{0});
        QVERIFY(eventually([&] { return test.leaderOf(topic, 0) > 0; }));
        Client leader = clientOf(test, way, test.leaderOf(topic, 0));
        const std::string large(200'000, 'x');
        QCOMPARE(leader.produce(topic, 0, {large, "second"}).error, std::int16_t{0});
        QCOMPARE(leader.fetch(topic, 0, 0, 2000).values, (std::vector<std::string>{large, "second"}));
        // Each listener tells of itself.
        const auto metadata = client.call(wire::MetadataRequest{});
        QVERIFY(metadata);
        for (const auto &broker : metadata->brokers)
            QCOMPARE(broker.host + ":" + std::to_string(broker.port), addressOf(*test.cluster, broker.nodeId, net::wordOf(way.protocol)));
    }
}

void TestSecureCluster::wrongCredentials()
{
    TestCluster test(1);
    test.options.listeners = kAllDoors;
    test.options.users = {{"alice", "alice-secret"}};
    START(test);
    for (const auto mechanism : {SaslMechanism::Plain, SaslMechanism::ScramSha256, SaslMechanism::ScramSha512}) {
        for (const char *user : {"alice", "nobody"}) {
            Client client = clientOf(test, configFor(test, SecurityProtocol::SaslPlaintext, user, "other-secret", mechanism));
            const auto refused = client.call(wire::MetadataRequest{});
            QVERIFY(!refused);
            QCOMPARE(refused.error().kind, ErrorKind::Refused);
            QCOMPARE(refused.error().kafkaCode, base::code(KafkaError::SaslAuthenticationFailed));
            QVERIFY(base::describe(refused.error()).find("other-secret") == std::string::npos);
        }
    }
    // Who speaks another protocol than the door does.
    Client plain(test.io, addressOf(*test.cluster, 1, "SASL_PLAINTEXT"));
    QVERIFY(!plain.call(wire::MetadataRequest{}));
    Client noTls(test.io, addressOf(*test.cluster, 1, "SSL"));
    QVERIFY(!noTls.call(wire::MetadataRequest{}));
    // The door between the nodes, and the controller's, know nobody from outside.
    const ImagePtr image = test.cluster->image();
    const Endpoint *inside = image->broker(1)->endpoint("REPLICATION");
    QVERIFY(inside != nullptr);
    QCOMPARE(inside->securityProtocol, std::int16_t{2});
    for (const std::string &address : {inside->host + ":" + std::to_string(inside->port), test.cluster->controllerAddress()}) {
        Client nobody(test.io, address);
        QVERIFY(!nobody.call(wire::MetadataRequest{}));
        Client alice(test.io, address, configFor(test, SecurityProtocol::SaslPlaintext, "alice", "alice-secret", SaslMechanism::Plain));
        QVERIFY(!alice.call(wire::MetadataRequest{}));
    }
    // One that asks for nothing has no such doors.
    TestCluster open(1);
    START(open);
    QVERIFY(open.cluster->image()->broker(1)->endpoint("REPLICATION") == nullptr);
}

/// Without any PLAINTEXT listener they replicate, hand over and come back all the same.
void TestSecureCluster::brokersAmongThemselves()
{
    TestCluster test(3);
    test.options.listeners = {"SASL_SSL"};
    test.options.users = {{"alice", "alice-secret"}};
    START(test);
    const auto way = configFor(test, SecurityProtocol::SaslSsl, "alice", "alice-secret");
    Client client = clientOf(test, way);
    QCOMPARE(client.createTopic("t", 1, 3, {{"min.insync.replicas", "2"}}), std::int16_t{0});
    QVERIFY(eventually([&] { return test.leaderOf("t", 0) > 0; }));
    const std::int32_t first = test.leaderOf("t", 0);
    QCOMPARE(clientOf(test, way, first).produce("t", 0, {"a", "b"}).error, std::int16_t{0});
    QVERIFY(test.cluster->killBroker(first));
    QVERIFY(eventually([&] { return test.leaderOf("t", 0) > 0 && test.leaderOf("t", 0) != first; }));
    QCOMPARE(clientOf(test, way, test.leaderOf("t", 0)).produce("t", 0, {"c"}).error, std::int16_t{0});
    QVERIFY(test.cluster->startBroker(first));
    QVERIFY(eventually([&] { return test.isrOf("t", 0) == 3; }));
    // What a client inside this process is given works on it as well.
    const net::ClientConfig inside = test.cluster->insideClient();
    QCOMPARE(inside.bootstrap.size(), std::size_t{3});
    Client insider(test.io, inside.bootstrap.front().toString(), inside);
    const auto topic = insider.topic("t");
    QVERIFY(topic);
    QCOMPARE(topic->partitions.size(), std::size_t{1});
}

void TestSecureCluster::usersAndCertificatesStay()
{
    TestCluster test(1);
    test.options.listeners = {"PLAINTEXT", "SASL_SSL"};
    test.options.users = {{"alice", "alice-secret"}};
    START(test);
    const auto records = [&test] { return test.cluster->image()->scramUsers(); };
    const ScramUsers first = *records();
    QCOMPARE(first.size(), std::size_t{2});
    test.stop();
    // The same password again: nothing is written. Without it the credentials stay, for SCRAM.
    START(test);
    QVERIFY(*records() == first);
    test.stop();
    test.options.users.clear();
    START(test);
    QVERIFY(*records() == first);
    const auto metadata = [&test](const char *password, SaslMechanism mechanism) {
        return clientOf(test, configFor(test, SecurityProtocol::SaslSsl, "alice", password, mechanism)).call(wire::MetadataRequest{}).has_value();
    };
    QVERIFY(metadata("alice-secret", SaslMechanism::ScramSha512));
    QVERIFY(!metadata("alice-secret", SaslMechanism::Plain));
    test.stop();
    // Another one replaces it.
    test.options.users = {{"alice", "new-secret"}};
    START(test);
    QVERIFY(metadata("new-secret", SaslMechanism::ScramSha256));
    QVERIFY(!metadata("alice-secret", SaslMechanism::ScramSha256));
}

void TestSecureCluster::whatCannotBe()
{
    const auto refused = [](std::vector<std::string> listeners, ConfigMap settings, const std::string &target) {
        TestCluster test(1, std::move(settings));
        test.options.listeners = std::move(listeners);
        const auto started = test.start();
        return !started && started.error().target == target;
    };
    QVERIFY(refused({"GSSAPI"}, {}, "listener.security.protocol.map"));
    QVERIFY(refused({"PLAINTEXT", "PLAINTEXT"}, {}, "listeners"));
    QVERIFY(refused({"CONTROLLER"}, {}, "listeners"));
    QVERIFY(refused({"OUTSIDE"}, {{"listener.security.protocol.map", "OUTSIDE:TLS"}}, "listener.security.protocol.map"));
    QVERIFY(refused({"SASL_PLAINTEXT"}, {{"sasl.enabled.mechanisms", "GSSAPI"}}, "sasl.enabled.mechanisms"));
    QVERIFY(refused({"SSL"}, {{"ssl.keystore.location", "/nowhere.jks"}}, "ssl.keystore.type"));
    QVERIFY(refused({"SSL"}, {{"ssl.keystore.location", "/nowhere.pem"}, {"ssl.keystore.type", "PEM"}}, "/nowhere.pem"));
    // A name of one's own, with a protocol from the map.
    TestCluster named(1, {{"listener.security.protocol.map", "INSIDE:PLAINTEXT,OUTSIDE:SASL_PLAINTEXT"}});
    named.options.listeners = {"INSIDE", "OUTSIDE"};
    named.options.users = {{"alice", "alice-secret"}};
    START(named);
    QVERIFY(Client(named.io, addressOf(*named.cluster, 1, "INSIDE")).call(wire::MetadataRequest{}));
    QVERIFY(Client(named.io, addressOf(*named.cluster, 1, "OUTSIDE"), configFor(named, SecurityProtocol::SaslPlaintext, "alice", "alice-secret"))
                .call(wire::MetadataRequest{}));
}

QTEST_GUILESS_MAIN(TestSecureCluster)
#include "tst_secure_cluster.moc"
