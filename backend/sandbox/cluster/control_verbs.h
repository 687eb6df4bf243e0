// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sandbox/cluster/engine.h"
#include "backend/sandbox/cluster/demo_control.h"

#include <memory>
#include <string>

namespace weir::sandbox {

/// What verbs act on.
struct VerbContext {
    Engine &engine;
    std::unique_ptr<DemoControl> &demo;
    const DemoFactory &makeDemo;
    double startMs = 0;
};

/// Does what one line of the control socket asks and gives the line that answers it, without its end. Never throws; a line
/// that is no request gets an error. `shutdown` becomes true where the process is to end.
std::string answerVerb(VerbContext &context, const std::string &line, bool &shutdown);
base::Status switchDemo(VerbContext &context, bool on);

/// `{"event":{...}}`
std::string eventLine(const SandboxEvent &event);
bool isEventLine(const std::string &line);
bool isSubscription(const std::string &line);

} // namespace weir::sandbox
