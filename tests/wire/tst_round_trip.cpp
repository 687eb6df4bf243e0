// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/api_list.h"
#include "backend/wire/codec.h"
#include "tests/wire/every_message.h"
#include "tests/wire/random_message.h"

#include <QtTest/QTest>

using namespace weir;
using namespace weir::wire;
using weir::wire::testing::forEachMessage;
using weir::wire::testing::RandomMessage;

namespace {
constexpr int kRounds = 40;

std::string place(const Schema &schema, std::int16_t version, base::ByteView body)
{
    return std::string(schema.name) + " v" + std::to_string(version) + ' ' + base::toHex(body.first(std::min<std::size_t>(body.size(), 400)));
}

/// Calls check(schema, version, body) with many bodies of every version of M.
template <class M, class Check>
void withBodies(int rounds, bool unknownTags, Check check)
{
    const Schema &schema = schemaOf<M>();
    RandomMessage random(20261121);
    random.setUnknownTags(unknownTags);
    for (std::int16_t version = M::kVersions.min; version <= M::kVersions.max; ++version)
        for (int round = 0; round < rounds; ++round)
            check(schema, version, random.make(schema, version));
}
} // namespace

class TestRoundTrip : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyVersionOfEveryMessageKeepsItsBytes()
    {
        forEachMessage([]<class M>() {
            withBodies<M>(kRounds, true, [](const Schema &schema, std::int16_t version, const base::Bytes &body) {
                const auto message = decode<M>(body, version);
                QVERIFY2(message, (place(schema, version, body) + (message ? "" : describe(message.error()))).c_str());
                const auto again = encodeFlat(*message, version);
                QVERIFY2(again, (place(schema, version, body) + (again ? "" : describe(again.error()))).c_str());
                QVERIFY2(*again == body, (place(schema, version, body) + "\nencoded " + base::toHex(*again)).c_str());
                QVERIFY2(*decode<M>(*again, version) == *message, place(schema, version, body).c_str());
            });
        });
    }

    void aDefaultMessageEncodesAsTheDefaultsOfItsFields()
    {
        forEachMessage([]<class M>() {
            const Schema &schema = schemaOf<M>();
            for (std::int16_t version = M::kVersions.min; version <= M::kVersions.max; ++version) {
                const base::Bytes expected = RandomMessage::defaults(schema, version);
                const auto decoded = decode<M>(expected, version);
                QVERIFY2(decoded, place(schema, version, expected).c_str());
                const auto encoded = encodeFlat(*decoded, version);
                QVERIFY2(encoded, place(schema, version, expected).c_str());
                QCOMPARE(base::toHex(*encoded), base::toHex(expected));
            }
        });
    }

    void everyTruncationIsRefused()
    {
        forEachMessage([]<class M>() {
            withBodies<M>(4, true, [](const Schema &schema, std::int16_t version, const base::Bytes &body) {
                for (std::size_t length = 0; length < body.size(); ++length) {
                    const base::ByteView part = base::ByteView(body).first(length);
                    const auto message = decode<M>(part, version);
                    QVERIFY2(!message, (place(schema, version, part) + " was taken").c_str());
                    QCOMPARE(message.error().kind, base::ErrorKind::Invalid);
                    QCOMPARE(message.error().action, std::string("wire.decode"));
                }
            });
        });
    }

    void bytesLeftOverAreRefused()
    {
        forEachMessage([]<class M>() {
            withBodies<M>(2, true, [](const Schema &schema, std::int16_t version, base::Bytes body) {
                body.push_back(0);
                const auto message = decode<M>(body, version);
                QVERIFY2(!message, place(schema, version, body).c_str());
                QCOMPARE(message.error().arguments.at(2).second, std::string("bytes left over"));
                QCOMPARE(message.error().arguments.at(1).second, std::to_string(body.size() - 1));
            });
        });
    }

    /// What one version can say, another says too, or its encoder refuses; nothing is lost on the way unless ignorable.
    void anotherVersionSaysTheSameOrRefuses()
    {
        forEachMessage([]<class M>() {
            RandomMessage random(7);
            random.setUnknownTags(false);
            const Schema &schema = schemaOf<M>();
            for (int round = 0; round < 20; ++round) {
                const auto message = decode<M>(random.make(schema, M::kVersions.max), M::kVersions.max);
                QVERIFY(message);
                for (std::int16_t version = M::kVersions.min; version <= M::kVersions.max; ++version) {
                    const auto encoded = encodeFlat(*message, version);
                    if (!encoded) {
                        const base::ErrorKind kind = encoded.error().kind;
                        QVERIFY(kind == base::ErrorKind::Unsupported || kind == base::ErrorKind::Invalid);
                        continue;
                    }
                    const auto back = decode<M>(*encoded, version);
                    QVERIFY2(back, place(schema, version, *encoded).c_str());
                    QCOMPARE(base::toHex(*encodeFlat(*back, version)), base::toHex(*encoded));
                }
            }
        });
    }
};

QTEST_APPLESS_MAIN(TestRoundTrip)
#include "tst_round_trip.moc"
