// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/uuid.h"

#include <cstdint>
#include <random>

namespace weir::sandbox {

/// Randomness as a dependency: seeded by the operating system in life, by a number in a test. Not for secrets.
/// One owner each; not thread-safe.
class Random
{
public:
    explicit Random(std::uint64_t seed) : m_engine(seed) {}
    /// From the operating system, another one with each call.
    static std::uint64_t anySeed()
    {
        std::random_device device;
        return (static_cast<std::uint64_t>(device()) << 32) ^ device();
    }

    std::uint64_t next() { return m_engine(); }
    /// Evenly from [0, bound); 0 where bound is 0.
    std::uint64_t below(std::uint64_t bound) { return bound == 0 ? 0 : std::uniform_int_distribution<std::uint64_t>(0, bound - 1)(m_engine); }
    /// A version 4 uuid whose text does not begin with '-' (Kafka avoids it, for it reads as an option on a command line).
    base::Uuid uuid()
    {
        base::Uuid uuid;
        do {
            for (std::size_t i = 0; i < 16; i += 8)
                base::writeBigEndian<std::uint64_t>(uuid.bytes.data() + i, next());
            uuid.bytes[6] = static_cast<std::uint8_t>((uuid.bytes[6] & 0x0F) | 0x40);
            uuid.bytes[8] = static_cast<std::uint8_t>((uuid.bytes[8] & 0x3F) | 0x80);
        } while (uuid.toString().front() == '-');
        return uuid;
    }

private:
    std::mt19937_64 m_engine;
};

} // namespace weir::sandbox
