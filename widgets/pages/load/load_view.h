// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/parts/row_table_model.h"
#include "widgets/shell/page.h"

#include <QPointer>
#include <QWidget>

class QPushButton;

namespace weir::widgets {

class Banner;
class FactStrip;
class LoadForm;
class PageStates;
class Panel;
class TableView;
class TimeChart;

struct LoadPartitionRow {
    qint32 partition = 0;
    qint64 records = 0;
    double ofMean = 0;    ///< records ÷ mean of all partitions
    double ofLargest = 0; ///< records ÷ those of the fullest
    bool operator==(const LoadPartitionRow &) const = default;
};

/// The load generator of a topic: generated records by a producer whose settings are the person's, and what came of them:
/// records and bytes a batch, requests, what waits in its memory, latency, and where the records went.
class LoadView : public QWidget
{
    Q_OBJECT

public:
    LoadView(const PageContext &context, const QString &topic, QWidget *parent = nullptr);
    ~LoadView() override;

    void setTopic(int partitions, int replicas);
    void run();
    /// True where there was something to stop. What waits in the producer still goes out, for two seconds.
    bool stop();
    bool isRunning() const { return static_cast<bool>(m_stream); }
    PageState state() const;
    QList<QWidget *> panes() const;

Q_SIGNALS:
    void stateChanged();

private:
    QWidget *makeForm();
    QWidget *makeContent();
    void take();
    void judge();
    void showSamples(const std::vector<model::LoadProgress> &samples);
    void showFacts();
    void showPartitions();
    void showTrouble();

    PageContext m_context;
    const QString m_topic;
    api::LoadStream m_stream;
    model::LoadRequest m_asked;
    model::LoadProgress m_before; ///< the sample before the last
    model::LoadProgress m_last;
    bool m_any = false; ///< a sample came
    bool m_stopping = false;
    std::optional<base::Error> m_error;
    QPointer<Job> m_job;

    LoadForm *m_form;
    QPushButton *m_run;
    Banner *m_trouble;
    PageStates *m_states;
    FactStrip *m_facts;
    TimeChart *m_chart;
    RowTableModel<LoadPartitionRow> m_partitions;
    TableView *m_partitionView;
    Panel *m_partitionPanel;
};

} // namespace weir::widgets
