// SPDX-License-Identifier: GPL-3.0-or-later
// The part of ClusterCollector that reads groups.
#include "backend/kafka/cluster_collector.h"

#include "backend/base/kafka_error.h"
#include "backend/kafka/call.h"
#include "backend/kafka/consumer_protocol.h"

#include <algorithm>
#include <set>

namespace weir::kafka {

using base::ErrorKind;
using base::KafkaError;
using net::Task;

namespace {

/// Groups in one request, so that an answer about thousands of them comes in pieces.
constexpr std::size_t kGroupsChunk = 500;
/// From this version on OffsetFetch takes many groups (KIP-709); from 10 on it names topics by id only.
constexpr std::int16_t kOffsetFetchBatched = 8;
constexpr std::int16_t kOffsetFetchByName = 9;

base::Error groupError(std::int16_t code, const std::string &id, std::string words = {})
{
    base::Error error{ErrorKind::Peer, "group.describe", id, {}, std::move(words), code};
    if (code == base::code(KafkaError::GroupAuthorizationFailed))
        error.kind = ErrorKind::Refused;
    if (code == base::code(KafkaError::GroupIdNotFound))
        error.kind = ErrorKind::NotFound;
    return error;
}

std::vector<std::vector<std::string>> chunked(const std::vector<std::string> &ids)
{
    std::vector<std::vector<std::string>> chunks;
    for (std::size_t i = 0; i < ids.size(); i += kGroupsChunk)
        chunks.emplace_back(ids.begin() + static_cast<std::ptrdiff_t>(i), ids.begin() + static_cast<std::ptrdiff_t>(std::min(ids.size(), i + kGroupsChunk)));
    return chunks;
}

} // namespace

model::GroupState groupState(const std::string &name)
{
    using State = model::GroupState;
    static const std::map<std::string, State> kStates{
        {"PreparingRebalance", State::PreparingRebalance}, {"CompletingRebalance", State::CompletingRebalance},
        {"Stable", State::Stable},       {"Empty", State::Empty},       {"Dead", State::Dead},
        {"Assigning", State::Assigning}, {"Reconciling", State::Reconciling}, {"NotReady", State::NotReady}};
    const auto found = kStates.find(name);
    return found == kStates.end() ? State::Unknown : found->second;
}

ClusterCollector::GroupParts &ClusterCollector::partsOf(const std::string &id, std::int32_t broker)
{
    GroupParts &parts = m_groups[id];
    if (parts.group.id.isEmpty())
        parts.group.id = text(id);
    parts.group.coordinator = broker;
    return parts;
}

std::vector<std::string> ClusterCollector::topicsOfGroups() const
{
    std::set<QString> names;
    for (const auto &[id, parts] : m_groups) {
        for (const model::PartitionLag &partition : parts.group.partitions)
            names.insert(partition.topic);
    }
    std::vector<std::string> topics;
    for (const QString &name : names)
        topics.push_back(utf8(name));
    return topics;
}

Task<bool> ClusterCollector::readGroups()
{
    std::vector<Task<bool>> tasks;
    for (const model::Broker &broker : m_snapshot.brokers)
        tasks.push_back(groupsAt(broker.id));
    co_await net::whenAll(std::move(tasks));
    co_return true;
}

Task<bool> ClusterCollector::readGroups(std::vector<std::string> ids)
{
    auto coordinators = co_await m_client->coordinators(std::move(ids), m_deadline);
    std::map<std::int32_t, std::vector<std::string>> byBroker;
    for (const auto &[id, broker] : coordinators) {
        if (broker)
            byBroker[*broker].push_back(id);
        else
            partsOf(id, -1).group.missing.push_back({QStringLiteral("groups"), -1, broker.error()});
    }
    std::vector<Task<bool>> tasks;
    for (auto &[broker, group] : byBroker) {
        // Of which type a group is, only its coordinator knows: it is asked for both, and one of them is right.
        tasks.push_back(groupParts(broker, group, group));
    }
    co_await net::whenAll(std::move(tasks));
    co_return true;
}

Task<bool> ClusterCollector::groupsAt(std::int32_t broker)
{
    wire::ListGroupsRequest request;
    auto response = co_await m_client->toBroker(broker, std::move(request), m_deadline);
    if (!response || response->errorCode != 0) {
        note("groups", broker, response ? groupError(response->errorCode, {}) : std::move(response.error()));
        if (!response)
            co_return false;
    }
    std::vector<std::string> classic;
    std::vector<std::string> consumer;
    for (const auto &listed : response->groups) {
        GroupParts &parts = partsOf(listed.groupId, broker);
        std::string type = listed.groupType;
        std::transform(type.begin(), type.end(), type.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        parts.group.type = type.empty() ? QStringLiteral("classic") : text(type);
        parts.group.protocolType = text(listed.protocolType);
        parts.group.state = groupState(listed.groupState);
        if (type.empty() || type == "classic")
            classic.push_back(listed.groupId);
        else if (type == "consumer")
            consumer.push_back(listed.groupId);
        else
            parts.offsetsRead = true; // share and streams groups keep no such commits
    }
    co_return co_await groupParts(broker, std::move(classic), std::move(consumer));
}

Task<bool> ClusterCollector::groupParts(std::int32_t broker, std::vector<std::string> classic, std::vector<std::string> consumer)
{
    std::vector<Task<bool>> tasks;
    for (auto &chunk : chunked(classic))
        tasks.push_back(describeClassic(broker, std::move(chunk)));
    const auto peer = co_await m_client->peer(broker, m_deadline);
    const bool knowsConsumer = peer && peer->common(wire::ConsumerGroupDescribeRequest::apiKey, wire::ConsumerGroupDescribeRequest::kVersions);
    if (knowsConsumer) {
        for (auto &chunk : chunked(consumer))
            tasks.push_back(describeConsumer(broker, std::move(chunk)));
    }
    std::vector<std::string> all = classic;
    for (const std::string &id : consumer) {
        if (std::find(classic.begin(), classic.end(), id) == classic.end())
            all.push_back(id);
    }
    const bool batched = peer && peer->common(wire::OffsetFetchRequest::apiKey, wire::OffsetFetchRequest::kVersions).value_or(std::int16_t{0}) >= kOffsetFetchBatched;
    if (batched) {
        for (auto &chunk : chunked(all))
            tasks.push_back(offsetsOfGroups(broker, std::move(chunk)));
    } else {
        for (std::string &id : all)
            tasks.push_back(offsetsOfGroup(broker, std::move(id)));
    }
    co_await net::whenAll(std::move(tasks));
    co_return true;
}

model::PartitionLag &ClusterCollector::lineOf(GroupParts &parts, const QString &topic, qint32 partition)
{
    auto &lines = parts.group.partitions;
    const auto place = parts.places.constFind({topic, partition});
    if (place != parts.places.constEnd())
        return lines[*place];
    parts.places.insert({topic, partition}, lines.size());
    model::PartitionLag &line = lines.emplace_back();
    line.topic = topic;
    line.partition = partition;
    return line;
}

void ClusterCollector::addMember(GroupParts &parts, model::GroupMember member)
{
    for (const model::TopicPartition &assigned : member.assignment) {
        model::PartitionLag &line = lineOf(parts, assigned.topic, assigned.partition);
        line.memberId = member.memberId;
        line.clientId = member.clientId;
    }
    parts.group.members.push_back(std::move(member));
}

Task<bool> ClusterCollector::describeClassic(std::int32_t broker, std::vector<std::string> ids)
{
    wire::DescribeGroupsRequest request;
    request.groups = ids;
    auto response = co_await m_client->toBroker(broker, std::move(request), m_deadline);
    if (!response) {
        note("groups", broker, std::move(response.error()));
        co_return false;
    }
    for (const auto &source : response->groups) {
        GroupParts &parts = partsOf(source.groupId, broker);
        // A group of the newer protocol, found by its coordinator: the other description tells.
        if (source.errorCode == base::code(KafkaError::GroupIdNotFound) || parts.group.type == QLatin1String("consumer"))
            continue;
        if (source.errorCode != 0) {
            parts.group.missing.push_back({QStringLiteral("groups"), broker, groupError(source.errorCode, source.groupId, source.errorMessage.value_or(std::string()))});
            continue;
        }
        parts.group.type = QStringLiteral("classic");
        parts.group.state = groupState(source.groupState);
        parts.group.protocolType = text(source.protocolType);
        parts.group.protocol = text(source.protocolData);
        for (const auto &entry : source.members) {
            model::GroupMember member;
            member.memberId = text(entry.memberId);
            member.instanceId = text(entry.groupInstanceId.value_or(std::string()));
            member.clientId = text(entry.clientId);
            member.host = text(entry.clientHost);
            if (source.protocolType == "consumer") {
                auto assignment = parseAssignment(entry.memberAssignment);
                if (assignment)
                    member.assignment = std::move(*assignment);
                else
                    parts.group.missing.push_back({QStringLiteral("groups"), broker, std::move(assignment.error())});
            }
            addMember(parts, std::move(member));
        }
    }
    co_return true;
}

Task<bool> ClusterCollector::describeConsumer(std::int32_t broker, std::vector<std::string> ids)
{
    wire::ConsumerGroupDescribeRequest request;
    request.groupIds = ids;
    auto response = co_await m_client->toBroker(broker, std::move(request), m_deadline);
    if (!response) {
        note("groups", broker, std::move(response.error()));
        co_return false;
    }
    for (const auto &source : response->groups) {
        // Asked about a group of the classic protocol: the other description tells.
        if (source.errorCode == base::code(KafkaError::GroupIdNotFound))
            continue;
        GroupParts &parts = partsOf(source.groupId, broker);
        if (source.errorCode != 0) {
            parts.group.missing.push_back({QStringLiteral("groups"), broker, groupError(source.errorCode, source.groupId, source.errorMessage.value_or(std::string()))});
            continue;
        }
        parts.group.type = QStringLiteral("consumer");
        parts.group.protocolType = QStringLiteral("consumer");
        parts.group.state = groupState(source.groupState);
        parts.group.protocol = text(source.assignorName);
        for (const auto &entry : source.members) {
            model::GroupMember member;
            member.memberId = text(entry.memberId);
            member.instanceId = text(entry.instanceId.value_or(std::string()));
            member.clientId = text(entry.clientId);
            member.host = text(entry.clientHost);
            for (const auto &topic : entry.assignment.topicPartitions) {
                for (const std::int32_t partition : topic.partitions)
                    member.assignment.append({topicName(topic.topicName), partition});
            }
            addMember(parts, std::move(member));
        }
    }
    co_return true;
}

template <class Partition>
void ClusterCollector::addCommit(GroupParts &parts, const std::string &topic, const Partition &partition)
{
    if (partition.committedOffset < 0 && partition.errorCode == 0)
        return;
    model::PartitionLag &line = lineOf(parts, topicName(topic), partition.partitionIndex);
    line.metadata = text(partition.metadata.value_or(std::string()));
    if (partition.errorCode != 0)
        parts.unreadable.push_back(static_cast<std::size_t>(&line - parts.group.partitions.data()));
    else
        line.committed = partition.committedOffset;
}

Task<bool> ClusterCollector::offsetsOfGroups(std::int32_t broker, std::vector<std::string> ids)
{
    wire::OffsetFetchRequest request;
    for (const std::string &id : ids) {
        auto &group = request.groups.emplace_back();
        group.groupId = id;
        group.topics.reset();
    }
    auto response = co_await m_client->toBroker(broker, std::move(request), m_deadline, kOffsetFetchByName);
    if (!response) {
        note("commits", broker, std::move(response.error()));
        co_return false;
    }
    for (const auto &source : response->groups) {
        GroupParts &parts = partsOf(source.groupId, broker);
        if (source.errorCode != 0) {
            parts.group.missing.push_back({QStringLiteral("commits"), broker, groupError(source.errorCode, source.groupId)});
            continue;
        }
        parts.offsetsRead = true;
        for (const auto &topic : source.topics) {
            for (const auto &partition : topic.partitions)
                addCommit(parts, topic.name, partition);
        }
    }
    co_return true;
}

Task<bool> ClusterCollector::offsetsOfGroup(std::int32_t broker, std::string id)
{
    wire::OffsetFetchRequest request;
    request.groupId = id;
    request.topics.reset();
    auto response = co_await m_client->toBroker(broker, std::move(request), m_deadline);
    GroupParts &parts = partsOf(id, broker);
    if (!response || response->errorCode != 0) {
        parts.group.missing.push_back({QStringLiteral("commits"), broker, response ? groupError(response->errorCode, id) : std::move(response.error())});
        co_return false;
    }
    parts.offsetsRead = true;
    for (const auto &topic : response->topics) {
        for (const auto &partition : topic.partitions)
            addCommit(parts, topic.name, partition);
    }
    co_return true;
}

} // namespace weir::kafka
