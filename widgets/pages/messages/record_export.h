// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/shell/jobs.h"
#include "widgets/theme/look.h"

#include "backend/model/record.h"

#include <QObject>
#include <QSaveFile>
#include <QTimer>

#include <functional>

namespace weir::widgets {

/// Writes records to a file a few milliseconds at a time, so that a million of them hold nobody up. The file appears
/// whole or not at all. Deletes itself when it is done.
class RecordExport : public QObject
{
    Q_OBJECT

public:
    enum class Format { JsonLines, Csv };
    /// `done` gets how many were written, and why it failed where it did.
    using Done = std::function<void(qint64 written, const QString &problem)>;

    static void start(std::vector<model::Record> records, const QString &path, Format format, Jobs &jobs, QObject *owner, Done done);

private:
    RecordExport(std::vector<model::Record> records, const QString &path, Format format, Job *job, QObject *owner, Done done);
    void writeSome();
    void end(const QString &problem);

    std::vector<model::Record> m_records;
    QSaveFile m_file;
    Format m_format;
    Job *m_job;
    Done m_done;
    QTimer m_timer;
    std::size_t m_next = 0;
};

} // namespace weir::widgets
