// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/bytes.h"
#include "backend/wire/types.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// Enters a group of the classic protocol.
/// v1 rebalance timeout; v2 throttle time; v4 the broker hands out a member id first (KIP-394); v5 static members
/// (KIP-345); v6 flexible; v7 protocol type in the answer; v8 reason (KIP-800); v9 skipAssignment (KIP-814).
struct JoinGroupRequest {
    static constexpr std::string_view kName = "JoinGroupRequest";
    static constexpr std::int16_t apiKey = 11;
    static constexpr VersionRange kVersions{0, 9};
    static constexpr std::int16_t flexibleFrom = 6;

    struct JoinGroupRequestProtocol {
        std::string name;
        base::Bytes metadata; ///< for consumers a ConsumerProtocolSubscription
        UnknownTags unknownTags;

        bool operator==(const JoinGroupRequestProtocol &) const = default;
    };

    std::string groupId;
    std::int32_t sessionTimeoutMs = 0;
    std::int32_t rebalanceTimeoutMs = -1;
    std::string memberId;
    std::optional<std::string> groupInstanceId;
    std::string protocolType;
    std::vector<JoinGroupRequestProtocol> protocols;
    std::optional<std::string> reason;
    UnknownTags unknownTags;

    bool operator==(const JoinGroupRequest &) const = default;
};

struct JoinGroupResponse {
    static constexpr std::string_view kName = "JoinGroupResponse";
    static constexpr std::int16_t apiKey = 11;
    static constexpr VersionRange kVersions{0, 9};
    static constexpr std::int16_t flexibleFrom = 6;

    struct JoinGroupResponseMember {
        std::string memberId;
        std::optional<std::string> groupInstanceId;
        base::Bytes metadata;
        UnknownTags unknownTags;

        bool operator==(const JoinGroupResponseMember &) const = default;
    };

    std::int32_t throttleTimeMs = 0;
    std::int16_t errorCode = 0;
    std::int32_t generationId = -1;
    std::optional<std::string> protocolType;
    std::optional<std::string> protocolName = std::string{};
    std::string leader;
    bool skipAssignment = false;
    std::string memberId;
    std::vector<JoinGroupResponseMember> members; ///< of the leader's answer only
    UnknownTags unknownTags;

    bool operator==(const JoinGroupResponse &) const = default;
};

} // namespace weir::wire
