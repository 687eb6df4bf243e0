// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/result.h"
#include "backend/sandbox/groups/group_ports.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace weir::sandbox {

/// In the numbers of the records of `__transaction_state`.
enum class TransactionState : std::int8_t {
    Empty = 0,         ///< a producer, and no transaction yet
    Ongoing = 1,
    PrepareCommit = 2, ///< decided; markers are being written
    PrepareAbort = 3,
    CompleteCommit = 4,
    CompleteAbort = 5,
    Dead = 6,             ///< expired, its record is about to go
    PrepareEpochFence = 7 ///< never stored: the producer is fenced off, then the transaction aborted
};
/// Kafka's word for it.
std::string_view wordOf(TransactionState state);
std::optional<TransactionState> transactionStateOf(std::string_view word);

/// What clients and coordinator have agreed upon (KIP-890): from 2 on each transaction has an epoch of its own.
inline constexpr std::int16_t kEpochBumpVersion = 2;

/// Topic to partitions.
using TopicPartitions = std::map<std::string, std::set<std::int32_t>>;

/// Everything that is stored of a transactional id.
struct TransactionMetadata {
    std::int64_t producerId = -1;
    std::int64_t previousProducerId = -1; ///< that of the state before this one
    std::int64_t nextProducerId = -1;     ///< where the epochs of this one are used up
    std::int16_t producerEpoch = -1;
    std::int16_t lastProducerEpoch = -1;  ///< not stored: with it a retried InitProducerId is known
    std::int32_t timeoutMs = 0;
    TransactionState state = TransactionState::Empty;
    TopicPartitions partitions;
    std::int64_t startMs = -1;
    std::int64_t lastUpdateMs = 0;
    std::int16_t clientVersion = 0;

    static bool exhausted(std::int16_t epoch) { return epoch >= INT16_MAX - 1; }
    bool epochExhausted() const { return exhausted(producerEpoch); }
    bool contains(const std::string &topic, std::int32_t partition) const;
    bool operator==(const TransactionMetadata &) const = default;
};

/// A transactional id that its coordinator has in memory: what is committed to the log, and what is on its way there.
struct Transaction {
    std::string id;
    TransactionMetadata is;
    /// Where it goes next: meanwhile others are told to come back (CONCURRENT_TRANSACTIONS).
    std::optional<TransactionState> pending;
    bool failedEpochFence = false; ///< the epoch was bumped and the log would not have it: it is not bumped again

    // The states to come. `nowMs` is the time of the change.
    TransactionMetadata withPartitions(const TopicPartitions &added, std::int64_t nowMs, std::int16_t clientVersion) const;
    /// PrepareCommit or PrepareAbort. `nextProducerId` where the epoch that the client is told would be one too many.
    TransactionMetadata ended(bool commit, std::int16_t clientVersion, std::int64_t nextProducerId, std::int64_t nowMs, bool nothingAdded) const;
    /// CompleteCommit or CompleteAbort.
    TransactionMetadata completed(std::int64_t nowMs) const;
    /// The epoch by which the producer is fenced off.
    std::int16_t fencingEpoch() const;
    /// A new incarnation under the same id; PRODUCER_FENCED where `expectedEpoch` is of the past.
    base::Result<TransactionMetadata> withNextEpoch(std::int32_t timeoutMs, std::optional<std::int16_t> expectedEpoch, std::int64_t nowMs) const;
    TransactionMetadata withProducerId(std::int64_t producerId, std::int32_t timeoutMs, bool recordLastEpoch, std::int64_t nowMs) const;

private:
    TransactionMetadata next(TransactionState state, std::int64_t nowMs) const;
};

/// The record of a state; `version` 1 where transaction.version is 1 or more.
GroupRecord transactionRecord(const std::string &id, const TransactionMetadata &metadata, std::int16_t version);
GroupRecord transactionTombstone(const std::string &id);
/// Nothing for keys of another kind.
base::Result<std::optional<std::string>> transactionalIdOf(base::ByteView key);
base::Result<TransactionMetadata> transactionMetadataOf(base::ByteView value);

} // namespace weir::sandbox
