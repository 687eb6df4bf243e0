// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/keys/key_text.h"

#include "widgets/parts/format.h"

#include <QCoreApplication>

namespace weir::widgets {

using model::Partitioner;

namespace {

struct Keys {
    Q_DECLARE_TR_FUNCTIONS(Keys)
};

QString countsText(const QVector<qint32> &counts)
{
    QStringList words;
    for (const qint32 count : counts)
        words.append(QString::number(count));
    return words.join(QStringLiteral(", "));
}

} // namespace

QString partitionerName(Partitioner partitioner)
{
    switch (partitioner) {
    case Partitioner::Murmur2: return QStringLiteral("murmur2");
    case Partitioner::Crc32: return QStringLiteral("CRC32");
    case Partitioner::Fnv1a: return QStringLiteral("FNV-1a");
    case Partitioner::Fnv1aMasked: break;
    }
    return Keys::tr("FNV-1a, sign masked");
}

QString partitionerUsers(Partitioner partitioner)
{
    switch (partitioner) {
    case Partitioner::Murmur2: return Keys::tr("Java clients, Weir");
    case Partitioner::Crc32: return Keys::tr("librdkafka by default");
    case Partitioner::Fnv1a: return Keys::tr("Sarama by default");
    case Partitioner::Fnv1aMasked: break;
    }
    return Keys::tr("Sarama's reference partitioner");
}

KeyVerdict placementVerdict(const model::KeyReport &report)
{
    if (!report.placementTells()) {
        if (report.partitions.size() == 1 && report.distinctKeys > 0)
            return {State::Info, Keys::tr("One partition: every key is in it"), {}};
        return {State::Info, Keys::tr("No keys to judge the placement by"), {}};
    }
    const QVector<Partitioner> placedBy = report.placedBy();
    QStringList names;
    for (const Partitioner partitioner : placedBy)
        names.append(partitionerName(partitioner));
    const QString fits = names.join(Keys::tr(" or "));
    KeyVerdict verdict;
    const model::PartitionerFit &murmur2 = report.fit(Partitioner::Murmur2);
    if (placedBy.contains(Partitioner::Murmur2)) {
        verdict.state = State::Ok;
        verdict.title = Keys::tr("Keys placed by %1").arg(fits);
        if (murmur2.unexplained > 0)
            verdict.sentences.append(Keys::tr("%1 of the records with a key are elsewhere.").arg(format::percent(static_cast<double>(murmur2.unexplained) / static_cast<double>(murmur2.records))));
    } else {
        verdict.state = State::Warn;
        verdict.title = Keys::tr("Keys not placed by murmur2");
        verdict.sentences.append(Keys::tr("%1 of the records with a key are in another partition than Java clients choose.").arg(format::percent(murmur2.mismatchShare())));
        verdict.sentences.append(placedBy.isEmpty() ? Keys::tr("No other known partitioner fits: the producers have one of their own, or name the partition themselves.")
                                                    : Keys::tr("They fit %1.").arg(fits));
    }
    if (names.size() > 1)
        verdict.sentences.append(Keys::tr("These keys do not tell them apart."));
    if (!placedBy.isEmpty()) {
        if (const auto &counts = report.fit(placedBy.first()).earlierCounts; !counts.isEmpty())
            verdict.sentences.append(Keys::tr("Older records fit a topic of %1 partitions: since more were added, keys go elsewhere.").arg(countsText(counts)));
    }
    return verdict;
}

KeyVerdict keylessVerdict(const model::KeyReport &report)
{
    switch (report.keylessSpread()) {
    case model::KeylessSpread::None: break;
    case model::KeylessSpread::TooFew: return {State::Info, Keys::tr("Without key: too few to tell round-robin from sticky"), {}};
    case model::KeylessSpread::RoundRobin: return {State::Ok, Keys::tr("Without key: round-robin"), {Keys::tr("The counts of the partitions differ by at most 1.")}};
    case model::KeylessSpread::Uneven:
        return {State::Info, Keys::tr("Without key: sticky or random, not round-robin"),
                {Keys::tr("The counts of the partitions differ by %1; such producers are even only over many batches.").arg(format::count(report.keylessDifference()))}};
    }
    return {};
}

} // namespace weir::widgets
