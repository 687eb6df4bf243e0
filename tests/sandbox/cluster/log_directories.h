// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/sandbox/cluster/cluster_client.h"

#include "backend/wire/messages/alter_replica_log_dirs.h"
#include "backend/wire/messages/describe_log_dirs.h"

#include <filesystem>
#include <fmt/format.h>
#include <map>
#include <set>

namespace weir::sandbox::test {

/// What DescribeLogDirs tells of one directory.
struct DirectoryView {
    std::int16_t error = 0;
    bool cordoned = false;
    std::map<std::string, std::int64_t> replicas; ///< "t-0": bytes
    std::map<std::string, std::int64_t> futures;  ///< "t-0": how far behind
};

/// By the last part of its path: "broker-1.2".
inline std::map<std::string, DirectoryView> directoriesAt(Client &client, std::optional<std::int16_t> version = {})
{
    wire::DescribeLogDirsRequest request;
    request.topics.reset();
    const auto response = client.call(std::move(request), version);
    std::map<std::string, DirectoryView> all;
    if (!response)
        return all;
    for (const auto &result : response->results) {
        DirectoryView &one = all[result.logDir.substr(result.logDir.rfind('/') + 1)];
        one.error = result.errorCode;
        one.cordoned = result.isCordoned;
        for (const auto &topic : result.topics) {
            for (const auto &partition : topic.partitions) {
                const std::string name = fmt::format("{}-{}", topic.name, partition.partitionIndex);
                if (partition.isFutureKey)
                    one.futures[name] = partition.offsetLag;
                else
                    one.replicas[name] = partition.partitionSize;
            }
        }
    }
    return all;
}

/// The directory in which the broker has that replica; empty: nowhere, or in several.
inline std::string placeOf(Client &client, const std::string &replica)
{
    std::string place;
    for (const auto &[name, directory] : directoriesAt(client)) {
        if (!directory.replicas.contains(replica))
            continue;
        if (!place.empty())
            return {};
        place = name;
    }
    return place;
}

inline std::int16_t moveTo(Client &client, const std::string &topic, std::int32_t partition, const std::string &path)
{
    wire::AlterReplicaLogDirsRequest request;
    auto &dir = request.dirs.emplace_back();
    dir.path = path;
    auto &one = dir.topics.emplace_back();
    one.name = topic;
    one.partitions = {partition};
    const auto response = client.call(std::move(request));
    if (!response || response->results.size() != 1 || response->results.front().partitions.size() != 1)
        return -1;
    return response->results.front().partitions.front().errorCode;
}

/// The folders in a directory whose names begin, and end, so.
inline int foldersIn(const std::string &directory, const std::string &begin, const std::string &end = {})
{
    int count = 0;
    std::error_code gone;
    for (const auto &entry : std::filesystem::directory_iterator(directory, gone)) {
        const std::string name = entry.path().filename().string();
        count += entry.is_directory(gone) && name.starts_with(begin) && name.ends_with(end) ? 1 : 0;
    }
    return count;
}

} // namespace weir::sandbox::test
