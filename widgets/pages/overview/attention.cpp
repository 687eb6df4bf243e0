// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/overview/attention.h"

#include "widgets/pages/groups/verdict_text.h"
#include "widgets/parts/format.h"
#include "widgets/shell/place.h"

#include <QCoreApplication>

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

QString topicLink(const QString &topic)
{
    Place place;
    place.page = QStringLiteral("topic");
    place.topic = topic;
    place.tab = QStringLiteral("partitions");
    return place.toLink();
}

QString groupLink(const QString &group)
{
    Place place;
    place.page = QStringLiteral("group");
    place.group = group;
    return place.toLink();
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
    for (const model::Topic &topic : snapshot->topics) {
        if (const int offline = topic.offline(); offline > 0)
            items.push_back({topicLink(topic.name), State::Error, topic.name, AttentionWords::tr("%n partition(s) have no leader", nullptr, offline), 0, AttentionWords::tr("Show partitions")});
        else if (const int lacking = topic.underReplicated(); lacking > 0)
            items.push_back({topicLink(topic.name), State::Warn, topic.name, AttentionWords::tr("%n partition(s) lack a replica", nullptr, lacking), 0, AttentionWords::tr("Show partitions")});
    }
    for (const model::Group &group : snapshot->groups) {
        const metrics::Judgement judgement = feed.derived().judgement(group.id);
        const State state = verdictText(judgement.verdict).first;
        const bool bad = state == State::Warn || state == State::Error || state == State::Stalled || state == State::Rewound;
        if (bad)
            items.push_back({groupLink(group.id), state, group.id, verdictReason(judgement, snapshot->takenAtMs), judgement.sinceMs, AttentionWords::tr("Show lag")});
        if (const int idle = group.idleMembers(); idle > 0)
            items.push_back({groupLink(group.id) + QStringLiteral("#idle"), State::Info, group.id, AttentionWords::tr("%n member(s) have no partition", nullptr, idle), 0, AttentionWords::tr("Show members")});
    }
    return items;
}

} // namespace weir::widgets
