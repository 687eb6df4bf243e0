// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/sandbox/fault_dialogs.h"

#include "widgets/pages/sandbox/fault_editor.h"
#include "widgets/parts/buttons.h"
#include "widgets/parts/label.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QSpinBox>

namespace weir::widgets {

namespace {

using BrokerState = model::SandboxBroker::State;
constexpr int kLongestMinutes = 15; // transaction.max.timeout.ms

QFormLayout *formIn(QWidget *body)
{
    auto *form = new QFormLayout(body);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(8);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    return form;
}

void addRow(QFormLayout *form, const QString &label, QWidget *field)
{
    field->setAccessibleName(label);
    form->addRow(new Label(label, FontRole::Body, Ink::Text2), field);
}

void addWords(QFormLayout *form, const QString &words)
{
    auto *label = new Label(words, FontRole::Body, Ink::Text);
    label->setWordWrap(true);
    form->addRow(label);
}

/// A name is chosen or typed.
QComboBox *nameBox(const QStringList &names)
{
    auto *box = new QComboBox;
    box->setEditable(true);
    box->setInsertPolicy(QComboBox::NoInsert);
    box->addItems(names);
    setDataFont(box->lineEdit());
    return box;
}

} // namespace

BrokerFaultDialog::BrokerFaultDialog(Kind kind, const model::SandboxStatus &status) : m_broker(new QComboBox)
{
    using Act = api::SandboxControl::BrokerAct;
    setTitle(kind == Kind::Kill ? tr("Kill a broker") : kind == Kind::Pause ? tr("Pause a broker") : tr("Faults of a broker"),
             kind == Kind::Kill ? Icon::Kill : kind == Kind::Pause ? Icon::Pause : Icon::Fault);
    setPreferredWidth(420);
    auto *body = new QWidget;
    QFormLayout *form = formIn(body);
    if (kind == Kind::Kill)
        addWords(form, tr("It ends as by kill -9: nothing is flushed, and nobody is told."));
    if (kind == Kind::Pause)
        addWords(form, tr("It answers nothing, while its connections stay open."));
    for (const model::SandboxBroker &broker : status.brokers) {
        const bool fits = broker.state == BrokerState::Running || (kind != Kind::Pause && broker.state == BrokerState::Paused);
        if (!fits)
            continue;
        m_brokers.push_back(broker);
        m_broker->addItem(tr("Broker %1").arg(broker.id), broker.id);
    }
    addRow(form, tr("Broker"), m_broker);
    if (kind == Kind::Faults) {
        m_editor = new FaultEditor;
        form->addRow(m_editor);
        const auto showChosen = [this] {
            for (const model::SandboxBroker &broker : m_brokers) {
                if (broker.id == m_broker->currentData().toInt())
                    m_editor->show(broker.faults);
            }
        };
        connect(m_broker, &QComboBox::currentIndexChanged, this, showChosen);
        showChosen();
    }
    setBody(body);
    QPushButton *cancel = makeButton(tr("Cancel"), Icon::None, ButtonKind::Default, nullptr, QStringLiteral("Esc"));
    QPushButton *act = makeButton(kind == Kind::Kill ? tr("Kill") : kind == Kind::Pause ? tr("Pause") : tr("Set faults"), Icon::None, ButtonKind::Primary);
    act->setObjectName(QStringLiteral("act"));
    act->setEnabled(!m_brokers.empty());
    addFooterRight(cancel);
    addFooterRight(act);
    setInitialFocus(m_broker);
    connect(cancel, &QPushButton::clicked, this, [this] { reject(); });
    connect(act, &QPushButton::clicked, this, [this, kind] {
        const qint32 broker = m_broker->currentData().toInt();
        accept();
        if (kind == Kind::Faults)
            Q_EMIT faultsChosen(broker, m_editor->faults());
        else
            Q_EMIT actChosen(broker, kind == Kind::Kill ? Act::Kill : Act::Pause);
    });
}

QString ClientFaultDialog::titleOf(Kind kind)
{
    switch (kind) {
    case Kind::ExpireMember: return tr("Expire a session");
    case Kind::FenceProducer: return tr("Fence a producer");
    case Kind::AbortTransaction: return tr("Abort a transaction");
    case Kind::HangTransaction: return tr("Hang a transaction");
    }
    return {};
}

Icon ClientFaultDialog::iconOf(Kind kind)
{
    switch (kind) {
    case Kind::ExpireMember: return Icon::Group;
    case Kind::FenceProducer: return Icon::Lock;
    case Kind::AbortTransaction: return Icon::Transaction;
    case Kind::HangTransaction: return Icon::Stall;
    }
    return Icon::Fault;
}

ClientFaultDialog::ClientFaultDialog(Kind kind, const model::SnapshotPtr &snapshot) : m_kind(kind), m_snapshot(snapshot)
{
    setTitle(titleOf(kind), iconOf(kind));
    setPreferredWidth(480);
    auto *body = new QWidget;
    QFormLayout *form = formIn(body);
    switch (kind) {
    case Kind::ExpireMember: addWords(form, tr("The member is put out of its group as if it had not been heard of for too long: the group rebalances, and it has to come again.")); break;
    case Kind::FenceProducer: addWords(form, tr("Another producer takes its transactional id: what it had begun is aborted, and whatever it sends next is refused.")); break;
    case Kind::AbortTransaction: addWords(form, tr("The transaction that is under way is aborted, and its producer fenced: its records stay in the log, and readers of committed records never see them.")); break;
    case Kind::HangTransaction: addWords(form, tr("One record is written in a transaction that nobody ends: readers of committed records stop there until its time is over or it is aborted.")); break;
    }
    if (kind == Kind::ExpireMember) {
        addGroup(form);
    } else {
        m_transactionalId = nameBox({});
        addRow(form, tr("Transactional id"), m_transactionalId);
        connect(m_transactionalId, &QComboBox::currentTextChanged, this, &ClientFaultDialog::check);
    }
    if (kind == Kind::HangTransaction)
        addHanging(form);
    setBody(body);
    QPushButton *cancel = makeButton(tr("Cancel"), Icon::None, ButtonKind::Default, nullptr, QStringLiteral("Esc"));
    m_act = makeButton(kind == Kind::ExpireMember   ? tr("Expire session")
                       : kind == Kind::FenceProducer    ? tr("Fence producer")
                       : kind == Kind::AbortTransaction ? tr("Abort transaction")
                                                        : tr("Hang transaction"),
                       Icon::None, ButtonKind::Primary);
    m_act->setObjectName(QStringLiteral("act"));
    addFooterRight(cancel);
    addFooterRight(m_act);
    setInitialFocus(m_group != nullptr ? m_group : m_transactionalId);
    connect(cancel, &QPushButton::clicked, this, [this] { reject(); });
    connect(m_act, &QPushButton::clicked, this, [this] {
        const model::SandboxClientFault wanted = fault();
        accept();
        Q_EMIT chosen(wanted);
    });
    check();
}

void ClientFaultDialog::addGroup(QFormLayout *form)
{
    QStringList groups;
    if (m_snapshot) {
        for (const model::Group &group : m_snapshot->groups) {
            if (!group.members.empty())
                groups.append(group.id);
        }
    }
    groups.sort();
    m_group = nameBox(groups);
    addRow(form, tr("Group"), m_group);
    m_member = nameBox({});
    addRow(form, tr("Member"), m_member);
    connect(m_group, &QComboBox::currentTextChanged, this, &ClientFaultDialog::showMembers);
    showMembers();
}

void ClientFaultDialog::addHanging(QFormLayout *form)
{
    m_transactionalId->setEditText(QStringLiteral("weir-hanging"));
    QStringList topics;
    if (m_snapshot) {
        for (const model::Topic &topic : m_snapshot->topics) {
            if (!topic.internal)
                topics.append(topic.name);
        }
    }
    topics.sort();
    m_topic = nameBox(topics);
    addRow(form, tr("Topic"), m_topic);
    m_partition = new QSpinBox;
    m_partition->setRange(0, 100'000);
    addRow(form, tr("Partition"), m_partition);
    m_minutes = new QSpinBox;
    m_minutes->setRange(1, kLongestMinutes);
    m_minutes->setValue(kLongestMinutes);
    m_minutes->setSuffix(tr(" min"));
    addRow(form, tr("Hangs for"), m_minutes);
    connect(m_topic, &QComboBox::currentTextChanged, this, &ClientFaultDialog::check);
}

void ClientFaultDialog::setTransactionalIds(const QStringList &ids)
{
    if (m_transactionalId == nullptr || m_kind == Kind::HangTransaction)
        return;
    const QString typed = m_transactionalId->currentText();
    m_transactionalId->clear();
    m_transactionalId->addItems(ids);
    if (!typed.isEmpty())
        m_transactionalId->setEditText(typed);
    check();
}

void ClientFaultDialog::showMembers()
{
    m_member->clear();
    m_member->addItem(tr("All members"));
    if (m_snapshot) {
        for (const model::Group &group : m_snapshot->groups) {
            if (group.id != m_group->currentText())
                continue;
            for (const model::GroupMember &member : group.members)
                m_member->addItem(member.memberId, member.memberId);
        }
    }
    m_member->setCurrentIndex(0);
    check();
}

void ClientFaultDialog::check()
{
    if (m_act == nullptr)
        return;
    const bool named = m_group != nullptr ? !m_group->currentText().trimmed().isEmpty() : !m_transactionalId->currentText().trimmed().isEmpty();
    m_act->setEnabled(named && (m_topic == nullptr || !m_topic->currentText().trimmed().isEmpty()));
}

model::SandboxClientFault ClientFaultDialog::fault() const
{
    model::SandboxClientFault fault;
    fault.kind = m_kind;
    if (m_group != nullptr) {
        fault.group = m_group->currentText().trimmed();
        const QString member = m_member->currentText().trimmed();
        fault.member = member == m_member->itemText(0) ? QString() : member;
    }
    if (m_transactionalId != nullptr)
        fault.transactionalId = m_transactionalId->currentText().trimmed();
    if (m_topic != nullptr) {
        fault.topic = m_topic->currentText().trimmed();
        fault.partition = m_partition->value();
        fault.forMs = qint64(m_minutes->value()) * 60'000;
    }
    return fault;
}

} // namespace weir::widgets
