// SPDX-License-Identifier: GPL-3.0-or-later
// FindCoordinator, 0-6. 1: key type; 3: flexible; 4: many keys at once; 5: TRANSACTION_ABORTABLE; 6: share groups.
// The first question makes the coordinator's topic and waits for it.
#include "backend/sandbox/broker/handlers/handlers.h"

#include "backend/sandbox/broker/group_host.h"
#include "backend/sandbox/broker/handlers/internal_topics.h"
#include "backend/sandbox/broker/share/share_state_client.h"
#include "backend/sandbox/broker/transaction_host.h"
#include "backend/wire/messages/find_coordinator.h"

namespace weir::sandbox {

using base::KafkaError;

namespace {

constexpr std::int8_t kGroup = 0;
constexpr std::int8_t kTransaction = 1;
constexpr std::int8_t kShare = 2;

/// Empty: there is no such kind.
std::string_view topicOf(std::int8_t keyType)
{
    return keyType == kGroup ? kOffsetsTopic : keyType == kTransaction ? kTransactionsTopic : keyType == kShare ? kShareStateTopic : std::string_view{};
}

/// group:topic id:partition
bool isShareKey(std::string_view key)
{
    const auto last = key.rfind(':');
    const auto middle = last == std::string_view::npos || last == 0 ? std::string_view::npos : key.rfind(':', last - 1);
    if (middle == std::string_view::npos || middle == 0 || !base::Uuid::parse(key.substr(middle + 1, last - middle - 1)))
        return false;
    const std::string_view index = key.substr(last + 1);
    return !index.empty() && index.find_first_not_of("0123456789") == std::string_view::npos;
}

using Coordinator = wire::FindCoordinatorResponse::Coordinator;

Coordinator locate(const MetadataImage &image, const std::string &listener, std::int8_t keyType, const std::string &key)
{
    Coordinator answer;
    answer.key = key;
    answer.nodeId = -1;
    answer.port = -1;
    if (topicOf(keyType).empty() || (keyType == kShare && !isShareKey(key))) {
        answer.errorCode = base::code(KafkaError::InvalidRequest);
        return answer;
    }
    answer.errorCode = base::code(KafkaError::CoordinatorNotAvailable);
    const TopicPtr topic = image.topic(topicOf(keyType));
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
    auto answer = [&broker = context.broker, owner = context.owner, version = context.version, listener = context.session.listener,
                   request, reply = std::move(reply)] { reply(respond(*broker.shard(owner).image, listener, request, version)); };
    const std::string_view topic = topicOf(request.keyType);
    if (topic.empty())
        return answer();
    ensureInternalTopic(context, topic, std::move(answer));
}

} // namespace weir::sandbox
