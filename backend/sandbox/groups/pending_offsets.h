// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sandbox/groups/offset_store.h"

#include <functional>
#include <map>
#include <string>
#include <tuple>
#include <vector>

namespace weir::sandbox {

/// Offsets that were committed within transactions which are still open, of the groups of one partition of
/// `__consumer_offsets`.
class PendingOffsets
{
public:
    struct Offset {
        std::string group;
        std::string topic;
        std::int32_t partition = 0;
        CommittedOffset value;
        std::uint64_t order = 0; ///< OffsetStore::nextOrder() when it came
    };

    void put(std::int64_t producerId, Offset offset);
    /// The transaction has ended: what it had committed, for the store or to be forgotten.
    std::vector<Offset> take(std::int64_t producerId);
    /// The partition's offset was deleted: of all transactions.
    void forget(const std::string &group, const std::string &topic, std::int32_t partition);

    bool contains(const std::string &group, const std::string &topic, std::int32_t partition) const;
    bool contains(const std::string &group) const;
    /// Each partition once.
    void forEach(const std::string &group, const std::function<void(const std::string &topic, std::int32_t partition)> &each) const;
    void forEachOfTopic(const std::string &topic, const std::function<void(const std::string &group, std::int32_t partition)> &each) const;

private:
    using Key = std::tuple<std::string, std::string, std::int32_t>; ///< group, topic, partition

    std::map<std::int64_t, std::map<Key, Offset>> m_byProducer;
    std::map<Key, std::size_t> m_transactions; ///< how many have an offset for it
};

} // namespace weir::sandbox
