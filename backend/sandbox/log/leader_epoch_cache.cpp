// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/log/leader_epoch_cache.h"

#include "backend/sandbox/log/checkpoint_file.h"

#include <algorithm>

namespace weir::sandbox {

bool LeaderEpochCache::load()
{
    m_entries.clear();
    auto lines = readCheckpoint(m_fs, m_path);
    if (!lines)
        return false;
    std::vector<EpochStart> entries;
    for (const std::string &line : *lines) {
        const auto numbers = numbersOf(line);
        if (numbers.size() != 2 || numbers[0] < 0 || numbers[0] > INT32_MAX || numbers[1] < 0)
            return false;
        const EpochStart entry{static_cast<std::int32_t>(numbers[0]), numbers[1]};
        if (!entries.empty() && (entry.epoch <= entries.back().epoch || entry.startOffset < entries.back().startOffset))
            return false;
        entries.push_back(entry);
    }
    m_entries = std::move(entries);
    return true;
}

std::optional<std::int32_t> LeaderEpochCache::epochAt(std::int64_t offset) const
{
    const auto above =
        std::upper_bound(m_entries.begin(), m_entries.end(), offset,
                         [](std::int64_t at, const EpochStart &entry) { return at < entry.startOffset; });
    if (above == m_entries.begin())
        return std::nullopt;
    return std::prev(above)->epoch;
}

EpochEnd LeaderEpochCache::endOffsetFor(std::int32_t epoch, std::int64_t logEndOffset) const
{
    if (epoch < 0 || m_entries.empty() || epoch > latestEpoch())
        return {};
    if (epoch == latestEpoch())
        return {epoch, logEndOffset};
    const auto higher =
        std::upper_bound(m_entries.begin(), m_entries.end(), epoch,
                         [](std::int32_t wanted, const EpochStart &entry) { return wanted < entry.epoch; });
    // An epoch older than all that are known: it ends where the oldest known one starts.
    if (higher == m_entries.begin())
        return {epoch, higher->startOffset};
    return {std::prev(higher)->epoch, higher->startOffset};
}

void LeaderEpochCache::note(std::int32_t epoch, std::int64_t startOffset)
{
    if (epoch < 0 || epoch <= latestEpoch())
        return;
    // An epoch that starts where others already started has ended them before they wrote anything.
    while (!m_entries.empty() && m_entries.back().startOffset >= startOffset)
        m_entries.pop_back();
    m_entries.push_back({epoch, startOffset});
}

base::Status LeaderEpochCache::replace(std::vector<EpochStart> entries)
{
    std::swap(m_entries, entries);
    if (base::Status saved = save(); !saved) {
        m_entries = std::move(entries);
        return saved;
    }
    return {};
}

base::Status LeaderEpochCache::assign(std::int32_t epoch, std::int64_t startOffset)
{
    if (epoch < 0 || epoch <= latestEpoch())
        return {};
    const std::vector<EpochStart> before = m_entries;
    note(epoch, startOffset);
    if (base::Status saved = save(); !saved) {
        m_entries = before;
        return saved;
    }
    return {};
}

base::Status LeaderEpochCache::truncateFromEnd(std::int64_t endOffset)
{
    if (m_entries.empty() || m_entries.back().startOffset < endOffset)
        return {};
    std::vector<EpochStart> kept = m_entries;
    while (!kept.empty() && kept.back().startOffset >= endOffset)
        kept.pop_back();
    return replace(std::move(kept));
}

base::Status LeaderEpochCache::truncateFromStart(std::int64_t startOffset)
{
    const auto above =
        std::upper_bound(m_entries.begin(), m_entries.end(), startOffset,
                         [](std::int64_t at, const EpochStart &entry) { return at < entry.startOffset; });
    if (above == m_entries.begin() || (above == m_entries.begin() + 1 && m_entries.front().startOffset == startOffset))
        return {};
    // The epoch that is in force at the new start stays, and now starts there.
    std::vector<EpochStart> kept{std::prev(above), m_entries.end()};
    kept.front().startOffset = startOffset;
    return replace(std::move(kept));
}

base::Status LeaderEpochCache::clear()
{
    return m_entries.empty() ? base::Status{} : replace({});
}

base::Status LeaderEpochCache::save(bool sync) const
{
    std::vector<std::string> lines;
    lines.reserve(m_entries.size());
    for (const EpochStart &entry : m_entries)
        lines.push_back(std::to_string(entry.epoch) + ' ' + std::to_string(entry.startOffset));
    return writeCheckpoint(m_fs, m_path, lines, sync);
}

} // namespace weir::sandbox
