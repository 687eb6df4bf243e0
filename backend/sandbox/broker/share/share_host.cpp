// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/broker/share/share_host.h"

#include "backend/sandbox/broker/share/share_leaders.h"
#include "backend/sandbox/metadata/image_builder.h"

#include <algorithm>

namespace weir::sandbox {

ShareCoordinatorConfig ShareHost::configOf(const BrokerConfigView &view)
{
    ShareCoordinatorConfig config;
    config.updatesPerSnapshot = static_cast<std::int32_t>(view.number("share.coordinator.snapshot.update.records.per.snapshot"));
    config.writeTimeoutMs = static_cast<std::int32_t>(view.number("share.coordinator.write.timeout.ms"));
    return config;
}

ShareHost::ShareHost(Broker &broker)
    : m_broker(broker)
    , m_coordinator(broker.shard(broker.mainOwner()).owner, *this, configOf(broker.config(broker.shard(broker.mainOwner()))))
    , m_log(broker, kShareStateTopic, "share.load",
            {[this](std::int32_t partition, std::int32_t) { m_coordinator.startLoading(partition); },
             [this](std::int32_t partition, base::ByteView batches) { return m_coordinator.loadBatches(partition, batches); },
             [this](std::int32_t partition) { m_coordinator.finishLoading(partition); },
             [this](std::int32_t partition) { m_coordinator.resign(partition); }})
    , m_client(broker, m_coordinator)
    , m_sessions(static_cast<std::size_t>(broker.config(broker.shard(broker.mainOwner())).number("group.share.max.share.sessions")),
                 [this](const ShareSessions::Key &key) { onSessionEnded(key); })
{}

bool ShareHost::isServed() const
{
    return shard().image->feature("share.version") >= 1;
}

void ShareHost::onImage(const ImageUpdate &update)
{
    const TopicPtr states = update.image->topic(kShareStateTopic);
    m_coordinator.setPartitions(states ? static_cast<std::int32_t>(states->partitions.size()) : 0);
    std::vector<base::Uuid> gone;
    for (const TopicPtr &topic : update.delta.deletedTopics) {
        if (topic->name == kShareStateTopic)
            m_log.onTopicDeleted();
        else
            gone.push_back(topic->id);
    }
    m_coordinator.onTopicsDeleted(gone);
    if (!update.delta.configs.empty())
        m_coordinator.setConfig(configOf({m_broker.options().settings, *update.image, m_broker.id()}));
}

void ShareHost::onSessionEnded(const ShareSessions::Key &key)
{
    const bool last = !m_sessions.hasGroup(key.first);
    for (std::size_t i = 0; i < m_broker.owners(); ++i) {
        m_broker.postTo(i, [self = m_broker.shared_from_this(), i, key, last] {
            if (!self->closing())
                self->shard(i).shares().release(key.first, key.second, last);
        });
    }
}

std::int64_t ShareHost::append(std::int32_t partition, GroupRecord record, std::int64_t timestampMs, Committed whenCommitted)
{
    CoordinatorLog::Batch batch;
    batch.records.push_back(std::move(record));
    batch.timestampMs = timestampMs;
    return m_log.append(partition, batch, std::move(whenCommitted));
}

void ShareHost::deleteBefore(std::int32_t index, std::int64_t offset)
{
    Partition *partition = m_log.find(index);
    if (partition == nullptr || !partition->isLeader())
        return;
    const std::int64_t target = std::min(offset, partition->log().highWatermark());
    if (target <= partition->log().logStartOffset())
        return;
    if (const auto deleted = partition->deleteRecordsBefore(target); !deleted)
        m_broker.event("log.error", base::describe(deleted.error()));
}

bool ShareHost::knows(const base::Uuid &topicId, std::int32_t partition) const
{
    return shard().image->partition(topicId, partition) != nullptr;
}

} // namespace weir::sandbox
