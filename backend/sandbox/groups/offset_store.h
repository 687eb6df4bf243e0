// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/uuid.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>

namespace weir::sandbox {

struct CommittedOffset {
    std::int64_t offset = 0; ///< of the next record to read
    std::int32_t leaderEpoch = -1;
    std::string metadata;
    std::int64_t commitTimestampMs = 0;
    std::optional<std::int64_t> expireTimestampMs; ///< where the client asked for a retention of its own (OffsetCommit up to v4)
    base::Uuid topicId;

    bool operator==(const CommittedOffset &) const = default;
};

/// The offsets of the groups of one partition of `__consumer_offsets`, each as it was appended last and as it was committed
/// last: a reader must not see what a failover could take back.
class OffsetStore
{
public:
    using Visit = std::function<void(const std::string &topic, std::int32_t partition, const CommittedOffset &)>;

    /// Appended to the log; nothing removes the offset.
    void stage(const std::string &group, const std::string &topic, std::int32_t partition, std::optional<CommittedOffset> value);
    /// The log has committed what was staged, or has refused it.
    void settle(const std::string &group, const std::string &topic, std::int32_t partition, std::optional<CommittedOffset> value, bool committed);
    /// As read from the log.
    void load(const std::string &group, const std::string &topic, std::int32_t partition, std::optional<CommittedOffset> value);

    /// A number for what the log has committed now, above those before it.
    std::uint64_t nextOrder() { return ++m_order; }
    /// Of a transaction that was committed; `order` is that of when the offset came. A later one stays.
    void complete(const std::string &group, const std::string &topic, std::int32_t partition, CommittedOffset value, std::uint64_t order);

    const CommittedOffset *committed(const std::string &group, const std::string &topic, std::int32_t partition) const;
    const CommittedOffset *latest(const std::string &group, const std::string &topic, std::int32_t partition) const;
    /// The committed ones in the order of topic and partition.
    void forEachCommitted(const std::string &group, const Visit &each) const;
    void forEachLatest(const std::string &group, const Visit &each) const;
    /// Every group with the topic's partitions that it has an offset for.
    void forEachLatestOfTopic(const std::string &topic, const std::function<void(const std::string &group, std::int32_t partition)> &each) const;

    /// Offsets stored as appended last.
    std::size_t size() const { return m_size; }

private:
    struct Entry {
        std::optional<CommittedOffset> committed;
        std::optional<CommittedOffset> latest;
        std::uint32_t inFlight = 0;
        std::uint64_t order = 0; ///< of the committed one
    };
    using Topics = std::map<std::string, std::map<std::int32_t, Entry>>;

    Entry &entryOf(const std::string &group, const std::string &topic, std::int32_t partition);
    const Entry *find(const std::string &group, const std::string &topic, std::int32_t partition) const;
    void setLatest(Entry &entry, std::optional<CommittedOffset> value);
    void eraseIfEmpty(const std::string &group, const std::string &topic, std::int32_t partition);

    std::unordered_map<std::string, Topics> m_groups;
    std::size_t m_size = 0;
    std::uint64_t m_order = 0;
};

} // namespace weir::sandbox
