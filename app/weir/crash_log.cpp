// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/weir/crash_log.h"

#include <QFile>
#include <QFileInfo>

#include <csignal>
#include <cstring>

#include <execinfo.h>
#include <fcntl.h>
#include <unistd.h>

namespace weir::app {

namespace {

// Everything that the handler touches is made before: it may neither allocate nor lock.
constexpr int kFrames = 64;
constexpr int kSignals[] = {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL};
char crashPath[4096] = {};

void writeText(int file, const char *text)
{
    [[maybe_unused]] const auto written = write(file, text, std::strlen(text));
}

void onCrash(int signal)
{
    const int file = open(crashPath, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file >= 0) {
        writeText(file, "weir " WEIR_VERSION " ended by signal ");
        char digits[] = {static_cast<char>('0' + signal / 10 % 10), static_cast<char>('0' + signal % 10), '\n', 0};
        writeText(file, digits);
        void *frames[kFrames];
        backtrace_symbols_fd(frames, backtrace(frames, kFrames), file);
        close(file);
    }
    // The system's own end: core dump, exit status.
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

} // namespace

void installCrashLog(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    if (name.size() >= static_cast<qsizetype>(sizeof crashPath))
        return;
    std::memcpy(crashPath, name.constData(), static_cast<std::size_t>(name.size()) + 1);
    void *frames[1];
    backtrace(frames, 1); // loads libgcc now, which the handler must not
    for (const int signal : kSignals) {
        struct sigaction action = {};
        action.sa_handler = onCrash;
        action.sa_flags = static_cast<int>(SA_RESETHAND);
        sigaction(signal, &action, nullptr);
    }
}

QString takeLastCrash(const QString &path)
{
    if (!QFileInfo::exists(path))
        return {};
    const QString kept = path + QStringLiteral(".last");
    QFile::remove(kept);
    return QFile::rename(path, kept) ? kept : path;
}

} // namespace weir::app
