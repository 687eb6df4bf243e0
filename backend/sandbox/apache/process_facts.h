// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <sys/types.h>

namespace weir::sandbox {

/// Of another process, as proc(5) tells them; zeros where it has ended.
struct ProcessFacts {
    std::int64_t residentBytes = 0;
    std::int64_t cpuTicks = 0; ///< user and system time, in clock ticks
};

ProcessFacts processFacts(pid_t pid);
double cpuSeconds(std::int64_t ticks);
/// Of all files below a folder; what vanishes meanwhile is not counted.
std::uint64_t bytesIn(const std::string &directory);

/// The line of a Java program's output that says why it ended: the last that names an error, else the last one; at most
/// 500 characters of it.
std::string lastWords(const std::string &output);

} // namespace weir::sandbox
