// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/kafka/time_merge.h"

#include <algorithm>
#include <map>
#include <queue>

namespace weir::kafka {

namespace {
constexpr qint64 kOverhead = 200;
}

void TimeMerge::add(std::size_t lane, std::vector<model::Record> hits, qint64 readUpToMs)
{
    Lane &to = m_lanes[lane];
    for (model::Record &record : hits) {
        to.lastTime = std::max(to.lastTime, record.timestampMs);
        m_bytes += record.heldBytes() + kOverhead;
        to.records.push_back({to.lastTime, std::move(record)});
    }
    to.readUpToMs = std::max(to.readUpToMs, readUpToMs);
}

void TimeMerge::finish(std::size_t lane)
{
    m_lanes[lane].finished = true;
}

std::vector<model::Record> TimeMerge::take(std::size_t limit)
{
    using Head = std::pair<qint64, std::size_t>;
    std::priority_queue<Head, std::vector<Head>, std::greater<>> heads;
    qint64 bound = INT64_MAX;
    for (std::size_t i = 0; i < m_lanes.size(); ++i) {
        const Lane &lane = m_lanes[i];
        if (!lane.records.empty())
            heads.emplace(lane.records.front().time, i);
        else if (!lane.finished)
            bound = std::min(bound, lane.readUpToMs);
    }
    std::vector<model::Record> ready;
    while (!heads.empty() && heads.top().first <= bound && (limit == 0 || ready.size() < limit)) {
        const std::size_t i = heads.top().second;
        heads.pop();
        Lane &lane = m_lanes[i];
        m_bytes -= lane.records.front().record.heldBytes() + kOverhead;
        ready.push_back(std::move(lane.records.front().record));
        lane.records.pop_front();
        if (!lane.records.empty())
            heads.emplace(lane.records.front().time, i);
        else if (!lane.finished)
            bound = std::min(bound, lane.readUpToMs);
    }
    return ready;
}

void sortByTime(std::vector<model::Record> &records)
{
    std::map<qint32, std::size_t> lanes;
    for (const model::Record &record : records)
        lanes.emplace(record.partition, 0);
    std::size_t next = 0;
    for (auto &[partition, lane] : lanes)
        lane = next++;
    std::vector<std::vector<model::Record>> parts(lanes.size());
    for (model::Record &record : records)
        parts[lanes[record.partition]].push_back(std::move(record));
    TimeMerge merge(parts.size());
    for (std::size_t i = 0; i < parts.size(); ++i) {
        std::sort(parts[i].begin(), parts[i].end(), [](const auto &a, const auto &b) { return a.offset < b.offset; });
        merge.add(i, std::move(parts[i]), INT64_MAX);
        merge.finish(i);
    }
    records = merge.take();
}

} // namespace weir::kafka
