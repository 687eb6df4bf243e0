// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/log/producer_state.h"

#include "backend/base/crc32c.h"
#include "backend/base/kafka_error.h"
#include "backend/wire/messages/control_records.h"

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

std::optional<EndMarker> endMarkerOf(const wire::RecordView &record)
{
    // Key: version, type; value: version, epoch of the coordinator. Newer versions may add what is not needed here.
    if (!record.key || record.key->size() < 4 || !record.value || record.value->size() < 6)
        return std::nullopt;
    const auto type = base::readBigEndian<std::int16_t>(record.key->data() + 2);
    if (type != wire::ControlRecordTypeSchema::kAbort && type != wire::ControlRecordTypeSchema::kCommit)
        return std::nullopt;
    return EndMarker{type == wire::ControlRecordTypeSchema::kCommit, base::readBigEndian<std::int32_t>(record.value->data() + 2)};
}

std::optional<EndMarker> endMarkerOf(const wire::RecordBatchView &batch)
{
    constexpr std::size_t kLongest = 64 << 10; // a marker has some ten bytes; nobody compresses it
    base::Bytes scratch;
    wire::RecordView record;
    auto records = batch.records(scratch, kLongest);
    return records && records->next(record).value_or(false) ? endMarkerOf(record) : std::nullopt;
}

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
    if (const auto verifying = m_verifications.find(batch.producerId); verifying != m_verifications.end()) {
        const bool knowsNothing = found == m_producers.end() || found->second.batchCount == 0;
        const bool mustBeFirst = verifying->second.supportsEpochBump && knowsNothing && batch.baseSequence != 0;
        // Those before it are on their way: they were held up by their verification.
        if (mustBeFirst || batch.baseSequence > verifying->second.lowestSequence)
            return base::fail(refused(KafkaError::OutOfOrderSequenceNumber, batch,
                                      "Out of order sequence number: " + std::to_string(batch.baseSequence) +
                                          " (incoming seq. number), " +
                                          std::to_string(mustBeFirst ? 0 : verifying->second.lowestSequence) +
                                          " (earliest seen sequence)"));
    }
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

base::Status ProducerStates::checkMarker(const wire::RecordBatchHeader &batch, const EndMarker &marker,
                                         std::int16_t transactionVersion) const
{
    const auto found = m_producers.find(batch.producerId);
    if (found == m_producers.end())
        return {};
    const ProducerState &known = found->second;
    // From version 2 on a transaction ends under an epoch of its own. The same one again is a retry of a marker that was
    // written, and an epoch that cannot be bumped any more ends as it is.
    constexpr std::int16_t kEpochBump = 2;
    const bool again = known.currentTxnFirstOffset < 0 || batch.producerEpoch == INT16_MAX;
    const bool sameIsOld = transactionVersion >= kEpochBump && !again;
    if (batch.producerEpoch < known.epoch || (sameIsOld && batch.producerEpoch == known.epoch))
        return base::fail(refused(KafkaError::InvalidProducerEpoch, batch,
                                  "Epoch of marker is " + std::to_string(batch.producerEpoch) + ", the last seen epoch is " +
                                      std::to_string(known.epoch)));
    if (known.coordinatorEpoch > marker.coordinatorEpoch)
        return base::fail(refused(KafkaError::TransactionCoordinatorFenced, batch,
                                  "Epoch of coordinator is " + std::to_string(marker.coordinatorEpoch) +
                                      ", the last seen epoch is " + std::to_string(known.coordinatorEpoch)));
    return {};
}

std::optional<AbortedTransaction> ProducerStates::apply(const wire::RecordBatchHeader &batch, const EndMarker *marker)
{
    m_mapEndOffset = std::max(m_mapEndOffset, batch.nextOffset());
    if (!batch.hasProducerId())
        return {};
    ProducerState &state = m_producers[batch.producerId];
    state.producerId = batch.producerId;
    if (batch.producerEpoch > state.epoch) {
        state.epoch = batch.producerEpoch;
        state.batchCount = 0;
    }
    state.lastTimestamp = std::max(state.lastTimestamp, batch.maxTimestamp);
    // Records or marker: from here on the log itself knows how the transaction stands. But a producer that goes on under a new
    // epoch writes before the markers of its last transaction are everywhere. Such a marker has that new epoch, for it is above
    // the one of the records that it ends: it says nothing of what is verified now.
    if (const auto verified = m_verifications.find(batch.producerId); batch.isTransactional() && verified != m_verifications.end()) {
        const bool ofTheOneBefore = batch.isControl() && verified->second.supportsEpochBump
            && batch.producerEpoch <= verified->second.epoch && batch.producerEpoch < INT16_MAX;
        if (!ofTheOneBefore)
            m_verifications.erase(verified);
    }
    if (!batch.isControl()) {
        state.push({batch.lastSequence(), batch.lastOffset(), batch.lastOffsetDelta, batch.maxTimestamp});
        if (batch.isTransactional() && state.currentTxnFirstOffset < 0) {
            state.currentTxnFirstOffset = batch.baseOffset;
            m_open.emplace(batch.baseOffset, batch.producerId);
        }
        return {};
    }
    if (marker == nullptr)
        return {};
    state.coordinatorEpoch = marker->coordinatorEpoch;
    const std::int64_t firstOffset = std::exchange(state.currentTxnFirstOffset, -1);
    if (firstOffset < 0)
        return {};
    m_open.erase(firstOffset);
    m_finished.push_back({firstOffset, batch.lastOffset()});
    if (marker->commit)
        return {};
    const std::int64_t stable = m_open.empty() ? batch.nextOffset() : m_open.begin()->first;
    return AbortedTransaction{batch.producerId, firstOffset, batch.lastOffset(), stable};
}

bool ProducerStates::hasOpenTransaction(std::int64_t producerId, std::int16_t epoch) const
{
    const auto found = m_producers.find(producerId);
    return found != m_producers.end() && found->second.currentTxnFirstOffset >= 0 && found->second.epoch == epoch;
}

std::uint64_t ProducerStates::startVerification(std::int64_t producerId, std::int32_t sequence, std::int16_t epoch,
                                                bool supportsEpochBump, std::int64_t nowMs)
{
    const auto [at, isNew] = m_verifications.try_emplace(producerId);
    Verification &verification = at->second;
    if (isNew)
        verification = {++m_lastVerification, sequence, epoch, supportsEpochBump, nowMs};
    if (epoch > verification.epoch || (epoch == verification.epoch && sequence < verification.lowestSequence)) {
        verification.epoch = epoch;
        verification.lowestSequence = sequence;
    }
    return verification.id;
}

bool ProducerStates::isVerified(std::int64_t producerId, std::uint64_t verification) const
{
    const auto found = m_verifications.find(producerId);
    return verification != 0 && found != m_verifications.end() && found->second.id == verification;
}

std::optional<std::int64_t> ProducerStates::firstUnstableOffset() const
{
    std::optional<std::int64_t> first;
    if (!m_open.empty())
        first = m_open.begin()->first;
    for (const Finished &finished : m_finished)
        first = first ? std::min(*first, finished.firstOffset) : finished.firstOffset;
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
    m_open.clear();
    m_finished.clear();
    m_verifications.clear();
    m_mapEndOffset = 0;
}

void ProducerStates::removeExpired(std::int64_t nowMs, std::int64_t maxAgeMs)
{
    std::erase_if(m_producers, [&](const auto &entry) {
        return entry.second.currentTxnFirstOffset < 0 && nowMs - entry.second.lastTimestamp >= maxAgeMs;
    });
    std::erase_if(m_verifications, [&](const auto &entry) { return nowMs - entry.second.sinceMs >= maxAgeMs; });
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
        if (state.currentTxnFirstOffset >= 0)
            m_open.emplace(state.currentTxnFirstOffset, state.producerId);
        m_producers.insert_or_assign(state.producerId, state);
    }
    return {};
}

} // namespace weir::sandbox
