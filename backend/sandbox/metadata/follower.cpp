// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/metadata/follower.h"

#include "backend/sandbox/metadata/batch_apply.h"
#include "backend/sandbox/metadata/snapshot.h"

#include <set>

namespace weir::sandbox {

namespace {

void comparePartitions(MetadataDelta &delta, const TopicImage *before, const TopicImage &after)
{
    for (std::size_t i = 0; i < after.partitions.size(); ++i) {
        const PartitionPtr was = before != nullptr && i < before->partitions.size() ? before->partitions[i] : nullptr;
        if (!was || !(*was == *after.partitions[i]))
            delta.partitions.push_back({after.name, after.id, static_cast<std::int32_t>(i), was, after.partitions[i]});
    }
}

} // namespace

MetadataFollower::MetadataFollower() : m_image(std::make_shared<const MetadataImage>()) {}

base::Result<std::optional<ImageUpdate>> MetadataFollower::append(base::ByteView batches)
{
    ImageBuilder builder(m_image);
    WEIR_CHECK(applyBatches(builder, batches));
    if (builder.current().offset() == m_image->offset())
        return std::optional<ImageUpdate>();
    ImageUpdate update = builder.finish();
    m_image = update.image;
    return std::optional(std::move(update));
}

base::Result<ImageUpdate> MetadataFollower::loadSnapshot(base::ByteView content, std::int64_t endOffset,
                                                         std::int32_t epoch)
{
    WEIR_TRY(ImagePtr image, decodeSnapshot(content, endOffset, epoch));
    ImageUpdate update{image, differenceOf(*m_image, *image)};
    update.delta.fromSnapshot = true;
    m_image = std::move(image);
    return update;
}

MetadataDelta differenceOf(const MetadataImage &before, const MetadataImage &after)
{
    MetadataDelta delta;
    for (const auto &[id, broker] : after.brokers()) {
        const auto was = before.brokers().find(id);
        if (was == before.brokers().end())
            delta.brokers.push_back({id, nullptr, broker});
        else if (!(*was->second == *broker))
            delta.brokers.push_back({id, was->second, broker});
    }
    for (const auto &[id, broker] : before.brokers()) {
        if (after.broker(id) == nullptr)
            delta.brokers.push_back({id, broker, nullptr});
    }
    for (const TopicPtr &topic : before.topicsByName()) {
        if (!after.topic(topic->id))
            delta.deletedTopics.push_back(topic);
    }
    for (const TopicPtr &topic : after.topicsByName()) {
        const TopicPtr was = before.topic(topic->id);
        if (!was)
            delta.createdTopics.push_back(topic);
        comparePartitions(delta, was.get(), *topic);
    }
    std::set<std::pair<ConfigResourceType, std::string>> changed;
    after.forEachConfig([&](ConfigResourceType type, const std::string &name, const ConfigMap &configs) {
        if (before.configs(type, name) != configs)
            changed.emplace(type, name);
    });
    before.forEachConfig([&](ConfigResourceType type, const std::string &name, const ConfigMap &configs) {
        if (after.configs(type, name) != configs)
            changed.emplace(type, name);
    });
    for (const auto &[type, name] : changed)
        delta.configs.push_back({type, name});
    delta.featuresChanged = before.features() != after.features();
    delta.producerIdsChanged = before.nextProducerId() != after.nextProducerId();
    return delta;
}

} // namespace weir::sandbox
