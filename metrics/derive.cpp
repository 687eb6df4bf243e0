// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/derive.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace weir::metrics {

using model::LagState;

namespace {

constexpr std::size_t kMaxLogEnds = 720;

/// Growth in records or bytes since the last sample; a shrink (deleted and recreated, retention) counts as none.
std::optional<qint64> growth(const std::optional<qint64> &before, const std::optional<qint64> &now)
{
    if (!before || !now)
        return std::nullopt;
    return std::max<qint64>(0, *now - *before);
}

std::optional<qint64> recordsWritten(const model::Topic &before, const model::Topic &now)
{
    if (before.id != now.id)
        return std::nullopt;
    qint64 total = 0;
    const std::size_t count = std::min(before.partitions.size(), now.partitions.size());
    for (std::size_t i = 0; i < count; ++i) {
        if (const auto part = growth(before.partitions[i].highWatermark, now.partitions[i].highWatermark))
            total += *part;
    }
    return total;
}

std::optional<qint64> bytesWritten(const model::Topic &before, const model::Topic &now)
{
    if (before.id != now.id)
        return std::nullopt;
    std::optional<qint64> total;
    const std::size_t count = std::min(before.partitions.size(), now.partitions.size());
    for (std::size_t i = 0; i < count; ++i) {
        // A new leader's log may differ a little in size; that is not traffic.
        if (before.partitions[i].leader != now.partitions[i].leader)
            continue;
        if (const auto part = growth(before.partitions[i].bytes, now.partitions[i].bytes))
            total = total.value_or(0) + *part;
    }
    return total;
}

const model::PartitionLag *find(const model::Group &group, const QString &topic, qint32 partition)
{
    for (const model::PartitionLag &lag : group.partitions) {
        if (lag.partition == partition && lag.topic == topic)
            return &lag;
    }
    return nullptr;
}

} // namespace

void Deriver::add(const model::ClusterSnapshot *before, const model::ClusterSnapshot &now)
{
    if (before != nullptr && now.takenAtMs <= before->takenAtMs)
        return;
    trackLogEnds(now);
    addCluster(before, now);
    addTopics(before, now);

    const double seconds = before != nullptr ? static_cast<double>(now.takenAtMs - before->takenAtMs) / 1000.0 : 0;
    QHash<QString, Judgement> judgements;
    double totalLag = 0;
    double totalRead = 0;
    for (const model::Group &group : now.groups) {
        const model::Group *const earlier = before != nullptr ? before->group(group.id) : nullptr;
        addGroup(earlier, group, seconds, now.takenAtMs);
        judgements.insert(group.id, judge(group, now.takenAtMs));
        totalLag += static_cast<double>(group.totalLag().value_or(0));
        if (const auto read = m_history.last({Measure::GroupRecordsCommitted, group.id, {}, -1}); read && read->atMs == now.takenAtMs)
            totalRead += read->value;
    }
    m_judgements = std::move(judgements);
    m_history.append({Measure::ClusterLag, {}, {}, -1}, {now.takenAtMs, totalLag});
    if (before != nullptr)
        m_history.append({Measure::ClusterRecordsRead, {}, {}, -1}, {now.takenAtMs, totalRead});

    // What is gone from the cluster goes from the memory too.
    m_commits.removeIf([&now](const auto &entry) { return now.group(entry.key()) == nullptr; });
    m_lagWindows.removeIf([&now](const auto &entry) { return now.group(entry.key()) == nullptr; });
    m_secondsBehind.removeIf([&now](const auto &entry) { return now.group(entry.key()) == nullptr; });
}

void Deriver::addGap(qint64 atMs)
{
    constexpr double gap = std::numeric_limits<double>::quiet_NaN();
    for (const Measure measure : {Measure::ClusterRecordsWritten, Measure::ClusterBytesWritten, Measure::ClusterRecordsRead, Measure::ClusterLag})
        m_history.append({measure, {}, {}, -1}, {atMs, gap});
    for (auto it = m_judgements.cbegin(); it != m_judgements.cend(); ++it)
        m_history.append({Measure::GroupLag, it.key(), {}, -1}, {atMs, gap});
}

void Deriver::addCluster(const model::ClusterSnapshot *before, const model::ClusterSnapshot &now)
{
    std::optional<qint64> kept;
    QHash<qint32, double> written;
    const double seconds = before != nullptr ? static_cast<double>(now.takenAtMs - before->takenAtMs) / 1000.0 : 0;
    for (const model::Broker &broker : now.brokers) {
        if (!broker.bytes)
            continue;
        kept = kept.value_or(0) + *broker.bytes;
        m_history.append({Measure::BrokerBytes, QString::number(broker.id), {}, -1}, {now.takenAtMs, static_cast<double>(*broker.bytes)});
    }
    if (kept)
        m_history.append({Measure::ClusterBytes, {}, {}, -1}, {now.takenAtMs, static_cast<double>(*kept)});
    if (before == nullptr)
        return;
    for (const model::Topic &topic : now.topics) {
        const model::Topic *const earlier = before->topic(topic.name);
        if (earlier == nullptr)
            continue;
        const std::size_t count = std::min(earlier->partitions.size(), topic.partitions.size());
        for (std::size_t i = 0; i < count; ++i) {
            const model::Partition &partition = topic.partitions[i];
            if (partition.leader == earlier->partitions[i].leader && partition.leader >= 0) {
                if (const auto part = growth(earlier->partitions[i].bytes, partition.bytes))
                    written[partition.leader] += static_cast<double>(*part);
            }
        }
    }
    for (auto it = written.cbegin(); it != written.cend(); ++it)
        m_history.append({Measure::BrokerBytesWritten, QString::number(it.key()), {}, -1}, {now.takenAtMs, it.value() / seconds});
}

void Deriver::addTopics(const model::ClusterSnapshot *before, const model::ClusterSnapshot &now)
{
    const double seconds = before != nullptr ? static_cast<double>(now.takenAtMs - before->takenAtMs) / 1000.0 : 0;
    double records = 0;
    double bytes = 0;
    for (const model::Topic &topic : now.topics) {
        if (const auto kept = topic.bytes())
            m_history.append({Measure::TopicBytes, topic.name, {}, -1}, {now.takenAtMs, static_cast<double>(*kept)});
        const model::Topic *const earlier = before != nullptr ? before->topic(topic.name) : nullptr;
        if (earlier == nullptr)
            continue;
        if (const auto grown = recordsWritten(*earlier, topic)) {
            records += static_cast<double>(*grown);
            m_history.append({Measure::TopicRecordsWritten, topic.name, {}, -1}, {now.takenAtMs, static_cast<double>(*grown) / seconds});
        }
        if (const auto grown = bytesWritten(*earlier, topic)) {
            bytes += static_cast<double>(*grown);
            m_history.append({Measure::TopicBytesWritten, topic.name, {}, -1}, {now.takenAtMs, static_cast<double>(*grown) / seconds});
        }
    }
    if (before != nullptr) {
        m_history.append({Measure::ClusterRecordsWritten, {}, {}, -1}, {now.takenAtMs, records / seconds});
        m_history.append({Measure::ClusterBytesWritten, {}, {}, -1}, {now.takenAtMs, bytes / seconds});
    }
}

void Deriver::trackLogEnds(const model::ClusterSnapshot &now)
{
    QSet<QPair<QString, qint32>> seen;
    for (const model::Group &group : now.groups) {
        for (const model::PartitionLag &lag : group.partitions) {
            if (!lag.logEnd)
                continue;
            const QPair<QString, qint32> key{lag.topic, lag.partition};
            if (seen.contains(key))
                continue;
            seen.insert(key);
            std::deque<OffsetAt> &ends = m_logEnds[key];
            if (!ends.empty() && ends.back().offset > *lag.logEnd)
                ends.clear(); // recreated or truncated: what was seen says nothing any more
            if (ends.size() >= 2 && ends.back().offset == *lag.logEnd && ends[ends.size() - 2].offset == *lag.logEnd)
                ends.back().atMs = now.takenAtMs;
            else
                ends.push_back({now.takenAtMs, *lag.logEnd});
            if (ends.size() > kMaxLogEnds)
                ends.pop_front();
        }
    }
    m_logEnds.removeIf([&seen](const auto &entry) { return !seen.contains(entry.key()); });
}

void Deriver::addGroup(const model::Group *before, const model::Group &now, double seconds, qint64 atMs)
{
    QHash<QString, double> lagByTopic;
    QSet<QString> partly; // topics with a partition whose log end is not known now: their sum would be a false dip
    std::optional<double> behind;
    bool behindKnown = false;
    bool behindUnknown = false;
    double committed = 0;
    double written = 0;
    for (const model::PartitionLag &lag : now.partitions) {
        if (lag.lag) {
            lagByTopic[lag.topic] += static_cast<double>(std::max<qint64>(0, *lag.lag));
            if (m_watched.contains(now.id))
                m_history.append({Measure::GroupPartitionLag, now.id, lag.topic, lag.partition}, {atMs, static_cast<double>(*lag.lag)});
            if (const auto own = secondsBehind(lag, atMs)) {
                behind = std::max(behind.value_or(0), *own);
                behindKnown = true;
            } else {
                behindUnknown = true;
            }
        } else if (lag.committed) {
            partly.insert(lag.topic);
        }
        if (before == nullptr)
            continue;
        if (const model::PartitionLag *const earlier = find(*before, lag.topic, lag.partition)) {
            committed += static_cast<double>(growth(earlier->committed, lag.committed).value_or(0));
            written += static_cast<double>(growth(earlier->logEnd, lag.logEnd).value_or(0));
        }
    }
    for (auto it = lagByTopic.cbegin(); it != lagByTopic.cend(); ++it) {
        if (partly.contains(it.key()))
            continue;
        m_history.append({Measure::GroupTopicLag, now.id, it.key(), -1}, {atMs, it.value()});
    }
    if (const auto total = now.totalLag(); total && partly.isEmpty()) {
        m_history.append({Measure::GroupLag, now.id, {}, -1}, {atMs, static_cast<double>(*total)});
        std::deque<Point> &samples = m_lagWindows[now.id].samples;
        samples.push_back({atMs, static_cast<double>(*total)});
        while (samples.size() > 2 && samples.front().atMs < atMs - kWindowMs)
            samples.pop_front();
    }
    m_history.append({Measure::GroupMembers, now.id, {}, -1}, {atMs, static_cast<double>(now.members.size())});
    m_secondsBehind[now.id] = behindKnown && !behindUnknown ? behind : std::nullopt;
    if (m_secondsBehind[now.id])
        m_history.append({Measure::GroupSecondsBehind, now.id, {}, -1}, {atMs, *m_secondsBehind[now.id]});
    if (before != nullptr && seconds > 0) {
        m_history.append({Measure::GroupRecordsCommitted, now.id, {}, -1}, {atMs, committed / seconds});
        m_history.append({Measure::GroupRecordsWritten, now.id, {}, -1}, {atMs, written / seconds});
    }
}

Judgement Deriver::judge(const model::Group &group, qint64 atMs)
{
    auto &commits = m_commits[group.id];
    const model::PartitionLag *stalled = nullptr;
    const model::PartitionLag *lost = nullptr;
    Judgement rewound;
    bool anyCommit = false;
    bool anyKnown = false;
    for (const model::PartitionLag &lag : group.partitions) {
        if (lag.state == LagState::Expired || lag.state == LagState::AheadOfEnd)
            lost = &lag;
        if (lag.state == LagState::Unknown)
            continue;
        anyKnown = true;
        if (!lag.committed)
            continue;
        anyCommit = true;
        CommitState &state = commits[{lag.topic, lag.partition}];
        if (state.committed < 0 || *lag.committed > state.committed) {
            state.movedAtMs = atMs;
        } else if (*lag.committed < state.committed) {
            state.rewoundAtMs = atMs;
            state.rewoundBy = state.committed - *lag.committed;
            state.movedAtMs = atMs;
        }
        if (lag.lag.value_or(0) <= 0)
            state.movedAtMs = atMs; // nothing to read: standing still is right
        state.committed = *lag.committed;
        if (state.rewoundAtMs > atMs - kWindowMs && state.rewoundAtMs > 0 && state.rewoundBy > rewound.amount)
            rewound = {Verdict::Rewound, lag.topic, lag.partition, state.rewoundAtMs, state.rewoundBy};
        if (lag.lag.value_or(0) > 0 && state.movedAtMs <= atMs - kStallMs
            && (stalled == nullptr || state.movedAtMs < commits[{stalled->topic, stalled->partition}].movedAtMs))
            stalled = &lag;
    }
    const qint64 totalLag = group.totalLag().value_or(0);
    const Judgement earlier = m_judgements.value(group.id);
    const auto since = [&](Judgement judgement) {
        if (judgement.sinceMs == 0)
            judgement.sinceMs = earlier.verdict == judgement.verdict ? earlier.sinceMs : atMs;
        return judgement;
    };
    if (!anyKnown)
        return since({Verdict::Unknown, {}, -1, 0, 0});
    if (lost != nullptr)
        return since({Verdict::OffsetsLost, lost->topic, lost->partition, 0, lost->lost});
    if (!anyCommit)
        return since({Verdict::NeverCommitted, {}, -1, 0, 0});
    if (group.members.empty())
        return since({totalLag > 0 ? Verdict::NoMember : Verdict::Idle, {}, -1, 0, totalLag});
    if (rewound.verdict == Verdict::Rewound)
        return rewound;
    if (stalled != nullptr)
        return {Verdict::Stalled, stalled->topic, stalled->partition, commits[{stalled->topic, stalled->partition}].movedAtMs, stalled->lag.value_or(0)};
    const std::deque<Point> &samples = m_lagWindows[group.id].samples;
    if (samples.size() < 3)
        return since({totalLag == 0 ? Verdict::KeepingUp : Verdict::Unknown, {}, -1, 0, 0});
    const bool everZero = std::any_of(samples.begin(), samples.end(), [](const Point &p) { return p.value <= 0; });
    // Means of the first and last third, so that one odd sample decides nothing.
    const std::size_t third = samples.size() / 3;
    double first = 0;
    double last = 0;
    for (std::size_t i = 0; i < third; ++i) {
        first += samples[i].value / static_cast<double>(third);
        last += samples[samples.size() - 1 - i].value / static_cast<double>(third);
    }
    // Less than half a second's worth of writing is the beat of polling, not a trend.
    const auto rate = m_history.last({Measure::GroupRecordsWritten, group.id, {}, -1});
    const double noise = std::max(10.0, rate && !std::isnan(rate->value) ? rate->value * 2 : 0.0);
    if (!everZero && last > first + noise)
        return since({Verdict::FallingBehind, {}, -1, 0, static_cast<qint64>(last - first)});
    return since({Verdict::KeepingUp, {}, -1, 0, 0});
}

std::optional<double> Deriver::secondsBehind(const model::PartitionLag &lag, qint64 nowMs) const
{
    if (!lag.lag || !lag.committed)
        return std::nullopt;
    if (*lag.lag <= 0)
        return 0;
    const auto found = m_logEnds.constFind({lag.topic, lag.partition});
    if (found == m_logEnds.cend() || found->empty() || found->front().offset > *lag.committed)
        return std::nullopt;
    // The first look at which the log end lay beyond the committed offset, and the one before it: between them was
    // the record written that the group reads next.
    const auto beyond = std::find_if(found->begin(), found->end(), [&](const OffsetAt &at) { return at.offset > *lag.committed; });
    if (beyond == found->end())
        return 0;
    if (beyond == found->begin())
        return std::nullopt;
    const OffsetAt &earlier = *std::prev(beyond);
    const double share = static_cast<double>(*lag.committed - earlier.offset) / static_cast<double>(beyond->offset - earlier.offset);
    const double passedAtMs = static_cast<double>(earlier.atMs) + share * static_cast<double>(beyond->atMs - earlier.atMs);
    return std::max(0.0, (static_cast<double>(nowMs) - passedAtMs) / 1000.0);
}

std::optional<double> Deriver::secondsBehind(const QString &group) const
{
    return m_secondsBehind.value(group);
}

std::optional<double> Deriver::secondsToDrain(const QString &group) const
{
    const auto lag = m_history.last({Measure::GroupLag, group, {}, -1});
    const auto read = m_history.last({Measure::GroupRecordsCommitted, group, {}, -1});
    const auto written = m_history.last({Measure::GroupRecordsWritten, group, {}, -1});
    if (!lag || !read || !written || std::isnan(lag->value))
        return std::nullopt;
    if (lag->value <= 0)
        return 0;
    const double net = read->value - written->value;
    if (net <= 0)
        return std::nullopt;
    return lag->value / net;
}

void Deriver::watchPartitions(const QString &group, bool on)
{
    if (on)
        m_watched.insert(group);
    else
        m_watched.remove(group);
}

} // namespace weir::metrics
