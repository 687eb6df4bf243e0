// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/broker/log_directories.h"

#include "backend/sandbox/core/watched_disk.h"

#include <algorithm>

namespace weir::sandbox {

namespace {

/// "/data/" and "/data" are one directory.
std::string_view bare(std::string_view path)
{
    while (path.size() > 1 && path.back() == '/')
        path.remove_suffix(1);
    return path;
}

} // namespace

LogDirectories::~LogDirectories() = default;

base::Result<std::unique_ptr<LogDirectories>> LogDirectories::open(FileSystem &files, const std::vector<std::string> &paths, std::int32_t nodeId,
                                                                   const std::string &clusterId, Random &random, Failed failed)
{
    std::unique_ptr<LogDirectories> directories(new LogDirectories);
    // Of a single one nobody has to hear: who needs it tries again.
    const bool several = paths.size() > 1;
    base::Error why;
    for (std::size_t i = 0; i < paths.size(); ++i) {
        const std::string &path = paths[i];
        FileSystem *disk = &files;
        if (several) {
            directories->m_disks.push_back(std::make_unique<WatchedDisk>(
                files, [i, watching = directories->m_watching, failed, told = std::make_shared<std::atomic<bool>>(false)](const base::Error &error) {
                    if (watching->load() && !told->exchange(true))
                        failed(i, error);
                }));
            disk = directories->m_disks.back().get();
        }
        auto directory = LogDirectory::open(*disk, path, nodeId, clusterId, random);
        if (!directory && (!several || directory.error().kind != base::ErrorKind::Storage))
            return base::fail(directory.error());
        if (!directory)
            why = directory.error();
        directories->m_all.push_back(directory ? std::move(*directory) : LogDirectory::failed(*disk, path));
    }
    if (directories->onlineIds().empty())
        return base::fail(why);
    return directories;
}

std::vector<base::Uuid> LogDirectories::onlineIds() const
{
    std::vector<base::Uuid> ids;
    for (const auto &one : m_all) {
        if (one->online)
            ids.push_back(one->id());
    }
    return ids;
}

std::vector<base::Uuid> LogDirectories::failedIds() const
{
    std::vector<base::Uuid> ids;
    for (const auto &one : m_all) {
        if (!one->online && !one->id().isZero())
            ids.push_back(one->id());
    }
    return ids;
}

bool LogDirectories::anyOffline() const
{
    return std::any_of(m_all.begin(), m_all.end(), [](const auto &one) { return !one->online; });
}

LogDirectory *LogDirectories::byPath(std::string_view path) const
{
    const auto found = std::find_if(m_all.begin(), m_all.end(), [&](const auto &one) { return bare(one->path()) == bare(path); });
    return found == m_all.end() ? nullptr : found->get();
}

LogDirectory *LogDirectories::byId(const base::Uuid &id) const
{
    const auto found = std::find_if(m_all.begin(), m_all.end(), [&](const auto &one) { return one->id() == id; });
    return found == m_all.end() ? nullptr : found->get();
}

LogDirectory *LogDirectories::holding(std::string_view folder) const
{
    return byPath(folder.substr(0, folder.rfind('/')));
}

LogDirectory *LogDirectories::choose(LogDirectory *wish)
{
    const std::lock_guard lock(m_choice);
    LogDirectory *best = wish != nullptr && wish->online ? wish : nullptr;
    // Where all of them are cordoned the controller gives nothing new to this broker; what it has given before has to be somewhere.
    for (const bool cordoned : {false, true}) {
        if (best != nullptr)
            break;
        for (const auto &one : m_all) {
            if (one->online && (cordoned || !one->cordoned) && (best == nullptr || one->replicas < best->replicas))
                best = one.get();
        }
    }
    if (best != nullptr)
        ++best->replicas;
    return best;
}

bool LogDirectories::fail(LogDirectory &directory)
{
    const std::lock_guard lock(m_choice);
    const auto left = std::count_if(m_all.begin(), m_all.end(), [](const auto &one) { return one->online.load(); });
    return left > 1 && directory.online.exchange(false);
}

void LogDirectories::unlock()
{
    for (const auto &one : m_all)
        one->unlock();
}

void LogDirectories::cordon(const std::vector<std::string> &paths)
{
    for (const auto &one : m_all) {
        one->cordoned = std::any_of(paths.begin(), paths.end(), [&](const std::string &path) { return path == "*" || bare(path) == bare(one->path()); });
    }
}

} // namespace weir::sandbox
