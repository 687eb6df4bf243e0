// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/broker/log_moves.h"

#include "backend/sandbox/broker/broker.h"
#include "backend/sandbox/broker/directory_assignments.h"
#include "backend/sandbox/log/log_copy.h"
#include "backend/sandbox/metadata/partition_change.h"

#include <algorithm>
#include <fmt/format.h>

namespace weir::sandbox {

using base::KafkaError;
using std::chrono::milliseconds;

namespace {

// In one step, beside which requests wait: about a millisecond of copying.
constexpr std::uint32_t kStepBytes = 512 << 10;
// A whole one has to come in the end, and while the disk or the quota refuses nothing is gained by hurrying.
constexpr milliseconds kPause{100};
constexpr milliseconds kAfterFailure{1'000};
constexpr std::size_t kLongestName = 255;

} // namespace

LogMoves::LogMoves(Shard &shard) : m_shard(shard) {}

LogMoves::~LogMoves() = default;

KafkaError LogMoves::ask(const std::string &topic, std::int32_t index, LogDirectory &to)
{
    const std::string folder = futureFolder(topic, index, m_shard.random.uuid());
    if (folder.size() > kLongestName)
        return KafkaError::InvalidTopic;
    if (!to.online)
        return KafkaError::KafkaStorageError;
    if (to.cordoned)
        return KafkaError::InvalidReplicaAssignment;
    const TopicPtr known = m_shard.image->topic(topic);
    const PartitionId key{known ? known->id : base::Uuid(), index};
    if (m_shard.offline.contains(key))
        return KafkaError::KafkaStorageError;
    Partition *const partition = m_shard.find(key);
    if (partition == nullptr) {
        m_wishes[{topic, index}] = &to;
        return KafkaError::ReplicaNotAvailable;
    }
    if (destinationOf(key) == &to)
        return KafkaError::None;
    cancel(key);
    if (m_shard.broker().directories().holding(partition->log().directory()) == &to)
        return KafkaError::None;
    if (const auto begun = begin(*partition, to, folder); !begun) {
        m_shard.broker().event("log.error", base::describe(begun.error()));
        return KafkaError::KafkaStorageError;
    }
    ++to.replicas;
    return KafkaError::None;
}

LogDirectory *LogMoves::takeWish(const std::string &topic, std::int32_t index)
{
    const auto found = m_wishes.find({topic, index});
    if (found == m_wishes.end())
        return nullptr;
    LogDirectory *const to = found->second;
    m_wishes.erase(found);
    return to;
}

LogDirectory *LogMoves::destinationOf(const PartitionId &key) const
{
    const auto found = m_moves.find(key);
    return found == m_moves.end() ? nullptr : found->second.to;
}

base::Status LogMoves::begin(Partition &partition, LogDirectory &to, const std::string &folder)
{
    PartitionLog::OpenOptions options;
    options.topicId = partition.key().topicId;
    WEIR_TRY(auto log, PartitionLog::open(to.files(), to.pathOf(folder), partition.log().config(), m_shard.broker().environment().clock, options));
    Move &move = m_moves[partition.key()];
    move.to = &to;
    move.log = std::move(log);
    move.number = m_next++;
    stepSoon(partition.key(), milliseconds(0));
    return {};
}

void LogMoves::resume(Partition &partition)
{
    Broker &broker = m_shard.broker();
    LogDirectory *const here = broker.directories().holding(partition.log().directory());
    for (const auto &directory : broker.directories().all()) {
        if (!directory->online)
            continue;
        const auto [first, last] = directory->futuresFound().equal_range({partition.topic(), partition.key().index});
        for (auto found = first; found != last; ++found) {
            const std::string path = directory->pathOf(found->second);
            const auto id = PartitionLog::readTopicId(directory->files(), path);
            if (!id || m_moves.contains(partition.key()) || directory.get() == here || *id != partition.key().topicId) {
                if (directory->files().exists(path))
                    m_shard.discard(*directory, path);
                continue;
            }
            if (const auto begun = begin(partition, *directory, found->second); !begun)
                broker.event("log.error", base::describe(begun.error()));
        }
    }
}

void LogMoves::onImage(const PartitionId &key)
{
    if (m_moves.contains(key))
        stepSoon(key, milliseconds(0));
}

void LogMoves::cancel(const PartitionId &key)
{
    const auto found = m_moves.find(key);
    if (found == m_moves.end())
        return;
    m_shard.discard(*found->second.to, found->second.log->directory());
    m_moves.erase(found);
}

void LogMoves::onFailed(const LogDirectory &directory)
{
    std::erase_if(m_moves, [&](const auto &entry) { return entry.second.to == &directory; });
    std::erase_if(m_wishes, [&](const auto &entry) { return entry.second == &directory; });
}

void LogMoves::everySecond()
{
    for (const auto &[key, move] : m_moves) {
        if (!move.log->wantsTick())
            continue;
        if (const auto done = move.log->tick(); !done)
            m_shard.broker().event("log.error", base::describe(done.error()));
    }
}

void LogMoves::close(bool clean, bool sync)
{
    for (const auto &[key, move] : m_moves) {
        // Not missed where it fails: the next start verifies all of it.
        if (clean)
            (void)move.log->close(sync);
    }
    m_moves.clear();
}

void LogMoves::stepSoon(const PartitionId &key, milliseconds delay)
{
    Move &move = m_moves.at(key);
    if (std::exchange(move.posted, true))
        return;
    auto work = [this, self = m_shard.broker().shared_from_this(), key, number = move.number] {
        if (!self->closing())
            step(key, number);
    };
    if (delay.count() == 0)
        m_shard.owner.post(std::move(work));
    else
        m_shard.owner.after(delay, std::move(work));
}

void LogMoves::step(const PartitionId &key, std::uint64_t number)
{
    const auto found = m_moves.find(key);
    if (found == m_moves.end() || found->second.number != number)
        return;
    Move &move = found->second;
    move.posted = false;
    Broker &broker = m_shard.broker();
    Partition *const partition = m_shard.find(key);
    if (partition == nullptr) // its log could not be opened anew; drop() has cancelled this where it is gone for good
        return stepSoon(key, kAfterFailure);
    if (broker.paused() || broker.moveQuota().exceeded(m_shard.owner.clock().monotonic()))
        return stepSoon(key, kPause);
    const auto copied = copyLog(partition->log(), *move.log, kStepBytes);
    if (!copied) {
        broker.event("log.error", base::describe(copied.error()));
        return stepSoon(key, kAfterFailure);
    }
    broker.moveQuota().record(copied->bytes, m_shard.owner.clock().monotonic());
    if (!copied->all)
        return stepSoon(key, milliseconds(0));
    const PartitionImage *const state = m_shard.image->partition(key.topicId, key.index);
    if (state == nullptr || directoryOf(*state, broker.id()) != move.to->id()) {
        broker.postTo(broker.mainOwner(), [self = broker.shared_from_this(), key, id = move.to->id()] { self->assignments().tell(key, id); });
        return stepSoon(key, kPause);
    }
    // A batch that waits for its transaction's coordinator has the word of the first log.
    if (partition->verifiesAny())
        return stepSoon(key, milliseconds(20));
    if (const auto swapped = swap(*partition, move); !swapped) {
        broker.event("log.error", base::describe(swapped.error()));
        return stepSoon(key, kAfterFailure);
    }
    m_moves.erase(key);
}

base::Status LogMoves::swap(Partition &partition, Move &move)
{
    Broker &broker = m_shard.broker();
    const std::string folder = partitionFolder(partition.topic(), partition.key().index);
    LogDirectory *const here = broker.directories().holding(partition.log().directory());
    // The epoch of a leader that has written nothing yet is in no batch.
    if (partition.isLeader())
        WEIR_CHECK(move.log->assignEpoch(partition.leaderEpoch()));
    move.log->setConfig(partition.log().config());
    // First the new one: of two folders with one name the next start takes the one that goes further.
    WEIR_CHECK(move.log->renameTo(move.to->pathOf(folder)));
    const auto former = partition.replaceLog(std::move(move.log));
    broker.event("log.moved", fmt::format("{} to {}", folder, move.to->path()));
    if (const auto renamed = former->renameForDeletion(m_shard.random.uuid()); !renamed)
        broker.event("log.error", base::describe(renamed.error()));
    else
        m_shard.deleteLater(former->directory());
    if (here != nullptr)
        --here->replicas;
    return {};
}

} // namespace weir::sandbox
