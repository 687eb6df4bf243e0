// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/bytes.h"

#include <functional>

/// A fuzz target is one .cpp with these two. `LLVMFuzzerTestOneInput` aborts when a promise is broken. `fuzzSeeds` hands
/// out inputs that reach deep; the plain build runs them, and mutations of them, as an ordinary test.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);
void fuzzSeeds(const std::function<void(weir::base::ByteView)> &take);
