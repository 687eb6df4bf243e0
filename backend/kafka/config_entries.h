// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/model/cluster.h"
#include "backend/net/kafka_client.h"
#include "backend/wire/messages/describe_configs.h"

namespace weir::kafka {

/// Kafka's resource types in DescribeConfigs and its kin.
enum class ConfigResource : std::int8_t { Topic = 2, Broker = 4 };

model::ConfigEntry toModel(const wire::DescribeConfigsResponse::DescribeConfigsResourceResult &source);

/// Settings of the resources by name; one that could not be read has the peer's error. Topics: from any broker, in
/// requests of at most some hundred; a broker's: from itself; the cluster-wide default has the name "".
/// `keys`: only these settings; empty: all.
net::Task<std::map<std::string, base::Result<std::vector<model::ConfigEntry>>>> readConfigs(std::shared_ptr<net::KafkaClient> client, ConfigResource type,
                                                                                           std::vector<std::string> names, bool documented,
                                                                                           net::Deadline deadline, std::vector<std::string> keys = {});

} // namespace weir::kafka
