// SPDX-License-Identifier: GPL-3.0-or-later
// What the controller knows of brokers' log directories: who said where a replica is, and what follows when one fails.
#include "tests/sandbox/metadata/controller_fixture.h"

#include "backend/wire/messages/alter_partition_reassignments.h"
#include "backend/wire/messages/assign_replicas_to_dirs.h"

using namespace weir;
using namespace weir::sandbox;
using namespace weir::sandbox::test;

namespace {

using Uuids = std::vector<base::Uuid>;

base::Uuid unassigned()
{
    base::Uuid id;
    id.bytes[15] = 1;
    return id;
}

} // namespace

class TestControllerDirectories : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<Cluster> m;

    static base::Uuid dir(std::int32_t broker, std::uint8_t which) { return Cluster::directoryOf(broker, which); }
    wire::AssignReplicasToDirsResponse assignAs(std::int64_t epoch, std::int32_t broker, const base::Uuid &directory,
                                                const base::Uuid &topic, std::int32_t index)
    {
        wire::AssignReplicasToDirsRequest request;
        request.brokerId = broker;
        request.brokerEpoch = epoch;
        auto &one = request.directories.emplace_back();
        one.id = directory;
        auto &part = one.topics.emplace_back();
        part.topicId = topic;
        part.partitions.emplace_back().partitionIndex = index;
        return m->ask<wire::AssignReplicasToDirsResponse>(request);
    }
    std::int16_t assign(std::int32_t broker, const base::Uuid &directory, const base::Uuid &topic, std::int32_t index = 0)
    {
        const auto response = assignAs(m->epochs[broker], broker, directory, topic, index);
        if (response.errorCode != 0)
            return response.errorCode;
        return response.directories.at(0).topics.at(0).partitions.at(0).errorCode;
    }
    base::Uuid idOf(const std::string &topic) const { return m->image()->topic(topic)->id; }

private Q_SLOTS:
    void init()
    {
        m = std::make_unique<Cluster>();
        QVERIFY(m->start());
        for (const std::int32_t id : {1, 2, 3}) {
            m->logDirs[id] = {dir(id, 1), dir(id, 2)};
            m->join(id);
        }
    }
    void brokersSayWhereReplicasAre();
    void refusesWhatIsNotThere();
    void aFailedDirectoryLeadsNothing();
    void theLastInSyncReplicaStaysListed();
    void aReplicaWhoseDirectoryFailedBeforeItWasKnown();
    void comesBackWithTheDirectory();
    void survivesARestart();
};

void TestControllerDirectories::brokersSayWhereReplicasAre()
{
    QCOMPARE(m->create("t", 1, 3).errorCode, std::int16_t(0));
    QCOMPARE(m->partition("t").directories, (Uuids{unassigned(), unassigned(), unassigned()}));
    const PartitionImage before = m->partition("t");
    const std::int32_t broker = before.replicas[1];
    QCOMPARE(assign(broker, dir(broker, 2), idOf("t")), std::int16_t(0));
    QCOMPARE(m->partition("t").directories, (Uuids{unassigned(), dir(broker, 2), unassigned()}));
    QCOMPARE(m->partition("t").leader, before.leader);
    QCOMPARE(m->partition("t").leaderEpoch, before.leaderEpoch);
    QCOMPARE(m->partition("t").partitionEpoch, before.partitionEpoch + 1);
    // Said again, nothing is written; moved, it is.
    QCOMPARE(assign(broker, dir(broker, 2), idOf("t")), std::int16_t(0));
    QCOMPARE(m->partition("t").partitionEpoch, before.partitionEpoch + 1);
    QCOMPARE(assign(broker, dir(broker, 1), idOf("t")), std::int16_t(0));
    QCOMPARE(m->partition("t").directories[1], dir(broker, 1));
}

void TestControllerDirectories::refusesWhatIsNotThere()
{
    QCOMPARE(m->create("t", 1, 2).errorCode, std::int16_t(0));
    const auto replicas = m->partition("t").replicas;
    const std::int32_t other = 6 - replicas[0] - replicas[1];
    QCOMPARE(assign(other, dir(other, 1), idOf("t")), base::code(KafkaError::NotLeaderOrFollower));
    QCOMPARE(assign(replicas[0], dir(replicas[0], 1), idOf("t"), 7), base::code(KafkaError::UnknownTopicOrPartition));
    QCOMPARE(assign(replicas[0], dir(replicas[0], 1), unassigned()), base::code(KafkaError::UnknownTopicId));
    QCOMPARE(assignAs(m->epochs[1] + 1, 1, dir(1, 1), idOf("t"), 0).errorCode, base::code(KafkaError::StaleBrokerEpoch));
    QCOMPARE(assignAs(0, 9, dir(9, 1), idOf("t"), 0).errorCode, base::code(KafkaError::BrokerIdNotRegistered));
}

void TestControllerDirectories::aFailedDirectoryLeadsNothing()
{
    QCOMPARE(m->create("t", 2, 3).errorCode, std::int16_t(0));
    const std::int32_t leader = m->partition("t", 0).leader;
    QCOMPARE(assign(leader, dir(leader, 1), idOf("t"), 0), std::int16_t(0));
    QCOMPARE(assign(leader, dir(leader, 2), idOf("t"), 1), std::int16_t(0));
    const PartitionImage other = m->partition("t", 1);
    QCOMPARE(m->beat(leader, false, false, {dir(leader, 1)}).isFenced, false);
    QVERIFY(m->partition("t", 0).leader != leader && m->partition("t", 0).leader > 0);
    QCOMPARE(m->partition("t", 0).isr.size(), std::size_t(2));
    QVERIFY(!m->partition("t", 0).inSync(leader));
    QVERIFY(m->partition("t", 0).hasReplica(leader));
    QCOMPARE(m->partition("t", 1), other);
    QCOMPARE(m->image()->broker(leader)->logDirs, (Uuids{dir(leader, 2)}));
    // Said with every heartbeat, it is news once.
    const auto offset = m->image()->offset();
    m->beat(leader, false, false, {dir(leader, 1)});
    QCOMPARE(m->image()->offset(), offset);
}

void TestControllerDirectories::theLastInSyncReplicaStaysListed()
{
    QCOMPARE(m->create("t", 1, 1).errorCode, std::int16_t(0));
    const std::int32_t only = m->partition("t").leader;
    QCOMPARE(assign(only, dir(only, 2), idOf("t")), std::int16_t(0));
    m->beat(only, false, false, {dir(only, 2)});
    QCOMPARE(m->partition("t").leader, -1);
    QCOMPARE(m->partition("t").isr, std::vector<std::int32_t>{only});
}

void TestControllerDirectories::aReplicaWhoseDirectoryFailedBeforeItWasKnown()
{
    QCOMPARE(m->create("t", 1, 2).errorCode, std::int16_t(0));
    const std::int32_t leader = m->partition("t").leader;
    m->beat(leader, false, false, {dir(leader, 1)});
    QCOMPARE(m->partition("t").leader, leader);
    QCOMPARE(assign(leader, dir(leader, 1), idOf("t")), std::int16_t(0));
    QVERIFY(m->partition("t").leader != leader && m->partition("t").leader > 0);
    QVERIFY(!m->partition("t").inSync(leader));
}

void TestControllerDirectories::comesBackWithTheDirectory()
{
    QCOMPARE(m->create("t", 1, 1).errorCode, std::int16_t(0));
    const std::int32_t only = m->partition("t").leader;
    QCOMPARE(assign(only, dir(only, 2), idOf("t")), std::int16_t(0));
    m->beat(only, false, false, {dir(only, 2)});
    QCOMPARE(m->partition("t").leader, -1);
    // Started again without it, it leads no more than before; with it, it does.
    m->beat(only, true);
    m->logDirs[only] = {dir(only, 1)};
    m->join(only, {}, 2);
    QCOMPARE(m->partition("t").leader, -1);
    m->beat(only, true);
    m->logDirs[only] = {dir(only, 1), dir(only, 2)};
    m->join(only, {}, 3);
    QCOMPARE(m->partition("t").leader, only);
    // And where the data is given up, with the word that it is in another directory now.
    m->beat(only, true);
    m->logDirs[only] = {dir(only, 3)};
    m->join(only, {}, 4);
    QCOMPARE(m->partition("t").leader, -1);
    QCOMPARE(assign(only, dir(only, 3), idOf("t")), std::int16_t(0));
    QCOMPARE(m->partition("t").leader, only);
}

void TestControllerDirectories::survivesARestart()
{
    QCOMPARE(m->create("t", 1, 3).errorCode, std::int16_t(0));
    const std::int32_t broker = m->partition("t").replicas[2];
    QCOMPARE(assign(broker, dir(broker, 2), idOf("t")), std::int16_t(0));
    m->beat(broker, false, false, {dir(broker, 1)});
    const Uuids directories = m->partition("t").directories;
    QVERIFY(m->restart());
    QCOMPARE(m->partition("t").directories, directories);
    QCOMPARE(m->image()->broker(broker)->logDirs, (Uuids{dir(broker, 2)}));
}

QTEST_APPLESS_MAIN(TestControllerDirectories)
#include "tst_controller_directories.moc"
