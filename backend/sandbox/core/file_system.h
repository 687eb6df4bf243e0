// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/bytes.h"
#include "backend/base/result.h"

#include <memory>
#include <span>
#include <string>
#include <vector>

namespace weir::sandbox {

/// An open file. Positions are given with each call, so that a reader never disturbs a writer; reading may happen on
/// any thread beside one writer. Errors are ErrorKind::Storage with the path as target, argument "errno" and the words
/// of the operating system. It stays readable after the path was renamed or removed.
class File
{
public:
    virtual ~File() = default;

    /// Fills `into`; fewer bytes only where the file ends.
    virtual base::Result<std::size_t> readAt(std::span<std::uint8_t> into, std::uint64_t position) const = 0;
    /// All pieces one after the other. On an error some of the bytes may be in the file.
    virtual base::Status writeAt(std::span<const base::ByteView> pieces, std::uint64_t position) = 0;
    /// Content and size are on the disk when it returns.
    virtual base::Status sync() = 0;
    /// Cuts, or grows with zeros.
    virtual base::Status truncate(std::uint64_t size) = 0;
    virtual base::Result<std::uint64_t> size() const = 0;
    /// For sendfile(2); -1 where there is none (memory).
    virtual int descriptor() const = 0;

    base::Status writeAt(base::ByteView bytes, std::uint64_t position)
    {
        return writeAt(std::span(&bytes, 1), position);
    }
};

enum class OpenMode : std::uint8_t {
    Read,      ///< must exist
    ReadWrite, ///< created where it is missing
    CreateNew  ///< must not exist
};

struct FileInfo
{
    std::string name; ///< without its folder
    bool directory = false;
    std::uint64_t size = 0;
    std::int64_t modifiedMs = 0;
};

struct DiskSpace
{
    std::uint64_t total = 0;
    std::uint64_t available = 0; ///< to this user
};

/// Released when destroyed, and by the operating system when the process dies.
class FileLock
{
public:
    virtual ~FileLock() = default;
};

/// The disk as a dependency, so that a full disk or a crash at the Nth write is a unit test. Any thread.
/// A missing file is ErrorKind::NotFound; every other failure is ErrorKind::Storage.
class FileSystem
{
public:
    virtual ~FileSystem() = default;

    virtual base::Result<std::shared_ptr<File>> open(const std::string &path, OpenMode mode) = 0;
    virtual base::Result<FileInfo> info(const std::string &path) = 0;
    /// Without "." and "..", in no order.
    virtual base::Result<std::vector<FileInfo>> list(const std::string &directory) = 0;
    /// With its parents; one that exists is no error.
    virtual base::Status makeDirectory(const std::string &path) = 0;
    /// Replaces `to` atomically where that is a file.
    virtual base::Status rename(const std::string &from, const std::string &to) = 0;
    /// A file; one that is missing is no error.
    virtual base::Status remove(const std::string &path) = 0;
    /// A folder with its content; one that is missing is no error.
    virtual base::Status removeTree(const std::string &path) = 0;
    /// Makes created, renamed and removed names durable.
    virtual base::Status syncDirectory(const std::string &path) = 0;
    virtual base::Result<DiskSpace> space(const std::string &path) = 0;
    /// Exclusive between processes and within this one. ErrorKind::Conflict where another holds it.
    virtual base::Result<std::unique_ptr<FileLock>> lock(const std::string &path) = 0;

    bool exists(const std::string &path) { return info(path).has_value(); }
};

/// The machine's own file system; retries EINTR and short transfers.
FileSystem &posixFileSystem();

/// The whole file; Storage error where it is longer than `maximum`.
base::Result<base::Bytes> readFile(FileSystem &fs, const std::string &path,
                                   std::size_t maximum = std::size_t{64} << 20);
/// Through `path.tmp` and a rename: a reader sees the old content or the new. With `sync` it is also on the disk.
base::Status replaceFile(FileSystem &fs, const std::string &path, base::ByteView content, bool sync);

} // namespace weir::sandbox
