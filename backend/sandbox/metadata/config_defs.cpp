// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/metadata/config_defs.h"

#include "backend/base/kafka_error.h"
#include "backend/sandbox/metadata/config_tables.h"
#include "backend/sandbox/metadata/config_value.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace weir::sandbox {

namespace {

using base::KafkaError;

// Known to the dynamic configuration only: no server file may hold them, and describing all settings does not list them
// unless they are set.
const ConfigDef kDynamicOnly[] = {
    {"follower.replication.throttled.rate", ConfigType::Long, "9223372036854775807", config_row::atLeast(0),
     ConfigImportance::Medium, ConfigUpdate::ClusterWide, "Most bytes a second for throttled replicas as followers."},
    {"leader.replication.throttled.rate", ConfigType::Long, "9223372036854775807", config_row::atLeast(0),
     ConfigImportance::Medium, ConfigUpdate::ClusterWide, "Most bytes a second for throttled replicas as leaders."},
    {"replica.alter.log.dirs.io.max.bytes.per.second", ConfigType::Long, "9223372036854775807", config_row::atLeast(0),
     ConfigImportance::Medium, ConfigUpdate::ClusterWide, "Most bytes a second for moves between log directories."},
};

std::vector<ConfigDef> sorted(std::initializer_list<std::span<const ConfigDef>> parts)
{
    std::vector<ConfigDef> rows;
    for (const auto part : parts)
        rows.insert(rows.end(), part.begin(), part.end());
    std::sort(rows.begin(), rows.end(), [](const ConfigDef &a, const ConfigDef &b) { return a.name < b.name; });
    return rows;
}

const ConfigDef *find(std::span<const ConfigDef> rows, std::string_view name)
{
    const auto at = std::lower_bound(rows.begin(), rows.end(), name,
                                     [](const ConfigDef &row, std::string_view wanted) { return row.name < wanted; });
    return at != rows.end() && at->name == name ? &*at : nullptr;
}

struct Synonyms
{
    std::string_view topic;
    std::array<BrokerSynonym, 3> broker;
    std::size_t count;
};

constexpr Synonyms kSynonyms[] = {
    {"cleanup.policy", {{{"log.cleanup.policy", 1}}}, 1},
    {"compression.gzip.level", {{{"compression.gzip.level", 1}}}, 1},
    {"compression.lz4.level", {{{"compression.lz4.level", 1}}}, 1},
    {"compression.type", {{{"compression.type", 1}}}, 1},
    {"compression.zstd.level", {{{"compression.zstd.level", 1}}}, 1},
    {"delete.retention.ms", {{{"log.cleaner.delete.retention.ms", 1}}}, 1},
    {"file.delete.delay.ms", {{{"log.segment.delete.delay.ms", 1}}}, 1},
    {"flush.messages", {{{"log.flush.interval.messages", 1}}}, 1},
    {"flush.ms", {{{"log.flush.interval.ms", 1}, {"log.flush.scheduler.interval.ms", 1}}}, 2},
    {"index.interval.bytes", {{{"log.index.interval.bytes", 1}}}, 1},
    {"local.retention.bytes", {{{"log.local.retention.bytes", 1}}}, 1},
    {"local.retention.ms", {{{"log.local.retention.ms", 1}}}, 1},
    {"max.compaction.lag.ms", {{{"log.cleaner.max.compaction.lag.ms", 1}}}, 1},
    {"max.message.bytes", {{{"message.max.bytes", 1}}}, 1},
    {"message.timestamp.after.max.ms", {{{"log.message.timestamp.after.max.ms", 1}}}, 1},
    {"message.timestamp.before.max.ms", {{{"log.message.timestamp.before.max.ms", 1}}}, 1},
    {"message.timestamp.type", {{{"log.message.timestamp.type", 1}}}, 1},
    {"min.cleanable.dirty.ratio", {{{"log.cleaner.min.cleanable.ratio", 1}}}, 1},
    {"min.compaction.lag.ms", {{{"log.cleaner.min.compaction.lag.ms", 1}}}, 1},
    {"min.insync.replicas", {{{"min.insync.replicas", 1}}}, 1},
    {"preallocate", {{{"log.preallocate", 1}}}, 1},
    {"retention.bytes", {{{"log.retention.bytes", 1}}}, 1},
    {"retention.ms",
     {{{"log.retention.ms", 1}, {"log.retention.minutes", 60'000}, {"log.retention.hours", 3'600'000}}},
     3},
    {"segment.bytes", {{{"log.segment.bytes", 1}}}, 1},
    {"segment.index.bytes", {{{"log.index.size.max.bytes", 1}}}, 1},
    {"segment.jitter.ms", {{{"log.roll.jitter.ms", 1}, {"log.roll.jitter.hours", 3'600'000}}}, 2},
    {"segment.ms", {{{"log.roll.ms", 1}, {"log.roll.hours", 3'600'000}}}, 2},
    {"unclean.leader.election.enable", {{{"unclean.leader.election.enable", 1}}}, 1},
};

base::Status badValue(const ConfigDef &def, std::string_view value, std::string_view why)
{
    return refuseConfig(def.name, fmt::format("Invalid value {} for configuration {}: {}", value, def.name, why));
}

// A whole number without ".0", as the words of an error tell a limit.
std::string limit(double number)
{
    return std::floor(number) == number ? fmt::format("{:.0f}", number) : fmt::format("{}", number);
}

// What a running broker takes for one of its listeners only.
bool isListenerSecurity(std::string_view name)
{
    static constexpr std::string_view kNames[] = {
        "ssl.key.password",          "ssl.keystore.certificate.chain", "ssl.keystore.key",      "ssl.keystore.location",
        "ssl.keystore.password",     "ssl.keystore.type",              "ssl.truststore.certificates", "ssl.truststore.location",
        "ssl.truststore.password",   "ssl.truststore.type"};
    return std::find(std::begin(kNames), std::end(kNames), name) != std::end(kNames);
}

base::Status checkRange(const ConfigDef &def, double number, std::string_view shown)
{
    const ConfigRule &rule = def.rule;
    if (rule.kind == ConfigRule::Kind::RangeOrMinus1) {
        if (number != -1 && (number < rule.low || number > rule.high))
            return badValue(
                def, shown,
                fmt::format("Value must be between {} and {} or equal to -1", limit(rule.low), limit(rule.high)));
        return {};
    }
    if (rule.kind != ConfigRule::Kind::Range)
        return {};
    if (number < rule.low)
        return badValue(def, shown, fmt::format("Value must be at least {}", limit(rule.low)));
    if (number > rule.high)
        return badValue(def, shown, fmt::format("Value must be no more than {}", limit(rule.high)));
    return {};
}

base::Status checkThrottled(const ConfigDef &def, const std::vector<std::string> &elements)
{
    const bool everything = elements.size() == 1 && elements.front() == "*";
    const bool pairs = std::all_of(elements.begin(), elements.end(), [](const std::string &element) {
        const auto colon = element.find(':');
        const auto digits = [](std::string_view text) {
            return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
        };
        return colon != std::string::npos && digits(std::string_view(element).substr(0, colon)) &&
               digits(std::string_view(element).substr(colon + 1));
    });
    if (everything || pairs)
        return {};
    return badValue(def, fmt::format("[{}]", fmt::join(elements, ", ")),
                    fmt::format("{} must be the literal '*' or a list of replicas in the following format: "
                                "[partitionId]:[brokerId],[partitionId]:[brokerId],...",
                                def.name));
}

base::Status checkList(const ConfigDef &def, std::string_view value)
{
    const auto elements = splitConfigList(value);
    if (def.rule.kind == ConfigRule::Kind::Throttled)
        return checkThrottled(def, elements);
    if (def.rule.kind != ConfigRule::Kind::ListOf)
        return {};
    const auto choices = splitConfigList(def.rule.choices);
    for (const std::string &element : elements) {
        if (std::find(choices.begin(), choices.end(), element) == choices.end())
            return badValue(def, element, fmt::format("String must be one of: {}", fmt::join(choices, ", ")));
    }
    return {};
}

base::Status checkText(const ConfigDef &def, std::string_view value)
{
    const auto choices = splitConfigList(def.rule.choices);
    switch (def.rule.kind) {
    case ConfigRule::Kind::OneOf:
        if (std::find(choices.begin(), choices.end(), value) == choices.end())
            return badValue(def, value, fmt::format("String must be one of: {}", fmt::join(choices, ", ")));
        return {};
    case ConfigRule::Kind::OneOfNoCase:
        if (std::none_of(choices.begin(), choices.end(),
                         [&](const auto &choice) { return equalsNoCase(choice, value); }))
            return badValue(def, value,
                            fmt::format("String must be one of (case insensitive): {}", fmt::join(choices, ", ")));
        return {};
    case ConfigRule::Kind::NonEmpty:
        if (value.empty())
            return badValue(def, value, "String must be non-empty");
        return {};
    default:
        return {};
    }
}

base::Status checkWhole(const ConfigDef &def, std::string_view value, std::int64_t low, std::int64_t high,
                        const char *type)
{
    const auto number = parseInteger(value);
    if (!number || *number < low || *number > high)
        return badValue(def, value, fmt::format("Not a number of type {}", type));
    return checkRange(def, static_cast<double>(*number), fmt::format("{}", *number));
}

} // namespace

base::Status refuseConfig(std::string_view name, std::string words, KafkaError error)
{
    return base::fail(base::ErrorKind::Invalid, "config.validate", std::string(name), std::move(words), code(error));
}

base::Status validateConfigValue(const ConfigDef &def, std::string_view raw)
{
    const std::string_view value = trimmed(raw);
    switch (def.type) {
    case ConfigType::Boolean:
        if (!parseBoolean(value))
            return badValue(def, value, "Expected value to be either true or false");
        return {};
    case ConfigType::Int:
        return checkWhole(def, value, INT32_MIN, INT32_MAX, "INT");
    case ConfigType::Short:
        return checkWhole(def, value, INT16_MIN, INT16_MAX, "SHORT");
    case ConfigType::Long:
        return checkWhole(def, value, INT64_MIN, INT64_MAX, "LONG");
    case ConfigType::Double: {
        const auto number = parseReal(value);
        if (!number)
            return badValue(def, value, "Not a number of type DOUBLE");
        return checkRange(def, *number, value);
    }
    case ConfigType::List:
        return checkList(def, value);
    case ConfigType::String:
        return checkText(def, value);
    case ConfigType::Class:
    case ConfigType::Password:
    case ConfigType::Unknown:
        return {};
    }
    return {};
}

std::span<const ConfigDef> topicConfigDefs()
{
    static const std::vector<ConfigDef> rows = sorted({topicConfigRows()});
    return rows;
}

std::span<const ConfigDef> brokerConfigDefs()
{
    static const std::vector<ConfigDef> rows = sorted({networkConfigRows(), logConfigRows(), coordinatorConfigRows()});
    return rows;
}

const ConfigDef *findTopicConfig(std::string_view name)
{
    return find(topicConfigDefs(), name);
}

const ConfigDef *findBrokerConfig(std::string_view name)
{
    if (const ConfigDef *def = find(brokerConfigDefs(), name))
        return def;
    return find(kDynamicOnly, name);
}

std::span<const BrokerSynonym> brokerSynonymsOf(std::string_view topicConfig)
{
    for (const Synonyms &row : kSynonyms) {
        if (row.topic == topicConfig)
            return std::span(row.broker).first(row.count);
    }
    return {};
}

base::Status validateTopicConfig(std::string_view name, std::string_view value)
{
    const ConfigDef *def = findTopicConfig(name);
    if (def == nullptr)
        return refuseConfig(name, fmt::format("Unknown topic config name: {}", name));
    return validateConfigValue(*def, value);
}

base::Status validateBrokerConfig(std::string_view name, std::string_view value)
{
    if (const ConfigDef *def = find(brokerConfigDefs(), name))
        return validateConfigValue(*def, value);
    if (name.starts_with("listener.name.")) {
        // listener.name.<listener>[.<mechanism>].<setting>: the setting is the longest known end.
        for (auto dot = name.find('.', 14); dot != std::string_view::npos; dot = name.find('.', dot + 1)) {
            if (const ConfigDef *def = find(brokerConfigDefs(), name.substr(dot + 1)))
                return validateConfigValue(*def, value);
        }
    }
    // Read by the authorizer, not by the broker: Kafka hands it on unseen.
    if (name == "super.users")
        return {};
    if (name == "allow.everyone.if.no.acl.found")
        return parseBoolean(value) ? base::Status() : refuseConfig(name, fmt::format("Invalid value {} for configuration {}: Expected value to be either true or false", value, name));
    return refuseConfig(name, fmt::format("Unknown broker config name: {}", name));
}

base::Status validateDynamicBrokerConfig(std::string_view name, std::string_view value, bool perBroker)
{
    const auto invalid = [&](std::string words) {
        return base::fail(base::ErrorKind::Invalid, "config.validate", std::string(name), std::move(words),
                          code(KafkaError::InvalidRequest));
    };
    const ConfigDef *def = findBrokerConfig(name);
    if (def == nullptr && name.starts_with("listener.name.")) {
        for (auto dot = name.find('.', 14); dot != std::string_view::npos && def == nullptr;
             dot = name.find('.', dot + 1))
            def = find(brokerConfigDefs(), name.substr(dot + 1));
    }
    // Kafka keeps what it does not know for plug-ins that may.
    if (def == nullptr)
        return {};
    if (isListenerSecurity(name))
        return invalid(fmt::format("These security configs can be dynamically updated only per-listener using the listener prefix: [{}]", name));
    if (def->update == ConfigUpdate::ReadOnly)
        return invalid(fmt::format("Cannot update these configs dynamically: [{}]", name));
    if (def->update == ConfigUpdate::PerBroker && !perBroker)
        return invalid(fmt::format(
            "Cannot update these configs at default cluster level, broker id must be specified: [{}]", name));
    if (auto checked = validateConfigValue(*def, value); !checked)
        return invalid(std::move(checked.error().peerText));
    return {};
}

base::Status validateTopicConfigs(const ConfigMap &configs)
{
    for (const auto &[name, value] : configs)
        WEIR_CHECK(validateTopicConfig(name, value));
    const auto number = [&](std::string_view name) {
        const auto set = configs.find(name);
        const std::string_view text = set == configs.end() ? *findTopicConfig(name)->defaultValue : set->second;
        return parseInteger(text).value_or(0);
    };
    const std::int64_t least = number("min.compaction.lag.ms");
    const std::int64_t most = number("max.compaction.lag.ms");
    if (least > most)
        return refuseConfig(
            "min.compaction.lag.ms",
            fmt::format("conflict topic config setting min.compaction.lag.ms ({}) > max.compaction.lag.ms ({})", least,
                        most));
    const auto remote = configs.find("remote.storage.enable");
    if (remote != configs.end() && parseBoolean(remote->second).value_or(false))
        return refuseConfig("remote.storage.enable", "Tiered Storage functionality is disabled in the broker. "
                                               "Topic cannot be configured with remote log storage.");
    return {};
}

base::Status validateStaticConfigs(const ConfigMap &configs)
{
    for (const auto &[name, value] : configs)
        WEIR_CHECK(validateBrokerConfig(name, value));
    return {};
}

std::vector<std::string> splitConfigList(std::string_view text)
{
    std::vector<std::string> elements;
    while (!text.empty()) {
        const auto comma = std::min(text.find(','), text.size());
        if (const auto element = trimmed(text.substr(0, comma)); !element.empty())
            elements.emplace_back(element);
        text.remove_prefix(std::min(comma + 1, text.size()));
    }
    return elements;
}

} // namespace weir::sandbox
