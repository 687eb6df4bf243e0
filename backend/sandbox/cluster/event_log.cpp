// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/cluster/event_log.h"

#include <algorithm>
#include <ctime>
#include <cstdio>
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace weir::sandbox {

namespace {

constexpr std::size_t kKept = 1000;

std::string stamp(std::int64_t wallMs)
{
    return fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:03}Z", fmt::gmtime(static_cast<std::time_t>(wallMs / 1000)), wallMs % 1000);
}

} // namespace

void EventLog::add(std::string kind, std::int32_t broker, std::vector<std::string> arguments)
{
    line(broker, kind, fmt::format("{}", fmt::join(arguments, " ")));
    SandboxEvent event{m_clock.wallMs(), std::move(kind), broker, std::move(arguments)};
    Listener listener;
    {
        const std::lock_guard lock(m_mutex);
        m_events.push_back(event);
        if (m_events.size() > kKept)
            m_events.pop_front();
        listener = m_listener;
    }
    if (listener)
        listener(event);
}

void EventLog::line(std::int32_t broker, const std::string &kind, const std::string &text)
{
    if (m_quiet)
        return;
    const std::string who = broker < 0 ? std::string("sandbox") : fmt::format("broker {}", broker);
    const std::string whole = fmt::format("{} {} {}{}{}\n", stamp(m_clock.wallMs()), who, kind, text.empty() ? "" : ": ", text);
    std::fwrite(whole.data(), 1, whole.size(), stderr);
}

std::vector<SandboxEvent> EventLog::newest(std::size_t limit) const
{
    const std::lock_guard lock(m_mutex);
    const std::size_t count = std::min(limit, m_events.size());
    return {m_events.end() - static_cast<std::ptrdiff_t>(count), m_events.end()};
}

void EventLog::listen(Listener listener)
{
    const std::lock_guard lock(m_mutex);
    m_listener = std::move(listener);
}

} // namespace weir::sandbox
