// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/look.h"

#include <QLabel>

namespace weir::widgets {

/// A label by role and ink that follows the look. Plain text unless setTextFormat says otherwise. `setElided` cuts in the middle
/// (names) or on the right (prose) instead of forcing a width, with the whole in the tool tip.
class Label : public QLabel
{
    Q_OBJECT

public:
    explicit Label(QWidget *parent = nullptr);
    Label(const QString &text, FontRole role, Ink ink = Ink::Text, QWidget *parent = nullptr);

    void setRole(FontRole role, Ink ink);
    void setInk(Ink ink) { setRole(m_role, ink); }
    void setElided(Qt::TextElideMode mode);
    /// The text can be selected and copied with mouse and keyboard.
    void setSelectable(bool selectable);

    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void applyLook();

    FontRole m_role = FontRole::Body;
    Ink m_ink = Ink::Text;
    Qt::TextElideMode m_elide = Qt::ElideNone;
};

} // namespace weir::widgets
