// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/wire/compression.h"

namespace weir::wire {

/// Content from one codec into another, window by window: what it inflates to is never in memory as a whole. Refused with
/// MESSAGE_TOO_LARGE where that is more than `maximumInflated`, or where it is packed into more than `maximum` bytes.
/// Other errors as compress() and decompress().
base::Result<base::Bytes> recompress(Compression from, base::ByteView bytes, Compression to, int level, std::size_t maximumInflated,
                                     std::size_t maximum);

} // namespace weir::wire
