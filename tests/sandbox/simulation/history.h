// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace weir::sandbox::sim {

/// What a client asked for.
enum class What : std::uint8_t {
    Write,       ///< a batch to one partition
    End,         ///< a transaction's end
    Fence,       ///< InitProducerId of a transactional id: older epochs may write no more
    Read,        ///< a Fetch, and what it gave
    Commit,      ///< a group's offset
    Committed,   ///< what the group is told of it
    LogEnd,      ///< the end of the log when all is calm: high watermark and last stable offset
};
/// How it ended, as far as the client was told. Unknown: it may have happened, or may yet.
enum class Outcome : std::uint8_t { Unknown, Ok, Refused };

/// A record as a reader got it.
struct Seen
{
    std::int64_t offset = -1;
    std::string value;
    std::int32_t leaderEpoch = -1; ///< of its batch
    bool whole = true;             ///< checksums of batch and value are right, and the batch has all its records

    bool operator==(const Seen &) const = default;
};

/// One thing that a client did, from when it asked to when it was answered. Only the fields that `what` needs are set.
struct Operation
{
    What what = What::Write;
    std::string client;
    std::int64_t askedAt = 0;  ///< virtual nanoseconds
    std::int64_t endedAt = -1; ///< -1: it never was
    Outcome outcome = Outcome::Unknown;
    std::int32_t partition = -1;

    // --- Write, Fence
    std::vector<std::string> values; ///< each one is written once in a history
    std::int64_t producerId = -1;
    std::int16_t epoch = -1;
    std::string transaction; ///< Write, End: which one; empty: none
    // --- Write: of the first record. Commit, Committed, LogEnd (high watermark)
    std::int64_t offset = -1;
    // --- End
    bool commit = false;
    // --- Read
    bool committedOnly = false;
    bool final = false; ///< of the whole partition, when all was calm
    bool replica = false; ///< of a replica's disk, not through a leader
    std::int64_t from = -1;
    std::int32_t leaderEpoch = -1; ///< that the reader named, and the leader agreed with
    std::int32_t broker = -1; ///< who answered; of a Write: who acknowledged it, where that is known
    int life = 0; ///< of the broker
    std::int64_t highWatermark = -1;
    std::vector<Seen> records;
    // --- LogEnd
    std::int64_t stable = -1;
};

struct History
{
    std::vector<Operation> operations; ///< as they were asked

    /// One line an operation: two runs are the same where their texts are.
    std::string text() const;
};

enum class AnomalyKind : std::uint8_t {
    Lost,        ///< acknowledged or seen, and not there in the end
    Duplicate,   ///< one write, two places
    Invented,    ///< nobody wrote it, or not there
    Stale,       ///< an answer older than what had been acknowledged under the same leader
    StaleOffset, ///< a group's offset older than the one acknowledged
    Aborted,     ///< read_committed gave what was not committed
    Torn,        ///< part of a value, a batch or a transaction
    NonMonotone, ///< offsets go back, or the order of a producer's writes does
    Divergent,   ///< two records at one offset
    Zombie,      ///< a write of a producer that had been fenced before
    Hanging,     ///< a transaction that never ends: the last stable offset stays behind
};
const char *nameOf(AnomalyKind kind);

struct Anomaly
{
    AnomalyKind kind;
    std::string text;
};

/// What in the history a Kafka cluster must never do. Knows nothing of the cluster; the order of operations is that of
/// their times.
std::vector<Anomaly> check(const History &history);

} // namespace weir::sandbox::sim
