// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/kafka/key_tally.h"

#include <algorithm>
#include <cmath>

namespace weir::kafka {

using model::KeyPlace;
using model::PartitionerFit;
using model::PartitionKeys;

namespace {

/// Times that the number of partitions was raised, as far back as is looked.
constexpr int kEarlierCounts = 4;
/// Keys by which an earlier number of partitions is searched; all are then held against what was found.
constexpr std::size_t kSearchedKeys = 2000;

/// A key that lies where the partitioner does not put it.
struct Mismatch {
    quint32 hash = 0;
    qint32 partition = 0;
    qint64 records = 0;
};

/// The smaller number of partitions by which most of them are in their place; empty where it is no more than chance.
std::optional<qint32> earlierCount(model::Partitioner partitioner, const std::vector<Mismatch> &mismatches, qint32 partitions)
{
    const std::size_t searched = std::min(kSearchedKeys, mismatches.size());
    std::vector<std::size_t> hits(static_cast<std::size_t>(partitions), 0);
    for (std::size_t i = 0; i < searched; ++i) {
        // Evenly over all of them.
        const Mismatch &mismatch = mismatches[i * mismatches.size() / searched];
        for (qint32 count = mismatch.partition + 1; count < partitions; ++count) {
            if (partitionOf(partitioner, mismatch.hash, count) == mismatch.partition)
                ++hits[static_cast<std::size_t>(count)];
        }
    }
    const auto best = std::max_element(hits.begin(), hits.end());
    // Keys placed by something else agree with any number of partitions now and then; six deviations above that is no chance.
    const double byChance = static_cast<double>(searched) / std::max(2, partitions - 1);
    if (static_cast<double>(*best) <= byChance + 6 * std::sqrt(byChance))
        return std::nullopt;
    return static_cast<qint32>(best - hits.begin());
}

} // namespace

KeyTally::KeyTally(QString topic, const std::vector<qint32> &partitions, Limits limits) : m_topic(std::move(topic)), m_limits(limits)
{
    for (const qint32 id : partitions)
        m_partitions.push_back({id, 0, 0, 0});
    std::sort(m_partitions.begin(), m_partitions.end(), [](const PartitionKeys &a, const PartitionKeys &b) { return a.partition < b.partition; });
}

void KeyTally::add(qint32 partition, qint64 offset, qint64 timestampMs, const std::optional<base::ByteView> &key)
{
    const auto at = std::lower_bound(m_partitions.begin(), m_partitions.end(), partition, [](const PartitionKeys &p, qint32 id) { return p.partition < id; });
    if (at == m_partitions.end() || at->partition != partition)
        return;
    ++at->records;
    if (!key) {
        ++at->withoutKey;
        return;
    }
    if (key->empty())
        ++m_emptyKey;
    const std::string_view text(reinterpret_cast<const char *>(key->data()), key->size());
    auto found = m_keys.find(text);
    if (found == m_keys.end()) {
        if (m_keys.size() >= m_limits.keys || m_keyBytes + text.size() > m_limits.keyBytes || m_places >= m_limits.places) {
            ++m_notKept;
            return;
        }
        found = m_keys.emplace(std::string(text), Places()).first;
        m_keyBytes += text.size();
    }
    Places &places = found->second;
    const auto place = std::find_if(places.begin(), places.end(), [partition](const KeyPlace &p) { return p.partition == partition; });
    if (place != places.end()) {
        ++place->records;
        place->lastOffset = offset;
        return;
    }
    if (m_places >= m_limits.places) {
        ++m_notKept;
        return;
    }
    ++m_places;
    ++at->distinctKeys;
    places.push_back({partition, 1, offset, timestampMs, offset});
}

PartitionerFit KeyTally::fitOf(model::Partitioner partitioner) const
{
    const auto partitions = static_cast<qint32>(m_partitions.size());
    PartitionerFit fit;
    fit.partitioner = partitioner;
    std::vector<Mismatch> mismatches;
    for (const auto &[key, places] : m_keys) {
        if (key.empty())
            continue; // librdkafka takes it for no key, Java hashes it: it says nothing
        const quint32 hash = keyHash(partitioner, key);
        const qint32 expected = partitionOf(partitioner, hash, partitions);
        for (const KeyPlace &place : places) {
            fit.records += place.records;
            if (place.partition == expected)
                continue;
            fit.mismatches += place.records;
            mismatches.push_back({hash, place.partition, place.records});
        }
    }
    fit.unexplained = fit.mismatches;
    while (!mismatches.empty() && fit.earlierCounts.size() < kEarlierCounts) {
        const auto count = earlierCount(partitioner, mismatches, partitions);
        if (!count)
            break;
        fit.earlierCounts.append(*count);
        std::erase_if(mismatches, [&](const Mismatch &mismatch) {
            if (partitionOf(partitioner, mismatch.hash, *count) != mismatch.partition)
                return false;
            fit.unexplained -= mismatch.records;
            return true;
        });
    }
    std::sort(fit.earlierCounts.begin(), fit.earlierCounts.end());
    return fit;
}

model::KeyReport KeyTally::report() const
{
    model::KeyReport report;
    report.topic = m_topic;
    report.partitions = m_partitions;
    for (const PartitionKeys &partition : m_partitions) {
        report.records += partition.records;
        report.withoutKey += partition.withoutKey;
    }
    report.emptyKey = m_emptyKey;
    report.distinctKeys = static_cast<qint64>(m_keys.size());
    report.recordsNotKept = m_notKept;
    const auto keepEarliest = [&report] {
        std::sort(report.splits.begin(), report.splits.end(), [](const model::SplitKey &a, const model::SplitKey &b) {
            return std::pair(a.second().firstTimestampMs, a.key) < std::pair(b.second().firstTimestampMs, b.key);
        });
        if (report.splits.size() > model::KeyReport::kMostSplits)
            report.splits.resize(model::KeyReport::kMostSplits);
    };
    for (const auto &[key, places] : m_keys) {
        if (places.size() < 2)
            continue;
        ++report.splitKeys;
        model::SplitKey split{QByteArray(key.data(), static_cast<qsizetype>(key.size())), QVector<KeyPlace>(places.begin(), places.end())};
        std::sort(split.places.begin(), split.places.end(), [](const KeyPlace &a, const KeyPlace &b) {
            return std::pair(a.firstTimestampMs, a.partition) < std::pair(b.firstTimestampMs, b.partition);
        });
        report.splits.push_back(std::move(split));
        if (report.splits.size() >= 4 * model::KeyReport::kMostSplits)
            keepEarliest();
    }
    keepEarliest();
    for (const model::Partitioner partitioner : model::kPartitioners)
        report.fits.push_back(fitOf(partitioner));
    return report;
}

} // namespace weir::kafka
