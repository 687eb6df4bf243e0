// SPDX-License-Identifier: GPL-3.0-or-later
// The metadata log as brokers read it: Fetch 12-18 of __cluster_metadata-0 by observers (KIP-595, KIP-630). v13 names
// the topic by id, v15 the replica by its state, v17 its directory. Fetch sessions are not offered: session id 0.
#include "backend/sandbox/metadata/controller_impl.h"
#include "backend/wire/messages/fetch.h"

#include <algorithm>

namespace weir::sandbox {

using base::KafkaError;

namespace {

constexpr std::int32_t kMaxBytes = 8 << 20;
constexpr std::int16_t kTopicIdsFrom = 13;
constexpr std::int16_t kReplicaStateFrom = 15;

} // namespace

bool Controller::Impl::answerFetch(const wire::FetchRequest &request, std::int16_t version, bool last,
                                   const Reply<wire::FetchResponse> &reply)
{
    wire::FetchResponse response;
    bool anything = false;
    for (const auto &topic : request.topics) {
        auto &topicAnswer = response.responses.emplace_back();
        topicAnswer.topic = topic.topic;
        topicAnswer.topicId = topic.topicId;
        const bool ours = version >= kTopicIdsFrom ? topic.topicId == metadataTopicId() : topic.topic == kMetadataTopic;
        for (const auto &wanted : topic.partitions) {
            auto &answer = topicAnswer.partitions.emplace_back();
            answer.partitionIndex = wanted.partition;
            answer.records = wire::Records::empty();
            const auto refuse = [&](KafkaError error) {
                answer.errorCode = code(error);
                anything = true;
            };
            if (!ours || wanted.partition != 0) {
                refuse(version >= kTopicIdsFrom && !ours ? KafkaError::UnknownTopicId
                                                         : KafkaError::UnknownTopicOrPartition);
                continue;
            }
            answer.currentLeader.leaderId = m_options.nodeId;
            answer.currentLeader.leaderEpoch = m_log->epoch();
            answer.highWatermark = m_log->committedOffset();
            answer.lastStableOffset = m_log->committedOffset();
            answer.logStartOffset = m_log->startOffset();
            if (wanted.currentLeaderEpoch != -1 && wanted.currentLeaderEpoch != m_log->epoch()) {
                refuse(wanted.currentLeaderEpoch < m_log->epoch() ? KafkaError::FencedLeaderEpoch
                                                                  : KafkaError::UnknownLeaderEpoch);
                continue;
            }
            if (wanted.fetchOffset < m_log->startOffset() && m_log->latestSnapshot()) {
                // What is asked for is only in the snapshot any more.
                answer.snapshotId.endOffset = m_log->latestSnapshot()->endOffset;
                answer.snapshotId.epoch = m_log->latestSnapshot()->epoch;
                anything = true;
                continue;
            }
            if (wanted.lastFetchedEpoch >= 0 && wanted.fetchOffset > m_log->startOffset()) {
                const EpochEnd end = m_log->log().endOffsetForEpoch(wanted.lastFetchedEpoch);
                if (end.epoch != wanted.lastFetchedEpoch || end.endOffset < wanted.fetchOffset) {
                    answer.divergingEpoch.epoch = end.epoch;
                    answer.divergingEpoch.endOffset = end.endOffset;
                    anything = true;
                    continue;
                }
            }
            if (wanted.fetchOffset < 0 || wanted.fetchOffset > m_log->committedOffset()) {
                refuse(KafkaError::OffsetOutOfRange);
                continue;
            }
            if (wanted.fetchOffset == m_log->committedOffset())
                continue;
            const std::int32_t most = std::clamp(std::min(wanted.partitionMaxBytes, request.maxBytes), 1, kMaxBytes);
            auto bytes = m_log->read(wanted.fetchOffset, static_cast<std::uint32_t>(most));
            if (!bytes) {
                answer.errorCode = codeOf(tl::unexpected(bytes.error()));
                anything = true;
                continue;
            }
            anything = anything || !bytes->empty();
            answer.records = wire::Records::owning(std::move(*bytes));
        }
    }
    if (!anything && !last)
        return false;
    reply(std::move(response));
    return true;
}

void Controller::Impl::handle(const wire::FetchRequest &request, std::int16_t version, Reply<wire::FetchResponse> reply)
{
    if (request.clusterId && *request.clusterId != m_log->clusterId()) {
        wire::FetchResponse response;
        response.errorCode = code(KafkaError::InconsistentClusterId);
        reply(std::move(response));
        return;
    }
    // Only those who follow the log as a node say who they are.
    const std::int32_t replica = version >= kReplicaStateFrom ? request.replicaState.replicaId : request.replicaId;
    if (replica >= 0 && !request.topics.empty() && !request.topics.front().partitions.empty())
        noteObserver(replica, request.topics.front().partitions.front().fetchOffset);
    const bool now = request.maxWaitMs <= 0 || request.topics.empty();
    if (answerFetch(request, version, now, reply))
        return;
    m_parked.push_back({});
    const auto at = std::prev(m_parked.end());
    at->answer = [this, request, version, reply] { answerFetch(request, version, true, reply); };
    at->timer = m_owner.after(base::Milliseconds(request.maxWaitMs), [this, alive = m_alive, at] {
        if (!*alive)
            return;
        const auto answer = std::move(at->answer);
        m_parked.erase(at);
        answer();
    });
}

void Controller::Impl::answerFetches()
{
    // Whatever is new is new for all of them: an observer waits at the end of the log.
    auto parked = std::exchange(m_parked, {});
    for (ParkedFetch &fetch : parked) {
        m_owner.cancel(fetch.timer);
        fetch.answer();
    }
}

} // namespace weir::sandbox
