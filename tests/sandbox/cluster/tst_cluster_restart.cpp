// SPDX-License-Identifier: GPL-3.0-or-later
// What a cluster finds again when it starts on what an earlier run left.
#include "tests/sandbox/cluster/cluster_client.h"

#include "backend/sandbox/metadata/config_defs.h"
#include "backend/wire/messages/delete_topics.h"
#include "backend/wire/messages/incremental_alter_configs.h"

#include <QTest>

using namespace weir;
using namespace weir::sandbox;
using namespace weir::sandbox::test;

namespace {

std::vector<std::string> numbered(int from, int count)
{
    std::vector<std::string> values;
    for (int i = 0; i < count; ++i)
        values.push_back("value-" + std::to_string(from + i));
    return values;
}

std::int16_t deleteTopic(Client &client, const std::string &name)
{
    wire::DeleteTopicsRequest request;
    request.topics.emplace_back().name = name;
    request.timeoutMs = 10'000;
    const auto response = client.call(std::move(request));
    return response && !response->responses.empty() ? response->responses.front().errorCode : std::int16_t{-1};
}

/// Makes the metadata log that much longer: a long value of a topic's setting, another one each time.
bool growMetadata(Client &client, const std::string &topic, std::size_t bytes)
{
    std::string throttled;
    while (throttled.size() < 32'000)
        throttled += "," + std::to_string(throttled.size()) + ":1";
    for (std::size_t written = 0; written < bytes; written += throttled.size()) {
        wire::IncrementalAlterConfigsRequest request;
        auto &resource = request.resources.emplace_back();
        resource.resourceType = static_cast<std::int8_t>(ConfigResourceType::Topic);
        resource.resourceName = topic;
        auto &config = resource.configs.emplace_back();
        config.name = "leader.replication.throttled.replicas";
        config.value = std::to_string(100'000 + written) + ":1" + throttled;
        config.configOperation = wire::IncrementalAlterConfigsRequest::kSet;
        const auto response = client.call(std::move(request));
        if (!response || response->responses.empty() || response->responses.front().errorCode != 0)
            return false;
    }
    return true;
}

#define START(cluster)                                                                                                 \
    do {                                                                                                               \
        const auto begun = (cluster).start();                                                                          \
        QVERIFY2(begun.has_value(), begun ? "" : base::describe(begun.error()).c_str());                               \
    } while (false)

} // namespace

class TestClusterRestart : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void topicMadeAnewKeepsItsRecords();
    void leadersAreSpreadAgain();
};

void TestClusterRestart::topicMadeAnewKeepsItsRecords()
{
    // The metadata log is longer than what one Fetch brings, and at the end of its first part `t` is still the topic that
    // was deleted later. A broker that acted on that state would take the folder of its successor for a leftover.
    TestCluster test(3);
    START(test);
    {
        Client client = test.client();
        QCOMPARE(client.createTopic("t", 1, 3), std::int16_t{0});
        QCOMPARE(client.createTopic("long", 1, 1), std::int16_t{0});
        QVERIFY(growMetadata(client, "long", 9'500'000));
        QCOMPARE(deleteTopic(client, "t"), std::int16_t{0});
        QCOMPARE(client.createTopic("t", 1, 3), std::int16_t{0});
        Client leader = test.client(test.leaderOf("t", 0));
        QCOMPARE(leader.produce("t", 0, numbered(0, 50)).error, std::int16_t{0});
    }
    test.stop();
    START(test);
    QVERIFY(eventually([&] { return test.leaderOf("t", 0) > 0; }));
    Client leader = test.client(test.leaderOf("t", 0));
    QVERIFY(eventually([&] { return leader.fetch("t", 0, 0).values == numbered(0, 50); }, std::chrono::seconds(10)));
    QCOMPARE(leader.listOffset("t", 0, -1).value_or(-1), std::int64_t{50});
}

void TestClusterRestart::leadersAreSpreadAgain()
{
    TestCluster test(3);
    START(test);
    QCOMPARE(test.client().createTopic("t", 9, 3), std::int16_t{0});
    const auto allPreferred = [&] {
        const ImagePtr image = test.cluster->image();
        for (int p = 0; p < 9; ++p) {
            const PartitionImage *partition = image->partition("t", p);
            if (partition == nullptr || partition->leader != partition->preferredLeader() || partition->isr.size() < 3)
                return false;
        }
        return true;
    };
    QVERIFY(eventually(allPreferred));
    test.stop();
    START(test);
    QVERIFY(eventually(allPreferred, std::chrono::seconds(20)));
}

QTEST_GUILESS_MAIN(TestClusterRestart)
#include "tst_cluster_restart.moc"
