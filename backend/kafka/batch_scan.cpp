// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/kafka/batch_scan.h"

#include <algorithm>

namespace weir::kafka {

namespace {

/// More than any broker takes as message.max.bytes in practice; a bomb is refused before it is inflated.
constexpr std::size_t kMaxInflated = 1U << 30;
constexpr std::int16_t kAbortMarker = 0;
static_assert(static_cast<int>(model::RecordBatch::Codec::None) == static_cast<int>(wire::Compression::None)
              && static_cast<int>(model::RecordBatch::Codec::Zstd) == static_cast<int>(wire::Compression::Zstd));

QByteArray toQt(base::ByteView bytes)
{
    return {reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

std::optional<QByteArray> toQt(const std::optional<base::ByteView> &bytes)
{
    return bytes ? std::optional<QByteArray>(toQt(*bytes)) : std::nullopt;
}

} // namespace

std::int64_t BatchScan::nextOffset(base::ByteView bytes, std::int64_t from)
{
    std::size_t at = 0;
    while (bytes.size() - at >= wire::kBatchHeaderBytes) {
        const auto header = wire::peekBatchHeader(bytes.subspan(at));
        if (!header || header->batchLength <= 0 || header->sizeInBytes() > bytes.size() - at)
            break;
        from = std::max(from, header->nextOffset());
        at += header->sizeInBytes();
    }
    return from;
}

base::Status BatchScan::scan(const wire::FetchResponse::PartitionData &data, base::ByteView bytes, std::int64_t from, std::int64_t until,
                             ScanResult &into)
{
    auto aborted = data.abortedTransactions.value_or(std::vector<wire::FetchResponse::AbortedTransaction>{});
    std::sort(aborted.begin(), aborted.end(), [](const auto &a, const auto &b) { return a.firstOffset < b.firstOffset; });
    auto next = aborted.begin();
    const auto walked = wire::forEachBatch(bytes, [&](const wire::RecordBatchView &batch) -> base::Status {
        const wire::RecordBatchHeader &header = batch.header();
        for (; next != aborted.end() && next->firstOffset <= header.lastOffset(); ++next)
            m_aborted.insert(next->producerId);
        if (header.lastOffset() < from || header.baseOffset >= until)
            return {};
        into.bytes += static_cast<qint64>(batch.bytes().size());
        into.lastTimestampMs = std::max<qint64>(into.lastTimestampMs, header.maxTimestamp);
        const bool appendTime = header.timestampType() == wire::TimestampType::LogAppendTime;
        const qint64 begins = appendTime ? header.maxTimestamp : header.baseTimestamp;
        into.firstTimestampMs = std::min(into.firstTimestampMs.value_or(begins), begins);
        if (header.isControl()) {
            if (m_query->readCommitted && !m_aborted.empty()) {
                WEIR_TRY(wire::RecordCursor cursor, batch.records(m_inflated, kMaxInflated));
                wire::RecordView marker;
                WEIR_TRY(const bool there, cursor.next(marker));
                if (there && marker.key && marker.key->size() >= 4 && base::readBigEndian<std::int16_t>(marker.key->data() + 2) == kAbortMarker)
                    m_aborted.erase(header.producerId);
            }
            return {};
        }
        if (m_query->readCommitted && header.isTransactional() && m_aborted.contains(header.producerId))
            return {};
        return scanBatch(batch, from, until, into);
    });
    if (!walked)
        return tl::unexpected<base::Error>(walked.error());
    return {};
}

base::Status BatchScan::scanBatch(const wire::RecordBatchView &batch, std::int64_t from, std::int64_t until, ScanResult &into)
{
    const wire::RecordBatchHeader &header = batch.header();
    const bool whole = header.baseOffset >= from && header.lastOffset() < until;
    const bool allInTime = !m_query->untilTimestampMs || header.maxTimestamp < *m_query->untilTimestampMs;
    if (m_query->filter.isEmpty() && m_query->countOnly && !m_query->visit && whole && allInTime) {
        into.records += header.recordsCount;
        into.hitCount += header.recordsCount;
        return {};
    }
    if (whole && allInTime && header.compression() == wire::Compression::None && !m_query->filter.foundIn(batch.recordBytes())) {
        into.records += header.recordsCount;
        return {};
    }
    WEIR_TRY(wire::RecordCursor cursor, batch.records(m_inflated, kMaxInflated));
    if (whole && allInTime && header.compression() != wire::Compression::None && !m_query->filter.foundIn(m_inflated)) {
        into.records += header.recordsCount;
        return {};
    }
    wire::RecordView record;
    for (;;) {
        WEIR_TRY(const bool more, cursor.next(record));
        if (!more)
            return {};
        if (record.offset < from || record.offset >= until)
            continue;
        ++into.records;
        if (m_query->untilTimestampMs && record.timestamp >= *m_query->untilTimestampMs)
            continue;
        if (!matches(record))
            continue;
        ++into.hitCount;
        if (m_query->visit)
            m_query->visit(m_partition, record);
        else if (!m_query->countOnly)
            into.hits.push_back(toModel(header, record));
    }
}

bool BatchScan::matches(const wire::RecordView &record) const
{
    const ByteFilter &filter = m_query->filter;
    if (filter.isEmpty() || (record.value && filter.foundIn(*record.value)) || (record.key && filter.foundIn(*record.key)))
        return true;
    // First the header bytes as a whole: most have none that holds it.
    if (record.headerCount == 0 || !filter.foundIn(record.headerBytes))
        return false;
    const auto headers = record.headers();
    return std::any_of(headers.begin(), headers.end(), [&](const wire::RecordHeaderView &header) {
        return filter.foundIn(base::viewOf(header.key)) || (header.value && filter.foundIn(*header.value));
    });
}

model::Record BatchScan::toModel(const wire::RecordBatchHeader &header, const wire::RecordView &record) const
{
    using Type = model::Record::TimestampType;
    model::Record result;
    result.topic = m_query->topic;
    result.partition = m_partition;
    result.offset = record.offset;
    result.timestampMs = record.timestamp;
    if (record.timestamp >= 0)
        result.timestampType = header.timestampType() == wire::TimestampType::LogAppendTime ? Type::LogAppendTime : Type::CreateTime;
    result.key = toQt(record.key);
    if (record.value && m_query->valueBytes > 0 && record.value->size() > m_query->valueBytes) {
        result.value = toQt(record.value->first(m_query->valueBytes));
        result.valueCut = static_cast<qint64>(record.value->size() - m_query->valueBytes);
    } else {
        result.value = toQt(record.value);
    }
    result.batch = {header.baseOffset, header.recordsCount, static_cast<qint32>(header.sizeInBytes()), header.producerId, header.baseSequence,
                    header.producerEpoch, static_cast<model::RecordBatch::Codec>(header.compression()), header.isTransactional()};
    result.leaderEpoch = header.partitionLeaderEpoch;
    if (record.headerCount > 0) {
        for (const wire::RecordHeaderView &source : record.headers())
            result.headers.append({QByteArray(source.key.data(), static_cast<qsizetype>(source.key.size())), toQt(source.value)});
    }
    return result;
}

} // namespace weir::kafka
