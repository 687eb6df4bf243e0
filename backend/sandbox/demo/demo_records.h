// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/bytes.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace weir::sandbox {

/// A record of the shop before it has a place in a partition.
struct DemoRecord {
    std::optional<std::string> key;
    std::optional<std::string> value; ///< nothing: a tombstone
    std::vector<std::pair<std::string, std::optional<std::string>>> headers;
};

/// The `sequence`-th record that ever goes into the topic. The same arguments give the same record on every machine and
/// at every start. An unknown topic gives an empty record.
DemoRecord demoRecord(const std::string &topic, std::uint64_t sequence, std::int64_t timestampMs);

/// What the stalling group cannot read: one payment in some thousands is cut off in the middle.
bool isReadableDemoValue(base::ByteView value);

} // namespace weir::sandbox
