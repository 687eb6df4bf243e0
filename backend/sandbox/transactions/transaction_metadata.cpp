// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/transactions/transaction_metadata.h"

#include "backend/base/kafka_error.h"
#include "backend/sandbox/core/certain.h"
#include "backend/wire/messages/transaction_records.h"

#include <array>

namespace weir::sandbox {

namespace {

constexpr std::array<std::string_view, 8> kStates{"Empty", "Ongoing", "PrepareCommit", "PrepareAbort",
                                                  "CompleteCommit", "CompleteAbort", "Dead", "PrepareEpochFence"};

} // namespace

std::string_view wordOf(TransactionState state)
{
    return kStates[static_cast<std::size_t>(state)];
}

std::optional<TransactionState> transactionStateOf(std::string_view word)
{
    for (std::size_t i = 0; i < kStates.size(); ++i) {
        if (kStates[i] == word)
            return static_cast<TransactionState>(i);
    }
    return {};
}

bool TransactionMetadata::contains(const std::string &topic, std::int32_t partition) const
{
    const auto found = partitions.find(topic);
    return found != partitions.end() && found->second.contains(partition);
}

TransactionMetadata Transaction::next(TransactionState state, std::int64_t nowMs) const
{
    TransactionMetadata copy = is;
    copy.previousProducerId = is.producerId;
    copy.state = state;
    copy.lastUpdateMs = nowMs;
    return copy;
}

TransactionMetadata Transaction::withPartitions(const TopicPartitions &added, std::int64_t nowMs, std::int16_t clientVersion) const
{
    TransactionMetadata to = next(TransactionState::Ongoing, nowMs);
    if (is.state != TransactionState::Ongoing)
        to.startMs = nowMs;
    for (const auto &[topic, partitions] : added)
        to.partitions[topic].insert(partitions.begin(), partitions.end());
    to.clientVersion = clientVersion;
    return to;
}

TransactionMetadata Transaction::ended(bool commit, std::int16_t clientVersion, std::int64_t nextProducerId, std::int64_t nowMs, bool nothingAdded) const
{
    TransactionMetadata to = next(commit ? TransactionState::PrepareCommit : TransactionState::PrepareAbort, nowMs);
    if (clientVersion >= kEpochBumpVersion) {
        // An epoch can be used up by fencing alone; then it stays where it is.
        if (is.producerEpoch < INT16_MAX)
            to.producerEpoch = static_cast<std::int16_t>(is.producerEpoch + 1);
        to.lastProducerEpoch = is.producerEpoch;
    }
    if (nothingAdded)
        to.startMs = nowMs;
    to.nextProducerId = nextProducerId;
    to.clientVersion = clientVersion;
    return to;
}

TransactionMetadata Transaction::completed(std::int64_t nowMs) const
{
    TransactionMetadata to = next(is.state == TransactionState::PrepareCommit ? TransactionState::CompleteCommit : TransactionState::CompleteAbort, nowMs);
    // The last epoch of the old id was used for the markers only: to the client it goes from the one before to 0 of the new id.
    if (is.clientVersion >= kEpochBumpVersion && is.nextProducerId != -1) {
        to.producerId = is.nextProducerId;
        to.producerEpoch = 0;
    }
    to.nextProducerId = -1;
    to.partitions.clear();
    return to;
}

std::int16_t Transaction::fencingEpoch() const
{
    const bool bump = !failedEpochFence && is.producerEpoch < INT16_MAX;
    return static_cast<std::int16_t>(is.producerEpoch + (bump ? 1 : 0));
}

base::Result<TransactionMetadata> Transaction::withNextEpoch(std::int32_t timeoutMs, std::optional<std::int16_t> expectedEpoch, std::int64_t nowMs) const
{
    TransactionMetadata to = next(TransactionState::Empty, nowMs);
    to.timeoutMs = timeoutMs;
    to.partitions.clear();
    to.startMs = -1;
    const auto bumped = static_cast<std::int16_t>(is.producerEpoch + 1); // of a new producer: 0
    if (!expectedEpoch) {
        to.producerEpoch = bumped;
        to.lastProducerEpoch = -1;
    } else if (is.producerEpoch == -1 || *expectedEpoch == is.producerEpoch) {
        to.producerEpoch = bumped;
        to.lastProducerEpoch = is.producerEpoch;
    } else if (*expectedEpoch != is.lastProducerEpoch) {
        // The one that is the last epoch is a retry, and gets what it got before.
        return base::fail(base::ErrorKind::Conflict, "transaction.init", id, {}, base::code(base::KafkaError::ProducerFenced));
    }
    return to;
}

TransactionMetadata Transaction::withProducerId(std::int64_t producerId, std::int32_t timeoutMs, bool recordLastEpoch, std::int64_t nowMs) const
{
    TransactionMetadata to = next(TransactionState::Empty, nowMs);
    to.producerId = producerId;
    to.producerEpoch = 0;
    to.lastProducerEpoch = recordLastEpoch ? is.producerEpoch : std::int16_t{-1};
    to.timeoutMs = timeoutMs;
    to.partitions.clear();
    to.startMs = -1;
    return to;
}

GroupRecord transactionRecord(const std::string &id, const TransactionMetadata &metadata, std::int16_t version)
{
    wire::TransactionLogValue value;
    value.producerId = metadata.producerId;
    value.producerEpoch = metadata.producerEpoch;
    if (version >= 1) {
        value.previousProducerId = metadata.previousProducerId;
        value.nextProducerId = metadata.nextProducerId;
        value.clientTransactionVersion = metadata.clientVersion;
    }
    value.transactionTimeoutMs = metadata.timeoutMs;
    value.transactionStatus = static_cast<std::int8_t>(metadata.state);
    if (metadata.state == TransactionState::Empty) {
        value.transactionPartitions.reset();
    } else {
        for (const auto &[topic, partitions] : metadata.partitions) {
            auto &into = value.transactionPartitions->emplace_back();
            into.topic = topic;
            into.partitionIds.assign(partitions.begin(), partitions.end());
        }
    }
    value.transactionLastUpdateTimestampMs = metadata.lastUpdateMs;
    value.transactionStartTimestampMs = metadata.startMs;
    return {transactionTombstone(id).key, certain(wire::encodeVersioned(value, version))};
}

GroupRecord transactionTombstone(const std::string &id)
{
    wire::TransactionLogKey key;
    key.transactionalId = id;
    return {certain(wire::encodeTransactionKey(key)), std::nullopt};
}

base::Result<std::optional<std::string>> transactionalIdOf(base::ByteView key)
{
    WEIR_TRY(auto stored, wire::decodeTransactionKey(key));
    return stored ? std::optional(std::move(stored->transactionalId)) : std::nullopt;
}

base::Result<TransactionMetadata> transactionMetadataOf(base::ByteView value)
{
    WEIR_TRY(auto versioned, wire::decodeVersioned<wire::TransactionLogValue>(value));
    const wire::TransactionLogValue &stored = versioned.message;
    if (stored.transactionStatus < 0 || static_cast<std::size_t>(stored.transactionStatus) >= kStates.size())
        return base::fail(base::ErrorKind::Invalid, "transaction.load", {}, "status " + std::to_string(stored.transactionStatus));
    TransactionMetadata metadata;
    metadata.producerId = stored.producerId;
    metadata.previousProducerId = stored.previousProducerId;
    metadata.nextProducerId = stored.nextProducerId;
    metadata.producerEpoch = stored.producerEpoch;
    metadata.timeoutMs = stored.transactionTimeoutMs;
    metadata.state = static_cast<TransactionState>(stored.transactionStatus);
    if (stored.transactionPartitions) {
        for (const auto &topic : *stored.transactionPartitions)
            metadata.partitions[topic.topic].insert(topic.partitionIds.begin(), topic.partitionIds.end());
    }
    metadata.startMs = stored.transactionStartTimestampMs;
    metadata.lastUpdateMs = stored.transactionLastUpdateTimestampMs;
    metadata.clientVersion = stored.clientTransactionVersion;
    return metadata;
}

} // namespace weir::sandbox
