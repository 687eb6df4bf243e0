// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/result.h"
#include "backend/wire/messages/control_records.h"
#include "backend/wire/record_batch.h"

#include <cstdint>

namespace weir::sandbox {

/// @{ The control batches of a metadata log and its snapshots (KIP-595, KIP-630): one record each.
/// `nodeId` leads from here on in `epoch`, elected by itself as the only voter.
base::Result<base::Bytes> leaderChangeBatch(std::int64_t baseOffset, std::int32_t epoch, std::int32_t nodeId,
                                            std::int64_t nowMs);
base::Result<base::Bytes> snapshotHeaderBatch(std::int64_t baseOffset, std::int32_t epoch, std::int64_t nowMs,
                                              std::int64_t lastContainedLogTimestamp);
base::Result<base::Bytes> snapshotFooterBatch(std::int64_t baseOffset, std::int32_t epoch, std::int64_t nowMs);
/// @}

/// The type in a control record's key; -1 where it is none.
std::int16_t controlTypeOf(const wire::RecordView &record);

} // namespace weir::sandbox
