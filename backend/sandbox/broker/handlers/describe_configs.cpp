// SPDX-License-Identifier: GPL-3.0-or-later
// DescribeConfigs, 1-4. 1: sources and synonyms; 3: types and documentation; 4: flexible.
// Topics, brokers (a broker answers for itself only; the empty name is the default of all brokers), groups and subscriptions
// to the metrics of clients. A broker here has no loggers to set: an empty list.
#include "backend/sandbox/broker/handlers/handlers.h"

#include "backend/sandbox/broker/handlers/topic_view.h"
#include "backend/sandbox/metadata/resource_configs.h"
#include "backend/wire/messages/describe_configs.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

namespace weir::sandbox {

using base::KafkaError;

namespace {

using Result = wire::DescribeConfigsResponse::DescribeConfigsResult;
using Resource = wire::DescribeConfigsRequest::DescribeConfigsResource;

void refuse(Result &result, KafkaError error, std::string words)
{
    result.errorCode = base::code(error);
    result.errorMessage = std::move(words);
}

void add(Result &result, const std::vector<EffectiveConfig> &configs, const Resource &resource, const wire::DescribeConfigsRequest &request)
{
    for (const EffectiveConfig &config : configs) {
        if (resource.configurationKeys
            && std::find(resource.configurationKeys->begin(), resource.configurationKeys->end(), config.name) == resource.configurationKeys->end())
            continue;
        wire::DescribeConfigsResponse::DescribeConfigsResourceResult entry;
        entry.name = config.name;
        entry.value = config.value;
        entry.readOnly = config.readOnly;
        entry.configSource = static_cast<std::int8_t>(config.source);
        entry.isSensitive = config.sensitive;
        entry.configType = static_cast<std::int8_t>(config.type);
        if (request.includeDocumentation)
            entry.documentation = std::string(config.documentation);
        if (request.includeSynonyms) {
            for (const ConfigSynonym &synonym : config.synonyms) {
                wire::DescribeConfigsResponse::DescribeConfigsSynonym row;
                row.name = synonym.name;
                row.value = synonym.value;
                row.source = static_cast<std::int8_t>(synonym.source);
                entry.synonyms.push_back(std::move(row));
            }
        }
        result.configs.push_back(std::move(entry));
    }
}

} // namespace

void handleDescribeConfigs(const HandlerContext &context, wire::DescribeConfigsRequest request, Reply<wire::DescribeConfigsResponse> reply)
{
    const MetadataImage &image = *context.shard().image;
    const BrokerConfigView view = context.broker.config(context.shard());
    wire::DescribeConfigsResponse response;
    for (const Resource &resource : request.resources) {
        Result result;
        result.resourceType = resource.resourceType;
        result.resourceName = resource.resourceName;
        switch (static_cast<ConfigResourceType>(resource.resourceType)) {
        case ConfigResourceType::Topic:
            if (!isValidTopicName(resource.resourceName))
                refuse(result, KafkaError::InvalidTopic, fmt::format("Topic name \"{}\" is not valid.", resource.resourceName));
            else if (!image.topic(resource.resourceName))
                refuse(result, KafkaError::UnknownTopicOrPartition, "This server does not host this topic-partition.");
            else
                add(result, describeTopicConfigs(view, image.topicConfigs(resource.resourceName)), resource, request);
            break;
        case ConfigResourceType::Broker: {
            if (resource.resourceName.empty()) {
                add(result, describeDefaultBrokerConfigs(image.defaultBrokerConfigs()), resource, request);
                break;
            }
            std::int32_t id = -1;
            const char *end = resource.resourceName.data() + resource.resourceName.size();
            const auto [stopped, error] = std::from_chars(resource.resourceName.data(), end, id);
            if (error != std::errc() || stopped != end)
                refuse(result, KafkaError::InvalidRequest, fmt::format("Broker id must be an integer, but it is: {}", resource.resourceName));
            else if (id != context.broker.id())
                refuse(result, KafkaError::InvalidRequest,
                       fmt::format("Unexpected broker id, expected {} or empty string, but received {}", context.broker.id(), id));
            else
                add(result, describeBrokerConfigs(view), resource, request);
            break;
        }
        case ConfigResourceType::ClientMetrics:
            if (resource.resourceName.empty())
                refuse(result, KafkaError::InvalidRequest, "Client metrics subscription name must not be empty");
            else
                add(result, describeClientMetricsConfigs(image.configs(ConfigResourceType::ClientMetrics, resource.resourceName)), resource, request);
            break;
        case ConfigResourceType::Group:
            if (resource.resourceName.empty())
                refuse(result, KafkaError::InvalidRequest, "Group name must not be empty");
            else
                add(result, describeGroupConfigs(view, image.configs(ConfigResourceType::Group, resource.resourceName)), resource, request);
            break;
        case ConfigResourceType::BrokerLogger:
            break;
        default:
            refuse(result, KafkaError::InvalidRequest, fmt::format("Unsupported resource type: {}", resource.resourceType));
        }
        response.results.push_back(std::move(result));
    }
    reply(std::move(response));
}

} // namespace weir::sandbox
