// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/groups/group_rows.h"

#include "widgets/pages/groups/verdict_text.h"
#include "widgets/parts/format.h"
#include "widgets/theme/state_shapes.h"

#include <QCoreApplication>

namespace weir::widgets {

namespace {

struct Groups {
    Q_DECLARE_TR_FUNCTIONS(Groups)
};

constexpr qint64 kTrendMs = 3600'000;
constexpr std::size_t kTrendPoints = 48;

Cell secondsCell(const std::optional<double> &seconds)
{
    if (!seconds)
        return Cell::unknown();
    Cell cell(format::span(static_cast<qint64>(*seconds * 1000)));
    cell.plain = QString::number(*seconds, 'f', 1);
    return cell;
}

template <class T>
SortKey key(const std::optional<T> &value)
{
    return value ? SortKey(*value) : SortKey();
}

} // namespace

GroupRow groupRow(const model::Group &group, const ClusterFeed &feed)
{
    GroupRow row;
    row.id = group.id;
    row.judgement = feed.derived().judgement(group.id);
    row.state = group.state;
    row.protocol = group.type + (group.protocol.isEmpty() ? QString() : QStringLiteral(", ") + group.protocol);
    row.members = static_cast<int>(group.members.size());
    row.lag = group.totalLag();
    row.secondsBehind = feed.derived().secondsBehind(group.id);
    row.secondsToDrain = feed.derived().secondsToDrain(group.id);
    const qint64 now = feed.snapshot() ? feed.snapshot()->takenAtMs : 0;
    for (const metrics::Point &point : feed.history().points({metrics::Measure::GroupLag, group.id, {}, -1}, now - kTrendMs, now, kTrendPoints))
        row.trend.append(static_cast<float>(point.value));
    return row;
}

std::vector<ColumnSpec<GroupRow>> groupColumns()
{
    using Row = GroupRow;
    return {
        {.id = QStringLiteral("group"), .title = Groups::tr("Group"), .kind = CellKind::Mono, .value = [](const Row &r) { return Cell(r.id); }},
        {.id = QStringLiteral("verdict"), .title = Groups::tr("Verdict"), .kind = CellKind::State,
         .value = [](const Row &r) {
             auto [state, word] = verdictText(r.judgement.verdict);
             return Cell(state, std::move(word));
         },
         .sortKey = [](const Row &r) { return SortKey(static_cast<qint64>(-severity(verdictText(r.judgement.verdict).first))); },
         .toolTip = Groups::tr("Judged over the last ten minutes, without thresholds")},
        {.id = QStringLiteral("state"), .title = Groups::tr("State"), .value = [](const Row &r) { return Cell(groupStateText(r.state).second); }},
        {.id = QStringLiteral("members"), .title = Groups::tr("Members"), .kind = CellKind::Number, .value = [](const Row &r) { return Cell::count(static_cast<qint64>(r.members)); },
         .sortKey = [](const Row &r) { return SortKey(static_cast<qint64>(r.members)); }},
        {.id = QStringLiteral("lag"), .title = Groups::tr("Lag"), .kind = CellKind::Number, .value = [](const Row &r) { return Cell::count(r.lag); }, .sortKey = [](const Row &r) { return key(r.lag); },
         .toolTip = Groups::tr("Σ(high watermark − committed offset), expired partitions counted from the log start, never committed ones left out")},
        {.id = QStringLiteral("behind"), .title = Groups::tr("Behind"), .kind = CellKind::Number, .value = [](const Row &r) { return secondsCell(r.secondsBehind); },
         .sortKey = [](const Row &r) { return key(r.secondsBehind); }, .toolTip = Groups::tr("Age of the oldest record not yet read, by when the log end passed the committed offset")},
        {.id = QStringLiteral("drain"), .title = Groups::tr("To drain"), .kind = CellKind::Number,
         .value = [](const Row &r) {
             const QString words = drainText(r.secondsToDrain, r.lag, r.judgement.verdict);
             if (words == format::unknown())
                 return Cell::unknown();
             Cell cell(words);
             cell.quiet = !r.lag || *r.lag <= 0;
             return cell;
         },
         .sortKey = [](const Row &r) { return key(r.secondsToDrain); }, .toolTip = Groups::tr("Lag ÷ (committed − written) at the present rates")},
        {.id = QStringLiteral("trend"), .title = Groups::tr("Last hour"), .kind = CellKind::Sparkline,
         .value = [](const Row &r) {
             if (r.trend.size() < 2)
                 return Cell::unknown();
             Cell cell;
             cell.drawing = SparklineValue{r.trend};
             return cell;
         },
         .filterable = false},
        {.id = QStringLiteral("protocol"), .title = Groups::tr("Protocol"), .value = [](const Row &r) { return r.protocol.isEmpty() ? Cell::none() : Cell(r.protocol); }, .stretch = true},
    };
}

std::vector<LagRow> lagRows(const model::Group &group, const ClusterFeed &feed)
{
    const qint64 now = feed.snapshot() ? feed.snapshot()->takenAtMs : 0;
    std::vector<LagRow> rows;
    rows.reserve(group.partitions.size());
    for (const model::PartitionLag &lag : group.partitions)
        rows.push_back({lag, feed.derived().secondsBehind(lag, now), group.isWithoutMember(lag), group.members.empty()});
    return rows;
}

std::vector<ColumnSpec<LagRow>> lagColumns()
{
    using Row = LagRow;
    return {
        {.id = QStringLiteral("topic"), .title = Groups::tr("Topic"), .kind = CellKind::Mono, .value = [](const Row &r) { return Cell(r.lag.topic); }},
        {.id = QStringLiteral("partition"), .title = Groups::tr("Part."), .kind = CellKind::Number, .value = [](const Row &r) { return Cell::count(static_cast<qint64>(r.lag.partition)); },
         .sortKey = [](const Row &r) { return SortKey(static_cast<qint64>(r.lag.partition)); }},
        {.id = QStringLiteral("state"), .title = Groups::tr("State"), .kind = CellKind::State,
         .value = [](const Row &r) {
             auto [state, word] = lagStateText(r.lag.state);
             const bool bad = r.lag.state == model::LagState::Expired || r.lag.state == model::LagState::AheadOfEnd;
             if (r.withoutMember && !bad)
                 return Cell(State::Warn, Groups::tr("No member"));
             if (r.nobodyReads && !bad && r.lag.lag.value_or(0) > 0)
                 return Cell(State::Stopped, Groups::tr("No member"));
             return Cell(state, std::move(word));
         }},
        {.id = QStringLiteral("start"), .title = Groups::tr("Log start"), .kind = CellKind::Number, .value = [](const Row &r) { return Cell::count(r.lag.logStart); },
         .sortKey = [](const Row &r) { return key(r.lag.logStart); }},
        {.id = QStringLiteral("gauge"), .title = Groups::tr("Start to end"), .kind = CellKind::Gauge,
         .value = [](const Row &r) {
             OffsetGaugeValue gauge;
             gauge.known = r.lag.logStart && r.lag.logEnd;
             gauge.logStart = r.lag.logStart.value_or(0);
             gauge.logEnd = r.lag.logEnd.value_or(0);
             gauge.committed = r.lag.committed;
             Cell cell;
             cell.drawing = gauge;
             return cell;
         },
         .filterable = false},
        {.id = QStringLiteral("end"), .title = Groups::tr("Log end"), .kind = CellKind::Number, .value = [](const Row &r) { return Cell::count(r.lag.logEnd); }, .sortKey = [](const Row &r) { return key(r.lag.logEnd); }},
        {.id = QStringLiteral("committed"), .title = Groups::tr("Committed"), .kind = CellKind::Number,
         .value = [](const Row &r) { return r.lag.committed ? Cell::count(*r.lag.committed) : Cell::none(); }, .sortKey = [](const Row &r) { return key(r.lag.committed); },
         .toolTip = Groups::tr("The next offset that the group will read")},
        {.id = QStringLiteral("lag"), .title = Groups::tr("Lag"), .kind = CellKind::Number,
         .value = [](const Row &r) {
             Cell cell = Cell::count(r.lag.lag);
             if (r.lag.lost > 0)
                 cell.note = Groups::tr("%1 lost").arg(format::count(r.lag.lost));
             return cell;
         },
         .sortKey = [](const Row &r) { return key(r.lag.lag); }, .toolTip = Groups::tr("Log end − committed offset; expired: log end − log start")},
        {.id = QStringLiteral("behind"), .title = Groups::tr("Behind"), .kind = CellKind::Number, .value = [](const Row &r) { return secondsCell(r.secondsBehind); },
         .sortKey = [](const Row &r) { return key(r.secondsBehind); }},
        {.id = QStringLiteral("member"), .title = Groups::tr("Member"), .kind = CellKind::Mono,
         .value = [](const Row &r) {
             if (r.withoutMember)
                 return Cell(State::Warn, Groups::tr("no member has it"));
             if (r.lag.memberId.isEmpty())
                 return Cell::none();
             Cell cell(r.lag.clientId.isEmpty() ? r.lag.memberId : r.lag.clientId);
             cell.toolTip = r.lag.memberId;
             return cell;
         },
         .stretch = true},
        {.id = QStringLiteral("metadata"), .title = Groups::tr("Commit metadata"), .kind = CellKind::Mono,
         .value = [](const Row &r) { return r.lag.metadata.isEmpty() ? Cell::none() : Cell(r.lag.metadata); },
         .toolTip = Groups::tr("The text that the client stored with its commit"), .hidden = true},
    };
}

namespace {

QString assignmentText(const model::GroupMember &member)
{
    QMap<QString, QStringList> byTopic;
    for (const model::TopicPartition &partition : member.assignment)
        byTopic[partition.topic].append(QString::number(partition.partition));
    QStringList words;
    for (auto it = byTopic.cbegin(); it != byTopic.cend(); ++it)
        words.append(it.key() + QLatin1Char(' ') + it.value().join(QLatin1Char(' ')));
    return words.join(QStringLiteral(", "));
}

/// Why a member of the group has no partition, as far as the group's state tells.
std::pair<State, QString> idleReason(const model::Group &group)
{
    using S = model::GroupState;
    const int members = static_cast<int>(group.members.size());
    const int partitions = group.assignedPartitions();
    switch (group.state) {
    case S::Stable:
        if (partitions > 0 && members > partitions) {
            //: %1 is "5 members", %2 "3 partitions"
            return {State::Warn, Groups::tr("no partition: %1, %2").arg(Groups::tr("%n member(s)", nullptr, members), Groups::tr("%n partition(s)", nullptr, partitions))};
        }
        return {State::Warn, Groups::tr("no partition")};
    case S::PreparingRebalance:
    case S::CompletingRebalance:
    case S::Assigning:
    case S::Reconciling: return {State::Busy, Groups::tr("none yet: the group rebalances")};
    default: break;
    }
    return {State::Unknown, Groups::tr("no partition")};
}

} // namespace

std::vector<MemberRow> memberRows(const model::Group &group)
{
    const auto [state, reason] = idleReason(group);
    std::vector<MemberRow> rows;
    rows.reserve(group.members.size());
    for (const model::GroupMember &member : group.members)
        rows.push_back(member.assignment.isEmpty() ? MemberRow{member, state, reason} : MemberRow{member, State::Unknown, {}});
    return rows;
}

std::vector<ColumnSpec<MemberRow>> memberColumns()
{
    using Row = MemberRow;
    return {
        {.id = QStringLiteral("client"), .title = Groups::tr("Member"), .kind = CellKind::Mono,
         .value = [](const Row &r) {
             Cell cell(r.member.clientId.isEmpty() ? r.member.memberId : r.member.clientId);
             cell.toolTip = r.member.instanceId.isEmpty() ? r.member.memberId : Groups::tr("%1, static member %2").arg(r.member.memberId, r.member.instanceId);
             return cell;
         }},
        {.id = QStringLiteral("host"), .title = Groups::tr("Host"), .kind = CellKind::Mono, .value = [](const Row &r) { return Cell(r.member.host); }},
        {.id = QStringLiteral("parts"), .title = Groups::tr("Parts"), .kind = CellKind::Number, .value = [](const Row &r) { return Cell::count(static_cast<qint64>(r.member.assignment.size())); },
         .sortKey = [](const Row &r) { return SortKey(static_cast<qint64>(r.member.assignment.size())); }},
        {.id = QStringLiteral("assignment"), .title = Groups::tr("Assigned"), .kind = CellKind::Mono,
         .value = [](const Row &r) { return r.member.assignment.isEmpty() ? Cell(r.idleState, r.idleReason) : Cell(assignmentText(r.member)); }, .stretch = true},
    };
}

} // namespace weir::widgets
