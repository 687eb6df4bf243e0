// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/wire/types.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// Access control entries that a filter fits; null, and the number 1 (ANY), fit everything. v2 flexible; v3 resources of type user.
/// Numbers are those of Kafka's ResourceType, PatternType, AclOperation and AclPermissionType.
struct DescribeAclsRequest {
    static constexpr std::string_view kName = "DescribeAclsRequest";
    static constexpr std::int16_t apiKey = 29;
    static constexpr VersionRange kVersions{1, 3};
    static constexpr std::int16_t flexibleFrom = 2;

    std::int8_t resourceTypeFilter = 0;
    std::optional<std::string> resourceNameFilter = std::string{};
    std::int8_t patternTypeFilter = 3;
    std::optional<std::string> principalFilter = std::string{};
    std::optional<std::string> hostFilter = std::string{};
    std::int8_t operation = 0;
    std::int8_t permissionType = 0;
    UnknownTags unknownTags;

    bool operator==(const DescribeAclsRequest &) const = default;
};

struct DescribeAclsResponse {
    static constexpr std::string_view kName = "DescribeAclsResponse";
    static constexpr std::int16_t apiKey = 29;
    static constexpr VersionRange kVersions{1, 3};
    static constexpr std::int16_t flexibleFrom = 2;

    struct AclDescription {
        std::string principal;
        std::string host;
        std::int8_t operation = 0;
        std::int8_t permissionType = 0;
        UnknownTags unknownTags;

        bool operator==(const AclDescription &) const = default;
    };
    struct DescribeAclsResource {
        std::int8_t resourceType = 0;
        std::string resourceName;
        std::int8_t patternType = 3;
        std::vector<AclDescription> acls;
        UnknownTags unknownTags;

        bool operator==(const DescribeAclsResource &) const = default;
    };

    std::int32_t throttleTimeMs = 0;
    std::int16_t errorCode = 0;
    std::optional<std::string> errorMessage = std::string{};
    std::vector<DescribeAclsResource> resources;
    UnknownTags unknownTags;

    bool operator==(const DescribeAclsResponse &) const = default;
};

} // namespace weir::wire
