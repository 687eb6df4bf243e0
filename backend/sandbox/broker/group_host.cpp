// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/broker/group_host.h"

#include "backend/sandbox/metadata/image_builder.h"
#include "backend/wire/record_batch.h"

namespace weir::sandbox {

using base::KafkaError;

namespace {

constexpr std::uint32_t kLoadBytes = 4U << 20;

} // namespace

GroupConfig GroupHost::configOf(const BrokerConfigView &view)
{
    GroupConfig config;
    config.groupMinSessionTimeoutMs = static_cast<std::int32_t>(view.number("group.min.session.timeout.ms"));
    config.groupMaxSessionTimeoutMs = static_cast<std::int32_t>(view.number("group.max.session.timeout.ms"));
    config.groupInitialRebalanceDelayMs = static_cast<std::int32_t>(view.number("group.initial.rebalance.delay.ms"));
    config.groupMaxSize = static_cast<std::int32_t>(view.number("group.max.size"));
    config.offsetMetadataMaxBytes = static_cast<std::int32_t>(view.number("offset.metadata.max.bytes"));
    config.offsetsRetentionMinutes = view.number("offsets.retention.minutes");
    config.offsetsRetentionCheckIntervalMs = view.number("offsets.retention.check.interval.ms");
    config.offsetsCommitTimeoutMs = static_cast<std::int32_t>(view.number("offsets.commit.timeout.ms"));
    return config;
}

GroupHost::GroupHost(Broker &broker)
    : m_broker(broker)
    , m_coordinator(broker.shard(broker.mainOwner()).owner, *this, *this, configOf(broker.config(broker.shard(broker.mainOwner()))),
                    broker.environment().seed + static_cast<std::uint64_t>(broker.id()))
{}

void GroupHost::onImage(const ImageUpdate &update)
{
    const TopicPtr offsets = update.image->topic(kOffsetsTopic);
    m_coordinator.setOffsetsPartitions(offsets ? static_cast<std::int32_t>(offsets->partitions.size()) : 0);
    for (const TopicPtr &topic : update.delta.deletedTopics) {
        if (topic->name == kOffsetsTopic) {
            for (const auto &[partition, epoch] : m_led)
                m_coordinator.resign(partition);
            m_led.clear();
        } else if (!topic->name.starts_with("__")) {
            m_coordinator.onTopicDeleted(topic->name, 0, static_cast<std::int32_t>(topic->partitions.size()));
        }
    }
    if (!update.delta.configs.empty())
        m_coordinator.setConfig(configOf({m_broker.options().settings, *update.image, m_broker.id()}));
}

void GroupHost::onPartition(const Partition &partition)
{
    const std::int32_t index = partition.key().index;
    const auto led = m_led.find(index);
    if (!partition.isLeader()) {
        if (led != m_led.end()) {
            m_led.erase(led);
            m_coordinator.resign(index);
        }
        return;
    }
    if (led != m_led.end() && led->second == partition.leaderEpoch())
        return;
    if (led != m_led.end())
        m_coordinator.resign(index);
    m_led[index] = partition.leaderEpoch();
    m_coordinator.startLoading(index);
    load(index, partition.leaderEpoch(), partition.log().logStartOffset());
}

/// A part of the log at a time, so that other work of this owner gets its turn.
void GroupHost::load(std::int32_t index, std::int32_t leaderEpoch, std::int64_t offset)
{
    const TopicPtr topic = shard().image->topic(kOffsetsTopic);
    Partition *partition = topic ? shard().find({topic->id, index}) : nullptr;
    const auto led = m_led.find(index);
    if (partition == nullptr || led == m_led.end() || led->second != leaderEpoch || m_broker.closing())
        return;
    if (offset >= partition->log().logEndOffset()) {
        m_coordinator.finishLoading(index);
        return;
    }
    const auto slice = partition->log().read(offset, kLoadBytes, partition->log().logEndOffset());
    auto content = slice ? slice->read() : base::Result<base::Bytes>(tl::unexpected<base::Error>(slice.error()));
    std::int64_t next = offset;
    if (content) {
        const auto walked = wire::forEachBatch(*content, [&](const wire::RecordBatchView &batch) -> base::Status {
            next = batch.header().nextOffset();
            return {};
        });
        if (const auto loaded = m_coordinator.loadBatches(index, *content); !loaded || !walked)
            m_broker.event("groups.load", base::describe(loaded ? walked.error() : loaded.error()));
    } else {
        m_broker.event("groups.load", base::describe(content.error()));
    }
    if (next <= offset) {
        // Unreadable from here: what came before counts, as with a log that was cut there.
        m_coordinator.finishLoading(index);
        return;
    }
    shard().owner.post([this, self = m_broker.shared_from_this(), index, leaderEpoch, next] {
        if (!self->closing())
            load(index, leaderEpoch, next);
    });
}

void GroupHost::append(std::int32_t index, std::vector<GroupRecord> records, std::int64_t timestampMs, Committed whenCommitted)
{
    const TopicPtr topic = shard().image->topic(kOffsetsTopic);
    Partition *partition = topic ? shard().find({topic->id, index}) : nullptr;
    if (partition == nullptr) {
        whenCommitted(base::code(KafkaError::NotLeaderOrFollower));
        return;
    }
    wire::RecordBatchBuilder::Options options;
    options.partitionLeaderEpoch = partition->leaderEpoch();
    wire::RecordBatchBuilder builder(options);
    for (const GroupRecord &record : records) {
        wire::RecordInput input;
        input.timestamp = timestampMs;
        input.key = base::ByteView(record.key);
        if (record.value)
            input.value = base::ByteView(*record.value);
        builder.add(input);
    }
    const auto batch = builder.finish();
    if (!batch) {
        whenCommitted(base::code(KafkaError::UnknownServerError));
        return;
    }
    const auto info = partition->append(*batch, AppendOrigin::Coordinator, true);
    if (!info) {
        whenCommitted(info.error().kafkaCode != 0 ? info.error().kafkaCode : base::code(KafkaError::KafkaStorageError));
        return;
    }
    partition->whenCommitted(info->lastOffset + 1, std::move(whenCommitted));
}

std::optional<GroupTopics::Topic> GroupHost::find(std::string_view name) const
{
    const TopicPtr topic = shard().image->topic(name);
    if (!topic)
        return {};
    return Topic{topic->id, static_cast<std::int32_t>(topic->partitions.size())};
}

std::optional<std::string> GroupHost::nameOf(const base::Uuid &id) const
{
    const TopicPtr topic = shard().image->topic(id);
    if (!topic)
        return {};
    return topic->name;
}

} // namespace weir::sandbox
