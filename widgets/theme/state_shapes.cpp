// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/state_shapes.h"

#include <QCoreApplication>
#include <QHash>
#include <QPainter>
#include <QPainterPath>

#include <cmath>

namespace weir::widgets {

namespace {

struct StateNames
{
    Q_DECLARE_TR_FUNCTIONS(State)
};

/// Shapes are drawn in a 10 x 10 box.
void paintUnit(QPainter &p, State state, const QColor &color, int step)
{
    const auto fill = [&](const QPainterPath &path) { p.fillPath(path, color); };
    const auto polygon = [&](std::initializer_list<QPointF> points) {
        QPainterPath path;
        path.addPolygon(QPolygonF(points));
        path.closeSubpath();
        fill(path);
    };
    const auto ring = [&](qreal width) {
        QPen pen(color, width);
        pen.setCapStyle(Qt::FlatCap);
        p.setPen(pen);
        p.setBrush(Qt::NoBrush);
    };
    QPainterPath path;
    switch (state) {
    case State::Ok:
        path.addEllipse(QRectF(0.75, 0.75, 8.5, 8.5));
        fill(path);
        break;
    case State::Warn:
        polygon({{5, 0.6}, {9.8, 9.2}, {0.2, 9.2}});
        break;
    case State::Error:
        polygon({{5, 0}, {10, 5}, {5, 10}, {0, 5}});
        break;
    case State::Info:
        path.addRect(QRectF(1, 1, 8, 8));
        fill(path);
        break;
    case State::Busy:
        ring(2);
        // Three quarters, open at the top left; turned clockwise by eighths.
        p.drawArc(QRectF(1, 1, 8, 8), (90 - step * 45) * 16, -270 * 16);
        break;
    case State::Paused:
        p.fillRect(QRectF(1.5, 1, 2.5, 8), color);
        p.fillRect(QRectF(6, 1, 2.5, 8), color);
        break;
    case State::Unknown: {
        ring(1.6);
        for (int i = 0; i < 8; ++i)
            p.drawArc(QRectF(1, 1, 8, 8), (i * 45 + 10) * 16, 25 * 16);
        break;
    }
    case State::Stopped:
        p.fillRect(QRectF(1, 1, 8, 1.5), color);
        p.fillRect(QRectF(1, 7.5, 8, 1.5), color);
        p.fillRect(QRectF(1, 2.5, 1.5, 5), color);
        p.fillRect(QRectF(7.5, 2.5, 1.5, 5), color);
        break;
    case State::Stalled:
        path.setFillRule(Qt::OddEvenFill);
        path.addEllipse(QRectF(0.5, 0.5, 9, 9));
        path.addRect(QRectF(2.5, 4.1, 5, 1.8));
        fill(path);
        break;
    case State::Rewound:
        polygon({{5, 1}, {5, 9}, {0.2, 5}});
        polygon({{9.8, 1}, {9.8, 9}, {5, 5}});
        break;
    }
}

} // namespace

void paintShape(QPainter &painter, const QRectF &rect, State state, const QColor &color, int step)
{
    const qreal side = std::min(rect.width(), rect.height());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.translate(rect.left() + (rect.width() - side) / 2, rect.top() + (rect.height() - side) / 2);
    painter.scale(side / 10, side / 10);
    paintUnit(painter, state, color, step);
    painter.restore();
}

const QPixmap &shapePixmap(State state, qreal devicePixelRatio, int step)
{
    static QHash<quint64, QPixmap> cache;
    const QColor color = look().state(state);
    const int pixels = static_cast<int>(std::lround(look().px(kShapeSize) * devicePixelRatio));
    const quint64 key = (quint64(color.rgb()) << 32) | (quint64(pixels) << 16) | (quint64(step) << 8) | quint64(state);
    auto it = cache.find(key);
    if (it == cache.end()) {
        QPixmap pixmap(pixels, pixels);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paintShape(painter, QRectF(0, 0, pixels, pixels), state, color, step);
        painter.end();
        pixmap.setDevicePixelRatio(devicePixelRatio);
        it = cache.insert(key, pixmap);
    }
    return *it;
}

int drawShape(QPainter &painter, int left, const QRect &row, State state, int step)
{
    const int size = look().px(kShapeSize);
    const qreal ratio = painter.device() ? painter.device()->devicePixelRatioF() : 1;
    painter.drawPixmap(left, row.top() + (row.height() - size) / 2, shapePixmap(state, ratio, step));
    return left + size;
}

QString stateName(State state)
{
    switch (state) {
    case State::Ok:
        return StateNames::tr("In order");
    case State::Warn:
        return StateNames::tr("Warning");
    case State::Error:
        return StateNames::tr("Error");
    case State::Info:
        return StateNames::tr("Note");
    case State::Busy:
        return StateNames::tr("Busy");
    case State::Paused:
        return StateNames::tr("Paused");
    case State::Unknown:
        return StateNames::tr("Unknown");
    case State::Stopped:
        return StateNames::tr("Stopped");
    case State::Stalled:
        return StateNames::tr("Stalled");
    case State::Rewound:
        return StateNames::tr("Rewound");
    }
    return {};
}

int severity(State state)
{
    switch (state) {
    case State::Error:
        return 9;
    case State::Stalled:
        return 8;
    case State::Warn:
        return 7;
    case State::Rewound:
        return 6;
    case State::Unknown:
        return 5;
    case State::Busy:
        return 4;
    case State::Paused:
        return 3;
    case State::Stopped:
        return 2;
    case State::Info:
        return 1;
    case State::Ok:
        return 0;
    }
    return 0;
}

} // namespace weir::widgets
