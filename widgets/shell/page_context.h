// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/services.h"
#include "widgets/parts/toasts.h"
#include "widgets/shell/cluster_feed.h"
#include "widgets/shell/commands.h"
#include "widgets/shell/jobs.h"
#include "widgets/shell/navigator.h"
#include "widgets/shell/preferences.h"

#include <functional>
#include <vector>

namespace weir::widgets {

/// What a page gets by its constructor, and all it may use. Everything outlives the page. A page never sees its cluster
/// change: another cluster has other pages.
struct PageContext {
    /// Null where no cluster is open; pages whose entry needs a cluster never see that.
    api::ClusterSession *session = nullptr;
    ClusterFeed *feed = nullptr; ///< null together with the session

    Navigator &navigator;
    Commands &commands;
    Preferences &preferences; ///< language, theme, UTC or local; `.settings()` for what a page remembers
    Jobs &jobs;
    /// Shows a toast of the window.
    std::function<void(const Toast &)> notify;

    api::SessionFactory &sessions;
    api::ProfileStore &profiles;
    api::SecretStore &secrets;
    api::SandboxControl &sandbox;
    api::AuditLog &audit;

    using PlanDone = std::function<void(const model::Plan &plan, const model::PlanOutcome &outcome)>;
    /// The one way to change the cluster: asks the service for the plan, shows it, applies it when the user says so, says
    /// in a notice what changed (with Undo where there is one) and refreshes the feed. `done` is called after an apply, not
    /// after a cancel; it may be empty. Does nothing after the page is gone.
    std::function<void(const std::vector<model::Change> &changes, PlanDone done)> runPlan;

    /// Switches the window to a profile, opening it first where it is not open: the Clusters and Sandbox pages.
    std::function<void(const model::Profile &profile)> openCluster;
    /// Closes an open cluster with its tabs (its profile was deleted, or changed and is to be opened anew).
    std::function<void(const QString &profileId)> closeCluster;
};

} // namespace weir::widgets
