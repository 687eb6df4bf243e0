// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/apache/cluster_watch.h"

namespace weir::sandbox {

namespace {

constexpr std::chrono::seconds kLookLimit{3};

ClusterSample sampleOf(const wire::MetadataResponse &response)
{
    ClusterSample sample;
    for (const auto &broker : response.brokers)
        sample.brokers.push_back(broker.nodeId);
    for (const auto &topic : response.topics) {
        for (const auto &partition : topic.partitions) {
            sample.leaders[{topic.name.value_or(std::string()), partition.partitionIndex}] = partition.leaderId;
            if (partition.leaderId >= 0)
                ++sample.byBroker[partition.leaderId].leaders;
            for (const std::int32_t id : partition.replicaNodes)
                ++sample.byBroker[id].replicas;
            for (const std::int32_t id : partition.isrNodes)
                ++sample.byBroker[id].inSync;
            sample.underReplicated += partition.isrNodes.size() < partition.replicaNodes.size() ? 1 : 0;
        }
    }
    return sample;
}

} // namespace

struct ClusterWatch::State {
    mutable std::mutex mutex;
    // Shared with whoever has asked for it.
    std::shared_ptr<const ClusterSample> latest;
    bool looking = false;
};

ClusterWatch::ClusterWatch(std::vector<net::Address> bootstrap) : m_state(std::make_shared<State>()), m_thread("engine-watch")
{
    net::ClientConfig config;
    config.bootstrap = std::move(bootstrap);
    config.clientId = "weir-sandbox";
    m_client = net::KafkaClient::create(m_thread, std::move(config));
}

ClusterWatch::~ClusterWatch()
{
    m_client->close();
}

void ClusterWatch::look()
{
    {
        const std::lock_guard lock(m_state->mutex);
        if (std::exchange(m_state->looking, true))
            return;
    }
    m_thread.post([state = m_state, client = m_client] {
        wire::MetadataRequest request;
        request.topics = std::nullopt; // all of them
        request.allowAutoTopicCreation = false;
        net::start<base::Result<wire::MetadataResponse>>(client->metadata(std::move(request), net::Deadline::in(kLookLimit)),
                                                         [state, client](base::Result<wire::MetadataResponse> answer) {
            const std::lock_guard lock(state->mutex);
            state->latest = answer ? std::make_shared<const ClusterSample>(sampleOf(*answer)) : nullptr;
            state->looking = false;
        });
    });
}

std::shared_ptr<const ClusterSample> ClusterWatch::latest() const
{
    const std::lock_guard lock(m_state->mutex);
    return m_state->latest;
}

} // namespace weir::sandbox
