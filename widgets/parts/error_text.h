// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/error.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/look.h"

#include <QString>

namespace weir::widgets {

/// An error in words for the reader of the screen.
struct ErrorText
{
    /// What could not be done, translated: "The topic orders could not be created."
    QString sentence;
    /// Why, as the peer said it, verbatim and untranslated, with Kafka's code name; may be empty.
    QString detail;
    /// What to do about it, translated; may be empty.
    QString nextStep;
    State state = State::Error;
    Icon icon = Icon::Error;
    /// Whether trying again can help.
    bool retry = true;

    /// All in one line, for toasts and logs on screen.
    QString line() const;
};

/// The one table from error data to words (house.md 3.3). Unknown action ids fall back to the kind.
ErrorText errorText(const base::Error &error);

} // namespace weir::widgets
