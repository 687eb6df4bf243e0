// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/result.h"

#include <coroutine>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace weir::net {

/// A step of work as a coroutine: begins when it is awaited, runs on the thread that resumes it (the io thread of its
/// client), ends with one value. Failure is a value too: T is mostly a base::Result. Asio's own awaitable would do the
/// same but would bring Asio into every header that returns one.
///
/// Parameters of a coroutine are taken by value; a lambda that is a coroutine captures nothing.
template <class T>
class [[nodiscard]] Task
{
public:
    struct promise_type {
        std::coroutine_handle<> continuation;
        std::optional<T> value;

        Task get_return_object() { return Task(std::coroutine_handle<promise_type>::from_promise(*this)); }
        std::suspend_always initial_suspend() noexcept { return {}; }
        struct Final {
            bool await_ready() noexcept { return false; }
            std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> done) noexcept
            {
                return done.promise().continuation ? done.promise().continuation : std::noop_coroutine();
            }
            void await_resume() noexcept {}
        };
        Final final_suspend() noexcept { return {}; }
        template <class U>
        void return_value(U &&result)
        {
            value.emplace(std::forward<U>(result));
        }
        void unhandled_exception() { std::terminate(); }
    };

    Task(Task &&other) noexcept : m_handle(std::exchange(other.m_handle, nullptr)) {}
    Task &operator=(Task &&) = delete;
    ~Task()
    {
        if (m_handle)
            m_handle.destroy();
    }

    bool await_ready() const noexcept { return false; }
    std::coroutine_handle<> await_suspend(std::coroutine_handle<> awaiting) noexcept
    {
        m_handle.promise().continuation = awaiting;
        return m_handle;
    }
    T await_resume() { return std::move(*m_handle.promise().value); }

private:
    explicit Task(std::coroutine_handle<promise_type> handle) : m_handle(handle) {}
    std::coroutine_handle<promise_type> m_handle;
};

namespace detail {

/// The outermost coroutine: begins at once, owns itself.
struct Detached {
    struct promise_type {
        Detached get_return_object() { return {}; }
        std::suspend_never initial_suspend() noexcept { return {}; }
        std::suspend_never final_suspend() noexcept { return {}; }
        void return_void() {}
        void unhandled_exception() { std::terminate(); }
    };
};

template <class T>
Detached runDetached(Task<T> task, std::function<void(T)> done)
{
    done(co_await task);
}

template <class T>
struct Gathering {
    std::vector<std::optional<T>> results;
    std::size_t missing = 0;
    std::coroutine_handle<> waiting;
};

template <class T>
Detached runGathered(Task<T> task, std::shared_ptr<Gathering<T>> all, std::size_t index)
{
    all->results[index].emplace(co_await task);
    if (--all->missing == 0 && all->waiting)
        all->waiting.resume();
}

} // namespace detail

/// Begins the task now, on this thread; `done` gets its value.
template <class T>
void start(Task<T> task, std::function<void(T)> done)
{
    detail::runDetached(std::move(task), std::move(done));
}

/// Begins all of them, so that their requests are under way together; gives their values in the same order.
template <class T>
Task<std::vector<T>> whenAll(std::vector<Task<T>> tasks)
{
    struct Wait {
        std::shared_ptr<detail::Gathering<T>> all;
        bool await_ready() const { return all->missing == 0; }
        void await_suspend(std::coroutine_handle<> waiting) { all->waiting = waiting; }
        void await_resume() {}
    };
    // Shared: the last task to end resumes this coroutine, which drops its own hold.
    auto all = std::make_shared<detail::Gathering<T>>();
    all->results.resize(tasks.size());
    all->missing = tasks.size();
    for (std::size_t i = 0; i < tasks.size(); ++i)
        detail::runGathered(std::move(tasks[i]), all, i);
    Wait wait{all};
    co_await wait;
    std::vector<T> values;
    values.reserve(all->results.size());
    for (auto &result : all->results)
        values.push_back(std::move(*result));
    co_return values;
}

/// Waits for something that calls back: `begin` is called with the callback, which must come later, once, and on the
/// thread of the coroutine. Put it and its `begin` in variables before awaiting it (gcc 12, PR 99576).
template <class T>
class [[nodiscard]] Callback
{
public:
    explicit Callback(std::function<void(std::function<void(T)>)> begin) : m_begin(std::move(begin)) {}
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> waiting)
    {
        const auto begin = std::move(m_begin);
        begin([this, waiting](T value) {
            m_value.emplace(std::move(value));
            waiting.resume();
        });
    }
    T await_resume() { return std::move(*m_value); }

private:
    std::function<void(std::function<void(T)>)> m_begin;
    std::optional<T> m_value;
};

} // namespace weir::net

/// WEIR_TRY and WEIR_CHECK of base/result.h for coroutines. The expression may hold a co_await.
#define WEIR_CO_TRY(declaration, expression)                                                                           \
    auto WEIR_CONCAT(weirTry_, __LINE__) = (expression);                                                               \
    if (!WEIR_CONCAT(weirTry_, __LINE__))                                                                              \
        co_return ::tl::unexpected<::weir::base::Error>(std::move(WEIR_CONCAT(weirTry_, __LINE__).error()));           \
    declaration = std::move(*WEIR_CONCAT(weirTry_, __LINE__))

#define WEIR_CO_CHECK(expression)                                                                                      \
    do {                                                                                                               \
        auto weirCheck = (expression);                                                                                 \
        if (!weirCheck)                                                                                                \
            co_return ::tl::unexpected<::weir::base::Error>(std::move(weirCheck.error()));                             \
    } while (false)
