// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/uuid.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace weir::sandbox {

/// What has become of a record for a share group; the values are Kafka's, as stored.
enum class DeliveryState : std::int8_t {
    Available = 0,
    Acquired = 1,
    Acknowledged = 2,
    Archived = 4
};

/// Offsets of one state, as they are stored in `__share_group_state` and sent to it.
struct StateRun {
    std::int64_t firstOffset = 0;
    std::int64_t lastOffset = 0;
    DeliveryState state = DeliveryState::Available;
    std::int16_t deliveryCount = 0;

    bool operator==(const StateRun &) const = default;
};

/// A partition as one share group reads it.
struct SharePartitionKey {
    std::string groupId;
    base::Uuid topicId;
    std::int32_t partition = 0;

    auto operator<=>(const SharePartitionKey &) const = default;
    /// By which its place in `__share_group_state` is found, and by which FindCoordinator asks for it.
    std::string toString() const { return groupId + ":" + topicId.toString() + ":" + std::to_string(partition); }
};

/// What the leader of a partition tells the share coordinator; also a part of it, since the last time.
struct ShareStateUpdate {
    std::int32_t stateEpoch = -1;    ///< the group's; -1 is not compared
    std::int32_t leaderEpoch = -1;   ///< the partition's; -1 is not compared
    std::int64_t startOffset = -1;   ///< -1: as it was
    std::int32_t completeCount = -1; ///< records behind the start that are settled already; -1 where it is not known
    std::vector<StateRun> runs;
};

/// What the share coordinator has of a partition.
struct StoredShareState {
    std::int16_t error = 0;
    std::int32_t stateEpoch = 0;
    std::int32_t leaderEpoch = -1;
    std::int64_t startOffset = -1; ///< -1: nobody has said yet where to begin
    std::int32_t completeCount = -1;
    std::vector<StateRun> runs; ///< not in a summary
};

/// The share coordinators of the cluster, and the leaders of partitions, wherever they are. Called on the owner that the implementation names, where the
/// answers come as well, exactly once and never before the call returns; with a Kafka code, 0 once it is stored.
class SharePersister
{
public:
    using Stored = std::function<void(std::int16_t error)>;
    using Read = std::function<void(StoredShareState)>;

    virtual ~SharePersister() = default;
    /// The group begins to read the partition; -1: where its settings say when it is first read.
    virtual void initialize(const SharePartitionKey &key, std::int32_t stateEpoch, std::int64_t startOffset, Stored done) = 0;
    /// By the partition's leader, who by that fences earlier ones off.
    virtual void read(const SharePartitionKey &key, std::int32_t leaderEpoch, Read done) = 0;
    virtual void write(const SharePartitionKey &key, ShareStateUpdate update, Stored done) = 0;
    virtual void remove(const SharePartitionKey &key, Stored done) = 0;
    virtual void summarize(const SharePartitionKey &key, Read done) = 0;
    /// The end of the partition for consumers, as its leader says; -1 where it does not.
    virtual void endOffset(const base::Uuid &topicId, std::int32_t partition, std::function<void(std::int64_t)> done) = 0;
};

/// For who wants to know of nothing but the error, or says nothing but that.
inline SharePersister::Stored onlyError(SharePersister::Read answered)
{
    return [answered = std::move(answered)](std::int16_t error) {
        StoredShareState state;
        state.error = error;
        answered(std::move(state));
    };
}

} // namespace weir::sandbox
