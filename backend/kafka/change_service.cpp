// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/kafka/change_service.h"

#include "backend/kafka/change_acts.h"
#include "backend/kafka/change_commands.h"
#include "backend/kafka/change_preview.h"
#include "backend/kafka/may_write.h"
#include "backend/model/audit.h"

#include <QDateTime>
#include <QThreadPool>
#include <QUuid>

namespace weir::kafka {

using net::Deadline;
using net::Task;
using namespace model;
// Shared, as coroutines hold it.
using Client = std::shared_ptr<net::KafkaClient>;

namespace {

constexpr std::chrono::seconds kPreviewWithin{20};
constexpr std::chrono::seconds kStepWithin{60};

AuditEntry entryOf(const Profile &profile, const PlanStep &step, const std::optional<base::Error> &error)
{
    AuditEntry entry;
    entry.atMs = QDateTime::currentMSecsSinceEpoch();
    entry.profile = profile.name;
    entry.action = QLatin1String(actionOf(step.change));
    entry.target = step.target;
    AuditDetail detail;
    detail.differences = step.differences;
    detail.undo = step.undo;
    detail.error = error;
    entry.detail = toJson(detail);
    entry.command = step.command;
    entry.ok = !error;
    if (error)
        entry.error = text(base::describe(*error));
    return entry;
}

/// Off the io thread, as it waits for the disk.
Task<base::Status> record(Client client, AuditSink audit, AuditEntry entry)
{
    if (!audit)
        co_return base::Status();
    // In named variables: gcc 12 destroys the captures of a lambda that is a temporary of a co_await twice.
    std::function<void(std::function<void(base::Status)>)> begin = [client, audit, entry](std::function<void(base::Status)> done) {
        QThreadPool::globalInstance()->start([client, audit, entry, done] {
            auto written = audit(entry);
            client->thread().post([done, written] { done(written); });
        });
    };
    net::Callback<base::Status> written(std::move(begin));
    co_return co_await written;
}

Task<base::Result<Plan>> makePlan(Client client, Profile profile, std::vector<Change> changes)
{
    const Deadline deadline = Deadline::in(kPreviewWithin);
    WEIR_CO_TRY(const auto cluster, co_await client->cluster(deadline));
    (void)cluster;
    Plan plan;
    plan.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    plan.cluster = profile.name;
    plan.production = profile.production;
    plan.readOnly = profile.readOnly;
    std::vector<Task<PlanStep>> tasks;
    for (Change &change : changes)
        tasks.push_back(previewStep(client, std::move(change), profile.readOnly, deadline));
    plan.steps = co_await net::whenAll(std::move(tasks));
    plan.madeAtMs = QDateTime::currentMSecsSinceEpoch();
    co_return plan;
}

Task<base::Result<PlanOutcome>> carryOut(Client client, Profile profile, AuditSink audit, Plan plan, QString confirmation)
{
    PlanOutcome outcome;
    bool failed = false;
    for (const PlanStep &step : plan.steps) {
        PlanOutcome::Step result;
        if (!failed) {
            base::Status acted = mayWrite(profile, confirmation, actionOf(step.change), step.target);
            if (acted)
                acted = co_await act(client, step.change, Rehearsal::No, Deadline::in(kStepWithin));
            if (!acted)
                result.error = acted.error();
            result.state = acted ? PlanOutcome::Step::State::Done : PlanOutcome::Step::State::Failed;
            failed = !acted;
            auto written = co_await record(client, audit, entryOf(profile, step, result.error));
            if (!written && !result.error)
                result.error = written.error();
        }
        outcome.steps.push_back(std::move(result));
    }
    outcome.finishedAtMs = QDateTime::currentMSecsSinceEpoch();
    co_return outcome;
}

} // namespace

KafkaChangeService::KafkaChangeService(Client client, Profile profile, AuditSink audit)
    : m_client(std::move(client)), m_profile(std::move(profile)), m_audit(std::move(audit))
{
}

api::Future<Plan> KafkaChangeService::preview(const std::vector<Change> &changes)
{
    return call<Plan>(m_client, [client = m_client, profile = m_profile, changes] { return makePlan(client, profile, changes); });
}

api::Future<PlanOutcome> KafkaChangeService::apply(const Plan &plan, const QString &confirmation)
{
    return call<PlanOutcome>(m_client, [client = m_client, profile = m_profile, audit = m_audit, plan, confirmation] { return carryOut(client, profile, audit, plan, confirmation); });
}

} // namespace weir::kafka
