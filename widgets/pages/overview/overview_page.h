// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/charts/time_chart.h"
#include "widgets/pages/brokers/broker_rows.h"
#include "widgets/pages/groups/group_rows.h"
#include "widgets/pages/topics/topic_row.h"
#include "widgets/shell/page.h"

namespace weir::widgets {

class AttentionList;
class FactStrip;
class PageHeader;
class PageStates;
class Panel;
class TableView;

/// The cluster on one page: facts, what needs somebody, rates and lag over time, brokers, groups, busiest topics. Each
/// number leads to its page.
class OverviewPage : public Page
{
    Q_OBJECT

public:
    OverviewPage(const PageContext &context, const Place &place);

    QString title() const override;
    Place place() const override;
    PageState state() const override;
    void refresh() override { m_context.feed->refresh(); }
    std::optional<qint64> takenAtMs() const override;

private:
    QWidget *makeLeft();
    QWidget *makeRight();
    void showSnapshot();
    void showFacts(const model::ClusterSnapshot &snapshot);
    void showCharts(const model::ClusterSnapshot &snapshot);
    void showTables(const model::ClusterSnapshot &snapshot);
    void open(const QString &page, OpenMode mode = OpenMode::Preview);

    PageHeader *m_header;
    PageStates *m_states;
    FactStrip *m_strip;
    Panel *m_attentionPanel;
    AttentionList *m_attention;
    ChartCursor m_cursor;
    TimeChart *m_written;
    TimeChart *m_lag;
    RowTableModel<BrokerRow> m_brokers;
    RowTableModel<GroupRow> m_groups;
    RowTableModel<TopicRow> m_topics;
    TableView *m_brokerView;
    TableView *m_groupView;
    TableView *m_topicView;
    Panel *m_groupPanel;
    QStringList m_factPages; // where each fact of the strip leads
};

} // namespace weir::widgets
