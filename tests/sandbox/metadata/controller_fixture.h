// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/kafka_error.h"
#include "backend/sandbox/core/manual_owner.h"
#include "backend/sandbox/core/memory_file_system.h"
#include "backend/sandbox/metadata/config_defs.h"
#include "backend/sandbox/metadata/controller.h"
#include "backend/sandbox/metadata/follower.h"
#include "backend/wire/messages/allocate_producer_ids.h"
#include "backend/wire/messages/alter_configs.h"
#include "backend/wire/messages/alter_partition.h"
#include "backend/wire/messages/broker_heartbeat.h"
#include "backend/wire/messages/broker_registration.h"
#include "backend/wire/messages/create_partitions.h"
#include "backend/wire/messages/create_topics.h"
#include "backend/wire/messages/delete_topics.h"
#include "backend/wire/messages/describe_cluster.h"
#include "backend/wire/messages/fetch.h"
#include "backend/wire/messages/incremental_alter_configs.h"

#include <QtTest>

#include <memory>

namespace weir::sandbox::test {

using base::KafkaError;

/// A controller on a disk in memory and a clock that stands still, with brokers that speak when told to.
struct Cluster
{
    base::ManualClock clock;
    std::unique_ptr<ManualOwner> owner = std::make_unique<ManualOwner>(clock);
    MemoryFileSystem fs{clock};
    Random random{42};
    ControllerOptions options;
    std::unique_ptr<Controller> controller;
    std::map<std::int32_t, std::int64_t> epochs; ///< of the registered brokers
    Session asker;                               ///< in whose name ask() asks
    std::map<std::int32_t, std::vector<base::Uuid>> logDirs; ///< of brokers that have another than directoryOf() alone

    Cluster()
    {
        options.nodeId = 3000;
        options.directory = "/data/controller";
        options.listeners = {{"CONTROLLER", "127.0.0.1", 31300, 0}};
    }

    base::Status start()
    {
        controller = std::make_unique<Controller>(*owner, fs, random, options);
        return controller->start();
    }
    /// Ends the controller as kill -9 does, and starts it again.
    base::Status restart()
    {
        controller.reset();
        owner = std::make_unique<ManualOwner>(clock);
        fs.kill();
        return start();
    }

    /// The answer of a request that is answered without waiting for time to pass.
    template <class Response, class Request>
    Response ask(const Request &request, std::int16_t version = Request::kVersions.max)
    {
        std::optional<Response> answer;
        controller->handle(request, version, asker, [&](Response response) { answer = std::move(response); });
        owner->run();
        if (!answer)
            qFatal("no answer");
        return std::move(*answer);
    }

    /// A broker keeps its directories, whatever process it is.
    static base::Uuid directoryOf(std::int32_t id, std::uint8_t which = 1)
    {
        base::Uuid directory;
        directory.bytes[0] = static_cast<std::uint8_t>(100 + which);
        directory.bytes[1] = static_cast<std::uint8_t>(id);
        return directory;
    }

    wire::BrokerRegistrationResponse enrol(std::int32_t id, const std::string &rack = {}, std::uint8_t incarnation = 1)
    {
        wire::BrokerRegistrationRequest request;
        request.brokerId = id;
        request.clusterId = controller->clusterId();
        request.incarnationId.bytes[0] = incarnation;
        request.incarnationId.bytes[1] = static_cast<std::uint8_t>(id);
        auto &listener = request.listeners.emplace_back();
        listener.name = "PLAINTEXT";
        listener.host = "127.0.0.1";
        listener.port = static_cast<std::uint16_t>(9000 + id);
        request.rack = rack.empty() ? std::nullopt : std::optional(rack);
        request.logDirs = logDirs.contains(id) ? logDirs[id] : std::vector{directoryOf(id)};
        return ask<wire::BrokerRegistrationResponse>(request);
    }
    wire::BrokerHeartbeatResponse beat(std::int32_t id, bool wantShutDown = false, bool wantFence = false,
                                       std::vector<base::Uuid> failed = {})
    {
        wire::BrokerHeartbeatRequest request;
        request.brokerId = id;
        request.brokerEpoch = epochs[id];
        request.currentMetadataOffset = image()->offset();
        request.wantShutDown = wantShutDown;
        request.wantFence = wantFence;
        request.offlineLogDirs = std::move(failed);
        return ask<wire::BrokerHeartbeatResponse>(request);
    }
    /// Registers and unfences.
    void join(std::int32_t id, const std::string &rack = {}, std::uint8_t incarnation = 1)
    {
        const auto registered = enrol(id, rack, incarnation);
        QCOMPARE(registered.errorCode, std::int16_t(0));
        epochs[id] = registered.brokerEpoch;
        QVERIFY(!beat(id).isFenced);
    }
    /// Time goes by in steps of a second, those brokers sending heartbeats.
    void live(std::chrono::seconds time, std::initializer_list<std::int32_t> brokers)
    {
        for (auto passed = std::chrono::seconds(0); passed < time; ++passed) {
            owner->advance(std::chrono::seconds(1));
            for (const std::int32_t id : brokers)
                beat(id);
        }
    }

    ImagePtr image() const { return controller->image(); }
    const PartitionImage &partition(const std::string &topic, std::int32_t index = 0) const
    {
        const PartitionImage *found = controller->image()->partition(topic, index);
        if (found == nullptr)
            qFatal("no such partition");
        return *found;
    }

    wire::CreateTopicsResponse::CreatableTopicResult
    create(const std::string &name, std::int32_t partitions, std::int16_t replicas,
           std::vector<std::pair<std::string, std::string>> configs = {}, bool validateOnly = false)
    {
        wire::CreateTopicsRequest request;
        request.validateOnly = validateOnly;
        auto &topic = request.topics.emplace_back();
        topic.name = name;
        topic.numPartitions = partitions;
        topic.replicationFactor = replicas;
        for (auto &[key, value] : configs) {
            auto &config = topic.configs.emplace_back();
            config.name = key;
            config.value = value;
        }
        return ask<wire::CreateTopicsResponse>(request).topics.at(0);
    }
    wire::CreateTopicsResponse::CreatableTopicResult createManual(const std::string &name,
                                                                  std::vector<std::vector<std::int32_t>> assignment)
    {
        wire::CreateTopicsRequest request;
        auto &topic = request.topics.emplace_back();
        topic.name = name;
        topic.numPartitions = -1;
        topic.replicationFactor = -1;
        std::int32_t index = 0;
        for (auto &replicas : assignment) {
            auto &one = topic.assignments.emplace_back();
            one.partitionIndex = index++;
            one.brokerIds = replicas;
        }
        return ask<wire::CreateTopicsResponse>(request).topics.at(0);
    }
    wire::DeleteTopicsResponse::DeletableTopicResult remove(const std::string &name)
    {
        wire::DeleteTopicsRequest request;
        request.topics.emplace_back().name = name;
        return ask<wire::DeleteTopicsResponse>(request).responses.at(0);
    }
    wire::IncrementalAlterConfigsResponse::AlterConfigsResourceResponse
    set(ConfigResourceType type, const std::string &resource, const std::string &name, std::optional<std::string> value,
        std::int8_t operation = wire::IncrementalAlterConfigsRequest::kSet, bool validateOnly = false)
    {
        wire::IncrementalAlterConfigsRequest request;
        request.validateOnly = validateOnly;
        auto &one = request.resources.emplace_back();
        one.resourceType = static_cast<std::int8_t>(type);
        one.resourceName = resource;
        auto &config = one.configs.emplace_back();
        config.name = name;
        config.value = std::move(value);
        config.configOperation = operation;
        return ask<wire::IncrementalAlterConfigsResponse>(request).responses.at(0);
    }
    wire::AlterPartitionResponse::PartitionData
    alterIsr(const std::string &topic, std::vector<std::int32_t> isr,
             const std::function<void(wire::AlterPartitionRequest &)> &change = {})
    {
        const PartitionImage &now = partition(topic);
        wire::AlterPartitionRequest request;
        request.brokerId = now.leader;
        request.brokerEpoch = epochs[now.leader];
        auto &one = request.topics.emplace_back();
        one.topicId = image()->topic(topic)->id;
        auto &wanted = one.partitions.emplace_back();
        wanted.leaderEpoch = now.leaderEpoch;
        wanted.partitionEpoch = now.partitionEpoch;
        for (const std::int32_t id : isr) {
            auto &state = wanted.newIsrWithEpochs.emplace_back();
            state.brokerId = id;
            state.brokerEpoch = epochs[id];
        }
        if (change)
            change(request);
        const auto response = ask<wire::AlterPartitionResponse>(request);
        if (response.errorCode != 0) {
            wire::AlterPartitionResponse::PartitionData refused;
            refused.errorCode = response.errorCode;
            return refused;
        }
        return response.topics.at(0).partitions.at(0);
    }
    wire::FetchRequest fetchRequest(std::int64_t offset, std::int32_t lastEpoch, std::int32_t maxWaitMs = 0) const
    {
        wire::FetchRequest request;
        request.clusterId = controller->clusterId();
        request.maxWaitMs = maxWaitMs;
        auto &topic = request.topics.emplace_back();
        topic.topicId = metadataTopicId();
        auto &one = topic.partitions.emplace_back();
        one.fetchOffset = offset;
        one.lastFetchedEpoch = lastEpoch;
        one.partitionMaxBytes = 1 << 20;
        return request;
    }
    /// Everything that the controller has to tell.
    void follow(MetadataFollower &follower)
    {
        for (;;) {
            auto response = ask<wire::FetchResponse>(fetchRequest(follower.fetchOffset(), follower.lastFetchedEpoch()));
            const auto &data = response.responses.at(0).partitions.at(0);
            QCOMPARE(data.errorCode, std::int16_t(0));
            const auto bytes = data.records.flatten();
            if (!bytes || bytes->empty())
                return;
            const auto update = follower.append(*bytes);
            QVERIFY2(update.has_value(), update ? "" : base::describe(update.error()).c_str());
        }
    }
};

#define COMPARE_CODE(actual, expected) QCOMPARE(static_cast<int>(actual), static_cast<int>(code(expected)))
#define MUST_DO(expression)                                                                                            \
    do {                                                                                                               \
        const auto mustDo = (expression);                                                                              \
        QVERIFY2(mustDo.has_value(), mustDo ? "" : ::weir::base::describe(mustDo.error()).c_str());                    \
    } while (false)

} // namespace weir::sandbox::test
