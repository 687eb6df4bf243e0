// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/model/cluster.h"

namespace weir::model {

struct RecordHeader {
    QByteArray name;
    std::optional<QByteArray> value; ///< null apart from empty
    bool operator==(const RecordHeader &) const = default;
};

/// What the batch that a record came in says of itself.
struct RecordBatch {
    enum class Codec : quint8 { None, Gzip, Snappy, Lz4, Zstd };

    qint64 baseOffset = -1; ///< -1: not known where the record came from
    qint32 records = 0;
    qint32 bytes = 0; ///< in the log, compressed
    qint64 producerId = -1; ///< -1: neither idempotent nor transactional
    qint32 baseSequence = -1;
    qint16 producerEpoch = -1;
    Codec codec = Codec::None;
    bool transactional = false;
    bool operator==(const RecordBatch &) const = default;
};

/// A record as it lies in the log: bytes, not text. Null and empty are told apart.
struct Record {
    enum class TimestampType { None, CreateTime, LogAppendTime };

    QString topic;
    qint32 partition = 0;
    qint64 offset = 0;
    qint64 timestampMs = -1; ///< -1: none
    TimestampType timestampType = TimestampType::None;
    std::optional<QByteArray> key;
    std::optional<QByteArray> value; ///< null: a tombstone
    QVector<RecordHeader> headers;   ///< in order; names may repeat
    qint32 leaderEpoch = -1;
    RecordBatch batch;
    qint64 valueCut = 0; ///< so many bytes of the value's end are not here: RecordReader::record() has the whole

    /// Key, value and headers in bytes, the whole of them.
    qint64 size() const { return heldBytes() + valueCut; }
    /// The same, of what is here.
    qint64 heldBytes() const
    {
        qint64 total = (key ? key->size() : 0) + (value ? value->size() : 0);
        for (const RecordHeader &header : headers)
            total += header.name.size() + (header.value ? header.value->size() : 0);
        return total;
    }
    bool operator==(const Record &) const = default;
};

/// Where to begin, in each partition.
struct ReadStart {
    enum class Kind { Newest, Oldest, Offset, Timestamp, Live };
    Kind kind = Kind::Newest;
    qint64 value = 0; ///< Offset: the offset; Timestamp: milliseconds since the epoch
};

/// What to read. `Newest` looks back from the end until it has `limit` hits and gives them newest first, as it finds them;
/// `Live` goes on until cancelled, every other kind goes forward, in time order, to the log end as it stood at the start.
struct ReadRequest {
    QString topic;
    QVector<qint32> partitions; ///< empty: all
    ReadStart start;
    std::optional<qint64> untilOffset;      ///< exclusive
    std::optional<qint64> untilTimestampMs; ///< exclusive; records whose timestamp is lower are read
    qint64 limit = 500; ///< end after that many hits; 0: no end
    /// Kept are records whose key, value or a header name or value holds these words, as bytes, ASCII letters in any case. Empty: all.
    QString filter;
    /// Longer values come as their first so many bytes (Record::valueCut says what is missing); 0: all whole. The filter
    /// looks at the whole.
    qint64 valueBytes = 0;
    bool readCommitted = false;
    /// Count the hits and deliver none.
    bool countOnly = false;
};

/// An offset that was asked for as a start and is not in the log of a partition.
struct OffsetOutside {
    qint32 partition = 0;
    qint64 logStart = 0; ///< read from here on instead where the offset lies before it
    qint64 logEnd = 0;   ///< exclusive; nothing is read where the offset lies behind it
    bool operator==(const OffsetOutside &) const = default;
};

struct ReadProgress {
    qint64 records = 0;      ///< read and looked at
    qint64 bytes = 0;
    qint64 hits = 0;
    qint64 totalRecords = -1; ///< to be read, an upper bound; -1 for a live tail
    double seconds = 0;       ///< since the start
    bool live = false;
    /// Partitions that could not be read, and why; the others go on.
    std::vector<Missing> missing;
    std::vector<OffsetOutside> outside; ///< with ReadStart::Kind::Offset
};

struct ProduceRecord {
    QString topic;
    std::optional<qint32> partition; ///< empty: by key, as the Java client does (murmur2), sticky without a key
    std::optional<QByteArray> key;
    std::optional<QByteArray> value; ///< null: a tombstone
    QVector<RecordHeader> headers;
    std::optional<qint64> timestampMs; ///< empty: now
    enum class Acks { None, Leader, All };
    Acks acks = Acks::All;
};

struct ProduceAck {
    qint32 partition = -1;
    std::optional<qint64> offset; ///< empty with acks 0: the broker answers nothing
    qint64 timestampMs = -1;
    double latencyMs = 0;
    /// The record is written, but its line in the audit log could not be.
    std::optional<base::Error> auditError;
};

} // namespace weir::model
