// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/model/cluster.h"
#include "widgets/dialogs/sheet.h"

namespace weir::widgets {

/// Asks for the new value of one setting. `value` empty: back to the default. The change itself goes through a plan.
class ConfigEditor : public Sheet
{
    Q_OBJECT

public:
    explicit ConfigEditor(const model::ConfigEntry &entry);

Q_SIGNALS:
    void chosen(const QString &name, const std::optional<QString> &value);
};

} // namespace weir::widgets
