// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/topics/topic_page.h"

#include "widgets/pages/messages/record_browser.h"
#include "widgets/pages/topics/config_editor.h"
#include "widgets/pages/topics/config_table.h"
#include "widgets/pages/topics/topic_dialogs.h"
#include "widgets/pages/topics/topic_row.h"
#include "widgets/parts/error_text.h"
#include "widgets/parts/format.h"
#include "widgets/parts/page_header.h"
#include "widgets/parts/page_states.h"
#include "widgets/parts/sub_tabs.h"
#include "widgets/parts/table_view.h"

#include <QMenu>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace weir::widgets {

namespace {

const QStringList &tabIds()
{
    static const QStringList ids{QString(), QStringLiteral("partitions"), QStringLiteral("config"), QStringLiteral("groups")};
    return ids;
}

} // namespace

TopicPage::TopicPage(const PageContext &context, const Place &place)
    : Page(context)
    , m_topic(place.topic)
    , m_header(new PageHeader)
    , m_tabs(new SubTabs)
    , m_pages(new QStackedWidget)
    , m_browser(new RecordBrowser(context))
    , m_partitions([](const PartitionRow &row) { return QString::number(row.partition.id); })
    , m_partitionView(new TableView)
    , m_config(new ConfigTable)
    , m_configStates(new PageStates)
    , m_groups([](const model::Group &group) { return group.id; })
    , m_groupView(new TableView)
    , m_groupStates(new PageStates)
    , m_wanted(place)
{
    m_partitions.setColumns(partitionColumns());
    m_partitionView->setTableModel(&m_partitions);
    m_partitionView->setFilterRowVisible(false);
    m_partitionView->setAccessibleName(tr("Partitions"));
    m_configStates->setContent(m_config);
    m_config->setEditable(!m_context.session->profile().readOnly);
    m_tabs->addTab(tr("Records"));
    m_tabs->addTab(tr("Partitions"));
    m_tabs->addTab(tr("Configuration"));
    m_tabs->addTab(tr("Groups"));
    m_pages->addWidget(m_browser);
    m_pages->addWidget(m_partitionView);
    m_pages->addWidget(m_configStates);
    m_pages->addWidget(makeGroups());
    buildHeader();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_tabs);
    layout->addWidget(m_pages, 1);

    connect(m_tabs, &QTabBar::currentChanged, this, [this](int index) {
        m_pages->setCurrentIndex(index);
        load(index);
        Q_EMIT placeChanged();
        Q_EMIT stateChanged();
    });
    connect(m_browser, &RecordBrowser::stateChanged, this, &Page::stateChanged);
    connect(m_browser, &RecordBrowser::placeChanged, this, &Page::placeChanged);
    connect(m_context.feed, &ClusterFeed::updated, this, &TopicPage::showSnapshot);
    connect(&m_detail, &LatestBase::changed, this, &TopicPage::showDetail);
    connect(&m_groupsOf, &LatestBase::changed, this, &TopicPage::showGroups);
    connect(m_configStates, &PageStates::retried, this, [this] { load(kConfiguration); });
    connect(m_groupStates, &PageStates::retried, this, [this] { load(kGroups); });
    connect(m_config, &ConfigTable::editRequested, this, &TopicPage::editConfig);
    connect(m_partitionView, &TableView::rowActivated, this, [this](const QString &partition) {
        Place there;
        there.topic = m_topic;
        there.partition = partition.toInt();
        m_tabs->setCurrentIndex(kRecords);
        m_browser->showPlace(there);
    });
    showSnapshot();
    showPlace(place);
}

void TopicPage::buildHeader()
{
    m_header->setPath({tr("Topics")});
    m_header->setTitle(m_topic);
    connect(m_header, &PageHeader::pathActivated, this, [this] { m_context.navigator.open(up(), OpenMode::Here); });
    const bool readOnly = m_context.session->profile().readOnly;
    QPushButton *produce = m_header->addButton(tr("Produce..."), Icon::Produce);
    QPushButton *live = m_header->addButton(tr("Live tail"), Icon::Live);
    QToolButton *more = m_header->addIconButton(Icon::More, tr("More"));
    auto *menu = new QMenu(more);
    QAction *add = menu->addAction(widgets::icon(Icon::Partition), tr("Add partitions..."));
    QAction *empty = menu->addAction(widgets::icon(Icon::Compact), tr("Delete all records..."));
    menu->addSeparator();
    QAction *erase = menu->addAction(widgets::icon(Icon::Delete), tr("Delete the topic..."));
    setDangerAction(empty);
    setDangerAction(erase);
    for (QAction *action : {add, empty, erase})
        action->setEnabled(!readOnly);
    produce->setEnabled(!readOnly);
    more->setMenu(menu);
    more->setPopupMode(QToolButton::InstantPopup);
    connect(produce, &QPushButton::clicked, m_browser, &RecordBrowser::produce);
    connect(live, &QPushButton::clicked, this, [this] {
        m_tabs->setCurrentIndex(kRecords);
        m_browser->liveTail();
        Q_EMIT edited();
    });
    connect(add, &QAction::triggered, this, [this] {
        auto *dialog = new AddPartitionsDialog(m_topic, static_cast<int>(m_partitions.rows().size()));
        connect(dialog, &AddPartitionsDialog::chosen, this, [this](const model::AddPartitions &change) { m_context.runPlan({change}, {}); });
        dialog->openOver(this);
    });
    connect(empty, &QAction::triggered, this, [this] {
        model::DeleteRecords change{m_topic, {}};
        for (const PartitionRow &row : m_partitions.rows())
            change.beforeOffset.insert(row.partition.id, -1);
        m_context.runPlan({change}, {});
    });
    connect(erase, &QAction::triggered, this, [this] { m_context.runPlan({model::DeleteTopic{m_topic}}, {}); });
    addCommand(commands()[0], [this] {
        m_tabs->setCurrentIndex(kRecords);
        m_browser->liveTail();
    });
    addCommand(commands()[1],
               [this] { m_browser->produce(); })->setEnabled(!readOnly);
}

std::vector<CommandSpec> TopicPage::commands()
{
    return {{.id = QStringLiteral("topic.live"), .title = tr("Live tail of this topic"), .icon = Icon::Live, .shortcut = QKeySequence(Qt::CTRL | Qt::Key_L)},
            {.id = QStringLiteral("topic.produce"), .title = tr("Produce a record..."), .icon = Icon::Produce, .shortcut = QKeySequence(Qt::CTRL | Qt::Key_N), .changesCluster = true}};
}

QWidget *TopicPage::makeGroups()
{
    using Row = model::Group;
    const auto lagHere = [this](const Row &group) {
        std::optional<qint64> total;
        for (const model::PartitionLag &lag : group.partitions) {
            if (lag.topic == m_topic && lag.lag)
                total = total.value_or(0) + std::max<qint64>(0, *lag.lag);
        }
        return total;
    };
    m_groups.setColumns({
        {.id = QStringLiteral("group"), .title = tr("Group"), .kind = CellKind::Mono, .value = [](const Row &r) { return Cell(r.id); }},
        {.id = QStringLiteral("members"), .title = tr("Members"), .kind = CellKind::Number, .value = [](const Row &r) { return Cell::count(static_cast<qint64>(r.members.size())); },
         .sortKey = [](const Row &r) { return SortKey(static_cast<qint64>(r.members.size())); }},
        {.id = QStringLiteral("lag"), .title = tr("Lag here"), .kind = CellKind::Number, .value = [lagHere](const Row &r) { return Cell::count(lagHere(r)); },
         .sortKey = [lagHere](const Row &r) { return lagHere(r) ? SortKey(*lagHere(r)) : SortKey(); }, .toolTip = tr("Σ(high watermark − committed offset) over the partitions of this topic")},
        {.id = QStringLiteral("never"), .title = tr("Never committed"), .kind = CellKind::Number,
         .value = [this](const Row &r) {
             qint64 count = 0;
             for (const model::PartitionLag &lag : r.partitions)
                 count += lag.topic == m_topic && lag.state == model::LagState::NeverCommitted ? 1 : 0;
             return Cell::count(count);
         }},
        {.id = QStringLiteral("link"), .title = QString(), .kind = CellKind::Link, .value = [](const Row &) { return Cell(tr("Show lag")); }, .stretch = true},
    });
    m_groupView->setTableModel(&m_groups);
    m_groupView->setFilterRowVisible(false);
    m_groupView->setAccessibleName(tr("Groups that read this topic"));
    m_groupStates->setContent(m_groupView);
    const auto open = [this](const QString &group) {
        Place place;
        place.page = QStringLiteral("group");
        place.group = group;
        m_context.navigator.open(place, OpenMode::NewTab);
    };
    connect(m_groupView, &TableView::rowActivated, this, open);
    connect(m_groupView, &TableView::linkActivated, this, open);
    return m_groupStates;
}

Place TopicPage::place() const
{
    Place place;
    if (m_tabs->currentIndex() == kRecords)
        m_browser->fillPlace(place);
    place.page = QStringLiteral("topic");
    place.topic = m_topic;
    place.tab = tabIds().value(m_tabs->currentIndex());
    return place;
}

Place TopicPage::up() const
{
    Place place;
    place.page = QStringLiteral("topics");
    return place;
}

bool TopicPage::showPlace(const Place &place)
{
    if (place.topic != m_topic)
        return false;
    const int tab = std::max(0, static_cast<int>(tabIds().indexOf(place.tab)));
    m_wanted = place;
    if (tab == kRecords && (place.offset || place.timestampMs || place.partition || !place.filter.isEmpty() || !place.more.isEmpty()))
        m_read = false; // somewhere else than where it stands
    m_tabs->setCurrentIndex(tab);
    load(tab);
    return true;
}

PageState TopicPage::state() const
{
    const auto of = [](LatestBase::Phase phase) {
        switch (phase) {
        case LatestBase::Phase::Loading: return PageState::Loading;
        case LatestBase::Phase::Failed: return PageState::Failed;
        case LatestBase::Phase::Ready: return PageState::Ready;
        case LatestBase::Phase::Idle: break;
        }
        return PageState::Idle;
    };
    switch (m_tabs->currentIndex()) {
    case kPartitions: return m_partitions.rows().empty() ? PageState::Loading : PageState::Ready;
    case kConfiguration: return of(m_detail.phase());
    case kGroups: return of(m_groupsOf.phase());
    default: return m_browser->state();
    }
}

void TopicPage::showSnapshot()
{
    const model::SnapshotPtr snapshot = m_context.feed->snapshot();
    const model::Topic *const topic = snapshot ? snapshot->topic(m_topic) : nullptr;
    if (topic == nullptr) {
        if (snapshot)
            m_header->setPill(State::Unknown, tr("Not in the cluster"));
        return;
    }
    const auto [state, word] = topicState(topic->underReplicated(), topic->offline());
    if (state == State::Ok)
        m_header->clearPill();
    else
        m_header->setPill(state, word);
    const int partitions = static_cast<int>(topic->partitions.size());
    m_header->setFacts({tr("%n partition(s)", nullptr, partitions), tr("%n replica(s)", nullptr, topic->replicationFactor()),
                        tr("%1 records").arg(format::count(topic->records())), format::bytes(topic->bytes())});
    m_header->setDataTime(snapshot->takenAtMs);
    m_tabs->setTabCount(kPartitions, QString::number(partitions));
    m_partitions.setRows(partitionRows(*topic, *snapshot));
    m_browser->setTopic(m_topic, partitions);
    load(m_tabs->currentIndex());
    Q_EMIT stateChanged();
}

void TopicPage::load(int tab)
{
    if (tab == kRecords && !m_read && !m_browser->topic().isEmpty()) {
        m_read = true;
        m_browser->showPlace(m_wanted);
    } else if (tab == kConfiguration && m_detail.phase() == LatestBase::Phase::Idle) {
        m_detail.start(m_context.session->cluster().topic(m_topic));
    } else if (tab == kGroups && m_groupsOf.phase() == LatestBase::Phase::Idle) {
        m_groupsOf.start(m_context.session->groups().groupsOf(m_topic));
    }
}

void TopicPage::showDetail()
{
    if (m_detail.isLoading())
        m_configStates->showLoading(tr("Reading the configuration"));
    else if (m_detail.error() != nullptr)
        m_configStates->showFailed(*m_detail.error());
    else if (m_detail.value() != nullptr) {
        m_config->setConfigs(m_detail.value()->configs);
        m_configStates->showContent();
    }
    Q_EMIT stateChanged();
}

void TopicPage::showGroups()
{
    if (m_groupsOf.isLoading()) {
        m_groupStates->showLoading(tr("Reading groups"));
    } else if (m_groupsOf.error() != nullptr) {
        m_groupStates->showFailed(*m_groupsOf.error());
    } else if (m_groupsOf.value() != nullptr) {
        const auto &groups = *m_groupsOf.value();
        m_tabs->setTabCount(kGroups, QString::number(groups.size()));
        m_groups.setRows(groups);
        if (groups.empty())
            m_groupStates->showEmpty(Icon::Group, tr("No group reads this topic"), tr("That is no fault: its records are kept as long as the retention says."));
        else
            m_groupStates->showContent();
    }
    Q_EMIT stateChanged();
}

void TopicPage::editConfig(const QString &name)
{
    const model::ConfigEntry *const entry = m_config->find(name);
    if (entry == nullptr)
        return;
    auto *editor = new ConfigEditor(*entry);
    connect(editor, &ConfigEditor::chosen, this, [this](const QString &setting, const std::optional<QString> &value) {
        model::AlterTopicConfig change{m_topic, {}};
        change.changes.insert(setting, value);
        m_context.runPlan({change}, [this](const model::Plan &, const model::PlanOutcome &) {
            m_detail.start(m_context.session->cluster().topic(m_topic));
        });
    });
    editor->openOver(this);
}

void TopicPage::refresh()
{
    m_context.feed->refresh();
    switch (m_tabs->currentIndex()) {
    case kConfiguration: m_detail.start(m_context.session->cluster().topic(m_topic)); break;
    case kGroups: m_groupsOf.start(m_context.session->groups().groupsOf(m_topic)); break;
    case kRecords: m_browser->run(); break;
    default: break;
    }
}

bool TopicPage::cancel()
{
    return m_browser->stop();
}

void TopicPage::find()
{
    m_tabs->setCurrentIndex(kRecords);
    m_browser->findFocus();
}

void TopicPage::run()
{
    if (m_tabs->currentIndex() == kRecords)
        m_browser->run();
}

std::optional<qint64> TopicPage::takenAtMs() const
{
    const model::SnapshotPtr snapshot = m_context.feed->snapshot();
    return snapshot ? std::optional(snapshot->takenAtMs) : std::nullopt;
}

QList<QWidget *> TopicPage::panes() const
{
    return m_tabs->currentIndex() == kRecords ? m_browser->panes() : QList<QWidget *>{};
}

QStringList TopicPage::screenshotVariants() const
{
    return {QStringLiteral("record"), QStringLiteral("partitions"), QStringLiteral("config"), QStringLiteral("groups")};
}

void TopicPage::showVariant(const QString &variant)
{
    Place there = place();
    there.tab = variant == QLatin1String("record") ? QString() : variant;
    showPlace(there);
    if (variant == QLatin1String("record")) {
        if (auto *view = m_browser->findChild<TableView *>(); view != nullptr && view->model()->rowCount() > 0)
            view->setCurrentIndex(view->model()->index(0, 0));
    }
}

} // namespace weir::widgets
