// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/metadata/control_records.h"

#include "backend/wire/codec.h"

namespace weir::sandbox {

namespace {

using Type = wire::ControlRecordTypeSchema;

template <class Message>
base::Result<base::Bytes> controlBatch(std::int64_t baseOffset, std::int32_t epoch, std::int64_t nowMs,
                                       std::int16_t type, const Message &message)
{
    // A key is its schema's version, then the type.
    base::Bytes key(4);
    base::writeBigEndian<std::int16_t>(key.data() + 2, type);
    WEIR_TRY(const base::Bytes value, wire::encodeFlat(message, 0));
    wire::RecordBatchBuilder::Options options;
    options.baseOffset = baseOffset;
    options.partitionLeaderEpoch = epoch;
    options.control = true;
    wire::RecordBatchBuilder builder(options);
    builder.add({.timestamp = nowMs, .key = key, .value = value});
    return builder.finish();
}

} // namespace

base::Result<base::Bytes> leaderChangeBatch(std::int64_t baseOffset, std::int32_t epoch, std::int32_t nodeId,
                                            std::int64_t nowMs)
{
    wire::LeaderChangeMessage message;
    message.leaderId = nodeId;
    message.voters.emplace_back().voterId = nodeId;
    message.grantingVoters = message.voters;
    return controlBatch(baseOffset, epoch, nowMs, Type::kLeaderChange, message);
}

base::Result<base::Bytes> snapshotHeaderBatch(std::int64_t baseOffset, std::int32_t epoch, std::int64_t nowMs,
                                              std::int64_t lastContainedLogTimestamp)
{
    wire::SnapshotHeaderRecord header;
    header.lastContainedLogTimestamp = lastContainedLogTimestamp;
    return controlBatch(baseOffset, epoch, nowMs, Type::kSnapshotHeader, header);
}

base::Result<base::Bytes> snapshotFooterBatch(std::int64_t baseOffset, std::int32_t epoch, std::int64_t nowMs)
{
    return controlBatch(baseOffset, epoch, nowMs, Type::kSnapshotFooter, wire::SnapshotFooterRecord{});
}

std::int16_t controlTypeOf(const wire::RecordView &record)
{
    if (!record.key || record.key->size() < 4)
        return -1;
    return base::readBigEndian<std::int16_t>(record.key->data() + 2);
}

} // namespace weir::sandbox
