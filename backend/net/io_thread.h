// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>

namespace weir::net {

/// One thread that runs an event loop: sockets, TLS and timers of everything opened on it. A cluster has one of these.
/// Work posted to it must never block. All methods are thread-safe.
class IoThread
{
public:
    /// `name` is shown by debuggers and top, at most 15 characters of it.
    explicit IoThread(const std::string &name = "weir-io");
    /// Closes every connection opened on this thread (their requests end with Cancelled), then joins. Never on itself.
    ~IoThread();
    IoThread(const IoThread &) = delete;
    IoThread &operator=(const IoThread &) = delete;

    /// Runs the work on the thread, in the order posted.
    void post(std::function<void()> work);
    /// Runs the work now if called on the thread, else posts it.
    void dispatch(std::function<void()> work);
    bool isCurrent() const;

    /// Ends a timer when it goes. A moved-from or ended timer is empty.
    class Timer
    {
    public:
        Timer() = default;
        ~Timer() { cancel(); }
        Timer(Timer &&) noexcept = default;
        Timer &operator=(Timer &&other) noexcept;
        /// After this the work does not run, provided the call is made on the thread.
        void cancel();

    private:
        friend class IoThread;
        // Shared: the event loop holds it as well until the wait has ended.
        std::shared_ptr<struct TimerState> m_state;
    };
    /// Runs the work on the thread once the delay has passed.
    [[nodiscard]] Timer startTimer(std::chrono::nanoseconds delay, std::function<void()> work);

    /// Runs `close` on the thread when this object goes away, unless the owner is gone by then.
    void closeOnExit(std::weak_ptr<void> owner, std::function<void()> close);

    struct Impl;
    /// For the translation units that know Asio (io_thread_impl.h). What holds sockets or timers of its event loop and may
    /// outlive this object holds the loop as well.
    const std::shared_ptr<Impl> &impl() { return m_impl; }

private:
    // Shared with channels and timers, which their owners may drop after the thread has ended.
    std::shared_ptr<Impl> m_impl;
};

} // namespace weir::net
