// SPDX-License-Identifier: GPL-3.0-or-later
// ShareFetch, 1-2, and ShareAcknowledge, 1-2 (KIP-932). 2: how many records may be acquired (KIP-1206), and renewing
// acquisition locks (KIP-1222). Acknowledgements come before what is acquired; the answer waits until they are stored.
// Not done: batchSize, by which acquired runs would only be cut smaller.
#include "backend/sandbox/broker/handlers/handlers.h"

#include "backend/sandbox/broker/handlers/leader_hints.h"
#include "backend/sandbox/broker/scatter.h"
#include "backend/sandbox/broker/share/share_fetch_operation.h"
#include "backend/sandbox/broker/share/share_host.h"
#include "backend/wire/messages/share_acknowledge.h"
#include "backend/wire/messages/share_fetch.h"

#include <algorithm>

namespace weir::sandbox {

using base::KafkaError;
using std::chrono::milliseconds;

namespace {

struct AckItem {
    std::string topic;
    PartitionId id;
    std::vector<AcknowledgedRun> runs;
    std::int16_t error = 0; ///< found before anybody was asked
};

/// What one request acknowledges in one partition; nothing where that cannot be.
template <class Batches>
std::optional<std::vector<AcknowledgedRun>> runsOf(const Batches &batches, bool mayRenew)
{
    std::vector<AcknowledgedRun> runs;
    std::int64_t last = -1;
    for (const auto &batch : batches) {
        const auto count = static_cast<std::int64_t>(batch.acknowledgeTypes.size());
        if (batch.firstOffset > batch.lastOffset || batch.firstOffset <= last || count == 0 || (count > 1 && batch.lastOffset - batch.firstOffset != count - 1))
            return std::nullopt;
        last = batch.lastOffset;
        AcknowledgedRun &run = runs.emplace_back();
        run.firstOffset = batch.firstOffset;
        run.lastOffset = batch.lastOffset;
        for (const std::int8_t type : batch.acknowledgeTypes) {
            if (type < 0 || type > static_cast<std::int8_t>(mayRenew ? Acknowledgement::Renew : Acknowledgement::Reject))
                return std::nullopt;
            run.types.push_back(static_cast<Acknowledgement>(type));
        }
    }
    return runs;
}

/// The acknowledgements of a request, with what is wrong with them; partitions without any are left out.
template <class Topics>
std::vector<AckItem> itemsOf(const Access &access, const Topics &topics, bool mayRenew)
{
    std::vector<AckItem> items;
    for (const auto &topic : topics) {
        const TopicPtr known = access.image().topic(topic.topicId);
        for (const auto &partition : topic.partitions) {
            if (partition.acknowledgementBatches.empty())
                continue;
            AckItem &item = items.emplace_back();
            item.id = {topic.topicId, partition.partitionIndex};
            const auto runs = runsOf(partition.acknowledgementBatches, mayRenew);
            if (!known)
                item.error = base::code(KafkaError::UnknownTopicId);
            else if (!access.onTopic(AclOperation::Read, known->name))
                item.error = base::code(KafkaError::TopicAuthorizationFailed);
            else if (known->partition(partition.partitionIndex) == nullptr)
                item.error = base::code(KafkaError::UnknownTopicOrPartition);
            else if (!runs)
                item.error = base::code(KafkaError::InvalidRequest);
            if (known)
                item.topic = known->name;
            if (runs)
                item.runs = *runs;
        }
    }
    return items;
}

using AckDone = std::function<void(std::vector<AckItem> items, std::vector<std::int16_t> errors)>;

void acknowledgeAll(const HandlerContext &context, const ShareSessions::Key &member, std::vector<AckItem> items, AckDone done)
{
    Broker &broker = context.broker;
    Scatter<AckItem, std::int16_t>::run(
        broker.shared_from_this(), context.owner, std::move(items),
        [&broker, owner = context.owner](const AckItem &item) { return item.error != 0 ? owner : broker.ownerOf(item.topic, item.id); },
        [member](Shard &shard, const AckItem &item, const std::function<void(std::int16_t)> &answer) {
            if (item.error != 0)
                return answer(item.error);
            shard.shares().acknowledge(member.first, member.second, item.id, item.runs, answer);
        },
        std::move(done));
}

template <class Response>
auto &partitionIn(Response &response, const PartitionId &id)
{
    auto topic = std::find_if(response.responses.begin(), response.responses.end(), [&](const auto &each) { return each.topicId == id.topicId; });
    if (topic == response.responses.end()) {
        response.responses.emplace_back().topicId = id.topicId;
        topic = std::prev(response.responses.end());
    }
    auto partition = std::find_if(topic->partitions.begin(), topic->partitions.end(), [&](const auto &each) { return each.partitionIndex == id.index; });
    if (partition == topic->partitions.end()) {
        topic->partitions.emplace_back().partitionIndex = id.index;
        partition = std::prev(topic->partitions.end());
    }
    return *partition;
}

template <class Response>
Response refusal(KafkaError error, const std::string &words = {})
{
    Response response;
    response.errorCode = base::code(error);
    if (!words.empty())
        response.errorMessage = words;
    return response;
}

template <class Response>
void setLockTimeout(const HandlerContext &context, const std::string &groupId, Response &response)
{
    const auto terms = ShareLeaders::termsOf(context.broker, context.shard(), groupId);
    response.acquisitionLockTimeoutMs = static_cast<std::int32_t>(std::chrono::duration_cast<milliseconds>(terms.limits.lockDuration).count());
}

void addFetched(wire::ShareFetchResponse &response, ShareFetchOperation &operation, bool all)
{
    for (ShareFetchOperation::Part &part : operation.parts()) {
        ShareLeaders::Taken &taken = part.taken;
        if (!all && taken.error == 0 && taken.runs.empty())
            continue;
        auto &partition = partitionIn(response, part.id);
        partition.errorCode = taken.error;
        partition.records = taken.records.empty() ? wire::Records::empty() : wire::Records::owning(std::move(taken.records));
        for (const AcquiredRun &run : taken.runs)
            partition.acquiredRecords.push_back({run.firstOffset, run.lastOffset, run.deliveryCount, {}});
    }
}

std::vector<ShareFetchOperation::Part> partsOf(const Access &access, const std::vector<ShareSessions::Partition> &partitions)
{
    std::vector<ShareFetchOperation::Part> parts;
    for (const auto &[topicId, index] : partitions) {
        ShareFetchOperation::Part &part = parts.emplace_back();
        part.id = {topicId, index};
        const TopicPtr known = access.image().topic(topicId);
        std::int16_t error = 0;
        if (!known)
            error = base::code(KafkaError::UnknownTopicId);
        else if (!access.onTopic(AclOperation::Read, known->name))
            error = base::code(KafkaError::TopicAuthorizationFailed);
        else if (known->partition(index) == nullptr)
            error = base::code(KafkaError::UnknownTopicOrPartition);
        part.resolved = error == 0;
        part.taken.error = error;
        if (known)
            part.topic = known->name;
    }
    return parts;
}

/// Nothing, or why the request cannot be.
template <class Request>
std::string faultOf(const Request &request)
{
    if (!request.groupId || request.groupId->empty())
        return "GroupId can't be empty.";
    if (!request.memberId || request.memberId->empty())
        return "MemberId can't be empty.";
    return {};
}

} // namespace

void handleShareFetch(const HandlerContext &context, wire::ShareFetchRequest request, Reply<wire::ShareFetchResponse> reply)
{
    using Response = wire::ShareFetchResponse;
    Broker &broker = context.broker;
    if (!broker.shares().isServed())
        return reply(refusal<Response>(KafkaError::UnsupportedVersion));
    if (const std::string words = faultOf(request); !words.empty())
        return reply(refusal<Response>(KafkaError::InvalidRequest, words));
    const ShareSessions::Key member{*request.groupId, *request.memberId};
    const Access access = context.shard().accessOf(context.session);
    std::vector<AckItem> items = itemsOf(access, request.topics, request.isRenewAck);
    const std::int32_t epoch = request.shareSessionEpoch;
    // Who begins has nothing to acknowledge yet.
    if (epoch == ShareSessions::kInitialEpoch && !items.empty())
        return reply(refusal<Response>(KafkaError::InvalidRequest));
    if (request.isRenewAck && (request.maxBytes != 0 || request.minBytes != 0 || request.maxRecords != 0 || request.maxWaitMs != 0))
        return reply(refusal<Response>(KafkaError::InvalidRequest, "A request that renews acquisition locks cannot acquire records."));

    std::vector<ShareSessions::Partition> added;
    std::vector<ShareSessions::Partition> forgotten;
    for (const auto &topic : request.topics) {
        for (const auto &partition : topic.partitions)
            added.emplace_back(topic.topicId, partition.partitionIndex);
    }
    for (const auto &topic : request.forgottenTopicsData) {
        for (const std::int32_t partition : topic.partitions)
            forgotten.emplace_back(topic.topicId, partition);
    }
    const auto turn = broker.shares().sessions().fetch(context.session.connectionId, member, epoch, added, forgotten);
    if (turn.error != KafkaError::None)
        return reply(refusal<Response>(turn.error));
    ShareFetchOperation::Limits limits;
    limits.maxWait = milliseconds(std::max(request.maxWaitMs, 0));
    limits.minBytes = static_cast<std::uint32_t>(std::max(request.minBytes, 0));
    const auto most = broker.config(context.shard()).number("fetch.max.bytes");
    limits.maxBytes = static_cast<std::uint32_t>(std::min<std::int64_t>(std::max(request.maxBytes, 0), most));
    limits.maxRecords = request.maxRecords;
    limits.wholeBatches = request.shareAcquireMode == 0;
    const bool isLast = epoch == ShareSessions::kFinalEpoch;
    const bool fetches = !isLast && !request.isRenewAck;
    auto parts = fetches ? partsOf(access, turn.partitions) : std::vector<ShareFetchOperation::Part>{};

    auto response = std::make_shared<Response>();
    setLockTimeout(context, member.first, *response);
    const auto answer = [self = broker.shared_from_this(), response, listener = context.session.listener, owner = context.owner, reply = std::move(reply)] {
        addLeaderHints(*self->shard(owner).image, listener, *response, true);
        reply(std::move(*response));
    };
    auto acknowledged = [self = broker.shared_from_this(), response, member, isLast, fetches, session = turn.session, parts = std::move(parts), limits,
                         all = epoch == ShareSessions::kInitialEpoch, answer](const std::vector<AckItem> &done, const std::vector<std::int16_t> &errors) {
        for (std::size_t i = 0; i < done.size(); ++i) {
            auto &partition = partitionIn(*response, done[i].id);
            partition.acknowledgeErrorCode = errors[i];
            partition.records = wire::Records::empty();
        }
        if (isLast)
            self->shares().sessions().end(member);
        if (!fetches)
            return answer();
        std::make_shared<ShareFetchOperation>(self, member, session, parts, limits, [response, all, answer](ShareFetchOperation &operation) {
            addFetched(*response, operation, all);
            answer();
        })->start();
    };
    acknowledgeAll(context, member, std::move(items), std::move(acknowledged));
}

void handleShareAcknowledge(const HandlerContext &context, wire::ShareAcknowledgeRequest request, Reply<wire::ShareAcknowledgeResponse> reply)
{
    using Response = wire::ShareAcknowledgeResponse;
    Broker &broker = context.broker;
    if (!broker.shares().isServed())
        return reply(refusal<Response>(KafkaError::UnsupportedVersion));
    if (const std::string words = faultOf(request); !words.empty())
        return reply(refusal<Response>(KafkaError::InvalidRequest, words));
    const ShareSessions::Key member{*request.groupId, *request.memberId};
    if (const KafkaError error = broker.shares().sessions().acknowledge(member, request.shareSessionEpoch); error != KafkaError::None)
        return reply(refusal<Response>(error));
    const Access access = context.shard().accessOf(context.session);
    auto response = std::make_shared<Response>();
    setLockTimeout(context, member.first, *response);
    acknowledgeAll(context, member, itemsOf(access, request.topics, request.isRenewAck),
                   [self = broker.shared_from_this(), response, member, isLast = request.shareSessionEpoch == ShareSessions::kFinalEpoch,
                    listener = context.session.listener, owner = context.owner,
                    reply = std::move(reply)](const std::vector<AckItem> &done, const std::vector<std::int16_t> &errors) {
                       for (std::size_t i = 0; i < done.size(); ++i)
                           partitionIn(*response, done[i].id).errorCode = errors[i];
                       if (isLast)
                           self->shares().sessions().end(member);
                       addLeaderHints(*self->shard(owner).image, listener, *response, true);
                       reply(std::move(*response));
                   });
}

} // namespace weir::sandbox
