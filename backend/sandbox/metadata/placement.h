// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sandbox/core/random.h"
#include "backend/sandbox/metadata/image.h"

#include <cstdint>
#include <vector>

namespace weir::sandbox {

/// Spreads replicas over brokers: leaders go round the live brokers, the replicas of a partition lie in different racks
/// as long as there are racks left, and followers of one leader's partitions lie on different brokers. Goes on where
/// the last topic ended, so that many small topics spread as evenly as one big one. One owner.
class ReplicaPlacer
{
public:
    explicit ReplicaPlacer(Random &random) : m_random(random) {}

    /// `replicationFactor` brokers for each of `partitions` partitions, the preferred leader first. Fenced brokers are
    /// used only where there are not enough others, and never come first. Demands at least one live broker and as many
    /// registered ones as replicas. `firstPartition` is what the topic has already.
    std::vector<std::vector<std::int32_t>> place(const MetadataImage &image, std::size_t partitions,
                                                 std::size_t replicationFactor, std::size_t firstPartition = 0);

private:
    Random &m_random;
    std::vector<std::int32_t> m_order; // live brokers as last arranged, racks taking turns
    std::uint64_t m_next = 0;
};

} // namespace weir::sandbox
