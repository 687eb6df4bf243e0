// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/wire/types.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// Numbers as in DescribeAcls. v2 flexible; v3 resources of type user.
struct CreateAclsRequest {
    static constexpr std::string_view kName = "CreateAclsRequest";
    static constexpr std::int16_t apiKey = 30;
    static constexpr VersionRange kVersions{1, 3};
    static constexpr std::int16_t flexibleFrom = 2;

    struct AclCreation {
        std::int8_t resourceType = 0;
        std::string resourceName;
        std::int8_t resourcePatternType = 3;
        std::string principal;
        std::string host;
        std::int8_t operation = 0;
        std::int8_t permissionType = 0;
        UnknownTags unknownTags;

        bool operator==(const AclCreation &) const = default;
    };

    std::vector<AclCreation> creations;
    UnknownTags unknownTags;

    bool operator==(const CreateAclsRequest &) const = default;
};

struct CreateAclsResponse {
    static constexpr std::string_view kName = "CreateAclsResponse";
    static constexpr std::int16_t apiKey = 30;
    static constexpr VersionRange kVersions{1, 3};
    static constexpr std::int16_t flexibleFrom = 2;

    struct AclCreationResult {
        std::int16_t errorCode = 0;
        std::optional<std::string> errorMessage = std::string{};
        UnknownTags unknownTags;

        bool operator==(const AclCreationResult &) const = default;
    };

    std::int32_t throttleTimeMs = 0;
    std::vector<AclCreationResult> results;
    UnknownTags unknownTags;

    bool operator==(const CreateAclsResponse &) const = default;
};

} // namespace weir::wire
