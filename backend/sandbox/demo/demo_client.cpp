// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/demo/demo_client.h"

#include "backend/base/kafka_error.h"
#include "backend/wire/messages/list_offsets.h"
#include "backend/wire/messages/metadata.h"
#include "backend/wire/messages/offset_commit.h"
#include "backend/wire/messages/offset_fetch.h"

namespace weir::sandbox {

namespace {

constexpr std::chrono::seconds kCoordinatorLimit{60};
constexpr std::chrono::milliseconds kCoordinatorPause{200};

} // namespace

using base::KafkaError;
using net::Task;

net::Deadline demoDeadline() { return net::Deadline::in(std::chrono::seconds(6)); }

std::shared_ptr<DemoClient> DemoClient::create(net::IoThread &thread, net::ClientConfig config, const std::string &clientId)
{
    config.clientId = clientId;
    config.maxResponseBytes = 32U << 20;
    return std::shared_ptr<DemoClient>(new DemoClient(net::KafkaClient::create(thread, std::move(config))));
}

Task<base::Result<std::vector<std::int32_t>>> DemoClient::leaders(std::string topic)
{
    const auto self = shared_from_this();
    if (const auto known = m_leaders.find(topic); known != m_leaders.end())
        co_return known->second;
    wire::MetadataRequest request;
    request.topics->emplace_back().name = topic;
    request.allowAutoTopicCreation = false;
    WEIR_CO_TRY(const wire::MetadataResponse response, co_await m_net->metadata(std::move(request), demoDeadline()));
    for (const auto &each : response.topics) {
        if (each.errorCode != 0)
            co_return base::fail(base::ErrorKind::Peer, "demo.topic", topic, {}, each.errorCode);
        std::vector<std::int32_t> leaders(each.partitions.size(), -1);
        for (const auto &partition : each.partitions) {
            if (partition.partitionIndex >= 0 && static_cast<std::size_t>(partition.partitionIndex) < leaders.size() && partition.errorCode == 0)
                leaders[static_cast<std::size_t>(partition.partitionIndex)] = partition.leaderId;
        }
        m_leaders[topic] = leaders;
        co_return leaders;
    }
    co_return base::fail(base::ErrorKind::NotFound, "demo.topic", topic);
}

Task<base::Result<DemoOffsets>> DemoClient::offsetsAt(std::vector<DemoPartition> partitions, std::int64_t time)
{
    const auto self = shared_from_this();
    std::map<std::int32_t, std::map<std::string, std::vector<std::int32_t>>> byLeader;
    for (const auto &[topic, partition] : partitions) {
        WEIR_CO_TRY(const std::vector<std::int32_t> known, co_await leaders(topic));
        if (static_cast<std::size_t>(partition) < known.size() && known[static_cast<std::size_t>(partition)] >= 0)
            byLeader[known[static_cast<std::size_t>(partition)]][topic].push_back(partition);
    }
    std::vector<Task<base::Result<wire::ListOffsetsResponse>>> asked;
    for (const auto &[leader, topics] : byLeader) {
        wire::ListOffsetsRequest request;
        request.replicaId = -1;
        for (const auto &[topic, indexes] : topics) {
            auto &into = request.topics.emplace_back();
            into.name = topic;
            for (const auto index : indexes) {
                auto &each = into.partitions.emplace_back();
                each.partitionIndex = index;
                each.timestamp = time;
            }
        }
        asked.push_back(m_net->toBroker(leader, std::move(request), demoDeadline()));
    }
    const auto answers = co_await net::whenAll(std::move(asked));
    DemoOffsets offsets;
    for (const auto &answer : answers) {
        if (!answer) {
            forgetLeaders();
            continue;
        }
        for (const auto &topic : answer->topics) {
            for (const auto &partition : topic.partitions) {
                if (partition.errorCode == 0)
                    offsets[{topic.name, partition.partitionIndex}] = partition.offset;
                else
                    forgetLeaders();
            }
        }
    }
    co_return offsets;
}

Task<base::Result<std::int32_t>> DemoClient::coordinator(std::string group)
{
    const auto self = shared_from_this();
    if (m_coordinator)
        co_return *m_coordinator;
    WEIR_CO_TRY(const std::int32_t broker, co_await m_net->coordinator(group, demoDeadline()));
    m_coordinator = broker;
    co_return broker;
}

Task<base::Result<DemoOffsets>> DemoClient::committed(std::string group, std::vector<DemoPartition> partitions)
{
    const auto self = shared_from_this();
    WEIR_CO_TRY(const std::int32_t broker, co_await coordinator(group));
    wire::OffsetFetchRequest request;
    auto &asked = request.groups.emplace_back();
    asked.groupId = group;
    std::map<std::string, std::vector<std::int32_t>> byTopic;
    for (const auto &[topic, partition] : partitions)
        byTopic[topic].push_back(partition);
    for (auto &[topic, indexes] : byTopic) {
        auto &into = asked.topics->emplace_back();
        into.name = topic;
        into.partitionIndexes = std::move(indexes);
    }
    // v9: the last that names topics.
    WEIR_CO_TRY(const wire::OffsetFetchResponse response, co_await m_net->toBroker(broker, std::move(request), demoDeadline(), std::int16_t{9}));
    DemoOffsets offsets;
    for (const auto &each : response.groups) {
        if (each.errorCode != 0) {
            forgetCoordinator();
            co_return base::fail(base::ErrorKind::Peer, "demo.offsets", group, {}, each.errorCode);
        }
        for (const auto &topic : each.topics) {
            for (const auto &partition : topic.partitions) {
                if (partition.errorCode == 0 && partition.committedOffset >= 0)
                    offsets[{topic.name, partition.partitionIndex}] = partition.committedOffset;
            }
        }
    }
    co_return offsets;
}

Task<base::Status> DemoClient::commitSimply(std::string group, DemoOffsets offsets)
{
    const auto self = shared_from_this();
    wire::OffsetCommitRequest request;
    request.groupId = group;
    request.generationIdOrMemberEpoch = -1;
    std::map<std::string, std::size_t> places;
    for (const auto &[partition, offset] : offsets) {
        const auto [place, fresh] = places.try_emplace(partition.first, request.topics.size());
        if (fresh)
            request.topics.emplace_back().name = partition.first;
        auto &into = request.topics[place->second].partitions.emplace_back();
        into.partitionIndex = partition.second;
        into.committedOffset = offset;
        into.committedMetadata = "";
    }
    // A coordinator that is just being made says so for a while.
    const auto limit = net::Deadline::in(kCoordinatorLimit);
    for (;;) {
        // This client speaks for many groups while it sets up.
        forgetCoordinator();
        WEIR_CO_TRY(const std::int32_t broker, co_await coordinator(group));
        WEIR_CO_TRY(const wire::OffsetCommitResponse response, co_await m_net->toBroker(broker, request, demoDeadline(), std::int16_t{9}));
        std::int16_t error = 0;
        for (const auto &topic : response.topics) {
            for (const auto &partition : topic.partitions)
                error = partition.errorCode != 0 ? partition.errorCode : error;
        }
        if (error == 0)
            co_return base::Status{};
        const bool passes = error == base::code(KafkaError::NotCoordinator) || error == base::code(KafkaError::CoordinatorLoadInProgress)
                            || error == base::code(KafkaError::CoordinatorNotAvailable);
        if (!passes || limit.passed() || !co_await m_net->pause(kCoordinatorPause))
            co_return base::fail(base::ErrorKind::Peer, "demo.commit", group, {}, error);
    }
}

} // namespace weir::sandbox
