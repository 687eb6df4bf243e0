// SPDX-License-Identifier: GPL-3.0-or-later
// A replica's rules, with virtual time: high watermark, in-sync replicas, min.insync.replicas, epochs and truncation.
#include "backend/sandbox/broker/partition.h"
#include "backend/sandbox/core/manual_owner.h"
#include "backend/wire/record_batch.h"

#include <QTemporaryDir>
#include <QTest>

using namespace weir;
using namespace weir::sandbox;
using base::KafkaError;
using std::chrono::milliseconds;

namespace {

base::Bytes batchOf(int records)
{
    wire::RecordBatchBuilder builder;
    for (int i = 0; i < records; ++i) {
        wire::RecordInput record;
        record.timestamp = 1'700'000'000'000;
        record.value = base::viewOf("value");
        builder.add(record);
    }
    return *builder.finish();
}

class Waiter final : public DataWaiter
{
public:
    void wake(std::size_t slot) override { woken.push_back(slot); }
    bool isOver() const override { return false; }
    std::vector<std::size_t> woken;
};

} // namespace

class TestPartition : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void singleReplicaCommitsAtOnce();
    void highWatermarkWaitsForFollowers();
    void slowFollowerLeavesAndComesBack();
    void fencedFollowerIsNotLetIn();
    void lateIsrAnswerIsNoNews();
    void minInsyncReplicas();
    void losingLeadershipAnswersWaits();
    void epochsAreChecked();
    void followerTakesAndTruncates();
    void emptyEpochDoesNotDivergeForEver();
    void waitersAreWokenOnce();
    void deleteRecordsWaitsForFollowers();

private:
    std::unique_ptr<Partition> make(int broker, const char *folder, int minIsr = 1)
    {
        LogConfig config;
        config.minInsyncReplicas = minIsr;
        auto log = PartitionLog::open(posixFileSystem(), m_directory->path().toStdString() + "/" + folder, config, m_clock, {});
        if (!log)
            qFatal("%s", base::describe(log.error()).c_str());
        m_environments.push_back(std::make_unique<Partition::Environment>(Partition::Environment{
            m_owner, broker, milliseconds(10'000), [this](IsrProposal proposal) { m_proposals.push_back(std::move(proposal)); },
            [this](std::int32_t id) { return m_fenced.contains(id) ? std::nullopt : std::optional<std::int64_t>(id * 100); }}));
        return std::make_unique<Partition>(*m_environments.back(), PartitionId{base::Uuid{}, 0}, "t", std::move(*log));
    }
    static PartitionImage image(std::int32_t leader, std::int32_t epoch, std::vector<std::int32_t> isr, std::int32_t partitionEpoch)
    {
        PartitionImage state;
        state.replicas = {1, 2, 3};
        state.isr = std::move(isr);
        state.leader = leader;
        state.leaderEpoch = epoch;
        state.partitionEpoch = partitionEpoch;
        return state;
    }
    static PartitionRead fetchAs(Partition &partition, std::int32_t replica, std::int64_t offset, std::int64_t logStart = 0)
    {
        Partition::ReadRequest request;
        request.offset = offset;
        request.maxBytes = 1 << 20;
        request.replicaId = replica;
        request.replicaEpoch = replica * 100;
        request.followerLogStart = logStart;
        return partition.read(request);
    }
    void acceptProposal(Partition &partition, std::int32_t leader, std::int32_t leaderEpoch)
    {
        const IsrProposal proposal = m_proposals.back();
        partition.onIsrAnswer(proposal, 0, leader, leaderEpoch, proposal.partitionEpoch + 1, proposal.isr);
    }

    base::ManualClock m_clock;
    ManualOwner m_owner{m_clock};
    std::unique_ptr<QTemporaryDir> m_directory;
    std::vector<std::unique_ptr<Partition::Environment>> m_environments;
    std::vector<IsrProposal> m_proposals;
    std::set<std::int32_t> m_fenced;
};

void TestPartition::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_proposals.clear();
    m_fenced.clear();
}

void TestPartition::singleReplicaCommitsAtOnce()
{
    auto partition = make(1, "t-0");
    PartitionImage state = image(1, 0, {1}, 0);
    state.replicas = {1};
    QVERIFY(partition->apply(state).value_or(false));
    QCOMPARE(partition->append(batchOf(3), AppendOrigin::Client, true)->baseOffset, std::int64_t{0});
    QCOMPARE(partition->log().highWatermark(), std::int64_t{3});
    int code = -1;
    QCOMPARE(partition->whenCommitted(3, [&](std::int16_t error) { code = error; }), std::uint64_t{0});
    QCOMPARE(code, 0);
}

void TestPartition::highWatermarkWaitsForFollowers()
{
    auto partition = make(1, "t-0");
    QVERIFY(partition->apply(image(1, 0, {1, 2, 3}, 0)).has_value());
    QVERIFY(partition->append(batchOf(5), AppendOrigin::Client, true).has_value());
    int code = -1;
    partition->whenCommitted(5, [&](std::int16_t error) { code = error; });
    QCOMPARE(fetchAs(*partition, 2, 0).slice.empty(), false);
    QCOMPARE(fetchAs(*partition, 3, 0).highWatermark, std::int64_t{0});
    fetchAs(*partition, 2, 5);
    QCOMPARE(code, -1);
    QCOMPARE(fetchAs(*partition, 3, 5).highWatermark, std::int64_t{5});
    QCOMPARE(code, 0);
    // A client sees no further than the high watermark.
    QVERIFY(partition->append(batchOf(1), AppendOrigin::Client, true).has_value());
    Partition::ReadRequest request;
    request.offset = 5;
    request.maxBytes = 1000;
    QVERIFY(partition->read(request).slice.empty());
}

void TestPartition::slowFollowerLeavesAndComesBack()
{
    auto partition = make(1, "t-0");
    QVERIFY(partition->apply(image(1, 0, {1, 2, 3}, 0)).has_value());
    QVERIFY(partition->append(batchOf(5), AppendOrigin::Client, true).has_value());
    m_clock.advance(milliseconds(9'000));
    fetchAs(*partition, 2, 5);
    partition->shrinkIsr();
    QVERIFY(m_proposals.empty());
    m_clock.advance(milliseconds(2'000));
    fetchAs(*partition, 2, 5);
    partition->shrinkIsr();
    QCOMPARE(m_proposals.size(), std::size_t{1});
    QCOMPARE(m_proposals.back().isr, (std::vector<std::int32_t>{1, 2}));
    // Until the controller has said so, the slow one still counts.
    QCOMPARE(partition->log().highWatermark(), std::int64_t{0});
    acceptProposal(*partition, 1, 0);
    QCOMPARE(partition->log().highWatermark(), std::int64_t{5});
    fetchAs(*partition, 3, 2);
    QCOMPARE(m_proposals.size(), std::size_t{1});
    fetchAs(*partition, 3, 5);
    QCOMPARE(m_proposals.size(), std::size_t{2});
    QCOMPARE(m_proposals.back().isr, (std::vector<std::int32_t>{1, 2, 3}));
    QCOMPARE(m_proposals.back().brokerEpochs.back(), std::int64_t{300});
    acceptProposal(*partition, 1, 0);
    QCOMPARE(partition->isr().size(), std::size_t{3});
}

void TestPartition::fencedFollowerIsNotLetIn()
{
    auto partition = make(1, "t-0");
    QVERIFY(partition->apply(image(1, 0, {1, 2}, 0)).has_value());
    m_fenced = {3};
    fetchAs(*partition, 3, 0);
    QVERIFY(m_proposals.empty());
    m_fenced.clear();
    fetchAs(*partition, 3, 0);
    QCOMPARE(m_proposals.size(), std::size_t{1});
    // A refusal leaves things as they were, and the next fetch asks again.
    partition->onIsrAnswer(m_proposals.back(), base::code(KafkaError::IneligibleReplica), -1, -1, -1, {});
    QCOMPARE(partition->isr().size(), std::size_t{2});
    fetchAs(*partition, 3, 0);
    QCOMPARE(m_proposals.size(), std::size_t{2});
}

void TestPartition::lateIsrAnswerIsNoNews()
{
    auto partition = make(1, "t-0");
    QVERIFY(partition->apply(image(1, 0, {1, 2}, 0)).has_value());
    fetchAs(*partition, 3, 0);
    QCOMPARE(m_proposals.size(), std::size_t{1});
    // Before its answer the metadata log says something else, and the leader asks anew.
    QVERIFY(partition->apply(image(1, 0, {1}, 1)).has_value());
    fetchAs(*partition, 3, 0);
    QCOMPARE(m_proposals.size(), std::size_t{2});
    m_clock.advance(milliseconds(11'000));
    QVERIFY(partition->append(batchOf(5), AppendOrigin::Client, true).has_value());
    QCOMPARE(partition->log().highWatermark(), std::int64_t{0});
    partition->onIsrAnswer(m_proposals.front(), base::code(KafkaError::InvalidUpdateVersion), -1, -1, -1, {});
    // The controller may have put 3 among the in-sync replicas by now: it must not be left behind.
    QCOMPARE(partition->log().highWatermark(), std::int64_t{0});
    acceptProposal(*partition, 1, 0);
    QCOMPARE(partition->isr(), (std::vector<std::int32_t>{1, 3}));
    QCOMPARE(partition->log().highWatermark(), std::int64_t{0});
    fetchAs(*partition, 3, 5);
    QCOMPARE(partition->log().highWatermark(), std::int64_t{5});
}

void TestPartition::minInsyncReplicas()
{
    auto partition = make(1, "t-0", 2);
    QVERIFY(partition->apply(image(1, 0, {1, 2}, 0)).has_value());
    QVERIFY(partition->append(batchOf(1), AppendOrigin::Client, true).has_value());
    QVERIFY(partition->apply(image(1, 0, {1}, 1)).has_value());
    const auto refused = partition->append(batchOf(1), AppendOrigin::Client, true);
    QVERIFY(!refused.has_value());
    QCOMPARE(refused.error().kafkaCode, base::code(KafkaError::NotEnoughReplicas));
    QVERIFY(partition->append(batchOf(1), AppendOrigin::Client, false).has_value());
    QCOMPARE(partition->log().logEndOffset(), std::int64_t{2});
    QVERIFY(partition->underMinIsr());
}

void TestPartition::losingLeadershipAnswersWaits()
{
    auto partition = make(1, "t-0");
    QVERIFY(partition->apply(image(1, 0, {1, 2}, 0)).has_value());
    QVERIFY(partition->append(batchOf(1), AppendOrigin::Client, true).has_value());
    int code = -1;
    partition->whenCommitted(1, [&](std::int16_t error) { code = error; });
    int forgotten = -1;
    const auto id = partition->whenCommitted(1, [&](std::int16_t error) { forgotten = error; });
    partition->forget(id);
    QVERIFY(*partition->apply(image(2, 1, {1, 2}, 1)));
    QCOMPARE(code, static_cast<int>(base::code(KafkaError::NotLeaderOrFollower)));
    QCOMPARE(forgotten, -1);
    QVERIFY(!partition->append(batchOf(1), AppendOrigin::Client, false).has_value());
    // News from before are no news.
    QVERIFY(!*partition->apply(image(1, 0, {1, 2}, 0)));
    QCOMPARE(partition->leaderId(), 2);
}

void TestPartition::epochsAreChecked()
{
    auto partition = make(1, "t-0");
    QVERIFY(partition->apply(image(1, 4, {1, 2}, 0)).has_value());
    QCOMPARE(partition->checkLeader(3), base::code(KafkaError::FencedLeaderEpoch));
    QCOMPARE(partition->checkLeader(5), base::code(KafkaError::UnknownLeaderEpoch));
    QCOMPARE(partition->checkLeader(4), std::int16_t{0});
    QVERIFY(partition->append(batchOf(4), AppendOrigin::Client, false).has_value());
    QVERIFY(partition->apply(image(1, 6, {1, 2}, 1)).has_value());
    QVERIFY(partition->append(batchOf(4), AppendOrigin::Client, false).has_value());
    // A follower that has six records of epoch 4: that epoch ended at 4 here.
    Partition::ReadRequest request;
    request.offset = 6;
    request.maxBytes = 1000;
    request.lastFetchedEpoch = 4;
    request.replicaId = 2;
    const PartitionRead read = partition->read(request);
    QCOMPARE(read.diverging.epoch, 4);
    QCOMPARE(read.diverging.endOffset, std::int64_t{4});
}

void TestPartition::followerTakesAndTruncates()
{
    auto leader = make(1, "t-0");
    QVERIFY(leader->apply(image(1, 0, {1, 2}, 0)).has_value());
    QVERIFY(leader->append(batchOf(4), AppendOrigin::Client, false).has_value());
    QVERIFY(leader->append(batchOf(4), AppendOrigin::Client, false).has_value());
    const auto bytes = fetchAs(*leader, 2, 0).slice.read();
    QVERIFY(bytes.has_value());
    auto follower = make(2, "u-0");
    QVERIFY(follower->apply(image(1, 0, {1, 2}, 0)).has_value());
    QVERIFY(follower->takeFromLeader(*bytes, 4, 0).has_value());
    QCOMPARE(follower->log().logEndOffset(), std::int64_t{8});
    QCOMPARE(follower->log().highWatermark(), std::int64_t{4});
    QVERIFY(follower->truncateToDiverging({0, 4}).has_value());
    QCOMPARE(follower->log().logEndOffset(), std::int64_t{4});
    QVERIFY(follower->takeFromLeader({}, 4, 2).has_value());
    QCOMPARE(follower->log().logStartOffset(), std::int64_t{2});
}

void TestPartition::emptyEpochDoesNotDivergeForEver()
{
    // 2 led epoch 1 and wrote nothing in it, which 1, leader again, has never heard of.
    auto leader = make(1, "t-0");
    QVERIFY(leader->apply(image(1, 0, {1, 2}, 0)).has_value());
    QVERIFY(leader->append(batchOf(4), AppendOrigin::Client, false).has_value());
    const auto bytes = fetchAs(*leader, 2, 0).slice.read();
    auto follower = make(2, "u-0");
    QVERIFY(follower->apply(image(1, 0, {1, 2}, 0)).has_value());
    QVERIFY(follower->takeFromLeader(*bytes, 4, 0).has_value());
    QVERIFY(follower->apply(image(2, 1, {1, 2}, 1)).has_value());
    QVERIFY(leader->apply(image(1, 2, {1, 2}, 2)).has_value());
    QVERIFY(follower->apply(image(1, 2, {1, 2}, 2)).has_value());
    for (int round = 0; round < 2; ++round) {
        Partition::ReadRequest request;
        request.offset = follower->log().logEndOffset();
        request.lastFetchedEpoch = follower->log().latestEpoch();
        request.maxBytes = 1000;
        request.replicaId = 2;
        const PartitionRead read = leader->read(request);
        QCOMPARE(read.error, std::int16_t{0});
        if (round == 0) {
            QCOMPARE(read.diverging.endOffset, std::int64_t{4});
            QVERIFY(follower->truncateToDiverging(read.diverging).has_value());
            QCOMPARE(follower->log().logEndOffset(), std::int64_t{4});
        } else {
            QCOMPARE(read.diverging.endOffset, std::int64_t{-1});
        }
    }
}

void TestPartition::waitersAreWokenOnce()
{
    auto partition = make(1, "t-0");
    QVERIFY(partition->apply(image(1, 0, {1, 2}, 0)).has_value());
    const auto follower = std::make_shared<Waiter>();
    const auto client = std::make_shared<Waiter>();
    partition->watch(follower, 7, true);
    partition->watch(client, 8, false);
    QVERIFY(partition->append(batchOf(1), AppendOrigin::Client, false).has_value());
    QVERIFY(partition->append(batchOf(1), AppendOrigin::Client, false).has_value());
    QCOMPARE(follower->woken, std::vector<std::size_t>{7});
    QVERIFY(client->woken.empty());
    fetchAs(*partition, 2, 2);
    QCOMPARE(client->woken, std::vector<std::size_t>{8});
}

void TestPartition::deleteRecordsWaitsForFollowers()
{
    auto partition = make(1, "t-0");
    QVERIFY(partition->apply(image(1, 0, {1, 2, 3}, 0)).has_value());
    QVERIFY(partition->append(batchOf(5), AppendOrigin::Client, false).has_value());
    m_fenced = {3};
    fetchAs(*partition, 2, 5);
    fetchAs(*partition, 3, 5);
    QCOMPARE(*partition->deleteRecordsBefore(3), std::int64_t{3});
    int code = -1;
    partition->whenLowWatermark(3, [&](std::int16_t error) { code = error; });
    QCOMPARE(code, -1);
    // The dead one is not waited for.
    fetchAs(*partition, 2, 5, 3);
    QCOMPARE(code, 0);
    QCOMPARE(*partition->deleteRecordsBefore(-1), std::int64_t{5});
    QVERIFY(!partition->deleteRecordsBefore(6).has_value());
}

QTEST_GUILESS_MAIN(TestPartition)
#include "tst_partition.moc"
