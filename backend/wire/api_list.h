// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/wire/api_info.h"
#include "backend/wire/messages/add_offsets_to_txn.h"
#include "backend/wire/messages/add_partitions_to_txn.h"
#include "backend/wire/messages/add_raft_voter.h"
#include "backend/wire/messages/allocate_producer_ids.h"
#include "backend/wire/messages/alter_client_quotas.h"
#include "backend/wire/messages/alter_configs.h"
#include "backend/wire/messages/alter_partition.h"
#include "backend/wire/messages/alter_partition_reassignments.h"
#include "backend/wire/messages/alter_replica_log_dirs.h"
#include "backend/wire/messages/alter_share_group_offsets.h"
#include "backend/wire/messages/alter_user_scram_credentials.h"
#include "backend/wire/messages/api_versions.h"
#include "backend/wire/messages/assign_replicas_to_dirs.h"
#include "backend/wire/messages/broker_heartbeat.h"
#include "backend/wire/messages/broker_registration.h"
#include "backend/wire/messages/consumer_group_describe.h"
#include "backend/wire/messages/consumer_group_heartbeat.h"
#include "backend/wire/messages/create_acls.h"
#include "backend/wire/messages/create_delegation_token.h"
#include "backend/wire/messages/create_partitions.h"
#include "backend/wire/messages/create_topics.h"
#include "backend/wire/messages/delete_acls.h"
#include "backend/wire/messages/delete_groups.h"
#include "backend/wire/messages/delete_records.h"
#include "backend/wire/messages/delete_share_group_offsets.h"
#include "backend/wire/messages/delete_share_group_state.h"
#include "backend/wire/messages/delete_topics.h"
#include "backend/wire/messages/describe_acls.h"
#include "backend/wire/messages/describe_client_quotas.h"
#include "backend/wire/messages/describe_cluster.h"
#include "backend/wire/messages/describe_configs.h"
#include "backend/wire/messages/describe_delegation_token.h"
#include "backend/wire/messages/describe_groups.h"
#include "backend/wire/messages/describe_log_dirs.h"
#include "backend/wire/messages/describe_producers.h"
#include "backend/wire/messages/describe_quorum.h"
#include "backend/wire/messages/describe_share_group_offsets.h"
#include "backend/wire/messages/describe_topic_partitions.h"
#include "backend/wire/messages/describe_transactions.h"
#include "backend/wire/messages/describe_user_scram_credentials.h"
#include "backend/wire/messages/elect_leaders.h"
#include "backend/wire/messages/end_txn.h"
#include "backend/wire/messages/envelope.h"
#include "backend/wire/messages/expire_delegation_token.h"
#include "backend/wire/messages/fetch.h"
#include "backend/wire/messages/fetch_snapshot.h"
#include "backend/wire/messages/find_coordinator.h"
#include "backend/wire/messages/get_telemetry_subscriptions.h"
#include "backend/wire/messages/heartbeat.h"
#include "backend/wire/messages/incremental_alter_configs.h"
#include "backend/wire/messages/init_producer_id.h"
#include "backend/wire/messages/initialize_share_group_state.h"
#include "backend/wire/messages/join_group.h"
#include "backend/wire/messages/leave_group.h"
#include "backend/wire/messages/list_config_resources.h"
#include "backend/wire/messages/list_groups.h"
#include "backend/wire/messages/list_offsets.h"
#include "backend/wire/messages/list_partition_reassignments.h"
#include "backend/wire/messages/list_transactions.h"
#include "backend/wire/messages/metadata.h"
#include "backend/wire/messages/offset_commit.h"
#include "backend/wire/messages/offset_delete.h"
#include "backend/wire/messages/offset_fetch.h"
#include "backend/wire/messages/offset_for_leader_epoch.h"
#include "backend/wire/messages/produce.h"
#include "backend/wire/messages/push_telemetry.h"
#include "backend/wire/messages/read_share_group_state.h"
#include "backend/wire/messages/read_share_group_state_summary.h"
#include "backend/wire/messages/remove_raft_voter.h"
#include "backend/wire/messages/renew_delegation_token.h"
#include "backend/wire/messages/sasl_authenticate.h"
#include "backend/wire/messages/sasl_handshake.h"
#include "backend/wire/messages/share_acknowledge.h"
#include "backend/wire/messages/share_fetch.h"
#include "backend/wire/messages/share_group_describe.h"
#include "backend/wire/messages/share_group_heartbeat.h"
#include "backend/wire/messages/streams_group_describe.h"
#include "backend/wire/messages/streams_group_heartbeat.h"
#include "backend/wire/messages/sync_group.h"
#include "backend/wire/messages/txn_offset_commit.h"
#include "backend/wire/messages/unregister_broker.h"
#include "backend/wire/messages/update_features.h"
#include "backend/wire/messages/write_share_group_state.h"
#include "backend/wire/messages/write_txn_markers.h"

namespace weir::wire {

/// One API key: its two messages.
template <std::int16_t Key, class RequestType, class ResponseType>
struct Api {
    using Request = RequestType;
    using Response = ResponseType;
    static constexpr std::int16_t kKey = Key;
    static constexpr VersionRange kVersions = Request::kVersions;
    static constexpr std::int16_t kFlexibleFrom = Request::flexibleFrom;
    /// "Produce" of "ProduceRequest".
    static constexpr std::string_view kName = Request::kName.substr(0, Request::kName.size() - 7);

    static_assert(Request::apiKey == Key && Response::apiKey == Key);
    static_assert(Request::kVersions == Response::kVersions && Request::flexibleFrom == Response::flexibleFrom);
    static_assert(Request::kName.ends_with("Request") && Response::kName.ends_with("Response"));
    static_assert(kName == Response::kName.substr(0, Response::kName.size() - 8));
    static_assert(!kVersions.isEmpty() && kVersions.min >= 0);
};

template <class... Apis>
struct ApiTypes {
    static constexpr std::size_t kSize = sizeof...(Apis);
    static constexpr bool isAscending()
    {
        std::int16_t last = -1;
        return ((Apis::kKey > last && (last = Apis::kKey, true)) && ...);
    }
};

/// Every key that the codec speaks. A new one is one line here and one file pair in messages/.
using ApiList = ApiTypes<
    Api<0, ProduceRequest, ProduceResponse>,
    Api<1, FetchRequest, FetchResponse>,
    Api<2, ListOffsetsRequest, ListOffsetsResponse>,
    Api<3, MetadataRequest, MetadataResponse>,
    Api<8, OffsetCommitRequest, OffsetCommitResponse>,
    Api<9, OffsetFetchRequest, OffsetFetchResponse>,
    Api<10, FindCoordinatorRequest, FindCoordinatorResponse>,
    Api<11, JoinGroupRequest, JoinGroupResponse>,
    Api<12, HeartbeatRequest, HeartbeatResponse>,
    Api<13, LeaveGroupRequest, LeaveGroupResponse>,
    Api<14, SyncGroupRequest, SyncGroupResponse>,
    Api<15, DescribeGroupsRequest, DescribeGroupsResponse>,
    Api<16, ListGroupsRequest, ListGroupsResponse>,
    Api<17, SaslHandshakeRequest, SaslHandshakeResponse>,
    Api<18, ApiVersionsRequest, ApiVersionsResponse>,
    Api<19, CreateTopicsRequest, CreateTopicsResponse>,
    Api<20, DeleteTopicsRequest, DeleteTopicsResponse>,
    Api<21, DeleteRecordsRequest, DeleteRecordsResponse>,
    Api<22, InitProducerIdRequest, InitProducerIdResponse>,
    Api<23, OffsetForLeaderEpochRequest, OffsetForLeaderEpochResponse>,
    Api<24, AddPartitionsToTxnRequest, AddPartitionsToTxnResponse>,
    Api<25, AddOffsetsToTxnRequest, AddOffsetsToTxnResponse>,
    Api<26, EndTxnRequest, EndTxnResponse>,
    Api<27, WriteTxnMarkersRequest, WriteTxnMarkersResponse>,
    Api<28, TxnOffsetCommitRequest, TxnOffsetCommitResponse>,
    Api<29, DescribeAclsRequest, DescribeAclsResponse>,
    Api<30, CreateAclsRequest, CreateAclsResponse>,
    Api<31, DeleteAclsRequest, DeleteAclsResponse>,
    Api<32, DescribeConfigsRequest, DescribeConfigsResponse>,
    Api<33, AlterConfigsRequest, AlterConfigsResponse>,
    Api<34, AlterReplicaLogDirsRequest, AlterReplicaLogDirsResponse>,
    Api<35, DescribeLogDirsRequest, DescribeLogDirsResponse>,
    Api<36, SaslAuthenticateRequest, SaslAuthenticateResponse>,
    Api<37, CreatePartitionsRequest, CreatePartitionsResponse>,
    Api<38, CreateDelegationTokenRequest, CreateDelegationTokenResponse>,
    Api<39, RenewDelegationTokenRequest, RenewDelegationTokenResponse>,
    Api<40, ExpireDelegationTokenRequest, ExpireDelegationTokenResponse>,
    Api<41, DescribeDelegationTokenRequest, DescribeDelegationTokenResponse>,
    Api<42, DeleteGroupsRequest, DeleteGroupsResponse>,
    Api<43, ElectLeadersRequest, ElectLeadersResponse>,
    Api<44, IncrementalAlterConfigsRequest, IncrementalAlterConfigsResponse>,
    Api<45, AlterPartitionReassignmentsRequest, AlterPartitionReassignmentsResponse>,
    Api<46, ListPartitionReassignmentsRequest, ListPartitionReassignmentsResponse>,
    Api<47, OffsetDeleteRequest, OffsetDeleteResponse>,
    Api<48, DescribeClientQuotasRequest, DescribeClientQuotasResponse>,
    Api<49, AlterClientQuotasRequest, AlterClientQuotasResponse>,
    Api<50, DescribeUserScramCredentialsRequest, DescribeUserScramCredentialsResponse>,
    Api<51, AlterUserScramCredentialsRequest, AlterUserScramCredentialsResponse>,
    Api<55, DescribeQuorumRequest, DescribeQuorumResponse>,
    Api<56, AlterPartitionRequest, AlterPartitionResponse>,
    Api<57, UpdateFeaturesRequest, UpdateFeaturesResponse>,
    Api<58, EnvelopeRequest, EnvelopeResponse>,
    Api<59, FetchSnapshotRequest, FetchSnapshotResponse>,
    Api<60, DescribeClusterRequest, DescribeClusterResponse>,
    Api<61, DescribeProducersRequest, DescribeProducersResponse>,
    Api<62, BrokerRegistrationRequest, BrokerRegistrationResponse>,
    Api<63, BrokerHeartbeatRequest, BrokerHeartbeatResponse>,
    Api<64, UnregisterBrokerRequest, UnregisterBrokerResponse>,
    Api<65, DescribeTransactionsRequest, DescribeTransactionsResponse>,
    Api<66, ListTransactionsRequest, ListTransactionsResponse>,
    Api<67, AllocateProducerIdsRequest, AllocateProducerIdsResponse>,
    Api<68, ConsumerGroupHeartbeatRequest, ConsumerGroupHeartbeatResponse>,
    Api<69, ConsumerGroupDescribeRequest, ConsumerGroupDescribeResponse>,
    Api<71, GetTelemetrySubscriptionsRequest, GetTelemetrySubscriptionsResponse>,
    Api<72, PushTelemetryRequest, PushTelemetryResponse>,
    Api<73, AssignReplicasToDirsRequest, AssignReplicasToDirsResponse>,
    Api<74, ListConfigResourcesRequest, ListConfigResourcesResponse>,
    Api<75, DescribeTopicPartitionsRequest, DescribeTopicPartitionsResponse>,
    Api<76, ShareGroupHeartbeatRequest, ShareGroupHeartbeatResponse>,
    Api<77, ShareGroupDescribeRequest, ShareGroupDescribeResponse>,
    Api<78, ShareFetchRequest, ShareFetchResponse>,
    Api<79, ShareAcknowledgeRequest, ShareAcknowledgeResponse>,
    Api<80, AddRaftVoterRequest, AddRaftVoterResponse>,
    Api<81, RemoveRaftVoterRequest, RemoveRaftVoterResponse>,
    Api<83, InitializeShareGroupStateRequest, InitializeShareGroupStateResponse>,
    Api<84, ReadShareGroupStateRequest, ReadShareGroupStateResponse>,
    Api<85, WriteShareGroupStateRequest, WriteShareGroupStateResponse>,
    Api<86, DeleteShareGroupStateRequest, DeleteShareGroupStateResponse>,
    Api<87, ReadShareGroupStateSummaryRequest, ReadShareGroupStateSummaryResponse>,
    Api<88, StreamsGroupHeartbeatRequest, StreamsGroupHeartbeatResponse>,
    Api<89, StreamsGroupDescribeRequest, StreamsGroupDescribeResponse>,
    Api<90, DescribeShareGroupOffsetsRequest, DescribeShareGroupOffsetsResponse>,
    Api<91, AlterShareGroupOffsetsRequest, AlterShareGroupOffsetsResponse>,
    Api<92, DeleteShareGroupOffsetsRequest, DeleteShareGroupOffsetsResponse>>;

static_assert(ApiList::isAscending(), "keys are unique and ascending");

namespace detail {
template <class Visitor, class... Apis>
constexpr void forEachApi(Visitor &&visit, ApiTypes<Apis...>)
{
    (visit(Apis{}), ...);
}
} // namespace detail

/// Calls `visit(Api<...>{})` for every key, ascending.
template <class Visitor>
constexpr void forEachApi(Visitor &&visit)
{
    detail::forEachApi(visit, ApiList{});
}

} // namespace weir::wire
