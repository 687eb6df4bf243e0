// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/kafka/workers.h"

namespace weir::kafka {

Workers::~Workers()
{
    cancelAndWait();
}

void Workers::start(std::function<void()> cancel, std::function<void()> work)
{
    const std::lock_guard lock(m_mutex);
    for (auto it = m_workers.begin(); it != m_workers.end();) {
        if (it->finished) {
            it->thread.join();
            it = m_workers.erase(it);
        } else {
            ++it;
        }
    }
    Worker &worker = m_workers.emplace_back();
    worker.cancel = std::move(cancel);
    worker.thread = std::thread([&worker, work = std::move(work)] {
        work();
        worker.finished = true;
    });
}

void Workers::cancelAndWait()
{
    std::list<Worker> workers;
    {
        const std::lock_guard lock(m_mutex);
        workers.swap(m_workers); // the nodes stay where they are: their threads look at them
    }
    for (Worker &worker : workers)
        worker.cancel();
    for (Worker &worker : workers)
        worker.thread.join();
}

} // namespace weir::kafka
