// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/pages/topics/topic_row.h"
#include "widgets/parts/latest.h"
#include "widgets/shell/page.h"
#include "widgets/shell/page_catalog.h"

namespace weir::widgets {

class PageHeader;
class PageStates;
class SearchField;
class Switch;
class TableView;

/// Every topic of the cluster.
class TopicsPage : public Page
{
    Q_OBJECT

public:
    TopicsPage(const PageContext &context, const Place &place);

    static std::vector<CommandSpec> commands();
    QString title() const override;
    Place place() const override;
    PageState state() const override;
    bool showPlace(const Place &place) override;
    void refresh() override;
    void find() override;
    std::optional<qint64> takenAtMs() const override;
    QByteArray saveState() const override;
    void restoreState(const QByteArray &state) override;

    static RailBadge badge(const model::ClusterSnapshot &snapshot);

private:
    void showSnapshot();
    void readConfigs();
    void create();
    void open(const QString &topic, OpenMode mode);

    RowTableModel<TopicRow> m_table;
    Latest<QMap<QString, std::vector<model::ConfigEntry>>> m_configs;
    QHash<QString, QPair<QString, QString>> m_known; // cleanup policy and retention by topic
    PageHeader *m_header;
    PageStates *m_states;
    TableView *m_view;
    SearchField *m_search;
    Switch *m_internal;
};

} // namespace weir::widgets
