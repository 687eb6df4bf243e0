// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/groups/groups_page.h"

#include "widgets/pages/groups/verdict_text.h"
#include "widgets/parts/buttons.h"
#include "widgets/parts/error_text.h"
#include "widgets/parts/format.h"
#include "widgets/parts/key_value_grid.h"
#include "widgets/parts/page_header.h"
#include "widgets/parts/page_states.h"
#include "widgets/parts/panel.h"
#include "widgets/parts/search_field.h"
#include "widgets/parts/table_view.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QMenu>
#include <QSplitter>
#include <QVBoxLayout>

#include <cmath>

namespace weir::widgets {

GroupsPage::GroupsPage(const PageContext &context, const Place &place)
    : Page(context)
    , m_table([](const GroupRow &row) { return row.id; })
    , m_lags([](const LagRow &row) -> QString { return row.lag.topic + QLatin1Char('/') + QString::number(row.lag.partition); })
    , m_header(new PageHeader)
    , m_states(new PageStates)
    , m_view(new TableView)
    , m_search(new SearchField(tr("Filter by name"), nullptr, Icon::Filter))
    , m_lower(new Panel)
    , m_lagView(new TableView)
    , m_which(new QComboBox)
    , m_inspector(new Inspector)
{
    m_table.setColumns(groupColumns());
    m_view->setTableModel(&m_table);
    m_view->setAccessibleName(tr("Consumer groups"));
    m_lags.setColumns(lagColumns());
    m_lagView->setTableModel(&m_lags);
    m_lagView->setFilterRowVisible(false);
    m_lagView->setAccessibleName(tr("Partitions of the group"));
    m_which->addItem(tr("Every partition"));
    m_which->addItem(tr("What needs attention"));
    m_which->setAccessibleName(tr("Which partitions"));
    setCompactControl(m_which, true);
    m_lower->setPane(true);
    m_lower->addHeaderWidget(m_which);
    m_lower->setContent(m_lagView);
    m_header->setTitle(tr("Consumer groups"));
    m_search->setFixedWidth(look().px(220));
    m_header->addWidget(m_search);
    followFeed(*m_header);

    m_inspector->setOpenable(true);
    m_facts = m_inspector->addSection();
    m_about = m_inspector->addSection(tr("Group"));
    m_inspector->setHowCounted({tr("Lag: Σ(log end − committed offset) over its partitions."), tr("Never committed partitions are left out of the sum."),
                                tr("Expired partitions are counted from the log start."), tr("Rates: growth between the last two looks.")});
    m_inspector->hide();
    auto *openButton = makeButton(tr("Open"), Icon::Group);
    m_inspector->addFooterButton(openButton);

    auto *splitter = new QSplitter(Qt::Vertical);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_view);
    splitter->addWidget(m_lower);
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 1);
    m_lower->hide();
    auto *content = new QWidget;
    auto *row = new QHBoxLayout(content);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(splitter, 1);
    row->addWidget(m_inspector);
    m_states->setContent(content);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_states, 1);

    connect(m_search, &SearchField::searched, this, [this](const QString &text) {
        m_table.setQuickFilter(text);
        Q_EMIT placeChanged();
    });
    connect(m_which, &QComboBox::activated, this, [this](int index) {
        m_lags.setPredicate(index == 0 ? std::function<bool(const LagRow &)>()
                                       : [](const LagRow &r) { return r.lag.state != model::LagState::Normal || r.lag.lag.value_or(0) > 0; });
    });
    connect(m_view, &TableView::currentKeyChanged, this, &GroupsPage::showPicked);
    connect(m_view, &TableView::rowActivated, this, &GroupsPage::open);
    connect(openButton, &QPushButton::clicked, this, [this] { open(m_view->currentKey()); });
    connect(m_inspector, &Inspector::opened, this, [this] { open(m_view->currentKey()); });
    connect(m_inspector, &Inspector::closed, m_inspector, &QWidget::hide);
    m_view->setContextMenuFiller([this](QMenu &menu, const QStringList &keys) {
        if (keys.size() == 1)
            menu.addAction(widgets::icon(Icon::Group), tr("Open"), this, [this, keys] { open(keys.first()); });
        QAction *erase = menu.addAction(widgets::icon(Icon::Delete), tr("Delete..."), this, [this, keys] {
            std::vector<model::Change> changes;
            for (const QString &group : keys)
                changes.emplace_back(model::DeleteGroup{group});
            m_context.runPlan(changes, {});
        });
        erase->setEnabled(!m_context.session->profile().readOnly);
        setDangerAction(erase);
    });
    connect(m_lagView, &TableView::rowActivated, this, [this](const QString &key) {
        Place there;
        there.page = QStringLiteral("topic");
        there.topic = key.section(QLatin1Char('/'), 0, -2);
        there.partition = key.section(QLatin1Char('/'), -1).toInt();
        m_context.navigator.open(there);
    });
    connect(m_context.feed, &ClusterFeed::updated, this, &GroupsPage::showSnapshot);
    connect(m_context.feed, &ClusterFeed::failed, this, &GroupsPage::showSnapshot);
    connect(m_states, &PageStates::retried, this, [this] { refresh(); });
    showPlace(place);
    showSnapshot();
}

QString GroupsPage::title() const
{
    return tr("Consumer groups");
}

Place GroupsPage::place() const
{
    Place place;
    place.page = QStringLiteral("groups");
    place.filter = m_search->text();
    return place;
}

bool GroupsPage::showPlace(const Place &place)
{
    m_search->setText(place.filter);
    m_search->searchNow();
    if (!place.group.isEmpty())
        m_view->setCurrentKey(place.group, true);
    return true;
}

PageState GroupsPage::state() const
{
    if (m_context.feed->snapshot())
        return m_context.feed->snapshot()->groups.empty() ? PageState::Empty : PageState::Ready;
    return m_context.feed->error() ? PageState::Failed : PageState::Loading;
}

void GroupsPage::find()
{
    m_search->setFocus();
}

std::optional<qint64> GroupsPage::takenAtMs() const
{
    const model::SnapshotPtr snapshot = m_context.feed->snapshot();
    return snapshot ? std::optional(snapshot->takenAtMs) : std::nullopt;
}

QList<QWidget *> GroupsPage::panes() const
{
    return {m_view, m_lagView, m_inspector};
}

void GroupsPage::showSnapshot()
{
    const model::SnapshotPtr snapshot = m_context.feed->snapshot();
    if (!snapshot) {
        if (m_context.feed->error())
            m_states->showFailed(*m_context.feed->error());
        else
            m_states->showLoading(tr("Reading groups"));
        Q_EMIT stateChanged();
        return;
    }
    std::vector<GroupRow> rows;
    rows.reserve(snapshot->groups.size());
    int attention = 0;
    for (const model::Group &group : snapshot->groups) {
        rows.push_back(groupRow(group, *m_context.feed));
        const State state = verdictText(rows.back().judgement.verdict).first;
        attention += state == State::Warn || state == State::Error || state == State::Stalled || state == State::Rewound ? 1 : 0;
    }
    const int count = static_cast<int>(rows.size());
    m_table.setRows(std::move(rows));
    m_header->setFacts({tr("%n group(s)", nullptr, count), tr("%n need(s) attention", nullptr, attention)});
    m_header->setDataTime(snapshot->takenAtMs);
    if (count == 0)
        m_states->showEmpty(Icon::Group, tr("No consumer groups yet"), tr("A group appears here once it commits an offset or a member joins."));
    else
        m_states->showContent();
    bool groupsMissing = false;
    for (const model::Missing &missing : snapshot->missing) {
        if (missing.what == QLatin1String("groups") || missing.what == QLatin1String("broker")) {
            groupsMissing = true;
            m_states->setPartial(tr("Not all brokers answered."), errorText(missing.error).line());
            break;
        }
    }
    if (!groupsMissing)
        m_states->setPartial({});
    if (m_context.feed->error())
        m_states->showFailed(*m_context.feed->error());
    showPicked();
    Q_EMIT stateChanged();
}

void GroupsPage::showPicked()
{
    const model::SnapshotPtr snapshot = m_context.feed->snapshot();
    const model::Group *const group = snapshot ? snapshot->group(m_view->currentKey()) : nullptr;
    m_lower->setVisible(group != nullptr);
    m_inspector->setVisible(group != nullptr);
    if (group == nullptr)
        return;
    m_lags.setRows(lagRows(*group, *m_context.feed));
    m_lower->setTitle(group->id);
    m_lower->setNote(tr("%n partition(s)", nullptr, static_cast<int>(group->partitions.size())));
    const metrics::Deriver &derived = m_context.feed->derived();
    const metrics::Judgement judgement = derived.judgement(group->id);
    const auto [state, word] = verdictText(judgement.verdict);
    m_inspector->setTitle(group->id);
    m_inspector->setPill(state, word);
    m_inspector->setSentence(verdictReason(judgement, snapshot->takenAtMs));
    const auto rate = [this, group](metrics::Measure measure) {
        const auto last = m_context.feed->history().last({measure, group->id, {}, -1});
        return last && !std::isnan(last->value) ? format::rate(last->value) : format::unknown();
    };
    const std::optional<double> behind = derived.secondsBehind(group->id);
    m_facts->setRows({{tr("Lag"), format::count(group->totalLag())},
                      {tr("Behind in time"), behind ? format::span(static_cast<qint64>(*behind * 1000)) : format::unknown()},
                      {tr("Written"), rate(metrics::Measure::GroupRecordsWritten)},
                      {tr("Committed"), rate(metrics::Measure::GroupRecordsCommitted)},
                      {tr("Time to drain"), drainText(derived.secondsToDrain(group->id), group->totalLag(), judgement.verdict)}});
    const int idle = group->idleMembers();
    std::vector<KeyValue> about{{tr("State"), groupStateText(group->state).second, false},
                                {tr("Coordinator"), group->coordinator >= 0 ? QString::number(group->coordinator) : format::unknown()},
                                {tr("Protocol"), group->protocol.isEmpty() ? group->type : group->type + QStringLiteral(", ") + group->protocol},
                                {tr("Members"), QString::number(group->members.size())}};
    if (idle > 0)
        about.push_back({tr("Without a partition"), QString::number(idle), true, State::Warn});
    if (const int nobodys = group->withoutMember(); nobodys > 0)
        about.push_back({tr("Partitions without a member"), QString::number(nobodys), true, State::Warn});
    about.push_back({tr("Reads"), group->topics().join(QStringLiteral(", "))});
    m_about->setRows(about);
}

void GroupsPage::open(const QString &group)
{
    if (group.isEmpty())
        return;
    Place place;
    place.page = QStringLiteral("group");
    place.group = group;
    m_context.navigator.open(place, OpenMode::NewTab);
}

void GroupsPage::showVariant(const QString &)
{
    // The one that lags most, as somebody who came to look would pick it.
    const model::SnapshotPtr snapshot = m_context.feed->snapshot();
    QString worst;
    qint64 most = -1;
    for (const model::Group &group : snapshot ? snapshot->groups : std::vector<model::Group>{}) {
        if (const auto lag = group.totalLag(); lag && *lag > most) {
            most = *lag;
            worst = group.id;
        }
    }
    m_view->setCurrentKey(worst);
}

RailBadge GroupsPage::badge(const model::ClusterSnapshot &snapshot)
{
    RailBadge badge;
    badge.count = static_cast<int>(snapshot.groups.size());
    for (const model::Group &group : snapshot.groups) {
        if (group.count(model::LagState::Expired) + group.count(model::LagState::AheadOfEnd) > 0)
            badge.worst = State::Warn;
    }
    return badge;
}

} // namespace weir::widgets
