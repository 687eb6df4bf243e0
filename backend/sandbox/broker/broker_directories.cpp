// SPDX-License-Identifier: GPL-3.0-or-later
// A broker's log directories: opened at its start, taken out of service when their disk fails, their checkpoints.
#include "backend/sandbox/broker/broker.h"

#include "backend/sandbox/broker/controller_link.h"
#include "backend/sandbox/broker/log_directories.h"

namespace weir::sandbox {

base::Status Broker::openDirectories(Random &random)
{
    const auto failed = [broker = weak_from_this(), main = m_main](std::size_t index, const base::Error &error) {
        if (const auto self = broker.lock())
            self->postTo(main, [self, index, error] { self->onDirectoryFailed(index, error); });
    };
    WEIR_TRY(m_directories, LogDirectories::open(m_environment.files, m_options.directories, m_options.id, m_options.clusterId, random, failed));
    for (const auto &directory : m_directories->all()) {
        if (!directory->online)
            event("storage.failed", directory->path());
    }
    return {};
}

void Broker::onDirectoryFailed(std::size_t index, const base::Error &error)
{
    LogDirectory &directory = *m_directories->all()[index];
    if (closing() || !m_directories->fail(directory))
        return;
    event("log.error", base::describe(error));
    event("storage.failed", directory.path());
    for (std::size_t i = 0; i < m_shards.size(); ++i)
        postTo(i, [self = shared_from_this(), i, &directory] { self->m_shards[i]->onDirectoryFailed(directory); });
    m_controller->heartbeatNow();
}

bool Broker::saveCheckpoints(LogDirectory &directory, const std::vector<Shard::Checkpoint> &list)
{
    LogDirectory::Offsets recoveryPoints;
    LogDirectory::Offsets logStarts;
    LogDirectory::Offsets highWatermarks;
    LogDirectory::Offsets cleaned;
    for (const auto &one : list) {
        if (one.directory != &directory)
            continue;
        const auto key = std::pair(one.topic, one.partition);
        recoveryPoints[key] = one.recoveryPoint;
        if (one.logStartOffset > 0)
            logStarts[key] = one.logStartOffset;
        highWatermarks[key] = one.highWatermark;
        if (one.cleanedUpTo > 0)
            cleaned[key] = one.cleanedUpTo;
    }
    bool all = true;
    for (const auto &saved : {directory.saveRecoveryPoints(recoveryPoints), directory.saveLogStarts(logStarts), directory.saveHighWatermarks(highWatermarks),
                              directory.saveCleaned(cleaned)}) {
        if (!saved) {
            event("checkpoint.error", base::describe(saved.error()));
            all = false;
        }
    }
    return all;
}

} // namespace weir::sandbox
