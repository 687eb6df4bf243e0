// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sandbox/core/file_system.h"
#include "backend/sandbox/metadata/image.h"

#include <memory>
#include <string>

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

/// A setting that is a number.
int numberOr(const ConfigMap &settings, std::string_view name, int otherwise);

} // namespace weir::sandbox
