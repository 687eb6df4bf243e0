// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/pages/brokers/broker_rows.h"
#include "widgets/parts/latest.h"
#include "widgets/parts/row_table_model.h"
#include "widgets/shell/page.h"

namespace weir::widgets {

class ConfigTable;
class FactStrip;
class PageHeader;
class PageStates;
class TableView;

/// One broker: whether it runs, what it leads and holds (from each look), its log directories, and its settings with their source and meaning.
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
    /// After a look at the cluster.
    void follow();
    void showBroker(const model::ClusterSnapshot &snapshot);
    void showDetail();
    void editConfig(const QString &name);

    qint32 m_id;
    Latest<model::BrokerDetail> m_detail;
    PageHeader *m_header;
    PageStates *m_states;
    FactStrip *m_strip;
    std::optional<bool> m_up; // in the last look
    RowTableModel<model::BrokerDetail::LogDir> m_dirs;
    TableView *m_dirView;
    ConfigTable *m_config;
};

} // namespace weir::widgets
