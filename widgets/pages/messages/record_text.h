// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/model/record.h"

namespace weir::widgets {

/// Whether the bytes are UTF-8 without NUL: what can be copied and shown as text and comes back as the same bytes.
bool isText(const QByteArray &bytes);

/// By how many milliseconds the record's timestamp lies ahead of `nowMs`; empty where it does not, by more than clocks
/// differ. Such records live longer than retention promises and upset reading by time.
std::optional<qint64> aheadOfNow(const model::Record &record, qint64 nowMs);

/// The start of some bytes on one line, for a cell: control characters and line ends become blanks, what is no UTF-8
/// becomes hex. Looks at the first `most` bytes only, however large the record.
QString oneLine(const QByteArray &bytes, qsizetype most = 300);

/// The record as one JSON object on one line, for copying and export. Text that is UTF-8 is a JSON string; other bytes are
/// {"base64": "..."}; null stays null. A value that is a JSON object or array itself is embedded as written, digits and all.
QByteArray recordJson(const model::Record &record);

/// The record as one CSV line (RFC 4180), in the order of recordCsvHeader(). Null is an empty field, empty is "";
/// bytes that are no text are "base64:..."; headers are a JSON array as in recordJson().
QByteArray recordCsv(const model::Record &record);
QByteArray recordCsvHeader();

} // namespace weir::widgets
