// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/bytes.h"
#include "backend/wire/types.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// The leader of a classic group hands out assignments, every member fetches its own.
/// v1 throttle time; v3 static members; v4 flexible; v5 protocol type and name are checked (KIP-559).
struct SyncGroupRequest {
    static constexpr std::string_view kName = "SyncGroupRequest";
    static constexpr std::int16_t apiKey = 14;
    static constexpr VersionRange kVersions{0, 5};
    static constexpr std::int16_t flexibleFrom = 4;

    struct SyncGroupRequestAssignment {
        std::string memberId;
        base::Bytes assignment; ///< for consumers a ConsumerProtocolAssignment
        UnknownTags unknownTags;

        bool operator==(const SyncGroupRequestAssignment &) const = default;
    };

    std::string groupId;
    std::int32_t generationId = 0;
    std::string memberId;
    std::optional<std::string> groupInstanceId;
    std::optional<std::string> protocolType;
    std::optional<std::string> protocolName;
    std::vector<SyncGroupRequestAssignment> assignments;
    UnknownTags unknownTags;

    bool operator==(const SyncGroupRequest &) const = default;
};

struct SyncGroupResponse {
    static constexpr std::string_view kName = "SyncGroupResponse";
    static constexpr std::int16_t apiKey = 14;
    static constexpr VersionRange kVersions{0, 5};
    static constexpr std::int16_t flexibleFrom = 4;

    std::int32_t throttleTimeMs = 0;
    std::int16_t errorCode = 0;
    std::optional<std::string> protocolType;
    std::optional<std::string> protocolName;
    base::Bytes assignment;
    UnknownTags unknownTags;

    bool operator==(const SyncGroupResponse &) const = default;
};

} // namespace weir::wire
