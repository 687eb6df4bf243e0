// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/bytes.h"

namespace weir::base {

/// CRC-32 (IEEE 802.3, "123456789" gives 0xCBF43926): librdkafka's hash of keys unless it is told otherwise.
std::uint32_t crc32(ByteView bytes);

/// 32-bit FNV-1a ("a" gives 0xE40C292C): Sarama's hash of keys.
std::uint32_t fnv1a(ByteView bytes);

} // namespace weir::base
