// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/groups/offset_store.h"

namespace weir::sandbox {

OffsetStore::Entry &OffsetStore::entryOf(const std::string &group, const std::string &topic, std::int32_t partition)
{
    return m_groups[group][topic][partition];
}

const OffsetStore::Entry *OffsetStore::find(const std::string &group, const std::string &topic, std::int32_t partition) const
{
    const auto topics = m_groups.find(group);
    if (topics == m_groups.end())
        return nullptr;
    const auto partitions = topics->second.find(topic);
    if (partitions == topics->second.end())
        return nullptr;
    const auto entry = partitions->second.find(partition);
    return entry == partitions->second.end() ? nullptr : &entry->second;
}

void OffsetStore::setLatest(Entry &entry, std::optional<CommittedOffset> value)
{
    m_size += (value ? 1U : 0U);
    m_size -= (entry.latest ? 1U : 0U);
    entry.latest = std::move(value);
}

void OffsetStore::eraseIfEmpty(const std::string &group, const std::string &topic, std::int32_t partition)
{
    const Entry *entry = find(group, topic, partition);
    if (!entry || entry->committed || entry->latest || entry->inFlight > 0)
        return;
    const auto topics = m_groups.find(group);
    const auto partitions = topics->second.find(topic);
    partitions->second.erase(partition);
    if (partitions->second.empty())
        topics->second.erase(partitions);
    if (topics->second.empty())
        m_groups.erase(topics);
}

void OffsetStore::stage(const std::string &group, const std::string &topic, std::int32_t partition, std::optional<CommittedOffset> value)
{
    Entry &entry = entryOf(group, topic, partition);
    setLatest(entry, std::move(value));
    ++entry.inFlight;
}

void OffsetStore::settle(const std::string &group, const std::string &topic, std::int32_t partition,
                         std::optional<CommittedOffset> value, bool committed)
{
    Entry &entry = entryOf(group, topic, partition);
    if (entry.inFlight > 0)
        --entry.inFlight;
    if (committed) {
        entry.committed = std::move(value);
        entry.order = nextOrder();
    }
    // One that was refused may have been staged after this one, and have ended before it.
    if (entry.inFlight == 0)
        setLatest(entry, entry.committed);
    eraseIfEmpty(group, topic, partition);
}

void OffsetStore::load(const std::string &group, const std::string &topic, std::int32_t partition, std::optional<CommittedOffset> value)
{
    Entry &entry = entryOf(group, topic, partition);
    setLatest(entry, value);
    entry.committed = std::move(value);
    entry.order = nextOrder();
    eraseIfEmpty(group, topic, partition);
}

void OffsetStore::complete(const std::string &group, const std::string &topic, std::int32_t partition, CommittedOffset value, std::uint64_t order)
{
    Entry &entry = entryOf(group, topic, partition);
    if (entry.committed && entry.order > order)
        return;
    entry.committed = std::move(value);
    entry.order = order;
    if (entry.inFlight == 0)
        setLatest(entry, entry.committed);
}

const CommittedOffset *OffsetStore::committed(const std::string &group, const std::string &topic, std::int32_t partition) const
{
    const Entry *entry = find(group, topic, partition);
    return entry && entry->committed ? &*entry->committed : nullptr;
}

const CommittedOffset *OffsetStore::latest(const std::string &group, const std::string &topic, std::int32_t partition) const
{
    const Entry *entry = find(group, topic, partition);
    return entry && entry->latest ? &*entry->latest : nullptr;
}

void OffsetStore::forEachCommitted(const std::string &group, const Visit &each) const
{
    const auto topics = m_groups.find(group);
    if (topics == m_groups.end())
        return;
    for (const auto &[topic, partitions] : topics->second) {
        for (const auto &[partition, entry] : partitions) {
            if (entry.committed)
                each(topic, partition, *entry.committed);
        }
    }
}

void OffsetStore::forEachLatest(const std::string &group, const Visit &each) const
{
    const auto topics = m_groups.find(group);
    if (topics == m_groups.end())
        return;
    for (const auto &[topic, partitions] : topics->second) {
        for (const auto &[partition, entry] : partitions) {
            if (entry.latest)
                each(topic, partition, *entry.latest);
        }
    }
}

void OffsetStore::forEachLatestOfTopic(const std::string &topic, const std::function<void(const std::string &, std::int32_t)> &each) const
{
    for (const auto &[group, topics] : m_groups) {
        const auto partitions = topics.find(topic);
        if (partitions == topics.end())
            continue;
        for (const auto &[partition, entry] : partitions->second) {
            if (entry.latest)
                each(group, partition);
        }
    }
}

} // namespace weir::sandbox
