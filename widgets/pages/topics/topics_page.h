// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/pages/topics/topic_row.h"
#include "widgets/parts/latest.h"
#include "widgets/shell/page.h"
#include "widgets/shell/page_catalog.h"

class QComboBox;

namespace weir::widgets {

class PageHeader;
class PageStates;
class SearchField;
class Switch;
class TableView;

/// Every topic of the cluster. Place::more["show"]: "under-replicated" or "min-isr" for those that need somebody.
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
    void filterRows();
    /// The dialog for a new topic; `like` may be null.
    void askNew(const model::TopicDetail *like);
    /// With partitions, replicas and set configuration of this one.
    void createLike(const QString &topic);
    void deleteRecords(const QStringList &topics);
    void open(const QString &topic, OpenMode mode);

    RowTableModel<TopicRow> m_table;
    Latest<model::TopicDetail> m_model; // of a new topic
    PageHeader *m_header;
    PageStates *m_states;
    TableView *m_view;
    SearchField *m_search;
    QComboBox *m_which;
    Switch *m_internal;
};

} // namespace weir::widgets
