// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/cluster/cluster_directory.h"

#include "backend/sandbox/cluster/cluster.h"

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
