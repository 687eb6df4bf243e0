// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractScrollArea>
#include <QByteArray>

namespace weir::widgets {

/// Bytes as offset, hex and text, 16 a row, 20 px rows, only the visible ones drawn: any size. One range can be marked
/// (the bytes of the field picked in a tree); the user selects bytes with mouse or Shift+arrows and copies them as hex.
class HexView : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit HexView(QWidget *parent = nullptr);

    void setBytes(const QByteArray &bytes);
    const QByteArray &bytes() const { return m_bytes; }
    /// Primary ground; scrolls to it. Length 0 takes it away.
    void setMarkedRange(qsizetype start, qsizetype length);
    qsizetype selectionStart() const;
    qsizetype selectionLength() const;
    void copySelection() const;

    QSize sizeHint() const override;

Q_SIGNALS:
    /// A byte was picked by the user: for picking the field it belongs to.
    void bytePicked(qsizetype offset);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    int rowHeight() const;
    int offsetDigits() const;
    int hexLeft() const;
    int hexX(int column) const;
    int textLeft() const;
    qsizetype byteAt(const QPoint &pos) const;
    void updateScroll();
    void moveTo(qsizetype offset, bool extend);

    QByteArray m_bytes;
    qsizetype m_markStart = 0;
    qsizetype m_markLength = 0;
    qsizetype m_anchor = 0;
    qsizetype m_cursor = 0;
    bool m_selected = false;
};

} // namespace weir::widgets
