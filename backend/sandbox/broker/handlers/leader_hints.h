// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/kafka_error.h"
#include "backend/sandbox/metadata/image.h"

#include <set>
#include <string_view>

namespace weir::sandbox {

/// KIP-951: who meets "not me" is told who leads now and where that broker listens, and need not ask for metadata.
/// Only for versions that have the fields; `endpoints` where they have those of nodes as well.
template <class Response>
void addLeaderHints(const MetadataImage &image, std::string_view listener, Response &response, bool endpoints)
{
    std::set<std::int32_t> named;
    const auto look = [&](auto &partition, const base::Uuid &topicId, std::int32_t index) {
        const bool moved = partition.errorCode == base::code(base::KafkaError::NotLeaderOrFollower)
            || partition.errorCode == base::code(base::KafkaError::FencedLeaderEpoch);
        if (!moved)
            return;
        if (const PartitionImage *now = image.partition(topicId, index); now != nullptr && now->leaderEpoch >= partition.currentLeader.leaderEpoch) {
            partition.currentLeader.leaderId = now->leader;
            partition.currentLeader.leaderEpoch = now->leaderEpoch;
        }
        if (partition.currentLeader.leaderId >= 0)
            named.insert(partition.currentLeader.leaderId);
    };
    for (auto &topic : response.responses) {
        base::Uuid id = topic.topicId;
        const auto nameOf = [&]() -> std::string {
            if constexpr (requires { topic.name; })
                return topic.name;
            else if constexpr (requires { topic.topic; })
                return topic.topic;
            else
                return {};
        };
        if (id.isZero()) {
            if (const TopicPtr known = image.topic(nameOf()))
                id = known->id;
        }
        if constexpr (requires { topic.partitionResponses; }) {
            for (auto &partition : topic.partitionResponses)
                look(partition, id, partition.index);
        } else {
            for (auto &partition : topic.partitions)
                look(partition, id, partition.partitionIndex);
        }
    }
    if (!endpoints)
        return;
    for (const std::int32_t broker : named) {
        const BrokerImage *leader = image.broker(broker);
        const Endpoint *endpoint = leader == nullptr ? nullptr : leader->endpoint(listener);
        if (endpoint == nullptr)
            continue;
        typename Response::NodeEndpoint node;
        node.nodeId = broker;
        node.host = endpoint->host;
        node.port = endpoint->port;
        node.rack = leader->rack;
        response.nodeEndpoints.push_back(std::move(node));
    }
}

} // namespace weir::sandbox
