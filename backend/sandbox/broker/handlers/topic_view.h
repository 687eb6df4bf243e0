// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/kafka_error.h"
#include "backend/sandbox/metadata/image.h"
#include "backend/sandbox/metadata/partition_change.h"

#include <string_view>

namespace weir::sandbox {

/// Topics that the cluster keeps for itself; clients do not produce to them or delete them by a slip.
inline bool isInternalTopic(std::string_view name)
{
    return name == "__consumer_offsets" || name == "__transaction_state" || name == "__share_group_state";
}

/// Kafka's rule for topic names: 1 to 249 of [a-zA-Z0-9._-], not "." or "..".
inline bool isValidTopicName(std::string_view name)
{
    if (name.empty() || name == "." || name == ".." || name.size() > 249)
        return false;
    for (const char c : name) {
        const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '_' || c == '-';
        if (!plain)
            return false;
    }
    return true;
}

/// How a client of that listener sees a partition: its error, its leader where that can be reached, its dead replicas.
struct PartitionView {
    std::int16_t error = 0;
    std::int32_t leader = -1;
    std::vector<std::int32_t> offline;
};

inline PartitionView viewOf(const MetadataImage &image, const PartitionImage &partition, std::string_view listener)
{
    PartitionView view;
    view.leader = partition.leader;
    if (partition.leader < 0) {
        view.error = base::code(base::KafkaError::LeaderNotAvailable);
    } else if (const BrokerImage *leader = image.broker(partition.leader); leader == nullptr || leader->fenced) {
        view.error = base::code(base::KafkaError::LeaderNotAvailable);
        view.leader = -1;
    } else if (leader->endpoint(listener) == nullptr) {
        view.error = base::code(base::KafkaError::ListenerNotFound);
        view.leader = -1;
    }
    for (const std::int32_t replica : partition.replicas) {
        const BrokerImage *const broker = image.broker(replica);
        if (!image.alive(replica) || !isDirectoryOnline(*broker, directoryOf(partition, replica)))
            view.offline.push_back(replica);
    }
    return view;
}

} // namespace weir::sandbox
