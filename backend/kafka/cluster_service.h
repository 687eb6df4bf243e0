// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/kafka/call.h"

namespace weir::kafka {

/// Reads the cluster over the wire client. Thread-safe; cheap to make.
class KafkaClusterService final : public api::ClusterService, public api::GroupService
{
public:
    explicit KafkaClusterService(std::shared_ptr<net::KafkaClient> client);

    api::Future<model::SnapshotPtr> snapshot(api::SnapshotParts parts) override;
    api::Future<model::TopicDetail> topic(const QString &name) override;
    api::Future<model::BrokerDetail> broker(qint32 id) override;
    api::Future<QMap<QString, std::vector<model::ConfigEntry>>> topicConfigs(const QStringList &topics, const QStringList &settings) override;

    api::Future<model::Group> group(const QString &id) override;
    api::Future<std::vector<model::Group>> groupsOf(const QString &topic) override;

private:
    // Shared with the calls under way.
    std::shared_ptr<net::KafkaClient> m_client;
};

} // namespace weir::kafka
