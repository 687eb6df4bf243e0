// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/clock.h"

#include <cstddef>
#include <cstdint>
#include <functional>

namespace weir::sandbox {

using TimerId = std::uint64_t;

/// One thread of execution that owns state: a request handler with its own queue. Whatever an owner owns is touched by
/// its tasks only, so nothing in the core takes a lock. A test drives one by hand with virtual time (ManualOwner).
class Owner
{
public:
    using Task = std::function<void()>;

    virtual ~Owner() = default;
    /// Runs the task after those already queued. Any thread.
    virtual void post(Task task) = 0;
    /// Runs the task once, no sooner than `delay` from now. Owner thread only.
    virtual TimerId after(base::Milliseconds delay, Task task) = 0;
    /// Forgets a timer; one that has run or was never set is no error. Owner thread only.
    virtual void cancel(TimerId timer) = 0;
    /// Any thread.
    virtual const base::Clock &clock() const = 0;
    /// Runs the task after those already queued and returns when it is done. Any thread but the owner's own.
    virtual void runAndWait(Task task) = 0;
    /// Tasks posted and not yet begun. Any thread.
    virtual std::size_t queueLength() const = 0;
};

/// The owners among which the nodes of a process share out their work.
class OwnerPool
{
public:
    virtual ~OwnerPool() = default;
    virtual std::size_t size() const = 0;
    /// Beyond the last one it begins again with the first.
    virtual Owner &at(std::size_t index) = 0;
    /// Kafka's RequestQueueSize: the sum over the owners. Any thread.
    virtual std::size_t queueLength() const = 0;
};

} // namespace weir::sandbox
