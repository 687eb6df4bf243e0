// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/core/memory_file_system.h"

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace weir::sandbox {

using base::Bytes;
using base::Result;
using base::Status;

namespace {

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

std::string parentOf(const std::string &path)
{
    const auto slash = path.rfind('/');
    return slash == std::string::npos || slash == 0 ? std::string("/") : path.substr(0, slash);
}

bool below(const std::string &path, const std::string &directory)
{
    return path.size() > directory.size() && path.compare(0, directory.size(), directory) == 0 &&
           path[directory.size()] == '/';
}

std::string nameOf(const std::string &path)
{
    return path.substr(path.rfind('/') + 1);
}

} // namespace

struct MemoryFileSystem::Node
{
    Bytes content;
    Bytes synced;
    std::int64_t modifiedMs = 0;
};

class MemoryFileSystem::OpenFile final : public File
{
public:
    OpenFile(MemoryFileSystem &fs, std::shared_ptr<Node> node, std::string path)
        : m_fs(fs), m_node(std::move(node)), m_path(std::move(path)), m_generation(fs.m_generation)
    {
    }

    Result<std::size_t> readAt(std::span<std::uint8_t> into, std::uint64_t position) const override
    {
        const std::scoped_lock guard(m_fs.m_mutex);
        if (position >= m_node->content.size())
            return std::size_t{0};
        const std::size_t got = std::min(into.size(), m_node->content.size() - static_cast<std::size_t>(position));
        std::copy_n(m_node->content.begin() + static_cast<std::ptrdiff_t>(position), got, into.begin());
        return got;
    }

    Status writeAt(std::span<const base::ByteView> pieces, std::uint64_t position) override
    {
        const std::scoped_lock guard(m_fs.m_mutex);
        Bytes all;
        for (const base::ByteView piece : pieces)
            all.insert(all.end(), piece.begin(), piece.end());
        const std::uint64_t end = position + all.size();
        std::uint64_t growth = end > m_node->content.size() ? end - m_node->content.size() : 0;
        const std::uint64_t wanted = growth;
        const Status allowed = valid("file.write", &growth);
        if (!allowed)
            all.resize(all.size() - static_cast<std::size_t>(std::min<std::uint64_t>(all.size(), wanted - growth)));
        if (!all.empty()) {
            if (m_node->content.size() < position + all.size())
                m_node->content.resize(static_cast<std::size_t>(position) + all.size());
            std::copy(all.begin(), all.end(), m_node->content.begin() + static_cast<std::ptrdiff_t>(position));
        }
        m_node->modifiedMs = m_fs.m_clock.wallMs();
        return allowed;
    }

    Status sync() override
    {
        const std::scoped_lock guard(m_fs.m_mutex);
        WEIR_CHECK(valid("file.sync", nullptr));
        m_node->synced = m_node->content;
        return {};
    }

    Status truncate(std::uint64_t size) override
    {
        const std::scoped_lock guard(m_fs.m_mutex);
        std::uint64_t growth = size > m_node->content.size() ? size - m_node->content.size() : 0;
        WEIR_CHECK(valid("file.truncate", &growth));
        if (m_fs.m_room && size < m_node->content.size())
            *m_fs.m_room += m_node->content.size() - size;
        m_node->content.resize(static_cast<std::size_t>(size));
        return {};
    }

    Result<std::uint64_t> size() const override
    {
        const std::scoped_lock guard(m_fs.m_mutex);
        return m_node->content.size();
    }

    int descriptor() const override { return -1; }

private:
    Status valid(const char *action, std::uint64_t *bytes)
    {
        if (m_generation != m_fs.m_generation) {
            if (bytes != nullptr)
                *bytes = 0;
            return failed(action, m_path, EBADF);
        }
        return m_fs.operation(action, m_path, bytes);
    }

    MemoryFileSystem &m_fs;
    std::shared_ptr<Node> m_node;
    std::string m_path;
    int m_generation;
};

class MemoryFileSystem::Lock final : public FileLock
{
public:
    Lock(MemoryFileSystem &fs, std::string path) : m_fs(fs), m_path(std::move(path)), m_generation(fs.m_generation) {}
    ~Lock() override
    {
        const std::scoped_lock guard(m_fs.m_mutex);
        if (m_generation == m_fs.m_generation)
            m_fs.m_locks.erase(m_path);
    }

private:
    MemoryFileSystem &m_fs;
    std::string m_path;
    int m_generation;
};

MemoryFileSystem::MemoryFileSystem(const base::Clock &clock) : m_clock(clock) {}
MemoryFileSystem::~MemoryFileSystem() = default;

// Counts, and fails where it is due. `bytes` is what the operation needs; on a failure what it may still write.
Status MemoryFileSystem::operation(const char *action, const std::string &path, std::uint64_t *bytes)
{
    const int number = m_operations++;
    const bool dead = m_failFrom && number >= *m_failFrom;
    const auto planned = m_failures.find(number);
    if (dead || planned != m_failures.end()) {
        if (bytes != nullptr)
            *bytes = dead ? 0 : *bytes / 2;
        return failed(action, path, dead ? EIO : planned->second);
    }
    if (m_room && bytes != nullptr) {
        if (*bytes > *m_room) {
            *bytes = std::exchange(*m_room, 0);
            return failed(action, path, ENOSPC);
        }
        *m_room -= *bytes;
    }
    return {};
}

Result<std::shared_ptr<File>> MemoryFileSystem::open(const std::string &path, OpenMode mode)
{
    const std::scoped_lock guard(m_mutex);
    auto found = m_files.find(path);
    if (found == m_files.end()) {
        if (mode == OpenMode::Read || m_directories.count(parentOf(path)) == 0)
            return failed("file.open", path, ENOENT);
        WEIR_CHECK(operation("file.open", path));
        found = m_files.emplace(path, std::make_shared<Node>()).first;
        found->second->modifiedMs = m_clock.wallMs();
    } else if (mode == OpenMode::CreateNew) {
        return failed("file.open", path, EEXIST);
    }
    return std::make_shared<OpenFile>(*this, found->second, path);
}

Result<FileInfo> MemoryFileSystem::info(const std::string &path)
{
    const std::scoped_lock guard(m_mutex);
    if (m_directories.count(path) > 0)
        return FileInfo{nameOf(path), true, 0, 0};
    const auto found = m_files.find(path);
    if (found == m_files.end())
        return failed("file.info", path, ENOENT);
    return FileInfo{nameOf(path), false, found->second->content.size(), found->second->modifiedMs};
}

Result<std::vector<FileInfo>> MemoryFileSystem::list(const std::string &directory)
{
    const std::scoped_lock guard(m_mutex);
    if (m_directories.count(directory) == 0)
        return failed("directory.list", directory, ENOENT);
    std::vector<FileInfo> entries;
    for (const auto &[path, node] : m_files) {
        if (parentOf(path) == directory)
            entries.push_back({nameOf(path), false, node->content.size(), node->modifiedMs});
    }
    for (const std::string &path : m_directories) {
        if (path != directory && parentOf(path) == directory)
            entries.push_back({nameOf(path), true, 0, 0});
    }
    return entries;
}

Status MemoryFileSystem::makeDirectory(const std::string &path)
{
    const std::scoped_lock guard(m_mutex);
    if (m_directories.count(path) > 0)
        return {};
    WEIR_CHECK(operation("directory.create", path));
    for (std::string at = path; at != "/" && m_directories.insert(at).second;)
        at = parentOf(at);
    m_directories.insert("/");
    return {};
}

Status MemoryFileSystem::rename(const std::string &from, const std::string &to)
{
    const std::scoped_lock guard(m_mutex);
    if (m_files.count(from) == 0 && m_directories.count(from) == 0)
        return failed("file.rename", from, ENOENT);
    WEIR_CHECK(operation("file.rename", from));
    if (const auto file = m_files.find(from); file != m_files.end()) {
        m_files[to] = file->second;
        m_files.erase(from);
        return {};
    }
    // A folder: its names move with it at once, on the disk too (one entry of its parent).
    for (auto *names : {&m_files, &m_durable}) {
        std::map<std::string, std::shared_ptr<Node>> moved;
        for (const auto &[path, node] : *names)
            moved.emplace(below(path, from) ? to + path.substr(from.size()) : path, node);
        *names = std::move(moved);
    }
    std::set<std::string> directories;
    for (const std::string &path : m_directories)
        directories.insert(path == from || below(path, from) ? to + path.substr(from.size()) : path);
    m_directories = std::move(directories);
    return {};
}

Status MemoryFileSystem::remove(const std::string &path)
{
    const std::scoped_lock guard(m_mutex);
    const auto found = m_files.find(path);
    if (found == m_files.end())
        return {};
    WEIR_CHECK(operation("file.remove", path));
    if (m_room)
        *m_room += found->second->content.size();
    m_files.erase(found);
    return {};
}

Status MemoryFileSystem::removeTree(const std::string &path)
{
    const std::scoped_lock guard(m_mutex);
    WEIR_CHECK(operation("directory.remove", path));
    std::erase_if(m_files, [&](const auto &entry) { return entry.first == path || below(entry.first, path); });
    std::erase_if(m_directories, [&](const std::string &entry) { return entry == path || below(entry, path); });
    return {};
}

Status MemoryFileSystem::syncDirectory(const std::string &path)
{
    const std::scoped_lock guard(m_mutex);
    WEIR_CHECK(operation("directory.sync", path));
    std::erase_if(m_durable, [&](const auto &entry) { return parentOf(entry.first) == path; });
    for (const auto &[file, node] : m_files) {
        if (parentOf(file) == path)
            m_durable[file] = node;
    }
    return {};
}

Result<DiskSpace> MemoryFileSystem::space(const std::string &)
{
    const std::scoped_lock guard(m_mutex);
    std::uint64_t used = 0;
    for (const auto &[path, node] : m_files)
        used += node->content.size();
    const std::uint64_t available = m_room.value_or(std::uint64_t{1} << 40);
    return DiskSpace{used + available, available};
}

Result<std::unique_ptr<FileLock>> MemoryFileSystem::lock(const std::string &path)
{
    const std::scoped_lock guard(m_mutex);
    if (!m_locks.insert(path).second)
        return base::fail(base::ErrorKind::Conflict, "file.lock", path, "held by another process");
    if (m_files.count(path) == 0)
        m_files.emplace(path, std::make_shared<Node>());
    return std::make_unique<Lock>(*this, path);
}

int MemoryFileSystem::operations() const
{
    const std::scoped_lock guard(m_mutex);
    return m_operations;
}

void MemoryFileSystem::failOperation(int number, int errorNumber)
{
    const std::scoped_lock guard(m_mutex);
    m_failures[m_operations + number] = errorNumber;
}

void MemoryFileSystem::failFrom(int number)
{
    const std::scoped_lock guard(m_mutex);
    m_failFrom = m_operations + number;
}

void MemoryFileSystem::clearFaults()
{
    const std::scoped_lock guard(m_mutex);
    m_failures.clear();
    m_failFrom.reset();
}

void MemoryFileSystem::setRoom(std::optional<std::uint64_t> bytes)
{
    const std::scoped_lock guard(m_mutex);
    m_room = bytes;
}

void MemoryFileSystem::crash(
    const std::function<std::uint64_t(const std::string &, std::uint64_t, std::uint64_t)> &tear)
{
    const std::scoped_lock guard(m_mutex);
    ++m_generation;
    m_locks.clear();
    // A file whose content was synced is there under its name: Linux file systems sync the entry of a new file with it.
    for (const auto &[path, node] : m_files) {
        if (m_durable.count(path) == 0 && !node->synced.empty())
            m_durable[path] = node;
    }
    std::map<std::string, std::shared_ptr<Node>> left;
    for (const auto &[path, node] : m_durable) {
        auto after = std::make_shared<Node>();
        after->content = node->synced;
        after->modifiedMs = node->modifiedMs;
        if (tear && node->content.size() > node->synced.size()) {
            const std::uint64_t kept = std::min<std::uint64_t>(tear(path, node->synced.size(), node->content.size()),
                                                               node->content.size() - node->synced.size());
            after->content.insert(after->content.end(),
                                  node->content.begin() + static_cast<std::ptrdiff_t>(node->synced.size()),
                                  node->content.begin() + static_cast<std::ptrdiff_t>(node->synced.size() + kept));
        }
        after->synced = after->content;
        left.emplace(path, std::move(after));
    }
    m_files = left;
    m_durable = std::move(left);
}

void MemoryFileSystem::kill()
{
    const std::scoped_lock guard(m_mutex);
    ++m_generation;
    m_locks.clear();
}

Bytes MemoryFileSystem::content(const std::string &path) const
{
    const std::scoped_lock guard(m_mutex);
    const auto found = m_files.find(path);
    return found == m_files.end() ? Bytes{} : found->second->content;
}

void MemoryFileSystem::setContent(const std::string &path, Bytes content)
{
    const std::scoped_lock guard(m_mutex);
    auto &node = m_files[path];
    if (!node)
        node = std::make_shared<Node>();
    node->content = std::move(content);
    node->synced = node->content;
    m_durable[path] = node;
}

std::vector<std::string> MemoryFileSystem::paths() const
{
    const std::scoped_lock guard(m_mutex);
    std::vector<std::string> all;
    for (const auto &[path, node] : m_files)
        all.push_back(path);
    return all;
}

} // namespace weir::sandbox
