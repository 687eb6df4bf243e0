// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/services.h"
#include "widgets/pages/messages/record_export.h"
#include "widgets/parts/row_table_model.h"
#include "widgets/shell/page.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QTimer>
#include <QWidget>

#include <deque>

class QComboBox;
class QLineEdit;
class QSplitter;

namespace weir::widgets {

class Banner;
class FilterLine;
class Label;
class PageStates;
class RecordDetail;
class ScanStrip;
class TableView;

/// Reads one topic: from where, which partitions, how many, with which words; the hits as they come, and the one picked
/// in its fields and bytes. Nothing it does leaves a trace in the cluster.
class RecordBrowser : public QWidget
{
    Q_OBJECT

public:
    explicit RecordBrowser(const PageContext &context, QWidget *parent = nullptr);
    ~RecordBrowser() override;

    /// Another topic; forgets what was read.
    void setTopic(const QString &topic, int partitions);
    QString topic() const { return m_topic; }

    /// Sets the fields from a place (partition, offset, timestamp, filter) and reads.
    void showPlace(const Place &place);
    /// The same the other way: what is asked for now.
    void fillPlace(Place &place) const;

    void run();
    /// True where there was something to stop.
    bool stop();
    bool isRunning() const { return static_cast<bool>(m_stream); }
    void liveTail();
    void findFocus();
    PageState state() const;
    void produce();
    void exportShown(RecordExport::Format format);
    QList<QWidget *> panes() const;

Q_SIGNALS:
    void stateChanged();
    void placeChanged();

private:
    QWidget *makeChoices();
    std::optional<model::ReadRequest> request();
    void startKindChanged();
    void take();
    void finishStream();
    void showProgress();
    void showPicked();
    void openExportMenu(QWidget *under);

    PageContext m_context;
    QString m_topic;
    int m_partitionCount = 0;
    api::RecordStream m_stream;
    std::deque<model::Record> m_waiting; // taken from the stream, not yet in the table
    QTimer m_takeTimer;
    model::ReadProgress m_progress;
    QPointer<Job> m_job;
    bool m_everRun = false;
    bool m_stopped = false;
    std::optional<base::Error> m_error;

    RowTableModel<model::Record> m_table;
    FilterLine *m_filter;
    QComboBox *m_start;
    QLineEdit *m_startValue;
    QComboBox *m_partitions;
    QComboBox *m_limit;
    ScanStrip *m_strip;
    Banner *m_missing;
    PageStates *m_states;
    TableView *m_view;
    RecordDetail *m_detail;
    QSplitter *m_splitter;
};

} // namespace weir::widgets
