// SPDX-License-Identifier: GPL-3.0-or-later
// In-sync replicas and leaders. Versions: AlterPartition 2-3 (v3 tells the epoch of each broker in the new set, so that
// one that restarted unnoticed is not taken for in sync, KIP-903), ElectLeaders 0-2 (v1 unclean elections).
#include "backend/sandbox/metadata/controller_impl.h"
#include "backend/wire/messages/alter_partition.h"
#include "backend/wire/messages/elect_leaders.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace weir::sandbox {

using base::KafkaError;

namespace {

using AlterRequest = wire::AlterPartitionRequest;
using AlterResponse = wire::AlterPartitionResponse;

// As many elections in one batch as Kafka's controller has in one of its own.
constexpr std::size_t kElectionsAtOnce = 1000;

std::vector<AlterRequest::BrokerState> newIsrOf(const AlterRequest::PartitionData &wanted, std::int16_t version)
{
    if (version >= 3)
        return wanted.newIsrWithEpochs;
    std::vector<AlterRequest::BrokerState> isr;
    for (const std::int32_t id : wanted.newIsr)
        isr.push_back({.brokerId = id, .brokerEpoch = -1, .unknownTags = {}});
    return isr;
}

KafkaError checkAlteration(const MetadataImage &image, std::int32_t leader, const PartitionImage &partition,
                           const AlterRequest::PartitionData &wanted, const std::vector<AlterRequest::BrokerState> &isr)
{
    // A leader that knows more than this controller learned it from a newer one.
    if (wanted.leaderEpoch > partition.leaderEpoch || wanted.partitionEpoch > partition.partitionEpoch)
        return KafkaError::NotController;
    if (wanted.leaderEpoch < partition.leaderEpoch)
        return KafkaError::FencedLeaderEpoch;
    if (leader != partition.leader)
        return KafkaError::InvalidRequest;
    if (wanted.partitionEpoch < partition.partitionEpoch)
        return KafkaError::InvalidUpdateVersion;
    std::set<std::int32_t> ids;
    for (const auto &replica : isr) {
        if (!ids.insert(replica.brokerId).second || !partition.hasReplica(replica.brokerId))
            return KafkaError::InvalidRequest;
    }
    if (!ids.contains(leader))
        return KafkaError::InvalidRequest;
    const bool recovering = wanted.leaderRecoveryState != 0;
    if (recovering && (ids.size() > 1 || partition.leaderRecoveryState == 0))
        return KafkaError::InvalidRequest;
    for (const auto &replica : isr) {
        const BrokerImage *broker = image.broker(replica.brokerId);
        if (broker == nullptr || !broker->active() ||
            (replica.brokerEpoch != -1 && replica.brokerEpoch != broker->epoch))
            return KafkaError::IneligibleReplica;
    }
    return KafkaError::None;
}

void fill(AlterResponse::PartitionData &answer, const PartitionImage &partition,
          const std::optional<wire::PartitionChangeRecord> &change)
{
    answer.leaderId = partition.leader;
    answer.leaderEpoch = partition.leaderEpoch;
    answer.isr = partition.isr;
    answer.leaderRecoveryState = partition.leaderRecoveryState;
    answer.partitionEpoch = partition.partitionEpoch;
    if (!change)
        return;
    if (change->isr)
        answer.isr = *change->isr;
    if (change->leaderRecoveryState >= 0)
        answer.leaderRecoveryState = change->leaderRecoveryState;
    if (change->leader != wire::PartitionChangeRecord::kLeaderUnchanged) {
        answer.leaderId = change->leader;
        ++answer.leaderEpoch;
    }
    ++answer.partitionEpoch;
}

} // namespace

bool Controller::Impl::uncleanAllowed(const std::string &topic) const
{
    return effectiveTopicConfig(settings(), now().topicConfigs(topic), "unclean.leader.election.enable") == "true";
}

std::function<bool(std::int32_t)> Controller::Impl::active() const
{
    return [this](std::int32_t id) {
        const BrokerImage *broker = now().broker(id);
        return broker != nullptr && broker->active();
    };
}

void Controller::Impl::handle(const AlterRequest &request, std::int16_t version, Reply<AlterResponse> reply)
{
    AlterResponse response;
    response.errorCode = checkBrokerEpoch(request.brokerId, request.brokerEpoch);
    if (response.errorCode != 0) {
        reply(response);
        return;
    }
    Records records;
    for (const auto &topic : request.topics) {
        auto &topicAnswer = response.topics.emplace_back();
        topicAnswer.topicId = topic.topicId;
        const TopicPtr known = now().topic(topic.topicId);
        for (const auto &wanted : topic.partitions) {
            auto &answer = topicAnswer.partitions.emplace_back();
            answer.partitionIndex = wanted.partitionIndex;
            const PartitionImage *partition = known ? known->partition(wanted.partitionIndex) : nullptr;
            if (partition == nullptr) {
                answer.errorCode = code(known ? KafkaError::UnknownTopicOrPartition : KafkaError::UnknownTopicId);
                continue;
            }
            const auto isr = newIsrOf(wanted, version);
            answer.errorCode = code(checkAlteration(now(), request.brokerId, *partition, wanted, isr));
            if (answer.errorCode != 0)
                continue;
            PartitionDecision decision;
            decision.election = uncleanAllowed(known->name) ? Election::Unclean : Election::Online;
            decision.isr.emplace();
            for (const auto &replica : isr)
                decision.isr->push_back(replica.brokerId);
            decision.leaderRecoveryState = wanted.leaderRecoveryState;
            decision.mayLead = active();
            decision.directoryOnline = directoryOnline();
            auto change = decidePartition(known->id, wanted.partitionIndex, *partition, decision);
            const bool moved = change && change->leader != wire::PartitionChangeRecord::kLeaderUnchanged &&
                               change->leader != request.brokerId;
            if (moved) {
                // The reassignment that this change ends takes the leader away from who asked for it: it is done, and
                // yet the answer is an error, for that broker must wait for the metadata.
                answer.errorCode = code(KafkaError::NewLeaderElected);
            } else {
                fill(answer, *partition, change);
            }
            if (change)
                records.emplace_back(std::move(*change));
        }
    }
    commit(std::move(records), [response = std::move(response), reply](const base::Status &status) mutable {
        if (!status) {
            response.topics.clear();
            response.errorCode = codeOf(status);
        }
        reply(std::move(response));
    });
}

void Controller::Impl::electFor(std::int32_t leaving, std::int32_t coming, Records &records) const
{
    PartitionDecision decision;
    decision.mayLead = [&](std::int32_t id) {
        if (id == leaving)
            return false;
        const BrokerImage *broker = now().broker(id);
        return id == coming || (broker != nullptr && broker->active());
    };
    decision.directoryOnline = directoryOnline();
    now().forEachTopic([&](const TopicImage &topic) {
        std::optional<Election> election; // asked for only where it matters
        for (std::size_t i = 0; i < topic.partitions.size(); ++i) {
            const PartitionImage &partition = *topic.partitions[i];
            const bool concerned =
                leaving >= 0 ? partition.inSync(leaving) || partition.leader == leaving : partition.leader < 0;
            if (!concerned)
                continue;
            if (!election)
                election = uncleanAllowed(topic.name) ? Election::Unclean : Election::Online;
            decision.election = *election;
            decision.isr = partition.isr;
            std::erase(*decision.isr, leaving);
            if (auto change = decidePartition(topic.id, static_cast<std::int32_t>(i), partition, decision))
                records.emplace_back(std::move(*change));
        }
    });
}

bool Controller::Impl::leadsAnything(std::int32_t brokerId) const
{
    bool leads = false;
    now().forEachTopic([&](const TopicImage &topic) {
        leads = leads || std::any_of(topic.partitions.begin(), topic.partitions.end(),
                                     [&](const PartitionPtr &partition) { return partition->leader == brokerId; });
    });
    return leads;
}

void Controller::Impl::electPreferred()
{
    Records records;
    PartitionDecision decision;
    decision.election = Election::Preferred;
    decision.mayLead = active();
    decision.directoryOnline = directoryOnline();
    now().forEachTopic([&](const TopicImage &topic) {
        for (std::size_t i = 0; i < topic.partitions.size() && records.size() < kElectionsAtOnce; ++i) {
            const PartitionImage &partition = *topic.partitions[i];
            if (partition.leader == partition.preferredLeader() || !partition.inSync(partition.preferredLeader()))
                continue;
            if (auto change = decidePartition(topic.id, static_cast<std::int32_t>(i), partition, decision))
                records.emplace_back(std::move(*change));
        }
    });
    const bool more = records.size() == kElectionsAtOnce;
    commit(std::move(records), [this, more](const base::Status &status) {
        if (status && more)
            later(base::Milliseconds(0), [this] { electPreferred(); });
    });
}

void Controller::Impl::electLeaderless()
{
    Records records;
    electFor(-1, -1, records);
    commit(std::move(records), [](const base::Status &) {});
}

Refusal Controller::Impl::electLeader(const TopicImage *topic, const std::string &name, std::int32_t index,
                                      Election election, Records &records) const
{
    if (topic == nullptr)
        return {KafkaError::UnknownTopicOrPartition, fmt::format("No such topic as {}", name)};
    const PartitionImage *partition = topic->partition(index);
    if (partition == nullptr)
        return {KafkaError::UnknownTopicOrPartition, fmt::format("No such partition as {}-{}", name, index)};
    const bool preferred = election == Election::Preferred;
    if (preferred ? partition->leader == partition->preferredLeader() : partition->leader >= 0)
        return {KafkaError::ElectionNotNeeded, "Leader election not needed for topic partition."};
    PartitionDecision decision;
    decision.election = election;
    decision.mayLead = active();
    decision.directoryOnline = directoryOnline();
    auto change = decidePartition(topic->id, index, *partition, decision);
    if (!change) {
        if (preferred)
            return {KafkaError::PreferredLeaderNotAvailable, "The preferred leader was not available."};
        return {KafkaError::EligibleLeadersNotAvailable,
                "Eligible topic partition leaders are not available."};
    }
    records.emplace_back(std::move(*change));
    return {};
}

void Controller::Impl::handle(const wire::ElectLeadersRequest &request, Reply<wire::ElectLeadersResponse> reply)
{
    constexpr std::int8_t kPreferred = 0;
    constexpr std::int8_t kUnclean = 1;
    wire::ElectLeadersResponse response;
    if (request.electionType != kPreferred && request.electionType != kUnclean) {
        response.errorCode = code(KafkaError::InvalidRequest);
        reply(std::move(response));
        return;
    }
    const Election election = request.electionType == kUnclean ? Election::Unclean : Election::Preferred;
    Records records;
    const auto add = [](wire::ElectLeadersResponse::ReplicaElectionResult &result, std::int32_t index,
                        const Refusal &refusal) {
        auto &answer = result.partitionResult.emplace_back();
        answer.partitionId = index;
        answer.errorCode = refusal.code;
        answer.errorMessage = refusal ? std::optional(refusal.words) : std::nullopt;
    };
    if (request.topicPartitions) {
        for (const auto &wanted : *request.topicPartitions) {
            const TopicPtr topic = now().topic(wanted.topic);
            auto &result = response.replicaElectionResults.emplace_back();
            result.topic = wanted.topic;
            for (const std::int32_t index : wanted.partitions)
                add(result, index, electLeader(topic.get(), wanted.topic, index, election, records));
        }
    } else {
        for (const TopicPtr &topic : now().topicsByName()) {
            auto &result = response.replicaElectionResults.emplace_back();
            result.topic = topic->name;
            for (std::size_t i = 0; i < topic->partitions.size(); ++i) {
                const auto index = static_cast<std::int32_t>(i);
                // Of all partitions those are not told of that need nothing.
                const Refusal refusal = electLeader(topic.get(), topic->name, index, election, records);
                if (refusal.code != code(KafkaError::ElectionNotNeeded))
                    add(result, index, refusal);
            }
        }
    }
    commit(std::move(records), [response = std::move(response), reply](const base::Status &status) mutable {
        for (auto &topic : response.replicaElectionResults) {
            for (auto &answer : topic.partitionResult) {
                if (!status && answer.errorCode == 0)
                    answer.errorCode = codeOf(status);
            }
        }
        reply(std::move(response));
    });
}

} // namespace weir::sandbox
