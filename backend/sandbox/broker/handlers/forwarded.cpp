// SPDX-License-Identifier: GPL-3.0-or-later
// CreateTopics 2-7, DeleteTopics 1-6, CreatePartitions 0-3, AlterConfigs 0-2, IncrementalAlterConfigs 0-1: the
// controller decides. Any broker takes them and carries them there as they are, then waits until its own image shows
// what was decided, so that what the client asks next is answered from it.
// Partitions made and deleted count against controller_mutation_rate here, by the broker that was asked, and not at the
// controller: CreateTopics from 6, DeleteTopics from 5 and CreatePartitions from 3 on are told what was refused for it.
// Not done: settings of broker loggers are refused by the controller.
#include "backend/sandbox/broker/handlers/handlers.h"

#include "backend/sandbox/broker/controller_link.h"
#include "backend/sandbox/broker/handlers/mutation_quota.h"
#include "backend/wire/messages/alter_configs.h"
#include "backend/wire/messages/create_partitions.h"
#include "backend/wire/messages/create_topics.h"
#include "backend/wire/messages/delete_topics.h"
#include "backend/wire/messages/incremental_alter_configs.h"

namespace weir::sandbox {

namespace {

using Quiet = std::chrono::milliseconds;

/// The reply with what was refused before the request went to the controller.
template <class Response, class Row>
Reply<Response> withRefused(Reply<Response> reply, std::vector<Row> Response::*rows, std::vector<Row> refused, Quiet quiet)
{
    if (refused.empty() && quiet.count() == 0)
        return reply;
    return [reply = std::move(reply), rows, refused = std::move(refused), quiet](Response response) {
        (response.*rows).insert((response.*rows).end(), refused.begin(), refused.end());
        response.throttleTimeMs = std::max(response.throttleTimeMs, static_cast<std::int32_t>(quiet.count()));
        reply(std::move(response));
    };
}

template <class Row>
void refuseByQuota(Row &row)
{
    row.errorCode = base::code(base::KafkaError::ThrottlingQuotaExceeded);
    row.errorMessage = kQuotaExceeded;
}

/// Carries to the controller what the quota leaves of `request.topics`; each topic, refused here or failed there, is
/// answered by its name in `rows`.
template <class Request, class Topic, class Row, class Cost>
void forwardNamed(const HandlerContext &context, Request request, Reply<net::ResponseOf<Request>> reply, bool tellsQuota, Cost cost,
                  std::vector<Topic> Request::*topics, std::vector<Row> net::ResponseOf<Request>::*rows)
{
    auto asked = std::exchange(request.*topics, {});
    withMutationQuota<Topic>(
        context, std::move(asked), tellsQuota, cost,
        [&broker = context.broker, owner = context.owner, version = context.version, topics, rows, request = std::move(request),
         reply = std::move(reply)](std::vector<Topic> kept, const std::vector<Topic> &refused, Quiet quiet) mutable {
            std::vector<Row> refusals;
            for (const Topic &topic : refused) {
                refusals.emplace_back().name = topic.name;
                refuseByQuota(refusals.back());
            }
            std::vector<std::string> names;
            for (const Topic &topic : kept)
                names.push_back(topic.name);
            request.*topics = std::move(kept);
            broker.forward<Request>(owner, std::move(request), version, withRefused(std::move(reply), rows, std::move(refusals), quiet),
                                    [names, rows](std::int16_t error) {
                                        net::ResponseOf<Request> response;
                                        for (const auto &name : names) {
                                            Row &result = (response.*rows).emplace_back();
                                            result.name = name;
                                            result.errorCode = error;
                                        }
                                        return response;
                                    });
        });
}

} // namespace

void handleCreateTopics(const HandlerContext &context, wire::CreateTopicsRequest request, Reply<wire::CreateTopicsResponse> reply)
{
    const double standard = static_cast<double>(context.broker.config(context.shard()).number("num.partitions"));
    const auto cost = [standard](const wire::CreateTopicsRequest::CreatableTopic &topic) {
        if (!topic.assignments.empty())
            return static_cast<double>(topic.assignments.size());
        return topic.numPartitions > 0 ? static_cast<double>(topic.numPartitions) : standard;
    };
    forwardNamed(context, std::move(request), std::move(reply), context.version >= 6, cost, &wire::CreateTopicsRequest::topics,
                 &wire::CreateTopicsResponse::topics);
}

void handleDeleteTopics(const HandlerContext &context, wire::DeleteTopicsRequest request, Reply<wire::DeleteTopicsResponse> reply)
{
    using Topic = wire::DeleteTopicsRequest::DeleteTopicState;
    using Row = wire::DeleteTopicsResponse::DeletableTopicResult;
    // Names and ids alike; version 6 has them in one list, older ones have names only.
    std::vector<Topic> topics = std::exchange(request.topics, {});
    for (std::string &name : std::exchange(request.topicNames, {}))
        topics.emplace_back().name = std::move(name);
    const auto cost = [image = context.shard().image](const Topic &topic) {
        const TopicPtr known = topic.name ? image->topic(*topic.name) : image->topic(topic.topicId);
        return known ? static_cast<double>(known->partitions.size()) : 0.0;
    };
    withMutationQuota<Topic>(
        context, std::move(topics), context.version >= 5, cost,
        [&broker = context.broker, owner = context.owner, version = context.version, request = std::move(request),
         reply = std::move(reply)](std::vector<Topic> kept, const std::vector<Topic> &refused, Quiet quiet) mutable {
            const auto rowOf = [](const Topic &topic) {
                Row row;
                row.name = topic.name;
                row.topicId = topic.topicId;
                return row;
            };
            std::vector<Row> rows;
            for (const Topic &topic : refused) {
                rows.push_back(rowOf(topic));
                refuseByQuota(rows.back());
            }
            std::vector<Row> failures;
            for (const Topic &topic : kept)
                failures.push_back(rowOf(topic));
            if (version >= 6) {
                request.topics = std::move(kept);
            } else {
                for (const Topic &topic : kept)
                    request.topicNames.push_back(topic.name.value_or(std::string()));
            }
            broker.forward<wire::DeleteTopicsRequest>(
                owner, std::move(request), version, withRefused(std::move(reply), &wire::DeleteTopicsResponse::responses, std::move(rows), quiet),
                [failures](std::int16_t error) {
                    wire::DeleteTopicsResponse response;
                    response.responses = failures;
                    for (Row &row : response.responses)
                        row.errorCode = error;
                    return response;
                });
        });
}

void handleCreatePartitions(const HandlerContext &context, wire::CreatePartitionsRequest request, Reply<wire::CreatePartitionsResponse> reply)
{
    const auto cost = [image = context.shard().image](const wire::CreatePartitionsRequest::CreatePartitionsTopic &topic) {
        const TopicPtr known = image->topic(topic.name);
        return known ? std::max(0.0, topic.count - static_cast<double>(known->partitions.size())) : 0.0;
    };
    forwardNamed(context, std::move(request), std::move(reply), context.version >= 3, cost, &wire::CreatePartitionsRequest::topics,
                 &wire::CreatePartitionsResponse::results);
}

void handleAlterConfigs(const HandlerContext &context, wire::AlterConfigsRequest request, Reply<wire::AlterConfigsResponse> reply)
{
    std::vector<std::pair<std::int8_t, std::string>> resources;
    for (const auto &resource : request.resources)
        resources.emplace_back(resource.resourceType, resource.resourceName);
    context.broker.forward<wire::AlterConfigsRequest>(context.owner, std::move(request), context.version, std::move(reply), [resources](std::int16_t error) {
        wire::AlterConfigsResponse response;
        for (const auto &[type, name] : resources) {
            wire::AlterConfigsResponse::AlterConfigsResourceResponse result;
            result.resourceType = type;
            result.resourceName = name;
            result.errorCode = error;
            response.responses.push_back(std::move(result));
        }
        return response;
    });
}

void handleIncrementalAlterConfigs(const HandlerContext &context, wire::IncrementalAlterConfigsRequest request,
                                   Reply<wire::IncrementalAlterConfigsResponse> reply)
{
    std::vector<std::pair<std::int8_t, std::string>> resources;
    for (const auto &resource : request.resources)
        resources.emplace_back(resource.resourceType, resource.resourceName);
    context.broker.forward<wire::IncrementalAlterConfigsRequest>(
        context.owner, std::move(request), context.version, std::move(reply), [resources](std::int16_t error) {
            wire::IncrementalAlterConfigsResponse response;
            for (const auto &[type, name] : resources) {
                wire::IncrementalAlterConfigsResponse::AlterConfigsResourceResponse result;
                result.resourceType = type;
                result.resourceName = name;
                result.errorCode = error;
                response.responses.push_back(std::move(result));
            }
            return response;
        });
}

} // namespace weir::sandbox
