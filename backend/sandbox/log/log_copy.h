// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sandbox/log/partition_log.h"

namespace weir::sandbox {

struct LogCopied
{
    std::size_t bytes = 0;
    bool all = false; ///< the copy begins and ends where the log does
};

/// Brings a copy of a log further: cuts from it what the log has been cut of (KIP-101), appends about `maxBytes` of what it has
/// not yet, a whole batch at least, and takes over the log's start and high watermark. Begins with an empty log. The copy's
/// own batches stay as they are, also where the log is compacted meanwhile. Both belong to the caller's thread.
/// Errors: those of the two logs; the copy stays one that can be gone on with.
base::Result<LogCopied> copyLog(PartitionLog &from, PartitionLog &to, std::uint32_t maxBytes);

} // namespace weir::sandbox
