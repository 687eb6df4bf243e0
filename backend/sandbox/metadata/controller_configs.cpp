// SPDX-License-Identifier: GPL-3.0-or-later
// Settings of topics and brokers. Versions: IncrementalAlterConfigs 0-1, AlterConfigs 0-2 (v2 of each only flexible).
// Resources: topics, brokers, all brokers at once (empty name), groups, and subscriptions to the metrics of clients.
// Not done: loggers, of which a broker here has none to set, and change policies (Java classes).
#include "backend/sandbox/metadata/controller_impl.h"
#include "backend/wire/messages/alter_configs.h"
#include "backend/wire/messages/incremental_alter_configs.h"

#include "backend/sandbox/metadata/config_value.h"
#include "backend/sandbox/metadata/resource_configs.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace weir::sandbox {

using base::KafkaError;

namespace {

using Incremental = wire::IncrementalAlterConfigsRequest;

struct Resource
{
    ConfigResourceType type = ConfigResourceType::Unknown;
    std::string name;
};

Refusal checkResource(const MetadataImage &image, const Resource &resource)
{
    switch (resource.type) {
    case ConfigResourceType::Topic:
        if (resource.name.empty())
            return {KafkaError::InvalidRequest, "Default topic resources are not allowed."};
        if (!image.topic(resource.name))
            return {KafkaError::UnknownTopicOrPartition, fmt::format("The topic '{}' does not exist.", resource.name)};
        return {};
    case ConfigResourceType::Broker: {
        if (resource.name.empty())
            return {};
        const auto id = parseInteger(resource.name);
        if (!id || *id < 0 || *id > INT32_MAX)
            return {KafkaError::InvalidRequest, "Unable to parse broker name as a base 10 number."};
        return {};
    }
    case ConfigResourceType::Group:
        if (resource.name.empty())
            return {KafkaError::InvalidRequest, "Default group resources are not allowed."};
        return {};
    case ConfigResourceType::ClientMetrics:
        if (resource.name.empty())
            return {KafkaError::InvalidRequest, "Subscription name can't be empty"};
        return {};
    default:
        return {KafkaError::InvalidRequest,
                fmt::format("Unexpected resource type {}.", static_cast<int>(resource.type))};
    }
}

// Null also for groups and client metrics: Kafka appends to no list of theirs.
const ConfigDef *definitionOf(const Resource &resource, std::string_view name)
{
    switch (resource.type) {
    case ConfigResourceType::Topic:
        return findTopicConfig(name);
    case ConfigResourceType::Broker:
        return findBrokerConfig(name);
    default:
        return nullptr;
    }
}

// What differs between two maps, as records.
void recordChanges(const Resource &resource, const ConfigMap &before, const ConfigMap &after,
                   std::vector<MetadataRecord> &records)
{
    const auto record = [&](const std::string &name, std::optional<std::string> value) {
        wire::ConfigRecord change;
        change.resourceType = static_cast<std::int8_t>(resource.type);
        change.resourceName = resource.name;
        change.name = name;
        change.value = std::move(value);
        records.emplace_back(std::move(change));
    };
    for (const auto &[name, value] : after) {
        const auto was = before.find(name);
        if (was == before.end() || was->second != value)
            record(name, value);
    }
    for (const auto &[name, value] : before) {
        if (!after.contains(name))
            record(name, std::nullopt);
    }
}

// A pool of threads grows at most twofold at a time, and shrinks at most to half.
Refusal checkThreads(const std::string &name, const std::string &value, std::int64_t current)
{
    static constexpr std::string_view kPools[] = {"background.threads",
                                                  "log.cleaner.threads",
                                                  "num.io.threads",
                                                  "num.network.threads",
                                                  "num.recovery.threads.per.data.dir",
                                                  "num.replica.fetchers"};
    if (std::find(std::begin(kPools), std::end(kPools), name) == std::end(kPools))
        return {};
    const std::int64_t wanted = parseInteger(value).value_or(0);
    const auto refuse = [&](std::string_view limit) {
        return Refusal(
            KafkaError::InvalidRequest,
            fmt::format("Dynamic thread count update validation failed for {}={}, value should {} the current "
                        "value {}",
                        name, wanted, limit, current));
    };
    if (wanted < current / 2)
        return refuse("be at least half");
    if (wanted > current * 2)
        return refuse("not be greater than double");
    return {};
}

Refusal checkResult(const Resource &resource, const ConfigMap &before, const ConfigMap &after,
                    const BrokerConfigView &current)
{
    const auto judged = [](const base::Status &valid) {
        return valid ? Refusal() : Refusal(static_cast<KafkaError>(valid.error().kafkaCode), valid.error().peerText);
    };
    if (resource.type == ConfigResourceType::Topic)
        return judged(validateTopicConfigs(after));
    if (resource.type == ConfigResourceType::Group)
        return judged(validateGroupConfigs(current, after));
    if (resource.type == ConfigResourceType::ClientMetrics)
        return judged(validateClientMetricsConfigs(after));
    for (const auto &[name, value] : after) {
        const auto was = before.find(name);
        if (was != before.end() && was->second == value)
            continue;
        if (const base::Status valid = validateDynamicBrokerConfig(name, value, !resource.name.empty()); !valid)
            return {KafkaError::InvalidRequest, valid.error().peerText};
        if (Refusal refusal = checkThreads(name, value, current.number(name)))
            return refusal;
    }
    return {};
}

Refusal applyListOperation(const Resource &resource, const Incremental::AlterableConfig &change,
                           const BrokerConfigView &settings, ConfigMap &configs)
{
    const bool append = change.configOperation == Incremental::kAppend;
    const ConfigDef *def = definitionOf(resource, change.name);
    if (def == nullptr || def->type != ConfigType::List)
        return {KafkaError::InvalidConfig, fmt::format("Can't {} to key {} because its type is not LIST.",
                                                       append ? "APPEND" : "SUBTRACT", change.name)};
    const auto set = configs.find(change.name);
    std::string current;
    if (set != configs.end())
        current = set->second;
    else if (resource.type == ConfigResourceType::Topic)
        current = settings.topicDefault(change.name);
    else
        current = settings.text(change.name);
    std::vector<std::string> elements = splitConfigList(current);
    for (const std::string &element : splitConfigList(*change.value)) {
        const auto found = std::find(elements.begin(), elements.end(), element);
        if (append && found == elements.end())
            elements.push_back(element);
        else if (!append && found != elements.end())
            elements.erase(found);
    }
    configs[change.name] = fmt::format("{}", fmt::join(elements, ","));
    return {};
}

Refusal applyIncrements(const Resource &resource, const std::vector<Incremental::AlterableConfig> &changes,
                        const BrokerConfigView &settings, ConfigMap &configs)
{
    std::set<std::string> names;
    std::vector<std::string> nulls;
    for (const auto &change : changes) {
        if (!names.insert(change.name).second)
            return {KafkaError::InvalidRequest, "Error due to duplicate config keys"};
        if (change.configOperation != Incremental::kDelete && !change.value)
            nulls.push_back(change.name);
    }
    if (!nulls.empty())
        return {KafkaError::InvalidRequest, fmt::format("Null value not supported for : {}", fmt::join(nulls, ","))};
    for (const auto &change : changes) {
        switch (change.configOperation) {
        case Incremental::kSet:
            configs[change.name] = *change.value;
            break;
        case Incremental::kDelete:
            configs.erase(change.name);
            break;
        case Incremental::kAppend:
        case Incremental::kSubtract:
            if (Refusal refusal = applyListOperation(resource, change, settings, configs))
                return refusal;
            break;
        default:
            return {KafkaError::InvalidRequest, fmt::format("Unknown operation type {}", change.configOperation)};
        }
    }
    return {};
}

// The two requests differ only in how the new map comes from the old one.
template <class Request, class Response, class Apply>
void alter(const Request &request, const MetadataImage &image, const ConfigMap &statics, Response &response,
           std::vector<MetadataRecord> &records, Apply apply)
{
    static const ConfigMap kNothing;
    std::map<std::pair<std::int8_t, std::string>, int> mentions;
    for (const auto &resource : request.resources)
        ++mentions[{resource.resourceType, resource.resourceName}];
    std::set<std::pair<std::int8_t, std::string>> answered;
    for (const auto &wanted : request.resources) {
        const std::pair key{wanted.resourceType, wanted.resourceName};
        if (!answered.insert(key).second)
            continue;
        const Resource resource{static_cast<ConfigResourceType>(wanted.resourceType), wanted.resourceName};
        auto &answer = response.responses.emplace_back();
        answer.resourceType = wanted.resourceType;
        answer.resourceName = wanted.resourceName;
        answer.errorMessage.reset();
        Refusal refusal;
        if (mentions[key] > 1)
            refusal = {KafkaError::InvalidRequest, "Each resource must appear at most once."};
        else
            refusal = checkResource(image, resource);
        const ConfigMap &before = image.configs(resource.type, resource.name);
        ConfigMap after = before;
        if (!refusal)
            refusal = apply(resource, wanted, after);
        if (!refusal)
            refusal = checkResult(
                resource, before, after,
                BrokerConfigView(statics, resource.type == ConfigResourceType::Broker && !resource.name.empty() ? before : kNothing,
                                 image.defaultBrokerConfigs()));
        if (refusal) {
            answer.errorCode = refusal.code;
            answer.errorMessage = refusal.words;
        } else if (!request.validateOnly) {
            recordChanges(resource, before, after, records);
        }
    }
}

bool touchesUncleanElection(const std::vector<MetadataRecord> &records)
{
    return std::any_of(records.begin(), records.end(), [](const MetadataRecord &record) {
        const auto *config = std::get_if<wire::ConfigRecord>(&record);
        return config != nullptr && config->name == "unclean.leader.election.enable";
    });
}

template <class Response>
void answerAll(Response &response, const base::Status &status)
{
    for (auto &answer : response.responses) {
        if (!status && answer.errorCode == 0)
            answer.errorCode = codeOf(status);
    }
}

} // namespace

void Controller::Impl::handle(const Incremental &request, Reply<wire::IncrementalAlterConfigsResponse> reply)
{
    wire::IncrementalAlterConfigsResponse response;
    Records records;
    alter(request, now(), m_options.settings, response, records,
          [this](const Resource &resource, const auto &wanted, ConfigMap &configs) {
              return applyIncrements(resource, wanted.configs, settings(), configs);
          });
    const bool unclean = touchesUncleanElection(records);
    commit(std::move(records),
           [this, unclean, response = std::move(response), reply](const base::Status &status) mutable {
               answerAll(response, status);
               if (status && unclean)
                   electLeaderless();
               reply(std::move(response));
           });
}

void Controller::Impl::handle(const wire::AlterConfigsRequest &request, Reply<wire::AlterConfigsResponse> reply)
{
    wire::AlterConfigsResponse response;
    Records records;
    alter(
        request, now(), m_options.settings, response, records,
        [](const Resource &, const auto &wanted, ConfigMap &configs) -> Refusal {
            configs.clear();
            for (const auto &config : wanted.configs) {
                if (!config.value)
                    return {KafkaError::InvalidRequest, fmt::format("Null value not supported for : {}", config.name)};
                if (!configs.emplace(config.name, *config.value).second)
                    return {KafkaError::InvalidRequest, "Error due to duplicate config keys"};
            }
            return {};
        });
    const bool unclean = touchesUncleanElection(records);
    commit(std::move(records),
           [this, unclean, response = std::move(response), reply](const base::Status &status) mutable {
               answerAll(response, status);
               if (status && unclean)
                   electLeaderless();
               reply(std::move(response));
           });
}

} // namespace weir::sandbox
