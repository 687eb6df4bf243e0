// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/metadata/image.h"

#include <algorithm>

namespace weir::sandbox {

const Endpoint *BrokerImage::endpoint(std::string_view listener) const
{
    const auto found =
        std::find_if(endpoints.begin(), endpoints.end(), [&](const Endpoint &one) { return one.name == listener; });
    return found == endpoints.end() ? nullptr : &*found;
}

bool PartitionImage::hasReplica(std::int32_t broker) const
{
    return std::find(replicas.begin(), replicas.end(), broker) != replicas.end();
}

bool PartitionImage::inSync(std::int32_t broker) const
{
    return std::find(isr.begin(), isr.end(), broker) != isr.end();
}

const BrokerImage *MetadataImage::broker(std::int32_t id) const
{
    const auto found = m_brokers.find(id);
    return found == m_brokers.end() ? nullptr : found->second.get();
}

bool MetadataImage::alive(std::int32_t brokerId) const
{
    const BrokerImage *found = broker(brokerId);
    return found != nullptr && !found->fenced;
}

TopicPtr MetadataImage::topic(std::string_view name) const
{
    const TopicPtr *found = m_topics.find(name);
    return found == nullptr ? nullptr : *found;
}

TopicPtr MetadataImage::topic(const base::Uuid &id) const
{
    const std::string *name = m_topicNames.find(id);
    return name == nullptr ? nullptr : topic(std::string_view(*name));
}

const PartitionImage *MetadataImage::partition(std::string_view topic, std::int32_t index) const
{
    const TopicPtr *found = m_topics.find(topic);
    return found == nullptr ? nullptr : (*found)->partition(index);
}

const PartitionImage *MetadataImage::partition(const base::Uuid &topic, std::int32_t index) const
{
    const std::string *name = m_topicNames.find(topic);
    return name == nullptr ? nullptr : partition(std::string_view(*name), index);
}

std::vector<TopicPtr> MetadataImage::topicsByName() const
{
    std::vector<TopicPtr> topics;
    topics.reserve(m_topics.size());
    m_topics.forEach([&](const std::string &, const TopicPtr &topic) { topics.push_back(topic); });
    std::sort(topics.begin(), topics.end(), [](const TopicPtr &a, const TopicPtr &b) { return a->name < b->name; });
    return topics;
}

const ConfigMap &MetadataImage::configs(ConfigResourceType type, std::string_view name) const
{
    static const ConfigMap nothing;
    const auto *found = m_configs.find(ConfigKey{type, std::string(name)});
    return found == nullptr ? nothing : **found;
}

const ConfigMap &MetadataImage::brokerConfigs(std::int32_t id) const
{
    return configs(ConfigResourceType::Broker, std::to_string(id));
}

std::int16_t MetadataImage::feature(std::string_view name) const
{
    const auto found = m_features.find(name);
    return found == m_features.end() ? std::int16_t{0} : found->second;
}

} // namespace weir::sandbox
