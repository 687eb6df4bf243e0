// SPDX-License-Identifier: GPL-3.0-or-later
// ListGroups v0-5 (v4 states filter, v5 types filter), DescribeGroups v0-6 (v6 GROUP_ID_NOT_FOUND for a group that is not
// there, KIP-1043; before that it is Dead), DeleteGroups v0-2, ConsumerGroupDescribe v0-1: all groups here are classic, so
// the last answers GROUP_ID_NOT_FOUND, by which Kafka's tools know to ask DescribeGroups.
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
    if (!passes(request.typesFilter, "classic"))
        return response;
    for (const auto &[index, partition] : m_partitions) {
        for (const auto &[id, group] : partition->groups) {
            if (!group->committed || !passes(request.statesFilter, wordOf(group->state())))
                continue;
            auto &into = response.groups.emplace_back();
            into.groupId = id;
            into.protocolType = group->protocolType().value_or(std::string{});
            into.groupState = wordOf(group->state());
            into.groupType = "classic";
        }
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
            described.errorMessage = "Group " + groupId + " not found.";
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
    described.errorCode = code(KafkaError::GroupIdNotFound);
    const auto group = findGroup(*place.partition, groupId);
    described.errorMessage = group && group->committed ? "Group " + groupId + " is not a consumer group." : "Group " + groupId + " not found.";
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
    const auto group = findGroup(*place.partition, groupId);
    if (!group)
        return answer(code(KafkaError::GroupIdNotFound));
    if (const auto error = group->validateDelete(); error != KafkaError::None)
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
    for (const auto &id : groupIds) {
        tombstones.push_back(groupTombstone(id));
        removed.push_back(partition.groups.at(id));
        partition.groups.erase(id);
        endGroup(*removed.back(), code(KafkaError::CoordinatorNotAvailable));
    }
    const auto index = partition.index;
    appendOffsets(partition, std::move(offsets), std::move(tombstones),
                  [this, index, removed = std::move(removed), answered = std::move(answered)](std::int16_t error) {
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
                      }
                      answered(error);
                  });
}

void GroupCoordinator::handle(const wire::DeleteGroupsRequest &request, std::int16_t, const Session &, Reply<wire::DeleteGroupsResponse> reply)
{
    struct Gathering {
        wire::DeleteGroupsResponse response;
        std::size_t missing = 0;
        Reply<wire::DeleteGroupsResponse> reply;
    };
    auto gathering = std::make_shared<Gathering>();
    gathering->response.results.resize(request.groupsNames.size());
    gathering->missing = request.groupsNames.size();
    gathering->reply = std::move(reply);
    if (gathering->missing == 0)
        return gathering->reply({});
    for (std::size_t i = 0; i < request.groupsNames.size(); ++i) {
        deleteGroup(request.groupsNames[i], [gathering, i](auto result) {
            gathering->response.results[i] = std::move(result);
            if (--gathering->missing == 0)
                gathering->reply(std::move(gathering->response));
        });
    }
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
