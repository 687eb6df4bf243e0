// SPDX-License-Identifier: GPL-3.0-or-later
// ListConfigResources, 0-1 (KIP-1142). 0: the subscriptions to metrics of clients only, without their type; 1: any type, all of
// them where none is named. Topics, brokers and their loggers are listed where they exist; groups and subscriptions where they
// have settings.
#include "backend/sandbox/broker/handlers/handlers.h"

#include "backend/wire/messages/list_config_resources.h"

#include <algorithm>

namespace weir::sandbox {

namespace {

constexpr ConfigResourceType kTypes[] = {ConfigResourceType::Topic, ConfigResourceType::Broker, ConfigResourceType::BrokerLogger,
                                         ConfigResourceType::ClientMetrics, ConfigResourceType::Group};

} // namespace

void handleListConfigResources(const HandlerContext &context, wire::ListConfigResourcesRequest request,
                               Reply<wire::ListConfigResourcesResponse> reply)
{
    const MetadataImage &image = *context.shard().image;
    wire::ListConfigResourcesResponse response;
    const auto known = [](std::int8_t type) {
        return std::find(std::begin(kTypes), std::end(kTypes), static_cast<ConfigResourceType>(type)) != std::end(kTypes);
    };
    if (!std::all_of(request.resourceTypes.begin(), request.resourceTypes.end(), known)) {
        response.errorCode = base::code(base::KafkaError::UnsupportedVersion);
        reply(std::move(response));
        return;
    }
    const auto wanted = [&](ConfigResourceType type) {
        if (context.version == 0)
            return type == ConfigResourceType::ClientMetrics;
        const auto &types = request.resourceTypes;
        return types.empty() || std::find(types.begin(), types.end(), static_cast<std::int8_t>(type)) != types.end();
    };
    const auto add = [&](ConfigResourceType type, std::string name) {
        auto &row = response.configResources.emplace_back();
        row.resourceName = std::move(name);
        row.resourceType = static_cast<std::int8_t>(type);
    };
    if (wanted(ConfigResourceType::Topic))
        image.forEachTopic([&](const TopicImage &topic) { add(ConfigResourceType::Topic, topic.name); });
    for (const auto type : {ConfigResourceType::Broker, ConfigResourceType::BrokerLogger}) {
        if (!wanted(type))
            continue;
        for (const auto &[id, broker] : image.brokers()) {
            if (!broker->fenced)
                add(type, std::to_string(id));
        }
    }
    image.forEachConfig([&](ConfigResourceType type, const std::string &name, const ConfigMap &) {
        if ((type == ConfigResourceType::ClientMetrics || type == ConfigResourceType::Group) && wanted(type))
            add(type, name);
    });
    reply(std::move(response));
}

} // namespace weir::sandbox
