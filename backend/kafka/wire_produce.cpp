// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/kafka/wire_produce.h"

#include "backend/base/kafka_error.h"
#include "backend/base/murmur2.h"
#include "backend/kafka/call.h"
#include "backend/wire/messages/produce.h"
#include "backend/wire/record_batch.h"

#include <QDateTime>
#include <QRandomGenerator>

namespace weir::kafka {

using base::ErrorKind;
using base::KafkaError;
using model::ProduceAck;
using model::ProduceRecord;
using net::Task;
// Shared, as coroutines hold it.
using Client = std::shared_ptr<net::KafkaClient>;

namespace {

/// The last version that names topics.
constexpr std::int16_t kProduceByName = 12;
constexpr std::chrono::milliseconds kRetryAfter{100};

base::ByteView viewOf(const QByteArray &bytes)
{
    return {reinterpret_cast<const std::uint8_t *>(bytes.constData()), static_cast<std::size_t>(bytes.size())};
}

base::Result<base::Bytes> batchOf(const ProduceRecord &record, qint64 timestampMs)
{
    std::vector<wire::RecordHeaderView> headers;
    for (const model::RecordHeader &header : record.headers)
        headers.push_back({std::string_view(header.name.constData(), static_cast<std::size_t>(header.name.size())),
                           header.value ? std::optional<base::ByteView>(viewOf(*header.value)) : std::nullopt});
    wire::RecordInput input;
    input.timestamp = timestampMs;
    if (record.key)
        input.key = viewOf(*record.key);
    if (record.value)
        input.value = viewOf(*record.value);
    input.headers = headers;
    wire::RecordBatchBuilder builder;
    builder.add(input);
    return builder.finish();
}

base::Error problem(const ProduceRecord &record, std::int16_t code, std::string words = {})
{
    base::Error error{ErrorKind::Peer, "record.produce", utf8(record.topic), {}, std::move(words), code};
    if (code == base::code(KafkaError::TopicAuthorizationFailed) || code == base::code(KafkaError::ClusterAuthorizationFailed))
        error.kind = ErrorKind::Refused;
    else if (code == base::code(KafkaError::UnknownTopicOrPartition))
        error.kind = ErrorKind::NotFound;
    return error;
}

struct Place {
    std::int32_t partition = -1;
    std::int32_t leader = -1;
};

Task<base::Result<Place>> placeOf(Client client, const ProduceRecord *record, net::Deadline deadline)
{
    wire::MetadataRequest request;
    wire::MetadataRequest::MetadataRequestTopic wanted;
    wanted.name = utf8(record->topic);
    request.topics = std::vector<wire::MetadataRequest::MetadataRequestTopic>(1, wanted);
    WEIR_CO_TRY(const auto response, co_await client->metadata(std::move(request), deadline));
    if (response.topics.empty() || response.topics.front().errorCode != 0)
        co_return base::fail(problem(*record, response.topics.empty() ? code(KafkaError::UnknownTopicOrPartition) : response.topics.front().errorCode));
    const auto &partitions = response.topics.front().partitions;
    if (partitions.empty())
        co_return base::fail(problem(*record, code(KafkaError::LeaderNotAvailable)));
    Place place;
    if (record->partition) {
        place.partition = *record->partition;
    } else if (record->key) {
        place.partition = base::murmur2Partition(viewOf(*record->key), static_cast<std::int32_t>(partitions.size()));
    } else {
        // Without a key any partition will do, so one that can take it.
        std::vector<std::int32_t> led;
        for (const auto &partition : partitions) {
            if (partition.leaderId >= 0)
                led.push_back(partition.partitionIndex);
        }
        if (!led.empty())
            place.partition = led[QRandomGenerator::global()->bounded(static_cast<quint32>(led.size()))];
    }
    const auto found = std::find_if(partitions.begin(), partitions.end(), [&](const auto &p) { return p.partitionIndex == place.partition; });
    if (found == partitions.end()) {
        base::Error error = problem(*record, code(KafkaError::UnknownTopicOrPartition));
        error.kind = ErrorKind::Invalid;
        error.arguments.emplace_back("partition", std::to_string(place.partition));
        co_return base::fail(std::move(error));
    }
    if (found->leaderId < 0)
        co_return base::fail(problem(*record, code(KafkaError::LeaderNotAvailable)));
    place.leader = found->leaderId;
    co_return place;
}

Task<base::Result<ProduceAck>> tryOnce(Client client, const ProduceRecord *record, net::Deadline deadline)
{
    const auto begun = std::chrono::steady_clock::now();
    WEIR_CO_TRY(const Place place, co_await placeOf(client, record, deadline));
    ProduceAck ack;
    ack.partition = place.partition;
    ack.timestampMs = record->timestampMs.value_or(QDateTime::currentMSecsSinceEpoch());
    WEIR_CO_TRY(base::Bytes batch, batchOf(*record, ack.timestampMs));
    wire::ProduceRequest request;
    request.acks = record->acks == ProduceRecord::Acks::None ? 0 : record->acks == ProduceRecord::Acks::Leader ? 1 : -1;
    request.timeoutMs = static_cast<std::int32_t>(std::chrono::duration_cast<std::chrono::milliseconds>(deadline.left()).count());
    auto &topic = request.topicData.emplace_back();
    topic.name = utf8(record->topic);
    auto &partition = topic.partitionData.emplace_back();
    partition.index = place.partition;
    partition.records = wire::Records::owning(std::move(batch));
    WEIR_CO_TRY(const auto response, co_await client->toBroker(place.leader, std::move(request), deadline, kProduceByName));
    ack.latencyMs = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun).count();
    if (record->acks == ProduceRecord::Acks::None)
        co_return ack;
    if (response.responses.empty() || response.responses.front().partitionResponses.empty())
        co_return base::fail(problem(*record, code(KafkaError::UnknownServerError)));
    const auto &result = response.responses.front().partitionResponses.front();
    if (result.errorCode != 0)
        co_return base::fail(problem(*record, result.errorCode, result.errorMessage.value_or(std::string())));
    ack.offset = result.baseOffset;
    if (result.logAppendTimeMs >= 0)
        ack.timestampMs = result.logAppendTimeMs;
    co_return ack;
}

} // namespace

Task<base::Result<ProduceAck>> produceOverWire(Client client, ProduceRecord record, net::Deadline deadline)
{
    for (;;) {
        auto ack = co_await tryOnce(client, &record, deadline);
        // Only what the broker refused for now: a lost connection may have left the record in the log.
        if (ack || ack.error().kafkaCode == 0 || ack.error().kind == ErrorKind::Invalid || !base::isRetriable(ack.error().kafkaCode)
            || deadline.left() < kRetryAfter || !co_await client->pause(kRetryAfter))
            co_return ack;
    }
}

} // namespace weir::kafka
