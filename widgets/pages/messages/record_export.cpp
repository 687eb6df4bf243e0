// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/messages/record_export.h"

#include "widgets/pages/messages/record_text.h"

#include <QElapsedTimer>
#include <QFileInfo>

namespace weir::widgets {

namespace {
constexpr int kSliceMs = 5;
}

void RecordExport::start(std::vector<model::Record> records, const QString &path, Format format, Jobs &jobs, QObject *owner, Done done)
{
    Job *const job = jobs.start(tr("Export to %1").arg(QFileInfo(path).fileName()), owner);
    new RecordExport(std::move(records), path, format, job, owner, std::move(done));
}

RecordExport::RecordExport(std::vector<model::Record> records, const QString &path, Format format, Job *job, QObject *owner, Done done)
    : QObject(owner)
    , m_records(std::move(records))
    , m_file(path)
    , m_format(format)
    , m_job(job)
    , m_done(std::move(done))
{
    connect(&m_timer, &QTimer::timeout, this, &RecordExport::writeSome);
    connect(m_job, &Job::cancelRequested, this, [this] {
        m_file.cancelWriting();
        end(tr("cancelled, nothing was kept"));
    });
    if (!m_file.open(QIODevice::WriteOnly)) {
        QTimer::singleShot(0, this, [this] { end(m_file.errorString()); });
        return;
    }
    if (m_format == Format::Csv)
        m_file.write(recordCsvHeader() + "\r\n");
    m_timer.start(0);
}

void RecordExport::writeSome()
{
    QElapsedTimer clock;
    clock.start();
    while (m_next < m_records.size() && clock.elapsed() < kSliceMs) {
        const model::Record &record = m_records[m_next++];
        m_file.write(m_format == Format::JsonLines ? QByteArray(recordJson(record) + '\n') : QByteArray(recordCsv(record) + "\r\n"));
    }
    if (m_file.error() != QFileDevice::NoError) {
        end(m_file.errorString());
        return;
    }
    m_job->setProgress(m_records.empty() ? 1.0 : static_cast<double>(m_next) / static_cast<double>(m_records.size()));
    if (m_next >= m_records.size())
        end(m_file.commit() ? QString() : m_file.errorString());
}

void RecordExport::end(const QString &problem)
{
    m_timer.stop();
    m_job->finish();
    if (m_done)
        m_done(static_cast<qint64>(m_next), problem);
    deleteLater();
}

} // namespace weir::widgets
