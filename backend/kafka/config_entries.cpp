// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/kafka/config_entries.h"

#include "backend/base/kafka_error.h"
#include "backend/kafka/call.h"

#include <charconv>

namespace weir::kafka {

using base::ErrorKind;
using model::ConfigEntry;

namespace {

constexpr std::size_t kTopicsChunk = 500;

ConfigEntry::Source sourceOf(std::int8_t code)
{
    using Source = ConfigEntry::Source;
    switch (code) {
    case 1: return Source::Topic;
    case 2: return Source::DynamicBroker;
    case 3: return Source::DynamicDefaultBroker;
    case 4: return Source::StaticBroker;
    case 5: return Source::Default;
    case 7: return Source::ClientMetrics;
    case 8: return Source::Group;
    default: return Source::Unknown;
    }
}

const char *typeOf(std::int8_t code)
{
    static constexpr const char *kTypes[]{"", "boolean", "string", "int", "short", "long", "double", "list", "class", "password"};
    return code >= 0 && static_cast<std::size_t>(code) < std::size(kTypes) ? kTypes[code] : "";
}

std::optional<QString> optional(const std::optional<std::string> &value)
{
    return value ? std::optional<QString>(text(*value)) : std::nullopt;
}

} // namespace

ConfigEntry toModel(const wire::DescribeConfigsResponse::DescribeConfigsResourceResult &source)
{
    ConfigEntry entry;
    entry.name = text(source.name);
    entry.value = source.isSensitive ? std::nullopt : optional(source.value);
    entry.source = sourceOf(source.configSource);
    entry.type = QLatin1String(typeOf(source.configType));
    entry.readOnly = source.readOnly;
    entry.sensitive = source.isSensitive;
    entry.documentation = text(source.documentation.value_or(std::string()));
    for (const auto &synonym : source.synonyms)
        entry.synonyms.append({text(synonym.name), source.isSensitive ? std::nullopt : optional(synonym.value), sourceOf(synonym.source)});
    return entry;
}

net::Task<std::map<std::string, base::Result<std::vector<ConfigEntry>>>> readConfigs(std::shared_ptr<net::KafkaClient> client, ConfigResource type,
                                                                                     std::vector<std::string> names, bool documented,
                                                                                     net::Deadline deadline, std::vector<std::string> keys)
{
    using Response = wire::DescribeConfigsResponse;
    std::map<std::string, base::Result<std::vector<ConfigEntry>>> found;
    std::vector<net::Task<base::Result<Response>>> tasks;
    std::vector<std::pair<std::size_t, std::size_t>> ranges;
    const std::size_t chunk = type == ConfigResource::Topic ? kTopicsChunk : 1;
    for (std::size_t begin = 0; begin < names.size(); begin += chunk) {
        const std::size_t end = std::min(names.size(), begin + chunk);
        wire::DescribeConfigsRequest request;
        request.includeSynonyms = documented;
        request.includeDocumentation = documented;
        for (std::size_t i = begin; i < end; ++i) {
            auto &resource = request.resources.emplace_back();
            resource.resourceType = static_cast<std::int8_t>(type);
            resource.resourceName = names[i];
            resource.configurationKeys.reset();
            if (!keys.empty())
                resource.configurationKeys = keys;
        }
        ranges.emplace_back(begin, end);
        std::int32_t broker = -1;
        if (type == ConfigResource::Broker)
            std::from_chars(names[begin].data(), names[begin].data() + names[begin].size(), broker);
        if (broker >= 0)
            tasks.push_back(client->toBroker(broker, std::move(request), deadline));
        else
            tasks.push_back(client->toAny(std::move(request), deadline));
    }
    const auto answers = co_await net::whenAll(std::move(tasks));
    for (std::size_t i = 0; i < answers.size(); ++i) {
        if (!answers[i]) {
            for (std::size_t n = ranges[i].first; n < ranges[i].second; ++n)
                found.insert_or_assign(names[n], base::fail(answers[i].error()));
            continue;
        }
        for (const auto &result : answers[i]->results) {
            if (result.errorCode != 0) {
                const bool refused = result.errorCode == base::code(base::KafkaError::TopicAuthorizationFailed)
                                     || result.errorCode == base::code(base::KafkaError::ClusterAuthorizationFailed);
                const bool absent = result.errorCode == base::code(base::KafkaError::UnknownTopicOrPartition);
                found.insert_or_assign(result.resourceName,
                                       base::fail(refused ? ErrorKind::Refused : absent ? ErrorKind::NotFound : ErrorKind::Peer, "config.describe",
                                                  result.resourceName, result.errorMessage.value_or(std::string()), result.errorCode));
                continue;
            }
            std::vector<ConfigEntry> entries;
            entries.reserve(result.configs.size());
            for (const auto &entry : result.configs)
                entries.push_back(toModel(entry));
            std::sort(entries.begin(), entries.end(), [](const ConfigEntry &a, const ConfigEntry &b) { return a.name < b.name; });
            found.insert_or_assign(result.resourceName, std::move(entries));
        }
    }
    co_return found;
}

} // namespace weir::kafka
