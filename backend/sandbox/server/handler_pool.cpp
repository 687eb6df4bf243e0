// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/server/handler_pool.h"

#include <algorithm>
#include <climits>
#include <ctime>
#include <future>
#include <linux/futex.h>
#include <pthread.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace weir::sandbox {

namespace {

static_assert(sizeof(std::atomic<std::uint32_t>) == sizeof(std::uint32_t));

void futexWait(std::atomic<std::uint32_t> &word, std::uint32_t expected, const timespec *timeout)
{
    ::syscall(SYS_futex, reinterpret_cast<std::uint32_t *>(&word), FUTEX_WAIT_PRIVATE, expected, timeout, nullptr, 0);
}

void futexWake(std::atomic<std::uint32_t> &word)
{
    ::syscall(SYS_futex, reinterpret_cast<std::uint32_t *>(&word), FUTEX_WAKE_PRIVATE, 1, nullptr, nullptr, 0);
}

thread_local const HandlerThread *t_current = nullptr;

} // namespace

HandlerThread::HandlerThread(std::string name, const base::Clock &clock)
    : m_clock(clock)
    , m_thread([this, name = std::move(name)] { loop(name); })
{}

HandlerThread::~HandlerThread()
{
    stop();
    forgetAll();
}

void HandlerThread::forgetAll()
{
    while (m_head.load() != nullptr || !m_timers.empty()) {
        const auto timers = std::move(m_timers);
        m_timers.clear();
        m_dueOf.clear();
        Node *node = m_head.exchange(nullptr);
        while (node != nullptr) {
            Node *next = node->next;
            delete node;
            node = next;
        }
    }
}

void HandlerThread::stop()
{
    m_stop.store(true);
    post([] {});
    if (m_thread.joinable())
        m_thread.join();
}

bool HandlerThread::isCurrent() const
{
    return t_current == this;
}

void HandlerThread::post(Task task)
{
    auto *node = new Node{nullptr, std::move(task)};
    m_queued.fetch_add(1, std::memory_order_relaxed);
    Node *head = m_head.load(std::memory_order_relaxed);
    do {
        node->next = head;
    } while (!m_head.compare_exchange_weak(head, node));
    if (head == nullptr && m_asleep.exchange(0) == 1)
        futexWake(m_asleep);
}

void HandlerThread::runAndWait(Task task)
{
    std::promise<void> done;
    post([&] {
        task();
        done.set_value();
    });
    done.get_future().wait();
}

TimerId HandlerThread::after(base::Milliseconds delay, Task task)
{
    const TimerId id = m_nextTimer++;
    const auto at = m_clock.monotonic() + std::max(delay, base::Milliseconds(0));
    m_timers.emplace(Due{at, id}, std::move(task));
    m_dueOf.emplace(id, at);
    return id;
}

void HandlerThread::cancel(TimerId timer)
{
    const auto found = m_dueOf.find(timer);
    if (found == m_dueOf.end())
        return;
    m_timers.erase(Due{found->second, timer});
    m_dueOf.erase(found);
}

bool HandlerThread::runQueued()
{
    Node *node = m_head.exchange(nullptr);
    if (node == nullptr)
        return false;
    Node *first = nullptr;
    while (node != nullptr) {
        Node *next = node->next;
        node->next = first;
        first = node;
        node = next;
    }
    while (first != nullptr) {
        Node *next = first->next;
        m_queued.fetch_sub(1, std::memory_order_relaxed);
        if (!m_stop.load(std::memory_order_relaxed))
            first->task();
        delete first;
        first = next;
    }
    return true;
}

void HandlerThread::runDueTimers()
{
    if (m_timers.empty())
        return;
    const auto now = m_clock.monotonic();
    while (!m_timers.empty() && m_timers.begin()->first.at <= now) {
        Task task = std::move(m_timers.begin()->second);
        m_dueOf.erase(m_timers.begin()->first.id);
        m_timers.erase(m_timers.begin());
        task();
    }
}

void HandlerThread::sleepUntilWork()
{
    timespec timeout{};
    const timespec *limit = nullptr;
    const auto before = m_clock.monotonic();
    if (!m_timers.empty()) {
        const auto wait = std::max(m_timers.begin()->first.at - before, std::chrono::nanoseconds(0));
        timeout.tv_sec = static_cast<std::time_t>(wait.count() / 1'000'000'000);
        timeout.tv_nsec = static_cast<long>(wait.count() % 1'000'000'000);
        limit = &timeout;
    }
    m_asleep.store(1);
    // A post between the last look and this line must not be slept over.
    if (m_head.load() == nullptr)
        futexWait(m_asleep, 1, limit);
    m_asleep.store(0);
    m_idleNs.fetch_add((m_clock.monotonic() - before).count(), std::memory_order_relaxed);
}

void HandlerThread::loop(const std::string &name)
{
    t_current = this;
    ::pthread_setname_np(::pthread_self(), name.substr(0, 15).c_str());
    while (!m_stop.load(std::memory_order_relaxed)) {
        const bool worked = runQueued();
        runDueTimers();
        if (!worked && m_head.load() == nullptr)
            sleepUntilWork();
    }
}

HandlerPool::HandlerPool(int threads, const base::Clock &clock)
    : m_startedAt(clock.monotonic())
{
    for (int i = 0; i < std::max(threads, 1); ++i)
        m_threads.push_back(std::make_unique<HandlerThread>("handler-" + std::to_string(i), clock));
}

void HandlerPool::stop()
{
    for (const auto &thread : m_threads)
        thread->stop();
    for (int round = 0; round < 2; ++round) {
        for (const auto &thread : m_threads)
            thread->forgetAll();
    }
}

std::size_t HandlerPool::queueLength() const
{
    std::size_t sum = 0;
    for (const auto &thread : m_threads)
        sum += thread->queueLength();
    return sum;
}

std::int64_t HandlerPool::idleNs() const
{
    std::int64_t sum = 0;
    for (const auto &thread : m_threads)
        sum += thread->idleNs();
    return sum;
}

} // namespace weir::sandbox
