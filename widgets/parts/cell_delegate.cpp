// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/parts/cell_delegate.h"

#include "widgets/parts/gauges.h"
#include "widgets/parts/table_model.h"
#include "widgets/parts/table_view.h"
#include "widgets/theme/draw.h"
#include "widgets/theme/look.h"
#include "widgets/theme/state_shapes.h"

#include <QFontMetrics>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace weir::widgets {

namespace {

constexpr int kShapeGap = 6;

bool isData(CellKind kind)
{
    return kind == CellKind::Mono || kind == CellKind::Number;
}

const QFont &fontOf(const Cell &cell, CellKind kind)
{
    // Words in a mono column use the UI font where the data font would have to borrow their letters.
    const bool word = cell.quiet && !cell.struck && cell.plain.isEmpty() && cell.text.size() < 16;
    const bool data = isData(kind) && !(word && draw::hasHangul(cell.text));
    if (data)
        return look().font(cell.bold ? FontRole::DataStrong : FontRole::Data);
    return look().font(cell.bold ? FontRole::Strong : FontRole::Body);
}

bool isRight(const ColumnInfo &info)
{
    return info.align == Align::Right || (info.align == Align::Auto && info.kind == CellKind::Number);
}

Qt::TextElideMode elideOf(CellKind kind, const QString &text)
{
    // The end of a name tells it apart; prose and payloads are cut on the right.
    if (kind != CellKind::Mono && kind != CellKind::Link)
        return Qt::ElideRight;
    const bool payload = text.startsWith(u'{') || text.startsWith(u'[') || text.startsWith(u'"') || text.startsWith(u'<')
                         || text.contains(u' ');
    return payload ? Qt::ElideRight : Qt::ElideMiddle;
}

/// The ground of a hit, under the text that is drawn next. A hit in the part that was cut away is not drawn.
void paintMark(QPainter &painter, const QRect &area, const Cell &cell, const QString &hit, const QFont &font, bool right)
{
    qsizetype start = cell.markStart;
    qsizetype length = cell.markLength;
    if (length <= 0) {
        if (hit.isEmpty())
            return;
        start = cell.elided.indexOf(hit, 0, Qt::CaseInsensitive);
        length = hit.size();
    } else if (QStringView(cell.text).mid(start, length) != QStringView(cell.elided).mid(start, length)) {
        return;
    }
    if (start < 0)
        return;
    const QFontMetrics metrics(font);
    const int left = right ? area.right() + 1 - metrics.horizontalAdvance(cell.elided) : area.left();
    const int from = metrics.horizontalAdvance(cell.elided, static_cast<int>(start));
    const int to = metrics.horizontalAdvance(cell.elided, static_cast<int>(start + length));
    const int height = std::min(area.height() - 2, metrics.height() + 2);
    painter.fillRect(QRect(left + from - 1, area.top() + (area.height() - height) / 2, to - from + 2, height), look().mark);
}

} // namespace

CellDelegate::CellDelegate(TableView *view) : QStyledItemDelegate(view), m_view(view) {}

int CellDelegate::leftPadding(bool firstColumn) { return firstColumn ? Look::kSpace4 : Look::kSpace3; }

int CellDelegate::rightPadding() { return Look::kSpace3; }

QSize CellDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const { return {60, look().rowHeight()}; }

void CellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const TableModel *model = m_view->tableModel();
    if (!model)
        return;
    const Look &l = look();
    const ColumnInfo &info = model->column(index.column());
    const Cell &cell = model->cell(index.row(), index.column());
    const bool selected = option.state & QStyle::State_Selected;
    const bool right = isRight(info);
    QRect area = option.rect.adjusted(leftPadding(m_view->isFirstVisualColumn(index.column())), 0, -rightPadding() - 1, -1);
    if (area.width() <= 0)
        return;

    if (const auto *gauge = std::get_if<OffsetGaugeValue>(&cell.drawing)) {
        if (gauge->known) {
            paintOffsetGauge(*painter, area, *gauge);
            return;
        }
    } else if (const auto *line = std::get_if<SparklineValue>(&cell.drawing)) {
        if (!line->points.isEmpty()) {
            paintSparkline(*painter, area, *line);
            return;
        }
    } else if (const auto *replicas = std::get_if<ReplicasValue>(&cell.drawing)) {
        paintReplicas(*painter, area, *replicas);
        return;
    } else if (const auto *progress = std::get_if<ProgressValue>(&cell.drawing)) {
        // The same for every row, so that bars of one length mean the same.
        const QFontMetrics metrics(l.font(FontRole::Data));
        const int words = cell.text.isEmpty() ? 0 : std::max(metrics.horizontalAdvance(cell.text), metrics.horizontalAdvance(QStringLiteral("100.0 %"))) + 8;
        paintProgress(*painter, area.adjusted(0, 0, -words, 0), progress->fraction);
        if (words > 0) {
            painter->setFont(l.font(FontRole::Data));
            painter->setPen(l.text);
            painter->drawText(area, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, cell.text);
        }
        return;
    }

    QColor ink = cell.quiet ? (selected ? l.text2 : l.text3) : l.text;
    if (cell.state) {
        drawShape(*painter, area.left(), area, *cell.state);
        area.setLeft(area.left() + l.px(kShapeSize) + kShapeGap);
        if (info.kind == CellKind::State)
            ink = l.state(*cell.state);
    }
    if (info.kind == CellKind::Link && !cell.quiet)
        ink = l.link;

    const QFont &font = fontOf(cell, info.kind);
    painter->setFont(font);
    const bool noteFirst = cell.state.has_value() || cell.struck;
    if (!cell.note.isEmpty() && !noteFirst) {
        const QFont &noteFont = l.font(FontRole::Small);
        const int noteWidth = QFontMetrics(noteFont).horizontalAdvance(cell.note);
        const int textWidth = QFontMetrics(font).horizontalAdvance(cell.text);
        const int gap = Look::kSpace3;
        // The value keeps its room; the note is what gives way.
        if (textWidth + gap + noteWidth <= area.width()) {
            const int left = right ? area.right() + 1 - noteWidth : area.left() + textWidth + gap;
            painter->setFont(noteFont);
            painter->setPen(selected ? l.text2 : l.text3);
            painter->drawText(QRect(left, area.top(), noteWidth + 2, area.height()),
                              Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, cell.note);
            painter->setFont(font);
            if (right)
                area.setRight(left - gap);
        }
    } else if (!cell.note.isEmpty()) {
        // Words before the value: what is odd about it.
        const QFont &noteFont = l.font(FontRole::Small);
        const int width = QFontMetrics(noteFont).horizontalAdvance(cell.note);
        painter->setFont(noteFont);
        painter->setPen(cell.state ? l.state(*cell.state) : selected ? l.text2 : l.text3);
        painter->drawText(area, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, cell.note);
        area.setLeft(area.left() + width + Look::kSpace3);
        painter->setFont(font);
        if (area.width() <= 0)
            return;
    }
    if (cell.elidedWidth != area.width()) {
        cell.elided = QFontMetrics(font).elidedText(cell.text, elideOf(info.kind, cell.text), area.width());
        cell.elidedWidth = area.width();
    }
    paintMark(*painter, area, cell, model->hitText(index.column()), font, right);
    painter->setPen(ink);
    // On the font's own baseline: centred by height, a number with a Korean unit would stand lower than its neighbours.
    const QFontMetrics metrics(font);
    const bool centred = info.align == Align::Center;
    const int width = right || centred || cell.struck ? metrics.horizontalAdvance(cell.elided) : 0;
    const int x = right ? area.right() + 1 - width : centred ? area.left() + (area.width() - width) / 2 : area.left();
    const int baseline = area.top() + (area.height() - metrics.height()) / 2 + metrics.ascent();
    painter->drawText(QPoint(x, baseline), cell.elided);
    if (cell.struck)
        draw::hLine(*painter, x, x + width, area.center().y(), ink);
}

int CellDelegate::contentWidth(const QModelIndex &index) const
{
    const TableModel *model = m_view->tableModel();
    const ColumnInfo &info = model->column(index.column());
    const Cell &cell = model->cell(index.row(), index.column());
    const Look &l = look();
    switch (info.kind) {
    case CellKind::Gauge:
        return l.px(140);
    case CellKind::Sparkline:
        return l.px(76);
    case CellKind::Progress:
        return l.px(96);
    case CellKind::Replicas:
        if (const auto *replicas = std::get_if<ReplicasValue>(&cell.drawing))
            return replicasWidth(replicas->replicas.size());
        break;
    default:
        break;
    }
    const QFontMetrics metrics(fontOf(cell, info.kind));
    int width = metrics.horizontalAdvance(cell.text) + 1;
    if (info.kind != CellKind::Number)
        width = std::min(width, metrics.horizontalAdvance(u'n') * (info.widthHint > 0 ? info.widthHint : 40));
    if (cell.state)
        width += l.px(kShapeSize) + kShapeGap;
    if (!cell.note.isEmpty())
        width += QFontMetrics(l.font(FontRole::Small)).horizontalAdvance(cell.note) + Look::kSpace3;
    return width;
}

bool CellDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                             const QModelIndex &index)
{
    const TableModel *model = m_view->tableModel();
    if (event->type() != QEvent::ToolTip || !model || !index.isValid())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    const Cell &cell = model->cell(index.row(), index.column());
    QString text = cell.toolTip;
    if (text.isEmpty()) {
        if (const auto *gauge = std::get_if<OffsetGaugeValue>(&cell.drawing))
            text = describeGauge(*gauge);
        else if (const auto *replicas = std::get_if<ReplicasValue>(&cell.drawing))
            text = describeReplicas(*replicas);
        else if (cell.elidedWidth >= 0 && cell.elided != cell.text)
            text = cell.text; // cut: the whole stands here
    }
    if (text.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(event->globalPos(), text, view->viewport(), option.rect);
    return true;
}

} // namespace weir::widgets
