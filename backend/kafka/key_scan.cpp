// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/kafka/key_scan.h"

#include "backend/wire/messages/list_offsets.h"

#include <QDateTime>

#include <algorithm>

namespace weir::kafka {

using namespace std::chrono_literals;

namespace {

constexpr auto kReportEvery = 50ms;
/// Looks at the time index in search of the time from which on there are so many records: enough to come from now to any
/// millisecond since the epoch.
constexpr int kMostLooks = 64;
/// How near to the number wanted is near enough.
constexpr double kNearEnough = 0.9;

/// Called from within PartitionFetcher::step(): on the worker, when the tally is there.
ScanQuery queryOf(const model::KeyScanRequest &request, std::optional<KeyTally> &tally)
{
    ScanQuery query;
    query.topic = request.topic;
    query.visit = [&tally](qint32 partition, const wire::RecordView &record) { tally->add(partition, record.offset, record.timestamp, record.key); };
    return query;
}

qint64 between(const std::map<qint32, std::int64_t> &starts, const std::map<qint32, std::int64_t> &ends)
{
    qint64 total = 0;
    for (const auto &[id, start] : starts) {
        const auto end = ends.find(id);
        if (end != ends.end())
            total += std::max<std::int64_t>(0, end->second - start);
    }
    return total;
}

} // namespace

KeyScan::KeyScan(std::shared_ptr<net::KafkaClient> client, const model::KeyScanRequest &request, Stream &stream)
    : m_request(request), m_stream(stream), m_fetcher(std::move(client), queryOf(request, m_tally), {}, stream.cancelToken())
{
}

void KeyScan::keepNewest(Offsets &starts, const Offsets &ends)
{
    if (between(starts, ends) <= m_request.newest)
        return;
    // By time, not by offset: the same share of each partition would hide which of them gets more, and an equal number of
    // each would hide everything. First ever farther back, then halving.
    std::vector<qint32> partitions;
    for (const auto &[id, start] : starts)
        partitions.push_back(id);
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    qint64 tooFew = now + 1; // from here on there are no more than wanted
    qint64 tooMany = 0;
    Offsets fewer = ends;
    Offsets more = starts;
    qint64 back = 1000;
    for (int look = 0; look < kMostLooks && tooMany + 1 < tooFew && !m_stream.cancelled(); ++look) {
        const qint64 middle = tooMany > 0 ? tooMany + (tooFew - tooMany) / 2 : std::max<qint64>(1, now - back);
        back *= 4;
        Offsets at = m_fetcher.offsetsAt(partitions, middle);
        for (auto &[id, offset] : at) {
            const auto end = ends.find(id);
            const auto start = starts.find(id);
            if (end != ends.end() && start != starts.end())
                offset = offset < 0 ? end->second : std::max(offset, start->second); // -1: nothing is that young
        }
        if (at.empty())
            break;
        const qint64 records = between(at, ends);
        if (records <= m_request.newest) {
            tooFew = middle;
            fewer = at;
            if (static_cast<double>(records) >= kNearEnough * static_cast<double>(m_request.newest))
                break;
        } else {
            tooMany = middle;
            more = at;
        }
        if (middle == 1)
            break;
    }
    if (between(fewer, ends) >= m_request.newest / 2) {
        starts = std::move(fewer);
        return;
    }
    // Most are of one and the same time, or have none: of these the same share of each partition.
    starts = std::move(more);
    const double share = static_cast<double>(m_request.newest) / static_cast<double>(between(starts, ends));
    for (auto &[id, start] : starts) {
        if (const auto end = ends.find(id); end != ends.end())
            start = end->second - static_cast<std::int64_t>(static_cast<double>(end->second - start) * share);
    }
}

std::optional<base::Error> KeyScan::run()
{
    if (auto prepared = m_fetcher.prepare(); !prepared) {
        if (m_stream.cancelled())
            return std::nullopt;
        return prepared.error();
    }
    const std::vector<qint32> partitions = m_fetcher.partitions();
    KeyTally::Limits limits;
    limits.keys = static_cast<std::size_t>(std::max<qint64>(1, m_request.mostKeys));
    m_tally.emplace(m_request.topic, partitions, limits);
    const Offsets ends = m_fetcher.offsetsAt(partitions, wire::ListOffsetsRequest::kLatest);
    Offsets starts = m_fetcher.offsetsAt(partitions, wire::ListOffsetsRequest::kEarliest);
    // Nothing could be read at all: that is an error, not an empty topic.
    if (ends.empty() && !m_fetcher.missing().empty() && !m_stream.cancelled())
        return m_fetcher.missing().front().error;
    if (m_request.newest > 0)
        keepNewest(starts, ends);
    std::vector<PartitionRange> ranges;
    for (const auto &[id, start] : starts) {
        const auto end = ends.find(id);
        if (end != ends.end() && start < end->second)
            ranges.push_back({id, start, end->second});
    }
    m_progress.totalRecords = between(starts, ends);
    report(true);
    m_fetcher.begin(std::move(ranges));
    while (!m_stream.cancelled() && !m_fetcher.done()) {
        for (const auto &step : m_fetcher.step([](std::size_t) { return true; })) {
            m_progress.records += step.result.records;
            m_progress.bytes += step.result.bytes;
            m_progress.hits += step.result.hitCount;
        }
        report(false);
    }
    model::KeyReport found = m_tally->report();
    found.whole = !m_stream.cancelled() && m_fetcher.missing().empty();
    report(true);
    m_stream.push({std::move(found)});
    return std::nullopt;
}

void KeyScan::report(bool now)
{
    const auto time = std::chrono::steady_clock::now();
    if (!now && time - m_reported < kReportEvery)
        return;
    m_reported = time;
    m_progress.seconds = std::chrono::duration<double>(time - m_begun).count();
    m_progress.missing = m_fetcher.missing();
    m_stream.report(m_progress);
}

} // namespace weir::kafka
