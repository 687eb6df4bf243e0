// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/broker/handlers/fault_response.h"

#include "backend/sandbox/broker/request_table.h"
#include "backend/sandbox/groups/group_requests.h"
#include "backend/wire/api_list.h"

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

wire::OffsetCommitResponse refuse(const wire::OffsetCommitRequest &request, std::int16_t, std::int16_t code) { return failedOffsetCommit(request, code); }

wire::TxnOffsetCommitResponse refuse(const wire::TxnOffsetCommitRequest &request, std::int16_t, std::int16_t code)
{
    return failedTxnOffsetCommit(request, code);
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

wire::OffsetFetchResponse refuse(const wire::OffsetFetchRequest &request, std::int16_t version, std::int16_t code)
{
    wire::OffsetFetchResponse response;
    for (const auto &group : request.groups) {
        response.groups.emplace_back();
        response.groups.back().groupId = group.groupId;
        response.groups.back().errorCode = code;
    }
    if (version >= 8)
        return response;
    if (version >= 2)
        response.errorCode = code;
    for (const auto &topic : request.topics.value_or(std::vector<wire::OffsetFetchRequest::OffsetFetchRequestTopic>{})) {
        response.topics.emplace_back();
        response.topics.back().name = topic.name;
        for (const std::int32_t partition : topic.partitionIndexes) {
            auto &entry = response.topics.back().partitions.emplace_back();
            entry.partitionIndex = partition;
            entry.committedOffset = -1;
            entry.errorCode = code;
        }
    }
    return response;
}

wire::DeleteTopicsResponse refuse(const wire::DeleteTopicsRequest &request, std::int16_t, std::int16_t code)
{
    wire::DeleteTopicsResponse response;
    for (const auto &topic : request.topics) {
        auto &entry = response.responses.emplace_back();
        entry.name = topic.name;
        entry.topicId = topic.topicId;
        entry.errorCode = code;
    }
    for (const std::string &name : request.topicNames) {
        auto &entry = response.responses.emplace_back();
        entry.name = name;
        entry.errorCode = code;
    }
    return response;
}

wire::CreatePartitionsResponse refuse(const wire::CreatePartitionsRequest &request, std::int16_t, std::int16_t code)
{
    wire::CreatePartitionsResponse response;
    for (const auto &topic : request.topics) {
        auto &entry = response.results.emplace_back();
        entry.name = topic.name;
        entry.errorCode = code;
    }
    return response;
}

wire::DescribeConfigsResponse refuse(const wire::DescribeConfigsRequest &request, std::int16_t, std::int16_t code)
{
    wire::DescribeConfigsResponse response;
    for (const auto &resource : request.resources) {
        auto &entry = response.results.emplace_back();
        entry.resourceType = resource.resourceType;
        entry.resourceName = resource.resourceName;
        entry.errorCode = code;
    }
    return response;
}

/// AlterConfigs and IncrementalAlterConfigs.
template <class Request>
    requires requires(const Request &request) { request.resources.front().configs; }
net::ResponseOf<Request> refuse(const Request &request, std::int16_t, std::int16_t code)
{
    net::ResponseOf<Request> response;
    for (const auto &resource : request.resources) {
        auto &entry = response.responses.emplace_back();
        entry.resourceType = resource.resourceType;
        entry.resourceName = resource.resourceName;
        entry.errorCode = code;
    }
    return response;
}

wire::DescribeGroupsResponse refuse(const wire::DescribeGroupsRequest &request, std::int16_t, std::int16_t code)
{
    wire::DescribeGroupsResponse response;
    for (const std::string &group : request.groups) {
        auto &entry = response.groups.emplace_back();
        entry.groupId = group;
        entry.errorCode = code;
    }
    return response;
}

wire::ConsumerGroupDescribeResponse refuse(const wire::ConsumerGroupDescribeRequest &request, std::int16_t, std::int16_t code)
{
    wire::ConsumerGroupDescribeResponse response;
    for (const std::string &group : request.groupIds) {
        auto &entry = response.groups.emplace_back();
        entry.groupId = group;
        entry.errorCode = code;
    }
    return response;
}

wire::DeleteGroupsResponse refuse(const wire::DeleteGroupsRequest &request, std::int16_t, std::int16_t code)
{
    wire::DeleteGroupsResponse response;
    for (const std::string &group : request.groupsNames) {
        auto &entry = response.results.emplace_back();
        entry.groupId = group;
        entry.errorCode = code;
    }
    return response;
}

wire::DeleteRecordsResponse refuse(const wire::DeleteRecordsRequest &request, std::int16_t, std::int16_t code)
{
    wire::DeleteRecordsResponse response;
    for (const auto &topic : request.topics) {
        response.topics.emplace_back();
        response.topics.back().name = topic.name;
        for (const auto &partition : topic.partitions) {
            auto &entry = response.topics.back().partitions.emplace_back();
            entry.partitionIndex = partition.partitionIndex;
            entry.lowWatermark = -1;
            entry.errorCode = code;
        }
    }
    return response;
}

wire::OffsetForLeaderEpochResponse refuse(const wire::OffsetForLeaderEpochRequest &request, std::int16_t, std::int16_t code)
{
    wire::OffsetForLeaderEpochResponse response;
    for (const auto &topic : request.topics) {
        response.topics.emplace_back();
        response.topics.back().topic = topic.topic;
        for (const auto &partition : topic.partitions) {
            auto &entry = response.topics.back().partitions.emplace_back();
            entry.partition = partition.partition;
            entry.errorCode = code;
        }
    }
    return response;
}

/// Those whose response has but one error.
template <class Request>
    requires requires(net::ResponseOf<Request> response) { response.errorCode; }
net::ResponseOf<Request> refuse(const Request &, std::int16_t, std::int16_t code)
{
    net::ResponseOf<Request> response;
    response.errorCode = code;
    return response;
}

template <class Request>
concept Refusable = requires(const Request &request) { refuse(request, std::int16_t{}, std::int16_t{}); };

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

bool hasFaultResponse(std::int16_t apiKey)
{
    bool has = false;
    wire::forEachApi([&]<class A>(A) {
        if constexpr (Refusable<typename A::Request>)
            has = has || A::kKey == apiKey;
    });
    return has;
}

bool opensConnections(std::int16_t apiKey)
{
    return apiKey == wire::ApiVersionsRequest::apiKey || apiKey == wire::SaslHandshakeRequest::apiKey || apiKey == wire::SaslAuthenticateRequest::apiKey;
}

std::optional<wire::EncodedFrame> faultResponse(const InboundRequest &request, std::int16_t code)
{
    std::optional<wire::EncodedFrame> frame;
    wire::forEachApi([&]<class A>(A) {
        if constexpr (Refusable<typename A::Request>) {
            if (A::kKey == request.header.apiKey)
                frame = frameOf<typename A::Request>(request, code);
        }
    });
    return frame;
}

} // namespace weir::sandbox
