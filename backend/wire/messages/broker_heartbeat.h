// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/uuid.h"
#include "backend/wire/types.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// A broker tells the controller that it lives and what it wants (KIP-631).
/// v1 offline log directories (KIP-858); v2 cordoned ones (KIP-1066).
struct BrokerHeartbeatRequest {
    static constexpr std::string_view kName = "BrokerHeartbeatRequest";
    static constexpr std::int16_t apiKey = 63;
    static constexpr VersionRange kVersions{0, 2};
    static constexpr std::int16_t flexibleFrom = 0;

    std::int32_t brokerId = 0;
    std::int64_t brokerEpoch = -1;
    std::int64_t currentMetadataOffset = 0;
    bool wantFence = false;
    bool wantShutDown = false;
    std::vector<base::Uuid> offlineLogDirs;
    std::optional<std::vector<base::Uuid>> cordonedLogDirs; ///< null: not told
    UnknownTags unknownTags;

    bool operator==(const BrokerHeartbeatRequest &) const = default;
};

struct BrokerHeartbeatResponse {
    static constexpr std::string_view kName = "BrokerHeartbeatResponse";
    static constexpr std::int16_t apiKey = 63;
    static constexpr VersionRange kVersions{0, 2};
    static constexpr std::int16_t flexibleFrom = 0;

    std::int32_t throttleTimeMs = 0;
    std::int16_t errorCode = 0;
    bool isCaughtUp = false;
    bool isFenced = true;
    bool shouldShutDown = false;
    UnknownTags unknownTags;

    bool operator==(const BrokerHeartbeatResponse &) const = default;
};

} // namespace weir::wire
