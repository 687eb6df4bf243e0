// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/kafka/read_job.h"

#include "backend/wire/messages/list_offsets.h"

#include <algorithm>
#include <cmath>
#include <thread>

namespace weir::kafka {

using Kind = model::ReadStart::Kind;
using Request = wire::ListOffsetsRequest;
using namespace std::chrono_literals;

namespace {

constexpr auto kReportEvery = 50ms;
/// Hits that may wait for older ones of other partitions, and bytes that may wait for the consumer.
constexpr qint64 kWaitingBytes = 48 << 20;
/// The first look back of a search for the newest hits, in records a partition, and how much farther each next one goes.
constexpr std::int64_t kFirstLookFiltered = 20'000;
constexpr std::int64_t kLookGrowth = 4;
constexpr std::int64_t kLongestLook = 250'000; // a round's hits are shown when it ends

ScanQuery queryOf(const model::ReadRequest &request)
{
    ScanQuery query;
    query.topic = request.topic;
    query.filter = ByteFilter(request.filter.toStdString());
    query.untilTimestampMs = request.untilTimestampMs;
    query.valueBytes = static_cast<std::size_t>(std::max<qint64>(0, request.valueBytes));
    query.readCommitted = request.readCommitted;
    query.countOnly = request.countOnly;
    return query;
}

PartitionFetcher::Limits limitsOf(const model::ReadRequest &request)
{
    PartitionFetcher::Limits limits;
    if (request.start.kind == Kind::Live) {
        limits.maxWait = 500ms;
    } else if (request.filter.isEmpty() && request.limit > 0 && request.limit <= 10'000) {
        // A page of records: no need to move a megabyte a partition for it.
        limits.partitionBytes = 128 << 10;
    }
    return limits;
}

} // namespace

ReadJob::ReadJob(std::shared_ptr<net::KafkaClient> client, const model::ReadRequest &request, Stream &stream)
    : m_request(request), m_stream(stream), m_fetcher(std::move(client), queryOf(request), limitsOf(request), stream.cancelToken())
{
}

std::optional<base::Error> ReadJob::run()
{
    if (auto prepared = m_fetcher.prepare(); !prepared) {
        if (stopped())
            return std::nullopt;
        return prepared.error();
    }
    std::vector<qint32> partitions = m_fetcher.partitions();
    if (!m_request.partitions.isEmpty()) {
        const std::vector<qint32> wanted(m_request.partitions.begin(), m_request.partitions.end());
        for (const qint32 id : wanted) {
            if (std::find(partitions.begin(), partitions.end(), id) == partitions.end())
                return base::Error{base::ErrorKind::NotFound, "records.read", m_request.topic.toStdString() + '-' + std::to_string(id), {}, {}, 3};
        }
        partitions = wanted;
    }
    const auto ends = m_fetcher.offsetsAt(partitions, Request::kLatest);
    if (m_request.start.kind == Kind::Live) {
        tail(ends);
        report(true);
        return std::nullopt;
    }
    auto starts = m_fetcher.offsetsAt(partitions, Request::kEarliest);
    if (m_request.start.kind == Kind::Offset) {
        for (auto &[id, start] : starts) {
            const auto end = ends.find(id);
            if (end != ends.end() && (m_request.start.value < start || m_request.start.value > end->second))
                m_progress.outside.push_back({id, start, end->second});
            start = std::max<std::int64_t>(start, m_request.start.value);
        }
    } else if (m_request.start.kind == Kind::Timestamp) {
        const auto found = m_fetcher.offsetsAt(partitions, m_request.start.value);
        for (auto &[id, start] : starts) {
            const auto at = found.find(id);
            // -1: nothing is that young.
            start = at == found.end() || at->second < 0 ? INT64_MAX : std::max(start, at->second);
        }
    }
    auto limitedEnds = ends;
    if (m_request.untilOffset) {
        for (auto &[id, end] : limitedEnds)
            end = std::min<std::int64_t>(end, *m_request.untilOffset);
    }
    if (m_request.untilTimestampMs) {
        // By the time index, as Kafka's own tools bound a range of time; what lies before it is still looked at one by one.
        for (const auto &[id, offset] : m_fetcher.offsetsAt(partitions, *m_request.untilTimestampMs)) {
            if (offset >= 0)
                limitedEnds[id] = std::min(limitedEnds[id], offset);
        }
    }
    const auto all = spans(starts, limitedEnds);
    m_progress.totalRecords = 0;
    for (const Span &span : all)
        m_progress.totalRecords += span.end - span.begin;
    report(true);
    if (m_request.start.kind == Kind::Newest && m_request.limit > 0 && !m_request.countOnly)
        readNewest(all);
    else
        readForward(all);
    report(true);
    // Nothing could be read at all: that is an error, not an empty topic.
    if (all.empty() && ends.empty() && !m_fetcher.missing().empty() && !stopped())
        return m_fetcher.missing().front().error;
    return std::nullopt;
}

std::vector<ReadJob::Span> ReadJob::spans(const std::map<qint32, std::int64_t> &starts, const std::map<qint32, std::int64_t> &ends)
{
    std::vector<Span> found;
    for (const auto &[id, end] : ends) {
        const auto start = starts.find(id);
        if (start != starts.end() && start->second < end)
            found.push_back({id, start->second, end});
    }
    return found;
}

void ReadJob::account(const ScanResult &result)
{
    m_progress.records += result.records;
    m_progress.bytes += result.bytes;
}

void ReadJob::report(bool now)
{
    const auto time = std::chrono::steady_clock::now();
    if (!now && time - m_reported < kReportEvery)
        return;
    m_reported = time;
    m_progress.seconds = std::chrono::duration<double>(time - m_begun).count();
    m_progress.missing = m_fetcher.missing();
    m_stream.report(m_progress);
}

bool ReadJob::deliver(std::vector<model::Record> records)
{
    if (records.empty())
        return !stopped();
    m_progress.hits += static_cast<qint64>(records.size());
    for (const model::Record &record : records)
        m_unread += record.heldBytes();
    if (!m_stream.push(std::move(records)))
        return false;
    // The stream bounds the number of records that wait; this bounds their bytes.
    while (m_unread > kWaitingBytes && !stopped()) {
        if (m_stream.waiting() == 0)
            m_unread = 0;
        else
            std::this_thread::sleep_for(5ms);
    }
    return !stopped();
}

void ReadJob::readForward(const std::vector<Span> &spans)
{
    std::vector<PartitionRange> ranges;
    for (const Span &span : spans)
        ranges.push_back({span.partition, span.begin, span.end});
    m_fetcher.begin(std::move(ranges));
    TimeMerge merge(spans.size());
    const auto limit = static_cast<std::size_t>(std::max<qint64>(0, m_request.limit));
    const auto mayRead = [&](std::size_t index) { return merge.waitingBytes() < kWaitingBytes || merge.isEmpty(index); };
    std::size_t delivered = 0;
    const auto emitReady = [&] {
        for (std::size_t i = 0; i < spans.size(); ++i) {
            if (m_fetcher.finished(i))
                merge.finish(i);
        }
        auto ready = merge.take(limit > 0 ? limit - delivered : 0);
        delivered += ready.size();
        return deliver(std::move(ready)) && (limit == 0 || delivered < limit);
    };
    while (!stopped() && !m_fetcher.done()) {
        for (auto &step : m_fetcher.step(mayRead)) {
            account(step.result);
            if (m_request.countOnly) {
                m_progress.hits += step.result.hitCount;
                continue;
            }
            merge.add(step.index, std::move(step.result.hits), step.result.lastTimestampMs);
        }
        if (m_request.countOnly) {
            if (limit > 0 && m_progress.hits >= m_request.limit)
                break;
        } else if (!emitReady()) {
            return;
        }
        report(false);
    }
    if (m_request.countOnly)
        return;
    // Where it was stopped, what waits for slower partitions is found all the same.
    for (std::size_t i = 0; stopped() && i < spans.size(); ++i)
        merge.finish(i);
    emitReady();
}

/// Looks back in steps: first a little way in every partition, then farther only in those that may still hold records
/// newer than the oldest one that is kept. What nothing unread can be younger than goes out after each step.
void ReadJob::readNewest(const std::vector<Span> &spans)
{
    struct Lane {
        Span span;
        std::int64_t begin = 0; ///< read from here on
        std::int64_t look = 0;
        std::optional<qint64> oldestMs; ///< time with which what was read begins
        bool more() const { return begin > span.begin; }
    };
    auto room = static_cast<std::size_t>(m_request.limit); // hits still wanted
    const bool filtered = !m_request.filter.isEmpty() || m_request.untilTimestampMs.has_value();
    std::vector<Lane> lanes;
    for (const Span &span : spans) {
        Lane lane{span, span.end, 0, {}};
        lane.look = filtered ? kFirstLookFiltered : m_request.limit * 3 / (2 * static_cast<qint64>(spans.size())) + 8;
        lanes.push_back(lane);
    }
    std::vector<model::Record> kept; // hits not delivered yet, in time order after each round
    qint64 keptBytes = 0;
    const auto trim = [&] {
        sortByTime(kept);
        if (kept.size() > room)
            kept.erase(kept.begin(), kept.end() - static_cast<std::ptrdiff_t>(room));
        keptBytes = 0;
        for (const model::Record &record : kept)
            keptBytes += record.heldBytes();
    };
    const auto deliverDownTo = [&](qint64 timeMs) {
        auto first = kept.end();
        while (first != kept.begin() && std::prev(first)->timestampMs >= timeMs)
            --first;
        std::vector<model::Record> ready(std::make_move_iterator(std::make_reverse_iterator(kept.end())),
                                         std::make_move_iterator(std::make_reverse_iterator(first)));
        kept.erase(first, kept.end());
        room -= ready.size();
        deliver(std::move(ready));
    };
    while (!stopped() && room > 0) {
        // Below which time an unread record cannot be among the newest any more.
        std::optional<qint64> cut;
        if (kept.size() >= room)
            cut = kept[kept.size() - room].timestampMs;
        std::vector<PartitionRange> ranges;
        std::vector<std::size_t> laneOf;
        for (std::size_t i = 0; i < lanes.size(); ++i) {
            Lane &lane = lanes[i];
            if (!lane.more() || (cut && lane.oldestMs && *lane.oldestMs < *cut))
                continue;
            const std::int64_t from = std::max(lane.span.begin, lane.begin - lane.look);
            ranges.push_back({lane.span.partition, from, lane.begin});
            laneOf.push_back(i);
            lane.begin = from;
            lane.look = std::min(lane.look * kLookGrowth, kLongestLook);
        }
        if (ranges.empty())
            break;
        m_fetcher.begin(std::move(ranges));
        while (!stopped() && !m_fetcher.done()) {
            for (auto &step : m_fetcher.step([](std::size_t) { return true; })) {
                account(step.result);
                Lane &lane = lanes[laneOf[step.index]];
                if (step.result.firstTimestampMs)
                    lane.oldestMs = std::min(lane.oldestMs.value_or(*step.result.firstTimestampMs), *step.result.firstTimestampMs);
                for (const model::Record &record : step.result.hits)
                    keptBytes += record.heldBytes();
                kept.insert(kept.end(), std::make_move_iterator(step.result.hits.begin()), std::make_move_iterator(step.result.hits.end()));
                if (kept.size() > 4 * room + 10'000 || (keptBytes > kWaitingBytes && kept.size() > room + 100))
                    trim();
            }
            report(false);
        }
        trim();
        if (stopped())
            break;
        qint64 youngestUnread = INT64_MIN;
        for (std::size_t i = 0; i < laneOf.size(); ++i) {
            // A partition that gave up is among the missing; to wait for it in each further step helps nobody.
            Lane &lane = lanes[laneOf[i]];
            if (m_fetcher.range(i).next < m_fetcher.range(i).until)
                lane.begin = lane.span.begin;
        }
        for (const Lane &lane : lanes) {
            if (lane.more())
                youngestUnread = std::max(youngestUnread, lane.oldestMs.value_or(INT64_MAX));
        }
        report(true); // to deliver may take as long as the consumer does
        deliverDownTo(youngestUnread);
    }
    // All that is left; also of a search that was stopped: what it found is kept.
    deliverDownTo(INT64_MIN);
}

void ReadJob::tail(const std::map<qint32, std::int64_t> &ends)
{
    std::vector<PartitionRange> ranges;
    for (const auto &[id, end] : ends)
        ranges.push_back({id, end, INT64_MAX});
    m_progress.live = true;
    m_fetcher.begin(std::move(ranges));
    report(true);
    while (!stopped() && !m_fetcher.done()) {
        std::vector<model::Record> fresh;
        for (auto &step : m_fetcher.step([](std::size_t) { return true; })) {
            account(step.result);
            if (m_request.countOnly)
                m_progress.hits += step.result.hitCount;
            fresh.insert(fresh.end(), std::make_move_iterator(step.result.hits.begin()), std::make_move_iterator(step.result.hits.end()));
        }
        sortByTime(fresh);
        if (!deliver(std::move(fresh)))
            return;
        report(false);
    }
}

} // namespace weir::kafka
