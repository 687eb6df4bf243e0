// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/broker/replica_fetcher.h"

#include "backend/sandbox/broker/scatter.h"
#include "backend/wire/messages/fetch.h"
#include "backend/wire/messages/list_offsets.h"

#include <algorithm>
#include <utility>

namespace weir::sandbox {

using base::KafkaError;
using std::chrono::milliseconds;

namespace {

constexpr milliseconds kBackoff{100};
constexpr std::int64_t kEarliest = -2;
constexpr std::int64_t kLatest = -1;

} // namespace

/// What became of one partition of a response.
struct ReplicaFetcher::Taken {
    enum class Kind : std::uint8_t { Went, Later, AskStart, Gone };
    Kind kind = Kind::Later;
    FetchPosition position;
    bool caughtUp = false;
};

ReplicaFetcher::ReplicaFetcher(Broker &broker, std::int32_t leader, net::Address address)
    : m_broker(broker)
    , m_owner(broker.shard(broker.mainOwner()).owner)
    , m_leader(leader)
    , m_connection(broker, broker.mainOwner(), address, static_cast<std::size_t>(broker.id() + leader), "broker-" + std::to_string(broker.id()) + "-fetcher")
    , m_questions(broker, broker.mainOwner(), address, static_cast<std::size_t>(broker.id() + leader), "broker-" + std::to_string(broker.id()) + "-offsets")
{}

ReplicaFetcher::~ReplicaFetcher() = default;

void ReplicaFetcher::close()
{
    m_closed = true;
    m_owner.cancel(m_timer);
    m_connection.close();
    m_questions.close();
}

void ReplicaFetcher::put(FetchPosition position)
{
    State &state = m_partitions[position.key];
    state.position = std::move(position);
    state.changed = true;
    state.caughtUp = false;
    state.notBefore = {};
    next();
}

void ReplicaFetcher::remove(const PartitionId &key)
{
    const auto found = m_partitions.find(key);
    if (found == m_partitions.end())
        return;
    if (found->second.inSession)
        m_forgotten.push_back(found->second.position);
    m_partitions.erase(found);
}

void ReplicaFetcher::later(milliseconds delay)
{
    m_owner.cancel(m_timer);
    // The owner's timers may outlive this object's last answer; the broker's manager drops it by close().
    m_timer = m_owner.after(delay, [this, broker = m_broker.weak_from_this()] {
        if (const auto alive = broker.lock(); alive && !m_closed)
            next();
    });
}

void ReplicaFetcher::next()
{
    if (m_busy || m_closed || m_partitions.empty())
        return;
    if (m_broker.paused() || m_broker.faults().followsNobody.load(std::memory_order_relaxed)) {
        later(milliseconds(50));
        return;
    }
    const Shard &shard = m_broker.shard(m_broker.mainOwner());
    const BrokerConfigView config = m_broker.config(shard);
    const auto now = m_owner.clock().monotonic();
    const bool full = m_sessionEpoch == 0;

    wire::FetchRequest request;
    request.replicaState.replicaId = m_broker.id();
    request.replicaState.replicaEpoch = m_broker.controller().brokerEpoch();
    request.maxWaitMs = static_cast<std::int32_t>(config.number("replica.fetch.wait.max.ms"));
    request.minBytes = static_cast<std::int32_t>(config.number("replica.fetch.min.bytes"));
    request.maxBytes = static_cast<std::int32_t>(config.number("replica.fetch.response.max.bytes"));
    request.sessionId = m_sessionId;
    request.sessionEpoch = m_sessionEpoch;
    const auto partitionBytes = static_cast<std::int32_t>(config.number("replica.fetch.max.bytes"));
    std::size_t active = 0;
    auto wait = milliseconds(0);
    for (auto &[key, state] : m_partitions) {
        // Who catches up waits while the quota is spent, who is there already does not (KIP-73).
        if (!state.caughtUp && state.notBefore <= now && m_broker.followerQuota().throttles(*shard.image, state.position.topic, key.index, m_broker.id())
            && m_broker.followerQuota().exceeded(now))
            state.notBefore = now + kBackoff;
        if (state.notBefore > now) {
            wait = std::max(wait, std::chrono::ceil<milliseconds>(state.notBefore - now));
            if (state.inSession) {
                state.inSession = false;
                m_forgotten.push_back(state.position);
            }
            continue;
        }
        ++active;
        if (!full && !state.changed && state.inSession)
            continue;
        wire::FetchRequest::FetchPartition partition;
        partition.partition = key.index;
        partition.currentLeaderEpoch = state.position.leaderEpoch;
        partition.fetchOffset = state.position.offset;
        partition.lastFetchedEpoch = state.position.lastEpoch;
        partition.logStartOffset = state.position.logStartOffset;
        partition.partitionMaxBytes = partitionBytes;
        if (request.topics.empty() || request.topics.back().topicId != key.topicId) {
            request.topics.emplace_back();
            request.topics.back().topic = state.position.topic;
            request.topics.back().topicId = key.topicId;
        }
        request.topics.back().partitions.push_back(std::move(partition));
        state.askedOffset = state.position.offset;
        state.askedEpoch = state.position.leaderEpoch;
        state.changed = false;
        state.inSession = true;
    }
    if (!full) {
        for (const FetchPosition &gone : m_forgotten) {
            if (const auto back = m_partitions.find(gone.key); back != m_partitions.end() && back->second.inSession)
                continue;
            wire::FetchRequest::ForgottenTopic topic;
            topic.topic = gone.topic;
            topic.topicId = gone.key.topicId;
            topic.partitions = {gone.key.index};
            request.forgottenTopicsData.push_back(std::move(topic));
        }
    }
    m_forgotten.clear();
    if (active == 0) {
        later(std::max(wait, milliseconds(10)));
        return;
    }
    if (wait.count() > 0) // whoever backs off is taken up again with the request after this one
        request.maxWaitMs = std::min(request.maxWaitMs, static_cast<std::int32_t>(wait.count()));
    m_busy = true;
    m_connection.send<wire::FetchRequest>(std::move(request), milliseconds(config.number("replica.socket.timeout.ms")),
                                          [this, self = m_broker.shared_from_this()](base::Result<wire::FetchResponse> response) {
                                              m_busy = false;
                                              if (!m_closed)
                                                  onResponse(std::move(response));
                                          });
}

void ReplicaFetcher::onResponse(base::Result<wire::FetchResponse> response)
{
    if (!response || response->errorCode != 0) {
        // The leader is gone, or has forgotten the session: all over again.
        if (!response && !std::exchange(m_failing, true))
            m_broker.event("fetcher", base::describe(response.error()));
        m_sessionId = 0;
        m_sessionEpoch = 0;
        m_forgotten.clear();
        for (auto &[key, state] : m_partitions)
            state.inSession = false;
        const bool session = response && (response->errorCode == base::code(KafkaError::FetchSessionIdNotFound)
                                          || response->errorCode == base::code(KafkaError::InvalidFetchSessionEpoch));
        if (session)
            next();
        else
            later(kBackoff);
        return;
    }
    m_failing = false;
    if (response->sessionId != 0) {
        m_sessionId = response->sessionId;
        m_sessionEpoch = m_sessionEpoch == INT32_MAX ? 1 : m_sessionEpoch + 1;
    } else {
        m_sessionId = 0;
        m_sessionEpoch = 0;
    }
    apply(std::move(*response));
}

void ReplicaFetcher::apply(wire::FetchResponse response)
{
    struct Item {
        FetchPosition position;
        wire::FetchResponse::PartitionData data;
    };
    std::vector<Item> items;
    for (auto &topic : response.responses) {
        for (auto &data : topic.partitions) {
            const auto found = m_partitions.find(PartitionId{topic.topicId, data.partitionIndex});
            if (found == m_partitions.end())
                continue;
            const State &state = found->second;
            if (state.askedOffset == state.position.offset && state.askedEpoch == state.position.leaderEpoch) {
                items.push_back({state.position, std::move(data)});
            } else {
                // Put anew meanwhile, it stands elsewhere, where this follows nothing. The leader believes that what else it
                // said here is known, such as its high watermark: a new session says all of it again.
                m_sessionEpoch = 0;
            }
        }
    }
    if (items.empty()) {
        next();
        return;
    }
    m_busy = true;
    const auto ownerOf = [this](const Item &item) { return m_broker.ownerOf(item.position.topic, item.position.key); };
    const auto take = [](Shard &shard, const Item &item, const std::function<void(Taken)> &answer) {
        Taken taken{Taken::Kind::Gone, item.position};
        Partition *partition = shard.find(item.position.key);
        if (partition == nullptr || partition->role() != Partition::Role::Follower || partition->leaderEpoch() != item.position.leaderEpoch)
            return answer(taken);
        base::Status done;
        switch (static_cast<KafkaError>(item.data.errorCode)) {
        case KafkaError::None:
            if (item.data.divergingEpoch.endOffset >= 0) {
                done = partition->truncateToDiverging({item.data.divergingEpoch.epoch, item.data.divergingEpoch.endOffset});
            } else if (item.position.offset != partition->log().logEndOffset()) {
                break; // an answer from before a truncation
            } else {
                const auto view = item.data.records.contiguous();
                const auto copy = view ? base::Bytes{} : item.data.records.flatten().value_or(base::Bytes{});
                const base::ByteView records = view ? *view : base::ByteView(copy);
                Broker &broker = shard.broker();
                if (broker.followerQuota().throttles(*shard.image, item.position.topic, item.position.key.index, broker.id()))
                    broker.followerQuota().record(records.size(), shard.owner.clock().monotonic());
                done = partition->takeFromLeader(records, item.data.highWatermark, item.data.logStartOffset);
                taken.caughtUp = partition->log().logEndOffset() >= item.data.highWatermark;
            }
            break;
        case KafkaError::OffsetOutOfRange:
            taken.kind = Taken::Kind::AskStart;
            return answer(taken);
        default:
            // The leader is not ready yet, or metadata on one side is older: both pass by themselves.
            taken.kind = Taken::Kind::Later;
            return answer(taken);
        }
        taken.kind = done ? Taken::Kind::Went : Taken::Kind::Later;
        taken.position.offset = partition->log().logEndOffset();
        taken.position.lastEpoch = partition->log().latestEpoch();
        taken.position.logStartOffset = partition->log().logStartOffset();
        answer(taken);
    };
    Scatter<Item, Taken>::run(m_broker.shared_from_this(), m_broker.mainOwner(), std::move(items), ownerOf, take,
                              [this, self = m_broker.shared_from_this()](std::vector<Item>, std::vector<Taken> taken) {
                                  m_busy = false;
                                  if (m_closed)
                                      return;
                                  for (const Taken &one : taken)
                                      onTaken(one);
                                  next();
                              });
}

void ReplicaFetcher::onTaken(const Taken &taken)
{
    const auto found = m_partitions.find(taken.position.key);
    // What was put anew meanwhile is newer than this answer.
    if (found == m_partitions.end() || found->second.position.leaderEpoch != taken.position.leaderEpoch || found->second.changed)
        return;
    State &state = found->second;
    switch (taken.kind) {
    case Taken::Kind::Went:
        state.changed = state.position.offset != taken.position.offset || state.position.lastEpoch != taken.position.lastEpoch
            || state.position.logStartOffset != taken.position.logStartOffset;
        state.position = taken.position;
        state.caughtUp = taken.caughtUp;
        break;
    case Taken::Kind::Later:
        state.notBefore = m_owner.clock().monotonic() + kBackoff;
        state.changed = true;
        state.position = taken.position;
        break;
    case Taken::Kind::AskStart:
        state.notBefore = m_owner.clock().monotonic() + kBackoff;
        state.changed = true;
        findStart(taken.position);
        break;
    case Taken::Kind::Gone:
        remove(taken.position.key);
        break;
    }
}

/// This log and the leader's have no offset in common where this one ends: it is longer than the leader's (an unclean
/// election) or wholly below the leader's start.
void ReplicaFetcher::findStart(const FetchPosition &position)
{
    const auto ask = [this, position](std::int64_t timestamp, std::function<void(std::int64_t)> then) {
        wire::ListOffsetsRequest request;
        request.replicaId = m_broker.id();
        wire::ListOffsetsRequest::ListOffsetsTopic topic;
        topic.name = position.topic;
        wire::ListOffsetsRequest::ListOffsetsPartition partition;
        partition.partitionIndex = position.key.index;
        partition.currentLeaderEpoch = position.leaderEpoch;
        partition.timestamp = timestamp;
        topic.partitions.push_back(std::move(partition));
        request.topics.push_back(std::move(topic));
        m_questions.send<wire::ListOffsetsRequest>(
            std::move(request), milliseconds(5'000),
            [this, self = m_broker.shared_from_this(), then = std::move(then)](const base::Result<wire::ListOffsetsResponse> &response) {
                if (m_closed || !response || response->topics.empty() || response->topics.front().partitions.empty())
                    return;
                const auto &answer = response->topics.front().partitions.front();
                if (answer.errorCode == 0)
                    then(answer.offset);
            });
    };
    ask(kLatest, [this, ask, position](std::int64_t end) {
        ask(kEarliest, [this, position, end](std::int64_t start) {
            const std::size_t owner = m_broker.ownerOf(position.topic, position.key);
            m_broker.postTo(owner, [this, self = m_broker.shared_from_this(), owner, position, start, end] {
                Shard &shard = m_broker.shard(owner);
                Partition *partition = shard.find(position.key);
                if (partition == nullptr || partition->role() != Partition::Role::Follower
                    || partition->leaderEpoch() != position.leaderEpoch)
                    return;
                PartitionLog &log = partition->log();
                if (end < log.logEndOffset())
                    (void)log.truncateTo(end);
                else if (start > log.logEndOffset())
                    (void)log.truncateFullyAndStartAt(start);
                FetchPosition now = position;
                now.offset = log.logEndOffset();
                now.lastEpoch = log.latestEpoch();
                now.logStartOffset = log.logStartOffset();
                m_broker.postTo(m_broker.mainOwner(), [this, self, now] {
                    const auto found = m_partitions.find(now.key);
                    if (!m_closed && found != m_partitions.end() && found->second.position.leaderEpoch == now.leaderEpoch)
                        put(now);
                });
            });
        });
    });
}

void FetcherManager::follow(const FetchPosition &position, const net::Address &leader)
{
    unfollow(position.key);
    const auto count = static_cast<std::size_t>(
        std::max<std::int64_t>(1, m_broker.config(m_broker.shard(m_broker.mainOwner())).number("num.replica.fetchers")));
    const FetcherId id{position.leader, PartitionIdHash{}(position.key) % count};
    auto &fetcher = m_fetchers[id];
    if (fetcher && fetcher->address() != leader) {
        fetcher->close();
        m_retired.push_back(std::move(fetcher));
    }
    if (!fetcher)
        fetcher = std::make_shared<ReplicaFetcher>(m_broker, position.leader, leader);
    m_fetcherOf[position.key] = id;
    fetcher->put(position);
}

void FetcherManager::unfollow(const PartitionId &key)
{
    const auto found = m_fetcherOf.find(key);
    if (found == m_fetcherOf.end())
        return;
    if (const auto fetcher = m_fetchers.find(found->second); fetcher != m_fetchers.end())
        fetcher->second->remove(key);
    m_fetcherOf.erase(found);
}

void FetcherManager::close()
{
    for (auto &[id, fetcher] : m_fetchers)
        fetcher->close();
}

} // namespace weir::sandbox
