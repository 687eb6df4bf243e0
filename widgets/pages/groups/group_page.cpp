// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/groups/group_page.h"

#include "widgets/charts/span_button.h"
#include "widgets/pages/groups/lag_charts.h"
#include "widgets/pages/groups/verdict_text.h"
#include "widgets/parts/error_text.h"
#include "widgets/parts/fact_strip.h"
#include "widgets/parts/format.h"
#include "widgets/parts/page_header.h"
#include "widgets/parts/page_states.h"
#include "widgets/parts/panel.h"
#include "widgets/parts/table_view.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace weir::widgets {

namespace {

/// What was not answered about groups, or nullptr.
const model::Missing *missingGroups(const model::ClusterSnapshot &snapshot)
{
    const auto found = std::find_if(snapshot.missing.begin(), snapshot.missing.end(),
                                    [](const model::Missing &m) { return m.what == QLatin1String("groups") || m.what == QLatin1String("broker"); });
    return found == snapshot.missing.end() ? nullptr : &*found;
}

} // namespace

GroupPage::GroupPage(const PageContext &context, const Place &place)
    : Page(context)
    , m_group(place.group)
    , m_header(new PageHeader)
    , m_states(new PageStates)
    , m_strip(new FactStrip)
    , m_charts(new LagCharts(*context.feed))
    , m_lags([](const LagRow &row) -> QString { return row.lag.topic + QLatin1Char('/') + QString::number(row.lag.partition); })
    , m_lagView(new TableView)
    , m_members([](const MemberRow &row) { return row.member.memberId; })
    , m_memberView(new TableView)
    , m_memberStates(new PageStates)
    , m_span(new SpanButton(context.preferences.settings()))
{
    m_lags.setColumns(lagColumns());
    m_lagView->setTableModel(&m_lags);
    buildHeader();
    m_lagView->setFilterRowVisible(false);
    m_lagView->setAccessibleName(tr("Lag by partition"));
    m_members.setColumns(memberColumns());
    m_memberView->setTableModel(&m_members);
    m_memberView->setFilterRowVisible(false);
    m_memberView->setAccessibleName(tr("Members"));

    auto *lagPanel = new Panel(tr("Partitions"));
    lagPanel->setContent(m_lagView);
    auto *memberPanel = new Panel(tr("Members"));
    m_memberStates->setContent(m_memberView);
    memberPanel->setContent(m_memberStates);
    auto *tables = new QSplitter(Qt::Horizontal);
    tables->setChildrenCollapsible(false);
    tables->addWidget(lagPanel);
    tables->addWidget(memberPanel);
    tables->setStretchFactor(0, 3);
    tables->setStretchFactor(1, 1);
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(12);
    column->addWidget(m_strip);
    column->addWidget(m_charts, 1);
    column->addWidget(tables, 1);
    m_states->setContent(content);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_states, 1);

    connect(m_span, &SpanButton::spanChanged, m_charts, &LagCharts::setSpan);
    m_charts->setSpan(m_span->spanMs());
    m_charts->setGroup(m_group);
    connect(m_lagView, &TableView::currentKeyChanged, this, [this](const QString &key) {
        const QString topic = key.section(QLatin1Char('/'), 0, -2);
        if (topic != m_topic) {
            m_topic = topic;
            m_charts->setTopic(topic);
        }
    });
    connect(m_lagView, &TableView::rowActivated, this, [this](const QString &key) {
        Place there;
        there.page = QStringLiteral("topic");
        there.topic = key.section(QLatin1Char('/'), 0, -2);
        there.partition = key.section(QLatin1Char('/'), -1).toInt();
        m_context.navigator.open(there);
    });
    connect(m_context.feed, &ClusterFeed::updated, this, &GroupPage::showSnapshot);
    connect(m_context.feed, &ClusterFeed::failed, this, &GroupPage::showSnapshot);
    connect(m_states, &PageStates::retried, this, [this] { refresh(); });
    showSnapshot();
}

void GroupPage::buildHeader()
{
    m_header->setPath({tr("Consumer groups")});
    m_header->setTitle(m_group);
    connect(m_header, &PageHeader::pathActivated, this, [this] { m_context.navigator.open(up(), OpenMode::Here); });
    followFeed(*m_header);
    m_header->addWidget(m_span);
    QToolButton *more = m_header->addIconButton(Icon::More, tr("More"));
    auto *menu = new QMenu(more);
    QAction *all = menu->addAction(tr("Chart all topics"));
    QMenu *columns = m_lagView->makeColumnMenu(menu);
    columns->setTitle(tr("Columns of the partitions"));
    menu->addMenu(columns);
    menu->addSeparator();
    QAction *erase = menu->addAction(widgets::icon(Icon::Delete), tr("Delete the group..."));
    setDangerAction(erase);
    erase->setEnabled(!m_context.session->profile().readOnly);
    more->setMenu(menu);
    more->setPopupMode(QToolButton::InstantPopup);
    connect(all, &QAction::triggered, this, [this] {
        m_topic.clear();
        m_charts->setTopic({});
    });
    connect(erase, &QAction::triggered, this, [this] { m_context.runPlan({model::DeleteGroup{m_group}}, {}); });
}

Place GroupPage::place() const
{
    Place place;
    place.page = QStringLiteral("group");
    place.group = m_group;
    return place;
}

Place GroupPage::up() const
{
    Place place;
    place.page = QStringLiteral("groups");
    return place;
}

PageState GroupPage::state() const
{
    const model::SnapshotPtr snapshot = m_context.feed->snapshot();
    if (!snapshot)
        return m_context.feed->error() ? PageState::Failed : PageState::Loading;
    return snapshot->group(m_group) != nullptr ? PageState::Ready : PageState::Empty;
}

std::optional<qint64> GroupPage::takenAtMs() const
{
    const model::SnapshotPtr snapshot = m_context.feed->snapshot();
    return snapshot ? std::optional(snapshot->takenAtMs) : std::nullopt;
}

QList<QWidget *> GroupPage::panes() const
{
    return {m_strip, m_charts, m_lagView, m_memberView};
}

void GroupPage::showSnapshot()
{
    const model::SnapshotPtr snapshot = m_context.feed->snapshot();
    const model::Group *const group = snapshot ? snapshot->group(m_group) : nullptr;
    if (!snapshot) {
        if (m_context.feed->error())
            m_states->showFailed(*m_context.feed->error());
        else
            m_states->showLoading(tr("Reading the group"));
    } else if (group == nullptr) {
        m_header->clearPill();
        const model::Missing *const missing = missingGroups(*snapshot);
        m_states->showEmpty(Icon::Group, tr("This group is not in the cluster"),
                            missing == nullptr ? tr("It was deleted, or its offsets have expired.") : tr("It may be there: not all brokers answered when they were asked for their groups."));
        m_states->setPartial({});
    } else {
        const auto [state, word] = verdictText(m_context.feed->derived().judgement(m_group).verdict);
        m_header->setPill(state, word);
        m_header->setFacts({groupStateText(group->state).second, group->protocol.isEmpty() ? tr("%1 protocol").arg(group->type) : tr("%1 protocol, %2").arg(group->type, group->protocol),
                            group->coordinator >= 0 ? tr("coordinator %1").arg(group->coordinator) : tr("coordinator unknown")});
        m_header->setDataTime(snapshot->takenAtMs);
        showFacts(*group);
        m_lags.setRows(lagRows(*group, *m_context.feed));
        m_members.setRows(memberRows(*group));
        if (group->members.empty())
            m_memberStates->showEmpty(Icon::Group, tr("No member"), tr("Nobody reads as this group now. Its offsets are kept until they expire."));
        else
            m_memberStates->showContent();
        m_charts->refresh();
        m_states->showContent();
        showMissing(*snapshot, *group);
        if (m_context.feed->error())
            m_states->showFailed(*m_context.feed->error());
    }
    Q_EMIT stateChanged();
}

void GroupPage::showMissing(const model::ClusterSnapshot &snapshot, const model::Group &group)
{
    if (!group.missing.empty()) {
        m_states->setPartial(tr("A part of this group could not be read."), errorText(group.missing.front().error).line());
        return;
    }
    const auto concerns = [&](const model::Missing &missing) {
        if (missing.what == QLatin1String("logdirs") || missing.what == QLatin1String("configs"))
            return false;
        if (missing.broker < 0 || missing.broker == group.coordinator)
            return true;
        return missing.what == QLatin1String("offsets") && std::any_of(group.partitions.begin(), group.partitions.end(), [&](const model::PartitionLag &lag) {
            const model::Topic *const topic = snapshot.topic(lag.topic);
            return topic != nullptr && std::any_of(topic->partitions.begin(), topic->partitions.end(),
                                                   [&](const model::Partition &p) { return p.id == lag.partition && p.leader == missing.broker; });
        });
    };
    const auto found = std::find_if(snapshot.missing.begin(), snapshot.missing.end(), concerns);
    if (found == snapshot.missing.end())
        m_states->setPartial({});
    else
        m_states->setPartial(found->broker >= 0 ? tr("Broker %1 did not answer all: a part of this group is unknown.").arg(found->broker) : tr("A part of this group could not be read."),
                             errorText(found->error).line());
}

void GroupPage::showFacts(const model::Group &group)
{
    const metrics::Deriver &derived = m_context.feed->derived();
    const auto rate = [this](metrics::Measure measure) -> std::optional<double> {
        const auto last = m_context.feed->history().last({measure, m_group, {}, -1});
        return last && !std::isnan(last->value) ? std::optional(last->value) : std::nullopt;
    };
    const auto fact = [](const QString &label, const QString &shown, const QString &sub, const QString &formula) {
        const auto [value, unit] = format::split(shown);
        Fact fact{label, value, unit, sub, {}, formula};
        fact.quiet = shown == format::unknown() || shown == format::none();
        return fact;
    };
    const std::optional<qint64> lag = group.totalLag();
    const std::optional<double> written = rate(metrics::Measure::GroupRecordsWritten);
    const std::optional<double> committed = rate(metrics::Measure::GroupRecordsCommitted);
    const std::optional<double> behind = derived.secondsBehind(m_group);
    const int never = group.count(model::LagState::NeverCommitted);
    Fact lagFact = fact(tr("Lag"), format::count(lag), never > 0 ? tr("%n never committed", nullptr, never) : tr("%n partition(s)", nullptr, static_cast<int>(group.partitions.size())),
                        tr("Σ(log end − committed offset); never committed partitions are left out"));
    if (never > 0)
        lagFact.subState = State::Unknown;
    Fact members = fact(tr("Members"), format::count(static_cast<qint64>(group.members.size())), {}, tr("Members as the coordinator tells them"));
    if (const int nobodys = group.withoutMember(); nobodys > 0) {
        members.sub = tr("%n partition(s) without a member", nullptr, nobodys);
        members.subState = State::Warn;
    } else if (const int idle = group.idleMembers(); idle > 0) {
        members.sub = tr("%n without a partition", nullptr, idle);
        members.subState = State::Warn;
    } else {
        members.sub = groupStateText(group.state).second;
    }
    QString net;
    if (written && committed)
        net = tr("%1 against written").arg(format::rate(*committed - *written));
    m_strip->setFacts({lagFact,
                       fact(tr("Behind in time"), behind ? format::span(static_cast<qint64>(*behind * 1000)) : format::unknown(), tr("oldest record not yet read"),
                            tr("Now − the time at which the log end passed the committed offset, from the looks since this window opened")),
                       fact(tr("Written"), written ? format::rate(*written) : format::unknown(), tr("to its partitions"), tr("Growth of the log ends between the last two looks")),
                       fact(tr("Committed"), committed ? format::rate(*committed) : format::unknown(), net, tr("Growth of the committed offsets between the last two looks")),
                       fact(tr("Time to drain"), drainText(derived.secondsToDrain(m_group), lag, derived.judgement(m_group).verdict), tr("at these rates"), tr("Lag ÷ (committed − written)")), members});
}

} // namespace weir::widgets
