// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/draw.h"

#include "widgets/theme/look.h"

#include <QFontMetrics>
#include <QPainter>

#include <algorithm>

namespace weir::widgets::draw {

void box(QPainter &painter, const QRectF &rect, const QColor &fill, const QColor &line, qreal lineWidth, qreal radius)
{
    if (rect.isEmpty())
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, radius > 0);
    const bool hasLine = line.isValid() && lineWidth > 0;
    if (radius <= 0) {
        if (fill.isValid())
            painter.fillRect(rect, fill);
        if (hasLine) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(line);
            painter.drawRect(QRectF(rect.left(), rect.top(), rect.width(), lineWidth));
            painter.drawRect(QRectF(rect.left(), rect.bottom() - lineWidth, rect.width(), lineWidth));
            painter.drawRect(QRectF(rect.left(), rect.top(), lineWidth, rect.height()));
            painter.drawRect(QRectF(rect.right() - lineWidth, rect.top(), lineWidth, rect.height()));
        }
        painter.restore();
        return;
    }
    const qreal half = hasLine ? lineWidth / 2 : 0;
    painter.setPen(hasLine ? QPen(line, lineWidth) : QPen(Qt::NoPen));
    painter.setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    const qreal inner = std::max<qreal>(0, radius - half);
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), inner, inner);
    painter.restore();
}

void hLine(QPainter &painter, int left, int right, int y, const QColor &color)
{
    painter.fillRect(QRect(left, y, right - left + 1, 1), color);
}

void vLine(QPainter &painter, int x, int top, int bottom, const QColor &color)
{
    painter.fillRect(QRect(x, top, 1, bottom - top + 1), color);
}

QColor mix(const QColor &a, const QColor &b, qreal share)
{
    const auto part = [share](int x, int y) { return static_cast<int>(x + (y - x) * share + 0.5); };
    return {part(a.red(), b.red()), part(a.green(), b.green()), part(a.blue(), b.blue())};
}

int keyWidth(const QString &text)
{
    QFont font = look().font(FontRole::Data);
    font.setPixelSize(look().px(11));
    return QFontMetrics(font).horizontalAdvance(text) + 2 * 5;
}

int key(QPainter &painter, int right, const QRect &row, const QString &text, const QColor &ink, const QColor &line,
        const QColor &ground)
{
    QFont font = look().font(FontRole::Data);
    font.setPixelSize(look().px(11));
    const int width = keyWidth(text);
    const int height = look().px(16);
    const QRect rect(right - width, row.top() + (row.height() - height) / 2, width, height);
    box(painter, rect, ground, line, 1, Look::kRadiusControl);
    painter.save();
    painter.setFont(font);
    painter.setPen(ink);
    painter.drawText(rect, Qt::AlignCenter | Qt::TextSingleLine, text);
    painter.restore();
    return width;
}

bool hasHangul(const QString &text)
{
    return std::any_of(text.begin(), text.end(), [](QChar c) {
        const auto u = c.unicode();
        return (u >= 0xAC00 && u <= 0xD7A3) || (u >= 0x1100 && u <= 0x11FF) || (u >= 0x3130 && u <= 0x318F);
    });
}

} // namespace weir::widgets::draw
