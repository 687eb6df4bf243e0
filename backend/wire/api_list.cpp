// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/api_list.h"

#include <algorithm>
#include <array>

namespace weir::wire {

namespace {
constexpr auto makeTable()
{
    std::array<ApiInfo, ApiList::kSize> table{};
    std::size_t next = 0;
    forEachApi([&]<class A>(A) {
        table[next++] = {A::kKey,         A::kName, A::kVersions, A::kFlexibleFrom, &schemaOf<typename A::Request>,
                         &schemaOf<typename A::Response>};
    });
    return table;
}
constexpr auto kTable = makeTable();

/// Names of all keys up to Kafka 4.3, also of those that left it (4 to 7), for what other peers offer and log.
constexpr std::array<std::string_view, 93> kNames{
    "Produce",
    "Fetch",
    "ListOffsets",
    "Metadata",
    "LeaderAndIsr",
    "StopReplica",
    "UpdateMetadata",
    "ControlledShutdown",
    "OffsetCommit",
    "OffsetFetch",
    "FindCoordinator",
    "JoinGroup",
    "Heartbeat",
    "LeaveGroup",
    "SyncGroup",
    "DescribeGroups",
    "ListGroups",
    "SaslHandshake",
    "ApiVersions",
    "CreateTopics",
    "DeleteTopics",
    "DeleteRecords",
    "InitProducerId",
    "OffsetForLeaderEpoch",
    "AddPartitionsToTxn",
    "AddOffsetsToTxn",
    "EndTxn",
    "WriteTxnMarkers",
    "TxnOffsetCommit",
    "DescribeAcls",
    "CreateAcls",
    "DeleteAcls",
    "DescribeConfigs",
    "AlterConfigs",
    "AlterReplicaLogDirs",
    "DescribeLogDirs",
    "SaslAuthenticate",
    "CreatePartitions",
    "CreateDelegationToken",
    "RenewDelegationToken",
    "ExpireDelegationToken",
    "DescribeDelegationToken",
    "DeleteGroups",
    "ElectLeaders",
    "IncrementalAlterConfigs",
    "AlterPartitionReassignments",
    "ListPartitionReassignments",
    "OffsetDelete",
    "DescribeClientQuotas",
    "AlterClientQuotas",
    "DescribeUserScramCredentials",
    "AlterUserScramCredentials",
    "Vote",
    "BeginQuorumEpoch",
    "EndQuorumEpoch",
    "DescribeQuorum",
    "AlterPartition",
    "UpdateFeatures",
    "Envelope",
    "FetchSnapshot",
    "DescribeCluster",
    "DescribeProducers",
    "BrokerRegistration",
    "BrokerHeartbeat",
    "UnregisterBroker",
    "DescribeTransactions",
    "ListTransactions",
    "AllocateProducerIds",
    "ConsumerGroupHeartbeat",
    "ConsumerGroupDescribe",
    "ControllerRegistration",
    "GetTelemetrySubscriptions",
    "PushTelemetry",
    "AssignReplicasToDirs",
    "ListConfigResources",
    "DescribeTopicPartitions",
    "ShareGroupHeartbeat",
    "ShareGroupDescribe",
    "ShareFetch",
    "ShareAcknowledge",
    "AddRaftVoter",
    "RemoveRaftVoter",
    "UpdateRaftVoter",
    "InitializeShareGroupState",
    "ReadShareGroupState",
    "WriteShareGroupState",
    "DeleteShareGroupState",
    "ReadShareGroupStateSummary",
    "StreamsGroupHeartbeat",
    "StreamsGroupDescribe",
    "DescribeShareGroupOffsets",
    "AlterShareGroupOffsets",
    "DeleteShareGroupOffsets"};

constexpr bool namesAgree()
{
    return std::all_of(kTable.begin(), kTable.end(),
                       [](const ApiInfo &api) { return kNames[static_cast<std::size_t>(api.key)] == api.name; });
}
static_assert(namesAgree());
} // namespace

std::span<const ApiInfo> allApis() { return kTable; }

const ApiInfo *apiInfo(std::int16_t key)
{
    const auto found =
        std::lower_bound(kTable.begin(), kTable.end(), key, [](const ApiInfo &api, std::int16_t k) { return api.key < k; });
    return found != kTable.end() && found->key == key ? &*found : nullptr;
}

std::string_view apiName(std::int16_t key)
{
    return key >= 0 && static_cast<std::size_t>(key) < kNames.size() ? kNames[static_cast<std::size_t>(key)]
                                                                     : std::string_view{};
}

} // namespace weir::wire
