// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/overview/attention.h"

#include "widgets/pages/groups/verdict_text.h"
#include "widgets/parts/format.h"
#include "widgets/shell/place.h"

#include <QCoreApplication>

#include <algorithm>

namespace weir::widgets {

namespace {

struct AttentionWords {
    Q_DECLARE_TR_FUNCTIONS(AttentionWords)
};

QString brokerLink(qint32 id)
{
    Place place;
    place.page = QStringLiteral("broker");
    place.broker = id;
    return place.toLink();
}

/// With `show`, only those partitions (TopicPage).
QString topicLink(const QString &topic, const QString &show = {})
{
    Place place;
    place.page = QStringLiteral("topic");
    place.topic = topic;
    place.tab = QStringLiteral("partitions");
    if (!show.isEmpty())
        place.more.insert(QStringLiteral("show"), show);
    return place.toLink();
}

QString groupLink(const QString &group)
{
    Place place;
    place.page = QStringLiteral("group");
    place.group = group;
    return place.toLink();
}

/// More topics than these that lack replicas (a broker is down) are one item, not a wall of them.
constexpr std::size_t kMostTopicsApart = 3;

void addTopics(std::vector<Attention> &items, const ClusterFeed &feed, const model::ClusterSnapshot &snapshot)
{
    const QString showPartitions = AttentionWords::tr("Show partitions");
    std::vector<Attention> lacking;
    int lackingPartitions = 0;
    for (const model::Topic &topic : snapshot.topics) {
        const metrics::TopicSettings *const settings = feed.settings(topic.name);
        const int least = settings != nullptr ? settings->minInsync.value_or(0) : 0;
        if (const int offline = topic.offline(); offline > 0) {
            items.push_back({topicLink(topic.name, QStringLiteral("under-replicated")), State::Error, topic.name, AttentionWords::tr("%n partition(s) have no leader", nullptr, offline), 0, showPartitions});
        } else if (const int under = topic.underMinIsr(least); under > 0) {
            items.push_back({topicLink(topic.name, QStringLiteral("min-isr")), State::Error, topic.name,
                             AttentionWords::tr("%n partition(s) below min ISR: writes with acks=all are refused", nullptr, under), 0, showPartitions});
        } else if (const int at = least > 1 ? topic.atMinIsr(least) : 0; at > 0) {
            // With a min ISR of 1 the last replica is the leader: nothing to warn of beyond the lacking replica itself.
            items.push_back({topicLink(topic.name, QStringLiteral("min-isr")), State::Warn, topic.name,
                             AttentionWords::tr("%n partition(s) at min ISR: one more lost replica stops acks=all", nullptr, at), 0, showPartitions});
        } else if (const int few = topic.underReplicated(); few > 0) {
            lacking.push_back({topicLink(topic.name, QStringLiteral("under-replicated")), State::Warn, topic.name, AttentionWords::tr("%n partition(s) lack a replica", nullptr, few), 0, showPartitions});
            lackingPartitions += few;
        }
    }
    if (lacking.size() <= kMostTopicsApart) {
        items.insert(items.end(), lacking.begin(), lacking.end());
        return;
    }
    Place topics{QStringLiteral("topics")};
    topics.more.insert(QStringLiteral("show"), QStringLiteral("under-replicated"));
    items.push_back({topics.toLink(), State::Warn, AttentionWords::tr("%n topic(s)", nullptr, static_cast<int>(lacking.size())),
                     AttentionWords::tr("%n partition(s) lack a replica", nullptr, lackingPartitions), 0, AttentionWords::tr("Show topics")});
}

/// Partitions that nobody has and that hold records which the group has not read.
int unreadWithoutMember(const model::Group &group)
{
    return static_cast<int>(std::count_if(group.partitions.begin(), group.partitions.end(),
                                          [&group](const model::PartitionLag &p) { return group.isWithoutMember(p) && p.lag.value_or(1) > 0; }));
}

} // namespace

std::vector<Attention> attentionItems(const ClusterFeed &feed)
{
    std::vector<Attention> items;
    const model::SnapshotPtr snapshot = feed.snapshot();
    if (!snapshot)
        return items;
    for (const model::Broker &broker : snapshot->brokers) {
        if (!broker.alive)
            items.push_back({brokerLink(broker.id), State::Error, AttentionWords::tr("Broker %1").arg(broker.id),
                             AttentionWords::tr("Down: %n replica(s) are missing", nullptr, broker.replicas), 0, AttentionWords::tr("Open broker")});
    }
    addTopics(items, feed, *snapshot);
    for (const model::Group &group : snapshot->groups) {
        const metrics::Judgement judgement = feed.derived().judgement(group.id);
        const State state = verdictText(judgement.verdict).first;
        const bool bad = state == State::Warn || state == State::Error || state == State::Stalled || state == State::Rewound;
        if (bad)
            items.push_back({groupLink(group.id), state, group.id, verdictReason(judgement, snapshot->takenAtMs), judgement.sinceMs, AttentionWords::tr("Show lag")});
        if (const int nobodys = unreadWithoutMember(group); nobodys > 0)
            items.push_back({groupLink(group.id) + QStringLiteral("#nobody"), State::Warn, group.id, AttentionWords::tr("%n partition(s) with unread records have no member", nullptr, nobodys), 0, AttentionWords::tr("Show partitions")});
        if (const int idle = group.idleMembers(); idle > 0)
            items.push_back({groupLink(group.id) + QStringLiteral("#idle"), State::Info, group.id, AttentionWords::tr("%n member(s) have no partition", nullptr, idle) + QStringLiteral(": ")
                                 + AttentionWords::tr("%1, %2").arg(AttentionWords::tr("%n member(s)", nullptr, static_cast<int>(group.members.size())), AttentionWords::tr("%n partition(s)", nullptr, group.assignedPartitions())), 0, AttentionWords::tr("Show members")});
    }
    return items;
}

} // namespace weir::widgets
