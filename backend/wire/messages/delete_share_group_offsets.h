// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/uuid.h"
#include "backend/wire/types.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// Forgets topics of an empty share group (KIP-932). One version.
struct DeleteShareGroupOffsetsRequest {
    static constexpr std::string_view kName = "DeleteShareGroupOffsetsRequest";
    static constexpr std::int16_t apiKey = 92;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    struct DeleteShareGroupOffsetsRequestTopic {
        std::string topicName;
        UnknownTags unknownTags;

        bool operator==(const DeleteShareGroupOffsetsRequestTopic &) const = default;
    };

    std::string groupId;
    std::vector<DeleteShareGroupOffsetsRequestTopic> topics;
    UnknownTags unknownTags;

    bool operator==(const DeleteShareGroupOffsetsRequest &) const = default;
};

struct DeleteShareGroupOffsetsResponse {
    static constexpr std::string_view kName = "DeleteShareGroupOffsetsResponse";
    static constexpr std::int16_t apiKey = 92;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    struct DeleteShareGroupOffsetsResponseTopic {
        std::string topicName;
        base::Uuid topicId;
        std::int16_t errorCode = 0;
        std::optional<std::string> errorMessage;
        UnknownTags unknownTags;

        bool operator==(const DeleteShareGroupOffsetsResponseTopic &) const = default;
    };

    std::int32_t throttleTimeMs = 0;
    std::int16_t errorCode = 0;
    std::optional<std::string> errorMessage;
    std::vector<DeleteShareGroupOffsetsResponseTopic> responses;
    UnknownTags unknownTags;

    bool operator==(const DeleteShareGroupOffsetsResponse &) const = default;
};

} // namespace weir::wire
