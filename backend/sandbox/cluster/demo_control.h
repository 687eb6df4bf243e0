// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/result.h"
#include "backend/net/client_config.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace weir::sandbox {

/// A topic or a group of the demo workload, as `status` names it.
struct DemoPart {
    std::string name;
    bool topic = true;
    bool on = false;
    double recordsPerSecond = 0;
    std::string behaviour; ///< of a group: "keeps-up", "lags", "stalls", "rewinds", "idle-members", "dead"
};

/// The demo workload behind the control socket: an ordinary client of the cluster. Methods are called on one thread and
/// may take as long as the cluster does.
class DemoControl
{
public:
    virtual ~DemoControl() = default;
    /// Makes its topics and begins to produce and consume. One that runs already is no error.
    virtual base::Status start() = 0;
    /// Ends it; its topics and their records stay.
    virtual void stop() = 0;
    virtual bool running() const = 0;
    /// Switches one topic's producer or one group. Error: NotFound.
    virtual base::Status setPart(const std::string &name, bool on) = 0;
    virtual std::vector<DemoPart> parts() const = 0;
};

/// Makes the workload for a cluster that is reached in that way.
using DemoFactory = std::function<std::unique_ptr<DemoControl>(net::ClientConfig cluster)>;

} // namespace weir::sandbox
