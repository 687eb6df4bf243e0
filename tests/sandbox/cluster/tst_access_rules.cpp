// SPDX-License-Identifier: GPL-3.0-or-later
// What the rules of all requests have in common, and those of transactions, between clients and between brokers.
#include "tests/sandbox/cluster/secured_cluster.h"

#include "backend/wire/api_list.h"
#include "backend/wire/codec.h"
#include "backend/wire/dissect.h"
#include "tests/wire/random_message.h"

#include <set>

using namespace weir;
using namespace weir::sandbox;
using namespace weir::sandbox::test;
using base::KafkaError;
using enum AclOperation;

namespace {

constexpr auto kTokenNo = base::code(KafkaError::DelegationTokenAuthorizationFailed);
constexpr auto kIdNo = base::code(KafkaError::TransactionalIdAuthorizationFailed);

/// The keys that refuse nobody, and why.
const std::map<std::int16_t, std::string> kFree{
    {0, "asked with all that it needs by TestAcls::topics(): acks=0 has no answer"},
    {1, "asked by TestAcls::topics(): each partition of a session is judged by itself"},
    {16, "ListGroups leaves out what may not be seen: TestAcls::groups()"},
    {17, "SaslHandshake comes before anybody is known"},
    {18, "ApiVersions comes before anybody is known"},
    {36, "SaslAuthenticate comes before anybody is known"},
    {39, "RenewDelegationToken is for a token's owner and renewers: TestDelegationTokens"},
    {40, "ExpireDelegationToken is too"},
    {41, "DescribeDelegationToken leaves out what may not be seen: TestDelegationTokens"},
    {60, "DescribeCluster is for everybody, as Kafka has it"},
    {66, "ListTransactions leaves out what may not be seen: transactions()"},
    {71, "GetTelemetrySubscriptions is for everybody, as Kafka has it"},
    {72, "PushTelemetry is for everybody, as Kafka has it"},
};

bool tellsOfRefusal(const wire::Node &node)
{
    static const std::set<std::string> kErrors{std::to_string(kTopicNo), std::to_string(kGroupNo), std::to_string(kClusterNo), std::to_string(kIdNo),
                                              std::to_string(kTokenNo)};
    const bool isError = node.name == "errorCode" || node.name == "partitionErrorCode";
    return (isError && kErrors.contains(node.value)) || std::any_of(node.children.begin(), node.children.end(), tellsOfRefusal);
}

/// Sends requests of random content until one is refused for want of a right.
template <class Request>
bool isEverRefused(SecuredCluster &test, std::int16_t version)
{
    using Response = net::ResponseOf<Request>;
    wire::testing::RandomMessage random(7);
    random.setUnknownTags(false);
    for (int i = 0; i < 100; ++i) {
        const auto body = random.make(wire::schemaOf<Request>(), version);
        const auto request = wire::decode<Request>(body, version);
        if (!request)
            continue;
        const auto response = test.as("alice").call(*request, version);
        if (!response)
            continue;
        const auto bytes = wire::encode<Response>(*response, version);
        if (bytes && tellsOfRefusal(wire::dissect(wire::schemaOf<Response>(), bytes->bytes, version).root))
            return true;
    }
    return false;
}

struct Producer {
    std::string id;
    std::int64_t producerId = -1;
    std::int16_t epoch = -1;
};

std::int16_t init(Client &client, Producer &producer)
{
    wire::InitProducerIdRequest request;
    request.transactionalId = producer.id;
    request.transactionTimeoutMs = 60'000;
    const auto response = client.call(request);
    if (!response)
        return -1;
    producer.producerId = response->producerId;
    producer.epoch = response->producerEpoch;
    return response->errorCode;
}

/// The answers of partition 0 of each topic.
std::map<std::string, std::int16_t> add(Client &client, const Producer &producer, const std::vector<std::string> &topics)
{
    wire::AddPartitionsToTxnRequest request;
    request.v3AndBelowTransactionalId = producer.id;
    request.v3AndBelowProducerId = producer.producerId;
    request.v3AndBelowProducerEpoch = producer.epoch;
    for (const std::string &topic : topics)
        request.v3AndBelowTopics.push_back({topic, {0}, {}});
    std::map<std::string, std::int16_t> errors;
    if (const auto response = client.call(request, std::int16_t{3})) {
        for (const auto &topic : response->resultsByTopicV3AndBelow)
            errors[topic.name] = topic.resultsByPartition.at(0).partitionErrorCode;
    }
    return errors;
}

std::int16_t end(Client &client, Producer &producer, bool commit)
{
    wire::EndTxnRequest request;
    request.transactionalId = producer.id;
    request.producerId = producer.producerId;
    request.producerEpoch = producer.epoch;
    request.committed = commit;
    const auto response = client.call(request);
    if (response && response->errorCode == 0) {
        producer.producerId = response->producerId;
        producer.epoch = response->producerEpoch;
    }
    return response ? response->errorCode : std::int16_t{-1};
}

std::int16_t write(Client &client, const Producer &producer, const std::string &topic, int partition, const std::string &value)
{
    wire::RecordBatchBuilder::Options options;
    options.producerId = producer.producerId;
    options.producerEpoch = producer.epoch;
    options.baseSequence = 0;
    options.transactional = true;
    client.transactionalId = producer.id;
    return client.produceOnce(topic, partition, {value}, -1, options, 15'000).error;
}

wire::FindCoordinatorRequest coordinatorOf(const std::string &id)
{
    wire::FindCoordinatorRequest request;
    request.keyType = wire::FindCoordinatorRequest::kTransaction;
    request.coordinatorKeys = {id};
    return request;
}

} // namespace

class TestAccessRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKeyHasARule();
    void transactions();
    void transactionsThatLookAtOthers();
    void transactionsBetweenBrokersThatAskWhoIsThere();
};

/// A key that is new here needs a rule (access/), or a line above with the reason why it needs none.
void TestAccessRules::everyKeyHasARule()
{
    SecuredCluster test;
    START(test);
    wire::ApiVersionsRequest request;
    request.clientSoftwareName = "tests";
    request.clientSoftwareVersion = "1";
    const auto served = test.as("alice").call(request);
    QVERIFY(served);
    std::set<std::int16_t> asked;
    std::string without;
    wire::forEachApi([&]<class A>(A) {
        const auto found = std::find_if(served->apiKeys.begin(), served->apiKeys.end(), [](const auto &row) { return row.apiKey == A::kKey; });
        if (found == served->apiKeys.end())
            return;
        asked.insert(A::kKey);
        bool refused = kFree.contains(A::kKey);
        if constexpr (requires { typename net::ResponseTo<typename A::Request>::Type; })
            refused = refused || isEverRefused<typename A::Request>(test, found->maxVersion);
        if (!refused)
            without += std::string(A::kName) + " ";
    });
    QCOMPARE(without, std::string());
    QCOMPARE(asked.size(), served->apiKeys.size());
}

void TestAccessRules::transactions()
{
    SecuredCluster test;
    START(test);
    Client admin = test.as("admin");
    Client alice = test.as("alice");
    for (const char *name : {"t", "u"})
        QCOMPARE(admin.createTopic(name, 1, 1), std::int16_t{0});
    QCOMPARE(alice.call(coordinatorOf("tx-1"))->coordinators.at(0).errorCode, kIdNo);
    QVERIFY(eventually([&] { return admin.call(coordinatorOf("tx-1"))->coordinators.at(0).errorCode == 0; }));
    Producer producer{"tx-1"};
    QCOMPARE(init(alice, producer), kIdNo);
    QCOMPARE(allow(admin, ResourceType::TransactionalId, "tx-", Write, PatternType::Prefixed), std::int16_t{0});
    // Write implies Describe.
    QCOMPARE(alice.call(coordinatorOf("tx-1"))->coordinators.at(0).errorCode, std::int16_t{0});
    QVERIFY(eventually([&] { return init(alice, producer) == 0; }));
    using Errors = std::map<std::string, std::int16_t>;
    QCOMPARE(add(alice, producer, {"t", "u"}), (Errors{{"t", kTopicNo}, {"u", kTopicNo}}));
    QCOMPARE(allow(admin, ResourceType::Topic, "t", Write), std::int16_t{0});
    QCOMPARE(add(alice, producer, {"t", "u"}), (Errors{{"t", base::code(KafkaError::OperationNotAttempted)}, {"u", kTopicNo}}));
    QCOMPARE(add(alice, Producer{"other", producer.producerId, producer.epoch}, {"t"}), (Errors{{"t", kIdNo}}));
    QVERIFY(eventually([&] { return add(alice, producer, {"t"}) == Errors{{"t", 0}}; }));
    // From version 4 on only brokers ask.
    wire::AddPartitionsToTxnRequest batched;
    batched.transactions.push_back({"tx-1", producer.producerId, producer.epoch, true, {{"t", {0}, {}}}, {}});
    QCOMPARE(alice.call(batched)->errorCode, kClusterNo);
    QCOMPARE(admin.call(batched)->errorCode, std::int16_t{0});
    QCOMPARE(write(alice, producer, "t", 0, "a"), std::int16_t{0});
    Producer foreign{"other", producer.producerId, producer.epoch};
    QCOMPARE(write(alice, foreign, "t", 0, "b"), kIdNo);
    QCOMPARE(write(alice, producer, "u", 0, "b"), kTopicNo);
    // Offsets of a group, inside.
    wire::AddOffsetsToTxnRequest offsets;
    offsets.transactionalId = "tx-1";
    offsets.producerId = producer.producerId;
    offsets.producerEpoch = producer.epoch;
    offsets.groupId = "g";
    QCOMPARE(alice.call(offsets)->errorCode, kGroupNo);
    wire::TxnOffsetCommitRequest commit;
    commit.transactionalId = "tx-1";
    commit.groupId = "g";
    commit.producerId = producer.producerId;
    commit.producerEpoch = producer.epoch;
    for (const char *name : {"t", "u"}) {
        auto &topic = commit.topics.emplace_back();
        topic.name = name;
        topic.partitions.emplace_back().committedOffset = 5;
    }
    const auto committed = [&] {
        Errors errors;
        const auto response = alice.call(commit);
        for (const auto &topic : response->topics)
            errors[topic.name] = topic.partitions.at(0).errorCode;
        return errors;
    };
    QCOMPARE(committed(), (Errors{{"t", kGroupNo}, {"u", kGroupNo}}));
    QCOMPARE(allow(admin, ResourceType::Group, "g", Read), std::int16_t{0});
    QCOMPARE(allow(admin, ResourceType::Topic, "t", Read), std::int16_t{0});
    QVERIFY(eventually([&] { return alice.call(offsets)->errorCode == 0; }));
    QVERIFY(eventually([&] { return committed() == Errors{{"t", 0}, {"u", kTopicNo}}; }));
    commit.transactionalId = offsets.transactionalId = "other";
    QCOMPARE(committed(), (Errors{{"t", kIdNo}, {"u", kIdNo}}));
    QCOMPARE(alice.call(offsets)->errorCode, kIdNo);
    QCOMPARE(end(alice, foreign, true), kIdNo);
    QCOMPARE(end(alice, producer, true), std::int16_t{0});
    QVERIFY(eventually([&] { return alice.fetch("t", 0, 0, 0, 1, true).values == std::vector<std::string>{"a"}; }));
}

void TestAccessRules::transactionsThatLookAtOthers()
{
    SecuredCluster test;
    START(test);
    Client admin = test.as("admin");
    Client alice = test.as("alice");
    for (const char *name : {"t", "u"})
        QCOMPARE(admin.createTopic(name, 1, 1), std::int16_t{0});
    QVERIFY(eventually([&] { return admin.call(coordinatorOf("tx"))->coordinators.at(0).errorCode == 0; }));
    for (const char *id : {"tx", "ty"}) {
        Producer producer{id};
        QVERIFY(eventually([&] { return init(admin, producer) == 0; }));
        using Errors = std::map<std::string, std::int16_t>;
        QVERIFY(eventually([&] { return add(admin, producer, {"t", "u"}) == Errors{{"t", 0}, {"u", 0}}; }));
    }
    wire::DescribeTransactionsRequest describe;
    describe.transactionalIds = {"tx", "ty"};
    const auto hidden = alice.call(describe);
    for (const auto &row : hidden->transactionStates)
        QCOMPARE(row.errorCode, kIdNo);
    QVERIFY(alice.call(wire::ListTransactionsRequest{})->transactionStates.empty());
    QCOMPARE(allow(admin, ResourceType::TransactionalId, "tx", Describe), std::int16_t{0});
    QCOMPARE(allow(admin, ResourceType::Topic, "t", Describe), std::int16_t{0});
    const auto told = alice.call(describe);
    QCOMPARE(told->transactionStates.size(), std::size_t{2});
    QCOMPARE(told->transactionStates[0].errorCode, std::int16_t{0});
    // Of its topics those that may be seen.
    QCOMPARE(told->transactionStates[0].topics.size(), std::size_t{1});
    QCOMPARE(told->transactionStates[0].topics[0].topic, std::string("t"));
    QCOMPARE(told->transactionStates[1].errorCode, kIdNo);
    const auto listed = alice.call(wire::ListTransactionsRequest{});
    QCOMPARE(listed->transactionStates.size(), std::size_t{1});
    QCOMPARE(listed->transactionStates[0].transactionalId, std::string("tx"));
    QCOMPARE(admin.call(wire::ListTransactionsRequest{})->transactionStates.size(), std::size_t{2});
    wire::DescribeProducersRequest producers;
    producers.topics.push_back({"t", {0}, {}});
    QCOMPARE(alice.call(producers)->topics.at(0).partitions.at(0).errorCode, kTopicNo);
    QCOMPARE(allow(admin, ResourceType::Topic, "t", Read), std::int16_t{0});
    QCOMPARE(alice.call(producers)->topics.at(0).partitions.at(0).errorCode, std::int16_t{0});
    wire::WriteTxnMarkersRequest markers;
    markers.markers.push_back({1, 0, false, {{"t", {0}, {}}}, 0, 0, {}});
    QCOMPARE(alice.call(markers)->markers.at(0).topics.at(0).partitions.at(0).errorCode, kClusterNo);
    // An administrator's right (KIP-664).
    QCOMPARE(allow(admin, ResourceType::Cluster, kClusterName, Alter), std::int16_t{0});
    QVERIFY(alice.call(markers)->markers.at(0).topics.at(0).partitions.at(0).errorCode != kClusterNo);
}

/// Verification and markers pass between brokers, over the door that asks them for their password.
void TestAccessRules::transactionsBetweenBrokersThatAskWhoIsThere()
{
    SecuredCluster test(3);
    START(test);
    Client admin = test.as("admin");
    QCOMPARE(admin.createTopic("t", 6, 1), std::int16_t{0});
    QCOMPARE(allow(admin, ResourceType::Topic, "t", All), std::int16_t{0});
    QCOMPARE(allow(admin, ResourceType::TransactionalId, "tx", All), std::int16_t{0});
    std::int32_t coordinator = -1;
    QVERIFY(eventually([&] {
        const auto response = admin.call(coordinatorOf("tx"));
        if (response->coordinators.at(0).errorCode == 0)
            coordinator = response->coordinators[0].nodeId;
        return coordinator > 0;
    }));
    Client alice = test.as("alice", coordinator);
    Producer producer{"tx"};
    for (const bool commit : {true, false}) {
        QVERIFY(eventually([&] { return init(alice, producer) == 0; }));
        std::set<std::int32_t> leaders;
        for (int partition = 0; partition < 6; ++partition) {
            leaders.insert(test.leaderOf("t", partition));
            Client leader = test.as("alice", test.leaderOf("t", partition));
            // From version 12 on the leader has it added to the transaction.
            QVERIFY(eventually([&] { return write(leader, producer, "t", partition, commit ? "kept" : "lost") == 0; }));
        }
        QCOMPARE(leaders.size(), std::size_t{3});
        QCOMPARE(end(alice, producer, commit), std::int16_t{0});
        for (int partition = 0; partition < 6; ++partition) {
            Client leader = test.as("alice", test.leaderOf("t", partition));
            QVERIFY(eventually([&] {
                const auto fetched = leader.fetch("t", partition, 0, 0, 1, true);
                return fetched.error == 0 && fetched.lastStableOffset == (commit ? 2 : 4) && fetched.values.front() == "kept";
            }));
        }
    }
}

QTEST_GUILESS_MAIN(TestAccessRules)
#include "tst_access_rules.moc"
