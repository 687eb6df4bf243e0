// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QAbstractButton;
class QAction;
class QWidget;

namespace weir::widgets {

enum class ButtonKind {
    Default, ///< outlined
    Primary, ///< filled; one a page, and only for the act the page is for
    Danger,  ///< filled in red: what cannot be undone
    Quiet,   ///< without border, in bars
    Link     ///< words in the colour of a link: goes somewhere, changes nothing
};

/// How WeirStyle draws this button.
void setButtonKind(QAbstractButton *button, ButtonKind kind);
ButtonKind buttonKind(const QWidget *button);

/// A key drawn in a box right of the button's text ("Esc", "F5"). It is a drawing: the shortcut itself is set elsewhere.
void setKeyHint(QAbstractButton *button, const QString &keys);
QString keyHint(const QWidget *button);

/// Gives a line edit, combo or text field the error border (LOOK section 7: stays under focus, with 2 px).
void setHasError(QWidget *field, bool error);
bool hasError(const QWidget *field);

/// Makes a field or button 22 px high, for bars; default is 26.
void setCompactControl(QWidget *control, bool compact);
bool isCompactControl(const QWidget *control);

/// Draws a menu entry in red: what cannot be undone.
void setDangerAction(QAction *action);
bool isDangerAction(const QAction *action);

/// Data font (mono, no ligatures) for an input that holds names, values or code; follows the look.
void setDataFont(QWidget *widget);

} // namespace weir::widgets
