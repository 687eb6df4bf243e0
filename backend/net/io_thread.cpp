// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/net/io_thread.h"

#include "backend/net/io_thread_impl.h"

#include <boost/asio/dispatch.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include <pthread.h>


namespace weir::net {

namespace asio = boost::asio;

namespace {
constexpr std::chrono::seconds kGoodbye{1};
}

struct TimerState {
    TimerState(std::shared_ptr<IoThread::Impl> thread, std::function<void()> what) : loop(std::move(thread)), timer(loop->context), work(std::move(what)) {}
    const std::shared_ptr<IoThread::Impl> loop;
    asio::steady_timer timer;
    std::function<void()> work;
    bool ended = false;
};

IoThread::IoThread(const std::string &name) : m_impl(std::make_shared<Impl>())
{
    m_impl->thread = std::thread([impl = m_impl.get()] {
        impl->id = std::this_thread::get_id();
        impl->context.run();
        impl->ended.set_value();
    });
    pthread_setname_np(m_impl->thread.native_handle(), name.substr(0, 15).c_str());
}

IoThread::~IoThread()
{
    asio::post(m_impl->context, [impl = m_impl.get()] {
        for (auto &[owner, close] : std::exchange(impl->closers, {})) {
            if (const auto alive = owner.lock())
                close();
        }
    });
    m_impl->guard.reset();
    // What the closing started (callbacks, what they send and are refused) runs to its end. Only a timer that somebody
    // forgot, or a name server that does not answer, can hold the loop up: these are cut off.
    if (m_impl->ended.get_future().wait_for(kGoodbye) == std::future_status::timeout)
        m_impl->context.stop();
    m_impl->thread.join();
    m_impl->context.shutdown();
}

void IoThread::post(std::function<void()> work)
{
    // Held until the loop has been woken: the work may run, and end this object, before that.
    const auto impl = m_impl;
    asio::post(impl->context, std::move(work));
}

void IoThread::dispatch(std::function<void()> work)
{
    const auto impl = m_impl;
    asio::dispatch(impl->context, std::move(work));
}

bool IoThread::isCurrent() const
{
    return m_impl->id.load() == std::this_thread::get_id();
}

IoThread::Timer IoThread::startTimer(std::chrono::nanoseconds delay, std::function<void()> work)
{
    Timer timer;
    timer.m_state = std::make_shared<TimerState>(m_impl, std::move(work));
    const auto state = timer.m_state;
    const auto when = std::chrono::steady_clock::now() + delay;
    dispatch([state, when] {
        if (state->ended)
            return;
        state->timer.expires_at(when);
        state->timer.async_wait([state](const boost::system::error_code &problem) {
            if (problem || state->ended)
                return;
            state->ended = true;
            const auto run = std::exchange(state->work, nullptr);
            run();
        });
    });
    return timer;
}

IoThread::Timer &IoThread::Timer::operator=(Timer &&other) noexcept
{
    if (this != &other) {
        cancel();
        m_state = std::move(other.m_state);
    }
    return *this;
}

void IoThread::Timer::cancel()
{
    const auto state = std::exchange(m_state, nullptr);
    if (!state)
        return;
    asio::dispatch(state->loop->context, [state] {
        state->ended = true;
        state->work = nullptr;
        state->timer.cancel();
    });
}

void IoThread::closeOnExit(std::weak_ptr<void> owner, std::function<void()> close)
{
    dispatch([this, owner = std::move(owner), close = std::move(close)]() mutable {
        auto &closers = m_impl->closers;
        // Connections come and go for days: the list is swept when it doubles past its living entries.
        if (closers.size() >= 32 && (closers.size() & (closers.size() - 1)) == 0)
            std::erase_if(closers, [](const auto &entry) { return entry.first.expired(); });
        closers.emplace_back(std::move(owner), std::move(close));
    });
}

} // namespace weir::net
