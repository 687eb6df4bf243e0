// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/broker/log_directory.h"

#include <charconv>
#include <fmt/format.h>
#include <sstream>

namespace weir::sandbox {

namespace {

constexpr const char *kCleanMarker = ".kafka_cleanshutdown";
constexpr std::string_view kFuture = "-future";

} // namespace

std::string partitionFolder(const std::string &topic, std::int32_t partition)
{
    return topic + "-" + std::to_string(partition);
}

std::optional<FolderName> partitionOfFolder(const std::string &folder)
{
    const auto dash = folder.rfind('-');
    if (dash == std::string::npos || dash == 0)
        return {};
    FolderName name{folder.substr(0, dash), 0};
    const char *const last = folder.data() + folder.size();
    const auto [end, error] = std::from_chars(folder.data() + dash + 1, last, name.partition);
    // Written as it would be written: "t-07" and "t-" are somebody else's.
    if (error != std::errc{} || end != last || partitionFolder(name.topic, name.partition) != folder)
        return {};
    return name;
}

std::string futureFolder(const std::string &topic, std::int32_t partition, const base::Uuid &unique)
{
    return fmt::format("{}.{}{}", partitionFolder(topic, partition), unique.toString(), kFuture);
}

std::optional<FolderName> partitionOfFuture(const std::string &folder)
{
    if (!folder.ends_with(kFuture))
        return {};
    const auto dot = folder.rfind('.');
    return dot == std::string::npos ? std::nullopt : partitionOfFolder(folder.substr(0, dot));
}

std::unique_ptr<LogDirectory> LogDirectory::failed(FileSystem &files, std::string path)
{
    std::unique_ptr<LogDirectory> directory(new LogDirectory(files, std::move(path)));
    directory->online = false;
    return directory;
}

base::Result<std::unique_ptr<LogDirectory>> LogDirectory::open(FileSystem &files, std::string path, std::int32_t nodeId,
                                                               const std::string &clusterId, Random &random)
{
    std::unique_ptr<LogDirectory> directory(new LogDirectory(files, std::move(path)));
    WEIR_CHECK(files.makeDirectory(directory->m_path));
    WEIR_TRY(directory->m_lock, files.lock(directory->m_path + "/.lock"));
    WEIR_CHECK(directory->loadMetaProperties(nodeId, clusterId, random));
    WEIR_CHECK(directory->findFolders());
    directory->m_recoveryPoints = directory->load("recovery-point-offset-checkpoint");
    directory->m_logStarts = directory->load("log-start-offset-checkpoint");
    directory->m_highWatermarks = directory->load("replication-offset-checkpoint");
    directory->m_cleaned = directory->load("cleaner-offset-checkpoint");
    const std::string marker = directory->m_path + "/" + kCleanMarker;
    directory->m_wasClean = files.exists(marker);
    // From here on an end without the marker is an unclean one.
    if (directory->m_wasClean)
        WEIR_CHECK(files.remove(marker));
    return directory;
}

base::Status LogDirectory::loadMetaProperties(std::int32_t nodeId, const std::string &clusterId, Random &random)
{
    const std::string path = m_path + "/meta.properties";
    if (!m_files.exists(path)) {
        m_id = random.uuid();
        const std::string text = fmt::format("#\ncluster.id={}\ndirectory.id={}\nnode.id={}\nversion=1\n", clusterId, m_id.toString(), nodeId);
        return replaceFile(m_files, path, base::viewOf(text), true);
    }
    WEIR_TRY(const base::Bytes content, readFile(m_files, path));
    std::istringstream lines{std::string(base::textOf(content))};
    std::map<std::string, std::string> values;
    for (std::string line; std::getline(lines, line);) {
        const auto equals = line.find('=');
        if (!line.empty() && line.front() != '#' && equals != std::string::npos)
            values[line.substr(0, equals)] = line.substr(equals + 1);
    }
    const auto conflict = [&](const char *key, const std::string &expected) {
        return base::fail(base::Error{base::ErrorKind::Conflict, "sandbox.openDirectory", path, {}, {}, 0}
                              .with(key, values[key])
                              .with("expected", expected));
    };
    if (values["cluster.id"] != clusterId)
        return conflict("cluster.id", clusterId);
    if (values["node.id"] != std::to_string(nodeId))
        return conflict("node.id", std::to_string(nodeId));
    const auto id = base::Uuid::parse(values["directory.id"]);
    m_id = id ? *id : random.uuid();
    return {};
}

base::Status LogDirectory::findFolders()
{
    WEIR_TRY(const auto entries, m_files.list(m_path));
    for (const FileInfo &entry : entries) {
        if (!entry.directory)
            continue;
        const auto future = partitionOfFuture(entry.name);
        if (future)
            m_futures.emplace(PartitionKey(future->topic, future->partition), entry.name);
        if (future || partitionOfFolder(entry.name))
            ++replicas;
    }
    return {};
}

std::int64_t LogDirectory::valueOf(const Offsets &offsets, const std::string &topic, std::int32_t partition)
{
    const auto found = offsets.find({topic, partition});
    return found == offsets.end() ? 0 : found->second;
}

LogDirectory::Offsets LogDirectory::load(const std::string &name) const
{
    // A checkpoint only saves work: without one, offsets count from 0 and logs are verified from their start.
    return readOffsetCheckpoint(m_files, m_path + "/" + name).value_or(Offsets{});
}

base::Status LogDirectory::save(const std::string &name, const Offsets &offsets)
{
    return writeOffsetCheckpoint(m_files, m_path + "/" + name, offsets, false);
}

base::Status LogDirectory::markClean()
{
    const std::string_view text = "{\"version\":0,\"brokerEpoch\":-1}";
    return replaceFile(m_files, m_path + "/" + kCleanMarker, base::viewOf(text), true);
}

} // namespace weir::sandbox
