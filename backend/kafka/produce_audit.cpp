// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/kafka/produce_audit.h"

#include "backend/kafka/call.h"
#include "backend/kafka/change_commands.h"
#include "backend/model/audit.h"

#include <QDateTime>

#include <algorithm>
#include <condition_variable>
#include <map>
#include <mutex>
#include <tuple>

namespace weir::kafka {

using model::ProduceAck;
using Sent = base::Result<ProduceAck>;

namespace {

/// A record whose answer has come.
struct Ended {
    QString topic;
    qint32 partition = -1; ///< -1: it never got one
    qint64 atMs = 0;
    std::shared_ptr<QPromise<Sent>> promise; // shared with the continuation that made it
    Sent result;
};

model::AuditEntry entryOf(const QString &profile, const std::vector<Ended *> &records)
{
    const Ended &first = *records.front();
    model::AuditDetail detail;
    if (first.partition >= 0)
        detail.partition = first.partition;
    for (const Ended *record : records) {
        if (!record->result || !record->result->offset)
            continue;
        const qint64 offset = *record->result->offset;
        detail.offset = std::min(detail.offset.value_or(offset), offset);
        detail.lastOffset = std::max(detail.lastOffset.value_or(offset), offset);
    }
    detail.records = static_cast<qint64>(records.size());
    if (records.size() == 1)
        detail.lastOffset.reset();
    if (!first.result)
        detail.error = first.result.error();
    model::AuditEntry entry;
    entry.atMs = first.atMs;
    entry.profile = profile;
    entry.action = QStringLiteral("record.produce");
    entry.target = first.topic;
    entry.detail = model::toJson(detail);
    entry.command = produceCommandFor(first.topic);
    entry.ok = first.result.has_value();
    if (!entry.ok)
        entry.error = text(base::describe(first.result.error()));
    return entry;
}

void write(const AuditSink &sink, const QString &profile, std::vector<Ended> records)
{
    std::map<std::tuple<QString, qint32, std::string>, std::vector<Ended *>> alike;
    for (Ended &record : records)
        alike[{record.topic, record.partition, record.result ? std::string() : base::describe(record.result.error())}].push_back(&record);
    for (const auto &[key, same] : alike) {
        const base::Status written = sink(entryOf(profile, same));
        for (Ended *record : same) {
            if (!written && record->result)
                record->result->auditError = written.error();
            record->promise->addResult(std::move(record->result));
            record->promise->finish();
        }
    }
}

} // namespace

struct ProduceAudit::State {
    AuditSink sink;
    QString profile;
    std::mutex mutex;
    std::condition_variable wake;
    std::vector<Ended> ended;
    bool over = false;

    void take(Ended record)
    {
        {
            const std::lock_guard lock(mutex);
            if (!over) {
                ended.push_back(std::move(record));
                wake.notify_one();
                return;
            }
        }
        // The service is gone; what it sent is still to be told.
        std::vector<Ended> late;
        late.push_back(std::move(record));
        write(sink, profile, std::move(late));
    }

    void loop()
    {
        std::unique_lock lock(mutex);
        for (;;) {
            wake.wait(lock, [this] { return over || !ended.empty(); });
            if (ended.empty())
                return;
            std::vector<Ended> records;
            records.swap(ended);
            lock.unlock();
            write(sink, profile, std::move(records));
            lock.lock();
        }
    }
};

ProduceAudit::ProduceAudit(AuditSink sink, QString profile) : m_state(std::make_shared<State>())
{
    m_state->sink = std::move(sink);
    m_state->profile = std::move(profile);
    m_thread = std::thread([state = m_state] { state->loop(); });
}

ProduceAudit::~ProduceAudit()
{
    {
        const std::lock_guard lock(m_state->mutex);
        m_state->over = true;
    }
    m_state->wake.notify_one();
    m_thread.join();
}

api::Future<ProduceAck> ProduceAudit::follow(const model::ProduceRecord &record, api::Future<ProduceAck> sent)
{
    auto promise = std::make_shared<QPromise<Sent>>();
    promise->start();
    auto future = promise->future();
    const QString topic = record.topic;
    const qint32 asked = record.partition.value_or(-1);
    sent.then(QtFuture::Launch::Sync, [state = m_state, promise, topic, asked](const Sent &result) {
        state->take({topic, result ? result->partition : asked, QDateTime::currentMSecsSinceEpoch(), promise, result});
    });
    return future;
}

base::Status ProduceAudit::loaded(const model::LoadRequest &request, const model::LoadProgress &done, const std::optional<base::Error> &error)
{
    model::AuditDetail detail;
    detail.records = done.acknowledged;
    if (request.spread == model::Spread::Chosen)
        detail.partition = request.partition;
    const auto &wrong = error ? error : done.lastError;
    detail.error = wrong;
    model::AuditEntry entry;
    entry.atMs = QDateTime::currentMSecsSinceEpoch();
    entry.profile = m_state->profile;
    entry.action = QStringLiteral("record.load");
    entry.target = request.topic;
    entry.detail = model::toJson(detail);
    entry.command = loadCommandFor(request);
    entry.ok = !wrong;
    if (wrong)
        entry.error = text(base::describe(*wrong));
    return m_state->sink(entry);
}

} // namespace weir::kafka
