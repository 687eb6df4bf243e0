// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/topics/topic_page.h"

#include "widgets/pages/keys/keys_view.h"
#include "widgets/pages/load/load_view.h"
#include "widgets/pages/messages/record_browser.h"
#include "widgets/pages/topics/config_editor.h"
#include "widgets/pages/topics/config_table.h"
#include "widgets/pages/topics/delivery_facts.h"
#include "widgets/pages/topics/topic_dialogs.h"
#include "widgets/pages/topics/topic_row.h"
#include "widgets/parts/buttons.h"
#include "widgets/parts/error_text.h"
#include "widgets/parts/fact_strip.h"
#include "widgets/parts/format.h"
#include "widgets/parts/page_header.h"
#include "widgets/parts/page_states.h"
#include "widgets/parts/sub_tabs.h"
#include "widgets/parts/table_view.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QMenu>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace weir::widgets {

namespace {

const QStringList &tabIds()
{
    static const QStringList ids{QString(), QStringLiteral("partitions"), QStringLiteral("config"), QStringLiteral("groups"), QStringLiteral("keys"), QStringLiteral("load")};
    return ids;
}

/// Which partitions: the words of Place::more["show"], in the order of the chooser.
const QStringList &whichIds()
{
    static const QStringList ids{QString(), QStringLiteral("under-replicated"), QStringLiteral("min-isr")};
    return ids;
}

} // namespace

TopicPage::TopicPage(const PageContext &context, const Place &place)
    : Page(context)
    , m_topic(place.topic)
    , m_header(new PageHeader)
    , m_states(new PageStates)
    , m_tabs(new SubTabs)
    , m_pages(new QStackedWidget)
    , m_browser(new RecordBrowser(context))
    , m_partitions([](const PartitionRow &row) { return QString::number(row.partition.id); })
    , m_partitionView(new TableView)
    , m_delivery(new FactStrip)
    , m_which(new QComboBox)
    , m_config(new ConfigTable)
    , m_configStates(new PageStates)
    , m_groups([](const model::Group &group) { return group.id; })
    , m_groupView(new TableView)
    , m_groupStates(new PageStates)
    , m_keys(new KeysView(context, place.topic))
    , m_load(new LoadView(context, place.topic))
    , m_wanted(place)
{
    m_configStates->setContent(m_config);
    m_config->setEditable(!m_context.session->profile().readOnly);
    m_tabs->addTab(tr("Records"));
    m_tabs->addTab(tr("Partitions"));
    m_tabs->addTab(tr("Configuration"));
    m_tabs->addTab(tr("Groups"));
    m_tabs->addTab(tr("Keys"));
    m_tabs->addTab(tr("Load"));
    m_pages->addWidget(m_browser);
    m_pages->addWidget(makePartitions());
    m_pages->addWidget(m_configStates);
    m_pages->addWidget(makeGroups());
    m_pages->addWidget(m_keys);
    m_pages->addWidget(m_load);
    buildHeader();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_tabs);
    column->addWidget(m_pages, 1);
    m_states->setContent(content);
    m_states->showContent();
    layout->addWidget(m_header);
    layout->addWidget(m_states, 1);

    connect(m_tabs, &QTabBar::currentChanged, this, [this](int index) {
        m_pages->setCurrentIndex(index);
        load(index);
        Q_EMIT placeChanged();
        Q_EMIT stateChanged();
    });
    connect(m_browser, &RecordBrowser::stateChanged, this, &Page::stateChanged);
    connect(m_browser, &RecordBrowser::placeChanged, this, &Page::placeChanged);
    connect(m_keys, &KeysView::stateChanged, this, &Page::stateChanged);
    connect(m_load, &LoadView::stateChanged, this, &Page::stateChanged);
    connect(m_context.feed, &ClusterFeed::updated, this, &TopicPage::showSnapshot);
    connect(&m_detail, &LatestBase::changed, this, &TopicPage::showDetail);
    connect(m_context.feed, &ClusterFeed::failed, this, &TopicPage::showSnapshot);
    connect(m_context.feed, &ClusterFeed::settingsChanged, this, &TopicPage::showSnapshot);
    connect(m_configStates, &PageStates::retried, this, [this] { load(kConfiguration); });
    connect(m_groupStates, &PageStates::retried, m_context.feed, &ClusterFeed::refresh);
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
    addCommand(commands()[2], [this] { m_tabs->setCurrentIndex(kLoad); })->setEnabled(!readOnly);
}

std::vector<CommandSpec> TopicPage::commands()
{
    return {{.id = QStringLiteral("topic.live"), .title = tr("Live tail of this topic"), .icon = Icon::Live, .shortcut = QKeySequence(Qt::CTRL | Qt::Key_L)},
            {.id = QStringLiteral("topic.produce"), .title = tr("Produce a record..."), .icon = Icon::Produce, .shortcut = QKeySequence(Qt::CTRL | Qt::Key_N), .changesCluster = true},
            {.id = QStringLiteral("topic.load"), .title = tr("Generate load..."), .icon = Icon::Metrics, .changesCluster = true}};
}

QWidget *TopicPage::makePartitions()
{
    m_partitions.setColumns(partitionColumns());
    m_partitionView->setTableModel(&m_partitions);
    m_partitionView->setFilterRowVisible(false);
    m_partitionView->setAccessibleName(tr("Partitions"));
    m_delivery->setAccessibleName(tr("Delivery safety"));
    m_which->addItem(tr("Every partition"));
    m_which->addItem(tr("Under-replicated"));
    m_which->addItem(tr("At or below min ISR"));
    m_which->setAccessibleName(tr("Which partitions"));
    connect(m_which, &QComboBox::activated, this, [this] {
        filterPartitions();
        Q_EMIT placeChanged();
    });
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(12, 8, 12, 8);
    bar->addWidget(m_which);
    bar->addStretch();
    auto *top = new QVBoxLayout;
    top->setContentsMargins(12, 12, 12, 0);
    top->addWidget(m_delivery);
    auto *box = new QWidget;
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(top);
    column->addLayout(bar);
    column->addWidget(m_partitionView, 1);
    return box;
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
        {.id = QStringLiteral("link"), .title = QString(), .kind = CellKind::Link, .value = [](const Row &) { return Cell(tr("Show lag")); }},
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
    if (m_tabs->currentIndex() == kPartitions && m_which->currentIndex() > 0)
        place.more.insert(QStringLiteral("show"), whichIds().value(m_which->currentIndex()));
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
    if (tab == kPartitions) {
        m_which->setCurrentIndex(std::max(0, static_cast<int>(whichIds().indexOf(place.more.value(QStringLiteral("show"))))));
        filterPartitions();
    }
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
    case kGroups:
        if (m_context.feed->snapshot())
            return m_groups.rows().empty() ? PageState::Empty : PageState::Ready;
        return m_context.feed->error() ? PageState::Failed : PageState::Loading;
    case kKeys: return m_keys->state();
    case kLoad: return m_load->state();
    default: return m_browser->state();
    }
}

void TopicPage::showSnapshot()
{
    const model::SnapshotPtr snapshot = m_context.feed->snapshot();
    const model::Topic *const topic = snapshot ? snapshot->topic(m_topic) : nullptr;
    if (m_context.feed->error())
        m_states->showFailed(*m_context.feed->error()); // a bar over what was known
    else
        m_states->showContent();
    if (topic == nullptr) {
        if (snapshot)
            m_header->setPill(State::Unknown, tr("Not in the cluster"));
        else if (m_context.feed->error())
            m_groupStates->showFailed(*m_context.feed->error());
        else
            m_groupStates->showLoading(tr("Reading groups"));
        Q_EMIT stateChanged();
        return;
    }
    const metrics::TopicSettings *const settings = m_context.feed->settings(m_topic);
    const auto [state, word] = topicState(topicRow(*topic, settings, m_context.feed->history(), snapshot->takenAtMs, TopicTrend::None));
    if (state == State::Ok)
        m_header->clearPill();
    else
        m_header->setPill(state, word);
    const int partitions = static_cast<int>(topic->partitions.size());
    const QString records = format::count(topic->records());
    const bool estimated = topic->records() && settings != nullptr && settings->compacts();
    m_header->setFacts({tr("%n partition(s)", nullptr, partitions), tr("%n replica(s)", nullptr, topic->replicationFactor()),
                        tr("%1 records").arg(estimated ? format::estimate(records) : records), format::bytes(topic->bytes())});
    m_header->setDataTime(snapshot->takenAtMs);
    m_tabs->setTabCount(kPartitions, QString::number(partitions));
    m_partitions.setRows(partitionRows(*topic, settings, *snapshot));
    m_delivery->setFacts(deliveryFacts(*topic, settings));
    m_browser->setTopic(m_topic, partitions);
    m_load->setTopic(partitions, topic->replicationFactor());
    showGroups(*snapshot);
    showMissing(*snapshot, *topic);
    load(m_tabs->currentIndex());
    Q_EMIT stateChanged();
}

void TopicPage::showMissing(const model::ClusterSnapshot &snapshot, const model::Topic &topic)
{
    const auto concerns = [&topic](const model::Missing &missing) {
        if (missing.broker < 0 || missing.what == QLatin1String("groups") || missing.what == QLatin1String("commits"))
            return true;
        return std::any_of(topic.partitions.begin(), topic.partitions.end(), [&missing](const model::Partition &p) { return p.replicas.contains(missing.broker); });
    };
    const auto found = std::find_if(snapshot.missing.begin(), snapshot.missing.end(), concerns);
    if (found == snapshot.missing.end())
        m_states->setPartial({});
    else
        m_states->setPartial(found->broker >= 0 ? tr("Broker %1 did not answer all: a part of this topic is unknown.").arg(found->broker) : tr("A part of this topic is unknown."),
                             errorText(found->error).line());
}

void TopicPage::filterPartitions()
{
    switch (m_which->currentIndex()) {
    case 1: m_partitions.setPredicate([](const PartitionRow &row) { return row.partition.isUnderReplicated() || row.partition.isOffline(); }); break;
    case 2: m_partitions.setPredicate([](const PartitionRow &row) { return row.isUnderMinIsr() || row.isAtMinIsr(); }); break;
    default: m_partitions.setPredicate({});
    }
}

void TopicPage::load(int tab)
{
    if (tab == kRecords && !m_read && !m_browser->topic().isEmpty()) {
        m_read = true;
        m_browser->showPlace(m_wanted);
    } else if (tab == kConfiguration && m_detail.phase() == LatestBase::Phase::Idle) {
        m_detail.start(m_context.session->cluster().topic(m_topic));
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
        // What else the answer lacks, the bar above the tabs says from the snapshot, at every look.
        const auto &missing = m_detail.value()->missing;
        const auto found = std::find_if(missing.begin(), missing.end(), [](const model::Missing &m) { return m.what == QLatin1String("configs"); });
        if (found == missing.end())
            m_configStates->setPartial({});
        else
            m_configStates->setPartial(tr("The configuration could not be read."), errorText(found->error).line());
    }
    Q_EMIT stateChanged();
}

void TopicPage::showGroups(const model::ClusterSnapshot &snapshot)
{
    std::vector<model::Group> groups;
    for (const model::Group &group : snapshot.groups) {
        if (std::any_of(group.partitions.begin(), group.partitions.end(), [this](const model::PartitionLag &p) { return p.topic == m_topic; }))
            groups.push_back(group);
    }
    m_tabs->setTabCount(kGroups, QString::number(groups.size()));
    const bool any = !groups.empty();
    m_groups.setRows(std::move(groups));
    if (any)
        m_groupStates->showContent();
    else
        m_groupStates->showEmpty(Icon::Group, tr("No group reads this topic"), tr("That is no fault: its records are kept as long as the retention says."));
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
    m_context.feed->expireSettings();
    m_context.feed->refresh();
    switch (m_tabs->currentIndex()) {
    case kConfiguration: m_detail.start(m_context.session->cluster().topic(m_topic)); break;
    case kRecords: m_browser->run(); break;
    case kKeys: m_keys->run(); break;
    default: break;
    }
}

bool TopicPage::cancel()
{
    const int tab = m_tabs->currentIndex();
    return (tab == kKeys && m_keys->stop()) || (tab == kLoad && m_load->stop()) || m_browser->stop();
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
    else if (m_tabs->currentIndex() == kKeys)
        m_keys->run();
    else if (m_tabs->currentIndex() == kLoad)
        m_load->run();
}

std::optional<qint64> TopicPage::takenAtMs() const
{
    const model::SnapshotPtr snapshot = m_context.feed->snapshot();
    return snapshot ? std::optional(snapshot->takenAtMs) : std::nullopt;
}

QList<QWidget *> TopicPage::panes() const
{
    if (m_tabs->currentIndex() == kKeys)
        return m_keys->panes();
    if (m_tabs->currentIndex() == kLoad)
        return m_load->panes();
    return m_tabs->currentIndex() == kRecords ? m_browser->panes() : QList<QWidget *>{};
}

QStringList TopicPage::screenshotVariants() const
{
    return {QStringLiteral("record"), QStringLiteral("partitions"), QStringLiteral("config"), QStringLiteral("groups"), QStringLiteral("keys"), QStringLiteral("load")};
}

void TopicPage::showVariant(const QString &variant)
{
    Place there = place();
    there.tab = variant == QLatin1String("record") ? QString() : variant;
    showPlace(there);
    if (variant == QLatin1String("keys"))
        m_keys->run();
    if (variant == QLatin1String("record")) {
        if (auto *view = m_browser->findChild<TableView *>(); view != nullptr && view->model()->rowCount() > 0)
            view->setCurrentIndex(view->model()->index(0, 0));
    }
}

} // namespace weir::widgets
