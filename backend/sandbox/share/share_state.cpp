// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/share/share_state.h"

#include <algorithm>
#include <map>

namespace weir::sandbox {

using base::KafkaError;

std::vector<StateRun> overlaid(const std::vector<StateRun> &older, const std::vector<StateRun> &newer, std::int64_t startOffset)
{
    std::map<std::int64_t, StateRun> runs;
    const auto lay = [&](StateRun run) {
        run.firstOffset = std::max(run.firstOffset, startOffset);
        if (run.lastOffset < run.firstOffset)
            return;
        auto at = runs.lower_bound(run.firstOffset);
        if (at != runs.begin() && std::prev(at)->second.lastOffset >= run.firstOffset)
            --at;
        while (at != runs.end() && at->second.firstOffset <= run.lastOffset) {
            const StateRun under = at->second;
            at = runs.erase(at);
            if (under.firstOffset < run.firstOffset)
                runs[under.firstOffset] = {under.firstOffset, run.firstOffset - 1, under.state, under.deliveryCount};
            if (under.lastOffset > run.lastOffset)
                at = runs.emplace(run.lastOffset + 1, StateRun{run.lastOffset + 1, under.lastOffset, under.state, under.deliveryCount}).first;
        }
        runs[run.firstOffset] = run;
    };
    for (const StateRun &run : older)
        lay(run);
    for (const StateRun &run : newer)
        lay(run);
    std::vector<StateRun> merged;
    for (const auto &[first, run] : runs) {
        StateRun *last = merged.empty() ? nullptr : &merged.back();
        if (last && last->lastOffset + 1 == first && last->state == run.state && last->deliveryCount == run.deliveryCount)
            last->lastOffset = run.lastOffset;
        else
            merged.push_back(run);
    }
    return merged;
}

ShareState ShareState::initialized(std::int32_t stateEpoch, std::int64_t startOffset)
{
    ShareState state;
    state.m_stateEpoch = stateEpoch;
    state.m_startOffset = startOffset;
    return state;
}

KafkaError ShareState::check(std::int32_t stateEpoch, std::int32_t leaderEpoch) const
{
    if (stateEpoch != -1 && stateEpoch < m_stateEpoch)
        return KafkaError::FencedStateEpoch;
    if (leaderEpoch != -1 && leaderEpoch < m_leaderEpoch)
        return KafkaError::FencedLeaderEpoch;
    return KafkaError::None;
}

bool ShareState::readBy(std::int32_t leaderEpoch)
{
    if (leaderEpoch <= m_leaderEpoch)
        return false;
    m_leaderEpoch = leaderEpoch;
    return true;
}

void ShareState::apply(const Update &update)
{
    if (update.stateEpoch != -1)
        m_stateEpoch = std::max(m_stateEpoch, update.stateEpoch);
    if (update.leaderEpoch != -1)
        m_leaderEpoch = std::max(m_leaderEpoch, update.leaderEpoch);
    if (update.startOffset != -1)
        m_startOffset = update.startOffset;
    m_completeCount = update.completeCount;
    m_runs = overlaid(m_runs, update.runs, m_startOffset);
    ++m_updates;
}

void ShareState::snapshotTaken()
{
    ++m_snapshotEpoch;
    m_updates = 0;
}

void ShareState::restore(std::int32_t snapshotEpoch, std::int32_t stateEpoch, std::int32_t leaderEpoch, std::int64_t startOffset, std::int32_t completeCount,
                         std::vector<StateRun> runs)
{
    m_snapshotEpoch = snapshotEpoch;
    m_stateEpoch = stateEpoch;
    m_leaderEpoch = leaderEpoch;
    m_startOffset = startOffset;
    m_completeCount = completeCount;
    m_updates = 0;
    m_runs = overlaid({}, runs, startOffset);
}

} // namespace weir::sandbox
