// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/kafka/audit_sink.h"
#include "backend/kafka/call.h"

namespace weir::kafka {

/// Plans and carries out changes over the wire client. Every step that is tried, refused or fails leaves exactly one
/// line in the audit log. Thread-safe.
class KafkaChangeService final : public api::ChangeService
{
public:
    KafkaChangeService(std::shared_ptr<net::KafkaClient> client, model::Profile profile, AuditSink audit);

    api::Future<model::Plan> preview(const std::vector<model::Change> &changes) override;
    /// A step that was done but whose line could not be written is Done with that error.
    api::Future<model::PlanOutcome> apply(const model::Plan &plan, const QString &confirmation) override;

private:
    // Shared with the calls under way.
    std::shared_ptr<net::KafkaClient> m_client;
    const model::Profile m_profile;
    const AuditSink m_audit;
};

} // namespace weir::kafka
