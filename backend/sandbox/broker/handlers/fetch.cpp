// SPDX-License-Identifier: GPL-3.0-or-later
// Fetch, 4-18. 5: log start offset; 7: sessions (KIP-227); 9: current leader epoch (KIP-320); 10: zstd; 11: rack of the
// client, reading from followers; 12: flexible, last fetched epoch and diverging epoch (KIP-595); 13: topic ids; 14:
// tiered storage errors; 15: replica state (KIP-903); 16: node endpoints (KIP-951); 17: directory ids; 18: the follower's
// high watermark.
// Records leave as slices of segment files. read_committed is honoured up to the last stable offset, with the aborted
// transactions to be left out. Not done: a preferred read replica is never named.
#include "backend/sandbox/broker/handlers/handlers.h"

#include "backend/sandbox/broker/fetch_operation.h"
#include "backend/sandbox/broker/handlers/client_of.h"
#include "backend/sandbox/broker/handlers/leader_hints.h"
#include "backend/wire/messages/fetch.h"

#include <algorithm>

namespace weir::sandbox {

using base::KafkaError;
using std::chrono::milliseconds;

namespace {

constexpr std::int32_t kFinalEpoch = -1;

wire::Records recordsOf(const LogSlice &slice)
{
    if (slice.empty())
        return wire::Records::empty();
    if (slice.file->descriptor() < 0) {
        auto bytes = slice.read();
        return bytes ? wire::Records::owning(std::move(*bytes)) : wire::Records::empty();
    }
    return wire::Records::file(slice.file->descriptor(), slice.position, slice.size, slice.file);
}

struct Request {
    std::int32_t replicaId = -1;
    std::int64_t replicaEpoch = -1;
    std::int16_t version = 0;
    bool committedOnly = false;
};

/// A consumer needs Read of the topic, a node of the cluster ClusterAction.
bool mayRead(const Access &access, const std::string &topic, const Request &request)
{
    return request.replicaId >= 0 ? access.onCluster(AclOperation::ClusterAction) : access.onTopic(AclOperation::Read, topic);
}

FetchOperation::Entry entryOf(const Access &access, const FetchedPartition &asked, FetchedPartition *inSession, const Request &request)
{
    const MetadataImage &image = access.image();
    FetchOperation::Entry entry;
    entry.session = inSession;
    entry.askedTopic = asked.topic;
    entry.askedId = asked.topicId;
    entry.id = {asked.topicId, asked.request.partition};
    const bool byId = request.version >= 13;
    const TopicPtr topic = byId ? image.topic(asked.topicId) : image.topic(asked.topic);
    // Asked for by its id, a topic that there is not says nothing of any.
    if ((topic || !byId) && !mayRead(access, topic ? topic->name : asked.topic, request)) {
        entry.resolved = false;
        entry.result.error = base::code(KafkaError::TopicAuthorizationFailed);
        return entry;
    }
    if (!topic) {
        entry.resolved = false;
        entry.result.error = base::code(byId ? KafkaError::UnknownTopicId : KafkaError::UnknownTopicOrPartition);
        return entry;
    }
    entry.topic = topic->name;
    entry.id.topicId = topic->id;
    entry.read.offset = asked.request.fetchOffset;
    entry.read.maxBytes = static_cast<std::uint32_t>(std::max(asked.request.partitionMaxBytes, 0));
    entry.read.currentLeaderEpoch = asked.request.currentLeaderEpoch;
    entry.read.lastFetchedEpoch = asked.request.lastFetchedEpoch;
    entry.read.followerLogStart = asked.request.logStartOffset;
    entry.read.replicaId = request.replicaId;
    entry.read.replicaEpoch = request.replicaEpoch;
    entry.read.onlyFromLeader = request.version < 11;
    entry.read.committedOnly = request.committedOnly;
    return entry;
}

wire::FetchResponse::PartitionData dataOf(const FetchOperation::Entry &entry)
{
    const PartitionRead &read = entry.result;
    wire::FetchResponse::PartitionData data;
    data.partitionIndex = entry.id.index;
    data.errorCode = read.error;
    data.highWatermark = read.highWatermark;
    data.lastStableOffset = read.lastStableOffset;
    data.logStartOffset = read.logStartOffset;
    if (read.diverging.endOffset >= 0) {
        data.divergingEpoch.epoch = read.diverging.epoch;
        data.divergingEpoch.endOffset = read.diverging.endOffset;
    }
    data.abortedTransactions.reset();
    if (entry.read.committedOnly) {
        data.abortedTransactions.emplace();
        for (const AbortedTransaction &aborted : read.aborted) {
            auto &into = data.abortedTransactions->emplace_back();
            into.producerId = aborted.producerId;
            into.firstOffset = aborted.firstOffset;
        }
    }
    data.records = recordsOf(read.slice);
    return data;
}

/// An incremental answer leaves out what has nothing new to say.
bool worthSaying(const FetchOperation::Entry &entry)
{
    FetchedPartition &known = *entry.session;
    const PartitionRead &read = entry.result;
    bool say = !known.answered || read.slice.size > 0 || read.error != 0 || read.diverging.endOffset >= 0;
    if (read.error == 0) {
        say = say || known.lastHighWatermark != read.highWatermark || known.lastLogStartOffset != read.logStartOffset;
        known.lastHighWatermark = read.highWatermark;
        known.lastLogStartOffset = read.logStartOffset;
    }
    // An error is told again until it is gone.
    known.answered = read.error == 0;
    known.gaveData = read.slice.size > 0;
    return say;
}

std::vector<FetchedPartition> partitionsOf(wire::FetchRequest &request, std::int16_t version)
{
    std::vector<FetchedPartition> list;
    for (auto &topic : request.topics) {
        for (auto &partition : topic.partitions) {
            FetchedPartition entry;
            if (version >= 13)
                entry.topicId = topic.topicId;
            else
                entry.topic = topic.topic;
            entry.request = std::move(partition);
            list.push_back(std::move(entry));
        }
    }
    return list;
}

void addTo(wire::FetchResponse &response, const FetchOperation::Entry &entry)
{
    if (response.responses.empty() || response.responses.back().topic != entry.askedTopic || response.responses.back().topicId != entry.askedId) {
        response.responses.emplace_back();
        response.responses.back().topic = entry.askedTopic;
        response.responses.back().topicId = entry.askedId;
    }
    response.responses.back().partitions.push_back(dataOf(entry));
}

struct SessionPlan {
    FetchSessions::Ptr session;
    bool incremental = false;
    std::int16_t error = 0;
};

SessionPlan planSession(const HandlerContext &context, wire::FetchRequest &request, bool follower)
{
    SessionPlan plan;
    Shard &shard = context.shard();
    const auto now = shard.owner.clock().monotonic();
    if (context.version < 7 || request.sessionEpoch == kFinalEpoch) {
        if (request.sessionId != 0)
            shard.sessions.remove(request.sessionId);
        return plan;
    }
    if (request.sessionEpoch == 0) {
        if (request.sessionId != 0)
            shard.sessions.remove(request.sessionId);
        const std::size_t slots = static_cast<std::size_t>(context.broker.config(shard).number("max.incremental.fetch.session.cache.slots"));
        const auto owners = static_cast<std::int32_t>(context.broker.owners());
        std::int32_t id = 0;
        do {
            id = static_cast<std::int32_t>(shard.random.below(INT32_MAX / static_cast<std::uint64_t>(owners))) * owners
                + static_cast<std::int32_t>(context.owner);
        } while (id <= 0 || shard.sessions.find(id));
        plan.session = shard.sessions.create(id, follower, now, std::max<std::size_t>(1, slots / context.broker.owners()));
        if (plan.session)
            plan.session->usesTopicIds = context.version >= 13;
        return plan;
    }
    plan.session = shard.sessions.find(request.sessionId);
    if (!plan.session) {
        plan.error = base::code(KafkaError::FetchSessionIdNotFound);
    } else if (plan.session->nextEpoch != request.sessionEpoch) {
        plan.error = base::code(KafkaError::InvalidFetchSessionEpoch);
    } else if (plan.session->usesTopicIds != (context.version >= 13)) {
        plan.error = base::code(KafkaError::FetchSessionTopicIdError);
    } else {
        plan.incremental = true;
        plan.session->nextEpoch = plan.session->nextEpoch == INT32_MAX ? 1 : plan.session->nextEpoch + 1;
        plan.session->lastUsed = now;
    }
    return plan;
}

void runFetch(const HandlerContext &context, wire::FetchRequest request, Reply<wire::FetchResponse> reply)
{
    const Request who{context.version >= 15 ? request.replicaState.replicaId : request.replicaId,
                      context.version >= 15 ? request.replicaState.replicaEpoch : -1, context.version, request.isolationLevel == 1};
    const bool follower = who.replicaId >= 0;
    const SessionPlan plan = planSession(context, request, follower);
    if (plan.error != 0) {
        wire::FetchResponse response;
        response.errorCode = plan.error;
        reply(std::move(response));
        return;
    }
    const Access access = context.shard().accessOf(context.session);
    std::vector<FetchOperation::Entry> entries;
    std::vector<FetchedPartition> asked = partitionsOf(request, context.version);
    if (plan.session) {
        for (const auto &gone : request.forgottenTopicsData) {
            for (const std::int32_t partition : gone.partitions)
                plan.session->forget(context.version >= 13 ? std::string() : gone.topic, context.version >= 13 ? gone.topicId : base::Uuid{}, partition);
        }
        for (auto &partition : asked)
            plan.session->put(std::move(partition));
        entries.reserve(plan.session->partitions.size());
        for (FetchedPartition &partition : plan.session->partitions)
            entries.push_back(entryOf(access, partition, &partition, who));
    } else {
        for (const FetchedPartition &partition : asked)
            entries.push_back(entryOf(access, partition, nullptr, who));
    }
    FetchOperation::Limits limits;
    limits.maxWait = milliseconds(std::max(request.maxWaitMs, 0));
    const BrokerConfigView config = context.broker.config(context.shard());
    const auto most = config.number("fetch.max.bytes");
    limits.maxBytes = static_cast<std::uint32_t>(std::min<std::int64_t>(std::max(request.maxBytes, 0), follower ? INT32_MAX : most));
    // More than the windows of its quota hold could never be given to a client.
    const QuotaSensors::Client client = clientOf(context.session);
    if (const auto quota = follower ? std::nullopt : quotaFor(*context.shard().image->clientQuotas(), kConsumerByteRate, client.user, client.id)) {
        const auto seconds = (config.number("quota.window.num") - 1) * config.number("quota.window.size.seconds");
        limits.maxBytes = static_cast<std::uint32_t>(std::min<double>(limits.maxBytes, quota->limit * static_cast<double>(seconds)));
    }
    // More than may be sent is never there.
    limits.minBytes = std::min(static_cast<std::uint32_t>(std::max(request.minBytes, 0)), limits.maxBytes);
    limits.follower = follower;
    auto tell = [&broker = context.broker, owner = context.owner, version = context.version, session = plan.session, incremental = plan.incremental,
                 epoch = plan.session ? plan.session->nextEpoch : 0, listener = context.session.listener, reply](FetchOperation &operation) {
        wire::FetchResponse response;
        if (session && session->nextEpoch != epoch) {
            // Its client has moved on by another connection; the partitions that this one read may be gone.
            response.errorCode = base::code(KafkaError::InvalidFetchSessionEpoch);
            reply(std::move(response));
            return;
        }
        response.sessionId = session ? session->id : 0;
        for (const FetchOperation::Entry &entry : operation.entries()) {
            const bool say = entry.session == nullptr || worthSaying(entry);
            if (!incremental || say)
                addTo(response, entry);
        }
        if (session)
            session->rotate();
        if (version >= 12)
            addLeaderHints(*broker.shard(owner).image, listener, response, version >= 16);
        reply(std::move(response));
    };
    auto done = [&broker = context.broker, owner = context.owner, session = plan.session, incremental = plan.incremental, follower, client,
                 who = context.session, tell = std::move(tell), reply](FetchOperation &operation) {
        if (follower || !broker.hasQuotas())
            return tell(operation);
        double bytes = 0;
        for (const FetchOperation::Entry &entry : operation.entries())
            bytes += entry.result.slice.size;
        // Shared: the operation holds what was read until the quota has been asked.
        broker.charge(who, {{kConsumerByteRate, bytes}},
                      [self = broker.shared_from_this(), whole = operation.shared_from_this(), owner, session, incremental, client, bytes, tell,
                       reply](milliseconds quiet) {
                          if (quiet.count() > 0 && self->hasQuotas())
                              self->quotas().giveBack(kConsumerByteRate, client, bytes);
                          self->postTo(owner, [self, whole, owner, session, incremental, quiet, tell, reply] {
                              if (quiet.count() == 0)
                                  return tell(*whole);
                              // Nothing is given to who has had too much; it asks again for the same.
                              wire::FetchResponse response;
                              response.throttleTimeMs = static_cast<std::int32_t>(quiet.count());
                              if (incremental)
                                  response.sessionId = session->id;
                              else if (session)
                                  self->shard(owner).sessions.remove(session->id);
                              reply(std::move(response));
                          });
                      });
    };
    std::make_shared<FetchOperation>(context.broker.shared_from_this(), context.owner, std::move(entries), limits, std::move(done))->start();
}

} // namespace

void handleFetch(const HandlerContext &context, wire::FetchRequest request, Reply<wire::FetchResponse> reply)
{
    // A session lives where it was made; its client may have come back by another connection.
    Broker &broker = context.broker;
    const std::size_t keeper = request.sessionId > 0 ? static_cast<std::size_t>(request.sessionId) % broker.owners() : context.owner;
    if (keeper == context.owner) {
        runFetch(context, std::move(request), std::move(reply));
        return;
    }
    broker.postTo(keeper, [self = broker.shared_from_this(), keeper, version = context.version, session = context.session,
                           request = std::move(request), reply = std::move(reply)]() mutable {
        runFetch({*self, keeper, version, session}, std::move(request), std::move(reply));
    });
}

} // namespace weir::sandbox
