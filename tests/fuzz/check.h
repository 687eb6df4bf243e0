// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/wire/codec.h"
#include "backend/wire/dissect.h"

#include <cstdio>
#include <cstdlib>

#define FUZZ_CHECK(condition)                                                                                          \
    do {                                                                                                               \
        if (!(condition)) {                                                                                            \
            std::fprintf(stderr, "%s:%d: not true: %s\n", __FILE__, __LINE__, #condition);                             \
            std::abort();                                                                                              \
        }                                                                                                              \
    } while (false)

namespace weir::fuzz {

/// What holds for any bytes: decoding never reads outside of them (the sanitizer watches), what was decoded can be written
/// and then reads the same, and the inspector agrees with the decoder on what is wrong.
template <class M>
void checkMessage(base::ByteView body, std::int16_t version)
{
    const auto message = wire::decode<M>(body, version);
    const wire::Dissection tree = wire::dissect(wire::schemaOf<M>(), body, version, 500);
    FUZZ_CHECK(message.has_value() == !tree.error.has_value());
    if (!message) {
        FUZZ_CHECK(message.error() == *tree.error);
        return;
    }
    const auto bytes = wire::encodeFlat(*message, version);
    FUZZ_CHECK(bytes.has_value());
    // Not byte by byte as it came: a peer may write a default tagged field, or a truth as 2.
    const auto again = wire::decode<M>(*bytes, version);
    FUZZ_CHECK(again.has_value());
    const auto bytesAgain = wire::encodeFlat(*again, version);
    FUZZ_CHECK(bytesAgain.has_value() && *bytesAgain == *bytes);
}

} // namespace weir::fuzz
