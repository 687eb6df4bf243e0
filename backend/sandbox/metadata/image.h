// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/uuid.h"
#include "backend/sandbox/core/delegation_token.h"
#include "backend/sandbox/core/scram_credential.h"
#include "backend/sandbox/metadata/acl.h"
#include "backend/sandbox/metadata/client_quota.h"
#include "backend/sandbox/metadata/cow_map.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir::sandbox {

/// What a setting belongs to, with Kafka's resource type codes (ConfigResource.Type).
enum class ConfigResourceType : std::int8_t {
    Unknown = 0,
    Topic = 2,
    Broker = 4, ///< its name is the broker's id in decimal, or "" for the default of all brokers
    BrokerLogger = 8,
    ClientMetrics = 16,
    Group = 32,
};

/// Settings by Kafka's names, as text. Those in an image are the dynamic overrides only.
using ConfigMap = std::map<std::string, std::string, std::less<>>;

/// One door of a node as it advertises it.
struct Endpoint
{
    std::string name; ///< of the listener: "PLAINTEXT"
    std::string host;
    std::uint16_t port = 0;
    std::int16_t securityProtocol = 0; ///< 0 PLAINTEXT, 1 SSL, 2 SASL_PLAINTEXT, 3 SASL_SSL

    bool operator==(const Endpoint &) const = default;
};

/// A feature and the versions of it that a node can work with.
struct FeatureRange
{
    std::string name;
    std::int16_t min = 0;
    std::int16_t max = 0;

    bool operator==(const FeatureRange &) const = default;
};

/// A registered broker, alive or fenced.
struct BrokerImage
{
    std::int32_t id = -1;
    std::int64_t epoch = -1; ///< the offset of its registration record
    base::Uuid incarnationId;
    std::vector<Endpoint> endpoints;
    std::vector<FeatureRange> features;
    std::vector<base::Uuid> logDirs;
    std::optional<std::string> rack;
    bool fenced = true;
    bool inControlledShutdown = false;

    /// May be made the leader of something.
    bool active() const { return !fenced && !inControlledShutdown; }
    /// The endpoint of that listener, or null.
    const Endpoint *endpoint(std::string_view listener) const;
    bool operator==(const BrokerImage &) const = default;
};

struct PartitionImage
{
    std::vector<std::int32_t> replicas; ///< in order of preference; the first is the preferred leader
    std::vector<std::int32_t> isr;
    std::vector<std::int32_t> removingReplicas;
    std::vector<std::int32_t> addingReplicas;
    std::vector<std::int32_t> elr; ///< eligible leader replicas (KIP-966); empty unless that feature is on
    std::vector<std::int32_t> lastKnownElr;
    std::vector<base::Uuid> directories; ///< by replica; empty where none was ever assigned (KIP-858)
    std::int32_t leader = -1;            ///< -1: none
    std::int32_t leaderEpoch = 0;
    std::int32_t partitionEpoch = 0;     ///< grows with every change, also those that keep the leader
    std::int8_t leaderRecoveryState = 0; ///< 1 while a leader elected uncleanly has not yet recovered

    bool hasReplica(std::int32_t broker) const;
    bool inSync(std::int32_t broker) const;
    /// Replicas are coming or going (KIP-455).
    bool reassigning() const { return !addingReplicas.empty() || !removingReplicas.empty(); }
    /// As many in-sync replicas as are wanted are not there. Those on their way here do not count as wanted yet.
    bool underReplicated() const { return isr.size() + addingReplicas.size() < replicas.size(); }
    std::int32_t preferredLeader() const { return replicas.empty() ? -1 : replicas.front(); }
    bool operator==(const PartitionImage &) const = default;
};

// Shared: successive images hold the same unchanged partitions, topics and brokers.
using PartitionPtr = std::shared_ptr<const PartitionImage>;

struct TopicImage
{
    std::string name;
    base::Uuid id;
    std::vector<PartitionPtr> partitions; ///< by index; dense from 0

    /// Null where there is no such partition.
    const PartitionImage *partition(std::int32_t index) const
    {
        const auto at = static_cast<std::size_t>(index);
        return index < 0 || at >= partitions.size() ? nullptr : partitions[at].get();
    }
};

using BrokerPtr = std::shared_ptr<const BrokerImage>;
using TopicPtr = std::shared_ptr<const TopicImage>;

/// The metadata log as of one offset: an immutable snapshot. A change gives a new image that shares what stayed the
/// same (ImageBuilder). Any thread.
class MetadataImage
{
public:
    /// Of the last record that is part of it; -1 where the log is empty. And that record's leader epoch.
    std::int64_t offset() const { return m_offset; }
    std::int32_t epoch() const { return m_epoch; }

    /// All registered brokers by id, fenced ones too.
    const std::map<std::int32_t, BrokerPtr> &brokers() const { return m_brokers; }
    const BrokerImage *broker(std::int32_t id) const;
    /// Registered and not fenced: what Metadata and DescribeCluster call alive.
    bool alive(std::int32_t brokerId) const;

    std::size_t topicCount() const { return m_topics.size(); }
    std::size_t partitionCount() const { return m_partitionCount; }
    TopicPtr topic(std::string_view name) const;
    TopicPtr topic(const base::Uuid &id) const;
    /// Null where the topic or the partition does not exist. Valid as long as this image.
    const PartitionImage *partition(std::string_view topic, std::int32_t index) const;
    const PartitionImage *partition(const base::Uuid &topic, std::int32_t index) const;
    /// visit(const TopicImage &), in no particular order.
    template <class Visit>
    void forEachTopic(Visit visit) const
    {
        m_topics.forEach([&](const std::string &, const TopicPtr &topic) { visit(*topic); });
    }
    /// Topics in order of name.
    std::vector<TopicPtr> topicsByName() const;

    /// The dynamic overrides of a resource; an empty map where there are none. Valid as long as this image.
    const ConfigMap &configs(ConfigResourceType type, std::string_view name) const;
    const ConfigMap &topicConfigs(std::string_view topic) const { return configs(ConfigResourceType::Topic, topic); }
    const ConfigMap &brokerConfigs(std::int32_t id) const;
    const ConfigMap &defaultBrokerConfigs() const { return configs(ConfigResourceType::Broker, {}); }
    /// visit(ConfigResourceType, const std::string &name, const ConfigMap &)
    template <class Visit>
    void forEachConfig(Visit visit) const
    {
        m_configs.forEach([&](const ConfigKey &key, const std::shared_ptr<const ConfigMap> &map) {
            visit(key.type, key.name, *map);
        });
    }

    /// Finalized feature levels: "metadata.version" -> 29. Those that were put out of use have 0.
    const std::map<std::string, std::int16_t, std::less<>> &features() const { return m_features; }
    std::int16_t feature(std::string_view name) const;
    /// The first producer id that has not been given out.
    std::int64_t nextProducerId() const { return m_nextProducerId; }
    /// SCRAM users, access control entries, quotas and delegation tokens. Never null; the pointer is another where the content is.
    const std::shared_ptr<const ScramUsers> &scramUsers() const { return m_scramUsers; }
    const std::shared_ptr<const AclEntries> &acls() const { return m_acls; }
    const std::shared_ptr<const ClientQuotas> &clientQuotas() const { return m_clientQuotas; }
    const std::shared_ptr<const DelegationTokens> &delegationTokens() const { return m_delegationTokens; }

private:
    friend class ImageBuilder;
    struct ConfigKey
    {
        ConfigResourceType type = ConfigResourceType::Unknown;
        std::string name;
        bool operator==(const ConfigKey &) const = default;
    };
    struct ConfigKeyHash
    {
        std::size_t operator()(const ConfigKey &key) const
        {
            return std::hash<std::string>{}(key.name) * 31 + static_cast<std::size_t>(key.type);
        }
    };
    struct TextHash
    {
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };

    std::int64_t m_offset = -1;
    std::int32_t m_epoch = 0;
    std::map<std::int32_t, BrokerPtr> m_brokers;
    CowMap<std::string, TopicPtr, TextHash> m_topics;
    CowMap<base::Uuid, std::string> m_topicNames;
    std::size_t m_partitionCount = 0;
    CowMap<ConfigKey, std::shared_ptr<const ConfigMap>, ConfigKeyHash> m_configs;
    std::map<std::string, std::int16_t, std::less<>> m_features;
    std::int64_t m_nextProducerId = 0;
    // Shared: successive images hold the same unchanged ones.
    std::shared_ptr<const ScramUsers> m_scramUsers = std::make_shared<const ScramUsers>();
    std::shared_ptr<const AclEntries> m_acls = std::make_shared<const AclEntries>();
    std::shared_ptr<const ClientQuotas> m_clientQuotas = std::make_shared<const ClientQuotas>();
    std::shared_ptr<const DelegationTokens> m_delegationTokens = std::make_shared<const DelegationTokens>();
};

/// Shared, for every thread of a broker reads the same snapshot while the next one is made.
using ImagePtr = std::shared_ptr<const MetadataImage>;

} // namespace weir::sandbox
