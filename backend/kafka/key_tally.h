// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/bytes.h"
#include "backend/model/keys.h"

#include <string>
#include <string_view>
#include <unordered_map>

namespace weir::kafka {

/// Counts which key lies where, within bounds of memory. Records of one partition come in order of offset; partitions in
/// any order.
class KeyTally
{
public:
    struct Limits {
        std::size_t keys = 200'000;
        std::size_t keyBytes = 64 << 20;
        std::size_t places = 1'000'000; ///< pairs of key and partition: keys that are everywhere
    };

    KeyTally(QString topic, const std::vector<qint32> &partitions, Limits limits);

    void add(qint32 partition, qint64 offset, qint64 timestampMs, const std::optional<base::ByteView> &key);
    /// What was seen so far. Costs time in proportion to the keys.
    model::KeyReport report() const;

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view key) const { return std::hash<std::string_view>()(key); }
    };
    using Places = std::vector<model::KeyPlace>;

    model::PartitionerFit fitOf(model::Partitioner partitioner) const;

    QString m_topic;
    Limits m_limits;
    std::vector<model::PartitionKeys> m_partitions;
    std::unordered_map<std::string, Places, Hash, std::equal_to<>> m_keys;
    std::size_t m_keyBytes = 0;
    std::size_t m_places = 0;
    qint64 m_emptyKey = 0;
    qint64 m_notKept = 0;
};

} // namespace weir::kafka
