// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/api_list.h"
#include "tests/fuzz/check.h"
#include "tests/fuzz/fuzz.h"
#include "tests/wire/random_message.h"

using namespace weir;
using namespace weir::wire;

// The input is a key, a version and a response body, as a client that asked gets it from a broker.

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 4)
        return 0;
    const auto key = base::readBigEndian<std::int16_t>(data);
    const auto version = base::readBigEndian<std::int16_t>(data + 2);
    forEachApi([&]<class A>(A) {
        if (A::kKey == key)
            fuzz::checkMessage<typename A::Response>(base::ByteView(data + 4, size - 4), version);
    });
    return 0;
}

void fuzzSeeds(const std::function<void(base::ByteView)> &take)
{
    wire::testing::RandomMessage random(6);
    for (const ApiInfo &api : allApis()) {
        for (std::int16_t version = api.versions.min; version <= api.versions.max; ++version) {
            base::Bytes input(4);
            base::writeBigEndian(input.data(), api.key);
            base::writeBigEndian(input.data() + 2, version);
            const base::Bytes body = random.make(api.responseSchema(), version);
            input.insert(input.end(), body.begin(), body.end());
            take(input);
        }
    }
}
