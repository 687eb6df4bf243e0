// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sandbox/core/file_system.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace weir::sandbox {

struct EpochStart
{
    std::int32_t epoch = -1;
    std::int64_t startOffset = -1;
    bool operator==(const EpochStart &) const = default;
};

/// Answer to "where does this epoch end" (KIP-101, KIP-320); -1, -1 is "unknown".
struct EpochEnd
{
    std::int32_t epoch = -1;
    std::int64_t endOffset = -1;
    bool operator==(const EpochEnd &) const = default;
};

/// Which leader epoch wrote which offsets, kept in `leader-epoch-checkpoint` (text: version, count, lines "epoch
/// start"). The file is a cache: where it is missing or unreadable it is rebuilt from the batches.
class LeaderEpochCache
{
public:
    LeaderEpochCache(FileSystem &fs, std::string path) : m_fs(fs), m_path(std::move(path)) {}

    /// False where there is no file or one that cannot be understood; the cache is empty then.
    bool load();

    std::int32_t latestEpoch() const { return m_entries.empty() ? -1 : m_entries.back().epoch; }
    const std::vector<EpochStart> &entries() const { return m_entries; }
    std::optional<std::int32_t> epochAt(std::int64_t offset) const;
    EpochEnd endOffsetFor(std::int32_t epoch, std::int64_t logEndOffset) const;

    /// A known or older epoch changes nothing. Written to the file at once (not synced); on a Storage error nothing
    /// changed.
    base::Status assign(std::int32_t epoch, std::int64_t startOffset);
    /// Without writing: for the rebuild from batches, followed by save().
    void note(std::int32_t epoch, std::int64_t startOffset);
    base::Status truncateFromEnd(std::int64_t endOffset);
    base::Status truncateFromStart(std::int64_t startOffset);
    base::Status clear();
    base::Status save(bool sync = false) const;
    /// After the folder was renamed.
    void moveTo(std::string path) { m_path = std::move(path); }

private:
    base::Status replace(std::vector<EpochStart> entries);

    FileSystem &m_fs;
    std::string m_path;
    std::vector<EpochStart> m_entries; ///< both ascending
};

} // namespace weir::sandbox
