// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/model/sandbox.h"

#include <QWidget>

namespace weir::widgets {

/// What can be done to the clients of the sandbox: a button for each.
class ClientPanel : public QWidget
{
    Q_OBJECT

public:
    explicit ClientPanel(QWidget *parent = nullptr);

Q_SIGNALS:
    void wanted(weir::model::SandboxClientFault::Kind kind);
};

} // namespace weir::widgets
