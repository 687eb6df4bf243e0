// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/kafka/produce_audit.h"
#include "backend/kafka/workers.h"
#include "backend/net/kafka_client.h"

#include <array>
#include <memory>
#include <mutex>

namespace weir::kafka {

/// Produces over librdkafka with the Java client's partitioner (murmur2, random without a key). One producer for each
/// kind of acks, made when it is first needed. Where librdkafka is too old to log in by SCRAM, the wire client does it
/// (wire_produce.h). What was written or refused is in the audit log before the answer is given. Thread-safe.
class KafkaProduceService final : public api::ProduceService
{
public:
    KafkaProduceService(std::shared_ptr<net::KafkaClient> client, model::Profile profile, AuditSink audit);
    /// Gives what is under way two seconds, then ends it with an error.
    ~KafkaProduceService() override;

    api::Future<model::ProduceAck> send(const model::ProduceRecord &record, const QString &confirmation) override;
    api::LoadStream load(const model::LoadRequest &request, const QString &confirmation) override;

private:
    class Producer;
    api::Future<model::ProduceAck> sendUnaudited(const model::ProduceRecord &record, const QString &confirmation);
    base::Result<Producer *> producerFor(model::ProduceRecord::Acks acks);

    // Shared with the calls under way.
    std::shared_ptr<net::KafkaClient> m_client;
    const model::Profile m_profile;
    std::unique_ptr<ProduceAudit> m_audit; // before the producers: they end into it
    std::mutex m_mutex;
    std::array<std::unique_ptr<Producer>, 3> m_producers;
    Workers m_loads; // first to end: they write into the audit
};

} // namespace weir::kafka
