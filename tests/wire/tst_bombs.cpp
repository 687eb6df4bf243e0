// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/codec.h"
#include "tests/wire/every_message.h"
#include "tests/wire/random_message.h"

#include <QtTest/QTest>

#include <cstdlib>
#include <new>

using namespace weir;
using namespace weir::wire;
using weir::wire::testing::forEachMessage;
using weir::wire::testing::RandomMessage;

namespace {
// Counts what this thread asks of the heap. Plain thread locals: an allocation may happen before any constructor ran.
thread_local std::size_t allocated = 0;
thread_local std::size_t largest = 0;

void *counted(std::size_t size)
{
    allocated += size;
    largest = std::max(largest, size);
    if (void *memory = std::malloc(size ? size : 1))
        return memory;
    std::abort();
}
} // namespace

void *operator new(std::size_t size) { return counted(size); }
void *operator new[](std::size_t size) { return counted(size); }
void operator delete(void *memory) noexcept { std::free(memory); }
void operator delete[](void *memory) noexcept { std::free(memory); }
void operator delete(void *memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void *memory, std::size_t) noexcept { std::free(memory); }

namespace {
/// What decoding costs at most: a struct of a few empty strings takes some 50 bytes of memory for each of its bytes, a
/// growing vector twice that; beyond it nothing may depend on what a length claims.
std::size_t budget(std::size_t bodySize) { return 256 * bodySize + 64 * 1024; }

template <class M>
void decodeWithinBudget(const base::Bytes &body, std::int16_t version)
{
    allocated = 0;
    largest = 0;
    const auto message = decode<M>(body, version);
    const std::size_t cost = allocated;
    QVERIFY2(cost <= budget(body.size()),
             (std::string(M::kName) + " v" + std::to_string(version) + " took " + std::to_string(cost) + " bytes, "
              + std::to_string(largest) + " at once, for " + base::toHex(body))
                 .c_str());
}
} // namespace

class TestBombs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// Claims of every kind at every place of every version of every message.
    void noLengthMakesTheDecoderAllocate()
    {
        const std::vector<base::Bytes> claims{
            {0x7F, 0xFF, 0xFF, 0xFF},       // the longest int32
            {0x00, 0x10, 0x00, 0x00},       // a million, which a frame of 100 MB could hold
            {0x80, 0x00, 0x00, 0x00},       // the most negative
            {0xFF, 0xFF, 0xFF, 0xFE},       // -2
            {0x7F, 0xFF},                   // the longest int16
            {0xFF, 0xFF, 0xFF, 0xFF, 0x0F}, // the longest varint
            {0xFF, 0xFF, 0x7F},             // two million as varint
        };
        forEachMessage([&]<class M>() {
            RandomMessage random(99);
            for (std::int16_t version = M::kVersions.min; version <= M::kVersions.max; ++version) {
                base::Bytes body = random.make(schemaOf<M>(), version);
                for (int tries = 0; body.size() > 700 && tries < 50; ++tries)
                    body = random.make(schemaOf<M>(), version);
                for (std::size_t at = 0; at < std::min<std::size_t>(body.size(), 700); ++at) {
                    for (const base::Bytes &claim : claims) {
                        base::Bytes bomb = body;
                        for (std::size_t i = 0; i < claim.size() && at + i < bomb.size(); ++i)
                            bomb[at + i] = claim[i];
                        decodeWithinBudget<M>(bomb, version);
                    }
                }
            }
        });
    }

    /// A count that the bytes left do allow, of elements that then do not come.
    void aLongFrameOfNothingIsRefusedEarly()
    {
        base::Bytes body(10'000'000, 0xFF);
        base::writeBigEndian<std::int32_t>(body.data(), 9'999'000);
        allocated = 0;
        QVERIFY(!decode<DeleteGroupsRequest>(body, 0));
        QVERIFY2(allocated < 100'000, std::to_string(allocated).c_str());
        allocated = 0;
        QVERIFY(!decode<MetadataRequest>(body, 1));
        QVERIFY2(allocated < 100'000, std::to_string(allocated).c_str());
    }

    void aFrameFullOfTaggedFieldsCostsWhatItHolds()
    {
        base::Bytes body{1, 0xC0, 0x84, 0x3D}; // no groups, then a million tagged fields
        for (std::uint32_t tag = 0; tag < 1'000'000; ++tag) {
            for (std::uint32_t rest = tag;; rest >>= 7) {
                body.push_back(static_cast<std::uint8_t>(rest > 0x7F ? (rest & 0x7F) | 0x80 : rest));
                if (rest <= 0x7F)
                    break;
            }
            body.push_back(0);
        }
        allocated = 0;
        const auto message = decode<DeleteGroupsRequest>(body, 2);
        QVERIFY(message);
        QCOMPARE(message->unknownTags.size(), std::size_t{1'000'000});
        QVERIFY2(allocated <= budget(body.size()), std::to_string(allocated).c_str());
    }
};

QTEST_APPLESS_MAIN(TestBombs)
#include "tst_bombs.moc"
