// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/metadata/config_defs.h"
#include "backend/sandbox/metadata/config_tables.h"
#include "backend/sandbox/metadata/config_value.h"

#include <fmt/format.h>

#include <algorithm>

namespace weir::sandbox {

namespace {

const std::string *lookUp(const ConfigMap &map, std::string_view name)
{
    const auto found = map.find(name);
    return found == map.end() ? nullptr : &found->second;
}

// The broker settings that stand for one another, the first that is set winning.
std::vector<std::string_view> alternativesOf(std::string_view name)
{
    static constexpr std::string_view kChains[][3] = {
        {"log.roll.ms", "log.roll.hours", {}},
        {"log.roll.jitter.ms", "log.roll.jitter.hours", {}},
        {"log.flush.interval.ms", "log.flush.scheduler.interval.ms", {}},
        {"log.retention.ms", "log.retention.minutes", "log.retention.hours"},
    };
    for (const auto &chain : kChains) {
        if (std::find(std::begin(chain), std::end(chain), name) == std::end(chain))
            continue;
        std::vector<std::string_view> names;
        for (const std::string_view one : chain) {
            if (!one.empty())
                names.push_back(one);
        }
        return names;
    }
    if (name.starts_with("listener.name.")) {
        for (auto dot = name.find('.', 14); dot != std::string_view::npos; dot = name.find('.', dot + 1)) {
            if (findBrokerConfig(name.substr(dot + 1)) != nullptr)
                return {name, name.substr(dot + 1)};
        }
    }
    return {name};
}

std::vector<ConfigSynonym> synonymsOf(const BrokerConfigView &broker, std::string_view name, bool sensitive)
{
    const auto names = alternativesOf(name);
    std::vector<ConfigSynonym> chain;
    const auto addFrom = [&](const ConfigMap &map, ConfigSource source) {
        for (const std::string_view one : names) {
            if (const std::string *value = lookUp(map, one))
                chain.push_back({std::string(one), sensitive ? std::nullopt : std::optional(*value), source});
        }
    };
    addFrom(broker.perBroker(), ConfigSource::DynamicBroker);
    addFrom(broker.cluster(), ConfigSource::DynamicDefaultBroker);
    addFrom(broker.statics(), ConfigSource::StaticBroker);
    for (const std::string_view one : names) {
        const ConfigDef *def = findBrokerConfig(one);
        if (def != nullptr && def->defaultValue)
            chain.push_back({std::string(one),
                             sensitive ? std::nullopt : std::optional(std::string(*def->defaultValue)),
                             ConfigSource::Default});
    }
    // Kafka leaves out what stands before the setting's own name, and with it the whole chain where that name is
    // nowhere: log.retention.hours alone does not show as a synonym of log.retention.ms.
    const auto own = std::find_if(chain.begin(), chain.end(), [&](const ConfigSynonym &s) { return s.name == name; });
    chain.erase(chain.begin(), own);
    return chain;
}

EffectiveConfig describeBrokerConfig(const BrokerConfigView &broker, std::string_view name, const ConfigDef *def)
{
    EffectiveConfig entry;
    entry.name = name;
    entry.type = def == nullptr ? ConfigType::Unknown : def->type;
    // What has no known type might be a secret.
    entry.sensitive = def == nullptr || def->sensitive();
    entry.readOnly = def == nullptr || def->update == ConfigUpdate::ReadOnly;
    if (!entry.sensitive) {
        if (const auto value = broker.value(name))
            entry.value = normalizedConfig(entry.type, *value);
    }
    entry.synonyms = synonymsOf(broker, name, entry.sensitive);
    entry.source = entry.synonyms.empty() ? ConfigSource::Default : entry.synonyms.front().source;
    entry.documentation = def == nullptr ? std::string_view{} : def->documentation;
    return entry;
}

const ConfigDef *definitionOf(std::string_view name)
{
    for (const std::string_view one : alternativesOf(name)) {
        if (const ConfigDef *def = findBrokerConfig(one);
            def != nullptr && (one == name || name.starts_with("listener.")))
            return def;
    }
    return nullptr;
}

} // namespace

std::string normalizedConfig(ConfigType type, std::string_view raw)
{
    const std::string_view value = trimmed(raw);
    switch (type) {
    case ConfigType::Boolean:
        if (const auto flag = parseBoolean(value))
            return *flag ? "true" : "false";
        break;
    case ConfigType::Int:
    case ConfigType::Short:
    case ConfigType::Long:
        if (const auto number = parseInteger(value))
            return fmt::format("{}", *number);
        break;
    case ConfigType::List:
        return fmt::format("{}", fmt::join(splitConfigList(value), ","));
    default:
        break;
    }
    return std::string(value);
}

std::optional<std::string_view> BrokerConfigView::value(std::string_view name) const
{
    for (const ConfigMap *map : {&m_perBroker, &m_cluster, &m_statics}) {
        if (const std::string *found = lookUp(*map, name))
            return *found;
    }
    const ConfigDef *def = findBrokerConfig(name);
    return def == nullptr ? std::nullopt : def->defaultValue;
}

std::string BrokerConfigView::text(std::string_view name) const
{
    return std::string(trimmed(value(name).value_or(std::string_view{})));
}

std::int64_t BrokerConfigView::number(std::string_view name) const
{
    return parseInteger(value(name).value_or(std::string_view{})).value_or(0);
}

double BrokerConfigView::real(std::string_view name) const
{
    return parseReal(value(name).value_or(std::string_view{})).value_or(0);
}

bool BrokerConfigView::flag(std::string_view name) const
{
    return parseBoolean(value(name).value_or(std::string_view{})).value_or(false);
}

std::vector<std::string> BrokerConfigView::list(std::string_view name) const
{
    return splitConfigList(value(name).value_or(std::string_view{}));
}

std::string BrokerConfigView::topicDefault(std::string_view topicConfig) const
{
    for (const BrokerSynonym &synonym : brokerSynonymsOf(topicConfig)) {
        const auto found = value(synonym.name);
        if (!found)
            continue;
        if (synonym.factor == 1 && topicConfig != "retention.ms")
            return normalizedConfig(findTopicConfig(topicConfig)->type, *found);
        // Any negative retention is "for ever", whatever the unit it was written in.
        const std::int64_t number = parseInteger(*found).value_or(0);
        return fmt::format("{}", number < 0 ? -1 : number * synonym.factor);
    }
    const ConfigDef *def = findTopicConfig(topicConfig);
    return def == nullptr ? std::string() : std::string(def->defaultValue.value_or(std::string_view{}));
}

std::string effectiveTopicConfig(const BrokerConfigView &broker, const ConfigMap &topic, std::string_view name)
{
    const ConfigDef *def = findTopicConfig(name);
    const std::string *own = lookUp(topic, name);
    if (own != nullptr && def != nullptr)
        return normalizedConfig(def->type, *own);
    return broker.topicDefault(name);
}

std::vector<EffectiveConfig> describeTopicConfigs(const BrokerConfigView &broker, const ConfigMap &topic)
{
    std::vector<EffectiveConfig> entries;
    entries.reserve(topicConfigDefs().size());
    for (const ConfigDef &def : topicConfigDefs()) {
        EffectiveConfig entry;
        entry.name = def.name;
        entry.type = def.type;
        entry.documentation = def.documentation;
        entry.value = effectiveTopicConfig(broker, topic, def.name);
        if (const auto synonyms = brokerSynonymsOf(def.name); !synonyms.empty())
            entry.synonyms = synonymsOf(broker, synonyms.front().name, false);
        if (lookUp(topic, def.name) != nullptr)
            entry.synonyms.insert(entry.synonyms.begin(),
                                  {std::string(def.name), entry.value, ConfigSource::DynamicTopic});
        entry.source = entry.synonyms.empty() ? ConfigSource::Default : entry.synonyms.front().source;
        entries.push_back(std::move(entry));
    }
    return entries;
}

std::vector<EffectiveConfig> describeBrokerConfigs(const BrokerConfigView &broker)
{
    std::vector<EffectiveConfig> entries;
    entries.reserve(brokerConfigDefs().size());
    for (const ConfigDef &def : brokerConfigDefs())
        entries.push_back(describeBrokerConfig(broker, def.name, &def));
    // What was set beyond the table: settings of single listeners, and of plug-ins.
    for (const ConfigMap *map : {&broker.perBroker(), &broker.cluster(), &broker.statics()}) {
        for (const auto &[name, value] : *map) {
            const auto listed = [&name = name](const EffectiveConfig &entry) { return entry.name == name; };
            if (std::none_of(entries.begin(), entries.end(), listed))
                entries.push_back(describeBrokerConfig(broker, name, definitionOf(name)));
        }
    }
    std::sort(entries.begin(), entries.end(), [](const auto &a, const auto &b) { return a.name < b.name; });
    return entries;
}

std::vector<EffectiveConfig> describeDefaultBrokerConfigs(const ConfigMap &cluster)
{
    static const ConfigMap nothing;
    const BrokerConfigView view(nothing, nothing, cluster);
    std::vector<EffectiveConfig> entries;
    for (const auto &[name, value] : cluster) {
        EffectiveConfig entry = describeBrokerConfig(view, name, definitionOf(name));
        std::erase_if(entry.synonyms, [](const auto &s) { return s.source != ConfigSource::DynamicDefaultBroker; });
        entries.push_back(std::move(entry));
    }
    return entries;
}

} // namespace weir::sandbox
