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

/// Appends record batches.
/// v3 transactional id, batches of format 2; v4-v7 as v3 but newer errors and zstd (v7); v5 log start offset; v8 errors by
/// record (KIP-467); v9 flexible; v10 where the new leader is (KIP-951); v11, v12 transactions of KIP-890; v13 topic ids.
/// Kafka advertises from 0 on, yet serves from 3.
struct ProduceRequest {
    static constexpr std::string_view kName = "ProduceRequest";
    static constexpr std::int16_t apiKey = 0;
    static constexpr VersionRange kVersions{3, 13};
    static constexpr std::int16_t flexibleFrom = 9;

    struct PartitionProduceData {
        std::int32_t index = 0;
        Records records;
        UnknownTags unknownTags;

        bool operator==(const PartitionProduceData &) const = default;
    };
    struct TopicProduceData {
        std::string name;
        base::Uuid topicId;
        std::vector<PartitionProduceData> partitionData;
        UnknownTags unknownTags;

        bool operator==(const TopicProduceData &) const = default;
    };

    std::optional<std::string> transactionalId;
    std::int16_t acks = 0;
    std::int32_t timeoutMs = 0;
    std::vector<TopicProduceData> topicData;
    UnknownTags unknownTags;

    bool operator==(const ProduceRequest &) const = default;
};

struct ProduceResponse {
    static constexpr std::string_view kName = "ProduceResponse";
    static constexpr std::int16_t apiKey = 0;
    static constexpr VersionRange kVersions{3, 13};
    static constexpr std::int16_t flexibleFrom = 9;

    struct BatchIndexAndErrorMessage {
        std::int32_t batchIndex = 0;
        std::optional<std::string> batchIndexErrorMessage;
        UnknownTags unknownTags;

        bool operator==(const BatchIndexAndErrorMessage &) const = default;
    };
    struct LeaderIdAndEpoch {
        std::int32_t leaderId = -1;
        std::int32_t leaderEpoch = -1;
        UnknownTags unknownTags;

        bool operator==(const LeaderIdAndEpoch &) const = default;
    };
    struct PartitionProduceResponse {
        std::int32_t index = 0;
        std::int16_t errorCode = 0;
        std::int64_t baseOffset = 0;
        std::int64_t logAppendTimeMs = -1; ///< -1: the batch kept its CreateTime
        std::int64_t logStartOffset = -1;
        std::vector<BatchIndexAndErrorMessage> recordErrors;
        std::optional<std::string> errorMessage;
        LeaderIdAndEpoch currentLeader;
        UnknownTags unknownTags;

        bool operator==(const PartitionProduceResponse &) const = default;
    };
    struct TopicProduceResponse {
        std::string name;
        base::Uuid topicId;
        std::vector<PartitionProduceResponse> partitionResponses;
        UnknownTags unknownTags;

        bool operator==(const TopicProduceResponse &) const = default;
    };
    struct NodeEndpoint {
        std::int32_t nodeId = 0;
        std::string host;
        std::int32_t port = 0;
        std::optional<std::string> rack;
        UnknownTags unknownTags;

        bool operator==(const NodeEndpoint &) const = default;
    };

    std::vector<TopicProduceResponse> responses;
    std::int32_t throttleTimeMs = 0;
    std::vector<NodeEndpoint> nodeEndpoints;
    UnknownTags unknownTags;

    bool operator==(const ProduceResponse &) const = default;
};

} // namespace weir::wire
