// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/uuid.h"
#include "backend/wire/types.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Records of __cluster_metadata. In the log each stands in a frame: metadata_record_frame.h.

namespace weir::wire {

/// v1 controlled shutdown; v2 ZooKeeper migration; v3 log directories; v4 cordoned ones.
struct RegisterBrokerRecord {
    static constexpr std::string_view kName = "RegisterBrokerRecord";
    static constexpr std::int16_t kRecordType = 0;
    static constexpr VersionRange kVersions{0, 4};
    static constexpr std::int16_t flexibleFrom = 0;

    struct BrokerEndpoint {
        std::string name;
        std::string host;
        std::uint16_t port = 0;
        std::int16_t securityProtocol = 0;
        UnknownTags unknownTags;

        bool operator==(const BrokerEndpoint &) const = default;
    };
    struct BrokerFeature {
        std::string name;
        std::int16_t minSupportedVersion = 0;
        std::int16_t maxSupportedVersion = 0;
        UnknownTags unknownTags;

        bool operator==(const BrokerFeature &) const = default;
    };

    std::int32_t brokerId = 0;
    bool isMigratingZkBroker = false;
    base::Uuid incarnationId;
    std::int64_t brokerEpoch = 0;
    std::vector<BrokerEndpoint> endPoints;
    std::vector<BrokerFeature> features;
    std::optional<std::string> rack = std::string{};
    bool fenced = true;
    bool inControlledShutdown = false;
    std::vector<base::Uuid> logDirs;
    std::optional<std::vector<base::Uuid>> cordonedLogDirs;
    UnknownTags unknownTags;

    bool operator==(const RegisterBrokerRecord &) const = default;
};

struct UnregisterBrokerRecord {
    static constexpr std::string_view kName = "UnregisterBrokerRecord";
    static constexpr std::int16_t kRecordType = 1;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    std::int32_t brokerId = 0;
    std::int64_t brokerEpoch = 0;
    UnknownTags unknownTags;

    bool operator==(const UnregisterBrokerRecord &) const = default;
};

struct TopicRecord {
    static constexpr std::string_view kName = "TopicRecord";
    static constexpr std::int16_t kRecordType = 2;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    std::string name;
    base::Uuid topicId;
    UnknownTags unknownTags;

    bool operator==(const TopicRecord &) const = default;
};

/// v1 directories; v2 eligible leader replicas.
struct PartitionRecord {
    static constexpr std::string_view kName = "PartitionRecord";
    static constexpr std::int16_t kRecordType = 3;
    static constexpr VersionRange kVersions{0, 2};
    static constexpr std::int16_t flexibleFrom = 0;

    std::int32_t partitionId = -1;
    base::Uuid topicId;
    std::vector<std::int32_t> replicas;
    std::vector<std::int32_t> isr;
    std::vector<std::int32_t> removingReplicas;
    std::vector<std::int32_t> addingReplicas;
    std::int32_t leader = -1;
    std::int8_t leaderRecoveryState = 0;
    std::int32_t leaderEpoch = -1;
    std::int32_t partitionEpoch = -1;
    std::vector<base::Uuid> directories; ///< one a replica
    std::optional<std::vector<std::int32_t>> eligibleLeaderReplicas;
    std::optional<std::vector<std::int32_t>> lastKnownElr;
    UnknownTags unknownTags;

    bool operator==(const PartitionRecord &) const = default;
};

struct ConfigRecord {
    static constexpr std::string_view kName = "ConfigRecord";
    static constexpr std::int16_t kRecordType = 4;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    std::int8_t resourceType = 0;
    std::string resourceName;
    std::string name;
    std::optional<std::string> value = std::string{}; ///< null: removed
    UnknownTags unknownTags;

    bool operator==(const ConfigRecord &) const = default;
};

/// Null, -2 (leader) and -1 (recovery state) leave what was. v1 directories; v2 eligible leader replicas.
struct PartitionChangeRecord {
    static constexpr std::string_view kName = "PartitionChangeRecord";
    static constexpr std::int16_t kRecordType = 5;
    static constexpr VersionRange kVersions{0, 2};
    static constexpr std::int16_t flexibleFrom = 0;

    static constexpr std::int32_t kLeaderUnchanged = -2;

    std::int32_t partitionId = -1;
    base::Uuid topicId;
    std::optional<std::vector<std::int32_t>> isr;
    std::int32_t leader = kLeaderUnchanged;
    std::optional<std::vector<std::int32_t>> replicas;
    std::optional<std::vector<std::int32_t>> removingReplicas;
    std::optional<std::vector<std::int32_t>> addingReplicas;
    std::int8_t leaderRecoveryState = -1;
    std::optional<std::vector<base::Uuid>> directories;
    std::optional<std::vector<std::int32_t>> eligibleLeaderReplicas;
    std::optional<std::vector<std::int32_t>> lastKnownElr;
    UnknownTags unknownTags;

    bool operator==(const PartitionChangeRecord &) const = default;
};

struct FenceBrokerRecord {
    static constexpr std::string_view kName = "FenceBrokerRecord";
    static constexpr std::int16_t kRecordType = 7;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    std::int32_t id = 0;
    std::int64_t epoch = 0;
    UnknownTags unknownTags;

    bool operator==(const FenceBrokerRecord &) const = default;
};

struct UnfenceBrokerRecord {
    static constexpr std::string_view kName = "UnfenceBrokerRecord";
    static constexpr std::int16_t kRecordType = 8;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    std::int32_t id = 0;
    std::int64_t epoch = 0;
    UnknownTags unknownTags;

    bool operator==(const UnfenceBrokerRecord &) const = default;
};

struct RemoveTopicRecord {
    static constexpr std::string_view kName = "RemoveTopicRecord";
    static constexpr std::int16_t kRecordType = 9;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    base::Uuid topicId;
    UnknownTags unknownTags;

    bool operator==(const RemoveTopicRecord &) const = default;
};

struct FeatureLevelRecord {
    static constexpr std::string_view kName = "FeatureLevelRecord";
    static constexpr std::int16_t kRecordType = 12;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    std::string name;
    std::int16_t featureLevel = 0;
    UnknownTags unknownTags;

    bool operator==(const FeatureLevelRecord &) const = default;
};

struct ProducerIdsRecord {
    static constexpr std::string_view kName = "ProducerIdsRecord";
    static constexpr std::int16_t kRecordType = 15;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    std::int32_t brokerId = 0;
    std::int64_t brokerEpoch = -1;
    std::int64_t nextProducerId = 0;
    UnknownTags unknownTags;

    bool operator==(const ProducerIdsRecord &) const = default;
};

/// Fenced and in controlled shutdown: 0 leaves what was, 1 sets, -1 clears. v1 controlled shutdown; v2 log directories;
/// v3 cordoned ones.
struct BrokerRegistrationChangeRecord {
    static constexpr std::string_view kName = "BrokerRegistrationChangeRecord";
    static constexpr std::int16_t kRecordType = 17;
    static constexpr VersionRange kVersions{0, 3};
    static constexpr std::int16_t flexibleFrom = 0;

    std::int32_t brokerId = 0;
    std::int64_t brokerEpoch = 0;
    std::int8_t fenced = 0;
    std::int8_t inControlledShutdown = 0;
    std::vector<base::Uuid> logDirs;
    std::optional<std::vector<base::Uuid>> cordonedLogDirs;
    UnknownTags unknownTags;

    bool operator==(const BrokerRegistrationChangeRecord &) const = default;
};

struct NoOpRecord {
    static constexpr std::string_view kName = "NoOpRecord";
    static constexpr std::int16_t kRecordType = 20;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    UnknownTags unknownTags;

    bool operator==(const NoOpRecord &) const = default;
};

} // namespace weir::wire
