// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/uuid.h"
#include "backend/wire/types.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// Acknowledges records that a member of a share group had acquired (KIP-932).
/// v2 renewing of acquisition locks (KIP-1222).
struct ShareAcknowledgeRequest {
    static constexpr std::string_view kName = "ShareAcknowledgeRequest";
    static constexpr std::int16_t apiKey = 79;
    static constexpr VersionRange kVersions{1, 2};
    static constexpr std::int16_t flexibleFrom = 0;

    struct AcknowledgementBatch {
        std::int64_t firstOffset = 0;
        std::int64_t lastOffset = 0;
        /// 0 gap, 1 accept, 2 release, 3 reject, 4 renew; one for all or one a record
        std::vector<std::int8_t> acknowledgeTypes;
        UnknownTags unknownTags;

        bool operator==(const AcknowledgementBatch &) const = default;
    };
    struct AcknowledgePartition {
        std::int32_t partitionIndex = 0;
        std::vector<AcknowledgementBatch> acknowledgementBatches;
        UnknownTags unknownTags;

        bool operator==(const AcknowledgePartition &) const = default;
    };
    struct AcknowledgeTopic {
        base::Uuid topicId;
        std::vector<AcknowledgePartition> partitions;
        UnknownTags unknownTags;

        bool operator==(const AcknowledgeTopic &) const = default;
    };

    std::optional<std::string> groupId;
    std::optional<std::string> memberId = std::string{};
    std::int32_t shareSessionEpoch = 0; ///< 0 opens a session, -1 ends it
    bool isRenewAck = false;
    std::vector<AcknowledgeTopic> topics;
    UnknownTags unknownTags;

    bool operator==(const ShareAcknowledgeRequest &) const = default;
};

struct ShareAcknowledgeResponse {
    static constexpr std::string_view kName = "ShareAcknowledgeResponse";
    static constexpr std::int16_t apiKey = 79;
    static constexpr VersionRange kVersions{1, 2};
    static constexpr std::int16_t flexibleFrom = 0;

    struct LeaderIdAndEpoch {
        std::int32_t leaderId = 0;
        std::int32_t leaderEpoch = 0;
        UnknownTags unknownTags;

        bool operator==(const LeaderIdAndEpoch &) const = default;
    };
    struct PartitionData {
        std::int32_t partitionIndex = 0;
        std::int16_t errorCode = 0;
        std::optional<std::string> errorMessage;
        LeaderIdAndEpoch currentLeader;
        UnknownTags unknownTags;

        bool operator==(const PartitionData &) const = default;
    };
    struct ShareAcknowledgeTopicResponse {
        base::Uuid topicId;
        std::vector<PartitionData> partitions;
        UnknownTags unknownTags;

        bool operator==(const ShareAcknowledgeTopicResponse &) const = default;
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
    std::optional<std::string> errorMessage;
    std::int32_t acquisitionLockTimeoutMs = 0;
    std::vector<ShareAcknowledgeTopicResponse> responses;
    std::vector<NodeEndpoint> nodeEndpoints;
    UnknownTags unknownTags;

    bool operator==(const ShareAcknowledgeResponse &) const = default;
};

} // namespace weir::wire
