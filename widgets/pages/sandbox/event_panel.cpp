// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/sandbox/event_panel.h"

#include "widgets/pages/sandbox/event_text.h"
#include "widgets/parts/format.h"
#include "widgets/parts/panel.h"
#include "widgets/parts/table_view.h"

#include <QHeaderView>
#include <QVBoxLayout>

namespace weir::widgets {

EventPanel::EventPanel(QWidget *parent)
    : QWidget(parent)
    , m_table([](const Row &row) { return QString::number(row.number); })
    , m_view(new TableView)
{
    m_table.setColumns({
        {.id = QStringLiteral("time"), .title = tr("Time"), .kind = CellKind::Mono, .value = [](const Row &r) { return Cell(format::clock(r.event.atMs)); }},
        {.id = QStringLiteral("what"), .title = tr("What"), .kind = CellKind::State,
         .value = [](const Row &r) {
             auto [state, words] = sandboxEventText(r.event);
             return Cell(state, std::move(words));
         },
         .stretch = true},
    });
    m_view->setTableModel(&m_table);
    m_view->setFilterRowVisible(false);
    m_view->horizontalHeader()->hide();
    m_view->setAccessibleName(tr("What happened"));
    auto *panel = new Panel(tr("What happened"));
    panel->setContent(m_view);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(panel);
}

void EventPanel::setEvents(const std::vector<model::SandboxEvent> &events)
{
    std::vector<Row> rows;
    rows.reserve(events.size());
    for (std::size_t i = events.size(); i-- > 0;)
        rows.push_back({static_cast<int>(i), events[i]});
    m_table.setRows(std::move(rows));
}

} // namespace weir::widgets
