// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/api_list.h"
#include "backend/wire/frame.h"
#include "tests/fuzz/check.h"
#include "tests/fuzz/fuzz.h"
#include "tests/wire/random_message.h"

using namespace weir;
using namespace weir::wire;

// The input is a request frame without its length, as a broker gets it from anybody who can reach its port.

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const base::ByteView input(data, size);
    const auto parsed = parseRequestHeader(input);
    if (!parsed)
        return 0;
    forEachApi([&]<class A>(A) {
        if (A::kKey == parsed->header.apiKey)
            fuzz::checkMessage<typename A::Request>(input.subspan(parsed->size), parsed->header.apiVersion);
    });
    return 0;
}

void fuzzSeeds(const std::function<void(base::ByteView)> &take)
{
    wire::testing::RandomMessage random(5);
    for (const ApiInfo &api : allApis()) {
        for (std::int16_t version = api.versions.min; version <= api.versions.max; ++version) {
            base::Bytes frame(8);
            base::writeBigEndian(frame.data(), api.key);
            base::writeBigEndian(frame.data() + 2, version);
            frame.insert(frame.end(), {0, 1, 'c'});
            if (requestHeaderVersion(api.key, version) >= 2)
                frame.push_back(0);
            const base::Bytes body = random.make(api.requestSchema(), version);
            frame.insert(frame.end(), body.begin(), body.end());
            take(frame);
        }
    }
}
