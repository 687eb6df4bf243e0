// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/topics/delivery_facts.h"

#include "widgets/parts/format.h"

#include <QCoreApplication>

namespace weir::widgets {

namespace {

struct Delivery {
    Q_DECLARE_TR_FUNCTIONS(Delivery)
};

Fact unknownFact(const QString &label)
{
    Fact fact{label, format::unknown()};
    fact.sub = Delivery::tr("min.insync.replicas was not told");
    fact.quiet = true;
    return fact;
}

} // namespace

std::vector<Fact> deliveryFacts(const model::Topic &topic, const metrics::TopicSettings *settings)
{
    const int replicas = topic.replicationFactor();
    Fact copies{Delivery::tr("Replicas"), QString::number(replicas)};
    copies.sub = replicas > 1 ? Delivery::tr("copies of each record") : Delivery::tr("no second copy");
    if (replicas < 2)
        copies.subState = State::Warn;
    copies.toolTip = Delivery::tr("Replication factor of the first partition");
    if (const int lacking = topic.underReplicated(); lacking > 0) {
        copies.sub = Delivery::tr("%n partition(s) lack one", nullptr, lacking);
        copies.subState = State::Warn;
    }
    const QString leastLabel = Delivery::tr("Min. in-sync replicas");
    const QString waitsLabel = Delivery::tr("acks=all waits for");
    const QString mayFailLabel = Delivery::tr("May fail");
    if (settings == nullptr || !settings->minInsync)
        return {copies, unknownFact(leastLabel), unknownFact(waitsLabel), unknownFact(mayFailLabel)};

    const int least = *settings->minInsync;
    const int spare = replicas - least;
    Fact minimum{leastLabel, QString::number(least)};
    minimum.toolTip = Delivery::tr("min.insync.replicas: with fewer in sync, writes with acks=all are refused");
    const int under = topic.underMinIsr(least);
    const int at = topic.atMinIsr(least);
    if (under > 0) {
        minimum.sub = Delivery::tr("%n partition(s) have fewer", nullptr, under);
        minimum.subState = State::Error;
    } else if (at > 0) {
        minimum.sub = Delivery::tr("%n partition(s) have no more", nullptr, at);
        minimum.subState = State::Warn;
    } else if (replicas > 1 && least == 1) {
        minimum.sub = Delivery::tr("the leader alone may acknowledge");
        minimum.subState = State::Warn;
        minimum.toolTip += QLatin1Char('\n') + Delivery::tr("With 1, a record may be acknowledged while only the leader has it; if that broker is lost, so is the record.");
    } else if (replicas > 1 && spare == 0) {
        minimum.sub = Delivery::tr("as many as replicas: no slack");
        minimum.subState = State::Warn;
        minimum.toolTip += QLatin1Char('\n') + Delivery::tr("One broker down, even for a restart, and writes with acks=all are refused.");
    } else {
        minimum.sub = Delivery::tr("every partition has them");
        minimum.subState = State::Ok;
    }

    Fact waits{waitsLabel, QString::number(least), Delivery::tr("of %1").arg(replicas), Delivery::tr("copies at least")};
    waits.toolTip = Delivery::tr("With acks=all a write is answered once all replicas that are in sync have it, and refused while fewer than min.insync.replicas are. "
                                 "With acks=1 or 0 none of this holds.");
    Fact mayFail{mayFailLabel, QString::number(std::max(0, spare)), Delivery::tr("broker(s)", nullptr, std::max(0, spare)), Delivery::tr("before acks=all is refused")};
    mayFail.toolTip = Delivery::tr("Replicas − min.insync.replicas");
    if (spare < 0) {
        mayFail.sub = Delivery::tr("acks=all is always refused");
        mayFail.subState = State::Error;
    }
    return {copies, minimum, waits, mayFail};
}

} // namespace weir::widgets
