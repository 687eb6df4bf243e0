// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/bytes.h"

#include <cstdint>
#include <limits>
#include <vector>

namespace weir::wire {

/// A closed range of message versions. Empty when max < min.
struct VersionRange {
    std::int16_t min = 0;
    std::int16_t max = -1;

    constexpr bool contains(std::int16_t version) const { return version >= min && version <= max; }
    constexpr bool isEmpty() const { return max < min; }
    constexpr bool contains(VersionRange other) const { return other.min >= min && other.max <= max; }

    constexpr bool operator==(const VersionRange &) const = default;
};

/// `flexibleFrom` of a message that never got compact lengths and tagged fields (KIP-482).
inline constexpr std::int16_t kNeverFlexible = std::numeric_limits<std::int16_t>::max();

/// A tagged field that this build does not know: kept as it came and written back in its place.
struct UnknownTag {
    std::uint32_t tag = 0;
    base::Bytes data;

    bool operator==(const UnknownTag &) const = default;
};

/// In ascending order of tag, each tag once; only flexible versions can carry any.
using UnknownTags = std::vector<UnknownTag>;

} // namespace weir::wire
