// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/pages/groups/group_rows.h"
#include "widgets/shell/page.h"
#include "widgets/shell/page_catalog.h"

class QComboBox;
class QSplitter;

namespace weir::widgets {

class Inspector;
class KeyValueGrid;
class PageHeader;
class PageStates;
class Panel;
class SearchField;
class TableView;

/// Every consumer group, and below the list the partitions of the one picked.
class GroupsPage : public Page
{
    Q_OBJECT

public:
    GroupsPage(const PageContext &context, const Place &place);

    QString title() const override;
    Place place() const override;
    PageState state() const override;
    bool showPlace(const Place &place) override;
    void refresh() override { m_context.feed->refresh(); }
    void find() override;
    std::optional<qint64> takenAtMs() const override;
    QList<QWidget *> panes() const override;
    QStringList screenshotVariants() const override { return {QStringLiteral("picked")}; }
    void showVariant(const QString &variant) override;

    /// Needs the verdicts, which the snapshot alone does not hold: counts groups, and warns where offsets are lost.
    static RailBadge badge(const model::ClusterSnapshot &snapshot);

private:
    void showSnapshot();
    void showPicked();
    void open(const QString &group);

    RowTableModel<GroupRow> m_table;
    RowTableModel<LagRow> m_lags;
    PageHeader *m_header;
    PageStates *m_states;
    TableView *m_view;
    SearchField *m_search;
    Panel *m_lower;
    TableView *m_lagView;
    QComboBox *m_which;
    Inspector *m_inspector;
    KeyValueGrid *m_facts;
    KeyValueGrid *m_about;
};

} // namespace weir::widgets
