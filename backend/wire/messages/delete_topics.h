// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/uuid.h"
#include "backend/wire/types.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// Deletes topics. v1 throttle time; v4 flexible; v5 error text; v6 by name or by id (before: names alone).
struct DeleteTopicsRequest {
    static constexpr std::string_view kName = "DeleteTopicsRequest";
    static constexpr std::int16_t apiKey = 20;
    static constexpr VersionRange kVersions{1, 6};
    static constexpr std::int16_t flexibleFrom = 4;

    struct DeleteTopicState {
        std::optional<std::string> name;
        base::Uuid topicId;
        UnknownTags unknownTags;

        bool operator==(const DeleteTopicState &) const = default;
    };

    std::vector<DeleteTopicState> topics; ///< from v6 on
    std::vector<std::string> topicNames;  ///< up to v5
    std::int32_t timeoutMs = 0;
    UnknownTags unknownTags;

    bool operator==(const DeleteTopicsRequest &) const = default;
};

struct DeleteTopicsResponse {
    static constexpr std::string_view kName = "DeleteTopicsResponse";
    static constexpr std::int16_t apiKey = 20;
    static constexpr VersionRange kVersions{1, 6};
    static constexpr std::int16_t flexibleFrom = 4;

    struct DeletableTopicResult {
        std::optional<std::string> name = std::string{};
        base::Uuid topicId;
        std::int16_t errorCode = 0;
        std::optional<std::string> errorMessage;
        UnknownTags unknownTags;

        bool operator==(const DeletableTopicResult &) const = default;
    };

    std::int32_t throttleTimeMs = 0;
    std::vector<DeletableTopicResult> responses;
    UnknownTags unknownTags;

    bool operator==(const DeleteTopicsResponse &) const = default;
};

} // namespace weir::wire
