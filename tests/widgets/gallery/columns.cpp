// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/gallery/columns.h"

#include "widgets/charts/time_chart.h"
#include "widgets/parts/attention_list.h"
#include "widgets/parts/banner.h"
#include "widgets/parts/buttons.h"
#include "widgets/parts/code_box.h"
#include "widgets/parts/fact_strip.h"
#include "widgets/parts/filter_line.h"
#include "widgets/parts/format.h"
#include "widgets/parts/gauges.h"
#include "widgets/parts/hex_view.h"
#include "widgets/parts/key_value_grid.h"
#include "widgets/parts/label.h"
#include "widgets/parts/page_header.h"
#include "widgets/parts/page_states.h"
#include "widgets/parts/panel.h"
#include "widgets/parts/row_table_model.h"
#include "widgets/parts/search_field.h"
#include "widgets/parts/state_label.h"
#include "widgets/parts/sub_tabs.h"
#include "widgets/parts/table_view.h"
#include "widgets/parts/toasts.h"
#include "widgets/parts/tree_view.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateTime>
#include <QGridLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QProgressBar>
#include <QRadioButton>
#include <QSlider>
#include <QSpinBox>
#include <QSplitter>
#include <QStandardItemModel>
#include <QTabBar>

#include <cmath>

namespace weir::gallery {

using namespace weir::widgets;

namespace {

QVBoxLayout *column(QWidget *widget)
{
    auto *layout = new QVBoxLayout(widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    return layout;
}

void heading(QVBoxLayout *layout, const QString &text)
{
    if (layout->count() > 0)
        layout->addSpacing(10);
    layout->addWidget(new Label(text, FontRole::Strong));
}

template <class... Widgets>
QHBoxLayout *row(Widgets... widgets)
{
    auto *layout = new QHBoxLayout;
    layout->setSpacing(6);
    (layout->addWidget(widgets), ...);
    layout->addStretch(1);
    return layout;
}

struct Group
{
    QString name, verdict;
    State state = State::Ok;
    qint64 lag = 0;
    qint64 behindMs = 0;
    bool known = true;
    SparklineValue line;
};

struct Partition
{
    QString topic;
    int partition = 0;
    State state = State::Ok;
    QString word;
    OffsetGaugeValue gauge;
    ReplicasValue replicas;
};

SparklineValue wave(int seed, bool grows)
{
    SparklineValue line;
    for (int i = 0; i < 40; ++i)
        line.points << float(grows ? i * i * 0.4 + (i * seed) % 7 : 20 + 8 * std::sin(i * 0.9 + seed) + (i * seed) % 5);
    return line;
}

const QDateTime kNow = QDateTime(QDate(2026, 11, 21), QTime(8, 8, 14), Qt::UTC);

std::vector<ChartSeries> someSeries(int count)
{
    const QStringList names = {QStringLiteral("clicks"),   QStringLiteral("orders"),    QStringLiteral("payments"),
                               QStringLiteral("inventory"), QStringLiteral("shipments"), QStringLiteral("refunds")};
    std::vector<ChartSeries> all;
    const qint64 end = kNow.toMSecsSinceEpoch();
    for (int s = 0; s < count; ++s) {
        ChartSeries series{names[s], names[s], {}};
        for (int i = 0; i <= 120; ++i) {
            double value = 8.0 / (s + 1) + std::sin(i * 0.13 + s) * (1.2 / (s + 1)) + 0.2 * std::sin(i * 1.7 * (s + 1));
            if (s == 1 && i > 60 && i < 68)
                value = NAN;
            series.points.push_back({end - (120 - i) * 30000LL, value});
        }
        all.push_back(series);
    }
    return all;
}

} // namespace

QWidget *makeControls(QWidget *parent)
{
    auto *widget = new QWidget(parent);
    auto *layout = column(widget);
    heading(layout, QStringLiteral("Controls"));
    auto *disabled = makeButton(QStringLiteral("Disabled"));
    disabled->setEnabled(false);
    layout->addLayout(row(makeButton(QStringLiteral("Apply"), Icon::Apply, ButtonKind::Primary),
                          makeButton(QStringLiteral("Default"), Icon::Refresh),
                          makeButton(QStringLiteral("Quiet"), Icon::Columns, ButtonKind::Quiet),
                          makeButton(QStringLiteral("Delete"), Icon::Delete, ButtonKind::Danger), disabled,
                          makeButton(QStringLiteral("Try again"), Icon::Refresh, ButtonKind::Default, nullptr, QStringLiteral("F5"))));
    auto *normal = new QLineEdit(QStringLiteral("Normal"));
    auto *error = new QLineEdit(QStringLiteral("Error"));
    setHasError(error, true);
    auto *off = new QLineEdit(QStringLiteral("Disabled"));
    off->setEnabled(false);
    auto *combo = new QComboBox;
    combo->addItems({QStringLiteral("Combo"), QStringLiteral("Another")});
    auto *spin = new QSpinBox;
    spin->setRange(0, 100);
    auto *fields = row(normal, error, off, combo, spin);
    layout->addLayout(fields);
    auto *segments = new SegmentedControl;
    segments->addSegment(QStringLiteral("Key"));
    segments->addSegment(QStringLiteral("Value"));
    segments->setCurrentIndex(1);
    auto *checked = new QCheckBox(QStringLiteral("Checked"));
    checked->setChecked(true);
    auto *some = new QCheckBox(QStringLiteral("Some"));
    some->setTristate(true);
    some->setCheckState(Qt::PartiallyChecked);
    auto *on = new Switch(QStringLiteral("On"));
    on->setChecked(true);
    auto *radio = new QRadioButton(QStringLiteral("Radio"));
    radio->setChecked(true);
    layout->addLayout(row(segments, checked, new QCheckBox(QStringLiteral("Not")), some, on, new Switch(QStringLiteral("Off")), radio));
    auto *slider = new QSlider(Qt::Horizontal);
    slider->setValue(40);
    slider->setFixedWidth(120);
    auto *progress = new QProgressBar;
    progress->setTextVisible(false);
    progress->setFixedWidth(120);
    progress->setValue(38);
    auto *refresh = new RefreshControl;
    layout->addLayout(row(slider, progress, refresh, new SearchField(QStringLiteral("Filter by name"), nullptr, Icon::Filter)));

    heading(layout, QStringLiteral("Filter line"));
    struct F
    {
        FilterLine::FilterState state;
        const char *text;
        const char *words;
    };
    using S = FilterLine::FilterState;
    const F lines[] = {{S::Empty, "", "Empty"},
                       {S::Valid, "value.total > 500", "Valid, index on time"},
                       {S::FullScan, "value.note like '%late%'", "Valid, but reads every record"},
                       {S::Invalid, "value.total > five", "Unknown field \"five\""},
                       {S::Running, "value.status = 'REFUNDED' and value.total > 500", "Running, 38 %"},
                       {S::Stopped, "value.total > 500", "Stopped at 38 %, 62 hits kept"}};
    for (const F &line : lines) {
        auto *filter = new FilterLine;
        filter->setPlaceholder(QStringLiteral("Filter, for example value.total > 500"));
        filter->setText(QString::fromLatin1(line.text));
        filter->setRunVisible(false);
        filter->setState(line.state, QString::fromLatin1(line.words),
                         line.state == S::Invalid ? std::optional(std::pair(14, 4)) : std::nullopt);
        layout->addWidget(filter);
    }

    heading(layout, QStringLiteral("States by shape and colour"));
    auto *pills = new QGridLayout;
    pills->setSpacing(6);
    const std::pair<State, const char *> states[] = {
        {State::Ok, "Running"},     {State::Busy, "Rebalancing"}, {State::Info, "Note"},      {State::Warn, "Falling behind"},
        {State::Stalled, "Stalled"}, {State::Rewound, "Rewound"},  {State::Error, "Failed"},   {State::Paused, "Paused"},
        {State::Stopped, "Stopped"}, {State::Unknown, "Unknown"}};
    int at = 0;
    for (const auto &[state, word] : states) {
        pills->addWidget(new Pill(state, QString::fromLatin1(word)), at / 4, at % 4);
        ++at;
    }
    pills->setColumnStretch(4, 1);
    layout->addLayout(pills);

    heading(layout, QStringLiteral("Tabs"));
    auto *tabs = new QTabBar;
    tabs->setExpanding(false);
    tabs->setDrawBase(false);
    tabs->setTabsClosable(true);
    tabs->addTab(icon(Icon::Topic), QStringLiteral("orders"));
    tabs->addTab(icon(Icon::Group), QStringLiteral("analytics"));
    tabs->addTab(icon(Icon::Sql), QStringLiteral("Query 3"));
    layout->addWidget(tabs);
    auto *sub = new SubTabs;
    for (const char *name : {"Records", "Partitions", "Configuration", "Groups"})
        sub->addTab(QString::fromLatin1(name));
    sub->setTabCount(1, QStringLiteral("6"));
    sub->setTabCount(3, QStringLiteral("4"));
    layout->addWidget(sub);
    layout->addWidget(new CodeBox(QStringLiteral("kafka-configs.sh --bootstrap-server \"$BOOTSTRAP\" --alter \\\n  --entity-type topics --entity-name orders -> x != y")));
    layout->addStretch(1);
    return widget;
}

QWidget *makeStates(QWidget *parent)
{
    auto *widget = new QWidget(parent);
    auto *layout = column(widget);
    heading(layout, QStringLiteral("Page states: empty, loading, failed, partial"));
    auto *grid = new QGridLayout;
    grid->setSpacing(12);
    const auto card = [](PageStates *states) {
        auto *panel = new Panel;
        panel->setContent(states);
        panel->setFixedHeight(180);
        return panel;
    };
    auto *empty = new PageStates;
    empty->showEmpty(Icon::Group, QStringLiteral("No consumer groups yet"),
                     QStringLiteral("A group appears here once it commits an offset."), QStringLiteral("Start a demo group"),
                     Icon::Play);
    auto *loading = new PageStates;
    loading->showLoading(QStringLiteral("Reading groups, 2 of 3 brokers answered"), 0.38);
    auto *failed = new PageStates;
    failed->showFailed({base::ErrorKind::Refused, "groups.list", "broker 3", {}, "SASL authentication failed for user audit.", 58},
                       QStringLiteral("Profile"));
    auto *partial = new PageStates;
    partial->setContent(new Label(QStringLiteral("orders-0   214,006"), FontRole::Data));
    partial->showContent();
    partial->setPartial(QStringLiteral("Broker 3 is silent for 41 s. 59 leaders not shown."));
    grid->addWidget(card(empty), 0, 0);
    grid->addWidget(card(loading), 0, 1);
    grid->addWidget(card(failed), 1, 0);
    grid->addWidget(card(partial), 1, 1);
    layout->addLayout(grid);
    auto *past = new Banner;
    past->setMessage(State::Info, QStringLiteral("As it stood at 06:26:30"), QStringLiteral("1 h 42 min ago, from the history on this computer."));
    past->addWidget(makeButton(QStringLiteral("Back to live"), Icon::Live, ButtonKind::Default, nullptr, QStringLiteral("End")));
    layout->addWidget(past);

    heading(layout, QStringLiteral("Offset gauge, from log start to log end"));
    auto *model = new RowTableModel<Partition>([](const Partition &p) { return p.word; }, widget);
    model->setColumns({{.id = QStringLiteral("state"),
                        .title = QStringLiteral("State"),
                        .kind = CellKind::State,
                        .value = [](const Partition &p) { return Cell(p.state, p.word); }},
                       {.id = QStringLiteral("gauge"),
                        .title = QStringLiteral("Start to end"),
                        .kind = CellKind::Gauge,
                        .value =
                            [](const Partition &p) {
                                Cell cell;
                                cell.drawing = p.gauge;
                                return cell;
                            },
                        .stretch = true},
                       {.id = QStringLiteral("replicas"),
                        .title = QStringLiteral("Replicas"),
                        .kind = CellKind::Replicas,
                        .value =
                            [](const Partition &p) {
                                Cell cell;
                                cell.drawing = p.replicas;
                                return cell;
                            }},
                       {.id = QStringLiteral("lag"),
                        .title = QStringLiteral("Lag"),
                        .kind = CellKind::Number,
                        .value = [](const Partition &p) {
                            return p.gauge.committed ? Cell::count(p.gauge.logEnd - *p.gauge.committed) : Cell::unknown();
                        }}});
    const ReplicasValue replicas{{{1, true, true, false}, {2, false, true, false}, {3, false, false, true}}};
    model->setRows({{{}, 0, State::Ok, QStringLiteral("Normal"), {0, 30000, 28541}, replicas},
                    {{}, 1, State::Warn, QStringLiteral("Growing"), {6952400, 7010028, 6989117}, replicas},
                    {{}, 2, State::Error, QStringLiteral("Expired"), {6991586, 7009430, 6951804}, replicas},
                    {{}, 3, State::Unknown, QStringLiteral("Never committed"), {6950766, 7007913, {}}, replicas},
                    {{}, 4, State::Error, QStringLiteral("Ahead of end"), {88102, 198402, 199940}, replicas}});
    auto *table = new TableView;
    table->setFilterRowVisible(false);
    table->setTableModel(model);
    table->setFitToRows(8);
    auto *panel = new Panel;
    panel->setContent(table);
    layout->addWidget(panel);

    
    auto *attention = new AttentionList;
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    attention->setItems({{QStringLiteral("a"), State::Warn, QStringLiteral("analytics"), QStringLiteral("Lag grows while commits advance"), now - 14 * 60000, QStringLiteral("Show lag")},
                         {QStringLiteral("b"), State::Error, QStringLiteral("payments-to-warehouse"), QStringLiteral("Task 1 failed, no column refund_of"), now - 6 * 60000, QStringLiteral("Open task")},
                         {QStringLiteral("c"), State::Stalled, QStringLiteral("billing"), QStringLiteral("orders-2 stands still though it commits"), now - 33 * 60000, QStringLiteral("Show partition")}});
    auto *card2 = new Panel(QStringLiteral("Needs attention"));
    card2->setNote(QStringLiteral("3"));
    card2->setContent(attention);
    layout->addWidget(card2);
    layout->addStretch(1);
    return widget;
}

QWidget *makeMenus(QWidget *parent)
{
    auto *widget = new QWidget(parent);
    auto *layout = column(widget);
    heading(layout, QStringLiteral("Context menu"));
    auto *menu = new QMenu(widget);
    menu->setWindowFlags(Qt::Widget);
    menu->addAction(icon(Icon::Filter), QStringLiteral("Use as filter\tCtrl+Shift+F"));
    menu->addAction(icon(Icon::Remove), QStringLiteral("Exclude this value"));
    menu->addAction(icon(Icon::Columns), QStringLiteral("Show as column\tCtrl+Shift+C"));
    QAction *check = menu->addAction(QStringLiteral("Checkable"));
    check->setCheckable(true);
    check->setChecked(true);
    menu->addMenu(QStringLiteral("More"))->addAction(QStringLiteral("x"));
    menu->addSeparator();
    QAction *danger = menu->addAction(icon(Icon::Delete), QStringLiteral("Delete records up to here..."));
    setDangerAction(danger);
    menu->setActiveAction(menu->actions().constFirst());
    layout->addWidget(menu);

    heading(layout, QStringLiteral("Inspector"));
    auto *inspector = new Inspector;
    inspector->setTitle(QStringLiteral("analytics"));
    inspector->setOpenable(true);
    inspector->setPill(State::Warn, QStringLiteral("Falling behind"));
    inspector->setSentence(QStringLiteral("Commits go on, but the lag has grown for 14 min."));
    inspector->addSection()->setRows({{QStringLiteral("Lag"), QStringLiteral("184,220")},
                                      {QStringLiteral("Behind in time"), QStringLiteral("3 min 42 s")},
                                      {QStringLiteral("To drain"), QStringLiteral("unknown"), true, {}, {}, true}});
    inspector->addSection(QStringLiteral("Group"))
        ->setRows({{QStringLiteral("Coordinator"), QStringLiteral("2")}, {QStringLiteral("State"), QStringLiteral("Stable"), false, State::Ok}});
    inspector->setHowCounted({QStringLiteral("Sum of (log end - committed), 24 partitions"), QStringLiteral("1 unknown partition is left out")});
    inspector->addFooterButton(makeButton(QStringLiteral("Show partitions"), Icon::Partition));
    inspector->addFooterButton(makeButton(QStringLiteral("Reset offsets..."), Icon::Rewind));
    inspector->setFixedHeight(400);
    layout->addWidget(inspector);
    layout->addWidget(new ProductionTag);
    layout->addStretch(1);
    auto *toasts = new Toasts(widget, 0);
    toasts->show(Toast{State::Ok, QStringLiteral("retention.ms set on orders"), QStringLiteral("Was 604800000, kept 30 d."), QStringLiteral("Undo"), Icon::Undo, {}});
    toasts->show(Toast{State::Error, QStringLiteral("Task 1 of payments-to-warehouse failed"), QStringLiteral("No column refund_of in table payments."), QStringLiteral("Open task"), Icon::Link, {}});
    return widget;
}

QWidget *makePage(QWidget *parent)
{
    auto *widget = new QWidget(parent);
    auto *outer = column(widget);
    outer->setSpacing(0);
    auto *header = new PageHeader(widget);
    header->setPath({QStringLiteral("Consumer groups")});
    header->setTitle(QStringLiteral("analytics"));
    header->setPill(State::Warn, QStringLiteral("Falling behind"));
    header->setFacts({QStringLiteral("Stable"), QStringLiteral("classic protocol, range"), QStringLiteral("coordinator 2")});
    header->showRefresh();
    header->setDataTime(QDateTime::currentMSecsSinceEpoch() - 2000);
    header->addButton(QStringLiteral("Reset offsets..."), Icon::Rewind);
    header->addIconButton(Icon::More, QStringLiteral("More"));
    outer->addWidget(header);
    auto *body = new QWidget;
    auto *layout = column(body);
    layout->setContentsMargins(12, 12, 12, 12);
    layout->setSpacing(12);
    auto *facts = new FactStrip;
    facts->setFacts({{QStringLiteral("Brokers"), QStringLiteral("3"), QStringLiteral("of 3"), QStringLiteral("Controller 1, epoch 12")},
                     {QStringLiteral("Topics"), QStringLiteral("17"), {}, QStringLiteral("6 internal")},
                     {QStringLiteral("Written"), QStringLiteral("13.6"), QStringLiteral("MiB/s"), QStringLiteral("48.1 k records/s")},
                     {QStringLiteral("Total lag"), QStringLiteral("209,482"), {}, QStringLiteral("grows 310 /s"), State::Warn},
                     {QStringLiteral("Disk"), QStringLiteral("unknown"), {}, QStringLiteral("The broker does not tell"), {}, {}, true},
                     {QStringLiteral("Connect tasks"), QStringLiteral("5"), QStringLiteral("of 6"), QStringLiteral("1 failed"), State::Error}});
    layout->addWidget(facts);
    auto *split = new QHBoxLayout;
    split->setSpacing(12);
    auto *cursor = new ChartCursor(widget);
    auto *charts = new QVBoxLayout;
    charts->setSpacing(12);
    for (int i = 0; i < 2; ++i) {
        auto *panel = new Panel(i == 0 ? QStringLiteral("Written by topic") : QStringLiteral("Lag by topic"));
        panel->setNote(QStringLiteral("MiB/s"));
        auto *chart = new TimeChart;
        chart->setLegend(i == 0 ? TimeChart::Legend::Line : TimeChart::Legend::Table);
        chart->setFormats([](double v) { return format::number(v, 1); });
        chart->setSeriesTitle(QStringLiteral("Topic"));
        chart->setSharedCursor(cursor);
        chart->setSeries(someSeries(i == 0 ? 4 : 6));
        if (i == 1)
            chart->setBands({{kNow.toMSecsSinceEpoch() - 2400000, kNow.toMSecsSinceEpoch() - 2300000, State::Paused, QStringLiteral("Rebalance")}});
        QObject::connect(chart, &TimeChart::cursorTimeChanged, panel, &Panel::setHeaderData);
        panel->setContent(chart);
        charts->addWidget(panel);
    }
    cursor->setTime(kNow.toMSecsSinceEpoch() - 1400000);
    split->addLayout(charts, 3);

    auto *model = new RowTableModel<Group>([](const Group &g) { return g.name; }, widget);
    model->setColumns({{.id = QStringLiteral("group"), .title = QStringLiteral("Group"), .kind = CellKind::Mono, .value = [](const Group &g) { return Cell(g.name); }},
                       {.id = QStringLiteral("verdict"), .title = QStringLiteral("Verdict"), .kind = CellKind::State, .value = [](const Group &g) { return Cell(g.state, g.verdict); }},
                       {.id = QStringLiteral("lag"), .title = QStringLiteral("Lag"), .kind = CellKind::Number, .value = [](const Group &g) { return g.known ? Cell::count(g.lag) : Cell::unknown(); }},
                       {.id = QStringLiteral("behind"), .title = QStringLiteral("Behind"), .kind = CellKind::Number, .value = [](const Group &g) { return g.known ? Cell(format::span(g.behindMs)) : Cell::unknown(); },
                        .sortKey = [](const Group &g) { return SortKey(g.behindMs); }},
                       {.id = QStringLiteral("line"), .title = QStringLiteral("1 h"), .kind = CellKind::Sparkline, .value = [](const Group &g) { Cell c; c.drawing = g.line; return c; }, .filterable = false}});
    model->setRows({{QStringLiteral("analytics"), QStringLiteral("Falling behind"), State::Warn, 184220, 222000, true, wave(3, true)},
                    {QStringLiteral("fraud-detector"), QStringLiteral("Rewound"), State::Rewound, 12730, 18000, true, wave(2, false)},
                    {QStringLiteral("billing"), QStringLiteral("Stalled"), State::Stalled, 12480, 1980000, true, wave(5, true)},
                    {QStringLiteral("fulfilment"), QStringLiteral("Keeping up"), State::Ok, 38, 200, true, wave(7, false)},
                    {QStringLiteral("connect-payments-to-warehouse"), QStringLiteral("Never committed"), State::Unknown, 0, 0, false, {}}});
    auto *table = new TableView;
    table->setTableModel(model);
    table->setCurrentKey(QStringLiteral("fraud-detector"));
    model->setFilter(1, QStringLiteral("!paused"));
    table->horizontalHeader()->setSortIndicator(2, Qt::DescendingOrder);
    auto *panel = new Panel(QStringLiteral("Consumer groups"));
    panel->addHeaderWidget(makeButton(QStringLiteral("All 8"), Icon::None, ButtonKind::Link));
    panel->setContent(table);
    split->addWidget(panel, 2);
    layout->addLayout(split, 1);
    outer->addWidget(body, 1);
    return widget;
}

QWidget *makeRecords(QWidget *parent)
{
    auto *widget = new QWidget(parent);
    auto *layout = column(widget);
    layout->setSpacing(0);
    auto *filter = new FilterLine;
    filter->setText(QStringLiteral("value.status = 'REFUNDED' and value.total > 500"));
    filter->setState(FilterLine::FilterState::Running, {});
    filter->addInnerWidget(makeIconButton(Icon::History, QStringLiteral("History")));
    auto *top = new QWidget;
    auto *topLayout = column(top);
    topLayout->setContentsMargins(12, 8, 12, 8);
    topLayout->addWidget(filter);
    layout->addWidget(top);
    auto *strip = new ScanStrip;
    strip->setParts(QStringLiteral("62 hits"), {QStringLiteral("Read 148,210 of 389,402 records"), QStringLiteral("161,000 /s"), QStringLiteral("About 1.5 s left")},
                    QStringLiteral("Plan: 6 partitions, start found by time index"));
    strip->setProgress(0.38);
    layout->addWidget(strip);
    struct Record
    {
        qint64 offset;
        QString value;
        int kind;
    };
    auto *model = new RowTableModel<Record>([](const Record &r) { return QString::number(r.offset); }, widget);
    model->setColumns({{.id = QStringLiteral("offset"), .title = QStringLiteral("Offset"), .kind = CellKind::Number, .value = [](const Record &r) { return Cell::count(r.offset); }},
                       {.id = QStringLiteral("value"), .title = QStringLiteral("Value"), .kind = CellKind::Mono, .value = [](const Record &r) {
                            Cell c(r.value);
                            if (r.kind == 1) {
                                c.note = QStringLiteral("Aborted");
                                c.struck = c.quiet = true;
                                c.state = State::Error;
                            } else if (r.kind == 2) {
                                c.note = QStringLiteral("Open transaction");
                                c.state = State::Busy;
                            }
                            return c;
                        }, .stretch = true}});
    std::vector<Record> rows;
    for (int i = 0; i < 40; ++i)
        rows.push_back({214006 + i, QStringLiteral("{order_id: 9007199254740%1, customer: \"김서연\", items: [{sku: \"KETTLE\"}], a != b -> c}").arg(871 + i), i % 9 == 3 ? 1 : i % 9 == 5 ? 2 : 0});
    model->setRows(rows);
    auto *table = new TableView;
    table->setTableModel(model);
    table->setCurrentKey(QStringLiteral("214010"));
    auto *split = new QSplitter(Qt::Vertical);
    split->addWidget(table);
    auto *lower = new QSplitter(Qt::Horizontal);
    auto *tree = new TreeView;
    auto *items = new QStandardItemModel(widget);
    for (const char *section : {"Record", "Headers", "Value"}) {
        auto *item = new QStandardItem(QString::fromLatin1(section));
        item->setData(true, TreeView::BoldRole);
        auto *info = new QStandardItem(QStringLiteral("avro, schema 7"));
        info->setData(true, TreeView::Quiet2Role);
        items->appendRow({item, info});
        for (int i = 0; i < 4; ++i) {
            auto *name = new QStandardItem(QStringLiteral("field_%1").arg(i));
            name->setData(true, TreeView::DataRole);
            auto *value = new QStandardItem(QStringLiteral("900719925474099%1").arg(i));
            value->setData(true, TreeView::DataRole);
            item->appendRow({name, value});
        }
    }
    tree->setModel(items);
    tree->expandAll();
    tree->setColumnWidth(0, 220);
    tree->setCurrentIndex(items->index(2, 0, items->index(0, 0)));
    auto *decoded = new Panel(QStringLiteral("Decoded"));
    decoded->setPane(true);
    decoded->setNote(QStringLiteral("orders-4 @ 214,902"));
    decoded->setContent(tree);
    lower->addWidget(decoded);
    auto *hex = new HexView;
    QByteArray bytes;
    for (int i = 0; i < 200; ++i)
        bytes.append(char(i < 5 ? 0 : (i * 37) % 256));
    hex->setBytes(bytes);
    hex->setMarkedRange(24, 4);
    auto *bytesPane = new Panel(QStringLiteral("Bytes"));
    bytesPane->setPane(true);
    bytesPane->setNote(QStringLiteral("Value, 200 B"));
    bytesPane->setContent(hex);
    lower->addWidget(bytesPane);
    split->addWidget(lower);
    layout->addWidget(split, 1);
    return widget;
}

} // namespace weir::gallery
