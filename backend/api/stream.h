// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/cancel_token.h"
#include "backend/base/error.h"

#include <QObject>

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace weir::api {

/// The untyped half of a stream: its wake-up. Lives on the thread of the consumer.
class StreamSignal : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    /// Asks for `ready`, from any thread; asks that come close together become one, at most 30 a second.
    void wake();
    /// The same without delay, for the end of the stream.
    void wakeNow();

Q_SIGNALS:
    /// There is something to take, or the stream has ended. In the consumer's thread.
    void ready();

private:
    void schedule(int delayMs);
    std::atomic<bool> m_pending{false};
    qint64 m_lastMs = 0;
};

/// An endless or large answer: a producer thread pushes batches, the consumer takes what has come so far.
///
/// Consumer (one thread, usually the GUI's): connect to `signal()->ready`, call `take()`, read `progress()`, and stop at
/// `finished()`. Dropping the last reference cancels. Producer: `push()` blocks while more than `backlogLimit` items wait
/// (back-pressure) and returns false once the consumer has cancelled; then it ends with `finish()`.
template <class T, class Progress>
class Stream
{
public:
    explicit Stream(std::size_t backlogLimit = 20000) : m_signal(new StreamSignal), m_limit(backlogLimit) {}

    // --- consumer ---
    StreamSignal *signal() const { return m_signal.get(); }
    std::vector<T> take()
    {
        std::vector<T> items;
        {
            const std::lock_guard lock(m_mutex);
            items.swap(m_items);
        }
        m_room.notify_all();
        return items;
    }
    Progress progress() const
    {
        const std::lock_guard lock(m_mutex);
        return m_progress;
    }
    /// No more items will come. Those not yet taken are still there.
    bool finished() const
    {
        const std::lock_guard lock(m_mutex);
        return m_finished;
    }
    /// Why it ended early, if it did. Cancelling is no error.
    std::optional<base::Error> error() const
    {
        const std::lock_guard lock(m_mutex);
        return m_error;
    }
    void cancel()
    {
        m_cancel.cancel();
        m_room.notify_all();
    }

    // --- producer ---
    base::CancelToken cancelToken() const { return m_cancel; }
    bool cancelled() const { return m_cancel.cancelled(); }
    /// Items that wait to be taken.
    std::size_t waiting() const
    {
        const std::lock_guard lock(m_mutex);
        return m_items.size();
    }
    bool push(std::vector<T> items)
    {
        if (!items.empty()) {
            std::unique_lock lock(m_mutex);
            while (m_items.size() >= m_limit && !m_cancel.cancelled())
                m_room.wait_for(lock, std::chrono::milliseconds(100));
            if (m_items.empty())
                m_items = std::move(items);
            else
                m_items.insert(m_items.end(), std::make_move_iterator(items.begin()), std::make_move_iterator(items.end()));
        }
        m_signal->wake();
        return !m_cancel.cancelled();
    }
    void report(Progress progress)
    {
        {
            const std::lock_guard lock(m_mutex);
            m_progress = std::move(progress);
        }
        m_signal->wake();
    }
    void finish(std::optional<base::Error> error = {})
    {
        {
            const std::lock_guard lock(m_mutex);
            m_finished = true;
            m_error = std::move(error);
        }
        m_signal->wakeNow();
    }

private:
    mutable std::mutex m_mutex;
    std::condition_variable m_room;
    std::vector<T> m_items;
    Progress m_progress{};
    std::optional<base::Error> m_error;
    bool m_finished = false;
    base::CancelToken m_cancel;
    // The last reference may go on the producer's thread; the signal goes on its own.
    struct DeleteLater {
        void operator()(StreamSignal *signal) const { signal->deleteLater(); }
    };
    std::unique_ptr<StreamSignal, DeleteLater> m_signal;
    std::size_t m_limit;
};

/// The consumer's hold on a stream: cancels it when it goes. Movable, not copyable. The producer keeps its own reference.
template <class T, class Progress>
class StreamHandle
{
public:
    using StreamType = Stream<T, Progress>;

    StreamHandle() = default;
    explicit StreamHandle(std::shared_ptr<StreamType> stream) : m_stream(std::move(stream)) {}
    StreamHandle(StreamHandle &&) = default;
    StreamHandle &operator=(StreamHandle &&other)
    {
        reset();
        m_stream = std::move(other.m_stream);
        return *this;
    }
    ~StreamHandle() { reset(); }

    void reset()
    {
        if (m_stream) {
            QObject::disconnect(m_stream->signal(), nullptr, nullptr, nullptr);
            m_stream->cancel();
        }
        m_stream.reset();
    }
    StreamType *operator->() const { return m_stream.get(); }
    explicit operator bool() const { return static_cast<bool>(m_stream); }

private:
    std::shared_ptr<StreamType> m_stream; // shared with the producer thread, which may outlive the page
};

} // namespace weir::api
