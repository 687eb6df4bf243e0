// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/metadata/resource_configs.h"

#include "backend/sandbox/metadata/config_tables.h"
#include "backend/sandbox/metadata/config_value.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace weir::sandbox {

namespace {

using namespace config_row;

const ConfigDef kRows[] = {
    {"consumer.assignment.interval.ms", T::Int, "1000", atLeast(0), I::Medium, U::ClusterWide,
     "Shortest time between two assignments of a consumer group."},
    {"consumer.heartbeat.interval.ms", T::Int, "5000", atLeast(1), I::Medium, U::ClusterWide,
     "Time between two heartbeats that members of a consumer group are given."},
    {"consumer.session.timeout.ms", T::Int, "45000", atLeast(1), I::Medium, U::ClusterWide,
     "Time without a heartbeat after which a member of a consumer group is taken for gone."},
    {"share.assignment.interval.ms", T::Int, "1000", atLeast(0), I::Medium, U::ClusterWide,
     "Shortest time between two assignments of a share group."},
    {"share.auto.offset.reset", T::String, "latest", kAny, I::Medium, U::ClusterWide,
     "Where a share group begins in a partition that it does not know: earliest, latest or by_duration:PnDTnHnMn.nS."},
    {"share.delivery.count.limit", T::Int, "5", atLeast(1), I::Medium, U::ClusterWide,
     "How often a record is given to members of a share group at most."},
    {"share.heartbeat.interval.ms", T::Int, "5000", atLeast(1), I::Medium, U::ClusterWide,
     "Time between two heartbeats that members of a share group are given."},
    {"share.isolation.level", T::String, "read_uncommitted", oneOf("read_committed,read_uncommitted"), I::Medium, U::ClusterWide,
     "Whether a share group is given records of transactions that have not ended or were aborted."},
    {"share.partition.max.record.locks", T::Int, "2000", atLeast(1), I::Medium, U::ClusterWide,
     "Records of a partition that the members of a share group may hold at once."},
    {"share.record.lock.duration.ms", T::Int, "30000", atLeast(1), I::Medium, U::ClusterWide,
     "Time for which a member of a share group holds a record before it is given to another."},
    {"share.renew.acknowledge.enable", T::Boolean, "true", kAny, I::Medium, U::ClusterWide,
     "Whether members of a share group may renew their hold of a record."},
    {"share.session.timeout.ms", T::Int, "45000", atLeast(1), I::Medium, U::ClusterWide,
     "Time without a heartbeat after which a member of a share group is taken for gone."},
    {"streams.assignment.interval.ms", T::Int, "1000", atLeast(0), I::Medium, U::ClusterWide,
     "Shortest time between two assignments of a streams group."},
    {"streams.heartbeat.interval.ms", T::Int, "5000", atLeast(1), I::Medium, U::ClusterWide,
     "Time between two heartbeats that members of a streams group are given."},
    {"streams.initial.rebalance.delay.ms", T::Int, "3000", atLeast(0), I::Medium, U::ClusterWide,
     "Wait for further members before the first assignment of a streams group."},
    {"streams.num.standby.replicas", T::Int, "0", atLeast(0), I::Medium, U::ClusterWide,
     "Standby tasks of each task of a streams group."},
    {"streams.session.timeout.ms", T::Int, "45000", atLeast(1), I::Medium, U::ClusterWide,
     "Time without a heartbeat after which a member of a streams group is taken for gone."},
};

const ConfigDef *find(std::string_view name)
{
    const auto found = std::find_if(std::begin(kRows), std::end(kRows), [&](const ConfigDef &row) { return row.name == name; });
    return found == std::end(kRows) ? nullptr : found;
}

/// "share.session.timeout.ms" -> "group.share.session.timeout.ms", with a word before what follows the protocol's name.
std::string brokerName(std::string_view name, std::string_view word = {})
{
    const auto dot = name.find('.') + 1;
    return fmt::format("group.{}{}{}", name.substr(0, dot), word, name.substr(dot));
}

base::Status checkBounds(const BrokerConfigView &broker, std::string_view name, std::int64_t value)
{
    const std::string least = brokerName(name, "min.");
    if (findBrokerConfig(least) != nullptr && value < broker.number(least))
        return refuseConfig(name, fmt::format("{} must be greater than or equal to {}", name, least));
    const std::string most = brokerName(name, "max.");
    // The broker's limit of standby tasks has no "num." of its own.
    const std::string limit = name == "streams.num.standby.replicas" ? "group.streams.max.standby.replicas" : most;
    if (findBrokerConfig(limit) != nullptr && value > broker.number(limit))
        return refuseConfig(name, fmt::format("{} must be less than or equal to {}", name, limit));
    return {};
}

bool isReset(std::string_view value)
{
    return value == "earliest" || value == "latest" || resetDurationMs(value);
}

} // namespace

std::optional<std::int64_t> resetDurationMs(std::string_view value)
{
    constexpr std::string_view kDuration = "by_duration:P";
    if (!value.starts_with(kDuration))
        return std::nullopt;
    value.remove_prefix(kDuration.size());
    // PnDTnHnMn.nS: at least one of the parts, days before hours before minutes before seconds.
    std::string_view units = "DTHMS";
    bool any = false;
    double sumMs = 0;
    while (!value.empty()) {
        const auto digits = std::min(value.find_first_not_of("0123456789."), value.size());
        if (digits == value.size())
            return std::nullopt;
        const char unit = value[digits];
        const auto at = units.find(unit);
        if (at == std::string_view::npos || (unit == 'T') != (digits == 0))
            return std::nullopt;
        // Hours and smaller stand behind the T only; a fraction belongs to seconds.
        if ((unit == 'H' || unit == 'M' || unit == 'S') && units.find('T') != std::string_view::npos)
            return std::nullopt;
        if (unit != 'S' && value.substr(0, digits).find('.') != std::string_view::npos)
            return std::nullopt;
        if (unit != 'T') {
            double number = 0;
            const auto read = std::from_chars(value.data(), value.data() + digits, number);
            if (read.ec != std::errc{} || read.ptr != value.data() + digits)
                return std::nullopt;
            sumMs += number * 1000 * (unit == 'D' ? 86'400 : unit == 'H' ? 3'600 : unit == 'M' ? 60 : 1);
        }
        any = unit != 'T';
        units.remove_prefix(at + 1);
        value.remove_prefix(digits + 1);
    }
    // Longer than any clock counts: from the beginning.
    constexpr double kLongest = 9e15;
    return any ? std::optional(static_cast<std::int64_t>(std::min(sumMs, kLongest))) : std::nullopt;
}

std::span<const ConfigDef> groupConfigDefs()
{
    return kRows;
}

std::string effectiveGroupConfig(const BrokerConfigView &broker, const ConfigMap &group, std::string_view name)
{
    const ConfigDef *def = find(name);
    if (def == nullptr)
        return {};
    if (const auto own = group.find(name); own != group.end())
        return normalizedConfig(def->type, own->second);
    if (const std::string synonym = brokerName(name); findBrokerConfig(synonym) != nullptr)
        return normalizedConfig(def->type, broker.text(synonym));
    return std::string(*def->defaultValue);
}

base::Status validateGroupConfigs(const BrokerConfigView &broker, const ConfigMap &group)
{
    for (const auto &[name, value] : group) {
        const ConfigDef *def = find(name);
        if (def == nullptr)
            return refuseConfig(name, fmt::format("Unknown group config name: {}", name));
        WEIR_CHECK(validateConfigValue(*def, value));
        if (name == "share.auto.offset.reset" && !isReset(trimmed(value)))
            return refuseConfig(name, fmt::format("Invalid value {0} for configuration {1}: Invalid value `{0}` for configuration {1}. The value "
                                                  "must be either 'earliest', 'latest' or of the format 'by_duration:<PnDTnHnMn.nS>'.",
                                                  value, name));
        if (def->type == ConfigType::Int)
            WEIR_CHECK(checkBounds(broker, name, parseInteger(value).value_or(0)));
    }
    for (const char *protocol : {"consumer", "share", "streams"}) {
        const std::string session = fmt::format("{}.session.timeout.ms", protocol);
        const std::string heartbeat = fmt::format("{}.heartbeat.interval.ms", protocol);
        const auto number = [&](const std::string &name) { return parseInteger(effectiveGroupConfig(broker, group, name)).value_or(0); };
        if ((group.contains(session) || group.contains(heartbeat)) && number(session) <= number(heartbeat))
            return refuseConfig(session, fmt::format("{} must be greater than {}", session, heartbeat));
    }
    return {};
}

std::vector<EffectiveConfig> describeGroupConfigs(const BrokerConfigView &broker, const ConfigMap &group)
{
    std::vector<EffectiveConfig> entries;
    for (const ConfigDef &def : kRows) {
        EffectiveConfig entry;
        entry.name = def.name;
        entry.type = def.type;
        entry.documentation = def.documentation;
        entry.value = effectiveGroupConfig(broker, group, def.name);
        if (group.contains(def.name))
            entry.synonyms.push_back({entry.name, entry.value, ConfigSource::DynamicGroup});
        const std::string synonym = brokerName(def.name);
        const auto addFrom = [&](const ConfigMap &map, ConfigSource source) {
            if (const auto found = map.find(synonym); found != map.end())
                entry.synonyms.push_back({synonym, found->second, source});
        };
        addFrom(broker.perBroker(), ConfigSource::DynamicBroker);
        addFrom(broker.cluster(), ConfigSource::DynamicDefaultBroker);
        addFrom(broker.statics(), ConfigSource::StaticBroker);
        const ConfigDef *fallback = findBrokerConfig(synonym);
        entry.synonyms.push_back({fallback == nullptr ? entry.name : synonym,
                                  std::string(fallback == nullptr ? *def.defaultValue : fallback->defaultValue.value_or(std::string_view{})),
                                  ConfigSource::Default});
        entry.source = entry.synonyms.front().source;
        entries.push_back(std::move(entry));
    }
    return entries;
}

} // namespace weir::sandbox
