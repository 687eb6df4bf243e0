// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/record_batch.h"

#include "backend/base/kafka_error.h"
#include "backend/wire/record_scan.h"
#include "backend/wire/record_varint.h"

#include <array>

namespace weir::wire {

namespace {

using base::ByteView;
using base::KafkaError;
using base::Result;
using base::Status;

base::Error invalid(KafkaError code, std::string why)
{
    return {base::ErrorKind::Invalid, "records.validate", {}, {}, std::move(why), static_cast<std::int16_t>(code)};
}

tl::unexpected<base::Error> invalidRecord(KafkaError code, std::int32_t index, std::string why)
{
    return base::fail(invalid(code, std::move(why)).with("batchIndex", std::to_string(index)));
}

/// Bytes that arrive window by window. A failure sticks and reads as zero.
class Source
{
public:
    explicit Source(Decompressor &from) : m_from(from) {}

    std::int64_t varint()
    {
        std::int64_t value = 0;
        if (const std::size_t used = readVarint(m_at, m_end, value); used > 0) {
            m_at += used;
            m_taken += static_cast<std::int64_t>(used);
            return value;
        }
        return slowVarint();
    }
    void skip(std::int64_t length)
    {
        m_taken += length;
        while (length > m_end - m_at) {
            length -= m_end - m_at;
            m_at = m_end;
            if (!refill())
                return;
        }
        m_at += length;
    }
    /// The next bytes where this window holds all of them, and then they are taken; else null.
    const std::uint8_t *whole(std::int64_t length)
    {
        if (m_failed || length > m_end - m_at)
            return nullptr;
        const std::uint8_t *const from = m_at;
        m_at += length;
        m_taken += length;
        return from;
    }
    bool atEnd() { return m_at == m_end && !m_failed && !refillOrEnd(); }
    bool failed() const { return m_failed; }
    std::int64_t taken() const { return m_taken; }
    const std::optional<base::Error> &error() const { return m_error; }

private:
    // A number that crosses two windows, or a malformed one.
    std::int64_t slowVarint()
    {
        std::array<std::uint8_t, 10> bytes{};
        for (std::size_t i = 0; i < bytes.size(); ++i) {
            if (m_at == m_end && !refill())
                return 0;
            bytes[i] = *m_at++;
            ++m_taken;
            if ((bytes[i] & 0x80) == 0) {
                std::int64_t value = 0;
                readVarint(bytes.data(), bytes.data() + i + 1, value);
                return value;
            }
        }
        m_failed = true;
        return 0;
    }
    bool refill()
    {
        if (m_failed || !refillOrEnd())
            m_failed = true;
        return !m_failed;
    }
    bool refillOrEnd()
    {
        auto window = m_from.next();
        if (!window) {
            m_error = std::move(window.error());
            m_failed = true;
            return false;
        }
        m_at = window->data();
        m_end = m_at + window->size();
        return !window->empty();
    }

    Decompressor &m_from;
    const std::uint8_t *m_at = nullptr;
    const std::uint8_t *m_end = nullptr;
    std::int64_t m_taken = 0;
    bool m_failed = false;
    std::optional<base::Error> m_error;
};

/// One record that lies in one piece, which is nearly every one. As Source, but cheaper.
class Piece
{
public:
    Piece(const std::uint8_t *from, std::int64_t length) : m_begin(from), m_at(from), m_end(from + length) {}

    std::int64_t varint()
    {
        std::int64_t value = 0;
        const std::size_t used = readVarint(m_at, m_end, value);
        m_failed = m_failed || used == 0;
        m_at += used;
        return value;
    }
    void skip(std::int64_t length) { m_at += length; }
    bool failed() const { return m_failed; }
    std::int64_t taken() const { return m_at - m_begin; }

private:
    const std::uint8_t *m_begin;
    const std::uint8_t *m_at;
    const std::uint8_t *m_end;
    bool m_failed = false;
};

Status checkHeader(const RecordBatchHeader &header, const BatchRules &rules)
{
    if (static_cast<int>(header.compression()) > static_cast<int>(Compression::Zstd))
        return base::fail(
            invalid(KafkaError::CorruptMessage,
                    "Unknown compression type id: " + std::to_string(static_cast<int>(header.compression()))));
    if (!rules.fromClient)
        return {};
    if (header.baseOffset != 0)
        return base::fail(
            invalid(KafkaError::InvalidRecord,
                    "The baseOffset of the record batch should be 0, but it is " + std::to_string(header.baseOffset)));
    if (header.recordsCount <= 0)
        return base::fail(invalid(KafkaError::InvalidRecord,
                                  "Invalid reported count for record batch: " + std::to_string(header.recordsCount)));
    if (header.lastOffsetDelta + std::int64_t{1} != header.recordsCount)
        return base::fail(
            invalid(KafkaError::InvalidRecord, "Inconsistent batch offset range [" + std::to_string(header.baseOffset) +
                                                   ", " + std::to_string(header.lastOffset()) +
                                                   "] and count of records " + std::to_string(header.recordsCount)));
    if (header.isControl())
        return base::fail(invalid(KafkaError::InvalidRecord, "Clients are not allowed to write control records"));
    if (header.hasProducerId() && header.baseSequence < 0)
        return base::fail(invalid(KafkaError::InvalidRecord,
                                  "Invalid sequence number " + std::to_string(header.baseSequence) +
                                      " in record batch with producerId " + std::to_string(header.producerId)));
    return {};
}

enum class Fault : std::uint8_t { None, Length, Key, Structure, OffsetDelta, NoKey, Timestamp };

/// What a record said of itself; found without words, which only a fault is worth.
struct Walked {
    std::int64_t length = 0;
    std::int64_t timestampDelta = 0;
    std::int64_t offsetDelta = 0;
    std::int64_t keyLength = 0;
};

/// What stands behind the length of a record.
template <class Bytes>
Fault walkBody(Bytes &source, Walked &record)
{
    const std::int64_t length = record.length;
    const std::int64_t start = source.taken();
    const auto field = [&source, length, start](std::int64_t size) {
        const bool fits = size <= length - (source.taken() - start);
        if (fits && size > 0)
            source.skip(size);
        return fits;
    };
    bool good = field(1);
    record.timestampDelta = source.varint();
    record.offsetDelta = source.varint();
    record.keyLength = source.varint();
    good = good && record.keyLength >= -1 && field(record.keyLength);
    if (!good || source.failed())
        return Fault::Key;
    const std::int64_t valueLength = source.varint();
    good = valueLength >= -1 && field(valueLength);
    const std::int64_t headers = good ? source.varint() : 0;
    good = good && headers >= 0 && headers <= length - (source.taken() - start);
    for (std::int64_t i = 0; good && i < headers && !source.failed(); ++i) {
        const std::int64_t name = source.varint();
        good = name >= 0 && field(name);
        const std::int64_t value = good ? source.varint() : 0;
        good = good && value >= -1 && field(value);
    }
    return !good || source.failed() || source.taken() - start != length ? Fault::Structure : Fault::None;
}

Fault walk(Source &source, Walked &record)
{
    record.length = source.varint();
    if (source.failed() || record.length < 0)
        return Fault::Length;
    if (const std::uint8_t *from = source.whole(record.length)) {
        Piece piece(from, record.length);
        return walkBody(piece, record);
    }
    return walkBody(source, record);
}

std::int64_t timestampOf(const RecordBatchHeader &header, const Walked &record)
{
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(header.baseTimestamp) + static_cast<std::uint64_t>(record.timestampDelta));
}

bool isInTime(std::int64_t timestamp, const BatchRules &rules)
{
    if (timestamp == kNoTimestamp)
        return true;
    // As unsigned numbers: the distance of any two timestamps fits.
    const bool past = timestamp < rules.nowMs;
    const std::uint64_t distance =
        past ? static_cast<std::uint64_t>(rules.nowMs) - static_cast<std::uint64_t>(timestamp)
             : static_cast<std::uint64_t>(timestamp) - static_cast<std::uint64_t>(rules.nowMs);
    return distance <= static_cast<std::uint64_t>(past ? rules.beforeMaxMs : rules.afterMaxMs);
}

Fault check(Source &source, Walked &record, const RecordBatchHeader &header, std::int32_t index, std::int64_t lastDelta,
            const BatchRules &rules)
{
    if (const Fault fault = walk(source, record); fault != Fault::None)
        return fault;
    if (rules.fromClient ? record.offsetDelta != index : record.offsetDelta <= lastDelta || record.offsetDelta > header.lastOffsetDelta)
        return Fault::OffsetDelta;
    if (rules.keysRequired && record.keyLength < 0 && !header.isControl())
        return Fault::NoKey;
    if (rules.checkTimestamps && header.timestampType() == TimestampType::CreateTime && !isInTime(timestampOf(header, record), rules))
        return Fault::Timestamp;
    return Fault::None;
}

tl::unexpected<base::Error> refuse(Fault fault, const Walked &record, const RecordBatchHeader &header, std::int32_t index, const BatchRules &rules)
{
    switch (fault) {
    case Fault::Length:
        return invalidRecord(KafkaError::InvalidRecord, index, "Invalid record length " + std::to_string(record.length));
    case Fault::Key:
        return invalidRecord(KafkaError::InvalidRecord, index, "Invalid record key length " + std::to_string(record.keyLength));
    case Fault::OffsetDelta:
        return invalidRecord(KafkaError::InvalidRecord, index,
                             "Invalid offset delta " + std::to_string(record.offsetDelta) + " of record " + std::to_string(index));
    case Fault::NoKey:
        return invalidRecord(KafkaError::InvalidRecord, index, "Compacted topic cannot accept message without key in topic partition.");
    case Fault::Timestamp:
        return invalidRecord(
            KafkaError::InvalidTimestamp, index,
            "Timestamp " + std::to_string(timestampOf(header, record)) + " of message with offset " + std::to_string(index) +
                " is out of range. The timestamp should be within [" +
                (rules.beforeMaxMs > rules.nowMs ? std::string("0") : std::to_string(rules.nowMs - rules.beforeMaxMs)) +
                ", " +
                (rules.afterMaxMs > INT64_MAX - rules.nowMs ? std::to_string(INT64_MAX)
                                                            : std::to_string(rules.nowMs + rules.afterMaxMs)) +
                "]");
    case Fault::None:
    case Fault::Structure: break;
    }
    return invalidRecord(KafkaError::InvalidRecord, index, "Found invalid record structure");
}

} // namespace

Status validateBatch(const RecordBatchView &batch, const BatchRules &rules)
{
    const RecordBatchHeader &header = batch.header();
    WEIR_CHECK(checkHeader(header, rules));
    if (rules.fromClient && header.timestampType() == TimestampType::LogAppendTime)
        return base::fail(
            invalid(KafkaError::InvalidTimestamp, "Invalid timestamp type LogAppendTime in a batch of a producer"));
    const auto content = makeDecompressor(header.compression(), batch.recordBytes());
    Source source(*content);
    std::int64_t lastDelta = -1;
    for (std::int32_t index = 0; index < header.recordsCount; ++index) {
        Walked record;
        if (const Fault fault = check(source, record, header, index, lastDelta, rules); fault != Fault::None) {
            if (source.error())
                return base::fail(*source.error());
            return refuse(fault, record, header, index, rules);
        }
        lastDelta = record.offsetDelta;
    }
    if (!source.atEnd()) {
        if (source.error())
            return base::fail(*source.error());
        return base::fail(invalid(KafkaError::InvalidRecord, "Incorrect declared batch size, records still remaining"));
    }
    return {};
}

Result<std::optional<RecordPlace>> firstRecordSince(const RecordBatchView &batch, std::int64_t timestamp, std::int64_t fromOffset)
{
    const RecordBatchHeader &header = batch.header();
    const auto content = makeDecompressor(header.compression(), batch.recordBytes());
    Source source(*content);
    for (std::int32_t index = 0; index < header.recordsCount; ++index) {
        const std::int64_t length = source.varint();
        const std::int64_t start = source.taken();
        if (!source.failed() && length > 0)
            source.skip(1);
        const std::int64_t timestampDelta = source.varint();
        const std::int64_t offsetDelta = source.varint();
        const std::int64_t left = length - (source.taken() - start);
        if (source.failed() || length < 0 || length > INT32_MAX || left < 0)
            return base::fail(source.error() ? *source.error() : invalid(KafkaError::CorruptMessage, "Found invalid record structure"));
        const RecordPlace place{header.baseOffset + offsetDelta,
                                header.timestampType() == TimestampType::LogAppendTime
                                    ? header.maxTimestamp
                                    : static_cast<std::int64_t>(static_cast<std::uint64_t>(header.baseTimestamp) +
                                                                static_cast<std::uint64_t>(timestampDelta))};
        if (place.timestamp >= timestamp && place.offset >= fromOffset)
            return place;
        source.skip(left);
    }
    return std::optional<RecordPlace>{};
}

} // namespace weir::wire
