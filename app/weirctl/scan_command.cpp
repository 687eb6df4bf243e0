// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/weirctl/commands.h"
#include "app/weirctl/error_words.h"
#include "app/weirctl/output.h"

#include <QDateTime>
#include <QEventLoop>
#include <QJsonArray>
#include <QJsonDocument>

#include <csignal>
#include <cstdio>
#include <iostream>
#include <thread>

namespace weir::ctl {

using namespace model;

namespace {

volatile std::sig_atomic_t g_interrupted = 0;

/// Text as text; bytes that are no UTF-8 as base64, told apart by the name of the field.
void addBytes(QJsonObject &object, const QString &name, const std::optional<QByteArray> &bytes)
{
    if (!bytes) {
        object.insert(name, QJsonValue());
        return;
    }
    const QString decoded = QString::fromUtf8(*bytes);
    if (decoded.toUtf8() == *bytes)
        object.insert(name, decoded);
    else
        object.insert(name + QStringLiteral("Base64"), QString::fromLatin1(bytes->toBase64()));
}

QByteArray jsonLine(const Record &record)
{
    QJsonObject object{{QStringLiteral("topic"), record.topic}, {QStringLiteral("partition"), record.partition}, {QStringLiteral("offset"), record.offset},
                       {QStringLiteral("timestamp"), record.timestampMs}};
    addBytes(object, QStringLiteral("key"), record.key);
    addBytes(object, QStringLiteral("value"), record.value);
    if (!record.headers.isEmpty()) {
        QJsonArray headers;
        for (const RecordHeader &header : record.headers) {
            QJsonObject entry{{QStringLiteral("name"), QString::fromUtf8(header.name)}};
            addBytes(entry, QStringLiteral("value"), header.value);
            headers.append(entry);
        }
        object.insert(QStringLiteral("headers"), headers);
    }
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

QByteArray textLine(const Record &record)
{
    return QByteArray::number(record.partition) + '\t' + QByteArray::number(record.offset) + '\t' + record.key.value_or(QByteArray("null")) + '\t'
           + record.value.value_or(QByteArray("null")) + '\n';
}

/// An offset, or a time in ISO 8601; false where it is neither.
bool readPlace(const QString &text, std::optional<qint64> &offset, std::optional<qint64> &timeMs)
{
    bool number = false;
    const qint64 value = text.toLongLong(&number);
    if (number && value >= 0) {
        offset = value;
        return true;
    }
    const QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
    if (!time.isValid())
        return false;
    timeMs = time.toMSecsSinceEpoch();
    return true;
}

int wrong(const QString &option, const QString &value)
{
    warn(QStringLiteral("--%1 takes an offset or a time, not '%2'").arg(option, value));
    return Exit::WrongCall;
}

} // namespace

int scan(api::ClusterSession &session, const Arguments &arguments)
{
    ReadRequest request;
    request.topic = arguments.names.first();
    request.partitions = QVector<qint32>(arguments.partitions.begin(), arguments.partitions.end());
    request.filter = arguments.filter;
    request.limit = arguments.limit;
    request.countOnly = arguments.count;
    request.readCommitted = !arguments.isolation.isEmpty();
    if (arguments.from == QLatin1String("beginning")) {
        request.start.kind = ReadStart::Kind::Oldest;
    } else if (arguments.from == QLatin1String("newest")) {
        request.start.kind = ReadStart::Kind::Newest;
        if (request.limit == 0)
            request.limit = 100;
    } else if (arguments.from == QLatin1String("end")) {
        request.start.kind = ReadStart::Kind::Live;
    } else {
        std::optional<qint64> offset;
        std::optional<qint64> time;
        if (!readPlace(arguments.from, offset, time))
            return wrong(QStringLiteral("from"), arguments.from);
        request.start = offset ? ReadStart{ReadStart::Kind::Offset, *offset} : ReadStart{ReadStart::Kind::Timestamp, *time};
    }
    if (!arguments.to.isEmpty() && arguments.to != QLatin1String("end") && !readPlace(arguments.to, request.untilOffset, request.untilTimestampMs))
        return wrong(QStringLiteral("to"), arguments.to);

    std::signal(SIGINT, [](int) { g_interrupted = 1; });
    std::signal(SIGTERM, [](int) { g_interrupted = 1; });
    const api::RecordStream stream = session.records().read(request);
    qint64 printed = 0;
    bool wantsMore = true;
    // The newest come newest first; a file reads in the order of time.
    const bool backwards = request.start.kind == ReadStart::Kind::Newest && !request.countOnly;
    std::vector<Record> held;
    // No event loop: what has come is taken as soon as it is there.
    for (;;) {
        const bool ended = stream->finished();
        auto records = stream->take();
        if (backwards) {
            held.insert(held.end(), std::make_move_iterator(records.begin()), std::make_move_iterator(records.end()));
            records.clear();
            if (ended)
                records.assign(std::make_move_iterator(held.rbegin()), std::make_move_iterator(held.rend()));
        }
        for (const Record &record : records) {
            if (!wantsMore && !backwards)
                break;
            const QByteArray line = arguments.json ? jsonLine(record) : textLine(record);
            // A reader that has gone (head) ends the scan.
            if (std::fwrite(line.constData(), 1, static_cast<std::size_t>(line.size()), stdout) != static_cast<std::size_t>(line.size()))
                wantsMore = false;
            ++printed;
            if (arguments.limit > 0 && printed >= arguments.limit)
                wantsMore = false;
        }
        if (request.start.kind == ReadStart::Kind::Live && !records.empty())
            std::fflush(stdout);
        if (ended)
            break;
        if (!wantsMore || g_interrupted) {
            stream->cancel();
            wantsMore = false;
        }
        if (records.empty())
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    std::fflush(stdout);
    if (const auto error = stream->error())
        return failed(*error);
    const ReadProgress progress = stream->progress();
    if (arguments.count) {
        if (arguments.json)
            printJson({{QStringLiteral("count"), progress.hits}, {QStringLiteral("records"), progress.records}, {QStringLiteral("bytes"), progress.bytes},
                       {QStringLiteral("seconds"), progress.seconds}});
        else
            printLine(QString::number(progress.hits));
    }
    for (const Missing &part : progress.missing)
        warn(QStringLiteral("not read: %1").arg(words(part.error)));
    return progress.missing.empty() ? Exit::Done : Exit::Partial;
}

int produce(api::ClusterSession &session, const Arguments &arguments)
{
    constexpr std::size_t kUnderWay = 10'000;
    std::vector<api::Future<ProduceAck>> underWay;
    QJsonArray acks;
    qint64 sent = 0;
    std::optional<base::Error> unaudited;
    const auto settle = [&]() -> std::optional<base::Error> {
        for (auto &future : underWay) {
            const auto ack = await(std::move(future));
            if (!ack)
                return ack.error();
            ++sent;
            if (ack->auditError)
                unaudited = ack->auditError;
            if (arguments.json)
                printJson({{QStringLiteral("partition"), ack->partition}, {QStringLiteral("offset"), ack->offset ? QJsonValue(*ack->offset) : QJsonValue()},
                           {QStringLiteral("timestamp"), ack->timestampMs}, {QStringLiteral("latencyMs"), ack->latencyMs}});
        }
        underWay.clear();
        return std::nullopt;
    };
    for (std::string line; std::getline(std::cin, line);) {
        ProduceRecord record;
        record.topic = arguments.names.first();
        if (arguments.hasKey)
            record.key = arguments.key.toUtf8();
        record.value = QByteArray(line.data(), static_cast<qsizetype>(line.size()));
        record.acks = arguments.acks == QLatin1String("0") ? ProduceRecord::Acks::None
                      : arguments.acks == QLatin1String("1") ? ProduceRecord::Acks::Leader : ProduceRecord::Acks::All;
        if (arguments.partitions.size() == 1)
            record.partition = arguments.partitions.first();
        underWay.push_back(session.producer().send(record, arguments.confirm));
        if (underWay.size() >= kUnderWay) {
            if (const auto error = settle())
                return failed(*error);
        }
    }
    if (const auto error = settle())
        return failed(*error);
    if (!arguments.json)
        printLine(QStringLiteral("%1 records").arg(sent));
    if (unaudited) {
        warn(QStringLiteral("written, but not all of it is in the audit log: %1").arg(words(*unaudited)));
        return Exit::Partial;
    }
    return Exit::Done;
}

} // namespace weir::ctl
