// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/share/share_partition.h"

#include <algorithm>

namespace weir::sandbox {

using base::KafkaError;

namespace {

bool isSettled(DeliveryState state)
{
    return state == DeliveryState::Acknowledged || state == DeliveryState::Archived;
}

} // namespace

SharePartition::SharePartition(std::int64_t startOffset, const std::vector<StateRun> &runs, SharePartitionLimits limits)
    : m_limits(limits), m_start(startOffset), m_next(startOffset)
{
    for (const StateRun &stored : runs) {
        if (stored.lastOffset < m_next)
            continue;
        const std::int64_t first = std::max(stored.firstOffset, m_next);
        // What was never told of lies between what was: those records are nobody's yet.
        if (first > m_next)
            m_runs[m_next] = Run{first - 1, DeliveryState::Available, 0, {}, Time{0}, 0, DeliveryState::Available, 0};
        // Who had it does not have it any more.
        const auto state = stored.state == DeliveryState::Acquired ? DeliveryState::Available : stored.state;
        m_runs[first] = Run{stored.lastOffset, state, stored.deliveryCount, {}, Time{0}, 0, state, stored.deliveryCount};
        m_next = stored.lastOffset + 1;
    }
    advance();
}

std::int64_t SharePartition::fetchOffset() const
{
    for (const auto &[first, run] : m_runs) {
        if (run.state == DeliveryState::Available && run.changing == 0)
            return first;
    }
    return m_next;
}

bool SharePartition::isFull() const
{
    return fetchOffset() == m_next && inFlight() >= m_limits.maxInFlight;
}

SharePartition::Runs::iterator SharePartition::splitAt(std::int64_t offset)
{
    auto at = m_runs.lower_bound(offset);
    if (at != m_runs.end() && at->first == offset)
        return at;
    if (at == m_runs.begin())
        return at;
    const auto before = std::prev(at);
    if (before->second.last < offset)
        return at;
    Run rest = before->second;
    before->second.last = offset - 1;
    return m_runs.emplace(offset, std::move(rest)).first;
}

void SharePartition::merge()
{
    if (m_runs.empty())
        return;
    for (auto at = m_runs.begin(), next = std::next(at); next != m_runs.end(); next = std::next(at)) {
        if (at->second.isAlike(next->second)) {
            at->second.last = next->second.last;
            m_runs.erase(next);
        } else {
            at = next;
        }
    }
}

void SharePartition::advance()
{
    while (!m_runs.empty() && isSettled(m_runs.begin()->second.state) && m_runs.begin()->second.changing == 0) {
        m_start = m_runs.begin()->second.last + 1;
        m_runs.erase(m_runs.begin());
    }
    merge();
}

std::vector<AcquiredRun> SharePartition::acquire(const std::string &memberId, std::int64_t firstOffset, std::int64_t lastOffset, std::int32_t maxRecords,
                                                 const std::vector<std::int64_t> &wholeBatches, Time now)
{
    std::vector<AcquiredRun> acquired;
    if (maxRecords <= 0 || lastOffset < firstOffset)
        return acquired;
    const auto batchEnd = [&](std::int64_t offset) {
        const auto end = std::lower_bound(wholeBatches.begin(), wholeBatches.end(), offset);
        return end == wholeBatches.end() ? offset : std::min(*end, lastOffset);
    };
    firstOffset = std::max(firstOffset, m_start);
    // What is new becomes known, as far as there may be so much at once.
    const std::int64_t newest = std::min(lastOffset, batchEnd(m_start + m_limits.maxInFlight - 1));
    if (newest >= m_next) {
        // Offsets that the log passed over have no records.
        if (firstOffset > m_next)
            m_runs[m_next] = Run{firstOffset - 1, DeliveryState::Archived, 0, {}, Time{0}, 0, DeliveryState::Archived, 0};
        const std::int64_t from = std::max(firstOffset, m_next);
        m_runs[from] = Run{newest, DeliveryState::Available, 0, {}, Time{0}, 0, DeliveryState::Available, 0};
        m_next = newest + 1;
    }

    std::int64_t left = maxRecords;
    std::int64_t stopAt = lastOffset;
    for (auto at = splitAt(firstOffset); at != m_runs.end() && at->first <= stopAt; ++at) {
        if (at->second.state != DeliveryState::Available || at->second.changing != 0)
            continue;
        if (left > 0 && at->second.last - at->first + 1 >= left)
            stopAt = std::min(stopAt, batchEnd(at->first + left - 1));
        if (at->second.last > stopAt)
            splitAt(stopAt + 1);
        left -= at->second.last - at->first + 1;
        Run &run = at->second;
        run.state = DeliveryState::Acquired;
        ++run.deliveryCount;
        run.memberId = memberId;
        run.lockedUntil = now + m_limits.lockDuration;
        acquired.push_back({at->first, run.last, run.deliveryCount});
    }
    merge();
    return acquired;
}

void SharePartition::change(Run &run, ChangeId id, DeliveryState to, std::int16_t count)
{
    run.before = run.state;
    run.countBefore = run.deliveryCount;
    run.changing = id;
    run.state = to;
    run.deliveryCount = count;
}

SharePartition::Change SharePartition::finish(ChangeId id)
{
    Change change;
    change.id = id;
    change.startOffset = m_start;
    for (const auto &[first, run] : m_runs) {
        if (run.changing != id)
            continue;
        const bool continues = !change.runs.empty() && change.runs.back().lastOffset + 1 == first && change.runs.back().state == run.state
            && change.runs.back().deliveryCount == run.deliveryCount;
        if (continues)
            change.runs.back().lastOffset = run.last;
        else
            change.runs.push_back({first, run.last, run.state, run.deliveryCount});
    }
    return change;
}

SharePartition::Acknowledged SharePartition::acknowledge(const std::string &memberId, const std::vector<AcknowledgedRun> &runs, Time now)
{
    const auto refuse = [](KafkaError error) { return Acknowledged{error, {}}; };
    for (const AcknowledgedRun &line : runs) {
        // Clients say what they like; what they say is no number to reckon with before it is known to be one of ours.
        if (line.firstOffset < 0 || line.lastOffset < line.firstOffset || line.lastOffset >= m_next || line.types.empty())
            return refuse(KafkaError::InvalidRequest);
        if (line.types.size() > 1 && static_cast<std::int64_t>(line.types.size()) != line.lastOffset - line.firstOffset + 1)
            return refuse(KafkaError::InvalidRequest);
        // What is below the start was settled or is gone; there is nothing to say of it any more.
        for (auto at = splitAt(std::max(line.firstOffset, m_start)); at != m_runs.end() && at->first <= line.lastOffset; ++at) {
            if (at->second.last > line.lastOffset)
                splitAt(line.lastOffset + 1);
            const Run &run = at->second;
            if (run.state != DeliveryState::Acquired || run.memberId != memberId || run.changing != 0 || run.lockedUntil <= now) {
                merge();
                return refuse(KafkaError::InvalidRecordState);
            }
        }
    }

    const ChangeId id = ++m_lastChange;
    for (const AcknowledgedRun &line : runs) {
        std::int64_t offset = std::max(line.firstOffset, m_start);
        while (offset <= line.lastOffset) {
            const auto typeAt = [&](std::int64_t of) { return line.types.size() == 1 ? line.types.front() : line.types[static_cast<std::size_t>(of - line.firstOffset)]; };
            const Acknowledgement type = typeAt(offset);
            std::int64_t last = offset;
            while (last < line.lastOffset && typeAt(last + 1) == type)
                ++last;
            for (auto at = splitAt(offset); at != m_runs.end() && at->first <= last; ++at) {
                if (at->second.last > last)
                    splitAt(last + 1);
                Run &run = at->second;
                switch (type) {
                case Acknowledgement::Accept:
                    change(run, id, DeliveryState::Acknowledged, run.deliveryCount);
                    break;
                case Acknowledgement::Release:
                    change(run, id, run.deliveryCount >= m_limits.deliveryCountLimit ? DeliveryState::Archived : DeliveryState::Available, run.deliveryCount);
                    break;
                case Acknowledgement::Gap:
                case Acknowledgement::Reject:
                    change(run, id, DeliveryState::Archived, run.deliveryCount);
                    break;
                case Acknowledgement::Renew:
                    run.lockedUntil = now + m_limits.lockDuration;
                    break;
                }
            }
            offset = last + 1;
        }
    }
    return {KafkaError::None, finish(id)};
}

SharePartition::Change SharePartition::release(const std::string &memberId)
{
    const ChangeId id = ++m_lastChange;
    for (auto &[first, run] : m_runs) {
        if (run.state != DeliveryState::Acquired || run.memberId != memberId || run.changing != 0)
            continue;
        change(run, id, DeliveryState::Available, static_cast<std::int16_t>(run.deliveryCount - 1));
        run.memberId.clear();
        run.lockedUntil = Time{0};
    }
    Change told = finish(id);
    // Whether it can be stored or not, the member is gone.
    for (auto &[first, run] : m_runs)
        run.changing = run.changing == id ? 0 : run.changing;
    merge();
    return told;
}

SharePartition::Change SharePartition::expire(Time now)
{
    const ChangeId id = ++m_lastChange;
    for (auto &[first, run] : m_runs) {
        if (run.state != DeliveryState::Acquired || run.changing != 0 || run.lockedUntil > now)
            continue;
        change(run, id, run.deliveryCount >= m_limits.deliveryCountLimit ? DeliveryState::Archived : DeliveryState::Available, run.deliveryCount);
        run.memberId.clear();
        run.lockedUntil = Time{0};
    }
    Change told = finish(id);
    for (auto &[first, run] : m_runs)
        run.changing = run.changing == id ? 0 : run.changing;
    advance();
    return told;
}

std::optional<SharePartition::Time> SharePartition::nextExpiry() const
{
    std::optional<Time> next;
    for (const auto &[first, run] : m_runs) {
        if (run.state == DeliveryState::Acquired && run.changing == 0 && (!next || run.lockedUntil < *next))
            next = run.lockedUntil;
    }
    return next;
}

SharePartition::Change SharePartition::moveStartTo(std::int64_t logStartOffset)
{
    const ChangeId id = ++m_lastChange;
    if (logStartOffset > m_start) {
        const auto kept = splitAt(logStartOffset);
        m_runs.erase(m_runs.begin(), kept);
        m_start = logStartOffset;
        m_next = std::max(m_next, logStartOffset);
        advance();
    }
    return finish(id);
}

void SharePartition::settle(ChangeId id, bool stored, Time now)
{
    for (auto &[first, run] : m_runs) {
        if (run.changing != id)
            continue;
        run.changing = 0;
        if (!stored) {
            run.state = run.before;
            run.deliveryCount = run.countBefore;
        } else {
            run.memberId.clear();
            run.lockedUntil = Time{0};
        }
    }
    // A lock that ended meanwhile was let pass.
    if (!stored)
        expire(now);
    advance();
}

std::vector<StateRun> SharePartition::runs() const
{
    std::vector<StateRun> all;
    for (const auto &[first, run] : m_runs)
        all.push_back({first, run.last, run.state, run.deliveryCount});
    return all;
}

} // namespace weir::sandbox
