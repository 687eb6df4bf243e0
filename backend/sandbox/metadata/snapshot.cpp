// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/metadata/snapshot.h"

#include "backend/sandbox/metadata/batch_apply.h"
#include "backend/sandbox/metadata/control_records.h"

#include <span>

namespace weir::sandbox {

namespace {

constexpr std::size_t kRecordsPerBatch = 1024;

wire::PartitionRecord recordOf(const TopicImage &topic, std::int32_t index)
{
    const PartitionImage &partition = *topic.partition(index);
    wire::PartitionRecord record;
    record.partitionId = index;
    record.topicId = topic.id;
    record.replicas = partition.replicas;
    record.isr = partition.isr;
    record.removingReplicas = partition.removingReplicas;
    record.addingReplicas = partition.addingReplicas;
    record.leader = partition.leader;
    record.leaderRecoveryState = partition.leaderRecoveryState;
    record.leaderEpoch = partition.leaderEpoch;
    record.partitionEpoch = partition.partitionEpoch;
    record.directories = partition.directories;
    if (!partition.elr.empty())
        record.eligibleLeaderReplicas = partition.elr;
    if (!partition.lastKnownElr.empty())
        record.lastKnownElr = partition.lastKnownElr;
    return record;
}

wire::RegisterBrokerRecord recordOf(const BrokerImage &broker)
{
    wire::RegisterBrokerRecord record;
    record.brokerId = broker.id;
    record.brokerEpoch = broker.epoch;
    record.incarnationId = broker.incarnationId;
    for (const Endpoint &endpoint : broker.endpoints) {
        auto &one = record.endPoints.emplace_back();
        one.name = endpoint.name;
        one.host = endpoint.host;
        one.port = endpoint.port;
        one.securityProtocol = endpoint.securityProtocol;
    }
    for (const FeatureRange &feature : broker.features) {
        auto &one = record.features.emplace_back();
        one.name = feature.name;
        one.minSupportedVersion = feature.min;
        one.maxSupportedVersion = feature.max;
    }
    record.rack = broker.rack;
    record.fenced = broker.fenced;
    record.inControlledShutdown = broker.inControlledShutdown;
    record.logDirs = broker.logDirs;
    return record;
}

} // namespace

wire::AccessControlEntryRecord recordOf(const base::Uuid &id, const AclEntry &entry)
{
    wire::AccessControlEntryRecord record;
    record.id = id;
    entry.writeTo(record);
    return record;
}

wire::UserScramCredentialRecord recordOf(const std::string &user, std::int8_t mechanism, const ScramCredential &credential)
{
    wire::UserScramCredentialRecord record;
    record.name = user;
    record.mechanism = mechanism;
    record.salt = credential.salt;
    record.storedKey = credential.storedKey;
    record.serverKey = credential.serverKey;
    record.iterations = credential.iterations;
    return record;
}

wire::DelegationTokenRecord recordOf(const std::string &id, const DelegationToken &token)
{
    wire::DelegationTokenRecord record;
    record.owner = token.owner;
    record.requester = token.requester;
    record.renewers = token.renewers;
    record.issueTimestamp = token.issuedMs;
    record.maxTimestamp = token.maxMs;
    record.expirationTimestamp = token.expiryMs;
    record.tokenId = id;
    return record;
}

std::vector<MetadataRecord> recordsOf(const MetadataImage &image)
{
    std::vector<MetadataRecord> records;
    const auto feature = [&](const std::string &name, std::int16_t level) {
        wire::FeatureLevelRecord record;
        record.name = name;
        record.featureLevel = level;
        records.emplace_back(std::move(record));
    };
    // metadata.version leads, for it says how to read the rest.
    if (const std::int16_t level = image.feature("metadata.version"); level > 0)
        feature("metadata.version", level);
    for (const auto &[name, level] : image.features()) {
        if (name != "metadata.version")
            feature(name, level);
    }
    for (const auto &[id, broker] : image.brokers())
        records.emplace_back(recordOf(*broker));
    image.forEachTopic([&](const TopicImage &topic) {
        wire::TopicRecord record;
        record.name = topic.name;
        record.topicId = topic.id;
        records.emplace_back(std::move(record));
        for (std::size_t i = 0; i < topic.partitions.size(); ++i)
            records.emplace_back(recordOf(topic, static_cast<std::int32_t>(i)));
    });
    image.forEachConfig([&](ConfigResourceType type, const std::string &name, const ConfigMap &configs) {
        for (const auto &[key, value] : configs) {
            wire::ConfigRecord record;
            record.resourceType = static_cast<std::int8_t>(type);
            record.resourceName = name;
            record.name = key;
            record.value = value;
            records.emplace_back(std::move(record));
        }
    });
    for (const auto &[key, credential] : *image.scramUsers())
        records.emplace_back(recordOf(key.first, key.second, credential));
    for (const auto &[id, entry] : *image.acls())
        records.emplace_back(recordOf(id, entry));
    for (const auto &[id, token] : *image.delegationTokens())
        records.emplace_back(recordOf(id, token));
    for (const auto &[entity, values] : *image.clientQuotas()) {
        for (const auto &[key, value] : values) {
            wire::ClientQuotaRecord record;
            for (const auto &[type, name] : entity)
                record.entity.push_back({.entityType = type, .entityName = name, .unknownTags = {}});
            record.key = key;
            record.value = value;
            records.emplace_back(std::move(record));
        }
    }
    if (image.nextProducerId() > 0) {
        wire::ProducerIdsRecord record;
        record.brokerId = -1;
        record.nextProducerId = image.nextProducerId();
        records.emplace_back(std::move(record));
    }
    return records;
}

base::Result<base::Bytes> encodeSnapshot(const MetadataImage &image, std::int64_t lastContainedLogTimestamp)
{
    const std::vector<MetadataRecord> records = recordsOf(image);
    const std::int64_t now = lastContainedLogTimestamp;
    WEIR_TRY(base::Bytes content, snapshotHeaderBatch(0, image.epoch(), now, lastContainedLogTimestamp));
    std::int64_t offset = 1;
    for (std::size_t at = 0; at < records.size(); at += kRecordsPerBatch) {
        const auto part = std::span(records).subspan(at, std::min(kRecordsPerBatch, records.size() - at));
        WEIR_TRY(const base::Bytes batch, encodeMetadataBatch(part, offset, image.epoch(), now));
        content.insert(content.end(), batch.begin(), batch.end());
        offset += static_cast<std::int64_t>(part.size());
    }
    WEIR_TRY(const base::Bytes footer, snapshotFooterBatch(offset, image.epoch(), now));
    content.insert(content.end(), footer.begin(), footer.end());
    return content;
}

base::Result<ImagePtr> decodeSnapshot(base::ByteView content, std::int64_t endOffset, std::int32_t epoch)
{
    const auto damaged = [&](std::string why) {
        return base::fail(base::ErrorKind::Invalid, "metadata.snapshot", std::to_string(endOffset), std::move(why));
    };
    bool footer = false;
    base::Bytes scratch;
    WEIR_CHECK(wire::forEachBatch(content, [&](const wire::RecordBatchView &batch) -> base::Status {
        if (footer || !batch.header().isControl())
            return {};
        WEIR_TRY(wire::RecordCursor cursor, batch.records(scratch, 4096));
        wire::RecordView record;
        WEIR_TRY(const bool any, cursor.next(record));
        footer = any && controlTypeOf(record) == wire::ControlRecordTypeSchema::kSnapshotFooter;
        return {};
    }));
    if (!footer)
        return damaged("the snapshot has no end");
    ImageBuilder builder(std::make_shared<const MetadataImage>());
    WEIR_TRY(const std::size_t read, applyBatches(builder, content));
    if (read != content.size())
        return damaged("the snapshot is cut off");
    builder.skipTo(endOffset - 1, epoch);
    return builder.finish().image;
}

} // namespace weir::sandbox
