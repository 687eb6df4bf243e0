// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstdint>

namespace weir::sandbox {

/// What a person or a test broke on purpose at one broker. Written from the control socket, read by network threads.
struct FaultSwitch {
    std::atomic<std::int32_t> slowMs{0};       ///< each request waits so long before it is handled
    std::atomic<std::int32_t> dropPercent{0};  ///< so many requests of a hundred end their connection unanswered
    std::atomic<std::int16_t> errorCode{0};    ///< answered instead of doing what was asked; 0: off
    std::atomic<std::int32_t> errorApiKey{-1}; ///< only for this api key; -1: for every key that has a place for an error
    std::atomic<std::int64_t> errorsLeft{0};   ///< so many more; below 0: until cleared
    std::atomic<bool> isolated{false};         ///< hears nothing of other brokers and the controller, nor they of it; clients do
    std::atomic<bool> followsNobody{false};    ///< fetches nothing as a follower, and so falls out of sync

    bool any() const
    {
        return slowMs.load(std::memory_order_relaxed) != 0 || dropPercent.load(std::memory_order_relaxed) != 0
            || errorCode.load(std::memory_order_relaxed) != 0 || isolated.load(std::memory_order_relaxed);
    }
    void clear()
    {
        slowMs = 0;
        dropPercent = 0;
        errorCode = 0;
        errorApiKey = -1;
        errorsLeft = 0;
        isolated = false;
        followsNobody = false;
    }
    /// True where this request is to be answered with errorCode; counts it. `onlyIfNamed`: not where the error is for every key.
    bool takeError(std::int16_t apiKey, bool onlyIfNamed)
    {
        if (errorCode.load(std::memory_order_relaxed) == 0)
            return false;
        const auto only = errorApiKey.load(std::memory_order_relaxed);
        if (only >= 0 ? only != apiKey : onlyIfNamed)
            return false;
        std::int64_t left = errorsLeft.load(std::memory_order_relaxed);
        while (left > 0) {
            if (errorsLeft.compare_exchange_weak(left, left - 1, std::memory_order_relaxed))
                return true;
        }
        return left < 0;
    }
};

} // namespace weir::sandbox
