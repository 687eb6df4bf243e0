// SPDX-License-Identifier: GPL-3.0-or-later
// Private to the few units of this folder that include Asio.
#pragma once

#include "backend/net/io_thread.h"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>

#include <atomic>
#include <future>
#include <thread>
#include <utility>
#include <vector>

namespace weir::net {

struct IoThread::Impl {
    struct Loop : boost::asio::io_context {
        using boost::asio::io_context::io_context;
        // Destroys what still waits, and what that holds; the loop itself stays for those that cancel something later.
        using boost::asio::io_context::shutdown;
    };

    Loop context{1};
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> guard{context.get_executor()};
    std::thread thread;
    std::atomic<std::thread::id> id{};
    std::promise<void> ended;
    // Touched on the thread only.
    std::vector<std::pair<std::weak_ptr<void>, std::function<void()>>> closers;
};

} // namespace weir::net
