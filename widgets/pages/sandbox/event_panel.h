// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/model/sandbox.h"
#include "widgets/parts/row_table_model.h"

#include <QWidget>

namespace weir::widgets {

class TableView;

/// What happened, newest first.
class EventPanel : public QWidget
{
    Q_OBJECT

public:
    explicit EventPanel(QWidget *parent = nullptr);
    void setEvents(const std::vector<model::SandboxEvent> &events);

private:
    struct Row {
        int number = 0;
        model::SandboxEvent event;
    };
    RowTableModel<Row> m_table;
    TableView *m_view;
};

} // namespace weir::widgets
