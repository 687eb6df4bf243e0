// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sandbox/broker/broker.h"
#include "backend/sandbox/broker/share/share_leaders.h"
#include "backend/sandbox/share/share_sessions.h"

#include <atomic>

namespace weir::sandbox {

/// One ShareFetch from its first look to its answer. It goes from partition to partition in the order of the session, each on
/// its owner, until it has as many records as were asked for; where there are none it parks on all of them. On the main owner.
class ShareFetchOperation final : public DataWaiter, public std::enable_shared_from_this<ShareFetchOperation>
{
public:
    struct Part {
        std::string topic;
        PartitionId id;
        ShareLeaders::Taken taken;
        bool resolved = true; ///< false: the error stands
    };
    struct Limits {
        std::chrono::milliseconds maxWait{0};
        std::uint32_t minBytes = 0;
        std::uint32_t maxBytes = 0;
        std::int32_t maxRecords = 0;
        bool wholeBatches = true;
    };
    using Done = std::function<void(ShareFetchOperation &)>;

    /// `session` as ShareSessions gave it: when that has ended nothing more is acquired.
    ShareFetchOperation(std::shared_ptr<Broker> broker, ShareSessions::Key member, std::uint64_t session, std::vector<Part> parts, Limits limits, Done done);

    /// `done` may come before it returns.
    void start();
    std::vector<Part> &parts() { return m_parts; }

    void wake(std::size_t slot) override;
    bool isOver() const override { return m_over.load(std::memory_order_relaxed); }

private:
    void beginRound();
    void step();
    /// True where the part was dealt with at once.
    bool visit(std::size_t index);
    void take(std::size_t index, ShareLeaders::Taken taken);
    void endRound();
    void finish();

    std::shared_ptr<Broker> m_broker;
    ShareSessions::Key m_member;
    std::uint64_t m_session;
    std::vector<Part> m_parts;
    const Limits m_limits;
    Done m_done;
    std::size_t m_next = 0;
    std::int64_t m_recordsLeft = 0;
    std::uint32_t m_bytesLeft = 0;
    std::uint64_t m_found = 0; ///< bytes, in this round
    bool m_looking = false;    ///< whether there is as much as minBytes; nothing is acquired
    bool m_anything = false;   ///< acquired, or an error
    bool m_running = false;
    bool m_woken = false; ///< while a round was under way
    bool m_timeIsOver = false;
    TimerId m_timer = 0;
    std::atomic<bool> m_over{false};
};

} // namespace weir::sandbox
