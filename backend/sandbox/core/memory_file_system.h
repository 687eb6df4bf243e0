// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/clock.h"
#include "backend/sandbox/core/file_system.h"

#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <set>

namespace weir::sandbox {

/// A disk in memory that fails as it is told to. For tests; thread-safe.
class MemoryFileSystem final : public FileSystem
{
public:
    explicit MemoryFileSystem(const base::Clock &clock);
    ~MemoryFileSystem() override;

    base::Result<std::shared_ptr<File>> open(const std::string &path, OpenMode mode) override;
    base::Result<FileInfo> info(const std::string &path) override;
    base::Result<std::vector<FileInfo>> list(const std::string &directory) override;
    base::Status makeDirectory(const std::string &path) override;
    base::Status rename(const std::string &from, const std::string &to) override;
    base::Status remove(const std::string &path) override;
    base::Status removeTree(const std::string &path) override;
    base::Status syncDirectory(const std::string &path) override;
    base::Result<DiskSpace> space(const std::string &path) override;
    base::Result<std::unique_ptr<FileLock>> lock(const std::string &path) override;

    // --- faults
    /// Changing operations so far (open that creates, write, sync, truncate, rename, remove, make and sync a
    /// directory).
    int operations() const;
    /// The operation with this number (0 is the next) fails with `errorNumber`; half of what a failing write had to
    /// write is written.
    void failOperation(int number, int errorNumber);
    /// Every changing operation from this number on fails, as after the power went.
    void failFrom(int number);
    void clearFaults();
    /// The disk is full after this many more bytes; nothing: no limit.
    void setRoom(std::optional<std::uint64_t> bytes);
    /// What a power failure leaves: content synced, names synced with their directory. `tear` decides, for each file
    /// whose tail was not synced, how many of the unsynced bytes (from `from` on) made it all the same. Handles and
    /// locks are void.
    void crash(const std::function<std::uint64_t(const std::string &path, std::uint64_t synced, std::uint64_t size)>
                   &tear = {});
    /// What kill -9 leaves: everything written; locks are released.
    void kill();

    // --- for tests to look at and to damage
    base::Bytes content(const std::string &path) const;
    void setContent(const std::string &path, base::Bytes content);
    std::vector<std::string> paths() const;

private:
    struct Node;
    class OpenFile;
    class Lock;

    base::Status operation(const char *action, const std::string &path, std::uint64_t *bytes = nullptr);

    mutable std::mutex m_mutex;
    const base::Clock &m_clock;
    std::map<std::string, std::shared_ptr<Node>> m_files;
    std::map<std::string, std::shared_ptr<Node>> m_durable; ///< names as the disk has them
    std::set<std::string> m_directories;
    std::set<std::string> m_locks;
    int m_operations = 0;
    std::map<int, int> m_failures;
    std::optional<int> m_failFrom;
    std::optional<std::uint64_t> m_room;
    int m_generation = 0;
};

} // namespace weir::sandbox
