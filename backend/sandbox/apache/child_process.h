// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/result.h"

#include <chrono>
#include <memory>
#include <string>
#include <sys/types.h>
#include <vector>

namespace weir::sandbox {

/// A program of ours that runs beside us. It gets no standard input, and SIGKILL when the thread that started it ends
/// (Linux, prctl(2) PR_SET_PDEATHSIG), so that nothing is left behind however we end. Methods: one thread at a time.
class ChildProcess
{
public:
    /// `arguments[0]` is the program, a path or a name to be looked for in PATH. What it prints is added to `outputFile`.
    /// Error: Storage for a file that cannot be written, NotFound for a program that cannot be run.
    static base::Result<std::unique_ptr<ChildProcess>> start(std::vector<std::string> arguments, const std::string &outputFile);
    /// Ends it with SIGKILL if it still runs.
    ~ChildProcess();
    ChildProcess(const ChildProcess &) = delete;
    ChildProcess &operator=(const ChildProcess &) = delete;

    pid_t pid() const { return m_pid; }
    bool running();
    /// 0 and up: its exit code; below 0: the signal that ended it. Of one that has ended.
    int exitCode() const { return m_exitCode; }
    void signal(int number);
    /// SIGTERM; one that SIGSTOP holds goes on, for it would not hear it.
    void askToEnd();
    /// Waits for its end; false where it still runs after that time.
    bool waitFor(std::chrono::milliseconds limit) { return waitUntil(std::chrono::steady_clock::now() + limit); }
    bool waitUntil(std::chrono::steady_clock::time_point limit);

private:
    explicit ChildProcess(pid_t pid) : m_pid(pid) {}

    pid_t m_pid;
    bool m_ended = false;
    int m_exitCode = 0;
};

/// Runs a program to its end and gives what it printed. Errors: as start(), Timeout, and Peer where it ends with another
/// code than 0: then what it printed is the peer's text.
base::Result<std::string> runToEnd(std::vector<std::string> arguments, std::chrono::milliseconds limit);

} // namespace weir::sandbox
