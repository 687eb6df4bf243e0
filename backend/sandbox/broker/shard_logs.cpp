// SPDX-License-Identifier: GPL-3.0-or-later
// The folders of a shard's replicas: where each is, or is put, and how they go.
#include "backend/sandbox/broker/shard.h"

#include "backend/sandbox/broker/broker.h"
#include "backend/sandbox/broker/directory_assignments.h"
#include "backend/sandbox/broker/log_directories.h"
#include "backend/sandbox/broker/log_moves.h"
#include "backend/sandbox/metadata/partition_change.h"
#include "backend/sandbox/metadata/topic_log_config.h"

#include <algorithm>
#include <fmt/format.h>

namespace weir::sandbox {

using base::KafkaError;
using std::chrono::milliseconds;

base::Result<std::unique_ptr<PartitionLog>> Shard::openIn(LogDirectory &directory, const std::string &topic, const PartitionId &key)
{
    PartitionLog::OpenOptions options;
    options.cleanShutdown = directory.wasClean();
    options.recoveryPoint = directory.recoveryPoint(topic, key.index);
    options.logStartOffset = directory.logStartOffset(topic, key.index);
    options.cleanedUpTo = directory.cleanedUpTo(topic, key.index);
    options.topicId = key.topicId;
    const LogConfig config = logConfigOf(m_broker.config(*this), image->topicConfigs(topic));
    const std::string folder = partitionFolder(topic, key.index);
    WEIR_TRY(auto log, PartitionLog::open(directory.files(), directory.pathOf(folder), config, m_broker.environment().clock, options));
    const auto &report = log->recovery();
    if (report.truncatedBytes > 0 || !report.quarantined.empty())
        m_broker.event("log.recovered", fmt::format("{}: verified {} bytes, cut {} bytes, set aside {} files", folder, report.verifiedBytes,
                                                    report.truncatedBytes, report.quarantined.size()));
    log->setHighWatermark(std::min(directory.highWatermark(topic, key.index), log->logEndOffset()));
    return log;
}

base::Result<std::unique_ptr<PartitionLog>> Shard::openKept(const std::string &topic, const PartitionId &key)
{
    std::unique_ptr<PartitionLog> kept;
    for (const auto &directory : m_broker.directories().all()) {
        if (!directory->online)
            continue;
        const std::string path = directory->pathOf(partitionFolder(topic, key.index));
        if (const auto found = directory->files().info(path); !found) {
            if (found.error().kind == base::ErrorKind::NotFound)
                continue;
            return base::fail(found.error());
        }
        WEIR_TRY(auto log, openIn(*directory, topic, key));
        if (!log->topicId().isZero() && log->topicId() != key.topicId) {
            // The folder is of a topic that was deleted while this broker was away, and made anew under the same name.
            WEIR_CHECK(log->renameForDeletion(random.uuid()));
            --directory->replicas;
            deleteLater(log->directory());
            continue;
        }
        // A move between directories was cut off where both had the name: the one that takes over was the last to be written.
        if (kept && kept->logEndOffset() < log->logEndOffset())
            kept.swap(log);
        if (!kept) {
            kept = std::move(log);
            continue;
        }
        m_broker.event("log.duplicate", log->directory());
        WEIR_CHECK(log->renameForDeletion(random.uuid()));
        --m_broker.directories().holding(log->directory())->replicas;
        deleteLater(log->directory());
    }
    return kept;
}

base::Result<bool> Shard::promoteFuture(const std::string &topic, const PartitionId &key, const base::Uuid &assigned)
{
    LogDirectory *const directory = m_broker.directories().byId(assigned);
    if (assigned.isZero() || directory == nullptr || !directory->online)
        return false;
    const auto [first, last] = directory->futuresFound().equal_range({topic, key.index});
    for (auto found = first; found != last; ++found) {
        const std::string path = directory->pathOf(found->second);
        const auto id = PartitionLog::readTopicId(directory->files(), path);
        if (!id || *id != key.topicId)
            continue;
        WEIR_CHECK(directory->files().rename(path, directory->pathOf(partitionFolder(topic, key.index))));
        m_broker.event("log.moved", fmt::format("{} to {}", partitionFolder(topic, key.index), directory->path()));
        return true;
    }
    return false;
}

base::Result<std::unique_ptr<PartitionLog>> Shard::openLog(const std::string &topic, const PartitionId &key, const PartitionImage &state)
{
    LogDirectories &directories = m_broker.directories();
    WEIR_TRY(auto kept, openKept(topic, key));
    if (kept)
        return kept;
    const base::Uuid assigned = directoryOf(state, m_broker.id());
    WEIR_TRY(const bool promoted, promoteFuture(topic, key, assigned));
    if (promoted)
        return openKept(topic, key);
    // What the controller knows to be in a directory that is not there may be there again with the next start.
    const bool named = !assigned.isZero() && assigned != unassignedDirectory();
    if (named && directories.anyOffline() && directories.byId(assigned) == nullptr)
        return base::fail(base::ErrorKind::Unreachable, "log.open", partitionFolder(topic, key.index), "its log directory is offline");
    LogDirectory *const directory = directories.choose(m_moves->takeWish(topic, key.index));
    if (directory == nullptr)
        return base::fail(base::ErrorKind::Unreachable, "log.open", partitionFolder(topic, key.index), "no log directory is online");
    auto log = openIn(*directory, topic, key);
    if (!log)
        --directory->replicas;
    return log;
}

void Shard::tellDirectory(const PartitionId &key, const PartitionImage &state, const base::Uuid &directory)
{
    if (directoryOf(state, m_broker.id()) == directory)
        return;
    m_broker.postTo(m_broker.mainOwner(), [self = m_broker.shared_from_this(), key, directory] {
        if (!self->closing())
            self->assignments().tell(key, directory);
    });
}

void Shard::drop(const PartitionId &key, KafkaError code)
{
    offline.erase(key);
    m_failed.erase(key);
    m_lost.erase(key);
    m_moves->cancel(key);
    const auto found = partitions.find(key);
    if (found == partitions.end())
        return;
    Partition &partition = *found->second;
    partition.resign(code);
    announce(partition);
    LogDirectory *const directory = m_broker.directories().holding(partition.log().directory());
    if (const auto renamed = partition.log().renameForDeletion(random.uuid())) {
        if (directory != nullptr)
            --directory->replicas;
        deleteLater(partition.log().directory());
    } else {
        m_broker.event("log.error", base::describe(renamed.error()));
    }
    partitions.erase(found);
}

void Shard::onDirectoryFailed(LogDirectory &directory)
{
    if (m_closed)
        return;
    m_moves->onFailed(directory);
    std::vector<PartitionId> gone;
    for (const auto &[key, partition] : partitions) {
        if (m_broker.directories().holding(partition->log().directory()) == &directory)
            gone.push_back(key);
    }
    for (const PartitionId &key : gone) {
        const auto found = partitions.find(key);
        Partition &partition = *found->second;
        m_moves->leave(key);
        m_failed.erase(key);
        m_lost[key] = directory.id();
        offline[key] = directory.path();
        partition.resign(KafkaError::KafkaStorageError);
        announce(partition);
        if (const PartitionImage *const state = image->partition(key.topicId, key.index))
            tellDirectory(key, *state, directory.id());
        partitions.erase(found);
    }
}

// What was deleted or moved away while this broker was not there is in no delta: its folder is found here.
void Shard::renameStrays()
{
    for (const auto &directory : m_broker.directories().all()) {
        if (directory->online)
            renameStrays(*directory);
    }
}

void Shard::renameStrays(LogDirectory &directory)
{
    const auto entries = directory.files().list(directory.path());
    if (!entries) {
        m_broker.event("log.error", base::describe(entries.error()));
        return;
    }
    for (const FileInfo &entry : *entries) {
        auto name = partitionOfFolder(entry.name);
        if (!name)
            name = partitionOfFuture(entry.name);
        if (!entry.directory || !name)
            continue;
        // The folder of a replica that is to be here has been opened, or will be when its disk works again.
        const PartitionImage *wanted = image->partition(name->topic, name->partition);
        if (wanted != nullptr && wanted->hasReplica(m_broker.id()))
            continue;
        const std::string path = directory.pathOf(entry.name);
        const auto id = PartitionLog::readTopicId(directory.files(), path);
        // Without an id nobody knows whose it is: it stays.
        if (!id || id->isZero() || m_broker.ownerOf(name->topic, {*id, name->partition}) != index)
            continue;
        discard(directory, path);
        m_broker.event("log.stray", entry.name);
    }
}

void Shard::discard(LogDirectory &directory, const std::string &path)
{
    const std::string target = PartitionLog::pathForDeletion(path, random.uuid());
    if (const auto renamed = directory.files().rename(path, target); !renamed) {
        m_broker.event("log.error", base::describe(renamed.error()));
        return;
    }
    --directory.replicas;
    deleteLater(target);
}

void Shard::deleteLater(const std::string &folder)
{
    const auto delay = milliseconds(m_broker.config(*this).number("log.segment.delete.delay.ms"));
    owner.after(delay, [self = m_broker.shared_from_this(), folder] {
        self->environment().background.post([self, folder] {
            if (const auto removed = self->environment().files.removeTree(folder); !removed)
                self->event("log.error", base::describe(removed.error()));
        });
    });
}

} // namespace weir::sandbox
