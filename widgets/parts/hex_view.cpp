// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/parts/hex_view.h"

#include "widgets/theme/icons.h"
#include "widgets/theme/look.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace weir::widgets {

namespace {

constexpr int kPerRow = 16;

int charWidth() { return QFontMetrics(look().font(FontRole::Data)).horizontalAdvance(u'0'); }

} // namespace

HexView::HexView(QWidget *parent) : QAbstractScrollArea(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    viewport()->setCursor(Qt::IBeamCursor);
    setAccessibleName(tr("Bytes"));
}

void HexView::setBytes(const QByteArray &bytes)
{
    m_bytes = bytes;
    m_markStart = m_markLength = m_anchor = m_cursor = 0;
    m_selected = false;
    setAccessibleDescription(tr("%n byte(s)", nullptr, static_cast<int>(bytes.size())));
    verticalScrollBar()->setValue(0);
    updateScroll();
    viewport()->update();
}

void HexView::setMarkedRange(qsizetype start, qsizetype length)
{
    m_markStart = std::clamp<qsizetype>(start, 0, m_bytes.size());
    m_markLength = std::clamp<qsizetype>(length, 0, m_bytes.size() - m_markStart);
    if (m_markLength > 0) {
        const int top = static_cast<int>(m_markStart / kPerRow) * rowHeight();
        const int value = verticalScrollBar()->value();
        if (top < value || top + rowHeight() > value + viewport()->height())
            verticalScrollBar()->setValue(top - viewport()->height() / 3);
    }
    viewport()->update();
}

qsizetype HexView::selectionStart() const { return m_selected ? std::min(m_anchor, m_cursor) : 0; }

qsizetype HexView::selectionLength() const { return m_selected ? std::abs(m_cursor - m_anchor) + 1 : 0; }

void HexView::copySelection() const
{
    const QByteArray part = m_selected ? m_bytes.mid(selectionStart(), selectionLength()) : m_bytes;
    QGuiApplication::clipboard()->setText(QString::fromLatin1(part.toHex(' ')));
}

int HexView::rowHeight() const { return look().px(20); }

int HexView::offsetDigits() const { return m_bytes.size() > 0xFFFF ? 8 : 4; }

int HexView::hexLeft() const { return Look::kSpace4 + (offsetDigits() + 2) * charWidth(); }

int HexView::hexX(int column) const { return hexLeft() + (column * 3 + (column >= 8 ? 1 : 0)) * charWidth(); }

int HexView::textLeft() const { return hexX(kPerRow) + charWidth(); }

QSize HexView::sizeHint() const
{
    return {textLeft() + kPerRow * charWidth() + Look::kSpace4 + 10, 8 * rowHeight()};
}

void HexView::updateScroll()
{
    const auto rows = static_cast<int>((m_bytes.size() + kPerRow - 1) / kPerRow);
    verticalScrollBar()->setRange(0, std::max(0, rows * rowHeight() + 2 * Look::kSpace3 - viewport()->height()));
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(rowHeight());
    const int needed = textLeft() + kPerRow * charWidth() + Look::kSpace4;
    horizontalScrollBar()->setRange(0, std::max(0, needed - viewport()->width()));
    horizontalScrollBar()->setPageStep(viewport()->width());
}

void HexView::paintEvent(QPaintEvent *)
{
    const Look &l = look();
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), l.panel);
    painter.setFont(l.font(FontRole::Data));
    painter.translate(-horizontalScrollBar()->value(), Look::kSpace3 - verticalScrollBar()->value());
    const int height = rowHeight();
    const int cw = charWidth();
    const int first = std::max(0, (verticalScrollBar()->value() - Look::kSpace3) / height);
    const int last = std::min(static_cast<int>((m_bytes.size() + kPerRow - 1) / kPerRow) - 1,
                              (verticalScrollBar()->value() + viewport()->height()) / height);
    const qsizetype selectFrom = selectionStart();
    const qsizetype selectTo = selectFrom + selectionLength();
    static const char kDigits[] = "0123456789abcdef";
    for (int row = first; row <= last; ++row) {
        const int y = row * height;
        const qsizetype base = qsizetype(row) * kPerRow;
        const int count = static_cast<int>(std::min<qsizetype>(kPerRow, m_bytes.size() - base));
        painter.setPen(l.text3);
        painter.drawText(QRect(Look::kSpace4, y, hexLeft(), height), Qt::AlignLeft | Qt::AlignVCenter,
                         QStringLiteral("%1").arg(base, offsetDigits(), 16, QLatin1Char('0')));
        // Grounds first, so that neighbouring bytes of a range join.
        for (int i = 0; i < count; ++i) {
            const qsizetype at = base + i;
            const bool marked = at >= m_markStart && at < m_markStart + m_markLength;
            const bool selected = at >= selectFrom && at < selectTo;
            if (!marked && !selected)
                continue;
            const QColor ground = marked ? l.primary : l.selection;
            const qsizetype end = marked ? m_markStart + m_markLength : selectTo;
            const bool joins = i + 1 < count && at + 1 < end;
            painter.fillRect(QRect(hexX(i) - 1, y + 1, joins ? hexX(i + 1) - hexX(i) : 2 * cw + 2, height - 2), ground);
            painter.fillRect(QRect(textLeft() + i * cw, y + 1, cw, height - 2), ground);
        }
        for (int i = 0; i < count; ++i) {
            const qsizetype at = base + i;
            const auto byte = static_cast<unsigned char>(m_bytes[at]);
            const bool marked = at >= m_markStart && at < m_markStart + m_markLength;
            const QChar hex[2] = {QLatin1Char(kDigits[byte >> 4]), QLatin1Char(kDigits[byte & 15])};
            painter.setPen(marked ? l.onPrimary : byte == 0 ? l.text3 : l.text);
            painter.drawText(QRect(hexX(i), y, 2 * cw + 2, height), Qt::AlignLeft | Qt::AlignVCenter, QString(hex, 2));
            const bool printable = byte >= 0x20 && byte < 0x7F;
            painter.setPen(marked ? l.onPrimary : printable ? l.text : l.text3);
            painter.drawText(QRect(textLeft() + i * cw, y, cw + 2, height), Qt::AlignLeft | Qt::AlignVCenter,
                             QString(printable ? QLatin1Char(static_cast<char>(byte)) : QChar(0x00B7)));
        }
    }
    if (hasFocus() && !m_bytes.isEmpty()) {
        const int row = static_cast<int>(m_cursor / kPerRow);
        painter.fillRect(QRect(hexX(static_cast<int>(m_cursor % kPerRow)) - 1, (row + 1) * height - 3, 2 * cw + 2, 2), l.focus);
    }
}

void HexView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    updateScroll();
}

qsizetype HexView::byteAt(const QPoint &pos) const
{
    if (m_bytes.isEmpty())
        return -1;
    const int x = pos.x() + horizontalScrollBar()->value();
    const int row = std::max(0, (pos.y() + verticalScrollBar()->value() - Look::kSpace3) / rowHeight());
    int column = 0;
    if (x >= textLeft()) {
        column = (x - textLeft()) / charWidth();
    } else {
        while (column + 1 < kPerRow && x >= hexX(column + 1) - charWidth() / 2)
            ++column;
    }
    return std::min<qsizetype>(qsizetype(row) * kPerRow + std::clamp(column, 0, kPerRow - 1), m_bytes.size() - 1);
}

void HexView::moveTo(qsizetype offset, bool extend)
{
    m_cursor = std::clamp<qsizetype>(offset, 0, std::max<qsizetype>(0, m_bytes.size() - 1));
    if (!extend)
        m_anchor = m_cursor;
    m_selected = extend;
    const int top = static_cast<int>(m_cursor / kPerRow) * rowHeight() + Look::kSpace3;
    const int value = verticalScrollBar()->value();
    if (top < value)
        verticalScrollBar()->setValue(top);
    else if (top + rowHeight() > value + viewport()->height())
        verticalScrollBar()->setValue(top + rowHeight() - viewport()->height());
    viewport()->update();
    if (!extend && !m_bytes.isEmpty())
        Q_EMIT bytePicked(m_cursor);
}

void HexView::mousePressEvent(QMouseEvent *event)
{
    const qsizetype at = byteAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && at >= 0)
        moveTo(at, event->modifiers() & Qt::ShiftModifier);
}

void HexView::mouseMoveEvent(QMouseEvent *event)
{
    const qsizetype at = byteAt(event->position().toPoint());
    if ((event->buttons() & Qt::LeftButton) && at >= 0 && at != m_cursor)
        moveTo(at, true);
}

void HexView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copySelection();
        return;
    }
    if (event->matches(QKeySequence::SelectAll)) {
        m_anchor = 0;
        moveTo(m_bytes.size() - 1, true);
        return;
    }
    const bool extend = event->modifiers() & Qt::ShiftModifier;
    const int page = std::max(1, viewport()->height() / rowHeight() - 1) * kPerRow;
    switch (event->key()) {
    case Qt::Key_Left:
        moveTo(m_cursor - 1, extend);
        return;
    case Qt::Key_Right:
        moveTo(m_cursor + 1, extend);
        return;
    case Qt::Key_Up:
        if (m_cursor >= kPerRow)
            moveTo(m_cursor - kPerRow, extend);
        return;
    case Qt::Key_Down:
        moveTo(m_cursor + kPerRow, extend);
        return;
    case Qt::Key_PageUp:
        moveTo(m_cursor - page, extend);
        return;
    case Qt::Key_PageDown:
        moveTo(m_cursor + page, extend);
        return;
    case Qt::Key_Home:
        moveTo(event->modifiers() & Qt::ControlModifier ? 0 : m_cursor / kPerRow * kPerRow, extend);
        return;
    case Qt::Key_End:
        moveTo(event->modifiers() & Qt::ControlModifier ? m_bytes.size() - 1 : m_cursor / kPerRow * kPerRow + kPerRow - 1, extend);
        return;
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void HexView::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addAction(icon(Icon::Copy), m_selected ? tr("Copy selected bytes\tCtrl+C") : tr("Copy all bytes\tCtrl+C")),
            &QAction::triggered, this, &HexView::copySelection);
    menu->popup(event->globalPos());
}

void HexView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        updateScroll();
}

} // namespace weir::widgets
