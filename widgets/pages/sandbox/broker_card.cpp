// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/sandbox/broker_card.h"

#include "backend/base/kafka_error.h"
#include "widgets/pages/sandbox/fault_editor.h"
#include "widgets/parts/buttons.h"
#include "widgets/parts/format.h"
#include "widgets/parts/key_value_grid.h"
#include "widgets/parts/label.h"
#include "widgets/parts/panel.h"
#include "widgets/parts/state_label.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace weir::widgets {

namespace {

using BrokerState = model::SandboxBroker::State;
using Act = api::SandboxControl::BrokerAct;

std::pair<State, QString> stateOf(const model::SandboxBroker &broker)
{
    switch (broker.state) {
    case BrokerState::Running: return broker.faults.any() ? std::pair(State::Warn, BrokerCard::tr("Fault set")) : std::pair(State::Ok, BrokerCard::tr("Running"));
    case BrokerState::Paused: return {State::Paused, BrokerCard::tr("Paused")};
    case BrokerState::Stopped: return {State::Stopped, BrokerCard::tr("Stopped")};
    case BrokerState::Killed: return {State::Error, BrokerCard::tr("Killed")};
    case BrokerState::Starting: return {State::Busy, BrokerCard::tr("Starting")};
    }
    return {State::Unknown, format::unknown()};
}

} // namespace

BrokerCard::BrokerCard(qint32 id, QWidget *parent)
    : QWidget(parent)
    , m_id(id)
    , m_panel(new Panel(tr("Broker %1").arg(id)))
    , m_pill(new Pill)
    , m_address(new Label({}, FontRole::Data))
    , m_process(new Label({}, FontRole::Small, Ink::Text3))
    , m_left(new KeyValueGrid)
    , m_right(new KeyValueGrid)
    , m_faults(new FaultEditor)
    , m_footer(new Label({}, FontRole::Small, Ink::Text2))
{
    setAccessibleName(tr("Broker %1").arg(id));
    m_panel->addHeaderWidget(m_pill);
    auto *body = new QWidget;
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    auto *top = new QHBoxLayout;
    m_address->setSelectable(true);
    top->addWidget(m_address);
    top->addStretch();
    top->addWidget(m_process);
    column->addLayout(top);
    auto *grids = new QHBoxLayout;
    grids->setSpacing(16);
    grids->addWidget(m_left, 4);
    grids->addWidget(m_right, 3);
    column->addLayout(grids);

    auto *acts = new QHBoxLayout;
    acts->setSpacing(8);
    // Three cards stand side by side: of three buttons in words only the last has room for its icon.
    m_pause = makeButton(tr("Pause"));
    m_restart = makeButton(tr("Restart"));
    m_kill = makeButton(tr("Kill"), Icon::Kill);
    m_start = makeButton(tr("Start"), Icon::Play, ButtonKind::Primary);
    m_startEmpty = makeButton(tr("Start empty"), Icon::Sandbox);
    for (QPushButton *button : {m_start, m_startEmpty, m_pause, m_restart, m_kill})
        acts->addWidget(button);
    acts->addStretch();
    column->addLayout(acts);
    column->addWidget(m_faults);
    column->addStretch(1); // beside a card with more to say
    m_panel->setPaddedContent(body);
    m_panel->setFooter(m_footer);
    m_footer->setContentsMargins(12, 4, 12, 4);
    m_footer->setElided(Qt::ElideRight); // cards are of one width, whatever theirs says
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_panel);

    connect(m_pause, &QPushButton::clicked, this, [this] {
        Q_EMIT actRequested(m_broker.state == BrokerState::Paused ? Act::Resume : Act::Pause);
    });
    connect(m_restart, &QPushButton::clicked, this, [this] { Q_EMIT actRequested(Act::Restart); });
    connect(m_kill, &QPushButton::clicked, this, [this] { Q_EMIT actRequested(Act::Kill); });
    connect(m_start, &QPushButton::clicked, this, [this] { Q_EMIT actRequested(Act::Start); });
    connect(m_startEmpty, &QPushButton::clicked, this, [this] { Q_EMIT actRequested(Act::StartEmpty); });
    connect(m_faults, &FaultEditor::edited, this, [this] { Q_EMIT faultsChosen(m_faults->faults()); });
}

void BrokerCard::show(const model::SandboxBroker &broker, qint64 nowMs)
{
    m_broker = broker;
    const auto [state, word] = stateOf(broker);
    m_pill->set(state, word);
    m_panel->setBorderState(state == State::Warn || state == State::Error ? std::optional(state) : std::nullopt);
    m_address->setText(broker.address);
    m_process->setText(broker.pid > 0 ? tr("process %1").arg(broker.pid) : QString());
    const bool up = broker.state == BrokerState::Running || broker.state == BrokerState::Paused;
    const QString inSync = tr("%1 / %2").arg(format::count(static_cast<qint64>(broker.inSync)), format::count(static_cast<qint64>(broker.replicas)));
    const auto rate = [up](std::optional<double> bytes) { return up && bytes ? format::byteRate(*bytes) : format::none(); };
    // The long words stand together, so that the rates have room beside the short ones.
    m_left->setRows({{tr("Leaders"), format::count(static_cast<qint64>(broker.leaders))}, {tr("In sync"), inSync}});
    m_right->setRows({{tr("In"), rate(broker.bytesInPerSecond), true, {}, {}, !up || !broker.bytesInPerSecond},
                      {tr("Out"), rate(broker.bytesOutPerSecond), true, {}, {}, !up || !broker.bytesOutPerSecond}});
    const bool down = broker.state == BrokerState::Stopped || broker.state == BrokerState::Killed;
    for (QPushButton *button : {m_pause, m_restart, m_kill})
        button->setVisible(!down);
    for (QPushButton *button : {m_start, m_startEmpty})
        button->setVisible(down);
    m_pause->setText(broker.state == BrokerState::Paused ? tr("Resume") : tr("Pause"));
    m_faults->setEnabled(!down);
    m_faults->setVisible(broker.offersFaults);

    m_faults->show(broker.faults);
    m_footer->setText(footerText(broker, nowMs));
    m_footer->setInk(state == State::Error ? Ink::Error : state == State::Warn ? Ink::Warn : Ink::Text2);
}

QString BrokerCard::footerText(const model::SandboxBroker &broker, qint64 nowMs) const
{
    const QString since = format::clock(broker.stateSinceMs);
    const QString ago = format::span(std::max<qint64>(0, nowMs - broker.stateSinceMs));
    if (broker.state == BrokerState::Killed)
        return tr("Killed at %1, %2 ago").arg(since, ago);
    if (broker.state == BrokerState::Stopped)
        return tr("Stopped at %1, %2 ago").arg(since, ago);
    if (broker.state == BrokerState::Paused)
        return tr("Paused at %1: its connections stay open, nothing is answered").arg(since);
    if (broker.faults.any() && broker.faults.untilMs)
        return tr("Since %1, ends in %2").arg(format::clock(broker.faults.sinceMs), format::span(std::max<qint64>(0, *broker.faults.untilMs - nowMs)));
    if (broker.faults.errorCode != 0 && broker.faults.errorCount)
        return tr("%n more request(s) answered with %1", nullptr, static_cast<int>(*broker.faults.errorCount)).arg(QLatin1String(base::kafkaErrorName(broker.faults.errorCode)));
    if (broker.faults.any())
        return tr("Fault set since %1").arg(format::clock(broker.faults.sinceMs));
    return broker.offersFaults ? tr("No fault set") : tr("Since %1, %2 ago").arg(since, ago);
}

} // namespace weir::widgets
