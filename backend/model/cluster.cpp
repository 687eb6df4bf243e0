// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/model/cluster.h"

#include <algorithm>

namespace weir::model {

namespace {

template <class Part>
std::optional<qint64> sum(const std::vector<Partition> &partitions, Part part)
{
    qint64 total = 0;
    for (const Partition &partition : partitions) {
        const std::optional<qint64> value = part(partition);
        if (!value)
            return std::nullopt;
        total += *value;
    }
    return total;
}

} // namespace

std::optional<qint64> Partition::records() const
{
    if (!logStart || !highWatermark)
        return std::nullopt;
    return std::max<qint64>(0, *highWatermark - *logStart);
}

int Topic::replicationFactor() const
{
    return partitions.empty() ? 0 : static_cast<int>(partitions.front().replicas.size());
}

int Topic::underReplicated() const
{
    return static_cast<int>(std::count_if(partitions.begin(), partitions.end(), [](const Partition &p) { return p.isUnderReplicated(); }));
}

int Topic::offline() const
{
    return static_cast<int>(std::count_if(partitions.begin(), partitions.end(), [](const Partition &p) { return p.isOffline(); }));
}

int Topic::underMinIsr(int minInsync) const
{
    return static_cast<int>(std::count_if(partitions.begin(), partitions.end(), [minInsync](const Partition &p) { return p.isUnderMinIsr(minInsync); }));
}

int Topic::atMinIsr(int minInsync) const
{
    return static_cast<int>(std::count_if(partitions.begin(), partitions.end(), [minInsync](const Partition &p) { return p.isAtMinIsr(minInsync); }));
}

std::optional<qint64> Topic::records() const
{
    return sum(partitions, [](const Partition &p) { return p.records(); });
}

std::optional<qint64> Topic::bytes() const
{
    return sum(partitions, [](const Partition &p) { return p.bytes; });
}

std::optional<qint64> Topic::highWatermarkSum() const
{
    return sum(partitions, [](const Partition &p) { return p.highWatermark; });
}

} // namespace weir::model
