// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/plan_runner.h"

#include "widgets/dialogs/plan_dialog.h"
#include "widgets/dialogs/plan_text.h"
#include "widgets/parts/error_text.h"

#include <QFutureWatcher>
#include <QPointer>
#include <QPromise>

namespace weir::widgets {

namespace {

void tellError(const std::function<void(const Toast &)> &notify, const base::Error &error)
{
    const ErrorText words = errorText(error);
    QString text = words.detail;
    if (!words.nextStep.isEmpty())
        text += (text.isEmpty() ? QString() : QStringLiteral(" ")) + words.nextStep;
    notify({words.state, words.sentence, text, {}, Icon::None, {}});
}

} // namespace

PlanRunner::PlanRunner(api::ClusterSession &session, ClusterFeed &feed, Navigator &navigator, Jobs &jobs,
                       std::function<void(const Toast &)> notify, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_feed(feed)
    , m_navigator(navigator)
    , m_jobs(jobs)
    , m_notify(std::move(notify))
{
}

void PlanRunner::run(QWidget *over, const std::vector<model::Change> &changes, PageContext::PlanDone done)
{
    QPointer<QWidget> page(over);
    preview(over, changes, [this, page, done = std::move(done)](const model::Plan &plan) {
        if (page)
            showPlan(page, plan, done, false);
    });
}

void PlanRunner::runPending(QWidget *over)
{
    if (m_pending.empty())
        return;
    QPointer<QWidget> page(over);
    preview(over, m_pending, [this, page](const model::Plan &plan) {
        if (page)
            showPlan(page, plan, {}, true);
    });
}

void PlanRunner::preview(QWidget *over, const std::vector<model::Change> &changes, std::function<void(const model::Plan &)> then)
{
    using Watcher = QFutureWatcher<base::Result<model::Plan>>;
    auto *watcher = new Watcher(over); // a page that goes takes its question with it
    Job *job = m_jobs.start(tr("Preparing the plan"), watcher);
    connect(job, &Job::cancelRequested, watcher, [watcher] { watcher->deleteLater(); });
    connect(watcher, &Watcher::finished, this, [this, watcher, then = std::move(then)] {
        watcher->deleteLater();
        if (watcher->future().resultCount() == 0)
            return;
        const base::Result<model::Plan> result = watcher->result();
        if (result)
            then(*result);
        else
            tellError(m_notify, result.error());
    });
    watcher->setFuture(m_session.changes().preview(changes));
}

void PlanRunner::showPlan(QWidget *over, const model::Plan &plan, PageContext::PlanDone done, bool ofPending)
{
    // The cluster may be closed under an open dialog, by another window: then nothing can be applied any more.
    auto *dialog = new PlanDialog(plan, [self = QPointer(this)](const model::Plan &agreed, const QString &typedName) {
        if (self)
            return self->m_session.changes().apply(agreed, typedName);
        QPromise<base::Result<model::PlanOutcome>> gone;
        gone.start();
        gone.addResult(base::Result<model::PlanOutcome>(base::fail(base::ErrorKind::Cancelled, "plan.apply", agreed.cluster.toStdString())));
        gone.finish();
        return gone.future();
    });
    QPointer<QWidget> page(over);
    connect(dialog, &PlanDialog::applied, this, [this, page, plan, done, ofPending](const model::PlanOutcome &outcome) {
        if (ofPending) {
            m_pending.clear();
            Q_EMIT pendingChanged();
        }
        m_feed.expireSettings();
        m_feed.refresh();
        if (page) {
            tell(page, plan);
            if (done)
                done(plan, outcome);
        }
    });
    connect(dialog, &PlanDialog::failed, this, [this, page, plan, done, ofPending](const model::PlanOutcome &outcome) {
        if (ofPending) {
            // What is done waits no longer; the rest does.
            std::vector<model::Change> left;
            for (std::size_t i = 0; i < plan.steps.size(); ++i) {
                if (i >= outcome.steps.size() || outcome.steps[i].state != model::PlanOutcome::Step::State::Done)
                    left.push_back(plan.steps[i].change);
            }
            m_pending = std::move(left);
            Q_EMIT pendingChanged();
        }
        m_feed.expireSettings();
        m_feed.refresh();
        if (page && done)
            done(plan, outcome);
    });
    connect(dialog, &PlanDialog::keptAsPending, this, [this, plan, ofPending] {
        if (ofPending)
            return;
        for (const model::PlanStep &step : plan.steps)
            m_pending.push_back(step.change);
        Q_EMIT pendingChanged();
    });
    connect(dialog, &PlanDialog::exportRequested, this, [this, dialog, plan, ofPending](const QString &topic) {
        if (!ofPending) {
            for (const model::PlanStep &step : plan.steps)
                m_pending.push_back(step.change);
            Q_EMIT pendingChanged();
        }
        dialog->reject();
        Place place{QStringLiteral("messages")};
        place.topic = topic;
        place.more.insert(QStringLiteral("from"), QStringLiteral("oldest")); // the whole of it, not the newest page
        m_navigator.open(place, OpenMode::NewTab);
        m_notify({State::Info, tr("The changes wait"), tr("Export the records, then apply the pending changes from the status bar."), {}, Icon::None, {}});
    });
    dialog->openOver(over);
}

void PlanRunner::tell(QWidget *over, const model::Plan &plan)
{
    Toast toast;
    if (plan.steps.size() == 1) {
        toast.title = plan_text::done(plan.steps.front());
        toast.text = plan_text::doneDetail(plan.steps.front());
    } else {
        toast.title = tr("%n change(s) applied", nullptr, static_cast<int>(plan.steps.size()));
        QStringList lines;
        for (const model::PlanStep &step : plan.steps)
            lines << plan_text::done(step);
        toast.text = lines.mid(0, 3).join(QStringLiteral(". "));
    }
    if (plan.undoable()) {
        toast.action = tr("Undo");
        toast.actionIcon = Icon::Undo;
        QPointer<QWidget> page(over);
        toast.act = [this, page, plan] {
            if (page)
                undo(page, plan);
        };
    }
    m_notify(toast);
}

void PlanRunner::undo(QWidget *over, const model::Plan &plan)
{
    std::vector<model::Change> back;
    for (auto step = plan.steps.rbegin(); step != plan.steps.rend(); ++step) {
        if (step->undo)
            back.push_back(*step->undo);
    }
    if (!back.empty())
        run(over, back);
}

} // namespace weir::widgets
