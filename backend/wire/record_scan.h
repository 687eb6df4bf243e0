// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/wire/record_batch.h"

namespace weir::wire {

struct RecordPlace {
    std::int64_t offset = -1;
    std::int64_t timestamp = kNoTimestamp;
};

/// The first record of the batch at or after that time and that offset, or nothing. Read window by window: whatever the batch
/// inflates to, it costs little memory. Errors: as decompress(), CORRUPT_MESSAGE for records that cannot be read.
base::Result<std::optional<RecordPlace>> firstRecordSince(const RecordBatchView &batch, std::int64_t timestamp, std::int64_t fromOffset);

} // namespace weir::wire
