// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPushButton>
#include <QString>
#include <QWidget>

/// What a person sees on the screen, found by its words. Header only.
namespace weir::fakes {

/// The visible widget of that accessible name, or nullptr.
template <class Widget>
Widget *seen(const QWidget *in, const QString &accessibleName)
{
    const QList<Widget *> all = in->findChildren<Widget *>();
    for (Widget *widget : all) {
        if (widget->accessibleName() == accessibleName && widget->isVisible())
            return widget;
    }
    return nullptr;
}

/// The visible button with these words, or nullptr.
inline QPushButton *seenButton(const QWidget *in, const QString &words)
{
    const QList<QPushButton *> all = in->findChildren<QPushButton *>();
    for (QPushButton *button : all) {
        if (button->text() == words && button->isVisible())
            return button;
    }
    return nullptr;
}

} // namespace weir::fakes
