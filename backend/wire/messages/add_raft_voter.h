// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/uuid.h"
#include "backend/wire/types.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// Adds a controller to the voters of the metadata log (KIP-853).
/// v1 may answer before the new voters are committed.
struct AddRaftVoterRequest {
    static constexpr std::string_view kName = "AddRaftVoterRequest";
    static constexpr std::int16_t apiKey = 80;
    static constexpr VersionRange kVersions{0, 1};
    static constexpr std::int16_t flexibleFrom = 0;

    struct Listener {
        std::string name;
        std::string host;
        std::uint16_t port = 0;
        UnknownTags unknownTags;

        bool operator==(const Listener &) const = default;
    };

    std::optional<std::string> clusterId = std::string{};
    std::int32_t timeoutMs = 0;
    std::int32_t voterId = 0;
    base::Uuid voterDirectoryId;
    std::vector<Listener> listeners;
    bool ackWhenCommitted = true; ///< false: when written to the log of the leader
    UnknownTags unknownTags;

    bool operator==(const AddRaftVoterRequest &) const = default;
};

struct AddRaftVoterResponse {
    static constexpr std::string_view kName = "AddRaftVoterResponse";
    static constexpr std::int16_t apiKey = 80;
    static constexpr VersionRange kVersions{0, 1};
    static constexpr std::int16_t flexibleFrom = 0;

    std::int32_t throttleTimeMs = 0;
    std::int16_t errorCode = 0;
    std::optional<std::string> errorMessage = std::string{};
    UnknownTags unknownTags;

    bool operator==(const AddRaftVoterResponse &) const = default;
};

} // namespace weir::wire
