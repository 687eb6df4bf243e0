// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/bytes.h"
#include "backend/base/result.h"

namespace weir::sandbox {

/// For records of our own logs: what is encoded came out of requests or out of a log, so nothing is too long to be written again.
inline base::Bytes certain(base::Result<base::Bytes> encoded)
{
    return encoded ? std::move(*encoded) : base::Bytes{};
}

} // namespace weir::sandbox
