// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/parts/fact_strip.h"

#include "widgets/theme/draw.h"
#include "widgets/theme/state_shapes.h"

#include <QEvent>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace weir::widgets {

FactStrip::FactStrip(QWidget *parent) : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void FactStrip::setFacts(std::vector<Fact> facts)
{
    if (facts == m_facts)
        return;
    const bool sameCount = facts.size() == m_facts.size();
    m_facts = std::move(facts);
    QStringList spoken;
    for (const Fact &fact : m_facts) {
        QString one = fact.label + QLatin1String(": ") + fact.value;
        for (const QString &more : {fact.unit, fact.sub})
            if (!more.isEmpty())
                one += u' ' + more;
        if (fact.subState)
            one += QLatin1String(", ") + stateName(*fact.subState);
        spoken << one;
    }
    setAccessibleDescription(spoken.join(QLatin1String("; ")));
    if (!sameCount)
        updateGeometry();
    update();
}

int FactStrip::cellMinimum() const
{
    const Look &l = look();
    const QFontMetrics stat(l.font(FontRole::Stat));
    const QFontMetrics small(l.font(FontRole::Small));
    const QFontMetrics body(l.font(FontRole::Body));
    int width = l.px(96);
    for (const Fact &fact : m_facts) {
        int stated = stat.horizontalAdvance(fact.value);
        if (!fact.unit.isEmpty())
            stated += 6 + body.horizontalAdvance(fact.unit);
        width = std::max({width, stated + 24, std::min(small.horizontalAdvance(fact.label), l.px(120)) + 24});
    }
    return width;
}

int FactStrip::perRow(int width) const
{
    const int count = static_cast<int>(m_facts.size());
    if (count == 0)
        return 1;
    const int fit = std::clamp(width / std::max(1, cellMinimum()), 1, count);
    // Even rows: eight in a narrow page are four and four, not seven and one.
    const int rows = (count + fit - 1) / fit;
    return (count + rows - 1) / rows;
}

int FactStrip::heightForWidth(int width) const
{
    const int count = std::max<int>(1, static_cast<int>(m_facts.size()));
    const int columns = perRow(width);
    return ((count + columns - 1) / columns) * look().px(74);
}

QSize FactStrip::sizeHint() const { return {look().px(640), heightForWidth(this->width())}; }

QSize FactStrip::minimumSizeHint() const { return {cellMinimum(), look().px(74)}; }

QRect FactStrip::cellRect(int index) const
{
    const int columns = perRow(width());
    const int row = index / columns;
    const int column = index % columns;
    const int left = column * width() / columns;
    const int right = (column + 1) * width() / columns;
    const int cellHeight = look().px(74);
    return {left, row * cellHeight, right - left, cellHeight};
}

void FactStrip::paintEvent(QPaintEvent *)
{
    const Look &l = look();
    QPainter painter(this);
    draw::box(painter, rect(), l.panel, l.border, 1, Look::kRadiusPanel);
    const int columns = perRow(width());
    for (int i = 0; i < static_cast<int>(m_facts.size()); ++i) {
        const Fact &fact = m_facts[static_cast<std::size_t>(i)];
        const QRect cell = cellRect(i);
        if (i % columns > 0)
            draw::vLine(painter, cell.left(), cell.top() + 1, cell.bottom() - 1, l.border);
        if (i % columns == 0 && i > 0)
            draw::hLine(painter, 1, width() - 2, cell.top(), l.border);
        const QRect inner = cell.adjusted(Look::kSpace4, 0, -Look::kSpace3, 0);
        const int top = cell.top();
        const auto line = [&](int y, int height) { return QRect(inner.left(), top + l.px(y), inner.width(), l.px(height)); };

        painter.setFont(l.font(FontRole::Small));
        painter.setPen(l.text2);
        QRect r = line(7, 18);
        painter.drawText(r, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                         painter.fontMetrics().elidedText(fact.label, Qt::ElideRight, r.width()));

        r = line(24, 26);
        painter.setFont(l.font(draw::hasHangul(fact.value) ? FontRole::Title : FontRole::Stat));
        painter.setPen(fact.quiet ? l.text3 : l.text);
        const int valueWidth = painter.fontMetrics().horizontalAdvance(fact.value);
        // One baseline for stat and unit.
        const int baseline = r.top() + (r.height() + QFontMetrics(l.font(FontRole::Stat)).capHeight()) / 2;
        painter.drawText(QPoint(r.left(), baseline), fact.value);
        if (!fact.unit.isEmpty()) {
            painter.setFont(l.font(FontRole::Body));
            painter.setPen(l.text2);
            painter.drawText(QPoint(r.left() + valueWidth + 6, baseline), fact.unit);
        }

        r = line(49, 18);
        painter.setFont(l.font(FontRole::Small));
        painter.setPen(fact.subState ? l.state(*fact.subState) : l.text2);
        if (fact.subState && !fact.sub.isEmpty()) {
            const int after = drawShape(painter, r.left(), r, *fact.subState);
            r.setLeft(after + 5);
        }
        painter.drawText(r, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                         painter.fontMetrics().elidedText(fact.sub, Qt::ElideRight, r.width()));
    }
}

bool FactStrip::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        for (int i = 0; i < static_cast<int>(m_facts.size()); ++i) {
            if (!cellRect(i).contains(help->pos()))
                continue;
            const Fact &fact = m_facts[static_cast<std::size_t>(i)];
            QString text = fact.toolTip;
            const QFontMetrics small(look().font(FontRole::Small));
            if (!fact.sub.isEmpty() && small.horizontalAdvance(fact.sub) > cellRect(i).width() - 36)
                text = text.isEmpty() ? fact.sub : text + u'\n' + fact.sub;
            if (text.isEmpty())
                QToolTip::hideText();
            else
                QToolTip::showText(help->globalPos(), text, this, cellRect(i));
            return true;
        }
        QToolTip::hideText();
        return true;
    }
    return QWidget::event(event);
}

void FactStrip::mouseReleaseEvent(QMouseEvent *event)
{
    for (int i = 0; i < static_cast<int>(m_facts.size()); ++i)
        if (event->button() == Qt::LeftButton && cellRect(i).contains(event->position().toPoint()))
            Q_EMIT factClicked(i);
}

void FactStrip::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange) {
        updateGeometry();
        update();
    }
}

} // namespace weir::widgets
