// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/blob_list.h"
#include "tests/fuzz/check.h"
#include "tests/fuzz/fuzz.h"
#include "tests/wire/random_message.h"

using namespace weir;
using namespace weir::wire;

// The input is a number of the list, a version and a body: what stands in bytes fields and in the records of internal
// topics, where any client may have written it.

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 2)
        return 0;
    const base::ByteView body(data + 2, size - 2);
    std::uint8_t number = 0;
    forEachBlob([&]<class M>() {
        if (number++ == data[0])
            fuzz::checkMessage<M>(body, data[1]);
    });
    (void)decodeGroupKey(body);
    (void)decodeVersioned<OffsetCommitValue>(body);
    (void)decodeVersioned<GroupMetadataValue>(body);
    (void)decodeVersionedLeniently<ConsumerProtocolSubscription>(body);
    (void)decodeVersionedLeniently<ConsumerProtocolAssignment>(body);
    // In its newest version, where a tag that its own version did not know may get a meaning: no more than no crash.
    if (const auto record = decodeMetadataRecord(body))
        (void)encodeMetadataRecord(*record);
    return 0;
}

void fuzzSeeds(const std::function<void(base::ByteView)> &take)
{
    wire::testing::RandomMessage random(8);
    std::uint8_t number = 0;
    forEachBlob([&]<class M>() {
        for (std::int16_t version = M::kVersions.min; version <= M::kVersions.max; ++version) {
            base::Bytes input{number, static_cast<std::uint8_t>(version)};
            const base::Bytes body = random.make(schemaOf<M>(), version);
            input.insert(input.end(), body.begin(), body.end());
            take(input);
            // The same bytes where they are found behind a version, and in the frame of a metadata record.
            base::Bytes framed{0xFF, 0, 0, static_cast<std::uint8_t>(version)};
            framed.insert(framed.end(), body.begin(), body.end());
            take(framed);
            if constexpr (requires { M::kRecordType; }) {
                base::Bytes record{0xFF, 0, 1, static_cast<std::uint8_t>(M::kRecordType), static_cast<std::uint8_t>(version)};
                record.insert(record.end(), body.begin(), body.end());
                take(record);
            }
        }
        ++number;
    });
}
