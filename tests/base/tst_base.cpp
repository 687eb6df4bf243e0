// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/base/bytes.h"
#include "backend/base/clock.h"
#include "backend/base/crc32c.h"
#include "backend/base/kafka_error.h"
#include "backend/base/key_hash.h"
#include "backend/base/murmur2.h"
#include "backend/base/result.h"
#include "backend/base/uuid.h"

#include <QtTest/QTest>

using namespace weir::base;

class TestBase : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void otherHashesOfKeys()
    {
        QCOMPARE(crc32(viewOf("123456789")), 0xCBF43926U);
        QCOMPARE(crc32({}), 0U);
        QCOMPARE(fnv1a({}), 0x811C9DC5U);
        QCOMPARE(fnv1a(viewOf("a")), 0xE40C292CU);
        QCOMPARE(fnv1a(viewOf("foobar")), 0xBF9CF968U);
    }

    void murmur2AgreesWithTheJavaClient()
    {
        QCOMPARE(murmur2(viewOf("21")), -973932308);
        QCOMPARE(murmur2(viewOf("foobar")), -790332482);
        QCOMPARE(murmur2(viewOf("abc")), 479470107);
        QCOMPARE(murmur2(viewOf("a-little-bit-long-string")), -985981536);
        QCOMPARE(murmur2Partition(viewOf("foobar"), 6), 0);
        QCOMPARE(murmur2Partition(viewOf("abc"), 6), 3);
    }

    void crc32cOfTheStandardCheckString()
    {
        QCOMPARE(crc32c(viewOf("123456789")), 0xE3069283U);
        QCOMPARE(crc32c(ByteView{}), 0U);
    }

    void crc32cCanBeTakenInPieces()
    {
        const std::string text(1000, 'x');
        const std::uint32_t first = crc32c(viewOf(text).first(333));
        QCOMPARE(crc32c(viewOf(text).subspan(333), first), crc32c(viewOf(text)));
    }

    void uuidTextRoundTrip()
    {
        const auto uuid = Uuid::parse("MkU3OEVBNTcwNTJENDM2Qg");
        QVERIFY(uuid.has_value());
        QCOMPARE(toHex(uuid->bytes), std::string("32453738454135373035324434333642"));
        QCOMPARE(uuid->toString(), std::string("MkU3OEVBNTcwNTJENDM2Qg"));
        QVERIFY(!Uuid::parse("short"));
        QVERIFY(!Uuid::parse("MkU3OEVBNTcwNTJENDM2Q!"));
    }

    void bigEndianRoundTrip()
    {
        std::uint8_t room[8];
        writeBigEndian<std::int64_t>(room, -2);
        QCOMPARE(readBigEndian<std::int64_t>(room), std::int64_t(-2));
        writeBigEndian<std::int16_t>(room, 0x1234);
        QCOMPARE(room[0], std::uint8_t(0x12));
        QCOMPARE(readBigEndian<std::int16_t>(room), std::int16_t(0x1234));
    }

    void kafkaCodesHaveNames()
    {
        QCOMPARE(kafkaErrorName(0), "NONE");
        QCOMPARE(kafkaErrorName(37), "INVALID_PARTITIONS");
        QCOMPARE(kafkaErrorName(9999), "UNKNOWN_CODE");
        QVERIFY(isRetriable(code(KafkaError::NotLeaderOrFollower)));
        QVERIFY(!isRetriable(code(KafkaError::InvalidTopic)));
    }

    void errorsDescribeThemselvesInOneLine()
    {
        const auto status = [] () -> Status {
            return fail(Error{ErrorKind::Peer, "topic.create", "orders", {{"partitions", "0"}}, "too few", 37});
        }();
        QVERIFY(!status);
        QCOMPARE(describe(status.error()),
                 std::string("topic.create orders (partitions=0): Peer: INVALID_PARTITIONS (37): too few"));
    }

    void manualClockMovesBothTimes()
    {
        ManualClock clock(1000);
        clock.advance(std::chrono::milliseconds(250));
        QCOMPARE(clock.wallMs(), std::int64_t(1250));
        QCOMPARE(clock.monotonic(), std::chrono::nanoseconds(250'000'000));
    }
};

QTEST_APPLESS_MAIN(TestBase)
#include "tst_base.moc"
