// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/wire/types.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// Sets and removes quotas of users, client ids and addresses (KIP-546).
/// v1 flexible.
struct AlterClientQuotasRequest {
    static constexpr std::string_view kName = "AlterClientQuotasRequest";
    static constexpr std::int16_t apiKey = 49;
    static constexpr VersionRange kVersions{0, 1};
    static constexpr std::int16_t flexibleFrom = 1;

    struct EntityData {
        std::string entityType;                                ///< "user", "client-id" or "ip"
        std::optional<std::string> entityName = std::string{}; ///< null: the default
        UnknownTags unknownTags;

        bool operator==(const EntityData &) const = default;
    };
    struct OpData {
        std::string key; ///< "producer_byte_rate" and its like
        double value = 0.0;
        bool remove = false; ///< instead of setting it
        UnknownTags unknownTags;

        bool operator==(const OpData &) const = default;
    };
    struct EntryData {
        std::vector<EntityData> entity;
        std::vector<OpData> ops;
        UnknownTags unknownTags;

        bool operator==(const EntryData &) const = default;
    };

    std::vector<EntryData> entries;
    bool validateOnly = false;
    UnknownTags unknownTags;

    bool operator==(const AlterClientQuotasRequest &) const = default;
};

struct AlterClientQuotasResponse {
    static constexpr std::string_view kName = "AlterClientQuotasResponse";
    static constexpr std::int16_t apiKey = 49;
    static constexpr VersionRange kVersions{0, 1};
    static constexpr std::int16_t flexibleFrom = 1;

    struct EntityData {
        std::string entityType;                                ///< "user", "client-id" or "ip"
        std::optional<std::string> entityName = std::string{}; ///< null: the default
        UnknownTags unknownTags;

        bool operator==(const EntityData &) const = default;
    };
    struct EntryData {
        std::int16_t errorCode = 0;
        std::optional<std::string> errorMessage = std::string{};
        std::vector<EntityData> entity;
        UnknownTags unknownTags;

        bool operator==(const EntryData &) const = default;
    };

    std::int32_t throttleTimeMs = 0;
    std::vector<EntryData> entries;
    UnknownTags unknownTags;

    bool operator==(const AlterClientQuotasResponse &) const = default;
};

} // namespace weir::wire
