// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sandbox/simulation/history.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <set>

namespace weir::sandbox::sim {

const char *nameOf(AnomalyKind kind)
{
    switch (kind) {
    case AnomalyKind::Lost: return "lost";
    case AnomalyKind::Duplicate: return "duplicate";
    case AnomalyKind::Invented: return "invented";
    case AnomalyKind::Stale: return "stale";
    case AnomalyKind::StaleOffset: return "stale offset";
    case AnomalyKind::Aborted: return "aborted";
    case AnomalyKind::Torn: return "torn";
    case AnomalyKind::NonMonotone: return "non-monotone";
    case AnomalyKind::Divergent: return "divergent";
    case AnomalyKind::Zombie: return "zombie";
    case AnomalyKind::Hanging: return "hanging";
    }
    return "";
}

std::string History::text() const
{
    static constexpr const char *kWhat[] = {"write", "end", "fence", "read", "commit", "committed", "log-end"};
    static constexpr const char *kOutcome[] = {"unknown", "ok", "refused"};
    std::string text;
    for (const Operation &one : operations) {
        text += fmt::format("{} {} {} {}..{} {} p{}", one.client, kWhat[static_cast<int>(one.what)], kOutcome[static_cast<int>(one.outcome)], one.askedAt,
                            one.endedAt, one.transaction, one.partition);
        text += fmt::format(" producer {}:{} offset {} from {} hw {} lso {} epoch {} broker {}.{}{}", one.producerId, one.epoch, one.offset, one.from,
                            one.highWatermark, one.stable, one.leaderEpoch, one.broker, one.life, one.commit ? " commit" : "");
        for (const std::string &value : one.values)
            text += " " + value;
        for (const Seen &seen : one.records)
            text += fmt::format(" {}={}{}", seen.offset, seen.value, seen.whole ? "" : "!");
        text += '\n';
    }
    return text;
}

namespace {

/// Where a record lies.
struct Place
{
    std::int32_t partition = -1;
    std::int64_t offset = -1;
    auto operator<=>(const Place &) const = default;
};

class Checker
{
public:
    explicit Checker(const History &history) : m_history(history) {}

    std::vector<Anomaly> run()
    {
        learn();
        for (const Operation &one : m_history.operations) {
            if (one.what == What::Read)
                checkRead(one);
        }
        for (const Operation &one : m_history.operations) {
            if (one.what == What::Write)
                checkWrite(one);
        }
        checkOrder();
        checkTransactions();
        checkStale();
        checkOffsets();
        checkEnds();
        return std::move(m_found);
    }

private:
    struct Transaction {
        std::int64_t commitAskedAt = -1;
        bool committed = false; ///< the client was told so
        std::vector<const Operation *> writes;
    };

    void report(AnomalyKind kind, std::string text)
    {
        // Of each kind a few are enough to understand it.
        static constexpr int kMost = 5;
        if (m_reported[kind]++ < kMost)
            m_found.push_back({kind, std::move(text)});
    }

    void learn()
    {
        for (const Operation &one : m_history.operations) {
            if (one.what == What::Write) {
                for (const std::string &value : one.values)
                    m_writes[value] = &one;
                if (!one.transaction.empty())
                    m_transactions[one.transaction].writes.push_back(&one);
            } else if (one.what == What::End && one.commit) {
                Transaction &transaction = m_transactions[one.transaction];
                if (transaction.commitAskedAt < 0)
                    transaction.commitAskedAt = one.askedAt;
                transaction.committed = transaction.committed || one.outcome == Outcome::Ok;
            } else if (one.what == What::Fence && one.outcome == Outcome::Ok) {
                m_fences.push_back(&one);
            } else if (one.what == What::Read && one.outcome == Outcome::Ok && one.final) {
                m_finished.insert(one.partition);
                for (const Seen &seen : one.records)
                    (one.committedOnly ? m_committedAtEnd : m_atEnd)[seen.value].insert({one.partition, seen.offset});
            }
        }
    }

    /// When the write was asked for, its producer had been fenced: the fence's answer came before.
    const Operation *fenceBefore(const Operation &write) const
    {
        for (const Operation *fence : m_fences) {
            if (fence->endedAt < write.askedAt && fence->producerId == write.producerId && fence->epoch > write.epoch)
                return fence;
        }
        return nullptr;
    }

    void checkRead(const Operation &read)
    {
        std::int64_t last = read.from - 1;
        for (const Seen &seen : read.records) {
            const std::string where = fmt::format("{} read {} at {}-{}", read.client, seen.value, read.partition, seen.offset);
            if (!seen.whole) {
                report(AnomalyKind::Torn, where + ", in part or damaged");
                continue;
            }
            if (seen.offset <= last)
                report(AnomalyKind::NonMonotone, fmt::format("{} after {}", where, last));
            last = std::max(last, seen.offset);
            const auto [at, fresh] = m_valueAt.try_emplace(Place{read.partition, seen.offset}, &seen);
            if (!fresh && at->second->value != seen.value)
                report(AnomalyKind::Divergent, fmt::format("{}, where {} was read", where, at->second->value));
            const auto found = m_writes.find(seen.value);
            if (found == m_writes.end() || found->second->partition != read.partition || (read.endedAt >= 0 && found->second->askedAt > read.endedAt)) {
                report(AnomalyKind::Invented, where);
                continue;
            }
            const Operation &write = *found->second;
            if (const Operation *fence = fenceBefore(write))
                report(AnomalyKind::Zombie, fmt::format("{}, written with epoch {} after {} was given", where, write.epoch, fence->epoch));
            if (!read.replica && m_finished.contains(read.partition) && !m_atEnd.contains(seen.value))
                report(AnomalyKind::Lost, where + ", and it is not there in the end");
            if (read.committedOnly && !write.transaction.empty()) {
                const Transaction &transaction = m_transactions.at(write.transaction);
                if (transaction.commitAskedAt < 0 || transaction.commitAskedAt > read.endedAt)
                    report(AnomalyKind::Aborted, fmt::format("{}, of {}, which was not committed", where, write.transaction));
            }
        }
    }

    void checkWrite(const Operation &write)
    {
        if (write.outcome == Outcome::Ok) {
            if (const Operation *fence = fenceBefore(write))
                report(AnomalyKind::Zombie, fmt::format("{} was acknowledged {} with epoch {} after {} was given", write.client, write.values.front(), write.epoch, fence->epoch));
        }
        if (!m_finished.contains(write.partition))
            return;
        const bool mustBe = write.outcome == Outcome::Ok && write.transaction.empty();
        std::size_t there = 0;
        for (std::size_t i = 0; i < write.values.size(); ++i) {
            const auto found = m_atEnd.find(write.values[i]);
            if (found == m_atEnd.end()) {
                if (mustBe)
                    report(AnomalyKind::Lost, fmt::format("{} was acknowledged at {}-{}", write.values[i], write.partition, write.offset));
                continue;
            }
            ++there;
            if (found->second.size() > 1)
                report(AnomalyKind::Duplicate, fmt::format("{} is at {} and {} of partition {}", write.values[i], found->second.begin()->offset,
                                                           std::next(found->second.begin())->offset, write.partition));
            const std::int64_t told = write.offset + static_cast<std::int64_t>(i);
            if (write.outcome == Outcome::Ok && write.offset >= 0 && !found->second.contains({write.partition, told}))
                report(AnomalyKind::NonMonotone, fmt::format("{} was acknowledged at {}-{} and is at {}", write.values[i], write.partition, told, found->second.begin()->offset));
        }
        if (there > 0 && there < write.values.size())
            report(AnomalyKind::Torn, fmt::format("{} of {} records of the batch of {}", there, write.values.size(), write.values.front()));
    }

    /// What one producer wrote to a partition, one after the other, lies there in that order.
    void checkOrder()
    {
        std::map<std::pair<std::string, std::int32_t>, std::pair<std::int64_t, std::string>> last;
        for (const Operation &one : m_history.operations) {
            if (one.what != What::Write)
                continue;
            for (const std::string &value : one.values) {
                const auto found = m_atEnd.find(value);
                if (found == m_atEnd.end())
                    continue;
                const std::int64_t offset = found->second.begin()->offset;
                auto &[before, whose] = last.try_emplace({fmt::format("{} {}:{}", one.client, one.producerId, one.epoch), one.partition}, -1, "").first->second;
                if (offset <= before)
                    report(AnomalyKind::NonMonotone, fmt::format("{} at {}-{}, written after {} at {}", value, one.partition, offset, whose, before));
                before = std::max(before, offset);
                whose = value;
            }
        }
    }

    /// All of it or nothing; all of it where the client was told so.
    void checkTransactions()
    {
        for (const auto &[name, transaction] : m_transactions) {
            std::size_t there = 0;
            std::size_t missing = 0;
            std::string example;
            for (const Operation *write : transaction.writes) {
                if (!m_finished.contains(write->partition) || write->outcome != Outcome::Ok)
                    continue;
                for (const std::string &value : write->values) {
                    if (m_committedAtEnd.contains(value)) {
                        ++there;
                    } else {
                        ++missing;
                        example = value;
                    }
                }
            }
            if (missing == 0)
                continue;
            if (transaction.committed)
                report(AnomalyKind::Lost, fmt::format("{} of the committed {}", example, name));
            if (there > 0)
                report(AnomalyKind::Torn, fmt::format("{} records of {} are committed, {} are not, such as {}", there, name, missing, example));
        }
    }

    /// Under one leader's epoch, in one life of that leader, the high watermark never goes back, and it is beyond what that
    /// leader had acknowledged before the reader asked. (What its successor acknowledges, one that is cut off and was deposed
    /// without its knowledge cannot know; as Kafka's it is read until it does.)
    void checkStale()
    {
        std::vector<const Operation *> reads;
        for (const Operation &one : m_history.operations) {
            if (one.what == What::Read && one.outcome == Outcome::Ok && !one.replica && one.highWatermark >= 0 && one.leaderEpoch >= 0)
                reads.push_back(&one);
        }
        std::sort(reads.begin(), reads.end(), [](const auto *a, const auto *b) { return a->askedAt < b->askedAt; });
        // Of records as they lie in the end: where each was appended under which epoch.
        std::map<std::pair<std::int32_t, std::int32_t>, std::vector<const Operation *>> acked;
        for (const Operation &write : m_history.operations) {
            if (write.what != What::Write || write.outcome != Outcome::Ok || write.offset < 0)
                continue;
            const auto at = m_valueAt.find({write.partition, write.offset});
            if (at != m_valueAt.end() && at->second->value == write.values.front())
                acked[{write.partition, at->second->leaderEpoch}].push_back(&write);
        }
        std::map<std::tuple<std::int32_t, std::int32_t, std::int32_t, int>, std::vector<const Operation *>> before;
        for (const Operation *read : reads) {
            auto &earlier = before[{read->partition, read->leaderEpoch, read->broker, read->life}];
            for (const Operation *one : earlier) {
                if (one->endedAt < read->askedAt && one->highWatermark > read->highWatermark) {
                    report(AnomalyKind::Stale, fmt::format("{} saw the high watermark {} of partition {}, after {} had seen {}", read->client, read->highWatermark,
                                                           read->partition, one->client, one->highWatermark));
                    break;
                }
            }
            if (earlier.empty() || earlier.back()->highWatermark < read->highWatermark)
                earlier.push_back(read);
            for (const Operation *write : acked[{read->partition, read->leaderEpoch}]) {
                const bool known = write->broker < 0 || write->broker == read->broker;
                if (known && write->endedAt < read->askedAt && write->offset >= read->highWatermark) {
                    report(AnomalyKind::Stale, fmt::format("{} saw the high watermark {} of partition {}, after {} was acknowledged", read->client,
                                                           read->highWatermark, read->partition, write->offset));
                    break;
                }
            }
        }
    }

    /// One member commits ever greater offsets: the group is never told of one that is older than what was acknowledged.
    void checkOffsets()
    {
        for (const Operation &told : m_history.operations) {
            if (told.what != What::Committed || told.outcome != Outcome::Ok)
                continue;
            std::int64_t least = -1;
            std::int64_t most = -1;
            for (const Operation &commit : m_history.operations) {
                if (commit.what != What::Commit || commit.client != told.client || commit.partition != told.partition)
                    continue;
                if (commit.outcome == Outcome::Ok && commit.endedAt < told.askedAt)
                    least = std::max(least, commit.offset);
                if (commit.askedAt < told.endedAt)
                    most = std::max(most, commit.offset);
            }
            if (told.offset < least)
                report(AnomalyKind::StaleOffset, fmt::format("{} committed {} of partition {} and was told {}", told.client, least, told.partition, told.offset));
            if (told.offset > most)
                report(AnomalyKind::Invented, fmt::format("{} was told the offset {} of partition {}, which nobody committed", told.client, told.offset, told.partition));
        }
    }

    void checkEnds()
    {
        for (const Operation &one : m_history.operations) {
            if (one.what == What::LogEnd && one.outcome == Outcome::Ok && one.stable < one.offset)
                report(AnomalyKind::Hanging, fmt::format("partition {} is stable up to {} of {}", one.partition, one.stable, one.offset));
        }
    }

    const History &m_history;
    std::vector<Anomaly> m_found;
    std::map<AnomalyKind, int> m_reported;
    std::map<std::string, const Operation *> m_writes;
    std::map<std::string, Transaction> m_transactions;
    std::vector<const Operation *> m_fences;
    std::map<Place, const Seen *> m_valueAt;
    std::set<std::int32_t> m_finished; ///< partitions that were read as a whole in the end
    std::map<std::string, std::set<Place>> m_atEnd;
    std::map<std::string, std::set<Place>> m_committedAtEnd;
};

} // namespace

std::vector<Anomaly> check(const History &history)
{
    return Checker(history).run();
}

} // namespace weir::sandbox::sim
