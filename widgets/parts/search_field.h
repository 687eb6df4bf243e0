// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/icons.h"

#include <QLineEdit>

class QTimer;

namespace weir::widgets {

/// A line edit with the lens (or another icon) at the left and a clear button. `searched` comes 150 ms after the last key,
/// at once on Enter. Esc clears, then gives the focus up.
class SearchField : public QLineEdit
{
    Q_OBJECT

public:
    explicit SearchField(const QString &placeholder = {}, QWidget *parent = nullptr, Icon icon = Icon::Search);
    /// Emits searched(text()) now.
    void searchNow();

Q_SIGNALS:
    void searched(const QString &text);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void applyLook();

    Icon m_icon;
    QTimer *m_timer;
};

} // namespace weir::widgets
