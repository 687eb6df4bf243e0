// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/pages/keys/key_rows.h"
#include "widgets/shell/page.h"

#include <QPointer>
#include <QWidget>

class QComboBox;
class QPushButton;

namespace weir::widgets {

class Banner;
class FactStrip;
class Label;
class PageStates;
class Panel;
class ScanStrip;
class StateLabel;
class TableView;

/// Looks at the keys of one topic when asked: how many there are, which are in several partitions and since when, which
/// partitioner put them there, and how evenly records lie. Leaves no trace in the cluster.
class KeysView : public QWidget
{
    Q_OBJECT

public:
    KeysView(const PageContext &context, const QString &topic, QWidget *parent = nullptr);
    ~KeysView() override;

    void run();
    /// True where there was something to stop. What was read until then is still shown.
    bool stop();
    bool isRunning() const { return static_cast<bool>(m_stream); }
    PageState state() const;
    QList<QWidget *> panes() const;

Q_SIGNALS:
    void stateChanged();

private:
    QWidget *makeChoices();
    QWidget *makeContent();
    void take();
    void showProgress();
    void showReport();
    void setRunning(bool running);

    PageContext m_context;
    const QString m_topic;
    api::KeyStream m_stream;
    std::optional<model::KeyReport> m_report;
    model::ReadProgress m_progress;
    std::optional<base::Error> m_error;
    QPointer<Job> m_job;

    QComboBox *m_range;
    QPushButton *m_run;
    ScanStrip *m_strip;
    Banner *m_partial;
    PageStates *m_states;
    StateLabel *m_placement;
    Label *m_placementWords;
    StateLabel *m_keyless;
    Label *m_keylessWords;
    FactStrip *m_facts;
    RowTableModel<PartitionKeysRow> m_partitions;
    TableView *m_partitionView;
    RowTableModel<model::PartitionerFit> m_fits;
    TableView *m_fitView;
    RowTableModel<model::SplitKey> m_splits;
    TableView *m_splitView;
    PageStates *m_splitStates;
    Panel *m_splitPanel;
};

} // namespace weir::widgets
