// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/wire/types.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// Which broker leads a group or a transactional id.
/// v1 key type, throttle time, message; v3 flexible; v4 many keys in one (KIP-699); v5 TRANSACTION_ABORTABLE; v6 share.
struct FindCoordinatorRequest {
    static constexpr std::string_view kName = "FindCoordinatorRequest";
    static constexpr std::int16_t apiKey = 10;
    static constexpr VersionRange kVersions{0, 6};
    static constexpr std::int16_t flexibleFrom = 3;

    static constexpr std::int8_t kGroup = 0;
    static constexpr std::int8_t kTransaction = 1;
    static constexpr std::int8_t kShare = 2;

    std::string key; ///< up to v3
    std::int8_t keyType = kGroup;
    std::vector<std::string> coordinatorKeys; ///< from v4 on
    UnknownTags unknownTags;

    bool operator==(const FindCoordinatorRequest &) const = default;
};

struct FindCoordinatorResponse {
    static constexpr std::string_view kName = "FindCoordinatorResponse";
    static constexpr std::int16_t apiKey = 10;
    static constexpr VersionRange kVersions{0, 6};
    static constexpr std::int16_t flexibleFrom = 3;

    struct Coordinator {
        std::string key;
        std::int32_t nodeId = 0;
        std::string host;
        std::int32_t port = 0;
        std::int16_t errorCode = 0;
        std::optional<std::string> errorMessage = std::string{};
        UnknownTags unknownTags;

        bool operator==(const Coordinator &) const = default;
    };

    std::int32_t throttleTimeMs = 0;
    std::int16_t errorCode = 0;                                ///< up to v3, as the next four
    std::optional<std::string> errorMessage = std::string{};
    std::int32_t nodeId = 0;
    std::string host;
    std::int32_t port = 0;
    std::vector<Coordinator> coordinators;                     ///< from v4 on
    UnknownTags unknownTags;

    bool operator==(const FindCoordinatorResponse &) const = default;
};

} // namespace weir::wire
