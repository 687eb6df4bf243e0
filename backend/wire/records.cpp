// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/records.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <unistd.h>

namespace weir::wire {

namespace {
base::Status readSlice(const Records::FileSlice &slice, std::uint8_t *to)
{
    std::size_t done = 0;
    while (done < slice.length) {
        const ssize_t got =
            ::pread(slice.fd, to + done, slice.length - done, static_cast<off_t>(slice.offset + done));
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return base::fail(base::ErrorKind::Storage, "records.read", "fd " + std::to_string(slice.fd),
                              got < 0 ? std::strerror(errno) : "file is shorter than its slice");
        done += static_cast<std::size_t>(got);
    }
    return {};
}

bool samePiece(const Records::Piece &left, const Records::Piece &right)
{
    if (left.index() != right.index())
        return false;
    if (const auto *memory = std::get_if<Records::Memory>(&left))
        return std::ranges::equal(memory->bytes, std::get<Records::Memory>(right).bytes);
    const auto &a = std::get<Records::FileSlice>(left);
    const auto &b = std::get<Records::FileSlice>(right);
    return a.fd == b.fd && a.offset == b.offset && a.length == b.length;
}

bool inMemory(const Records &records)
{
    return std::all_of(records.pieces().begin(), records.pieces().end(),
                       [](const Records::Piece &piece) { return std::holds_alternative<Records::Memory>(piece); });
}
} // namespace

std::size_t sizeOf(const Records::Piece &piece)
{
    if (const auto *memory = std::get_if<Records::Memory>(&piece))
        return memory->bytes.size();
    return std::get<Records::FileSlice>(piece).length;
}

Records Records::owning(base::Bytes bytes)
{
    auto buffer = std::make_shared<const base::Bytes>(std::move(bytes));
    const base::ByteView whole{*buffer};
    return view(whole, std::move(buffer));
}

Records Records::view(base::ByteView bytes, std::shared_ptr<const void> keep)
{
    Records records;
    records.append(Memory{bytes, std::move(keep)});
    return records;
}

Records Records::file(int fd, std::uint64_t offset, std::size_t length, std::shared_ptr<const void> keep)
{
    Records records;
    records.append(FileSlice{fd, offset, length, std::move(keep)});
    return records;
}

Records Records::empty()
{
    Records records;
    records.m_null = false;
    return records;
}

void Records::append(Piece piece)
{
    m_null = false;
    const std::size_t length = sizeOf(piece);
    if (length == 0)
        return;
    m_size += length;
    m_pieces.push_back(std::move(piece));
}

void Records::append(const Records &other)
{
    m_null = m_null && other.m_null;
    m_size += other.m_size;
    // By index: `other` may be this.
    m_pieces.reserve(m_pieces.size() + other.m_pieces.size());
    for (std::size_t i = 0, count = other.m_pieces.size(); i < count; ++i)
        m_pieces.push_back(other.m_pieces[i]);
}

std::optional<base::ByteView> Records::contiguous() const
{
    if (m_pieces.empty())
        return base::ByteView{};
    if (m_pieces.size() == 1)
        if (const auto *memory = std::get_if<Memory>(&m_pieces.front()))
            return memory->bytes;
    return std::nullopt;
}

base::Result<base::Bytes> Records::flatten() const
{
    base::Bytes bytes(m_size);
    std::size_t at = 0;
    for (const Piece &piece : m_pieces) {
        if (const auto *memory = std::get_if<Memory>(&piece))
            std::copy(memory->bytes.begin(), memory->bytes.end(), bytes.begin() + static_cast<std::ptrdiff_t>(at));
        else
            WEIR_CHECK(readSlice(std::get<FileSlice>(piece), bytes.data() + at));
        at += sizeOf(piece);
    }
    return bytes;
}

bool Records::operator==(const Records &other) const
{
    if (m_null != other.m_null || m_size != other.m_size)
        return false;
    if (inMemory(*this) && inMemory(other))
        return *flatten() == *other.flatten();
    return std::equal(m_pieces.begin(), m_pieces.end(), other.m_pieces.begin(), other.m_pieces.end(), samePiece);
}

} // namespace weir::wire
