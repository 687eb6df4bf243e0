// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sandbox/broker/broker.h"

#include <memory>
#include <vector>

namespace weir::sandbox {

/// One piece of work for each item on the owner that the item belongs to; the last one done hands all results, in the
/// order of the items, to `done` on the owner that asked. `work(Shard &, Item &, std::function<void(Result)>)` may
/// answer later, on the same owner, and take out of its item what it needs no longer: the items live as long as the
/// slowest of them. Nothing is shared but the slots that the parts fill, each its own.
template <class Item, class Result>
class Scatter : public std::enable_shared_from_this<Scatter<Item, Result>>
{
public:
    using Answer = std::function<void(Result)>;
    using Work = std::function<void(Shard &, Item &, Answer)>;
    using Done = std::function<void(std::vector<Item>, std::vector<Result>)>;

    /// On the owner `home`. `ownerOf(const Item &)` gives an owner's index.
    template <class OwnerOf>
    static void run(std::shared_ptr<Broker> broker, std::size_t home, std::vector<Item> items, OwnerOf ownerOf, Work work, Done done)
    {
        // Shared: each part holds it until its last answer.
        auto self = std::make_shared<Scatter>();
        self->m_broker = std::move(broker);
        self->m_home = home;
        self->m_items = std::move(items);
        self->m_results.resize(self->m_items.size());
        self->m_work = std::move(work);
        self->m_done = std::move(done);
        std::vector<std::vector<std::size_t>> parts(self->m_broker->owners());
        for (std::size_t i = 0; i < self->m_items.size(); ++i)
            parts[ownerOf(self->m_items[i])].push_back(i);
        for (const auto &part : parts)
            self->m_partsLeft += part.empty() ? 0 : 1;
        if (self->m_partsLeft == 0) {
            self->m_done({}, {});
            return;
        }
        for (std::size_t owner = 0; owner < parts.size(); ++owner) {
            if (parts[owner].empty())
                continue;
            if (owner == home)
                self->runPart(owner, std::move(parts[owner]));
            else
                self->m_broker->postTo(owner, [self, owner, part = std::move(parts[owner])]() mutable { self->runPart(owner, std::move(part)); });
        }
    }

private:
    void runPart(std::size_t owner, std::vector<std::size_t> part)
    {
        Shard &shard = m_broker->shard(owner);
        const auto self = this->shared_from_this();
        auto left = std::make_shared<std::size_t>(part.size());
        for (const std::size_t i : part) {
            m_work(shard, m_items[i], [self, i, left, owner](Result result) {
                self->m_results[i] = std::move(result);
                if (--*left == 0)
                    self->partDone(owner);
            });
        }
    }

    void partDone(std::size_t owner)
    {
        if (owner == m_home) {
            finish();
            return;
        }
        m_broker->postTo(m_home, [self = this->shared_from_this()] { self->finish(); });
    }

    void finish()
    {
        if (--m_partsLeft > 0)
            return;
        const Done done = std::move(m_done);
        m_work = {};
        done(std::move(m_items), std::move(m_results));
    }

    std::shared_ptr<Broker> m_broker;
    std::size_t m_home = 0;
    std::vector<Item> m_items;
    std::vector<Result> m_results;
    Work m_work;
    Done m_done;
    std::size_t m_partsLeft = 0; ///< touched on the home owner only
};

} // namespace weir::sandbox
