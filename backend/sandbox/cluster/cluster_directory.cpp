// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/cluster/cluster_directory.h"

#include "backend/sandbox/cluster/cluster.h"
#include "backend/sandbox/metadata/config_defs.h"

#include <charconv>
#include <cstdio>
#include <fmt/format.h>
#include <set>

namespace weir::sandbox {

namespace {

constexpr int kFirstId = 1;
constexpr int kMostBrokers = 1000;

} // namespace

int numberOr(const ConfigMap &settings, std::string_view name, int otherwise)
{
    const auto found = settings.find(name);
    int value = otherwise;
    if (found != settings.end())
        std::from_chars(found->second.data(), found->second.data() + found->second.size(), value);
    return value;
}

namespace {

/// log.dirs, else log.dir, each in full; empty where neither is set.
std::vector<std::string> rootsOf(const ClusterOptions &options)
{
    for (const char *const name : {"log.dirs", "log.dir"}) {
        const auto found = options.settings.find(name);
        if (found == options.settings.end())
            continue;
        auto roots = splitConfigList(found->second);
        for (std::string &root : roots)
            root = root.starts_with('/') ? root : options.directory + "/" + root;
        if (!roots.empty())
            return roots;
    }
    return {};
}

} // namespace

std::vector<std::string> logDirectoriesOf(FileSystem &files, const ClusterOptions &options, std::int32_t broker)
{
    const std::string name = fmt::format("broker-{}", broker);
    auto directories = rootsOf(options);
    if (!directories.empty()) {
        for (std::string &directory : directories)
            directory += "/" + name;
        return directories;
    }
    directories.push_back(fmt::format("{}/{}", options.directory, name));
    // What is there is used, whoever forgets to ask for it: without its directory a replica would be made anew.
    for (int number = 2;; ++number) {
        const std::string next = fmt::format("{}/{}.{}", options.directory, name, number);
        if (number > options.logDirectories && !files.exists(next))
            return directories;
        directories.push_back(next);
    }
}

std::string processDirectory(const std::string &directory)
{
    return directory + "/processes";
}

std::string processName(const NodeRole &role)
{
    return role.kind == NodeRole::Kind::Controller ? std::string("controller") : fmt::format("broker-{}", role.broker);
}

base::Result<TakenDirectory> takeDirectory(FileSystem &files, ClusterOptions &options)
{
    TakenDirectory taken;
    taken.made = !files.exists(options.directory);
    WEIR_CHECK(files.makeDirectory(options.directory));
    WEIR_TRY(taken.lock, files.lock(options.directory + "/.lock"));
    WEIR_TRY(const auto entries, files.list(options.directory));
    std::set<int> kept;
    for (const FileInfo &entry : entries) {
        int id = 0;
        if (std::sscanf(entry.name.c_str(), "broker-%d", &id) == 1 && id >= 0)
            kept.insert(id);
        // Deleting at the end must never touch what somebody keeps here.
        if (options.ephemeral && entry.name != ".lock")
            return base::fail(base::ErrorKind::Conflict, "sandbox.ephemeral", options.directory, entry.name);
        if (entry.name == "engine.json")
            return base::fail(base::ErrorKind::Conflict, "engine.directory", options.directory, "apache-kafka");
    }
    for (const std::string &root : rootsOf(options)) {
        for (const FileInfo &entry : files.list(root).value_or(std::vector<FileInfo>{})) {
            int id = 0;
            if (std::sscanf(entry.name.c_str(), "broker-%d", &id) != 1 || id < 0)
                continue;
            kept.insert(id);
            if (options.ephemeral)
                return base::fail(base::ErrorKind::Conflict, "sandbox.ephemeral", root, entry.name);
        }
    }
    // One whose folder is gone starts anew with the others.
    taken.firstId = numberOr(options.settings, "node.id", kept.empty() ? kFirstId : std::min(kFirstId, *kept.begin()));
    if (!kept.empty() && taken.firstId > *kept.begin())
        return base::fail(base::ErrorKind::Conflict, "config.validate", "node.id", fmt::format("the directory holds broker {}", *kept.begin()));
    if (taken.firstId > ControllerNode::kNodeId - kMostBrokers)
        return base::fail(base::ErrorKind::Conflict, "config.validate", "node.id", fmt::format("the numbers from {} on are the controller's", ControllerNode::kNodeId));
    if (!kept.empty())
        options.brokers = std::max(options.brokers, *kept.rbegin() - taken.firstId + 1);
    return taken;
}

} // namespace weir::sandbox
