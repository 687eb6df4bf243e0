// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/wire/types.h"

#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// The groups that a broker coordinates.
/// v1 throttle time; v3 flexible; v4 states (KIP-518); v5 types (KIP-848).
struct ListGroupsRequest {
    static constexpr std::string_view kName = "ListGroupsRequest";
    static constexpr std::int16_t apiKey = 16;
    static constexpr VersionRange kVersions{0, 5};
    static constexpr std::int16_t flexibleFrom = 3;

    std::vector<std::string> statesFilter; ///< empty: all
    std::vector<std::string> typesFilter;  ///< empty: all
    UnknownTags unknownTags;

    bool operator==(const ListGroupsRequest &) const = default;
};

struct ListGroupsResponse {
    static constexpr std::string_view kName = "ListGroupsResponse";
    static constexpr std::int16_t apiKey = 16;
    static constexpr VersionRange kVersions{0, 5};
    static constexpr std::int16_t flexibleFrom = 3;

    struct ListedGroup {
        std::string groupId;
        std::string protocolType;
        std::string groupState;
        std::string groupType;
        UnknownTags unknownTags;

        bool operator==(const ListedGroup &) const = default;
    };

    std::int32_t throttleTimeMs = 0;
    std::int16_t errorCode = 0;
    std::vector<ListedGroup> groups;
    UnknownTags unknownTags;

    bool operator==(const ListGroupsResponse &) const = default;
};

} // namespace weir::wire
