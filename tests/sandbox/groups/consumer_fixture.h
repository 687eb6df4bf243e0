// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/sandbox/groups/group_fixture.h"

namespace weir::sandbox::test {

using Beat = wire::ConsumerGroupHeartbeatRequest;
using Beaten = wire::ConsumerGroupHeartbeatResponse;

/// A member of the KIP-848 protocol as a client would be one: it joins, takes what it is given, and gives up what it is not.
struct Consumer {
    Shard *shard = nullptr;
    std::string group = "g";
    std::string memberId{};
    std::optional<std::string> instanceId{};
    std::optional<std::vector<std::string>> topics = std::vector<std::string>{"orders"};
    std::optional<std::string> regex{};
    std::optional<std::string> assignor{};
    std::int32_t rebalanceTimeoutMs = 60'000;
    std::int32_t epoch = 0;
    PartitionSet owned{};
    bool toldAll = false; ///< the coordinator knows what it subscribes to
    bool toldOwned = false;

    static PartitionSet partitionsOf(const std::vector<Beaten::TopicPartitions> &topics)
    {
        PartitionSet set;
        for (const auto &topic : topics)
            set[topic.topicId].insert(topic.partitions.begin(), topic.partitions.end());
        return set;
    }
    Beat request() const
    {
        Beat request;
        request.groupId = group;
        request.memberId = memberId;
        request.memberEpoch = epoch;
        request.instanceId = instanceId;
        if (epoch == 0 || !toldAll) {
            request.rebalanceTimeoutMs = rebalanceTimeoutMs;
            request.subscribedTopicNames = topics;
            request.subscribedTopicRegex = regex;
            request.serverAssignor = assignor;
        }
        if (epoch == 0 || !toldOwned) {
            request.topicPartitions.emplace();
            for (const auto &[topic, partitions] : owned)
                request.topicPartitions->push_back({topic, {partitions.begin(), partitions.end()}, {}});
        }
        return request;
    }
    Answer<Beaten> send(Beat what) const
    {
        Answer<Beaten> answer;
        shard->coordinator->handle(what, 1, Shard::session(memberId), answer.reply());
        return answer;
    }
    /// One heartbeat; the error.
    KafkaError beat()
    {
        const auto answer = send(request());
        if (!answer)
            qFatal("not answered");
        take(*answer);
        return answer.error();
    }
    void take(const Beaten &answer)
    {
        const auto error = static_cast<KafkaError>(answer.errorCode);
        if (error == KafkaError::UnknownMemberId || error == KafkaError::FencedMemberEpoch) {
            epoch = 0;
            owned.clear();
            toldAll = toldOwned = false;
        }
        if (error != KafkaError::None)
            return;
        epoch = answer.memberEpoch;
        toldAll = toldOwned = true;
        if (answer.assignment) {
            owned = partitionsOf(answer.assignment->topicPartitions);
            toldOwned = false;
        }
    }
    KafkaError leave(std::int32_t how = ConsumerMember::kLeaveEpoch)
    {
        Beat request;
        request.groupId = group;
        request.memberId = memberId;
        request.memberEpoch = how;
        request.instanceId = instanceId;
        const auto answer = send(request);
        epoch = 0;
        owned.clear();
        toldAll = toldOwned = false;
        return answer.error();
    }
    std::size_t count() const
    {
        std::size_t sum = 0;
        for (const auto &[topic, partitions] : owned)
            sum += partitions.size();
        return sum;
    }
};

/// The group as ConsumerGroupDescribe shows it.
inline wire::ConsumerGroupDescribeResponse::DescribedGroup describedOf(const Shard &shard, const std::string &group)
{
    return shard.coordinator->describeConsumerGroup(group);
}
inline std::string consumerStateOf(const Shard &shard, const std::string &group) { return describedOf(shard, group).groupState; }

/// Heartbeats of all until nobody hears anything new.
inline void settle(Shard &shard, const std::vector<Consumer *> &consumers)
{
    for (int round = 0; round < 40; ++round) {
        for (Consumer *consumer : consumers)
            consumer->beat();
        shard.advance(1'000);
        if (round > 2 && !consumers.empty() && consumerStateOf(shard, consumers.front()->group) == "Stable")
            return;
    }
}

} // namespace weir::sandbox::test
