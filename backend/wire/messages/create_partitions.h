// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/wire/types.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// Adds partitions to topics. v1 as v0; v2 flexible; v3 quota errors.
struct CreatePartitionsRequest {
    static constexpr std::string_view kName = "CreatePartitionsRequest";
    static constexpr std::int16_t apiKey = 37;
    static constexpr VersionRange kVersions{0, 3};
    static constexpr std::int16_t flexibleFrom = 2;

    struct CreatePartitionsAssignment {
        std::vector<std::int32_t> brokerIds;
        UnknownTags unknownTags;

        bool operator==(const CreatePartitionsAssignment &) const = default;
    };
    struct CreatePartitionsTopic {
        std::string name;
        std::int32_t count = 0; ///< partitions after the change
        std::optional<std::vector<CreatePartitionsAssignment>> assignments = std::vector<CreatePartitionsAssignment>{};
        UnknownTags unknownTags;

        bool operator==(const CreatePartitionsTopic &) const = default;
    };

    std::vector<CreatePartitionsTopic> topics;
    std::int32_t timeoutMs = 0;
    bool validateOnly = false;
    UnknownTags unknownTags;

    bool operator==(const CreatePartitionsRequest &) const = default;
};

struct CreatePartitionsResponse {
    static constexpr std::string_view kName = "CreatePartitionsResponse";
    static constexpr std::int16_t apiKey = 37;
    static constexpr VersionRange kVersions{0, 3};
    static constexpr std::int16_t flexibleFrom = 2;

    struct CreatePartitionsTopicResult {
        std::string name;
        std::int16_t errorCode = 0;
        std::optional<std::string> errorMessage;
        UnknownTags unknownTags;

        bool operator==(const CreatePartitionsTopicResult &) const = default;
    };

    std::int32_t throttleTimeMs = 0;
    std::vector<CreatePartitionsTopicResult> results;
    UnknownTags unknownTags;

    bool operator==(const CreatePartitionsResponse &) const = default;
};

} // namespace weir::wire
