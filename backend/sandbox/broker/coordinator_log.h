// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sandbox/broker/broker.h"
#include "backend/sandbox/groups/group_ports.h"

#include <map>

namespace weir::sandbox {

/// The partitions of an internal topic in which a coordinator keeps its state. They live with it on the broker's main
/// owner; everything here runs there. Whatever this broker comes to lead is read from its start and told the coordinator.
class CoordinatorLog
{
public:
    /// What a coordinator is told of its partitions.
    struct Calls {
        std::function<void(std::int32_t partition, std::int32_t leaderEpoch)> startLoading;
        std::function<base::Status(std::int32_t partition, base::ByteView batches)> load;
        std::function<void(std::int32_t partition)> finishLoading;
        std::function<void(std::int32_t partition)> resign;
    };

    /// `event` is the kind under which a log that cannot be read is told of.
    CoordinatorLog(Broker &broker, std::string_view topic, std::string event, Calls calls);

    /// This broker's part in the partition changed, or may have.
    void onPartition(const Partition &partition);
    void onTopicDeleted();
    /// Nothing where the partition is not here.
    Partition *find(std::int32_t partition) const;

    struct Batch {
        std::vector<GroupRecord> records;
        std::int64_t timestampMs = 0;
        std::int64_t producerId = -1; ///< of a transaction
        std::int16_t producerEpoch = -1;
        std::uint64_t verification = 0;
    };
    /// `whenCommitted` gets 0 or the log's Kafka code. Gives the offset of the first record; -1 where it was refused at once.
    std::int64_t append(std::int32_t partition, const Batch &batch, std::function<void(std::int16_t)> whenCommitted);

private:
    Shard &shard() const { return m_broker.shard(m_broker.mainOwner()); }
    void load(std::int32_t partition, std::int32_t leaderEpoch, std::int64_t offset);

    Broker &m_broker;
    std::string m_topic;
    std::string m_event;
    Calls m_calls;
    std::map<std::int32_t, std::int32_t> m_led; ///< partition to the leader epoch for which it was loaded
};

} // namespace weir::sandbox
