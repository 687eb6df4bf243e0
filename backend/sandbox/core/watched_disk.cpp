// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/core/watched_disk.h"

namespace weir::sandbox {

class WatchedDisk::Watched final : public File
{
public:
    Watched(std::shared_ptr<File> file, std::shared_ptr<const Failed> failed) : m_file(std::move(file)), m_failed(std::move(failed)) {}

    base::Result<std::size_t> readAt(std::span<std::uint8_t> into, std::uint64_t position) const override
    {
        return seen(m_file->readAt(into, position));
    }
    base::Status writeAt(std::span<const base::ByteView> pieces, std::uint64_t position) override { return seen(m_file->writeAt(pieces, position)); }
    base::Status sync() override { return seen(m_file->sync()); }
    base::Status truncate(std::uint64_t size) override { return seen(m_file->truncate(size)); }
    base::Result<std::uint64_t> size() const override { return seen(m_file->size()); }
    int descriptor() const override { return m_file->descriptor(); }

private:
    template <class Outcome>
    Outcome seen(Outcome outcome) const
    {
        tellIfFailed(*m_failed, outcome);
        return outcome;
    }

    std::shared_ptr<File> m_file;
    std::shared_ptr<const Failed> m_failed;
};

WatchedDisk::WatchedDisk(FileSystem &disk, Failed failed) : m_disk(disk), m_failed(std::make_shared<const Failed>(std::move(failed))) {}

base::Result<std::shared_ptr<File>> WatchedDisk::open(const std::string &path, OpenMode mode)
{
    WEIR_TRY(auto file, seen(m_disk.open(path, mode)));
    return std::shared_ptr<File>(std::make_shared<Watched>(std::move(file), m_failed));
}

} // namespace weir::sandbox
