// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/uuid.h"
#include "backend/wire/types.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// Creates topics, or only checks that they could be.
/// v1 validateOnly; v2 throttle time; v4 -1 takes the broker's default counts; v5 flexible, the answer tells the topic's
/// configs (KIP-525); v6 quota errors; v7 topic ids.
struct CreateTopicsRequest {
    static constexpr std::string_view kName = "CreateTopicsRequest";
    static constexpr std::int16_t apiKey = 19;
    static constexpr VersionRange kVersions{2, 7};
    static constexpr std::int16_t flexibleFrom = 5;

    struct CreatableReplicaAssignment {
        std::int32_t partitionIndex = 0;
        std::vector<std::int32_t> brokerIds;
        UnknownTags unknownTags;

        bool operator==(const CreatableReplicaAssignment &) const = default;
    };
    struct CreatableTopicConfig {
        std::string name;
        std::optional<std::string> value = std::string{};
        UnknownTags unknownTags;

        bool operator==(const CreatableTopicConfig &) const = default;
    };
    struct CreatableTopic {
        std::string name;
        std::int32_t numPartitions = 0;      ///< -1: by assignments, or the default
        std::int16_t replicationFactor = 0;  ///< -1: by assignments, or the default
        std::vector<CreatableReplicaAssignment> assignments;
        std::vector<CreatableTopicConfig> configs;
        UnknownTags unknownTags;

        bool operator==(const CreatableTopic &) const = default;
    };

    std::vector<CreatableTopic> topics;
    std::int32_t timeoutMs = 60000;
    bool validateOnly = false;
    UnknownTags unknownTags;

    bool operator==(const CreateTopicsRequest &) const = default;
};

struct CreateTopicsResponse {
    static constexpr std::string_view kName = "CreateTopicsResponse";
    static constexpr std::int16_t apiKey = 19;
    static constexpr VersionRange kVersions{2, 7};
    static constexpr std::int16_t flexibleFrom = 5;

    struct CreatableTopicConfigs {
        std::string name;
        std::optional<std::string> value = std::string{};
        bool readOnly = false;
        std::int8_t configSource = -1;
        bool isSensitive = false;
        UnknownTags unknownTags;

        bool operator==(const CreatableTopicConfigs &) const = default;
    };
    struct CreatableTopicResult {
        std::string name;
        base::Uuid topicId;
        std::int16_t errorCode = 0;
        std::optional<std::string> errorMessage = std::string{};
        std::int16_t topicConfigErrorCode = 0; ///< why the configs are not told
        std::int32_t numPartitions = -1;
        std::int16_t replicationFactor = -1;
        std::optional<std::vector<CreatableTopicConfigs>> configs = std::vector<CreatableTopicConfigs>{};
        UnknownTags unknownTags;

        bool operator==(const CreatableTopicResult &) const = default;
    };

    std::int32_t throttleTimeMs = 0;
    std::vector<CreatableTopicResult> topics;
    UnknownTags unknownTags;

    bool operator==(const CreateTopicsResponse &) const = default;
};

} // namespace weir::wire
