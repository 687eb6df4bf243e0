// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sandbox/core/file_system.h"

#include <functional>
#include <memory>
#include <string>

namespace weir::sandbox {

/// Another file system, of which somebody hears every failure (ErrorKind::Storage): so no place that writes or reads has to
/// tell of it. How much is left on it is no matter of a failure. Any thread.
class WatchedDisk final : public FileSystem
{
public:
    /// On whatever thread the failure was met; must only post.
    using Failed = std::function<void(const base::Error &)>;

    /// `disk` outlives this and all files opened through it.
    WatchedDisk(FileSystem &disk, Failed failed);

    base::Result<std::shared_ptr<File>> open(const std::string &path, OpenMode mode) override;
    base::Result<FileInfo> info(const std::string &path) override { return seen(m_disk.info(path)); }
    base::Result<std::vector<FileInfo>> list(const std::string &directory) override { return seen(m_disk.list(directory)); }
    base::Status makeDirectory(const std::string &path) override { return seen(m_disk.makeDirectory(path)); }
    base::Status rename(const std::string &from, const std::string &to) override { return seen(m_disk.rename(from, to)); }
    base::Status remove(const std::string &path) override { return seen(m_disk.remove(path)); }
    base::Status removeTree(const std::string &path) override { return seen(m_disk.removeTree(path)); }
    base::Status syncDirectory(const std::string &path) override { return seen(m_disk.syncDirectory(path)); }
    base::Result<DiskSpace> space(const std::string &path) override { return m_disk.space(path); }
    base::Result<std::unique_ptr<FileLock>> lock(const std::string &path) override { return seen(m_disk.lock(path)); }

private:
    class Watched;

    template <class Outcome>
    Outcome seen(Outcome outcome) const
    {
        tellIfFailed(*m_failed, outcome);
        return outcome;
    }
    template <class Outcome>
    static void tellIfFailed(const Failed &failed, const Outcome &outcome)
    {
        if (!outcome && outcome.error().kind == base::ErrorKind::Storage)
            failed(outcome.error());
    }

    FileSystem &m_disk;
    // Shared with the files, which may outlive this.
    std::shared_ptr<const Failed> m_failed;
};

} // namespace weir::sandbox
