// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/uuid.h"
#include "backend/wire/types.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// A broker enters the cluster (KIP-631).
/// v1 ZooKeeper migration; v2 log directories (KIP-858); v3 previous epoch (KIP-966); v4 a feature's minimum may be 0.
struct BrokerRegistrationRequest {
    static constexpr std::string_view kName = "BrokerRegistrationRequest";
    static constexpr std::int16_t apiKey = 62;
    static constexpr VersionRange kVersions{0, 4};
    static constexpr std::int16_t flexibleFrom = 0;

    struct Listener {
        std::string name;
        std::string host;
        std::uint16_t port = 0;
        std::int16_t securityProtocol = 0; ///< 0 PLAINTEXT, 1 SSL, 2 SASL_PLAINTEXT, 3 SASL_SSL
        UnknownTags unknownTags;

        bool operator==(const Listener &) const = default;
    };
    struct Feature {
        std::string name;
        std::int16_t minSupportedVersion = 0;
        std::int16_t maxSupportedVersion = 0;
        UnknownTags unknownTags;

        bool operator==(const Feature &) const = default;
    };

    std::int32_t brokerId = 0;
    std::string clusterId;
    base::Uuid incarnationId;
    std::vector<Listener> listeners;
    std::vector<Feature> features;
    std::optional<std::string> rack = std::string{};
    bool isMigratingZkBroker = false;
    std::vector<base::Uuid> logDirs;
    std::int64_t previousBrokerEpoch = -1;
    UnknownTags unknownTags;

    bool operator==(const BrokerRegistrationRequest &) const = default;
};

struct BrokerRegistrationResponse {
    static constexpr std::string_view kName = "BrokerRegistrationResponse";
    static constexpr std::int16_t apiKey = 62;
    static constexpr VersionRange kVersions{0, 4};
    static constexpr std::int16_t flexibleFrom = 0;

    std::int32_t throttleTimeMs = 0;
    std::int16_t errorCode = 0;
    std::int64_t brokerEpoch = -1;
    UnknownTags unknownTags;

    bool operator==(const BrokerRegistrationResponse &) const = default;
};

} // namespace weir::wire
