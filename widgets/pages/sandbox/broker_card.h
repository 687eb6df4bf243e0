// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/services.h"

#include <QWidget>

class QPushButton;

namespace weir::widgets {

class FaultEditor;
class KeyValueGrid;
class Label;
class Panel;
class Pill;

/// One broker of the sandbox: how it stands, its acts, its faults.
class BrokerCard : public QWidget
{
    Q_OBJECT

public:
    explicit BrokerCard(qint32 id, QWidget *parent = nullptr);

    /// `partitions` of the cluster: what "in sync" is counted against. `nowMs` for the spans in words.
    void show(const model::SandboxBroker &broker, qint64 nowMs);
    qint32 id() const { return m_id; }

Q_SIGNALS:
    void actRequested(weir::api::SandboxControl::BrokerAct act);
    void faultsChosen(const weir::model::SandboxFaults &faults);

private:
    QString footerText(const model::SandboxBroker &broker, qint64 nowMs) const;

    qint32 m_id;
    model::SandboxBroker m_broker;
    Panel *m_panel;
    Pill *m_pill;
    Label *m_address;
    Label *m_process;
    KeyValueGrid *m_left;
    KeyValueGrid *m_right;
    QPushButton *m_pause;
    QPushButton *m_restart;
    QPushButton *m_kill;
    QPushButton *m_start;
    QPushButton *m_startEmpty;
    FaultEditor *m_faults;
    Label *m_footer;
};

} // namespace weir::widgets
