// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/parts/filter_header.h"

#include "widgets/parts/table_model.h"
#include "widgets/theme/controls.h"
#include "widgets/theme/draw.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/look.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QStyleOption>
#include <QTimer>

namespace weir::widgets {

FilterHeader::FilterHeader(QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent), m_editor(new QLineEdit(viewport())), m_timer(new QTimer(this))
{
    setSectionsClickable(true);
    setSectionsMovable(true);
    setHighlightSections(false);
    setSortIndicatorShown(true);
    setSortIndicatorClearable(true);
    setMinimumSectionSize(36);
    setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    setTextElideMode(Qt::ElideRight);
    m_editor->hide();
    m_editor->installEventFilter(this);
    setCompactControl(m_editor, true);
    setDataFont(m_editor);
    m_timer->setSingleShot(true);
    m_timer->setInterval(150);
    connect(m_timer, &QTimer::timeout, this, &FilterHeader::commit);
    connect(m_editor, &QLineEdit::textEdited, m_timer, qOverload<>(&QTimer::start));
    connect(this, &QHeaderView::sectionResized, this, &FilterHeader::placeEditor);
    connect(this, &QHeaderView::sectionMoved, this, &FilterHeader::placeEditor);
}

void FilterHeader::setTableModel(TableModel *model)
{
    m_model = model;
    if (!model)
        return;
    connect(model, &TableModel::filtersChanged, this, [this] {
        if (m_column >= 0 && m_editor->isVisible()) {
            if (!m_timer->isActive() && m_editor->text() != m_model->filter(m_column))
                m_editor->setText(m_model->filter(m_column));
            setHasError(m_editor, !m_model->isFilterValid(m_column));
        }
        viewport()->update();
    });
    connect(model, &TableModel::columnsChanged, this, &FilterHeader::closeEditor);
}

void FilterHeader::setFilterRowVisible(bool visible)
{
    if (visible == m_filterRow)
        return;
    m_filterRow = visible;
    if (!visible)
        closeEditor();
    updateGeometry();
    Q_EMIT geometriesChanged();
}

int FilterHeader::titleHeight() const { return look().px(26); }

QSize FilterHeader::sizeHint() const
{
    return {QHeaderView::sizeHint().width(), titleHeight() + (m_filterRow ? look().px(26) : 0)};
}

QSize FilterHeader::sectionSizeFromContents(int logicalIndex) const
{
    const QSize size = QHeaderView::sectionSizeFromContents(logicalIndex);
    return {size.width(), sizeHint().height()};
}

QRect FilterHeader::filterBox(int logicalIndex) const
{
    const QRect row(sectionViewportPosition(logicalIndex), titleHeight(), sectionSize(logicalIndex), look().px(26));
    return row.adjusted(visualIndex(logicalIndex) == 0 ? 4 : 3, 3, -4, -4);
}

bool FilterHeader::inFilterRow(const QPoint &pos) const { return m_filterRow && pos.y() >= titleHeight(); }

void FilterHeader::paintEvent(QPaintEvent *event)
{
    {
        // Behind the sections, so that the empty space right of them is drawn alike.
        QPainter painter(viewport());
        const Look &l = look();
        painter.fillRect(QRect(0, 0, viewport()->width(), titleHeight()), l.raised);
        if (m_filterRow)
            painter.fillRect(QRect(0, titleHeight(), viewport()->width(), viewport()->height() - titleHeight()), l.panel);
    }
    QHeaderView::paintEvent(event);
    QPainter painter(viewport());
    const Look &l = look();
    const int right = viewport()->width() - 1;
    draw::hLine(painter, 0, right, titleHeight() - 1, l.border);
    if (m_filterRow)
        draw::hLine(painter, 0, right, viewport()->height() - 1, l.border);
}

void FilterHeader::paintSection(QPainter *painter, const QRect &rect, int logicalIndex) const
{
    if (!rect.isValid() || !model())
        return;
    const Look &l = look();
    const bool first = visualIndex(logicalIndex) == 0;
    const int leftPad = first ? Look::kSpace4 : Look::kSpace3;
    const QRect title(rect.left(), rect.top(), rect.width(), titleHeight());

    painter->save();
    painter->setClipRect(rect);
    painter->fillRect(title, l.raised);
    QStyleOptionHeader option;
    option.initFrom(this);
    option.rect = title.adjusted(leftPad, 0, -Look::kSpace3 - 1, -1);
    option.text = model()->headerData(logicalIndex, Qt::Horizontal).toString();
    option.textAlignment = Qt::Alignment(model()->headerData(logicalIndex, Qt::Horizontal, Qt::TextAlignmentRole).toInt());
    if (isSortIndicatorShown() && sortIndicatorSection() == logicalIndex)
        option.sortIndicator = sortIndicatorOrder() == Qt::AscendingOrder ? QStyleOptionHeader::SortDown
                                                                          : QStyleOptionHeader::SortUp;
    style()->drawControl(QStyle::CE_HeaderLabel, &option, painter, this);
    draw::vLine(*painter, rect.right(), rect.top(), titleHeight() - 1, l.border);

    if (m_filterRow) {
        painter->fillRect(QRect(rect.left(), titleHeight(), rect.width(), rect.bottom() - titleHeight() + 1), l.panel);
        draw::vLine(*painter, rect.right(), titleHeight(), rect.bottom(), l.grid);
        if (m_model && m_model->column(logicalIndex).filterable && !(m_editor->isVisible() && m_column == logicalIndex)) {
            QRect box = filterBox(logicalIndex);
            box.moveLeft(rect.left() + (first ? 4 : 3));
            const QString text = m_model->filter(logicalIndex);
            const bool valid = m_model->isFilterValid(logicalIndex);
            draw::box(*painter, box, l.panel, text.isEmpty() ? l.border : valid ? l.ok : l.error, 1, Look::kRadiusControl);
            if (text.isEmpty()) {
                const int size = l.px(12);
                paintIcon(*painter, QRect(box.left() + 5, box.top(), size, box.height()), Icon::Filter, l.text3);
            } else {
                painter->setFont(l.font(FontRole::Data));
                painter->setPen(valid ? l.text : l.error);
                const QRect words = box.adjusted(6, 0, -4, 0);
                painter->drawText(words, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                                  painter->fontMetrics().elidedText(text, Qt::ElideRight, words.width()));
            }
        }
    }
    painter->restore();
}

void FilterHeader::mousePressEvent(QMouseEvent *event)
{
    const QPoint pos = event->position().toPoint();
    if (event->button() == Qt::LeftButton && inFilterRow(pos)) {
        m_filterPress = true;
        const int column = logicalIndexAt(pos);
        if (column >= 0 && m_model && m_model->column(column).filterable)
            editFilter(column);
        event->accept();
        return;
    }
    closeEditor();
    QHeaderView::mousePressEvent(event);
}

void FilterHeader::mouseReleaseEvent(QMouseEvent *event)
{
    if (m_filterPress) {
        m_filterPress = false;
        return;
    }
    QHeaderView::mouseReleaseEvent(event);
}

void FilterHeader::mouseMoveEvent(QMouseEvent *event)
{
    if (m_filterPress || (event->buttons() == Qt::NoButton && inFilterRow(event->position().toPoint()))) {
        setCursor(Qt::IBeamCursor);
        return;
    }
    if (cursor().shape() == Qt::IBeamCursor)
        unsetCursor();
    QHeaderView::mouseMoveEvent(event);
}

void FilterHeader::editFilter(int column)
{
    if (!m_model || !m_filterRow || column < 0 || !m_model->column(column).filterable)
        return;
    if (m_timer->isActive())
        commit();
    m_column = column;
    m_editor->setText(m_model->filter(column));
    m_editor->setAccessibleName(tr("Filter %1").arg(m_model->column(column).title));
    setHasError(m_editor, !m_model->isFilterValid(column));
    // A column may have to scroll in before there is a place for the box.
    const int left = sectionViewportPosition(column);
    if (left < 0)
        setOffset(offset() + left);
    placeEditor();
    m_editor->show();
    m_editor->setFocus();
    m_editor->selectAll();
    viewport()->update();
}

void FilterHeader::placeEditor()
{
    if (m_column >= 0)
        m_editor->setGeometry(filterBox(m_column).adjusted(0, -1, 0, 1));
}

void FilterHeader::commit()
{
    m_timer->stop();
    if (m_model && m_column >= 0)
        m_model->setFilter(m_column, m_editor->text());
}

void FilterHeader::closeEditor()
{
    if (m_column < 0)
        return;
    if (m_timer->isActive())
        commit();
    m_column = -1;
    m_editor->hide();
    viewport()->update();
}

void FilterHeader::step(int direction)
{
    commit();
    for (int visual = visualIndex(m_column) + direction; visual >= 0 && visual < count(); visual += direction) {
        const int column = logicalIndex(visual);
        if (!isSectionHidden(column) && m_model->column(column).filterable) {
            editFilter(column);
            return;
        }
    }
    Q_EMIT filterLeft();
}

void FilterHeader::resizeEvent(QResizeEvent *event)
{
    QHeaderView::resizeEvent(event);
    placeEditor();
}

void FilterHeader::changeEvent(QEvent *event)
{
    QHeaderView::changeEvent(event);
    if (event->type() == QEvent::StyleChange) {
        updateGeometry();
        Q_EMIT geometriesChanged();
    }
}

bool FilterHeader::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_editor && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        switch (key->key()) {
        case Qt::Key_Return:
        case Qt::Key_Enter:
        case Qt::Key_Down:
            commit();
            Q_EMIT filterLeft();
            return true;
        case Qt::Key_Escape:
            if (!m_editor->text().isEmpty()) {
                m_editor->clear();
                commit();
            } else {
                Q_EMIT filterLeft();
            }
            return true;
        case Qt::Key_Tab:
            step(1);
            return true;
        case Qt::Key_Backtab:
            step(-1);
            return true;
        default:
            break;
        }
    } else if (watched == m_editor && event->type() == QEvent::FocusOut) {
        if (static_cast<QFocusEvent *>(event)->reason() != Qt::PopupFocusReason
            && static_cast<QFocusEvent *>(event)->reason() != Qt::ActiveWindowFocusReason)
            closeEditor();
    }
    return QHeaderView::eventFilter(watched, event);
}

} // namespace weir::widgets
