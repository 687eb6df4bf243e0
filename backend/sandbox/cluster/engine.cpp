// SPDX-License-Identifier: GPL-3.0-or-later
// What an engine cannot do unless it says otherwise.
#include "backend/sandbox/cluster/engine.h"

#include <boost/json.hpp>

namespace weir::sandbox {

namespace {

base::Status noController(const char *action)
{
    return base::fail(base::ErrorKind::Unsupported, action, {}, "only with --processes has the controller a process of its own");
}

} // namespace

base::Status Engine::killController()
{
    return noController("controller.kill");
}

base::Status Engine::startController()
{
    return noController("controller.start");
}

base::Result<boost::json::array> Engine::telemetry()
{
    return base::fail(base::ErrorKind::Unsupported, "telemetry", {}, "only Weir's own brokers show the metrics of their clients");
}

} // namespace weir::sandbox
