// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QRectF>

class QFont;
class QPainter;
class QString;

namespace weir::widgets {

/// Flat fills and lines snapped to pixels: what style, delegates and parts draw with.
namespace draw {

/// A box with a line inside its edge. An invalid colour draws nothing.
void box(QPainter &painter, const QRectF &rect, const QColor &fill, const QColor &line, qreal lineWidth = 1, qreal radius = 0);

void hLine(QPainter &painter, int left, int right, int y, const QColor &color);
void vLine(QPainter &painter, int x, int top, int bottom, const QColor &color);

/// `share` of b over a, 0..1.
QColor mix(const QColor &a, const QColor &b, qreal share);

/// A key in its box ("Esc"), right-aligned at `right`, centred on the row; returns the width taken.
int key(QPainter &painter, int right, const QRect &row, const QString &text, const QColor &ink, const QColor &line,
        const QColor &ground);
int keyWidth(const QString &text);

/// True if the text holds letters that the data font draws badly or not at all, so that words use the UI font.
bool hasHangul(const QString &text);

} // namespace draw
} // namespace weir::widgets
