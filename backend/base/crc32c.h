// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/bytes.h"

namespace weir::base {

/// CRC-32C (Castagnoli, RFC 3720 appendix B.4), as record batches carry it. Uses SSE 4.2 where the processor has it.
/// `seed` is the result of an earlier part, so that a checksum can be taken in pieces.
std::uint32_t crc32c(ByteView bytes, std::uint32_t seed = 0);

} // namespace weir::base
