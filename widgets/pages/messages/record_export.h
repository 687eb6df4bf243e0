// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/cluster_services.h"
#include "widgets/parts/latest.h"
#include "widgets/shell/jobs.h"
#include "widgets/theme/look.h"

#include <QObject>
#include <QSaveFile>
#include <QTimer>

#include <functional>

namespace weir::widgets {

/// Writes records to a file a few milliseconds at a time, so that a million of them hold nobody up. The file appears
/// whole or not at all: a record that cannot be had any more, or a partition that cannot be read, fails the export.
/// Deletes itself when it is done.
class RecordExport : public QObject
{
    Q_OBJECT

public:
    enum class Format { JsonLines, Csv };
    /// `done` gets how many were written, and why it failed where it did.
    using Done = std::function<void(qint64 written, const QString &problem)>;
    struct Target {
        QString path;
        Format format = Format::JsonLines;
    };

    /// These records; the rest of values that were cut is asked from `reader`, which outlives the owner.
    static void start(std::vector<model::Record> records, api::RecordReader &reader, const Target &target, Jobs &jobs, QObject *owner, Done done);
    /// All that a stream delivers, whatever its size: no more than a few batches are held.
    static void start(api::RecordStream stream, const Target &target, Jobs &jobs, QObject *owner, Done done);

private:
    RecordExport(const Target &target, Jobs &jobs, QObject *owner, Done done);
    void open();
    void writeSome();
    bool refill();
    void write(const model::Record &record);
    void wholeCame();
    void end(const QString &problem);

    std::vector<model::Record> m_records;
    std::size_t m_next = 0; // in m_records
    qint64 m_written = 0;
    api::RecordReader *m_reader = nullptr; // of the session, which outlives the page
    Latest<model::Record> m_whole;
    api::RecordStream m_stream;
    QSaveFile m_file;
    Format m_format;
    Job *m_job;
    Done m_done;
    QTimer m_timer;
};

} // namespace weir::widgets
