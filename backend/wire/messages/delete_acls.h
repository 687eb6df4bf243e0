// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/wire/types.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// Deletes what the filters fit, each as in DescribeAcls. v2 flexible; v3 resources of type user.
struct DeleteAclsRequest {
    static constexpr std::string_view kName = "DeleteAclsRequest";
    static constexpr std::int16_t apiKey = 31;
    static constexpr VersionRange kVersions{1, 3};
    static constexpr std::int16_t flexibleFrom = 2;

    struct DeleteAclsFilter {
        std::int8_t resourceTypeFilter = 0;
        std::optional<std::string> resourceNameFilter = std::string{};
        std::int8_t patternTypeFilter = 3;
        std::optional<std::string> principalFilter = std::string{};
        std::optional<std::string> hostFilter = std::string{};
        std::int8_t operation = 0;
        std::int8_t permissionType = 0;
        UnknownTags unknownTags;

        bool operator==(const DeleteAclsFilter &) const = default;
    };

    std::vector<DeleteAclsFilter> filters;
    UnknownTags unknownTags;

    bool operator==(const DeleteAclsRequest &) const = default;
};

struct DeleteAclsResponse {
    static constexpr std::string_view kName = "DeleteAclsResponse";
    static constexpr std::int16_t apiKey = 31;
    static constexpr VersionRange kVersions{1, 3};
    static constexpr std::int16_t flexibleFrom = 2;

    struct DeleteAclsMatchingAcl {
        std::int16_t errorCode = 0;
        std::optional<std::string> errorMessage = std::string{};
        std::int8_t resourceType = 0;
        std::string resourceName;
        std::int8_t patternType = 3;
        std::string principal;
        std::string host;
        std::int8_t operation = 0;
        std::int8_t permissionType = 0;
        UnknownTags unknownTags;

        bool operator==(const DeleteAclsMatchingAcl &) const = default;
    };
    struct DeleteAclsFilterResult {
        std::int16_t errorCode = 0;
        std::optional<std::string> errorMessage = std::string{};
        std::vector<DeleteAclsMatchingAcl> matchingAcls;
        UnknownTags unknownTags;

        bool operator==(const DeleteAclsFilterResult &) const = default;
    };

    std::int32_t throttleTimeMs = 0;
    std::vector<DeleteAclsFilterResult> filterResults;
    UnknownTags unknownTags;

    bool operator==(const DeleteAclsResponse &) const = default;
};

} // namespace weir::wire
