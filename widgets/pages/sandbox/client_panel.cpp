// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/sandbox/client_panel.h"

#include "widgets/pages/sandbox/fault_dialogs.h"
#include "widgets/parts/buttons.h"
#include "widgets/parts/panel.h"

#include <QVBoxLayout>

namespace weir::widgets {

ClientPanel::ClientPanel(QWidget *parent) : QWidget(parent)
{
    using Kind = model::SandboxClientFault::Kind;
    auto *panel = new Panel(tr("Faults of clients"));
    auto *body = new QWidget;
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    for (const Kind kind : {Kind::ExpireMember, Kind::FenceProducer, Kind::HangTransaction, Kind::AbortTransaction}) {
        QPushButton *button = makeButton(tr("%1...").arg(ClientFaultDialog::titleOf(kind)), ClientFaultDialog::iconOf(kind));
        column->addWidget(button);
        connect(button, &QPushButton::clicked, this, [this, kind] { Q_EMIT wanted(kind); });
    }
    panel->setPaddedContent(body);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(panel);
}

} // namespace weir::widgets
