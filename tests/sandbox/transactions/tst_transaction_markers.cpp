// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sandbox/transactions/transaction_fixture.h"

#include "backend/wire/messages/transaction_records.h"

using namespace weir;
using namespace weir::sandbox;
using namespace weir::sandbox::test;

namespace {
constexpr std::int16_t kOld = 4;
}

/// Markers on their way to partitions whose leaders come and go, and what a new coordinator makes of what it finds.
class TestTransactionMarkers : public QObject
{
    Q_OBJECT

    static Producer open(TransactionShard &shard, const std::string &id, const std::string &topic, std::vector<std::int32_t> partitions)
    {
        const Producer producer = shard.producer(id);
        if (shard.add(id, producer, topic, std::move(partitions)) != KafkaError::None)
            qFatal("not added");
        return producer;
    }

private Q_SLOTS:
    void oneRequestGoesToEachLeader()
    {
        TransactionShard shard;
        shard.cluster.lead("orders", 2, 2);
        const Producer one = open(shard, "one", "orders", {0, 1, 2});
        const Producer two = open(shard, "two", "payments", {0});
        shard.end("one", one, true, kOld);
        QCOMPARE(shard.cluster.sent.size(), std::size_t{2});
        QCOMPARE(shard.cluster.sent.at(0).broker, 1);
        QCOMPARE(shard.cluster.sent.at(0).request.markers.at(0).topics.at(0).partitionIndexes, (std::vector<std::int32_t>{0, 1}));
        QCOMPARE(shard.cluster.sent.at(1).broker, 2);
        // The next waits until the broker has answered.
        shard.end("two", two, false, kOld);
        QCOMPARE(shard.cluster.sent.size(), std::size_t{2});
        shard.cluster.answer();
        QCOMPARE(shard.state("one"), std::string("CompleteCommit"));
        QCOMPARE(shard.cluster.sent.size(), std::size_t{1});
        shard.cluster.answer();
        QCOMPARE(shard.state("two"), std::string("CompleteAbort"));
        QCOMPARE(shard.coordinator->ending(), std::size_t{0});
    }

    void aDeadBrokerIsAskedUntilItAnswers()
    {
        TransactionShard shard;
        shard.cluster.lead("orders", 1, 2);
        const Producer producer = open(shard, "t", "orders", {0, 1});
        shard.end("t", producer, true, kOld);
        auto toTwo = std::move(shard.cluster.sent.at(1));
        shard.cluster.sent.pop_back();
        shard.cluster.answer();
        // What has its marker is no longer named.
        QCOMPARE(shard.describe("t").topics.at(0).partitions, (std::vector<std::int32_t>{1}));
        toTwo.reply(base::fail(base::ErrorKind::Unreachable, "test", {}));
        QVERIFY(shard.cluster.sent.empty());
        for (int i = 0; i < 20; ++i) {
            shard.advance(100);
            QCOMPARE(shard.cluster.sent.size(), std::size_t{1});
            QCOMPARE(shard.cluster.sent.at(0).broker, 2);
            shard.cluster.lose();
        }
        // It is fenced; for a while nobody leads, then another.
        shard.cluster.leaders[{"orders", 1}] = {TransactionCluster::Leadership::Leaderless, -1};
        shard.advance(1'000);
        QVERIFY(shard.cluster.sent.empty());
        shard.cluster.lead("orders", 1, 3);
        shard.coordinator->onLeaders(); // at once, not only when the pause is over
        QCOMPARE(shard.cluster.sent.at(0).broker, 3);
        QCOMPARE(shard.state("t"), std::string("PrepareCommit"));
        shard.cluster.answer();
        QCOMPARE(shard.state("t"), std::string("CompleteCommit"));
    }

    void refusalsAreToldApart_data()
    {
        QTest::addColumn<int>("error");
        QTest::addColumn<bool>("again");
        QTest::addColumn<QString>("state");
        const auto row = [](KafkaError error, bool again, const char *state) {
            QTest::newRow(std::string(base::kafkaErrorName(code(error))).c_str()) << static_cast<int>(error) << again << state;
        };
        for (const auto error : {KafkaError::NotLeaderOrFollower, KafkaError::UnknownTopicOrPartition, KafkaError::NotEnoughReplicas,
                                 KafkaError::NotEnoughReplicasAfterAppend, KafkaError::RequestTimedOut, KafkaError::KafkaStorageError})
            row(error, true, "PrepareAbort");
        row(KafkaError::UnsupportedForMessageFormat, false, "CompleteAbort");
        // Somebody else has ended it: this coordinator leaves it alone.
        row(KafkaError::InvalidProducerEpoch, false, "PrepareAbort");
        row(KafkaError::TransactionCoordinatorFenced, false, "PrepareAbort");
    }
    void refusalsAreToldApart()
    {
        QFETCH(int, error);
        QFETCH(bool, again);
        QFETCH(QString, state);
        TransactionShard shard;
        const Producer producer = open(shard, "t", "orders", {0});
        shard.end("t", producer, false, kOld);
        shard.cluster.answer(static_cast<KafkaError>(error));
        QCOMPARE(QString::fromStdString(shard.state("t")), state);
        shard.advance(1'000);
        QCOMPARE(shard.cluster.sent.size(), again ? std::size_t{1} : std::size_t{0});
        QCOMPARE(shard.coordinator->ending(), again ? std::size_t{1} : std::size_t{0});
    }

    void aTopicThatIsGoneNeedsNoMarker()
    {
        TransactionShard shard;
        const Producer producer = open(shard, "t", "orders", {0, 1});
        shard.cluster.leaders.erase({"orders", 0});
        shard.cluster.leaders.erase({"orders", 1});
        QCOMPARE(shard.end("t", producer, true, kOld).error(), KafkaError::None);
        QCOMPARE(shard.state("t"), std::string("CompleteCommit"));
    }

    void theEndIsSaidUntilTheLogHasIt()
    {
        TransactionShard shard;
        const Producer producer = open(shard, "t", "orders", {0});
        shard.end("t", producer, true, kOld);
        shard.log.mode = FakeTransactionLog::Mode::Refusing;
        shard.log.refusal = KafkaError::NotEnoughReplicas;
        shard.cluster.answer();
        QCOMPARE(shard.state("t"), std::string("PrepareCommit"));
        QCOMPARE(shard.init("t").error(), KafkaError::ConcurrentTransactions);
        shard.log.mode = FakeTransactionLog::Mode::AtOnce;
        shard.advance(100);
        QCOMPARE(shard.state("t"), std::string("CompleteCommit"));
    }

    void aNewCoordinatorGoesOn()
    {
        TransactionShard shard;
        shard.advance(12'345);
        const Producer ongoing = open(shard, "ongoing", "orders", {0, 2});
        const Producer decided = open(shard, "decided", "payments", {1});
        shard.end("decided", decided, true, kOld);
        const auto before = shard.describe("ongoing");
        auto stale = std::move(shard.cluster.sent);
        shard.cluster.sent.clear();
        shard.epoch = 5;
        shard.start();
        // The decision is carried out, under the epoch of the new leader.
        QCOMPARE(shard.cluster.sent.size(), std::size_t{1});
        QCOMPARE(shard.cluster.sent.at(0).request.markers.at(0).coordinatorEpoch, 5);
        QCOMPARE(shard.cluster.sent.at(0).request.markers.at(0).producerId, decided.id);
        QVERIFY(shard.cluster.sent.at(0).request.markers.at(0).transactionResult);
        QCOMPARE(shard.describe("ongoing"), before);
        // What comes for the one before changes nothing.
        stale.at(0).reply(wire::WriteTxnMarkersResponse{});
        QCOMPARE(shard.state("decided"), std::string("PrepareCommit"));
        shard.cluster.answer();
        QCOMPARE(shard.state("decided"), std::string("CompleteCommit"));
        QCOMPARE(shard.end("ongoing", ongoing, true, kOld).error(), KafkaError::None);
        // And what is open still runs out of time.
        shard.cluster.answer();
        const Producer late = open(shard, "late", "orders", {0});
        shard.start();
        shard.advance(80'000);
        QCOMPARE(shard.state("late"), std::string("PrepareAbort"));
        QVERIFY(late.id > 0);
    }

    void whoResignsStopsSending()
    {
        TransactionShard shard;
        const Producer producer = open(shard, "t", "orders", {0});
        shard.end("t", producer, true, kOld);
        shard.coordinator->resign(shard.coordinator->partitionOf("t"));
        shard.cluster.answer(KafkaError::NotLeaderOrFollower);
        shard.advance(5'000);
        QVERIFY(shard.cluster.sent.empty());
        // An answer of the log that comes afterwards is of no consequence.
        shard.start();
        shard.log.mode = FakeTransactionLog::Mode::Held;
        const auto parked = shard.init("other");
        QVERIFY(!parked);
        shard.coordinator->resign(shard.coordinator->partitionOf("other"));
        shard.log.settle();
        QCOMPARE(parked.error(), KafkaError::NotCoordinator);
    }

    void recordsAreKafkas()
    {
        TransactionShard shard;
        const Producer producer = open(shard, "t", "orders", {0, 2});
        const auto &records = shard.log.stored.at(shard.coordinator->partitionOf("t"));
        QCOMPARE(records.size(), std::size_t{2});
        // Empty has no partitions at all, not an empty list of them.
        auto value = wire::decodeVersioned<wire::TransactionLogValue>(*records.at(0).value);
        QVERIFY(value && value->version == 1);
        QVERIFY(!value->message.transactionPartitions);
        value = wire::decodeVersioned<wire::TransactionLogValue>(*records.at(1).value);
        QCOMPARE(value->message.producerId, producer.id);
        QCOMPARE(value->message.transactionStatus, std::int8_t{1});
        QCOMPARE(value->message.transactionPartitions->at(0).partitionIds, (std::vector<std::int32_t>{0, 2}));
        // Without the feature, the older form.
        shard.coordinator->setVersion(0);
        shard.producer("u");
        value = wire::decodeVersioned<wire::TransactionLogValue>(*shard.log.stored.at(shard.coordinator->partitionOf("u")).back().value);
        QVERIFY(value && value->version == 0);
    }
};

QTEST_APPLESS_MAIN(TestTransactionMarkers)
#include "tst_transaction_markers.moc"
