// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/metadata/resource_configs.h"

#include "backend/sandbox/metadata/config_tables.h"
#include "backend/sandbox/metadata/config_value.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>

namespace weir::sandbox {

namespace {

using namespace config_row;

constexpr std::string_view kInterval = "interval.ms";
constexpr std::string_view kMatch = "match";
constexpr std::string_view kMetrics = "metrics";
constexpr std::int64_t kLeastIntervalMs = 100;
constexpr std::int64_t kMostIntervalMs = 3'600'000;

const ConfigDef kRows[] = {
    {kInterval, T::Int, "300000", kAny, I::Medium, U::ClusterWide, "Time in milliseconds between two pushes of a client."},
    {kMatch, T::List, "", kAny, I::Medium, U::ClusterWide, "Which clients are meant: attribute=expression, all of which must fit."},
    {kMetrics, T::List, "", kAny, I::Medium, U::ClusterWide, "Prefixes of the names of the metrics that are wanted; * is all."},
};

constexpr std::string_view kAttributes[] = {"client_instance_id",      "client_id",
                                            "client_software_name",    "client_software_version",
                                            "client_source_address",   "client_source_port"};

/// Nothing where the pattern is none.
std::optional<ClientMatch> parseMatch(std::string_view text)
{
    const auto equals = text.find('=');
    if (equals == std::string_view::npos || text.find('=', equals + 1) != std::string_view::npos)
        return std::nullopt;
    const std::string_view attribute = trimmed(text.substr(0, equals));
    std::string expression(trimmed(text.substr(equals + 1)));
    if (std::find(std::begin(kAttributes), std::end(kAttributes), attribute) == std::end(kAttributes) || expression.empty())
        return std::nullopt;
    if (!re2::RE2(expression, re2::RE2::Quiet).ok())
        return std::nullopt;
    return ClientMatch{std::string(attribute), std::move(expression)};
}

const ConfigDef *find(std::string_view name)
{
    const auto found = std::find_if(std::begin(kRows), std::end(kRows), [&](const ConfigDef &row) { return row.name == name; });
    return found == std::end(kRows) ? nullptr : found;
}

} // namespace

std::span<const ConfigDef> clientMetricsConfigDefs()
{
    return kRows;
}

base::Status validateClientMetricsConfigs(const ConfigMap &subscription)
{
    for (const auto &[name, value] : subscription) {
        const ConfigDef *def = find(name);
        if (def == nullptr)
            return refuseConfig(name, fmt::format("Unknown client metrics configuration: {}", name), base::KafkaError::InvalidRequest);
        WEIR_CHECK(validateConfigValue(*def, value));
        if (name == kInterval) {
            const std::int64_t interval = parseInteger(value).value_or(0);
            if (interval < kLeastIntervalMs || interval > kMostIntervalMs)
                return refuseConfig(name,
                                    fmt::format("Invalid value {} for interval.ms, interval must be between {} and {} (1 hour)", interval,
                                                kLeastIntervalMs, kMostIntervalMs),
                                    base::KafkaError::InvalidRequest);
        }
        if (name == kMatch) {
            for (const std::string &pattern : splitConfigList(value)) {
                if (!parseMatch(pattern))
                    return refuseConfig(name, fmt::format("Illegal client matching pattern: {}", pattern));
            }
        }
    }
    return {};
}

std::vector<EffectiveConfig> describeClientMetricsConfigs(const ConfigMap &subscription)
{
    std::vector<EffectiveConfig> entries;
    for (const ConfigDef &def : kRows) {
        EffectiveConfig entry;
        entry.name = def.name;
        entry.type = def.type;
        entry.documentation = def.documentation;
        const auto own = subscription.find(def.name);
        entry.value = own == subscription.end() ? std::string(*def.defaultValue) : normalizedConfig(def.type, own->second);
        if (own != subscription.end())
            entry.synonyms.push_back({entry.name, entry.value, ConfigSource::DynamicClientMetrics});
        entry.source = own == subscription.end() ? ConfigSource::Default : ConfigSource::DynamicClientMetrics;
        entries.push_back(std::move(entry));
    }
    return entries;
}

ClientMetricsSubscription ClientMetricsSubscription::of(const ConfigMap &configs)
{
    ClientMetricsSubscription subscription;
    if (const auto found = configs.find(kMetrics); found != configs.end())
        subscription.metrics = splitConfigList(found->second);
    if (const auto found = configs.find(kInterval); found != configs.end())
        subscription.intervalMs = static_cast<std::int32_t>(std::clamp(parseInteger(found->second).value_or(0), kLeastIntervalMs, kMostIntervalMs));
    if (const auto found = configs.find(kMatch); found != configs.end()) {
        for (const std::string &pattern : splitConfigList(found->second)) {
            if (auto match = parseMatch(pattern))
                subscription.matches.push_back(std::move(*match));
        }
    }
    return subscription;
}

} // namespace weir::sandbox
