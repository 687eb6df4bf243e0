// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/clock.h"
#include "backend/base/kafka_error.h"
#include "backend/sandbox/groups/share_persister.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace weir::sandbox {

/// What a member says of a record that it was given; the values are the protocol's.
enum class Acknowledgement : std::int8_t {
    Gap = 0,     ///< there is no record at this offset
    Accept = 1,
    Release = 2, ///< to be given to somebody again
    Reject = 3,
    Renew = 4    ///< the member needs longer (KIP-1222)
};

struct SharePartitionLimits {
    std::chrono::nanoseconds lockDuration = std::chrono::seconds(30); ///< share.record.lock.duration.ms
    std::int16_t deliveryCountLimit = 5;                              ///< share.delivery.count.limit
    std::int32_t maxInFlight = 2'000;                                 ///< share.partition.max.record.locks
};

/// Records that a member was given.
struct AcquiredRun {
    std::int64_t firstOffset = 0;
    std::int64_t lastOffset = 0;
    std::int16_t deliveryCount = 0;

    bool operator==(const AcquiredRun &) const = default;
};

/// One line of an acknowledgement: a type for each offset, or one for all.
struct AcknowledgedRun {
    std::int64_t firstOffset = 0;
    std::int64_t lastOffset = 0;
    std::vector<Acknowledgement> types;
};

/// Whose turn each record of a partition is, for one share group (KIP-932): records from the start offset on are given to
/// members under a lock, acknowledged, released or rejected. No I/O, no clock, no timer: the caller says what time it is,
/// stores what changes, and says whether it could.
///
/// A change that is being stored holds its records: nobody is given them, and nothing more is said of them, until then.
class SharePartition
{
public:
    using Time = std::chrono::nanoseconds; ///< of the monotonic clock
    using ChangeId = std::uint64_t;

    /// What has to be stored before it counts. Without runs and with the start where it was there is nothing to store.
    struct Change {
        ChangeId id = 0;
        std::int64_t startOffset = 0;
        std::vector<StateRun> runs;
    };

    /// As it was stored; `runs` in order and apart from one another, from `startOffset` on.
    SharePartition(std::int64_t startOffset, const std::vector<StateRun> &runs, SharePartitionLimits limits);

    void setLimits(SharePartitionLimits limits) { m_limits = limits; }
    std::int64_t startOffset() const { return m_start; }
    /// The first offset that was never given to anybody.
    std::int64_t nextOffset() const { return m_next; }
    std::int32_t inFlight() const { return static_cast<std::int32_t>(m_next - m_start); }
    /// Where the next fetch begins: the first available record, or what comes after all that is known.
    std::int64_t fetchOffset() const;
    /// Nobody can be given anything before something is acknowledged or released.
    bool isFull() const;

    /// Gives the member available records of [firstOffset, lastOffset], which were read from the log, up to `maxRecords` of
    /// them, or, where `wholeBatches` names the last offsets of the batches read, up to the end of the batch that holds the last.
    std::vector<AcquiredRun> acquire(const std::string &memberId, std::int64_t firstOffset, std::int64_t lastOffset, std::int32_t maxRecords,
                                     const std::vector<std::int64_t> &wholeBatches, Time now);

    struct Acknowledged {
        base::KafkaError error = base::KafkaError::None; ///< INVALID_RECORD_STATE, INVALID_REQUEST: nothing was changed
        Change change;
    };
    /// All lines or none. Renewed records keep their place and get a new lock at once.
    Acknowledged acknowledge(const std::string &memberId, const std::vector<AcknowledgedRun> &runs, Time now);
    /// All that the member was given and has not acknowledged goes back, as if it had never been delivered: its session ended.
    Change release(const std::string &memberId);
    /// What was locked up to `now` goes back, or is archived where it was delivered too often.
    Change expire(Time now);
    /// When the next lock ends; nothing where there is none.
    std::optional<Time> nextExpiry() const;
    /// Records below do not exist any more (retention, DeleteRecords).
    Change moveStartTo(std::int64_t logStartOffset);
    /// The store's answer to a change. Refused, the records are with whom they were, or available where the lock has ended.
    void settle(ChangeId id, bool stored, Time now);

    /// What a new owner of the partition has to know.
    std::vector<StateRun> runs() const;

private:
    struct Run {
        std::int64_t last = 0;
        DeliveryState state = DeliveryState::Available;
        std::int16_t deliveryCount = 0;
        std::string memberId;       ///< of an acquired one
        Time lockedUntil{0};        ///< of an acquired one
        ChangeId changing = 0;      ///< the change that holds it
        DeliveryState before = DeliveryState::Available; ///< where that is refused
        std::int16_t countBefore = 0;

        /// Apart from where it ends and from what it once was.
        bool isAlike(const Run &other) const
        {
            return state == other.state && deliveryCount == other.deliveryCount && memberId == other.memberId && lockedUntil == other.lockedUntil
                && changing == other.changing && (changing == 0 || (before == other.before && countBefore == other.countBefore));
        }
    };
    using Runs = std::map<std::int64_t, Run>;

    Runs::iterator splitAt(std::int64_t offset);
    void merge();
    void change(Run &run, ChangeId id, DeliveryState to, std::int16_t count);
    Change finish(ChangeId id);
    void advance();

    SharePartitionLimits m_limits;
    std::int64_t m_start = 0;
    std::int64_t m_next = 0;
    std::int64_t m_storedStart = 0;
    ChangeId m_lastChange = 0;
    Runs m_runs; ///< by first offset; together they are [start, next)
};

} // namespace weir::sandbox
