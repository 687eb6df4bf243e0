// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

namespace weir::widgets {

/// What a toast says: always what changed, and the way back where there is one. Nothing that must be decided is a notice.
struct Notice {
    enum class Kind {
        Done,   ///< goes after 8 s
        Note,   ///< goes after 8 s
        Warning, ///< goes after 8 s
        Failure ///< stays until closed
    };
    Kind kind = Kind::Done;
    QString title; ///< "billing went back to 213,118"
    QString text;  ///< one or two sentences; may be empty
    QString actionText; ///< "Undo"; empty: no button
    QString actionIcon; ///< name of an icon, as "undo"
    std::function<void()> action;
};

using NoticeSink = std::function<void(const Notice &)>;

} // namespace weir::widgets
