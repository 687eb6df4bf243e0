// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/model/record.h"

namespace weir::widgets {

/// Reads what stands in the "From" field for a kind of start: an offset with or without grouping, or a time as it is
/// shown ("2026-11-21 08:08:14", "08:08" for today, milliseconds since the epoch, ISO 8601 with its own zone
/// "2026-11-21T08:08:14+09:00", or a span back: "15 min", "2 h", "1 d").
/// Empty where it cannot be read.
std::optional<qint64> parseStart(model::ReadStart::Kind kind, const QString &text, qint64 nowMs, bool utc);

} // namespace weir::widgets
