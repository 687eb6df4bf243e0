// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sandbox/core/file_system.h"

#include <atomic>
#include <memory>
#include <mutex>
#include <set>
#include <string>

namespace weir::sandbox {

/// Another file system, on which some folders can be declared full: nothing in them grows and nothing new is made, with
/// ENOSPC; what is there can be read, overwritten, cut and removed. Any thread.
class FullDisk final : public FileSystem
{
public:
    /// `disk` outlives this and all files opened through it.
    explicit FullDisk(FileSystem &disk);

    /// The folder with all below it.
    void setFull(const std::string &folder, bool full);

    base::Result<std::shared_ptr<File>> open(const std::string &path, OpenMode mode) override;
    base::Result<FileInfo> info(const std::string &path) override { return m_disk.info(path); }
    base::Result<std::vector<FileInfo>> list(const std::string &directory) override { return m_disk.list(directory); }
    base::Status makeDirectory(const std::string &path) override;
    base::Status rename(const std::string &from, const std::string &to) override { return m_disk.rename(from, to); }
    base::Status remove(const std::string &path) override { return m_disk.remove(path); }
    base::Status removeTree(const std::string &path) override { return m_disk.removeTree(path); }
    base::Status syncDirectory(const std::string &path) override { return m_disk.syncDirectory(path); }
    base::Result<DiskSpace> space(const std::string &path) override;
    base::Result<std::unique_ptr<FileLock>> lock(const std::string &path) override { return m_disk.lock(path); }

private:
    class Watched;
    /// Shared with the files, which may outlive it.
    struct Folders
    {
        std::atomic<bool> any{false};
        std::mutex mutex;
        std::set<std::string> full;

        bool holds(const std::string &path);
    };

    FileSystem &m_disk;
    std::shared_ptr<Folders> m_folders = std::make_shared<Folders>();
};

} // namespace weir::sandbox
