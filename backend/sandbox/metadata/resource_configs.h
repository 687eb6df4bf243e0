// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sandbox/metadata/config_defs.h"

#include <string>
#include <utility>
#include <vector>

// The settings of resources that are neither topics nor brokers: groups (KIP-848, KIP-932, KIP-1071) and subscriptions to
// the metrics of clients (KIP-714).

namespace weir::sandbox {

/// In order of name. What a group does not set follows the broker's `group.` setting of that name, where there is one.
std::span<const ConfigDef> groupConfigDefs();
/// The whole of a group's overrides: each on its own, and the bounds that the broker's settings give. Errors as
/// validateTopicConfigs().
base::Status validateGroupConfigs(const BrokerConfigView &broker, const ConfigMap &group);
/// The value in force: the group's own, else what its broker gives.
std::string effectiveGroupConfig(const BrokerConfigView &broker, const ConfigMap &group, std::string_view name);
/// How long ago the group begins, where share.auto.offset.reset is "by_duration:..."; in milliseconds.
std::optional<std::int64_t> resetDurationMs(std::string_view reset);
std::vector<EffectiveConfig> describeGroupConfigs(const BrokerConfigView &broker, const ConfigMap &group);

std::span<const ConfigDef> clientMetricsConfigDefs();
/// The whole of a subscription. Error: Invalid, kafkaCode INVALID_REQUEST or INVALID_CONFIG, Kafka's words in peerText.
base::Status validateClientMetricsConfigs(const ConfigMap &subscription);
std::vector<EffectiveConfig> describeClientMetricsConfigs(const ConfigMap &subscription);

/// What a client must be for a subscription: an attribute ("client_id", "client_software_name", ...) and the expression that
/// its whole value has to fit.
using ClientMatch = std::pair<std::string, std::string>;

/// A subscription as brokers act on it.
struct ClientMetricsSubscription
{
    std::vector<std::string> metrics; ///< prefixes of names; "*" is all
    std::vector<ClientMatch> matches; ///< all must fit; none: every client
    std::int32_t intervalMs = 300'000;

    static ClientMetricsSubscription of(const ConfigMap &configs);
};

} // namespace weir::sandbox
