// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/log/log_index.h"

#include <algorithm>
#include <utility>

namespace weir::sandbox {

using base::ByteView;
using base::Result;
using base::Status;

namespace {
constexpr std::size_t kBlockBytes = 4'096;
}

Status IndexFile::openFile(OpenMode mode)
{
    if (!m_file) {
        WEIR_TRY(m_file, m_fs.open(m_path, mode));
    }
    if (!m_known) {
        WEIR_TRY(const std::uint64_t size, m_file->size());
        m_written = static_cast<std::uint32_t>(size / m_entryBytes);
        m_aligned = size % m_entryBytes == 0;
        m_known = true;
    }
    return {};
}

Result<std::uint32_t> IndexFile::count()
{
    if (!m_known) {
        const auto info = m_fs.info(m_path);
        if (!info && info.error().kind != base::ErrorKind::NotFound)
            return base::fail(info.error());
        m_written = info ? static_cast<std::uint32_t>(info->size / m_entryBytes) : 0;
        m_aligned = !info || info->size % m_entryBytes == 0;
        m_known = true;
    }
    return m_written + static_cast<std::uint32_t>(m_pending.size() / m_entryBytes);
}

Result<ByteView> IndexFile::entry(std::uint32_t index)
{
    WEIR_TRY(const std::uint32_t all, count());
    if (index >= all)
        return base::fail(base::ErrorKind::Bug, "index.read", m_path, "entry " + std::to_string(index));
    if (index >= m_written)
        return ByteView{m_pending}.subspan(static_cast<std::size_t>(index - m_written) * m_entryBytes, m_entryBytes);
    const auto perBlock = static_cast<std::uint32_t>(kBlockBytes / m_entryBytes);
    if (index < m_blockFirst || index - m_blockFirst >= m_block.size() / m_entryBytes) {
        WEIR_CHECK(openFile(OpenMode::ReadWrite));
        m_blockFirst = index / perBlock * perBlock;
        m_block.resize(static_cast<std::size_t>(std::min(perBlock, m_written - m_blockFirst)) * m_entryBytes);
        const auto got = m_file->readAt(m_block, static_cast<std::uint64_t>(m_blockFirst) * m_entryBytes);
        if (!got || *got != m_block.size()) {
            m_block.clear();
            return base::fail(
                got ? base::Error{base::ErrorKind::Storage, "index.read", m_path, {}, "file is shorter than before", 0}
                    : got.error());
        }
    }
    return ByteView{m_block}.subspan(static_cast<std::size_t>(index - m_blockFirst) * m_entryBytes, m_entryBytes);
}

void IndexFile::add(ByteView entry)
{
    m_pending.insert(m_pending.end(), entry.begin(), entry.end());
    if (m_pending.size() >= kBlockBytes && !m_rebuilding)
        (void)write(); // a full disk keeps it waiting; the log itself tells of it
}

Status IndexFile::write()
{
    WEIR_CHECK(openFile(OpenMode::ReadWrite));
    if (!m_pending.empty()) {
        WEIR_CHECK(m_file->writeAt(ByteView{m_pending}, static_cast<std::uint64_t>(m_written) * m_entryBytes));
        m_written += static_cast<std::uint32_t>(m_pending.size() / m_entryBytes);
        m_pending = {};
    }
    closeFile();
    return {};
}

void IndexFile::beginRebuild()
{
    m_pending.clear();
    m_block.clear();
    m_written = 0;
    m_known = true;
    m_aligned = true;
    m_rebuilding = true;
}

Status IndexFile::endRebuild()
{
    m_rebuilding = false;
    if (const auto info = m_fs.info(m_path); info && info->size > 0) {
        if (info->size == m_pending.size()) {
            const auto there = readFile(m_fs, m_path);
            if (there && *there == m_pending) {
                m_written = static_cast<std::uint32_t>(m_pending.size() / m_entryBytes);
                m_pending = {};
                return {};
            }
        }
        WEIR_CHECK(openFile(OpenMode::ReadWrite));
        WEIR_CHECK(m_file->truncate(0));
    }
    return write();
}

Result<std::shared_ptr<File>> IndexFile::fileToSync()
{
    WEIR_CHECK(write());
    WEIR_CHECK(openFile(OpenMode::ReadWrite));
    return std::exchange(m_file, nullptr);
}

Status IndexFile::sync()
{
    WEIR_TRY(const auto file, fileToSync());
    return file->sync();
}

Status IndexFile::truncate(std::uint32_t entries)
{
    WEIR_TRY(const std::uint32_t all, count());
    if (entries > all)
        return {};
    m_block.clear();
    if (entries > m_written) {
        m_pending.resize(static_cast<std::size_t>(entries - m_written) * m_entryBytes);
        return {};
    }
    m_pending.clear();
    if (!m_file && !m_fs.exists(m_path))
        return {};
    WEIR_CHECK(openFile(OpenMode::ReadWrite));
    // Also cuts what a failed write, a crash or Kafka's preallocation left behind the last entry.
    WEIR_CHECK(m_file->truncate(static_cast<std::uint64_t>(entries) * m_entryBytes));
    m_written = entries;
    m_aligned = true;
    closeFile();
    return {};
}

void IndexFile::release()
{
    m_file.reset();
    m_block = {};
}

Result<OffsetIndex::Entry> OffsetIndex::at(std::uint32_t index)
{
    WEIR_TRY(const ByteView bytes, m_file.entry(index));
    return Entry{m_baseOffset + base::readBigEndian<std::int32_t>(bytes.data()),
                 base::readBigEndian<std::uint32_t>(bytes.data() + 4)};
}

Result<OffsetIndex::Entry> OffsetIndex::floor(std::int64_t offset)
{
    WEIR_TRY(std::uint32_t high, m_file.count());
    std::uint32_t low = 0; // entries below `low` are at or below the offset, those from `high` on above it
    Entry best{m_baseOffset, 0};
    // Most readers are near the end, where entries are in memory: try the last block first.
    std::uint32_t probe = high > 256 ? high - 256 : high / 2;
    while (low < high) {
        WEIR_TRY(const Entry entry, at(probe));
        if (entry.offset <= offset) {
            best = entry;
            low = probe + 1;
        } else {
            high = probe;
        }
        probe = low + (high - low) / 2;
    }
    return best;
}

Result<std::optional<OffsetIndex::Entry>> OffsetIndex::last()
{
    WEIR_TRY(const std::uint32_t count, m_file.count());
    if (count == 0)
        return std::optional<Entry>{};
    WEIR_TRY(const Entry entry, at(count - 1));
    return std::optional<Entry>(entry);
}

void OffsetIndex::add(std::int64_t offset, std::uint32_t position)
{
    std::uint8_t bytes[kEntryBytes];
    base::writeBigEndian(bytes, static_cast<std::int32_t>(offset - m_baseOffset));
    base::writeBigEndian(bytes + 4, position);
    m_file.add(bytes);
}

Result<std::optional<OffsetIndex::Entry>> OffsetIndex::atPosition(std::uint64_t position)
{
    WEIR_TRY(std::uint32_t high, m_file.count());
    std::uint32_t low = 0;
    std::optional<Entry> found;
    while (low < high) {
        const std::uint32_t middle = low + (high - low) / 2;
        WEIR_TRY(const Entry entry, at(middle));
        if (entry.position >= position) {
            found = entry;
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return found;
}

Status OffsetIndex::truncateTo(std::int64_t offset)
{
    WEIR_TRY(std::uint32_t entries, m_file.count());
    while (entries > 0) {
        WEIR_TRY(const Entry entry, at(entries - 1));
        if (entry.offset < offset)
            break;
        --entries;
    }
    return m_file.truncate(entries);
}

Result<TimeIndex::Entry> TimeIndex::at(std::uint32_t index)
{
    WEIR_TRY(const ByteView bytes, m_file.entry(index));
    return Entry{base::readBigEndian<std::int64_t>(bytes.data()),
                 m_baseOffset + base::readBigEndian<std::int32_t>(bytes.data() + 8)};
}

Result<TimeIndex::Entry> TimeIndex::floor(std::int64_t timestamp)
{
    WEIR_TRY(std::uint32_t high, m_file.count());
    std::uint32_t low = 0;
    Entry best{-1, m_baseOffset};
    while (low < high) {
        const std::uint32_t middle = low + (high - low) / 2;
        WEIR_TRY(const Entry entry, at(middle));
        if (entry.timestamp <= timestamp) {
            best = entry;
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return best;
}

Result<std::optional<TimeIndex::Entry>> TimeIndex::last()
{
    WEIR_TRY(const std::uint32_t count, m_file.count());
    if (count == 0)
        return std::optional<Entry>{};
    WEIR_TRY(const Entry entry, at(count - 1));
    return std::optional<Entry>(entry);
}

Status TimeIndex::maybeAdd(std::int64_t timestamp, std::int64_t offset)
{
    WEIR_TRY(const auto newest, last());
    if (timestamp < 0 || (newest && (timestamp <= newest->timestamp || offset < newest->offset)))
        return {};
    std::uint8_t bytes[kEntryBytes];
    base::writeBigEndian(bytes, timestamp);
    base::writeBigEndian(bytes + 8, static_cast<std::int32_t>(offset - m_baseOffset));
    m_file.add(bytes);
    return {};
}

Status TimeIndex::truncateTo(std::int64_t offset)
{
    WEIR_TRY(std::uint32_t entries, m_file.count());
    while (entries > 0) {
        WEIR_TRY(const Entry entry, at(entries - 1));
        if (entry.offset < offset)
            break;
        --entries;
    }
    return m_file.truncate(entries);
}

} // namespace weir::sandbox
