// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/kafka_error.h"
#include "backend/sandbox/groups/share_persister.h"

#include <cstdint>
#include <vector>

namespace weir::sandbox {

/// What `__share_group_state` holds of one partition for one share group: what its leader told last. The leader's epoch and
/// the group's fence each other off, so that neither an old leader nor one of a group that was deleted meanwhile can write.
class ShareState
{
public:
    using Update = ShareStateUpdate;

    /// As the group begins to read the partition: nothing was ever delivered.
    static ShareState initialized(std::int32_t stateEpoch, std::int64_t startOffset);

    std::int32_t snapshotEpoch() const { return m_snapshotEpoch; }
    std::int32_t stateEpoch() const { return m_stateEpoch; }
    std::int32_t leaderEpoch() const { return m_leaderEpoch; }
    std::int64_t startOffset() const { return m_startOffset; }
    std::int32_t completeCount() const { return m_completeCount; }
    /// In order and apart from one another, from the start on.
    const std::vector<StateRun> &runs() const { return m_runs; }

    /// None, FENCED_STATE_EPOCH or FENCED_LEADER_EPOCH.
    base::KafkaError check(std::int32_t stateEpoch, std::int32_t leaderEpoch) const;
    /// A new leader reads before it writes; from then on older ones are fenced off. True where its epoch is new.
    bool readBy(std::int32_t leaderEpoch);
    /// Takes over what is told; what is said later counts.
    void apply(const Update &update);
    /// The next record holds all of it, not only what changed: after `updatesPerSnapshot` changes, or as its first.
    bool isSnapshotDue(std::int32_t updatesPerSnapshot) const { return m_snapshotEpoch < 0 || m_updates >= updatesPerSnapshot; }
    void snapshotTaken();
    void restore(std::int32_t snapshotEpoch, std::int32_t stateEpoch, std::int32_t leaderEpoch, std::int64_t startOffset, std::int32_t completeCount,
                 std::vector<StateRun> runs);

private:
    std::int32_t m_snapshotEpoch = -1;
    std::int32_t m_stateEpoch = 0;
    std::int32_t m_leaderEpoch = -1;
    std::int64_t m_startOffset = -1;
    std::int32_t m_completeCount = -1;
    std::int32_t m_updates = 0; ///< since the last snapshot
    std::vector<StateRun> m_runs;
};

/// The older runs with the newer ones laid over them, without what is below `startOffset`, neighbours that are alike as one.
std::vector<StateRun> overlaid(const std::vector<StateRun> &older, const std::vector<StateRun> &newer, std::int64_t startOffset);

} // namespace weir::sandbox
