// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

/// What malloc has given out and not got back, in programs that link allocations.cpp. Any thread.
namespace weir::fuzz {

std::size_t bytesInUse();
/// The most since the last call of forgetPeak().
std::size_t peakBytes();
void forgetPeak();

} // namespace weir::fuzz
