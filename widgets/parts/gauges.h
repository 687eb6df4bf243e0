// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/parts/cell.h"

#include <QWidget>

class QPainter;

namespace weir::widgets {

/// The drawings that cells and widgets share. All are plain QPainter, true to scale, and allocate nothing.
void paintOffsetGauge(QPainter &painter, const QRect &rect, const OffsetGaugeValue &value);
void paintSparkline(QPainter &painter, const QRect &rect, const SparklineValue &value);
void paintReplicas(QPainter &painter, const QRect &rect, const ReplicasValue &value);
void paintProgress(QPainter &painter, const QRect &rect, double fraction);
/// "committed 6,989,117 of 6,952,400 to 7,010,028": what assistive technology hears.
QString describeGauge(const OffsetGaugeValue &value);
QString describeReplicas(const ReplicasValue &value);
int replicasWidth(std::size_t count);

/// The gauge as a widget of its own.
class OffsetGauge : public QWidget
{
    Q_OBJECT

public:
    explicit OffsetGauge(QWidget *parent = nullptr);
    void setValue(const OffsetGaugeValue &value);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    OffsetGaugeValue m_value;
};

class Sparkline : public QWidget
{
    Q_OBJECT

public:
    explicit Sparkline(QWidget *parent = nullptr);
    void setValue(const SparklineValue &value);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    SparklineValue m_value;
};

class ReplicaCell : public QWidget
{
    Q_OBJECT

public:
    explicit ReplicaCell(QWidget *parent = nullptr);
    void setValue(const ReplicasValue &value);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    ReplicasValue m_value;
};

} // namespace weir::widgets
