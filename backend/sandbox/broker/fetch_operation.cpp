// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/broker/fetch_operation.h"

#include <algorithm>

namespace weir::sandbox {

FetchOperation::FetchOperation(std::shared_ptr<Broker> broker, std::size_t home, std::vector<Entry> entries, Limits limits, Done done)
    : m_broker(std::move(broker))
    , m_home(home)
    , m_entries(std::move(entries))
    , m_limits(limits)
    , m_done(std::move(done))
{}

void FetchOperation::start()
{
    std::vector<std::size_t> slots;
    slots.reserve(m_entries.size());
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        if (m_entries[i].resolved)
            slots.push_back(i);
    }
    readSlots(std::move(slots));
}

/// Slots of one owner are read there in their order. A part writes only its own entries, and nobody looks at them before
/// the last part has posted back.
void FetchOperation::readSlots(std::vector<std::size_t> slots)
{
    std::vector<std::vector<std::size_t>> parts(m_broker->owners());
    for (const std::size_t slot : slots)
        parts[m_broker->ownerOf(m_entries[slot].topic, m_entries[slot].id)].push_back(slot);
    m_partsLeft = 1; // this function's own, so that an inline part does not end it
    const auto self = shared_from_this();
    for (std::size_t owner = 0; owner < parts.size(); ++owner) {
        if (parts[owner].empty())
            continue;
        ++m_partsLeft;
        const auto work = [self, owner, part = std::move(parts[owner])] {
            Shard &shard = self->m_broker->shard(owner);
            const bool watch = self->m_limits.maxWait.count() > 0;
            std::uint32_t left = self->m_limits.maxBytes;
            std::uint64_t found = 0;
            for (const std::size_t slot : part) {
                Entry &entry = self->m_entries[slot];
                Partition *partition = shard.find(entry.id);
                if (partition == nullptr) {
                    entry.result = {};
                    entry.result.error = shard.absenceOf(entry.id);
                    continue;
                }
                Partition::ReadRequest read = entry.read;
                read.maxBytes = std::min(read.maxBytes, left);
                read.minOneMessage = found == 0;
                // What was found before is found again, and goes out once.
                if (auto &sent = partition->totals.bytesOut; !self->m_limits.follower)
                    sent -= std::min<std::uint64_t>(sent, entry.result.slice.size);
                entry.result = partition->read(read);
                if (self->m_limits.follower)
                    throttle(shard, *self->m_broker, *partition, entry);
                left -= std::min(left, entry.result.slice.size);
                found += entry.result.slice.size;
            }
            // These alone are enough: nobody will wait.
            if (!watch || found >= self->m_limits.minBytes)
                return;
            // Watched from the same task that read them: nothing can be missed in between. Those with records too, for
            // what they lack of minBytes.
            for (const std::size_t slot : part) {
                const Entry &entry = self->m_entries[slot];
                if (Partition *partition = shard.find(entry.id); partition != nullptr && entry.result.error == 0 && entry.result.diverging.endOffset < 0)
                    partition->watch(self, slot, self->m_limits.follower);
            }
        };
        if (owner == m_home) {
            work();
            --m_partsLeft;
        } else {
            m_broker->postTo(owner, [self, work] {
                work();
                self->m_broker->postTo(self->m_home, [self] {
                    if (--self->m_partsLeft == 0)
                        self->onRead();
                });
            });
        }
    }
    if (--m_partsLeft == 0)
        onRead();
}

void FetchOperation::throttle(const Shard &shard, Broker &broker, const Partition &partition, Entry &entry)
{
    entry.throttled = broker.leaderQuota().throttles(*shard.image, partition.topic(), partition.key().index, broker.id());
    const auto &isr = partition.isr();
    if (entry.throttled && std::find(isr.begin(), isr.end(), entry.read.replicaId) == isr.end()
        && broker.leaderQuota().exceeded(shard.owner.clock().monotonic()))
        entry.result.slice = {};
}

void FetchOperation::onRead()
{
    if (isOver())
        return;
    std::uint64_t bytes = 0;
    bool answerNow = m_entries.empty();
    for (const Entry &entry : m_entries) {
        bytes += entry.result.slice.size;
        answerNow = answerNow || entry.result.error != 0 || entry.result.diverging.endOffset >= 0;
    }
    if (answerNow || bytes >= m_limits.minBytes || m_limits.maxWait.count() <= 0 || m_timeIsOver || m_broker->closing()) {
        finish();
        return;
    }
    if (!m_parked) {
        m_parked = true;
        m_timer = m_broker->shard(m_home).owner.after(m_limits.maxWait, [self = shared_from_this()] {
            // A read that is under way on other owners ends in onRead(), which must not park again.
            self->m_timeIsOver = true;
            if (self->m_partsLeft == 0)
                self->finish();
        });
    }
    if (!m_woken.empty())
        readSlots(std::exchange(m_woken, {}));
}

void FetchOperation::wake(std::size_t slot)
{
    m_broker->postTo(m_home, [self = shared_from_this(), slot] {
        if (self->isOver())
            return;
        if (self->m_partsLeft > 0)
            self->m_woken.push_back(slot);
        else
            self->readSlots({slot});
    });
}

void FetchOperation::finish()
{
    if (m_over.exchange(true))
        return;
    m_broker->shard(m_home).owner.cancel(m_timer);
    // Parts were read side by side, each with the whole allowance: what came first in the request keeps it.
    std::uint64_t left = m_limits.maxBytes;
    bool any = false;
    for (Entry &entry : m_entries) {
        const std::uint32_t size = entry.result.slice.size;
        if (size == 0)
            continue;
        if (any && size > left)
            entry.result.slice = {};
        else
            left -= std::min<std::uint64_t>(left, size);
        if (entry.throttled)
            m_broker->leaderQuota().record(entry.result.slice.size, m_broker->shard(m_home).owner.clock().monotonic());
        any = true;
    }
    const Done done = std::move(m_done);
    done(*this);
}

} // namespace weir::sandbox
