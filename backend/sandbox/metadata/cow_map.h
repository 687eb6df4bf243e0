// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

namespace weir::sandbox {

/// A hash map that is cheap to copy and cheap to change after a copy: two levels of 64 buckets, shared between copies
/// until one of them writes. A copy costs one reference, a write at most two nodes of 64 references and one bucket, so
/// that a snapshot of 10,000 entries and its successor share all but a few hundred bytes.
/// A copy may be read on any thread while another is written; one copy itself belongs to one thread at a time.
template <class Key, class Value, class Hash = std::hash<Key>, class Equal = std::equal_to<>>
class CowMap
{
public:
    std::size_t size() const { return m_size; }
    bool empty() const { return m_size == 0; }

    /// The value, or null. Valid until this copy is written to or destroyed.
    template <class Lookup>
    const Value *find(const Lookup &key) const
    {
        const Leaf *leaf = leafAt(hashOf(key));
        if (leaf == nullptr)
            return nullptr;
        for (const auto &entry : *leaf) {
            if (Equal{}(entry.first, key))
                return &entry.second;
        }
        return nullptr;
    }

    void set(const Key &key, Value value)
    {
        Leaf &leaf = writableLeaf(hashOf(key));
        for (auto &entry : leaf) {
            if (Equal{}(entry.first, key)) {
                entry.second = std::move(value);
                return;
            }
        }
        leaf.emplace_back(key, std::move(value));
        ++m_size;
    }

    template <class Lookup>
    bool erase(const Lookup &key)
    {
        if (find(key) == nullptr)
            return false;
        Leaf &leaf = writableLeaf(hashOf(key));
        for (auto it = leaf.begin(); it != leaf.end(); ++it) {
            if (Equal{}(it->first, key)) {
                leaf.erase(it);
                --m_size;
                return true;
            }
        }
        return false;
    }

    /// visit(key, value) for each entry, in no order that means anything.
    template <class Visit>
    void forEach(Visit visit) const
    {
        if (!m_root)
            return;
        for (const auto &branch : *m_root) {
            if (!branch)
                continue;
            for (const auto &leaf : *branch) {
                if (!leaf)
                    continue;
                for (const auto &entry : *leaf)
                    visit(entry.first, entry.second);
            }
        }
    }

private:
    static constexpr std::size_t kFan = 64;
    using Leaf = std::vector<std::pair<Key, Value>>;
    using Branch = std::array<std::shared_ptr<Leaf>, kFan>;
    using Root = std::array<std::shared_ptr<Branch>, kFan>;

    template <class Lookup>
    static std::uint64_t hashOf(const Lookup &key)
    {
        // The standard hash of an integer is the integer: spread it, for the buckets take the upper bits.
        return static_cast<std::uint64_t>(Hash{}(key)) * 0x9E3779B97F4A7C15ULL;
    }
    static std::size_t upper(std::uint64_t hash) { return static_cast<std::size_t>(hash >> 58); }
    static std::size_t lower(std::uint64_t hash) { return static_cast<std::size_t>((hash >> 52) & (kFan - 1)); }

    const Leaf *leafAt(std::uint64_t hash) const
    {
        if (!m_root || !(*m_root)[upper(hash)])
            return nullptr;
        return (*(*m_root)[upper(hash)])[lower(hash)].get();
    }

    // The node itself where nobody else holds it, else a copy of its own.
    template <class Node>
    static Node &own(std::shared_ptr<Node> &node)
    {
        if (!node) {
            node = std::make_shared<Node>();
        } else if (node.use_count() != 1) {
            node = std::make_shared<Node>(*node);
        } else {
            // use_count is a relaxed load: what the last other holder read must have happened before our write.
            std::atomic_thread_fence(std::memory_order_acquire);
        }
        return *node;
    }

    Leaf &writableLeaf(std::uint64_t hash)
    {
        Root &root = own(m_root);
        Branch &branch = own(root[upper(hash)]);
        return own(branch[lower(hash)]);
    }

    // Shared, for that is the point: several snapshots read the same nodes.
    std::shared_ptr<Root> m_root;
    std::size_t m_size = 0;
};

} // namespace weir::sandbox
