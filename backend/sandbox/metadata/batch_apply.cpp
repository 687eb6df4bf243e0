// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/metadata/batch_apply.h"

namespace weir::sandbox {

namespace {

// What a metadata batch may inflate to; they are written without compression.
constexpr std::size_t kMaxInflated = std::size_t{256} << 20;

} // namespace

base::Result<std::size_t> applyBatches(ImageBuilder &builder, base::ByteView batches)
{
    base::Bytes scratch;
    return wire::forEachBatch(batches, [&](const wire::RecordBatchView &batch) -> base::Status {
        const wire::RecordBatchHeader &header = batch.header();
        if (header.lastOffset() <= builder.current().offset())
            return {};
        WEIR_CHECK(batch.checkCrc());
        if (!header.isControl()) {
            WEIR_TRY(wire::RecordCursor cursor, batch.records(scratch, kMaxInflated));
            for (wire::RecordView record;;) {
                WEIR_TRY(const bool more, cursor.next(record));
                if (!more)
                    break;
                if (record.offset <= builder.current().offset() || !record.value)
                    continue;
                WEIR_TRY(const MetadataRecord decoded, decodeMetadataRecord(*record.value));
                WEIR_CHECK(builder.apply(decoded, record.offset, header.partitionLeaderEpoch));
            }
        }
        builder.skipTo(header.lastOffset(), header.partitionLeaderEpoch);
        return {};
    });
}

base::Result<base::Bytes> encodeMetadataBatch(std::span<const MetadataRecord> records, std::int64_t baseOffset,
                                              std::int32_t epoch, std::int64_t nowMs)
{
    wire::RecordBatchBuilder::Options options;
    options.baseOffset = baseOffset;
    options.partitionLeaderEpoch = epoch;
    wire::RecordBatchBuilder builder(options);
    for (const MetadataRecord &record : records) {
        WEIR_TRY(const base::Bytes value, encodeMetadataRecord(record));
        builder.add({.timestamp = nowMs, .key = std::nullopt, .value = value});
    }
    return builder.finish();
}

} // namespace weir::sandbox
