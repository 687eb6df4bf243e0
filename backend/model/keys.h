// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/model/record.h"

#include <QByteArrayView>

namespace weir::model {

/// How a client turns the bytes of a key into a partition.
enum class Partitioner {
    Murmur2,     ///< Java clients
    Crc32,       ///< librdkafka: consistent, consistent_random (its default)
    Fnv1a,       ///< Sarama's hash partitioner, librdkafka's fnv1a
    Fnv1aMasked, ///< Sarama's reference hash partitioner
};
inline constexpr Partitioner kPartitioners[]{Partitioner::Murmur2, Partitioner::Crc32, Partitioner::Fnv1a, Partitioner::Fnv1aMasked};

quint32 keyHash(Partitioner partitioner, QByteArrayView key);
/// Where it puts a key of that hash. `partitions` is at least 1. An empty key is none to some clients.
qint32 partitionOf(Partitioner partitioner, quint32 hash, qint32 partitions);

/// What of a topic is looked at. Ends at the log end as it stood at the start.
struct KeyScanRequest {
    QString topic;
    qint64 newest = 0; ///< about as many records, the newest over all partitions, but never more; 0: all
    qint64 mostKeys = 200'000; ///< distinct keys that are kept; later ones are only counted
};

/// One key in one partition.
struct KeyPlace {
    qint32 partition = 0;
    qint64 records = 0;
    qint64 firstOffset = 0;
    qint64 firstTimestampMs = -1; ///< of the record at firstOffset; -1: none
    qint64 lastOffset = 0;
    bool operator==(const KeyPlace &) const = default;
};

/// A key that is in more than one partition.
struct SplitKey {
    QByteArray key;
    QVector<KeyPlace> places; ///< at least two, in the order of their first timestamps
    /// Where the split began.
    const KeyPlace &second() const { return places[1]; }
    qint64 records() const;
    bool operator==(const SplitKey &) const = default;
};

struct PartitionKeys {
    qint32 partition = 0;
    qint64 records = 0;
    qint64 withoutKey = 0;
    qint64 distinctKeys = 0; ///< of those that are kept
    bool operator==(const PartitionKeys &) const = default;
};

/// How the keys lie against what one partitioner does with as many partitions as there are now.
struct PartitionerFit {
    Partitioner partitioner = Partitioner::Murmur2;
    qint64 records = 0;    ///< compared: those with a key that is kept and not empty
    qint64 mismatches = 0; ///< in another partition than it says
    /// Smaller numbers of partitions by which it explains many of the mismatches: the topic had as many before.
    QVector<qint32> earlierCounts;
    qint64 unexplained = 0; ///< mismatches by those as well

    double mismatchShare() const { return records > 0 ? static_cast<double>(mismatches) / static_cast<double>(records) : 0; }
    /// At most one record in a hundred is elsewhere: what single records with a partition of their own leave.
    bool fits() const { return records > 0 && unexplained * 100 <= records; }
    bool operator==(const PartitionerFit &) const = default;
};

/// What placed the records without a key.
enum class KeylessSpread {
    None,       ///< there are none
    TooFew,     ///< less than two a partition
    RoundRobin, ///< counts differ by at most one
    Uneven      ///< as a sticky or random partitioner leaves them: even only over many batches
};

struct KeyReport {
    QString topic;
    bool whole = false; ///< all of the range was read: not stopped, nothing missing
    qint64 records = 0;
    qint64 withoutKey = 0;
    qint64 emptyKey = 0;
    qint64 distinctKeys = 0;   ///< kept; a lower bound where recordsNotKept is above 0
    qint64 recordsNotKept = 0; ///< with a key for which there was no room
    std::vector<PartitionKeys> partitions; ///< all of the topic, by number
    qint64 splitKeys = 0;
    std::vector<SplitKey> splits; ///< by the time at which they began, at most kMostSplits
    std::vector<PartitionerFit> fits; ///< one a partitioner, in the order of kPartitioners

    static constexpr std::size_t kMostSplits = 1000;

    qint64 withKey() const { return records - withoutKey; }
    /// Largest partition ÷ the mean, in records; 1 is even. Empty: no records.
    std::optional<double> skew() const;
    const PartitionerFit &fit(Partitioner partitioner) const { return fits[static_cast<std::size_t>(partitioner)]; }
    /// Those that fit, best first; none where nothing can be said (no keys, a single partition).
    QVector<Partitioner> placedBy() const;
    /// False where every partitioner must fit or none can: no keys, or one partition only.
    bool placementTells() const;
    KeylessSpread keylessSpread() const;
    /// Largest − smallest number of records without key in a partition.
    qint64 keylessDifference() const;
    bool operator==(const KeyReport &) const = default;
};

} // namespace weir::model
