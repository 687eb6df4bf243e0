// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/net/connection.h"
#include "backend/sandbox/cluster/cluster.h"
#include "backend/wire/messages/create_topics.h"
#include "backend/wire/messages/fetch.h"
#include "backend/wire/messages/incremental_alter_configs.h"
#include "backend/wire/messages/list_offsets.h"
#include "backend/wire/messages/metadata.h"
#include "backend/wire/messages/produce.h"
#include "backend/wire/record_batch.h"

#include <QTemporaryDir>
#include <QTest>

#include <future>
#include <thread>

namespace weir::sandbox::test {

/// Waits for a condition; false where it did not come.
template <class Condition>
bool eventually(Condition condition, std::chrono::seconds limit = std::chrono::seconds(30))
{
    const auto end = std::chrono::steady_clock::now() + limit;
    while (std::chrono::steady_clock::now() < end) {
        if (condition())
            return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return condition();
}

/// Values "value-FROM", "value-FROM+1", ...
inline std::vector<std::string> numbered(int from, int count)
{
    std::vector<std::string> values;
    for (int i = 0; i < count; ++i)
        values.push_back("value-" + std::to_string(from + i));
    return values;
}

/// A blocking client of one broker, and what tests do with a cluster.
class Client
{
public:
    Client(net::IoThread &thread, const std::string &address, net::ClientConfig config = {})
        : m_connection(net::Connection::open(thread, *net::Address::parse(address), options(std::move(config))))
    {
    }

    template <class Request>
    base::Result<net::ResponseOf<Request>> call(Request request, std::optional<std::int16_t> version = {})
    {
        using Response = net::ResponseOf<Request>;
        // Shared: an answer may come after the wait was given up.
        auto done = std::make_shared<std::promise<base::Result<Response>>>();
        auto future = done->get_future();
        m_connection->send<Request>(
            std::move(request), net::Deadline::in(std::chrono::seconds(30)),
            [done](base::Result<Response> response) { done->set_value(std::move(response)); }, version);
        return future.get();
    }

    struct ConfigAnswer {
        int error = -1; ///< -1: no answer
        std::string words;
    };
    /// Sets it, or without a value lets it go.
    ConfigAnswer setConfig(ConfigResourceType type, const std::string &resource, const std::string &name, const std::optional<std::string> &value)
    {
        wire::IncrementalAlterConfigsRequest request;
        auto &one = request.resources.emplace_back();
        one.resourceType = static_cast<std::int8_t>(type);
        one.resourceName = resource;
        auto &config = one.configs.emplace_back();
        config.name = name;
        config.value = value;
        config.configOperation = value ? wire::IncrementalAlterConfigsRequest::kSet : wire::IncrementalAlterConfigsRequest::kDelete;
        const auto response = call(std::move(request));
        if (!response || response->responses.empty())
            return {};
        return {response->responses.front().errorCode, response->responses.front().errorMessage.value_or("")};
    }

    std::int16_t createTopic(const std::string &name, int partitions, int replicas, const std::vector<std::pair<std::string, std::string>> &configs = {})
    {
        wire::CreateTopicsRequest request;
        request.timeoutMs = 20'000;
        wire::CreateTopicsRequest::CreatableTopic topic;
        topic.name = name;
        topic.numPartitions = partitions;
        topic.replicationFactor = static_cast<std::int16_t>(replicas);
        for (const auto &[key, value] : configs) {
            wire::CreateTopicsRequest::CreatableTopicConfig config;
            config.name = key;
            config.value = value;
            topic.configs.push_back(std::move(config));
        }
        request.topics.push_back(std::move(topic));
        const auto response = call(std::move(request));
        return response && !response->topics.empty() ? response->topics.front().errorCode : std::int16_t{-1};
    }

    std::optional<wire::MetadataResponse::MetadataResponseTopic> topic(const std::string &name)
    {
        wire::MetadataRequest request;
        wire::MetadataRequest::MetadataRequestTopic wanted;
        wanted.name = name;
        request.topics = {wanted};
        request.allowAutoTopicCreation = false;
        auto response = call(std::move(request));
        if (!response || response->topics.empty() || response->topics.front().errorCode != 0)
            return {};
        return std::move(response->topics.front());
    }

    struct Produced {
        std::int16_t error = -1;
        std::int64_t baseOffset = -1;
    };
    /// As real clients do, it asks again while the broker has not yet heard of the topic or of its own leadership.
    Produced produce(const std::string &name, int partition, const std::vector<std::string> &values, std::int16_t acks = -1,
                     wire::RecordBatchBuilder::Options options = {}, int timeoutMs = 15'000)
    {
        Produced produced;
        eventually([&] {
            produced = produceOnce(name, partition, values, acks, options, timeoutMs);
            return produced.error != 3 && produced.error != 6;
        }, std::chrono::seconds(10));
        return produced;
    }
    Produced produceOnce(const std::string &name, int partition, const std::vector<std::string> &values, std::int16_t acks,
                         wire::RecordBatchBuilder::Options options, int timeoutMs)
    {
        wire::RecordBatchBuilder builder(options);
        for (const std::string &value : values) {
            wire::RecordInput record;
            record.timestamp = 1'700'000'000'000;
            record.value = base::viewOf(value);
            builder.add(record);
        }
        wire::ProduceRequest request;
        request.acks = acks;
        request.timeoutMs = timeoutMs;
        request.transactionalId = transactionalId;
        wire::ProduceRequest::TopicProduceData topic;
        topic.name = name;
        wire::ProduceRequest::PartitionProduceData data;
        data.index = partition;
        data.records = wire::Records::owning(*builder.finish());
        topic.partitionData.push_back(std::move(data));
        request.topicData.push_back(std::move(topic));
        const auto response = call(std::move(request), produceVersion);
        if (!response || response->responses.empty() || response->responses.front().partitionResponses.empty())
            return {};
        const auto &answer = response->responses.front().partitionResponses.front();
        return {answer.errorCode, answer.baseOffset};
    }

    /// With what produce() is sent.
    std::optional<std::string> transactionalId;
    std::int16_t produceVersion = 12;

    struct Fetched {
        std::int16_t error = -1;
        std::int64_t highWatermark = -1;
        std::vector<std::string> values;
        std::vector<std::int64_t> offsets;
        std::int64_t lastStableOffset = -1;
        std::optional<std::vector<wire::FetchResponse::AbortedTransaction>> aborted;
    };
    Fetched fetch(const std::string &name, int partition, std::int64_t offset, int maxWaitMs = 0, int minBytes = 1, bool committed = false)
    {
        wire::FetchRequest request;
        request.isolationLevel = committed ? 1 : 0;
        request.maxWaitMs = maxWaitMs;
        request.minBytes = minBytes;
        request.sessionEpoch = -1;
        wire::FetchRequest::FetchTopic topic;
        topic.topic = name;
        wire::FetchRequest::FetchPartition entry;
        entry.partition = partition;
        entry.fetchOffset = offset;
        entry.partitionMaxBytes = 1 << 20;
        topic.partitions.push_back(std::move(entry));
        request.topics.push_back(std::move(topic));
        const auto response = call(std::move(request), std::int16_t{12});
        Fetched fetched;
        if (!response || response->responses.empty() || response->responses.front().partitions.empty())
            return fetched;
        const auto &data = response->responses.front().partitions.front();
        fetched.error = data.errorCode;
        fetched.highWatermark = data.highWatermark;
        fetched.lastStableOffset = data.lastStableOffset;
        fetched.aborted = data.abortedTransactions;
        const auto bytes = data.records.flatten();
        if (!bytes)
            return fetched;
        base::Bytes scratch;
        (void)wire::forEachBatch(*bytes, [&](const wire::RecordBatchView &batch) -> base::Status {
            WEIR_CHECK(batch.checkCrc());
            if (batch.header().isControl())
                return {};
            WEIR_TRY(auto cursor, batch.records(scratch, 1 << 24));
            wire::RecordView record;
            for (;;) {
                WEIR_TRY(const bool more, cursor.next(record));
                if (!more)
                    return {};
                if (record.offset < offset)
                    continue;
                fetched.offsets.push_back(record.offset);
                fetched.values.emplace_back(base::textOf(record.value.value_or(base::ByteView{})));
            }
        });
        return fetched;
    }

    std::optional<std::int64_t> listOffset(const std::string &name, int partition, std::int64_t timestamp)
    {
        wire::ListOffsetsRequest request;
        request.replicaId = -1;
        wire::ListOffsetsRequest::ListOffsetsTopic topic;
        topic.name = name;
        wire::ListOffsetsRequest::ListOffsetsPartition entry;
        entry.partitionIndex = partition;
        entry.timestamp = timestamp;
        topic.partitions.push_back(std::move(entry));
        request.topics.push_back(std::move(topic));
        const auto response = call(std::move(request));
        if (!response || response->topics.empty() || response->topics.front().partitions.front().errorCode != 0)
            return {};
        return response->topics.front().partitions.front().offset;
    }

private:
    static net::ConnectionOptions options(net::ClientConfig config)
    {
        net::ConnectionOptions options;
        options.config = std::move(config);
        options.config.clientId = "tests";
        return options;
    }
    std::shared_ptr<net::Connection> m_connection;
};

/// A cluster on free ports in a directory of its own. Times are short, so that what takes half a minute in life does not here.
class TestCluster
{
public:
    explicit TestCluster(int brokers, ConfigMap settings = {})
    {
        options.directory = directory.path().toStdString() + "/data";
        options.brokers = brokers;
        options.port = 0;
        options.quiet = qEnvironmentVariableIsEmpty("WEIR_TEST_LOG");
        options.settings = std::move(settings);
        options.settings.try_emplace("broker.session.timeout.ms", "3000");
        options.settings.try_emplace("broker.heartbeat.interval.ms", "200");
        options.settings.try_emplace("group.initial.rebalance.delay.ms", "0");
        options.settings.try_emplace("replica.lag.time.max.ms", "3000");
        options.settings.try_emplace("replica.fetch.wait.max.ms", "100");
    }
    base::Status start()
    {
        auto started = Cluster::start(options, clock);
        if (!started)
            return tl::unexpected<base::Error>(started.error());
        cluster = std::move(*started);
        return {};
    }
    void stop() { cluster.reset(); }
    Client client(int broker = 1) { return Client(io, cluster->listenersOf(broker).front().second); }
    std::int32_t leaderOf(const std::string &topic, int partition) const
    {
        const ImagePtr image = cluster->image();
        const PartitionImage *state = image->partition(topic, partition);
        return state == nullptr ? -1 : state->leader;
    }
    std::size_t isrOf(const std::string &topic, int partition) const
    {
        const ImagePtr image = cluster->image();
        const PartitionImage *state = image->partition(topic, partition);
        return state == nullptr ? 0 : state->isr.size();
    }

    QTemporaryDir directory;
    base::SystemClock clock;
    ClusterOptions options;
    net::IoThread io{"test-client"};
    std::unique_ptr<Cluster> cluster;
};

} // namespace weir::sandbox::test

/// Starts a TestCluster; the test fails where it does not start.
#define START(cluster)                                                                                                 \
    do {                                                                                                               \
        const auto begun = (cluster).start();                                                                          \
        QVERIFY2(begun.has_value(), begun ? "" : weir::base::describe(begun.error()).c_str());                         \
    } while (false)
