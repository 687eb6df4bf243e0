// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sandbox/core/file_system.h"

#include <cerrno>
#include <mutex>
#include <string>

namespace weir::sandbox::test {

/// The machine's file system, on which nothing new can be made where a path holds a given text.
class FailingDisk final : public FileSystem
{
public:
    /// Nothing where it is empty.
    void failAt(std::string text)
    {
        const std::lock_guard lock(m_mutex);
        m_text = std::move(text);
    }

    base::Result<std::shared_ptr<File>> open(const std::string &path, OpenMode mode) override
    {
        if (mode != OpenMode::Read && !m_disk.exists(path))
            WEIR_CHECK(check(path));
        return m_disk.open(path, mode);
    }
    base::Result<FileInfo> info(const std::string &path) override { return m_disk.info(path); }
    base::Result<std::vector<FileInfo>> list(const std::string &directory) override { return m_disk.list(directory); }
    base::Status makeDirectory(const std::string &path) override
    {
        if (!m_disk.exists(path))
            WEIR_CHECK(check(path));
        return m_disk.makeDirectory(path);
    }
    base::Status rename(const std::string &from, const std::string &to) override { return m_disk.rename(from, to); }
    base::Status remove(const std::string &path) override { return m_disk.remove(path); }
    base::Status removeTree(const std::string &path) override { return m_disk.removeTree(path); }
    base::Status syncDirectory(const std::string &path) override { return m_disk.syncDirectory(path); }
    base::Result<DiskSpace> space(const std::string &path) override { return m_disk.space(path); }
    base::Result<std::unique_ptr<FileLock>> lock(const std::string &path) override { return m_disk.lock(path); }

private:
    base::Status check(const std::string &path) const
    {
        const std::lock_guard lock(m_mutex);
        if (m_text.empty() || path.find(m_text) == std::string::npos)
            return {};
        return base::fail(base::Error{base::ErrorKind::Storage, "file.open", path, {}, {}, 0}.with("errno", std::to_string(ENOSPC)));
    }

    FileSystem &m_disk = posixFileSystem();
    mutable std::mutex m_mutex;
    std::string m_text;
};

} // namespace weir::sandbox::test
