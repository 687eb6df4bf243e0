// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/bytes.h"
#include "backend/wire/types.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// A broker passes a client's request on to the controller, with who sent it (KIP-590). One version.
struct EnvelopeRequest {
    static constexpr std::string_view kName = "EnvelopeRequest";
    static constexpr std::int16_t apiKey = 58;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    base::Bytes requestData; ///< header and body
    std::optional<base::Bytes> requestPrincipal = base::Bytes{};
    base::Bytes clientHostAddress; ///< 4 or 16 bytes
    UnknownTags unknownTags;

    bool operator==(const EnvelopeRequest &) const = default;
};

struct EnvelopeResponse {
    static constexpr std::string_view kName = "EnvelopeResponse";
    static constexpr std::int16_t apiKey = 58;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    std::optional<base::Bytes> responseData; ///< header and body
    std::int16_t errorCode = 0;
    UnknownTags unknownTags;

    bool operator==(const EnvelopeResponse &) const = default;
};

/// Who sent the request of an envelope, behind two bytes with the version.
struct DefaultPrincipalData {
    static constexpr std::string_view kName = "DefaultPrincipalData";
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    std::string type; ///< "User"
    std::string name;
    bool tokenAuthenticated = false;
    UnknownTags unknownTags;

    bool operator==(const DefaultPrincipalData &) const = default;
};

} // namespace weir::wire
