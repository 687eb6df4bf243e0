// SPDX-License-Identifier: GPL-3.0-or-later
// Log directories of brokers (KIP-858). AssignReplicasToDirs 0: brokers say in which directory each replica is; and those that fail,
// told by BrokerHeartbeat.
#include "backend/sandbox/metadata/controller_impl.h"
#include "backend/wire/messages/assign_replicas_to_dirs.h"

#include <algorithm>

namespace weir::sandbox {

using base::KafkaError;

std::function<bool(std::int32_t, const base::Uuid &)> Controller::Impl::directoryOnline() const
{
    return [this](std::int32_t id, const base::Uuid &directory) {
        const BrokerImage *broker = now().broker(id);
        return broker == nullptr || isDirectoryOnline(*broker, directory);
    };
}

Controller::Impl::Records Controller::Impl::directoriesFailed(const BrokerImage &broker, const std::vector<base::Uuid> &failed) const
{
    const auto isFailed = [&](const base::Uuid &id) { return std::find(failed.begin(), failed.end(), id) != failed.end(); };
    Records records;
    if (std::none_of(broker.logDirs.begin(), broker.logDirs.end(), isFailed))
        return records;
    PartitionDecision decision;
    decision.mayLead = [this, leaving = broker.id](std::int32_t id) { return id != leaving && active()(id); };
    decision.directoryOnline = directoryOnline();
    now().forEachTopic([&](const TopicImage &topic) {
        for (std::size_t i = 0; i < topic.partitions.size(); ++i) {
            const PartitionImage &partition = *topic.partitions[i];
            const auto replica = std::find(partition.replicas.begin(), partition.replicas.end(), broker.id);
            const auto at = static_cast<std::size_t>(replica - partition.replicas.begin());
            if (at >= partition.directories.size() || !isFailed(partition.directories[at]))
                continue;
            decision.election = uncleanAllowed(topic.name) ? Election::Unclean : Election::Online;
            decision.isr = partition.isr;
            std::erase(*decision.isr, broker.id);
            if (auto change = decidePartition(topic.id, static_cast<std::int32_t>(i), partition, decision))
                records.emplace_back(std::move(*change));
        }
    });
    wire::BrokerRegistrationChangeRecord left;
    left.brokerId = broker.id;
    left.brokerEpoch = broker.epoch;
    std::copy_if(broker.logDirs.begin(), broker.logDirs.end(), std::back_inserter(left.logDirs), [&](const base::Uuid &id) { return !isFailed(id); });
    records.emplace_back(std::move(left));
    return records;
}

void Controller::Impl::handle(const wire::AssignReplicasToDirsRequest &request, Reply<wire::AssignReplicasToDirsResponse> reply)
{
    wire::AssignReplicasToDirsResponse response;
    response.errorCode = checkBrokerEpoch(request.brokerId, request.brokerEpoch);
    if (response.errorCode != 0) {
        reply(response);
        return;
    }
    const BrokerImage &broker = *now().broker(request.brokerId);
    Records records;
    for (const auto &directory : request.directories) {
        auto &directoryAnswer = response.directories.emplace_back();
        directoryAnswer.id = directory.id;
        const bool online = isDirectoryOnline(broker, directory.id);
        for (const auto &topic : directory.topics) {
            auto &topicAnswer = directoryAnswer.topics.emplace_back();
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
                if (!partition->hasReplica(request.brokerId)) {
                    answer.errorCode = code(KafkaError::NotLeaderOrFollower);
                    continue;
                }
                PartitionDecision decision;
                decision.mayLead = active();
                decision.directoryOnline = directoryOnline();
                decision.placed = std::pair(request.brokerId, directory.id);
                if (!online) {
                    // It failed before the controller knew what is in it.
                    decision.election = uncleanAllowed(known->name) ? Election::Unclean : Election::Online;
                    decision.isr = partition->isr;
                    std::erase(*decision.isr, request.brokerId);
                }
                if (auto change = decidePartition(known->id, wanted.partitionIndex, *partition, decision))
                    records.emplace_back(std::move(*change));
            }
        }
    }
    commit(std::move(records), [response = std::move(response), reply](const base::Status &status) mutable {
        if (!status) {
            response.directories.clear();
            response.errorCode = codeOf(status);
        }
        reply(std::move(response));
    });
}

} // namespace weir::sandbox
