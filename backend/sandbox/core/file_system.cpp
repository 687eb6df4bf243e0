// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/core/file_system.h"

namespace weir::sandbox {

base::Result<base::Bytes> readFile(FileSystem &fs, const std::string &path, std::size_t maximum)
{
    WEIR_TRY(const auto file, fs.open(path, OpenMode::Read));
    WEIR_TRY(const std::uint64_t size, file->size());
    if (size > maximum)
        return base::fail(base::Error{base::ErrorKind::Storage, "file.read", path, {}, "file is too long", 0}.with(
            "bytes", std::to_string(size)));
    base::Bytes content(static_cast<std::size_t>(size));
    WEIR_TRY(const std::size_t got, file->readAt(content, 0));
    content.resize(got);
    return content;
}

base::Status replaceFile(FileSystem &fs, const std::string &path, base::ByteView content, bool sync)
{
    const std::string temporary = path + ".tmp";
    const auto write = [&]() -> base::Status {
        WEIR_TRY(const auto file, fs.open(temporary, OpenMode::ReadWrite));
        WEIR_CHECK(file->truncate(0));
        WEIR_CHECK(file->writeAt(content, 0));
        if (sync)
            WEIR_CHECK(file->sync());
        return fs.rename(temporary, path);
    };
    if (auto written = write(); !written) {
        (void)fs.remove(temporary);
        return written;
    }
    if (!sync)
        return {};
    const auto slash = path.rfind('/');
    return fs.syncDirectory(slash == std::string::npos ? std::string(".") : path.substr(0, slash));
}

} // namespace weir::sandbox
