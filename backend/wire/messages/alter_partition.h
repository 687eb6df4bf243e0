// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/uuid.h"
#include "backend/wire/types.h"

#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// A leader asks the controller to change the in-sync replicas.
/// v2 topic ids; v3 the in-sync replicas with their broker epochs (KIP-903).
struct AlterPartitionRequest {
    static constexpr std::string_view kName = "AlterPartitionRequest";
    static constexpr std::int16_t apiKey = 56;
    static constexpr VersionRange kVersions{2, 3};
    static constexpr std::int16_t flexibleFrom = 0;

    struct BrokerState {
        std::int32_t brokerId = 0;
        std::int64_t brokerEpoch = -1;
        UnknownTags unknownTags;

        bool operator==(const BrokerState &) const = default;
    };
    struct PartitionData {
        std::int32_t partitionIndex = 0;
        std::int32_t leaderEpoch = 0;
        std::vector<std::int32_t> newIsr;         ///< up to v2
        std::vector<BrokerState> newIsrWithEpochs; ///< from v3 on
        std::int8_t leaderRecoveryState = 0;      ///< 0 recovered, 1 recovering
        std::int32_t partitionEpoch = 0;
        UnknownTags unknownTags;

        bool operator==(const PartitionData &) const = default;
    };
    struct TopicData {
        base::Uuid topicId;
        std::vector<PartitionData> partitions;
        UnknownTags unknownTags;

        bool operator==(const TopicData &) const = default;
    };

    std::int32_t brokerId = 0;
    std::int64_t brokerEpoch = -1;
    std::vector<TopicData> topics;
    UnknownTags unknownTags;

    bool operator==(const AlterPartitionRequest &) const = default;
};

struct AlterPartitionResponse {
    static constexpr std::string_view kName = "AlterPartitionResponse";
    static constexpr std::int16_t apiKey = 56;
    static constexpr VersionRange kVersions{2, 3};
    static constexpr std::int16_t flexibleFrom = 0;

    struct PartitionData {
        std::int32_t partitionIndex = 0;
        std::int16_t errorCode = 0;
        std::int32_t leaderId = 0;
        std::int32_t leaderEpoch = 0;
        std::vector<std::int32_t> isr;
        std::int8_t leaderRecoveryState = 0;
        std::int32_t partitionEpoch = 0;
        UnknownTags unknownTags;

        bool operator==(const PartitionData &) const = default;
    };
    struct TopicData {
        base::Uuid topicId;
        std::vector<PartitionData> partitions;
        UnknownTags unknownTags;

        bool operator==(const TopicData &) const = default;
    };

    std::int32_t throttleTimeMs = 0;
    std::int16_t errorCode = 0;
    std::vector<TopicData> topics;
    UnknownTags unknownTags;

    bool operator==(const AlterPartitionResponse &) const = default;
};

} // namespace weir::wire
