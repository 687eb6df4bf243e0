// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/log/log_compaction.h"

#include "backend/sandbox/log/producer_state.h"

#include <algorithm>

namespace weir::sandbox {

using base::Bytes;
using base::ByteView;
using base::Result;
using base::Status;

namespace {

// What a pass may hold of keys; when it is full the pass ends at that offset and the next one goes on from there.
constexpr std::size_t kMostKeyBytes = std::size_t{64} << 20;
constexpr std::size_t kKeyOverhead = 64;
constexpr std::size_t kWriteBytes = std::size_t{1} << 20;

} // namespace

CompactionJob::~CompactionJob()
{
    if (m_fs == nullptr)
        return;
    for (Group &group : m_groups) {
        if (!group.cleaned) // it was put in place
            continue;
        group.cleaned->release();
        for (const std::string &path : group.cleaned->paths())
            (void)m_fs->remove(path);
    }
}

Status CompactionJob::run()
{
    WEIR_CHECK(syncSources());
    WEIR_CHECK(findTransactions());
    WEIR_CHECK(readKeys());
    WEIR_CHECK(writeGroups());
    // Where a transaction is open its records were kept without being counted as newest: look at them again next time.
    m_cleanedUpTo = m_upTo;
    for (const auto &[producer, open] : m_open)
        m_cleanedUpTo = std::min(m_cleanedUpTo, open.firstOffset);
    return {};
}

/// A record goes for a newer one of its key: that one has to be on the disk before, or a power failure takes both.
Status CompactionJob::syncSources()
{
    bool any = false;
    for (const Source &source : m_sources) {
        if (source.nextBase <= m_syncedUpTo)
            continue;
        WEIR_CHECK(source.reader->sync(false));
        any = true;
    }
    return any ? m_fs->syncDirectory(m_directory) : Status{};
}

Status CompactionJob::forEachBatch(LogSegment &segment,
                                   const std::function<Status(const wire::RecordBatchView &)> &each)
{
    std::vector<BatchPosition> some;
    std::uint64_t position = 0;
    while (position < segment.size()) {
        // Headers tell where whole batches end; then as many as fit are read at once.
        some.clear();
        std::uint64_t end = position;
        WEIR_CHECK(segment.scan(position, [&](const wire::RecordBatchHeader &header, std::uint64_t at) {
            if (!some.empty() && at + header.sizeInBytes() - position > kWriteBytes)
                return false;
            some.push_back({at, static_cast<std::uint32_t>(header.sizeInBytes())});
            end = at + header.sizeInBytes();
            return true;
        }));
        if (some.empty())
            return base::fail(base::Error{
                base::ErrorKind::Storage, "log.compact", segment.logPath(), {}, "no batch where one must be", 0}
                                  .with("position", std::to_string(position)));
        WEIR_TRY(const Bytes bytes, segment.readBatch({position, static_cast<std::uint32_t>(end - position)}));
        for (const BatchPosition &at : some) {
            WEIR_TRY(const auto batch, wire::RecordBatchView::parse(ByteView{bytes}.subspan(
                                           static_cast<std::size_t>(at.position - position), at.size)));
            WEIR_CHECK(batch.checkCrc()); // what is damaged must not be copied under a new checksum
            WEIR_CHECK(each(batch));
        }
        position = end;
    }
    return {};
}

Status CompactionJob::findTransactions()
{
    for (const Source &source : m_sources) {
        if (source.nextBase <= m_dirtyFrom)
            continue;
        LogSegment &segment = *source.reader;
        std::vector<BatchPosition> markers;
        std::vector<std::pair<wire::RecordBatchHeader, std::uint64_t>> transactional;
        WEIR_CHECK(segment.scan(0, [&](const wire::RecordBatchHeader &header, std::uint64_t at) {
            if (header.hasProducerId() && (header.isTransactional() || header.isControl()))
                transactional.emplace_back(header, at);
            return true;
        }));
        for (const auto &[header, at] : transactional) {
            if (!header.isControl()) {
                m_open.try_emplace(header.producerId, OpenTransaction{header.baseOffset});
                continue;
            }
            const auto open = m_open.find(header.producerId);
            if (open == m_open.end())
                continue;
            WEIR_TRY(const Bytes bytes, segment.readBatch({at, static_cast<std::uint32_t>(header.sizeInBytes())}));
            WEIR_TRY(const auto batch, wire::RecordBatchView::parse(bytes));
            const auto marker = endMarkerOf(batch);
            if (!marker)
                continue;
            if (!marker->commit)
                m_aborted.push_back({header.producerId, open->second.firstOffset, header.lastOffset()});
            m_open.erase(open);
        }
    }
    return {};
}

bool CompactionJob::isAborted(const wire::RecordBatchHeader &header) const
{
    return header.isTransactional() && !header.isControl() &&
           std::any_of(m_aborted.begin(), m_aborted.end(), [&](const Aborted &aborted) {
               return aborted.producerId == header.producerId && header.baseOffset >= aborted.firstOffset &&
                      header.lastOffset() <= aborted.lastOffset;
           });
}

bool CompactionJob::isOpen(const wire::RecordBatchHeader &header) const
{
    if (!header.isTransactional() || header.isControl())
        return false;
    const auto open = m_open.find(header.producerId);
    return open != m_open.end() && header.baseOffset >= open->second.firstOffset;
}

Status CompactionJob::readKeys()
{
    std::size_t held = 0;
    bool full = false;
    for (const Source &source : m_sources) {
        if (source.nextBase <= m_dirtyFrom || full)
            continue;
        WEIR_CHECK(forEachBatch(*source.reader, [&](const wire::RecordBatchView &batch) -> Status {
            const wire::RecordBatchHeader &header = batch.header();
            if (full || header.isControl() || isAborted(header) || isOpen(header) || header.lastOffset() < m_dirtyFrom)
                return {};
            if (held > kMostKeyBytes) {
                full = true;
                m_upTo = header.baseOffset;
                return {};
            }
            WEIR_TRY(auto records, batch.records(m_scratch, m_config.maxInflatedBytes));
            wire::RecordView record;
            for (;;) {
                WEIR_TRY(const bool more, records.next(record));
                if (!more)
                    return {};
                if (!record.key)
                    continue;
                const auto [at, isNew] =
                    m_newest.insert_or_assign(std::string(base::textOf(*record.key)), record.offset);
                if (isNew)
                    held += at->first.size() + kKeyOverhead;
            }
        }));
    }
    std::erase_if(m_sources, [this](const Source &source) { return source.baseOffset >= m_upTo; });
    return {};
}

Status CompactionJob::writeGroups()
{
    for (std::size_t from = 0; from < m_sources.size();) {
        std::uint64_t bytes = 0;
        std::size_t to = from;
        const std::int64_t base = m_sources[from].baseOffset;
        while (to < m_sources.size() &&
               (to == from || (bytes + m_sources[to].size <= static_cast<std::uint64_t>(m_config.segmentBytes) &&
                               m_sources[to].nextBase - base <= INT32_MAX))) {
            bytes += m_sources[to].size;
            ++to;
        }
        Group group;
        group.cleaned = std::make_unique<LogSegment>(*m_fs, m_directory, base, 0, m_nowMs, ".cleaned");
        LogSegment &cleaned = *group.cleaned;
        for (std::size_t i = from; i < to; ++i)
            group.replaced.push_back(m_sources[i].baseOffset);
        m_groups.push_back(std::move(group)); // from here on its files are swept up if anything fails
        for (const std::string &path : cleaned.paths())
            WEIR_CHECK(m_fs->remove(path));
        WEIR_CHECK(cleaned.createFile());
        for (std::size_t i = from; i < to; ++i) {
            WEIR_CHECK(copy(*m_sources[i].reader, cleaned));
            // An aborted transaction that lies wholly in what was compacted has no record left to leave out.
            WEIR_TRY(const auto aborted, m_sources[i].reader->allAborted());
            for (const AbortedTransaction &one : aborted) {
                if ((one.lastOffset >= m_upTo || one.firstOffset < m_dirtyFrom) && !m_removedMarkers.contains(one.lastOffset))
                    cleaned.noteAborted(one);
            }
            m_sources[i].reader->release();
        }
        WEIR_CHECK(cleaned.seal());
        WEIR_CHECK(cleaned.sync(true));
        cleaned.release();
        m_numbers.bytesWritten += cleaned.size();
        from = to;
    }
    return {};
}

Status CompactionJob::copy(LogSegment &from, LogSegment &to)
{
    std::vector<wire::RecordBatchHeader> headers;
    Bytes out;
    const auto flush = [&]() -> Status {
        if (headers.empty())
            return {};
        const ByteView piece{out};
        WEIR_CHECK(to.append(headers, std::span(&piece, 1), static_cast<std::uint32_t>(m_config.indexIntervalBytes)));
        headers.clear();
        out.clear();
        return {};
    };
    WEIR_CHECK(forEachBatch(from, [&](const wire::RecordBatchView &batch) -> Status {
        m_numbers.bytesRead += batch.bytes().size();
        WEIR_TRY(const auto changed, filter(batch));
        const ByteView kept = changed ? ByteView{*changed} : batch.bytes();
        if (kept.empty())
            return {};
        headers.push_back(*wire::peekBatchHeader(kept));
        out.insert(out.end(), kept.begin(), kept.end());
        return out.size() >= kWriteBytes ? flush() : Status{};
    }));
    return flush();
}

Result<std::optional<Bytes>> CompactionJob::filter(const wire::RecordBatchView &batch)
{
    const wire::RecordBatchHeader &header = batch.header();
    m_numbers.recordsRead += header.recordsCount;
    const auto unchanged = [&]() -> Result<std::optional<Bytes>> {
        m_numbers.recordsKept += header.recordsCount;
        return std::optional<Bytes>{};
    };
    if (header.isTransactional() && !header.isControl())
        m_withData.insert(header.producerId);
    const bool endsWithoutData = header.isControl() && header.hasProducerId() && m_withData.erase(header.producerId) == 0;
    if (endsWithoutData && header.baseOffset < m_upTo)
        return filterMarker(batch);
    if (header.isControl() || header.baseOffset >= m_upTo || isOpen(header))
        return unchanged();

    const bool aborted = isAborted(header);
    // Under a delete horizon the base timestamp is the time from which on tombstones may go (KIP-534).
    const bool horizonPassed = header.hasDeleteHorizon() && m_nowMs >= header.baseTimestamp;
    WEIR_TRY(auto records, batch.records(m_scratch, m_config.maxInflatedBytes));
    std::vector<wire::RecordView> kept;
    bool tombstones = false;
    wire::RecordView record;
    while (!aborted) {
        WEIR_TRY(const bool more, records.next(record));
        if (!more)
            break;
        if (record.offset < m_upTo) {
            if (!record.key)
                continue;
            const auto newest = m_newest.find(std::string(base::textOf(*record.key)));
            if (newest != m_newest.end() && newest->second > record.offset)
                continue;
            if (!record.value && horizonPassed)
                continue;
        }
        tombstones = tombstones || !record.value;
        kept.push_back(record);
    }
    const bool setHorizon = tombstones && !header.hasDeleteHorizon();
    if (kept.size() == static_cast<std::size_t>(header.recordsCount) && !setHorizon)
        return unchanged();
    if (kept.empty()) {
        // The newest batch of a producer stays without records: its sequence numbers must not be forgotten.
        if (!isNewestOfProducer(header))
            return std::optional<Bytes>(Bytes{});
    }
    m_numbers.recordsKept += static_cast<std::int64_t>(kept.size());
    return rebuilt(header, kept, setHorizon);
}

// As with tombstones (KIP-534): first it is noted from when on it may go, and then it goes. Until then whoever reads
// from before it can still tell what came under the same producer id.
Result<std::optional<Bytes>> CompactionJob::filterMarker(const wire::RecordBatchView &batch)
{
    const wire::RecordBatchHeader &header = batch.header();
    std::vector<wire::RecordView> kept;
    if (header.hasDeleteHorizon() && m_nowMs >= header.baseTimestamp) {
        m_removedMarkers.insert(header.lastOffset());
        return isNewestOfProducer(header) ? rebuilt(header, kept, false) : Result<std::optional<Bytes>>(std::optional<Bytes>(Bytes{}));
    }
    m_numbers.recordsKept += header.recordsCount;
    if (header.hasDeleteHorizon() || header.recordsCount == 0)
        return std::optional<Bytes>{};
    WEIR_TRY(auto records, batch.records(m_scratch, m_config.maxInflatedBytes));
    wire::RecordView record;
    for (;;) {
        WEIR_TRY(const bool more, records.next(record));
        if (!more)
            return rebuilt(header, kept, true);
        kept.push_back(record);
    }
}

bool CompactionJob::isNewestOfProducer(const wire::RecordBatchHeader &header) const
{
    const auto end = m_producersEnd.find(header.producerId);
    return end != m_producersEnd.end() && end->second == header.lastOffset();
}

Result<std::optional<Bytes>> CompactionJob::rebuilt(const wire::RecordBatchHeader &header, const std::vector<wire::RecordView> &kept, bool setHorizon)
{
    wire::RecordBatchBuilder::Options options;
    options.compression = kept.empty() ? wire::Compression::None : header.compression();
    options.timestampType = header.timestampType();
    options.baseOffset = header.baseOffset;
    options.partitionLeaderEpoch = header.partitionLeaderEpoch;
    options.producerId = header.producerId;
    options.producerEpoch = header.producerEpoch;
    options.baseSequence = header.baseSequence;
    options.transactional = header.isTransactional();
    options.control = header.isControl();
    options.lastOffsetDelta = header.lastOffsetDelta;
    if (header.timestampType() == wire::TimestampType::LogAppendTime || kept.empty())
        options.maxTimestamp = header.maxTimestamp;
    if (setHorizon)
        options.deleteHorizonMs = m_nowMs + m_config.deleteRetentionMs;
    else if (header.hasDeleteHorizon())
        options.deleteHorizonMs = header.baseTimestamp;
    wire::RecordBatchBuilder builder(options);
    for (const wire::RecordView &view : kept) {
        const auto headers = view.headers();
        builder.addAt(view.offset, {view.timestamp, view.key, view.value, headers});
    }
    WEIR_TRY(Bytes bytes, builder.finish());
    return std::optional<Bytes>(std::move(bytes));
}

} // namespace weir::sandbox
