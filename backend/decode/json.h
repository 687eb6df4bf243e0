// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/decode/decode.h"

namespace weir::decode {

/// Reads the whole as one JSON value; a Problem with the byte where it stops being one.
/// Key order, duplicate keys and the digits of numbers stay as written.
std::optional<Problem> decodeJson(base::ByteView bytes, const Limits &limits, Decoded &into);

} // namespace weir::decode
