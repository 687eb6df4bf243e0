// SPDX-License-Identifier: GPL-3.0-or-later
// What a TimeChart adds to QCustomPlot. Included by time_chart.cpp alone, so that qcustomplot.h reaches no one else.
#pragma once

#include "widgets/charts/time_chart.h"
#include "widgets/parts/format.h"

#include <qcustomplot.h>

#include <cmath>

namespace weir::widgets {

/// Value axis labels in the words of format.h.
class ValueTicker : public QCPAxisTicker
{
public:
    std::function<QString(double)> format;

protected:
    QString getTickLabel(double tick, const QLocale &, QChar, int) override { return format(tick); }
};

/// Clock labels in the zone shown; seconds only where the ticks need them.
class ClockTicker : public QCPAxisTickerDateTime
{
protected:
    QString getTickLabel(double tick, const QLocale &, QChar, int) override
    {
        const auto ms = static_cast<qint64>(std::llround(tick * 1000));
        if (mTickStep >= 86400)
            return format::timestamp(ms, false).left(10);
        return format::clock(ms, mTickStep < 60);
    }

    double getTickStep(const QCPRange &range) override
    {
        mTickStep = QCPAxisTickerDateTime::getTickStep(range);
        // Labels are whole seconds: a step of 2.5 s would say 20, 22, 25.
        if (mTickStep < 60) {
            constexpr double kSteps[]{1, 2, 5, 10, 15, 30, 60};
            mTickStep = *std::lower_bound(std::begin(kSteps), std::end(kSteps), mTickStep);
        }
        return mTickStep;
    }

private:
    double mTickStep = 60;
};

/// The crosshair with its ring points, on a layer of its own that is redrawn alone.
class Crosshair : public QCPAbstractItem
{
public:
    explicit Crosshair(QCustomPlot *plot) : QCPAbstractItem(plot) {}

    struct Point
    {
        double value;
        QColor color;
    };
    std::optional<double> time;
    std::vector<Point> points;

    double selectTest(const QPointF &, bool, QVariant *) const override { return -1; }

protected:
    void draw(QCPPainter *painter) override
    {
        if (!time)
            return;
        const QRect area = mParentPlot->axisRect()->rect();
        const double x = std::round(mParentPlot->xAxis->coordToPixel(*time)) + 0.5;
        if (x < area.left() || x > area.right() + 1)
            return;
        painter->setAntialiasing(false);
        painter->setPen(QPen(look().text2, 1));
        painter->drawLine(QLineF(x, area.top(), x, area.bottom()));
        painter->setAntialiasing(true);
        for (const Point &point : points) {
            painter->setPen(QPen(point.color, 1.5));
            painter->setBrush(look().panel);
            painter->drawEllipse(QPointF(x, mParentPlot->yAxis->coordToPixel(point.value)), 3.5, 3.5);
        }
    }
};

/// Bands of events behind the lines.
class Bands : public QCPAbstractItem
{
public:
    explicit Bands(QCustomPlot *plot) : QCPAbstractItem(plot) {}
    std::vector<ChartBand> bands;

    double selectTest(const QPointF &, bool, QVariant *) const override { return -1; }

protected:
    void draw(QCPPainter *painter) override
    {
        const QRect area = mParentPlot->axisRect()->rect();
        for (const ChartBand &band : bands) {
            const double from = mParentPlot->xAxis->coordToPixel(double(band.fromMs) / 1000);
            const double to = std::max(from + 2, mParentPlot->xAxis->coordToPixel(double(band.toMs) / 1000));
            painter->fillRect(QRectF(from, area.top(), to - from, area.height()).intersected(area), look().stateGround(band.state));
        }
    }
};

/// The step that gives four to five ticks up to `top`.
inline double niceStep(double top)
{
    if (!(top > 0))
        return 1;
    const double raw = top / 4;
    const double power = std::pow(10, std::floor(std::log10(raw)));
    for (const double factor : {1.0, 2.0, 2.5, 5.0, 10.0})
        if (raw <= power * factor * 1.0001)
            return power * factor;
    return power * 10;
}

} // namespace weir::widgets
