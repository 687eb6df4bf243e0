// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/log/partition_log.h"

#include "backend/base/kafka_error.h"
#include "backend/wire/record_scan.h"

#include <algorithm>
#include <array>

namespace weir::sandbox {

using base::Bytes;
using base::ByteView;
using base::KafkaError;
using base::Result;
using base::Status;

namespace {

constexpr std::size_t kOpenClosedSegments = 4;

base::Error refused(KafkaError code, std::string why)
{
    return {base::ErrorKind::Invalid, "log.append", {}, {}, std::move(why), static_cast<std::int16_t>(code)};
}
} // namespace

Result<Bytes> LogSlice::read() const
{
    Bytes bytes(size);
    if (size == 0)
        return bytes;
    WEIR_TRY(const std::size_t got, file->readAt(bytes, position));
    bytes.resize(got);
    return bytes;
}

Result<wire::Records> LogSlice::records() const
{
    if (size == 0)
        return wire::Records::empty();
    if (file->descriptor() >= 0)
        return wire::Records::file(file->descriptor(), position, size, file);
    WEIR_TRY(Bytes bytes, read());
    return wire::Records::owning(std::move(bytes));
}

base::Error PartitionLog::named(base::Error error) const
{
    if (error.kind == base::ErrorKind::Storage || error.kind == base::ErrorKind::NotFound) {
        error.kind = base::ErrorKind::Storage;
        error.kafkaCode = static_cast<std::int16_t>(KafkaError::KafkaStorageError);
        if (!error.target.empty())
            error.arguments.emplace_back("path", error.target);
    }
    error.target = m_name;
    return error;
}

Status PartitionLog::checkWritable() const
{
    if (!m_closed)
        return {};
    return base::fail(base::ErrorKind::Conflict, "log.append", m_name, "log is closed",
                      static_cast<std::int16_t>(KafkaError::NotLeaderOrFollower));
}

void PartitionLog::setHighWatermark(std::int64_t offset)
{
    m_highWatermark = std::clamp(offset, m_logStartOffset, m_nextOffset);
    m_producers.onHighWatermark(m_highWatermark);
}

std::int64_t PartitionLog::lastStableOffset() const
{
    const auto unstable = m_producers.firstUnstableOffset();
    if (!unstable)
        return m_highWatermark;
    return std::min(m_highWatermark, std::max(*unstable, m_logStartOffset));
}

std::uint64_t PartitionLog::sizeInBytes() const
{
    std::uint64_t bytes = 0;
    for (const auto &[base, segment] : m_segments)
        bytes += segment->size();
    return bytes;
}

// --- writing

std::uint64_t PartitionLog::startVerification(const wire::RecordBatchHeader &batch, bool supportsEpochBump)
{
    if (!m_config.verifyTransactions || m_producers.hasOpenTransaction(batch.producerId, batch.producerEpoch))
        return 0;
    return m_producers.startVerification(batch.producerId, batch.baseSequence, batch.producerEpoch, supportsEpochBump, m_clock.wallMs());
}

Result<AppendInfo> PartitionLog::appendAsLeader(ByteView batches, std::int32_t leaderEpoch, AppendOrigin origin, const TransactionTerms &terms)
{
    WEIR_CHECK(checkWritable());
    AppendInfo all;
    int count = 0;
    std::size_t at = 0;
    while (at < batches.size()) {
        const auto batch = wire::RecordBatchView::parse(batches.subspan(at));
        if (!batch)
            return base::fail(named(batch.error()));
        at += batch->bytes().size();
        if (origin == AppendOrigin::Client && (count > 0 || at < batches.size()))
            return base::fail(named(refused(KafkaError::InvalidRecord,
                                            "Produce requests must contain exactly one record batch per partition")));
        auto one = appendOne(*batch, leaderEpoch, origin, terms);
        if (!one)
            return base::fail(named(std::move(one.error())));
        if (count++ == 0) {
            all = *one;
        } else {
            all.lastOffset = one->lastOffset;
            all.maxTimestamp = std::max(all.maxTimestamp, one->maxTimestamp);
            all.recordsCount += one->recordsCount;
            all.bytes += one->bytes;
        }
    }
    if (count == 0)
        return base::fail(named(refused(KafkaError::InvalidRecord,
                                        "Produce requests must contain exactly one record batch per partition")));
    all.logStartOffset = m_logStartOffset;
    return all;
}

Result<AppendInfo> PartitionLog::appendOne(const wire::RecordBatchView &given, std::int32_t leaderEpoch,
                                           AppendOrigin origin, const TransactionTerms &terms)
{
    const bool client = origin == AppendOrigin::Client;
    const auto checkSize = [this, origin](std::size_t bytes) -> Status {
        if (origin != AppendOrigin::RaftLeader && bytes > static_cast<std::size_t>(m_config.maxMessageBytes))
            return base::fail(
                refused(KafkaError::MessageTooLarge, "The record batch size in the append is " + std::to_string(bytes) +
                                                         " bytes which exceeds the maximum configured value of " +
                                                         std::to_string(m_config.maxMessageBytes)));
        return {};
    };
    WEIR_CHECK(checkSize(given.bytes().size()));
    WEIR_CHECK(given.checkCrc());
    const std::int64_t now = m_clock.wallMs();
    const bool stampTime =
        m_config.messageTimestampType == wire::TimestampType::LogAppendTime && !given.header().isControl();
    if (client) {
        wire::BatchRules rules;
        rules.keysRequired = m_config.compact;
        rules.checkTimestamps = !stampTime;
        rules.nowMs = now;
        rules.beforeMaxMs = m_config.messageTimestampBeforeMaxMs;
        rules.afterMaxMs = m_config.messageTimestampAfterMaxMs;
        WEIR_CHECK(wire::validateBatch(given, rules));
    }
    const wire::RecordBatchHeader &asked = given.header();
    if (asked.recordsCount == 0)
        return base::fail(refused(KafkaError::InvalidRecord, "batch without records"));
    if (asked.hasProducerId() && !asked.isControl()) {
        if (client) {
            WEIR_TRY(const auto earlier, m_producers.check(asked));
            if (earlier)
                return AppendInfo{earlier->baseOffset(),
                                  earlier->lastOffset,
                                  stampTime ? earlier->timestamp : wire::kNoTimestamp,
                                  earlier->timestamp,
                                  m_logStartOffset,
                                  asked.recordsCount,
                                  0,
                                  true};
        } else if (const auto known = m_producers.all().find(asked.producerId);
                   known != m_producers.all().end() && asked.producerEpoch < known->second.epoch) {
            return base::fail(
                refused(KafkaError::InvalidProducerEpoch, "producer epoch " + std::to_string(asked.producerEpoch) +
                                                              " is below " + std::to_string(known->second.epoch)));
        }
        // Between the coordinator's word and this append the transaction may have been ended: then the word is worth no more.
        if (asked.isTransactional() && m_config.verifyTransactions && !m_producers.hasOpenTransaction(asked.producerId, asked.producerEpoch)
            && !m_producers.isVerified(asked.producerId, terms.verification))
            return base::fail(refused(KafkaError::InvalidTxnState, "Record was not part of an ongoing transaction"));
    } else if (asked.hasProducerId()) {
        const auto marker = endMarkerOf(given);
        if (!marker)
            return base::fail(refused(KafkaError::InvalidRecord, "control batch that ends no transaction"));
        WEIR_CHECK(m_producers.checkMarker(asked, *marker, terms.markerVersion));
    }

    Bytes converted;
    wire::RecordBatchView batch = given;
    if (m_config.compressionType && *m_config.compressionType != asked.compression() && !asked.isControl()) {
        const int level = *m_config.compressionType == wire::Compression::Gzip   ? m_config.compressionGzipLevel
                          : *m_config.compressionType == wire::Compression::Lz4  ? m_config.compressionLz4Level
                          : *m_config.compressionType == wire::Compression::Zstd ? m_config.compressionZstdLevel
                                                                                 : wire::kDefaultCompressionLevel;
        const std::size_t most =
            *m_config.compressionType == wire::Compression::None && origin != AppendOrigin::RaftLeader
                ? static_cast<std::size_t>(m_config.maxMessageBytes)
                : m_config.maxInflatedBytes;
        WEIR_TRY(converted, wire::convertCompression(given, *m_config.compressionType, level, most));
        WEIR_CHECK(checkSize(converted.size()));
        WEIR_TRY(batch, wire::RecordBatchView::parse(converted));
    }
    wire::RecordBatchHeader header = stampTime ? wire::withLogAppendTime(batch, now) : batch.header();
    header.baseOffset = m_nextOffset;
    header.partitionLeaderEpoch = leaderEpoch;
    if (header.sizeInBytes() > static_cast<std::size_t>(m_config.segmentBytes))
        return base::fail(
            refused(KafkaError::RecordListTooLarge,
                    "Message batch size is " + std::to_string(header.sizeInBytes()) +
                        " bytes in append to partition, which exceeds the maximum configured segment size of " +
                        std::to_string(m_config.segmentBytes)));

    WEIR_CHECK(maybeRoll(header.sizeInBytes(), header.maxTimestamp, header.lastOffset()));
    WEIR_CHECK(m_epochs.assign(leaderEpoch, header.baseOffset));
    // Only the head of a batch changes; the rest goes from the request's buffer to the file as it is.
    std::array<std::uint8_t, wire::kBatchHeaderBytes> head{};
    wire::writeBatchHeader(header, head);
    const std::array<ByteView, 2> pieces{ByteView{head}, batch.recordBytes()};
    WEIR_CHECK(write(std::span(&header, 1), pieces));

    noteProducer(batch, header);
    WEIR_CHECK(maybeFlush(header.recordsCount));
    return AppendInfo{header.baseOffset,
                      header.lastOffset(),
                      stampTime ? now : wire::kNoTimestamp,
                      header.maxTimestamp,
                      m_logStartOffset,
                      header.recordsCount,
                      static_cast<std::uint32_t>(header.sizeInBytes()),
                      false};
}

Result<AppendInfo> PartitionLog::appendAsFollower(ByteView batches)
{
    WEIR_CHECK(checkWritable());
    // First everything is checked, then it is written in as few writes as segments allow.
    std::vector<wire::RecordBatchView> good;
    std::int64_t next = m_nextOffset;
    const auto complete = wire::forEachBatch(batches, [&](const wire::RecordBatchView &batch) -> Status {
        if (batch.header().lastOffset() < next && good.empty())
            return {};
        if (batch.header().baseOffset < next)
            return base::fail(
                refused(KafkaError::OffsetOutOfRange, "batch [" + std::to_string(batch.header().baseOffset) + ", " +
                                                          std::to_string(batch.header().lastOffset()) +
                                                          "] does not follow offset " + std::to_string(next)));
        WEIR_CHECK(batch.checkCrc());
        next = batch.header().nextOffset();
        good.push_back(batch);
        return {};
    });
    if (!complete)
        return base::fail(named(complete.error()));

    AppendInfo info;
    info.logStartOffset = m_logStartOffset;
    std::vector<wire::RecordBatchHeader> headers;
    for (std::size_t from = 0; from < good.size();) {
        const wire::RecordBatchHeader &first = good[from].header();
        headers.clear();
        std::uint64_t bytes = 0;
        std::int64_t records = 0;
        std::size_t to = from;
        if (Status rolled = maybeRoll(first.sizeInBytes(), first.maxTimestamp, first.lastOffset()); !rolled)
            return base::fail(named(rolled.error()));
        const std::uint64_t room = active().size() < static_cast<std::uint64_t>(m_config.segmentBytes)
                                       ? static_cast<std::uint64_t>(m_config.segmentBytes) - active().size()
                                       : 0;
        for (; to < good.size(); ++to) {
            const wire::RecordBatchHeader &header = good[to].header();
            if (to > from &&
                (bytes + header.sizeInBytes() > room || header.lastOffset() - active().baseOffset() > INT32_MAX))
                break;
            if (Status assigned = m_epochs.assign(header.partitionLeaderEpoch, header.baseOffset); !assigned)
                return base::fail(named(assigned.error()));
            headers.push_back(header);
            bytes += header.sizeInBytes();
            records += header.recordsCount;
        }
        const ByteView run{good[from].bytes().data(), static_cast<std::size_t>(bytes)};
        if (Status written = write(headers, std::span(&run, 1)); !written)
            return base::fail(named(written.error()));
        for (std::size_t i = from; i < to; ++i) {
            const wire::RecordBatchHeader &header = good[i].header();
            noteProducer(good[i], header);
            info.maxTimestamp = std::max(info.maxTimestamp, header.maxTimestamp);
        }
        if (info.baseOffset < 0)
            info.baseOffset = first.baseOffset;
        info.lastOffset = headers.back().lastOffset();
        info.recordsCount += static_cast<std::int32_t>(records);
        info.bytes += static_cast<std::uint32_t>(bytes);
        from = to;
        if (Status flushed = maybeFlush(records); !flushed)
            return base::fail(named(flushed.error()));
    }
    return info;
}

void PartitionLog::noteProducer(const wire::RecordBatchView &batch, const wire::RecordBatchHeader &header)
{
    std::optional<EndMarker> marker;
    if (header.isControl() && header.hasProducerId())
        marker = endMarkerOf(batch);
    if (const auto aborted = m_producers.apply(header, marker ? &*marker : nullptr))
        active().noteAborted(*aborted);
}

Status PartitionLog::write(std::span<const wire::RecordBatchHeader> headers, std::span<const ByteView> pieces)
{
    WEIR_CHECK(active().append(headers, pieces, static_cast<std::uint32_t>(m_config.indexIntervalBytes)));
    m_nextOffset = headers.back().nextOffset();
    m_lastUseMs = m_clock.wallMs();
    m_filesOpen = true;
    return {};
}

Status PartitionLog::maybeFlush(std::int64_t newRecords)
{
    m_unflushedRecords += newRecords;
    if (m_unflushedRecords < m_config.flushMessages)
        return {};
    return flush();
}

Status PartitionLog::maybeRoll(std::uint64_t bytes, std::int64_t maxTimestamp, std::int64_t maxOffset)
{
    LogSegment &segment = active();
    bool due = segment.size() + bytes > static_cast<std::uint64_t>(m_config.segmentBytes) && segment.size() > 0;
    due = due || maxOffset - segment.baseOffset() > INT32_MAX;
    if (!due && segment.size() > 0) {
        // As in Kafka, a segment's age is counted in record time where records have one.
        WEIR_TRY(const auto first, segment.firstTimestamp());
        const std::int64_t age =
            first && *first >= 0 && maxTimestamp >= 0 ? maxTimestamp - *first : m_clock.wallMs() - segment.createdMs();
        due = age > m_config.segmentMs - m_config.segmentJitterMs ||
              segment.indexesFull(static_cast<std::uint32_t>(m_config.segmentIndexBytes));
    }
    return due ? roll(m_nextOffset) : Status{};
}

Status PartitionLog::roll()
{
    WEIR_CHECK(checkWritable());
    if (Status rolled = roll(m_nextOffset); !rolled)
        return base::fail(named(rolled.error()));
    return {};
}

Status PartitionLog::roll(std::int64_t offset)
{
    if (active().size() == 0 && active().baseOffset() == offset)
        return {};
    auto next = std::make_unique<LogSegment>(m_fs, m_directory, offset, 0, m_clock.wallMs());
    WEIR_CHECK(next->createFile());
    // From here on nothing may fail: what is only a cache is written again later.
    LogSegment &closed = active();
    (void)closed.seal();
    m_segments.emplace(offset, std::move(next));
    touch(closed);
    (void)saveSnapshot();
    return {};
}

void PartitionLog::touch(LogSegment &segment)
{
    m_lastUseMs = m_clock.wallMs();
    m_filesOpen = true;
    if (&segment == &active() && m_segments.size() == 1)
        return;
    const auto known = std::find(m_openSegments.begin(), m_openSegments.end(), segment.baseOffset());
    if (known != m_openSegments.end())
        m_openSegments.erase(known);
    m_openSegments.push_back(segment.baseOffset());
    if (m_openSegments.size() <= kOpenClosedSegments)
        return;
    const auto oldest = m_segments.find(m_openSegments.front());
    m_openSegments.erase(m_openSegments.begin());
    if (oldest != m_segments.end() && oldest->second.get() != &active())
        oldest->second->release();
}

// --- reading

Result<LogSlice> PartitionLog::read(std::int64_t offset, std::uint32_t maxBytes, std::int64_t upperBound,
                                    bool minOneMessage)
{
    if (offset < m_logStartOffset || offset > m_nextOffset)
        return base::fail(base::Error{base::ErrorKind::Invalid,
                                      "log.read",
                                      m_name,
                                      {},
                                      {},
                                      static_cast<std::int16_t>(KafkaError::OffsetOutOfRange)}
                              .with("offset", std::to_string(offset))
                              .with("logStartOffset", std::to_string(m_logStartOffset))
                              .with("logEndOffset", std::to_string(m_nextOffset)));
    upperBound = std::min(upperBound, m_nextOffset);
    auto at = m_segments.upper_bound(offset);
    if (at != m_segments.begin())
        --at;
    for (; at != m_segments.end() && offset < upperBound; ++at) {
        LogSegment &segment = *at->second;
        auto first = segment.find(offset);
        if (!first)
            return base::fail(named(first.error()));
        if (!*first)
            continue;
        if ((*first)->baseOffset >= upperBound)
            break;
        const auto after = std::next(at);
        const std::int64_t segmentEnd = after == m_segments.end() ? m_nextOffset : after->first;
        std::uint64_t end = segment.size();
        if (upperBound < segmentEnd) {
            auto bound = segment.find(upperBound);
            if (!bound)
                return base::fail(named(bound.error()));
            if (*bound)
                end = (*bound)->position;
        }
        // A bound in the middle of a batch (none is committed by halves) keeps the whole batch back.
        if (end <= (*first)->position)
            break;
        LogSlice slice;
        auto file = segment.file();
        if (!file)
            return base::fail(named(file.error()));
        touch(segment);
        slice.file = std::move(*file);
        slice.position = (*first)->position;
        slice.segment = segment.baseOffset();
        std::uint64_t size = std::min<std::uint64_t>(end - slice.position, maxBytes);
        if (size < (*first)->size) {
            slice.firstBatchWhole = minOneMessage;
            if (minOneMessage)
                size = (*first)->size;
        }
        slice.size = static_cast<std::uint32_t>(size);
        return slice;
    }
    return LogSlice{};
}

Result<std::vector<AbortedTransaction>> PartitionLog::abortedIn(const LogSlice &slice, std::int64_t offset, std::int64_t upperBound)
{
    std::vector<AbortedTransaction> list;
    auto at = m_segments.find(slice.segment);
    if (slice.empty() || at == m_segments.end())
        return list;
    std::int64_t upTo = std::min(upperBound, m_nextOffset);
    if (const auto after = std::next(at); after != m_segments.end())
        upTo = std::min(upTo, after->first);
    bool bounded = false;
    for (; at != m_segments.end(); ++at) {
        std::vector<AbortedTransaction> found;
        auto complete = at->second->collectAborted(offset, upTo, found);
        if (!complete)
            return base::fail(named(complete.error()));
        if (!found.empty() && !bounded) {
            // Only now is it worth a look into the offset index where the slice ends.
            bounded = true;
            auto behind = m_segments.at(slice.segment)->offsetBehind(slice.position + slice.size);
            if (behind && *behind && **behind < upTo) {
                upTo = **behind;
                std::erase_if(found, [upTo](const AbortedTransaction &one) { return one.firstOffset >= upTo; });
            }
        }
        list.insert(list.end(), found.begin(), found.end());
        if (*complete || (!list.empty() && list.back().lastStableOffset >= upTo))
            break;
    }
    return list;
}

Result<std::uint64_t> PartitionLog::bytesAfter(std::int64_t offset)
{
    std::uint64_t bytes = 0;
    for (auto at = m_segments.rbegin(); at != m_segments.rend(); ++at) {
        LogSegment &segment = *at->second;
        if (segment.baseOffset() >= offset) {
            bytes += segment.size();
            continue;
        }
        auto found = segment.find(offset);
        if (!found)
            return base::fail(named(found.error()));
        return bytes + (*found ? segment.size() - (*found)->position : 0);
    }
    return bytes;
}

Result<std::optional<OffsetAndTime>> PartitionLog::searchTimestamp(LogSegment &segment, std::int64_t timestamp)
{
    WEIR_TRY(const std::uint64_t from, segment.positionForTimestamp(timestamp));
    std::optional<BatchPosition> candidate;
    std::uint64_t position = from;
    for (;;) {
        candidate.reset();
        WEIR_CHECK(segment.scan(position, [&](const wire::RecordBatchHeader &header, std::uint64_t at) {
            if (header.maxTimestamp < timestamp || header.lastOffset() < m_logStartOffset)
                return true;
            candidate = BatchPosition{at,
                                      static_cast<std::uint32_t>(header.sizeInBytes()),
                                      header.baseOffset,
                                      header.lastOffset(),
                                      header.maxTimestamp,
                                      header.partitionLeaderEpoch};
            return false;
        }));
        if (!candidate)
            return std::optional<OffsetAndTime>{};
        WEIR_TRY(const Bytes bytes, segment.readBatch(*candidate));
        WEIR_TRY(const auto batch, wire::RecordBatchView::parse(bytes));
        WEIR_TRY(const auto found, wire::firstRecordSince(batch, timestamp, m_logStartOffset));
        if (found)
            return std::optional<OffsetAndTime>(OffsetAndTime{found->offset, found->timestamp, batch.header().partitionLeaderEpoch});
        position = candidate->position + candidate->size;
    }
}

Result<std::optional<OffsetAndTime>> PartitionLog::findByTimestamp(std::int64_t timestamp)
{
    for (const auto &[base, segment] : m_segments) {
        const auto after = m_segments.upper_bound(base);
        if (segment->size() == 0 || (after != m_segments.end() && after->first <= m_logStartOffset))
            continue;
        auto newest = segment->largest();
        if (!newest)
            return base::fail(named(newest.error()));
        if (newest->timestamp < timestamp)
            continue;
        touch(*segment);
        auto found = searchTimestamp(*segment, timestamp);
        if (!found)
            return base::fail(named(found.error()));
        if (*found)
            return found;
    }
    return std::optional<OffsetAndTime>{};
}

Result<std::optional<OffsetAndTime>> PartitionLog::findMaxTimestamp()
{
    std::int64_t newest = wire::kNoTimestamp;
    for (const auto &[base, segment] : m_segments) {
        const auto after = m_segments.upper_bound(base);
        if (after != m_segments.end() && after->first <= m_logStartOffset)
            continue;
        auto largest = segment->largest();
        if (!largest)
            return base::fail(named(largest.error()));
        newest = std::max(newest, largest->timestamp);
    }
    if (newest < 0)
        return std::optional<OffsetAndTime>{};
    return findByTimestamp(newest);
}

} // namespace weir::sandbox
