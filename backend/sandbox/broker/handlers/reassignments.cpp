// SPDX-License-Identifier: GPL-3.0-or-later
// ElectLeaders 0-2, AlterPartitionReassignments 0-1, ListPartitionReassignments 0: the controller decides and answers; any
// broker carries them there (forwarded.cpp says how). Not done: the request's own timeout, which Kafka's controller does not
// look at either once it works on it.
#include "backend/sandbox/broker/handlers/handlers.h"

#include "backend/sandbox/broker/controller_link.h"
#include "backend/wire/messages/alter_partition_reassignments.h"
#include "backend/wire/messages/elect_leaders.h"
#include "backend/wire/messages/list_partition_reassignments.h"

namespace weir::sandbox {

void handleElectLeaders(const HandlerContext &context, wire::ElectLeadersRequest request, Reply<wire::ElectLeadersResponse> reply)
{
    const auto asked = request.topicPartitions;
    const std::int16_t version = context.version;
    context.broker.forward<wire::ElectLeadersRequest>(
        context.owner, std::move(request), version, std::move(reply), [asked, version](std::int16_t error) {
            wire::ElectLeadersResponse response;
            if (version >= 1)
                response.errorCode = error;
            for (const auto &topic : asked.value_or(std::vector<wire::ElectLeadersRequest::TopicPartitions>{})) {
                auto &result = response.replicaElectionResults.emplace_back();
                result.topic = topic.topic;
                for (const std::int32_t index : topic.partitions) {
                    auto &partition = result.partitionResult.emplace_back();
                    partition.partitionId = index;
                    partition.errorCode = error;
                    partition.errorMessage.reset();
                }
            }
            return response;
        });
}

void handleAlterPartitionReassignments(const HandlerContext &context, wire::AlterPartitionReassignmentsRequest request,
                                       Reply<wire::AlterPartitionReassignmentsResponse> reply)
{
    context.broker.forward<wire::AlterPartitionReassignmentsRequest>(context.owner, std::move(request), context.version, std::move(reply),
                                                                     [](std::int16_t error) {
                                                                         wire::AlterPartitionReassignmentsResponse response;
                                                                         response.errorCode = error;
                                                                         response.errorMessage.reset();
                                                                         return response;
                                                                     });
}

void handleListPartitionReassignments(const HandlerContext &context, wire::ListPartitionReassignmentsRequest request,
                                      Reply<wire::ListPartitionReassignmentsResponse> reply)
{
    context.broker.forward<wire::ListPartitionReassignmentsRequest>(context.owner, std::move(request), context.version, std::move(reply),
                                                                    [](std::int16_t error) {
                                                                        wire::ListPartitionReassignmentsResponse response;
                                                                        response.errorCode = error;
                                                                        response.errorMessage.reset();
                                                                        return response;
                                                                    });
}

} // namespace weir::sandbox
