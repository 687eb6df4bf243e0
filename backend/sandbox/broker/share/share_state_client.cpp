// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/broker/share/share_state_client.h"

#include "backend/sandbox/broker/handlers/handlers.h"
#include "backend/sandbox/broker/handlers/internal_topics.h"
#include "backend/sandbox/groups/group_coordinator.h"
#include "backend/sandbox/share/share_coordinator.h"
#include "backend/wire/messages/delete_share_group_state.h"
#include "backend/wire/messages/initialize_share_group_state.h"
#include "backend/wire/messages/list_offsets.h"
#include "backend/wire/messages/read_share_group_state.h"
#include "backend/wire/messages/read_share_group_state_summary.h"
#include "backend/wire/messages/write_share_group_state.h"

#include <algorithm>

namespace weir::sandbox {

using base::KafkaError;
using std::chrono::milliseconds;

namespace {

/// Who asks waits no longer; a group whose coordinator is gone for as long is better off with an answer.
constexpr std::chrono::seconds kPatience{20};
constexpr milliseconds kLongestPause{1'000};

bool isWorthAnother(std::int16_t error)
{
    switch (static_cast<KafkaError>(error)) {
    case KafkaError::NotCoordinator:
    case KafkaError::CoordinatorNotAvailable:
    case KafkaError::CoordinatorLoadInProgress:
    case KafkaError::NetworkException:
        return true;
    default:
        return false;
    }
}

/// A request about one partition, and the row of its answer.
template <class Request>
void ask(PeerConnection &peer, const SharePartitionKey &key, Request request, const SharePersister::Read &answered,
         void (*take)(const typename decltype(net::ResponseOf<Request>::results)::value_type &row, StoredShareState &state))
{
    request.groupId = key.groupId;
    request.topics.front().topicId = key.topicId;
    request.topics.front().partitions.front().partition = key.partition;
    peer.send<Request>(std::move(request), ControllerLink::kRequestTimeout, [answered, take](const base::Result<net::ResponseOf<Request>> &response) {
        StoredShareState state;
        if (!response)
            state.error = base::code(KafkaError::NetworkException);
        else if (response->results.empty() || response->results.front().partitions.empty())
            state.error = base::code(KafkaError::UnknownServerError);
        else {
            state.error = response->results.front().partitions.front().errorCode;
            take(response->results.front(), state);
        }
        answered(std::move(state));
    });
}

template <class Row>
void takeNothing(const Row &, StoredShareState &)
{}

template <class Request>
Request withOne()
{
    Request request;
    request.topics.emplace_back().partitions.emplace_back();
    return request;
}

SharePersister::Read errorTo(SharePersister::Stored done)
{
    return [done = std::move(done)](const StoredShareState &state) { done(state.error); };
}

} // namespace

std::int32_t shareCoordinatorOf(const MetadataImage &image, const SharePartitionKey &key)
{
    const TopicPtr topic = image.topic(kShareStateTopic);
    if (!topic || topic->partitions.empty())
        return -1;
    const PartitionImage *partition = topic->partition(offsetsPartitionOf(key.toString(), static_cast<std::int32_t>(topic->partitions.size())));
    return partition != nullptr && image.alive(partition->leader) ? partition->leader : -1;
}

ShareStateClient::ShareStateClient(Broker &broker, ShareCoordinator &local) : m_broker(broker), m_local(local), m_peers(broker, "share-state") {}

void ShareStateClient::put(const CallPtr &call)
{
    if (m_broker.closing())
        return;
    if (call->since.count() == 0)
        call->since = shard().owner.clock().monotonic();
    if (!shard().image->topic(kShareStateTopic)) {
        const Session nobody;
        ensureInternalTopic({m_broker, m_broker.mainOwner(), 0, nobody}, kShareStateTopic, [this, self = m_broker.shared_from_this(), call] {
            // It could not be made, or is not in the image yet.
            if (!self->closing())
                shard().image->topic(kShareStateTopic) ? put(call) : again(call);
        });
        return;
    }
    const std::int32_t coordinator = shareCoordinatorOf(*shard().image, call->key);
    const Read answer = [this, self = m_broker.shared_from_this(), call](StoredShareState state) {
        self->postTo(self->mainOwner(), [this, self, call, state = std::move(state)] {
            if (!self->closing())
                answered(call, state);
        });
    };
    if (coordinator == m_broker.id())
        return call->here(answer);
    PeerConnection *peer = coordinator < 0 ? nullptr : m_peers.to(coordinator);
    if (peer == nullptr)
        return again(call);
    call->there(*peer, answer);
}

void ShareStateClient::answered(const CallPtr &call, StoredShareState state)
{
    if (isWorthAnother(state.error) && shard().owner.clock().monotonic() - call->since < kPatience)
        return again(call);
    call->done(std::move(state));
}

void ShareStateClient::again(const CallPtr &call)
{
    if (shard().owner.clock().monotonic() - call->since >= kPatience) {
        StoredShareState late;
        late.error = base::code(KafkaError::CoordinatorNotAvailable);
        return call->done(std::move(late));
    }
    shard().owner.after(call->pause, [this, self = m_broker.shared_from_this(), call] {
        if (!self->closing())
            put(call);
    });
    call->pause = std::min(call->pause * 2, kLongestPause);
}

void ShareStateClient::initialize(const SharePartitionKey &key, std::int32_t stateEpoch, std::int64_t startOffset, Stored done)
{
    using Request = wire::InitializeShareGroupStateRequest;
    put(std::make_shared<Call>(Call{key, [this, key, stateEpoch, startOffset](const Read &answer) { m_local.initialize(key, stateEpoch, startOffset, onlyError(answer)); },
                                    [key, stateEpoch, startOffset](PeerConnection &peer, const Read &answer) {
                                        auto request = withOne<Request>();
                                        request.topics.front().partitions.front().stateEpoch = stateEpoch;
                                        request.topics.front().partitions.front().startOffset = startOffset;
                                        ask<Request>(peer, key, std::move(request), answer, takeNothing);
                                    },
                                    errorTo(std::move(done))}));
}

void ShareStateClient::read(const SharePartitionKey &key, std::int32_t leaderEpoch, Read done)
{
    using Request = wire::ReadShareGroupStateRequest;
    put(std::make_shared<Call>(Call{key, [this, key, leaderEpoch](const Read &answer) { m_local.read(key, leaderEpoch, answer); },
                                    [key, leaderEpoch](PeerConnection &peer, const Read &answer) {
                                        auto request = withOne<Request>();
                                        request.topics.front().partitions.front().leaderEpoch = leaderEpoch;
                                        ask<Request>(peer, key, std::move(request), answer, [](const auto &row, StoredShareState &state) {
                                            const auto &partition = row.partitions.front();
                                            state.stateEpoch = partition.stateEpoch;
                                            state.startOffset = partition.startOffset;
                                            for (const auto &batch : partition.stateBatches)
                                                state.runs.push_back({batch.firstOffset, batch.lastOffset, static_cast<DeliveryState>(batch.deliveryState), batch.deliveryCount});
                                        });
                                    },
                                    std::move(done)}));
}

void ShareStateClient::write(const SharePartitionKey &key, ShareStateUpdate update, Stored done)
{
    using Request = wire::WriteShareGroupStateRequest;
    put(std::make_shared<Call>(Call{key, [this, key, update](const Read &answer) { m_local.write(key, update, onlyError(answer)); },
                                    [key, update](PeerConnection &peer, const Read &answer) {
                                        auto request = withOne<Request>();
                                        auto &partition = request.topics.front().partitions.front();
                                        partition.stateEpoch = update.stateEpoch;
                                        partition.leaderEpoch = update.leaderEpoch;
                                        partition.startOffset = update.startOffset;
                                        partition.deliveryCompleteCount = update.completeCount;
                                        for (const StateRun &run : update.runs)
                                            partition.stateBatches.push_back({run.firstOffset, run.lastOffset, static_cast<std::int8_t>(run.state), run.deliveryCount, {}});
                                        ask<Request>(peer, key, std::move(request), answer, takeNothing);
                                    },
                                    errorTo(std::move(done))}));
}

void ShareStateClient::remove(const SharePartitionKey &key, Stored done)
{
    using Request = wire::DeleteShareGroupStateRequest;
    put(std::make_shared<Call>(Call{key, [this, key](const Read &answer) { m_local.remove(key, onlyError(answer)); },
                                    [key](PeerConnection &peer, const Read &answer) { ask<Request>(peer, key, withOne<Request>(), answer, takeNothing); },
                                    errorTo(std::move(done))}));
}

void ShareStateClient::summarize(const SharePartitionKey &key, Read done)
{
    using Request = wire::ReadShareGroupStateSummaryRequest;
    put(std::make_shared<Call>(Call{key, [this, key](const Read &answer) { m_local.summarize(key, answer); },
                                    [key](PeerConnection &peer, const Read &answer) {
                                        auto request = withOne<Request>();
                                        request.topics.front().partitions.front().leaderEpoch = -1;
                                        ask<Request>(peer, key, std::move(request), answer, [](const auto &row, StoredShareState &state) {
                                            const auto &partition = row.partitions.front();
                                            state.stateEpoch = partition.stateEpoch;
                                            state.leaderEpoch = partition.leaderEpoch;
                                            state.startOffset = partition.startOffset;
                                            state.completeCount = partition.deliveryCompleteCount;
                                        });
                                    },
                                    std::move(done)}));
}

void ShareStateClient::endOffset(const base::Uuid &topicId, std::int32_t index, std::function<void(std::int64_t)> done)
{
    constexpr std::int16_t kVersion = 6;
    constexpr std::int64_t kLatest = -1;
    const auto later = [self = m_broker.shared_from_this(), done = std::move(done)](std::int64_t offset) {
        self->postTo(self->mainOwner(), [done, offset] { done(offset); });
    };
    const TopicPtr topic = shard().image->topic(topicId);
    const PartitionImage *partition = topic ? topic->partition(index) : nullptr;
    if (partition == nullptr || !shard().image->alive(partition->leader))
        return later(-1);
    wire::ListOffsetsRequest request;
    request.replicaId = -1;
    auto &of = request.topics.emplace_back();
    of.name = topic->name;
    auto &row = of.partitions.emplace_back();
    row.partitionIndex = index;
    row.timestamp = kLatest;
    const auto take = [later](const wire::ListOffsetsResponse &response) {
        const bool told = !response.topics.empty() && !response.topics.front().partitions.empty() && response.topics.front().partitions.front().errorCode == 0;
        later(told ? response.topics.front().partitions.front().offset : -1);
    };
    if (partition->leader == m_broker.id()) {
        const Session nobody;
        return handleListOffsets({m_broker, m_broker.mainOwner(), kVersion, nobody}, std::move(request), take);
    }
    PeerConnection *peer = m_peers.to(partition->leader);
    if (peer == nullptr)
        return later(-1);
    peer->send<wire::ListOffsetsRequest>(std::move(request), ControllerLink::kRequestTimeout,
                                         [take, later](const base::Result<wire::ListOffsetsResponse> &response) { response ? take(*response) : later(-1); }, kVersion);
}

} // namespace weir::sandbox
