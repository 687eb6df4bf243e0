// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/bytes.h"
#include "backend/wire/types.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// One step of a SASL exchange. v1 session lifetime (KIP-368); v2 flexible.
struct SaslAuthenticateRequest {
    static constexpr std::string_view kName = "SaslAuthenticateRequest";
    static constexpr std::int16_t apiKey = 36;
    static constexpr VersionRange kVersions{0, 2};
    static constexpr std::int16_t flexibleFrom = 2;

    base::Bytes authBytes;
    UnknownTags unknownTags;

    bool operator==(const SaslAuthenticateRequest &) const = default;
};

struct SaslAuthenticateResponse {
    static constexpr std::string_view kName = "SaslAuthenticateResponse";
    static constexpr std::int16_t apiKey = 36;
    static constexpr VersionRange kVersions{0, 2};
    static constexpr std::int16_t flexibleFrom = 2;

    std::int16_t errorCode = 0;
    std::optional<std::string> errorMessage = std::string{};
    base::Bytes authBytes;
    std::int64_t sessionLifetimeMs = 0; ///< 0: no limit
    UnknownTags unknownTags;

    bool operator==(const SaslAuthenticateResponse &) const = default;
};

} // namespace weir::wire
