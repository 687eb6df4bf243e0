// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/bytes.h"
#include "backend/base/uuid.h"
#include "backend/sandbox/core/session.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir::sandbox {

/// One record of `__consumer_offsets`, key and value in Kafka's own encoding; no value is a tombstone.
struct GroupRecord {
    base::Bytes key;
    std::optional<base::Bytes> value;

    bool operator==(const GroupRecord &) const = default;
};

/// Under which transaction offsets are committed.
struct OffsetsTransaction {
    /// What is asked of the transaction's coordinator before: see TransactionVerifier.
    enum class Wish : std::uint8_t {
        Verify,          ///< the group was added by AddOffsetsToTxn; INVALID_TXN_STATE where not
        VerifyAbortable, ///< the same, TRANSACTION_ABORTABLE where not
        Add              ///< transaction.version 2: it is added now
    };
    std::string transactionalId;
    std::int64_t producerId = -1;
    std::int16_t producerEpoch = -1;
    Wish wish = Wish::Verify;
    std::uint64_t verification = 0; ///< what verify() found
};

/// The end of a transaction.
struct OffsetsMarker {
    std::int64_t producerId = -1;
    std::int16_t producerEpoch = -1;
    bool commit = false;
    std::int32_t coordinatorEpoch = 0;
    std::int16_t version = 0; ///< transaction.version
};

/// Where the coordinator keeps what it must not forget: the partitions of `__consumer_offsets` led by this broker.
class OffsetsLog
{
public:
    /// A Kafka error code, 0 once the high watermark has passed the records.
    using Committed = std::function<void(std::int16_t)>;

    virtual ~OffsetsLog() = default;
    /// Appends the records as one batch with the given timestamp, acks=all. Called on the coordinator's owner; `whenCommitted`
    /// is called exactly once, on the same owner, at once or later. What is committed is answered in the order of the
    /// appends; a refusal may overtake those that still wait.
    virtual void append(std::int32_t partition, std::vector<GroupRecord> records, std::int64_t timestampMs, Committed whenCommitted) = 0;
    /// Whether the transaction may write to the partition: `done` gets 0 and what to append with, or a Kafka code.
    virtual void verify(std::int32_t partition, OffsetsTransaction transaction, std::function<void(std::int16_t, OffsetsTransaction)> done) = 0;
    /// As append(), within a transaction that verify() has passed.
    virtual void appendInTransaction(std::int32_t partition, std::vector<GroupRecord> records, std::int64_t timestampMs,
                                     const OffsetsTransaction &transaction, Committed whenCommitted) = 0;
    virtual void appendMarker(std::int32_t partition, const OffsetsMarker &marker, Committed whenCommitted) = 0;
};

/// What the coordinator asks of the cluster's metadata: offsets are only taken for partitions that exist.
class GroupTopics
{
public:
    struct Topic {
        base::Uuid id;
        std::int32_t partitions = 0;
    };

    /// The settings that a group has of its own, within the limits that the broker sets (KIP-848's group configs).
    struct Settings {
        std::optional<std::int32_t> consumerSessionTimeoutMs;
        std::optional<std::int32_t> consumerHeartbeatIntervalMs;
        std::optional<std::int32_t> consumerAssignmentIntervalMs;
        std::optional<std::int32_t> shareSessionTimeoutMs;
        std::optional<std::int32_t> shareHeartbeatIntervalMs;
        std::optional<std::int32_t> shareAssignmentIntervalMs;
    };

    virtual ~GroupTopics() = default;
    virtual std::optional<Topic> find(std::string_view name) const = 0;
    virtual std::optional<std::string> nameOf(const base::Uuid &id) const = 0;
    /// The topics that the asker may know of.
    virtual void forEachName(const Session &asker, const std::function<void(const std::string &name)> &each) const = 0;
    /// Another number where the topic is another, or has other partitions or its partitions other racks; 0 where there is none.
    virtual std::uint64_t shapeOf(std::string_view name) const = 0;
    virtual Settings settingsOf(const std::string &groupId) const = 0;
};

} // namespace weir::sandbox
