// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/broker/coordinator_log.h"

#include "backend/wire/record_batch.h"

namespace weir::sandbox {

using base::KafkaError;

namespace {
constexpr std::uint32_t kLoadBytes = 4U << 20;
}

CoordinatorLog::CoordinatorLog(Broker &broker, std::string_view topic, std::string event, Calls calls)
    : m_broker(broker)
    , m_topic(topic)
    , m_event(std::move(event))
    , m_calls(std::move(calls))
{}

void CoordinatorLog::onTopicDeleted()
{
    for (const auto &[partition, epoch] : std::exchange(m_led, {}))
        m_calls.resign(partition);
}

void CoordinatorLog::onPartition(const Partition &partition)
{
    const std::int32_t index = partition.key().index;
    const auto led = m_led.find(index);
    if (!partition.isLeader()) {
        if (led != m_led.end()) {
            m_led.erase(led);
            m_calls.resign(index);
        }
        return;
    }
    if (led != m_led.end() && led->second == partition.leaderEpoch())
        return;
    if (led != m_led.end())
        m_calls.resign(index);
    m_led[index] = partition.leaderEpoch();
    m_calls.startLoading(index, partition.leaderEpoch());
    load(index, partition.leaderEpoch(), partition.log().logStartOffset());
}

Partition *CoordinatorLog::find(std::int32_t partition) const
{
    const TopicPtr topic = shard().image->topic(m_topic);
    return topic ? shard().find({topic->id, partition}) : nullptr;
}

/// A part of the log at a time, so that other work of this owner gets its turn.
void CoordinatorLog::load(std::int32_t index, std::int32_t leaderEpoch, std::int64_t offset)
{
    Partition *partition = find(index);
    const auto led = m_led.find(index);
    if (partition == nullptr || led == m_led.end() || led->second != leaderEpoch || m_broker.closing())
        return;
    if (offset >= partition->log().logEndOffset()) {
        m_calls.finishLoading(index);
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
        if (const auto loaded = m_calls.load(index, *content); !loaded || !walked)
            m_broker.event(m_event, base::describe(loaded ? walked.error() : loaded.error()));
    } else {
        m_broker.event(m_event, base::describe(content.error()));
    }
    if (next <= offset) {
        // Unreadable from here: what came before counts, as with a log that was cut there.
        m_calls.finishLoading(index);
        return;
    }
    shard().owner.post([this, self = m_broker.shared_from_this(), index, leaderEpoch, next] {
        if (!self->closing())
            load(index, leaderEpoch, next);
    });
}

std::int64_t CoordinatorLog::append(std::int32_t index, const Batch &batch, std::function<void(std::int16_t)> whenCommitted)
{
    Partition *partition = find(index);
    if (partition == nullptr) {
        whenCommitted(base::code(KafkaError::NotLeaderOrFollower));
        return -1;
    }
    wire::RecordBatchBuilder::Options options;
    options.partitionLeaderEpoch = partition->leaderEpoch();
    if (batch.producerId != -1) {
        options.producerId = batch.producerId;
        options.producerEpoch = batch.producerEpoch;
        options.baseSequence = 0; // the coordinator, not the producer, writes these: nobody counts them
        options.transactional = true;
    }
    wire::RecordBatchBuilder builder(options);
    for (const GroupRecord &record : batch.records) {
        wire::RecordInput input;
        input.timestamp = batch.timestampMs;
        input.key = base::ByteView(record.key);
        if (record.value)
            input.value = base::ByteView(*record.value);
        builder.add(input);
    }
    const auto bytes = builder.finish();
    if (!bytes) {
        whenCommitted(base::code(KafkaError::UnknownServerError));
        return -1;
    }
    const auto info = partition->append(*bytes, AppendOrigin::Coordinator, true, {.verification = batch.verification});
    if (!info) {
        whenCommitted(info.error().kafkaCode != 0 ? info.error().kafkaCode : base::code(KafkaError::KafkaStorageError));
        return -1;
    }
    partition->whenCommitted(info->lastOffset + 1, std::move(whenCommitted));
    return info->lastOffset - static_cast<std::int64_t>(batch.records.size()) + 1;
}

} // namespace weir::sandbox
