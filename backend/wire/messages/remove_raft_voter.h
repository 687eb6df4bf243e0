// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/uuid.h"
#include "backend/wire/types.h"

#include <optional>
#include <string>
#include <string_view>

namespace weir::wire {

/// Takes a controller out of the voters of the metadata log (KIP-853). One version.
struct RemoveRaftVoterRequest {
    static constexpr std::string_view kName = "RemoveRaftVoterRequest";
    static constexpr std::int16_t apiKey = 81;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    std::optional<std::string> clusterId = std::string{};
    std::int32_t voterId = 0;
    base::Uuid voterDirectoryId;
    UnknownTags unknownTags;

    bool operator==(const RemoveRaftVoterRequest &) const = default;
};

struct RemoveRaftVoterResponse {
    static constexpr std::string_view kName = "RemoveRaftVoterResponse";
    static constexpr std::int16_t apiKey = 81;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    std::int32_t throttleTimeMs = 0;
    std::int16_t errorCode = 0;
    std::optional<std::string> errorMessage = std::string{};
    UnknownTags unknownTags;

    bool operator==(const RemoveRaftVoterResponse &) const = default;
};

} // namespace weir::wire
