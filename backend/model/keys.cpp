// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/model/keys.h"

#include "backend/base/key_hash.h"
#include "backend/base/murmur2.h"

#include <algorithm>

namespace weir::model {

quint32 keyHash(Partitioner partitioner, QByteArrayView key)
{
    const base::ByteView bytes(reinterpret_cast<const std::uint8_t *>(key.data()), static_cast<std::size_t>(key.size()));
    switch (partitioner) {
    case Partitioner::Murmur2: return static_cast<quint32>(base::murmur2(bytes));
    case Partitioner::Crc32: return base::crc32(bytes);
    case Partitioner::Fnv1a:
    case Partitioner::Fnv1aMasked: break;
    }
    return base::fnv1a(bytes);
}

qint32 partitionOf(Partitioner partitioner, quint32 hash, qint32 partitions)
{
    switch (partitioner) {
    case Partitioner::Crc32: return static_cast<qint32>(hash % static_cast<quint32>(partitions));
    case Partitioner::Fnv1a: {
        // As a signed number; then the sign of the remainder is dropped.
        const qint32 rest = static_cast<qint32>(hash) % partitions;
        return rest < 0 ? -rest : rest;
    }
    case Partitioner::Murmur2:
    case Partitioner::Fnv1aMasked: break;
    }
    // The sign bit is masked before the division.
    return static_cast<qint32>(hash & 0x7FFFFFFFU) % partitions;
}

qint64 SplitKey::records() const
{
    qint64 total = 0;
    for (const KeyPlace &place : places)
        total += place.records;
    return total;
}

std::optional<double> KeyReport::skew() const
{
    if (records == 0 || partitions.empty())
        return std::nullopt;
    qint64 largest = 0;
    for (const PartitionKeys &partition : partitions)
        largest = std::max(largest, partition.records);
    return static_cast<double>(largest) * static_cast<double>(partitions.size()) / static_cast<double>(records);
}

bool KeyReport::placementTells() const
{
    return partitions.size() > 1 && !fits.empty() && fits.front().records > 0;
}

QVector<Partitioner> KeyReport::placedBy() const
{
    if (!placementTells())
        return {};
    std::vector<PartitionerFit> found;
    std::copy_if(fits.begin(), fits.end(), std::back_inserter(found), [](const PartitionerFit &fit) { return fit.fits(); });
    std::stable_sort(found.begin(), found.end(), [](const PartitionerFit &a, const PartitionerFit &b) {
        return std::pair(a.unexplained, a.mismatches) < std::pair(b.unexplained, b.mismatches);
    });
    QVector<Partitioner> names;
    for (const PartitionerFit &fit : found)
        names.append(fit.partitioner);
    return names;
}

qint64 KeyReport::keylessDifference() const
{
    const auto [least, most] = std::minmax_element(partitions.begin(), partitions.end(),
                                                   [](const PartitionKeys &a, const PartitionKeys &b) { return a.withoutKey < b.withoutKey; });
    return least == partitions.end() ? 0 : most->withoutKey - least->withoutKey;
}

KeylessSpread KeyReport::keylessSpread() const
{
    if (withoutKey == 0)
        return KeylessSpread::None;
    if (withoutKey < 2 * static_cast<qint64>(partitions.size()))
        return KeylessSpread::TooFew;
    return keylessDifference() <= 1 ? KeylessSpread::RoundRobin : KeylessSpread::Uneven;
}

} // namespace weir::model
