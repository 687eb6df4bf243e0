// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <memory>

namespace weir::base {

/// Says "stop" across threads. Copies share one flag; asking is one relaxed load.
class CancelToken
{
public:
    CancelToken() : m_flag(std::make_shared<std::atomic<bool>>(false)) {}
    void cancel() { m_flag->store(true, std::memory_order_relaxed); }
    bool cancelled() const { return m_flag->load(std::memory_order_relaxed); }

private:
    // Shared on purpose: whoever asks and whoever says it have no common owner.
    std::shared_ptr<std::atomic<bool>> m_flag;
};

} // namespace weir::base
