// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/icons.h"
#include "widgets/theme/look.h"

#include <QString>

#include <functional>

namespace weir::widgets {

/// What a toast says: always what changed, and the way back where there is one. Nothing that must be decided is a notice.
struct Notice {
    State state = State::Ok; ///< Error and Stalled stay until closed, all others go after 8 s
    QString title; ///< "billing went back to 213,118"
    QString text;  ///< one or two sentences; may be empty
    QString actionText; ///< "Undo"; empty: no button
    Icon actionIcon = Icon::None;
    std::function<void()> action;
};

using NoticeSink = std::function<void(const Notice &)>;

} // namespace weir::widgets
