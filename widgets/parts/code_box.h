// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>

class QToolButton;

namespace weir::widgets {

/// Read-only text in the data font on raised ground, with a copy button in its corner: commands, requests, schemas.
class CodeBox : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit CodeBox(const QString &text = {}, QWidget *parent = nullptr);
    void setCode(const QString &text);
    /// As high as its text, up to so many lines.
    void setMaximumLines(int lines);
    void setWrapped(bool wrapped);
    /// Marks lines as taken away or added (diff): LOOK's grounds, with - or + in the margin. One entry a line: ' ', '-' or '+'.
    void setDiffMarks(const QString &marks);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void applyLook();
    void placeButton();

    QToolButton *m_copy;
    QString m_marks;
    int m_maximumLines = 12;
};

} // namespace weir::widgets
