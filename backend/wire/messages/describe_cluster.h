// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/wire/types.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// Brokers and controller without topics (KIP-700). v1 brokers or controllers (KIP-919); v2 fenced brokers (KIP-1073).
struct DescribeClusterRequest {
    static constexpr std::string_view kName = "DescribeClusterRequest";
    static constexpr std::int16_t apiKey = 60;
    static constexpr VersionRange kVersions{0, 2};
    static constexpr std::int16_t flexibleFrom = 0;

    bool includeClusterAuthorizedOperations = false;
    std::int8_t endpointType = 1; ///< 1 brokers, 2 controllers
    bool includeFencedBrokers = false;
    UnknownTags unknownTags;

    bool operator==(const DescribeClusterRequest &) const = default;
};

struct DescribeClusterResponse {
    static constexpr std::string_view kName = "DescribeClusterResponse";
    static constexpr std::int16_t apiKey = 60;
    static constexpr VersionRange kVersions{0, 2};
    static constexpr std::int16_t flexibleFrom = 0;

    struct DescribeClusterBroker {
        std::int32_t brokerId = 0;
        std::string host;
        std::int32_t port = 0;
        std::optional<std::string> rack;
        bool isFenced = false;
        UnknownTags unknownTags;

        bool operator==(const DescribeClusterBroker &) const = default;
    };

    std::int32_t throttleTimeMs = 0;
    std::int16_t errorCode = 0;
    std::optional<std::string> errorMessage;
    std::int8_t endpointType = 1;
    std::string clusterId;
    std::int32_t controllerId = -1;
    std::vector<DescribeClusterBroker> brokers;
    std::int32_t clusterAuthorizedOperations = -2147483647 - 1;
    UnknownTags unknownTags;

    bool operator==(const DescribeClusterResponse &) const = default;
};

} // namespace weir::wire
