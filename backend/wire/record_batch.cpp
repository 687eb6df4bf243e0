// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/record_batch.h"

#include "backend/base/crc32c.h"
#include "backend/base/kafka_error.h"
#include "backend/wire/recompression.h"
#include "backend/wire/record_varint.h"

#include <algorithm>
#include <array>
#include <utility>

namespace weir::wire {

using base::Bytes;
using base::ByteView;
using base::KafkaError;
using base::Result;
using base::Status;

namespace {

base::Error corrupt(std::string why, KafkaError code = KafkaError::CorruptMessage)
{
    return {base::ErrorKind::Invalid, "records.parse", {}, {}, std::move(why), static_cast<std::int16_t>(code)};
}

tl::unexpected<base::Error> badRecord(const RecordBatchHeader &header, std::int32_t index, std::string why)
{
    return base::fail(base::Error{base::ErrorKind::Invalid,
                                  "records.parse",
                                  {},
                                  {},
                                  std::move(why),
                                  static_cast<std::int16_t>(KafkaError::InvalidRecord)}
                          .with("baseOffset", std::to_string(header.baseOffset))
                          .with("record", std::to_string(index)));
}

// A plain forward reader; any failure sticks, so that a record is checked once at its end.
struct Reader
{
    const std::uint8_t *at;
    const std::uint8_t *end;
    bool ok = true;

    std::int64_t varint()
    {
        std::int64_t value = 0;
        const std::size_t used = readVarint(at, end, value);
        ok = ok && used > 0;
        at += used;
        return value;
    }
    ByteView take(std::int64_t length)
    {
        if (length < 0 || length > end - at) {
            ok = false;
            return {};
        }
        const ByteView view{at, static_cast<std::size_t>(length)};
        at += length;
        return view;
    }
    std::optional<ByteView> nullable()
    {
        const std::int64_t length = varint();
        if (length == -1)
            return std::nullopt;
        return take(length);
    }
};

std::uint32_t crcOf(std::span<const std::uint8_t> header, ByteView records)
{
    return base::crc32c(records, base::crc32c(header.subspan(kBatchCrcStart, kBatchHeaderBytes - kBatchCrcStart)));
}

} // namespace

std::int32_t addSequence(std::int32_t sequence, std::int32_t by)
{
    const std::int64_t span = std::int64_t{INT32_MAX} + 1;
    return static_cast<std::int32_t>(((std::int64_t{sequence} + by) % span + span) % span);
}

std::int32_t RecordBatchHeader::lastSequence() const
{
    return baseSequence < 0 ? -1 : addSequence(baseSequence, lastOffsetDelta);
}

std::optional<RecordBatchHeader> peekBatchHeader(ByteView bytes)
{
    if (bytes.size() < kBatchHeaderBytes)
        return std::nullopt;
    const std::uint8_t *at = bytes.data();
    RecordBatchHeader header;
    header.baseOffset = base::readBigEndian<std::int64_t>(at);
    header.batchLength = base::readBigEndian<std::int32_t>(at + 8);
    header.partitionLeaderEpoch = base::readBigEndian<std::int32_t>(at + 12);
    header.magic = static_cast<std::int8_t>(at[16]);
    header.crc = base::readBigEndian<std::uint32_t>(at + 17);
    header.attributes = base::readBigEndian<std::int16_t>(at + 21);
    header.lastOffsetDelta = base::readBigEndian<std::int32_t>(at + 23);
    header.baseTimestamp = base::readBigEndian<std::int64_t>(at + 27);
    header.maxTimestamp = base::readBigEndian<std::int64_t>(at + 35);
    header.producerId = base::readBigEndian<std::int64_t>(at + 43);
    header.producerEpoch = base::readBigEndian<std::int16_t>(at + 51);
    header.baseSequence = base::readBigEndian<std::int32_t>(at + 53);
    header.recordsCount = base::readBigEndian<std::int32_t>(at + 57);
    return header;
}

void writeBatchHeader(const RecordBatchHeader &header, std::span<std::uint8_t> into)
{
    std::uint8_t *at = into.data();
    base::writeBigEndian(at, header.baseOffset);
    base::writeBigEndian(at + 8, header.batchLength);
    base::writeBigEndian(at + 12, header.partitionLeaderEpoch);
    at[16] = static_cast<std::uint8_t>(header.magic);
    base::writeBigEndian(at + 17, header.crc);
    base::writeBigEndian(at + 21, header.attributes);
    base::writeBigEndian(at + 23, header.lastOffsetDelta);
    base::writeBigEndian(at + 27, header.baseTimestamp);
    base::writeBigEndian(at + 35, header.maxTimestamp);
    base::writeBigEndian(at + 43, header.producerId);
    base::writeBigEndian(at + 51, header.producerEpoch);
    base::writeBigEndian(at + 53, header.baseSequence);
    base::writeBigEndian(at + 57, header.recordsCount);
}

std::vector<RecordHeaderView> RecordView::headers() const
{
    std::vector<RecordHeaderView> all;
    Reader reader{headerBytes.data(), headerBytes.data() + headerBytes.size()};
    for (std::int32_t i = 0; i < headerCount && reader.ok; ++i) {
        const ByteView name = reader.take(reader.varint());
        all.push_back({base::textOf(name), reader.nullable()});
    }
    return all;
}

Result<bool> RecordCursor::next(RecordView &record)
{
    if (m_done >= m_header.recordsCount) {
        if (!m_rest.empty())
            return badRecord(m_header, m_done, std::to_string(m_rest.size()) + " bytes after the last record");
        return false;
    }
    Reader outer{m_rest.data(), m_rest.data() + m_rest.size()};
    const std::int64_t length = outer.varint();
    const ByteView body = outer.take(length);
    if (!outer.ok)
        return badRecord(m_header, m_done,
                         "record length " + std::to_string(length) + " of " + std::to_string(m_rest.size()) + " bytes");
    Reader reader{body.data(), body.data() + body.size()};
    reader.take(1); // attributes: none are defined
    const std::int64_t timestampDelta = reader.varint();
    const std::int64_t offsetDelta = reader.varint();
    record.key = reader.nullable();
    record.value = reader.nullable();
    const std::int64_t headers = reader.varint();
    if (!reader.ok || headers < 0 || headers > reader.end - reader.at)
        return badRecord(m_header, m_done, "malformed record");
    const std::uint8_t *headersStart = reader.at;
    for (std::int64_t i = 0; i < headers && reader.ok; ++i) {
        reader.take(reader.varint());
        reader.nullable();
    }
    if (!reader.ok || reader.at != reader.end)
        return badRecord(m_header, m_done, "malformed headers");
    record.headerCount = static_cast<std::int32_t>(headers);
    record.headerBytes = {headersStart, reader.end};
    record.offset = m_header.baseOffset + offsetDelta;
    record.timestamp = m_header.timestampType() == TimestampType::LogAppendTime
                           ? m_header.maxTimestamp
                           : static_cast<std::int64_t>(static_cast<std::uint64_t>(m_header.baseTimestamp) +
                                                       static_cast<std::uint64_t>(timestampDelta));
    const auto used = static_cast<std::size_t>(outer.at - m_rest.data());
    record.sizeInBytes = static_cast<std::int32_t>(used);
    m_rest = m_rest.subspan(used);
    ++m_done;
    return true;
}

Result<RecordBatchView> RecordBatchView::parse(ByteView bytes)
{
    if (bytes.size() < kBatchHeaderBytes)
        return base::fail(corrupt("batch of " + std::to_string(bytes.size()) + " bytes is shorter than a header"));
    RecordBatchView view;
    view.m_header = *peekBatchHeader(bytes);
    const RecordBatchHeader &header = view.m_header;
    if (header.magic != 2) {
        const bool old = header.magic == 0 || header.magic == 1;
        return base::fail(corrupt("magic " + std::to_string(header.magic),
                                  old ? KafkaError::UnsupportedForMessageFormat : KafkaError::CorruptMessage));
    }
    if (header.batchLength < static_cast<std::int32_t>(kBatchHeaderBytes - kBatchPrefixBytes))
        return base::fail(corrupt("batch length " + std::to_string(header.batchLength)));
    if (header.sizeInBytes() > bytes.size())
        return base::fail(corrupt("batch length " + std::to_string(header.batchLength) + " of " +
                                  std::to_string(bytes.size() - kBatchPrefixBytes) + " bytes"));
    if (header.recordsCount < 0 || header.lastOffsetDelta < 0 || header.baseOffset < 0 ||
        header.baseOffset > INT64_MAX - header.lastOffsetDelta - 1)
        return base::fail(corrupt("records count " + std::to_string(header.recordsCount) + ", last offset delta " +
                                  std::to_string(header.lastOffsetDelta) + ", base offset " +
                                  std::to_string(header.baseOffset)));
    view.m_bytes = bytes.first(header.sizeInBytes());
    return view;
}

bool RecordBatchView::crcMatches() const
{
    return base::crc32c(m_bytes.subspan(kBatchCrcStart)) == m_header.crc;
}

Status RecordBatchView::checkCrc() const
{
    const std::uint32_t computed = base::crc32c(m_bytes.subspan(kBatchCrcStart));
    if (computed == m_header.crc)
        return {};
    return base::fail(corrupt("checksum of batch at offset " + std::to_string(m_header.baseOffset) + " is " +
                              std::to_string(computed) + ", stored " + std::to_string(m_header.crc)));
}

Result<RecordCursor> RecordBatchView::records(Bytes &scratch, std::size_t maximumInflated) const
{
    if (m_header.compression() == Compression::None)
        return RecordCursor(m_header, recordBytes());
    WEIR_CHECK(decompressInto(m_header.compression(), recordBytes(), maximumInflated, scratch));
    return RecordCursor(m_header, scratch);
}

void setBaseOffset(std::span<std::uint8_t> batch, std::int64_t offset)
{
    base::writeBigEndian(batch.data(), offset);
}

void setPartitionLeaderEpoch(std::span<std::uint8_t> batch, std::int32_t epoch)
{
    base::writeBigEndian(batch.data() + kBatchPrefixBytes, epoch);
}

RecordBatchHeader withLogAppendTime(const RecordBatchView &batch, std::int64_t nowMs)
{
    RecordBatchHeader header = batch.header();
    header.attributes = static_cast<std::int16_t>(header.attributes | 0x08);
    header.maxTimestamp = nowMs;
    std::array<std::uint8_t, kBatchHeaderBytes> bytes{};
    writeBatchHeader(header, bytes);
    header.crc = crcOf(bytes, batch.recordBytes());
    return header;
}

namespace {
Bytes assemble(RecordBatchHeader header, ByteView records)
{
    header.batchLength = static_cast<std::int32_t>(kBatchHeaderBytes - kBatchPrefixBytes + records.size());
    Bytes bytes(kBatchHeaderBytes + records.size());
    std::copy(records.begin(), records.end(), bytes.begin() + kBatchHeaderBytes);
    writeBatchHeader(header, bytes);
    header.crc = base::crc32c(ByteView{bytes}.subspan(kBatchCrcStart));
    base::writeBigEndian(bytes.data() + kBatchCrcStart - 4, header.crc);
    return bytes;
}
} // namespace

Result<Bytes> convertCompression(const RecordBatchView &batch, Compression target, int level,
                                 std::size_t maximumInflated)
{
    if (batch.header().compression() == target)
        return base::toBytes(batch.bytes());
    // Packed again it is about as long as it came, unless it came to take our memory.
    constexpr std::size_t kMuch = std::size_t{4} << 20;
    const std::size_t maximum = target == Compression::None ? maximumInflated : kMuch + 8 * batch.bytes().size();
    WEIR_TRY(const Bytes packed, recompress(batch.header().compression(), batch.recordBytes(), target, level, maximumInflated, maximum));
    RecordBatchHeader header = batch.header();
    header.attributes = static_cast<std::int16_t>((header.attributes & ~0x07) | static_cast<int>(target));
    return assemble(header, packed);
}

void RecordBatchBuilder::addAt(std::int64_t offset, const RecordInput &record)
{
    if (m_count == 0)
        m_baseTimestamp = m_options.deleteHorizonMs.value_or(record.timestamp);
    m_maxTimestamp = std::max(m_maxTimestamp, record.timestamp);
    const std::int64_t delta = offset - m_options.baseOffset;
    const auto timestampDelta = static_cast<std::int64_t>(static_cast<std::uint64_t>(record.timestamp) -
                                                          static_cast<std::uint64_t>(m_baseTimestamp));

    const auto fieldBytes = [](const std::optional<ByteView> &field) {
        return field ? varintBytes(static_cast<std::int64_t>(field->size())) + field->size() : varintBytes(-1);
    };
    std::size_t body = 1 + varintBytes(timestampDelta) + varintBytes(delta) + fieldBytes(record.key) +
                       fieldBytes(record.value) + varintBytes(static_cast<std::int64_t>(record.headers.size()));
    for (const RecordHeaderView &header : record.headers)
        body += fieldBytes(base::viewOf(header.key)) + fieldBytes(header.value);

    const auto putField = [this](const std::optional<ByteView> &field) {
        putVarint(m_records, field ? static_cast<std::int64_t>(field->size()) : -1);
        if (field)
            m_records.insert(m_records.end(), field->begin(), field->end());
    };
    putVarint(m_records, static_cast<std::int64_t>(body));
    m_records.push_back(0);
    putVarint(m_records, timestampDelta);
    putVarint(m_records, delta);
    putField(record.key);
    putField(record.value);
    putVarint(m_records, static_cast<std::int64_t>(record.headers.size()));
    for (const RecordHeaderView &header : record.headers) {
        putField(base::viewOf(header.key));
        putField(header.value);
    }
    m_lastDelta = static_cast<std::int32_t>(delta);
    ++m_count;
}

Result<Bytes> RecordBatchBuilder::finish()
{
    if (m_count == 0 && !m_options.lastOffsetDelta)
        return base::fail(base::ErrorKind::Bug, "records.build", {}, "a batch without records");
    RecordBatchHeader header;
    header.baseOffset = m_options.baseOffset;
    header.partitionLeaderEpoch = m_options.partitionLeaderEpoch;
    header.attributes = static_cast<std::int16_t>(
        static_cast<int>(m_options.compression) | (static_cast<int>(m_options.timestampType) << 3) |
        (m_options.transactional ? 0x10 : 0) | (m_options.control ? 0x20 : 0) | (m_options.deleteHorizonMs ? 0x40 : 0));
    header.lastOffsetDelta = m_options.lastOffsetDelta.value_or(m_lastDelta);
    header.baseTimestamp = m_baseTimestamp;
    header.maxTimestamp = m_options.maxTimestamp.value_or(m_maxTimestamp);
    header.producerId = m_options.producerId;
    header.producerEpoch = m_options.producerEpoch;
    header.baseSequence = m_options.baseSequence;
    header.recordsCount = m_count;
    const Bytes records = std::exchange(m_records, {});
    m_count = 0;
    m_lastDelta = -1;
    m_baseTimestamp = kNoTimestamp;
    m_maxTimestamp = kNoTimestamp;
    if (m_options.compression == Compression::None)
        return assemble(header, records);
    WEIR_TRY(const Bytes packed, compress(m_options.compression, records, m_options.compressionLevel));
    return assemble(header, packed);
}

} // namespace weir::wire
