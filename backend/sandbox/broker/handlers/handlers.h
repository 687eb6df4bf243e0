// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sandbox/broker/broker.h"

namespace weir::sandbox {

/// Puts every request that a broker answers into its table: one line an api key with the versions that are truly
/// honoured, in handler_list.cpp. ApiVersions reports exactly this list.
void registerHandlers(Broker &broker, RequestTable &table);

/// What a handler is called with. `owner` is the index of the owner that it runs on: the connection's home, or the
/// coordinator's.
struct HandlerContext {
    Broker &broker;
    std::size_t owner = 0;
    std::int16_t version = 0;
    const Session &session; ///< valid during the call

    Shard &shard() const { return broker.shard(owner); }
};

// One file each, named by the api.
void handleProduce(Broker &broker, InboundRequest request, const Responder &responder, std::size_t owner);
void handleFetch(const HandlerContext &context, wire::FetchRequest request, Reply<wire::FetchResponse> reply);
void handleMetadata(const HandlerContext &context, wire::MetadataRequest request, Reply<wire::MetadataResponse> reply);
void handleListOffsets(const HandlerContext &context, wire::ListOffsetsRequest request, Reply<wire::ListOffsetsResponse> reply);
void handleDeleteRecords(const HandlerContext &context, wire::DeleteRecordsRequest request, Reply<wire::DeleteRecordsResponse> reply);
void handleOffsetForLeaderEpoch(const HandlerContext &context, wire::OffsetForLeaderEpochRequest request,
                                Reply<wire::OffsetForLeaderEpochResponse> reply);
void handleFindCoordinator(const HandlerContext &context, wire::FindCoordinatorRequest request, Reply<wire::FindCoordinatorResponse> reply);
void handleDescribeCluster(const HandlerContext &context, wire::DescribeClusterRequest request, Reply<wire::DescribeClusterResponse> reply);
void handleDescribeTopicPartitions(const HandlerContext &context, wire::DescribeTopicPartitionsRequest request,
                                   Reply<wire::DescribeTopicPartitionsResponse> reply);
void handleDescribeConfigs(const HandlerContext &context, wire::DescribeConfigsRequest request, Reply<wire::DescribeConfigsResponse> reply);
void handleAlterReplicaLogDirs(const HandlerContext &context, wire::AlterReplicaLogDirsRequest request, Reply<wire::AlterReplicaLogDirsResponse> reply);
void handleDescribeLogDirs(const HandlerContext &context, wire::DescribeLogDirsRequest request, Reply<wire::DescribeLogDirsResponse> reply);
void handleInitProducerId(const HandlerContext &context, wire::InitProducerIdRequest request, Reply<wire::InitProducerIdResponse> reply);
void handleDescribeProducers(const HandlerContext &context, wire::DescribeProducersRequest request, Reply<wire::DescribeProducersResponse> reply);
void handleWriteTxnMarkers(const HandlerContext &context, wire::WriteTxnMarkersRequest request, Reply<wire::WriteTxnMarkersResponse> reply);
/// The same for this broker's own coordinator. On `owner`, where `reply` comes too.
void writeTxnMarkers(Broker &broker, std::size_t owner, wire::WriteTxnMarkersRequest request, Reply<wire::WriteTxnMarkersResponse> reply);
void handleSaslHandshake(const HandlerContext &context, wire::SaslHandshakeRequest request, Reply<wire::SaslHandshakeResponse> reply);
void handleSaslAuthenticate(const HandlerContext &context, wire::SaslAuthenticateRequest request, Reply<wire::SaslAuthenticateResponse> reply);
void handleListConfigResources(const HandlerContext &context, wire::ListConfigResourcesRequest request,
                               Reply<wire::ListConfigResourcesResponse> reply);

// raft_voters.cpp: refused.
void handleAddRaftVoter(const HandlerContext &context, wire::AddRaftVoterRequest request, Reply<wire::AddRaftVoterResponse> reply);
void handleRemoveRaftVoter(const HandlerContext &context, wire::RemoveRaftVoterRequest request, Reply<wire::RemoveRaftVoterResponse> reply);

// client_telemetry.cpp
void handleGetTelemetrySubscriptions(const HandlerContext &context, wire::GetTelemetrySubscriptionsRequest request,
                                     Reply<wire::GetTelemetrySubscriptionsResponse> reply);
void handlePushTelemetry(const HandlerContext &context, wire::PushTelemetryRequest request, Reply<wire::PushTelemetryResponse> reply);

// forwarded_cluster.cpp: carried to the controller, as those of forwarded.cpp.
void handleDescribeQuorum(const HandlerContext &context, wire::DescribeQuorumRequest request, Reply<wire::DescribeQuorumResponse> reply);
void handleUpdateFeatures(const HandlerContext &context, wire::UpdateFeaturesRequest request, Reply<wire::UpdateFeaturesResponse> reply);
void handleUnregisterBroker(const HandlerContext &context, wire::UnregisterBrokerRequest request, Reply<wire::UnregisterBrokerResponse> reply);

// security.cpp
void handleDescribeAcls(const HandlerContext &context, wire::DescribeAclsRequest request, Reply<wire::DescribeAclsResponse> reply);
void handleCreateAcls(const HandlerContext &context, wire::CreateAclsRequest request, Reply<wire::CreateAclsResponse> reply);
void handleDeleteAcls(const HandlerContext &context, wire::DeleteAclsRequest request, Reply<wire::DeleteAclsResponse> reply);
void handleDescribeUserScramCredentials(const HandlerContext &context, wire::DescribeUserScramCredentialsRequest request,
                                        Reply<wire::DescribeUserScramCredentialsResponse> reply);
void handleAlterUserScramCredentials(const HandlerContext &context, wire::AlterUserScramCredentialsRequest request,
                                     Reply<wire::AlterUserScramCredentialsResponse> reply);

// delegation_tokens.cpp
void handleCreateDelegationToken(const HandlerContext &context, wire::CreateDelegationTokenRequest request,
                                 Reply<wire::CreateDelegationTokenResponse> reply);
void handleRenewDelegationToken(const HandlerContext &context, wire::RenewDelegationTokenRequest request,
                                Reply<wire::RenewDelegationTokenResponse> reply);
void handleExpireDelegationToken(const HandlerContext &context, wire::ExpireDelegationTokenRequest request,
                                 Reply<wire::ExpireDelegationTokenResponse> reply);
void handleDescribeDelegationToken(const HandlerContext &context, wire::DescribeDelegationTokenRequest request,
                                   Reply<wire::DescribeDelegationTokenResponse> reply);

// forwarded.cpp: carried to the controller.
void handleCreateTopics(const HandlerContext &context, wire::CreateTopicsRequest request, Reply<wire::CreateTopicsResponse> reply);
void handleDeleteTopics(const HandlerContext &context, wire::DeleteTopicsRequest request, Reply<wire::DeleteTopicsResponse> reply);
void handleCreatePartitions(const HandlerContext &context, wire::CreatePartitionsRequest request, Reply<wire::CreatePartitionsResponse> reply);
void handleAlterConfigs(const HandlerContext &context, wire::AlterConfigsRequest request, Reply<wire::AlterConfigsResponse> reply);
void handleIncrementalAlterConfigs(const HandlerContext &context, wire::IncrementalAlterConfigsRequest request,
                                   Reply<wire::IncrementalAlterConfigsResponse> reply);

// reassignments.cpp: the same.
void handleElectLeaders(const HandlerContext &context, wire::ElectLeadersRequest request, Reply<wire::ElectLeadersResponse> reply);
void handleAlterPartitionReassignments(const HandlerContext &context, wire::AlterPartitionReassignmentsRequest request,
                                       Reply<wire::AlterPartitionReassignmentsResponse> reply);
void handleListPartitionReassignments(const HandlerContext &context, wire::ListPartitionReassignmentsRequest request,
                                      Reply<wire::ListPartitionReassignmentsResponse> reply);

// client_quotas.cpp
void handleDescribeClientQuotas(const HandlerContext &context, wire::DescribeClientQuotasRequest request,
                                Reply<wire::DescribeClientQuotasResponse> reply);
void handleAlterClientQuotas(const HandlerContext &context, wire::AlterClientQuotasRequest request, Reply<wire::AlterClientQuotasResponse> reply);

// share_fetch.cpp: on the coordinators' owner, which keeps the sessions.
void handleShareFetch(const HandlerContext &context, wire::ShareFetchRequest request, Reply<wire::ShareFetchResponse> reply);
void handleShareAcknowledge(const HandlerContext &context, wire::ShareAcknowledgeRequest request, Reply<wire::ShareAcknowledgeResponse> reply);

// groups.cpp, share_state.cpp, transactions.cpp: on the coordinators' owner.
void registerShareStateHandlers(Broker &broker, RequestTable &table);
void registerGroupHandlers(Broker &broker, RequestTable &table);
void registerTransactionHandlers(Broker &broker, RequestTable &table);

} // namespace weir::sandbox
