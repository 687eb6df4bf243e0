// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/broker/directory_assignments.h"

#include "backend/sandbox/broker/controller_link.h"
#include "backend/wire/messages/assign_replicas_to_dirs.h"

#include <map>

namespace weir::sandbox {

using std::chrono::milliseconds;

namespace {

constexpr std::size_t kMostAtOnce = 2'000; // as Kafka's brokers
// What comes within a moment, of a topic with many partitions, goes in one request.
constexpr milliseconds kGather{10};
constexpr milliseconds kRetry{500};

} // namespace

void DirectoryAssignments::tell(const PartitionId &key, const base::Uuid &directory)
{
    m_pending[key] = directory;
    sendLater(kGather);
}

void DirectoryAssignments::sendLater(milliseconds delay)
{
    if (m_inFlight || std::exchange(m_scheduled, true))
        return;
    m_broker.shard(m_broker.mainOwner()).owner.after(delay, [this, self = m_broker.shared_from_this()] {
        m_scheduled = false;
        if (!self->closing())
            send();
    });
}

void DirectoryAssignments::send()
{
    if (m_inFlight || m_pending.empty())
        return;
    m_inFlight = true;
    std::unordered_map<PartitionId, base::Uuid, PartitionIdHash> sent;
    std::map<base::Uuid, std::map<base::Uuid, std::vector<std::int32_t>>> byDirectory;
    for (auto at = m_pending.begin(); at != m_pending.end() && sent.size() < kMostAtOnce; at = m_pending.erase(at)) {
        sent.insert(*at);
        byDirectory[at->second][at->first.topicId].push_back(at->first.index);
    }
    wire::AssignReplicasToDirsRequest request;
    request.brokerId = m_broker.id();
    request.brokerEpoch = m_broker.controller().brokerEpoch();
    for (const auto &[id, topics] : byDirectory) {
        auto &directory = request.directories.emplace_back();
        directory.id = id;
        for (const auto &[topicId, indexes] : topics) {
            auto &topic = directory.topics.emplace_back();
            topic.topicId = topicId;
            for (const std::int32_t index : indexes)
                topic.partitions.emplace_back().partitionIndex = index;
        }
    }
    m_broker.controller().send<wire::AssignReplicasToDirsRequest>(
        std::move(request),
        [this, self = m_broker.shared_from_this(), sent = std::move(sent)](const base::Result<wire::AssignReplicasToDirsResponse> &response) mutable {
            m_inFlight = false;
            if (m_broker.closing())
                return;
            // What the controller refuses of it is of replicas that have gone meanwhile.
            const bool taken = response && response->errorCode == 0;
            if (!taken)
                m_pending.merge(sent); // what was told since then stands
            if (!m_pending.empty())
                sendLater(taken ? milliseconds(0) : kRetry);
        },
        0);
}

} // namespace weir::sandbox
