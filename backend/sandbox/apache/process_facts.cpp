// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/apache/process_facts.h"

#include <array>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <sstream>
#include <unistd.h>

namespace weir::sandbox {

namespace fs = std::filesystem;

ProcessFacts processFacts(pid_t pid)
{
    ProcessFacts facts;
    std::int64_t total = 0;
    std::int64_t resident = 0;
    if (std::ifstream memory(fmt::format("/proc/{}/statm", pid)); memory >> total >> resident)
        facts.residentBytes = resident * ::sysconf(_SC_PAGESIZE);
    std::ifstream file(fmt::format("/proc/{}/stat", pid));
    std::string line;
    std::getline(file, line);
    // The program's name stands in brackets and may hold anything; the state follows it as field 3, the times are 14 and 15.
    const auto bracket = line.rfind(')');
    if (bracket == std::string::npos)
        return facts;
    std::istringstream fields(line.substr(bracket + 1));
    std::string skipped;
    for (int field = 3; field < 14; ++field)
        fields >> skipped;
    std::int64_t user = 0;
    std::int64_t system = 0;
    if (fields >> user >> system)
        facts.cpuTicks = user + system;
    return facts;
}

double cpuSeconds(std::int64_t ticks)
{
    return static_cast<double>(ticks) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

std::uint64_t bytesIn(const std::string &directory)
{
    std::uint64_t bytes = 0;
    std::error_code failed;
    for (auto at = fs::recursive_directory_iterator(directory, failed); !failed && at != fs::recursive_directory_iterator(); at.increment(failed)) {
        std::error_code gone;
        // Kafka makes its indexes long and sparse: what the disk holds counts only up to the size of a log.
        if (at->path().extension() != ".log")
            continue;
        const auto size = at->file_size(gone);
        bytes += gone ? 0 : size;
    }
    return bytes;
}

std::string lastWords(const std::string &output)
{
    static constexpr std::array kSigns{" ERROR ", " FATAL ", "Exception", "Error:"};
    constexpr std::size_t kLongest = 500;
    std::string last;
    std::string named;
    std::istringstream lines(output);
    for (std::string line; std::getline(lines, line);) {
        if (line.find_first_not_of(" \t\r") == std::string::npos)
            continue;
        last = line;
        for (const char *sign : kSigns) {
            // What follows an exception is where it came from, not what it was.
            if (line.find(sign) != std::string::npos && !line.starts_with("\tat "))
                named = line;
        }
    }
    return (named.empty() ? last : named).substr(0, kLongest);
}

} // namespace weir::sandbox
