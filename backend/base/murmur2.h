// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/bytes.h"

namespace weir::base {

/// The 32-bit murmur2 by which Kafka's Java clients hash a key ("21" gives -973932308).
std::int32_t murmur2(ByteView bytes);

/// The partition that the Java client's default partitioner gives a keyed record.
inline std::int32_t murmur2Partition(ByteView key, std::int32_t partitions)
{
    return (murmur2(key) & 0x7FFFFFFF) % partitions;
}

} // namespace weir::base
