// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/model/record.h"

#include <deque>
#include <vector>

namespace weir::kafka {

/// Brings the records of several partitions into one order: by time, and within a partition always by offset, also
/// where its timestamps go back. A record leaves once no partition that is still being read can have an older one.
class TimeMerge
{
public:
    explicit TimeMerge(std::size_t partitions) : m_lanes(partitions) {}

    /// Hits of partition number `lane`, in order of offset, and the highest timestamp up to which it has been read.
    void add(std::size_t lane, std::vector<model::Record> hits, qint64 readUpToMs);
    /// Nothing more will come from it.
    void finish(std::size_t lane);
    /// What may leave now, in order, at most `limit` (0: all).
    std::vector<model::Record> take(std::size_t limit = 0);

    bool isEmpty(std::size_t lane) const { return m_lanes[lane].records.empty(); }
    qint64 readUpTo(std::size_t lane) const { return m_lanes[lane].readUpToMs; }
    /// Of the records that wait, roughly.
    qint64 waitingBytes() const { return m_bytes; }

private:
    struct Waiting {
        qint64 time = 0; ///< never lower than that of the record before it in its partition
        model::Record record;
    };
    struct Lane {
        std::deque<Waiting> records;
        qint64 lastTime = INT64_MIN;
        qint64 readUpToMs = INT64_MIN;
        bool finished = false;
    };
    std::vector<Lane> m_lanes;
    qint64 m_bytes = 0;
};

/// Sorts whole answers in the same order.
void sortByTime(std::vector<model::Record> &records);

} // namespace weir::kafka
