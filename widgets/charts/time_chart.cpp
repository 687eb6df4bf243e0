// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/time_chart.h"

#include "widgets/charts/chart_legend.h"
#include "widgets/charts/chart_table.h"
#include "widgets/charts/plot_items.h"
#include "widgets/parts/format.h"
#include "widgets/theme/draw.h"
#include "widgets/theme/icons.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHash>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QVBoxLayout>

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace weir::widgets {

namespace {

constexpr std::size_t kMostSeries = 8;

/// The step between two samples above which something is missing between them: five times the usual one.
qint64 longestStep(const std::vector<ChartPoint> &points)
{
    std::vector<qint64> steps;
    for (std::size_t i = 1; i < points.size(); ++i)
        steps.push_back(points[i].timeMs - points[i - 1].timeMs);
    if (steps.size() < 4)
        return std::numeric_limits<qint64>::max();
    const auto middle = steps.begin() + static_cast<std::ptrdiff_t>(steps.size() / 2);
    std::nth_element(steps.begin(), middle, steps.end());
    return std::max<qint64>(*middle, 1) * 5;
}

std::optional<double> valueAt(const std::vector<ChartPoint> &points, qint64 time)
{
    if (points.empty())
        return {};
    auto it = std::lower_bound(points.begin(), points.end(), time, [](const ChartPoint &p, qint64 t) { return p.timeMs < t; });
    if (it == points.end() || (it != points.begin() && time - std::prev(it)->timeMs < it->timeMs - time))
        --it;
    // A point further away than the series' own step is not a value of this time.
    const qint64 step = points.size() > 1 ? (points.back().timeMs - points.front().timeMs) / qint64(points.size() - 1) : 0;
    if (std::abs(it->timeMs - time) > std::max<qint64>(step * 2, 1000) || std::isnan(it->value))
        return {};
    return it->value;
}

} // namespace

struct TimeChart::Private
{
    TimeChart *q = nullptr;
    QCustomPlot *plot = nullptr;
    ChartLegend *legend = nullptr;
    Crosshair *crosshair = nullptr;
    Bands *bands = nullptr;
    QSharedPointer<ValueTicker> ticker{new ValueTicker};
    ChartCursor *cursor = nullptr;
    std::function<QString(double)> value = [](double v) { return format::number(v, 0); };
    std::function<QString(double)> axis = [](double v) { return format::shortCount(v); };
    std::vector<ChartSeries> all;   // as given
    std::vector<ChartSeries> shown; // at most eight
    QHash<QString, int> numbers;     // series number by id, kept while the page is open
    std::optional<std::pair<qint64, qint64>> range;
    QString seriesTitle;
    Legend legendKind = Legend::Table;
    bool zeroBased = true;

    void choose();
    int slotOf(const QString &id);
    QPen penOf(int slot) const;
    void rebuild();
    void rescale();
    void applyLook();
    void refreshLegend();
    void moveCursor();
    void step(int direction);
    std::pair<qint64, qint64> bounds() const;
};

int TimeChart::Private::slotOf(const QString &id)
{
    if (const auto it = numbers.constFind(id); it != numbers.constEnd())
        return *it;
    // The lowest number that no series on screen has.
    std::array<bool, kMostSeries> used{};
    for (const ChartSeries &series : shown)
        if (const auto it = numbers.constFind(series.id); it != numbers.constEnd())
            used[static_cast<std::size_t>(*it)] = true;
    int slot = 0;
    while (slot + 1 < static_cast<int>(kMostSeries) && used[static_cast<std::size_t>(slot)])
        ++slot;
    numbers.insert(id, slot);
    return slot;
}

QPen TimeChart::Private::penOf(int slot) const
{
    QPen pen(look().series[static_cast<std::size_t>(slot)], 1.5);
    pen.setCosmetic(true);
    // Lengths in pen widths; LOOK section 1 gives pixels.
    const auto dash = [&pen](std::initializer_list<qreal> pixels) {
        QList<qreal> pattern;
        for (const qreal p : pixels)
            pattern << p / 1.5;
        pen.setDashPattern(pattern);
        pen.setCapStyle(Qt::FlatCap);
    };
    switch (slot) {
    case 4:
        dash({6, 3});
        break;
    case 5:
        dash({2, 2});
        break;
    case 6:
        dash({8, 2, 2, 2});
        break;
    case 7:
        dash({1, 3});
        break;
    default:
        break;
    }
    return pen;
}

void TimeChart::Private::choose()
{
    if (all.size() <= kMostSeries) {
        shown = all;
        for (const ChartSeries &series : shown)
            slotOf(series.id);
        return;
    }
    const auto last = [](const ChartSeries &series) {
        for (auto it = series.points.rbegin(); it != series.points.rend(); ++it)
            if (!std::isnan(it->value))
                return it->value;
        return -std::numeric_limits<double>::infinity();
    };
    std::vector<std::size_t> order(all.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return last(all[a]) > last(all[b]); });
    shown.clear();
    std::vector<ChartSeries> rest;
    for (std::size_t i = 0; i < order.size(); ++i)
        (i + 1 < kMostSeries ? shown : rest).push_back(all[order[i]]);
    for (const ChartSeries &series : shown)
        slotOf(series.id);
    ChartSeries other{QStringLiteral("\u0001other"), TimeChart::tr("other"), {}};
    for (const ChartTable::Row &row : tableOf(rest).rows) {
        double sum = 0;
        bool any = false;
        for (const double v : row.values) {
            if (std::isnan(v))
                continue;
            sum += v;
            any = true;
        }
        other.points.push_back({row.timeMs, any ? sum : std::numeric_limits<double>::quiet_NaN()});
    }
    numbers.insert(other.id, static_cast<int>(kMostSeries) - 1);
    shown.push_back(std::move(other));
}

std::pair<qint64, qint64> TimeChart::Private::bounds() const
{
    if (range)
        return *range;
    qint64 from = std::numeric_limits<qint64>::max();
    qint64 to = std::numeric_limits<qint64>::min();
    for (const ChartSeries &series : shown) {
        if (series.points.empty())
            continue;
        from = std::min(from, series.points.front().timeMs);
        to = std::max(to, series.points.back().timeMs);
    }
    return from <= to ? std::pair(from, std::max(to, from + 1000)) : std::pair<qint64, qint64>(0, 1000);
}

void TimeChart::Private::rebuild()
{
    choose();
    while (plot->graphCount() > static_cast<int>(shown.size()))
        plot->removeGraph(plot->graphCount() - 1);
    while (plot->graphCount() < static_cast<int>(shown.size()))
        plot->addGraph()->setAdaptiveSampling(true);
    for (int i = 0; i < plot->graphCount(); ++i) {
        const ChartSeries &series = shown[static_cast<std::size_t>(i)];
        QVector<QCPGraphData> data;
        data.reserve(static_cast<qsizetype>(series.points.size()));
        const qint64 longest = longestStep(series.points);
        for (const ChartPoint &point : series.points) {
            const double time = double(point.timeMs) / 1000;
            // Nobody looked for a while: that is a gap, too, and not a straight line.
            if (!data.isEmpty() && time - data.constLast().key > double(longest) / 1000)
                data.append({data.constLast().key + 0.001, std::numeric_limits<double>::quiet_NaN()});
            data.append({time, point.value});
        }
        plot->graph(i)->data()->set(data, true);
        plot->graph(i)->setPen(penOf(slotOf(series.id)));
        QColor fill = look().series[static_cast<std::size_t>(slotOf(series.id))];
        fill.setAlphaF(0.10f);
        plot->graph(i)->setBrush(shown.size() == 1 ? QBrush(fill) : QBrush(Qt::NoBrush));
    }
    rescale();
    moveCursor();
}

void TimeChart::Private::rescale()
{
    const auto [from, to] = bounds();
    plot->xAxis->setRange(double(from) / 1000, double(to) / 1000);
    double least = std::numeric_limits<double>::infinity();
    double greatest = -least;
    for (const ChartSeries &series : shown) {
        for (const ChartPoint &point : series.points) {
            if (std::isnan(point.value) || point.timeMs < from || point.timeMs > to)
                continue;
            least = std::min(least, point.value);
            greatest = std::max(greatest, point.value);
        }
    }
    if (least > greatest)
        least = greatest = 0;
    if (zeroBased) {
        least = std::min(0.0, least);
        greatest = std::max(0.0, greatest);
    }
    const double step = niceStep(greatest - least);
    const double bottom = std::floor(least / step) * step;
    double top = std::ceil(greatest / step - 1e-9) * step;
    if (top <= bottom)
        top = bottom + step;
    // A hair more, or rounding takes the uppermost tick away.
    plot->yAxis->setRange(bottom, top + (top - bottom) * 1e-6);
    plot->replot(QCustomPlot::rpQueuedReplot);
}

void TimeChart::Private::moveCursor()
{
    const std::optional<qint64> time = cursor->time();
    crosshair->time.reset();
    crosshair->points.clear();
    if (time) {
        crosshair->time = double(*time) / 1000;
        for (const ChartSeries &series : shown)
            if (const auto v = valueAt(series.points, *time))
                crosshair->points.push_back({*v, look().series[static_cast<std::size_t>(slotOf(series.id))]});
    }
    plot->layer(QStringLiteral("cursor"))->replot();
    refreshLegend();
    Q_EMIT q->cursorTimeChanged(time ? format::clock(*time) : QString());
}

void TimeChart::Private::refreshLegend()
{
    if (legendKind == Legend::None)
        return;
    const std::optional<qint64> time = cursor->time();
    const auto [from, to] = bounds();
    std::vector<ChartLegend::Entry> entries;
    entries.reserve(shown.size());
    for (const ChartSeries &series : shown) {
        ChartLegend::Entry entry{series.name, penOf(slotOf(series.id)), {}, {}, {}};
        std::optional<double> now;
        double least = std::numeric_limits<double>::infinity();
        double greatest = -least;
        for (const ChartPoint &point : series.points) {
            if (std::isnan(point.value) || point.timeMs < from || point.timeMs > to)
                continue;
            least = std::min(least, point.value);
            greatest = std::max(greatest, point.value);
        }
        if (time)
            now = valueAt(series.points, *time);
        else if (!series.points.empty() && !std::isnan(series.points.back().value))
            now = series.points.back().value;
        entry.value = now ? value(*now) : format::unknown();
        entry.least = least <= greatest ? value(least) : format::unknown();
        entry.greatest = least <= greatest ? value(greatest) : format::unknown();
        entries.push_back(std::move(entry));
    }
    legend->setHead(seriesTitle, time ? format::clock(*time) : TimeChart::tr("Last"));
    legend->setEntries(std::move(entries));
}

void TimeChart::Private::applyLook()
{
    const Look &l = look();
    plot->setBackground(QBrush(l.panel));
    QFont labels = l.font(FontRole::Data);
    labels.setPixelSize(l.px(11));
    for (QCPAxis *axisOf : {plot->xAxis, plot->yAxis}) {
        axisOf->setTickLabelFont(labels);
        axisOf->setTickLabelColor(l.text2);
        axisOf->setTickPen(Qt::NoPen);
        axisOf->setSubTickPen(Qt::NoPen);
        axisOf->setTickLengthIn(0);
        axisOf->setTickLengthOut(0);
        axisOf->setSubTicks(false);
        axisOf->grid()->setPen(QPen(l.grid, 1));
        axisOf->grid()->setSubGridVisible(false);
        axisOf->grid()->setZeroLinePen(Qt::NoPen);
        axisOf->grid()->setAntialiased(false);
        axisOf->setAntialiased(false);
        axisOf->setTickLabelPadding(6);
    }
    plot->xAxis->setBasePen(QPen(l.borderStrong, 1));
    plot->yAxis->setBasePen(Qt::NoPen);
    for (int i = 0; i < plot->graphCount(); ++i)
        plot->graph(i)->setPen(penOf(slotOf(shown[static_cast<std::size_t>(i)].id)));
    legend->updateGeometry();
    legend->update();
    moveCursor();
    plot->replot(QCustomPlot::rpQueuedReplot);
}

void TimeChart::Private::step(int direction)
{
    std::vector<qint64> times;
    for (const ChartSeries &series : shown)
        if (series.points.size() > times.size()) {
            times.clear();
            for (const ChartPoint &point : series.points)
                times.push_back(point.timeMs);
        }
    if (times.empty())
        return;
    if (!cursor->time()) {
        cursor->setTime(direction < 0 ? times.back() : times.front());
        return;
    }
    const qint64 now = *cursor->time();
    auto it = std::lower_bound(times.begin(), times.end(), now);
    if (direction > 0) {
        it = std::upper_bound(times.begin(), times.end(), now);
        cursor->setTime(it == times.end() ? times.back() : *it);
    } else {
        cursor->setTime(it == times.begin() ? times.front() : *std::prev(it));
    }
}

TimeChart::TimeChart(QWidget *parent) : QWidget(parent), d(std::make_unique<Private>())
{
    d->q = this;
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Chart"));
    d->plot = new QCustomPlot(this);
    d->plot->setMinimumSize(16, 16); // without any size QCustomPlot warns when it is drawn
    d->plot->setFocusPolicy(Qt::NoFocus);
    d->plot->setAntialiasedElements(QCP::aePlottables);
    d->plot->setNoAntialiasingOnDrag(true);
    d->plot->setMouseTracking(true);
    d->plot->installEventFilter(this);
    d->plot->setContextMenuPolicy(Qt::NoContextMenu);
    d->plot->axisRect()->setMinimumMargins(QMargins(look().px(46), 12, 14, 4));
    d->plot->yAxis->setTicker(d->ticker);
    d->ticker->setTickCount(4);
    d->ticker->format = d->axis;
    QSharedPointer<ClockTicker> clock(new ClockTicker);
    clock->setTickCount(5);
    clock->setDateTimeSpec(Qt::UTC);
    d->plot->xAxis->setTicker(clock);
    d->plot->addLayer(QStringLiteral("bands"), d->plot->layer(QStringLiteral("grid")), QCustomPlot::limBelow);
    d->plot->addLayer(QStringLiteral("cursor"), d->plot->layer(QStringLiteral("axes")), QCustomPlot::limAbove);
    d->plot->layer(QStringLiteral("cursor"))->setMode(QCPLayer::lmBuffered);
    d->bands = new Bands(d->plot);
    d->bands->setLayer(QStringLiteral("bands"));
    d->crosshair = new Crosshair(d->plot);
    d->crosshair->setLayer(QStringLiteral("cursor"));
    d->legend = new ChartLegend(this);
    d->cursor = new ChartCursor(this);
    connect(d->cursor, &ChartCursor::moved, this, [this] { d->moveCursor(); });
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(2, 6, 2, 6);
    layout->setSpacing(2);
    layout->addWidget(d->plot, 1);
    layout->addWidget(d->legend);
    connect(&LookController::instance(), &LookController::changed, this, [this] {
        d->applyLook();
        d->rebuild();
    });
    connect(&TimeDisplay::instance(), &TimeDisplay::changed, this, [this] { d->rebuild(); });
    d->applyLook();
}

TimeChart::~TimeChart() = default;

void TimeChart::setFormats(std::function<QString(double)> value, std::function<QString(double)> axis)
{
    d->value = std::move(value);
    d->axis = axis ? std::move(axis) : d->value;
    d->ticker->format = d->axis;
    d->rebuild();
}

void TimeChart::setLegend(Legend legend)
{
    d->legendKind = legend;
    d->legend->setVisible(legend != Legend::None);
    d->legend->setTable(legend == Legend::Table);
    d->refreshLegend();
}

void TimeChart::setSeriesTitle(const QString &title)
{
    d->seriesTitle = title;
    d->refreshLegend();
}

void TimeChart::setSharedCursor(ChartCursor *cursor)
{
    d->cursor->disconnect(this);
    if (d->cursor->parent() == this)
        delete d->cursor;
    d->cursor = cursor;
    connect(cursor, &ChartCursor::moved, this, [this] { d->moveCursor(); });
    d->moveCursor();
}

void TimeChart::setZeroBased(bool zeroBased)
{
    d->zeroBased = zeroBased;
    d->rescale();
}

void TimeChart::setSeries(std::vector<ChartSeries> series)
{
    d->all = std::move(series);
    d->rebuild();
}

void TimeChart::append(const std::vector<ChartSeries> &newer, qint64 keepFromMs)
{
    for (const ChartSeries &more : newer) {
        auto it = std::find_if(d->all.begin(), d->all.end(), [&](const ChartSeries &s) { return s.id == more.id; });
        if (it == d->all.end()) {
            d->all.push_back(more);
            continue;
        }
        it->name = more.name;
        for (const ChartPoint &point : more.points)
            if (it->points.empty() || point.timeMs > it->points.back().timeMs)
                it->points.push_back(point);
    }
    for (ChartSeries &series : d->all) {
        const auto keep = std::find_if(series.points.begin(), series.points.end(),
                                       [keepFromMs](const ChartPoint &p) { return p.timeMs >= keepFromMs; });
        series.points.erase(series.points.begin(), keep);
    }
    d->rebuild();
}

void TimeChart::setBands(std::vector<ChartBand> bands)
{
    d->bands->bands = std::move(bands);
    d->plot->replot(QCustomPlot::rpQueuedReplot);
}

void TimeChart::setTimeRange(qint64 fromMs, qint64 toMs)
{
    d->range = {fromMs, std::max(toMs, fromMs + 1000)};
    d->rescale();
    d->moveCursor();
}

QString TimeChart::asTable() const
{
    const ChartTable table = tableOf(d->all);
    QString text = tr("Time") + u'\t' + table.names.join(u'\t') + u'\n';
    for (const ChartTable::Row &row : table.rows) {
        text += format::timestamp(row.timeMs, false);
        for (const double v : row.values)
            text += u'\t' + (std::isnan(v) ? QString() : QString::number(v, 'g', 15));
        text += u'\n';
    }
    return text;
}

void TimeChart::showAsTable() { openChartTable(window(), accessibleName(), tableOf(d->all), d->value); }

QSize TimeChart::sizeHint() const { return {480, look().px(210)}; }

QSize TimeChart::minimumSizeHint() const { return {200, look().px(120) + (d->legend->isHidden() ? 0 : d->legend->sizeHint().height())}; }

void TimeChart::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        d->rebuild();
}

void TimeChart::keyPressEvent(QKeyEvent *event)
{
    const auto [from, to] = d->bounds();
    switch (event->key()) {
    case Qt::Key_Left:
        d->step(-1);
        return;
    case Qt::Key_Right:
        d->step(1);
        return;
    case Qt::Key_Home:
        d->cursor->setTime(from);
        return;
    case Qt::Key_End:
        d->cursor->setTime(to);
        return;
    case Qt::Key_Escape:
        if (d->cursor->time()) {
            d->cursor->setTime({});
            return;
        }
        break;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

void TimeChart::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addAction(icon(Icon::Columns), tr("Show as table")), &QAction::triggered, this, &TimeChart::showAsTable);
    connect(menu->addAction(icon(Icon::Copy), tr("Copy numbers")), &QAction::triggered, this,
            [this] { QGuiApplication::clipboard()->setText(asTable()); });
    menu->popup(event->reason() == QContextMenuEvent::Keyboard ? mapToGlobal(rect().center()) : event->globalPos());
}

bool TimeChart::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == d->plot) {
        if (event->type() == QEvent::MouseMove) {
            const QPointF pos = static_cast<QMouseEvent *>(event)->position();
            if (d->plot->axisRect()->rect().contains(pos.toPoint())) {
                const auto time = static_cast<qint64>(std::llround(d->plot->xAxis->pixelToCoord(pos.x()) * 1000));
                // On a sample: between two there is nothing that was measured.
                std::optional<qint64> best;
                for (const ChartSeries &series : d->shown) {
                    const auto &points = series.points;
                    auto it = std::lower_bound(points.begin(), points.end(), time, [](const ChartPoint &p, qint64 t) { return p.timeMs < t; });
                    for (auto near : {it, it == points.begin() ? it : std::prev(it)})
                        if (near != points.end() && (!best || std::abs(near->timeMs - time) < std::abs(*best - time)))
                            best = near->timeMs;
                }
                d->cursor->setTime(best);
            }
        } else if (event->type() == QEvent::Leave) {
            d->cursor->setTime({});
        } else if (event->type() == QEvent::MouseButtonPress) {
            setFocus(Qt::MouseFocusReason);
        }
    }
    return QWidget::eventFilter(watched, event);
}

void TimeChart::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
}

void TimeChart::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

void TimeChart::paintEvent(QPaintEvent *)
{
    if (!hasFocus())
        return;
    QPainter painter(this);
    draw::box(painter, rect(), {}, look().focus, 2, Look::kRadiusControl);
}

} // namespace weir::widgets
