// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/wire/types.h"

#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// A broker takes a block of producer ids from the controller (KIP-730). One version.
struct AllocateProducerIdsRequest {
    static constexpr std::string_view kName = "AllocateProducerIdsRequest";
    static constexpr std::int16_t apiKey = 67;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    std::int32_t brokerId = 0;
    std::int64_t brokerEpoch = -1;
    UnknownTags unknownTags;

    bool operator==(const AllocateProducerIdsRequest &) const = default;
};

struct AllocateProducerIdsResponse {
    static constexpr std::string_view kName = "AllocateProducerIdsResponse";
    static constexpr std::int16_t apiKey = 67;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    std::int32_t throttleTimeMs = 0;
    std::int16_t errorCode = 0;
    std::int64_t producerIdStart = 0;
    std::int32_t producerIdLen = 0;
    UnknownTags unknownTags;

    bool operator==(const AllocateProducerIdsResponse &) const = default;
};

} // namespace weir::wire
