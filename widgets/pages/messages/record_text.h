// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/model/record.h"

namespace weir::widgets {

/// The start of some bytes on one line, for a cell: control characters and line ends become blanks, what is no UTF-8
/// becomes hex. Looks at the first `most` bytes only, however large the record.
QString oneLine(const QByteArray &bytes, qsizetype most = 300);

/// The record as one JSON object on one line, for copying and export. Text that is UTF-8 is a JSON string; other bytes are
/// {"base64": "..."}; null stays null. A value that is a JSON object or array itself is embedded as written, digits and all.
QByteArray recordJson(const model::Record &record);

/// The record as one CSV line (RFC 4180), in the order of recordCsvHeader().
QByteArray recordCsv(const model::Record &record);
QByteArray recordCsvHeader();

} // namespace weir::widgets
