// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/services.h"
#include "widgets/dialogs/sheet.h"

class QComboBox;
class QFormLayout;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace weir::widgets {

class FaultEditor;
class Label;

/// What a person can do to a broker without its card in sight: kill or pause it, or set its faults.
class BrokerFaultDialog : public Sheet
{
    Q_OBJECT

public:
    enum class Kind { Kill, Pause, Faults };
    /// Of the brokers that run.
    BrokerFaultDialog(Kind kind, const model::SandboxStatus &status);

Q_SIGNALS:
    void actChosen(qint32 broker, weir::api::SandboxControl::BrokerAct act);
    void faultsChosen(qint32 broker, const weir::model::SandboxFaults &faults);

private:
    std::vector<model::SandboxBroker> m_brokers;
    QComboBox *m_broker;
    FaultEditor *m_editor = nullptr;
};

/// Whom to break among the clients of the sandbox, and how.
class ClientFaultDialog : public Sheet
{
    Q_OBJECT

public:
    using Kind = model::SandboxClientFault::Kind;
    /// `snapshot` of the sandbox: its groups and topics are offered; null where another cluster is open.
    ClientFaultDialog(Kind kind, const model::SnapshotPtr &snapshot);

    /// Offered to be fenced or aborted.
    void setTransactionalIds(const QStringList &ids);

    static QString titleOf(Kind kind);
    static Icon iconOf(Kind kind);

Q_SIGNALS:
    void chosen(const weir::model::SandboxClientFault &fault);

private:
    void addGroup(QFormLayout *form);
    void addHanging(QFormLayout *form);
    void showMembers();
    void check();
    model::SandboxClientFault fault() const;

    Kind m_kind;
    model::SnapshotPtr m_snapshot;
    QComboBox *m_group = nullptr;
    QComboBox *m_member = nullptr;
    QComboBox *m_transactionalId = nullptr;
    QComboBox *m_topic = nullptr;
    QSpinBox *m_partition = nullptr;
    QSpinBox *m_minutes = nullptr;
    QPushButton *m_act = nullptr;
};

} // namespace weir::widgets
