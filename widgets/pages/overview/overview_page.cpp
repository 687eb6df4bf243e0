// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/overview/overview_page.h"

#include "widgets/charts/span_button.h"
#include "widgets/pages/groups/lag_charts.h"
#include "widgets/pages/groups/verdict_text.h"
#include "widgets/pages/overview/attention.h"
#include "widgets/parts/error_text.h"
#include "widgets/parts/fact_strip.h"
#include "widgets/parts/format.h"
#include "widgets/parts/page_header.h"
#include "widgets/parts/page_states.h"
#include "widgets/parts/panel.h"
#include "widgets/parts/table_view.h"
#include "widgets/theme/state_shapes.h"

#include <QHBoxLayout>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <map>

namespace weir::widgets {

namespace {

using metrics::Measure;
constexpr std::size_t kShownGroups = 8;
constexpr std::size_t kShownTopics = 6;
constexpr std::size_t kChartLines = 7;

/// The columns of a full list that a small table shows.
template <class Row>
std::vector<ColumnSpec<Row>> pick(const std::vector<ColumnSpec<Row>> &all, const QStringList &ids)
{
    std::vector<ColumnSpec<Row>> chosen;
    for (const QString &id : ids) {
        for (const ColumnSpec<Row> &column : all) {
            if (column.id == id) {
                chosen.push_back(column);
                chosen.back().stretch = false;
            }
        }
    }
    return chosen;
}

TableView *smallTable(TableModel *model, const QString &name, int rows)
{
    auto *view = new TableView;
    view->setTableModel(model);
    view->setFilterRowVisible(false);
    view->setFitToRows(rows);
    view->setAccessibleName(name);
    return view;
}

} // namespace

OverviewPage::OverviewPage(const PageContext &context, const Place &)
    : Page(context)
    , m_header(new PageHeader)
    , m_states(new PageStates)
    , m_span(new SpanButton(context.preferences.settings()))
    , m_strip(new FactStrip)
    , m_written(new TimeChart)
    , m_lag(new TimeChart)
    , m_brokers([](const BrokerRow &row) { return QString::number(row.broker.id); })
    , m_groups([](const GroupRow &row) { return row.id; })
    , m_topics([](const TopicRow &row) { return row.name; })
{
    m_header->setTitle(tr("Overview"));
    m_header->addWidget(m_span);
    followFeed(*m_header);
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(12);
    column->addWidget(m_strip);
    auto *halves = new QHBoxLayout;
    halves->setSpacing(12);
    halves->addWidget(makeLeft(), 6);
    halves->addWidget(makeRight(), 5);
    column->addLayout(halves, 1);
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(content);
    m_states->setContent(scroll);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_states, 1);

    connect(m_strip, &FactStrip::factClicked, this, [this](int index) {
        if (const Place place = m_factPlaces.value(index); place.isValid())
            m_context.navigator.open(place, OpenMode::Preview);
    });
    connect(m_span, &SpanButton::spanChanged, this, [this] {
        if (const model::SnapshotPtr snapshot = m_context.feed->snapshot())
            showCharts(*snapshot);
    });
    connect(m_context.feed, &ClusterFeed::updated, this, &OverviewPage::showSnapshot);
    connect(m_context.feed, &ClusterFeed::failed, this, &OverviewPage::showSnapshot);
    connect(m_context.feed, &ClusterFeed::settingsChanged, this, &OverviewPage::showSnapshot);
    connect(m_states, &PageStates::retried, this, [this] { refresh(); });
    connect(&TimeDisplay::instance(), &TimeDisplay::changed, this, &OverviewPage::showSnapshot);
    showSnapshot();
}

QWidget *OverviewPage::makeLeft()
{
    auto *box = new QWidget;
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    m_attention = new AttentionList;
    m_attentionPanel = new Panel(tr("Needs attention"));
    m_attentionPanel->setContent(m_attention);
    connect(m_attention, &AttentionList::activated, this, [this](const QString &link) {
        if (const auto place = Place::fromLink(link.section(QLatin1Char('#'), 0, 0)))
            m_context.navigator.open(*place, OpenMode::NewTab);
    });
    column->addWidget(m_attentionPanel);
    const auto addChart = [&](TimeChart *chart, const QString &title, const QString &unit) {
        auto *panel = new Panel(title);
        panel->setNote(unit);
        panel->setContent(chart);
        chart->setAccessibleName(title);
        chart->setLegend(TimeChart::Legend::Line);
        chart->setSharedCursor(&m_cursor);
        connect(chart, &TimeChart::cursorTimeChanged, panel, &Panel::setHeaderData);
        column->addWidget(panel, 1);
    };
    m_written->setFormats([](double value) { return format::number(value); }, [](double value) { return format::shortCount(value); });
    m_lag->setFormats([](double value) { return format::count(static_cast<qint64>(value)); }, [](double value) { return format::shortCount(value); });
    addChart(m_written, tr("Written by topic"), tr("records a second"));
    addChart(m_lag, tr("Lag by group"), tr("records"));
    return box;
}

QWidget *OverviewPage::makeRight()
{
    auto *box = new QWidget;
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    const auto addPanel = [&](const QString &title, TableView *view) {
        auto *panel = new Panel(title);
        panel->setContent(view);
        column->addWidget(panel);
        return panel;
    };
    m_brokers.setColumns(pick(brokerColumns(), {QStringLiteral("id"), QStringLiteral("state"), QStringLiteral("leaders"), QStringLiteral("disk"), QStringLiteral("written")}));
    m_brokerView = smallTable(&m_brokers, tr("Brokers"), 6);
    addPanel(tr("Brokers"), m_brokerView);
    m_groups.setColumns(pick(groupColumns(), {QStringLiteral("group"), QStringLiteral("verdict"), QStringLiteral("lag"), QStringLiteral("behind"), QStringLiteral("trend")}));
    m_groupView = smallTable(&m_groups, tr("Consumer groups"), static_cast<int>(kShownGroups));
    m_groupPanel = addPanel(tr("Consumer groups"), m_groupView);
    m_topics.setColumns(pick(topicColumns(), {QStringLiteral("name"), QStringLiteral("partitions"), QStringLiteral("records"), QStringLiteral("size"), QStringLiteral("written")}));
    m_topicView = smallTable(&m_topics, tr("Busiest topics"), static_cast<int>(kShownTopics));
    addPanel(tr("Busiest topics"), m_topicView);
    column->addStretch();
    connect(m_brokerView, &TableView::rowActivated, this, [this](const QString &id) {
        Place place;
        place.page = QStringLiteral("broker");
        place.broker = id.toInt();
        m_context.navigator.open(place, OpenMode::NewTab);
    });
    connect(m_groupView, &TableView::rowActivated, this, [this](const QString &id) {
        Place place;
        place.page = QStringLiteral("group");
        place.group = id;
        m_context.navigator.open(place, OpenMode::NewTab);
    });
    connect(m_topicView, &TableView::rowActivated, this, [this](const QString &name) {
        Place place;
        place.page = QStringLiteral("topic");
        place.topic = name;
        m_context.navigator.open(place, OpenMode::NewTab);
    });
    return box;
}

QString OverviewPage::title() const
{
    return tr("Overview");
}

Place OverviewPage::place() const
{
    Place place;
    place.page = QStringLiteral("overview");
    return place;
}

PageState OverviewPage::state() const
{
    if (m_context.feed->snapshot())
        return PageState::Ready;
    return m_context.feed->error() ? PageState::Failed : PageState::Loading;
}

std::optional<qint64> OverviewPage::takenAtMs() const
{
    const model::SnapshotPtr snapshot = m_context.feed->snapshot();
    return snapshot ? std::optional(snapshot->takenAtMs) : std::nullopt;
}

void OverviewPage::showSnapshot()
{
    const model::SnapshotPtr snapshot = m_context.feed->snapshot();
    if (!snapshot) {
        if (m_context.feed->error())
            m_states->showFailed(*m_context.feed->error());
        else
            m_states->showLoading(tr("Reading the cluster"));
        Q_EMIT stateChanged();
        return;
    }
    QStringList facts;
    if (!snapshot->version.isEmpty())
        facts.append(tr("Kafka %1").arg(snapshot->version));
    facts.append(tr("cluster id %1").arg(snapshot->clusterId.isEmpty() ? format::unknown() : snapshot->clusterId));
    m_header->setFacts(facts);
    m_header->setDataTime(snapshot->takenAtMs);
    showFacts(*snapshot);
    showCharts(*snapshot);
    showTables(*snapshot);
    std::vector<Attention> items = attentionItems(*m_context.feed);
    m_attentionPanel->setNote(items.empty() ? QString() : QString::number(items.size()));
    m_attention->setItems(std::move(items));
    m_states->showContent();
    if (snapshot->missing.empty())
        m_states->setPartial({});
    else
        m_states->setPartial(tr("%n part(s) of this look are missing.", nullptr, static_cast<int>(snapshot->missing.size())), errorText(snapshot->missing.front().error).line());
    if (m_context.feed->error())
        m_states->showFailed(*m_context.feed->error());
    Q_EMIT stateChanged();
}

void OverviewPage::showFacts(const model::ClusterSnapshot &snapshot)
{
    const auto last = [this](Measure measure) -> std::optional<double> {
        const auto point = m_context.feed->history().last({measure, {}, {}, -1});
        return point && !std::isnan(point->value) ? std::optional(point->value) : std::nullopt;
    };
    const auto fact = [](const QString &label, const QString &shown, const QString &sub, const QString &tip) {
        const auto [value, unit] = format::split(shown);
        Fact made{label, value, unit, sub, {}, tip};
        made.quiet = shown == format::unknown();
        return made;
    };
    int alive = 0;
    const model::Broker *fullest = nullptr;
    for (const model::Broker &broker : snapshot.brokers) {
        alive += broker.alive ? 1 : 0;
        if (broker.diskFree && (fullest == nullptr || *broker.diskFree < *fullest->diskFree))
            fullest = &broker;
    }
    int internal = 0;
    for (const model::Topic &topic : snapshot.topics)
        internal += topic.internal ? 1 : 0;
    std::vector<Fact> facts;
    Fact brokers{tr("Brokers"), QString::number(alive), tr("of %1").arg(snapshot.brokers.size()), snapshot.controllerId >= 0 ? tr("Controller %1").arg(snapshot.controllerId) : tr("Controller unknown"), {}, {}};
    if (alive < static_cast<int>(snapshot.brokers.size()))
        brokers.subState = State::Error;
    facts.push_back(brokers);
    Fact partitions{tr("Partitions"), format::count(static_cast<qint64>(snapshot.partitions())), tr("in %n topic(s)", nullptr, static_cast<int>(snapshot.topics.size())), tr("All in sync")};
    partitions.toolTip = tr("%n topic(s) are the cluster's own.", nullptr, internal) + QLatin1Char('\n') + tr("Under-replicated: fewer in-sync replicas than replicas. Offline: no leader.");
    const int lacking = snapshot.underReplicated();
    const int offline = snapshot.offline();
    if (offline > 0) {
        partitions.sub = tr("%n without leader", nullptr, offline);
        partitions.subState = State::Error;
    } else if (lacking > 0) {
        partitions.sub = tr("%n under-replicated", nullptr, lacking);
        partitions.subState = State::Warn;
    }
    facts.push_back(partitions);
    const std::optional<double> writtenBytes = last(Measure::ClusterBytesWritten);
    const std::optional<double> writtenRecords = last(Measure::ClusterRecordsWritten);
    facts.push_back(fact(tr("Written"), writtenBytes ? format::byteRate(*writtenBytes) : format::unknown(), writtenRecords ? tr("%1 records").arg(format::rate(*writtenRecords)) : format::unknown(),
                         tr("Growth of the leaders' logs and of the high watermarks between the last two looks")));
    const std::optional<double> read = last(Measure::ClusterRecordsRead);
    int reading = 0;
    for (const model::Group &group : snapshot.groups)
        reading += group.members.empty() ? 0 : 1;
    facts.push_back(fact(tr("Committed"), read ? format::rate(*read) : format::unknown(), tr("%n group(s) reading", nullptr, reading), tr("Growth of all committed offsets between the last two looks")));
    facts.push_back(groupsFact(snapshot));
    std::optional<qint64> lag;
    int unknown = 0;
    const model::Group *worst = nullptr;
    for (const model::Group &group : snapshot.groups) {
        const std::optional<qint64> one = group.totalLag();
        if (!one) {
            unknown += group.partitions.empty() ? 0 : 1;
            continue;
        }
        lag = lag.value_or(0) + *one;
        if (*one > 0 && (worst == nullptr || *one > *worst->totalLag()))
            worst = &group;
    }
    if (snapshot.groups.empty())
        lag = 0;
    Fact lagFact = fact(tr("Total lag"), format::count(lag), tr("of all groups"), tr("Σ of the known lags of all groups"));
    if (unknown > 0) {
        lagFact.sub = tr("%n group(s) unknown", nullptr, unknown);
        lagFact.subState = State::Unknown;
    }
    const auto points = m_context.feed->history().points({Measure::ClusterLag, {}, {}, -1}, snapshot.takenAtMs - 120'000, snapshot.takenAtMs);
    if (points.size() >= 2 && !std::isnan(points.front().value) && points.back().atMs > points.front().atMs) {
        const double slope = (points.back().value - points.front().value) * 1000.0 / static_cast<double>(points.back().atMs - points.front().atMs);
        if (slope > 1) {
            lagFact.sub = tr("grows %1").arg(format::rate(slope));
            lagFact.subState = State::Warn;
        } else if (slope < -1) {
            lagFact.sub = tr("shrinks %1").arg(format::rate(-slope));
        }
    }
    facts.push_back(lagFact);
    Fact worstFact = fact(tr("Worst lag"), worst != nullptr ? format::count(worst->totalLag()) : lag ? format::none() : format::unknown(), worst != nullptr ? worst->id : QString(),
                          tr("The group with the greatest known lag; a click opens it"));
    worstFact.quiet = worst == nullptr;
    if (worst != nullptr) {
        const State state = verdictText(m_context.feed->derived().judgement(worst->id).verdict).first;
        if (severity(state) >= severity(State::Warn))
            worstFact.subState = state;
    }
    facts.push_back(worstFact);
    const std::optional<double> kept = last(Measure::ClusterBytes);
    // The brokers of a sandbox lie on one volume; those of a cluster are told apart: the fullest is the one to look at.
    const bool oneVolume = m_context.session->profile().kind == model::Profile::Kind::Sandbox;
    const QString free = fullest == nullptr ? tr("free space unknown")
                         : oneVolume        ? tr("%1 free").arg(format::bytes(fullest->diskFree))
                                            : tr("least free %1").arg(format::bytes(fullest->diskFree));
    facts.push_back(fact(tr("Disk"), kept ? format::bytes(static_cast<qint64>(*kept)) : format::unknown(), free,
                         oneVolume || fullest == nullptr ? tr("Bytes of all replicas; free space on the volume that holds them")
                                                         : tr("Bytes of all replicas; free space of broker %1, which has the least").arg(fullest->id)));
    const auto page = [](const char *id) { return Place{QLatin1String(id)}; };
    Place topics = page("topics");
    if (lacking > 0 || offline > 0)
        topics.more.insert(QStringLiteral("show"), QStringLiteral("under-replicated"));
    Place worstGroup = page("groups");
    if (worst != nullptr) {
        worstGroup = page("group");
        worstGroup.group = worst->id;
    }
    m_factPlaces = {page("brokers"), topics, page("topics"), page("groups"), page("groups"), page("groups"), worstGroup, page("brokers")};
    m_strip->setFacts(std::move(facts));
}

Fact OverviewPage::groupsFact(const model::ClusterSnapshot &snapshot) const
{
    Fact fact{tr("Consumer groups"), format::count(static_cast<qint64>(snapshot.groups.size()))};
    fact.toolTip = tr("Groups by the state that their coordinators tell");
    std::map<model::GroupState, int> counts;
    for (const model::Group &group : snapshot.groups)
        ++counts[group.state];
    std::vector<std::pair<int, model::GroupState>> states;
    for (const auto &[state, count] : counts)
        states.emplace_back(count, state);
    std::stable_sort(states.begin(), states.end(), [](const auto &a, const auto &b) { return a.first > b.first; });
    QStringList words;
    for (const auto &[count, state] : states)
        words.append(QString::number(count) + QLatin1Char(' ') + groupStateText(state).second);
    fact.sub = words.join(QStringLiteral(", "));
    return fact;
}

void OverviewPage::showCharts(const model::ClusterSnapshot &snapshot)
{
    const metrics::History &history = m_context.feed->history();
    const qint64 now = snapshot.takenAtMs;
    // The busiest by what they did last; the rest is left to the lists.
    const auto busiest = [&](Measure measure, const QStringList &subjects) {
        std::vector<std::pair<double, QString>> ranked;
        for (const QString &subject : subjects) {
            const auto last = history.last({measure, subject, {}, -1});
            if (last && last->value > 0)
                ranked.emplace_back(last->value, subject);
        }
        std::sort(ranked.begin(), ranked.end(), [](const auto &a, const auto &b) { return a.first > b.first; });
        if (ranked.size() > kChartLines)
            ranked.resize(kChartLines);
        std::vector<ChartSeries> series;
        for (const auto &[value, subject] : ranked)
            series.push_back({subject, subject, chartPoints(history, {measure, subject, {}, -1}, now - m_span->spanMs(), now)});
        std::sort(series.begin(), series.end(), [](const ChartSeries &a, const ChartSeries &b) { return a.id < b.id; });
        return series;
    };
    QStringList topics;
    for (const model::Topic &topic : snapshot.topics) {
        if (!topic.internal)
            topics.append(topic.name);
    }
    QStringList groups;
    for (const model::Group &group : snapshot.groups)
        groups.append(group.id);
    m_written->setSeries(busiest(Measure::TopicRecordsWritten, topics));
    m_lag->setSeries(busiest(Measure::GroupLag, groups));
}

void OverviewPage::showTables(const model::ClusterSnapshot &snapshot)
{
    m_brokers.setRows(brokerRows(snapshot, m_context.feed->history()));
    std::vector<GroupRow> groups;
    for (const model::Group &group : snapshot.groups)
        groups.push_back(groupRow(group, *m_context.feed));
    std::stable_sort(groups.begin(), groups.end(), [](const GroupRow &a, const GroupRow &b) { return a.lag.value_or(-1) > b.lag.value_or(-1); });
    m_groupPanel->setNote(tr("%1 of %2, most lag first").arg(std::min(groups.size(), kShownGroups)).arg(groups.size()));
    if (groups.size() > kShownGroups)
        groups.resize(kShownGroups);
    m_groups.setRows(std::move(groups));
    std::vector<TopicRow> topics;
    for (const model::Topic &topic : snapshot.topics) {
        if (!topic.internal)
            topics.push_back(topicRow(topic, m_context.feed->settings(topic.name), m_context.feed->history(), snapshot.takenAtMs, TopicTrend::None));
    }
    std::stable_sort(topics.begin(), topics.end(), [](const TopicRow &a, const TopicRow &b) { return a.writtenPerSecond.value_or(-1) > b.writtenPerSecond.value_or(-1); });
    if (topics.size() > kShownTopics)
        topics.resize(kShownTopics);
    m_topics.setRows(std::move(topics));
}

} // namespace weir::widgets
