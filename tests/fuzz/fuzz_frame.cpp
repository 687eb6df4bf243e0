// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/api_list.h"
#include "backend/wire/frame.h"
#include "tests/fuzz/check.h"
#include "tests/fuzz/fuzz.h"

using namespace weir;
using namespace weir::wire;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const base::ByteView input(data, size);
    const auto length = frameLength(input, 1000);
    FUZZ_CHECK(size >= kLengthPrefix || (length && !*length));
    FUZZ_CHECK(!length || !*length || **length <= 1000);
    const auto peeked = peekRequestHeader(input);
    const auto request = parseRequestHeader(input);
    FUZZ_CHECK(!request || (peeked && request->size <= size));
    FUZZ_CHECK(!request || peeked->correlationId == request->header.correlationId);
    for (const std::int16_t version : {std::int16_t{0}, std::int16_t{1}}) {
        const auto response = parseResponseHeader(input, version);
        FUZZ_CHECK(!response || response->size <= size);
    }
    return 0;
}

void fuzzSeeds(const std::function<void(base::ByteView)> &take)
{
    forEachApi([&]<class A>(A) {
        const RequestHeader header{0, 0, 77, "client", {}};
        for (std::int16_t version = A::kVersions.min; version <= A::kVersions.max; ++version) {
            const auto frame = encodeRequestFrame(header, typename A::Request{}, version);
            if (!frame)
                continue; // its default has a null that an old version lacks
            take(frame->bytes);
            take(base::ByteView(frame->bytes).subspan(kLengthPrefix));
        }
    });
}
