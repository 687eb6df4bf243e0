// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/icons.h"
#include "widgets/theme/look.h"

#include <QWidget>

#include <functional>

namespace weir::widgets {

/// A passing note: what changed, and Undo where it exists. Nothing that must be decided is a toast.
struct Toast
{
    State state = State::Ok;
    QString title;
    QString text = {};
    /// The button's words; none, no button.
    QString action = {};
    Icon actionIcon = Icon::Undo;
    std::function<void()> act = {};
};

/// Keeps at most three toasts at the bottom right of its parent, above `bottomMargin`. Ok goes after 8 s (not while the
/// mouse is over it), anything else stays until closed. Each is announced to assistive technology.
class Toasts : public QWidget
{
    Q_OBJECT

public:
    explicit Toasts(QWidget *parent, int bottomMargin = 36);
    void show(const Toast &toast);
    void clear();
    int count() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void place();

    int m_bottomMargin;
};

} // namespace weir::widgets
