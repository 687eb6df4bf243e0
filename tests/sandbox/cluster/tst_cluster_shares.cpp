// SPDX-License-Identifier: GPL-3.0-or-later
// Share groups (KIP-932) over real sockets: what members are given, say of it, and what is left of it when brokers go.
#include "tests/sandbox/cluster/cluster_client.h"

#include "backend/base/kafka_error.h"
#include "backend/wire/messages/delete_records.h"
#include "backend/wire/messages/end_txn.h"
#include "backend/wire/messages/find_coordinator.h"
#include "backend/wire/messages/init_producer_id.h"
#include "backend/wire/messages/share_acknowledge.h"
#include "backend/wire/messages/share_fetch.h"
#include "backend/wire/messages/share_group_heartbeat.h"

#include <QTest>

#include <set>

using namespace weir;
using namespace weir::sandbox;
using namespace weir::sandbox::test;
using base::KafkaError;

namespace {

/// Locks that nobody waits for, but where that is said.
ConfigMap quick(const std::string &lockMs = "60000")
{
    return {{"group.share.min.record.lock.duration.ms", "1000"}, {"group.share.record.lock.duration.ms", lockMs},
            {"offsets.topic.num.partitions", "3"}, {"share.coordinator.state.topic.num.partitions", "3"}};
}

/// A new group begins where the topic does.
bool fromTheBeginning(Client &client, const std::string &group)
{
    return client.setConfig(ConfigResourceType::Group, group, "share.auto.offset.reset", "earliest").error == 0;
}

/// A member that reads one partition: its heartbeats go to the coordinator, all else to the partition's leader.
class Member
{
public:
    Member(TestCluster &cluster, std::string group, std::string id, std::string topic, int partition = 0)
        : m_cluster(cluster), m_group(std::move(group)), m_id(std::move(id)), m_topic(std::move(topic)), m_partition(partition)
    {}

    /// Waits until it has the partition.
    bool join()
    {
        return eventually([&] {
            const int coordinator = coordinatorOf();
            if (coordinator < 0)
                return false;
            Client client = m_cluster.client(coordinator);
            wire::ShareGroupHeartbeatRequest request;
            request.groupId = m_group;
            request.memberId = m_id;
            request.memberEpoch = m_epoch;
            request.subscribedTopicNames = std::vector<std::string>{m_topic};
            const auto response = client.call(std::move(request));
            if (!response || response->errorCode != 0)
                return false;
            m_epoch = response->memberEpoch;
            return response->assignment && !response->assignment->topicPartitions.empty();
        });
    }
    int coordinatorOf()
    {
        wire::FindCoordinatorRequest request;
        request.keyType = 0;
        request.coordinatorKeys = {m_group};
        Client client = m_cluster.client(anyBroker());
        const auto response = client.call(std::move(request));
        return response && response->coordinators.front().errorCode == 0 ? response->coordinators.front().nodeId : -1;
    }
    int anyBroker() const
    {
        for (int id = 1; id <= 3; ++id) {
            if (m_cluster.cluster->broker(id) != nullptr && m_cluster.cluster->broker(id)->state() == BrokerState::Running)
                return id;
        }
        return 1;
    }

    struct Got {
        std::int16_t error = -1;
        std::int16_t acknowledgeError = 0;
        std::map<std::int64_t, std::int16_t> offsets; ///< to how often they were delivered
        std::size_t bytes = 0;
    };
    using Acknowledged = std::vector<wire::ShareFetchRequest::AcknowledgementBatch>;
    Got fetch(std::int32_t most = 500, int maxWaitMs = 0, Acknowledged acknowledged = {}, bool last = false)
    {
        if (!m_client) {
            m_client.emplace(m_cluster.client(m_cluster.leaderOf(m_topic, m_partition)));
            m_session = 0;
        }
        wire::ShareFetchRequest request;
        request.groupId = m_group;
        request.memberId = m_id;
        request.shareSessionEpoch = last ? -1 : m_session;
        request.maxWaitMs = maxWaitMs;
        request.minBytes = 1;
        request.maxRecords = most;
        request.batchSize = 500;
        request.shareAcquireMode = 1;
        auto &topic = request.topics.emplace_back();
        topic.topicId = m_cluster.cluster->image()->topic(m_topic)->id;
        auto &partition = topic.partitions.emplace_back();
        partition.partitionIndex = m_partition;
        partition.acknowledgementBatches = std::move(acknowledged);
        const auto response = m_client->call(std::move(request));
        Got got;
        if (!response)
            return got;
        got.error = response->errorCode;
        if (got.error == 0)
            ++m_session;
        for (const auto &each : response->responses) {
            for (const auto &data : each.partitions) {
                got.error = data.errorCode;
                got.acknowledgeError = data.acknowledgeErrorCode;
                got.bytes = data.records.size();
                for (const auto &run : data.acquiredRecords) {
                    for (std::int64_t offset = run.firstOffset; offset <= run.lastOffset; ++offset)
                        got.offsets[offset] = run.deliveryCount;
                }
            }
        }
        return got;
    }
    std::int16_t acknowledge(std::int64_t first, std::int64_t last, std::int8_t type)
    {
        wire::ShareAcknowledgeRequest request;
        request.groupId = m_group;
        request.memberId = m_id;
        request.shareSessionEpoch = m_session;
        request.isRenewAck = type == 4;
        auto &topic = request.topics.emplace_back();
        topic.topicId = m_cluster.cluster->image()->topic(m_topic)->id;
        auto &partition = topic.partitions.emplace_back();
        partition.partitionIndex = m_partition;
        partition.acknowledgementBatches.push_back({first, last, {type}, {}});
        const auto response = m_client->call(std::move(request));
        if (!response)
            return -1;
        if (response->errorCode != 0)
            return response->errorCode;
        ++m_session;
        return response->responses.front().partitions.front().errorCode;
    }
    /// Until there is something.
    Got fetchSome(std::int32_t most = 500)
    {
        Got got;
        eventually([&] {
            got = fetch(most, 500);
            if (got.error == code(KafkaError::NotLeaderOrFollower) || got.error == -1)
                leave();
            return !got.offsets.empty();
        });
        return got;
    }
    /// Without a word, as one whose process ends.
    void leave() { m_client.reset(); }

private:
    TestCluster &m_cluster;
    std::string m_group;
    std::string m_id;
    std::string m_topic;
    int m_partition;
    std::int32_t m_epoch = 0;
    std::int32_t m_session = 0;
    std::optional<Client> m_client;
};

constexpr std::int8_t kAccept = 1;
constexpr std::int8_t kRelease = 2;
constexpr std::int8_t kReject = 3;
constexpr std::int8_t kRenew = 4;

} // namespace

class TestClusterShares : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void membersShareAPartition();
    void locksEnd();
    void whoseConnectionEndsGivesAllBack();
    void sessionsAreCounted();
    void whoWaitsIsWoken();
    void abortedRecordsAreNobodys();
    void deletedRecordsArePassedOver();
    void acknowledgedIsKeptOverKills();
};

void TestClusterShares::membersShareAPartition()
{
    TestCluster test(1, quick());
    START(test);
    Client client = test.client();
    QVERIFY(fromTheBeginning(client, "g"));
    QCOMPARE(client.createTopic("t", 1, 1), std::int16_t{0});
    QCOMPARE(client.produce("t", 0, numbered(0, 10)).error, std::int16_t{0});
    Member a(test, "g", "a", "t");
    Member b(test, "g", "b", "t");
    QVERIFY(a.join());
    QVERIFY(b.join());
    const auto first = a.fetchSome(4);
    QCOMPARE(first.offsets, (std::map<std::int64_t, std::int16_t>{{0, 1}, {1, 1}, {2, 1}, {3, 1}}));
    QVERIFY(first.bytes > 0);
    const auto second = b.fetchSome(500);
    QCOMPARE(second.offsets.size(), std::size_t{6});
    QVERIFY(second.offsets.contains(4));
    QCOMPARE(a.acknowledge(0, 0, kAccept), std::int16_t{0});
    QCOMPARE(a.acknowledge(1, 1, kRelease), std::int16_t{0});
    QCOMPARE(a.acknowledge(2, 2, kReject), std::int16_t{0});
    // Neither what is settled nor what is another's can be spoken of.
    QCOMPARE(a.acknowledge(2, 2, kAccept), code(KafkaError::InvalidRecordState));
    QCOMPARE(a.acknowledge(4, 4, kAccept), code(KafkaError::InvalidRecordState));
    QCOMPARE(b.fetchSome().offsets, (std::map<std::int64_t, std::int16_t>{{1, 2}}));
}

void TestClusterShares::locksEnd()
{
    TestCluster test(1, quick("6000"));
    START(test);
    Client client = test.client();
    QVERIFY(fromTheBeginning(client, "g"));
    QCOMPARE(client.createTopic("t", 1, 1), std::int16_t{0});
    QCOMPARE(client.produce("t", 0, numbered(0, 3)).error, std::int16_t{0});
    Member a(test, "g", "a", "t");
    Member b(test, "g", "b", "t");
    QVERIFY(a.join());
    QVERIFY(b.join());
    const auto begun = std::chrono::steady_clock::now();
    QCOMPARE(a.fetchSome().offsets.size(), std::size_t{3});
    // One of them is held on to, again and again.
    std::map<std::int64_t, std::int16_t> got;
    QVERIFY(eventually([&] {
        if (a.acknowledge(1, 1, kRenew) != 0)
            return true;
        got.merge(b.fetch(500, 200).offsets);
        return got.size() >= 2;
    }));
    QCOMPARE(got, (std::map<std::int64_t, std::int16_t>{{0, 2}, {2, 2}}));
    QVERIFY(std::chrono::steady_clock::now() - begun > std::chrono::seconds(6));
    QCOMPARE(a.acknowledge(0, 0, kAccept), code(KafkaError::InvalidRecordState));
    QCOMPARE(a.acknowledge(1, 1, kAccept), std::int16_t{0});
}

void TestClusterShares::whoseConnectionEndsGivesAllBack()
{
    TestCluster test(1, quick());
    START(test);
    Client client = test.client();
    QVERIFY(fromTheBeginning(client, "g"));
    QCOMPARE(client.createTopic("t", 1, 1), std::int16_t{0});
    QCOMPARE(client.produce("t", 0, numbered(0, 3)).error, std::int16_t{0});
    Member a(test, "g", "a", "t");
    Member b(test, "g", "b", "t");
    QVERIFY(a.join());
    QVERIFY(b.join());
    QCOMPARE(a.fetchSome().offsets.size(), std::size_t{3});
    a.leave();
    // As if they had never been delivered.
    QCOMPARE(b.fetchSome().offsets, (std::map<std::int64_t, std::int16_t>{{0, 1}, {1, 1}, {2, 1}}));
    // The same of a session that is ended in words, with what it acknowledges on its way.
    const auto last = b.fetch(500, 0, {{0, 1, {kAccept}, {}}}, true);
    QCOMPARE(last.acknowledgeError, std::int16_t{0});
    QCOMPARE(a.fetchSome().offsets, (std::map<std::int64_t, std::int16_t>{{2, 1}}));
}

void TestClusterShares::sessionsAreCounted()
{
    TestCluster test(1, quick());
    START(test);
    Client client = test.client();
    QVERIFY(fromTheBeginning(client, "g"));
    QCOMPARE(client.createTopic("t", 1, 1), std::int16_t{0});
    Member a(test, "g", "a", "t");
    QVERIFY(a.join());
    wire::ShareFetchRequest request;
    request.groupId = "g";
    request.memberId = "a";
    const auto errorAt = [&](std::int32_t epoch) {
        request.shareSessionEpoch = epoch;
        const auto response = client.call(wire::ShareFetchRequest(request));
        return response ? static_cast<KafkaError>(response->errorCode) : KafkaError::UnknownServerError;
    };
    QCOMPARE(errorAt(1), KafkaError::ShareSessionNotFound);
    QCOMPARE(errorAt(0), KafkaError::None);
    QCOMPARE(errorAt(2), KafkaError::InvalidShareSessionEpoch);
    QCOMPARE(errorAt(1), KafkaError::None);
    QCOMPARE(errorAt(-1), KafkaError::None);
    QCOMPARE(errorAt(2), KafkaError::ShareSessionNotFound);
}

void TestClusterShares::whoWaitsIsWoken()
{
    TestCluster test(1, quick());
    START(test);
    Client client = test.client();
    QVERIFY(fromTheBeginning(client, "g"));
    QCOMPARE(client.createTopic("t", 1, 1), std::int16_t{0});
    Member a(test, "g", "a", "t");
    QVERIFY(a.join());
    a.fetch();
    auto waits = std::async(std::launch::async, [&] { return a.fetch(500, 25'000); });
    QCOMPARE(waits.wait_for(std::chrono::milliseconds(200)), std::future_status::timeout);
    QCOMPARE(client.produce("t", 0, numbered(0, 2)).error, std::int16_t{0});
    QCOMPARE(waits.wait_for(std::chrono::seconds(15)), std::future_status::ready);
    QCOMPARE(waits.get().offsets.size(), std::size_t{2});
    // And by what another gives back.
    Member b(test, "g", "b", "t");
    QVERIFY(b.join());
    b.fetch();
    auto other = std::async(std::launch::async, [&] { return b.fetch(500, 25'000); });
    QCOMPARE(a.acknowledge(1, 1, kRelease), std::int16_t{0});
    QCOMPARE(other.wait_for(std::chrono::seconds(15)), std::future_status::ready);
    QCOMPARE(other.get().offsets, (std::map<std::int64_t, std::int16_t>{{1, 2}}));
}

void TestClusterShares::abortedRecordsAreNobodys()
{
    TestCluster test(1, quick());
    START(test);
    Client client = test.client();
    QVERIFY(fromTheBeginning(client, "g"));
    QCOMPARE(client.setConfig(ConfigResourceType::Group, "g", "share.isolation.level", "read_committed").error, 0);
    QCOMPARE(client.createTopic("t", 1, 1), std::int16_t{0});
    wire::FindCoordinatorRequest find;
    find.keyType = 1;
    find.coordinatorKeys = {"tx"};
    wire::InitProducerIdRequest init;
    init.transactionalId = "tx";
    init.transactionTimeoutMs = 60'000;
    wire::RecordBatchBuilder::Options options;
    QVERIFY(eventually([&] {
        (void)client.call(wire::FindCoordinatorRequest(find));
        const auto response = client.call(wire::InitProducerIdRequest(init));
        if (!response || response->errorCode != 0)
            return false;
        options.producerId = response->producerId;
        options.producerEpoch = response->producerEpoch;
        return true;
    }));
    options.transactional = true;
    options.baseSequence = 0;
    Client producer = test.client();
    producer.transactionalId = "tx";
    // Aborted, and written by nobody's transaction before and behind.
    QCOMPARE(client.produce("t", 0, numbered(0, 2)).error, std::int16_t{0});
    QCOMPARE(producer.produce("t", 0, numbered(2, 3), -1, options).error, std::int16_t{0});
    Member a(test, "g", "a", "t");
    QVERIFY(a.join());
    // Nobody reads what may yet be aborted, nor what comes after it.
    QCOMPARE(client.produce("t", 0, numbered(5, 2)).error, std::int16_t{0});
    QCOMPARE(a.fetchSome().offsets, (std::map<std::int64_t, std::int16_t>{{0, 1}, {1, 1}}));
    wire::EndTxnRequest end;
    end.transactionalId = "tx";
    end.producerId = options.producerId;
    end.producerEpoch = options.producerEpoch;
    end.committed = false;
    const auto ended = client.call(std::move(end));
    QVERIFY(ended && ended->errorCode == 0);
    std::map<std::int64_t, std::int16_t> got;
    QVERIFY(eventually([&] {
        got.merge(a.fetch(500, 200).offsets);
        return got.contains(6);
    }));
    // The marker is no record of anybody, which the client itself knows.
    got.erase(7);
    QCOMPARE(got, (std::map<std::int64_t, std::int16_t>{{5, 1}, {6, 1}}));
}

void TestClusterShares::deletedRecordsArePassedOver()
{
    TestCluster test(1, quick());
    START(test);
    Client client = test.client();
    QVERIFY(fromTheBeginning(client, "g"));
    QCOMPARE(client.createTopic("t", 1, 1), std::int16_t{0});
    QCOMPARE(client.produce("t", 0, numbered(0, 4)).error, std::int16_t{0});
    Member a(test, "g", "a", "t");
    QVERIFY(a.join());
    QCOMPARE(a.fetchSome(2).offsets.size(), std::size_t{2});
    wire::DeleteRecordsRequest request;
    request.timeoutMs = 10'000;
    auto &topic = request.topics.emplace_back();
    topic.name = "t";
    topic.partitions.push_back({0, 3, {}});
    QVERIFY(client.call(std::move(request)).has_value());
    QCOMPARE(a.fetchSome().offsets, (std::map<std::int64_t, std::int16_t>{{3, 1}}));
}

void TestClusterShares::acknowledgedIsKeptOverKills()
{
    TestCluster test(3, quick());
    START(test);
    Client client = test.client(1);
    QVERIFY(fromTheBeginning(client, "g"));
    QCOMPARE(client.createTopic("t", 1, 3), std::int16_t{0});
    QVERIFY(eventually([&] { return test.leaderOf("t", 0) > 0; }));
    QCOMPARE(test.client(test.leaderOf("t", 0)).produce("t", 0, numbered(0, 40)).error, std::int16_t{0});
    Member a(test, "g", "a", "t");
    QVERIFY(a.join());
    std::set<std::int64_t> settled;
    for (int round = 0; round < 3; ++round) {
        const auto got = a.fetchSome(10);
        QVERIFY(!got.offsets.empty());
        const std::int64_t first = got.offsets.begin()->first;
        for (const auto &[offset, count] : got.offsets)
            QVERIFY2(!settled.contains(offset), qPrintable(QString::number(offset)));
        // The first half is accepted, the rest is nobody's when the broker goes.
        QCOMPARE(a.acknowledge(first, first + 4, kAccept), std::int16_t{0});
        for (std::int64_t offset = first; offset < first + 5; ++offset)
            settled.insert(offset);
        const int leader = test.leaderOf("t", 0);
        QVERIFY(eventually([&] { return test.isrOf("t", 0) == 3; }));
        a.leave();
        QVERIFY(test.cluster->killBroker(leader).has_value());
        QVERIFY(eventually([&] { return test.leaderOf("t", 0) != leader && test.leaderOf("t", 0) > 0; }));
        const auto after = a.fetchSome(500);
        QCOMPARE(after.offsets.size(), std::size_t(40) - settled.size());
        for (const auto &[offset, count] : after.offsets)
            QVERIFY2(!settled.contains(offset), qPrintable(QString::number(offset)));
        a.leave();
        QVERIFY(test.cluster->startBroker(leader).has_value());
        QVERIFY(eventually([&] { return test.isrOf("t", 0) == 3; }));
    }
    QCOMPARE(settled.size(), std::size_t{15});
}

QTEST_GUILESS_MAIN(TestClusterShares)
#include "tst_cluster_shares.moc"
