// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/wire/types.h"

#include <cstdint>
#include <utility>
#include <vector>

namespace weir::fuzz {

// The first byte of an input.
inline constexpr std::uint8_t kLoginFirst = 1; ///< else the connection has logged in, as the user that the next flag says
inline constexpr std::uint8_t kNobody = 2;     ///< who may nothing; else who may everything
inline constexpr std::uint8_t kRightSums = 4;  ///< the checksums of record batches are put right, so that they are no wall

/// What the broker serves.
std::vector<std::pair<std::int16_t, wire::VersionRange>> servedKeys();

} // namespace weir::fuzz
