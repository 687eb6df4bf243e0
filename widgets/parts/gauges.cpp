// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/parts/gauges.h"

#include "widgets/parts/format.h"
#include "widgets/theme/draw.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPainterPath>

#include <array>
#include <cmath>

namespace weir::widgets {

namespace {

constexpr int kReplicaSide = 10;
constexpr int kReplicaGap = 2;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Gauges)
};

void arrow(QPainter &painter, int x, const QRect &rect, bool left, const QColor &color)
{
    const qreal middle = rect.center().y() + 0.5;
    const qreal size = look().px(5);
    const std::array<QPointF, 3> points = left ? std::array<QPointF, 3>{QPointF(x, middle - size), QPointF(x, middle + size), QPointF(x - size - 1, middle)}
                                               : std::array<QPointF, 3>{QPointF(x, middle - size), QPointF(x, middle + size), QPointF(x + size + 1, middle)};
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawPolygon(points.data(), 3);
    painter.restore();
}

} // namespace

void paintOffsetGauge(QPainter &painter, const QRect &rect, const OffsetGaugeValue &value)
{
    const Look &l = look();
    const int side = l.px(7) + 1; // room for the arrows of expired and ahead
    const int height = l.px(7);
    const QRect track(rect.left() + side, rect.center().y() - height / 2, rect.width() - 2 * side, height);
    if (track.width() < 4)
        return;
    if (!value.committed) {
        painter.save();
        QPen pen(l.unknown, 1, Qt::CustomDashLine);
        pen.setDashPattern({3, 2});
        pen.setCapStyle(Qt::FlatCap);
        painter.setPen(pen);
        painter.setBrush(l.sunken);
        painter.drawRect(track.adjusted(0, 0, -1, -1));
        painter.restore();
        return;
    }
    // Flat mixtures of the series colours with the panel, as in the pictures: quieter than a line in a chart.
    const QColor read = draw::mix(l.series[2], l.panel, 0.2);
    const QColor unread = draw::mix(l.series[1], l.panel, l.isDark() ? 0.5 : 0.42);
    const qint64 committed = *value.committed;
    if (committed < value.logStart) {
        painter.fillRect(track, unread);
        arrow(painter, track.left() - 2, rect, true, l.error);
        return;
    }
    if (committed > value.logEnd) {
        painter.fillRect(track, read);
        arrow(painter, track.right() + 3, rect, false, l.error);
        return;
    }
    const double length = static_cast<double>(value.logEnd - value.logStart);
    const double share = length > 0 ? static_cast<double>(committed - value.logStart) / length : 1;
    const int x = track.left() + static_cast<int>(std::lround(share * track.width()));
    painter.fillRect(QRect(track.left(), track.top(), x - track.left(), track.height()), read);
    painter.fillRect(QRect(x, track.top(), track.right() - x + 1, track.height()), unread);
    const int mark = std::min(x - 1, track.right() - 1);
    painter.fillRect(QRect(std::max(mark, track.left()), track.top() - 3, 2, track.height() + 6), l.text);
}

void paintSparkline(QPainter &painter, const QRect &rect, const SparklineValue &value)
{
    const auto count = value.points.size();
    if (count < 2)
        return;
    float low = INFINITY;
    float high = -INFINITY;
    for (const float point : value.points) {
        if (std::isnan(point))
            continue;
        low = std::min(low, point);
        high = std::max(high, point);
    }
    if (low > high)
        return;
    const QRectF area = QRectF(rect).adjusted(0, 4, -1, -5);
    // A flat line stands in the middle rather than on an edge.
    const double scale = high > low ? area.height() / double(high - low) : 0;
    const double base = high > low ? area.bottom() : area.center().y();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(look().series[0], 1.3, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    std::array<QPointF, 128> run;
    std::size_t used = 0;
    const auto flush = [&] {
        if (used > 1)
            painter.drawPolyline(run.data(), static_cast<int>(used));
        used = 0;
    };
    for (qsizetype i = 0; i < count; ++i) {
        if (std::isnan(value.points[i])) {
            flush();
            continue;
        }
        if (used == run.size()) {
            const QPointF last = run[used - 1];
            flush();
            run[used++] = last;
        }
        run[used++] = {area.left() + area.width() * double(i) / double(count - 1), base - double(value.points[i] - low) * scale};
    }
    flush();
    painter.restore();
}

int replicasWidth(std::size_t count) { return static_cast<int>(count) * (look().px(kReplicaSide) + kReplicaGap); }

void paintReplicas(QPainter &painter, const QRect &rect, const ReplicasValue &value)
{
    const Look &l = look();
    const int side = l.px(kReplicaSide);
    int x = rect.left();
    const int y = rect.top() + (rect.height() - side) / 2;
    painter.save();
    for (const ReplicaMark &mark : value.replicas) {
        if (x + side > rect.right() + 1)
            break;
        const QRect box(x, y, side, side);
        const bool gone = mark.missing || !mark.inSync;
        if (gone) {
            QPen pen(l.error, 1.5, Qt::CustomDashLine);
            pen.setDashPattern({1.4, 1.3});
            pen.setCapStyle(Qt::FlatCap);
            painter.setPen(pen);
            painter.setBrush(Qt::NoBrush);
            painter.drawRect(QRectF(box).adjusted(0.75, 0.75, -0.75, -0.75));
        } else if (mark.leader) {
            painter.fillRect(box, l.series[0]);
        } else {
            draw::box(painter, box, {}, l.series[0], 1.5, 0);
        }
        x += side + kReplicaGap;
    }
    painter.restore();
}

void paintProgress(QPainter &painter, const QRect &rect, double fraction)
{
    const Look &l = look();
    const int height = 6;
    const QRectF track(rect.left(), rect.top() + (rect.height() - height) / 2, rect.width(), height);
    draw::box(painter, track, l.sunken, l.border, 1, 2);
    QRectF full = track.adjusted(1, 1, -1, -1);
    full.setWidth(full.width() * std::clamp(fraction, 0.0, 1.0));
    draw::box(painter, full, l.info, {}, 0, 0);
}

QString describeGauge(const OffsetGaugeValue &value)
{
    if (!value.known)
        return format::unknown();
    const QString start = format::count(value.logStart);
    const QString end = format::count(value.logEnd);
    if (!value.committed)
        return Words::tr("Never committed. The log holds %1 to %2.").arg(start, end);
    const QString committed = format::count(*value.committed);
    if (*value.committed < value.logStart)
        return Words::tr("Committed %1, before the log start %2. Log end %3.").arg(committed, start, end);
    if (*value.committed > value.logEnd)
        return Words::tr("Committed %1, ahead of the log end %2. Log start %3.").arg(committed, end, start);
    return Words::tr("Committed %1. The log holds %2 to %3.").arg(committed, start, end);
}

QString describeReplicas(const ReplicasValue &value)
{
    QStringList parts;
    for (const ReplicaMark &mark : value.replicas) {
        const QString broker = QString::number(mark.broker);
        parts << (mark.missing || !mark.inSync ? Words::tr("broker %1: missing").arg(broker)
                  : mark.leader                ? Words::tr("broker %1: leader").arg(broker)
                                               : Words::tr("broker %1: in sync").arg(broker));
    }
    return parts.join(QLatin1String(", "));
}

OffsetGauge::OffsetGauge(QWidget *parent) : QWidget(parent) {}

void OffsetGauge::setValue(const OffsetGaugeValue &value)
{
    m_value = value;
    setAccessibleDescription(describeGauge(value));
    setToolTip(describeGauge(value));
    update();
}

QSize OffsetGauge::sizeHint() const { return {look().px(160), look().px(20)}; }

void OffsetGauge::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    if (m_value.known) {
        paintOffsetGauge(painter, rect(), m_value);
        return;
    }
    painter.setPen(look().text3);
    painter.drawText(rect(), Qt::AlignLeft | Qt::AlignVCenter, format::unknown());
}

Sparkline::Sparkline(QWidget *parent) : QWidget(parent) {}

void Sparkline::setValue(const SparklineValue &value)
{
    m_value = value;
    update();
}

QSize Sparkline::sizeHint() const { return {look().px(76), look().px(20)}; }

void Sparkline::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintSparkline(painter, rect(), m_value);
}

ReplicaCell::ReplicaCell(QWidget *parent) : QWidget(parent) {}

void ReplicaCell::setValue(const ReplicasValue &value)
{
    m_value = value;
    setAccessibleDescription(describeReplicas(value));
    setToolTip(describeReplicas(value));
    updateGeometry();
    update();
}

QSize ReplicaCell::sizeHint() const { return {replicasWidth(m_value.replicas.size()), look().px(16)}; }

void ReplicaCell::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintReplicas(painter, rect(), m_value);
}

} // namespace weir::widgets
