// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/base/kafka_error.h"
#include "backend/wire/compression.h"

#include <QtTest/QTest>

#include <snappy.h>

#include <random>

using namespace weir;
using namespace weir::wire;
using base::Bytes;
using base::ByteView;
using base::KafkaError;

namespace {

Bytes sample(std::size_t size, int kind)
{
    std::mt19937 random(static_cast<unsigned>(size + static_cast<std::size_t>(kind)));
    Bytes bytes(size);
    for (std::size_t i = 0; i < size; ++i)
        bytes[i] = kind == 0   ? std::uint8_t{0}
                   : kind == 1 ? static_cast<std::uint8_t>(random())
                               : static_cast<std::uint8_t>("order shipped "[(i + random() % 2) % 14]);
    return bytes;
}

int codeOf(KafkaError code)
{
    return static_cast<int>(code);
}

const std::array kCodecs = {Compression::None, Compression::Gzip, Compression::Snappy, Compression::Lz4,
                            Compression::Zstd};

} // namespace

class TestCompression : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void names()
    {
        for (const Compression codec : kCodecs)
            QCOMPARE(compressionOf(toString(codec)), std::optional(codec));
        QCOMPARE(compressionOf("uncompressed"), std::optional(Compression::None));
        QVERIFY(!compressionOf("brotli"));
    }

    void contentComesBack()
    {
        for (const Compression codec : kCodecs) {
            for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{32'768}, std::size_t{32'769},
                                           std::size_t{65'536}, std::size_t{300'000}, std::size_t{3'000'000}}) {
                for (int kind = 0; kind < 3; ++kind) {
                    const Bytes content = sample(size, kind);
                    const auto packed = compress(codec, content);
                    QVERIFY(packed);
                    const auto back = decompress(codec, *packed, size);
                    QVERIFY2(back, back ? "" : base::describe(back.error()).c_str());
                    QVERIFY(*back == content);
                }
            }
        }
    }

    void levelsAreTaken()
    {
        const Bytes content = sample(200'000, 2);
        QVERIFY(compress(Compression::Gzip, content, 9)->size() <= compress(Compression::Gzip, content, 1)->size());
        QVERIFY(compress(Compression::Zstd, content, 19)->size() <= compress(Compression::Zstd, content, 1)->size());
        QVERIFY(compress(Compression::Lz4, content, 12)->size() <= compress(Compression::Lz4, content, 9)->size());
        QVERIFY(!compress(Compression::Gzip, content, 77));
    }

    void oneByteMoreThanAllowedIsRefused()
    {
        for (const Compression codec : kCodecs) {
            const Bytes content = sample(100'000, 0);
            const Bytes packed = *compress(codec, content);
            QVERIFY(decompress(codec, packed, 100'000));
            const auto refused = decompress(codec, packed, 99'999);
            QVERIFY(!refused);
            QCOMPARE(int{refused.error().kafkaCode}, codeOf(KafkaError::MessageTooLarge));
            QCOMPARE(refused.error().target, std::string(toString(codec)));
        }
    }

    void aBombIsRefusedWithoutItsMemory()
    {
        const Bytes zeros(64 << 20);
        for (const Compression codec : {Compression::Gzip, Compression::Lz4, Compression::Zstd, Compression::Snappy}) {
            const Bytes bomb = *compress(codec, zeros);
            Bytes content;
            const auto refused = decompressInto(codec, bomb, 1 << 20, content);
            QVERIFY(!refused);
            QCOMPARE(int{refused.error().kafkaCode}, codeOf(KafkaError::MessageTooLarge));
            QVERIFY(content.capacity() <= std::size_t{2} << 20);
        }
    }

    void everyTruncationIsNoticed()
    {
        for (const Compression codec : {Compression::Gzip, Compression::Snappy, Compression::Lz4, Compression::Zstd}) {
            const Bytes content = sample(70'000, 2);
            const Bytes packed = *compress(codec, content);
            for (std::size_t length = 0; length < packed.size(); length += 1 + packed.size() / 500) {
                const auto cut = decompress(codec, ByteView{packed}.first(length), 1 << 20);
                // xerial blocks carry no total: a cut between two of them cannot be seen here, only by the record
                // count.
                QVERIFY(!cut || (codec == Compression::Snappy && cut->size() < content.size()));
            }
        }
    }

    void snappyIsReadRawAndInBlocks()
    {
        const Bytes content = sample(100'000, 2);
        std::string raw;
        snappy::Compress(reinterpret_cast<const char *>(content.data()), content.size(), &raw);
        QVERIFY(*decompress(Compression::Snappy, base::viewOf(raw), 1 << 20) == content);
        // Two streams joined, as Java's reader takes them.
        Bytes twice = *compress(Compression::Snappy, content);
        const Bytes once = twice;
        twice.insert(twice.end(), once.begin(), once.end());
        QCOMPARE(decompress(Compression::Snappy, twice, 1 << 20)->size(), content.size() * 2);
        QCOMPARE(once[0], std::uint8_t{0x82});
    }

    void aLyingSnappyLengthReachesNoAllocator()
    {
        // A varint of 2^32 - 1 and no content.
        const Bytes lie = {0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 0x00};
        QVERIFY(!decompress(Compression::Snappy, lie, SIZE_MAX));
        Bytes block = *compress(Compression::Snappy, sample(10, 0));
        base::writeBigEndian<std::int32_t>(block.data() + 16, INT32_MAX);
        QVERIFY(!decompress(Compression::Snappy, block, 1 << 20));
        base::writeBigEndian<std::int32_t>(block.data() + 16, -1);
        QVERIFY(!decompress(Compression::Snappy, block, 1 << 20));
    }

    void severalGzipMembersAreOneContent()
    {
        const Bytes one = *compress(Compression::Gzip, base::viewOf("hello "));
        const Bytes two = *compress(Compression::Gzip, base::viewOf("world"));
        Bytes both = one;
        both.insert(both.end(), two.begin(), two.end());
        QCOMPARE(base::textOf(*decompress(Compression::Gzip, both, 100)), std::string_view("hello world"));
    }

    void anUnknownCodecIsAnError()
    {
        QVERIFY(!decompress(static_cast<Compression>(6), Bytes{1, 2, 3}, 100));
        QVERIFY(!compress(static_cast<Compression>(6), Bytes{1, 2, 3}));
    }

    void noiseIsAnErrorAndNothingWorse()
    {
        std::mt19937 random(11);
        for (int round = 0; round < 5'000; ++round) {
            Bytes noise(random() % 200);
            for (auto &byte : noise)
                byte = static_cast<std::uint8_t>(random());
            const Compression codec = kCodecs[1 + static_cast<std::size_t>(round % 4)];
            if (round % 2 == 0) { // a true beginning, then noise
                Bytes packed = *compress(codec, sample(100, 2));
                packed.resize(packed.size() / 2);
                noise.insert(noise.begin(), packed.begin(), packed.end());
            }
            const auto content = decompress(codec, noise, 10'000);
            QVERIFY(!content || content->size() <= 10'000);
        }
    }
};

QTEST_GUILESS_MAIN(TestCompression)
#include "tst_compression.moc"
