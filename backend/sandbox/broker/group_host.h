// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sandbox/broker/broker.h"
#include "backend/sandbox/groups/group_coordinator.h"

#include <set>

namespace weir::sandbox {

inline constexpr std::string_view kOffsetsTopic = "__consumer_offsets";

/// Gives the group coordinator of a broker its log and its view of topics. The partitions of `__consumer_offsets` live
/// with it on the broker's main owner; everything here runs there.
class GroupHost final : public OffsetsLog, public GroupTopics
{
public:
    explicit GroupHost(Broker &broker);

    GroupCoordinator &coordinator() { return m_coordinator; }
    /// This broker's part in the partition changed, or may have.
    void onPartition(const Partition &partition);
    void onImage(const ImageUpdate &update);

    // --- OffsetsLog
    void append(std::int32_t partition, std::vector<GroupRecord> records, std::int64_t timestampMs, Committed whenCommitted) override;
    // --- GroupTopics
    std::optional<Topic> find(std::string_view name) const override;
    std::optional<std::string> nameOf(const base::Uuid &id) const override;

private:
    static GroupConfig configOf(const BrokerConfigView &view);
    Shard &shard() const { return m_broker.shard(m_broker.mainOwner()); }
    void load(std::int32_t partition, std::int32_t leaderEpoch, std::int64_t offset);

    Broker &m_broker;
    GroupCoordinator m_coordinator;
    std::map<std::int32_t, std::int32_t> m_led; ///< partition to the leader epoch for which it was loaded
};

} // namespace weir::sandbox
