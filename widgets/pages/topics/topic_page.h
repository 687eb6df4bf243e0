// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/pages/topics/partition_table.h"
#include "widgets/parts/latest.h"
#include "widgets/shell/page.h"

class QComboBox;
class QPushButton;
class QStackedWidget;

namespace weir::widgets {

class ConfigTable;
class FactStrip;
class KeysView;
class LoadView;
class PageHeader;
class PageStates;
class RecordBrowser;
class SubTabs;
class TableView;

/// One topic: its records, partitions, configuration, and the groups that read it. Place::more["show"] on the tab
/// "partitions": "under-replicated" or "min-isr".
class TopicPage : public Page
{
    Q_OBJECT

public:
    TopicPage(const PageContext &context, const Place &place);

    static std::vector<CommandSpec> commands();
    QString title() const override { return m_topic; }
    Place place() const override;
    PageState state() const override;
    bool showPlace(const Place &place) override;
    Place up() const override;
    void refresh() override;
    bool cancel() override;
    void find() override;
    void run() override;
    std::optional<qint64> takenAtMs() const override;
    QList<QWidget *> panes() const override;
    QStringList screenshotVariants() const override;
    void showVariant(const QString &variant) override;

private:
    enum Tab { kRecords, kPartitions, kConfiguration, kGroups, kKeys, kLoad };

    void buildHeader();
    QWidget *makePartitions();
    QWidget *makeGroups();
    void showSnapshot();
    void showDetail();
    void showGroups(const model::ClusterSnapshot &snapshot);
    void showMissing(const model::ClusterSnapshot &snapshot, const model::Topic &topic);
    void filterPartitions();
    void load(int tab);
    void editConfig(const QString &name);

    QString m_topic;
    PageHeader *m_header;
    PageStates *m_states; // holds the tabs; says what is missing
    SubTabs *m_tabs;
    QStackedWidget *m_pages;
    RecordBrowser *m_browser;
    RowTableModel<PartitionRow> m_partitions;
    TableView *m_partitionView;
    FactStrip *m_delivery;
    QComboBox *m_which;
    ConfigTable *m_config;
    PageStates *m_configStates;
    RowTableModel<model::Group> m_groups;
    TableView *m_groupView;
    PageStates *m_groupStates;
    KeysView *m_keys;
    LoadView *m_load;
    Latest<model::TopicDetail> m_detail;
    bool m_read = false; // the browser has been asked once
    Place m_wanted;
};

} // namespace weir::widgets
