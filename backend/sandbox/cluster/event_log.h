// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/clock.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

namespace weir::sandbox {

/// Something that happened in the sandbox, as README.md lists them.
struct SandboxEvent {
    std::int64_t atMs = 0;
    std::string kind;
    std::int32_t broker = -1; ///< -1: of the cluster
    std::vector<std::string> arguments;
};

/// The events of a run, the newest thousand, and a line on stderr for each of them and for what brokers have to report.
/// Thread-safe; the lock is held for a push only.
class EventLog
{
public:
    using Listener = std::function<void(const SandboxEvent &)>;

    explicit EventLog(const base::Clock &clock) : m_clock(clock) {}

    void add(std::string kind, std::int32_t broker, std::vector<std::string> arguments = {});
    /// A line that is no event: a closed connection, an error of a disk.
    void line(std::int32_t broker, const std::string &kind, const std::string &text);
    std::vector<SandboxEvent> newest(std::size_t limit) const;
    /// Called for each event on the thread where it happened, after it was stored; must only post. An empty one ends it.
    void listen(Listener listener);
    void setQuiet(bool quiet) { m_quiet = quiet; }

private:
    const base::Clock &m_clock;
    mutable std::mutex m_mutex;
    std::deque<SandboxEvent> m_events;
    Listener m_listener;
    bool m_quiet = false;
};

} // namespace weir::sandbox
