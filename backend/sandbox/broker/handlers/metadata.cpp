// SPDX-License-Identifier: GPL-3.0-or-later
// Metadata, 0-13. 1: controller id, racks, null topics mean all; 2: cluster id; 4: allowAutoTopicCreation; 5: offline
// replicas; 7: leader epochs; 8-10: authorized operations; 9: flexible; 10: topic ids; 12: by topic id; 13: top-level
// error code.
// A missing topic is created where auto.create.topics.enable and the request allow it; the answer does not wait for that, as
// Kafka's does not: the topic is unknown, and the client asks again. Who may see what, and authorized operations: access/topic_rules.cpp.
#include "backend/sandbox/broker/handlers/handlers.h"

#include "backend/sandbox/broker/controller_link.h"
#include "backend/sandbox/broker/handlers/topic_view.h"
#include "backend/wire/messages/create_topics.h"
#include "backend/wire/messages/metadata.h"

#include <algorithm>

namespace weir::sandbox {

using base::KafkaError;

namespace {

wire::MetadataResponse::MetadataResponseTopic describeTopic(const MetadataImage &image, const TopicImage &topic, const std::string &listener)
{
    wire::MetadataResponse::MetadataResponseTopic result;
    result.name = topic.name;
    result.topicId = topic.id;
    result.isInternal = isInternalTopic(topic.name);
    result.partitions.reserve(topic.partitions.size());
    for (std::size_t i = 0; i < topic.partitions.size(); ++i) {
        const PartitionImage &partition = *topic.partitions[i];
        PartitionView view = viewOf(image, partition, listener);
        wire::MetadataResponse::MetadataResponsePartition entry;
        entry.errorCode = view.error;
        entry.partitionIndex = static_cast<std::int32_t>(i);
        entry.leaderId = view.leader;
        entry.leaderEpoch = partition.leaderEpoch;
        entry.replicaNodes = partition.replicas;
        entry.isrNodes = partition.isr;
        entry.offlineReplicas = std::move(view.offline);
        result.partitions.push_back(std::move(entry));
    }
    return result;
}

wire::MetadataResponse describeAll(Broker &broker, const Shard &shard, const wire::MetadataRequest &request, std::int16_t version,
                                   const std::string &listener)
{
    const MetadataImage &image = *shard.image;
    wire::MetadataResponse response;
    response.clusterId = broker.clusterId();
    std::vector<std::int32_t> alive;
    for (const auto &[id, registered] : image.brokers()) {
        const Endpoint *endpoint = registered->endpoint(listener);
        if (registered->fenced || endpoint == nullptr)
            continue;
        alive.push_back(id);
        wire::MetadataResponse::MetadataResponseBroker entry;
        entry.nodeId = id;
        entry.host = endpoint->host;
        entry.port = endpoint->port;
        entry.rack = registered->rack;
        response.brokers.push_back(std::move(entry));
    }
    // Clients do not reach the controller's own door: any live broker takes what is meant for it and passes it on.
    response.controllerId = alive.empty() ? -1 : alive[static_cast<std::size_t>(broker.id()) % alive.size()];
    const bool all = !request.topics || (version == 0 && request.topics->empty());
    if (all) {
        for (const TopicPtr &topic : image.topicsByName())
            response.topics.push_back(describeTopic(image, *topic, listener));
        return response;
    }
    for (const auto &wanted : *request.topics) {
        const bool byId = !wanted.topicId.isZero();
        const TopicPtr topic = byId ? image.topic(wanted.topicId) : image.topic(wanted.name.value_or(std::string()));
        if (topic) {
            response.topics.push_back(describeTopic(image, *topic, listener));
            continue;
        }
        wire::MetadataResponse::MetadataResponseTopic missing;
        if (byId) {
            missing.errorCode = base::code(KafkaError::UnknownTopicId);
            missing.topicId = wanted.topicId;
            missing.name = version >= 12 ? std::optional<std::string>() : std::string();
        } else {
            missing.name = wanted.name.value_or(std::string());
            missing.errorCode = base::code(isValidTopicName(*missing.name) ? KafkaError::UnknownTopicOrPartition : KafkaError::InvalidTopic);
            missing.isInternal = isInternalTopic(*missing.name);
        }
        response.topics.push_back(std::move(missing));
    }
    return response;
}

} // namespace

void handleMetadata(const HandlerContext &context, wire::MetadataRequest request, Reply<wire::MetadataResponse> reply)
{
    Broker &broker = context.broker;
    Shard &shard = context.shard();
    if (context.version >= 10 && context.version < 12 && request.topics) {
        const bool byId = std::any_of(request.topics->begin(), request.topics->end(), [](const auto &topic) { return !topic.topicId.isZero() || !topic.name; });
        if (byId) {
            // KAFKA-10774: these versions have the field and do not honour it; Kafka's broker refuses them as invalid.
            wire::MetadataResponse response;
            for (const auto &topic : *request.topics) {
                wire::MetadataResponse::MetadataResponseTopic entry;
                entry.errorCode = base::code(KafkaError::InvalidRequest);
                entry.name = topic.name.value_or(std::string());
                entry.topicId = topic.topicId;
                response.topics.push_back(std::move(entry));
            }
            reply(std::move(response));
            return;
        }
    }
    wire::CreateTopicsRequest create;
    if (request.topics && (context.version < 4 || request.allowAutoTopicCreation) && broker.config(shard).flag("auto.create.topics.enable")) {
        for (const auto &wanted : *request.topics) {
            if (!wanted.topicId.isZero() || !wanted.name || !isValidTopicName(*wanted.name) || shard.image->topic(*wanted.name)
                || !shard.creating.insert(*wanted.name).second)
                continue;
            wire::CreateTopicsRequest::CreatableTopic topic;
            topic.name = *wanted.name;
            topic.numPartitions = -1;
            topic.replicationFactor = -1;
            create.topics.push_back(std::move(topic));
        }
    }
    if (!create.topics.empty()) {
        create.timeoutMs = 30'000;
        std::vector<std::string> names;
        for (const auto &topic : create.topics)
            names.push_back(topic.name);
        // Whether it worked shows in the image; two shards may both come here, and the second is told that it exists.
        broker.forward<wire::CreateTopicsRequest>(
            context.owner, std::move(create), 7,
            [&broker, owner = context.owner, names = std::move(names)](const wire::CreateTopicsResponse &) {
                for (const std::string &name : names)
                    broker.shard(owner).creating.erase(name);
            },
            [](std::int16_t) { return wire::CreateTopicsResponse{}; });
    }
    reply(describeAll(broker, shard, request, context.version, context.session.listener));
}

} // namespace weir::sandbox
