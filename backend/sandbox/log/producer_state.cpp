// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/log/producer_state.h"

#include "backend/base/crc32c.h"
#include "backend/base/kafka_error.h"

#include <algorithm>

namespace weir::sandbox {

using base::KafkaError;

namespace {

constexpr std::int16_t kSnapshotVersion = 1;
constexpr std::size_t kSnapshotHeaderBytes = 2 + 4 + 4; // version, checksum, number of entries
constexpr std::size_t kSnapshotCrcStart = 6;
constexpr std::size_t kSnapshotEntryBytes = 8 + 2 + 4 + 8 + 4 + 8 + 4 + 8;

base::Error refused(KafkaError code, const wire::RecordBatchHeader &batch, std::string why)
{
    return base::Error{base::ErrorKind::Conflict, "log.append", {}, {}, std::move(why), static_cast<std::int16_t>(code)}
        .with("producerId", std::to_string(batch.producerId))
        .with("producerEpoch", std::to_string(batch.producerEpoch))
        .with("baseSequence", std::to_string(batch.baseSequence));
}

} // namespace

const ProducedBatch *ProducerState::find(std::int32_t firstSequence, std::int32_t lastSequence) const
{
    for (std::size_t i = 0; i < batchCount; ++i) {
        if (batches[i].lastSequence == lastSequence && batches[i].firstSequence() == firstSequence)
            return &batches[i];
    }
    return nullptr;
}

void ProducerState::push(const ProducedBatch &batch)
{
    if (batchCount == kBatchesKept)
        std::move(batches.begin() + 1, batches.end(), batches.begin());
    else
        ++batchCount;
    batches[batchCount - 1U] = batch;
}

base::Result<std::optional<ProducedBatch>> ProducerStates::check(const wire::RecordBatchHeader &batch) const
{
    const auto found = m_producers.find(batch.producerId);
    // A producer that is not known, or no more (its batches are all deleted), may begin with any sequence.
    if (found == m_producers.end())
        return std::nullopt;
    const ProducerState &known = found->second;
    if (batch.producerEpoch < known.epoch)
        return base::fail(refused(KafkaError::InvalidProducerEpoch, batch,
                                  "Epoch of producer is " + std::to_string(batch.producerEpoch) +
                                      ", which is smaller than the last seen epoch " + std::to_string(known.epoch)));
    if (batch.producerEpoch > known.epoch) {
        if (batch.baseSequence != 0)
            return base::fail(refused(KafkaError::OutOfOrderSequenceNumber, batch,
                                      "Invalid sequence number for new epoch: " + std::to_string(batch.baseSequence)));
        return std::nullopt;
    }
    if (const ProducedBatch *earlier = known.find(batch.baseSequence, batch.lastSequence()))
        return *earlier;
    const std::int32_t last = known.lastSequence();
    const std::int32_t expected = last < 0 ? 0 : wire::addSequence(last, 1);
    if (batch.baseSequence != expected)
        return base::fail(refused(KafkaError::OutOfOrderSequenceNumber, batch,
                                  "Out of order sequence number: " + std::to_string(batch.baseSequence) +
                                      " (incoming seq. number), " + std::to_string(last) +
                                      " (current end sequence number)"));
    return std::nullopt;
}

void ProducerStates::apply(const wire::RecordBatchHeader &batch, const wire::RecordView *marker)
{
    m_mapEndOffset = std::max(m_mapEndOffset, batch.nextOffset());
    if (!batch.hasProducerId())
        return;
    ProducerState &state = m_producers[batch.producerId];
    state.producerId = batch.producerId;
    if (batch.producerEpoch > state.epoch) {
        state.epoch = batch.producerEpoch;
        state.batchCount = 0;
    }
    state.lastTimestamp = std::max(state.lastTimestamp, batch.maxTimestamp);
    if (!batch.isControl()) {
        state.push({batch.lastSequence(), batch.lastOffset(), batch.lastOffsetDelta, batch.maxTimestamp});
        if (batch.isTransactional() && state.currentTxnFirstOffset < 0)
            state.currentTxnFirstOffset = batch.baseOffset;
        return;
    }
    if (marker != nullptr)
        noteCoordinator(batch, *marker);
    if (state.currentTxnFirstOffset >= 0)
        m_finished.push_back({state.currentTxnFirstOffset, batch.lastOffset()});
    state.currentTxnFirstOffset = -1;
}

void ProducerStates::noteCoordinator(const wire::RecordBatchHeader &batch, const wire::RecordView &marker)
{
    const auto found = m_producers.find(batch.producerId);
    // End of transaction marker (KIP-98): key = version, type; value = version, coordinator epoch.
    if (found != m_producers.end() && marker.value && marker.value->size() >= 6)
        found->second.coordinatorEpoch = base::readBigEndian<std::int32_t>(marker.value->data() + 2);
}

std::optional<std::int64_t> ProducerStates::firstUnstableOffset() const
{
    std::optional<std::int64_t> first;
    const auto take = [&first](std::int64_t offset) { first = first ? std::min(*first, offset) : offset; };
    for (const auto &[id, state] : m_producers) {
        if (state.currentTxnFirstOffset >= 0)
            take(state.currentTxnFirstOffset);
    }
    for (const Finished &finished : m_finished)
        take(finished.firstOffset);
    return first;
}

void ProducerStates::onHighWatermark(std::int64_t highWatermark)
{
    if (!m_finished.empty())
        std::erase_if(m_finished, [&](const Finished &finished) { return finished.markerOffset < highWatermark; });
}

void ProducerStates::clear()
{
    m_producers.clear();
    m_finished.clear();
    m_mapEndOffset = 0;
}

void ProducerStates::removeExpired(std::int64_t nowMs, std::int64_t maxAgeMs)
{
    std::erase_if(m_producers, [&](const auto &entry) {
        return entry.second.currentTxnFirstOffset < 0 && nowMs - entry.second.lastTimestamp >= maxAgeMs;
    });
}

base::Status ProducerStates::save(FileSystem &fs, const std::string &path, bool sync) const
{
    base::Bytes bytes(kSnapshotHeaderBytes + m_producers.size() * kSnapshotEntryBytes);
    base::writeBigEndian(bytes.data(), kSnapshotVersion);
    base::writeBigEndian(bytes.data() + kSnapshotCrcStart, static_cast<std::int32_t>(m_producers.size()));
    std::uint8_t *at = bytes.data() + kSnapshotHeaderBytes;
    const auto put = [&at](auto value) {
        base::writeBigEndian(at, value);
        at += sizeof(value);
    };
    for (const auto &[id, state] : m_producers) {
        const ProducedBatch last = state.batchCount == 0 ? ProducedBatch{} : state.batches[state.batchCount - 1U];
        put(state.producerId);
        put(state.epoch);
        put(last.lastSequence);
        put(last.lastOffset);
        put(last.offsetDelta);
        put(state.lastTimestamp);
        put(state.coordinatorEpoch);
        put(state.currentTxnFirstOffset);
    }
    base::writeBigEndian(bytes.data() + 2, base::crc32c(base::ByteView{bytes}.subspan(kSnapshotCrcStart)));
    return replaceFile(fs, path, bytes, sync);
}

base::Status ProducerStates::load(FileSystem &fs, const std::string &path)
{
    const auto damaged = [&path](std::string why) {
        return base::fail(base::ErrorKind::Invalid, "snapshot.read", path, std::move(why));
    };
    WEIR_TRY(const base::Bytes bytes, readFile(fs, path));
    if (bytes.size() < kSnapshotHeaderBytes)
        return damaged("shorter than a header");
    const auto version = base::readBigEndian<std::int16_t>(bytes.data());
    if (version != kSnapshotVersion)
        return damaged("version " + std::to_string(version));
    if (base::readBigEndian<std::uint32_t>(bytes.data() + 2) !=
        base::crc32c(base::ByteView{bytes}.subspan(kSnapshotCrcStart)))
        return damaged("checksum");
    const auto count = base::readBigEndian<std::int32_t>(bytes.data() + kSnapshotCrcStart);
    if (count < 0 || bytes.size() != kSnapshotHeaderBytes + static_cast<std::size_t>(count) * kSnapshotEntryBytes)
        return damaged(std::to_string(count) + " entries in " + std::to_string(bytes.size()) + " bytes");
    clear();
    const std::uint8_t *at = bytes.data() + kSnapshotHeaderBytes;
    const auto get = [&at]<class Int>(Int &value) {
        value = base::readBigEndian<Int>(at);
        at += sizeof(value);
    };
    for (std::int32_t i = 0; i < count; ++i) {
        ProducerState state;
        ProducedBatch last;
        get(state.producerId);
        get(state.epoch);
        get(last.lastSequence);
        get(last.lastOffset);
        get(last.offsetDelta);
        get(state.lastTimestamp);
        get(state.coordinatorEpoch);
        get(state.currentTxnFirstOffset);
        last.timestamp = state.lastTimestamp;
        if (last.lastOffset >= 0)
            state.push(last);
        m_producers.insert_or_assign(state.producerId, state);
    }
    return {};
}

} // namespace weir::sandbox
