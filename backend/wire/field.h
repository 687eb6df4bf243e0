// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/wire/types.h"

namespace weir::wire {

/// What the protocol says of one field besides its type, default and place. A constant of a describe() function.
struct Field {
    static constexpr std::int16_t kNewest = std::numeric_limits<std::int16_t>::max();

    VersionRange versions{0, kNewest};
    VersionRange nullable{};
    std::int32_t tag = -1;      ///< the tag number, or -1 for a field that stands in order
    bool isIgnorable = false;   ///< may be left out although set, when the version does not have it
    bool isSecret = false;      ///< never shown in a dump

    constexpr Field orNull(std::int16_t from = 0, std::int16_t to = kNewest) const
    {
        Field copy = *this;
        copy.nullable = {from, to};
        return copy;
    }
    constexpr Field tagged(std::int32_t number) const
    {
        Field copy = *this;
        copy.tag = number;
        return copy;
    }
    constexpr Field ignorable() const
    {
        Field copy = *this;
        copy.isIgnorable = true;
        return copy;
    }
    constexpr Field secret() const
    {
        Field copy = *this;
        copy.isSecret = true;
        return copy;
    }
};

/// A field of every version.
constexpr Field always() { return Field{}; }
constexpr Field since(std::int16_t version) { return Field{{version, Field::kNewest}, {}, -1, false, false}; }
constexpr Field between(std::int16_t first, std::int16_t last) { return Field{{first, last}, {}, -1, false, false}; }
constexpr Field until(std::int16_t last) { return between(0, last); }

/// Chooses the describe() of a struct; found by argument-dependent lookup.
template <class S>
struct Type {};

} // namespace weir::wire
