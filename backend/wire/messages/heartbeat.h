// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/wire/types.h"

#include <optional>
#include <string>
#include <string_view>

namespace weir::wire {

/// A member of a classic group is alive. v1 throttle time; v3 static members; v4 flexible.
struct HeartbeatRequest {
    static constexpr std::string_view kName = "HeartbeatRequest";
    static constexpr std::int16_t apiKey = 12;
    static constexpr VersionRange kVersions{0, 4};
    static constexpr std::int16_t flexibleFrom = 4;

    std::string groupId;
    std::int32_t generationId = 0;
    std::string memberId;
    std::optional<std::string> groupInstanceId;
    UnknownTags unknownTags;

    bool operator==(const HeartbeatRequest &) const = default;
};

struct HeartbeatResponse {
    static constexpr std::string_view kName = "HeartbeatResponse";
    static constexpr std::int16_t apiKey = 12;
    static constexpr VersionRange kVersions{0, 4};
    static constexpr std::int16_t flexibleFrom = 4;

    std::int32_t throttleTimeMs = 0;
    std::int16_t errorCode = 0;
    UnknownTags unknownTags;

    bool operator==(const HeartbeatResponse &) const = default;
};

} // namespace weir::wire
