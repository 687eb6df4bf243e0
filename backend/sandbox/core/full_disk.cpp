// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/core/full_disk.h"

#include <algorithm>
#include <cerrno>
#include <numeric>

namespace weir::sandbox {

namespace {

base::Status noSpace(const char *action, const std::string &path)
{
    return base::fail(base::Error{base::ErrorKind::Storage, action, path, {}, "No space left on device", 0}.with("errno", std::to_string(ENOSPC)));
}

} // namespace

bool FullDisk::Folders::holds(const std::string &path)
{
    if (!any.load(std::memory_order_relaxed))
        return false;
    const std::lock_guard lock(mutex);
    return std::any_of(full.begin(), full.end(), [&](const std::string &folder) {
        return path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/');
    });
}

/// A file that does not grow while its folder is full.
class FullDisk::Watched final : public File
{
public:
    Watched(std::shared_ptr<File> file, std::shared_ptr<Folders> folders, std::string path)
        : m_file(std::move(file)), m_folders(std::move(folders)), m_path(std::move(path))
    {
    }

    base::Result<std::size_t> readAt(std::span<std::uint8_t> into, std::uint64_t position) const override
    {
        return m_file->readAt(into, position);
    }
    base::Status writeAt(std::span<const base::ByteView> pieces, std::uint64_t position) override
    {
        const auto bytes = std::accumulate(pieces.begin(), pieces.end(), std::uint64_t{0},
                                           [](std::uint64_t sum, base::ByteView piece) { return sum + piece.size(); });
        WEIR_CHECK(mayReach("file.write", position + bytes));
        return m_file->writeAt(pieces, position);
    }
    base::Status sync() override { return m_file->sync(); }
    base::Status truncate(std::uint64_t size) override
    {
        WEIR_CHECK(mayReach("file.truncate", size));
        return m_file->truncate(size);
    }
    base::Result<std::uint64_t> size() const override { return m_file->size(); }
    int descriptor() const override { return m_file->descriptor(); }

private:
    base::Status mayReach(const char *action, std::uint64_t end) const
    {
        if (!m_folders->holds(m_path))
            return {};
        WEIR_TRY(const std::uint64_t now, m_file->size());
        return end <= now ? base::Status() : noSpace(action, m_path);
    }

    std::shared_ptr<File> m_file;
    std::shared_ptr<Folders> m_folders;
    std::string m_path;
};

FullDisk::FullDisk(FileSystem &disk) : m_disk(disk) {}

void FullDisk::setFull(const std::string &folder, bool full)
{
    const std::lock_guard lock(m_folders->mutex);
    if (full)
        m_folders->full.insert(folder);
    else
        m_folders->full.erase(folder);
    m_folders->any = !m_folders->full.empty();
}

base::Result<std::shared_ptr<File>> FullDisk::open(const std::string &path, OpenMode mode)
{
    if (mode != OpenMode::Read && m_folders->holds(path) && !m_disk.exists(path))
        return tl::unexpected<base::Error>(noSpace("file.open", path).error());
    WEIR_TRY(auto file, m_disk.open(path, mode));
    return std::shared_ptr<File>(std::make_shared<Watched>(std::move(file), m_folders, path));
}

base::Status FullDisk::makeDirectory(const std::string &path)
{
    if (m_folders->holds(path) && !m_disk.exists(path))
        return noSpace("file.makeDirectory", path);
    return m_disk.makeDirectory(path);
}

base::Result<DiskSpace> FullDisk::space(const std::string &path)
{
    WEIR_TRY(DiskSpace space, m_disk.space(path));
    if (m_folders->holds(path))
        space.available = 0;
    return space;
}

} // namespace weir::sandbox
