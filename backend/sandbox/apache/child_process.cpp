// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/apache/child_process.h"

#include "backend/sandbox/core/file_system.h"

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace weir::sandbox {

namespace {

constexpr std::chrono::milliseconds kLook{10};

/// In the child, where only what is safe after a fork of a program with threads may be called. Writes errno and ends where
/// the program cannot be run.
[[noreturn]] void becomeProgram(char *const *arguments, int output, int tell, pid_t parent)
{
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent) // it ended before the line above
        ::_exit(127);
    // A group of its own: Ctrl+C in our terminal is for us, who then end this in good order.
    ::setpgid(0, 0);
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    std::signal(SIGPIPE, SIG_DFL);
    const int input = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    ::dup2(input, 0);
    ::dup2(output, 1);
    ::dup2(output, 2);
    // Our sockets and logs are not its.
    ::close_range(3, static_cast<unsigned>(tell) - 1, 0);
    ::close_range(static_cast<unsigned>(tell) + 1, ~0U, 0);
    ::execvp(arguments[0], arguments);
    const int why = errno;
    (void)!::write(tell, &why, sizeof why);
    ::_exit(127);
}

} // namespace

base::Result<std::unique_ptr<ChildProcess>> ChildProcess::start(std::vector<std::string> arguments, const std::string &outputFile)
{
    const int output = ::open(outputFile.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    if (output < 0)
        return base::fail(base::ErrorKind::Storage, "process.start", outputFile, std::strerror(errno));
    int ends[2] = {-1, -1};
    if (::pipe2(ends, O_CLOEXEC) != 0) {
        const int why = errno;
        ::close(output);
        return base::fail(base::ErrorKind::Storage, "process.start", arguments.front(), std::strerror(why));
    }
    std::vector<char *> words;
    for (std::string &argument : arguments)
        words.push_back(argument.data());
    words.push_back(nullptr);
    const pid_t parent = ::getpid();
    const pid_t pid = ::fork();
    if (pid == 0)
        becomeProgram(words.data(), output, ends[1], parent);
    const int why = errno;
    ::close(output);
    ::close(ends[1]);
    int failure = pid < 0 ? why : 0;
    if (pid > 0) {
        // Nothing comes from one that became the program: its end was closed by the exec.
        ssize_t got = 0;
        do
            got = ::read(ends[0], &failure, sizeof failure);
        while (got < 0 && errno == EINTR);
        if (got > 0)
            ::waitpid(pid, nullptr, 0);
    }
    ::close(ends[0]);
    if (failure != 0)
        return base::fail(failure == ENOENT ? base::ErrorKind::NotFound : base::ErrorKind::Storage, "process.start", arguments.front(),
                          std::strerror(failure));
    return std::unique_ptr<ChildProcess>(new ChildProcess(pid));
}

ChildProcess::~ChildProcess()
{
    if (!running())
        return;
    signal(SIGKILL);
    ::waitpid(m_pid, nullptr, 0);
}

bool ChildProcess::running()
{
    if (m_ended)
        return false;
    int status = 0;
    const pid_t seen = ::waitpid(m_pid, &status, WNOHANG);
    if (seen == 0 || (seen < 0 && errno == EINTR))
        return true;
    m_ended = true;
    if (seen == m_pid)
        m_exitCode = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    return false;
}

void ChildProcess::signal(int number)
{
    if (!m_ended)
        ::kill(m_pid, number);
}

void ChildProcess::askToEnd()
{
    signal(SIGCONT);
    signal(SIGTERM);
}

bool ChildProcess::waitUntil(std::chrono::steady_clock::time_point limit)
{
    while (running()) {
        if (std::chrono::steady_clock::now() >= limit)
            return false;
        std::this_thread::sleep_for(kLook);
    }
    return true;
}

base::Result<std::string> runToEnd(std::vector<std::string> arguments, std::chrono::milliseconds limit)
{
    const std::string program = arguments.front();
    std::string path = (std::filesystem::temp_directory_path() / "weir-output-XXXXXX").string();
    const int file = ::mkstemp(path.data());
    if (file < 0)
        return base::fail(base::ErrorKind::Storage, "process.start", path, std::strerror(errno));
    ::close(file);
    auto child = ChildProcess::start(std::move(arguments), path);
    const bool ended = child && (*child)->waitFor(limit);
    std::string text;
    if (const auto content = readFile(posixFileSystem(), path))
        text = base::textOf(*content);
    ::unlink(path.c_str());
    if (!child)
        return base::fail(child.error());
    if (!ended)
        return base::fail(base::ErrorKind::Timeout, "process.run", program, text);
    if ((*child)->exitCode() != 0)
        return base::fail(base::ErrorKind::Peer, "process.run", program, text);
    return text;
}

} // namespace weir::sandbox
