// SPDX-License-Identifier: GPL-3.0-or-later
// OffsetCommit v2-10 (up to v4 with a retention of its own, v10 topic ids), OffsetFetch v1-10 (v7 requireStable, v8 several
// groups, v10 topic ids), OffsetDelete v0. Offsets inside transactions: transactional_offsets.cpp.
#include "backend/sandbox/core/gather.h"
#include "backend/sandbox/groups/group_coordinator.h"
#include "backend/sandbox/groups/group_requests.h"

#include <algorithm>

namespace weir::sandbox {

using base::KafkaError;

namespace {

constexpr std::int16_t kCommitTopicIds = 10;
constexpr std::int16_t kFetchTopicIds = 10;
constexpr std::int16_t kFetchMemberEpochs = 9;
constexpr std::int16_t kCommitGroupNotFound = 9;

/// Kafka counts the characters of the metadata as Java does, in UTF-16 units.
std::size_t utf16Length(std::string_view text)
{
    std::size_t units = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        units += (byte & 0xC0) == 0x80 ? 0U : byte >= 0xF0 ? 2U : 1U;
    }
    return units;
}

} // namespace

bool GroupCoordinator::metadataFits(std::string_view metadata) const
{
    return utf16Length(metadata) <= static_cast<std::size_t>(m_config.offsetMetadataMaxBytes);
}

void GroupCoordinator::handle(const wire::OffsetCommitRequest &request, std::int16_t version, const Session &,
                              Reply<wire::OffsetCommitResponse> reply)
{
    const auto refuse = [&](KafkaError error) { reply(failedOffsetCommit(request, code(error))); };
    const auto place = placeOf(request.groupId);
    if (!place.partition)
        return refuse(place.error);
    Partition &partition = *place.partition;
    // A share group has no offsets of its members.
    if (m_shares->find(partition, request.groupId))
        return refuse(version >= kCommitGroupNotFound ? KafkaError::GroupIdNotFound : KafkaError::IllegalGeneration);

    auto group = findGroup(partition, request.groupId);
    const auto consumers = findConsumers(partition, request.groupId);
    if (consumers) {
        const auto error = consumers->validateOffsetCommit(request.memberId, request.groupInstanceId, request.generationIdOrMemberEpoch, version, false);
        if (error != KafkaError::None)
            return refuse(error);
        // A classic member that commits is alive; one of the new protocol says so by its heartbeats alone.
        if (const ConsumerMember *member = consumers->find(request.memberId); member && member->classic)
            watchConsumer(consumers, member->memberId);
    } else if (!group) {
        if (request.generationIdOrMemberEpoch >= 0)
            return refuse(version >= kCommitGroupNotFound ? KafkaError::GroupIdNotFound : KafkaError::IllegalGeneration);
    } else {
        const auto error = group->validateOffsetCommit(request.memberId, request.groupInstanceId, request.generationIdOrMemberEpoch);
        if (error != KafkaError::None)
            return refuse(error);
        // Who commits is alive.
        GroupMember *member = group->find(request.memberId);
        if (member && (group->isIn(GroupState::Stable) || group->isIn(GroupState::PreparingRebalance)))
            watchSession(group, member->memberId, member->session, member->sessionTimeoutMs);
    }

    const auto now = nowMs();
    wire::OffsetCommitResponse response;
    std::vector<StagedOffset> staged;
    for (const auto &topic : request.topics) {
        auto &into = response.topics.emplace_back();
        into.name = topic.name;
        into.topicId = topic.topicId;
        std::string name = topic.name;
        KafkaError topicError = KafkaError::None;
        if (version >= kCommitTopicIds) {
            const auto known = m_topics.nameOf(topic.topicId);
            topicError = known ? KafkaError::None : KafkaError::UnknownTopicId;
            name = known.value_or(std::string{});
        }
        const auto found = topicError == KafkaError::None ? m_topics.find(name) : std::nullopt;
        if (topicError == KafkaError::None && !found)
            topicError = KafkaError::UnknownTopicOrPartition;

        for (const auto &asked : topic.partitions) {
            auto &out = into.partitions.emplace_back();
            out.partitionIndex = asked.partitionIndex;
            auto error = topicError;
            if (error == KafkaError::None && (asked.partitionIndex < 0 || asked.partitionIndex >= found->partitions))
                error = KafkaError::UnknownTopicOrPartition;
            const auto metadata = asked.committedMetadata.value_or(std::string{});
            if (error == KafkaError::None && !metadataFits(metadata))
                error = KafkaError::OffsetMetadataTooLarge;
            if (error == KafkaError::None && consumers)
                error = consumers->validatePartition(request.memberId, request.generationIdOrMemberEpoch, found->id, asked.partitionIndex);
            out.errorCode = code(error);
            if (error != KafkaError::None)
                continue;
            CommittedOffset offset;
            offset.offset = asked.committedOffset;
            offset.leaderEpoch = asked.committedLeaderEpoch;
            offset.metadata = metadata;
            offset.commitTimestampMs = now;
            if (request.retentionTimeMs != -1)
                offset.expireTimestampMs = now + request.retentionTimeMs;
            offset.topicId = found->id;
            staged.push_back({request.groupId, name, asked.partitionIndex, std::move(offset)});
        }
    }
    if (staged.empty())
        return reply(std::move(response));
    // The first commit of a consumer without group management makes its group.
    if (!group && !consumers)
        createGroup(partition, request.groupId);
    m_counters.offsetCommits += staged.size();
    appendOffsets(partition, std::move(staged), {},
                  [reply = std::move(reply), response = std::move(response)](std::int16_t error) mutable {
                      for (auto &topic : response.topics) {
                          for (auto &each : topic.partitions)
                              each.errorCode = error != 0 && each.errorCode == 0 ? error : each.errorCode;
                      }
                      reply(std::move(response));
                  });
}

void GroupCoordinator::handle(const wire::OffsetDeleteRequest &request, std::int16_t, const Session &, Reply<wire::OffsetDeleteResponse> reply)
{
    const auto refuse = [&](std::int16_t error) {
        wire::OffsetDeleteResponse response;
        response.errorCode = error;
        reply(std::move(response));
    };
    if (m_offsetsPartitions > 0 && request.groupId.empty())
        return refuse(code(KafkaError::InvalidGroupId));
    const auto place = placeOf(request.groupId);
    if (!place.partition)
        return refuse(code(place.error));
    const auto group = findGroup(*place.partition, request.groupId);
    const auto consumers = findConsumers(*place.partition, request.groupId);
    if (!group && !consumers)
        return refuse(code(KafkaError::GroupIdNotFound));
    if (const auto error = group ? group->validateOffsetDelete() : KafkaError::None; error != KafkaError::None)
        return refuse(code(error));

    wire::OffsetDeleteResponse response;
    std::vector<StagedOffset> gone;
    for (const auto &topic : request.topics) {
        auto &into = response.topics.emplace_back();
        into.name = topic.name;
        const auto found = m_topics.find(topic.name);
        const bool subscribed = group ? group->isSubscribedTo(topic.name) : consumers->isSubscribedTo(topic.name);
        for (const auto &asked : topic.partitions) {
            auto &out = into.partitions.emplace_back();
            out.partitionIndex = asked.partitionIndex;
            if (!found || asked.partitionIndex < 0 || asked.partitionIndex >= found->partitions)
                out.errorCode = code(KafkaError::UnknownTopicOrPartition);
            else if (subscribed)
                out.errorCode = code(KafkaError::GroupSubscribedToTopic);
            else if (place.partition->offsets.latest(request.groupId, topic.name, asked.partitionIndex)
                     || place.partition->pending.contains(request.groupId, topic.name, asked.partitionIndex))
                gone.push_back({request.groupId, topic.name, asked.partitionIndex, std::nullopt});
        }
    }
    if (gone.empty())
        return reply(std::move(response));
    m_counters.offsetDeletions += gone.size();
    appendOffsets(*place.partition, std::move(gone), {},
                  [reply = std::move(reply), response = std::move(response)](std::int16_t error) mutable {
                      if (error == 0)
                          return reply(std::move(response));
                      wire::OffsetDeleteResponse failed;
                      failed.errorCode = error;
                      reply(std::move(failed));
                  });
}

void GroupCoordinator::fetchOffsets(const wire::OffsetFetchRequest::OffsetFetchRequestGroup &group, bool requireStable, std::int16_t version,
                                    Reply<wire::OffsetFetchResponse::OffsetFetchResponseGroup> reply)
{
    const auto place = placeOf(group.groupId);
    if (!place.partition)
        return reply(failedOffsetFetch(group, code(place.error)));
    if (const auto consumers = findConsumers(*place.partition, group.groupId); consumers && version >= kFetchMemberEpochs) {
        if (const auto error = consumers->validateOffsetFetch(group.memberId, group.memberEpoch); error != KafkaError::None)
            return reply(failedOffsetFetch(group, code(error)));
    }
    if (!requireStable)
        return reply(readOffsets(*place.partition, group, false, version));
    // Whoever asks for stable offsets wants those of commits that are under way as well.
    afterAppends(*place.partition, [this, weak = std::weak_ptr<Partition>(place.partition), group, version, reply = std::move(reply)](std::int16_t error) {
        const auto partition = weak.lock();
        // Clients before 3.9 do not expect to hear of a timeout here; NOT_COORDINATOR makes all of them look again.
        if (error != 0 || !partition)
            return reply(failedOffsetFetch(group, code(KafkaError::NotCoordinator)));
        reply(readOffsets(*partition, group, true, version));
    });
}

wire::OffsetFetchResponse::OffsetFetchResponseGroup GroupCoordinator::readOffsets(
    const Partition &partition, const wire::OffsetFetchRequest::OffsetFetchRequestGroup &asked, bool requireStable, std::int16_t version) const
{
    wire::OffsetFetchResponse::OffsetFetchResponseGroup response;
    response.groupId = asked.groupId;
    const auto set = [](auto &out, std::int32_t index, const CommittedOffset *offset) {
        out.partitionIndex = index;
        out.committedOffset = offset ? offset->offset : -1;
        out.committedLeaderEpoch = offset ? offset->leaderEpoch : -1;
        out.metadata = offset ? offset->metadata : std::string{};
    };

    // What a transaction is about to change cannot be told yet.
    const auto settle = [&](auto &out, const std::string &topic) {
        if (!requireStable || !partition.pending.contains(asked.groupId, topic, out.partitionIndex))
            return;
        set(out, out.partitionIndex, nullptr);
        out.errorCode = code(KafkaError::UnstableOffsetCommit);
    };

    if (!asked.topics) {
        const std::string *current = nullptr;
        base::Uuid id;
        bool known = true;
        partition.offsets.forEachCommitted(asked.groupId, [&](const std::string &topic, std::int32_t index, const CommittedOffset &offset) {
            if (!current || *current != topic) {
                current = &topic;
                const auto found = m_topics.find(topic);
                id = found ? found->id : base::Uuid{};
                // By id a topic that is gone cannot be named.
                known = version < kFetchTopicIds || found;
                if (known) {
                    auto &into = response.topics.emplace_back();
                    into.name = topic;
                    into.topicId = id;
                }
            }
            if (known) {
                auto &out = response.topics.back().partitions.emplace_back();
                set(out, index, &offset);
                settle(out, topic);
            }
        });
        return response;
    }

    for (const auto &topic : *asked.topics) {
        auto &into = response.topics.emplace_back();
        into.name = topic.name;
        into.topicId = topic.topicId;
        std::optional<std::string> name = topic.name;
        if (version >= kFetchTopicIds)
            name = m_topics.nameOf(topic.topicId);
        for (const auto index : topic.partitionIndexes) {
            auto &out = into.partitions.emplace_back();
            const CommittedOffset *offset = name ? partition.offsets.committed(asked.groupId, *name, index) : nullptr;
            // An offset of another topic that had the name before is not this topic's.
            if (offset && version >= kFetchTopicIds && !offset->topicId.isZero() && offset->topicId != topic.topicId)
                offset = nullptr;
            set(out, index, offset);
            out.errorCode = name ? std::int16_t{0} : code(KafkaError::UnknownTopicId);
            if (name)
                settle(out, *name);
        }
    }
    return response;
}

void GroupCoordinator::handle(const wire::OffsetFetchRequest &request, std::int16_t version, const Session &, Reply<wire::OffsetFetchResponse> reply)
{
    using Answer = wire::OffsetFetchResponse::OffsetFetchResponseGroup;
    const auto asked = groupsOf(request, version);
    Gather<Answer>::run(
        asked.size(), [&](std::size_t i, auto answer) { fetchOffsets(asked[i], request.requireStable, version, std::move(answer)); },
        [asked, version, reply = std::move(reply)](std::vector<Answer> answers) { reply(offsetFetchResponse(asked, std::move(answers), version)); });
}

void GroupCoordinator::scheduleExpiry(Partition &partition)
{
    partition.expiry = m_owner.after(base::Milliseconds(m_config.offsetsRetentionCheckIntervalMs),
                                     [this, weak = std::weak_ptr<Partition>(m_partitions.at(partition.index))] {
                                         const auto ours = weak.lock();
                                         if (!ours)
                                             return;
                                         ours->expiry = 0;
                                         scheduleExpiry(*ours);
                                         expireOffsets(*ours);
                                     });
}

void GroupCoordinator::expireOffsets(Partition &partition)
{
    const auto now = nowMs();
    const auto retentionMs = m_config.offsetsRetentionMinutes * 60'000;
    std::vector<StagedOffset> expired;
    std::vector<std::string> empty;
    // `since` is when an offset began to age; nothing where it does not.
    const auto collect = [&](const std::string &id, const auto &since) {
        const std::size_t before = expired.size();
        std::size_t stored = 0;
        partition.offsets.forEachLatest(id, [&](const std::string &topic, std::int32_t index, const CommittedOffset &offset) {
            ++stored;
            const std::optional<std::int64_t> aged = since(topic, offset);
            if (!aged || partition.pending.contains(id, topic, index))
                return;
            if (offset.expireTimestampMs ? now >= *offset.expireTimestampMs : now - *aged >= retentionMs)
                expired.push_back({id, topic, index, std::nullopt});
        });
        return stored == expired.size() - before && !partition.pending.contains(id);
    };
    for (const auto &[id, group] : partition.groups) {
        const bool managed = group->protocolType().has_value();
        const bool isEmpty = group->isIn(GroupState::Empty);
        const bool subscribes = group->isIn(GroupState::Stable) && group->usesConsumerProtocol() && group->knowsSubscription();
        const bool none = collect(id, [&, of = group.get()](const std::string &topic, const CommittedOffset &offset) -> std::optional<std::int64_t> {
            if ((managed && !isEmpty && !subscribes) || of->isSubscribedTo(topic))
                return std::nullopt;
            // An empty group's offsets age from when its last member left, those of live ones from their own commit.
            return managed && isEmpty ? of->stateSinceMs().value_or(offset.commitTimestampMs) : offset.commitTimestampMs;
        });
        if (none && isEmpty && group->pendingMembers.empty())
            empty.push_back(id);
    }
    for (const auto &[id, group] : partition.consumers) {
        const bool none = collect(id, [of = group.get()](const std::string &topic, const CommittedOffset &offset) -> std::optional<std::int64_t> {
            return of->isSubscribedTo(topic) ? std::nullopt : std::optional(offset.commitTimestampMs);
        });
        if (none && group->isEmpty())
            empty.push_back(id);
    }
    m_counters.offsetExpirations += expired.size();
    removeGroups(partition, empty, std::move(expired), [](std::int16_t) {});
}

} // namespace weir::sandbox
