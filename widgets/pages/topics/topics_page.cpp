// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/topics/topics_page.h"

#include "widgets/pages/topics/topic_dialogs.h"
#include "widgets/parts/error_text.h"
#include "widgets/parts/format.h"
#include "widgets/parts/page_header.h"
#include "widgets/parts/page_states.h"
#include "widgets/parts/search_field.h"
#include "widgets/parts/table_view.h"

#include <QComboBox>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMenu>
#include <QVBoxLayout>

namespace weir::widgets {

namespace {
constexpr std::size_t kMostTrends = 1000;

/// Which topics: the words of Place::more["show"], in the order of the chooser.
const QStringList &whichIds()
{
    static const QStringList ids{QString(), QStringLiteral("under-replicated"), QStringLiteral("min-isr")};
    return ids;
}
} // namespace

TopicsPage::TopicsPage(const PageContext &context, const Place &place)
    : Page(context)
    , m_table([](const TopicRow &row) { return row.name; })
    , m_header(new PageHeader)
    , m_states(new PageStates)
    , m_view(new TableView)
    , m_search(new SearchField(tr("Filter by name"), nullptr, Icon::Filter))
    , m_which(new QComboBox)
    , m_internal(new Switch(tr("Internal")))
{
    m_table.setColumns(topicColumns());
    m_view->setTableModel(&m_table);
    m_view->setAccessibleName(tr("Topics"));
    m_header->setTitle(tr("Topics"));
    followFeed(*m_header);
    m_search->setFixedWidth(look().px(220));
    m_internal->setToolTip(tr("Show the cluster's own topics"));
    m_which->addItem(tr("Every topic"));
    m_which->addItem(tr("Under-replicated"));
    m_which->addItem(tr("At or below min ISR"));
    m_which->setAccessibleName(tr("Which topics"));
    m_header->addWidget(m_which);
    m_header->addWidget(m_internal);
    m_header->addWidget(m_search);
    QPushButton *create = m_header->addButton(tr("New topic..."), Icon::Add, ButtonKind::Primary);
    QToolButton *columns = m_header->addIconButton(Icon::Columns, tr("Columns"));
    columns->setMenu(m_view->makeColumnMenu(columns));
    columns->setPopupMode(QToolButton::InstantPopup);
    m_states->setContent(m_view);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_states, 1);

    create->setEnabled(!m_context.session->profile().readOnly);
    if (m_context.session->profile().readOnly)
        create->setToolTip(tr("This profile is read only."));
    connect(create, &QPushButton::clicked, this, [this] { askNew(nullptr); });
    connect(m_search, &SearchField::searched, this, [this](const QString &text) {
        m_table.setQuickFilter(text);
        Q_EMIT placeChanged();
    });
    connect(m_internal, &QAbstractButton::toggled, this, [this] {
        filterRows();
        Q_EMIT edited();
    });
    connect(m_which, &QComboBox::activated, this, [this] {
        filterRows();
        Q_EMIT placeChanged();
    });
    connect(m_view, &TableView::rowActivated, this, [this](const QString &topic) { open(topic, OpenMode::NewTab); });
    m_view->setContextMenuFiller([this](QMenu &menu, const QStringList &keys) {
        if (keys.size() == 1)
            menu.addAction(widgets::icon(Icon::Topic), tr("Open"), this, [this, keys] { open(keys.first(), OpenMode::NewTab); });
        const bool readOnly = m_context.session->profile().readOnly;
        if (keys.size() == 1)
            menu.addAction(widgets::icon(Icon::Add), tr("New topic like this..."), this, [this, keys] { createLike(keys.first()); })->setEnabled(!readOnly);
        menu.addSeparator();
        QAction *empty = menu.addAction(widgets::icon(Icon::Compact), tr("Delete all records..."), this, [this, keys] { deleteRecords(keys); });
        empty->setEnabled(!readOnly);
        setDangerAction(empty);
        QAction *erase = menu.addAction(widgets::icon(Icon::Delete), keys.size() == 1 ? tr("Delete...") : tr("Delete %n topic(s)...", nullptr, static_cast<int>(keys.size())), this, [this, keys] {
            std::vector<model::Change> changes;
            for (const QString &topic : keys)
                changes.emplace_back(model::DeleteTopic{topic});
            m_context.runPlan(changes, {});
        });
        erase->setEnabled(!readOnly);
        setDangerAction(erase);
    });
    addCommand(commands()[0], [this] { askNew(nullptr); });
    connect(m_context.feed, &ClusterFeed::updated, this, &TopicsPage::showSnapshot);
    connect(m_context.feed, &ClusterFeed::failed, this, &TopicsPage::showSnapshot);
    connect(m_states, &PageStates::retried, this, &TopicsPage::refresh);
    connect(m_states, &PageStates::acted, this, [this] { askNew(nullptr); });
    connect(m_context.feed, &ClusterFeed::settingsChanged, this, &TopicsPage::showSnapshot);
    connect(&m_model, &LatestBase::changed, this, [this] {
        if (m_model.error() != nullptr)
            m_context.notify({State::Error, tr("The topic's settings could not be read."), errorText(*m_model.error()).line(), {}, Icon::None, {}});
        else if (!m_model.isLoading() && m_model.value() != nullptr)
            askNew(&*m_model.value());
    });
    showPlace(place);
    showSnapshot();
}

std::vector<CommandSpec> TopicsPage::commands()
{
    return {{.id = QStringLiteral("topics.create"), .title = tr("New topic..."), .icon = Icon::Add, .changesCluster = true}};
}

QString TopicsPage::title() const
{
    return tr("Topics");
}

Place TopicsPage::place() const
{
    Place place;
    place.page = QStringLiteral("topics");
    place.filter = m_search->text();
    if (const QString which = whichIds().value(m_which->currentIndex()); !which.isEmpty())
        place.more.insert(QStringLiteral("show"), which);
    return place;
}

bool TopicsPage::showPlace(const Place &place)
{
    m_search->setText(place.filter);
    m_search->searchNow();
    m_which->setCurrentIndex(std::max(0, static_cast<int>(whichIds().indexOf(place.more.value(QStringLiteral("show"))))));
    filterRows();
    return true;
}

PageState TopicsPage::state() const
{
    if (m_context.feed->snapshot())
        return m_context.feed->snapshot()->topics.empty() ? PageState::Empty : PageState::Ready;
    return m_context.feed->error() ? PageState::Failed : PageState::Loading;
}

std::optional<qint64> TopicsPage::takenAtMs() const
{
    const model::SnapshotPtr snapshot = m_context.feed->snapshot();
    return snapshot ? std::optional(snapshot->takenAtMs) : std::nullopt;
}

void TopicsPage::refresh()
{
    m_context.feed->expireSettings(); // they may have changed behind our back
    m_context.feed->refresh();
}

void TopicsPage::find()
{
    m_search->setFocus();
}

void TopicsPage::showSnapshot()
{
    const model::SnapshotPtr snapshot = m_context.feed->snapshot();
    if (!snapshot) {
        if (m_context.feed->error())
            m_states->showFailed(*m_context.feed->error());
        else
            m_states->showLoading(tr("Reading topics"));
        Q_EMIT stateChanged();
        return;
    }
    std::vector<TopicRow> rows;
    rows.reserve(snapshot->topics.size());
    int internal = 0;
    // Drawing a thousand small lines anew every few seconds is affordable, ten thousand are not.
    const TopicTrend trend = snapshot->topics.size() <= kMostTrends ? TopicTrend::Drawn : TopicTrend::None;
    for (const model::Topic &topic : snapshot->topics) {
        internal += topic.internal ? 1 : 0;
        rows.push_back(topicRow(topic, m_context.feed->settings(topic.name), m_context.feed->history(), snapshot->takenAtMs, trend));
    }
    const int own = static_cast<int>(rows.size()) - internal;
    m_table.setRows(std::move(rows));
    m_header->setFacts({tr("%n topic(s)", nullptr, own), tr("%1 internal").arg(internal), tr("%1 partitions").arg(format::count(static_cast<qint64>(snapshot->partitions())))});
    m_header->setDataTime(snapshot->takenAtMs);
    if (snapshot->topics.empty())
        m_states->showEmpty(Icon::Topic, tr("No topic yet"), tr("A topic holds the records of one kind."),
                            m_context.session->profile().readOnly ? QString() : tr("New topic..."), Icon::Add);
    else
        m_states->showContent();
    if (snapshot->missing.empty())
        m_states->setPartial({});
    else
        m_states->setPartial(tr("Not all brokers answered."), errorText(snapshot->missing.front().error).line());
    if (m_context.feed->error())
        m_states->showFailed(*m_context.feed->error());
    Q_EMIT stateChanged();
}

void TopicsPage::filterRows()
{
    const bool internal = m_internal->isChecked();
    // What needs somebody is shown whoever's topic it is.
    switch (m_which->currentIndex()) {
    case 1: m_table.setPredicate([](const TopicRow &row) { return row.underReplicated > 0 || row.offline > 0; }); break;
    case 2: m_table.setPredicate([](const TopicRow &row) { return row.underMinIsr > 0 || row.atMinIsr > 0; }); break;
    default: m_table.setPredicate(internal ? std::function<bool(const TopicRow &)>() : [](const TopicRow &row) { return !row.internal; });
    }
}

void TopicsPage::askNew(const model::TopicDetail *like)
{
    auto *dialog = new NewTopicDialog(m_context.feed->snapshot());
    if (like != nullptr)
        dialog->startFrom(*like);
    connect(dialog, &NewTopicDialog::chosen, this, [this](const model::CreateTopic &topic) {
        m_context.runPlan({topic}, [this, name = topic.name](const model::Plan &, const model::PlanOutcome &outcome) {
            if (outcome.ok())
                m_view->setCurrentKey(name, true);
        });
    });
    dialog->openOver(this);
}

void TopicsPage::createLike(const QString &topic)
{
    m_model.start(m_context.session->cluster().topic(topic));
}

void TopicsPage::deleteRecords(const QStringList &topics)
{
    const model::SnapshotPtr snapshot = m_context.feed->snapshot();
    std::vector<model::Change> changes;
    for (const QString &name : topics) {
        const model::Topic *const topic = snapshot ? snapshot->topic(name) : nullptr;
        if (topic == nullptr)
            continue;
        model::DeleteRecords change{name, {}};
        for (const model::Partition &partition : topic->partitions)
            change.beforeOffset.insert(partition.id, -1);
        changes.emplace_back(std::move(change));
    }
    if (!changes.empty())
        m_context.runPlan(changes, {});
}

void TopicsPage::open(const QString &topic, OpenMode mode)
{
    Place place;
    place.page = QStringLiteral("topic");
    place.topic = topic;
    m_context.navigator.open(place, mode);
}

QByteArray TopicsPage::saveState() const
{
    return QJsonDocument(m_view->layoutState()).toJson(QJsonDocument::Compact);
}

void TopicsPage::restoreState(const QByteArray &state)
{
    m_view->restoreLayoutState(QJsonDocument::fromJson(state).object());
}

RailBadge TopicsPage::badge(const model::ClusterSnapshot &snapshot)
{
    RailBadge badge;
    int own = 0;
    for (const model::Topic &topic : snapshot.topics) {
        own += topic.internal ? 0 : 1;
        if (topic.offline() > 0)
            badge.worst = State::Error;
        else if (topic.underReplicated() > 0 && badge.worst != State::Error)
            badge.worst = State::Warn;
    }
    badge.count = own;
    return badge;
}

} // namespace weir::widgets
