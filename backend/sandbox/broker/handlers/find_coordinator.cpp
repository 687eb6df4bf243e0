// SPDX-License-Identifier: GPL-3.0-or-later
// FindCoordinator, 0-6. 1: key type; 3: flexible; 4: many keys at once; 5: TRANSACTION_ABORTABLE; 6: share groups.
// The first question makes `__consumer_offsets` and waits for it. Not done: coordinators of transactions and share
// groups (TRANSACTIONAL_ID_AUTHORIZATION_FAILED and INVALID_REQUEST, with words).
#include "backend/sandbox/broker/handlers/handlers.h"

#include "backend/sandbox/broker/controller_link.h"
#include "backend/sandbox/broker/group_host.h"
#include "backend/wire/messages/create_topics.h"
#include "backend/wire/messages/find_coordinator.h"

namespace weir::sandbox {

using base::KafkaError;

namespace {

constexpr std::int8_t kGroup = 0;
constexpr std::int8_t kTransaction = 1;

using Coordinator = wire::FindCoordinatorResponse::Coordinator;

Coordinator locate(const MetadataImage &image, const std::string &listener, std::int8_t keyType, const std::string &key)
{
    Coordinator answer;
    answer.key = key;
    answer.nodeId = -1;
    answer.port = -1;
    if (keyType != kGroup) {
        // Final in every client, with words for those that show them: any other code has them ask until their patience ends.
        answer.errorCode = base::code(keyType == kTransaction ? KafkaError::TransactionalIdAuthorizationFailed : KafkaError::InvalidRequest);
        answer.errorMessage = keyType == kTransaction ? "This broker serves no transactions yet: leave transactional.id out."
                                                      : "This broker serves no share groups.";
        return answer;
    }
    answer.errorCode = base::code(KafkaError::CoordinatorNotAvailable);
    const TopicPtr topic = image.topic(kOffsetsTopic);
    if (!topic || topic->partitions.empty())
        return answer;
    const PartitionImage *partition = topic->partition(offsetsPartitionOf(key, static_cast<std::int32_t>(topic->partitions.size())));
    const BrokerImage *leader = partition == nullptr ? nullptr : image.broker(partition->leader);
    const Endpoint *endpoint = leader == nullptr || leader->fenced ? nullptr : leader->endpoint(listener);
    if (endpoint == nullptr)
        return answer;
    answer.errorCode = 0;
    answer.errorMessage = "";
    answer.nodeId = leader->id;
    answer.host = endpoint->host;
    answer.port = endpoint->port;
    return answer;
}

wire::FindCoordinatorResponse respond(const MetadataImage &image, const std::string &listener, const wire::FindCoordinatorRequest &request,
                                      std::int16_t version)
{
    wire::FindCoordinatorResponse response;
    if (version >= 4) {
        for (const auto &key : request.coordinatorKeys)
            response.coordinators.push_back(locate(image, listener, request.keyType, key));
        return response;
    }
    const Coordinator one = locate(image, listener, request.keyType, request.key);
    response.errorCode = one.errorCode;
    response.errorMessage = one.errorCode == 0 ? std::optional<std::string>("NONE") : one.errorMessage;
    response.nodeId = one.nodeId;
    response.host = one.host;
    response.port = one.port;
    return response;
}

} // namespace

void handleFindCoordinator(const HandlerContext &context, wire::FindCoordinatorRequest request, Reply<wire::FindCoordinatorResponse> reply)
{
    Broker &broker = context.broker;
    Shard &shard = context.shard();
    if (request.keyType != kGroup || shard.image->topic(kOffsetsTopic)) {
        reply(respond(*shard.image, context.session.listener, request, context.version));
        return;
    }
    const BrokerConfigView config = broker.config(shard);
    std::int64_t alive = 0;
    for (const auto &[id, registered] : shard.image->brokers())
        alive += registered->fenced ? 0 : 1;
    wire::CreateTopicsRequest create;
    create.timeoutMs = 30'000;
    wire::CreateTopicsRequest::CreatableTopic topic;
    topic.name = std::string(kOffsetsTopic);
    topic.numPartitions = static_cast<std::int32_t>(config.number("offsets.topic.num.partitions"));
    // A cluster of one or two brokers must be able to keep groups without a setting.
    topic.replicationFactor = static_cast<std::int16_t>(std::max<std::int64_t>(1, std::min(config.number("offsets.topic.replication.factor"), alive)));
    const auto set = [&topic](const char *name, std::string value) {
        wire::CreateTopicsRequest::CreatableTopicConfig entry;
        entry.name = name;
        entry.value = std::move(value);
        topic.configs.push_back(std::move(entry));
    };
    set("cleanup.policy", "compact");
    set("compression.type", "producer");
    set("segment.bytes", config.text("offsets.topic.segment.bytes"));
    create.topics.push_back(std::move(topic));
    broker.forward<wire::CreateTopicsRequest>(
        context.owner, std::move(create), 7,
        [&broker, owner = context.owner, version = context.version, listener = context.session.listener, request = std::move(request),
         reply = std::move(reply)](const wire::CreateTopicsResponse &) { reply(respond(*broker.shard(owner).image, listener, request, version)); },
        [](std::int16_t) { return wire::CreateTopicsResponse{}; });
}

} // namespace weir::sandbox
