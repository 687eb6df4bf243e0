// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/wire/types.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// Quotas of users, client ids and addresses (KIP-546).
/// v1 flexible.
struct DescribeClientQuotasRequest {
    static constexpr std::string_view kName = "DescribeClientQuotasRequest";
    static constexpr std::int16_t apiKey = 48;
    static constexpr VersionRange kVersions{0, 1};
    static constexpr std::int16_t flexibleFrom = 1;

    struct ComponentData {
        std::string entityType;                           ///< "user", "client-id" or "ip"
        std::int8_t matchType = 0;                        ///< 0 exact name, 1 the default, 2 any name
        std::optional<std::string> match = std::string{}; ///< null unless the name is to be exact
        UnknownTags unknownTags;

        bool operator==(const ComponentData &) const = default;
    };

    std::vector<ComponentData> components;
    bool strict = false; ///< no entities with further types
    UnknownTags unknownTags;

    bool operator==(const DescribeClientQuotasRequest &) const = default;
};

struct DescribeClientQuotasResponse {
    static constexpr std::string_view kName = "DescribeClientQuotasResponse";
    static constexpr std::int16_t apiKey = 48;
    static constexpr VersionRange kVersions{0, 1};
    static constexpr std::int16_t flexibleFrom = 1;

    struct EntityData {
        std::string entityType;                                ///< "user", "client-id" or "ip"
        std::optional<std::string> entityName = std::string{}; ///< null: the default
        UnknownTags unknownTags;

        bool operator==(const EntityData &) const = default;
    };
    struct ValueData {
        std::string key; ///< "producer_byte_rate" and its like
        double value = 0.0;
        UnknownTags unknownTags;

        bool operator==(const ValueData &) const = default;
    };
    struct EntryData {
        std::vector<EntityData> entity;
        std::vector<ValueData> values;
        UnknownTags unknownTags;

        bool operator==(const EntryData &) const = default;
    };

    std::int32_t throttleTimeMs = 0;
    std::int16_t errorCode = 0;
    std::optional<std::string> errorMessage = std::string{};
    std::optional<std::vector<EntryData>> entries = std::vector<EntryData>{}; ///< null: an error
    UnknownTags unknownTags;

    bool operator==(const DescribeClientQuotasResponse &) const = default;
};

} // namespace weir::wire
