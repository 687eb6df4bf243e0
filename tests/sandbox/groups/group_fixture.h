// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sandbox/core/manual_owner.h"
#include "backend/wire/codec.h"
#include "tests/sandbox/groups/group_fakes.h"

namespace weir::sandbox::test {

struct JoinOptions {
    std::string memberId{};
    std::optional<std::string> instanceId{};
    std::vector<std::string> protocols{"range"};
    std::vector<std::string> topics{"orders"};
    std::string protocolType = "consumer";
    std::int32_t sessionTimeoutMs = 10'000;
    std::int32_t rebalanceTimeoutMs = 60'000;
    std::int16_t version = 9;
    std::string clientId = "client";
};

/// One shard that leads all 50 partitions, on a clock that stands still.
struct Shard {
    base::ManualClock clock;
    ManualOwner owner{clock};
    FakeLog log;
    FakeTopics topics;
    GroupConfig config;
    std::uint64_t starts = 0; ///< also the seed: a restarted broker does not give out the same ids again
    std::unique_ptr<GroupCoordinator> coordinator;

    explicit Shard(GroupConfig settings = {}) : config(settings) { start(); }
    ~Shard() { coordinator.reset(); }

    void start()
    {
        coordinator = std::make_unique<GroupCoordinator>(owner, log, topics, config, ++starts);
        coordinator->setOffsetsPartitions(50);
        for (std::int32_t partition = 0; partition < 50; ++partition) {
            coordinator->startLoading(partition);
            if (log.stored.contains(partition))
                QVERIFY(coordinator->loadBatches(partition, log.batches(partition)));
            coordinator->finishLoading(partition);
        }
    }
    void advance(std::int64_t ms) { owner.advance(base::Milliseconds(ms)); }

    static Session session(const std::string &clientId = "client")
    {
        Session s;
        s.clientId = clientId;
        s.clientHost = "/127.0.0.1";
        return s;
    }

    Answer<wire::JoinGroupResponse> join(const std::string &group, const JoinOptions &options = {})
    {
        wire::JoinGroupRequest request;
        request.groupId = group;
        request.memberId = options.memberId;
        request.groupInstanceId = options.instanceId;
        request.protocolType = options.protocolType;
        request.sessionTimeoutMs = options.sessionTimeoutMs;
        request.rebalanceTimeoutMs = options.rebalanceTimeoutMs;
        for (const auto &name : options.protocols)
            request.protocols.push_back({name, subscription(options.topics), {}});
        Answer<wire::JoinGroupResponse> answer;
        coordinator->handle(request, options.version, session(options.clientId), answer.reply());
        return answer;
    }
    /// Both steps of KIP-394; the id that was given.
    std::string joinDynamic(const std::string &group, Answer<wire::JoinGroupResponse> &answer, JoinOptions options = {})
    {
        const auto first = join(group, options);
        if (!first || first.error() != KafkaError::MemberIdRequired)
            qFatal("no member id was asked for");
        options.memberId = first->memberId;
        answer = join(group, options);
        return options.memberId;
    }
    Answer<wire::SyncGroupResponse> sync(const std::string &group, const std::string &memberId, std::int32_t generation,
                                         const std::map<std::string, std::string> &assignment = {},
                                         std::optional<std::string> instanceId = {}, std::string protocol = "range")
    {
        wire::SyncGroupRequest request;
        request.groupId = group;
        request.memberId = memberId;
        request.generationId = generation;
        request.groupInstanceId = std::move(instanceId);
        request.protocolType = "consumer";
        request.protocolName = std::move(protocol);
        for (const auto &[id, bytes] : assignment)
            request.assignments.push_back({id, base::toBytes(bytes), {}});
        Answer<wire::SyncGroupResponse> answer;
        coordinator->handle(request, 5, session(), answer.reply());
        return answer;
    }
    KafkaError heartbeat(const std::string &group, const std::string &memberId, std::int32_t generation, std::optional<std::string> instanceId = {})
    {
        wire::HeartbeatRequest request;
        request.groupId = group;
        request.memberId = memberId;
        request.generationId = generation;
        request.groupInstanceId = std::move(instanceId);
        Answer<wire::HeartbeatResponse> answer;
        coordinator->handle(request, 4, session(), answer.reply());
        return answer.error();
    }
    Answer<wire::LeaveGroupResponse> leave(const std::string &group, const std::string &memberId, std::optional<std::string> instanceId = {})
    {
        wire::LeaveGroupRequest request;
        request.groupId = group;
        request.members.push_back({memberId, std::move(instanceId), {}, {}});
        Answer<wire::LeaveGroupResponse> answer;
        coordinator->handle(request, 5, session(), answer.reply());
        return answer;
    }
    Answer<wire::OffsetCommitResponse> commit(const std::string &group, const std::string &topic, std::int32_t partition, std::int64_t offset,
                                              const std::string &memberId = {}, std::int32_t generation = -1, std::int16_t version = 9,
                                              std::optional<std::string> metadata = std::string{}, std::int64_t retentionMs = -1)
    {
        wire::OffsetCommitRequest request;
        request.groupId = group;
        request.memberId = memberId;
        request.generationIdOrMemberEpoch = generation;
        request.retentionTimeMs = retentionMs;
        auto &into = request.topics.emplace_back();
        into.name = topic;
        auto &each = into.partitions.emplace_back();
        each.partitionIndex = partition;
        each.committedOffset = offset;
        each.committedMetadata = std::move(metadata);
        Answer<wire::OffsetCommitResponse> answer;
        coordinator->handle(request, version, session(), answer.reply());
        return answer;
    }
    static KafkaError commitError(const Answer<wire::OffsetCommitResponse> &answer)
    {
        return answer ? static_cast<KafkaError>(answer->topics.at(0).partitions.at(0).errorCode) : KafkaError::UnknownServerError;
    }
    Answer<wire::OffsetFetchResponse> fetch(const std::string &group, std::int16_t version, bool requireStable = false)
    {
        wire::OffsetFetchRequest request;
        request.requireStable = requireStable;
        if (version >= 8) {
            request.groups.emplace_back().groupId = group;
            request.groups.back().topics.reset();
        } else {
            request.groupId = group;
            request.topics.reset();
        }
        Answer<wire::OffsetFetchResponse> answer;
        coordinator->handle(request, version, session(), answer.reply());
        return answer;
    }
    /// -1 where nothing is committed.
    std::int64_t offsetOf(const std::string &group, const std::string &topic, std::int32_t partition)
    {
        wire::OffsetFetchRequest request;
        request.groups.emplace_back().groupId = group;
        auto &asked = request.groups.back().topics->emplace_back();
        asked.name = topic;
        asked.partitionIndexes = {partition};
        Answer<wire::OffsetFetchResponse> answer;
        coordinator->handle(request, 9, session(), answer.reply());
        return answer ? answer->groups.at(0).topics.at(0).partitions.at(0).committedOffset : -2;
    }
    std::string stateOf(const std::string &group) { return coordinator->describeGroup(group, 6).groupState; }
    std::size_t membersOf(const std::string &group) { return coordinator->describeGroup(group, 6).members.size(); }

    /// A Stable group of dynamic members, the leader first; their ids.
    std::vector<std::string> stableGroup(const std::string &group, int size, JoinOptions options = {})
    {
        std::vector<std::string> ids;
        std::vector<Answer<wire::JoinGroupResponse>> joined(static_cast<std::size_t>(size));
        for (auto &answer : joined)
            ids.push_back(joinDynamic(group, answer, options));
        advance(config.groupInitialRebalanceDelayMs * 3);
        if (!joined[0])
            qFatal("the join did not end");
        const auto generation = joined[0]->generationId;
        std::map<std::string, std::string> assignment;
        for (const auto &id : ids)
            assignment[id] = "for " + id;
        for (std::size_t i = ids.size(); i-- > 0;)
            sync(group, ids[i], generation, i == 0 ? assignment : std::map<std::string, std::string>{}, {}, options.protocols.at(0));
        if (stateOf(group) != "Stable")
            qFatal("the group is not stable");
        return ids;
    }
};

} // namespace weir::sandbox::test
