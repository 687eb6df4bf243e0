// SPDX-License-Identifier: GPL-3.0-or-later
// Who leads and who holds a partition, changed on request: ElectLeaders and the reassignment of partitions.
#include "tests/sandbox/metadata/controller_fixture.h"

#include "backend/wire/messages/alter_partition_reassignments.h"
#include "backend/wire/messages/elect_leaders.h"
#include "backend/wire/messages/list_partition_reassignments.h"

using namespace weir;
using namespace weir::sandbox;
using namespace weir::sandbox::test;
using std::chrono::seconds;

namespace {

using Ids = std::vector<std::int32_t>;
constexpr std::int8_t kPreferred = 0;
constexpr std::int8_t kUnclean = 1;

} // namespace

class TestControllerReassignments : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<Cluster> m;

    wire::ElectLeadersResponse elect(std::int8_t type,
                                     std::optional<std::vector<std::pair<std::string, Ids>>> which = std::nullopt)
    {
        wire::ElectLeadersRequest request;
        request.electionType = type;
        request.topicPartitions.reset();
        if (which) {
            request.topicPartitions.emplace();
            for (const auto &[topic, partitions] : *which) {
                auto &one = request.topicPartitions->emplace_back();
                one.topic = topic;
                one.partitions = partitions;
            }
        }
        return m->ask<wire::ElectLeadersResponse>(request);
    }
    std::int16_t electOne(std::int8_t type, const std::string &topic, std::int32_t partition = 0)
    {
        return elect(type, {{{topic, {partition}}}}).replicaElectionResults.at(0).partitionResult.at(0).errorCode;
    }
    wire::AlterPartitionReassignmentsResponse::ReassignablePartitionResponse
    move(const std::string &topic, std::optional<Ids> replicas, bool anyFactor = true, std::int32_t partition = 0)
    {
        wire::AlterPartitionReassignmentsRequest request;
        request.allowReplicationFactorChange = anyFactor;
        auto &one = request.topics.emplace_back();
        one.name = topic;
        auto &wanted = one.partitions.emplace_back();
        wanted.partitionIndex = partition;
        wanted.replicas = std::move(replicas);
        const auto response = m->ask<wire::AlterPartitionReassignmentsResponse>(request);
        if (response.errorCode != 0)
            qFatal("refused as a whole");
        return response.responses.at(0).partitions.at(0);
    }
    wire::ListPartitionReassignmentsResponse list(std::optional<std::string> topic = std::nullopt, Ids partitions = {})
    {
        wire::ListPartitionReassignmentsRequest request;
        if (topic) {
            request.topics.emplace();
            auto &one = request.topics->emplace_back();
            one.name = *topic;
            one.partitionIndexes = partitions;
        }
        return m->ask<wire::ListPartitionReassignmentsResponse>(request);
    }

private Q_SLOTS:
    void init()
    {
        m = std::make_unique<Cluster>();
        MUST_DO(m->start());
        for (const int id : {1, 2, 3, 4})
            m->join(id);
    }

    // --- ElectLeaders

    void electsThePreferredLeader()
    {
        m->createManual("t", {{1, 2, 3}, {2, 3, 1}});
        COMPARE_CODE(electOne(kPreferred, "t"), KafkaError::ElectionNotNeeded);
        m->live(seconds(12), {2, 3, 4});
        QCOMPARE(m->partition("t").leader, 2);
        // Neither away nor back but not in sync may it lead.
        COMPARE_CODE(electOne(kPreferred, "t"), KafkaError::PreferredLeaderNotAvailable);
        m->join(1, {}, 2);
        COMPARE_CODE(electOne(kPreferred, "t"), KafkaError::PreferredLeaderNotAvailable);
        QCOMPARE(m->partition("t").leader, 2);
        COMPARE_CODE(m->alterIsr("t", {2, 3, 1}).errorCode, KafkaError::None);
        COMPARE_CODE(electOne(kPreferred, "t"), KafkaError::None);
        QCOMPARE(m->partition("t").leader, 1);
        QCOMPARE(m->partition("t").leaderEpoch, 2);
        COMPARE_CODE(electOne(kPreferred, "t", 7), KafkaError::UnknownTopicOrPartition);
        COMPARE_CODE(electOne(kPreferred, "nobody"), KafkaError::UnknownTopicOrPartition);
    }

    void ofAllPartitionsTellsOnlyThoseThatNeededIt()
    {
        m->createManual("a", {{1, 2}, {2, 1}});
        m->createManual("b", {{3, 2}});
        m->live(seconds(12), {2, 3, 4});
        m->join(1, {}, 2);
        COMPARE_CODE(m->alterIsr("a", {2, 1}).errorCode, KafkaError::None);
        const auto all = elect(kPreferred);
        QCOMPARE(all.errorCode, std::int16_t(0));
        QCOMPARE(all.replicaElectionResults.size(), std::size_t(2));
        QCOMPARE(all.replicaElectionResults.at(0).topic, std::string("a"));
        QCOMPARE(all.replicaElectionResults.at(0).partitionResult.size(), std::size_t(1));
        QCOMPARE(all.replicaElectionResults.at(0).partitionResult.at(0).partitionId, 0);
        COMPARE_CODE(all.replicaElectionResults.at(0).partitionResult.at(0).errorCode, KafkaError::None);
        QVERIFY(all.replicaElectionResults.at(1).partitionResult.empty());
        QCOMPARE(m->partition("a").leader, 1);
    }

    void electsUncleanlyOnRequest()
    {
        m->createManual("t", {{1, 2}});
        COMPARE_CODE(m->alterIsr("t", {1}).errorCode, KafkaError::None);
        COMPARE_CODE(electOne(kUnclean, "t"), KafkaError::ElectionNotNeeded);
        m->live(seconds(12), {2, 3, 4});
        QCOMPARE(m->partition("t").leader, -1);
        COMPARE_CODE(electOne(kPreferred, "t"), KafkaError::PreferredLeaderNotAvailable);
        COMPARE_CODE(electOne(kUnclean, "t"), KafkaError::None);
        QCOMPARE(m->partition("t").leader, 2);
        QCOMPARE(m->partition("t").isr, (Ids{2}));
        QCOMPARE(m->partition("t").leaderRecoveryState, std::int8_t(1));
        // Nobody is left who could.
        m->createManual("u", {{1, 2}});
        m->live(seconds(12), {3, 4});
        COMPARE_CODE(electOne(kUnclean, "u"), KafkaError::EligibleLeadersNotAvailable);
        wire::ElectLeadersRequest odd;
        odd.electionType = 7;
        COMPARE_CODE(m->ask<wire::ElectLeadersResponse>(odd).errorCode, KafkaError::InvalidRequest);
    }

    void electsUncleanlyOnceThatIsAllowed()
    {
        m->createManual("t", {{1, 2}});
        COMPARE_CODE(m->alterIsr("t", {1}).errorCode, KafkaError::None);
        m->live(seconds(12), {2, 3, 4});
        QCOMPARE(m->partition("t").leader, -1);
        COMPARE_CODE(m->set(ConfigResourceType::Broker, "", "unclean.leader.election.enable", "true").errorCode, KafkaError::None);
        m->owner->run();
        QCOMPARE(m->partition("t").leader, 2);
    }

    // --- reassignment

    void movesAPartition()
    {
        m->createManual("t", {{1, 2}});
        const auto before = m->partition("t");
        COMPARE_CODE(move("t", Ids{3, 4}).errorCode, KafkaError::None);
        PartitionImage during = m->partition("t");
        QCOMPARE(during.replicas, (Ids{3, 4, 1, 2}));
        QCOMPARE(during.addingReplicas, (Ids{3, 4}));
        QCOMPARE(during.removingReplicas, (Ids{1, 2}));
        QCOMPARE(during.isr, (Ids{1, 2}));
        QCOMPARE(during.leader, 1);
        QCOMPARE(during.leaderEpoch, before.leaderEpoch);
        QCOMPARE(during.directories.size(), std::size_t(4));
        QCOMPARE(during.directories.at(2), before.directories.at(0));
        QCOMPARE(during.directories.at(0), m->image()->broker(3)->logDirs.at(0));
        QVERIFY(!during.underReplicated());

        const auto listed = list();
        QCOMPARE(listed.topics.size(), std::size_t(1));
        QCOMPARE(listed.topics.at(0).partitions.at(0).addingReplicas, (Ids{3, 4}));
        QCOMPARE(listed.topics.at(0).partitions.at(0).removingReplicas, (Ids{1, 2}));
        QVERIFY(list("t", {1}).topics.empty());
        QCOMPARE(list("t", {0}).topics.size(), std::size_t(1));
        QVERIFY(list("nobody", {0}).topics.empty());

        // One of the two is not enough.
        COMPARE_CODE(m->alterIsr("t", {1, 2, 3}).errorCode, KafkaError::None);
        QVERIFY(m->partition("t").reassigning());
        // With the last one all is over, and the leader, who asked, is none any more.
        COMPARE_CODE(m->alterIsr("t", {1, 2, 3, 4}).errorCode, KafkaError::NewLeaderElected);
        const PartitionImage after = m->partition("t");
        QCOMPARE(after.replicas, (Ids{3, 4}));
        QCOMPARE(after.isr, (Ids{3, 4}));
        QVERIFY(!after.reassigning());
        QCOMPARE(after.leader, 3);
        QCOMPARE(after.leaderEpoch, before.leaderEpoch + 1);
        QCOMPARE(after.directories.size(), std::size_t(2));
        QVERIFY(list().topics.empty());
        COMPARE_CODE(move("t", std::nullopt).errorCode, KafkaError::NoReassignmentInProgress);
    }

    void keepsTheLeaderWhoStays()
    {
        m->createManual("t", {{1, 2}});
        COMPARE_CODE(move("t", Ids{1, 3}).errorCode, KafkaError::None);
        const auto answer = m->alterIsr("t", {1, 2, 3});
        COMPARE_CODE(answer.errorCode, KafkaError::None);
        QCOMPARE(answer.isr, (Ids{1, 3}));
        const PartitionImage after = m->partition("t");
        QCOMPARE(after.replicas, (Ids{1, 3}));
        QCOMPARE(after.leader, 1);
        // Replica 2 went: what it still sends belongs to an older epoch.
        QCOMPARE(after.leaderEpoch, 1);
        QCOMPARE(answer.leaderEpoch, after.leaderEpoch);
        QCOMPARE(answer.partitionEpoch, after.partitionEpoch);
    }

    void fewerReplicasAtOnceMoreOnceInSync()
    {
        m->createManual("t", {{1, 2, 3}});
        COMPARE_CODE(move("t", Ids{1, 2}).errorCode, KafkaError::None);
        QCOMPARE(m->partition("t").replicas, (Ids{1, 2}));
        QCOMPARE(m->partition("t").isr, (Ids{1, 2}));
        QVERIFY(!m->partition("t").reassigning());
        COMPARE_CODE(move("t", Ids{1, 2, 3, 4}).errorCode, KafkaError::None);
        QVERIFY(m->partition("t").reassigning());
        COMPARE_CODE(m->alterIsr("t", {1, 2, 3, 4}).errorCode, KafkaError::None);
        QCOMPARE(m->partition("t").replicas, (Ids{1, 2, 3, 4}));
        QVERIFY(!m->partition("t").reassigning());
        // Another order of the same replicas is a new preferred leader, no more.
        COMPARE_CODE(move("t", Ids{4, 3, 2, 1}).errorCode, KafkaError::None);
        QCOMPARE(m->partition("t").preferredLeader(), 4);
        QCOMPARE(m->partition("t").leader, 1);
        QVERIFY(!m->partition("t").reassigning());
    }

    void isCalledOff()
    {
        m->createManual("t", {{1, 2}});
        COMPARE_CODE(move("t", Ids{3, 4}).errorCode, KafkaError::None);
        COMPARE_CODE(m->alterIsr("t", {1, 2, 3}).errorCode, KafkaError::None);
        COMPARE_CODE(move("t", std::nullopt).errorCode, KafkaError::None);
        const PartitionImage after = m->partition("t");
        QCOMPARE(after.replicas, (Ids{1, 2}));
        QCOMPARE(after.isr, (Ids{1, 2}));
        QVERIFY(!after.reassigning());
        QCOMPARE(after.leader, 1);
        QCOMPARE(after.leaderEpoch, 1);
    }

    void callingOffLosesNoRecordsUnlessAllowed()
    {
        m->createManual("t", {{1, 2}});
        COMPARE_CODE(move("t", Ids{3, 4}).errorCode, KafkaError::None);
        COMPARE_CODE(m->alterIsr("t", {1, 2, 3}).errorCode, KafkaError::None);
        m->live(seconds(12), {3, 4});
        QCOMPARE(m->partition("t").isr, (Ids{3}));
        const auto refused = move("t", std::nullopt);
        COMPARE_CODE(refused.errorCode, KafkaError::InvalidReplicaAssignment);
        QVERIFY(m->partition("t").reassigning());
        m->join(1, {}, 2);
        m->set(ConfigResourceType::Topic, "t", "unclean.leader.election.enable", "true");
        COMPARE_CODE(move("t", std::nullopt).errorCode, KafkaError::None);
        QCOMPARE(m->partition("t").replicas, (Ids{1, 2}));
        QCOMPARE(m->partition("t").isr, (Ids{1}));
        QCOMPARE(m->partition("t").leader, 1);
    }

    void isGivenAnotherTarget()
    {
        m->createManual("t", {{1, 2}});
        COMPARE_CODE(move("t", Ids{3, 2}).errorCode, KafkaError::None);
        const PartitionImage first = m->partition("t");
        // The same once more changes nothing: 3 is still on its way.
        COMPARE_CODE(move("t", Ids{3, 2}).errorCode, KafkaError::None);
        QCOMPARE(m->partition("t").addingReplicas, first.addingReplicas);
        QCOMPARE(m->partition("t").removingReplicas, first.removingReplicas);
        QCOMPARE(m->partition("t").partitionEpoch, first.partitionEpoch);
        COMPARE_CODE(move("t", Ids{4, 2}).errorCode, KafkaError::None);
        const PartitionImage during = m->partition("t");
        QCOMPARE(during.replicas, (Ids{4, 2, 1, 3}));
        QCOMPARE(during.addingReplicas, (Ids{4}));
        QCOMPARE(during.removingReplicas, (Ids{1, 3}));
        m->alterIsr("t", {1, 2, 4});
        QCOMPARE(m->partition("t").replicas, (Ids{4, 2}));
        QVERIFY(!m->partition("t").reassigning());
    }

    void refusesWhatCannotBe()
    {
        m->createManual("t", {{1, 2}});
        COMPARE_CODE(move("t", Ids{}).errorCode, KafkaError::InvalidReplicaAssignment);
        COMPARE_CODE(move("t", Ids{1, 1}).errorCode, KafkaError::InvalidReplicaAssignment);
        COMPARE_CODE(move("t", Ids{1, 9}).errorCode, KafkaError::InvalidReplicaAssignment);
        COMPARE_CODE(move("nobody", Ids{1}).errorCode, KafkaError::UnknownTopicOrPartition);
        COMPARE_CODE(move("t", Ids{1}, true, 3).errorCode, KafkaError::UnknownTopicOrPartition);
        const auto fixed = move("t", Ids{1, 2, 3}, false);
        COMPARE_CODE(fixed.errorCode, KafkaError::InvalidReplicationFactor);
        QCOMPARE(fixed.errorMessage.value_or(""), std::string("The replication factor is changed from 2 to 3"));
        COMPARE_CODE(move("t", Ids{3, 4}, false).errorCode, KafkaError::None);
        // Four are listed now, and it is two that count.
        COMPARE_CODE(move("t", Ids{4, 1}, false).errorCode, KafkaError::None);
        QCOMPARE(m->partition("t").partitionEpoch, 2);
        // Of two wishes for one partition in a request the second does not undo the first.
        wire::AlterPartitionReassignmentsRequest twice;
        auto &topic = twice.topics.emplace_back();
        topic.name = "t";
        for (const Ids &replicas : {Ids{1, 3}, Ids{2, 3}}) {
            auto &wanted = topic.partitions.emplace_back();
            wanted.partitionIndex = 0;
            wanted.replicas = replicas;
        }
        const auto answers = m->ask<wire::AlterPartitionReassignmentsResponse>(twice).responses.at(0).partitions;
        COMPARE_CODE(answers.at(0).errorCode, KafkaError::None);
        COMPARE_CODE(answers.at(1).errorCode, KafkaError::InvalidRequest);
    }

    void survivesTheControllersEnd()
    {
        m->options.snapshots = true;
        m->createManual("t", {{1, 2}});
        COMPARE_CODE(move("t", Ids{3, 2}).errorCode, KafkaError::None);
        const PartitionImage before = m->partition("t");
        MUST_DO(m->restart());
        QVERIFY(m->partition("t") == before);
        QCOMPARE(list().topics.size(), std::size_t(1));
        COMPARE_CODE(m->alterIsr("t", {1, 2, 3}).errorCode, KafkaError::NewLeaderElected);
        QCOMPARE(m->partition("t").replicas, (Ids{3, 2}));
    }

    void aBrokerThatIsAwayHoldsItUp()
    {
        m->createManual("t", {{1, 2}});
        m->live(seconds(12), {1, 2, 3});
        QVERIFY(m->image()->broker(4)->fenced);
        COMPARE_CODE(move("t", Ids{4, 2}).errorCode, KafkaError::None);
        COMPARE_CODE(m->alterIsr("t", {1, 2, 4}).errorCode, KafkaError::IneligibleReplica);
        QVERIFY(m->partition("t").reassigning());
        m->join(4, {}, 2);
        m->alterIsr("t", {1, 2, 4});
        QVERIFY(!m->partition("t").reassigning());
        QCOMPARE(m->partition("t").leader, 4);
    }
};

QTEST_GUILESS_MAIN(TestControllerReassignments)
#include "tst_controller_reassignments.moc"
