// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sandbox/log/log_index.h"

#include <vector>

namespace weir::sandbox {

/// A transaction that was aborted, as `.txnindex` and a Fetch response tell it.
struct AbortedTransaction
{
    std::int64_t producerId = -1;
    std::int64_t firstOffset = -1;
    std::int64_t lastOffset = -1;       ///< of its marker
    std::int64_t lastStableOffset = -1; ///< when the marker was written: nothing that begins later ends below it

    bool operator==(const AbortedTransaction &) const = default;
};

/// `.txnindex`: the aborted transactions whose marker is in the segment, in Kafka's format (version 0; 34 bytes an
/// entry). There is no file where there are none.
class TransactionIndex
{
public:
    static constexpr std::uint32_t kEntryBytes = 2 + 4 * 8;

    TransactionIndex(FileSystem &fs, std::string path) : m_file(fs, std::move(path), kEntryBytes) {}

    base::Result<bool> isEmpty();
    void add(const AbortedTransaction &transaction);
    /// Those with records in [from, upTo). True where no later segment can have one.
    base::Result<bool> collect(std::int64_t from, std::int64_t upTo, std::vector<AbortedTransaction> &into);
    base::Result<std::vector<AbortedTransaction>> all();
    /// Drops entries whose marker is at or above `offset`.
    base::Status truncateTo(std::int64_t offset);
    /// No file is made for nothing.
    base::Status write();
    IndexFile &file() { return m_file; }
    const IndexFile &file() const { return m_file; }

private:
    base::Result<AbortedTransaction> at(std::uint32_t index);
    IndexFile m_file;
};

} // namespace weir::sandbox
