// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/transactions/transaction_markers.h"

#include "backend/base/kafka_error.h"

#include <algorithm>
#include <set>

namespace weir::sandbox {

using base::KafkaError;

TransactionMarkers::~TransactionMarkers()
{
    m_owner.cancel(m_timer);
}

void TransactionMarkers::start(EndingPtr ending)
{
    std::vector<Part> parts;
    for (const auto &[topic, partitions] : ending->transaction->is.partitions) {
        for (const std::int32_t partition : partitions)
            parts.push_back({ending, topic, partition});
    }
    m_endings.push_back(ending);
    if (parts.empty())
        finishIfDone(ending);
    else
        place(std::move(parts));
}

void TransactionMarkers::cancel(std::int32_t partition)
{
    std::erase_if(m_endings, [partition](const EndingPtr &ending) {
        if (ending->partition != partition)
            return false;
        ending->cancelled = true;
        return true;
    });
}

void TransactionMarkers::retry()
{
    m_owner.cancel(m_timer);
    m_timer = 0;
    // What is queued for a broker may have another leader by now as well.
    std::vector<Part> parts = std::exchange(m_waiting, {});
    for (auto &[broker, queue] : m_queues) {
        for (Part &part : std::exchange(queue.parts, {}))
            parts.push_back(std::move(part));
    }
    if (!parts.empty())
        place(std::move(parts));
}

void TransactionMarkers::place(std::vector<Part> parts)
{
    std::set<std::int32_t> brokers;
    for (Part &part : parts) {
        if (part.ending->cancelled)
            continue;
        const auto leader = m_cluster.leaderOf(part.topic, part.partition);
        switch (leader.leadership) {
        case TransactionCluster::Leadership::Led:
            m_queues[leader.broker].parts.push_back(std::move(part));
            brokers.insert(leader.broker);
            break;
        case TransactionCluster::Leadership::Leaderless:
            later(std::move(part));
            break;
        case TransactionCluster::Leadership::Unknown:
            // Its topic was deleted: there is nothing left to be ended.
            delivered(part);
            break;
        }
    }
    for (const std::int32_t broker : brokers)
        flush(broker);
}

void TransactionMarkers::flush(std::int32_t broker)
{
    Queue &queue = m_queues[broker];
    if (queue.busy)
        return;
    std::erase_if(queue.parts, [](const Part &part) { return part.ending->cancelled; });
    if (queue.parts.empty())
        return;
    std::vector<Part> parts = std::exchange(queue.parts, {});
    queue.busy = true;
    wire::WriteTxnMarkersRequest request;
    std::map<const Ending *, std::size_t> places;
    for (const Part &part : parts) {
        const auto [at, isNew] = places.try_emplace(part.ending.get(), request.markers.size());
        if (isNew) {
            auto &marker = request.markers.emplace_back();
            marker.producerId = part.ending->transaction->is.producerId;
            marker.producerEpoch = part.ending->transaction->is.producerEpoch;
            marker.transactionResult = part.ending->commit;
            marker.coordinatorEpoch = part.ending->coordinatorEpoch;
            marker.transactionVersion = static_cast<std::int8_t>(part.ending->transaction->is.clientVersion);
        }
        auto &topics = request.markers[at->second].topics;
        auto topic = std::find_if(topics.begin(), topics.end(), [&](const auto &entry) { return entry.name == part.topic; });
        if (topic == topics.end()) {
            topics.emplace_back().name = part.topic;
            topic = std::prev(topics.end());
        }
        topic->partitionIndexes.push_back(part.partition);
    }
    m_cluster.send(broker, std::move(request),
                   [this, alive = std::weak_ptr<char>(m_alive), broker, parts = std::move(parts)](const base::Result<wire::WriteTxnMarkersResponse> &response) mutable {
                       if (!alive.expired())
                           onResponse(broker, std::move(parts), response);
                   });
}

void TransactionMarkers::onResponse(std::int32_t broker, std::vector<Part> sent, const base::Result<wire::WriteTxnMarkersResponse> &response)
{
    const std::weak_ptr<char> alive = m_alive;
    m_queues[broker].busy = false;
    const auto errorOf = [&response](const Part &part) {
        if (!response)
            return KafkaError::NetworkException;
        for (const auto &marker : response->markers) {
            if (marker.producerId != part.ending->transaction->is.producerId)
                continue;
            for (const auto &topic : marker.topics) {
                if (topic.name != part.topic)
                    continue;
                for (const auto &partition : topic.partitions) {
                    if (partition.partitionIndex == part.partition)
                        return static_cast<KafkaError>(partition.errorCode);
                }
            }
        }
        return KafkaError::NetworkException; // not a word about it: it is told again
    };
    // First the answers, for what is delivered may end a transaction, and its producer id with it.
    std::vector<KafkaError> errors;
    for (const Part &part : sent)
        errors.push_back(errorOf(part));
    for (std::size_t i = 0; i < sent.size(); ++i) {
        Part &part = sent[i];
        if (part.ending->cancelled)
            continue;
        switch (errors[i]) {
        case KafkaError::None:
        case KafkaError::UnsupportedForMessageFormat:
        case KafkaError::UnsupportedVersion:
            delivered(part);
            break;
        case KafkaError::InvalidProducerEpoch:
        case KafkaError::TransactionCoordinatorFenced:
            // Somebody else has ended it: a coordinator after us, or an administrator.
            part.ending->cancelled = true;
            std::erase(m_endings, part.ending);
            break;
        default:
            later(std::move(part));
            break;
        }
        if (alive.expired())
            return;
    }
    flush(broker);
}

void TransactionMarkers::delivered(const Part &part)
{
    TopicPartitions &left = part.ending->transaction->is.partitions;
    if (const auto topic = left.find(part.topic); topic != left.end()) {
        topic->second.erase(part.partition);
        if (topic->second.empty())
            left.erase(topic);
    }
    finishIfDone(part.ending);
}

void TransactionMarkers::finishIfDone(const EndingPtr &ending)
{
    if (ending->cancelled || !ending->transaction->is.partitions.empty() || std::erase(m_endings, ending) == 0)
        return;
    m_done(ending);
}

void TransactionMarkers::later(Part part)
{
    m_waiting.push_back(std::move(part));
    if (m_timer != 0)
        return;
    m_timer = m_owner.after(base::Milliseconds(m_retryMs), [this] {
        m_timer = 0;
        place(std::exchange(m_waiting, {}));
    });
}

} // namespace weir::sandbox
