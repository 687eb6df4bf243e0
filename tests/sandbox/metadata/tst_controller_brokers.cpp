// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sandbox/metadata/controller_fixture.h"

using namespace weir;
using namespace weir::sandbox;
using namespace weir::sandbox::test;
using std::chrono::seconds;

namespace {

using Ids = std::vector<std::int32_t>;

} // namespace

class TestControllerBrokers : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<Cluster> m;

private Q_SLOTS:
    void init()
    {
        m = std::make_unique<Cluster>();
        MUST_DO(m->start());
        for (const int id : {1, 2, 3})
            m->join(id);
    }

    void registersFencedUntilCaughtUp()
    {
        const auto registered = m->enrol(4);
        COMPARE_CODE(registered.errorCode, KafkaError::None);
        QCOMPARE(registered.brokerEpoch, m->image()->offset());
        QVERIFY(m->image()->broker(4)->fenced);
        QVERIFY(!m->image()->alive(4));

        wire::BrokerHeartbeatRequest beat;
        beat.brokerId = 4;
        beat.brokerEpoch = registered.brokerEpoch;
        beat.currentMetadataOffset = registered.brokerEpoch - 1;
        auto answer = m->ask<wire::BrokerHeartbeatResponse>(beat);
        QVERIFY(answer.isFenced);
        QVERIFY(!answer.isCaughtUp);
        beat.currentMetadataOffset = registered.brokerEpoch;
        answer = m->ask<wire::BrokerHeartbeatResponse>(beat);
        QVERIFY(!answer.isFenced);
        QVERIFY(m->image()->alive(4));
        QCOMPARE(m->image()->broker(4)->endpoint("PLAINTEXT")->port, std::uint16_t(9004));

        beat.brokerEpoch -= 1;
        COMPARE_CODE(m->ask<wire::BrokerHeartbeatResponse>(beat).errorCode, KafkaError::StaleBrokerEpoch);
        beat.brokerId = 9;
        COMPARE_CODE(m->ask<wire::BrokerHeartbeatResponse>(beat).errorCode, KafkaError::BrokerIdNotRegistered);
    }

    void refusesStrangers()
    {
        wire::BrokerRegistrationRequest request;
        request.brokerId = 4;
        request.clusterId = "another";
        COMPARE_CODE(m->ask<wire::BrokerRegistrationResponse>(request).errorCode, KafkaError::InconsistentClusterId);
        request.clusterId = m->controller->clusterId();
        COMPARE_CODE(m->ask<wire::BrokerRegistrationResponse>(request).errorCode, KafkaError::InvalidRegistration);
        request.listeners.emplace_back().name = "PLAINTEXT";
        auto &feature = request.features.emplace_back();
        feature.name = "metadata.version";
        feature.maxSupportedVersion = 3;
        COMPARE_CODE(m->ask<wire::BrokerRegistrationResponse>(request).errorCode, KafkaError::UnsupportedVersion);
    }

    void keepsTheEpochOfARepeatedRegistration()
    {
        QCOMPARE(m->enrol(1).brokerEpoch, m->epochs[1]);
        QVERIFY(!m->image()->broker(1)->fenced);
    }

    void refusesASecondBrokerUntilTheFirstIsGone()
    {
        m->createManual("t", {{1, 2, 3}});
        COMPARE_CODE(m->enrol(1, {}, 2).errorCode, KafkaError::DuplicateBrokerRegistration);
        m->live(seconds(12), {2, 3});
        QVERIFY(m->image()->broker(1)->fenced);
        m->join(1, {}, 2);
        QVERIFY(m->image()->alive(1));
        QCOMPARE(m->partition("t").leader, 2);
    }

    void failsOverWhenABrokerFallsSilent()
    {
        m->createManual("t", {{1, 2, 3}, {2, 3, 1}, {3, 1, 2}});
        m->live(seconds(8), {2, 3});
        QCOMPARE(m->partition("t", 0).leader, 1);
        m->live(seconds(3), {2, 3});
        QVERIFY(m->image()->broker(1)->fenced);
        QCOMPARE(m->partition("t", 0).leader, 2);
        QCOMPARE(m->partition("t", 0).leaderEpoch, 1);
        QCOMPARE(m->partition("t", 0).isr, (Ids{2, 3}));
        // Where it only followed, the leader and its epoch stay.
        QCOMPARE(m->partition("t", 1).leader, 2);
        QCOMPARE(m->partition("t", 1).leaderEpoch, 0);
        QCOMPARE(m->partition("t", 1).partitionEpoch, 1);
        QCOMPARE(m->partition("t", 1).isr, (Ids{2, 3}));
        // A stale heartbeat does not bring it back: it has to register, and the others let it back in.
        QVERIFY(!m->beat(1).isFenced);
        QCOMPARE(m->partition("t", 0).isr, (Ids{2, 3}));
    }

    void theLastInSyncReplicaStaysListed()
    {
        m->createManual("t", {{1, 2}});
        COMPARE_CODE(m->alterIsr("t", {1}).errorCode, KafkaError::None);
        m->live(seconds(12), {2, 3});
        QCOMPARE(m->partition("t").leader, -1);
        QCOMPARE(m->partition("t").isr, (Ids{1}));
        QCOMPARE(m->partition("t").leaderEpoch, 1);
        m->join(1, {}, 2);
        QCOMPARE(m->partition("t").leader, 1);
        QCOMPARE(m->partition("t").leaderEpoch, 2);
    }

    void electsUncleanlyOnlyWhereAllowed()
    {
        m->createManual("strict", {{1, 2}});
        m->createManual("loose", {{1, 2}});
        COMPARE_CODE(m->set(ConfigResourceType::Topic, "loose", "unclean.leader.election.enable", "true").errorCode,
                     KafkaError::None);
        m->alterIsr("strict", {1});
        m->alterIsr("loose", {1});
        m->live(seconds(12), {2, 3});
        QCOMPARE(m->partition("strict").leader, -1);
        QCOMPARE(m->partition("loose").leader, 2);
        QCOMPARE(m->partition("loose").isr, (Ids{2}));
        QCOMPARE(int(m->partition("loose").leaderRecoveryState), 1);
        // Allowing it later elects at once.
        m->set(ConfigResourceType::Topic, "strict", "unclean.leader.election.enable", "true");
        QCOMPARE(m->partition("strict").leader, 2);
        QCOMPARE(m->alterIsr("strict", {2}).leaderRecoveryState, std::int8_t(0));
        QCOMPARE(int(m->partition("strict").leaderRecoveryState), 0);
    }

    void allBrokersGoneAndBack()
    {
        m->createManual("t", {{1, 2, 3}});
        m->live(seconds(15), {});
        for (const int id : {1, 2, 3})
            QVERIFY(m->image()->broker(id)->fenced);
        QCOMPARE(m->partition("t").leader, -1);
        const std::int32_t last = m->partition("t").isr.at(0);
        QCOMPARE(m->partition("t").isr.size(), std::size_t(1));
        // One that was not in sync may not lead; the last one that was may.
        for (const int id : {1, 2, 3}) {
            if (id != last)
                m->join(id, {}, 2);
        }
        QCOMPARE(m->partition("t").leader, -1);
        m->join(last, {}, 2);
        QCOMPARE(m->partition("t").leader, last);
    }

    void shutsDownInOrder()
    {
        m->createManual("t", {{1, 2, 3}});
        auto answer = m->beat(1, true);
        QVERIFY(!answer.shouldShutDown);
        QVERIFY(m->image()->broker(1)->inControlledShutdown);
        QCOMPARE(m->partition("t").leader, 2);
        QCOMPARE(m->partition("t").isr, (Ids{2, 3}));
        // Not before the others know.
        QVERIFY(!m->beat(1, true).shouldShutDown);
        m->beat(2);
        QVERIFY(!m->beat(1, true).shouldShutDown);
        m->beat(3);
        answer = m->beat(1, true);
        QVERIFY(answer.shouldShutDown);
        QVERIFY(answer.isFenced);
        QVERIFY(m->image()->broker(1)->fenced);
        // Back at once: no session is in the way.
        m->join(1, {}, 2);
        COMPARE_CODE(m->alterIsr("t", {2, 3, 1}).errorCode, KafkaError::None);
    }

    void shutsDownWithNothingToHandOver()
    {
        m->createManual("single", {{3}});
        QVERIFY(m->beat(1, true).shouldShutDown);
        QVERIFY(!m->beat(3, true).shouldShutDown);
        QCOMPARE(m->partition("single").leader, -1);
        m->beat(2);
        QVERIFY(m->beat(3, true).shouldShutDown);
    }

    void checksInSyncChanges()
    {
        m->createManual("t", {{1, 2, 3}});
        const auto shrunk = m->alterIsr("t", {1, 2});
        COMPARE_CODE(shrunk.errorCode, KafkaError::None);
        QCOMPARE(shrunk.isr, (Ids{1, 2}));
        QCOMPARE(shrunk.partitionEpoch, 1);
        QCOMPARE(shrunk.leaderEpoch, 0);
        QCOMPARE(m->partition("t").isr, (Ids{1, 2}));
        COMPARE_CODE(m->alterIsr("t", {1, 2, 3}).errorCode, KafkaError::None);

        using Request = wire::AlterPartitionRequest;
        const auto refusedWith = [&](KafkaError error, Ids isr, const std::function<void(Request &)> &change) {
            const auto answer = m->alterIsr("t", isr, change);
            COMPARE_CODE(answer.errorCode, error);
        };
        refusedWith(KafkaError::InvalidUpdateVersion, {1},
                    [](Request &r) { --r.topics[0].partitions[0].partitionEpoch; });
        refusedWith(KafkaError::NotController, {1}, [](Request &r) { ++r.topics[0].partitions[0].leaderEpoch; });
        refusedWith(KafkaError::FencedLeaderEpoch, {1}, [](Request &r) { --r.topics[0].partitions[0].leaderEpoch; });
        refusedWith(KafkaError::InvalidRequest, {2, 3}, {});
        refusedWith(KafkaError::InvalidRequest, {1, 1}, {});
        refusedWith(KafkaError::InvalidRequest, {1, 4}, {});
        refusedWith(KafkaError::StaleBrokerEpoch, {1}, [](Request &r) { --r.brokerEpoch; });
        refusedWith(KafkaError::InvalidRequest, {2}, [&](Request &r) {
            r.brokerId = 2;
            r.brokerEpoch = m->epochs[2];
        });
        refusedWith(KafkaError::UnknownTopicId, {1}, [](Request &r) { r.topics[0].topicId.bytes[3] ^= 1; });
        refusedWith(KafkaError::UnknownTopicOrPartition, {1},
                    [](Request &r) { r.topics[0].partitions[0].partitionIndex = 7; });
        refusedWith(KafkaError::IneligibleReplica, {1, 2},
                    [](Request &r) { --r.topics[0].partitions[0].newIsrWithEpochs[1].brokerEpoch; });
        m->alterIsr("t", {1});
        m->live(seconds(12), {1, 2});
        refusedWith(KafkaError::IneligibleReplica, {1, 3}, {});
    }

    void movesLeadersBack()
    {
        m->createManual("t", {{1, 2, 3}});
        m->live(seconds(12), {2, 3});
        QCOMPARE(m->partition("t").leader, 2);
        m->join(1, {}, 2);
        m->alterIsr("t", {2, 3, 1});
        QCOMPARE(m->partition("t").leader, 2);
        m->live(seconds(301), {1, 2, 3});
        QCOMPARE(m->partition("t").leader, 1);
    }

    void movesLeadersBackSoonAfterItsStart()
    {
        m->createManual("t", {{1, 2, 3}});
        MUST_DO(m->restart());
        // Each comes as another process over its own old registration, and the last one is left with everything.
        for (const int id : {1, 2, 3})
            m->join(id, {}, 2);
        QCOMPARE(m->partition("t").leader, 3);
        m->live(seconds(30), {1, 2, 3});
        QCOMPARE(m->partition("t").leader, 3);
        m->alterIsr("t", {3, 1, 2});
        m->live(seconds(2), {1, 2, 3});
        QCOMPARE(m->partition("t").leader, 1);
        // Later a leader moves back at leader.imbalance.check.interval.seconds only.
        m->live(seconds(12), {2, 3});
        m->join(1, {}, 3);
        m->alterIsr("t", {2, 3, 1});
        m->live(seconds(100), {1, 2, 3});
        QCOMPARE(m->partition("t").leader, 2);
    }

    void leavesLeadersWhereTheyAreWhenToldTo()
    {
        m->options.settings = {{"auto.leader.rebalance.enable", "false"}};
        MUST_DO(m->restart());
        for (const int id : {1, 2, 3})
            m->join(id, {}, 2);
        m->createManual("t", {{1, 2, 3}});
        m->live(seconds(12), {2, 3});
        m->join(1, {}, 3);
        m->alterIsr("t", {2, 3, 1});
        m->live(seconds(601), {1, 2, 3});
        QCOMPARE(m->partition("t").leader, 2);
    }

    void forgivesItsOwnSleep()
    {
        // The process was stopped: time jumps, and the heartbeats that came meanwhile are behind the timer.
        m->clock.advance(seconds(60));
        m->owner->run();
        for (const int id : {1, 2, 3}) {
            QVERIFY(!m->image()->broker(id)->fenced);
            m->beat(id);
        }
        m->live(seconds(12), {1, 2, 3});
        for (const int id : {1, 2, 3})
            QVERIFY(!m->image()->broker(id)->fenced);
    }

    void placesNothingOnTheDead()
    {
        m->live(seconds(12), {1, 2});
        m->create("two", 4, 2);
        for (const PartitionPtr &partition : m->image()->topic("two")->partitions)
            QVERIFY(!partition->hasReplica(3));
        // A replica may wait for a dead broker where there is no other.
        m->create("three", 4, 3);
        for (const PartitionPtr &partition : m->image()->topic("three")->partitions) {
            QVERIFY(partition->hasReplica(3));
            QVERIFY(!partition->inSync(3));
            QVERIFY(partition->leader != 3);
        }
        m->live(seconds(12), {});
        COMPARE_CODE(m->create("none", 1, 1).errorCode, KafkaError::InvalidReplicationFactor);
    }

    void givesProducerIdsOnce()
    {
        wire::AllocateProducerIdsRequest request;
        request.brokerId = 1;
        request.brokerEpoch = m->epochs[1];
        const auto first = m->ask<wire::AllocateProducerIdsResponse>(request);
        COMPARE_CODE(first.errorCode, KafkaError::None);
        QCOMPARE(first.producerIdLen, 1000);
        const auto second = m->ask<wire::AllocateProducerIdsResponse>(request);
        QCOMPARE(second.producerIdStart, first.producerIdStart + 1000);
        MUST_DO(m->restart());
        QCOMPARE(m->ask<wire::AllocateProducerIdsResponse>(request).producerIdStart, second.producerIdStart + 1000);
        request.brokerEpoch = 7777;
        COMPARE_CODE(m->ask<wire::AllocateProducerIdsResponse>(request).errorCode, KafkaError::StaleBrokerEpoch);
    }

    void describesItself()
    {
        wire::DescribeClusterRequest request;
        request.endpointType = 2;
        const auto answer = m->ask<wire::DescribeClusterResponse>(request);
        QCOMPARE(answer.clusterId, m->controller->clusterId());
        QCOMPARE(answer.controllerId, 3000);
        QCOMPARE(answer.brokers.at(0).port, 31300);
        request.endpointType = 1;
        COMPARE_CODE(m->ask<wire::DescribeClusterResponse>(request).errorCode, KafkaError::MismatchedEndpointType);
    }

    void brokersFollowTheLog()
    {
        MetadataFollower follower;
        m->create("a", 3, 3);
        m->follow(follower);
        QCOMPARE(follower.image()->offset(), m->image()->offset());
        QVERIFY(follower.image()->topic("a"));

        // A fetch at the end waits, and is answered by the next change.
        std::optional<wire::FetchResponse> answer;
        const auto park = [&](std::int32_t wait) {
            m->controller->handle(m->fetchRequest(follower.fetchOffset(), follower.lastFetchedEpoch(), wait), 17, {},
                                  [&](wire::FetchResponse response) { answer = std::move(response); });
            m->owner->run();
        };
        park(500);
        QVERIFY(!answer);
        m->create("b", 1, 1);
        QVERIFY(answer);
        auto bytes = answer->responses.at(0).partitions.at(0).records.flatten();
        const auto update = follower.append(*bytes);
        QVERIFY(update && *update);
        const MetadataDelta &delta = (*update)->delta;
        QCOMPARE(delta.createdTopics.size(), std::size_t(1));
        QCOMPARE(delta.createdTopics[0]->name, std::string("b"));
        QCOMPARE(delta.partitions.size(), std::size_t(1));
        QVERIFY(!delta.partitions[0].before);

        answer.reset();
        park(500);
        m->owner->advance(std::chrono::milliseconds(499));
        QVERIFY(!answer);
        m->owner->advance(std::chrono::milliseconds(1));
        QVERIFY(answer);
        QCOMPARE(answer->responses.at(0).partitions.at(0).records.size(), std::size_t(0));
        QCOMPARE(answer->responses.at(0).partitions.at(0).highWatermark, m->image()->offset() + 1);

        // The same bytes twice change nothing.
        const auto again = follower.append(*bytes);
        QVERIFY(again && !*again);

        auto far = m->fetchRequest(1'000'000, -1);
        COMPARE_CODE(m->ask<wire::FetchResponse>(far).responses.at(0).partitions.at(0).errorCode,
                     KafkaError::OffsetOutOfRange);
        auto diverged = m->fetchRequest(m->image()->offset() + 1, 0);
        QVERIFY(m->ask<wire::FetchResponse>(diverged).responses.at(0).partitions.at(0).divergingEpoch.epoch >= -1);
        auto stranger = m->fetchRequest(0, -1);
        stranger.clusterId = "another";
        COMPARE_CODE(m->ask<wire::FetchResponse>(stranger).errorCode, KafkaError::InconsistentClusterId);
        auto other = m->fetchRequest(0, -1);
        other.topics[0].topicId.bytes[0] = 9;
        COMPARE_CODE(m->ask<wire::FetchResponse>(other).responses.at(0).partitions.at(0).errorCode,
                     KafkaError::UnknownTopicId);
    }
};

QTEST_GUILESS_MAIN(TestControllerBrokers)
#include "tst_controller_brokers.moc"
