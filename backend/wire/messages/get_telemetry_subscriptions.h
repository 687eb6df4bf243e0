// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/uuid.h"
#include "backend/wire/types.h"

#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// Asks which of its metrics a client is to push, and how often (KIP-714). One version.
struct GetTelemetrySubscriptionsRequest {
    static constexpr std::string_view kName = "GetTelemetrySubscriptionsRequest";
    static constexpr std::int16_t apiKey = 71;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    base::Uuid clientInstanceId; ///< zero: the broker is to give one
    UnknownTags unknownTags;

    bool operator==(const GetTelemetrySubscriptionsRequest &) const = default;
};

struct GetTelemetrySubscriptionsResponse {
    static constexpr std::string_view kName = "GetTelemetrySubscriptionsResponse";
    static constexpr std::int16_t apiKey = 71;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    std::int32_t throttleTimeMs = 0;
    std::int16_t errorCode = 0;
    base::Uuid clientInstanceId;
    std::int32_t subscriptionId = 0;
    std::vector<std::int8_t> acceptedCompressionTypes; ///< best liked first; numbers as of record batches
    std::int32_t pushIntervalMs = 0;
    std::int32_t telemetryMaxBytes = 0;
    bool deltaTemporality = false;             ///< counters since the last push, not since the start
    std::vector<std::string> requestedMetrics; ///< prefixes; one empty: all metrics, none: nothing is to be pushed
    UnknownTags unknownTags;

    bool operator==(const GetTelemetrySubscriptionsResponse &) const = default;
};

} // namespace weir::wire
