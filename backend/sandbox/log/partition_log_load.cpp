// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/log/partition_log.h"

#include <algorithm>

namespace weir::sandbox {

using base::ByteView;
using base::Result;
using base::Status;

namespace {

constexpr std::string_view kMetadataFile = "/partition.metadata";
constexpr std::string_view kEpochFile = "/leader-epoch-checkpoint";

bool endsWith(std::string_view text, std::string_view ending)
{
    return text.size() >= ending.size() && text.substr(text.size() - ending.size()) == ending;
}

} // namespace

PartitionLog::PartitionLog(FileSystem &fs, std::string directory, LogConfig config, const base::Clock &clock)
    : m_fs(fs)
    , m_directory(std::move(directory))
    , m_name(m_directory.substr(m_directory.rfind('/') + 1))
    , m_config(config)
    , m_clock(clock)
    , m_epochs(fs, m_directory + std::string(kEpochFile))
{
}

PartitionLog::~PartitionLog() = default;

Result<std::unique_ptr<PartitionLog>> PartitionLog::open(FileSystem &fs, std::string directory, LogConfig config,
                                                         const base::Clock &clock, OpenOptions options)
{
    std::unique_ptr<PartitionLog> log(new PartitionLog(fs, std::move(directory), config, clock));
    if (Status loaded = log->load(options); !loaded) {
        base::Error error = log->named(std::move(loaded.error()));
        error.action = "log.open";
        return base::fail(std::move(error));
    }
    return log;
}

Status PartitionLog::load(const OpenOptions &asked)
{
    OpenOptions options = asked;
    m_lastFlushMs = m_lastExpiryMs = m_lastUseMs = m_clock.wallMs();
    if (!m_fs.exists(m_directory)) {
        // A new partition, whatever the checkpoints say of one that had its name.
        options.recoveryPoint = 0;
        options.logStartOffset = 0;
    }
    WEIR_CHECK(m_fs.makeDirectory(m_directory));
    WEIR_CHECK(loadPartitionMetadata(options.topicId));
    std::vector<std::int64_t> snapshots;
    WEIR_CHECK(loadSegments(snapshots));
    m_recoveryPoint = options.recoveryPoint;
    if (m_segments.empty()) {
        auto first = std::make_unique<LogSegment>(m_fs, m_directory, options.logStartOffset, 0, m_clock.wallMs());
        WEIR_CHECK(first->createFile());
        m_segments.emplace(options.logStartOffset, std::move(first));
        m_nextOffset = m_logStartOffset = m_highWatermark = m_recoveryPoint = options.logStartOffset;
        m_producers.setMapEndOffset(m_nextOffset);
        active().release();
        (void)m_epochs.load();
        return m_epochs.truncateFromEnd(m_nextOffset);
    }
    bool unclean = !options.cleanShutdown;
    if (!unclean) {
        WEIR_TRY(const LogSegment::End end, active().readEnd());
        m_nextOffset = end.nextOffset;
        unclean = end.position != active().size(); // somebody was at the files
    }
    const bool epochsKnown = m_epochs.load();
    // What was read anew of aborted transactions is found again with the producers, from a snapshot that is older.
    std::int64_t indexFrom = INT64_MAX;
    if (unclean) {
        WEIR_TRY(indexFrom, recoverSegments(options));
    }
    m_logStartOffset = std::max(options.logStartOffset, m_segments.begin()->first);
    if (m_nextOffset < m_logStartOffset) {
        // The log lost more than was deleted from its front: nothing in it may be served any more.
        m_logStartOffset = options.logStartOffset;
        WEIR_CHECK(truncateFullyAndStartAt(m_logStartOffset));
    }
    m_recoveryPoint = std::clamp(options.recoveryPoint, std::int64_t{0}, m_nextOffset);
    m_cleanedUpTo = std::clamp(options.cleanedUpTo, std::int64_t{0}, m_nextOffset);
    m_highWatermark = m_logStartOffset;
    if (!epochsKnown)
        WEIR_CHECK(loadEpochs());
    WEIR_CHECK(m_epochs.truncateFromEnd(m_nextOffset));
    WEIR_CHECK(m_epochs.truncateFromStart(m_logStartOffset));
    WEIR_CHECK(loadProducers(std::move(snapshots), indexFrom));
    // Hundreds of partitions are opened at a start, and most of them stay idle.
    for (const auto &[base, segment] : m_segments)
        segment->release();
    return {};
}

Result<base::Uuid> PartitionLog::readTopicId(FileSystem &fs, const std::string &directory)
{
    const auto content = readFile(fs, directory + std::string(kMetadataFile), 4'096);
    if (!content && content.error().kind != base::ErrorKind::NotFound)
        return base::fail(content.error());
    const std::string_view text = content ? base::textOf(*content) : std::string_view();
    const auto at = text.find("topic_id: ");
    if (text.substr(0, 10) != "version: 0" || at == std::string_view::npos)
        return base::Uuid();
    return base::Uuid::parse(text.substr(at + 10, text.find('\n', at) - at - 10)).value_or(base::Uuid());
}

Status PartitionLog::loadPartitionMetadata(const base::Uuid &topicId)
{
    m_topicId = topicId;
    WEIR_TRY(const base::Uuid stored, readTopicId(m_fs, m_directory));
    if (!stored.isZero()) {
        m_topicId = stored;
        return {};
    }
    // New, or torn by a power failure before its topic id was on the disk.
    if (topicId.isZero())
        return {};
    return replaceFile(m_fs, m_directory + std::string(kMetadataFile), base::viewOf("version: 0\ntopic_id: " + topicId.toString() + "\n"), false);
}

// A compaction that was interrupted after its result was whole: what it replaces goes, and it takes its place.
Status PartitionLog::finishSwap(std::int64_t baseOffset, std::uint64_t size)
{
    const auto path = [&](std::int64_t offset, std::string_view suffix) {
        return m_directory + '/' + segmentFileName(offset, suffix);
    };
    // The log file is read under its name in the making; its indexes are left out and made anew later.
    std::int64_t last = baseOffset;
    {
        LogSegment reader(m_fs, m_directory, baseOffset, size, m_clock.wallMs(), ".swap");
        WEIR_CHECK(reader.scan(0, [&](const wire::RecordBatchHeader &header, std::uint64_t) {
            last = header.lastOffset();
            return true;
        }));
    }
    WEIR_TRY(const std::vector<FileInfo> entries, m_fs.list(m_directory));
    for (const FileInfo &entry : entries) {
        for (const std::string_view suffix : {".log", ".index", ".timeindex", ".txnindex"}) {
            const auto base = offsetOfFile(entry.name, suffix);
            // Log and aborted transactions are replaced by a rename.
            const bool own = base == baseOffset && suffix != ".log" && suffix != ".txnindex";
            if (base && (own || (*base > baseOffset && *base <= last)))
                WEIR_CHECK(m_fs.remove(path(*base, suffix)));
        }
    }
    if (m_fs.exists(path(baseOffset, ".txnindex.cleaned")))
        WEIR_CHECK(m_fs.rename(path(baseOffset, ".txnindex.cleaned"), path(baseOffset, ".txnindex")));
    return m_fs.rename(path(baseOffset, ".log.swap"), path(baseOffset, ".log"));
}

Status PartitionLog::loadSegments(std::vector<std::int64_t> &snapshots)
{
    WEIR_TRY(std::vector<FileInfo> entries, m_fs.list(m_directory));
    bool swapped = false;
    for (const FileInfo &entry : entries) {
        if (const auto base = offsetOfFile(entry.name, ".log.swap")) {
            WEIR_CHECK(finishSwap(*base, entry.size));
            swapped = true;
        }
    }
    if (swapped) {
        WEIR_TRY(entries, m_fs.list(m_directory));
    }
    for (const FileInfo &entry : entries) {
        if (endsWith(entry.name, ".deleted") || endsWith(entry.name, ".tmp") || endsWith(entry.name, ".cleaned") ||
            endsWith(entry.name, "index.swap")) {
            WEIR_CHECK(m_fs.remove(m_directory + '/' + entry.name));
        } else if (const auto base = offsetOfFile(entry.name, ".log")) {
            m_segments.emplace(*base,
                               std::make_unique<LogSegment>(m_fs, m_directory, *base, entry.size, entry.modifiedMs));
        } else if (const auto snapshot = offsetOfFile(entry.name, ".snapshot")) {
            snapshots.push_back(*snapshot);
        }
    }
    for (const FileInfo &entry : entries) {
        for (const std::string_view suffix : {".index", ".timeindex", ".txnindex"}) {
            if (const auto base = offsetOfFile(entry.name, suffix); base && m_segments.count(*base) == 0)
                WEIR_CHECK(m_fs.remove(m_directory + '/' + entry.name));
        }
    }
    std::sort(snapshots.begin(), snapshots.end());
    return {};
}

Result<std::int64_t> PartitionLog::recoverSegments(const OpenOptions &options)
{
    const std::vector<EpochStart> epochsBefore = m_epochs.entries();
    // From the segment that holds the recovery point on: all before was on the disk.
    auto at = m_segments.upper_bound(options.recoveryPoint);
    if (at != m_segments.begin())
        --at;
    bool cut = false;
    std::int64_t next = at->first;
    const std::int64_t from = at->first;
    for (; at != m_segments.end(); ++at) {
        LogSegment &segment = *at->second;
        if (cut || segment.baseOffset() < next) {
            // A hole: what follows it cannot be reached any more and would be served out of order.
            m_recovery.truncatedBytes += static_cast<std::int64_t>(segment.size());
            for (const std::string &path : segment.paths()) {
                if (m_fs.exists(path)) {
                    WEIR_CHECK(m_fs.rename(path, path + ".orphaned"));
                    m_recovery.quarantined.push_back(path + ".orphaned");
                }
            }
            continue;
        }
        WEIR_TRY(const LogSegment::Recovered done,
                 segment.recover(static_cast<std::uint32_t>(m_config.indexIntervalBytes),
                                 [&](const wire::RecordBatchHeader &header, ByteView) {
                                     m_epochs.note(header.partitionLeaderEpoch, header.baseOffset);
                                     next = header.nextOffset();
                                 }));
        ++m_recovery.rebuiltIndexes;
        m_recovery.verifiedBytes += static_cast<std::int64_t>(done.verifiedBytes);
        m_recovery.truncatedBytes += static_cast<std::int64_t>(done.truncatedBytes);
        cut = done.truncatedBytes > 0;
        next = std::max(next, segment.baseOffset());
    }
    std::erase_if(m_segments, [&](const auto &entry) {
        return entry.first > next ||
               (entry.first != m_segments.begin()->first && !m_fs.exists(entry.second->logPath()));
    });
    m_nextOffset = next;
    if (m_epochs.entries() != epochsBefore)
        WEIR_CHECK(m_epochs.save());
    return from;
}

Status PartitionLog::loadEpochs()
{
    WEIR_CHECK(m_epochs.clear());
    for (const auto &[base, segment] : m_segments) {
        WEIR_CHECK(segment->scan(0, [this](const wire::RecordBatchHeader &header, std::uint64_t) {
            m_epochs.note(header.partitionLeaderEpoch, header.baseOffset);
            return true;
        }));
        if (segment.get() != &active())
            segment->release();
    }
    return m_epochs.entries().empty() ? Status{} : m_epochs.save();
}

std::string PartitionLog::snapshotPath(std::int64_t offset) const
{
    return m_directory + '/' + segmentFileName(offset, ".snapshot");
}

Status PartitionLog::saveSnapshot()
{
    // As in Kafka: one that tells no more than the last is not written.
    if (m_producers.mapEndOffset() <= m_snapshotOffset || m_nextOffset == m_logStartOffset)
        return {};
    WEIR_CHECK(m_producers.save(m_fs, snapshotPath(m_nextOffset), false));
    // Beside the newest, only those that stand at the start of a segment can be needed again.
    if (m_snapshotOffset >= 0 && m_segments.count(m_snapshotOffset) == 0)
        WEIR_CHECK(m_fs.remove(snapshotPath(m_snapshotOffset)));
    m_snapshotOffset = m_nextOffset;
    return {};
}

Status PartitionLog::loadProducers(std::vector<std::int64_t> snapshots, std::int64_t indexFrom)
{
    while (!snapshots.empty() && snapshots.back() > std::min(m_nextOffset, indexFrom)) {
        WEIR_CHECK(m_fs.remove(snapshotPath(snapshots.back())));
        snapshots.pop_back();
    }
    m_snapshotOffset = -1;
    m_producers.clear();
    while (!snapshots.empty() && m_snapshotOffset < 0) {
        if (m_producers.load(m_fs, snapshotPath(snapshots.back()))) {
            m_snapshotOffset = snapshots.back();
        } else {
            WEIR_CHECK(m_fs.rename(snapshotPath(snapshots.back()), snapshotPath(snapshots.back()) + ".orphaned"));
            m_recovery.quarantined.push_back(snapshotPath(snapshots.back()) + ".orphaned");
        }
        snapshots.pop_back();
    }
    for (const std::int64_t stray : snapshots) {
        if (m_segments.count(stray) == 0)
            WEIR_CHECK(m_fs.remove(snapshotPath(stray)));
    }
    m_producers.setMapEndOffset(std::max(m_snapshotOffset, m_logStartOffset));
    return rebuildProducers(m_nextOffset, indexFrom);
}

Status PartitionLog::rebuildProducers(std::int64_t upTo, std::int64_t indexFrom)
{
    std::int64_t from = m_producers.mapEndOffset();
    for (auto at = m_segments.upper_bound(from) == m_segments.begin() ? m_segments.begin()
                                                                      : std::prev(m_segments.upper_bound(from));
         at != m_segments.end() && from < upTo; ++at) {
        LogSegment &segment = *at->second;
        WEIR_TRY(const auto first, segment.find(from));
        if (!first)
            continue;
        Status read;
        WEIR_CHECK(segment.scan(first->position, [&](const wire::RecordBatchHeader &header, std::uint64_t position) {
            if (header.baseOffset >= upTo)
                return false;
            if (header.nextOffset() <= from)
                return true; // the snapshot knows it
            std::optional<EndMarker> marker;
            if (header.isControl() && header.hasProducerId()) {
                // How the transaction ended is inside of its marker.
                const auto bytes = segment.readBatch({position, static_cast<std::uint32_t>(header.sizeInBytes())});
                if (!bytes) {
                    read = base::fail(bytes.error());
                    return false;
                }
                if (const auto batch = wire::RecordBatchView::parse(*bytes))
                    marker = endMarkerOf(*batch);
            }
            if (const auto aborted = m_producers.apply(header, marker ? &*marker : nullptr); aborted && header.baseOffset >= indexFrom)
                segment.noteAborted(*aborted);
            return true;
        }));
        WEIR_CHECK(read);
        from = std::max(from, m_producers.mapEndOffset());
        if (&segment != &active())
            segment.release();
    }
    m_producers.setMapEndOffset(upTo);
    m_producers.onHighWatermark(m_highWatermark);
    return {};
}

} // namespace weir::sandbox
