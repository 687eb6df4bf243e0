// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/chart_legend.h"

#include "widgets/theme/draw.h"
#include "widgets/theme/look.h"

#include <QPainter>

#include <algorithm>

namespace weir::widgets {

namespace {

constexpr int kSwatch = 18;

/// Under the plot's left edge.
int leftEdge() { return look().px(46) + 2; }

int lineHeight() { return look().px(20); }

/// Names of the cluster are mono; words of ours in Korean are not.
const QFont &nameFontOf(const QString &name)
{
    return look().font(draw::hasHangul(name) ? FontRole::Body : FontRole::Data);
}

} // namespace

ChartLegend::ChartLegend(QWidget *parent) : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void ChartLegend::setTable(bool table)
{
    m_table = table;
    updateGeometry();
    update();
}

void ChartLegend::setHead(const QString &title, const QString &time)
{
    m_title = title;
    m_time = time;
    update();
}

void ChartLegend::setEntries(std::vector<Entry> entries)
{
    const bool sameCount = entries.size() == m_entries.size();
    m_entries = std::move(entries);
    QStringList spoken;
    for (const Entry &entry : m_entries)
        spoken << entry.name + QLatin1String(": ") + entry.value;
    setAccessibleName(spoken.join(QLatin1String(", ")));
    if (!sameCount || !m_table)
        updateGeometry();
    update();
}

QSize ChartLegend::sizeHint() const { return {320, heightForWidth(width() > 60 ? width() : 480)}; }

int ChartLegend::heightForWidth(int width) const
{
    if (m_table)
        return (static_cast<int>(m_entries.size()) + 1) * lineHeight() + Look::kSpace2;
    return flow(nullptr, width) + Look::kSpace2;
}

int ChartLegend::flow(QPainter *painter, int width) const
{
    const Look &l = look();
    const QFontMetrics metrics(l.font(FontRole::Data));
    int x = leftEdge();
    int y = 0;
    for (const Entry &entry : m_entries) {
        const QFont &nameFont = nameFontOf(entry.name);
        const int name = QFontMetrics(nameFont).horizontalAdvance(entry.name);
        const int value = metrics.horizontalAdvance(entry.value);
        const int needed = kSwatch + 6 + name + metrics.horizontalAdvance(u' ') + value;
        if (x > leftEdge() && x + needed > width - 14) {
            x = leftEdge();
            y += lineHeight();
        }
        if (painter) {
            painter->setPen(entry.pen);
            painter->drawLine(x, y + lineHeight() / 2, x + kSwatch - 2, y + lineHeight() / 2);
            painter->setFont(nameFont);
            painter->setPen(l.text);
            painter->drawText(QRect(x + kSwatch + 6, y, name + 2, lineHeight()), Qt::AlignVCenter, entry.name);
            painter->setFont(l.font(FontRole::Data));
            painter->setPen(l.text2);
            painter->drawText(QRect(x + needed - value, y, value + 2, lineHeight()), Qt::AlignVCenter, entry.value);
        }
        x += needed + Look::kSpace5;
    }
    return y + lineHeight();
}

void ChartLegend::paintEvent(QPaintEvent *)
{
    const Look &l = look();
    QPainter painter(this);
    if (!m_table) {
        flow(&painter, width());
        return;
    }
    const QFontMetrics metrics(l.font(FontRole::Data));
    const QFontMetrics small(l.font(FontRole::Small));
    int valueWidth = std::max(small.horizontalAdvance(m_time), l.px(56));
    int leastWidth = std::max(small.horizontalAdvance(tr("Min")), l.px(48));
    int greatestWidth = std::max(small.horizontalAdvance(tr("Max")), l.px(48));
    for (const Entry &entry : m_entries) {
        valueWidth = std::max(valueWidth, metrics.horizontalAdvance(entry.value));
        leastWidth = std::max(leastWidth, metrics.horizontalAdvance(entry.least));
        greatestWidth = std::max(greatestWidth, metrics.horizontalAdvance(entry.greatest));
    }
    const int right = width() - 14;
    const QRect greatest(right - greatestWidth, 0, greatestWidth, lineHeight());
    const QRect least(greatest.left() - Look::kSpace5 - leastWidth, 0, leastWidth, lineHeight());
    const QRect value(least.left() - Look::kSpace5 - valueWidth, 0, valueWidth, lineHeight());
    const QRect name(leftEdge(), 0, value.left() - Look::kSpace3 - leftEdge(), lineHeight());
    const auto put = [&](const QRect &r, int rowIndex, const QString &text, Qt::Alignment side) {
        painter.drawText(r.translated(0, rowIndex * lineHeight()), int(side | Qt::AlignVCenter) | Qt::TextSingleLine | Qt::TextDontClip, text);
    };
    painter.setFont(l.font(FontRole::Small));
    painter.setPen(l.text2);
    put(name, 0, m_title, Qt::AlignLeft);
    put(value, 0, m_time, Qt::AlignRight);
    put(least, 0, tr("Min"), Qt::AlignRight);
    put(greatest, 0, tr("Max"), Qt::AlignRight);
    painter.setFont(l.font(FontRole::Data));
    for (int i = 0; i < static_cast<int>(m_entries.size()); ++i) {
        const Entry &entry = m_entries[static_cast<std::size_t>(i)];
        const int middle = (i + 1) * lineHeight() + lineHeight() / 2;
        painter.setPen(entry.pen);
        painter.drawLine(leftEdge(), middle, leftEdge() + kSwatch - 2, middle);
        painter.setPen(l.text);
        const QRect words = name.adjusted(kSwatch + 6, 0, 0, 0);
        const QFont &nameFont = nameFontOf(entry.name);
        painter.setFont(nameFont);
        put(words, i + 1, QFontMetrics(nameFont).elidedText(entry.name, Qt::ElideMiddle, words.width()), Qt::AlignLeft);
        painter.setFont(l.font(FontRole::Data));
        put(value, i + 1, entry.value, Qt::AlignRight);
        put(least, i + 1, entry.least, Qt::AlignRight);
        put(greatest, i + 1, entry.greatest, Qt::AlignRight);
    }
}

} // namespace weir::widgets
