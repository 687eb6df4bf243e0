// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/window_frame.h"

#include <QBoxLayout>
#include <QPainter>

namespace weir::widgets {

namespace {

constexpr int kLine = 3;
constexpr int kHatch = 6;

/// One tile of the hatch: 6 crimson, 4 panel, at 45 degrees, so its period along x is (6 + 4) * sqrt 2, taken as 14.
QPixmap hatchTile(const Look &look, qreal ratio)
{
    constexpr int kPeriod = 14;
    QPixmap tile(QSize(kPeriod, kHatch) * ratio);
    tile.setDevicePixelRatio(ratio);
    tile.fill(look.isDark() ? look.panel : Qt::white);
    QPainter painter(&tile);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(look.crimson);
    constexpr double kStripe = 8.4; // 6 px across a 45 degree stripe is 8.4 px along the edge
    for (int x = -kPeriod; x <= kPeriod; x += kPeriod) {
        const QPointF stripe[] = {{x + 0.0, kHatch}, {x + kStripe, kHatch}, {x + kStripe + kHatch, 0}, {x + 0.0 + kHatch, 0}};
        painter.drawPolygon(stripe, 4);
    }
    return tile;
}

} // namespace

Accent accentOf(const model::Profile &profile)
{
    if (profile.production)
        return Accent::Crimson;
    switch (profile.accent) {
    case model::Profile::Accent::Teal: return Accent::Teal;
    case model::Profile::Accent::Blue: return Accent::Blue;
    case model::Profile::Accent::Violet: return Accent::Violet;
    case model::Profile::Accent::Magenta: return Accent::Magenta;
    case model::Profile::Accent::Rust: return Accent::Rust;
    case model::Profile::Accent::Ochre: return Accent::Ochre;
    case model::Profile::Accent::Moss: return Accent::Moss;
    }
    return Accent::Teal;
}

ClusterMark markOf(const model::Profile &profile)
{
    return {accentOf(profile), profile.production};
}

WindowFrame::WindowFrame(QWidget *parent) : QWidget(parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(0);
    m_body = new QWidget(this);
    m_body->setObjectName(QStringLiteral("weirFrameBody")); // where sheets lay their veil (dialogs/sheet.cpp)
    layout->addWidget(m_body);
    setMark({});
}

void WindowFrame::setMark(const ClusterMark &mark)
{
    m_mark = mark;
    if (mark.production)
        layout()->setContentsMargins(kLine, kHatch, kLine, kLine);
    else
        layout()->setContentsMargins(0, kLine, 0, 0);
    setAccessibleDescription(mark.production ? tr("Production cluster") : QString());
    update();
}

void WindowFrame::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Look &l = look();
    if (!m_mark.production) {
        painter.fillRect(0, 0, width(), kLine, l.accentColor(m_mark.accent));
        return;
    }
    painter.fillRect(rect(), l.crimson);
    painter.fillRect(m_body->geometry(), l.window);
    painter.drawTiledPixmap(QRect(0, 0, width(), kHatch), hatchTile(l, devicePixelRatioF()));
}

} // namespace weir::widgets
