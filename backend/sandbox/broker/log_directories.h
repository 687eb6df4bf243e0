// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sandbox/broker/log_directory.h"

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace weir::sandbox {

/// The log directories of a broker (log.dirs). Any thread, apart from open().
class LogDirectories
{
public:
    /// The disk of a directory (its place in all()) has failed: for the first time since watch(), and where there are several. On any thread, also when all of this is gone; must only post.
    using Failed = std::function<void(std::size_t index, const base::Error &)>;

    /// Those whose disk fails are offline from the beginning, as long as one is left. Errors: as LogDirectory::open().
    static base::Result<std::unique_ptr<LogDirectories>> open(FileSystem &files, const std::vector<std::string> &paths, std::int32_t nodeId,
                                                              const std::string &clusterId, Random &random, Failed failed);
    ~LogDirectories();
    /// From now on failures are told.
    void watch() { *m_watching = true; }

    const std::vector<std::unique_ptr<LogDirectory>> &all() const { return m_all; }
    std::vector<base::Uuid> onlineIds() const;
    /// Those that failed since the start.
    std::vector<base::Uuid> failedIds() const;
    bool anyOffline() const;
    /// Null where no directory has that path ("/data/" is "/data"), id, or folder in it.
    LogDirectory *byPath(std::string_view path) const;
    LogDirectory *byId(const base::Uuid &id) const;
    LogDirectory *holding(std::string_view folder) const;
    /// Where a new replica is to go: with the fewest of them, as in Kafka; one is counted there now. Cordoned ones come
    /// last; one that was wished for is taken in any case.
    LogDirectory *choose(LogDirectory *wish = nullptr);
    /// Takes it out of service. False where it was before, or is the last one: that is kept, and asked again and again.
    bool fail(LogDirectory &directory);
    /// cordoned.log.dirs; "*" is all of them.
    void cordon(const std::vector<std::string> &paths);
    /// Another process, or broker, may have them. What still holds a file of theirs may go on.
    void unlock();

private:
    LogDirectories() = default;

    // Shared with files that may outlive all of this.
    std::shared_ptr<std::atomic<bool>> m_watching = std::make_shared<std::atomic<bool>>(false);
    std::vector<std::unique_ptr<FileSystem>> m_disks; ///< before the directories, which use them
    std::vector<std::unique_ptr<LogDirectory>> m_all;
    /// Owners choose at the same time, and a broker that starts has much to choose: held for a comparison of numbers.
    std::mutex m_choice;
};

} // namespace weir::sandbox
