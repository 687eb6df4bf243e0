// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/log/log_directory.h"

#include <algorithm>
#include <charconv>

namespace weir::sandbox {

using base::Result;
using base::Status;

namespace {

constexpr const char *kLockFile = "/.lock";
constexpr const char *kCleanFile = "/.kafka_cleanshutdown";
constexpr const char *kMetaFile = "/meta.properties";
constexpr const char *kRecoveryFile = "/recovery-point-offset-checkpoint";
constexpr const char *kStartFile = "/log-start-offset-checkpoint";
constexpr const char *kWatermarkFile = "/replication-offset-checkpoint";

tl::unexpected<base::Error> conflict(const std::string &path, std::string why)
{
    return base::fail(base::ErrorKind::Conflict, "log.directory.open", path, std::move(why));
}

std::map<std::string, std::string, std::less<>> propertiesOf(std::string_view text)
{
    std::map<std::string, std::string, std::less<>> properties;
    while (!text.empty()) {
        const auto end = text.find('\n');
        const std::string_view line = text.substr(0, end);
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
        const auto equals = line.find('=');
        if (!line.empty() && line.front() != '#' && equals != std::string_view::npos)
            properties.emplace(line.substr(0, equals), line.substr(equals + 1));
    }
    return properties;
}

/// The number after `"name":` in a small JSON object of our own or Kafka's making.
std::optional<std::int64_t> jsonNumber(std::string_view json, std::string_view name)
{
    const auto at = json.find('"' + std::string(name) + '"');
    if (at == std::string_view::npos)
        return std::nullopt;
    const auto digits = json.find_first_of("-0123456789", at + name.size() + 2);
    std::int64_t number = 0;
    if (digits == std::string_view::npos
        || std::from_chars(json.data() + digits, json.data() + json.size(), number).ec != std::errc{})
        return std::nullopt;
    return number;
}

} // namespace

std::optional<PartitionKey> partitionKeyOf(std::string_view folder)
{
    const auto dash = folder.rfind('-');
    if (dash == std::string_view::npos || dash == 0 || dash + 1 == folder.size())
        return std::nullopt;
    std::int32_t partition = 0;
    const char *const end = folder.data() + folder.size();
    const auto [stopped, error] = std::from_chars(folder.data() + dash + 1, end, partition);
    if (error != std::errc{} || stopped != end || partition < 0)
        return std::nullopt;
    return PartitionKey{std::string(folder.substr(0, dash)), partition};
}

Result<std::unique_ptr<LogDirectory>> LogDirectory::open(FileSystem &fs, std::string path, DirectoryIdentity identity)
{
    std::unique_ptr<LogDirectory> directory(new LogDirectory(fs, std::move(path)));
    if (Status loaded = directory->load(std::move(identity)); !loaded) {
        base::Error error = std::move(loaded.error());
        if (error.target != directory->m_path && !error.target.empty())
            error.arguments.emplace_back("path", error.target);
        error.action = "log.directory.open";
        error.target = directory->m_path;
        return base::fail(std::move(error));
    }
    return directory;
}

Status LogDirectory::load(DirectoryIdentity wanted)
{
    WEIR_CHECK(m_fs.makeDirectory(m_path));
    WEIR_TRY(m_lock, m_fs.lock(m_path + kLockFile));
    WEIR_CHECK(loadIdentity(wanted));

    if (const auto clean = readFile(m_fs, m_path + kCleanFile, 4'096); clean) {
        m_clean = true;
        m_lastBrokerEpoch = jsonNumber(base::textOf(*clean), "brokerEpoch");
        WEIR_CHECK(m_fs.remove(m_path + kCleanFile));
    }
    // A checkpoint that is missing or damaged only means more to verify, or less that is already known as committed.
    m_checkpoints.recoveryPoints = readOffsetCheckpoint(m_fs, m_path + kRecoveryFile).value_or(OffsetMap{});
    m_checkpoints.logStartOffsets = readOffsetCheckpoint(m_fs, m_path + kStartFile).value_or(OffsetMap{});
    m_checkpoints.highWatermarks = readOffsetCheckpoint(m_fs, m_path + kWatermarkFile).value_or(OffsetMap{});

    WEIR_TRY(const std::vector<FileInfo> entries, m_fs.list(m_path));
    for (const FileInfo &entry : entries) {
        if (!entry.directory)
            continue;
        if (entry.name.size() > 7 && entry.name.compare(entry.name.size() - 7, 7, "-delete") == 0)
            m_deleted.push_back(m_path + '/' + entry.name);
        else if (auto key = partitionKeyOf(entry.name))
            m_partitions.push_back(std::move(*key));
    }
    std::sort(m_partitions.begin(), m_partitions.end());
    return {};
}

Status LogDirectory::loadIdentity(const DirectoryIdentity &wanted)
{
    m_identity = wanted;
    const std::string path = m_path + kMetaFile;
    const auto content = readFile(m_fs, path, 65'536);
    if (!content && content.error().kind != base::ErrorKind::NotFound)
        return base::fail(content.error());
    const auto stored = content ? propertiesOf(base::textOf(*content)) : decltype(propertiesOf("")){};
    if (stored.empty()) {
        const std::string text = "cluster.id=" + wanted.clusterId + "\ndirectory.id=" + wanted.directoryId.toString()
                                 + "\nnode.id=" + std::to_string(wanted.nodeId) + "\nversion=1\n";
        return replaceFile(m_fs, path, base::viewOf(text), false);
    }
    const auto value = [&stored](std::string_view name) {
        const auto found = stored.find(name);
        return found == stored.end() ? std::string() : found->second;
    };
    if (value("version") != "1")
        return conflict(m_path, "meta.properties has version " + value("version"));
    if (!wanted.clusterId.empty() && value("cluster.id") != wanted.clusterId)
        return conflict(m_path, "belongs to cluster " + value("cluster.id") + ", not " + wanted.clusterId);
    if (wanted.nodeId >= 0 && value("node.id") != std::to_string(wanted.nodeId))
        return conflict(m_path, "belongs to node " + value("node.id") + ", not " + std::to_string(wanted.nodeId));
    m_identity.clusterId = value("cluster.id");
    const std::string node = value("node.id");
    std::from_chars(node.data(), node.data() + node.size(), m_identity.nodeId);
    if (const auto id = base::Uuid::parse(value("directory.id")))
        m_identity.directoryId = *id;
    return {};
}

std::string LogDirectory::partitionPath(const PartitionKey &key) const
{
    return m_path + '/' + key.first + '-' + std::to_string(key.second);
}

Result<std::unique_ptr<PartitionLog>> LogDirectory::openLog(const PartitionKey &key, const LogConfig &config,
                                                            const base::Clock &clock, const base::Uuid &topicId) const
{
    const auto offset = [&key](const OffsetMap &from) {
        const auto found = from.find(key);
        return found == from.end() ? std::int64_t{0} : std::max<std::int64_t>(found->second, 0);
    };
    PartitionLog::OpenOptions options;
    options.topicId = topicId;
    // A folder that is not there is a new partition, whatever the checkpoints say of one that had its name.
    if (!m_fs.exists(partitionPath(key)))
        return PartitionLog::open(m_fs, partitionPath(key), config, clock, options);
    options.cleanShutdown = m_clean;
    options.recoveryPoint = offset(m_checkpoints.recoveryPoints);
    options.logStartOffset = offset(m_checkpoints.logStartOffsets);
    WEIR_TRY(auto log, PartitionLog::open(m_fs, partitionPath(key), config, clock, options));
    log->setHighWatermark(offset(m_checkpoints.highWatermarks));
    return log;
}

Status LogDirectory::writeCheckpoints(Checkpoints checkpoints, bool sync)
{
    const auto write = [&](const char *name, OffsetMap &current, OffsetMap &wanted) -> Status {
        if (current == wanted && m_fs.exists(m_path + name))
            return {};
        WEIR_CHECK(writeOffsetCheckpoint(m_fs, m_path + name, wanted, sync));
        current = std::move(wanted);
        return {};
    };
    WEIR_CHECK(write(kRecoveryFile, m_checkpoints.recoveryPoints, checkpoints.recoveryPoints));
    WEIR_CHECK(write(kStartFile, m_checkpoints.logStartOffsets, checkpoints.logStartOffsets));
    return write(kWatermarkFile, m_checkpoints.highWatermarks, checkpoints.highWatermarks);
}

Status LogDirectory::markCleanShutdown(std::int64_t brokerEpoch)
{
    const std::string text = "{\"version\":0,\"brokerEpoch\":" + std::to_string(brokerEpoch) + "}";
    return replaceFile(m_fs, m_path + kCleanFile, base::viewOf(text), true);
}

} // namespace weir::sandbox
