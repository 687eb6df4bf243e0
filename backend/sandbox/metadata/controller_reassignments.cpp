// SPDX-License-Identifier: GPL-3.0-or-later
// Partitions move to other brokers (KIP-455): the record lists old and new replicas together, with those that come and
// those that go; once all that stay are in sync the move ends by itself (decidePartition). Versions:
// AlterPartitionReassignments 0-1 (v1 may forbid another replication factor, KIP-860), ListPartitionReassignments 0.
#include "backend/sandbox/metadata/controller_impl.h"
#include "backend/wire/messages/alter_partition_reassignments.h"
#include "backend/wire/messages/list_partition_reassignments.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace weir::sandbox {

using base::KafkaError;

namespace {

using Ids = std::vector<std::int32_t>;

bool contains(const Ids &ids, std::int32_t id)
{
    return std::find(ids.begin(), ids.end(), id) != ids.end();
}

/// Those of `ids` that are not in `others`, ascending.
Ids without(const Ids &ids, const Ids &others)
{
    std::set<std::int32_t> left(ids.begin(), ids.end());
    for (const std::int32_t id : others)
        left.erase(id);
    return {left.begin(), left.end()};
}

/// So many replicas the partition has, or is on its way to.
std::size_t headingFor(const PartitionImage &partition)
{
    std::set<std::int32_t> ids(partition.replicas.begin(), partition.replicas.end());
    ids.insert(partition.addingReplicas.begin(), partition.addingReplicas.end());
    for (const std::int32_t id : partition.removingReplicas)
        ids.erase(id);
    return ids.size();
}

} // namespace

Refusal Controller::Impl::planReassignment(const TopicImage &topic, std::int32_t index, const PartitionImage &partition,
                                           const std::optional<Ids> &wanted, bool anyFactor, Records &records) const
{
    PartitionDecision decision;
    decision.mayLead = active();
    decision.directoryOnline = directoryOnline();
    decision.directoryOf = [this](std::int32_t id) { return directoryForNew(now(), id); };
    if (wanted) {
        if (Refusal refusal = checkReplicas(now(), *wanted, 0))
            return refusal;
        if (const std::size_t heading = headingFor(partition); !anyFactor && heading != wanted->size())
            return {KafkaError::InvalidReplicationFactor,
                    fmt::format("The replication factor is changed from {} to {}", heading, wanted->size())};
        // Where another move is under way, what it brings and this one wants too is still on its way.
        Ids there = partition.replicas;
        std::erase_if(there, [&](std::int32_t id) { return contains(partition.addingReplicas, id); });
        decision.addingReplicas = without(*wanted, there);
        decision.removingReplicas = without(partition.replicas, *wanted);
        decision.replicas = *wanted;
        decision.replicas->insert(decision.replicas->end(), decision.removingReplicas->begin(),
                                  decision.removingReplicas->end());
    } else {
        if (!partition.reassigning())
            return {KafkaError::NoReassignmentInProgress, "No partition reassignment is in progress."};
        const auto coming = [&](std::int32_t id) { return contains(partition.addingReplicas, id); };
        decision.replicas = partition.replicas;
        decision.isr = partition.isr;
        std::erase_if(*decision.replicas, coming);
        std::erase_if(*decision.isr, coming);
        decision.addingReplicas.emplace();
        decision.removingReplicas.emplace();
        const bool unclean = uncleanAllowed(topic.name);
        if (unclean)
            decision.election = Election::Unclean;
        if (decision.replicas->empty())
            return {KafkaError::InvalidReplicaAssignment,
                    "Invalid replica assignment: addingReplicas contains all replicas."};
        if (decision.isr->empty()) {
            // None of those that would stay is in sync: whoever is taken may lack records.
            if (!unclean)
                return {KafkaError::InvalidReplicaAssignment,
                        fmt::format("Unable to revert partition assignment for {}:{} because it would require an "
                                    "unclean leader election.",
                                    topic.name, index)};
            decision.isr = Ids{decision.replicas->front()};
        }
    }
    if (auto change = decidePartition(topic.id, index, partition, decision))
        records.emplace_back(std::move(*change));
    return {};
}

void Controller::Impl::handle(const wire::AlterPartitionReassignmentsRequest &request, std::int16_t version,
                              Reply<wire::AlterPartitionReassignmentsResponse> reply)
{
    wire::AlterPartitionReassignmentsResponse response;
    response.errorMessage.reset();
    const bool anyFactor = version < 1 || request.allowReplicationFactorChange;
    response.allowReplicationFactorChange = anyFactor;
    Records records;
    std::set<std::pair<std::string, std::int32_t>> planned;
    const auto plan = [&](const std::string &name, const TopicImage *topic, const auto &wanted) -> Refusal {
        if (topic == nullptr)
            return {KafkaError::UnknownTopicOrPartition, fmt::format("Unable to find a topic named {}.", name)};
        const PartitionImage *partition = topic->partition(wanted.partitionIndex);
        if (partition == nullptr)
            return {KafkaError::UnknownTopicOrPartition,
                    fmt::format("Unable to find partition {}:{}.", name, wanted.partitionIndex)};
        // Both would be planned on the same state, and the second undo the first.
        if (!planned.emplace(name, wanted.partitionIndex).second)
            return {KafkaError::InvalidRequest, "Each partition must appear at most once."};
        return planReassignment(*topic, wanted.partitionIndex, *partition, wanted.replicas, anyFactor, records);
    };
    for (const auto &topic : request.topics) {
        const TopicPtr known = now().topic(topic.name);
        auto &topicAnswer = response.responses.emplace_back();
        topicAnswer.name = topic.name;
        for (const auto &wanted : topic.partitions) {
            const Refusal refusal = plan(topic.name, known.get(), wanted);
            auto &answer = topicAnswer.partitions.emplace_back();
            answer.partitionIndex = wanted.partitionIndex;
            answer.errorCode = refusal.code;
            answer.errorMessage = refusal ? std::optional(refusal.words) : std::nullopt;
        }
    }
    commit(std::move(records), [response = std::move(response), reply](const base::Status &status) mutable {
        if (!status)
            response.errorCode = codeOf(status);
        reply(std::move(response));
    });
}

void Controller::Impl::handle(const wire::ListPartitionReassignmentsRequest &request,
                              Reply<wire::ListPartitionReassignmentsResponse> reply)
{
    wire::ListPartitionReassignmentsResponse response;
    response.errorMessage.reset();
    const auto add = [&](const TopicImage &topic, const Ids &indexes) {
        wire::ListPartitionReassignmentsResponse::OngoingTopicReassignment entry;
        entry.name = topic.name;
        for (const std::int32_t index : indexes) {
            const PartitionImage *partition = topic.partition(index);
            if (partition == nullptr || !partition->reassigning())
                continue;
            auto &one = entry.partitions.emplace_back();
            one.partitionIndex = index;
            one.replicas = partition->replicas;
            one.addingReplicas = partition->addingReplicas;
            one.removingReplicas = partition->removingReplicas;
        }
        if (!entry.partitions.empty())
            response.topics.push_back(std::move(entry));
    };
    if (request.topics) {
        for (const auto &wanted : *request.topics) {
            if (const TopicPtr topic = now().topic(wanted.name))
                add(*topic, wanted.partitionIndexes);
        }
    } else {
        for (const TopicPtr &topic : now().topicsByName()) {
            Ids indexes(topic->partitions.size());
            for (std::size_t i = 0; i < indexes.size(); ++i)
                indexes[i] = static_cast<std::int32_t>(i);
            add(*topic, indexes);
        }
    }
    // What is told was decided; what is decided is told once it is on the disk.
    commit({}, [response = std::move(response), reply](const base::Status &) { reply(response); });
}

} // namespace weir::sandbox
