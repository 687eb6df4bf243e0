// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/charts/time_chart.h"
#include "widgets/pages/brokers/broker_rows.h"
#include "widgets/pages/groups/group_rows.h"
#include "widgets/pages/topics/topic_row.h"
#include "widgets/parts/fact_strip.h"
#include "widgets/shell/page.h"

namespace weir::widgets {

class AttentionList;
class PageHeader;
class PageStates;
class Panel;
class SpanButton;
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
    Fact groupsFact(const model::ClusterSnapshot &snapshot) const;
    void showCharts(const model::ClusterSnapshot &snapshot);
    void showTables(const model::ClusterSnapshot &snapshot);

    PageHeader *m_header;
    PageStates *m_states;
    SpanButton *m_span;
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
    QList<Place> m_factPlaces; // where each fact of the strip leads
};

} // namespace weir::widgets
