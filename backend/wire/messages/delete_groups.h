// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/wire/types.h"

#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// Deletes empty groups and their offsets. v1 as v0; v2 flexible.
struct DeleteGroupsRequest {
    static constexpr std::string_view kName = "DeleteGroupsRequest";
    static constexpr std::int16_t apiKey = 42;
    static constexpr VersionRange kVersions{0, 2};
    static constexpr std::int16_t flexibleFrom = 2;

    std::vector<std::string> groupsNames;
    UnknownTags unknownTags;

    bool operator==(const DeleteGroupsRequest &) const = default;
};

struct DeleteGroupsResponse {
    static constexpr std::string_view kName = "DeleteGroupsResponse";
    static constexpr std::int16_t apiKey = 42;
    static constexpr VersionRange kVersions{0, 2};
    static constexpr std::int16_t flexibleFrom = 2;

    struct DeletableGroupResult {
        std::string groupId;
        std::int16_t errorCode = 0;
        UnknownTags unknownTags;

        bool operator==(const DeletableGroupResult &) const = default;
    };

    std::int32_t throttleTimeMs = 0;
    std::vector<DeletableGroupResult> results;
    UnknownTags unknownTags;

    bool operator==(const DeleteGroupsResponse &) const = default;
};

} // namespace weir::wire
