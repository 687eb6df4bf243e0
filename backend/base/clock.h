// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>

namespace weir::base {

using Milliseconds = std::chrono::milliseconds;

/// Time as a dependency, so that an hour is a line in a test. Implementations are thread-safe.
class Clock
{
public:
    virtual ~Clock() = default;
    /// Wall clock, milliseconds since the epoch, UTC. May jump.
    virtual std::int64_t wallMs() const = 0;
    /// Never goes back; its zero means nothing.
    virtual std::chrono::nanoseconds monotonic() const = 0;
};

class SystemClock final : public Clock
{
public:
    std::int64_t wallMs() const override;
    std::chrono::nanoseconds monotonic() const override;
};

/// Moves only when told to.
class ManualClock final : public Clock
{
public:
    explicit ManualClock(std::int64_t wallMs = 1'700'000'000'000) : m_wallMs(wallMs) {}
    std::int64_t wallMs() const override { return m_wallMs.load(); }
    std::chrono::nanoseconds monotonic() const override { return std::chrono::nanoseconds(m_monotonicNs.load()); }
    void advance(std::chrono::nanoseconds by);

private:
    std::atomic<std::int64_t> m_wallMs;
    std::atomic<std::int64_t> m_monotonicNs{0};
};

} // namespace weir::base
