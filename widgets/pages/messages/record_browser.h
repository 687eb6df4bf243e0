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

class QSplitter;

namespace weir::widgets {

class Banner;
class FilterLine;
class Label;
class PageStates;
class ReadChoices;
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
    /// True where there was something to stop. What was found until then is kept.
    bool stop();
    bool isRunning() const { return m_stream && !m_stopped; }
    void liveTail();
    void findFocus();
    PageState state() const;
    /// A new record, written from nothing.
    void produce();
    /// A new record that begins as a copy of this one.
    void resend(const model::Record &record);
    /// Why produce() and resend() are not offered where the profile is read only.
    static QString readOnlyReason();
    enum class ExportExtent {
        Shown, ///< the rows of the list, as sorted and filtered there
        All    ///< what the last read asked for, whatever the list holds of it, in the order of time
    };
    void exportTo(const QString &path, RecordExport::Format format, ExportExtent extent);
    /// Bytes of the records in the list; bounded, however large the records are.
    qint64 heldBytes() const { return m_heldBytes; }
    QList<QWidget *> panes() const;

Q_SIGNALS:
    void stateChanged();
    void placeChanged();

private:
    void take();
    void finishStream();
    void dropStream();
    void endJob();
    void showEnd();
    void showProgress();
    void makeRoom();
    void showOutside();
    void withWhole(const model::Record &record, std::function<void(const model::Record &)> act);
    void wholeCame();
    void showPicked();
    void exportRecords(RecordExport::Format format, ExportExtent extent);
    void openExportMenu(QWidget *under);

    PageContext m_context;
    QString m_topic;
    int m_partitionCount = 0;
    model::ReadRequest m_asked; // by the last run
    api::RecordStream m_stream; // also after a stop, until its last hits are taken
    std::deque<model::Record> m_waiting; // taken from the stream, not yet in the table
    QTimer m_takeTimer;
    qint64 m_heldBytes = 0;
    bool m_full = false; // a search for the newest was ended, to keep the list bounded
    qint64 m_dropped = 0; // from the list, to keep it bounded
    Latest<model::Record> m_whole;
    std::function<void(const model::Record &)> m_wholeAct;
    model::ReadProgress m_progress;
    QPointer<Job> m_job;
    bool m_everRun = false;
    bool m_stopped = false;
    std::optional<base::Error> m_error;

    RowTableModel<model::Record> m_table;
    FilterLine *m_filter;
    ReadChoices *m_choices;
    ScanStrip *m_strip;
    Banner *m_missing;
    PageStates *m_states;
    TableView *m_view;
    RecordDetail *m_detail;
    QSplitter *m_splitter;
};

} // namespace weir::widgets
