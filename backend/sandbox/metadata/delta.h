// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sandbox/metadata/image.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace weir::sandbox {

/// What a run of metadata records changed, net: a thing changed twice is listed once, with what it was before the run
/// and what it is after it. A topic deleted and made anew under the same name is in both lists, with two ids.
struct MetadataDelta
{
    struct BrokerChange
    {
        std::int32_t id = -1;
        BrokerPtr before; ///< null: newly registered
        BrokerPtr after;  ///< null: unregistered
    };
    struct PartitionChange
    {
        std::string topic;
        base::Uuid topicId;
        std::int32_t partition = -1;
        PartitionPtr before; ///< null: new
        PartitionPtr after;  ///< never null; the partitions of a deleted topic are in deletedTopics
    };
    struct ConfigChange
    {
        ConfigResourceType type = ConfigResourceType::Unknown;
        std::string name;
    };

    std::vector<BrokerChange> brokers;
    std::vector<TopicPtr> createdTopics;
    std::vector<TopicPtr> deletedTopics;     ///< as they last were
    std::vector<PartitionChange> partitions; ///< new (also those of createdTopics) and changed ones
    std::vector<ConfigChange> configs;
    bool featuresChanged = false;
    bool producerIdsChanged = false;
    /// The whole image was replaced by a snapshot: the lists above compare the old image with the new one.
    bool fromSnapshot = false;

    bool empty() const
    {
        return brokers.empty() && createdTopics.empty() && deletedTopics.empty() && partitions.empty() &&
               configs.empty() && !featuresChanged && !producerIdsChanged;
    }
};

} // namespace weir::sandbox
