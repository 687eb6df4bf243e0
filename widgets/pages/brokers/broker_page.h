// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/parts/latest.h"
#include "widgets/parts/row_table_model.h"
#include "widgets/shell/page.h"

namespace weir::widgets {

class ConfigTable;
class PageHeader;
class PageStates;
class TableView;

/// One broker: its log directories, and its settings with their source and meaning.
class BrokerPage : public Page
{
    Q_OBJECT

public:
    BrokerPage(const PageContext &context, const Place &place);

    QString title() const override;
    Place place() const override;
    PageState state() const override;
    Place up() const override;
    void refresh() override;

private:
    void showDetail();
    void editConfig(const QString &name);

    qint32 m_id;
    Latest<model::BrokerDetail> m_detail;
    PageHeader *m_header;
    PageStates *m_states;
    RowTableModel<model::BrokerDetail::LogDir> m_dirs;
    TableView *m_dirView;
    ConfigTable *m_config;
};

} // namespace weir::widgets
