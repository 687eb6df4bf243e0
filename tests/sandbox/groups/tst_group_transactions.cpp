// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/groups/group_records.h"
#include "tests/sandbox/groups/group_fixture.h"

using namespace weir;
using namespace weir::sandbox;
using namespace weir::sandbox::test;

namespace {

struct Member {
    std::string id{};
    std::int32_t generation = -1;
};
struct Seen {
    std::int64_t offset = -1;
    KafkaError error = KafkaError::None;
    bool operator==(const Seen &) const = default;
};
constexpr Seen kUnstable{-1, KafkaError::UnstableOffsetCommit};

} // namespace

/// Offsets that are committed within transactions.
class TestGroupTransactions : public QObject
{
    Q_OBJECT

    static Answer<wire::TxnOffsetCommitResponse> commit(Shard &shard, const std::string &group, std::int64_t producer, std::int32_t partition,
                                                        std::int64_t offset, const Member &member = {}, const std::string &topic = "orders",
                                                        std::int16_t version = 5)
    {
        wire::TxnOffsetCommitRequest request;
        request.transactionalId = "t";
        request.groupId = group;
        request.producerId = producer;
        request.producerEpoch = 0;
        request.memberId = member.id;
        request.generationId = member.generation;
        request.topics.push_back({topic, {{partition, offset, -1, "note", {}}}, {}});
        Answer<wire::TxnOffsetCommitResponse> answer;
        shard.coordinator->handle(request, version, Shard::session(), answer.reply());
        return answer;
    }
    static KafkaError errorOf(const Answer<wire::TxnOffsetCommitResponse> &answer)
    {
        return answer ? static_cast<KafkaError>(answer->topics.at(0).partitions.at(0).errorCode) : KafkaError::RequestTimedOut;
    }
    static KafkaError end(Shard &shard, const std::string &group, std::int64_t producer, bool commit)
    {
        // Shared: the answer may come after this function is left.
        const auto error = std::make_shared<KafkaError>(KafkaError::RequestTimedOut);
        shard.coordinator->endTransaction(shard.coordinator->partitionOf(group), {producer, 0, commit, 1, 0},
                                          [error](std::int16_t code) { *error = static_cast<KafkaError>(code); });
        return *error;
    }
    static Seen seen(Shard &shard, const std::string &group, std::int32_t partition, bool stable, bool byName = true)
    {
        wire::OffsetFetchRequest::OffsetFetchRequestGroup asked;
        asked.groupId = group;
        if (byName) {
            asked.topics.emplace();
            auto &topic = asked.topics->emplace_back();
            topic.name = "orders";
            topic.partitionIndexes = {partition};
        } else {
            asked.topics.reset();
        }
        Answer<wire::OffsetFetchResponse::OffsetFetchResponseGroup> answer;
        shard.coordinator->fetchOffsets(asked, stable, 9, answer.reply());
        if (!answer || answer->topics.empty())
            return {};
        const auto &out = answer->topics.at(0).partitions.at(0);
        return {out.committedOffset, static_cast<KafkaError>(out.errorCode)};
    }
private Q_SLOTS:
    void offsetsCountWhenTheirTransactionDoes()
    {
        Shard shard;
        QCOMPARE(errorOf(commit(shard, "g", 1, 0, 10)), KafkaError::None);
        QCOMPARE(seen(shard, "g", 0, false), Seen{});
        QCOMPARE(seen(shard, "g", 0, true), kUnstable);
        QCOMPARE(seen(shard, "g", 1, true), Seen{}); // of another partition nothing is pending
        QCOMPARE(end(shard, "g", 1, true), KafkaError::None);
        QCOMPARE(seen(shard, "g", 0, true), (Seen{10}));
        // An aborted one leaves what was there.
        QCOMPARE(errorOf(commit(shard, "g", 1, 0, 20)), KafkaError::None);
        QCOMPARE(seen(shard, "g", 0, false), (Seen{10}));
        QCOMPARE(seen(shard, "g", 0, true), kUnstable);
        QCOMPARE(seen(shard, "g", 0, true, false), kUnstable);
        QCOMPARE(end(shard, "g", 1, false), KafkaError::None);
        QCOMPARE(seen(shard, "g", 0, true), (Seen{10}));
    }

    void twoTransactionsDoNotTouchEachOther()
    {
        Shard shard;
        commit(shard, "g", 1, 0, 10);
        commit(shard, "g", 2, 0, 30);
        commit(shard, "g", 2, 1, 31);
        end(shard, "g", 1, true);
        QCOMPARE(seen(shard, "g", 0, false), (Seen{10}));
        QCOMPARE(seen(shard, "g", 0, true), kUnstable);
        end(shard, "g", 2, true);
        QCOMPARE(seen(shard, "g", 0, true), (Seen{30}));
        QCOMPARE(seen(shard, "g", 1, true), (Seen{31}));
    }

    void theLaterCommitStays()
    {
        Shard shard;
        commit(shard, "g", 1, 0, 10);
        const auto plain = shard.commit("g", "orders", 0, 50);
        QVERIFY(plain);
        end(shard, "g", 1, true);
        QCOMPARE(seen(shard, "g", 0, true), (Seen{50})); // it was written after the transaction's
    }

    void untilTheMarkerIsCommittedNothingCounts()
    {
        Shard shard;
        commit(shard, "g", 1, 0, 10);
        shard.log.mode = FakeLog::Mode::Held;
        QCOMPARE(end(shard, "g", 1, true), KafkaError::RequestTimedOut);
        QCOMPARE(seen(shard, "g", 0, false), Seen{});
        shard.log.commitHeld(KafkaError::NotEnoughReplicas);
        QCOMPARE(seen(shard, "g", 0, false), Seen{});
        shard.log.mode = FakeLog::Mode::AtOnce;
        QCOMPARE(seen(shard, "g", 0, true), kUnstable);
        QCOMPARE(end(shard, "g", 1, true), KafkaError::None);
        QCOMPARE(seen(shard, "g", 0, true), (Seen{10}));
    }

    void theTransactionIsVerified()
    {
        Shard shard;
        shard.log.verification = KafkaError::InvalidTxnState;
        QCOMPARE(errorOf(commit(shard, "g", 1, 0, 10)), KafkaError::InvalidTxnState);
        shard.log.verification = KafkaError::NetworkException;
        QCOMPARE(errorOf(commit(shard, "g", 1, 0, 10)), KafkaError::CoordinatorLoadInProgress);
        QCOMPARE(errorOf(commit(shard, "g", 1, 0, 10, {}, "orders", 1)), KafkaError::CoordinatorNotAvailable); // who cannot bear the other
        QVERIFY(shard.log.stored.empty());
        // While the answer is on its way the partition may go.
        shard.log.holdVerification = true;
        const auto parked = commit(shard, "g", 1, 0, 10);
        QVERIFY(!parked);
        shard.coordinator->resign(shard.coordinator->partitionOf("g"));
        shard.log.heldVerifications.at(0)(KafkaError::None);
        QCOMPARE(errorOf(parked), KafkaError::NotCoordinator);
    }

    void whoCommitsMustBeAMember()
    {
        Shard shard;
        QCOMPARE(errorOf(commit(shard, "", 1, 0, 10)), KafkaError::InvalidGroupId);
        QCOMPARE(errorOf(commit(shard, "none", 1, 0, 10, {"m", 3})), KafkaError::IllegalGeneration);
        QCOMPARE(errorOf(commit(shard, "g", 1, 0, 10, {}, "nowhere")), KafkaError::UnknownTopicOrPartition);
        QCOMPARE(errorOf(commit(shard, "g", 1, 99, 10)), KafkaError::UnknownTopicOrPartition);
        Answer<wire::JoinGroupResponse> joined;
        const std::string member = shard.joinDynamic("g", joined);
        shard.advance(3'000);
        QVERIFY(joined);
        const std::int32_t generation = joined->generationId;
        QCOMPARE(errorOf(commit(shard, "g", 1, 0, 10, {member, generation + 1})), KafkaError::IllegalGeneration);
        QCOMPARE(errorOf(commit(shard, "g", 1, 0, 10, {"stranger", generation})), KafkaError::UnknownMemberId);
        // During a rebalance too: it is the producer that is fenced off. And one that says nothing of a member, as before KIP-447.
        QCOMPARE(errorOf(commit(shard, "g", 1, 0, 10, {member, generation})), KafkaError::None);
        QCOMPARE(errorOf(commit(shard, "g", 1, 0, 11)), KafkaError::None);
    }

    void aRestartKnowsWhatIsOpen()
    {
        Shard shard;
        const std::int32_t partition = shard.coordinator->partitionOf("g");
        commit(shard, "g", 1, 0, 10);
        end(shard, "g", 1, true);
        commit(shard, "g", 1, 0, 20);
        end(shard, "g", 1, false);
        commit(shard, "g", 2, 0, 30);
        commit(shard, "g", 3, 1, 40);
        shard.commit("g", "orders", 1, 50);
        shard.coordinator->startLoading(partition);
        QVERIFY(shard.coordinator->loadBatches(partition, shard.log.transactionalBatches(partition)));
        shard.coordinator->finishLoading(partition);
        QCOMPARE(seen(shard, "g", 0, false), (Seen{10}));
        QCOMPARE(seen(shard, "g", 0, true), kUnstable);
        QCOMPARE(seen(shard, "g", 1, true), kUnstable);
        end(shard, "g", 2, true);
        end(shard, "g", 3, true);
        QCOMPARE(seen(shard, "g", 0, true), (Seen{30}));
        QCOMPARE(seen(shard, "g", 1, true), (Seen{50}));
    }

    void whoDeletesAGroupDeletesWhatIsPending()
    {
        Shard shard;
        commit(shard, "g", 1, 0, 10);
        Answer<wire::DeleteGroupsResponse::DeletableGroupResult> deleted;
        shard.coordinator->deleteGroup("g", deleted.reply());
        QCOMPARE(deleted.error(), KafkaError::None);
        end(shard, "g", 1, true);
        QCOMPARE(seen(shard, "g", 0, true), Seen{});
        // The same for a topic.
        commit(shard, "g", 1, 0, 10);
        shard.coordinator->onTopicDeleted("orders", 0, 6);
        end(shard, "g", 1, true);
        QCOMPARE(seen(shard, "g", 0, true), Seen{});
    }

    void whatIsPendingDoesNotExpire()
    {
        Shard shard;
        shard.commit("g", "orders", 0, 5);
        commit(shard, "g", 1, 0, 10);
        shard.advance(std::int64_t{8} * 24 * 3'600'000);
        QCOMPARE(seen(shard, "g", 0, false), (Seen{5}));
        end(shard, "g", 1, false);
        shard.advance(600'000);
        QCOMPARE(seen(shard, "g", 0, false), Seen{});
    }

    void markersFindTheirCoordinator()
    {
        Shard shard;
        const std::int32_t partition = shard.coordinator->partitionOf("g");
        shard.coordinator->startLoading(partition);
        QCOMPARE(end(shard, "g", 1, true), KafkaError::CoordinatorLoadInProgress);
        shard.coordinator->resign(partition);
        QCOMPARE(end(shard, "g", 1, true), KafkaError::NotCoordinator);
    }
};

QTEST_APPLESS_MAIN(TestGroupTransactions)
#include "tst_group_transactions.moc"
