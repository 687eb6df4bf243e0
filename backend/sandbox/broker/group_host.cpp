// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/broker/group_host.h"

#include "backend/sandbox/broker/transaction_host.h"
#include "backend/sandbox/metadata/config_value.h"
#include "backend/sandbox/metadata/image_builder.h"

#include <algorithm>
#include <set>

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
    config.consumerSessionTimeoutMs = static_cast<std::int32_t>(view.number("group.consumer.session.timeout.ms"));
    config.consumerHeartbeatIntervalMs = static_cast<std::int32_t>(view.number("group.consumer.heartbeat.interval.ms"));
    config.consumerAssignmentIntervalMs = static_cast<std::int32_t>(view.number("group.consumer.assignment.interval.ms"));
    config.consumerMaxSize = static_cast<std::int32_t>(view.number("group.consumer.max.size"));
    config.shareSessionTimeoutMs = static_cast<std::int32_t>(view.number("group.share.session.timeout.ms"));
    config.shareHeartbeatIntervalMs = static_cast<std::int32_t>(view.number("group.share.heartbeat.interval.ms"));
    config.shareAssignmentIntervalMs = static_cast<std::int32_t>(view.number("group.share.assignment.interval.ms"));
    config.shareMaxSize = static_cast<std::int32_t>(view.number("group.share.max.size"));
    // Assignors are named here; other names would be Java classes.
    config.consumerAssignors.clear();
    for (std::string &name : splitConfigList(view.text("group.consumer.assignors"))) {
        if (findAssignor(name) != nullptr)
            config.consumerAssignors.push_back(std::move(name));
    }
    const std::string policy = view.text("group.consumer.migration.policy");
    config.consumerUpgrades = policy == "bidirectional" || policy == "upgrade";
    config.consumerDowngrades = policy == "bidirectional" || policy == "downgrade";
    const auto protocols = splitConfigList(view.text("group.coordinator.rebalance.protocols"));
    config.servesConsumerProtocol = std::find(protocols.begin(), protocols.end(), "consumer") != protocols.end();
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
    if (!update.delta.partitions.empty() || !update.delta.deletedTopics.empty() || !update.delta.brokers.empty())
        m_coordinator.onTopicsChanged(static_cast<std::uint64_t>(update.image->offset()) + 1);
    if (!update.delta.configs.empty() || update.delta.featuresChanged) {
        GroupConfig config = configOf({m_broker.options().settings, *update.image, m_broker.id()});
        config.servesConsumerProtocol = config.servesConsumerProtocol && update.image->feature("group.version") >= 1;
        config.servesShareGroups = update.image->feature("share.version") >= 1;
        m_coordinator.setConfig(config);
    }
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

void GroupHost::forEachName(const Session &asker, const std::function<void(const std::string &name)> &each) const
{
    const Access access = shard().accessOf(asker);
    shard().image->forEachTopic([&](const TopicImage &topic) {
        if (access.onTopic(AclOperation::Describe, topic.name))
            each(topic.name);
    });
}

std::uint64_t GroupHost::shapeOf(std::string_view name) const
{
    const MetadataImage &image = *shard().image;
    const TopicPtr topic = image.topic(name);
    if (!topic)
        return 0;
    std::uint64_t hash = 0xCBF29CE484222325ULL; // FNV-1a
    const auto mix = [&](std::string_view bytes) {
        for (const char c : bytes)
            hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
    };
    mix({reinterpret_cast<const char *>(topic->id.bytes.data()), topic->id.bytes.size()});
    for (const PartitionPtr &partition : topic->partitions) {
        std::set<std::string> racks;
        for (const std::int32_t replica : partition->replicas) {
            if (const BrokerImage *broker = image.broker(replica); broker != nullptr && broker->rack)
                racks.insert(*broker->rack);
        }
        mix(";");
        for (const std::string &rack : racks)
            mix(rack + ",");
    }
    return hash == 0 ? 1 : hash;
}

GroupTopics::Settings GroupHost::settingsOf(const std::string &groupId) const
{
    Settings settings;
    const ConfigMap &own = shard().image->configs(ConfigResourceType::Group, groupId);
    if (own.empty())
        return settings;
    const BrokerConfigView view = m_broker.config(shard());
    // A limit that was narrowed after the setting was made holds all the same.
    const auto read = [&](const char *name, std::int64_t least, std::int64_t most) -> std::optional<std::int32_t> {
        const auto found = own.find(name);
        const auto number = found == own.end() ? std::nullopt : parseInteger(found->second);
        return number ? std::optional(static_cast<std::int32_t>(std::clamp(*number, least, most))) : std::nullopt;
    };
    settings.consumerSessionTimeoutMs = read("consumer.session.timeout.ms", view.number("group.consumer.min.session.timeout.ms"), view.number("group.consumer.max.session.timeout.ms"));
    settings.consumerHeartbeatIntervalMs = read("consumer.heartbeat.interval.ms", view.number("group.consumer.min.heartbeat.interval.ms"), view.number("group.consumer.max.heartbeat.interval.ms"));
    settings.consumerAssignmentIntervalMs = read("consumer.assignment.interval.ms", view.number("group.consumer.min.assignment.interval.ms"), view.number("group.consumer.max.assignment.interval.ms"));
    settings.shareSessionTimeoutMs = read("share.session.timeout.ms", view.number("group.share.min.session.timeout.ms"), view.number("group.share.max.session.timeout.ms"));
    settings.shareHeartbeatIntervalMs = read("share.heartbeat.interval.ms", view.number("group.share.min.heartbeat.interval.ms"), view.number("group.share.max.heartbeat.interval.ms"));
    settings.shareAssignmentIntervalMs = read("share.assignment.interval.ms", view.number("group.share.min.assignment.interval.ms"), view.number("group.share.max.assignment.interval.ms"));
    return settings;
}

} // namespace weir::sandbox
