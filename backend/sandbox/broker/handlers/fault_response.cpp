// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/broker/handlers/fault_response.h"

#include "backend/sandbox/broker/request_table.h"
#include "backend/wire/messages/add_offsets_to_txn.h"
#include "backend/wire/messages/add_partitions_to_txn.h"
#include "backend/wire/messages/consumer_group_heartbeat.h"
#include "backend/wire/messages/create_topics.h"
#include "backend/wire/messages/end_txn.h"
#include "backend/wire/messages/fetch.h"
#include "backend/wire/messages/find_coordinator.h"
#include "backend/wire/messages/heartbeat.h"
#include "backend/wire/messages/init_producer_id.h"
#include "backend/wire/messages/join_group.h"
#include "backend/wire/messages/list_offsets.h"
#include "backend/wire/messages/metadata.h"
#include "backend/wire/messages/offset_commit.h"
#include "backend/wire/messages/produce.h"
#include "backend/wire/messages/sync_group.h"
#include "backend/wire/messages/txn_offset_commit.h"

namespace weir::sandbox {

namespace {

wire::ProduceResponse refuse(const wire::ProduceRequest &request, std::int16_t, std::int16_t code)
{
    wire::ProduceResponse response;
    for (const auto &topic : request.topicData) {
        response.responses.emplace_back();
        response.responses.back().name = topic.name;
        response.responses.back().topicId = topic.topicId;
        for (const auto &partition : topic.partitionData) {
            wire::ProduceResponse::PartitionProduceResponse entry;
            entry.index = partition.index;
            entry.errorCode = code;
            entry.baseOffset = -1;
            response.responses.back().partitionResponses.push_back(std::move(entry));
        }
    }
    return response;
}

wire::FetchResponse refuse(const wire::FetchRequest &request, std::int16_t version, std::int16_t code)
{
    wire::FetchResponse response;
    // Within a session the request may name no partition at all.
    if (version >= 7 && request.topics.empty())
        response.errorCode = code;
    for (const auto &topic : request.topics) {
        response.responses.emplace_back();
        response.responses.back().topic = topic.topic;
        response.responses.back().topicId = topic.topicId;
        for (const auto &partition : topic.partitions) {
            wire::FetchResponse::PartitionData entry;
            entry.partitionIndex = partition.partition;
            entry.errorCode = code;
            entry.highWatermark = -1;
            entry.records = wire::Records::empty();
            response.responses.back().partitions.push_back(std::move(entry));
        }
    }
    return response;
}

wire::ListOffsetsResponse refuse(const wire::ListOffsetsRequest &request, std::int16_t, std::int16_t code)
{
    wire::ListOffsetsResponse response;
    for (const auto &topic : request.topics) {
        response.topics.emplace_back();
        response.topics.back().name = topic.name;
        for (const auto &partition : topic.partitions) {
            wire::ListOffsetsResponse::ListOffsetsPartitionResponse entry;
            entry.partitionIndex = partition.partitionIndex;
            entry.errorCode = code;
            response.topics.back().partitions.push_back(std::move(entry));
        }
    }
    return response;
}

wire::MetadataResponse refuse(const wire::MetadataRequest &request, std::int16_t, std::int16_t code)
{
    wire::MetadataResponse response;
    for (const auto &topic : request.topics.value_or(std::vector<wire::MetadataRequest::MetadataRequestTopic>{})) {
        wire::MetadataResponse::MetadataResponseTopic entry;
        entry.errorCode = code;
        entry.name = topic.name.value_or(std::string());
        entry.topicId = topic.topicId;
        response.topics.push_back(std::move(entry));
    }
    return response;
}

wire::FindCoordinatorResponse refuse(const wire::FindCoordinatorRequest &request, std::int16_t version, std::int16_t code)
{
    wire::FindCoordinatorResponse response;
    if (version < 4) {
        response.errorCode = code;
        response.nodeId = -1;
        response.port = -1;
        return response;
    }
    for (const auto &key : request.coordinatorKeys) {
        wire::FindCoordinatorResponse::Coordinator entry;
        entry.key = key;
        entry.errorCode = code;
        entry.nodeId = -1;
        entry.port = -1;
        response.coordinators.push_back(std::move(entry));
    }
    return response;
}

wire::OffsetCommitResponse refuse(const wire::OffsetCommitRequest &request, std::int16_t, std::int16_t code)
{
    wire::OffsetCommitResponse response;
    for (const auto &topic : request.topics) {
        response.topics.emplace_back();
        response.topics.back().name = topic.name;
        response.topics.back().topicId = topic.topicId;
        for (const auto &partition : topic.partitions) {
            wire::OffsetCommitResponse::OffsetCommitResponsePartition entry;
            entry.partitionIndex = partition.partitionIndex;
            entry.errorCode = code;
            response.topics.back().partitions.push_back(std::move(entry));
        }
    }
    return response;
}

wire::TxnOffsetCommitResponse refuse(const wire::TxnOffsetCommitRequest &request, std::int16_t, std::int16_t code)
{
    wire::TxnOffsetCommitResponse response;
    for (const auto &topic : request.topics) {
        response.topics.emplace_back();
        response.topics.back().name = topic.name;
        for (const auto &partition : topic.partitions)
            response.topics.back().partitions.push_back({partition.partitionIndex, code, {}});
    }
    return response;
}

wire::AddPartitionsToTxnResponse refuse(const wire::AddPartitionsToTxnRequest &request, std::int16_t version, std::int16_t code)
{
    wire::AddPartitionsToTxnResponse response;
    if (version >= 4)
        response.errorCode = code;
    for (const auto &topic : request.v3AndBelowTopics) {
        response.resultsByTopicV3AndBelow.emplace_back();
        response.resultsByTopicV3AndBelow.back().name = topic.name;
        for (const std::int32_t partition : topic.partitions)
            response.resultsByTopicV3AndBelow.back().resultsByPartition.push_back({partition, code, {}});
    }
    return response;
}

wire::CreateTopicsResponse refuse(const wire::CreateTopicsRequest &request, std::int16_t, std::int16_t code)
{
    wire::CreateTopicsResponse response;
    for (const auto &topic : request.topics) {
        wire::CreateTopicsResponse::CreatableTopicResult entry;
        entry.name = topic.name;
        entry.errorCode = code;
        response.topics.push_back(std::move(entry));
    }
    return response;
}

/// Those whose response has but one error.
template <class Request>
net::ResponseOf<Request> refuse(const Request &, std::int16_t, std::int16_t code)
{
    net::ResponseOf<Request> response;
    response.errorCode = code;
    return response;
}

template <class Request>
std::optional<wire::EncodedFrame> frameOf(const InboundRequest &in, std::int16_t code)
{
    const std::int16_t version = in.header.apiVersion;
    const auto request = decodeRequest<Request>(in);
    if (!request)
        return {};
    auto frame = wire::encodeResponseFrame(in.header.correlationId, refuse(*request, version, code), version);
    return frame ? std::optional(std::move(*frame)) : std::nullopt;
}

} // namespace

std::optional<wire::EncodedFrame> faultResponse(const InboundRequest &request, std::int16_t code)
{
    switch (request.header.apiKey) {
    case wire::ProduceRequest::apiKey: return frameOf<wire::ProduceRequest>(request, code);
    case wire::FetchRequest::apiKey: return frameOf<wire::FetchRequest>(request, code);
    case wire::ListOffsetsRequest::apiKey: return frameOf<wire::ListOffsetsRequest>(request, code);
    case wire::MetadataRequest::apiKey: return frameOf<wire::MetadataRequest>(request, code);
    case wire::FindCoordinatorRequest::apiKey: return frameOf<wire::FindCoordinatorRequest>(request, code);
    case wire::OffsetCommitRequest::apiKey: return frameOf<wire::OffsetCommitRequest>(request, code);
    case wire::CreateTopicsRequest::apiKey: return frameOf<wire::CreateTopicsRequest>(request, code);
    case wire::JoinGroupRequest::apiKey: return frameOf<wire::JoinGroupRequest>(request, code);
    case wire::SyncGroupRequest::apiKey: return frameOf<wire::SyncGroupRequest>(request, code);
    case wire::HeartbeatRequest::apiKey: return frameOf<wire::HeartbeatRequest>(request, code);
    case wire::ConsumerGroupHeartbeatRequest::apiKey: return frameOf<wire::ConsumerGroupHeartbeatRequest>(request, code);
    case wire::InitProducerIdRequest::apiKey: return frameOf<wire::InitProducerIdRequest>(request, code);
    case wire::AddPartitionsToTxnRequest::apiKey: return frameOf<wire::AddPartitionsToTxnRequest>(request, code);
    case wire::AddOffsetsToTxnRequest::apiKey: return frameOf<wire::AddOffsetsToTxnRequest>(request, code);
    case wire::EndTxnRequest::apiKey: return frameOf<wire::EndTxnRequest>(request, code);
    case wire::TxnOffsetCommitRequest::apiKey: return frameOf<wire::TxnOffsetCommitRequest>(request, code);
    default: return {};
    }
}

} // namespace weir::sandbox
