// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/store_thread.h"

namespace weir::store {

base::Result<std::unique_ptr<StoreThread>> StoreThread::open(const QString &path)
{
    WEIR_TRY(auto database, Database::open(path));
    return std::unique_ptr<StoreThread>(new StoreThread(std::move(database)));
}

StoreThread::StoreThread(std::unique_ptr<Database> database)
    : m_database(std::move(database))
    , m_thread([this] { loop(); })
{
}

StoreThread::~StoreThread()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    m_wake.notify_one();
    m_thread.join();
}

void StoreThread::post(std::function<void(Database &)> work)
{
    {
        const std::lock_guard lock(m_mutex);
        m_queue.push_back(std::move(work));
    }
    m_wake.notify_one();
}

void StoreThread::loop()
{
    for (;;) {
        std::function<void(Database &)> work;
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [this] { return m_ending || !m_queue.empty(); });
            if (m_queue.empty())
                return;
            work = std::move(m_queue.front());
            m_queue.pop_front();
        }
        work(*m_database);
    }
}

} // namespace weir::store
