// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/kafka_error.h"
#include "backend/sandbox/metadata/config_defs.h"

/// Marks the documentation of a row for lupdate: the broker sends it in English, the window shows what its translation
/// file has for it (configMeaning() in widgets/pages/topics). The broker is Qt-free, so the macro is ours; word for word
/// Qt's, so that a file may see both.
#define QT_TRANSLATE_NOOP(scope, x) x

namespace weir::sandbox {

/// @{ The rows of the tables of settings, in several files only for their length.
std::span<const ConfigDef> topicConfigRows();
std::span<const ConfigDef> networkConfigRows();
std::span<const ConfigDef> logConfigRows();
std::span<const ConfigDef> coordinatorConfigRows();
/// @}

/// Whether the text is a value of that type and within the row's rule. Error as validateTopicConfig().
base::Status validateConfigValue(const ConfigDef &def, std::string_view value);
/// An error of settings: Invalid, `config.validate`, target the name.
base::Status refuseConfig(std::string_view name, std::string words, base::KafkaError error = base::KafkaError::InvalidConfig);
/// The text of a value as Kafka tells it after having parsed it.
std::string normalizedConfig(ConfigType type, std::string_view value);

/// The short words that the rows are written in.
namespace config_row {

using T = ConfigType;
using I = ConfigImportance;
using U = ConfigUpdate;

inline constexpr std::nullopt_t kNull = std::nullopt;
inline constexpr ConfigRule kAny{};
inline constexpr ConfigRule kNonEmpty{.kind = ConfigRule::Kind::NonEmpty};
inline constexpr ConfigRule kThrottled{.kind = ConfigRule::Kind::Throttled};

constexpr ConfigRule atLeast(double low)
{
    return {.kind = ConfigRule::Kind::Range, .low = low};
}
constexpr ConfigRule between(double low, double high)
{
    return {.kind = ConfigRule::Kind::Range, .low = low, .high = high};
}
constexpr ConfigRule betweenOrMinus1(double low, double high)
{
    return {.kind = ConfigRule::Kind::RangeOrMinus1, .low = low, .high = high};
}
constexpr ConfigRule oneOf(std::string_view choices)
{
    return {.kind = ConfigRule::Kind::OneOf, .choices = choices};
}
constexpr ConfigRule oneOfNoCase(std::string_view choices)
{
    return {.kind = ConfigRule::Kind::OneOfNoCase, .choices = choices};
}
constexpr ConfigRule listOf(std::string_view choices)
{
    return {.kind = ConfigRule::Kind::ListOf, .choices = choices};
}

} // namespace config_row

} // namespace weir::sandbox
