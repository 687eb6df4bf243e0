// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/result.h"
#include "backend/model/profile.h"
#include "backend/net/client_config.h"

#include <string>
#include <utility>
#include <vector>

namespace weir::kafka {

/// The client settings of a profile and its secrets. Error: as net::parseClientProperties, or Invalid without addresses.
base::Result<net::ClientConfig> clientConfig(const model::Profile &profile, const QMap<QString, QString> &secrets);

/// The same settings under librdkafka's names, so that both clients of a session log in in the same way.
std::vector<std::pair<std::string, std::string>> rdkafkaProperties(const net::ClientConfig &config);

/// Reads the text of a client.properties file into a profile and its secrets. A sasl.jaas.config is taken apart, so
/// that its password becomes a secret and its user stays readable; names become canonical (model::withCanonicalNames).
base::Result<model::ImportedProfile> importProfile(const QString &text, const QString &name);

} // namespace weir::kafka
