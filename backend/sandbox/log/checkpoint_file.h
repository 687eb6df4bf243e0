// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sandbox/core/file_system.h"

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace weir::sandbox {

/// @{ Kafka's checkpoint files: a line "0" (version), a line with the number of entries, one entry a line.
/// Reading: NotFound where there is none, Invalid where it is not one. Writing goes through a rename.
base::Result<std::vector<std::string>> readCheckpoint(FileSystem &fs, const std::string &path);
base::Status writeCheckpoint(FileSystem &fs, const std::string &path, const std::vector<std::string> &lines, bool sync);
/// @}

/// The numbers of a line, parted by spaces; empty where anything else is in it.
std::vector<std::int64_t> numbersOf(std::string_view line);

/// Topic and partition.
using PartitionKey = std::pair<std::string, std::int32_t>;
using OffsetMap = std::map<PartitionKey, std::int64_t>;

/// @{ `recovery-point-offset-checkpoint`, `log-start-offset-checkpoint`, `replication-offset-checkpoint`: "topic
/// partition offset".
base::Result<OffsetMap> readOffsetCheckpoint(FileSystem &fs, const std::string &path);
base::Status writeOffsetCheckpoint(FileSystem &fs, const std::string &path, const OffsetMap &offsets, bool sync);
/// @}

} // namespace weir::sandbox
