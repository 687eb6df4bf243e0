// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/weirctl/commands.h"
#include "app/weirctl/error_words.h"
#include "app/weirctl/output.h"

#include <QJsonArray>

#include <csignal>
#include <thread>

namespace weir::ctl {

using namespace model;

namespace {

constexpr int kShownSplits = 20;
volatile std::sig_atomic_t g_interrupted = 0;

QString nameOf(Partitioner partitioner)
{
    switch (partitioner) {
    case Partitioner::Murmur2: return QStringLiteral("murmur2");
    case Partitioner::Crc32: return QStringLiteral("crc32");
    case Partitioner::Fnv1a: return QStringLiteral("fnv1a");
    case Partitioner::Fnv1aMasked: break;
    }
    return QStringLiteral("fnv1a-reference");
}

QString nameOf(KeylessSpread spread)
{
    switch (spread) {
    case KeylessSpread::RoundRobin: return QStringLiteral("round-robin");
    case KeylessSpread::Uneven: return QStringLiteral("sticky-or-random");
    case KeylessSpread::TooFew: return QStringLiteral("too-few");
    case KeylessSpread::None: break;
    }
    return QStringLiteral("none");
}

QStringList namesOf(const QVector<Partitioner> &partitioners)
{
    QStringList names;
    for (const Partitioner partitioner : partitioners)
        names.append(nameOf(partitioner));
    return names;
}

/// A key as text; bytes that are none, or that would break a line, as hex.
QString keyText(const QByteArray &key)
{
    const QString text = QString::fromUtf8(key);
    const bool shown = text.toUtf8() == key && std::all_of(text.begin(), text.end(), [](QChar c) { return c.isPrint(); });
    return shown ? text : QStringLiteral("0x") + QString::fromLatin1(key.toHex());
}

QString verdict(const KeyReport &report)
{
    if (!report.placementTells())
        return report.partitions.size() < 2 ? QStringLiteral("one partition: the placement of keys tells nothing") : QStringLiteral("no keys to judge the placement by");
    const QVector<Partitioner> placedBy = report.placedBy();
    const QString fits = namesOf(placedBy).join(QStringLiteral(" or "));
    if (placedBy.contains(Partitioner::Murmur2))
        return QStringLiteral("keys placed by %1").arg(fits);
    const double share = report.fit(Partitioner::Murmur2).mismatchShare() * 100;
    return QStringLiteral("keys not placed by murmur2 (%1 % elsewhere); %2")
        .arg(share, 0, 'f', 1)
        .arg(placedBy.isEmpty() ? QStringLiteral("no other known partitioner fits") : QStringLiteral("they fit %1").arg(fits));
}

void print(const KeyReport &report)
{
    printLine(QStringLiteral("%1 records, %2 without key, %3%4 distinct keys, %5 in more than one partition")
                  .arg(report.records).arg(report.withoutKey).arg(report.recordsNotKept > 0 ? QStringLiteral("at least ") : QString()).arg(report.distinctKeys).arg(report.splitKeys));
    printLine(verdict(report));
    if (report.keylessSpread() == KeylessSpread::RoundRobin || report.keylessSpread() == KeylessSpread::Uneven)
        printLine(QStringLiteral("records without key: %1, counts differ by %2").arg(nameOf(report.keylessSpread())).arg(report.keylessDifference()));
    Table partitions({QStringLiteral("PARTITION"), QStringLiteral("RECORDS"), QStringLiteral("KEYS"), QStringLiteral("WITHOUT-KEY")});
    for (const PartitionKeys &partition : report.partitions)
        partitions.add({QString::number(partition.partition), QString::number(partition.records), QString::number(partition.distinctKeys), QString::number(partition.withoutKey)});
    partitions.print();
    if (report.splits.empty())
        return;
    Table splits({QStringLiteral("SPLIT-KEY"), QStringLiteral("PARTITIONS"), QStringLiteral("BEGAN-AT"), QStringLiteral("TIMESTAMP")});
    for (std::size_t i = 0; i < std::min<std::size_t>(kShownSplits, report.splits.size()); ++i) {
        const SplitKey &split = report.splits[i];
        QStringList places;
        for (const KeyPlace &place : split.places)
            places.append(QString::number(place.partition));
        splits.add({keyText(split.key), places.join(QLatin1Char(',')), QStringLiteral("%1@%2").arg(split.second().partition).arg(split.second().firstOffset),
                    QString::number(split.second().firstTimestampMs)});
    }
    splits.print();
}

QJsonObject json(const KeyReport &report)
{
    QJsonArray partitions;
    for (const PartitionKeys &partition : report.partitions)
        partitions.append(QJsonObject{{QStringLiteral("partition"), partition.partition}, {QStringLiteral("records"), partition.records},
                                      {QStringLiteral("keys"), partition.distinctKeys}, {QStringLiteral("withoutKey"), partition.withoutKey}});
    QJsonArray splits;
    for (const SplitKey &split : report.splits) {
        QJsonArray places;
        for (const KeyPlace &place : split.places)
            places.append(QJsonObject{{QStringLiteral("partition"), place.partition}, {QStringLiteral("records"), place.records},
                                      {QStringLiteral("firstOffset"), place.firstOffset}, {QStringLiteral("firstTimestamp"), place.firstTimestampMs},
                                      {QStringLiteral("lastOffset"), place.lastOffset}});
        QJsonObject entry{{QStringLiteral("places"), places}};
        const QString text = QString::fromUtf8(split.key);
        if (text.toUtf8() == split.key)
            entry.insert(QStringLiteral("key"), text);
        else
            entry.insert(QStringLiteral("keyBase64"), QString::fromLatin1(split.key.toBase64()));
        splits.append(entry);
    }
    QJsonArray fits;
    for (const PartitionerFit &fit : report.fits) {
        QJsonArray earlier;
        for (const qint32 count : fit.earlierCounts)
            earlier.append(count);
        fits.append(QJsonObject{{QStringLiteral("partitioner"), nameOf(fit.partitioner)}, {QStringLiteral("records"), fit.records}, {QStringLiteral("mismatches"), fit.mismatches},
                                {QStringLiteral("earlierPartitionCounts"), earlier}, {QStringLiteral("unexplained"), fit.unexplained}});
    }
    const auto skew = report.skew();
    return {{QStringLiteral("topic"), report.topic}, {QStringLiteral("whole"), report.whole}, {QStringLiteral("records"), report.records},
            {QStringLiteral("withoutKey"), report.withoutKey}, {QStringLiteral("emptyKey"), report.emptyKey}, {QStringLiteral("distinctKeys"), report.distinctKeys},
            {QStringLiteral("recordsOfKeysNotKept"), report.recordsNotKept}, {QStringLiteral("skew"), skew ? QJsonValue(*skew) : QJsonValue()},
            {QStringLiteral("partitions"), partitions}, {QStringLiteral("splitKeys"), report.splitKeys}, {QStringLiteral("splits"), splits},
            {QStringLiteral("partitioners"), fits}, {QStringLiteral("placedBy"), QJsonArray::fromStringList(namesOf(report.placedBy()))},
            {QStringLiteral("keyless"), nameOf(report.keylessSpread())}, {QStringLiteral("keylessDifference"), report.keylessDifference()}, {QStringLiteral("verdict"), verdict(report)}};
}

} // namespace

int keys(api::ClusterSession &session, const Arguments &arguments)
{
    KeyScanRequest request;
    request.topic = arguments.names.first();
    request.newest = arguments.limit;
    std::signal(SIGINT, [](int) { g_interrupted = 1; });
    std::signal(SIGTERM, [](int) { g_interrupted = 1; });
    const api::KeyStream stream = session.keyScans().keys(request);
    while (!stream->finished()) {
        if (g_interrupted)
            stream->cancel(); // what was read until now is still reported
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    if (const auto error = stream->error())
        return failed(*error);
    const std::vector<KeyReport> reports = stream->take();
    if (reports.empty())
        return failed(base::Error{base::ErrorKind::Cancelled, "records.read", request.topic.toStdString(), {}, {}, 0});
    if (arguments.json)
        printJson(json(reports.front()));
    else
        print(reports.front());
    const ReadProgress progress = stream->progress();
    for (const Missing &part : progress.missing)
        warn(QStringLiteral("not read: %1").arg(words(part.error)));
    return reports.front().whole ? Exit::Done : Exit::Partial;
}

} // namespace weir::ctl
