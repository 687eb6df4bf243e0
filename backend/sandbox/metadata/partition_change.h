// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sandbox/metadata/image.h"
#include "backend/wire/messages/metadata_records.h"

#include <functional>
#include <optional>
#include <utility>
#include <vector>

namespace weir::sandbox {

enum class Election : std::uint8_t {
    Online,    ///< keep the leader where it may stay, else the first in-sync replica that may lead
    Preferred, ///< the first replica where it may lead, else as Online
    Unclean    ///< as Online, and as a last resort any replica that may lead
};

/// The next state of one partition, decided as Kafka's controller decides it (KIP-631, without KIP-966).
struct PartitionDecision
{
    Election election = Election::Online;
    /// Nothing: as it is. Kafka never writes an empty one: the last in-sync replica stays listed, but may lead no more.
    std::optional<std::vector<std::int32_t>> isr;
    std::optional<std::int8_t> leaderRecoveryState;
    /// Nothing: as they are. A reassignment (KIP-455) sets them; it ends by itself with the decision by which all replicas
    /// that are to stay are in sync.
    std::optional<std::vector<std::int32_t>> replicas;
    std::optional<std::vector<std::int32_t>> addingReplicas;
    std::optional<std::vector<std::int32_t>> removingReplicas;
    /// Where a replica is put that a broker did not have before (KIP-858). Asked for only with `replicas`.
    std::function<base::Uuid(std::int32_t)> directoryOf;
    /// Whether a broker may lead: alive, and not on its way out.
    std::function<bool(std::int32_t)> mayLead;
    /// The directory in which that broker has said that it has its replica (KIP-858).
    std::optional<std::pair<std::int32_t, base::Uuid>> placed;
    /// Whether that broker has that directory: a replica on a failed disk leads nothing. Nothing: all are there.
    std::function<bool(std::int32_t broker, const base::Uuid &directory)> directoryOnline;
};

/// The id that stands for a directory which the broker is still to choose (KIP-858).
base::Uuid unassignedDirectory();
/// Where that broker has its replica, as far as anybody has said.
base::Uuid directoryOf(const PartitionImage &partition, std::int32_t broker);
/// Whether that broker serves what is there: one of its directories, or none that is named yet. A broker that has never
/// told its directories has them all.
bool isDirectoryOnline(const BrokerImage &broker, const base::Uuid &directory);
/// The directory for a new replica at that broker: its only one, or one that it is to choose.
base::Uuid directoryForNew(const MetadataImage &image, std::int32_t broker);

/// The record that brings the partition there; nothing where it is there already. Its leader epoch grows with a new
/// leader, and where a replica goes, so that nobody takes what that one still sends.
std::optional<wire::PartitionChangeRecord> decidePartition(const base::Uuid &topicId, std::int32_t index,
                                                           const PartitionImage &partition,
                                                           const PartitionDecision &decision);

} // namespace weir::sandbox
