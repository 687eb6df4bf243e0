// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sandbox/cluster/engine.h"
#include "backend/sandbox/cluster/demo_control.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace weir::sandbox {

/// The control socket (README.md here): verbs in, results and events out, one JSON object a line. It owns a thread on
/// which all acts on the engine happen, one after the other.
class ControlServer
{
public:
    struct Options {
        std::string path;            ///< of the socket; one that is left over is replaced
        double startMs = 0;          ///< how long the start took, for `status`
        DemoFactory demo;            ///< empty: this build has no demo workload
        std::function<void()> shutdown; ///< `shutdown` was asked, for the first time; called on the control thread after the answer
    };

    /// `engine` must outlive the server.
    ControlServer(Engine &engine, const base::Clock &clock, Options options);
    /// Ends the demo and the socket.
    ~ControlServer();
    ControlServer(const ControlServer &) = delete;
    ControlServer &operator=(const ControlServer &) = delete;

    /// Error: Storage, where the socket cannot be made (its path may be too long for one: about 100 characters).
    base::Status start();
    /// As the verb `demo.on`.
    base::Status startDemo();

private:
    struct Threads;
    struct Impl;
    std::unique_ptr<Threads> m_threads;
    // Shared with connections and with acts that are under way; its last holder may be one of the threads, which is why
    // they are not its own.
    std::shared_ptr<Impl> m_impl;
};

/// Sends one line to a control socket and gives the answer's line; for `weir-sandbox ctl`. Events go to `onEvent` until it
/// returns false, where the verb was events.subscribe. Errors: Unreachable; Timeout where a limit is given and nothing comes.
base::Result<std::string> callControl(const std::string &path, const std::string &line, const std::function<bool(const std::string &)> &onEvent,
                                      std::optional<std::chrono::milliseconds> limit = {});

} // namespace weir::sandbox
