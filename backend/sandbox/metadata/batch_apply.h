// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/result.h"
#include "backend/sandbox/metadata/image_builder.h"
#include "backend/wire/record_batch.h"

namespace weir::sandbox {

/// Applies the records of whole batches in order; those below the builder's next offset are passed over, control
/// batches only move the offset. Gives the number of bytes that were complete.
base::Result<std::size_t> applyBatches(ImageBuilder &builder, base::ByteView batches);

/// One batch of metadata records.
base::Result<base::Bytes> encodeMetadataBatch(std::span<const MetadataRecord> records, std::int64_t baseOffset,
                                              std::int32_t epoch, std::int64_t nowMs);

} // namespace weir::sandbox
