// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <span>

#include <sys/uio.h>

namespace weir::sandbox {

/// `call()` again for as long as a signal interrupts it.
template <class Call>
auto retryInterrupted(Call &&call)
{
    auto result = call();
    while (result < 0 && errno == EINTR)
        result = call();
    return result;
}

/// Writes all of `pieces` (which it changes) with `call(iovec *, int count, position) -> ssize_t`, however little each
/// call takes. 0, or errno; a call that takes nothing without an error counts as ENOSPC.
template <class Call>
int writeFully(std::span<iovec> pieces, std::uint64_t position, Call &&call)
{
    static constexpr std::size_t kMostAtOnce = 512;
    while (!pieces.empty()) {
        if (pieces.front().iov_len == 0) {
            pieces = pieces.subspan(1);
            continue;
        }
        const std::size_t count = pieces.size() < kMostAtOnce ? pieces.size() : kMostAtOnce;
        const auto wrote = retryInterrupted([&] { return call(pieces.data(), static_cast<int>(count), position); });
        if (wrote < 0)
            return errno;
        if (wrote == 0)
            return ENOSPC;
        position += static_cast<std::uint64_t>(wrote);
        auto rest = static_cast<std::size_t>(wrote);
        while (!pieces.empty() && rest >= pieces.front().iov_len) {
            rest -= pieces.front().iov_len;
            pieces = pieces.subspan(1);
        }
        if (rest > 0) {
            pieces.front().iov_base = static_cast<std::uint8_t *>(pieces.front().iov_base) + rest;
            pieces.front().iov_len -= rest;
        }
    }
    return 0;
}

/// Fills `into` with `call(data, size, position) -> ssize_t`; stops at the end of the file. 0, or errno; `got` has what
/// was read.
template <class Call>
int readFully(std::span<std::uint8_t> into, std::uint64_t position, std::size_t &got, Call &&call)
{
    got = 0;
    while (got < into.size()) {
        const auto read = retryInterrupted([&] { return call(into.data() + got, into.size() - got, position + got); });
        if (read < 0)
            return errno;
        if (read == 0)
            break;
        got += static_cast<std::size_t>(read);
    }
    return 0;
}

} // namespace weir::sandbox
