// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/bytes.h"
#include "backend/base/result.h"
#include "backend/wire/compression.h"

#include <optional>
#include <span>
#include <string_view>
#include <vector>

/// Record batch, magic 2 (KIP-98): the one structure that is the same on the wire and on disk. Written by hand because
/// of its checksum, its zig-zag deltas and because a broker must not copy it.
namespace weir::wire {

inline constexpr std::size_t kBatchPrefixBytes = 12; ///< base offset and length: enough to know where the next batch is
inline constexpr std::size_t kBatchHeaderBytes = 61; ///< everything before the first record
inline constexpr std::size_t kBatchCrcStart = 21;    ///< the checksum covers the attributes and all that follows
inline constexpr std::int64_t kNoTimestamp = -1;
inline constexpr std::int64_t kNoProducerId = -1;

enum class TimestampType : std::uint8_t { CreateTime = 0, LogAppendTime = 1 };

struct RecordBatchHeader
{
    std::int64_t baseOffset = 0;
    std::int32_t batchLength = 0; ///< bytes after this field
    std::int32_t partitionLeaderEpoch = -1;
    std::int8_t magic = 2;
    std::uint32_t crc = 0;
    std::int16_t attributes = 0;
    std::int32_t lastOffsetDelta = 0;
    std::int64_t baseTimestamp = kNoTimestamp;
    std::int64_t maxTimestamp = kNoTimestamp;
    std::int64_t producerId = kNoProducerId;
    std::int16_t producerEpoch = -1;
    std::int32_t baseSequence = -1;
    std::int32_t recordsCount = 0;

    std::size_t sizeInBytes() const { return kBatchPrefixBytes + static_cast<std::size_t>(batchLength); }
    std::int64_t lastOffset() const { return baseOffset + lastOffsetDelta; }
    std::int64_t nextOffset() const { return lastOffset() + 1; }
    Compression compression() const { return static_cast<Compression>(attributes & 0x07); }
    TimestampType timestampType() const { return static_cast<TimestampType>((attributes >> 3) & 1); }
    bool isTransactional() const { return (attributes & 0x10) != 0; }
    bool isControl() const { return (attributes & 0x20) != 0; }
    bool hasDeleteHorizon() const { return (attributes & 0x40) != 0; }
    bool hasProducerId() const { return producerId != kNoProducerId; }
    /// Sequences wrap at 2^31 - 1 to 0; -1 where there is none.
    std::int32_t lastSequence() const;
};

/// Sequence number `by` records after `sequence`, wrapped as Kafka wraps it.
std::int32_t addSequence(std::int32_t sequence, std::int32_t by);

/// Reads the fields without judging them; nothing where there are fewer than kBatchHeaderBytes.
std::optional<RecordBatchHeader> peekBatchHeader(base::ByteView bytes);
/// Writes all fields, crc included, to the first kBatchHeaderBytes of `into`.
void writeBatchHeader(const RecordBatchHeader &header, std::span<std::uint8_t> into);

struct RecordHeaderView
{
    std::string_view key;
    std::optional<base::ByteView> value;
};

/// A record inside the bytes of its batch: null is apart from empty.
struct RecordView
{
    std::int64_t offset = 0;
    std::int64_t timestamp = kNoTimestamp; ///< the batch's maxTimestamp under LogAppendTime
    std::int32_t sizeInBytes = 0;          ///< as encoded, before compression, with its length prefix
    std::optional<base::ByteView> key;
    std::optional<base::ByteView> value;
    std::int32_t headerCount = 0;
    base::ByteView headerBytes; ///< already found to be well-formed

    std::vector<RecordHeaderView> headers() const;
};

/// Walks records; gives views into the bytes it was made with.
class RecordCursor
{
public:
    RecordCursor(const RecordBatchHeader &header, base::ByteView uncompressedRecords)
        : m_header(header), m_rest(uncompressedRecords)
    {
    }
    /// False after the last record. A malformed record, too few or too many bytes are errors (INVALID_RECORD).
    base::Result<bool> next(RecordView &record);

private:
    RecordBatchHeader m_header;
    base::ByteView m_rest;
    std::int32_t m_done = 0;
};

/// One whole batch over somebody else's bytes.
class RecordBatchView
{
public:
    /// The batch at the start of `bytes`: magic 2, complete, its length plausible. The checksum is not looked at.
    /// Error: Invalid, kafkaCode CORRUPT_MESSAGE, or UNSUPPORTED_FOR_MESSAGE_FORMAT for an older magic; action
    /// "records.parse".
    static base::Result<RecordBatchView> parse(base::ByteView bytes);

    const RecordBatchHeader &header() const { return m_header; }
    base::ByteView bytes() const { return m_bytes; }
    /// As they are in the batch: still compressed where it is.
    base::ByteView recordBytes() const { return m_bytes.subspan(kBatchHeaderBytes); }

    bool crcMatches() const;
    /// CORRUPT_MESSAGE with both sums where the checksum is wrong.
    base::Status checkCrc() const;

    /// Records without a copy where the batch is not compressed; else inflated into `scratch`, which must outlive the
    /// cursor and may be used for the next batch.
    base::Result<RecordCursor> records(base::Bytes &scratch, std::size_t maximumInflated) const;

private:
    RecordBatchHeader m_header;
    base::ByteView m_bytes;
};

/// Calls `each(const RecordBatchView &) -> base::Status` for every complete batch; a cut one at the end (as Fetch sends
/// them) is left out. Gives the number of bytes that were complete.
template <class Each>
base::Result<std::size_t> forEachBatch(base::ByteView bytes, Each &&each)
{
    std::size_t at = 0;
    while (bytes.size() - at >= kBatchHeaderBytes) {
        const auto header = peekBatchHeader(bytes.subspan(at));
        if (header->batchLength > 0 && header->magic == 2 && header->sizeInBytes() > bytes.size() - at)
            break;
        WEIR_TRY(const RecordBatchView batch, RecordBatchView::parse(bytes.subspan(at)));
        WEIR_CHECK(each(batch));
        at += batch.bytes().size();
    }
    return at;
}

/// What a broker demands of a produced batch beyond parse and checksum; the rules are Kafka's (LogValidator).
struct BatchRules
{
    bool fromClient = true;      ///< base offset 0, dense offsets, no control records
    bool keysRequired = false;   ///< compacted topic
    bool checkTimestamps = true; ///< only with CreateTime
    std::int64_t nowMs = 0;
    std::int64_t beforeMaxMs = INT64_MAX;
    std::int64_t afterMaxMs = INT64_MAX;
};

/// Every record is walked once, inflated window by window in constant memory. Errors: Invalid with kafkaCode
/// INVALID_RECORD or INVALID_TIMESTAMP (argument "batchIndex" where one record is to blame) or CORRUPT_MESSAGE.
base::Status validateBatch(const RecordBatchView &batch, const BatchRules &rules);

/// @{ In place, outside of what the checksum covers. `batch` holds at least the header.
void setBaseOffset(std::span<std::uint8_t> batch, std::int64_t offset);
void setPartitionLeaderEpoch(std::span<std::uint8_t> batch, std::int32_t epoch);
/// @}

/// The header that the batch has after an append under LogAppendTime: type bit, maxTimestamp and a new checksum.
RecordBatchHeader withLogAppendTime(const RecordBatchView &batch, std::int64_t nowMs);

/// The same records in another codec. MESSAGE_TOO_LARGE: they inflate to more than `maximumInflated`, or are packed into far more than they were.
base::Result<base::Bytes> convertCompression(const RecordBatchView &batch, Compression target, int level,
                                             std::size_t maximumInflated);

struct RecordInput
{
    std::int64_t timestamp = kNoTimestamp;
    std::optional<base::ByteView> key;
    std::optional<base::ByteView> value;
    std::span<const RecordHeaderView> headers = {};
};

/// Makes a batch. Offsets are dense from `baseOffset` on unless addAt() leaves gaps.
class RecordBatchBuilder
{
public:
    struct Options
    {
        Compression compression = Compression::None;
        int compressionLevel = kDefaultCompressionLevel;
        TimestampType timestampType = TimestampType::CreateTime;
        std::int64_t baseOffset = 0;
        std::int32_t partitionLeaderEpoch = -1;
        std::int64_t producerId = kNoProducerId;
        std::int16_t producerEpoch = -1;
        std::int32_t baseSequence = -1;
        bool transactional = false;
        bool control = false;
        /// @{ For compaction, which keeps what a batch said of itself though records are gone from it (KIP-534).
        std::optional<std::int32_t> lastOffsetDelta; ///< with it, a batch may be without records
        std::optional<std::int64_t> maxTimestamp;    ///< instead of the newest record's
        std::optional<std::int64_t> deleteHorizonMs; ///< when its tombstones may go; stands in the base timestamp
        /// @}
    };

    RecordBatchBuilder() = default;
    explicit RecordBatchBuilder(Options options) : m_options(options) {}

    void add(const RecordInput &record) { addAt(m_options.baseOffset + m_lastDelta + 1, record); }
    /// `offset` must be above that of the record before.
    void addAt(std::int64_t offset, const RecordInput &record);

    std::int32_t count() const { return m_count; }
    bool empty() const { return m_count == 0; }
    /// Size of the batch if it were finished without compression.
    std::size_t sizeInBytes() const { return kBatchHeaderBytes + m_records.size(); }

    /// The batch with length and checksum set; the builder is empty again and keeps its options.
    base::Result<base::Bytes> finish();

private:
    Options m_options;
    base::Bytes m_records;
    std::int32_t m_count = 0;
    std::int32_t m_lastDelta = -1;
    std::int64_t m_baseTimestamp = kNoTimestamp;
    std::int64_t m_maxTimestamp = kNoTimestamp;
};

} // namespace weir::wire
