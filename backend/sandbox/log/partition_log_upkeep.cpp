// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/log/partition_log.h"

#include "backend/base/kafka_error.h"

#include <algorithm>

namespace weir::sandbox {

using base::Result;
using base::Status;

namespace {
constexpr std::int64_t kIdleFilesMs = 60'000;
constexpr std::int64_t kExpiryCheckMs = 600'000;
constexpr std::int64_t kFlushRetryMs = 30'000;
} // namespace

// --- durability

Status PartitionLog::FlushJob::run() const
{
    for (const auto &file : files)
        WEIR_CHECK(file->sync());
    return fs->syncDirectory(directory); // a file whose name is not there is lost, however well its content is kept
}

std::optional<PartitionLog::FlushJob> PartitionLog::takeFlushJob()
{
    const std::int64_t upTo = active().baseOffset();
    const std::int64_t now = m_clock.wallMs();
    if (m_recoveryPoint >= upTo || (m_flushJobUpTo == upTo && now - m_flushJobMs < kFlushRetryMs))
        return std::nullopt;
    m_flushJobUpTo = upTo;
    m_flushJobMs = now;
    FlushJob job;
    job.fs = &m_fs;
    job.directory = m_directory;
    job.upTo = upTo;
    auto at = m_segments.upper_bound(m_recoveryPoint);
    if (at != m_segments.begin())
        --at;
    for (; at->first < upTo; ++at) {
        auto files = at->second->filesToSync();
        if (!files)
            return std::nullopt; // the disk fails or is full; asked for again later
        for (auto &file : *files)
            job.files.push_back(std::move(file));
    }
    return job;
}

void PartitionLog::flushed(const FlushJob &job)
{
    m_recoveryPoint = std::max(m_recoveryPoint, std::min(job.upTo, m_nextOffset));
}

Status PartitionLog::flush()
{
    const std::int64_t upTo = m_nextOffset;
    m_unflushedRecords = 0;
    m_lastFlushMs = m_clock.wallMs();
    if (m_recoveryPoint >= upTo)
        return {};
    auto at = m_segments.upper_bound(m_recoveryPoint);
    if (at != m_segments.begin())
        --at;
    bool newFiles = false;
    for (; at != m_segments.end(); ++at) {
        newFiles = newFiles || at->first >= m_recoveryPoint || at->second->hasUnsyncedAborted();
        if (Status synced = at->second->sync(at->second.get() != &active()); !synced)
            return base::fail(named(synced.error()));
    }
    if (newFiles) {
        if (Status synced = m_fs.syncDirectory(m_directory); !synced)
            return base::fail(named(synced.error()));
    }
    m_recoveryPoint = upTo;
    return {};
}

// --- epochs and truncation

Status PartitionLog::assignEpoch(std::int32_t epoch)
{
    if (Status assigned = m_epochs.assign(epoch, m_nextOffset); !assigned)
        return base::fail(named(assigned.error()));
    return {};
}

EpochEnd PartitionLog::endOffsetForEpoch(std::int32_t epoch) const
{
    return m_epochs.endOffsetFor(epoch, m_nextOffset);
}

Result<bool> PartitionLog::truncateTo(std::int64_t offset)
{
    if (offset >= m_nextOffset) {
        // An epoch in which nothing was written lies at the end of the log without a record: a leader that knows nothing of
        // it would call it diverging for ever.
        WEIR_CHECK(m_epochs.truncateFromEnd(offset));
        return false;
    }
    const auto work = [&]() -> Status {
        if (offset < m_segments.begin()->first)
            return truncateFullyAndStartAt(offset);
        std::vector<std::int64_t> later;
        for (auto at = m_segments.upper_bound(offset); at != m_segments.end(); ++at)
            later.push_back(at->first);
        // The front of the rest is cut last, so that a failure leaves a log without holes.
        for (auto base = later.rbegin(); base != later.rend(); ++base) {
            WEIR_CHECK(dropSegments({*base}));
            m_nextOffset = *base;
        }
        WEIR_CHECK(active().truncateTo(offset));
        // A batch that holds the offset goes as a whole: the end may be below what was asked for.
        WEIR_TRY(const LogSegment::End end, active().readEnd());
        m_nextOffset = end.nextOffset;
        WEIR_CHECK(m_epochs.truncateFromEnd(m_nextOffset));
        m_recoveryPoint = std::min(m_recoveryPoint, m_nextOffset);
        m_cleanedUpTo = std::min(m_cleanedUpTo, m_nextOffset);
        m_logStartOffset = std::min(m_logStartOffset, m_nextOffset);
        m_highWatermark = std::min(m_highWatermark, m_nextOffset);
        std::vector<std::int64_t> snapshots;
        WEIR_TRY(const std::vector<FileInfo> entries, m_fs.list(m_directory));
        for (const FileInfo &entry : entries) {
            if (const auto snapshot = offsetOfFile(entry.name, ".snapshot"))
                snapshots.push_back(*snapshot);
        }
        std::sort(snapshots.begin(), snapshots.end());
        return loadProducers(std::move(snapshots));
    };
    if (Status done = work(); !done)
        return base::fail(named(std::move(done.error())));
    return true;
}

Status PartitionLog::truncateFullyAndStartAt(std::int64_t offset)
{
    const auto work = [&]() -> Status {
        std::vector<std::int64_t> all;
        for (const auto &[base, segment] : m_segments)
            all.push_back(base);
        for (auto base = all.rbegin(); base != all.rend(); ++base) {
            // One stays until the new one is there: a log has an active segment at every moment.
            if (m_segments.size() > 1)
                WEIR_CHECK(dropSegments({*base}));
        }
        LogSegment &last = active();
        if (last.baseOffset() == offset) {
            WEIR_CHECK(last.truncateTo(offset));
        } else {
            auto fresh = std::make_unique<LogSegment>(m_fs, m_directory, offset, 0, m_clock.wallMs());
            WEIR_CHECK(fresh->createFile());
            const std::int64_t old = last.baseOffset();
            m_segments.emplace(offset, std::move(fresh));
            WEIR_CHECK(dropSegments({old}));
        }
        m_nextOffset = m_logStartOffset = m_highWatermark = m_recoveryPoint = offset;
        m_producers.clear();
        m_producers.setMapEndOffset(offset);
        WEIR_TRY(const std::vector<FileInfo> entries, m_fs.list(m_directory));
        for (const FileInfo &entry : entries) {
            if (offsetOfFile(entry.name, ".snapshot"))
                WEIR_CHECK(m_fs.remove(m_directory + '/' + entry.name));
        }
        m_snapshotOffset = -1;
        return m_epochs.clear();
    };
    if (Status done = work(); !done)
        return base::fail(named(std::move(done.error())));
    return {};
}

Result<bool> PartitionLog::deleteRecordsBefore(std::int64_t offset)
{
    if (offset > m_highWatermark || offset < 0)
        return base::fail(base::Error{base::ErrorKind::Invalid,
                                      "log.deleteRecords",
                                      m_name,
                                      {},
                                      {},
                                      static_cast<std::int16_t>(base::KafkaError::OffsetOutOfRange)}
                              .with("offset", std::to_string(offset))
                              .with("highWatermark", std::to_string(m_highWatermark)));
    if (offset <= m_logStartOffset)
        return false;
    if (Status cut = m_epochs.truncateFromStart(offset); !cut)
        return base::fail(named(cut.error()));
    m_logStartOffset = offset;
    return true;
}

// --- housekeeping

Status PartitionLog::dropFiles(const std::vector<std::string> &paths)
{
    PendingDelete pending{m_clock.wallMs() + m_config.fileDeleteDelayMs, {}};
    Status result;
    for (const std::string &path : paths) {
        if (m_config.fileDeleteDelayMs <= 0) {
            result = m_fs.remove(path);
        } else if (result = m_fs.rename(path, path + ".deleted"); result) {
            pending.paths.push_back(path + ".deleted");
        } else if (result.error().kind == base::ErrorKind::NotFound) {
            result = {};
        }
        if (!result)
            break;
    }
    if (!pending.paths.empty())
        m_pendingDeletes.push_back(std::move(pending));
    return result;
}

Status PartitionLog::dropSegments(const std::vector<std::int64_t> &baseOffsets)
{
    for (const std::int64_t base : baseOffsets) {
        const auto at = m_segments.find(base);
        if (at == m_segments.end())
            continue;
        // The log file goes first: an index without one is swept up at the next start, the other way round is a
        // rebuild.
        WEIR_CHECK(dropFiles(at->second->paths()));
        if (base != m_snapshotOffset)
            (void)dropFiles({snapshotPath(base)});
        std::erase(m_openSegments, base);
        m_segments.erase(at);
    }
    return {};
}

Result<int> PartitionLog::deleteOldSegments()
{
    const std::int64_t now = m_clock.wallMs();
    const auto size = static_cast<std::int64_t>(sizeInBytes());
    std::int64_t over = m_config.deleteOld && m_config.retentionBytes >= 0 ? size - m_config.retentionBytes : 0;
    std::vector<std::int64_t> doomed;
    for (auto at = m_segments.begin(); at != m_segments.end(); ++at) {
        LogSegment &segment = *at->second;
        const auto after = std::next(at);
        const std::int64_t end = after == m_segments.end() ? m_nextOffset : after->first;
        if (end > m_highWatermark || (segment.size() == 0 && after == m_segments.end()))
            break;
        bool due = after != m_segments.end() && after->first <= m_logStartOffset;
        if (!due && m_config.deleteOld) {
            due = over > 0 && over >= static_cast<std::int64_t>(segment.size());
            if (!due && m_config.retentionMs >= 0) {
                auto newest = segment.retentionTimestamp();
                if (!newest)
                    return base::fail(named(newest.error()));
                due = now - *newest > m_config.retentionMs;
            }
        }
        if (!due)
            break;
        over -= static_cast<std::int64_t>(segment.size());
        doomed.push_back(segment.baseOffset());
    }
    if (doomed.empty())
        return 0;
    // When every record is due, appending goes on in a new segment, as in Kafka.
    if (doomed.size() == m_segments.size()) {
        if (Status rolled = roll(m_nextOffset); !rolled)
            return base::fail(named(rolled.error()));
    }
    // The start moves before files go: a failure half-way deletes later, it never serves what is not there.
    const auto next = m_segments.upper_bound(doomed.back());
    m_logStartOffset = std::max(m_logStartOffset, next->first);
    m_highWatermark = std::max(m_highWatermark, m_logStartOffset);
    if (Status dropped = dropSegments(doomed); !dropped)
        return base::fail(named(dropped.error()));
    if (Status cut = m_epochs.truncateFromStart(m_logStartOffset); !cut)
        return base::fail(named(cut.error()));
    return static_cast<int>(doomed.size());
}

bool PartitionLog::wantsTick() const
{
    return !m_pendingDeletes.empty() || m_filesOpen || m_producers.size() > 0 ||
           (m_config.flushMs != LogConfig::kNever && m_unflushedRecords > 0);
}

Status PartitionLog::tick()
{
    const std::int64_t now = m_clock.wallMs();
    Status result;
    while (!m_pendingDeletes.empty() && m_pendingDeletes.front().dueMs <= now) {
        for (const std::string &path : m_pendingDeletes.front().paths) {
            if (Status removed = m_fs.remove(path); !removed)
                result = base::fail(named(removed.error()));
        }
        m_pendingDeletes.erase(m_pendingDeletes.begin());
    }
    if (m_unflushedRecords > 0 && m_config.flushMs != LogConfig::kNever && now - m_lastFlushMs >= m_config.flushMs) {
        if (Status synced = flush(); !synced)
            result = synced;
    }
    if (now - m_lastExpiryMs >= kExpiryCheckMs) {
        m_lastExpiryMs = now;
        m_producers.removeExpired(now, m_config.producerIdExpirationMs);
    }
    if (m_filesOpen && now - m_lastUseMs >= kIdleFilesMs) {
        for (const auto &[base, segment] : m_segments)
            segment->release();
        m_openSegments.clear();
        m_filesOpen = false;
    }
    return result;
}

Status PartitionLog::close(bool sync)
{
    if (m_closed)
        return {};
    Status result;
    const auto keep = [&](Status status) {
        if (!status && result)
            result = base::fail(named(std::move(status.error())));
    };
    if (active().size() > 0 && m_filesOpen)
        keep(active().seal());
    keep(saveSnapshot());
    if (sync)
        keep(flush());
    for (const PendingDelete &pending : m_pendingDeletes) {
        for (const std::string &path : pending.paths)
            (void)m_fs.remove(path);
    }
    m_pendingDeletes.clear();
    for (const auto &[base, segment] : m_segments)
        segment->release();
    m_closed = true;
    return result;
}

std::string PartitionLog::pathForDeletion(const std::string &directory, const base::Uuid &unique)
{
    const auto slash = directory.rfind('/');
    const std::size_t name = slash == std::string::npos ? 0 : slash + 1;
    // Kafka keeps the name of a folder below 255 characters by cutting the topic's.
    const std::string suffix = '.' + unique.toString() + "-delete";
    return directory.substr(0, name) + directory.substr(name, 255 - suffix.size()) + suffix;
}

Status PartitionLog::renameForDeletion(const base::Uuid &unique)
{
    WEIR_CHECK(renameTo(pathForDeletion(m_directory, unique)));
    m_closed = true;
    return {};
}

Status PartitionLog::renameTo(const std::string &target)
{
    if (Status renamed = m_fs.rename(m_directory, target); !renamed)
        return base::fail(named(renamed.error()));
    m_directory = target;
    m_name = target.substr(target.rfind('/') + 1);
    for (const auto &[base, segment] : m_segments)
        segment->moveTo(target);
    m_epochs.moveTo(target + "/leader-epoch-checkpoint");
    for (PendingDelete &pending : m_pendingDeletes) {
        for (std::string &path : pending.paths)
            path = target + path.substr(path.rfind('/'));
    }
    return {};
}

} // namespace weir::sandbox
