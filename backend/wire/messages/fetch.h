// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/uuid.h"
#include "backend/wire/records.h"
#include "backend/wire/types.h"

#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// Reads record batches, as a consumer or as a replica.
/// v4 isolation level, aborted transactions; v5 log start offset; v7 fetch sessions (KIP-227); v9 leader epoch fencing;
/// v10 zstd; v11 rack and preferred replica (KIP-392); v12 flexible, diverging epochs, cluster id; v13 topic ids; v15 the
/// replica's state replaces its id; v16 endpoints of new leaders (KIP-951); v17 directory ids; v18 high watermark.
struct FetchRequest {
    static constexpr std::string_view kName = "FetchRequest";
    static constexpr std::int16_t apiKey = 1;
    static constexpr VersionRange kVersions{4, 18};
    static constexpr std::int16_t flexibleFrom = 12;

    struct ReplicaState {
        std::int32_t replicaId = -1; ///< -1: a consumer
        std::int64_t replicaEpoch = -1;
        UnknownTags unknownTags;

        bool operator==(const ReplicaState &) const = default;
    };
    struct FetchPartition {
        std::int32_t partition = 0;
        std::int32_t currentLeaderEpoch = -1;
        std::int64_t fetchOffset = 0;
        std::int32_t lastFetchedEpoch = -1;
        std::int64_t logStartOffset = -1;
        std::int32_t partitionMaxBytes = 0;
        base::Uuid replicaDirectoryId;
        std::int64_t highWatermark = std::numeric_limits<std::int64_t>::max(); ///< the maximum: unknown
        UnknownTags unknownTags;

        bool operator==(const FetchPartition &) const = default;
    };
    struct FetchTopic {
        std::string topic;
        base::Uuid topicId;
        std::vector<FetchPartition> partitions;
        UnknownTags unknownTags;

        bool operator==(const FetchTopic &) const = default;
    };
    struct ForgottenTopic {
        std::string topic;
        base::Uuid topicId;
        std::vector<std::int32_t> partitions;
        UnknownTags unknownTags;

        bool operator==(const ForgottenTopic &) const = default;
    };

    std::optional<std::string> clusterId;
    std::int32_t replicaId = -1;
    ReplicaState replicaState;
    std::int32_t maxWaitMs = 0;
    std::int32_t minBytes = 0;
    std::int32_t maxBytes = 0x7fffffff;
    std::int8_t isolationLevel = 0; ///< 0 read uncommitted, 1 read committed
    std::int32_t sessionId = 0;
    std::int32_t sessionEpoch = -1;
    std::vector<FetchTopic> topics;
    std::vector<ForgottenTopic> forgottenTopicsData;
    std::string rackId;
    UnknownTags unknownTags;

    bool operator==(const FetchRequest &) const = default;
};

struct FetchResponse {
    static constexpr std::string_view kName = "FetchResponse";
    static constexpr std::int16_t apiKey = 1;
    static constexpr VersionRange kVersions{4, 18};
    static constexpr std::int16_t flexibleFrom = 12;

    struct EpochEndOffset {
        std::int32_t epoch = -1;
        std::int64_t endOffset = -1;
        UnknownTags unknownTags;

        bool operator==(const EpochEndOffset &) const = default;
    };
    struct LeaderIdAndEpoch {
        std::int32_t leaderId = -1;
        std::int32_t leaderEpoch = -1;
        UnknownTags unknownTags;

        bool operator==(const LeaderIdAndEpoch &) const = default;
    };
    struct SnapshotId {
        std::int64_t endOffset = -1;
        std::int32_t epoch = -1;
        UnknownTags unknownTags;

        bool operator==(const SnapshotId &) const = default;
    };
    struct AbortedTransaction {
        std::int64_t producerId = 0;
        std::int64_t firstOffset = 0;
        UnknownTags unknownTags;

        bool operator==(const AbortedTransaction &) const = default;
    };
    struct PartitionData {
        std::int32_t partitionIndex = 0;
        std::int16_t errorCode = 0;
        std::int64_t highWatermark = 0;
        std::int64_t lastStableOffset = -1;
        std::int64_t logStartOffset = -1;
        EpochEndOffset divergingEpoch;
        LeaderIdAndEpoch currentLeader;
        SnapshotId snapshotId;
        std::optional<std::vector<AbortedTransaction>> abortedTransactions = std::vector<AbortedTransaction>{};
        std::int32_t preferredReadReplica = -1;
        Records records;
        UnknownTags unknownTags;

        bool operator==(const PartitionData &) const = default;
    };
    struct FetchableTopicResponse {
        std::string topic;
        base::Uuid topicId;
        std::vector<PartitionData> partitions;
        UnknownTags unknownTags;

        bool operator==(const FetchableTopicResponse &) const = default;
    };
    struct NodeEndpoint {
        std::int32_t nodeId = 0;
        std::string host;
        std::int32_t port = 0;
        std::optional<std::string> rack;
        UnknownTags unknownTags;

        bool operator==(const NodeEndpoint &) const = default;
    };

    std::int32_t throttleTimeMs = 0;
    std::int16_t errorCode = 0;
    std::int32_t sessionId = 0;
    std::vector<FetchableTopicResponse> responses;
    std::vector<NodeEndpoint> nodeEndpoints;
    UnknownTags unknownTags;

    bool operator==(const FetchResponse &) const = default;
};

} // namespace weir::wire
