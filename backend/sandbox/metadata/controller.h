// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/result.h"
#include "backend/sandbox/core/file_system.h"
#include "backend/sandbox/core/owner.h"
#include "backend/sandbox/core/random.h"
#include "backend/sandbox/core/session.h"
#include "backend/sandbox/metadata/image.h"
#include "backend/sandbox/metadata/metadata_record.h"
#include "backend/wire/types.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace weir::wire {
struct AllocateProducerIdsRequest;
struct AllocateProducerIdsResponse;
struct AlterClientQuotasRequest;
struct AlterClientQuotasResponse;
struct AlterConfigsRequest;
struct AlterConfigsResponse;
struct AlterPartitionReassignmentsRequest;
struct AlterPartitionReassignmentsResponse;
struct AlterPartitionRequest;
struct AlterPartitionResponse;
struct AlterUserScramCredentialsRequest;
struct AlterUserScramCredentialsResponse;
struct AssignReplicasToDirsRequest;
struct AssignReplicasToDirsResponse;
struct BrokerHeartbeatRequest;
struct BrokerHeartbeatResponse;
struct BrokerRegistrationRequest;
struct BrokerRegistrationResponse;
struct CreateAclsRequest;
struct CreateAclsResponse;
struct CreatePartitionsRequest;
struct CreatePartitionsResponse;
struct CreateTopicsRequest;
struct CreateTopicsResponse;
struct DeleteAclsRequest;
struct DeleteAclsResponse;
struct DeleteTopicsRequest;
struct DeleteTopicsResponse;
struct DescribeClusterRequest;
struct DescribeClusterResponse;
struct ElectLeadersRequest;
struct ElectLeadersResponse;
struct DescribeQuorumRequest;
struct DescribeQuorumResponse;
struct FetchRequest;
struct FetchResponse;
struct FetchSnapshotRequest;
struct FetchSnapshotResponse;
struct IncrementalAlterConfigsRequest;
struct IncrementalAlterConfigsResponse;
struct ListPartitionReassignmentsRequest;
struct ListPartitionReassignmentsResponse;
struct CreateDelegationTokenRequest;
struct CreateDelegationTokenResponse;
struct ExpireDelegationTokenRequest;
struct ExpireDelegationTokenResponse;
struct RenewDelegationTokenRequest;
struct RenewDelegationTokenResponse;
struct UnregisterBrokerRequest;
struct UnregisterBrokerResponse;
struct UpdateFeaturesRequest;
struct UpdateFeaturesResponse;
} // namespace weir::wire

namespace weir::sandbox {

/// The name of the metadata log, its one partition's folder and the topic id that Kafka gives it.
inline constexpr std::string_view kMetadataTopic = "__cluster_metadata";
inline constexpr std::string_view kMetadataFolder = "__cluster_metadata-0";
base::Uuid metadataTopicId();

/// What is kept of a salted password.
using ScramMaker =
    std::function<ScramCredential(std::int8_t mechanism, base::ByteView saltedPassword, base::Bytes salt, int iterations)>;

struct ControllerOptions
{
    std::int32_t nodeId = 3000; ///< must not be that of a broker
    /// Holds `meta.properties` and `__cluster_metadata-0/`; created where it is missing.
    std::string directory;
    /// Where the controller can be reached, for DescribeCluster and the metadata log. The first is the one to name.
    std::vector<Endpoint> listeners;
    /// The cluster's settings by Kafka's names: broker.session.timeout.ms, default.replication.factor, num.partitions,
    /// auto.leader.rebalance.enable, leader.imbalance.check.interval.seconds, delete.topic.enable, ...
    ConfigMap settings;
    /// Nothing: that of meta.properties, or a new one for a new directory. One that differs from it is refused.
    std::optional<std::string> clusterId;
    /// The levels at which features are finalized: each where the log does not say anything of it yet, on a later start
    /// too. What UpdateFeatures made of it afterwards stands.
    /// metadata.version 29 is that of Kafka 4.2.
    std::map<std::string, std::int16_t, std::less<>> features{
        {"group.version", 1}, {"metadata.version", 29}, {"share.version", 1}, {"transaction.version", 2}};
    /// Further records to be written at the start, looking at what there is already: users that were asked for. May be empty.
    std::function<std::vector<MetadataRecord>(const MetadataImage &image)> firstRecords;
    /// Needed for AlterUserScramCredentials, which is not served without it.
    ScramMaker makeScramCredential;
    /// Without it delegation tokens are refused as switched off.
    TokenSigner signToken;
    /// Whether the log is cut behind snapshots, so that it does not grow for ever.
    bool snapshots = true;
};

/// A range of versions that the controller's door answers.
struct ServedApi
{
    std::int16_t key = 0;
    wire::VersionRange versions;
};

/// The one controller of a cluster: decides about brokers, topics, leaders and settings, and writes every decision to
/// the metadata log before anybody hears of it. Speaks Kafka's messages only, to brokers and to clients of its own
/// door.
///
/// Every change is appended as one batch, flushed, and only then answered; what is in the log is all there is, so that
/// a controller killed at any moment starts with exactly what it had confirmed (and perhaps the last thing it had not).
/// Where the disk refuses, the change is taken back and the request gets KAFKA_STORAGE_ERROR; the next one tries again.
///
/// Owner thread only, apart from image(). Replies come on the owner's thread, never from within handle() for a change.
class Controller
{
public:
    Controller(Owner &owner, FileSystem &fs, Random &random, ControllerOptions options);
    ~Controller();
    Controller(const Controller &) = delete;
    Controller &operator=(const Controller &) = delete;

    /// Replays the log and takes the next leader epoch. Errors: Storage; Conflict where the directory belongs to
    /// another cluster or node; Invalid where the log or a setting cannot be read.
    base::Status start();
    /// Answers what waits (Fetch) and flushes. Nothing is answered afterwards. Idempotent.
    void stop();

    const std::string &clusterId() const;
    std::int32_t nodeId() const;
    std::int32_t leaderEpoch() const;
    /// What the log confirms. Any thread.
    ImagePtr image() const;

    /// The API keys and versions that handle() answers; ApiVersions itself is the server's.
    static std::span<const ServedApi> servedApis();

    void handle(const wire::BrokerRegistrationRequest &request, std::int16_t version, const Session &session,
                Reply<wire::BrokerRegistrationResponse> reply);
    void handle(const wire::BrokerHeartbeatRequest &request, std::int16_t version, const Session &session,
                Reply<wire::BrokerHeartbeatResponse> reply);
    void handle(const wire::CreateTopicsRequest &request, std::int16_t version, const Session &session,
                Reply<wire::CreateTopicsResponse> reply);
    void handle(const wire::DeleteTopicsRequest &request, std::int16_t version, const Session &session,
                Reply<wire::DeleteTopicsResponse> reply);
    void handle(const wire::CreatePartitionsRequest &request, std::int16_t version, const Session &session,
                Reply<wire::CreatePartitionsResponse> reply);
    void handle(const wire::IncrementalAlterConfigsRequest &request, std::int16_t version, const Session &session,
                Reply<wire::IncrementalAlterConfigsResponse> reply);
    void handle(const wire::AlterConfigsRequest &request, std::int16_t version, const Session &session,
                Reply<wire::AlterConfigsResponse> reply);
    void handle(const wire::AlterPartitionRequest &request, std::int16_t version, const Session &session,
                Reply<wire::AlterPartitionResponse> reply);
    void handle(const wire::ElectLeadersRequest &request, std::int16_t version, const Session &session,
                Reply<wire::ElectLeadersResponse> reply);
    void handle(const wire::AlterPartitionReassignmentsRequest &request, std::int16_t version, const Session &session,
                Reply<wire::AlterPartitionReassignmentsResponse> reply);
    void handle(const wire::ListPartitionReassignmentsRequest &request, std::int16_t version, const Session &session,
                Reply<wire::ListPartitionReassignmentsResponse> reply);
    void handle(const wire::AlterClientQuotasRequest &request, std::int16_t version, const Session &session,
                Reply<wire::AlterClientQuotasResponse> reply);
    void handle(const wire::AllocateProducerIdsRequest &request, std::int16_t version, const Session &session,
                Reply<wire::AllocateProducerIdsResponse> reply);
    void handle(const wire::AssignReplicasToDirsRequest &request, std::int16_t version, const Session &session,
                Reply<wire::AssignReplicasToDirsResponse> reply);
    void handle(const wire::DescribeClusterRequest &request, std::int16_t version, const Session &session,
                Reply<wire::DescribeClusterResponse> reply);
    void handle(const wire::AlterUserScramCredentialsRequest &request, std::int16_t version, const Session &session,
                Reply<wire::AlterUserScramCredentialsResponse> reply);
    void handle(const wire::CreateAclsRequest &request, std::int16_t version, const Session &session,
                Reply<wire::CreateAclsResponse> reply);
    void handle(const wire::DeleteAclsRequest &request, std::int16_t version, const Session &session,
                Reply<wire::DeleteAclsResponse> reply);
    /// @{ In the name of the session's principal.
    void handle(const wire::CreateDelegationTokenRequest &request, std::int16_t version, const Session &session,
                Reply<wire::CreateDelegationTokenResponse> reply);
    void handle(const wire::RenewDelegationTokenRequest &request, std::int16_t version, const Session &session,
                Reply<wire::RenewDelegationTokenResponse> reply);
    void handle(const wire::ExpireDelegationTokenRequest &request, std::int16_t version, const Session &session,
                Reply<wire::ExpireDelegationTokenResponse> reply);
    /// @}
    void handle(const wire::UnregisterBrokerRequest &request, std::int16_t version, const Session &session,
                Reply<wire::UnregisterBrokerResponse> reply);
    void handle(const wire::UpdateFeaturesRequest &request, std::int16_t version, const Session &session,
                Reply<wire::UpdateFeaturesResponse> reply);
    void handle(const wire::DescribeQuorumRequest &request, std::int16_t version, const Session &session,
                Reply<wire::DescribeQuorumResponse> reply);
    void handle(const wire::FetchSnapshotRequest &request, std::int16_t version, const Session &session,
                Reply<wire::FetchSnapshotResponse> reply);
    /// Of `__cluster_metadata-0` only, as an observer: waits up to maxWaitMs for records past fetchOffset.
    void handle(const wire::FetchRequest &request, std::int16_t version, const Session &session,
                Reply<wire::FetchResponse> reply);

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace weir::sandbox
