// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHeaderView>

class QLineEdit;
class QTimer;

namespace weir::widgets {

class TableModel;

/// The head of a table: titles, and under them one painted filter box a column. A real line edit stands only where the focus
/// is. A filter in force has an ok border, one that cannot be read an error border.
class FilterHeader : public QHeaderView
{
    Q_OBJECT

public:
    explicit FilterHeader(QWidget *parent);

    void setTableModel(TableModel *model);
    void setFilterRowVisible(bool visible);
    bool isFilterRowVisible() const { return m_filterRow; }
    /// Opens the filter box of a column for typing.
    void editFilter(int column);

    QSize sizeHint() const override;

Q_SIGNALS:
    /// The user is done in the filter row: the focus belongs to the table again.
    void filterLeft();

protected:
    void paintSection(QPainter *painter, const QRect &rect, int logicalIndex) const override;
    void paintEvent(QPaintEvent *event) override;
    QSize sectionSizeFromContents(int logicalIndex) const override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    int titleHeight() const;
    QRect filterBox(int logicalIndex) const;
    bool inFilterRow(const QPoint &pos) const;
    void commit();
    void closeEditor();
    void placeEditor();
    void step(int direction);

    TableModel *m_model = nullptr;
    QLineEdit *m_editor;
    QTimer *m_timer;
    int m_column = -1;
    bool m_filterRow = true;
    bool m_filterPress = false;
};

} // namespace weir::widgets
