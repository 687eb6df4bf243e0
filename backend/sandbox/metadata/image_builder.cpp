// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/metadata/image_builder.h"

#include <fmt/format.h>

#include <map>
#include <set>
#include <unordered_map>

namespace weir::sandbox {

namespace {

base::Status damaged(std::string_view what, std::string target)
{
    return base::fail(base::ErrorKind::Invalid, "metadata.apply", std::move(target), std::string(what));
}

template <class Theirs>
std::vector<Endpoint> endpointsOf(const std::vector<Theirs> &theirs)
{
    std::vector<Endpoint> ours;
    ours.reserve(theirs.size());
    for (const Theirs &one : theirs)
        ours.push_back({one.name, one.host, static_cast<std::uint16_t>(one.port), one.securityProtocol});
    return ours;
}

/// The copy of a table that belongs to this run; made with the first change.
template <class Table>
Table &opened(std::shared_ptr<Table> &open, std::shared_ptr<const Table> &current)
{
    if (!open) {
        open = std::make_shared<Table>(*current);
        current = open;
    }
    return *open;
}

} // namespace

struct ImageBuilder::Changes
{
    std::map<std::int32_t, BrokerPtr> brokersBefore;
    std::vector<base::Uuid> touchedTopics; // in order of first touch
    std::unordered_map<base::Uuid, TopicPtr> topicsBefore;
    // Copies that belong to this run: further records change them in place.
    std::unordered_map<base::Uuid, std::shared_ptr<TopicImage>> openTopics;
    std::set<std::pair<ConfigResourceType, std::string>> configs;
    bool features = false;
    bool producerIds = false;
    // Copies of this run, as openTopics; null until the first change.
    std::shared_ptr<ScramUsers> scramUsers;
    std::shared_ptr<AclEntries> acls;
    std::shared_ptr<ClientQuotas> clientQuotas;
    std::shared_ptr<DelegationTokens> delegationTokens;
};

ImageBuilder::ImageBuilder(ImagePtr base)
    : m_base(std::move(base)), m_next(std::make_unique<MetadataImage>(*m_base)), m_changes(std::make_unique<Changes>())
{
}

ImageBuilder::~ImageBuilder() = default;

base::Status ImageBuilder::apply(const MetadataRecord &record, std::int64_t offset, std::int32_t epoch)
{
    WEIR_CHECK(std::visit([this](const auto &one) { return apply(one); }, record));
    skipTo(offset, epoch);
    return {};
}

void ImageBuilder::skipTo(std::int64_t offset, std::int32_t epoch)
{
    m_next->m_offset = offset;
    m_next->m_epoch = epoch;
}

void ImageBuilder::touchTopic(const TopicPtr &before, const base::Uuid &id)
{
    if (m_changes->topicsBefore.emplace(id, before).second)
        m_changes->touchedTopics.push_back(id);
}

base::Status ImageBuilder::apply(const wire::RegisterBrokerRecord &record)
{
    BrokerPtr &slot = m_next->m_brokers[record.brokerId];
    m_changes->brokersBefore.emplace(record.brokerId, slot);
    auto broker = std::make_shared<BrokerImage>();
    broker->id = record.brokerId;
    broker->epoch = record.brokerEpoch;
    broker->incarnationId = record.incarnationId;
    broker->endpoints = endpointsOf(record.endPoints);
    for (const auto &feature : record.features)
        broker->features.push_back({feature.name, feature.minSupportedVersion, feature.maxSupportedVersion});
    broker->logDirs = record.logDirs;
    broker->rack = record.rack;
    broker->fenced = record.fenced;
    broker->inControlledShutdown = record.inControlledShutdown;
    slot = std::move(broker);
    return {};
}

base::Status ImageBuilder::apply(const wire::UnregisterBrokerRecord &record)
{
    const auto found = m_next->m_brokers.find(record.brokerId);
    if (found == m_next->m_brokers.end())
        return damaged("no such broker to unregister", std::to_string(record.brokerId));
    m_changes->brokersBefore.emplace(record.brokerId, found->second);
    m_next->m_brokers.erase(found);
    return {};
}

template <class Change>
base::Status ImageBuilder::changeBroker(std::int32_t id, std::int64_t epoch, Change change)
{
    const auto found = m_next->m_brokers.find(id);
    if (found == m_next->m_brokers.end())
        return damaged("no such broker", std::to_string(id));
    if (found->second->epoch != epoch)
        return damaged("the broker's epoch is another", std::to_string(id));
    m_changes->brokersBefore.emplace(id, found->second);
    auto broker = std::make_shared<BrokerImage>(*found->second);
    change(*broker);
    found->second = std::move(broker);
    return {};
}

base::Status ImageBuilder::apply(const wire::FenceBrokerRecord &record)
{
    return changeBroker(record.id, record.epoch, [](BrokerImage &broker) { broker.fenced = true; });
}

base::Status ImageBuilder::apply(const wire::UnfenceBrokerRecord &record)
{
    return changeBroker(record.id, record.epoch, [](BrokerImage &broker) { broker.fenced = false; });
}

base::Status ImageBuilder::apply(const wire::BrokerRegistrationChangeRecord &record)
{
    return changeBroker(record.brokerId, record.brokerEpoch, [&](BrokerImage &broker) {
        if (record.fenced != 0)
            broker.fenced = record.fenced > 0;
        if (record.inControlledShutdown != 0)
            broker.inControlledShutdown = record.inControlledShutdown > 0;
        if (!record.logDirs.empty())
            broker.logDirs = record.logDirs;
    });
}

base::Status ImageBuilder::apply(const wire::TopicRecord &record)
{
    if (m_next->m_topics.find(record.name) != nullptr || m_next->m_topicNames.find(record.topicId) != nullptr)
        return damaged("the topic exists already", record.name);
    auto topic = std::make_shared<TopicImage>();
    topic->name = record.name;
    topic->id = record.topicId;
    touchTopic(nullptr, record.topicId);
    m_changes->openTopics[record.topicId] = topic;
    m_next->m_topics.set(record.name, std::move(topic));
    m_next->m_topicNames.set(record.topicId, record.name);
    return {};
}

base::Status ImageBuilder::apply(const wire::RemoveTopicRecord &record)
{
    const TopicPtr topic = m_next->topic(record.topicId);
    if (!topic)
        return damaged("no such topic to remove", record.topicId.toString());
    touchTopic(topic, topic->id);
    m_changes->openTopics.erase(topic->id);
    m_next->m_partitionCount -= topic->partitions.size();
    if (m_next->m_configs.erase(MetadataImage::ConfigKey{ConfigResourceType::Topic, topic->name}))
        m_changes->configs.emplace(ConfigResourceType::Topic, topic->name);
    m_next->m_topicNames.erase(topic->id);
    m_next->m_topics.erase(topic->name);
    return {};
}

base::Status ImageBuilder::setPartition(const base::Uuid &topicId, std::int32_t index, PartitionPtr partition)
{
    auto open = m_changes->openTopics.find(topicId);
    if (open == m_changes->openTopics.end()) {
        const TopicPtr before = m_next->topic(topicId);
        if (!before)
            return damaged("no such topic", topicId.toString());
        touchTopic(before, topicId);
        auto copy = std::make_shared<TopicImage>(*before);
        m_next->m_topics.set(copy->name, copy);
        open = m_changes->openTopics.emplace(topicId, std::move(copy)).first;
    }
    auto &partitions = open->second->partitions;
    const auto at = static_cast<std::size_t>(index);
    if (index < 0 || at > partitions.size())
        return damaged("partitions out of order", fmt::format("{}-{}", open->second->name, index));
    if (at == partitions.size()) {
        partitions.push_back(std::move(partition));
        ++m_next->m_partitionCount;
    } else {
        partitions[at] = std::move(partition);
    }
    return {};
}

base::Status ImageBuilder::apply(const wire::PartitionRecord &record)
{
    auto partition = std::make_shared<PartitionImage>();
    partition->replicas = record.replicas;
    partition->isr = record.isr;
    partition->removingReplicas = record.removingReplicas;
    partition->addingReplicas = record.addingReplicas;
    partition->elr = record.eligibleLeaderReplicas.value_or(std::vector<std::int32_t>{});
    partition->lastKnownElr = record.lastKnownElr.value_or(std::vector<std::int32_t>{});
    partition->directories = record.directories;
    partition->leader = record.leader;
    partition->leaderEpoch = record.leaderEpoch;
    partition->partitionEpoch = record.partitionEpoch;
    partition->leaderRecoveryState = record.leaderRecoveryState;
    return setPartition(record.topicId, record.partitionId, std::move(partition));
}

base::Status ImageBuilder::apply(const wire::PartitionChangeRecord &record)
{
    const PartitionImage *before = m_next->partition(record.topicId, record.partitionId);
    if (before == nullptr)
        return damaged("no such partition", fmt::format("{}-{}", record.topicId.toString(), record.partitionId));
    auto partition = std::make_shared<PartitionImage>(*before);
    const auto replace = [](auto &field, const auto &change) {
        if (change)
            field = *change;
    };
    replace(partition->isr, record.isr);
    replace(partition->replicas, record.replicas);
    replace(partition->removingReplicas, record.removingReplicas);
    replace(partition->addingReplicas, record.addingReplicas);
    replace(partition->elr, record.eligibleLeaderReplicas);
    replace(partition->lastKnownElr, record.lastKnownElr);
    replace(partition->directories, record.directories);
    if (record.leader != wire::PartitionChangeRecord::kLeaderUnchanged) {
        partition->leader = record.leader;
        ++partition->leaderEpoch;
    }
    if (record.leaderRecoveryState >= 0)
        partition->leaderRecoveryState = record.leaderRecoveryState;
    ++partition->partitionEpoch;
    return setPartition(record.topicId, record.partitionId, std::move(partition));
}

base::Status ImageBuilder::apply(const wire::ConfigRecord &record)
{
    const MetadataImage::ConfigKey key{static_cast<ConfigResourceType>(record.resourceType), record.resourceName};
    const auto *before = m_next->m_configs.find(key);
    ConfigMap map = before == nullptr ? ConfigMap{} : **before;
    if (record.value)
        map[record.name] = *record.value;
    else
        map.erase(record.name);
    if (map.empty())
        m_next->m_configs.erase(key);
    else
        m_next->m_configs.set(key, std::make_shared<const ConfigMap>(std::move(map)));
    m_changes->configs.emplace(key.type, key.name);
    return {};
}

base::Status ImageBuilder::apply(const wire::FeatureLevelRecord &record)
{
    // Level 0 stays as one that was decided: no start shall raise it again.
    m_next->m_features[record.name] = record.featureLevel;
    m_changes->features = true;
    return {};
}

base::Status ImageBuilder::apply(const wire::ProducerIdsRecord &record)
{
    m_next->m_nextProducerId = record.nextProducerId;
    m_changes->producerIds = true;
    return {};
}

base::Status ImageBuilder::apply(const wire::NoOpRecord &)
{
    return {};
}

base::Status ImageBuilder::apply(const wire::UserScramCredentialRecord &record)
{
    ScramUsers &users = opened(m_changes->scramUsers, m_next->m_scramUsers);
    users.insert_or_assign({record.name, record.mechanism},
                           ScramCredential{record.salt, record.storedKey, record.serverKey, record.iterations});
    return {};
}

base::Status ImageBuilder::apply(const wire::RemoveUserScramCredentialRecord &record)
{
    if (opened(m_changes->scramUsers, m_next->m_scramUsers).erase({record.name, record.mechanism}) == 0)
        return damaged("no such SCRAM user to remove", record.name);
    return {};
}

base::Status ImageBuilder::apply(const wire::AccessControlEntryRecord &record)
{
    AclEntry entry;
    entry.resourceType = static_cast<ResourceType>(record.resourceType);
    entry.resourceName = record.resourceName;
    entry.patternType = static_cast<PatternType>(record.patternType);
    entry.principal = record.principal;
    entry.host = record.host;
    entry.operation = static_cast<AclOperation>(record.operation);
    entry.permission = static_cast<AclPermission>(record.permissionType);
    opened(m_changes->acls, m_next->m_acls).insert_or_assign(record.id, std::move(entry));
    return {};
}

base::Status ImageBuilder::apply(const wire::RemoveAccessControlEntryRecord &record)
{
    if (opened(m_changes->acls, m_next->m_acls).erase(record.id) == 0)
        return damaged("no such access control entry to remove", record.id.toString());
    return {};
}

base::Status ImageBuilder::apply(const wire::ClientQuotaRecord &record)
{
    QuotaEntity entity;
    for (const auto &one : record.entity)
        entity.emplace(one.entityType, one.entityName);
    ClientQuotas &quotas = opened(m_changes->clientQuotas, m_next->m_clientQuotas);
    if (record.remove) {
        const auto found = quotas.find(entity);
        if (found == quotas.end() || found->second.erase(record.key) == 0)
            return damaged("no such quota to remove", record.key);
        if (found->second.empty())
            quotas.erase(found);
    } else {
        quotas[entity].insert_or_assign(record.key, record.value);
    }
    return {};
}

base::Status ImageBuilder::apply(const wire::DelegationTokenRecord &record)
{
    opened(m_changes->delegationTokens, m_next->m_delegationTokens)
        .insert_or_assign(record.tokenId, DelegationToken{record.owner, record.requester, record.renewers, record.issueTimestamp,
                                                          record.maxTimestamp, record.expirationTimestamp});
    return {};
}

base::Status ImageBuilder::apply(const wire::RemoveDelegationTokenRecord &record)
{
    if (opened(m_changes->delegationTokens, m_next->m_delegationTokens).erase(record.tokenId) == 0)
        return damaged("no such delegation token to remove", record.tokenId);
    return {};
}

base::Status ImageBuilder::apply(const OtherRecord &)
{
    return {};
}

ImageUpdate ImageBuilder::finish()
{
    ImageUpdate update;
    MetadataDelta &delta = update.delta;
    for (auto &[id, before] : m_changes->brokersBefore) {
        const auto after = m_next->m_brokers.find(id);
        const BrokerPtr now = after == m_next->m_brokers.end() ? nullptr : after->second;
        if (before || now)
            delta.brokers.push_back({id, before, now});
    }
    for (const base::Uuid &id : m_changes->touchedTopics) {
        const TopicPtr &before = m_changes->topicsBefore.at(id);
        const TopicPtr after = m_next->topic(id);
        if (!after) {
            if (before)
                delta.deletedTopics.push_back(before);
            continue;
        }
        if (!before)
            delta.createdTopics.push_back(after);
        for (std::size_t i = 0; i < after->partitions.size(); ++i) {
            const PartitionPtr was = before && i < before->partitions.size() ? before->partitions[i] : nullptr;
            if (was != after->partitions[i])
                delta.partitions.push_back({after->name, id, static_cast<std::int32_t>(i), was, after->partitions[i]});
        }
    }
    for (const auto &[type, name] : m_changes->configs)
        delta.configs.push_back({type, name});
    delta.featuresChanged = m_changes->features;
    delta.producerIdsChanged = m_changes->producerIds;

    m_changes = std::make_unique<Changes>();
    m_base = std::make_shared<const MetadataImage>(*m_next);
    update.image = m_base;
    return update;
}

} // namespace weir::sandbox
