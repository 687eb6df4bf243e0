// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/pages/brokers/broker_rows.h"
#include "widgets/shell/page.h"
#include "widgets/shell/page_catalog.h"

namespace weir::widgets {

class PageHeader;
class PageStates;
class TableView;

/// The servers of the cluster.
class BrokersPage : public Page
{
    Q_OBJECT

public:
    BrokersPage(const PageContext &context, const Place &place);

    QString title() const override;
    Place place() const override;
    PageState state() const override;
    void refresh() override { m_context.feed->refresh(); }
    std::optional<qint64> takenAtMs() const override;

    static RailBadge badge(const model::ClusterSnapshot &snapshot);

private:
    void showSnapshot();

    RowTableModel<BrokerRow> m_table;
    PageHeader *m_header;
    PageStates *m_states;
    TableView *m_view;
};

} // namespace weir::widgets
