// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/bytes.h"
#include "backend/base/uuid.h"
#include "backend/wire/types.h"

#include <string_view>

namespace weir::wire {

/// A client's metrics, as an OTLP document (KIP-714). One version.
struct PushTelemetryRequest {
    static constexpr std::string_view kName = "PushTelemetryRequest";
    static constexpr std::int16_t apiKey = 72;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    base::Uuid clientInstanceId;
    std::int32_t subscriptionId = 0;
    bool terminating = false; ///< the last one of this client
    std::int8_t compressionType = 0;
    base::Bytes metrics; ///< OTLP MetricsData v1, compressed as compressionType says
    UnknownTags unknownTags;

    bool operator==(const PushTelemetryRequest &) const = default;
};

struct PushTelemetryResponse {
    static constexpr std::string_view kName = "PushTelemetryResponse";
    static constexpr std::int16_t apiKey = 72;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    std::int32_t throttleTimeMs = 0;
    std::int16_t errorCode = 0;
    UnknownTags unknownTags;

    bool operator==(const PushTelemetryResponse &) const = default;
};

} // namespace weir::wire
