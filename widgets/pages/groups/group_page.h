// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/pages/groups/group_rows.h"
#include "widgets/shell/page.h"

namespace weir::widgets {

class FactStrip;
class LagCharts;
class PageHeader;
class PageStates;
class SpanButton;
class TableView;

/// One group: lag in records and time, rates, time to drain, charts, partitions, members.
class GroupPage : public Page
{
    Q_OBJECT

public:
    GroupPage(const PageContext &context, const Place &place);

    QString title() const override { return m_group; }
    Place place() const override;
    PageState state() const override;
    Place up() const override;
    void refresh() override { m_context.feed->refresh(); }
    std::optional<qint64> takenAtMs() const override;
    QList<QWidget *> panes() const override;

private:
    void buildHeader();
    void showSnapshot();
    void showFacts(const model::Group &group);
    void showMissing(const model::ClusterSnapshot &snapshot, const model::Group &group);

    QString m_group;
    PageHeader *m_header;
    PageStates *m_states;
    FactStrip *m_strip;
    LagCharts *m_charts;
    RowTableModel<LagRow> m_lags;
    TableView *m_lagView;
    RowTableModel<MemberRow> m_members;
    TableView *m_memberView;
    PageStates *m_memberStates;
    SpanButton *m_span;
    QString m_topic; // of the chart by partition
};

} // namespace weir::widgets
