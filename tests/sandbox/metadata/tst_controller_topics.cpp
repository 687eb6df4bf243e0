// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sandbox/metadata/controller_fixture.h"

#include <fmt/format.h>

#include <set>

using namespace weir;
using namespace weir::sandbox;
using namespace weir::sandbox::test;

class TestControllerTopics : public QObject
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

    void createsAndDeletes()
    {
        const auto created = m->create("orders", 6, 3, {{"retention.ms", "1000"}, {"cleanup.policy", "compact"}});
        COMPARE_CODE(created.errorCode, KafkaError::None);
        QCOMPARE(created.numPartitions, 6);
        QCOMPARE(int(created.replicationFactor), 3);
        QVERIFY(!created.topicId.isZero());
        const auto retention = std::find_if(created.configs->begin(), created.configs->end(),
                                            [](const auto &config) { return config.name == "retention.ms"; });
        QCOMPARE(*retention->value, std::string("1000"));
        QCOMPARE(int(retention->configSource), int(ConfigSource::DynamicTopic));

        const TopicPtr topic = m->image()->topic("orders");
        QVERIFY(topic);
        QCOMPARE(topic->partitions.size(), std::size_t(6));
        QCOMPARE(m->image()->topic(created.topicId), topic);
        std::map<std::int32_t, int> leaders;
        for (const PartitionPtr &partition : topic->partitions) {
            QCOMPARE(std::set<std::int32_t>(partition->replicas.begin(), partition->replicas.end()),
                     (std::set<std::int32_t>{1, 2, 3}));
            QCOMPARE(partition->isr, partition->replicas);
            QCOMPARE(partition->leader, partition->replicas.front());
            ++leaders[partition->leader];
        }
        QCOMPARE(leaders, (std::map<std::int32_t, int>{{1, 2}, {2, 2}, {3, 2}}));
        QCOMPARE(m->image()->topicConfigs("orders").at("cleanup.policy"), std::string("compact"));

        const auto deleted = m->remove("orders");
        COMPARE_CODE(deleted.errorCode, KafkaError::None);
        QCOMPARE(deleted.topicId, created.topicId);
        QVERIFY(!m->image()->topic("orders"));
        QVERIFY(!m->image()->topic(created.topicId));
        QCOMPARE(m->image()->partitionCount(), std::size_t(0));
        QVERIFY(m->image()->topicConfigs("orders").empty());
        COMPARE_CODE(m->remove("orders").errorCode, KafkaError::UnknownTopicOrPartition);
        // The same name again is another topic.
        QVERIFY(m->create("orders", 1, 1).topicId != created.topicId);
        QVERIFY(m->image()->topicConfigs("orders").empty());
    }

    void refusesWithKafkasCodes()
    {
        COMPARE_CODE(m->create("a/b", 1, 1).errorCode, KafkaError::InvalidTopic);
        COMPARE_CODE(m->create("", 1, 1).errorCode, KafkaError::InvalidTopic);
        COMPARE_CODE(m->create("..", 1, 1).errorCode, KafkaError::InvalidTopic);
        COMPARE_CODE(m->create(std::string(250, 'x'), 1, 1).errorCode, KafkaError::InvalidTopic);
        COMPARE_CODE(m->create(std::string(249, 'x'), 1, 1).errorCode, KafkaError::None);
        COMPARE_CODE(m->create("zero", 0, 1).errorCode, KafkaError::InvalidPartitions);
        COMPARE_CODE(m->create("zero", 1, 0).errorCode, KafkaError::InvalidReplicationFactor);
        COMPARE_CODE(m->create("four", 1, 4).errorCode, KafkaError::InvalidReplicationFactor);
        COMPARE_CODE(m->create("orders", 1, 1).errorCode, KafkaError::None);
        const auto again = m->create("orders", 1, 1);
        COMPARE_CODE(again.errorCode, KafkaError::TopicAlreadyExists);
        QCOMPARE(*again.errorMessage, std::string("Topic 'orders' already exists."));
        COMPARE_CODE(m->create("a.b", 1, 1).errorCode, KafkaError::None);
        COMPARE_CODE(m->create("a_b", 1, 1).errorCode, KafkaError::InvalidTopic);
        COMPARE_CODE(m->create("bad", 1, 1, {{"retention.ms", "soon"}}).errorCode, KafkaError::InvalidConfig);
        COMPARE_CODE(m->create("bad", 1, 1, {{"retention", "1"}}).errorCode, KafkaError::InvalidConfig);
        COMPARE_CODE(m->create("__cluster_metadata", 1, 1).errorCode, KafkaError::InvalidRequest);
        COMPARE_CODE(m->create("many", 10'001, 1).errorCode, KafkaError::PolicyViolation);
        QVERIFY(!m->image()->topic("bad"));
    }

    void refusesATopicNamedTwice()
    {
        wire::CreateTopicsRequest request;
        for (int i = 0; i < 2; ++i) {
            auto &topic = request.topics.emplace_back();
            topic.name = "twice";
            topic.numPartitions = 1;
            topic.replicationFactor = 1;
        }
        for (const auto &topic : m->ask<wire::CreateTopicsResponse>(request).topics)
            COMPARE_CODE(topic.errorCode, KafkaError::InvalidRequest);
        QVERIFY(!m->image()->topic("twice"));
    }

    void takesDefaults()
    {
        m->options.settings = {{"num.partitions", "4"}, {"default.replication.factor", "2"}};
        MUST_DO(m->restart());
        for (const int id : {1, 2, 3})
            m->join(id);
        const auto created = m->create("defaults", -1, -1);
        QCOMPARE(created.numPartitions, 4);
        QCOMPARE(int(created.replicationFactor), 2);
    }

    void onlyValidates()
    {
        const std::int64_t before = m->image()->offset();
        COMPARE_CODE(m->create("rehearsal", 3, 2, {}, true).errorCode, KafkaError::None);
        QVERIFY(!m->image()->topic("rehearsal"));
        QCOMPARE(m->image()->offset(), before);
        COMPARE_CODE(m->create("rehearsal", 3, 9, {}, true).errorCode, KafkaError::InvalidReplicationFactor);
    }

    void takesManualAssignments()
    {
        COMPARE_CODE(m->createManual("manual", {{3, 1}, {2, 3}}).errorCode, KafkaError::None);
        QCOMPARE(m->partition("manual", 0).replicas, (std::vector<std::int32_t>{3, 1}));
        QCOMPARE(m->partition("manual", 1).leader, 2);
        COMPARE_CODE(m->createManual("bad", {{9}}).errorCode, KafkaError::InvalidReplicaAssignment);
        COMPARE_CODE(m->createManual("bad", {{1, 1}}).errorCode, KafkaError::InvalidReplicaAssignment);
        COMPARE_CODE(m->createManual("bad", {{1, 2}, {3}}).errorCode, KafkaError::InvalidReplicaAssignment);
        COMPARE_CODE(m->createManual("bad", {{1, 2}, {}}).errorCode, KafkaError::InvalidReplicaAssignment);
    }

    void spreadsOverRacks()
    {
        Cluster racks;
        MUST_DO(racks.start());
        const std::map<std::int32_t, std::string> rackOf{{1, "a"}, {2, "a"}, {3, "b"}, {4, "b"}, {5, "c"}, {6, "c"}};
        for (const auto &[id, rack] : rackOf)
            racks.join(id, rack);
        COMPARE_CODE(racks.create("spread", 60, 3).errorCode, KafkaError::None);
        std::map<std::int32_t, int> leaders;
        std::map<std::int32_t, int> replicas;
        for (const PartitionPtr &partition : racks.image()->topic("spread")->partitions) {
            std::set<std::string> used;
            for (const std::int32_t id : partition->replicas) {
                used.insert(rackOf.at(id));
                ++replicas[id];
            }
            QCOMPARE(used.size(), std::size_t(3));
            ++leaders[partition->leader];
        }
        for (const auto &[id, count] : leaders)
            QCOMPARE(count, 10);
        for (const auto &[id, count] : replicas)
            QVERIFY2(count >= 24 && count <= 36, std::to_string(count).c_str());
    }

    void spreadsSmallTopics()
    {
        for (int i = 0; i < 30; ++i)
            m->create(fmt::format("small-{}", i), 1, 2);
        std::map<std::int32_t, int> leaders;
        m->image()->forEachTopic([&](const TopicImage &topic) { ++leaders[topic.partitions[0]->leader]; });
        QCOMPARE(leaders, (std::map<std::int32_t, int>{{1, 10}, {2, 10}, {3, 10}}));
    }

    void addsPartitions()
    {
        m->create("grow", 6, 2);
        const auto grow = [&](std::int32_t count, bool validateOnly = false) {
            wire::CreatePartitionsRequest request;
            request.validateOnly = validateOnly;
            auto &topic = request.topics.emplace_back();
            topic.name = "grow";
            topic.count = count;
            topic.assignments.reset();
            return m->ask<wire::CreatePartitionsResponse>(request).results.at(0);
        };
        COMPARE_CODE(grow(12, true).errorCode, KafkaError::None);
        QCOMPARE(m->image()->topic("grow")->partitions.size(), std::size_t(6));
        COMPARE_CODE(grow(12).errorCode, KafkaError::None);
        QCOMPARE(m->image()->topic("grow")->partitions.size(), std::size_t(12));
        QCOMPARE(m->partition("grow", 11).replicas.size(), std::size_t(2));
        const auto less = grow(3);
        COMPARE_CODE(less.errorCode, KafkaError::InvalidPartitions);
        QCOMPARE(*less.errorMessage,
                 std::string("The topic grow currently has 12 partition(s); 3 would not be an increase."));
        COMPARE_CODE(grow(12).errorCode, KafkaError::InvalidPartitions);

        wire::CreatePartitionsRequest request;
        auto &topic = request.topics.emplace_back();
        topic.name = "nowhere";
        topic.count = 2;
        COMPARE_CODE(m->ask<wire::CreatePartitionsResponse>(request).results.at(0).errorCode,
                     KafkaError::UnknownTopicOrPartition);
        request.topics[0].name = "grow";
        request.topics[0].count = 13;
        request.topics[0].assignments->emplace_back().brokerIds = {2};
        COMPARE_CODE(m->ask<wire::CreatePartitionsResponse>(request).results.at(0).errorCode,
                     KafkaError::InvalidReplicaAssignment);
        request.topics[0].assignments->at(0).brokerIds = {2, 1};
        COMPARE_CODE(m->ask<wire::CreatePartitionsResponse>(request).results.at(0).errorCode, KafkaError::None);
        QCOMPARE(m->partition("grow", 12).replicas, (std::vector<std::int32_t>{2, 1}));
    }

    void deletesByIdAndRefusesContradictions()
    {
        const auto created = m->create("by-id", 1, 1);
        wire::DeleteTopicsRequest request;
        auto &topic = request.topics.emplace_back();
        topic.name = "by-id";
        topic.topicId = created.topicId;
        COMPARE_CODE(m->ask<wire::DeleteTopicsResponse>(request).responses.at(0).errorCode, KafkaError::InvalidRequest);
        request.topics[0].name.reset();
        const auto deleted = m->ask<wire::DeleteTopicsResponse>(request).responses.at(0);
        COMPARE_CODE(deleted.errorCode, KafkaError::None);
        QCOMPARE(*deleted.name, std::string("by-id"));
        COMPARE_CODE(m->ask<wire::DeleteTopicsResponse>(request).responses.at(0).errorCode, KafkaError::UnknownTopicId);

        m->create("old", 1, 1);
        wire::DeleteTopicsRequest old;
        old.topicNames = {"old"};
        COMPARE_CODE(m->ask<wire::DeleteTopicsResponse>(old, 5).responses.at(0).errorCode, KafkaError::None);
        QVERIFY(!m->image()->topic("old"));
    }

    void changesConfigs()
    {
        using Request = wire::IncrementalAlterConfigsRequest;
        constexpr auto kTopic = ConfigResourceType::Topic;
        m->create("t", 1, 1);
        COMPARE_CODE(m->set(kTopic, "t", "retention.ms", "5000", Request::kSet, true).errorCode, KafkaError::None);
        QVERIFY(m->image()->topicConfigs("t").empty());
        COMPARE_CODE(m->set(kTopic, "t", "retention.ms", "5000").errorCode, KafkaError::None);
        QCOMPARE(m->image()->topicConfigs("t").at("retention.ms"), std::string("5000"));
        COMPARE_CODE(m->set(kTopic, "t", "cleanup.policy", "compact", Request::kAppend).errorCode, KafkaError::None);
        QCOMPARE(m->image()->topicConfigs("t").at("cleanup.policy"), std::string("delete,compact"));
        COMPARE_CODE(m->set(kTopic, "t", "cleanup.policy", "delete", Request::kSubtract).errorCode, KafkaError::None);
        QCOMPARE(m->image()->topicConfigs("t").at("cleanup.policy"), std::string("compact"));
        COMPARE_CODE(m->set(kTopic, "t", "retention.ms", "1", Request::kAppend).errorCode, KafkaError::InvalidConfig);
        COMPARE_CODE(m->set(kTopic, "t", "retention.ms", std::nullopt, Request::kDelete).errorCode, KafkaError::None);
        QVERIFY(!m->image()->topicConfigs("t").contains("retention.ms"));
        COMPARE_CODE(m->set(kTopic, "t", "segment.bytes", "1").errorCode, KafkaError::InvalidConfig);
        COMPARE_CODE(m->set(kTopic, "none", "retention.ms", "1").errorCode, KafkaError::UnknownTopicOrPartition);
        COMPARE_CODE(m->set(kTopic, "t", "retention.ms", std::nullopt).errorCode, KafkaError::InvalidRequest);

        constexpr auto kBroker = ConfigResourceType::Broker;
        COMPARE_CODE(m->set(kBroker, "", "log.retention.ms", "7000").errorCode, KafkaError::None);
        QCOMPARE(m->image()->defaultBrokerConfigs().at("log.retention.ms"), std::string("7000"));
        COMPARE_CODE(m->set(kBroker, "1", "num.io.threads", "4").errorCode, KafkaError::None);
        QCOMPARE(m->image()->brokerConfigs(1).at("num.io.threads"), std::string("4"));
        COMPARE_CODE(m->set(kBroker, "1", "node.id", "4").errorCode, KafkaError::InvalidRequest);
        const auto grown = m->set(kBroker, "1", "num.io.threads", "9");
        COMPARE_CODE(grown.errorCode, KafkaError::InvalidRequest);
        QVERIFY(grown.errorMessage->find("double the current value 4") != std::string::npos);
        COMPARE_CODE(m->set(kBroker, "1", "num.io.threads", "1").errorCode, KafkaError::InvalidRequest);
        COMPARE_CODE(m->set(kBroker, "1", "num.io.threads", "8").errorCode, KafkaError::None);
        COMPARE_CODE(m->set(kTopic, "", "retention.ms", "1").errorCode, KafkaError::InvalidRequest);
        COMPARE_CODE(m->set(kBroker, "one", "num.io.threads", "4").errorCode, KafkaError::InvalidRequest);
        COMPARE_CODE(m->set(ConfigResourceType::Unknown, "t", "x", "y").errorCode, KafkaError::InvalidRequest);
    }

    void replacesConfigs()
    {
        m->create("t", 1, 1, {{"retention.ms", "1"}, {"retention.bytes", "2"}});
        wire::AlterConfigsRequest request;
        auto &resource = request.resources.emplace_back();
        resource.resourceType = 2;
        resource.resourceName = "t";
        auto &config = resource.configs.emplace_back();
        config.name = "retention.bytes";
        config.value = "3";
        COMPARE_CODE(m->ask<wire::AlterConfigsResponse>(request).responses.at(0).errorCode, KafkaError::None);
        QCOMPARE(m->image()->topicConfigs("t"), (ConfigMap{{"retention.bytes", "3"}}));
        request.resources.push_back(request.resources.front());
        const auto twice = m->ask<wire::AlterConfigsResponse>(request);
        QCOMPARE(twice.responses.size(), std::size_t(1));
        COMPARE_CODE(twice.responses.at(0).errorCode, KafkaError::InvalidRequest);
    }

    void topicDeletionCanBeOff()
    {
        m->create("kept", 1, 1);
        m->options.settings = {{"delete.topic.enable", "false"}};
        MUST_DO(m->restart());
        COMPARE_CODE(m->remove("kept").errorCode, KafkaError::TopicDeletionDisabled);
        QVERIFY(m->image()->topic("kept"));
    }

    // A change costs by what changes: with a copy of everything for each, this would take minutes.
    void holdsTenThousandTopics()
    {
        for (int request = 0; request < 100; ++request) {
            wire::CreateTopicsRequest create;
            for (int i = 0; i < 100; ++i) {
                auto &topic = create.topics.emplace_back();
                topic.name = fmt::format("topic-{}", request * 100 + i);
                topic.numPartitions = 10;
                topic.replicationFactor = 3;
            }
            for (const auto &topic : m->ask<wire::CreateTopicsResponse>(create).topics)
                COMPARE_CODE(topic.errorCode, KafkaError::None);
        }
        QCOMPARE(m->image()->topicCount(), std::size_t(10'000));
        QCOMPARE(m->image()->partitionCount(), std::size_t(100'000));
        const ImagePtr before = m->image();
        m->alterIsr("topic-5000", {m->partition("topic-5000").leader});
        QCOMPARE(m->partition("topic-5000").isr.size(), std::size_t(1));
        QCOMPARE(before->partition("topic-5000", 0)->isr.size(), std::size_t(3));
        // What did not change is shared, not copied.
        QCOMPARE(before->partition("topic-5000", 1), m->image()->partition("topic-5000", 1));
        QCOMPARE(before->topic("topic-77"), m->image()->topic("topic-77"));

        for (int i = 0; i < 200; ++i)
            m->alterIsr(fmt::format("topic-{}", i), {m->partition(fmt::format("topic-{}", i)).leader});

        MetadataFollower follower;
        m->follow(follower);
        QCOMPARE(follower.image()->partitionCount(), std::size_t(100'000));
        // A third of all partitions gets another leader at once.
        m->live(std::chrono::seconds(12), {1, 2});
        std::size_t led = 0;
        m->image()->forEachTopic([&](const TopicImage &topic) {
            for (const PartitionPtr &partition : topic.partitions)
                led += partition->leader == 3 ? 1 : 0;
        });
        QCOMPARE(led, std::size_t(0));
        MUST_DO(m->restart());
        QCOMPARE(m->image()->partitionCount(), std::size_t(100'000));
    }
};

QTEST_GUILESS_MAIN(TestControllerTopics)
#include "tst_controller_topics.moc"
