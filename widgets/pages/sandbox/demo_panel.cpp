// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/sandbox/demo_panel.h"

#include "widgets/parts/buttons.h"
#include "widgets/parts/format.h"
#include "widgets/parts/label.h"
#include "widgets/parts/panel.h"

#include <QHBoxLayout>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace weir::widgets {

DemoPanel::DemoPanel(QWidget *parent)
    : QWidget(parent)
    , m_panel(new Panel(tr("Demo shop")))
    , m_all(new Switch)
{
    m_all->setAccessibleName(tr("Demo shop"));
    m_panel->addHeaderWidget(m_all);
    auto *body = new QWidget;
    m_lines = new QVBoxLayout(body);
    m_lines->setContentsMargins(12, 8, 12, 8);
    m_lines->setSpacing(8);
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(body);
    body->setBackgroundRole(QPalette::Base); // the panel's ground
    scroll->viewport()->setBackgroundRole(QPalette::Base);
    m_panel->setContent(scroll);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_panel);
    connect(m_all, &QAbstractButton::clicked, this, &DemoPanel::demoSwitched);
}

QString DemoPanel::behaviour(const QString &id)
{
    if (id == QLatin1String("keeps-up"))
        return tr("keeps up");
    if (id == QLatin1String("lags"))
        return tr("lags and drains");
    if (id == QLatin1String("stalls"))
        return tr("stalls on one record");
    if (id == QLatin1String("rewinds"))
        return tr("rewinds now and then");
    if (id == QLatin1String("idle-members"))
        return tr("has members without a partition");
    if (id == QLatin1String("dead"))
        return tr("has no member");
    if (id == QLatin1String("expired"))
        return tr("was away too long");
    return id;
}

void DemoPanel::show(const model::SandboxStatus &status)
{
    QStringList names;
    double rate = 0;
    for (const model::SandboxDemoPart &part : status.demoParts) {
        names.append(part.name);
        if (part.topic)
            rate += part.recordsPerSecond;
    }
    if (names != m_names)
        rebuild(status.demoParts);
    m_all->setChecked(status.demo);
    m_panel->setNote(status.demo ? format::rate(rate) : tr("off"));
    for (const model::SandboxDemoPart &part : status.demoParts) {
        const Line line = m_parts.value(part.name);
        line.button->setChecked(part.on);
        line.button->setEnabled(status.demo);
        line.rate->setText(part.topic ? format::rate(part.recordsPerSecond) : behaviour(part.behaviour));
    }
}

void DemoPanel::rebuild(const std::vector<model::SandboxDemoPart> &parts)
{
    while (QLayoutItem *item = m_lines->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_parts.clear();
    m_names.clear();
    for (const model::SandboxDemoPart &part : parts) {
        auto *line = new QWidget;
        auto *row = new QHBoxLayout(line);
        row->setContentsMargins(0, 0, 0, 0);
        auto *button = new Switch;
        button->setAccessibleName(part.name);
        row->addWidget(button);
        row->addWidget(new Label(part.name, FontRole::Data));
        auto *rate = new Label({}, part.topic ? FontRole::Data : FontRole::Small, Ink::Text2);
        rate->setElided(Qt::ElideRight); // the longest behaviour must not push the numbers out of sight
        rate->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        row->addWidget(rate, 1);
        m_lines->addWidget(line);
        connect(button, &QAbstractButton::clicked, this, [this, name = part.name](bool on) { Q_EMIT partSwitched(name, on); });
        m_parts.insert(part.name, {button, rate});
        m_names.append(part.name);
    }
    m_lines->addStretch();
}

} // namespace weir::widgets
