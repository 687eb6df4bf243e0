// SPDX-License-Identifier: GPL-3.0-or-later
// Requests about topics and their records. Write for Produce, Read for Fetch (in fetch.cpp, where its sessions are), Describe for
// what only tells; a topic that may not be described answers as one that is forbidden where it was named, and as one that
// there is not where it was asked for by its id.
#include "backend/sandbox/broker/access/take_out.h"

#include "backend/wire/messages/create_partitions.h"
#include "backend/wire/messages/create_topics.h"
#include "backend/wire/messages/delete_records.h"
#include "backend/wire/messages/delete_topics.h"
#include "backend/wire/messages/describe_topic_partitions.h"
#include "backend/wire/messages/list_offsets.h"
#include "backend/wire/messages/metadata.h"
#include "backend/wire/messages/offset_for_leader_epoch.h"
#include "backend/wire/messages/produce.h"

namespace weir::sandbox {

using base::KafkaError;

namespace {

constexpr auto kForbidden = base::code(KafkaError::TopicAuthorizationFailed);
constexpr const char *kWords = "Authorization failed.";

} // namespace

template <>
Verdict<wire::ProduceResponse> judge(const Access &access, wire::ProduceRequest &request, std::int16_t version)
{
    const bool transaction = !request.transactionalId || access.allowed(AclOperation::Write, ResourceType::TransactionalId, *request.transactionalId);
    const auto refuse = [](const wire::ProduceRequest::TopicProduceData &topic, std::int16_t error) {
        wire::ProduceResponse::TopicProduceResponse row;
        row.name = topic.name;
        row.topicId = topic.topicId;
        for (const auto &partition : topic.partitionData) {
            auto &answer = row.partitionResponses.emplace_back();
            answer.index = partition.index;
            answer.errorCode = error;
            answer.baseOffset = -1;
        }
        return row;
    };
    if (!transaction) {
        Verdict<wire::ProduceResponse> verdict;
        verdict.refused.emplace();
        for (const auto &topic : request.topicData)
            verdict.refused->responses.push_back(refuse(topic, base::code(KafkaError::TransactionalIdAuthorizationFailed)));
        return verdict;
    }
    return adding(takeOut(
                      request.topicData,
                      [&](const wire::ProduceRequest::TopicProduceData &topic) {
                          if (version < 13)
                              return access.onTopic(AclOperation::Write, topic.name);
                          // Which topic there is none is said by the handler.
                          const TopicPtr known = access.image().topic(topic.topicId);
                          return !known || access.onTopic(AclOperation::Write, known->name);
                      },
                      [&](const wire::ProduceRequest::TopicProduceData &topic) { return refuse(topic, kForbidden); }),
                  &wire::ProduceResponse::responses);
}

template <>
Verdict<wire::ListOffsetsResponse> judge(const Access &access, wire::ListOffsetsRequest &request, std::int16_t)
{
    return adding(takeOut(
                      request.topics, [&](const auto &topic) { return access.onTopic(AclOperation::Describe, topic.name); },
                      [](const auto &topic) {
                          wire::ListOffsetsResponse::ListOffsetsTopicResponse row;
                          row.name = topic.name;
                          for (const auto &partition : topic.partitions) {
                              auto &answer = row.partitions.emplace_back();
                              answer.partitionIndex = partition.partitionIndex;
                              answer.errorCode = kForbidden;
                          }
                          return row;
                      }),
                  &wire::ListOffsetsResponse::topics);
}

template <>
Verdict<wire::MetadataResponse> judge(const Access &access, wire::MetadataRequest &request, std::int16_t version)
{
    using Row = wire::MetadataResponse::MetadataResponseTopic;
    const bool topicRights = version >= 8 && request.includeTopicAuthorizedOperations;
    const bool clusterRights = version >= 8 && version <= 10 && request.includeClusterAuthorizedOperations;
    if (!access.decides() && !topicRights && !clusterRights)
        return {};
    std::vector<Row> refused;
    const bool all = !request.topics || (version == 0 && request.topics->empty());
    if (!all) {
        const bool mayCreate = access.onCluster(AclOperation::Create);
        const auto may = [&](const wire::MetadataRequest::MetadataRequestTopic &topic) {
            if (!topic.topicId.isZero()) {
                const TopicPtr known = access.image().topic(topic.topicId);
                return !known || access.onTopic(AclOperation::Describe, known->name);
            }
            const std::string name = topic.name.value_or(std::string());
            if (!access.onTopic(AclOperation::Describe, name))
                return false;
            // One that would be made by asking for it.
            const bool makes = request.allowAutoTopicCreation || version < 4;
            return !makes || access.image().topic(name) || mayCreate || access.onTopic(AclOperation::Create, name);
        };
        refused = takeOut(*request.topics, may, [version](const wire::MetadataRequest::MetadataRequestTopic &topic) {
            Row row;
            const bool byId = !topic.topicId.isZero();
            row.errorCode = byId ? base::code(KafkaError::UnknownTopicId) : kForbidden;
            row.name = byId && version >= 12 ? std::nullopt : std::optional(topic.name.value_or(std::string()));
            row.topicId = topic.topicId;
            return row;
        });
    }
    // Version 0 takes an empty list for all topics.
    const bool none = !all && version == 0 && request.topics->empty();
    Verdict<wire::MetadataResponse> verdict;
    verdict.complete = [access, refused = std::move(refused), all, none, topicRights, clusterRights](wire::MetadataResponse &response) {
        if (none)
            response.topics.clear();
        if (all)
            std::erase_if(response.topics, [&](const Row &row) { return !access.onTopic(AclOperation::Describe, row.name.value_or(std::string())); });
        if (topicRights) {
            for (Row &row : response.topics) {
                if (row.errorCode == 0 && row.name)
                    row.topicAuthorizedOperations = access.operationsOn(ResourceType::Topic, *row.name);
            }
        }
        if (clusterRights)
            response.clusterAuthorizedOperations = access.onCluster(AclOperation::Describe) ? access.operationsOn(ResourceType::Cluster, kClusterName) : 0;
        response.topics.insert(response.topics.end(), refused.begin(), refused.end());
    };
    return verdict;
}

template <>
Verdict<wire::DescribeTopicPartitionsResponse> judge(const Access &access, wire::DescribeTopicPartitionsRequest &request, std::int16_t)
{
    using Row = wire::DescribeTopicPartitionsResponse::DescribeTopicPartitionsResponseTopic;
    const auto may = [&](const auto &topic) { return access.onTopic(AclOperation::Describe, topic.name); };
    std::vector<Row> refused;
    if (!access.decides()) {
        // As it is: only rights are added.
    } else if (request.topics.empty()) {
        // All that may be seen, by name: pages are counted over these.
        for (const TopicPtr &topic : access.image().topicsByName()) {
            if (access.onTopic(AclOperation::Describe, topic->name))
                request.topics.emplace_back().name = topic->name;
        }
    } else {
        refused = takeOut(request.topics, may, [](const auto &topic) {
            Row row;
            row.errorCode = kForbidden;
            row.name = topic.name;
            return row;
        });
    }
    Verdict<wire::DescribeTopicPartitionsResponse> verdict;
    if (access.decides() && request.topics.empty()) {
        verdict.refused.emplace().topics = std::move(refused);
        return verdict;
    }
    verdict.complete = [access, refused = std::move(refused)](wire::DescribeTopicPartitionsResponse &response) {
        for (Row &row : response.topics) {
            if (row.errorCode == 0 && row.name)
                row.topicAuthorizedOperations = access.operationsOn(ResourceType::Topic, *row.name);
        }
        response.topics.insert(response.topics.begin(), refused.begin(), refused.end());
    };
    return verdict;
}

template <>
Verdict<wire::DeleteRecordsResponse> judge(const Access &access, wire::DeleteRecordsRequest &request, std::int16_t)
{
    return adding(takeOut(
                      request.topics, [&](const auto &topic) { return access.onTopic(AclOperation::Delete, topic.name); },
                      [](const auto &topic) {
                          wire::DeleteRecordsResponse::DeleteRecordsTopicResult row;
                          row.name = topic.name;
                          for (const auto &partition : topic.partitions)
                              row.partitions.push_back({partition.partitionIndex, -1, kForbidden, {}});
                          return row;
                      }),
                  &wire::DeleteRecordsResponse::topics);
}

template <>
Verdict<wire::OffsetForLeaderEpochResponse> judge(const Access &access, wire::OffsetForLeaderEpochRequest &request, std::int16_t)
{
    const bool node = access.onCluster(AclOperation::ClusterAction);
    return adding(takeOut(
                      request.topics, [&](const auto &topic) { return node || access.onTopic(AclOperation::Describe, topic.topic); },
                      [](const auto &topic) {
                          wire::OffsetForLeaderEpochResponse::OffsetForLeaderTopicResult row;
                          row.topic = topic.topic;
                          for (const auto &partition : topic.partitions) {
                              auto &answer = row.partitions.emplace_back();
                              answer.partition = partition.partition;
                              answer.errorCode = kForbidden;
                          }
                          return row;
                      }),
                  &wire::OffsetForLeaderEpochResponse::topics);
}

template <>
Verdict<wire::CreateTopicsResponse> judge(const Access &access, wire::CreateTopicsRequest &request, std::int16_t version)
{
    const bool anywhere = access.onCluster(AclOperation::Create);
    auto refused = takeOut(
        request.topics, [&](const auto &topic) { return anywhere || access.onTopic(AclOperation::Create, topic.name); },
        [](const auto &topic) {
            wire::CreateTopicsResponse::CreatableTopicResult row;
            row.name = topic.name;
            row.errorCode = kForbidden;
            row.errorMessage = kWords;
            return row;
        });
    Verdict<wire::CreateTopicsResponse> verdict;
    verdict.complete = [access, version, refused = std::move(refused)](wire::CreateTopicsResponse &response) {
        for (auto &row : response.topics) {
            if (version < 5 || row.errorCode != 0 || access.onTopic(AclOperation::DescribeConfigs, row.name))
                continue;
            // Made, but how is not told.
            row.topicConfigErrorCode = kForbidden;
            row.numPartitions = -1;
            row.replicationFactor = -1;
            row.configs.emplace();
        }
        response.topics.insert(response.topics.end(), refused.begin(), refused.end());
    };
    return verdict;
}

template <>
Verdict<wire::DeleteTopicsResponse> judge(const Access &access, wire::DeleteTopicsRequest &request, std::int16_t)
{
    using Row = wire::DeleteTopicsResponse::DeletableTopicResult;
    const auto rowOf = [](std::optional<std::string> name, const base::Uuid &id) {
        Row row;
        row.name = std::move(name);
        row.topicId = id;
        row.errorCode = kForbidden;
        row.errorMessage = kWords;
        return row;
    };
    std::vector<Row> refused = takeOut(
        request.topicNames, [&](const std::string &name) { return access.onTopic(AclOperation::Delete, name); },
        [&](const std::string &name) { return rowOf(name, {}); });
    auto byId = takeOut(
        request.topics,
        [&](const wire::DeleteTopicsRequest::DeleteTopicState &topic) {
            const TopicPtr known = topic.name ? nullptr : access.image().topic(topic.topicId);
            return topic.name ? access.onTopic(AclOperation::Delete, *topic.name) : !known || access.onTopic(AclOperation::Delete, known->name);
        },
        [&](const wire::DeleteTopicsRequest::DeleteTopicState &topic) {
            if (topic.name)
                return rowOf(topic.name, topic.topicId);
            // Whoever may not see it is not told its name.
            const TopicPtr known = access.image().topic(topic.topicId);
            return rowOf(access.onTopic(AclOperation::Describe, known->name) ? std::optional(known->name) : std::nullopt, topic.topicId);
        });
    refused.insert(refused.end(), byId.begin(), byId.end());
    return adding(std::move(refused), &wire::DeleteTopicsResponse::responses);
}

template <>
Verdict<wire::CreatePartitionsResponse> judge(const Access &access, wire::CreatePartitionsRequest &request, std::int16_t)
{
    return adding(takeOut(
                      request.topics, [&](const auto &topic) { return access.onTopic(AclOperation::Alter, topic.name); },
                      [](const auto &topic) {
                          wire::CreatePartitionsResponse::CreatePartitionsTopicResult row;
                          row.name = topic.name;
                          row.errorCode = kForbidden;
                          return row;
                      }),
                  &wire::CreatePartitionsResponse::results);
}

} // namespace weir::sandbox
