// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sandbox/core/file_system.h"

#include <cstdint>
#include <optional>
#include <string>

namespace weir::sandbox {

/// A file of entries of one size, ascending. Neither mapped nor preallocated: an idle partition costs nothing. Entries
/// that were just added wait in memory and are written a block at a time; a crash loses them, and recovery rebuilds
/// them. The descriptor is not held between blocks: a thousand active partitions are a thousand descriptors, not three
/// thousand.
class IndexFile
{
public:
    IndexFile(FileSystem &fs, std::string path, std::uint32_t entryBytes)
        : m_fs(fs), m_path(std::move(path)), m_entryBytes(entryBytes)
    {
    }

    const std::string &path() const { return m_path; }
    base::Result<std::uint32_t> count();
    /// Valid until the next call of any member.
    base::Result<base::ByteView> entry(std::uint32_t index);
    /// Kept in memory until a block is full; a failure to write is not lost data and is tried again.
    void add(base::ByteView entry);
    /// The file exists when this succeeds, even with no entries.
    base::Status write();
    /// What waits is written first.
    base::Status sync();
    /// @{ All entries anew: add() them between the two. A file that already says the same is not touched.
    void beginRebuild();
    base::Status endRebuild();
    /// @}
    base::Status truncate(std::uint32_t entries);
    /// The file found was whole entries; count() must have been asked.
    bool aligned() const { return m_aligned; }
    bool hasPending() const { return !m_pending.empty(); }
    /// Closes the file and drops what was read; what waits to be written stays.
    void release();
    /// The descriptor only: the block read last stays.
    void closeFile() { m_file.reset(); }
    void moveTo(std::string path) { m_path = std::move(path); }
    /// Written and open, for a fsync on another thread.
    base::Result<std::shared_ptr<File>> fileToSync();

private:
    base::Status openFile(OpenMode mode);

    FileSystem &m_fs;
    std::string m_path;
    std::uint32_t m_entryBytes;
    std::shared_ptr<File> m_file;
    bool m_known = false; ///< m_written is that of the file
    bool m_aligned = true;
    bool m_rebuilding = false;
    std::uint32_t m_written = 0;    ///< entries in the file
    base::Bytes m_pending;          ///< entries after them
    std::uint32_t m_blockFirst = 0; ///< first entry of m_block
    base::Bytes m_block;            ///< entries read last
};

/// `.index`: relative offset -> position; 8 bytes an entry. An entry names the last offset of the batch at its
/// position.
class OffsetIndex
{
public:
    static constexpr std::uint32_t kEntryBytes = 8;
    struct Entry
    {
        std::int64_t offset = 0;
        std::uint32_t position = 0;
    };

    OffsetIndex(FileSystem &fs, std::string path, std::int64_t baseOffset)
        : m_file(fs, std::move(path), kEntryBytes), m_baseOffset(baseOffset)
    {
    }
    /// The last entry at or below `offset`; {base, 0} where there is none.
    base::Result<Entry> floor(std::int64_t offset);
    base::Result<std::optional<Entry>> last();
    void add(std::int64_t offset, std::uint32_t position);
    /// The first entry at or behind `position`; nothing where all are before it.
    base::Result<std::optional<Entry>> atPosition(std::uint64_t position);
    /// Drops entries at and above `offset`.
    base::Status truncateTo(std::int64_t offset);
    IndexFile &file() { return m_file; }
    const IndexFile &file() const { return m_file; }

private:
    base::Result<Entry> at(std::uint32_t index);
    IndexFile m_file;
    std::int64_t m_baseOffset;
};

/// `.timeindex`: timestamp -> relative offset; 12 bytes an entry: up to this offset no record is newer than this.
class TimeIndex
{
public:
    static constexpr std::uint32_t kEntryBytes = 12;
    struct Entry
    {
        std::int64_t timestamp = -1;
        std::int64_t offset = 0;
    };

    TimeIndex(FileSystem &fs, std::string path, std::int64_t baseOffset)
        : m_file(fs, std::move(path), kEntryBytes), m_baseOffset(baseOffset)
    {
    }
    /// The last entry with a timestamp at or below; {-1, base} where there is none.
    base::Result<Entry> floor(std::int64_t timestamp);
    base::Result<std::optional<Entry>> last();
    /// An entry that is not newer than the last one is left out.
    base::Status maybeAdd(std::int64_t timestamp, std::int64_t offset);
    base::Status truncateTo(std::int64_t offset);
    IndexFile &file() { return m_file; }
    const IndexFile &file() const { return m_file; }

private:
    base::Result<Entry> at(std::uint32_t index);
    IndexFile m_file;
    std::int64_t m_baseOffset;
};

} // namespace weir::sandbox
