// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/groups/verdict_text.h"

#include "widgets/parts/format.h"

#include <QCoreApplication>

namespace weir::widgets {

namespace {
struct Verdicts {
    Q_DECLARE_TR_FUNCTIONS(Verdicts)
};
} // namespace

std::pair<State, QString> verdictText(metrics::Verdict verdict)
{
    using V = metrics::Verdict;
    switch (verdict) {
    case V::KeepingUp: return {State::Ok, Verdicts::tr("Keeping up")};
    case V::FallingBehind: return {State::Warn, Verdicts::tr("Falling behind")};
    case V::Stalled: return {State::Stalled, Verdicts::tr("Stalled")};
    case V::Rewound: return {State::Rewound, Verdicts::tr("Rewound")};
    case V::NoMember: return {State::Stopped, Verdicts::tr("No member")};
    case V::Idle: return {State::Stopped, Verdicts::tr("Idle, nothing unread")};
    case V::OffsetsLost: return {State::Error, Verdicts::tr("Offsets lost")};
    case V::NeverCommitted: return {State::Unknown, Verdicts::tr("Never committed")};
    case V::Unknown: break;
    }
    return {State::Unknown, Verdicts::tr("Too early to say")};
}

QString verdictReason(const metrics::Judgement &judgement, qint64 nowMs)
{
    using V = metrics::Verdict;
    const QString partition = QStringLiteral("%1-%2").arg(judgement.topic).arg(judgement.partition);
    const QString since = format::span(std::max<qint64>(0, nowMs - judgement.sinceMs));
    switch (judgement.verdict) {
    case V::KeepingUp: return Verdicts::tr("The lag is zero at times, or does not grow.");
    case V::FallingBehind: return Verdicts::tr("Lag grew by %1 records although commits advance.").arg(format::count(judgement.amount));
    case V::Stalled: return Verdicts::tr("%1 has unread records, and its commit has not moved for %2.").arg(partition, since);
    case V::Rewound: return Verdicts::tr("%1 went back by %2 records %3 ago.").arg(partition, format::count(judgement.amount), since);
    case V::NoMember: return Verdicts::tr("Nobody reads, and %1 records are unread.").arg(format::count(judgement.amount));
    case V::Idle: return Verdicts::tr("Nobody reads, and nothing is unread.");
    case V::OffsetsLost:
        return judgement.amount > 0 ? Verdicts::tr("%1: %2 records were deleted before they were read.").arg(partition, format::count(judgement.amount))
                                    : Verdicts::tr("%1: the committed offset lies beyond the end of the log.").arg(partition);
    case V::NeverCommitted: return Verdicts::tr("No offset was ever committed, so there is no lag to tell.");
    case V::Unknown: break;
    }
    return Verdicts::tr("A verdict needs three looks at the group.");
}

std::pair<State, QString> lagStateText(model::LagState state)
{
    using S = model::LagState;
    switch (state) {
    case S::Normal: return {State::Ok, Verdicts::tr("Normal")};
    case S::NeverCommitted: return {State::Unknown, Verdicts::tr("Never committed")};
    case S::Expired: return {State::Error, Verdicts::tr("Expired")};
    case S::AheadOfEnd: return {State::Error, Verdicts::tr("Ahead of end")};
    case S::Unknown: break;
    }
    return {State::Unknown, format::unknown()};
}

std::pair<State, QString> groupStateText(model::GroupState state)
{
    using S = model::GroupState;
    switch (state) {
    case S::Stable: return {State::Ok, Verdicts::tr("Stable")};
    case S::PreparingRebalance:
    case S::CompletingRebalance:
    case S::Assigning:
    case S::Reconciling: return {State::Busy, Verdicts::tr("Rebalancing")};
    case S::Empty: return {State::Stopped, Verdicts::tr("Empty")};
    case S::Dead: return {State::Error, Verdicts::tr("Dead")};
    case S::NotReady: return {State::Warn, Verdicts::tr("Not ready")};
    case S::Unknown: break;
    }
    return {State::Unknown, format::unknown()};
}

QString drainText(const std::optional<double> &seconds, const std::optional<qint64> &lag, metrics::Verdict verdict)
{
    if (!lag)
        return format::unknown();
    if (*lag <= 0)
        return format::none();
    if (seconds)
        return format::span(static_cast<qint64>(*seconds * 1000));
    // The last two looks are no judgement: a group that keeps up is not told that it never will.
    using V = metrics::Verdict;
    return verdict == V::FallingBehind || verdict == V::Stalled || verdict == V::NoMember ? Verdicts::tr("never") : format::unknown();
}

} // namespace weir::widgets
