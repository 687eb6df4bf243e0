// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/bytes.h"
#include "backend/wire/types.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// State and members of groups of the classic protocol.
/// v1 throttle time; v3 authorized operations; v4 static members; v5 flexible; v6 error text, an unknown group is an error.
struct DescribeGroupsRequest {
    static constexpr std::string_view kName = "DescribeGroupsRequest";
    static constexpr std::int16_t apiKey = 15;
    static constexpr VersionRange kVersions{0, 6};
    static constexpr std::int16_t flexibleFrom = 5;

    std::vector<std::string> groups;
    bool includeAuthorizedOperations = false;
    UnknownTags unknownTags;

    bool operator==(const DescribeGroupsRequest &) const = default;
};

struct DescribeGroupsResponse {
    static constexpr std::string_view kName = "DescribeGroupsResponse";
    static constexpr std::int16_t apiKey = 15;
    static constexpr VersionRange kVersions{0, 6};
    static constexpr std::int16_t flexibleFrom = 5;

    struct DescribedGroupMember {
        std::string memberId;
        std::optional<std::string> groupInstanceId;
        std::string clientId;
        std::string clientHost;
        base::Bytes memberMetadata;
        base::Bytes memberAssignment;
        UnknownTags unknownTags;

        bool operator==(const DescribedGroupMember &) const = default;
    };
    struct DescribedGroup {
        std::int16_t errorCode = 0;
        std::optional<std::string> errorMessage;
        std::string groupId;
        std::string groupState; ///< "Empty", "PreparingRebalance", "CompletingRebalance", "Stable", "Dead"
        std::string protocolType;
        std::string protocolData; ///< the assignor, for consumers
        std::vector<DescribedGroupMember> members;
        std::int32_t authorizedOperations = -2147483647 - 1;
        UnknownTags unknownTags;

        bool operator==(const DescribedGroup &) const = default;
    };

    std::int32_t throttleTimeMs = 0;
    std::vector<DescribedGroup> groups;
    UnknownTags unknownTags;

    bool operator==(const DescribeGroupsResponse &) const = default;
};

} // namespace weir::wire
