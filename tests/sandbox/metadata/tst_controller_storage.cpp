// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sandbox/metadata/controller_fixture.h"

#include <fmt/format.h>

#include <cerrno>

using namespace weir;
using namespace weir::sandbox;
using namespace weir::sandbox::test;
using std::chrono::seconds;

namespace {

// What an image says, as text: two images are the same when their texts are.
std::string text(const MetadataImage &image)
{
    std::string all = fmt::format("{} pid {}\n", image.offset(), image.nextProducerId());
    for (const auto &[id, broker] : image.brokers())
        all += fmt::format("broker {} {} {}\n", id, broker->epoch, broker->fenced);
    for (const TopicPtr &topic : image.topicsByName()) {
        all += fmt::format("{} {}\n", topic->name, topic->id.toString());
        for (const PartitionPtr &partition : topic->partitions)
            all += fmt::format(" {} e{} p{} isr {}\n", partition->leader, partition->leaderEpoch,
                               partition->partitionEpoch, fmt::join(partition->isr, " "));
        for (const auto &[name, value] : image.topicConfigs(topic->name))
            all += fmt::format(" {}={}\n", name, value);
    }
    return all;
}

} // namespace

class TestControllerStorage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void startsWhereItEnded()
    {
        Cluster m;
        MUST_DO(m.start());
        const std::string cluster = m.controller->clusterId();
        QVERIFY(base::Uuid::parse(cluster));
        for (const int id : {1, 2, 3})
            m.join(id);
        m.create("a", 3, 3, {{"retention.ms", "5"}});
        m.create("gone", 1, 1);
        m.remove("gone");
        m.alterIsr("a", {m.partition("a").leader});
        m.set(ConfigResourceType::Broker, "", "num.io.threads", "4");
        const std::string before = text(*m.image());
        const std::int64_t offset = m.image()->offset();
        const std::int32_t epoch = m.controller->leaderEpoch();
        MUST_DO(m.restart());
        QCOMPARE(m.controller->clusterId(), cluster);
        QCOMPARE(m.controller->leaderEpoch(), epoch + 1);
        QCOMPARE(m.image()->offset(), offset + 1); // the change of leader
        QCOMPARE(text(*m.image()).substr(text(*m.image()).find(' ')), before.substr(before.find(' ')));
        QCOMPARE(m.image()->defaultBrokerConfigs().at("num.io.threads"), std::string("4"));
        QCOMPARE(int(m.image()->feature("metadata.version")), 29);
        // A broker that outlived it goes on; one that did not may come back at once.
        QVERIFY(!m.beat(1).isFenced);
        COMPARE_CODE(m.enrol(2, {}, 2).errorCode, KafkaError::None);
        // The third is never heard of again.
        m.live(seconds(12), {1});
        QVERIFY(m.image()->broker(3)->fenced);
    }

    void refusesAnotherClusterNodeOrASecondProcess()
    {
        Cluster m;
        MUST_DO(m.start());
        {
            Controller second(*m.owner, m.fs, m.random, m.options);
            const auto started = second.start();
            QVERIFY(!started);
            QCOMPARE(started.error().kind, base::ErrorKind::Conflict);
        }
        m.options.nodeId = 3001;
        auto restarted = m.restart();
        QVERIFY(!restarted);
        QCOMPARE(restarted.error().kind, base::ErrorKind::Conflict);
        m.options.nodeId = 3000;
        m.options.clusterId = "another";
        restarted = m.restart();
        QVERIFY(!restarted);
        QCOMPARE(restarted.error().kind, base::ErrorKind::Conflict);
        m.options.clusterId.reset();
        MUST_DO(m.restart());
        m.options.settings = {{"no.such.setting", "1"}};
        restarted = m.restart();
        QVERIFY(!restarted);
        QCOMPARE(restarted.error().kind, base::ErrorKind::Invalid);
    }

    // The power goes at every single operation on the disk in turn: what was confirmed is there afterwards, and what is
    // there is consistent.
    void survivesACrashAtAnyPoint()
    {
        for (int at = 0;; ++at) {
            Cluster m;
            m.fs.failFrom(at);
            std::vector<std::string> confirmed;
            const auto script = [&] {
                if (!m.start())
                    return;
                const auto registered = m.enrol(1);
                if (registered.errorCode != 0)
                    return;
                m.epochs[1] = registered.brokerEpoch;
                if (m.beat(1).errorCode != 0)
                    return;
                for (const char *name : {"one", "two", "three"}) {
                    if (m.create(name, 2, 1).errorCode != 0)
                        return;
                    confirmed.push_back(name);
                }
                m.fs.clearFaults();
            };
            script();
            const bool finished = confirmed.size() == 3;
            m.controller.reset();
            m.owner = std::make_unique<ManualOwner>(m.clock);
            m.fs.clearFaults();
            // Sometimes a part of the last write made it to the disk.
            m.fs.crash([at](const std::string &, std::uint64_t from, std::uint64_t size) {
                return at % 3 == 0 ? 0 : (size - from) * static_cast<std::uint64_t>(at % 3) / 3;
            });
            MUST_DO(m.start());
            for (const std::string &name : confirmed) {
                QVERIFY2(m.image()->topic(name), fmt::format("{} after operation {}", name, at).c_str());
                QCOMPARE(m.image()->topic(name)->partitions.size(), std::size_t(2));
            }
            QVERIFY(m.image()->topicCount() <= confirmed.size() + 1);
            m.join(1, {}, 9);
            COMPARE_CODE(m.create("after", 1, 1).errorCode, KafkaError::None);
            if (finished && at > 20)
                break;
        }
    }

    void takesBackWhatTheDiskRefuses()
    {
        Cluster m;
        MUST_DO(m.start());
        m.join(1);
        m.create("before", 1, 1);
        const std::string before = text(*m.image());
        m.fs.setRoom(10);
        COMPARE_CODE(m.create("full", 1, 1).errorCode, KafkaError::KafkaStorageError);
        QCOMPARE(text(*m.image()), before);
        COMPARE_CODE(m.create("full", 1, 1).errorCode, KafkaError::KafkaStorageError);
        m.fs.setRoom(std::nullopt);
        COMPARE_CODE(m.create("room", 1, 1).errorCode, KafkaError::None);
        QVERIFY(m.image()->topic("room"));
        QVERIFY(!m.image()->topic("full"));

        // Each of the operations of a change fails once.
        for (int at = 0; at < 6; ++at) {
            const int used = m.fs.operations();
            m.fs.failOperation(at, EIO);
            const std::string name = fmt::format("io-{}", at);
            const auto created = m.create(name, 1, 1);
            QCOMPARE(m.image()->topic(name) != nullptr, created.errorCode == 0);
            m.fs.clearFaults();
            const std::string next = fmt::format("next-{}", at);
            COMPARE_CODE(m.create(next, 1, 1).errorCode, KafkaError::None);
            QVERIFY(m.fs.operations() > used);
        }
        const std::string after = text(*m.image());
        MetadataFollower follower;
        m.follow(follower);
        QCOMPARE(text(*follower.image()), after);
        MUST_DO(m.restart());
        QCOMPARE(text(*m.image()).substr(text(*m.image()).find('\n')), after.substr(after.find('\n')));
    }

    void answersNothingBeforeItIsOnTheDisk()
    {
        Cluster m;
        MUST_DO(m.start());
        m.join(1);
        wire::CreateTopicsRequest request;
        auto &topic = request.topics.emplace_back();
        topic.name = "t";
        topic.numPartitions = 1;
        topic.replicationFactor = 1;
        bool answered = false;
        m.controller->handle(request, 7, {}, [&](const wire::CreateTopicsResponse &) { answered = true; });
        QVERIFY(!answered);
        QVERIFY(!m.image()->topic("t"));
        // A second one in the same queue shares the flush.
        bool refused = false;
        m.controller->handle(request, 7, {}, [&](const wire::CreateTopicsResponse &response) {
            refused = response.topics[0].errorCode == code(KafkaError::TopicAlreadyExists);
        });
        QVERIFY(!refused);
        m.owner->run();
        QVERIFY(answered);
        QVERIFY(refused);
        m.fs.crash();
        m.controller.reset();
        m.owner = std::make_unique<ManualOwner>(m.clock);
        MUST_DO(m.start());
        QVERIFY(m.image()->topic("t"));
    }

    void snapshotsBoundTheLog()
    {
        Cluster m;
        m.options.snapshots = true;
        m.options.settings = {{"metadata.log.max.record.bytes.between.snapshots", "20000"}};
        MUST_DO(m.start());
        for (const int id : {1, 2})
            m.join(id);
        m.create("t", 1, 2, {{"retention.ms", "5"}});
        const auto bytes = [&] {
            std::uint64_t total = 0;
            for (const std::string &path : m.fs.paths()) {
                if (path.find("__cluster_metadata-0") != std::string::npos)
                    total += m.fs.content(path).size();
            }
            return total;
        };
        std::uint64_t most = 0;
        const std::int32_t leader = m.partition("t").leader;
        for (int i = 0; i < 3000; ++i) {
            COMPARE_CODE(
                m.alterIsr("t", i % 2 == 0 ? std::vector<std::int32_t>{leader} : std::vector<std::int32_t>{1, 2})
                    .errorCode,
                KafkaError::None);
            if (i % 100 == 0) {
                // Files that are due for deletion go.
                m.live(seconds(1), {1, 2});
                most = std::max(most, bytes());
            }
        }
        QVERIFY2(most < 400'000, std::to_string(most).c_str());
        const std::string before = text(*m.image());
        MUST_DO(m.restart());
        QCOMPARE(text(*m.image()).substr(text(*m.image()).find(' ')), before.substr(before.find(' ')));

        // Who asks for what is gone is told of the snapshot.
        const auto answer = m.ask<wire::FetchResponse>(m.fetchRequest(0, -1)).responses.at(0).partitions.at(0);
        QVERIFY(answer.snapshotId.endOffset > 0);
    }
};

QTEST_GUILESS_MAIN(TestControllerStorage)
#include "tst_controller_storage.moc"
