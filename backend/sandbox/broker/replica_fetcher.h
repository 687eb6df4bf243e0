// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sandbox/broker/controller_link.h"

#include <list>
#include <map>
#include <unordered_map>

namespace weir::sandbox {

/// Where a follower stands, as its shard last said.
struct FetchPosition {
    std::string topic;
    PartitionId key;
    std::int32_t leader = -1;
    std::int32_t leaderEpoch = -1;
    std::int64_t offset = 0;
    std::int32_t lastEpoch = -1; ///< of the last record
    std::int64_t logStartOffset = 0;
};

/// Reads from one leader all partitions that this broker follows there: one connection, one request at a time, within an
/// incremental fetch session, so that a request names only what moved. Main owner only.
class ReplicaFetcher
{
public:
    ReplicaFetcher(Broker &broker, std::int32_t leader, net::Address address);
    ~ReplicaFetcher();

    void put(FetchPosition position);
    void remove(const PartitionId &key);
    bool empty() const { return m_partitions.empty(); }
    const net::Address &address() const { return m_connection.address(); }
    void close();

private:
    struct State {
        FetchPosition position;
        std::int64_t askedOffset = -1; ///< what the leader was last told
        std::int32_t askedEpoch = -1;
        bool changed = true;      ///< the session does not know it, or knows an older offset
        bool inSession = false;
        bool caughtUp = false; ///< with the leader's high watermark as last told
        std::chrono::nanoseconds notBefore{0};
    };
    struct Taken;

    void next();
    void onResponse(base::Result<wire::FetchResponse> response);
    void apply(wire::FetchResponse response);
    void onTaken(const Taken &taken);
    void findStart(const FetchPosition &position);
    void later(std::chrono::milliseconds delay);

    Broker &m_broker;
    Owner &m_owner;
    std::int32_t m_leader;
    PeerConnection m_connection;
    PeerConnection m_questions; ///< ListOffsets must not wait behind a long poll
    std::unordered_map<PartitionId, State, PartitionIdHash> m_partitions;
    std::vector<FetchPosition> m_forgotten;
    std::int32_t m_sessionId = 0;
    std::int32_t m_sessionEpoch = 0;
    bool m_busy = false;
    bool m_failing = false; ///< said so in the log already
    bool m_closed = false;
    std::uint64_t m_timer = 0;
};

/// The fetchers of a broker, num.replica.fetchers a leader. Main owner only.
class FetcherManager
{
public:
    explicit FetcherManager(Broker &broker) : m_broker(broker) {}

    /// The shard says where a follower stands now; it replaces what was known. An address that changed opens anew.
    void follow(const FetchPosition &position, const net::Address &leader);
    void unfollow(const PartitionId &key);
    void close();

private:
    /// A leader, and which of the fetchers there.
    using FetcherId = std::pair<std::int32_t, std::size_t>;

    Broker &m_broker;
    // Shared: answers that are under way hold their fetcher.
    std::map<FetcherId, std::shared_ptr<ReplicaFetcher>> m_fetchers;
    std::vector<std::shared_ptr<ReplicaFetcher>> m_retired; ///< closed; their last answers may still be under way
    std::unordered_map<PartitionId, FetcherId, PartitionIdHash> m_fetcherOf;
};

} // namespace weir::sandbox
