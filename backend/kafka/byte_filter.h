// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/bytes.h"

#include <string>

namespace weir::kafka {

/// Finds a text in bytes, ASCII letters in any case, all other bytes as they are. Made for running over gigabytes: it
/// compares sixteen places at a time by the first and the last byte before it looks at what lies between.
class ByteFilter
{
public:
    /// An empty needle is found everywhere.
    explicit ByteFilter(std::string needle);

    bool isEmpty() const { return m_lower.empty(); }
    bool foundIn(base::ByteView bytes) const;

private:
    bool matchesAt(const std::uint8_t *at) const;

    std::string m_lower;
};

} // namespace weir::kafka
