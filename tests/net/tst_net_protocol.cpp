// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/net/authenticator.h"
#include "backend/net/frame_reader.h"
#include "backend/net/scram.h"

#include <QTest>

#include <random>

using namespace weir;
using namespace weir::net;
using base::ErrorKind;

namespace {

base::Bytes framed(const base::Bytes &body)
{
    base::Bytes frame(4);
    base::writeBigEndian<std::int32_t>(frame.data(), static_cast<std::int32_t>(body.size()));
    frame.insert(frame.end(), body.begin(), body.end());
    return frame;
}

/// Feeds the stream in pieces of at most `piece` bytes.
base::Result<std::vector<base::Bytes>> readAll(FrameReader &reader, base::ByteView stream, std::size_t piece)
{
    std::vector<base::Bytes> frames;
    while (!stream.empty()) {
        const auto space = reader.writable();
        const std::size_t count = std::min({piece, space.size(), stream.size()});
        std::copy_n(stream.data(), count, space.data());
        stream = stream.subspan(count);
        WEIR_CHECK(reader.commit(count, frames));
    }
    return frames;
}

} // namespace

class TestNetProtocol : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void framesWhateverThePieces_data();
    void framesWhateverThePieces();
    void frameLimits();
    void framePeerSpeaks();
    void frameGrowsWithWhatArrived();
    void scramSha256OfTheRfc();
    void scramRefusesImpostors();
    void scramEscapesNames();
    void plainSteps();
};

void TestNetProtocol::framesWhateverThePieces_data()
{
    QTest::addColumn<int>("piece");
    for (const int piece : {1, 3, 4, 5, 1000, 65536, 10'000'000})
        QTest::newRow(qPrintable(QString::number(piece))) << piece;
}

void TestNetProtocol::framesWhateverThePieces()
{
    QFETCH(int, piece);
    std::mt19937 random(7);
    std::vector<base::Bytes> sent;
    base::Bytes stream;
    for (const std::size_t size : {0, 1, 10, 65531, 65532, 65533, 65536, 3, 200'000, 0, 2'500'000, 7}) {
        base::Bytes body(size);
        for (auto &byte : body)
            byte = static_cast<std::uint8_t>(random());
        const base::Bytes frame = framed(body);
        stream.insert(stream.end(), frame.begin(), frame.end());
        sent.push_back(std::move(body));
    }
    FrameReader reader(4U << 20);
    const auto frames = readAll(reader, stream, static_cast<std::size_t>(piece));
    QVERIFY(frames.has_value());
    QCOMPARE(frames->size(), sent.size());
    for (std::size_t i = 0; i < sent.size(); ++i)
        QVERIFY((*frames)[i] == sent[i]);
    QVERIFY(!reader.insideFrame());
}

void TestNetProtocol::frameLimits()
{
    for (const std::int32_t length : {-1, 101}) {
        FrameReader reader(100);
        base::Bytes stream(4);
        base::writeBigEndian(stream.data(), length);
        const auto frames = readAll(reader, stream, 4);
        QVERIFY(!frames.has_value());
        QCOMPARE(frames.error().action, std::string("frame.read"));
        QCOMPARE(frames.error().arguments[0].second, std::to_string(length));
    }
    FrameReader reader(100);
    QVERIFY(readAll(reader, framed(base::Bytes(100)), 1).has_value());
}

void TestNetProtocol::framePeerSpeaks()
{
    const auto spoken = [](base::Bytes stream) {
        FrameReader reader(100U << 20);
        const auto frames = readAll(reader, stream, 100);
        return frames ? std::string("kafka") : frames.error().arguments.back().second;
    };
    QCOMPARE(spoken(base::toBytes("HTTP/1.1 400 Bad Request")), std::string("HTTP"));
    QCOMPARE(spoken({0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x46}), std::string("TLS"));
}

void TestNetProtocol::frameGrowsWithWhatArrived()
{
    FrameReader reader(2000U << 20);
    std::vector<base::Bytes> frames;
    base::Bytes start(4);
    base::writeBigEndian<std::int32_t>(start.data(), 1000 << 20);
    QVERIFY(readAll(reader, start, 4).has_value());
    QVERIFY(reader.insideFrame());
    // A gigabyte was announced and nothing came: the room stays small.
    QVERIFY(reader.writable().size() <= (1U << 20));
}

void TestNetProtocol::scramSha256OfTheRfc()
{
    // RFC 7677 section 3.
    ScramClient client(SaslMechanism::ScramSha256, "user", "pencil", "rOprNGfwEbeRWgbNEkqO");
    QCOMPARE(client.first(), std::string("n,,n=user,r=rOprNGfwEbeRWgbNEkqO"));
    const auto final = client.final("r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096");
    QVERIFY(final.has_value());
    QCOMPARE(*final, std::string("c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
                                 "p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ="));
    QVERIFY(client.verify("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=").has_value());
    QVERIFY(!client.verify("v=7rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=").has_value());
    const auto refused = client.verify("e=invalid-proof");
    QCOMPARE(refused.error().kind, ErrorKind::Refused);
    QCOMPARE(refused.error().peerText, std::string("invalid-proof"));
}

void TestNetProtocol::scramRefusesImpostors()
{
    const auto final = [](const char *serverFirst) {
        ScramClient client(SaslMechanism::ScramSha512, "user", "pencil", "abc");
        client.first();
        return client.final(serverFirst);
    };
    QVERIFY(final("r=abcdef,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096").has_value());
    QVERIFY(!final("r=xbcdef,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096").has_value());
    QVERIFY(!final("r=abc,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096").has_value());
    QVERIFY(!final("r=abcdef,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=1").has_value());
    QVERIFY(!final("r=abcdef,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=2000000000").has_value());
    QVERIFY(!final("r=abcdef,s=***,i=4096").has_value());
    QVERIFY(!final("").has_value());
}

void TestNetProtocol::scramEscapesNames()
{
    ScramClient client(SaslMechanism::ScramSha256, "a=b,c", "p", "n");
    QCOMPARE(client.first(), std::string("n,,n=a=3Db=2Cc,r=n"));
}

void TestNetProtocol::plainSteps()
{
    ClientConfig config;
    config.user = "u";
    config.password = "p";
    Authenticator login(config);
    const auto first = login.next({});
    QVERIFY(first && *first);
    QCOMPARE(base::textOf(**first), std::string_view("\0u\0p", 4));
    const auto second = login.next({});
    QVERIFY(second && !*second);
}

QTEST_APPLESS_MAIN(TestNetProtocol)
#include "tst_net_protocol.moc"
