// SPDX-License-Identifier: GPL-3.0-or-later
// The quorum of the metadata log, which is this controller alone, and its snapshots. DescribeQuorum 0-2 (KIP-595): 1 times of
// the last fetch and of having caught up (KIP-836); 2 directory ids, the voters' addresses. Directory ids are zero, as with
// kraft.version 0 in Kafka. FetchSnapshot 0-1 (KIP-630): 1 the replica's directory id, the leader's address.
#include "backend/sandbox/metadata/controller_impl.h"
#include "backend/wire/messages/describe_quorum.h"
#include "backend/wire/messages/fetch.h"
#include "backend/wire/messages/fetch_snapshot.h"

#include <algorithm>

namespace weir::sandbox {

using base::KafkaError;

namespace {

// Kafka forgets an observer that has not fetched for so long.
constexpr std::chrono::minutes kObserverSession{5};
constexpr std::int32_t kMaxSnapshotPiece = 8 << 20;

} // namespace

void Controller::Impl::noteObserver(std::int32_t replica, std::int64_t fetchOffset)
{
    const std::int64_t time = m_owner.clock().wallMs();
    const std::int64_t end = m_log->endOffset();
    Observer &observer = m_observers[replica];
    if (fetchOffset >= end)
        observer.caughtUpMs = time;
    else if (fetchOffset >= observer.endAtLastFetch && observer.fetchedMs >= 0)
        observer.caughtUpMs = std::max(observer.caughtUpMs, observer.fetchedMs);
    observer.endOffset = fetchOffset;
    observer.fetchedMs = time;
    observer.endAtLastFetch = end;
    std::erase_if(m_observers, [&](const auto &one) {
        return time - one.second.fetchedMs > std::chrono::milliseconds(kObserverSession).count();
    });
}

void Controller::Impl::handle(const wire::DescribeQuorumRequest &request, std::int16_t version, Reply<wire::DescribeQuorumResponse> reply)
{
    wire::DescribeQuorumResponse response;
    response.errorMessage.reset();
    for (const auto &topic : request.topics) {
        auto &topicAnswer = response.topics.emplace_back();
        topicAnswer.topicName = topic.topicName;
        for (const auto &wanted : topic.partitions) {
            auto &answer = topicAnswer.partitions.emplace_back();
            answer.partitionIndex = wanted.partitionIndex;
            answer.errorMessage.reset();
            if (topic.topicName != kMetadataTopic || wanted.partitionIndex != 0) {
                answer.errorCode = code(KafkaError::UnknownTopicOrPartition);
                continue;
            }
            answer.leaderId = m_options.nodeId;
            answer.leaderEpoch = m_log->epoch();
            answer.highWatermark = m_log->committedOffset();
            auto &voter = answer.currentVoters.emplace_back();
            voter.replicaId = m_options.nodeId;
            voter.logEndOffset = m_log->endOffset();
            voter.lastFetchTimestamp = m_owner.clock().wallMs();
            voter.lastCaughtUpTimestamp = voter.lastFetchTimestamp;
            for (const auto &[id, observer] : m_observers) {
                auto &row = answer.observers.emplace_back();
                row.replicaId = id;
                row.logEndOffset = observer.endOffset;
                row.lastFetchTimestamp = observer.fetchedMs;
                row.lastCaughtUpTimestamp = observer.caughtUpMs;
            }
        }
    }
    if (version >= 2) {
        auto &node = response.nodes.emplace_back();
        node.nodeId = m_options.nodeId;
        for (const Endpoint &endpoint : m_options.listeners) {
            auto &listener = node.listeners.emplace_back();
            listener.name = endpoint.name;
            listener.host = endpoint.host;
            listener.port = endpoint.port;
        }
    }
    reply(std::move(response));
}

void Controller::Impl::handle(const wire::FetchSnapshotRequest &request, std::int16_t version, Reply<wire::FetchSnapshotResponse> reply)
{
    wire::FetchSnapshotResponse response;
    if (request.clusterId && *request.clusterId != m_log->clusterId()) {
        response.errorCode = code(KafkaError::InconsistentClusterId);
        reply(std::move(response));
        return;
    }
    for (const auto &topic : request.topics) {
        auto &topicAnswer = response.topics.emplace_back();
        topicAnswer.name = topic.name;
        for (const auto &wanted : topic.partitions) {
            auto &answer = topicAnswer.partitions.emplace_back();
            answer.index = wanted.partition;
            answer.snapshotId.endOffset = wanted.snapshotId.endOffset;
            answer.snapshotId.epoch = wanted.snapshotId.epoch;
            answer.unalignedRecords = wire::Records::empty();
            answer.errorCode = topic.name != kMetadataTopic || wanted.partition != 0
                ? code(KafkaError::UnknownTopicOrPartition)
                : readSnapshot(wanted.currentLeaderEpoch, {wanted.snapshotId.endOffset, wanted.snapshotId.epoch}, wanted.position,
                               std::clamp(request.maxBytes, 1, kMaxSnapshotPiece), answer.size, answer.unalignedRecords);
            answer.position = wanted.position;
            answer.currentLeader.leaderId = m_options.nodeId;
            answer.currentLeader.leaderEpoch = m_log->epoch();
        }
    }
    if (version >= 1 && !m_options.listeners.empty()) {
        auto &node = response.nodeEndpoints.emplace_back();
        node.nodeId = m_options.nodeId;
        node.host = m_options.listeners.front().host;
        node.port = m_options.listeners.front().port;
    }
    reply(std::move(response));
}

std::int16_t Controller::Impl::readSnapshot(std::int32_t leaderEpoch, const MetadataLog::SnapshotId &id, std::int64_t position,
                                            std::int32_t maxBytes, std::int64_t &size, wire::Records &records)
{
    if (leaderEpoch != m_log->epoch())
        return code(leaderEpoch < m_log->epoch() ? KafkaError::FencedLeaderEpoch : KafkaError::UnknownLeaderEpoch);
    if (m_log->latestSnapshot() != id)
        return code(KafkaError::SnapshotNotFound);
    const auto total = m_log->snapshotSize(id);
    if (!total)
        return codeOf(tl::unexpected(total.error()));
    size = static_cast<std::int64_t>(*total);
    if (position < 0 || position >= size)
        return code(KafkaError::PositionOutOfRange);
    auto piece = m_log->readSnapshot(id, static_cast<std::uint64_t>(position), static_cast<std::size_t>(maxBytes));
    if (!piece)
        return codeOf(tl::unexpected(piece.error()));
    records = wire::Records::owning(std::move(*piece));
    return 0;
}

} // namespace weir::sandbox
