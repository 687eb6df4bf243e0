// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/result.h"
#include "backend/sandbox/metadata/image.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace weir::sandbox {

/// With the codes that DescribeConfigs answers (v3 and later).
enum class ConfigType : std::int8_t {
    Unknown = 0,
    Boolean = 1,
    String = 2,
    Int = 3,
    Short = 4,
    Long = 5,
    Double = 6,
    List = 7,
    Class = 8,
    Password = 9,
};

enum class ConfigImportance : std::uint8_t { High, Medium, Low };

/// Whether a running broker takes a new value, and whether one may be given for all brokers at once.
enum class ConfigUpdate : std::uint8_t { ReadOnly, PerBroker, ClusterWide };

/// What a value must satisfy beyond its type.
struct ConfigRule
{
    enum class Kind : std::uint8_t {
        None,
        Range,         ///< low to high, both included
        RangeOrMinus1, ///< the same, or -1
        OneOf,         ///< one of `choices`
        OneOfNoCase,
        ListOf,   ///< each element one of `choices`
        NonEmpty, ///< neither empty nor blank
        NonEmptyList,
        Throttled, ///< "partition:broker,..." or "*"
    };
    Kind kind = Kind::None;
    double low = -std::numeric_limits<double>::infinity();
    double high = std::numeric_limits<double>::infinity();
    std::string_view choices{}; ///< separated by commas
};

/// A setting as Apache Kafka 4.x defines it (kafka.apache.org/documentation, Broker Configs and Topic Configs).
struct ConfigDef
{
    std::string_view name;
    ConfigType type = ConfigType::String;
    /// Null where Kafka has none: the setting is then absent unless somebody gives it.
    std::optional<std::string_view> defaultValue;
    ConfigRule rule;
    ConfigImportance importance = ConfigImportance::Medium;
    ConfigUpdate update = ConfigUpdate::ReadOnly;
    std::string_view documentation;

    bool sensitive() const { return type == ConfigType::Password; }
};

/// In order of name.
std::span<const ConfigDef> topicConfigDefs();
std::span<const ConfigDef> brokerConfigDefs();
/// Null where there is no such setting.
const ConfigDef *findTopicConfig(std::string_view name);
const ConfigDef *findBrokerConfig(std::string_view name);

/// The broker settings that a topic setting falls back on, the first that is set winning, each with what its number is
/// multiplied with to give the topic's unit ("log.retention.hours" -> 3,600,000). Empty where there is none.
struct BrokerSynonym
{
    std::string_view name;
    std::int64_t factor = 1;
};
std::span<const BrokerSynonym> brokerSynonymsOf(std::string_view topicConfig);

/// Whether the value may be set. Error: Invalid, `config.validate`, target the name, kafkaCode INVALID_CONFIG (40), and
/// in peerText the words that Kafka has for it.
base::Status validateTopicConfig(std::string_view name, std::string_view value);
/// The value of a setting in a broker's own file or on its command line. An unknown name is refused, apart from those
/// that Kafka itself forwards to plug-ins and listeners ("listener.name.x.y").
base::Status validateBrokerConfig(std::string_view name, std::string_view value);
/// Whether a running broker (or, not `perBroker`, all of them at once) takes the value. Settings that it does not know
/// are taken and kept, as Kafka does. Error: as above, but kafkaCode INVALID_REQUEST (42), which is what Kafka answers
/// here.
base::Status validateDynamicBrokerConfig(std::string_view name, std::string_view value, bool perBroker);
/// The whole of a topic's overrides: each on its own, and what holds between them.
base::Status validateTopicConfigs(const ConfigMap &configs);
/// All of a broker's own settings; the first error.
base::Status validateStaticConfigs(const ConfigMap &configs);

/// DescribeConfigs' codes of where a value came from.
enum class ConfigSource : std::int8_t {
    Unknown = 0,
    DynamicTopic = 1,
    DynamicBroker = 2,
    DynamicDefaultBroker = 3,
    StaticBroker = 4,
    Default = 5,
    DynamicClientMetrics = 7,
    DynamicGroup = 8,
};

struct ConfigSynonym
{
    std::string name;
    std::optional<std::string> value; ///< null for a sensitive one
    ConfigSource source = ConfigSource::Unknown;

    bool operator==(const ConfigSynonym &) const = default;
};

/// One line of DescribeConfigs.
struct EffectiveConfig
{
    std::string name;
    std::optional<std::string> value; ///< null for a sensitive or an unset one
    ConfigSource source = ConfigSource::Default;
    bool readOnly = false;
    bool sensitive = false;
    ConfigType type = ConfigType::Unknown;
    std::vector<ConfigSynonym> synonyms; ///< the chain that decided, the deciding one first
    std::string_view documentation;
};

/// What a broker goes by: its own settings under the dynamic ones of the image. Cheap to make, holds references: keep
/// it for a call, not longer. An unset setting without a default is "" or 0; an unknown name is a mistake of ours.
class BrokerConfigView
{
public:
    BrokerConfigView(const ConfigMap &statics, const MetadataImage &image, std::int32_t brokerId)
        : m_statics(statics), m_perBroker(image.brokerConfigs(brokerId)), m_cluster(image.defaultBrokerConfigs())
    {
    }
    BrokerConfigView(const ConfigMap &statics, const ConfigMap &perBroker, const ConfigMap &cluster)
        : m_statics(statics), m_perBroker(perBroker), m_cluster(cluster)
    {
    }

    /// What is in force; nothing where it is neither set nor has a default.
    std::optional<std::string_view> value(std::string_view name) const;
    std::string text(std::string_view name) const;
    std::int64_t number(std::string_view name) const;
    double real(std::string_view name) const;
    bool flag(std::string_view name) const;
    std::vector<std::string> list(std::string_view name) const;
    /// The value of a topic setting that follows from this broker's settings, in the topic's unit.
    std::string topicDefault(std::string_view topicConfig) const;

    const ConfigMap &statics() const { return m_statics; }
    const ConfigMap &perBroker() const { return m_perBroker; }
    const ConfigMap &cluster() const { return m_cluster; }

private:
    const ConfigMap &m_statics;
    const ConfigMap &m_perBroker;
    const ConfigMap &m_cluster;
};

/// All settings of a topic as DescribeConfigs answers them on that broker, in order of name.
std::vector<EffectiveConfig> describeTopicConfigs(const BrokerConfigView &broker, const ConfigMap &topic);
/// All settings of that broker.
std::vector<EffectiveConfig> describeBrokerConfigs(const BrokerConfigView &broker);
/// The dynamic settings given for all brokers (the resource with an empty name); only those that are set.
std::vector<EffectiveConfig> describeDefaultBrokerConfigs(const ConfigMap &cluster);

/// The value of one topic setting in force: the topic's own, else what its broker gives.
std::string effectiveTopicConfig(const BrokerConfigView &broker, const ConfigMap &topic, std::string_view name);

/// "a, b,,c" -> {a, b, c}: Kafka trims the elements of a list and drops empty ones.
std::vector<std::string> splitConfigList(std::string_view text);

} // namespace weir::sandbox
