// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Which response answers which request, as a type: ResponseOf<wire::MetadataRequest> is wire::MetadataResponse. Only
// declarations: who sends a request includes its message header.

#define WEIR_NET_MESSAGES(X)                                                                                           \
    X(AddOffsetsToTxn)                                                                                                 \
    X(AddPartitionsToTxn)                                                                                              \
    X(AddRaftVoter)                                                                                                    \
    X(AllocateProducerIds)                                                                                             \
    X(AlterClientQuotas)                                                                                               \
    X(AlterConfigs)                                                                                                    \
    X(AlterPartition)                                                                                                  \
    X(AlterPartitionReassignments)                                                                                     \
    X(AlterReplicaLogDirs)                                                                                             \
    X(AlterShareGroupOffsets)                                                                                          \
    X(AlterUserScramCredentials)                                                                                       \
    X(ApiVersions)                                                                                                     \
    X(AssignReplicasToDirs)                                                                                            \
    X(BrokerHeartbeat)                                                                                                 \
    X(BrokerRegistration)                                                                                              \
    X(ConsumerGroupDescribe)                                                                                           \
    X(ConsumerGroupHeartbeat)                                                                                          \
    X(ControlledShutdown)                                                                                              \
    X(CreateAcls)                                                                                                      \
    X(CreateDelegationToken)                                                                                           \
    X(CreatePartitions)                                                                                                \
    X(CreateTopics)                                                                                                    \
    X(DeleteAcls)                                                                                                      \
    X(DeleteGroups)                                                                                                    \
    X(DeleteRecords)                                                                                                   \
    X(DeleteShareGroupOffsets)                                                                                         \
    X(DeleteShareGroupState)                                                                                           \
    X(DeleteTopics)                                                                                                    \
    X(DescribeAcls)                                                                                                    \
    X(DescribeClientQuotas)                                                                                            \
    X(DescribeCluster)                                                                                                 \
    X(DescribeConfigs)                                                                                                 \
    X(DescribeDelegationToken)                                                                                         \
    X(DescribeGroups)                                                                                                  \
    X(DescribeLogDirs)                                                                                                 \
    X(DescribeProducers)                                                                                               \
    X(DescribeQuorum)                                                                                                  \
    X(DescribeShareGroupOffsets)                                                                                       \
    X(DescribeTopicPartitions)                                                                                         \
    X(DescribeTransactions)                                                                                            \
    X(DescribeUserScramCredentials)                                                                                    \
    X(ElectLeaders)                                                                                                    \
    X(EndTxn)                                                                                                          \
    X(Envelope)                                                                                                        \
    X(ExpireDelegationToken)                                                                                           \
    X(Fetch)                                                                                                           \
    X(FetchSnapshot)                                                                                                   \
    X(FindCoordinator)                                                                                                 \
    X(GetTelemetrySubscriptions)                                                                                       \
    X(Heartbeat)                                                                                                       \
    X(IncrementalAlterConfigs)                                                                                         \
    X(InitProducerId)                                                                                                  \
    X(InitializeShareGroupState)                                                                                       \
    X(JoinGroup)                                                                                                       \
    X(LeaveGroup)                                                                                                      \
    X(ListConfigResources)                                                                                             \
    X(ListGroups)                                                                                                      \
    X(ListOffsets)                                                                                                     \
    X(ListPartitionReassignments)                                                                                      \
    X(ListTransactions)                                                                                                \
    X(Metadata)                                                                                                        \
    X(OffsetCommit)                                                                                                    \
    X(OffsetDelete)                                                                                                    \
    X(OffsetFetch)                                                                                                     \
    X(OffsetForLeaderEpoch)                                                                                            \
    X(Produce)                                                                                                         \
    X(PushTelemetry)                                                                                                   \
    X(ReadShareGroupState)                                                                                             \
    X(ReadShareGroupStateSummary)                                                                                      \
    X(RemoveRaftVoter)                                                                                                 \
    X(RenewDelegationToken)                                                                                            \
    X(SaslAuthenticate)                                                                                                \
    X(SaslHandshake)                                                                                                   \
    X(ShareAcknowledge)                                                                                                \
    X(ShareFetch)                                                                                                      \
    X(ShareGroupDescribe)                                                                                              \
    X(ShareGroupHeartbeat)                                                                                             \
    X(StreamsGroupDescribe)                                                                                            \
    X(StreamsGroupHeartbeat)                                                                                           \
    X(SyncGroup)                                                                                                       \
    X(TxnOffsetCommit)                                                                                                 \
    X(UnregisterBroker)                                                                                                \
    X(UpdateFeatures)                                                                                                  \
    X(WriteShareGroupState)                                                                                            \
    X(WriteTxnMarkers)

namespace weir::wire {
#define WEIR_NET_DECLARE(name)                                                                                         \
    struct name##Request;                                                                                              \
    struct name##Response;
WEIR_NET_MESSAGES(WEIR_NET_DECLARE)
#undef WEIR_NET_DECLARE
} // namespace weir::wire

namespace weir::net {

template <class Request>
struct ResponseTo;
#define WEIR_NET_ANSWER(name)                                                                                          \
    template <>                                                                                                        \
    struct ResponseTo<wire::name##Request> {                                                                           \
        using Type = wire::name##Response;                                                                             \
    };
WEIR_NET_MESSAGES(WEIR_NET_ANSWER)
#undef WEIR_NET_ANSWER

template <class Request>
using ResponseOf = typename ResponseTo<Request>::Type;

} // namespace weir::net

#undef WEIR_NET_MESSAGES
