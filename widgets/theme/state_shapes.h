// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/look.h"

#include <QPixmap>
#include <QRect>

class QPainter;

namespace weir::widgets {

/// The side of a state's shape at 100 %.
constexpr int kShapeSize = 10;

/// Draws the 10 px shape of a state (LOOK section 1) in the given colour, centred in `rect`. `step` turns the busy ring
/// by eighths; rings in table cells stand still (step 0).
void paintShape(QPainter &painter, const QRectF &rect, State state, const QColor &color, int step = 0);

/// The shape in the state's own colour as a cached pixmap: what cells and labels blit.
const QPixmap &shapePixmap(State state, qreal devicePixelRatio, int step = 0);

/// Blits shapePixmap vertically centred at `left`; returns the x after it.
int drawShape(QPainter &painter, int left, const QRect &row, State state, int step = 0);

/// The state's plain name for accessible text where there is no better word ("Warning").
QString stateName(State state);

/// How bad a state is, to find the worst of several: Error and Stalled above Warn and Rewound above the others.
int severity(State state);

} // namespace weir::widgets
