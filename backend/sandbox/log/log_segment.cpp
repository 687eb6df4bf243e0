// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/log/log_segment.h"

#include <charconv>
#include <fmt/format.h>

#include <algorithm>

namespace weir::sandbox {

using base::Bytes;
using base::ByteView;
using base::Result;
using base::Status;

namespace {

constexpr std::size_t kRecentBatches = 64;
constexpr std::size_t kHeaderWindow = 4'096;
constexpr std::size_t kLongestHeaderWindow = std::size_t{256} << 10;
constexpr std::size_t kRecoveryWindow = std::size_t{1} << 20;

BatchPosition positionOf(const wire::RecordBatchHeader &header, std::uint64_t position)
{
    return {position,
            static_cast<std::uint32_t>(header.sizeInBytes()),
            header.baseOffset,
            header.lastOffset(),
            header.maxTimestamp,
            header.partitionLeaderEpoch};
}

bool plausible(const wire::RecordBatchHeader &header, std::uint64_t left)
{
    return header.magic == 2 &&
           header.batchLength >= static_cast<std::int32_t>(wire::kBatchHeaderBytes - wire::kBatchPrefixBytes) &&
           header.sizeInBytes() <= left && header.lastOffsetDelta >= 0;
}

std::string withSuffix(const std::string &directory, std::int64_t offset, std::string_view suffix)
{
    return directory + '/' + segmentFileName(offset, suffix);
}

} // namespace

std::string segmentFileName(std::int64_t offset, std::string_view suffix)
{
    return fmt::format("{:020}{}", offset, suffix);
}

std::optional<std::int64_t> offsetOfFile(std::string_view name, std::string_view suffix)
{
    constexpr std::size_t kDigits = 20;
    if (name.size() != kDigits + suffix.size() || name.substr(kDigits) != suffix)
        return std::nullopt;
    std::int64_t offset = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + kDigits, offset);
    if (error != std::errc{} || end != name.data() + kDigits || offset < 0)
        return std::nullopt;
    return offset;
}

LogSegment::LogSegment(FileSystem &fs, const std::string &directory, std::int64_t baseOffset, std::uint64_t size,
                       std::int64_t createdMs, std::string_view suffix)
    : m_fs(fs)
    , m_logPath(withSuffix(directory, baseOffset, ".log") + std::string(suffix))
    , m_baseOffset(baseOffset)
    , m_size(size)
    , m_createdMs(createdMs)
    , m_offsetIndex(fs, withSuffix(directory, baseOffset, ".index") + std::string(suffix), baseOffset)
    , m_timeIndex(fs, withSuffix(directory, baseOffset, ".timeindex") + std::string(suffix), baseOffset)
    , m_transactionIndex(fs, withSuffix(directory, baseOffset, ".txnindex") + std::string(suffix))
{
    if (size == 0)
        m_largest = TimeAndOffset{};
}

std::vector<std::string> LogSegment::paths() const
{
    return {m_logPath, m_offsetIndex.file().path(), m_timeIndex.file().path(), m_transactionIndex.file().path()};
}

Status LogSegment::createFile()
{
    WEIR_TRY(m_file, m_fs.open(m_logPath, OpenMode::ReadWrite));
    WEIR_TRY(const std::uint64_t found, m_file->size());
    // What an attempt that failed half-way left behind.
    return found > m_size ? m_file->truncate(m_size) : Status{};
}

Result<std::shared_ptr<File>> LogSegment::file()
{
    if (!m_file) {
        WEIR_TRY(m_file, m_fs.open(m_logPath, OpenMode::ReadWrite));
    }
    return m_file;
}

Status LogSegment::ensureTail()
{
    if (!m_tailDirty)
        return {};
    WEIR_TRY(const auto log, file());
    WEIR_CHECK(log->truncate(m_size));
    m_tailDirty = false;
    return {};
}

Status LogSegment::append(std::span<const wire::RecordBatchHeader> headers, std::span<const ByteView> pieces,
                          std::uint32_t indexIntervalBytes)
{
    WEIR_CHECK(ensureTail());
    WEIR_TRY(const auto log, file());
    if (!m_largest)
        WEIR_CHECK(largest());
    if (Status written = log->writeAt(pieces, m_size); !written) {
        m_tailDirty = true;
        (void)ensureTail();
        return written;
    }
    m_indexInterval = indexIntervalBytes;
    if (m_size == 0 && !headers.empty()) {
        m_firstTimestamp = headers.front().maxTimestamp;
        // Indexes are caches: that they cannot be written is no reason to refuse data that is.
        (void)writeIndexes();
    }
    for (const wire::RecordBatchHeader &header : headers) {
        (void)note(header, m_size);
        m_size += header.sizeInBytes();
    }
    return {};
}

Status LogSegment::note(const wire::RecordBatchHeader &header, std::uint64_t position)
{
    const BatchPosition at = positionOf(header, position);
    if (m_recent.size() < kRecentBatches) {
        if (m_recent.capacity() == 0)
            m_recent.reserve(kRecentBatches);
        m_recent.push_back(at);
    } else {
        m_recent[m_recentNext] = at;
        m_recentNext = (m_recentNext + 1) % kRecentBatches;
    }
    if (!m_largest || header.maxTimestamp > m_largest->timestamp)
        m_largest = TimeAndOffset{header.maxTimestamp, at.lastOffset};
    if (m_sinceIndexEntry > m_indexInterval) {
        m_offsetIndex.add(at.lastOffset, static_cast<std::uint32_t>(position));
        m_sinceIndexEntry = 0;
        WEIR_CHECK(m_timeIndex.maybeAdd(m_largest->timestamp, m_largest->offset));
    }
    m_sinceIndexEntry += at.size;
    return {};
}

bool LogSegment::indexesFull(std::uint32_t maxIndexBytes)
{
    const auto full = [maxIndexBytes](IndexFile &index, std::uint32_t entryBytes) {
        const auto count = index.count();
        return count && *count >= maxIndexBytes / entryBytes;
    };
    return full(m_offsetIndex.file(), OffsetIndex::kEntryBytes)
           // One place is kept for the last entry, made when the segment is sealed.
           || full(m_timeIndex.file(), TimeIndex::kEntryBytes);
}

LogSegment::RecentLookup LogSegment::findRecent(std::int64_t offset) const
{
    const std::size_t count = m_recent.size();
    if (count == 0)
        return {};
    const auto at = [&](std::size_t i) -> const BatchPosition & { return m_recent[(m_recentNext + i) % count]; };
    if (offset < at(0).baseOffset && at(0).position != 0)
        return {};
    std::size_t low = 0;
    std::size_t high = count;
    while (low < high) {
        const std::size_t middle = (low + high) / 2;
        if (at(middle).lastOffset < offset)
            low = middle + 1;
        else
            high = middle;
    }
    return {true, low == count ? std::nullopt : std::optional<BatchPosition>(at(low))};
}

Result<std::optional<BatchPosition>> LogSegment::findFrom(std::uint64_t position, std::int64_t offset,
                                                          bool &indexIsRight, std::optional<std::int64_t> expectedLast)
{
    std::optional<BatchPosition> found;
    bool first = true;
    indexIsRight = true;
    WEIR_TRY(const std::uint64_t end, scan(position, [&](const wire::RecordBatchHeader &header, std::uint64_t at) {
                 if (std::exchange(first, false) && expectedLast && header.lastOffset() != *expectedLast) {
                     indexIsRight = false;
                     return false;
                 }
                 if (header.lastOffset() < offset)
                     return true;
                 found = positionOf(header, at);
                 return false;
             }));
    if (expectedLast && first)
        indexIsRight = false;
    else if (!found && indexIsRight && end < m_size)
        return base::fail(
            base::Error{base::ErrorKind::Storage, "log.read", m_logPath, {}, "no batch where one must be", 0}.with(
                "position", std::to_string(end)));
    return found;
}

Result<std::optional<BatchPosition>> LogSegment::find(std::int64_t offset)
{
    if (m_size == 0)
        return std::optional<BatchPosition>{};
    if (RecentLookup recent = findRecent(offset); recent.known)
        return recent.batch;
    for (int attempt = 0;; ++attempt) {
        WEIR_TRY(const std::uint32_t entries, m_offsetIndex.file().count());
        bool right = entries > 0 || m_size <= 16ULL * m_indexInterval || attempt > 0;
        if (right) {
            const auto entry = m_offsetIndex.floor(offset);
            m_offsetIndex.file().closeFile();
            const bool usable = entry && (entry->position < m_size);
            if (usable) {
                const bool real = entry->position != 0;
                WEIR_TRY(auto found, findFrom(entry->position, offset, right,
                                              real ? std::optional<std::int64_t>(entry->offset) : std::nullopt));
                if (right)
                    return found;
            }
            right = false;
        }
        if (attempt > 0)
            return findFrom(0, offset, right, std::nullopt);
        // The index is missing, or names what is not there: it is a cache, make it anew.
        if (!rebuildIndexes())
            return findFrom(0, offset, right, std::nullopt);
    }
}

Result<std::uint64_t> LogSegment::scan(std::uint64_t position,
                                       const std::function<bool(const wire::RecordBatchHeader &, std::uint64_t)> &each)
{
    WEIR_TRY(const auto log, file());
    Bytes window;
    std::size_t windowBytes = kHeaderWindow;
    std::uint64_t windowStart = 0;
    std::size_t filled = 0;
    while (position < m_size) {
        if (position < windowStart || position + wire::kBatchHeaderBytes > windowStart + filled) {
            // Headers that lie close together are read many at a time, far ones one by one.
            const bool dense = filled > 0 && position < windowStart + filled + wire::kBatchHeaderBytes;
            windowBytes = dense ? std::min(windowBytes * 2, kLongestHeaderWindow) : kHeaderWindow;
            window.resize(static_cast<std::size_t>(std::min<std::uint64_t>(windowBytes, m_size - position)));
            WEIR_TRY(filled, log->readAt(window, position));
            windowStart = position;
        }
        const auto header = wire::peekBatchHeader(
            ByteView{window}.first(filled).subspan(static_cast<std::size_t>(position - windowStart)));
        if (!header || !plausible(*header, m_size - position))
            return position;
        if (!each(*header, position))
            return position;
        position += header->sizeInBytes();
    }
    return position;
}

Result<Bytes> LogSegment::readBatch(const BatchPosition &at)
{
    WEIR_TRY(const auto log, file());
    Bytes bytes(at.size);
    WEIR_TRY(const std::size_t got, log->readAt(bytes, at.position));
    if (got != bytes.size())
        return base::fail(base::ErrorKind::Storage, "log.read", m_logPath, "file is shorter than before");
    return bytes;
}

Result<LogSegment::TimeAndOffset> LogSegment::largest()
{
    if (m_largest)
        return *m_largest;
    WEIR_CHECK(checkIndexes());
    if (m_largest)
        return *m_largest;
    // The last entry is made when a segment is sealed or closed, so it tells the largest time of the whole segment.
    const auto last = m_timeIndex.last();
    if (last && *last && (*last)->timestamp >= 0) {
        m_largest = TimeAndOffset{(*last)->timestamp, (*last)->offset};
        return *m_largest;
    }
    TimeAndOffset best;
    WEIR_CHECK(scan(0, [&best](const wire::RecordBatchHeader &header, std::uint64_t) {
        if (header.maxTimestamp > best.timestamp)
            best = {header.maxTimestamp, header.lastOffset()};
        return true;
    }));
    m_largest = best;
    return best;
}

Result<std::optional<std::int64_t>> LogSegment::firstTimestamp()
{
    if (m_firstTimestamp || m_size == 0)
        return m_firstTimestamp;
    WEIR_CHECK(scan(0, [this](const wire::RecordBatchHeader &header, std::uint64_t) {
        m_firstTimestamp = header.maxTimestamp;
        return false;
    }));
    return m_firstTimestamp;
}

Result<std::int64_t> LogSegment::retentionTimestamp()
{
    WEIR_TRY(const TimeAndOffset newest, largest());
    if (newest.timestamp >= 0)
        return newest.timestamp;
    WEIR_TRY(const FileInfo info, m_fs.info(m_logPath));
    return info.modifiedMs;
}

Result<std::uint64_t> LogSegment::positionForTimestamp(std::int64_t timestamp)
{
    WEIR_CHECK(checkIndexes());
    const auto time = m_timeIndex.floor(timestamp);
    const auto entry = m_offsetIndex.floor(time ? time->offset : m_baseOffset);
    m_offsetIndex.file().closeFile();
    m_timeIndex.file().closeFile();
    // From the beginning it is slower, and right all the same.
    return entry && entry->position < m_size ? entry->position : 0;
}

Result<LogSegment::End> LogSegment::readEnd()
{
    End end{m_baseOffset, 0};
    if (m_size == 0)
        return end;
    const auto entry = m_offsetIndex.last();
    std::uint64_t from = entry && *entry && (*entry)->position < m_size ? (*entry)->position : 0;
    for (;;) {
        bool first = true;
        bool wrong = false;
        WEIR_TRY(end.position, scan(from, [&](const wire::RecordBatchHeader &header, std::uint64_t) {
                     wrong = std::exchange(first, false) && from > 0 && header.lastOffset() != (*entry)->offset;
                     end.nextOffset = header.nextOffset();
                     return !wrong;
                 }));
        if (from == 0 || (!wrong && !first))
            return end;
        from = 0;
        end = {m_baseOffset, 0};
    }
}

Result<bool> LogSegment::collectAborted(std::int64_t from, std::int64_t upTo, std::vector<AbortedTransaction> &into)
{
    WEIR_TRY(const bool none, m_transactionIndex.isEmpty());
    if (none)
        return false;
    auto complete = m_transactionIndex.collect(from, upTo, into);
    m_transactionIndex.file().closeFile();
    return complete;
}

Result<std::optional<std::int64_t>> LogSegment::offsetBehind(std::uint64_t position)
{
    const auto entry = m_offsetIndex.atPosition(position);
    m_offsetIndex.file().closeFile();
    if (!entry)
        return base::fail(entry.error());
    return *entry ? std::optional<std::int64_t>((*entry)->offset) : std::nullopt;
}

Result<std::uint64_t> LogSegment::truncateTo(std::int64_t offset)
{
    WEIR_TRY(const auto found, find(offset));
    if (!found)
        return std::uint64_t{0};
    const std::uint64_t cut = m_size - found->position;
    WEIR_TRY(const auto log, file());
    WEIR_CHECK(m_offsetIndex.truncateTo(found->baseOffset));
    WEIR_CHECK(m_timeIndex.truncateTo(found->baseOffset));
    WEIR_CHECK(m_transactionIndex.truncateTo(found->baseOffset));
    WEIR_CHECK(log->truncate(found->position));
    m_size = found->position;
    m_tailDirty = false;
    m_recent.clear();
    m_recentNext = 0;
    m_sinceIndexEntry = 0;
    m_largest.reset();
    m_firstTimestamp.reset();
    if (m_size == 0) {
        m_largest = TimeAndOffset{};
        return cut;
    }
    // The index does not tell of batches after its last entry; look at those.
    WEIR_TRY(const auto last, m_timeIndex.last());
    TimeAndOffset best = last ? TimeAndOffset{last->timestamp, last->offset} : TimeAndOffset{};
    WEIR_TRY(const std::uint64_t from, positionForTimestamp(INT64_MAX));
    WEIR_CHECK(scan(last ? from : 0, [&best](const wire::RecordBatchHeader &header, std::uint64_t) {
        if (header.maxTimestamp > best.timestamp)
            best = {header.maxTimestamp, header.lastOffset()};
        return true;
    }));
    m_largest = best;
    return cut;
}

// Once for files that were found: a time index whose last entry is not what its batch says is not believed.
Status LogSegment::checkIndexes()
{
    if (std::exchange(m_indexesChecked, true) || m_size == 0)
        return {};
    WEIR_CHECK(m_offsetIndex.file().count());
    const auto last = m_timeIndex.last();
    bool good = last && m_offsetIndex.file().aligned() && m_timeIndex.file().aligned();
    if (good && *last) {
        const auto entry = m_offsetIndex.floor((*last)->offset);
        good = entry && entry->position < m_size && (*last)->timestamp >= 0;
        if (good) {
            const auto batch = findFrom(entry->position, (*last)->offset, good, std::nullopt);
            good = batch && *batch && (*batch)->maxTimestamp == (*last)->timestamp;
        }
    }
    return good ? Status{} : rebuildIndexes();
}

Status LogSegment::rebuildIndexes()
{
    m_indexesChecked = true;
    m_offsetIndex.file().beginRebuild();
    m_timeIndex.file().beginRebuild();
    m_recent.clear();
    m_recentNext = 0;
    m_sinceIndexEntry = 0;
    m_largest = TimeAndOffset{};
    Status noted;
    const auto scanned = (scan(0, [&](const wire::RecordBatchHeader &header, std::uint64_t position) {
        noted = note(header, position);
        return noted.has_value();
    }));
    const Status last = m_timeIndex.maybeAdd(m_largest->timestamp, m_largest->offset);
    // Also after a failure: what was noted is right as far as it goes, and the files must not stay half-known.
    WEIR_CHECK(endRebuild());
    if (!scanned)
        return base::fail(scanned.error());
    WEIR_CHECK(noted);
    return last;
}

Status LogSegment::endRebuild()
{
    const Status offsets = m_offsetIndex.file().endRebuild();
    WEIR_CHECK(m_timeIndex.file().endRebuild());
    return offsets;
}

Result<LogSegment::Recovered>
LogSegment::recover(std::uint32_t indexIntervalBytes,
                    const std::function<void(const wire::RecordBatchHeader &, ByteView)> &each)
{
    WEIR_TRY(const auto log, file());
    WEIR_TRY(m_size, log->size());
    WEIR_CHECK(m_transactionIndex.file().truncate(0));
    m_offsetIndex.file().beginRebuild();
    m_timeIndex.file().beginRebuild();
    m_indexInterval = indexIntervalBytes;
    m_indexesChecked = true;
    m_recent.clear();
    m_recentNext = 0;
    m_sinceIndexEntry = 0;
    m_largest = TimeAndOffset{};
    m_firstTimestamp.reset();

    Bytes window;
    std::uint64_t windowStart = 0;
    std::size_t filled = 0;
    std::uint64_t position = 0;
    std::int64_t next = m_baseOffset;
    const auto load = [&](std::size_t wanted) -> Status {
        window.resize(
            static_cast<std::size_t>(std::min<std::uint64_t>(std::max(wanted, kRecoveryWindow), m_size - position)));
        WEIR_TRY(filled, log->readAt(window, position));
        windowStart = position;
        return {};
    };
    const auto rest = [&] {
        return ByteView{window}.first(filled).subspan(static_cast<std::size_t>(position - windowStart));
    };
    while (m_size - position >= wire::kBatchHeaderBytes) {
        if (position + wire::kBatchHeaderBytes > windowStart + filled)
            WEIR_CHECK(load(wire::kBatchHeaderBytes));
        const auto header = wire::peekBatchHeader(rest());
        if (!header || !plausible(*header, m_size - position) || header->baseOffset < next ||
            header->lastOffset() - m_baseOffset > INT32_MAX)
            break;
        if (rest().size() < header->sizeInBytes())
            WEIR_CHECK(load(header->sizeInBytes()));
        const auto batch = wire::RecordBatchView::parse(rest());
        if (!batch || !batch->crcMatches())
            break;
        if (position == 0)
            m_firstTimestamp = header->maxTimestamp;
        WEIR_CHECK(note(*header, position));
        each(*header, batch->bytes());
        next = header->nextOffset();
        position += header->sizeInBytes();
    }
    Recovered result{position, m_size - position};
    if (result.truncatedBytes > 0)
        WEIR_CHECK(log->truncate(position));
    m_size = position;
    m_tailDirty = false;
    WEIR_CHECK(m_timeIndex.maybeAdd(m_largest->timestamp, m_largest->offset));
    WEIR_CHECK(endRebuild());
    return result;
}

Status LogSegment::seal()
{
    WEIR_CHECK(ensureTail());
    m_recent = {};
    m_recentNext = 0;
    WEIR_TRY(const TimeAndOffset newest, largest());
    WEIR_CHECK(m_timeIndex.maybeAdd(newest.timestamp, newest.offset));
    return m_size > 0 ? writeIndexes() : Status{};
}

Status LogSegment::writeIndexes()
{
    WEIR_CHECK(m_offsetIndex.file().write());
    WEIR_CHECK(m_transactionIndex.write());
    return m_timeIndex.file().write();
}

Status LogSegment::sync(bool indexes)
{
    WEIR_CHECK(ensureTail());
    if (m_size == 0 && !m_file)
        return {};
    WEIR_TRY(const auto log, file());
    WEIR_CHECK(log->sync());
    // Always: below the recovery point it is believed, and a segment may be rolled just there.
    if (m_abortedUnsynced) {
        WEIR_CHECK(m_transactionIndex.write());
        WEIR_CHECK(m_transactionIndex.file().sync());
        m_abortedUnsynced = false;
    }
    if (!indexes || m_size == 0)
        return {};
    WEIR_CHECK(m_offsetIndex.file().sync());
    return m_timeIndex.file().sync();
}

Result<std::vector<std::shared_ptr<File>>> LogSegment::filesToSync()
{
    WEIR_CHECK(ensureTail());
    WEIR_TRY(auto log, file());
    std::vector<std::shared_ptr<File>> files{std::move(log)};
    if (m_size > 0) {
        for (IndexFile *index : {&m_offsetIndex.file(), &m_timeIndex.file()}) {
            WEIR_TRY(auto opened, index->fileToSync());
            files.push_back(std::move(opened));
        }
        WEIR_TRY(const bool noneAborted, m_transactionIndex.isEmpty());
        if (!noneAborted) {
            WEIR_TRY(auto opened, m_transactionIndex.file().fileToSync());
            files.push_back(std::move(opened));
        }
    }
    return files;
}

void LogSegment::release()
{
    if (m_offsetIndex.file().hasPending() || m_timeIndex.file().hasPending() || m_transactionIndex.file().hasPending())
        (void)writeIndexes();
    m_file.reset();
    m_offsetIndex.file().release();
    m_timeIndex.file().release();
    m_transactionIndex.file().release();
    m_recent = {};
    m_recentNext = 0;
}

void LogSegment::moveTo(const std::string &directory, std::string_view suffix)
{
    const auto path = [&](std::string_view ending) {
        return withSuffix(directory, m_baseOffset, ending) + std::string(suffix);
    };
    m_logPath = path(".log");
    m_offsetIndex.file().moveTo(path(".index"));
    m_timeIndex.file().moveTo(path(".timeindex"));
    m_transactionIndex.file().moveTo(path(".txnindex"));
}

} // namespace weir::sandbox
