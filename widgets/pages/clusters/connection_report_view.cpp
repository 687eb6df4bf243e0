// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/clusters/connection_report_view.h"

#include "widgets/parts/error_text.h"
#include "widgets/parts/format.h"
#include "widgets/parts/label.h"
#include "widgets/parts/state_label.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace weir::widgets {

namespace {

QString stepWords(const QString &name)
{
    if (name == QLatin1String("resolve"))
        return ConnectionReportView::tr("Name found");
    if (name == QLatin1String("connect"))
        return ConnectionReportView::tr("Connected");
    if (name == QLatin1String("tls"))
        return ConnectionReportView::tr("Encrypted by TLS");
    if (name == QLatin1String("sasl"))
        return ConnectionReportView::tr("Logged in");
    if (name == QLatin1String("versions"))
        return ConnectionReportView::tr("Protocol versions agreed");
    if (name == QLatin1String("metadata"))
        return ConnectionReportView::tr("Cluster described");
    if (name == QLatin1String("brokers"))
        return ConnectionReportView::tr("Every broker reached");
    return name;
}

} // namespace

ConnectionReportView::ConnectionReportView(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(0, 8, 0, 0);
    m_layout->setSpacing(4);
}

void ConnectionReportView::clear()
{
    while (QLayoutItem *item = m_layout->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

void ConnectionReportView::showRunning()
{
    clear();
    auto *busy = new StateLabel(State::Busy, tr("Testing the connection"));
    busy->setLive(true);
    m_layout->addWidget(busy);
}

void ConnectionReportView::showReport(const api::ConnectionReport &report)
{
    clear();
    for (const api::ConnectionReport::Step &step : report.steps) {
        auto *line = new QWidget;
        auto *row = new QHBoxLayout(line);
        row->setContentsMargins(0, 0, 0, 0);
        row->addWidget(new StateLabel(step.ok ? State::Ok : State::Error, stepWords(step.name)));
        auto *target = new Label(step.target, FontRole::Data, Ink::Text2);
        target->setElided(Qt::ElideMiddle);
        row->addWidget(target, 1);
        if (step.ok)
            row->addWidget(new Label(tr("%1 ms").arg(format::number(step.milliseconds)), FontRole::Data, Ink::Text3));
        m_layout->addWidget(line);
        if (step.error) {
            const ErrorText words = errorText(*step.error);
            auto *why = new Label(words.line(), FontRole::Small, Ink::Error);
            why->setWordWrap(true);
            why->setSelectable(true);
            m_layout->addWidget(why);
        }
    }
    if (report.ok()) {
        const QString version = report.version.isEmpty() ? format::unknown() : report.version;
        m_layout->addWidget(new Label(tr("%n broker(s), Kafka %1, cluster id %2", nullptr, report.brokers).arg(version, report.clusterId), FontRole::Small, Ink::Text2));
    }
}

void ConnectionReportView::showError(const base::Error &error)
{
    clear();
    auto *why = new Label(errorText(error).line(), FontRole::Small, Ink::Error);
    why->setWordWrap(true);
    m_layout->addWidget(why);
}

} // namespace weir::widgets
