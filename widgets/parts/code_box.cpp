// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/parts/code_box.h"

#include "widgets/parts/buttons.h"
#include "widgets/theme/draw.h"
#include "widgets/theme/look.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPainter>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextDocumentFragment>

namespace weir::widgets {

CodeBox::CodeBox(const QString &text, QWidget *parent)
    : QPlainTextEdit(parent), m_copy(makeIconButton(Icon::Copy, tr("Copy"), ButtonKind::Quiet, this))
{
    setReadOnly(true);
    setTabChangesFocus(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setFrameShape(QFrame::StyledPanel);
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    document()->setDocumentMargin(Look::kSpace3);
    connect(m_copy, &QToolButton::clicked, this, [this] {
        const QString selected = textCursor().selectedText();
        QGuiApplication::clipboard()->setText(selected.isEmpty() ? toPlainText() : textCursor().selection().toPlainText());
    });
    setDataFont(this);
    connect(&LookController::instance(), &LookController::changed, this, &CodeBox::applyLook);
    applyLook();
    setCode(text);
}

void CodeBox::applyLook()
{
    QPalette p = palette();
    p.setColor(QPalette::Base, look().raised);
    p.setColor(QPalette::Window, look().raised); // beside the viewport: the margins of marks and of the copy button
    setPalette(p);
    setAutoFillBackground(true);
    updateGeometry();
    placeButton();
}

void CodeBox::setCode(const QString &text)
{
    if (toPlainText() == text)
        return;
    setPlainText(text);
    updateGeometry();
}

void CodeBox::setMaximumLines(int lines)
{
    m_maximumLines = lines;
    updateGeometry();
}

void CodeBox::setWrapped(bool wrapped)
{
    setLineWrapMode(wrapped ? QPlainTextEdit::WidgetWidth : QPlainTextEdit::NoWrap);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setDiffMarks(m_marks);
}

void CodeBox::setDiffMarks(const QString &marks)
{
    m_marks = marks;
    // A wrapped line ends before the copy button.
    const bool wrapped = lineWrapMode() != QPlainTextEdit::NoWrap;
    setViewportMargins(marks.isEmpty() ? 0 : look().px(16), 0, wrapped ? m_copy->sizeHint().width() + 4 : 0, 0);
    viewport()->update();
}

QSize CodeBox::sizeHint() const
{
    const int lines = std::clamp(blockCount(), 1, m_maximumLines);
    const int text = QFontMetrics(look().font(FontRole::Data)).lineSpacing() * lines;
    int widest = 0;
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next())
        widest = std::max(widest, fontMetrics().horizontalAdvance(block.text()));
    const bool scrolls = lineWrapMode() == QPlainTextEdit::NoWrap && widest + 2 * Look::kSpace3 + 2 > width() && isVisible();
    return {480, std::max(text + 2 * Look::kSpace3 + 6, look().px(34)) + (scrolls ? 10 : 0)};
}

QSize CodeBox::minimumSizeHint() const { return {120, sizeHint().height()}; }

void CodeBox::placeButton()
{
    const QSize size = m_copy->sizeHint();
    const int bar = verticalScrollBar()->isVisible() ? verticalScrollBar()->width() : 0;
    m_copy->setGeometry(width() - size.width() - bar - 4, 4, size.width(), size.height());
}

void CodeBox::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    placeButton();
    updateGeometry();
}

void CodeBox::paintEvent(QPaintEvent *event)
{
    if (!m_marks.isEmpty()) {
        QPainter painter(viewport());
        QTextBlock block = firstVisibleBlock();
        while (block.isValid()) {
            const QRectF r = blockBoundingGeometry(block).translated(contentOffset());
            if (r.top() > viewport()->height())
                break;
            const QChar mark = block.blockNumber() < m_marks.size() ? m_marks[block.blockNumber()] : QChar(u' ');
            if (mark == u'-' || mark == u'+') {
                painter.fillRect(QRectF(0, r.top(), viewport()->width(), r.height()),
                                 mark == u'-' ? look().errorGround : look().okGround);
                painter.setFont(look().font(FontRole::Data));
                painter.setPen(mark == u'-' ? look().error : look().ok);
                painter.drawText(QRectF(0, r.top(), 8, r.height()), Qt::AlignLeft | Qt::AlignVCenter, QString(mark));
            }
            block = block.next();
        }
    }
    QPlainTextEdit::paintEvent(event);
}

void CodeBox::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        m_copy->setToolTip(tr("Copy"));
        m_copy->setAccessibleName(tr("Copy"));
    }
}

} // namespace weir::widgets
