// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/cluster_services.h"
#include "backend/net/client_config.h"

#include <array>
#include <memory>
#include <mutex>

namespace weir::kafka {

/// Produces over librdkafka with the Java client's partitioner (murmur2, random without a key). One producer for each
/// kind of acks, made when it is first needed. Thread-safe.
class KafkaProduceService final : public api::ProduceService
{
public:
    KafkaProduceService(net::ClientConfig config, bool readOnly);
    /// Gives what is under way two seconds, then ends it with an error.
    ~KafkaProduceService() override;

    api::Future<model::ProduceAck> send(const model::ProduceRecord &record) override;

private:
    class Producer;
    base::Result<Producer *> producerFor(model::ProduceRecord::Acks acks);

    const net::ClientConfig m_config;
    const bool m_readOnly;
    std::mutex m_mutex;
    std::array<std::unique_ptr<Producer>, 3> m_producers;
};

} // namespace weir::kafka
