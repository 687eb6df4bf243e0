// SPDX-License-Identifier: GPL-3.0-or-later
// ListGroups v0-5 (v4 states filter, v5 types filter), DescribeGroups v0-6 (v6 GROUP_ID_NOT_FOUND for a group that is not
// there, KIP-1043; before that it is Dead), DeleteGroups v0-2, ConsumerGroupDescribe v0-1 (v1 the kind of a member, KIP-1099).
// Each describes groups of its own protocol and answers GROUP_ID_NOT_FOUND for the others, by which Kafka's tools
// know to ask the other one.
#include "backend/sandbox/core/gather.h"
#include "backend/sandbox/groups/group_coordinator.h"
#include "backend/sandbox/groups/group_records.h"
#include "backend/sandbox/groups/group_requests.h"

#include <algorithm>

namespace weir::sandbox {

using base::KafkaError;

namespace {

constexpr std::int16_t kDescribeNotFound = 6;

std::string lowered(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t\r\n");
    const auto last = text.find_last_not_of(" \t\r\n");
    std::string out(first == std::string_view::npos ? std::string_view{} : text.substr(first, last - first + 1));
    std::transform(out.begin(), out.end(), out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return out;
}

bool passes(const std::vector<std::string> &filter, std::string_view value)
{
    const auto wanted = lowered(value);
    return filter.empty() || std::any_of(filter.begin(), filter.end(), [&](const auto &each) { return lowered(each) == wanted; });
}

} // namespace

wire::ListGroupsResponse GroupCoordinator::listGroups(const wire::ListGroupsRequest &request) const
{
    wire::ListGroupsResponse response;
    // A cluster in which nobody ever committed has no groups; that is no error (so answers Apache Kafka 4.3).
    if (m_offsetsPartitions <= 0)
        return response;
    if (std::any_of(m_partitions.begin(), m_partitions.end(), [](const auto &entry) { return entry.second->loading; })) {
        response.errorCode = code(KafkaError::CoordinatorLoadInProgress);
        return response;
    }
    const auto list = [&](const std::string &id, const auto &group, std::string protocolType, const char *type) {
        if (!group.committed || !passes(request.typesFilter, type) || !passes(request.statesFilter, wordOf(group.state())))
            return;
        auto &into = response.groups.emplace_back();
        into.groupId = id;
        into.protocolType = std::move(protocolType);
        into.groupState = wordOf(group.state());
        into.groupType = type;
    };
    for (const auto &[index, partition] : m_partitions) {
        for (const auto &[id, group] : partition->groups)
            list(id, *group, group->protocolType().value_or(std::string{}), "classic");
        for (const auto &[id, group] : partition->consumers)
            list(id, *group, "consumer", "consumer");
        for (const auto &[id, group] : partition->shares)
            list(id, *group, "share", "share");
    }
    return response;
}

wire::DescribeGroupsResponse::DescribedGroup GroupCoordinator::describeGroup(const std::string &groupId, std::int16_t version) const
{
    wire::DescribeGroupsResponse::DescribedGroup described;
    described.groupId = groupId;
    const auto place = placeOf(groupId);
    if (!place.partition) {
        described.errorCode = code(place.error);
        return described;
    }
    const auto group = findGroup(*place.partition, groupId);
    if (!group || !group->committed) {
        described.groupState = wordOf(GroupState::Dead);
        if (version >= kDescribeNotFound) {
            described.errorCode = code(KafkaError::GroupIdNotFound);
            described.errorMessage = "Group " + groupId + (findConsumers(*place.partition, groupId) || m_shares->find(*place.partition, groupId) ? " is not a classic group." : " not found.");
        }
        return described;
    }
    described.groupState = wordOf(group->state());
    described.protocolType = group->protocolType().value_or(std::string{});
    // Outside of Stable the choice of protocol is of the past or not made yet.
    const bool stable = group->isIn(GroupState::Stable);
    if (stable)
        described.protocolData = group->protocolName().value_or(std::string{});
    for (const auto &[id, member] : group->members()) {
        auto &into = described.members.emplace_back();
        into.memberId = id;
        into.groupInstanceId = member.groupInstanceId;
        into.clientId = member.clientId;
        into.clientHost = member.clientHost;
        into.memberAssignment = member.assignment;
        if (stable)
            into.memberMetadata = member.metadataOf(described.protocolData);
    }
    return described;
}

wire::ConsumerGroupDescribeResponse::DescribedGroup GroupCoordinator::describeConsumerGroup(const std::string &groupId) const
{
    wire::ConsumerGroupDescribeResponse::DescribedGroup described;
    described.groupId = groupId;
    if (m_offsetsPartitions > 0 && groupId.empty()) {
        described.errorCode = code(KafkaError::InvalidGroupId);
        return described;
    }
    const auto place = placeOf(groupId);
    if (!place.partition) {
        described.errorCode = code(place.error);
        return described;
    }
    const auto consumers = findConsumers(*place.partition, groupId);
    if (!consumers || !consumers->committed) {
        described.errorCode = code(KafkaError::GroupIdNotFound);
        const auto classic = findGroup(*place.partition, groupId);
        const bool other = (classic && classic->committed) || m_shares->find(*place.partition, groupId);
        described.errorMessage = "Group " + groupId + (other ? " is not a consumer group." : " not found.");
        return described;
    }
    const auto named = [&](const PartitionSet &partitions) {
        wire::ConsumerGroupDescribeResponse::Assignment assignment;
        for (const auto &[topic, indexes] : partitions) {
            if (const auto name = m_topics.nameOf(topic))
                assignment.topicPartitions.push_back({topic, *name, {indexes.begin(), indexes.end()}, {}});
        }
        return assignment;
    };
    described.groupState = wordOf(consumers->state());
    described.groupEpoch = consumers->epoch();
    described.assignmentEpoch = consumers->assignmentEpoch();
    described.assignorName = consumers->preferredAssignor().value_or(termsOf(*consumers).defaultAssignor);
    for (const auto &[memberId, member] : consumers->members()) {
        auto &into = described.members.emplace_back();
        into.memberId = memberId;
        into.instanceId = member.instanceId;
        into.rackId = member.rackId;
        into.memberEpoch = member.epoch;
        into.clientId = member.clientId;
        into.clientHost = member.clientHost;
        into.subscribedTopicNames.assign(member.topicNames.begin(), member.topicNames.end());
        if (member.hasRegex())
            into.subscribedTopicRegex = member.topicRegex;
        into.assignment = named(withoutEpochs(member.assigned));
        into.targetAssignment = named(consumers->targetOf(memberId));
        into.memberType = member.classic ? 0 : 1;
    }
    return described;
}

void GroupCoordinator::deleteGroup(const std::string &groupId, Reply<wire::DeleteGroupsResponse::DeletableGroupResult> reply)
{
    const auto answer = [groupId, reply = std::move(reply)](std::int16_t error) {
        wire::DeleteGroupsResponse::DeletableGroupResult result;
        result.groupId = groupId;
        result.errorCode = error;
        reply(std::move(result));
    };
    const auto place = placeOf(groupId);
    if (!place.partition)
        return answer(code(place.error));
    if (const auto share = m_shares->find(*place.partition, groupId))
        return m_shares->remove(share, answer);
    const auto group = findGroup(*place.partition, groupId);
    const auto consumers = findConsumers(*place.partition, groupId);
    if (!group && !consumers)
        return answer(code(KafkaError::GroupIdNotFound));
    if (const auto error = consumers ? (consumers->isEmpty() ? KafkaError::None : KafkaError::NonEmptyGroup) : group->validateDelete();
        error != KafkaError::None)
        return answer(code(error));
    std::vector<StagedOffset> offsets;
    place.partition->offsets.forEachLatest(groupId, [&](const std::string &topic, std::int32_t index, const CommittedOffset &) {
        offsets.push_back({groupId, topic, index, std::nullopt});
    });
    place.partition->pending.forEach(groupId, [&](const std::string &topic, std::int32_t index) {
        if (!place.partition->offsets.latest(groupId, topic, index))
            offsets.push_back({groupId, topic, index, std::nullopt});
    });
    m_counters.offsetDeletions += offsets.size();
    removeGroups(*place.partition, {groupId}, std::move(offsets), answer);
}

void GroupCoordinator::removeGroups(Partition &partition, const std::vector<std::string> &groupIds, std::vector<StagedOffset> offsets, Committed answered)
{
    if (groupIds.empty() && offsets.empty())
        return answered(0);
    std::vector<GroupRecord> tombstones;
    std::vector<GroupPtr> removed;
    std::vector<ConsumerGroupPtr> ended;
    for (const auto &id : groupIds) {
        if (const auto consumers = findConsumers(partition, id)) {
            ended.push_back(consumers);
            discardConsumers(partition, consumers, tombstones);
            continue;
        }
        tombstones.push_back(groupTombstone(id));
        removed.push_back(partition.groups.at(id));
        partition.groups.erase(id);
        endGroup(*removed.back(), code(KafkaError::CoordinatorNotAvailable));
    }
    const auto index = partition.index;
    appendOffsets(partition, std::move(offsets), std::move(tombstones),
                  [this, index, removed = std::move(removed), ended = std::move(ended), answered = std::move(answered)](std::int16_t error) {
                      const auto found = m_partitions.find(index);
                      // COORDINATOR_NOT_AVAILABLE may mean late rather than refused: the tombstones may yet be committed.
                      const bool refused = error != 0 && error != code(KafkaError::CoordinatorNotAvailable);
                      if (refused && found != m_partitions.end() && !found->second->loading) {
                          for (const auto &group : removed) {
                              auto back = std::make_shared<Group>(group->groupId(), index, nowMs());
                              back->restore(group->generation(), group->protocolType(), {}, {}, group->stateSinceMs(), {});
                              back->committed = group->committed;
                              found->second->groups.try_emplace(group->groupId(), std::move(back));
                          }
                          // Nobody was in it, so its epochs are all that it had.
                          for (const auto &group : ended) {
                              if (!found->second->groups.contains(group->groupId()))
                                  found->second->consumers.try_emplace(group->groupId(), group);
                          }
                      }
                      answered(error);
                  });
}

void GroupCoordinator::handle(const wire::DeleteGroupsRequest &request, std::int16_t, const Session &, Reply<wire::DeleteGroupsResponse> reply)
{
    using Result = wire::DeleteGroupsResponse::DeletableGroupResult;
    Gather<Result>::run(
        request.groupsNames.size(), [&](std::size_t i, auto answer) { deleteGroup(request.groupsNames[i], std::move(answer)); },
        [reply = std::move(reply)](std::vector<Result> results) {
            wire::DeleteGroupsResponse response;
            response.results = std::move(results);
            reply(std::move(response));
        });
}

void GroupCoordinator::handle(const wire::DescribeGroupsRequest &request, std::int16_t version, const Session &, Reply<wire::DescribeGroupsResponse> reply)
{
    wire::DescribeGroupsResponse response;
    for (const auto &groupId : request.groups)
        response.groups.push_back(describeGroup(groupId, version));
    reply(std::move(response));
}

void GroupCoordinator::handle(const wire::ConsumerGroupDescribeRequest &request, std::int16_t, const Session &,
                              Reply<wire::ConsumerGroupDescribeResponse> reply)
{
    wire::ConsumerGroupDescribeResponse response;
    for (const auto &groupId : request.groupIds)
        response.groups.push_back(describeConsumerGroup(groupId));
    reply(std::move(response));
}

void GroupCoordinator::handle(const wire::ListGroupsRequest &request, std::int16_t, const Session &, Reply<wire::ListGroupsResponse> reply)
{
    reply(listGroups(request));
}

} // namespace weir::sandbox
