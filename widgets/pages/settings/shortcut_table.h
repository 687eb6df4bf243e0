// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/parts/row_table_model.h"
#include "widgets/shell/commands.h"

#include <QWidget>

namespace weir::widgets {

class TableView;

/// Every command with its shortcut; Enter or a double click changes it, Delete takes it away, a menu puts it back.
class ShortcutTable : public QWidget
{
    Q_OBJECT

public:
    explicit ShortcutTable(Commands &commands, QWidget *parent = nullptr);

private:
    struct Row {
        QString id;
        QString title;
        QString keys;
        bool changed = false;
        bool operator==(const Row &) const = default;
    };
    void reload();
    void change(const QString &id);

    Commands &m_commands;
    RowTableModel<Row> m_table;
    TableView *m_view;
};

} // namespace weir::widgets
