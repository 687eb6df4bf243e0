// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/database.h"

#include <QFuture>
#include <QPromise>

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

namespace weir::store {

/// The one thread that touches SQLite. Work is done in the order in which it was given; what is queued when this object
/// goes is still done.
class StoreThread
{
public:
    /// Opens `weir.sqlite` in the home folder (or the given file).
    static base::Result<std::unique_ptr<StoreThread>> open(const QString &path);
    ~StoreThread();

    /// Runs `body(Database &) -> base::Result<T>` there.
    template <class T>
    QFuture<base::Result<T>> run(std::function<base::Result<T>(Database &)> body)
    {
        auto promise = std::make_shared<QPromise<base::Result<T>>>();
        promise->start();
        QFuture<base::Result<T>> future = promise->future();
        post([promise, body = std::move(body)](Database &database) {
            promise->addResult(body(database));
            promise->finish();
        });
        return future;
    }
    /// The same, waited for: for small writes that a person has asked for and whose failure must be told at once.
    template <class T>
    base::Result<T> runNow(std::function<base::Result<T>(Database &)> body)
    {
        QFuture<base::Result<T>> future = run<T>(std::move(body));
        future.waitForFinished();
        return future.takeResult();
    }
    void post(std::function<void(Database &)> work);

private:
    explicit StoreThread(std::unique_ptr<Database> database);
    void loop();

    std::unique_ptr<Database> m_database; // the thread's alone
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<std::function<void(Database &)>> m_queue;
    bool m_ending = false;
    std::thread m_thread;
};

} // namespace weir::store
