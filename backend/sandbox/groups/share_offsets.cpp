// SPDX-License-Identifier: GPL-3.0-or-later
// Where share groups stand: DescribeShareGroupOffsets v0-1 (v1 the lag, KIP-1226), AlterShareGroupOffsets v0,
// DeleteShareGroupOffsets v0, and the end of a group with all its state (DeleteGroups). What changes anything needs a group
// without members; AlterShareGroupOffsets makes one that is not there.
#include "backend/sandbox/groups/share_groups.h"

#include "backend/sandbox/core/gather.h"
#include "backend/sandbox/groups/group_coordinator.h"

#include <algorithm>

namespace weir::sandbox {

using base::KafkaError;

namespace {

using DescribedTopic = wire::DescribeShareGroupOffsetsResponse::DescribeShareGroupOffsetsResponseTopic;
using DescribedPartition = wire::DescribeShareGroupOffsetsResponse::DescribeShareGroupOffsetsResponsePartition;

constexpr auto kUnknownPartition = "This server does not host this topic-partition.";

} // namespace

void ShareGroups::removeStates(const ShareGroup &group, const ShareGroup::Topics &topics, Stored done)
{
    std::vector<SharePartitionKey> keys;
    for (const auto &[id, topic] : topics) {
        for (const std::int32_t index : topic.partitions)
            keys.push_back({group.groupId(), id, index});
    }
    Gather<std::int16_t>::run(
        keys.size(), [&](std::size_t i, Stored answered) { m_persister->remove(keys[i], std::move(answered)); },
        [alive = std::weak_ptr<char>(m_alive), done = std::move(done)](const std::vector<std::int16_t> &errors) {
            const auto failed = std::find_if(errors.begin(), errors.end(), [](std::int16_t error) { return error != 0; });
            if (!alive.expired())
                done(failed == errors.end() ? std::int16_t{0} : *failed);
        });
}

void ShareGroups::remove(const GroupPtr &group, Stored answered)
{
    if (!group->isEmpty())
        return answered(code(KafkaError::NonEmptyGroup));
    if (m_persister == nullptr || group->busy)
        return answered(code(KafkaError::CoordinatorNotAvailable));
    ShareGroup::Topics all = group->initialized;
    for (const auto *more : {&group->initializing, &group->deleting}) {
        for (const auto &[id, topic] : *more)
            all[id].partitions.insert(topic.partitions.begin(), topic.partitions.end());
    }
    group->busy = true;
    removeStates(*group, all, [this, group, answered = std::move(answered)](std::int16_t error) {
        group->busy = false;
        for (const auto &next : std::exchange(group->waiting, {}))
            next();
        const PartitionPtr partition = partitionOf(group);
        if (!partition)
            return answered(code(KafkaError::NotCoordinator));
        if (error != 0)
            return answered(error);
        // Somebody may have joined meanwhile: its partitions begin anew.
        if (!group->isEmpty()) {
            group->initialized.clear();
            append(group, {shareTopicsRecord(*group)}, [](std::int16_t) {});
            return answered(code(KafkaError::NonEmptyGroup));
        }
        const std::string &id = group->groupId();
        m_groups.append(*partition, {shareTopicsTombstone(id), shareTargetEpochTombstone(id), shareEpochTombstone(id)},
                        [answered](std::int16_t late) { answered(late); });
        if (const PartitionPtr still = partitionOf(group))
            still->shares.erase(id);
    });
}

void ShareGroups::describePartition(const SharePartitionKey &key, Reply<DescribedPartition> reply)
{
    m_persister->summarize(key, [this, alive = std::weak_ptr<char>(m_alive), key, reply = std::move(reply)](const StoredShareState &state) {
        DescribedPartition row;
        row.partitionIndex = key.partition;
        row.errorCode = state.error;
        row.startOffset = state.error == 0 ? state.startOffset : -1;
        row.leaderEpoch = std::max(state.leaderEpoch, 0);
        // What lies behind the start is known by those that are done with; without them there is no telling.
        if (state.error != 0 || state.startOffset < 0 || alive.expired())
            return reply(std::move(row));
        m_persister->endOffset(key.topicId, key.partition, [row, done = std::max(state.completeCount, 0), reply](std::int64_t end) mutable {
            if (end >= 0)
                row.lag = std::max<std::int64_t>(0, end - row.startOffset - done);
            reply(std::move(row));
        });
    });
}

void ShareGroups::describeOffsets(const wire::DescribeShareGroupOffsetsRequest::DescribeShareGroupOffsetsRequestGroup &asked, Reply<DescribedOffsets> reply)
{
    DescribedOffsets described;
    described.groupId = asked.groupId;
    const Place place = placeOf(asked.groupId);
    if (!place.group || !serves()) {
        described.errorCode = serves() ? place.error : code(KafkaError::UnsupportedVersion);
        if (serves() && !place.words.empty())
            described.errorMessage = place.words;
        return reply(std::move(described));
    }
    std::vector<std::pair<std::size_t, SharePartitionKey>> wanted; // by the row of the topic
    const auto addTopic = [&](const base::Uuid &id, const std::string &name, const auto &indexes) {
        DescribedTopic &topic = described.topics.emplace_back();
        topic.topicName = name;
        topic.topicId = id;
        for (const std::int32_t index : indexes) {
            if (!id.isZero() && place.group->isInitialized(id, index)) {
                wanted.push_back({described.topics.size() - 1, {asked.groupId, id, index}});
                continue;
            }
            DescribedPartition &row = topic.partitions.emplace_back();
            row.partitionIndex = index;
            row.startOffset = -1;
            if (id.isZero()) {
                row.errorCode = code(KafkaError::UnknownTopicOrPartition);
                row.errorMessage = kUnknownPartition;
            }
        }
    };
    if (asked.topics) {
        for (const auto &topic : *asked.topics) {
            const auto known = m_groups.m_topics.find(topic.topicName);
            addTopic(known ? known->id : base::Uuid{}, topic.topicName, topic.partitions);
        }
    } else {
        for (const auto &[id, topic] : place.group->initialized) {
            if (m_groups.m_topics.nameOf(id))
                addTopic(id, topic.name, topic.partitions);
        }
    }
    Gather<DescribedPartition>::run(
        wanted.size(), [&](std::size_t i, Reply<DescribedPartition> answered) { describePartition(wanted[i].second, std::move(answered)); },
        [described = std::move(described), wanted, reply = std::move(reply)](std::vector<DescribedPartition> rows) mutable {
            for (std::size_t i = 0; i < rows.size(); ++i)
                described.topics[wanted[i].first].partitions.push_back(std::move(rows[i]));
            for (auto &topic : described.topics)
                std::sort(topic.partitions.begin(), topic.partitions.end(), [](const auto &a, const auto &b) { return a.partitionIndex < b.partitionIndex; });
            reply(std::move(described));
        });
}

void ShareGroups::handle(const wire::DescribeShareGroupOffsetsRequest &request, std::int16_t, const Session &, Reply<wire::DescribeShareGroupOffsetsResponse> reply)
{
    Gather<DescribedOffsets>::run(
        request.groups.size(), [&](std::size_t i, Reply<DescribedOffsets> answered) { describeOffsets(request.groups[i], std::move(answered)); },
        [reply = std::move(reply)](std::vector<DescribedOffsets> groups) {
            wire::DescribeShareGroupOffsetsResponse response;
            response.groups = std::move(groups);
            reply(std::move(response));
        });
}

void ShareGroups::handle(const wire::AlterShareGroupOffsetsRequest &request, std::int16_t, const Session &, Reply<wire::AlterShareGroupOffsetsResponse> reply)
{
    auto response = std::make_shared<wire::AlterShareGroupOffsetsResponse>();
    const auto refuse = [&](std::int16_t error, const std::string &words) {
        response->errorCode = error;
        if (!words.empty())
            response->errorMessage = words;
        reply(std::move(*response));
    };
    if (!serves())
        return refuse(code(KafkaError::UnsupportedVersion), {});
    // Where to begin may be said of a group that nobody has joined yet.
    const Place place = placeOf(request.groupId);
    if (!place.group && !place.isFree)
        return refuse(place.error, place.words);
    if (place.group && !place.group->isEmpty())
        return refuse(code(KafkaError::NonEmptyGroup), "Group " + request.groupId + " is not empty.");
    if (place.group && place.group->busy)
        return refuse(code(KafkaError::CoordinatorNotAvailable), {});

    struct Wish {
        std::size_t topic = 0;
        std::size_t row = 0;
        SharePartitionKey key;
        std::string name;
        std::int64_t offset = 0;
    };
    std::vector<Wish> wishes;
    for (const auto &topic : request.topics) {
        auto &into = response->responses.emplace_back();
        into.topicName = topic.topicName;
        const auto known = m_groups.m_topics.find(topic.topicName);
        if (known)
            into.topicId = known->id;
        for (const auto &partition : topic.partitions) {
            auto &row = into.partitions.emplace_back();
            row.partitionIndex = partition.partitionIndex;
            if (known && partition.partitionIndex >= 0 && partition.partitionIndex < known->partitions) {
                wishes.push_back({response->responses.size() - 1, into.partitions.size() - 1, {request.groupId, known->id, partition.partitionIndex},
                                  topic.topicName, partition.startOffset});
                continue;
            }
            row.errorCode = code(KafkaError::UnknownTopicOrPartition);
            row.errorMessage = kUnknownPartition;
        }
    }
    if (wishes.empty())
        return reply(std::move(*response));
    const GroupPtr group = make(place.partition, request.groupId);
    // A new epoch, so that a leader who has not heard of this can write no more.
    ++group->epoch;
    group->busy = true;
    append(group, {shareEpochRecord(*group)}, [](std::int16_t) {});
    const auto initialized = [this, alive = std::weak_ptr<char>(m_alive), group, response, wishes, reply = std::move(reply)](const std::vector<std::int16_t> &errors) {
        if (alive.expired())
            return;
        for (std::size_t i = 0; i < wishes.size(); ++i) {
            const Wish &wish = wishes[i];
            response->responses[wish.topic].partitions[wish.row].errorCode = errors[i];
            if (errors[i] == 0) {
                group->initialized[wish.key.topicId].name = wish.name;
                group->initialized[wish.key.topicId].partitions.insert(wish.key.partition);
            }
        }
        group->busy = false;
        for (const auto &next : std::exchange(group->waiting, {}))
            next();
        if (!partitionOf(group)) {
            response->responses.clear();
            response->errorCode = code(KafkaError::NotCoordinator);
            return reply(std::move(*response));
        }
        append(group, {shareTopicsRecord(*group)}, [response, reply](std::int16_t error) {
            response->errorCode = error;
            reply(std::move(*response));
        });
    };
    const auto ask = [&](std::size_t i, Stored answered) { m_persister->initialize(wishes[i].key, group->epoch, wishes[i].offset, std::move(answered)); };
    Gather<std::int16_t>::run(wishes.size(), ask, initialized);
}

void ShareGroups::handle(const wire::DeleteShareGroupOffsetsRequest &request, std::int16_t, const Session &, Reply<wire::DeleteShareGroupOffsetsResponse> reply)
{
    auto response = std::make_shared<wire::DeleteShareGroupOffsetsResponse>();
    const auto refuse = [&](std::int16_t error, const std::string &words) {
        response->errorCode = error;
        if (!words.empty())
            response->errorMessage = words;
        reply(std::move(*response));
    };
    if (!serves())
        return refuse(code(KafkaError::UnsupportedVersion), {});
    const Place place = placeOf(request.groupId);
    if (!place.group)
        return refuse(place.error, place.words);
    const GroupPtr group = place.group;
    if (!group->isEmpty())
        return refuse(code(KafkaError::NonEmptyGroup), "Group " + request.groupId + " is not empty.");
    if (group->busy)
        return refuse(code(KafkaError::CoordinatorNotAvailable), {});

    ShareGroup::Topics gone;
    for (const auto &topic : request.topics) {
        auto &row = response->responses.emplace_back();
        row.topicName = topic.topicName;
        const auto known = m_groups.m_topics.find(topic.topicName);
        if (known)
            row.topicId = known->id;
        const auto kept = known ? group->initialized.find(known->id) : group->initialized.end();
        if (kept == group->initialized.end()) {
            row.errorCode = code(KafkaError::UnknownTopicOrPartition);
            row.errorMessage = known ? "There is no offset information to delete." : kUnknownPartition;
            continue;
        }
        gone[known->id] = kept->second;
        group->deleting[known->id] = kept->second;
        group->initialized.erase(kept);
    }
    if (gone.empty())
        return reply(std::move(*response));
    group->busy = true;
    ++group->epoch;
    append(group, {shareEpochRecord(*group), shareTopicsRecord(*group)}, [](std::int16_t) {});
    removeStates(*group, gone, [this, group, gone, response, reply = std::move(reply)](std::int16_t error) {
        group->busy = false;
        for (const auto &[id, topic] : gone) {
            group->deleting.erase(id);
            // It has its state still, or part of it: it can be asked again.
            if (error != 0)
                group->initialized[id] = topic;
        }
        for (auto &row : response->responses)
            row.errorCode = row.errorCode == 0 ? error : row.errorCode;
        for (const auto &next : std::exchange(group->waiting, {}))
            next();
        if (!partitionOf(group)) {
            response->responses.clear();
            response->errorCode = code(KafkaError::NotCoordinator);
            return reply(std::move(*response));
        }
        append(group, {shareTopicsRecord(*group)}, [response, reply](std::int16_t late) {
            response->errorCode = late;
            reply(std::move(*response));
        });
    });
}

} // namespace weir::sandbox
