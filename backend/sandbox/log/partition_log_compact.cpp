// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/log/partition_log.h"

#include <algorithm>

namespace weir::sandbox {

using base::Result;
using base::Status;

namespace {
constexpr std::string_view kCleaned = ".cleaned";
constexpr std::string_view kSwap = ".swap";
constexpr std::int64_t kRetryMs = 300'000;
} // namespace

std::optional<CompactionJob> PartitionLog::takeCompaction()
{
    const std::int64_t now = m_clock.wallMs();
    if (!m_config.compact || m_closed || m_compactionStuck || !m_compaction.expired() ||
        (m_compactionTakenMs != 0 && now - m_compactionTakenMs < kRetryMs))
        return std::nullopt;
    const std::int64_t bound = lastStableOffset();
    std::uint64_t cleanBytes = 0;
    std::uint64_t dirtyBytes = 0;
    bool overdue = false;
    std::int64_t upTo = m_segments.begin()->first;
    for (auto at = m_segments.begin(); std::next(at) != m_segments.end(); ++at) {
        LogSegment &segment = *at->second;
        const std::int64_t nextBase = std::next(at)->first;
        if (nextBase > bound)
            break;
        if (nextBase <= m_cleanedUpTo) {
            cleanBytes += segment.size();
        } else {
            if (m_config.minCompactionLagMs > 0) {
                const auto newest = segment.retentionTimestamp();
                if (!newest || now - *newest < m_config.minCompactionLagMs)
                    break;
            }
            if (dirtyBytes == 0 && m_config.maxCompactionLagMs != LogConfig::kNever) {
                const auto first = segment.firstTimestamp();
                overdue = first && *first && **first >= 0 && now - **first > m_config.maxCompactionLagMs;
            }
            dirtyBytes += segment.size();
        }
        upTo = nextBase;
    }
    if (dirtyBytes == 0)
        return std::nullopt;
    const double ratio = static_cast<double>(dirtyBytes) / static_cast<double>(cleanBytes + dirtyBytes);
    if (!overdue && ratio < m_config.minCleanableDirtyRatio)
        return std::nullopt;

    CompactionJob job(m_fs, m_directory, m_config, now);
    job.m_syncedUpTo = m_recoveryPoint;
    job.m_dirtyFrom = m_cleanedUpTo;
    job.m_upTo = upTo;
    for (auto at = m_segments.begin(); at->first < upTo; ++at) {
        const LogSegment &segment = *at->second;
        job.m_sources.push_back({at->first, segment.size(), std::next(at)->first,
                                 std::make_unique<LogSegment>(m_fs, m_directory, at->first, segment.size(), now)});
    }
    for (const auto &[id, state] : m_producers.all()) {
        if (state.batchCount > 0)
            job.m_producersEnd.emplace(id, state.batches[state.batchCount - 1U].lastOffset);
    }
    job.m_token = std::make_shared<char>();
    m_compaction = job.m_token;
    m_compactionTakenMs = now;
    return job;
}

Result<bool> PartitionLog::applyCompaction(CompactionJob job)
{
    m_compaction.reset();
    m_compactionTakenMs = 0;
    const bool whole = std::all_of(job.m_sources.begin(), job.m_sources.end(), [this](const auto &source) {
        const auto at = m_segments.find(source.baseOffset);
        return at != m_segments.end() && at->second->size() == source.size && at->second.get() != &active();
    });
    if (m_closed || job.m_groups.empty() || !whole)
        return false;
    const auto rename = [this](const std::string &path, std::string_view from, std::string_view to) {
        return m_fs.rename(path + std::string(from), path + std::string(to));
    };
    const auto place = [&](CompactionJob::Group &group) -> Status {
        const std::int64_t base = group.replaced.front();
        const std::string log = m_directory + '/' + segmentFileName(base, ".log");
        const std::string index = m_directory + '/' + segmentFileName(base, ".index");
        const std::string timeIndex = m_directory + '/' + segmentFileName(base, ".timeindex");
        const std::string transactionIndex = m_directory + '/' + segmentFileName(base, ".txnindex");
        // From this rename on a crash ends in the new segment (finishSwap), before it in the old ones.
        WEIR_CHECK(rename(log, kCleaned, kSwap));
        LogSegment *cleaned = group.cleaned.get();
        cleaned->moveTo(m_directory, kSwap);
        std::vector<std::string> gone;
        for (const std::int64_t replaced : group.replaced) {
            if (replaced != base) {
                for (std::string &path : m_segments.at(replaced)->paths())
                    gone.push_back(std::move(path));
                if (replaced != m_snapshotOffset)
                    gone.push_back(snapshotPath(replaced));
            }
            std::erase(m_openSegments, replaced);
            m_segments.erase(replaced);
        }
        m_segments.emplace(base, std::move(group.cleaned));
        WEIR_CHECK(dropFiles(gone));
        WEIR_CHECK(m_fs.remove(index));
        WEIR_CHECK(m_fs.remove(timeIndex));
        // Unlike the others it cannot be made anew: the records that it tells of may be gone, or a part of them.
        if (m_fs.exists(transactionIndex + std::string(kCleaned)))
            WEIR_CHECK(rename(transactionIndex, kCleaned, ""));
        else
            WEIR_CHECK(m_fs.remove(transactionIndex));
        WEIR_CHECK(rename(log, kSwap, ""));
        // An index that did not come along is made anew when it is needed.
        if (cleaned->size() > 0) {
            (void)rename(index, kCleaned, "");
            (void)rename(timeIndex, kCleaned, "");
        }
        cleaned->moveTo(m_directory);
        return {};
    };
    for (CompactionJob::Group &group : job.m_groups) {
        if (Status placed = place(group); !placed) {
            // What is in memory is right, names on the disk are put right at the next start; until then no further job.
            m_compactionStuck = !group.cleaned;
            return base::fail(named(std::move(placed.error())));
        }
    }
    m_cleanedUpTo = std::max(m_cleanedUpTo, job.m_cleanedUpTo);
    return true;
}

} // namespace weir::sandbox
