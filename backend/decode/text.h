// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/bytes.h"

#include <optional>

namespace weir::decode {

/// The first byte that is not well-formed UTF-8 (RFC 3629: no overlong form, no surrogate, nothing above U+10FFFF).
std::optional<std::size_t> firstInvalidUtf8(base::ByteView bytes);

} // namespace weir::decode
