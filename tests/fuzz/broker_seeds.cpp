// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/api_info.h"
#include "backend/wire/messages/add_offsets_to_txn.h"
#include "backend/wire/messages/add_partitions_to_txn.h"
#include "backend/wire/messages/consumer_group_heartbeat.h"
#include "backend/wire/messages/create_acls.h"
#include "backend/wire/messages/create_topics.h"
#include "backend/wire/messages/delete_acls.h"
#include "backend/wire/messages/end_txn.h"
#include "backend/wire/messages/fetch.h"
#include "backend/wire/messages/get_telemetry_subscriptions.h"
#include "backend/wire/messages/init_producer_id.h"
#include "backend/wire/messages/initialize_share_group_state.h"
#include "backend/wire/messages/join_group.h"
#include "backend/wire/messages/list_offsets.h"
#include "backend/wire/messages/metadata.h"
#include "backend/wire/messages/offset_commit.h"
#include "backend/wire/messages/produce.h"
#include "backend/wire/messages/push_telemetry.h"
#include "backend/wire/messages/sasl_authenticate.h"
#include "backend/wire/messages/sasl_handshake.h"
#include "backend/wire/messages/share_acknowledge.h"
#include "backend/wire/messages/share_fetch.h"
#include "backend/wire/messages/share_group_heartbeat.h"
#include "backend/wire/messages/sync_group.h"
#include "backend/wire/messages/txn_offset_commit.h"
#include "backend/wire/messages/write_share_group_state.h"
#include "backend/wire/record_batch.h"
#include "tests/fuzz/broker_input.h"
#include "tests/fuzz/broker_rig.h"
#include "tests/fuzz/fuzz.h"
#include "tests/wire/random_message.h"

#include <limits>

namespace weir::fuzz {

namespace {

using Frames = std::vector<base::Bytes>;

base::Bytes input(std::uint8_t flags, const Frames &frames)
{
    base::Bytes bytes{flags};
    for (const base::Bytes &frame : frames) {
        bytes.resize(bytes.size() + 4);
        base::writeBigEndian(bytes.data() + bytes.size() - 4, static_cast<std::uint32_t>(frame.size()));
        bytes.insert(bytes.end(), frame.begin(), frame.end());
    }
    return bytes;
}

base::Bytes produceFrame(const std::string &name, bool transactional, wire::Compression compression, std::size_t valueBytes)
{
    wire::RecordBatchBuilder::Options options;
    options.compression = compression;
    if (transactional) {
        options.producerId = kProducerId;
        options.producerEpoch = kProducerEpoch;
        options.baseSequence = 0;
        options.transactional = true;
    }
    wire::RecordBatchBuilder builder(options);
    const std::string value(valueBytes, 'v');
    wire::RecordInput record;
    record.timestamp = 1'700'000'000'000;
    record.value = base::viewOf(value);
    builder.add(record);
    wire::ProduceRequest request;
    if (transactional)
        request.transactionalId = "tx";
    request.acks = -1;
    request.timeoutMs = 1'000;
    auto &topic = request.topicData.emplace_back();
    topic.name = name;
    auto &data = topic.partitionData.emplace_back();
    data.records = wire::Records::owning(builder.finish().value());
    return frameOf(request, 12);
}

Frames transaction(bool commit)
{
    wire::InitProducerIdRequest init;
    init.transactionalId = "tx";
    init.transactionTimeoutMs = 10'000;
    wire::AddPartitionsToTxnRequest add;
    add.v3AndBelowTransactionalId = "tx";
    add.v3AndBelowProducerId = kProducerId;
    add.v3AndBelowProducerEpoch = kProducerEpoch;
    auto &topic = add.v3AndBelowTopics.emplace_back();
    topic.name = kTopic;
    topic.partitions = {0};
    wire::AddOffsetsToTxnRequest group;
    group.transactionalId = "tx";
    group.producerId = kProducerId;
    group.producerEpoch = kProducerEpoch;
    group.groupId = "g";
    wire::TxnOffsetCommitRequest offsets;
    offsets.transactionalId = "tx";
    offsets.groupId = "g";
    offsets.producerId = kProducerId;
    offsets.producerEpoch = kProducerEpoch;
    auto &committed = offsets.topics.emplace_back();
    committed.name = kTopic;
    committed.partitions.emplace_back().committedOffset = 1;
    wire::EndTxnRequest end;
    end.transactionalId = "tx";
    end.producerId = kProducerId;
    end.producerEpoch = kProducerEpoch;
    end.committed = commit;
    return {frameOf(init, 4), frameOf(add, 3), produceFrame(kTopic, true, wire::Compression::None, 20), frameOf(group, 3), frameOf(offsets, 3), frameOf(end, 3)};
}

Frames groups()
{
    wire::JoinGroupRequest join;
    join.groupId = "g2";
    join.sessionTimeoutMs = 10'000;
    join.rebalanceTimeoutMs = 10'000;
    join.protocolType = "consumer";
    auto &protocol = join.protocols.emplace_back();
    protocol.name = "range";
    protocol.metadata = {0, 1, 0, 0, 0, 1, 0, 1, 't', 0xFF, 0xFF, 0xFF, 0xFF};
    wire::SyncGroupRequest sync;
    sync.groupId = "g2";
    sync.generationId = 1;
    wire::ConsumerGroupHeartbeatRequest beat;
    beat.groupId = "g3";
    beat.memberId = "m";
    beat.rebalanceTimeoutMs = 5'000;
    beat.subscribedTopicNames = std::vector<std::string>{kTopic};
    wire::ConsumerGroupHeartbeatRequest pattern = beat;
    pattern.memberId = "n";
    pattern.subscribedTopicNames.reset();
    pattern.subscribedTopicRegex = "(t|u)+.*";
    wire::OffsetCommitRequest commit;
    commit.groupId = "g4";
    auto &topic = commit.topics.emplace_back();
    topic.name = kTopic;
    topic.partitions.emplace_back().committedOffset = 5;
    return {frameOf(join, 3), frameOf(sync, 3), frameOf(beat, 1), frameOf(pattern, 1), frameOf(commit, 8)};
}

/// A member of a share group that reads, and says of its records what is and what cannot be.
Frames shares()
{
    constexpr auto kFar = std::numeric_limits<std::int64_t>::max();
    wire::ShareGroupHeartbeatRequest beat;
    beat.groupId = "g5";
    beat.memberId = "m";
    beat.subscribedTopicNames = std::vector<std::string>{kTopic};
    wire::ShareFetchRequest fetch;
    fetch.groupId = "g5";
    fetch.memberId = "m";
    fetch.maxRecords = 100;
    auto &topic = fetch.topics.emplace_back();
    topic.topicId = kTopicId;
    topic.partitions.emplace_back();
    wire::ShareFetchRequest more = fetch;
    more.shareSessionEpoch = 1;
    more.topics.front().partitions.front().acknowledgementBatches = {{0, 0, {1}, {}}, {1, kFar, {2}, {}}};
    wire::ShareAcknowledgeRequest acknowledge;
    acknowledge.groupId = "g5";
    acknowledge.memberId = "m";
    acknowledge.shareSessionEpoch = 2;
    acknowledge.isRenewAck = true;
    auto &said = acknowledge.topics.emplace_back();
    said.topicId = kTopicId;
    said.partitions.emplace_back().acknowledgementBatches = {{0, kFar, {1, 2, 3, 4}, {}}};
    wire::InitializeShareGroupStateRequest begin;
    begin.groupId = "g6";
    auto &begun = begin.topics.emplace_back();
    begun.topicId = kTopicId;
    begun.partitions.push_back({0, 1, kFar - 1, {}});
    wire::WriteShareGroupStateRequest write;
    write.groupId = "g6";
    auto &state = write.topics.emplace_back();
    state.topicId = kTopicId;
    auto &partition = state.partitions.emplace_back();
    partition.stateEpoch = 1;
    partition.stateBatches = {{0, kFar, 0, 1, {}}, {kFar - 1, kFar - 1, 2, std::numeric_limits<std::int16_t>::max(), {}}};
    wire::WriteShareGroupStateRequest sound = write;
    sound.topics.front().partitions.front().stateBatches.erase(sound.topics.front().partitions.front().stateBatches.begin());
    return {frameOf(beat, 1), produceFrame(kTopic, false, wire::Compression::None, 20), frameOf(fetch, 2), frameOf(more, 2), frameOf(acknowledge, 2),
            frameOf(begin, 0), frameOf(write, 1), frameOf(sound, 1)};
}

Frames acls()
{
    wire::CreateAclsRequest create;
    auto &entry = create.creations.emplace_back();
    entry.resourceType = 2;
    entry.resourceName = "t";
    entry.resourcePatternType = 3;
    entry.principal = "User:other";
    entry.host = "*";
    entry.operation = 3;
    entry.permissionType = 3;
    wire::DeleteAclsRequest remove;
    auto &filter = remove.filters.emplace_back();
    filter.resourceTypeFilter = 1;
    filter.patternTypeFilter = 1;
    filter.operation = 1;
    filter.permissionType = 1;
    return {frameOf(create, 3), frameOf(remove, 3)};
}

wire::FetchRequest fetchRequest()
{
    wire::FetchRequest request;
    request.maxBytes = 1 << 20;
    auto &topic = request.topics.emplace_back();
    topic.topic = kTopic;
    topic.partitions.emplace_back().partitionMaxBytes = 1 << 20;
    return request;
}

/// More than a request may cost, once it is unpacked.
constexpr std::size_t kMuch = std::size_t{24} << 20;
constexpr wire::Compression kCodecs[] = {wire::Compression::Gzip, wire::Compression::Snappy, wire::Compression::Lz4, wire::Compression::Zstd};

/// Little on the wire, much in memory: record batches, kept as they are and packed anew.
Frames packedRecords(const std::string &topic)
{
    Frames frames;
    for (const wire::Compression codec : kCodecs) {
        // A longer one of snappy is longer than a message may be.
        frames.push_back(produceFrame(topic, false, codec, codec == wire::Compression::Snappy ? kMuch / 2 : kMuch));
    }
    frames.push_back(frameOf(fetchRequest(), 12));
    // By time, which is found record by record.
    wire::ListOffsetsRequest offsets;
    auto &asked = offsets.topics.emplace_back();
    asked.name = topic;
    asked.partitions.emplace_back().timestamp = 1'700'000'000'000;
    frames.push_back(frameOf(offsets, 7));
    return frames;
}

Frames packedTelemetry(wire::Compression codec)
{
    // Protobuf: field 1, a length, and nothing but zeros.
    base::Bytes content(kMuch, std::uint8_t{0});
    content[0] = 0x0A;
    wire::GetTelemetrySubscriptionsRequest get;
    get.clientInstanceId.bytes.fill(static_cast<std::uint8_t>(0x10 + static_cast<int>(codec)));
    wire::PushTelemetryRequest push;
    push.clientInstanceId = get.clientInstanceId;
    push.subscriptionId = kSubscriptionId;
    push.compressionType = static_cast<std::int8_t>(codec);
    push.metrics = wire::compress(codec, base::ByteView(content).first(codec == wire::Compression::Snappy ? kMuch / 2 : kMuch)).value();
    wire::PushTelemetryRequest small = push;
    small.clientInstanceId.bytes[0] = 0x20;
    small.metrics = wire::compress(codec, base::viewOf(std::string_view("\x0A\x02\x12\x00", 4))).value();
    wire::GetTelemetrySubscriptionsRequest again;
    again.clientInstanceId = small.clientInstanceId;
    return {frameOf(get, 0), frameOf(push, 0), frameOf(again, 0), frameOf(small, 0)};
}

Frames manyPartitions()
{
    wire::CreateTopicsRequest request;
    request.timeoutMs = 1'000;
    auto &topic = request.topics.emplace_back();
    topic.name = "many";
    topic.numPartitions = 2'000'000'000;
    topic.replicationFactor = 1;
    return {frameOf(request, 5)};
}

Frames login(const std::string &mechanism, std::int16_t handshakeVersion, const Frames &messages)
{
    wire::SaslHandshakeRequest handshake;
    handshake.mechanism = mechanism;
    Frames frames{frameOf(handshake, handshakeVersion)};
    for (const base::Bytes &message : messages) {
        wire::SaslAuthenticateRequest authenticate;
        authenticate.authBytes = message;
        frames.push_back(handshakeVersion == 0 ? message : frameOf(authenticate, 2));
    }
    frames.push_back(frameOf(wire::MetadataRequest{}, 9));
    frames.push_back(frameOf(fetchRequest(), 12));
    return frames;
}

void logins(const std::function<void(base::ByteView)> &take)
{
    const base::Bytes honest = base::toBytes(kHonest);
    const auto text = [](std::string_view words) { return base::toBytes(words); };
    for (const std::int16_t version : {std::int16_t{0}, std::int16_t{1}}) {
        take(input(kLoginFirst, login("PLAIN", version, {honest})));
        take(input(kLoginFirst, login("PLAIN", version, {text(std::string_view("\0alice\0other-secret", 19))})));
        take(input(kLoginFirst, login("PLAIN", version, {text(std::string_view("bob\0alice\0alice-secret", 22))})));
        for (const char *scram : {"SCRAM-SHA-256", "SCRAM-SHA-512"}) {
            take(input(kLoginFirst, login(scram, version, {honest, honest})));
            take(input(kLoginFirst, login(scram, version, {honest, text("c=biws,r=fyko+d2lbbFgONRv9qkxdawL,p=AAAA")})));
            take(input(kLoginFirst, login(scram, version, {text("n,,n=nobody,r=fyko+d2lbbFgONRv9qkxdawL"), text("c=biws,r=x,p=")})));
        }
        // {"alg":"none"} and {"sub":"alice","exp":9999999999}
        take(input(kLoginFirst, login("OAUTHBEARER", version, {text("n,,\x01" "auth=Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbGljZSIsImV4cCI6OTk5OTk5OTk5OX0.\x01\x01")})));
    }
}

/// Counts and lengths that say much more than there is.
void claims(const std::function<void(base::ByteView)> &take, const base::Bytes &head)
{
    for (const std::uint8_t byte : {std::uint8_t{0x7F}, std::uint8_t{0xFF}}) {
        base::Bytes fixed = head;
        base::Bytes flexible = head;
        for (int i = 0; i < 8; ++i) {
            fixed.insert(fixed.end(), {0x00, 0x7F, 0xFF, byte});
            flexible.insert(flexible.end(), {0xFF, 0xFF, 0xFF, byte, 0x07});
        }
        take(input(0, {fixed, flexible}));
    }
}

} // namespace

} // namespace weir::fuzz

using namespace weir;
using namespace weir::fuzz;

void fuzzSeeds(const std::function<void(base::ByteView)> &take)
{
    take(input(kRightSums, transaction(true)));
    take(input(kRightSums, transaction(false)));
    take(input(kNobody, transaction(true)));
    take(input(0, groups()));
    take(input(kNobody, groups()));
    take(input(kRightSums, shares()));
    take(input(kNobody, shares()));
    take(input(0, acls()));
    take(input(kNobody, acls()));
    take(input(0, manyPartitions()));
    take(input(kNobody, packedRecords(kTopic)));
    take(input(kRightSums, packedRecords(kTopic)));
    take(input(kRightSums, packedRecords(kRepackedTopic)));
    for (const wire::Compression codec : kCodecs)
        take(input(0, packedTelemetry(codec)));
    logins(take);
    // Every key in every version that is served: by who may everything, by who may nothing, and before anybody has logged in.
    wire::testing::RandomMessage random(5);
    for (const auto &[key, versions] : servedKeys()) {
        const wire::ApiInfo *api = wire::apiInfo(key);
        if (api == nullptr)
            continue;
        for (std::int16_t version = versions.min; version <= versions.max; ++version) {
            base::Bytes head(8);
            base::writeBigEndian(head.data(), key);
            base::writeBigEndian(head.data() + 2, version);
            head.insert(head.end(), {0, 1, 'c'});
            if (wire::requestHeaderVersion(key, version) >= 2)
                head.push_back(0);
            Frames frames;
            if (version >= api->versions.min) {
                for (const base::Bytes &body : {wire::testing::RandomMessage::defaults(api->requestSchema(), version), random.make(api->requestSchema(), version)}) {
                    frames.push_back(head);
                    frames.back().insert(frames.back().end(), body.begin(), body.end());
                }
            } else {
                frames.push_back(head); // Produce 0 to 2: named, and not spoken
            }
            take(input(kRightSums, frames));
            take(input(kNobody, frames));
            if (version == versions.max) {
                take(input(kLoginFirst, frames));
                claims(take, head);
            }
        }
    }
}
