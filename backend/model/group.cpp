// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/model/group.h"

#include <algorithm>

namespace weir::model {

void judge(PartitionLag &lag)
{
    lag.lag.reset();
    lag.lost = 0;
    if (lag.committed && *lag.committed < 0)
        lag.committed.reset();
    if (!lag.committed) {
        lag.state = LagState::NeverCommitted;
        return;
    }
    if (!lag.logEnd || !lag.logStart) {
        lag.state = LagState::Unknown;
        return;
    }
    if (*lag.committed > *lag.logEnd)
        lag.state = LagState::AheadOfEnd;
    else if (*lag.committed < *lag.logStart)
        lag.state = LagState::Expired;
    else
        lag.state = LagState::Normal;
    lag.lost = std::max<qint64>(0, *lag.logStart - *lag.committed);
    lag.lag = *lag.logEnd - std::max(*lag.committed, *lag.logStart);
}

std::optional<qint64> Group::totalLag() const
{
    std::optional<qint64> total;
    for (const PartitionLag &partition : partitions) {
        if (partition.lag)
            total = total.value_or(0) + std::max<qint64>(0, *partition.lag);
    }
    return total;
}

const PartitionLag *Group::worst() const
{
    const PartitionLag *worst = nullptr;
    for (const PartitionLag &partition : partitions) {
        if (partition.lag && (worst == nullptr || *partition.lag > *worst->lag))
            worst = &partition;
    }
    return worst;
}

int Group::count(LagState wanted) const
{
    return static_cast<int>(std::count_if(partitions.begin(), partitions.end(), [wanted](const PartitionLag &p) { return p.state == wanted; }));
}

QStringList Group::topics() const
{
    QStringList names;
    for (const PartitionLag &partition : partitions) {
        if (names.isEmpty() || names.last() != partition.topic)
            names.append(partition.topic);
    }
    names.removeDuplicates();
    return names;
}

int Group::idleMembers() const
{
    if (state != GroupState::Stable)
        return 0;
    const auto idle = std::count_if(members.begin(), members.end(), [](const GroupMember &m) { return m.assignment.isEmpty(); });
    return idle == static_cast<std::ptrdiff_t>(members.size()) ? 0 : static_cast<int>(idle);
}

int Group::assignedPartitions() const
{
    int total = 0;
    for (const GroupMember &member : members)
        total += static_cast<int>(member.assignment.size());
    return total;
}

bool Group::isWithoutMember(const PartitionLag &partition) const
{
    return state == GroupState::Stable && partition.memberId.isEmpty()
           && std::any_of(members.begin(), members.end(), [](const GroupMember &m) { return !m.assignment.isEmpty(); });
}

int Group::withoutMember() const
{
    return static_cast<int>(std::count_if(partitions.begin(), partitions.end(), [this](const PartitionLag &p) { return isWithoutMember(p); }));
}

namespace {
template <class Items, class Key, class KeyOf>
auto findSorted(const Items &items, const Key &key, KeyOf keyOf) -> decltype(items.data())
{
    const auto found = std::lower_bound(items.begin(), items.end(), key, [&](const auto &item, const Key &wanted) { return keyOf(item) < wanted; });
    return found != items.end() && keyOf(*found) == key ? &*found : nullptr;
}
} // namespace

const Topic *ClusterSnapshot::topic(const QString &name) const
{
    return findSorted(topics, name, [](const Topic &t) -> const QString & { return t.name; });
}

const Group *ClusterSnapshot::group(const QString &id) const
{
    return findSorted(groups, id, [](const Group &g) -> const QString & { return g.id; });
}

const Broker *ClusterSnapshot::broker(qint32 id) const
{
    return findSorted(brokers, id, [](const Broker &b) { return b.id; });
}

int ClusterSnapshot::partitions() const
{
    int total = 0;
    for (const Topic &topic : topics)
        total += static_cast<int>(topic.partitions.size());
    return total;
}

int ClusterSnapshot::underReplicated() const
{
    int total = 0;
    for (const Topic &topic : topics)
        total += topic.underReplicated();
    return total;
}

int ClusterSnapshot::offline() const
{
    int total = 0;
    for (const Topic &topic : topics)
        total += topic.offline();
    return total;
}

} // namespace weir::model
