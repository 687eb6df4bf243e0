// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/record_batch.h"

#include "backend/base/kafka_error.h"
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

Status checkTimestamp(std::int64_t timestamp, std::int32_t index, const BatchRules &rules)
{
    if (timestamp == kNoTimestamp)
        return {};
    // As unsigned numbers: the distance of any two timestamps fits.
    const bool past = timestamp < rules.nowMs;
    const std::uint64_t distance =
        past ? static_cast<std::uint64_t>(rules.nowMs) - static_cast<std::uint64_t>(timestamp)
             : static_cast<std::uint64_t>(timestamp) - static_cast<std::uint64_t>(rules.nowMs);
    if (distance > static_cast<std::uint64_t>(past ? rules.beforeMaxMs : rules.afterMaxMs))
        return invalidRecord(
            KafkaError::InvalidTimestamp, index,
            "Timestamp " + std::to_string(timestamp) + " of message with offset " + std::to_string(index) +
                " is out of range. The timestamp should be within [" +
                (rules.beforeMaxMs > rules.nowMs ? std::string("0") : std::to_string(rules.nowMs - rules.beforeMaxMs)) +
                ", " +
                (rules.afterMaxMs > INT64_MAX - rules.nowMs ? std::to_string(INT64_MAX)
                                                            : std::to_string(rules.nowMs + rules.afterMaxMs)) +
                "]");
    return {};
}

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

Status checkRecord(Source &source, const RecordBatchHeader &header, std::int32_t index, std::int64_t &lastDelta,
                   const BatchRules &rules)
{
    const std::int64_t length = source.varint();
    const std::int64_t start = source.taken();
    if (source.failed() || length < 0)
        return invalidRecord(KafkaError::InvalidRecord, index, "Invalid record length " + std::to_string(length));
    const auto field = [&source, length, start](std::int64_t size) {
        const bool fits = size <= length - (source.taken() - start);
        if (fits && size > 0)
            source.skip(size);
        return fits;
    };
    bool good = field(1);
    const std::int64_t timestampDelta = source.varint();
    const std::int64_t offsetDelta = source.varint();
    const std::int64_t keyLength = source.varint();
    good = good && keyLength >= -1 && field(keyLength);
    if (!good || source.failed())
        return invalidRecord(KafkaError::InvalidRecord, index,
                             "Invalid record key length " + std::to_string(keyLength));
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
    if (!good || source.failed() || source.taken() - start != length)
        return invalidRecord(KafkaError::InvalidRecord, index, "Found invalid record structure");
    if (rules.fromClient ? offsetDelta != index : offsetDelta <= lastDelta || offsetDelta > header.lastOffsetDelta)
        return invalidRecord(KafkaError::InvalidRecord, index,
                             "Invalid offset delta " + std::to_string(offsetDelta) + " of record " +
                                 std::to_string(index));
    lastDelta = offsetDelta;
    if (rules.keysRequired && keyLength < 0 && !header.isControl())
        return invalidRecord(KafkaError::InvalidRecord, index,
                             "Compacted topic cannot accept message without key in topic partition.");
    if (rules.checkTimestamps && header.timestampType() == TimestampType::CreateTime)
        return checkTimestamp(static_cast<std::int64_t>(static_cast<std::uint64_t>(header.baseTimestamp) +
                                                        static_cast<std::uint64_t>(timestampDelta)),
                              index, rules);
    return {};
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
        if (Status good = checkRecord(source, header, index, lastDelta, rules); !good) {
            if (source.error())
                return base::fail(*source.error());
            return good;
        }
    }
    if (!source.atEnd()) {
        if (source.error())
            return base::fail(*source.error());
        return base::fail(invalid(KafkaError::InvalidRecord, "Incorrect declared batch size, records still remaining"));
    }
    return {};
}

} // namespace weir::wire
