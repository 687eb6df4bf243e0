// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/look.h"

#include <QWidget>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace weir::widgets {

/// One point: milliseconds since the epoch and a value; NaN is a gap and stays one.
struct ChartPoint
{
    qint64 timeMs = 0;
    double value = 0;
};

/// A line, decimated by the caller to about the width of the plot. `id` names it for as long as the page is open and
/// keeps its colour.
struct ChartSeries
{
    QString id;
    QString name;
    std::vector<ChartPoint> points; ///< ascending in time
};

/// A span of time in which something happened, drawn as a band ("rebalance").
struct ChartBand
{
    qint64 fromMs = 0;
    qint64 toMs = 0;
    State state = State::Paused;
    QString text;
};

/// Joins the crosshairs of all charts of a page. Owned by the page; GUI thread only.
class ChartCursor : public QObject
{
    Q_OBJECT

public:
    explicit ChartCursor(QObject *parent = nullptr);
    /// Milliseconds since the epoch; nothing: each chart shows its last values.
    void setTime(std::optional<qint64> timeMs);
    std::optional<qint64> time() const { return m_time; }

Q_SIGNALS:
    void moved();

private:
    std::optional<qint64> m_time;
};

/// Lines over time with a legend table below: value at the crosshair, least, greatest. More than eight series: the top
/// seven by last value, and their rest summed as "other". Left and Right move the crosshair, Home and End jump, Esc lets it go.
class TimeChart : public QWidget
{
    Q_OBJECT

public:
    enum class Legend { Table, Line, None };

    explicit TimeChart(QWidget *parent = nullptr);
    ~TimeChart() override;

    /// How values are written in legend and axis; default grouped counts and short counts.
    void setFormats(std::function<QString(double)> value, std::function<QString(double)> axis = {});
    void setLegend(Legend legend);
    /// The head of the legend's first column ("Topic").
    void setSeriesTitle(const QString &title);
    void setSharedCursor(ChartCursor *cursor);
    /// The axis starts at 0 unless this says otherwise.
    void setZeroBased(bool zeroBased);

    void setSeries(std::vector<ChartSeries> series);
    /// Live: adds to the series of these ids, drops what is older than `keepFromMs`, moves by whole samples.
    void append(const std::vector<ChartSeries> &newer, qint64 keepFromMs);
    void setBands(std::vector<ChartBand> bands);
    /// Default: from the first to the last point.
    void setTimeRange(qint64 fromMs, qint64 toMs);

    /// The same numbers as text, tab separated, one row a time.
    QString asTable() const;
    /// Opens them in a table beside the chart ("Show as table").
    void showAsTable();

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// The time at the crosshair as text, for the panel's header; empty without crosshair.
    void cursorTimeChanged(const QString &text);

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace weir::widgets
