// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sandbox/core/file_system.h"
#include "backend/sandbox/metadata/image.h"

#include <memory>
#include <string>
#include <vector>

namespace weir::sandbox {

struct ClusterOptions;
struct NodeRole;

/// A directory that is ours for as long as the lock lives.
struct TakenDirectory {
    std::unique_ptr<FileLock> lock;
    int firstId = 1;   ///< of the brokers
    bool made = false; ///< it was not there before
};

/// Makes the directory where it is missing, and adds the brokers that it holds already to those asked for. Errors: Conflict
/// where somebody else has it, where it holds what cannot be used or, for an ephemeral cluster, anything at all.
base::Result<TakenDirectory> takeDirectory(FileSystem &files, ClusterOptions &options);

/// Where processes of nodes meet: their control sockets (NAME.sock), logs (NAME.log) and what they must not be told on a
/// command line.
std::string processDirectory(const std::string &directory);
/// "controller", "broker-2".
std::string processName(const NodeRole &role);

/// The log directories of that broker: BROKER in each of log.dirs (or log.dir) where these are set, relative ones in the cluster's
/// directory; else `DIR/broker-N`, and as many `DIR/broker-N.2`, ... as are asked for or there already.
std::vector<std::string> logDirectoriesOf(FileSystem &files, const ClusterOptions &options, std::int32_t broker);

/// A setting that is a number.
int numberOr(const ConfigMap &settings, std::string_view name, int otherwise);

} // namespace weir::sandbox
