// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace weir::sandbox {

/// The broker settings that the group coordinator reads, under Kafka's names and with Kafka's defaults.
struct GroupConfig {
    std::int32_t groupMinSessionTimeoutMs = 6'000;                                 ///< group.min.session.timeout.ms
    std::int32_t groupMaxSessionTimeoutMs = 1'800'000;                             ///< group.max.session.timeout.ms
    std::int32_t groupInitialRebalanceDelayMs = 3'000;                             ///< group.initial.rebalance.delay.ms
    std::int32_t groupMaxSize = std::numeric_limits<std::int32_t>::max();          ///< group.max.size
    std::int32_t offsetMetadataMaxBytes = 4'096;                                   ///< offset.metadata.max.bytes
    std::int64_t offsetsRetentionMinutes = 10'080;                                 ///< offsets.retention.minutes
    std::int64_t offsetsRetentionCheckIntervalMs = 600'000;                        ///< offsets.retention.check.interval.ms
    std::int32_t offsetsCommitTimeoutMs = 5'000;                                   ///< offsets.commit.timeout.ms
    std::int32_t consumerSessionTimeoutMs = 45'000;                                ///< group.consumer.session.timeout.ms
    std::int32_t consumerHeartbeatIntervalMs = 5'000;                              ///< group.consumer.heartbeat.interval.ms
    std::int32_t consumerAssignmentIntervalMs = 1'000;                             ///< group.consumer.assignment.interval.ms
    std::int32_t consumerMaxSize = std::numeric_limits<std::int32_t>::max();       ///< group.consumer.max.size
    std::vector<std::string> consumerAssignors{"uniform", "range"};                ///< group.consumer.assignors; the first is the default
    bool consumerUpgrades = true;                                                  ///< group.consumer.migration.policy
    bool consumerDowngrades = true;                                                ///< the same
    bool servesConsumerProtocol = true;                                            ///< group.coordinator.rebalance.protocols and group.version
    std::int32_t shareSessionTimeoutMs = 45'000;                                   ///< group.share.session.timeout.ms
    std::int32_t shareHeartbeatIntervalMs = 5'000;                                 ///< group.share.heartbeat.interval.ms
    std::int32_t shareAssignmentIntervalMs = 1'000;                                ///< group.share.assignment.interval.ms
    std::int32_t shareMaxSize = 200;                                               ///< group.share.max.size
    bool servesShareGroups = true;                                                 ///< share.version
    /// A member that joins for the first time knows no session yet; its parked request is given up after this. Fixed in Kafka.
    std::int32_t newMemberJoinTimeoutMs = 300'000;
};

} // namespace weir::sandbox
