// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sandbox/transactions/transaction_fixture.h"

using namespace weir;
using namespace weir::sandbox;
using namespace weir::sandbox::test;

namespace {
constexpr std::int16_t kOld = 4; ///< EndTxn before transaction.version 2
constexpr std::int16_t kNew = 5;
} // namespace

/// What becomes of a transactional id, state by state.
class TestTransactionLife : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachIncarnationHasAHigherEpoch()
    {
        TransactionShard shard;
        QCOMPARE(shard.producer("t"), (Producer{1000, 0}));
        QCOMPARE(shard.producer("t"), (Producer{1000, 1}));
        QCOMPARE(shard.producer("other"), (Producer{1001, 0}));
        QCOMPARE(shard.state("t"), std::string("Empty"));
    }

    void badRequestsAreRefused()
    {
        TransactionShard shard;
        QCOMPARE(shard.init("").error(), KafkaError::InvalidRequest);
        QCOMPARE(shard.init("t", {5, -1}).error(), KafkaError::InvalidRequest);
        QCOMPARE(shard.init("t", {}, 0).error(), KafkaError::InvalidTransactionTimeout);
        QCOMPARE(shard.init("t", {}, 900'001).error(), KafkaError::InvalidTransactionTimeout);
        QCOMPARE(shard.init("t", {}, 900'000).error(), KafkaError::None);
        QCOMPARE(shard.add("nobody", {1, 0}, "orders", {0}), KafkaError::InvalidProducerIdMapping);
        QCOMPARE(shard.end("nobody", {1, 0}, true, kOld).error(), KafkaError::InvalidProducerIdMapping);
        shard.cluster.producerIds = KafkaError::CoordinatorLoadInProgress;
        QCOMPARE(shard.init("new").error(), KafkaError::CoordinatorLoadInProgress);
    }

    void aCommitGoesThroughAllItsStates()
    {
        TransactionShard shard;
        const Producer producer = shard.producer("t");
        QCOMPARE(shard.end("t", producer, true, kOld).error(), KafkaError::InvalidTxnState);
        QCOMPARE(shard.add("t", producer, "orders", {0, 1}), KafkaError::None);
        QCOMPARE(shard.state("t"), std::string("Ongoing"));
        QCOMPARE(shard.add("t", producer, "orders", {1, 2}), KafkaError::None);
        QCOMPARE(shard.describe("t").topics.at(0).partitions, (std::vector<std::int32_t>{0, 1, 2}));
        QCOMPARE(shard.end("t", producer, true, kOld).error(), KafkaError::None);
        QCOMPARE(shard.state("t"), std::string("PrepareCommit"));
        // Told again while markers are on their way, and asked for something else.
        QCOMPARE(shard.end("t", producer, true, kOld).error(), KafkaError::ConcurrentTransactions);
        QCOMPARE(shard.add("t", producer, "orders", {0}), KafkaError::ConcurrentTransactions);
        QCOMPARE(shard.init("t").error(), KafkaError::ConcurrentTransactions);
        shard.cluster.answer();
        QCOMPARE(shard.state("t"), std::string("CompleteCommit"));
        QCOMPARE(shard.end("t", producer, true, kOld).error(), KafkaError::None);
        QCOMPARE(shard.end("t", producer, false, kOld).error(), KafkaError::InvalidTxnState);
        // The next one, under the same epoch.
        QCOMPARE(shard.add("t", producer, "payments", {0}), KafkaError::None);
        QCOMPARE(shard.describe("t").topics.size(), std::size_t{1});
        QCOMPARE(shard.end("t", producer, false, kOld).error(), KafkaError::None);
        QCOMPARE(shard.state("t"), std::string("PrepareAbort"));
        QCOMPARE(shard.cluster.sent.at(0).request.markers.at(0).transactionResult, false);
        QCOMPARE(shard.cluster.sent.at(0).request.markers.at(0).producerEpoch, producer.epoch);
        shard.cluster.answer();
        QCOMPARE(shard.state("t"), std::string("CompleteAbort"));
    }

    void eachTransactionHasAnEpochOfItsOwn()
    {
        TransactionShard shard;
        Producer producer = shard.producer("t");
        QCOMPARE(shard.ask("t", producer, "orders", 0, false), KafkaError::None);
        auto ended = shard.end("t", producer, true, kNew);
        QCOMPARE(ended.error(), KafkaError::None);
        QCOMPARE((Producer{ended->producerId, ended->producerEpoch}), (Producer{1000, 1}));
        const auto &marker = shard.cluster.sent.at(0).request.markers.at(0);
        QCOMPARE(marker.producerEpoch, std::int16_t{1});
        QCOMPARE(marker.transactionVersion, std::int8_t{2});
        QCOMPARE(marker.coordinatorEpoch, 4);
        // A retry under the old epoch is known as such, before and after.
        QCOMPARE(shard.end("t", producer, true, kNew).error(), KafkaError::ConcurrentTransactions);
        shard.cluster.answer();
        QCOMPARE(shard.state("t"), std::string("CompleteCommit"));
        ended = shard.end("t", producer, true, kNew);
        QCOMPARE(ended.error(), KafkaError::None);
        QCOMPARE(ended->producerEpoch, std::int16_t{1});
        QCOMPARE(shard.end("t", producer, false, kNew).error(), KafkaError::InvalidTxnState);
        // Under the new one there is nothing to commit, but everything that may yet come can be fenced off.
        const Producer next{1000, 1};
        QCOMPARE(shard.end("t", next, true, kNew).error(), KafkaError::InvalidTxnState);
        ended = shard.end("t", next, false, kNew);
        QCOMPARE(ended->producerEpoch, std::int16_t{2});
        QCOMPARE(shard.state("t"), std::string("CompleteAbort"));
        QCOMPARE(shard.end("t", {1000, 5}, true, kNew).error(), KafkaError::ProducerFenced);
        QCOMPARE(shard.ask("t", producer, "orders", 0, false), KafkaError::ProducerFenced);
    }

    void epochsThatAreUsedUpLeadToANewId()
    {
        TransactionShard shard;
        Producer producer = shard.producer("t");
        while (producer.epoch < INT16_MAX - 1)
            producer = shard.producer("t");
        QCOMPARE(shard.ask("t", producer, "orders", 0, false), KafkaError::None);
        const auto ended = shard.end("t", producer, true, kNew);
        QCOMPARE(ended.error(), KafkaError::None);
        QCOMPARE((Producer{ended->producerId, ended->producerEpoch}), (Producer{1001, 0}));
        // Only the markers use the last epoch of the old id.
        QCOMPARE(shard.cluster.sent.at(0).request.markers.at(0).producerId, 1000);
        QCOMPARE(shard.cluster.sent.at(0).request.markers.at(0).producerEpoch, std::int16_t{INT16_MAX});
        shard.cluster.answer();
        const auto again = shard.end("t", producer, true, kNew);
        QCOMPARE(again.error(), KafkaError::None);
        QCOMPARE(again->producerId, 1001);
        QCOMPARE(shard.ask("t", {1001, 0}, "orders", 0, false), KafkaError::None);
        // The same by InitProducerId.
        Producer other = shard.producer("u");
        const std::int64_t id = other.id;
        while (other.epoch < INT16_MAX - 1)
            other = shard.producer("u");
        QCOMPARE(shard.producer("u"), (Producer{id + 1, 0}));
    }

    void anOldProducerIsFencedOff()
    {
        TransactionShard shard;
        const Producer old = shard.producer("t");
        const Producer now = shard.producer("t");
        QCOMPARE(shard.add("t", old, "orders", {0}, 3), KafkaError::ProducerFenced);
        QCOMPARE(shard.add("t", old, "orders", {0}, 1), KafkaError::InvalidProducerEpoch); // who does not know the newer code
        QCOMPARE(shard.end("t", old, true, 1).error(), KafkaError::InvalidProducerEpoch);
        QCOMPARE(shard.end("t", old, true, kOld).error(), KafkaError::ProducerFenced);
        QCOMPARE(shard.init("t", old, 60'000, 5).error(), KafkaError::ProducerFenced);
        QCOMPARE(shard.init("t", old, 60'000, 3).error(), KafkaError::InvalidProducerEpoch);
        QCOMPARE(shard.add("t", {now.id + 7, 0}, "orders", {0}), KafkaError::InvalidProducerIdMapping);
        // One that goes on after an error (KIP-360), and the retry of that.
        const auto bumped = shard.init("t", now);
        QCOMPARE((Producer{bumped->producerId, bumped->producerEpoch}), (Producer{now.id, static_cast<std::int16_t>(now.epoch + 1)}));
        const auto retried = shard.init("t", now);
        QCOMPARE(retried->producerEpoch, bumped->producerEpoch);
    }

    void aNewIncarnationAbortsWhatWasLeftOpen()
    {
        TransactionShard shard;
        const Producer old = shard.producer("t");
        QCOMPARE(shard.add("t", old, "orders", {0}), KafkaError::None);
        QCOMPARE(shard.init("t").error(), KafkaError::ConcurrentTransactions);
        QCOMPARE(shard.state("t"), std::string("PrepareAbort"));
        const auto &marker = shard.cluster.sent.at(0).request.markers.at(0);
        QVERIFY(!marker.transactionResult && marker.producerEpoch > old.epoch);
        const std::int16_t fence = marker.producerEpoch;
        QCOMPARE(shard.end("t", old, true, kOld).error(), KafkaError::ProducerFenced);
        QCOMPARE(shard.init("t").error(), KafkaError::ConcurrentTransactions);
        shard.cluster.answer();
        const Producer now = shard.producer("t");
        QVERIFY(now.epoch > fence);
    }

    void aFenceThatFailedIsNotPaidForTwice()
    {
        TransactionShard shard;
        shard.version = 0;
        shard.coordinator->setVersion(0);
        const Producer old = shard.producer("t");
        QCOMPARE(shard.add("t", old, "orders", {0}), KafkaError::None);
        shard.log.mode = FakeTransactionLog::Mode::Refusing;
        shard.log.refusal = KafkaError::NotEnoughReplicas;
        for (int i = 0; i < 3; ++i)
            QCOMPARE(shard.init("t").error(), KafkaError::CoordinatorNotAvailable);
        shard.log.mode = FakeTransactionLog::Mode::AtOnce;
        QCOMPARE(shard.init("t").error(), KafkaError::ConcurrentTransactions);
        QCOMPARE(shard.cluster.sent.at(0).request.markers.at(0).producerEpoch, static_cast<std::int16_t>(old.epoch + 1));
    }

    void whatIsNotInTheLogIsNotInForce()
    {
        TransactionShard shard;
        const Producer producer = shard.producer("t");
        shard.log.mode = FakeTransactionLog::Mode::Held;
        QCOMPARE(shard.add("t", producer, "orders", {0}), KafkaError::RequestTimedOut); // no answer yet
        QCOMPARE(shard.state("t"), std::string("Empty"));
        QCOMPARE(shard.add("t", producer, "orders", {1}), KafkaError::ConcurrentTransactions);
        QCOMPARE(shard.end("t", producer, true, kNew).error(), KafkaError::ConcurrentTransactions);
        shard.log.settle(KafkaError::NotEnoughReplicas);
        QCOMPARE(shard.state("t"), std::string("Empty"));
        // A client does not wait for ever; what comes of it counts all the same.
        wire::AddPartitionsToTxnRequest request;
        request.v3AndBelowTransactionalId = "t";
        request.v3AndBelowProducerId = producer.id;
        request.v3AndBelowProducerEpoch = producer.epoch;
        request.v3AndBelowTopics.push_back({"orders", {0}, {}});
        Answer<wire::AddPartitionsToTxnResponse> answer;
        shard.coordinator->handle(request, 3, {}, answer.reply());
        QVERIFY(!answer);
        shard.advance(30'000);
        QVERIFY(answer);
        QCOMPARE(static_cast<KafkaError>(answer->resultsByTopicV3AndBelow.at(0).resultsByPartition.at(0).partitionErrorCode), KafkaError::CoordinatorNotAvailable);
        shard.log.settle();
        QCOMPARE(shard.state("t"), std::string("Ongoing"));
    }

    void partitionsAreVerified()
    {
        TransactionShard shard;
        const Producer producer = shard.producer("t");
        QCOMPARE(shard.ask("t", producer, "orders", 0, true), KafkaError::TransactionAbortable);
        QCOMPARE(shard.add("t", producer, "orders", {0}), KafkaError::None);
        QCOMPARE(shard.ask("t", producer, "orders", 0, true), KafkaError::None);
        QCOMPARE(shard.ask("t", producer, "orders", 1, true), KafkaError::TransactionAbortable);
        QCOMPARE(shard.ask("t", {producer.id, 9}, "orders", 0, true), KafkaError::ProducerFenced);
        QCOMPARE(shard.ask("t", {producer.id + 1, 0}, "orders", 0, true), KafkaError::InvalidProducerIdMapping);
        QCOMPARE(shard.ask("nobody", producer, "orders", 0, true), KafkaError::InvalidProducerIdMapping);
        QCOMPARE(shard.ask("", producer, "orders", 0, true), KafkaError::InvalidRequest);
        QCOMPARE(shard.ask("t", producer, "nowhere", 0, true), KafkaError::UnknownTopicOrPartition);
        QCOMPARE(shard.end("t", producer, true, kOld).error(), KafkaError::None);
        QCOMPARE(shard.ask("t", producer, "orders", 0, true), KafkaError::ConcurrentTransactions);
    }

    void onePartitionThatIsNotThereSpoilsTheRest()
    {
        TransactionShard shard;
        const Producer producer = shard.producer("t");
        wire::AddPartitionsToTxnRequest request;
        request.v3AndBelowTransactionalId = "t";
        request.v3AndBelowProducerId = producer.id;
        request.v3AndBelowProducerEpoch = producer.epoch;
        request.v3AndBelowTopics.push_back({"orders", {0, 77}, {}});
        Answer<wire::AddPartitionsToTxnResponse> answer;
        shard.coordinator->handle(request, 3, {}, answer.reply());
        const auto &results = answer->resultsByTopicV3AndBelow.at(0).resultsByPartition;
        QCOMPARE(static_cast<KafkaError>(results.at(0).partitionErrorCode), KafkaError::OperationNotAttempted);
        QCOMPARE(static_cast<KafkaError>(results.at(1).partitionErrorCode), KafkaError::UnknownTopicOrPartition);
        QCOMPARE(shard.state("t"), std::string("Empty"));
    }

    void offsetsOfAGroupAreAPartitionLikeOthers()
    {
        TransactionShard shard;
        const Producer producer = shard.producer("t");
        wire::AddOffsetsToTxnRequest request;
        request.transactionalId = "t";
        request.producerId = producer.id;
        request.producerEpoch = producer.epoch;
        request.groupId = "hello"; // Kafka keeps it in partition 22 of 50
        Answer<wire::AddOffsetsToTxnResponse> answer;
        shard.coordinator->handle(request, 4, {}, answer.reply());
        QCOMPARE(answer.error(), KafkaError::None);
        const auto described = shard.describe("t");
        QCOMPARE(described.topics.at(0).topic, std::string("__consumer_offsets"));
        QCOMPARE(described.topics.at(0).partitions, (std::vector<std::int32_t>{22}));
    }

    void whatTakesTooLongIsAborted()
    {
        TransactionShard shard;
        const auto quick = shard.init("quick", {}, 5'000);
        const auto slow = shard.init("slow", {}, 60'000);
        const Producer producer{quick->producerId, quick->producerEpoch};
        QCOMPARE(shard.add("quick", producer, "orders", {0}), KafkaError::None);
        QCOMPARE(shard.add("slow", {slow->producerId, slow->producerEpoch}, "orders", {1}), KafkaError::None);
        shard.advance(9'999);
        QVERIFY(shard.cluster.sent.empty());
        shard.advance(1);
        QCOMPARE(shard.cluster.sent.size(), std::size_t{1});
        QCOMPARE(shard.cluster.sent.at(0).request.markers.size(), std::size_t{1});
        QVERIFY(!shard.cluster.sent.at(0).request.markers.at(0).transactionResult);
        shard.cluster.answer();
        QCOMPARE(shard.state("quick"), std::string("CompleteAbort"));
        QCOMPARE(shard.state("slow"), std::string("Ongoing"));
        QCOMPARE(shard.end("quick", producer, true, kOld).error(), KafkaError::ProducerFenced);
        shard.advance(50'000);
        QCOMPARE(shard.state("slow"), std::string("Ongoing")); // 60,000 ms are not over
        shard.advance(10'000);
        QCOMPARE(shard.state("slow"), std::string("PrepareAbort"));
    }

    void unusedIdsExpire()
    {
        TransactionShard shard;
        const Producer open = shard.producer("open");
        const Producer gone = shard.producer("gone");
        shard.init("open", {}, 900'000);
        QCOMPARE(shard.add("gone", gone, "orders", {0}), KafkaError::None);
        QCOMPARE(shard.end("gone", gone, true, kOld).error(), KafkaError::None);
        shard.cluster.answer();
        shard.advance(604'800'000 - 3'600'000);
        const Producer again = shard.producer("open");
        QVERIFY(again.epoch > open.epoch);
        QCOMPARE(shard.coordinator->size(), std::size_t{2});
        shard.advance(2 * 3'600'000);
        QCOMPARE(shard.coordinator->size(), std::size_t{1});
        QCOMPARE(static_cast<KafkaError>(shard.describe("gone").errorCode), KafkaError::TransactionalIdNotFound);
        shard.start();
        QCOMPARE(shard.coordinator->size(), std::size_t{1}); // the tombstone is in the log
    }

    void nobodyIsAskedWhileLoading()
    {
        TransactionShard shard;
        const Producer producer = shard.producer("t");
        const std::int32_t partition = shard.coordinator->partitionOf("t");
        shard.coordinator->startLoading(partition, 5);
        QCOMPARE(shard.init("t").error(), KafkaError::CoordinatorLoadInProgress);
        QCOMPARE(shard.add("t", producer, "orders", {0}), KafkaError::CoordinatorLoadInProgress);
        QCOMPARE(static_cast<KafkaError>(shard.list().errorCode), KafkaError::CoordinatorLoadInProgress);
        QCOMPARE(static_cast<KafkaError>(shard.describe("t").errorCode), KafkaError::CoordinatorLoadInProgress);
        shard.coordinator->resign(partition);
        QCOMPARE(shard.init("t").error(), KafkaError::NotCoordinator);
        QCOMPARE(shard.end("t", producer, true, kOld).error(), KafkaError::NotCoordinator);
        QCOMPARE(static_cast<KafkaError>(shard.describe("t").errorCode), KafkaError::NotCoordinator);
    }

    void theListIsFiltered()
    {
        TransactionShard shard;
        const Producer a = shard.producer("pay-1");
        shard.producer("pay-2");
        shard.producer("ship-1");
        QCOMPARE(shard.add("pay-1", a, "orders", {0}), KafkaError::None);
        shard.advance(5'000);
        const auto names = [&](const wire::ListTransactionsRequest &request) {
            std::set<std::string> set;
            for (const auto &state : shard.list(request).transactionStates)
                set.insert(state.transactionalId);
            return set;
        };
        using Names = std::set<std::string>;
        wire::ListTransactionsRequest request;
        QCOMPARE(names(request), (Names{"pay-1", "pay-2", "ship-1"}));
        request.stateFilters = {"Ongoing", "Sleeping"};
        QCOMPARE(names(request), (Names{"pay-1"}));
        QCOMPARE(shard.list(request).unknownStateFilters, (std::vector<std::string>{"Sleeping"}));
        request = {};
        request.producerIdFilters = {a.id};
        QCOMPARE(names(request), (Names{"pay-1"}));
        request = {};
        request.transactionalIdPattern = "pay-.*";
        QCOMPARE(names(request), (Names{"pay-1", "pay-2"}));
        request.transactionalIdPattern = "pay"; // the whole id, not a part of it
        QCOMPARE(names(request), Names{});
        request.transactionalIdPattern = "(";
        QCOMPARE(static_cast<KafkaError>(shard.list(request).errorCode), KafkaError::InvalidRegularExpression);
        request = {};
        request.stateFilters = {"Ongoing"};
        request.durationFilter = 4'999;
        QCOMPARE(names(request), (Names{"pay-1"}));
        request.durationFilter = 5'000;
        QCOMPARE(names(request), Names{});
    }
};

QTEST_APPLESS_MAIN(TestTransactionLife)
#include "tst_transaction_life.moc"
