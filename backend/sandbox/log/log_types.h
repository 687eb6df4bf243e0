// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sandbox/core/file_system.h"
#include "backend/wire/records.h"

#include <cstdint>
#include <memory>

namespace weir::sandbox {

/// What an append within a transaction says of itself.
struct TransactionTerms
{
    /// What PartitionLog::startVerification() gave, once the coordinator has said yes.
    std::uint64_t verification = 0;
    /// The transaction.version of an end marker: from 2 on its epoch is above that of the transaction's records.
    std::int16_t markerVersion = 0;
};

/// Who appends: what is demanded of the bytes differs.
enum class AppendOrigin : std::uint8_t {
    Client,      ///< one batch, everything is checked
    Coordinator, ///< our own group and transaction records: any number of batches, control batches allowed
    RaftLeader   ///< the metadata log: as Coordinator, offsets are given by the log all the same
};

struct AppendInfo
{
    std::int64_t baseOffset = -1;
    std::int64_t lastOffset = -1;
    std::int64_t logAppendTimeMs = -1; ///< -1 under CreateTime, as Produce answers it
    std::int64_t maxTimestamp = -1;
    std::int64_t logStartOffset = 0;
    std::int32_t recordsCount = 0;
    std::uint32_t bytes = 0; ///< written to the log
    /// An idempotent producer's retry: nothing was written, the offsets are those of the first time.
    bool duplicate = false;
};

/// Whole batches as they lie in one segment file; the last may be cut by the size asked for, as Kafka cuts it.
/// The file stays readable while this lives, whatever happens to the segment.
struct LogSlice
{
    std::shared_ptr<const File> file; ///< null where there is nothing
    std::uint64_t position = 0;
    std::uint32_t size = 0;
    std::int64_t segment = -1; ///< its segment's base offset
    bool firstBatchWhole = true; ///< false: the first batch is longer than `size`

    bool empty() const { return size == 0; }
    /// A copy in memory.
    base::Result<base::Bytes> read() const;
    /// For a Fetch response: a file slice where there is a descriptor to send from, else a copy.
    base::Result<wire::Records> records() const;
};

struct OffsetAndTime
{
    std::int64_t offset = -1;
    std::int64_t timestamp = -1;
    std::int32_t leaderEpoch = -1;
};

} // namespace weir::sandbox
