// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/log/log_copy.h"

#include "backend/wire/record_batch.h"

#include <algorithm>

namespace weir::sandbox {

namespace {

base::Status startOver(const PartitionLog &from, PartitionLog &to)
{
    return to.logEndOffset() == from.logStartOffset() && to.sizeInBytes() == 0 ? base::Status() : to.truncateFullyAndStartAt(from.logStartOffset());
}

/// What the log has been cut of goes from the copy too.
base::Status align(const PartitionLog &from, PartitionLog &to)
{
    if (to.logEndOffset() < from.logStartOffset() || to.logStartOffset() > from.logEndOffset())
        return startOver(from, to);
    // Where two logs end an epoch at the same offset, all below is the same.
    while (to.latestEpoch() >= 0 && to.sizeInBytes() > 0) {
        const EpochEnd end = from.endOffsetForEpoch(to.latestEpoch());
        if (end.epoch < 0 || end.endOffset < 0)
            return startOver(from, to);
        if (end.epoch == to.latestEpoch() && end.endOffset >= to.logEndOffset())
            return {};
        const EpochEnd own = to.endOffsetForEpoch(end.epoch);
        const std::int64_t cut = std::min(end.endOffset, own.endOffset >= 0 ? own.endOffset : to.logEndOffset());
        if (cut >= to.logEndOffset() || cut <= to.logStartOffset())
            return startOver(from, to);
        WEIR_CHECK(to.truncateTo(cut));
    }
    return {};
}

} // namespace

base::Result<LogCopied> copyLog(PartitionLog &from, PartitionLog &to, std::uint32_t maxBytes)
{
    WEIR_CHECK(align(from, to));
    LogCopied copied;
    if (to.logEndOffset() < from.logEndOffset()) {
        WEIR_TRY(const LogSlice slice, from.read(to.logEndOffset(), maxBytes, from.logEndOffset(), true));
        WEIR_TRY(const base::Bytes batches, slice.read());
        WEIR_TRY(const wire::RecordBatchView first, wire::RecordBatchView::parse(batches));
        // The first batch of a log begins below the log's start where records of it have been deleted.
        if (first.header().baseOffset < to.logEndOffset() && to.sizeInBytes() == 0)
            WEIR_CHECK(to.truncateFullyAndStartAt(first.header().baseOffset));
        WEIR_CHECK(to.appendAsFollower(batches));
        copied.bytes = batches.size();
    }
    to.setHighWatermark(std::min(from.highWatermark(), to.logEndOffset()));
    if (from.logStartOffset() > to.logStartOffset() && from.logStartOffset() <= to.highWatermark())
        WEIR_CHECK(to.deleteRecordsBefore(from.logStartOffset()));
    copied.all = to.logEndOffset() == from.logEndOffset() && to.logStartOffset() == from.logStartOffset();
    return copied;
}

} // namespace weir::sandbox
