// SPDX-License-Identifier: GPL-3.0-or-later
// CreateTopics 2-7, DeleteTopics 1-6, CreatePartitions 0-3, AlterConfigs 0-2, IncrementalAlterConfigs 0-1: the
// controller decides. Any broker takes them and carries them there as they are, then waits until its own image shows
// what was decided, so that what the client asks next is answered from it.
// Not done: settings of broker loggers are refused by the controller.
#include "backend/sandbox/broker/handlers/handlers.h"

#include "backend/sandbox/broker/controller_link.h"
#include "backend/wire/messages/alter_configs.h"
#include "backend/wire/messages/create_partitions.h"
#include "backend/wire/messages/create_topics.h"
#include "backend/wire/messages/delete_topics.h"
#include "backend/wire/messages/incremental_alter_configs.h"

namespace weir::sandbox {

void handleCreateTopics(const HandlerContext &context, wire::CreateTopicsRequest request, Reply<wire::CreateTopicsResponse> reply)
{
    std::vector<std::string> names;
    for (const auto &topic : request.topics)
        names.push_back(topic.name);
    context.broker.forward<wire::CreateTopicsRequest>(context.owner, std::move(request), context.version, std::move(reply), [names](std::int16_t error) {
        wire::CreateTopicsResponse response;
        for (const auto &name : names) {
            wire::CreateTopicsResponse::CreatableTopicResult result;
            result.name = name;
            result.errorCode = error;
            response.topics.push_back(std::move(result));
        }
        return response;
    });
}

void handleDeleteTopics(const HandlerContext &context, wire::DeleteTopicsRequest request, Reply<wire::DeleteTopicsResponse> reply)
{
    std::vector<std::pair<std::optional<std::string>, base::Uuid>> wanted;
    for (const auto &name : request.topicNames)
        wanted.emplace_back(name, base::Uuid{});
    for (const auto &topic : request.topics)
        wanted.emplace_back(topic.name, topic.topicId);
    context.broker.forward<wire::DeleteTopicsRequest>(context.owner, std::move(request), context.version, std::move(reply), [wanted](std::int16_t error) {
        wire::DeleteTopicsResponse response;
        for (const auto &[name, id] : wanted) {
            wire::DeleteTopicsResponse::DeletableTopicResult result;
            result.name = name;
            result.topicId = id;
            result.errorCode = error;
            response.responses.push_back(std::move(result));
        }
        return response;
    });
}

void handleCreatePartitions(const HandlerContext &context, wire::CreatePartitionsRequest request, Reply<wire::CreatePartitionsResponse> reply)
{
    std::vector<std::string> names;
    for (const auto &topic : request.topics)
        names.push_back(topic.name);
    context.broker.forward<wire::CreatePartitionsRequest>(context.owner, std::move(request), context.version, std::move(reply), [names](std::int16_t error) {
        wire::CreatePartitionsResponse response;
        for (const auto &name : names) {
            wire::CreatePartitionsResponse::CreatePartitionsTopicResult result;
            result.name = name;
            result.errorCode = error;
            response.results.push_back(std::move(result));
        }
        return response;
    });
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
