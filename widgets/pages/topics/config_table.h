// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/model/cluster.h"
#include "widgets/parts/row_table_model.h"

#include <QWidget>

namespace weir::widgets {

class Label;
class SearchField;
class Switch;
class TableView;

/// The settings of a topic or a broker: value, where it comes from, what it means. Those that were set first. Enter or a
/// double click asks for an edit.
class ConfigTable : public QWidget
{
    Q_OBJECT

public:
    explicit ConfigTable(QWidget *parent = nullptr);
    void setConfigs(std::vector<model::ConfigEntry> configs);
    const model::ConfigEntry *find(const QString &name) const { return m_table.find(name); }
    const std::vector<model::ConfigEntry> &configs() const { return m_table.rows(); }
    void setEditable(bool editable);

Q_SIGNALS:
    void editRequested(const QString &name);

private:
    RowTableModel<model::ConfigEntry> m_table;
    TableView *m_view;
    SearchField *m_search;
    Switch *m_changedOnly;
    QWidget *m_edit;
    Label *m_help;
};

/// "topic", "broker", "default": where a value comes from.
QString configSource(model::ConfigEntry::Source source);

/// What the setting means, as the broker tells it: the words of our own sandbox broker in the language of the window, those
/// of any other broker as they came. Empty if not told.
QString configMeaning(const model::ConfigEntry &entry);

} // namespace weir::widgets
