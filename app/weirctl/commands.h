// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/weirctl/arguments.h"
#include "backend/api/cluster_services.h"

namespace weir::ctl {

/// Exit codes.
enum Exit : int { Done = 0, Failed = 1, WrongCall = 2, Partial = 3 };

int overview(api::ClusterSession &session, const Arguments &arguments);
int topics(api::ClusterSession &session, const Arguments &arguments);
int topic(api::ClusterSession &session, const Arguments &arguments);
int groups(api::ClusterSession &session, const Arguments &arguments);
int lag(api::ClusterSession &session, const Arguments &arguments);
int keys(api::ClusterSession &session, const Arguments &arguments);
int scan(api::ClusterSession &session, const Arguments &arguments);
int produce(api::ClusterSession &session, const Arguments &arguments);

/// Prints why, and gives Exit::Failed.
int failed(const base::Error &error);

/// Waits for a service; the program has nothing else to do.
template <class T>
base::Result<T> await(api::Future<T> future)
{
    future.waitForFinished();
    if (future.resultCount() == 0)
        return base::fail(base::ErrorKind::Cancelled, "request");
    return future.takeResult();
}

} // namespace weir::ctl
