// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/broker/isr_manager.h"

#include "backend/wire/messages/alter_partition.h"

namespace weir::sandbox {

void IsrManager::propose(IsrProposal proposal)
{
    m_pending.push_back(std::move(proposal));
    send();
}

void IsrManager::send()
{
    if (m_inFlight || m_pending.empty() || m_broker.closing())
        return;
    m_inFlight = true;
    wire::AlterPartitionRequest request;
    request.brokerId = m_broker.id();
    request.brokerEpoch = m_broker.controller().brokerEpoch();
    for (const IsrProposal &proposal : m_pending) {
        if (request.topics.empty() || request.topics.back().topicId != proposal.key.topicId) {
            request.topics.emplace_back();
            request.topics.back().topicId = proposal.key.topicId;
        }
        wire::AlterPartitionRequest::PartitionData partition;
        partition.partitionIndex = proposal.key.index;
        partition.leaderEpoch = proposal.leaderEpoch;
        partition.partitionEpoch = proposal.partitionEpoch;
        for (std::size_t i = 0; i < proposal.isr.size(); ++i) {
            wire::AlterPartitionRequest::BrokerState state;
            state.brokerId = proposal.isr[i];
            state.brokerEpoch = proposal.brokerEpochs[i];
            partition.newIsrWithEpochs.push_back(std::move(state));
        }
        request.topics.back().partitions.push_back(std::move(partition));
    }
    m_broker.controller().send<wire::AlterPartitionRequest>(
        std::move(request),
        [this, self = m_broker.shared_from_this(), sent = std::move(m_pending)](const base::Result<wire::AlterPartitionResponse> &response) {
            m_inFlight = false;
            for (const IsrProposal &proposal : sent) {
                std::int16_t error = base::code(base::KafkaError::NetworkException);
                if (response)
                    error = response->errorCode;
                const wire::AlterPartitionResponse::PartitionData *found = nullptr;
                if (response && error == 0) {
                    for (const auto &topic : response->topics) {
                        for (const auto &partition : topic.partitions) {
                            if (topic.topicId == proposal.key.topicId && partition.partitionIndex == proposal.key.index)
                                found = &partition;
                        }
                    }
                }
                if (found != nullptr)
                    answer(proposal, found->errorCode, found->leaderId, found->leaderEpoch, found->partitionEpoch, found->isr);
                else
                    answer(proposal, error == 0 ? base::code(base::KafkaError::UnknownServerError) : error, -1, -1, -1, {});
            }
            send();
        },
        3);
    m_pending.clear();
}

void IsrManager::answer(const IsrProposal &proposal, std::int16_t error, std::int32_t leader, std::int32_t leaderEpoch,
                        std::int32_t partitionEpoch, std::vector<std::int32_t> isr)
{
    const std::size_t owner = m_broker.ownerOf(proposal.topic, proposal.key);
    m_broker.postTo(owner, [self = m_broker.shared_from_this(), owner, proposal, error, leader, leaderEpoch,
                            partitionEpoch, isr = std::move(isr)] {
        if (Partition *partition = self->shard(owner).find(proposal.key))
            partition->onIsrAnswer(proposal, error, leader, leaderEpoch, partitionEpoch, isr);
    });
}

} // namespace weir::sandbox
