// SPDX-License-Identifier: GPL-3.0-or-later
// Delegation tokens of a running cluster: made, shown, renewed and ended through any broker, logged in with at every broker, and
// refused where Kafka refuses them.
#include "tests/sandbox/cluster/secured_cluster.h"

#include "backend/net/scram_math.h"
#include "backend/wire/messages/create_delegation_token.h"
#include "backend/wire/messages/describe_delegation_token.h"
#include "backend/wire/messages/envelope.h"
#include "backend/wire/messages/expire_delegation_token.h"
#include "backend/wire/messages/renew_delegation_token.h"

#include <set>

using namespace weir;
using namespace weir::sandbox;
using namespace weir::sandbox::test;
using base::KafkaError;

namespace {

constexpr auto kNotAllowed = base::code(KafkaError::DelegationTokenRequestNotAllowed);
constexpr auto kOff = base::code(KafkaError::DelegationTokenAuthDisabled);
constexpr auto kMayNot = base::code(KafkaError::DelegationTokenAuthorizationFailed);

struct TokenCluster : SecuredCluster {
    explicit TokenCluster(int brokers = 1, ConfigMap settings = {}) : SecuredCluster(brokers, withSecret(std::move(settings)))
    {
        options.users.emplace("bob", "bob-secret");
    }
    static ConfigMap withSecret(ConfigMap settings)
    {
        settings.try_emplace("delegation.token.secret.key", "a secret of the cluster");
        return settings;
    }
    /// By a token in place of a name and a password.
    Client by(const wire::CreateDelegationTokenResponse &token, int broker = 1, net::SaslMechanism mechanism = net::SaslMechanism::ScramSha512)
    {
        net::ClientConfig config;
        config.protocol = net::SecurityProtocol::SaslPlaintext;
        config.mechanism = mechanism;
        config.user = token.tokenId;
        config.password = net::toBase64(token.hmac);
        config.tokenAuth = true;
        return Client(io, cluster->listenersOf(broker).front().second, config);
    }
};

wire::CreateDelegationTokenResponse create(Client &client, const std::vector<std::string> &renewers = {}, const std::string &owner = {},
                                           std::int64_t maxLifetimeMs = -1, std::optional<std::int16_t> version = {})
{
    wire::CreateDelegationTokenRequest request;
    if (!owner.empty()) {
        request.ownerPrincipalType = "User";
        request.ownerPrincipalName = owner;
    }
    for (const std::string &name : renewers)
        request.renewers.push_back({"User", name, {}});
    request.maxLifetimeMs = maxLifetimeMs;
    auto response = client.call(std::move(request), version);
    wire::CreateDelegationTokenResponse none;
    none.errorCode = -1;
    return response ? std::move(*response) : none;
}

std::int16_t renew(Client &client, const base::Bytes &hmac)
{
    wire::RenewDelegationTokenRequest request;
    request.hmac = hmac;
    request.renewPeriodMs = -1;
    const auto response = client.call(std::move(request));
    return response ? response->errorCode : std::int16_t{-1};
}

std::int16_t expire(Client &client, const base::Bytes &hmac)
{
    wire::ExpireDelegationTokenRequest request;
    request.hmac = hmac;
    request.expiryTimePeriodMs = -1;
    const auto response = client.call(std::move(request));
    return response ? response->errorCode : std::int16_t{-1};
}

/// Of these owners, or all; an error as the only one.
std::set<std::string> seen(Client &client, const std::optional<std::vector<std::string>> &owners = {})
{
    wire::DescribeDelegationTokenRequest request;
    request.owners.reset();
    if (owners) {
        request.owners.emplace();
        for (const std::string &name : *owners)
            request.owners->push_back({"User", name, {}});
    }
    const auto response = client.call(std::move(request));
    if (!response || response->errorCode != 0)
        return {std::to_string(response ? response->errorCode : -1)};
    std::set<std::string> ids;
    for (const auto &token : response->tokens)
        ids.insert(token.tokenId);
    return ids;
}

using Ids = std::set<std::string>;

} // namespace

class TestDelegationTokens : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void letsInAtEveryBroker();
    void lifeOfAToken();
    void whoMaySeeAndMakeThem();
    void ofOlderVersions();
    void theSessionEndsWithTheToken();
    void refusedWhereNobodyIsKnown();
    void certificatesAreNamesToo();
    void withoutASecret();
    void overARestart();
};

void TestDelegationTokens::letsInAtEveryBroker()
{
    TokenCluster test(3);
    START(test);
    Client admin = test.as("admin");
    Client alice = test.as("alice", 2);
    QCOMPARE(admin.createTopic("orders", 1, 3), std::int16_t{0});
    QCOMPARE(allow(admin, ResourceType::Topic, "orders", AclOperation::Describe), std::int16_t{0});
    const auto token = create(alice);
    QCOMPARE(token.errorCode, std::int16_t{0});
    QCOMPARE(token.principalName, std::string("alice"));
    QCOMPARE(token.tokenRequesterPrincipalName, std::string("alice"));
    QCOMPARE(token.hmac.size(), std::size_t{64});
    for (int broker = 1; broker <= 3; ++broker) {
        for (const auto mechanism : {net::SaslMechanism::ScramSha256, net::SaslMechanism::ScramSha512}) {
            // The right is alice's; each broker hears of the token when the log reaches it.
            QVERIFY(eventually([&] { return test.by(token, broker, mechanism).topic("orders").has_value(); }));
        }
    }
    // Whoever comes by a token gets no other, and does not keep this one alive.
    Client by = test.by(token, 2);
    QCOMPARE(create(by).errorCode, kNotAllowed);
    QCOMPARE(renew(by, token.hmac), kNotAllowed);
    QCOMPARE(expire(by, token.hmac), kNotAllowed);
    QCOMPARE(seen(by), Ids{std::to_string(kNotAllowed)});
    auto wrong = token;
    wrong.hmac[0] ^= 1;
    const auto refused = test.by(wrong, 2).call(wire::MetadataRequest{});
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, base::ErrorKind::Refused);
}

void TestDelegationTokens::lifeOfAToken()
{
    TokenCluster test;
    START(test);
    Client alice = test.as("alice");
    Client bob = test.as("bob");
    const auto token = create(alice, {"bob"});
    QCOMPARE(token.errorCode, std::int16_t{0});
    const auto other = create(alice);
    wire::DescribeDelegationTokenRequest all;
    all.owners.reset();
    const auto told = bob.call(all);
    QVERIFY(told);
    QCOMPARE(told->tokens.size(), std::size_t{1});
    const auto &row = told->tokens[0];
    QCOMPARE(row.tokenId, token.tokenId);
    QCOMPARE(row.hmac, token.hmac);
    QCOMPARE(row.principalType + ":" + row.principalName, std::string("User:alice"));
    QCOMPARE(row.tokenRequesterPrincipalName, std::string("alice"));
    QCOMPARE(row.renewers.size(), std::size_t{1});
    QCOMPARE(row.renewers[0].principalName, std::string("bob"));
    QCOMPARE(row.issueTimestamp, token.issueTimestampMs);
    QCOMPARE(row.maxTimestamp, token.maxTimestampMs);
    QCOMPARE(renew(bob, token.hmac), std::int16_t{0});
    QVERIFY(bob.call(all)->tokens[0].expiryTimestamp >= row.expiryTimestamp);
    QCOMPARE(renew(bob, other.hmac), base::code(KafkaError::DelegationTokenOwnerMismatch));
    QCOMPARE(expire(bob, other.hmac), base::code(KafkaError::DelegationTokenOwnerMismatch));
    QCOMPARE(seen(alice), (Ids{token.tokenId, other.tokenId}));
    QVERIFY(test.by(token).call(wire::MetadataRequest{}));
    QCOMPARE(expire(alice, token.hmac), std::int16_t{0});
    QCOMPARE(seen(alice), Ids{other.tokenId});
    QCOMPARE(renew(alice, token.hmac), base::code(KafkaError::DelegationTokenNotFound));
    QVERIFY(!test.by(token).call(wire::MetadataRequest{}));
    QVERIFY(test.by(other).call(wire::MetadataRequest{}));
}

void TestDelegationTokens::whoMaySeeAndMakeThem()
{
    TokenCluster test;
    START(test);
    Client admin = test.as("admin");
    Client alice = test.as("alice");
    Client bob = test.as("bob");
    const auto ofAlice = create(alice);
    const auto ofBob = create(bob);
    const auto ofAdmin = create(admin);
    QCOMPARE(seen(admin), (Ids{ofAlice.tokenId, ofBob.tokenId, ofAdmin.tokenId}));
    QCOMPARE(seen(admin, {{"bob"}}), Ids{ofBob.tokenId});
    QCOMPARE(seen(admin, {{}}), Ids{});
    QCOMPARE(seen(alice), Ids{ofAlice.tokenId});
    QCOMPARE(seen(alice, {{"bob"}}), Ids{});
    // One token by its id, all of a user by the user.
    QCOMPARE(allow(admin, ResourceType::DelegationToken, ofBob.tokenId, AclOperation::Describe), std::int16_t{0});
    QVERIFY(eventually([&] { return seen(alice) == Ids{ofAlice.tokenId, ofBob.tokenId}; }));
    QCOMPARE(allow(admin, ResourceType::User, "User:admin", AclOperation::DescribeTokens), std::int16_t{0});
    QVERIFY(eventually([&] { return seen(alice) == Ids{ofAlice.tokenId, ofBob.tokenId, ofAdmin.tokenId}; }));
    // KIP-373: to make one for somebody else is a right on that user.
    const auto refused = create(alice, {}, "bob");
    QCOMPARE(refused.errorCode, kMayNot);
    QCOMPARE(refused.principalName, std::string("bob"));
    QCOMPARE(refused.tokenRequesterPrincipalName, std::string("alice"));
    QCOMPARE(refused.expiryTimestampMs, std::int64_t{-1});
    QCOMPARE(create(alice, {}, "alice").errorCode, std::int16_t{0});
    QCOMPARE(allow(admin, ResourceType::User, "User:bob", AclOperation::CreateTokens), std::int16_t{0});
    wire::CreateDelegationTokenResponse made;
    QVERIFY(eventually([&] { return (made = create(alice, {}, "bob")).errorCode == 0; }));
    QCOMPARE(made.tokenRequesterPrincipalName, std::string("alice"));
    QVERIFY(seen(bob).contains(made.tokenId));
    QCOMPARE(create(alice, {}, "admin").errorCode, kMayNot);
    // It is bob who comes by it: a topic of alice's is not to be seen.
    QCOMPARE(admin.createTopic("letters", 1, 1), std::int16_t{0});
    QCOMPARE(allow(admin, ResourceType::Topic, "letters", AclOperation::Describe), std::int16_t{0});
    QVERIFY(eventually([&] { return alice.topic("letters").has_value(); }));
    QVERIFY(!test.by(made).topic("letters"));
    wire::CreateDelegationTokenRequest group;
    group.renewers.push_back({"Group", "x", {}});
    QCOMPARE(alice.call(group)->errorCode, base::code(KafkaError::InvalidPrincipalType));
}

void TestDelegationTokens::ofOlderVersions()
{
    TokenCluster test;
    START(test);
    Client alice = test.as("alice");
    for (const std::int16_t version : {std::int16_t{1}, std::int16_t{2}}) {
        const auto token = create(alice, {"bob"}, {}, -1, version);
        QCOMPARE(token.errorCode, std::int16_t{0});
        wire::DescribeDelegationTokenRequest own;
        own.owners.emplace().push_back({"User", "alice", {}});
        const auto told = alice.call(own, version);
        QVERIFY(told);
        QCOMPARE(told->errorCode, std::int16_t{0});
        QCOMPARE(told->tokens.size(), std::size_t(version));
        wire::RenewDelegationTokenRequest renewal;
        renewal.hmac = token.hmac;
        QCOMPARE(alice.call(renewal, version)->errorCode, std::int16_t{0});
        wire::ExpireDelegationTokenRequest end;
        end.hmac = token.hmac;
        end.expiryTimePeriodMs = 60'000;
        QVERIFY(alice.call(end, version)->expiryTimestampMs <= test.clock.wallMs() + 60'000);
    }
}

void TestDelegationTokens::theSessionEndsWithTheToken()
{
    TokenCluster test(1, {{"delegation.token.expiry.check.interval.ms", "100"}});
    START(test);
    Client alice = test.as("alice");
    const auto token = create(alice, {}, {}, 3000);
    QCOMPARE(token.errorCode, std::int16_t{0});
    QCOMPARE(token.maxTimestampMs - token.issueTimestampMs, std::int64_t{3000});
    QVERIFY(test.by(token).call(wire::MetadataRequest{}));
    QVERIFY(eventually([&] { return seen(alice).empty(); }));
    QVERIFY(test.clock.wallMs() > token.expiryTimestampMs);
    QVERIFY(!test.by(token).call(wire::MetadataRequest{}));
}

void TestDelegationTokens::refusedWhereNobodyIsKnown()
{
    TestCluster test(1, {{"delegation.token.secret.key", "a secret"}});
    START(test);
    Client anybody = test.client();
    const auto refused = create(anybody, {}, "alice");
    QCOMPARE(refused.errorCode, kNotAllowed);
    QCOMPARE(seen(anybody), Ids{std::to_string(kNotAllowed)});
    QCOMPARE(renew(anybody, base::toBytes("x")), kNotAllowed);
    QCOMPARE(expire(anybody, base::toBytes("x")), kNotAllowed);
    // Nor at the controller's own door, and nobody speaks there in another's name.
    Client controller(test.io, test.cluster->controllerAddress());
    QCOMPARE(create(controller, {}, "alice").errorCode, kNotAllowed);
    wire::EnvelopeRequest envelope;
    envelope.requestData = base::toBytes("anything");
    QCOMPARE(controller.call(envelope)->errorCode, kClusterNo);
}

/// TLS tells who somebody is only where they show a certificate.
void TestDelegationTokens::certificatesAreNamesToo()
{
    TestCluster test(1, {{"delegation.token.secret.key", "a secret"}, {"ssl.client.auth", "requested"}});
    test.options.listeners = {"SSL", "SASL_PLAINTEXT"};
    START(test);
    const auto doors = test.cluster->listenersOf(1);
    const std::string tls = test.options.directory + "/tls/";
    net::ClientConfig config;
    config.protocol = net::SecurityProtocol::Ssl;
    config.tls.caFile = tls + "ca.pem";
    Client nobody(test.io, doors.at(0).second, config);
    QCOMPARE(create(nobody, {}, "alice").errorCode, kNotAllowed);
    config.tls.certificateFile = tls + "client.pem";
    config.tls.keyFile = tls + "client.key";
    Client known(test.io, doors.at(0).second, config);
    const auto token = create(known);
    QCOMPARE(token.errorCode, std::int16_t{0});
    QVERIFY(token.principalName.starts_with("CN="));
    net::ClientConfig login;
    login.protocol = net::SecurityProtocol::SaslPlaintext;
    login.mechanism = net::SaslMechanism::ScramSha512;
    login.user = token.tokenId;
    login.password = net::toBase64(token.hmac);
    login.tokenAuth = true;
    QVERIFY(Client(test.io, doors.at(1).second, login).call(wire::MetadataRequest{}));
}

void TestDelegationTokens::withoutASecret()
{
    SecuredCluster test;
    START(test);
    Client alice = test.as("alice");
    QCOMPARE(create(alice).errorCode, kOff);
    QCOMPARE(seen(alice), Ids{std::to_string(kOff)});
    QCOMPARE(renew(alice, base::toBytes("x")), kOff);
    QCOMPARE(expire(alice, base::toBytes("x")), kOff);
}

void TestDelegationTokens::overARestart()
{
    TokenCluster test;
    START(test);
    wire::CreateDelegationTokenResponse token;
    {
        Client alice = test.as("alice");
        token = create(alice);
        QCOMPARE(token.errorCode, std::int16_t{0});
    }
    test.stop();
    START(test);
    QVERIFY(test.by(token).call(wire::MetadataRequest{}));
    Client alice = test.as("alice");
    QCOMPARE(renew(alice, token.hmac), std::int16_t{0});
    test.stop();
    // Another secret makes other HMACs: what was given out is worth nothing.
    test.options.settings["delegation.token.secret.key"] = "another secret";
    START(test);
    QVERIFY(!test.by(token).call(wire::MetadataRequest{}));
    Client again = test.as("alice");
    QCOMPARE(renew(again, token.hmac), base::code(KafkaError::DelegationTokenNotFound));
    QCOMPARE(seen(again), Ids{token.tokenId});
}

QTEST_GUILESS_MAIN(TestDelegationTokens)
#include "tst_delegation_tokens.moc"
