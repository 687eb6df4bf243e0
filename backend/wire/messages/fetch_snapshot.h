// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/uuid.h"
#include "backend/wire/records.h"
#include "backend/wire/types.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// Reads a snapshot of the metadata log, piece by piece (KIP-630).
/// v1 the replica's directory id, endpoints of leaders (KIP-853).
struct FetchSnapshotRequest {
    static constexpr std::string_view kName = "FetchSnapshotRequest";
    static constexpr std::int16_t apiKey = 59;
    static constexpr VersionRange kVersions{0, 1};
    static constexpr std::int16_t flexibleFrom = 0;

    struct SnapshotId {
        std::int64_t endOffset = 0;
        std::int32_t epoch = 0;
        UnknownTags unknownTags;

        bool operator==(const SnapshotId &) const = default;
    };
    struct PartitionSnapshot {
        std::int32_t partition = 0;
        std::int32_t currentLeaderEpoch = 0;
        SnapshotId snapshotId;
        std::int64_t position = 0;
        base::Uuid replicaDirectoryId;
        UnknownTags unknownTags;

        bool operator==(const PartitionSnapshot &) const = default;
    };
    struct TopicSnapshot {
        std::string name;
        std::vector<PartitionSnapshot> partitions;
        UnknownTags unknownTags;

        bool operator==(const TopicSnapshot &) const = default;
    };

    std::optional<std::string> clusterId;
    std::int32_t replicaId = -1;
    std::int32_t maxBytes = 0x7fffffff;
    std::vector<TopicSnapshot> topics;
    UnknownTags unknownTags;

    bool operator==(const FetchSnapshotRequest &) const = default;
};

struct FetchSnapshotResponse {
    static constexpr std::string_view kName = "FetchSnapshotResponse";
    static constexpr std::int16_t apiKey = 59;
    static constexpr VersionRange kVersions{0, 1};
    static constexpr std::int16_t flexibleFrom = 0;

    struct SnapshotId {
        std::int64_t endOffset = 0;
        std::int32_t epoch = 0;
        UnknownTags unknownTags;

        bool operator==(const SnapshotId &) const = default;
    };
    struct LeaderIdAndEpoch {
        std::int32_t leaderId = 0;
        std::int32_t leaderEpoch = 0;
        UnknownTags unknownTags;

        bool operator==(const LeaderIdAndEpoch &) const = default;
    };
    struct PartitionSnapshot {
        std::int32_t index = 0;
        std::int16_t errorCode = 0;
        SnapshotId snapshotId;
        LeaderIdAndEpoch currentLeader;
        std::int64_t size = 0;     ///< of the whole snapshot, bytes
        std::int64_t position = 0; ///< of the bytes here in the snapshot
        Records unalignedRecords;  ///< a piece that may begin and end inside a batch
        UnknownTags unknownTags;

        bool operator==(const PartitionSnapshot &) const = default;
    };
    struct TopicSnapshot {
        std::string name;
        std::vector<PartitionSnapshot> partitions;
        UnknownTags unknownTags;

        bool operator==(const TopicSnapshot &) const = default;
    };
    struct NodeEndpoint {
        std::int32_t nodeId = 0;
        std::string host;
        std::uint16_t port = 0;
        UnknownTags unknownTags;

        bool operator==(const NodeEndpoint &) const = default;
    };

    std::int32_t throttleTimeMs = 0;
    std::int16_t errorCode = 0;
    std::vector<TopicSnapshot> topics;
    std::vector<NodeEndpoint> nodeEndpoints;
    UnknownTags unknownTags;

    bool operator==(const FetchSnapshotResponse &) const = default;
};

} // namespace weir::wire
