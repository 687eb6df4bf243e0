// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/broker/share/share_fetch_operation.h"

#include "backend/sandbox/broker/share/share_host.h"

namespace weir::sandbox {

ShareFetchOperation::ShareFetchOperation(std::shared_ptr<Broker> broker, ShareSessions::Key member, std::uint64_t session, std::vector<Part> parts,
                                         Limits limits, Done done)
    : m_broker(std::move(broker))
    , m_member(std::move(member))
    , m_session(session)
    , m_parts(std::move(parts))
    , m_limits(limits)
    , m_done(std::move(done))
    , m_looking(limits.minBytes > 1)
{}

void ShareFetchOperation::start()
{
    for (const Part &part : m_parts)
        m_anything = m_anything || !part.resolved;
    beginRound();
}

void ShareFetchOperation::beginRound()
{
    m_running = true;
    m_woken = false;
    m_next = 0;
    m_found = 0;
    m_recordsLeft = m_limits.maxRecords;
    m_bytesLeft = m_limits.maxBytes;
    step();
}

void ShareFetchOperation::step()
{
    while (m_next < m_parts.size()) {
        if (m_broker->closing())
            return;
        const bool current = m_broker->shares().sessions().isCurrent(m_member, m_session);
        if (!current || m_recordsLeft <= 0 || m_bytesLeft == 0)
            break;
        if (!visit(m_next++))
            return;
    }
    endRound();
}

bool ShareFetchOperation::visit(std::size_t index)
{
    const Part &part = m_parts[index];
    if (!part.resolved)
        return true;
    ShareLeaders::Ask ask;
    ask.groupId = m_member.first;
    ask.memberId = m_member.second;
    ask.id = part.id;
    ask.maxRecords = static_cast<std::int32_t>(m_recordsLeft);
    ask.maxBytes = m_bytesLeft;
    ask.wholeBatches = m_limits.wholeBatches;
    ask.minOneMessage = m_found == 0;
    ask.onlyLook = m_looking;
    const std::size_t owner = m_broker->ownerOf(part.topic, part.id);
    const auto self = shared_from_this();
    if (owner == m_broker->mainOwner()) {
        take(index, m_broker->shard(owner).shares().acquire(ask, self, index));
        return true;
    }
    m_broker->postTo(owner, [self, owner, index, ask] {
        if (self->m_broker->closing())
            return;
        auto taken = self->m_broker->shard(owner).shares().acquire(ask, self, index);
        self->m_broker->postTo(self->m_broker->mainOwner(), [self, index, taken = std::move(taken)]() mutable {
            self->take(index, std::move(taken));
            self->step();
        });
    });
    return false;
}

void ShareFetchOperation::take(std::size_t index, ShareLeaders::Taken taken)
{
    m_found += taken.bytes;
    m_bytesLeft -= std::min(m_bytesLeft, taken.bytes);
    for (const AcquiredRun &run : taken.runs)
        m_recordsLeft -= run.lastOffset - run.firstOffset + 1;
    m_anything = m_anything || taken.error != 0 || !taken.runs.empty();
    m_parts[index].taken = std::move(taken);
}

void ShareFetchOperation::endRound()
{
    m_running = false;
    if (isOver())
        return;
    const bool current = m_broker->shares().sessions().isCurrent(m_member, m_session);
    const bool mayWait = current && !m_anything && !m_parts.empty() && m_limits.maxWait.count() > 0 && !m_timeIsOver;
    if (m_looking && (m_found >= m_limits.minBytes || !mayWait)) {
        m_looking = false;
        return beginRound();
    }
    if (!mayWait)
        return finish();
    if (m_timer == 0) {
        m_timer = m_broker->shard(m_broker->mainOwner()).owner.after(m_limits.maxWait, [self = shared_from_this()] {
            // A round that is under way ends in endRound(), which must not park again.
            self->m_timeIsOver = true;
            if (!self->m_running)
                self->endRound();
        });
    }
    if (m_woken)
        beginRound();
}

void ShareFetchOperation::wake(std::size_t)
{
    m_broker->postTo(m_broker->mainOwner(), [self = shared_from_this()] {
        if (self->isOver() || self->m_broker->closing())
            return;
        if (self->m_running)
            self->m_woken = true;
        else
            self->beginRound();
    });
}

void ShareFetchOperation::finish()
{
    if (m_over.exchange(true))
        return;
    m_broker->shard(m_broker->mainOwner()).owner.cancel(m_timer);
    const Done done = std::move(m_done);
    done(*this);
}

} // namespace weir::sandbox
