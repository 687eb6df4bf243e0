// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/broker/handlers/handlers.h"

#include "backend/sandbox/broker/access/judged.h"
#include "backend/sandbox/broker/handlers/api_versions.h"
#include "backend/wire/api_list.h"

namespace weir::sandbox {

namespace {

/// A handler of the form `handleX(context, request, reply)` under its api key.
template <class Request>
void serve(Broker &broker, RequestTable &table, wire::VersionRange versions, Pace pace,
           void (*handle)(const HandlerContext &, Request, Reply<net::ResponseOf<Request>>), Door door = Door::Home)
{
    table.serve<Request>(versions, pace, door,
                         [&broker, handle](Request &&request, std::int16_t version, const Session &session,
                                           Reply<net::ResponseOf<Request>> reply, std::size_t owner) {
                             if (isRefused(broker, request, version, session, reply, owner))
                                 return;
                             handle({broker, owner, version, session}, std::move(request), std::move(reply));
                         });
}

} // namespace

void registerHandlers(Broker &broker, RequestTable &table)
{
    // Produce and ApiVersions deal with bytes themselves: the one must be able to say nothing, the other answers
    // versions that it does not know.
    table.add({0, {0, 13}, Pace::Produce, Door::Home, [&broker](InboundRequest request, Responder responder, std::size_t owner) {
                   handleProduce(broker, std::move(request), responder, owner);
               }});
    table.add({18, {0, 4}, Pace::Read, Door::Home, [&broker, &table](InboundRequest request, Responder responder, std::size_t owner) {
                   answerApiVersions(table, *broker.shard(owner).image, request, responder);
               }});
    serve<wire::FetchRequest>(broker, table, {4, 18}, Pace::Alone, handleFetch);
    serve<wire::ListOffsetsRequest>(broker, table, {1, 11}, Pace::Read, handleListOffsets);
    serve<wire::MetadataRequest>(broker, table, {0, 13}, Pace::Read, handleMetadata);
    serve<wire::FindCoordinatorRequest>(broker, table, {0, 6}, Pace::Read, handleFindCoordinator);
    registerGroupHandlers(broker, table);
    registerTransactionHandlers(broker, table);
    registerShareStateHandlers(broker, table);
    serve<wire::ShareFetchRequest>(broker, table, {1, 2}, Pace::Alone, handleShareFetch, Door::Coordinator);
    serve<wire::ShareAcknowledgeRequest>(broker, table, {1, 2}, Pace::Alone, handleShareAcknowledge, Door::Coordinator);
    serve<wire::SaslHandshakeRequest>(broker, table, {0, 1}, Pace::Alone, handleSaslHandshake);
    serve<wire::CreateTopicsRequest>(broker, table, {2, 7}, Pace::Alone, handleCreateTopics);
    serve<wire::DeleteTopicsRequest>(broker, table, {1, 6}, Pace::Alone, handleDeleteTopics);
    serve<wire::DeleteRecordsRequest>(broker, table, {0, 2}, Pace::Alone, handleDeleteRecords);
    serve<wire::InitProducerIdRequest>(broker, table, {0, 5}, Pace::Alone, handleInitProducerId);
    serve<wire::WriteTxnMarkersRequest>(broker, table, {1, 2}, Pace::Alone, handleWriteTxnMarkers);
    serve<wire::DescribeProducersRequest>(broker, table, {0, 0}, Pace::Read, handleDescribeProducers);
    serve<wire::OffsetForLeaderEpochRequest>(broker, table, {2, 4}, Pace::Read, handleOffsetForLeaderEpoch);
    serve<wire::DescribeAclsRequest>(broker, table, {1, 3}, Pace::Read, handleDescribeAcls);
    serve<wire::CreateAclsRequest>(broker, table, {1, 3}, Pace::Alone, handleCreateAcls);
    serve<wire::DeleteAclsRequest>(broker, table, {1, 3}, Pace::Alone, handleDeleteAcls);
    serve<wire::DescribeUserScramCredentialsRequest>(broker, table, {0, 0}, Pace::Read, handleDescribeUserScramCredentials);
    serve<wire::AlterUserScramCredentialsRequest>(broker, table, {0, 0}, Pace::Alone, handleAlterUserScramCredentials);
    serve<wire::CreateDelegationTokenRequest>(broker, table, {1, 3}, Pace::Alone, handleCreateDelegationToken);
    serve<wire::RenewDelegationTokenRequest>(broker, table, {1, 2}, Pace::Alone, handleRenewDelegationToken);
    serve<wire::ExpireDelegationTokenRequest>(broker, table, {1, 2}, Pace::Alone, handleExpireDelegationToken);
    serve<wire::DescribeDelegationTokenRequest>(broker, table, {1, 3}, Pace::Read, handleDescribeDelegationToken);
    serve<wire::DescribeConfigsRequest>(broker, table, {1, 4}, Pace::Read, handleDescribeConfigs);
    serve<wire::AlterConfigsRequest>(broker, table, {0, 2}, Pace::Alone, handleAlterConfigs);
    serve<wire::AlterReplicaLogDirsRequest>(broker, table, {1, 2}, Pace::Alone, handleAlterReplicaLogDirs);
    serve<wire::DescribeLogDirsRequest>(broker, table, {1, 5}, Pace::Read, handleDescribeLogDirs);
    serve<wire::SaslAuthenticateRequest>(broker, table, {0, 2}, Pace::Alone, handleSaslAuthenticate);
    serve<wire::CreatePartitionsRequest>(broker, table, {0, 3}, Pace::Alone, handleCreatePartitions);
    serve<wire::IncrementalAlterConfigsRequest>(broker, table, {0, 1}, Pace::Alone, handleIncrementalAlterConfigs);
    serve<wire::ElectLeadersRequest>(broker, table, {0, 2}, Pace::Alone, handleElectLeaders);
    serve<wire::AlterPartitionReassignmentsRequest>(broker, table, {0, 1}, Pace::Alone, handleAlterPartitionReassignments);
    serve<wire::ListPartitionReassignmentsRequest>(broker, table, {0, 0}, Pace::Read, handleListPartitionReassignments);
    serve<wire::DescribeClientQuotasRequest>(broker, table, {0, 1}, Pace::Read, handleDescribeClientQuotas);
    serve<wire::AlterClientQuotasRequest>(broker, table, {0, 1}, Pace::Alone, handleAlterClientQuotas);
    serve<wire::DescribeQuorumRequest>(broker, table, {0, 2}, Pace::Read, handleDescribeQuorum);
    serve<wire::UpdateFeaturesRequest>(broker, table, {0, 2}, Pace::Alone, handleUpdateFeatures);
    serve<wire::UnregisterBrokerRequest>(broker, table, {0, 0}, Pace::Alone, handleUnregisterBroker);
    // What clients have told stands with the broker's main owner.
    serve<wire::GetTelemetrySubscriptionsRequest>(broker, table, {0, 0}, Pace::Alone, handleGetTelemetrySubscriptions, Door::Coordinator);
    serve<wire::PushTelemetryRequest>(broker, table, {0, 0}, Pace::Alone, handlePushTelemetry, Door::Coordinator);
    serve<wire::ListConfigResourcesRequest>(broker, table, {0, 1}, Pace::Read, handleListConfigResources);
    serve<wire::AddRaftVoterRequest>(broker, table, {0, 1}, Pace::Alone, handleAddRaftVoter);
    serve<wire::RemoveRaftVoterRequest>(broker, table, {0, 0}, Pace::Alone, handleRemoveRaftVoter);
    serve<wire::DescribeClusterRequest>(broker, table, {0, 2}, Pace::Read, handleDescribeCluster);
    serve<wire::DescribeTopicPartitionsRequest>(broker, table, {0, 0}, Pace::Read, handleDescribeTopicPartitions);

    wire::forEachApi([&table](auto api) {
        const auto *entry = table.find(api.kKey);
        // Below the codec's first version only Produce is named, and only to refuse it.
        if (entry != nullptr && (entry->versions.max > api.kVersions.max || (api.kKey != 0 && entry->versions.min < api.kVersions.min)))
            std::abort();
    });
}

} // namespace weir::sandbox
