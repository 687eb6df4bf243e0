// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/wire/types.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Records of __cluster_metadata. In the log each stands in a frame: metadata_record_frame.h.

namespace weir::wire {

/// One quota of users, client ids or addresses, set or removed.
struct ClientQuotaRecord {
    static constexpr std::string_view kName = "ClientQuotaRecord";
    static constexpr std::int16_t kRecordType = 14;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    struct EntityData {
        std::string entityType;                                ///< "user", "client-id" or "ip"
        std::optional<std::string> entityName = std::string{}; ///< null: the default
        UnknownTags unknownTags;

        bool operator==(const EntityData &) const = default;
    };

    std::vector<EntityData> entity;
    std::string key; ///< "producer_byte_rate" and its like
    double value = 0.0;
    bool remove = false; ///< instead of setting it
    UnknownTags unknownTags;

    bool operator==(const ClientQuotaRecord &) const = default;
};

} // namespace weir::wire
