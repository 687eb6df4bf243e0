// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/kafka/change_service.h"
#include "backend/kafka/cluster_service.h"
#include "backend/kafka/produce_service.h"
#include "backend/kafka/record_decoder.h"
#include "backend/kafka/record_reader.h"
#include "backend/net/client_config.h"
#include "backend/net/io_thread.h"

#include <deque>
#include <map>

namespace weir::kafka {

/// An open cluster: one io thread for asking, one for reading records, and librdkafka's own for producing.
class KafkaSession final : public api::ClusterSession
{
    Q_OBJECT

public:
    /// Begins to connect at once. A configuration that is an error shows as a lost connection with that error.
    KafkaSession(model::Profile profile, const QMap<QString, QString> &secrets, AuditSink audit);
    ~KafkaSession() override;

    const model::Profile &profile() const override { return m_profile; }
    api::ClusterService &cluster() override { return *m_cluster; }
    api::GroupService &groups() override { return *m_cluster; }
    api::RecordReader &records() override { return *m_reader; }
    api::KeyService &keyScans() override { return *m_reader; }
    api::RecordDecoder &decoder() override { return *m_decoder; }
    api::ProduceService &producer() override { return *m_producer; }
    api::ChangeService &changes() override { return *m_changes; }
    api::ConnectionState connection() const override { return m_state; }
    std::vector<api::RequestLogEntry> requestLog() const override { return {m_log.begin(), m_log.end()}; }

private:
    net::ClientObserver observer();
    void takeState(api::ConnectionState state);
    void takeLog();

    const model::Profile m_profile;
    api::ConnectionState m_state;
    std::deque<api::RequestLogEntry> m_log;
    struct Inbox;
    std::shared_ptr<Inbox> m_inbox; // shared with the io thread, which fills it

    std::unique_ptr<net::IoThread> m_askThread;
    std::unique_ptr<net::IoThread> m_readThread;
    std::shared_ptr<net::KafkaClient> m_client; // shared with the calls under way
    std::unique_ptr<KafkaClusterService> m_cluster;
    std::unique_ptr<KafkaRecordReader> m_reader;
    std::unique_ptr<PoolRecordDecoder> m_decoder;
    std::unique_ptr<KafkaProduceService> m_producer;
    std::unique_ptr<KafkaChangeService> m_changes;
};

class KafkaSessionFactory final : public api::SessionFactory
{
public:
    /// `audit` gets a line for every change; it may be called on any thread, and may block.
    explicit KafkaSessionFactory(AuditSink audit);
    ~KafkaSessionFactory() override;

    std::unique_ptr<api::ClusterSession> open(const model::Profile &profile, const QMap<QString, QString> &secrets) override;
    api::Future<api::ConnectionReport> test(const model::Profile &profile, const QMap<QString, QString> &secrets) override;
    base::Result<model::ImportedProfile> importProperties(const QString &text, const QString &name) override;

private:
    const AuditSink m_audit;
    std::unique_ptr<net::IoThread> m_testThread;
};

} // namespace weir::kafka
