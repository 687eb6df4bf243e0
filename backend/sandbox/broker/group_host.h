// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sandbox/broker/coordinator_log.h"
#include "backend/sandbox/groups/group_coordinator.h"

namespace weir::sandbox {

inline constexpr std::string_view kOffsetsTopic = "__consumer_offsets";

/// Gives the group coordinator of a broker its log and its view of topics. The partitions of `__consumer_offsets` live
/// with it on the broker's main owner; everything here runs there.
class GroupHost final : public OffsetsLog, public GroupTopics
{
public:
    explicit GroupHost(Broker &broker);

    GroupCoordinator &coordinator() { return m_coordinator; }
    void onPartition(const Partition &partition) { m_log.onPartition(partition); }
    void onImage(const ImageUpdate &update);

    // --- OffsetsLog
    void append(std::int32_t partition, std::vector<GroupRecord> records, std::int64_t timestampMs, Committed whenCommitted) override;
    void verify(std::int32_t partition, OffsetsTransaction transaction, std::function<void(std::int16_t, OffsetsTransaction)> done) override;
    void appendInTransaction(std::int32_t partition, std::vector<GroupRecord> records, std::int64_t timestampMs, const OffsetsTransaction &transaction,
                             Committed whenCommitted) override;
    void appendMarker(std::int32_t partition, const OffsetsMarker &marker, Committed whenCommitted) override;
    // --- GroupTopics
    std::optional<Topic> find(std::string_view name) const override;
    std::optional<std::string> nameOf(const base::Uuid &id) const override;
    void forEachName(const Session &asker, const std::function<void(const std::string &name)> &each) const override;
    std::uint64_t shapeOf(std::string_view name) const override;
    Settings settingsOf(const std::string &groupId) const override;

private:
    static GroupConfig configOf(const BrokerConfigView &view);
    Shard &shard() const { return m_broker.shard(m_broker.mainOwner()); }

    Broker &m_broker;
    GroupCoordinator m_coordinator;
    CoordinatorLog m_log;
};

} // namespace weir::sandbox
