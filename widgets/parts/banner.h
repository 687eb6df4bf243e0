// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/look.h"

#include <QWidget>

class QHBoxLayout;

namespace weir::widgets {

class Label;

/// A bar in a state's ground: what is missing from the data below, or that the page shows the past.
class Banner : public QWidget
{
    Q_OBJECT

public:
    explicit Banner(QWidget *parent = nullptr);

    /// `lead` is strong and in the state's colour, `text` plain.
    void setMessage(State state, const QString &lead, const QString &text = {});
    /// At the right; the banner takes it over.
    void addWidget(QWidget *widget);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void applyLook();
    void updateText();

    State m_state = State::Info;
    QString m_leadText;
    QString m_plainText;
    Label *m_text;
    QHBoxLayout *m_layout;
};

} // namespace weir::widgets
