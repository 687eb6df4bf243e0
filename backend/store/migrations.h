// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>

namespace weir::store {

/// One step of the schema. Its number is its place, from 1; a step that has been released is never changed.
struct Migration {
    const char *what;
    const char *sql;
};

extern const std::array<Migration, 1> kMigrations;

} // namespace weir::store
