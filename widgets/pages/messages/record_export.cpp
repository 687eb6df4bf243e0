// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/messages/record_export.h"

#include "widgets/pages/messages/record_text.h"
#include "widgets/parts/error_text.h"
#include "widgets/parts/format.h"

#include <QElapsedTimer>
#include <QFileInfo>

namespace weir::widgets {

namespace {
constexpr int kSliceMs = 5;
}

void RecordExport::start(std::vector<model::Record> records, api::RecordReader &reader, const Target &target, Jobs &jobs, QObject *owner, Done done)
{
    auto *self = new RecordExport(target, jobs, owner, std::move(done));
    self->m_records = std::move(records);
    self->m_reader = &reader;
    self->open();
}

void RecordExport::start(api::RecordStream stream, const Target &target, Jobs &jobs, QObject *owner, Done done)
{
    auto *self = new RecordExport(target, jobs, owner, std::move(done));
    self->m_stream = std::move(stream);
    connect(self->m_stream->signal(), &api::StreamSignal::ready, self, [self] { self->m_timer.start(0); });
    self->open();
}

RecordExport::RecordExport(const Target &target, Jobs &jobs, QObject *owner, Done done)
    : QObject(owner)
    , m_file(target.path)
    , m_format(target.format)
    , m_job(jobs.start(tr("Export to %1").arg(QFileInfo(target.path).fileName()), owner))
    , m_done(std::move(done))
{
    connect(&m_timer, &QTimer::timeout, this, &RecordExport::writeSome);
    connect(&m_whole, &LatestBase::changed, this, &RecordExport::wholeCame);
    connect(m_job, &Job::cancelRequested, this, [this] { end(tr("cancelled, nothing was kept")); });
}

void RecordExport::open()
{
    if (!m_file.open(QIODevice::WriteOnly)) {
        QTimer::singleShot(0, this, [this] { end(m_file.errorString()); });
        return;
    }
    if (m_format == Format::Csv)
        m_file.write(recordCsvHeader() + "\r\n");
    m_timer.start(0);
}

/// False where there is nothing to write now.
bool RecordExport::refill()
{
    if (m_next < m_records.size())
        return true;
    if (!m_stream) {
        end(m_file.commit() ? QString() : m_file.errorString());
        return false;
    }
    const bool finished = m_stream->finished(); // asked before take(): what came last is in it
    m_records = m_stream->take();
    m_next = 0;
    if (!m_records.empty())
        return true;
    const model::ReadProgress progress = m_stream->progress();
    if (finished && m_stream->error())
        end(errorText(*m_stream->error()).line());
    else if (finished && !progress.missing.empty())
        end(errorText(progress.missing.front().error).line());
    else if (finished)
        end(m_file.commit() ? QString() : m_file.errorString());
    else
        m_timer.stop(); // until more has come
    return false;
}

void RecordExport::writeSome()
{
    QElapsedTimer clock;
    clock.start();
    while (clock.elapsed() < kSliceMs) {
        if (!refill())
            return;
        const model::Record &record = m_records[m_next];
        if (record.valueCut > 0 && m_reader != nullptr) {
            m_timer.stop();
            m_whole.start(m_reader->record(record.topic, record.partition, record.offset));
            return;
        }
        write(record);
    }
    if (m_file.error() != QFileDevice::NoError) {
        end(m_file.errorString());
        return;
    }
    if (!m_stream) {
        m_job->setProgress(static_cast<double>(m_next) / static_cast<double>(m_records.size()));
    } else if (const model::ReadProgress progress = m_stream->progress(); progress.totalRecords > 0) {
        m_job->setProgress(static_cast<double>(progress.records) / static_cast<double>(progress.totalRecords));
    }
}

void RecordExport::write(const model::Record &record)
{
    m_file.write(m_format == Format::JsonLines ? QByteArray(recordJson(record) + '\n') : QByteArray(recordCsv(record) + "\r\n"));
    m_records[m_next] = {}; // a large one need not wait for the others to be freed
    ++m_next;
    ++m_written;
}

void RecordExport::wholeCame()
{
    if (m_whole.isLoading())
        return;
    if (m_whole.error() != nullptr) {
        const model::Record &record = m_records[m_next];
        end(tr("%1-%2 @ %3 cannot be read any more: %4")
                .arg(record.topic)
                .arg(record.partition)
                .arg(format::count(record.offset), errorText(*m_whole.error()).line()));
        return;
    }
    if (m_whole.value() == nullptr)
        return;
    write(*m_whole.value());
    m_timer.start(0);
}

void RecordExport::end(const QString &problem)
{
    m_timer.stop();
    if (!problem.isEmpty())
        m_file.cancelWriting();
    m_stream.reset();
    disconnect(m_job, nullptr, this, nullptr);
    m_job->finish();
    if (m_done)
        m_done(m_written, problem);
    deleteLater();
}

} // namespace weir::widgets
