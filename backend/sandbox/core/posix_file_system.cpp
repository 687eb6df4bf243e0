// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/core/file_system.h"
#include "backend/sandbox/core/io_retry.h"

#include <array>
#include <cstring>
#include <system_error>

#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

namespace weir::sandbox {

namespace {

using base::Result;
using base::Status;

tl::unexpected<base::Error> failed(const char *action, const std::string &path, int code)
{
    return base::fail(base::Error{code == ENOENT ? base::ErrorKind::NotFound : base::ErrorKind::Storage,
                                  action,
                                  path,
                                  {},
                                  std::generic_category().message(code),
                                  0}
                          .with("errno", std::to_string(code)));
}

class Descriptor
{
public:
    explicit Descriptor(int fd) : m_fd(fd) {}
    ~Descriptor()
    {
        if (m_fd >= 0)
            ::close(m_fd);
    }
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    int get() const { return m_fd; }

private:
    int m_fd;
};

class PosixFile final : public File
{
public:
    PosixFile(int fd, std::string path) : m_fd(fd), m_path(std::move(path)) {}

    Result<std::size_t> readAt(std::span<std::uint8_t> into, std::uint64_t position) const override
    {
        std::size_t got = 0;
        const int code = readFully(into, position, got, [this](std::uint8_t *data, std::size_t size, std::uint64_t at) {
            return ::pread(m_fd.get(), data, size, static_cast<off_t>(at));
        });
        if (code != 0)
            return failed("file.read", m_path, code);
        return got;
    }

    Status writeAt(std::span<const base::ByteView> pieces, std::uint64_t position) override
    {
        std::array<iovec, 16> few{};
        std::vector<iovec> many;
        if (pieces.size() > few.size())
            many.resize(pieces.size());
        const std::span<iovec> vectors =
            many.empty() ? std::span<iovec>(few).first(pieces.size()) : std::span<iovec>(many);
        for (std::size_t i = 0; i < pieces.size(); ++i)
            vectors[i] = {const_cast<std::uint8_t *>(pieces[i].data()), pieces[i].size()};
        const int code = writeFully(vectors, position, [this](const iovec *vector, int count, std::uint64_t at) {
            return ::pwritev(m_fd.get(), vector, count, static_cast<off_t>(at));
        });
        if (code != 0)
            return failed("file.write", m_path, code);
        return {};
    }

    Status sync() override
    {
        if (retryInterrupted([this] { return ::fdatasync(m_fd.get()); }) != 0)
            return failed("file.sync", m_path, errno);
        return {};
    }

    Status truncate(std::uint64_t size) override
    {
        if (retryInterrupted([&] { return ::ftruncate(m_fd.get(), static_cast<off_t>(size)); }) != 0)
            return failed("file.truncate", m_path, errno);
        return {};
    }

    Result<std::uint64_t> size() const override
    {
        struct stat info = {};
        if (::fstat(m_fd.get(), &info) != 0)
            return failed("file.info", m_path, errno);
        return static_cast<std::uint64_t>(info.st_size);
    }

    int descriptor() const override { return m_fd.get(); }

private:
    Descriptor m_fd;
    std::string m_path;
};

// flock(2) and not fcntl: it also stands between two opens of one process, and closing another descriptor keeps it.
class PosixLock final : public FileLock
{
public:
    explicit PosixLock(int fd) : m_fd(fd) {}

private:
    Descriptor m_fd;
};

FileInfo infoOf(std::string name, const struct stat &info)
{
    return {std::move(name), S_ISDIR(info.st_mode), static_cast<std::uint64_t>(info.st_size),
            static_cast<std::int64_t>(info.st_mtim.tv_sec) * 1000 + info.st_mtim.tv_nsec / 1'000'000};
}

class PosixFileSystem final : public FileSystem
{
public:
    Result<std::shared_ptr<File>> open(const std::string &path, OpenMode mode) override
    {
        const int flags = mode == OpenMode::Read        ? O_RDONLY
                          : mode == OpenMode::ReadWrite ? O_RDWR | O_CREAT
                                                        : O_RDWR | O_CREAT | O_EXCL;
        const int fd = retryInterrupted([&] { return ::open(path.c_str(), flags | O_CLOEXEC, 0644); });
        if (fd < 0)
            return failed("file.open", path, errno);
        return std::make_shared<PosixFile>(fd, path);
    }

    Result<FileInfo> info(const std::string &path) override
    {
        struct stat info = {};
        if (::stat(path.c_str(), &info) != 0)
            return failed("file.info", path, errno);
        const auto slash = path.rfind('/');
        return infoOf(slash == std::string::npos ? path : path.substr(slash + 1), info);
    }

    Result<std::vector<FileInfo>> list(const std::string &directory) override
    {
        DIR *handle = ::opendir(directory.c_str());
        if (handle == nullptr)
            return failed("directory.list", directory, errno);
        std::vector<FileInfo> entries;
        errno = 0;
        while (const dirent *entry = ::readdir(handle)) {
            struct stat info = {};
            if (std::strcmp(entry->d_name, ".") != 0 && std::strcmp(entry->d_name, "..") != 0 &&
                ::fstatat(::dirfd(handle), entry->d_name, &info, 0) == 0) // one that has just gone is not there
                entries.push_back(infoOf(entry->d_name, info));
            errno = 0;
        }
        const int code = errno;
        ::closedir(handle);
        if (code != 0)
            return failed("directory.list", directory, code);
        return entries;
    }

    Status makeDirectory(const std::string &path) override
    {
        if (::mkdir(path.c_str(), 0755) == 0)
            return {};
        int code = errno;
        const auto slash = path.find_last_of('/');
        if (code == ENOENT && slash != std::string::npos && slash > 0) {
            WEIR_CHECK(makeDirectory(path.substr(0, slash)));
            if (::mkdir(path.c_str(), 0755) == 0)
                return {};
            code = errno;
        }
        struct stat info = {};
        if (code == EEXIST && ::stat(path.c_str(), &info) == 0 && S_ISDIR(info.st_mode))
            return {};
        return failed("directory.create", path, code);
    }

    Status rename(const std::string &from, const std::string &to) override
    {
        if (::rename(from.c_str(), to.c_str()) != 0)
            return failed("file.rename", from, errno);
        return {};
    }

    Status remove(const std::string &path) override
    {
        if (::unlink(path.c_str()) != 0 && errno != ENOENT)
            return failed("file.remove", path, errno);
        return {};
    }

    Status removeTree(const std::string &path) override
    {
        struct stat info = {};
        if (::lstat(path.c_str(), &info) != 0)
            return errno == ENOENT ? Status{} : failed("directory.remove", path, errno);
        if (!S_ISDIR(info.st_mode))
            return remove(path);
        WEIR_TRY(const std::vector<std::string> names, rawNames(path));
        for (const std::string &name : names)
            WEIR_CHECK(removeTree(path + '/' + name));
        if (::rmdir(path.c_str()) != 0 && errno != ENOENT)
            return failed("directory.remove", path, errno);
        return {};
    }

    Status syncDirectory(const std::string &path) override
    {
        const Descriptor fd(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        if (fd.get() < 0)
            return failed("directory.sync", path, errno);
        if (retryInterrupted([&] { return ::fsync(fd.get()); }) != 0)
            return failed("directory.sync", path, errno);
        return {};
    }

    Result<DiskSpace> space(const std::string &path) override
    {
        struct statvfs info = {};
        if (retryInterrupted([&] { return ::statvfs(path.c_str(), &info); }) != 0)
            return failed("disk.space", path, errno);
        return DiskSpace{static_cast<std::uint64_t>(info.f_blocks) * info.f_frsize,
                         static_cast<std::uint64_t>(info.f_bavail) * info.f_frsize};
    }

    Result<std::unique_ptr<FileLock>> lock(const std::string &path) override
    {
        const int fd = retryInterrupted([&] { return ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644); });
        if (fd < 0)
            return failed("file.lock", path, errno);
        auto held = std::make_unique<PosixLock>(fd);
        if (retryInterrupted([&] { return ::flock(fd, LOCK_EX | LOCK_NB); }) != 0) {
            const int code = errno;
            if (code == EWOULDBLOCK)
                return base::fail(base::ErrorKind::Conflict, "file.lock", path, "held by another process");
            return failed("file.lock", path, code);
        }
        return held;
    }

private:
    static Result<std::vector<std::string>> rawNames(const std::string &path)
    {
        DIR *handle = ::opendir(path.c_str());
        if (handle == nullptr)
            return failed("directory.list", path, errno);
        std::vector<std::string> names;
        while (const dirent *entry = ::readdir(handle)) {
            if (std::strcmp(entry->d_name, ".") != 0 && std::strcmp(entry->d_name, "..") != 0)
                names.emplace_back(entry->d_name);
        }
        ::closedir(handle);
        return names;
    }
};

} // namespace

FileSystem &posixFileSystem()
{
    static PosixFileSystem fs;
    return fs;
}

} // namespace weir::sandbox
