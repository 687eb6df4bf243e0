// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/wire/types.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// Members leave a group, of their own accord or sent away by an administrator.
/// v1 throttle time; v3 many members, static ones by instance id (KIP-345); v4 flexible; v5 reason (KIP-800).
struct LeaveGroupRequest {
    static constexpr std::string_view kName = "LeaveGroupRequest";
    static constexpr std::int16_t apiKey = 13;
    static constexpr VersionRange kVersions{0, 5};
    static constexpr std::int16_t flexibleFrom = 4;

    struct MemberIdentity {
        std::string memberId;
        std::optional<std::string> groupInstanceId;
        std::optional<std::string> reason;
        UnknownTags unknownTags;

        bool operator==(const MemberIdentity &) const = default;
    };

    std::string groupId;
    std::string memberId; ///< up to v2
    std::vector<MemberIdentity> members; ///< from v3 on
    UnknownTags unknownTags;

    bool operator==(const LeaveGroupRequest &) const = default;
};

struct LeaveGroupResponse {
    static constexpr std::string_view kName = "LeaveGroupResponse";
    static constexpr std::int16_t apiKey = 13;
    static constexpr VersionRange kVersions{0, 5};
    static constexpr std::int16_t flexibleFrom = 4;

    struct MemberResponse {
        std::string memberId;
        std::optional<std::string> groupInstanceId = std::string{};
        std::int16_t errorCode = 0;
        UnknownTags unknownTags;

        bool operator==(const MemberResponse &) const = default;
    };

    std::int32_t throttleTimeMs = 0;
    std::int16_t errorCode = 0;
    std::vector<MemberResponse> members;
    UnknownTags unknownTags;

    bool operator==(const LeaveGroupResponse &) const = default;
};

} // namespace weir::wire
