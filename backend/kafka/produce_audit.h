// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/kafka/audit_sink.h"

#include <memory>
#include <thread>

namespace weir::kafka {

/// Writes the audit lines of producing, on a thread of its own: where records went and what was refused, never what was
/// in them. Answers that come faster than lines can be written share one line for each partition and outcome, with their
/// number and first and last offset, so that a bulk load neither waits for the disk nor floods the log. Thread-safe.
class ProduceAudit
{
public:
    ProduceAudit(AuditSink sink, QString profile);
    /// Waits until what has ended is written.
    ~ProduceAudit();

    /// The same result as `sent`, once its line is written. Where it cannot be written, the ack says so.
    api::Future<model::ProduceAck> follow(const model::ProduceRecord &record, api::Future<model::ProduceAck> sent);
    /// The line of a run of the load generator, written before this returns. `error`: what kept it from running.
    base::Status loaded(const model::LoadRequest &request, const model::LoadProgress &done, const std::optional<base::Error> &error);

private:
    struct State;
    std::shared_ptr<State> m_state; // shared with what is under way, which may end after this
    std::thread m_thread;
};

} // namespace weir::kafka
