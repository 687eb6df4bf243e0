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

/// Acquires records for a member of a share group, and acknowledges earlier ones (KIP-932).
/// v2 how many may be acquired (KIP-1206), renewing of acquisition locks (KIP-1222).
struct ShareFetchRequest {
    static constexpr std::string_view kName = "ShareFetchRequest";
    static constexpr std::int16_t apiKey = 78;
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
    struct FetchPartition {
        std::int32_t partitionIndex = 0;
        std::vector<AcknowledgementBatch> acknowledgementBatches;
        UnknownTags unknownTags;

        bool operator==(const FetchPartition &) const = default;
    };
    struct FetchTopic {
        base::Uuid topicId;
        std::vector<FetchPartition> partitions;
        UnknownTags unknownTags;

        bool operator==(const FetchTopic &) const = default;
    };
    struct ForgottenTopic {
        base::Uuid topicId;
        std::vector<std::int32_t> partitions;
        UnknownTags unknownTags;

        bool operator==(const ForgottenTopic &) const = default;
    };

    std::optional<std::string> groupId;
    std::optional<std::string> memberId = std::string{};
    std::int32_t shareSessionEpoch = 0; ///< 0 opens a session, -1 ends it
    std::int32_t maxWaitMs = 0;
    std::int32_t minBytes = 0;
    std::int32_t maxBytes = 0x7fffffff;
    std::int32_t maxRecords = 0;
    std::int32_t batchSize = 0;       ///< the most records of one acquired batch
    std::int8_t shareAcquireMode = 0; ///< 0 whole batches, 1 no more records than maxRecords
    bool isRenewAck = false;
    std::vector<FetchTopic> topics;
    std::vector<ForgottenTopic> forgottenTopicsData;
    UnknownTags unknownTags;

    bool operator==(const ShareFetchRequest &) const = default;
};

struct ShareFetchResponse {
    static constexpr std::string_view kName = "ShareFetchResponse";
    static constexpr std::int16_t apiKey = 78;
    static constexpr VersionRange kVersions{1, 2};
    static constexpr std::int16_t flexibleFrom = 0;

    struct LeaderIdAndEpoch {
        std::int32_t leaderId = 0;
        std::int32_t leaderEpoch = 0;
        UnknownTags unknownTags;

        bool operator==(const LeaderIdAndEpoch &) const = default;
    };
    struct AcquiredRecords {
        std::int64_t firstOffset = 0;
        std::int64_t lastOffset = 0;
        std::int16_t deliveryCount = 0;
        UnknownTags unknownTags;

        bool operator==(const AcquiredRecords &) const = default;
    };
    struct PartitionData {
        std::int32_t partitionIndex = 0;
        std::int16_t errorCode = 0;
        std::optional<std::string> errorMessage;
        std::int16_t acknowledgeErrorCode = 0;
        std::optional<std::string> acknowledgeErrorMessage;
        LeaderIdAndEpoch currentLeader;
        Records records;
        std::vector<AcquiredRecords> acquiredRecords;
        UnknownTags unknownTags;

        bool operator==(const PartitionData &) const = default;
    };
    struct ShareFetchableTopicResponse {
        base::Uuid topicId;
        std::vector<PartitionData> partitions;
        UnknownTags unknownTags;

        bool operator==(const ShareFetchableTopicResponse &) const = default;
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
    std::vector<ShareFetchableTopicResponse> responses;
    std::vector<NodeEndpoint> nodeEndpoints;
    UnknownTags unknownTags;

    bool operator==(const ShareFetchResponse &) const = default;
};

} // namespace weir::wire
