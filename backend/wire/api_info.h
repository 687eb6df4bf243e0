// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/wire/schema.h"
#include "backend/wire/types.h"

#include <span>
#include <string_view>

namespace weir::wire {

/// What the codec speaks of one API key. For lookups without the message headers; the list itself is api_list.h.
struct ApiInfo {
    std::int16_t key = 0;
    std::string_view name; ///< Kafka's: "Produce"
    VersionRange versions; ///< what encode() and decode() take; a server may serve less
    std::int16_t flexibleFrom = kNeverFlexible;
    const Schema &(*requestSchema)() = nullptr;
    const Schema &(*responseSchema)() = nullptr;
};

/// Every key that the codec speaks, ascending.
std::span<const ApiInfo> allApis();
/// Null for a key that the codec does not speak.
const ApiInfo *apiInfo(std::int16_t key);
/// Kafka's name of the key, also of one that the codec does not speak; empty for one that Kafka 4.3 does not have.
std::string_view apiName(std::int16_t key);

} // namespace weir::wire
