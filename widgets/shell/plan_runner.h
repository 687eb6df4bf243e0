// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/shell/page_context.h"

namespace weir::widgets {

/// Carries a change from the wish to the toast: preview, plan dialog, apply, what changed and how it is undone. Keeps the
/// changes that wait (the pending ones of the status bar). One per open cluster; GUI thread.
class PlanRunner : public QObject
{
    Q_OBJECT

public:
    PlanRunner(api::ClusterSession &session, ClusterFeed &feed, Navigator &navigator, Jobs &jobs,
               std::function<void(const Toast &)> notify, QObject *parent);

    /// The dialog is centred on `over`; nothing more happens once that is gone, but what was sent is sent.
    void run(QWidget *over, const std::vector<model::Change> &changes, PageContext::PlanDone done = {});

    int pending() const { return static_cast<int>(m_pending.size()); }
    /// The plan of all that waits; what is applied waits no longer.
    void runPending(QWidget *over);

Q_SIGNALS:
    void pendingChanged();

private:
    void showPlan(QWidget *over, const model::Plan &plan, PageContext::PlanDone done, bool ofPending);
    void preview(QWidget *over, const std::vector<model::Change> &changes, std::function<void(const model::Plan &)> then);
    void tell(QWidget *over, const model::Plan &plan);
    void undo(QWidget *over, const model::Plan &plan);

    api::ClusterSession &m_session;
    ClusterFeed &m_feed;
    Navigator &m_navigator;
    Jobs &m_jobs;
    std::function<void(const Toast &)> m_notify;
    std::vector<model::Change> m_pending;
};

} // namespace weir::widgets
