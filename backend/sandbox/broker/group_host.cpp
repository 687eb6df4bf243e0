// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/broker/group_host.h"

#include "backend/sandbox/broker/transaction_host.h"
#include "backend/sandbox/metadata/image_builder.h"

namespace weir::sandbox {

using base::KafkaError;

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
    , m_log(broker, kOffsetsTopic, "groups.load",
            {[this](std::int32_t partition, std::int32_t) { m_coordinator.startLoading(partition); },
             [this](std::int32_t partition, base::ByteView batches) { return m_coordinator.loadBatches(partition, batches); },
             [this](std::int32_t partition) { m_coordinator.finishLoading(partition); },
             [this](std::int32_t partition) { m_coordinator.resign(partition); }})
{}

void GroupHost::onImage(const ImageUpdate &update)
{
    const TopicPtr offsets = update.image->topic(kOffsetsTopic);
    m_coordinator.setOffsetsPartitions(offsets ? static_cast<std::int32_t>(offsets->partitions.size()) : 0);
    for (const TopicPtr &topic : update.delta.deletedTopics) {
        if (topic->name == kOffsetsTopic) {
            m_log.onTopicDeleted();
        } else if (!topic->name.starts_with("__")) {
            m_coordinator.onTopicDeleted(topic->name, 0, static_cast<std::int32_t>(topic->partitions.size()));
        }
    }
    if (!update.delta.configs.empty())
        m_coordinator.setConfig(configOf({m_broker.options().settings, *update.image, m_broker.id()}));
}

void GroupHost::append(std::int32_t partition, std::vector<GroupRecord> records, std::int64_t timestampMs, Committed whenCommitted)
{
    CoordinatorLog::Batch batch;
    batch.records = std::move(records);
    batch.timestampMs = timestampMs;
    m_log.append(partition, batch, std::move(whenCommitted));
}

void GroupHost::verify(std::int32_t index, OffsetsTransaction transaction, std::function<void(std::int16_t, OffsetsTransaction)> done)
{
    Partition *partition = m_log.find(index);
    if (partition == nullptr || !partition->isLeader())
        return done(base::code(KafkaError::NotLeaderOrFollower), std::move(transaction));
    wire::RecordBatchHeader header;
    header.producerId = transaction.producerId;
    header.producerEpoch = transaction.producerEpoch;
    header.baseSequence = 0;
    transaction.verification = partition->log().startVerification(header, transaction.wish == OffsetsTransaction::Wish::Add);
    if (transaction.verification == 0)
        return done(0, std::move(transaction));
    TransactionVerifier::Question question;
    question.transactionalId = transaction.transactionalId;
    question.producerId = transaction.producerId;
    question.producerEpoch = transaction.producerEpoch;
    question.topic = kOffsetsTopic;
    question.partition = index;
    question.wish = transaction.wish;
    m_broker.transactions().verifier().ask(std::move(question), [transaction = std::move(transaction), done = std::move(done)](std::int16_t error) { done(error, transaction); });
}

void GroupHost::appendInTransaction(std::int32_t partition, std::vector<GroupRecord> records, std::int64_t timestampMs, const OffsetsTransaction &transaction,
                                    Committed whenCommitted)
{
    CoordinatorLog::Batch batch;
    batch.records = std::move(records);
    batch.timestampMs = timestampMs;
    batch.producerId = transaction.producerId;
    batch.producerEpoch = transaction.producerEpoch;
    batch.verification = transaction.verification;
    m_log.append(partition, batch, std::move(whenCommitted));
}

void GroupHost::appendMarker(std::int32_t index, const OffsetsMarker &marker, Committed whenCommitted)
{
    Partition *partition = m_log.find(index);
    if (partition == nullptr)
        return whenCommitted(base::code(KafkaError::NotLeaderOrFollower));
    partition->endTransaction({marker.producerId, marker.producerEpoch, marker.commit, marker.coordinatorEpoch, marker.version}, std::move(whenCommitted));
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
