// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/controls.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/look.h"

#include <QString>
#include <QWidget>

#include <functional>
#include <vector>

namespace weir::widgets {

class Sheet;

/// One answer that a question offers beside Cancel, which every question has.
struct Answer {
    QString text; ///< a verb: "Delete profile"
    Icon icon = Icon::None;
    ButtonKind kind = ButtonKind::Default;
};

struct Question {
    QString title;
    QString text;   ///< what happens, in a sentence or two
    QString detail; ///< smaller, below: what is lost, how it can be had back
    State state = State::Info; ///< draws its shape; Error for what cannot be undone
    std::vector<Answer> answers;
    /// Must be typed before an answer can be given: the name of what is to be deleted. Empty: nothing is typed.
    QString typeToConfirm;
    /// The word on the button that does nothing; empty: "Cancel".
    QString cancelText;
};

/// Asks inside the window, over `over`'s page, without holding up the program: `answered` gets the index of the answer, -1
/// for Cancel and Esc. Focus starts on Cancel (on the field where a name must be typed). Not called when `over` is gone.
Sheet *ask(QWidget *over, const Question &question, std::function<void(int)> answered);

/// One yes and Cancel; `yes` is called only for the yes.
Sheet *confirm(QWidget *over, const Question &question, std::function<void()> yes);

/// Asks for one line of text (a name, a password). `given` is called with it, not on Cancel. `check` answers why a text
/// cannot be taken; empty: it can.
struct TextQuestion {
    QString title;
    QString label;
    QString text; ///< what stands there at first
    QString help;
    QString accept; ///< the word on the button
    bool secret = false;
    std::function<QString(const QString &)> check;
};
Sheet *askText(QWidget *over, const TextQuestion &question, std::function<void(const QString &)> given);

} // namespace weir::widgets
