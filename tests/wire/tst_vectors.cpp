// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/api_list.h"
#include "backend/wire/blob_list.h"
#include "backend/wire/dissect.h"
#include "backend/wire/frame.h"

#include <QtCore/QFile>
#include <QtTest/QTest>

#include <set>

using namespace weir;
using namespace weir::wire;

// Bytes that other programs wrote: Apache Kafka, its Java clients, librdkafka, aiokafka, kafka-python. What we read from
// them we write back byte by byte.

namespace {
struct Line {
    QByteArrayList words;
    std::string place;
};

base::Bytes unhex(const QByteArray &text)
{
    const QByteArray raw = QByteArray::fromHex(text);
    return {raw.begin(), raw.end()};
}

std::vector<Line> linesOf(const QString &name)
{
    QFile file(qEnvironmentVariable("WEIR_SOURCE") + QStringLiteral("/tests/golden/vectors/") + name);
    std::vector<Line> lines;
    if (!file.open(QIODevice::ReadOnly))
        return lines;
    int number = 0;
    const QByteArrayList all = file.readAll().split('\n');
    for (const QByteArray &text : all) {
        ++number;
        if (!text.isEmpty() && !text.startsWith('#'))
            lines.push_back({text.split(' '), name.toStdString() + ':' + std::to_string(number)});
    }
    return lines;
}

template <class T>
std::string why(const base::Result<T> &result)
{
    return result ? std::string{} : base::describe(result.error());
}

void same(const base::Bytes &ours, base::ByteView theirs, const std::string &place)
{
    QVERIFY2(std::ranges::equal(ours, theirs),
             (place + "\ntheirs " + base::toHex(theirs) + "\nours   " + base::toHex(ours)).c_str());
}

template <class M>
void readsAndWrites(base::ByteView frame, std::size_t headerSize, std::int16_t version, const std::string &place)
{
    const base::ByteView body = frame.subspan(headerSize);
    const auto message = decode<M>(body, version);
    QVERIFY2(message, (place + ' ' + why(message)).c_str());
    const auto bytes = encodeFlat(*message, version);
    QVERIFY2(bytes, (place + ' ' + why(bytes)).c_str());
    same(*bytes, body, place);
    const Dissection tree = dissect(schemaOf<M>(), body, version);
    QVERIFY2(!tree.error, place.c_str());
}

/// A frame from the file against the frame that we make of what was read from it.
template <class A>
void checkFrame(bool isRequest, std::int16_t version, const base::Bytes &frame, const std::string &place)
{
    const auto whole = [&](const base::Result<EncodedFrame> &encoded) {
        QVERIFY2(encoded, (place + ' ' + why(encoded)).c_str());
        const base::Bytes bytes = *encoded->flatten();
        same({bytes.begin() + kLengthPrefix, bytes.end()}, frame, place);
    };
    if (isRequest) {
        const auto header = parseRequestHeader(frame);
        QVERIFY2(header, place.c_str());
        QCOMPARE(header->header.apiKey, A::kKey);
        QCOMPARE(header->header.apiVersion, version);
        readsAndWrites<typename A::Request>(frame, header->size, version, place);
        const auto message = decode<typename A::Request>(base::ByteView(frame).subspan(header->size), version);
        if (message)
            whole(encodeRequestFrame(header->header, *message, version));
    } else {
        const auto header = parseResponseHeader(frame, responseHeaderVersion(A::kKey, version));
        QVERIFY2(header, place.c_str());
        readsAndWrites<typename A::Response>(frame, header->size, version, place);
        const auto message = decode<typename A::Response>(base::ByteView(frame).subspan(header->size), version);
        if (message)
            whole(encodeResponseFrame(header->header.correlationId, *message, version));
    }
}

template <class M>
void checkGroupValue(const base::Bytes &value, const std::string &place)
{
    const auto message = decodeVersioned<M>(value);
    QVERIFY2(message, (place + ' ' + why(message)).c_str());
    same(*encodeVersioned(message->message, message->version), value, place);
}
} // namespace

class TestVectors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void framesOfOtherProgramsComeBackByteByByte()
    {
        std::set<std::pair<int, int>> seen;
        for (const Line &line : linesOf(QStringLiteral("frames.txt"))) {
            QCOMPARE(line.words.size(), 5);
            const auto key = static_cast<std::int16_t>(line.words[1].toInt());
            const auto version = static_cast<std::int16_t>(line.words[2].toInt());
            forEachApi([&]<class A>(A) {
                if (A::kKey == key)
                    checkFrame<A>(line.words[0] == "request", version, unhex(line.words[4]), line.place);
            });
            seen.emplace(key, version);
        }
        QVERIFY2(seen.size() >= 50, std::to_string(seen.size()).c_str());
    }

    void everyClientSaysWhatItSubscribesTo()
    {
        std::set<QByteArray> clients;
        for (const Line &line : linesOf(QStringLiteral("frames.txt"))) {
            if (line.words[0] != "request" || line.words[1] != "11")
                continue;
            const base::Bytes frame = unhex(line.words[4]);
            const auto header = parseRequestHeader(frame);
            const auto join = decode<JoinGroupRequest>(base::ByteView(frame).subspan(header->size),
                                                       static_cast<std::int16_t>(line.words[2].toInt()));
            QVERIFY2(join, line.place.c_str());
            QCOMPARE(join->protocolType, std::string("consumer"));
            QVERIFY(!join->protocols.empty());
            for (const auto &protocol : join->protocols) {
                const auto subscription = decodeVersionedLeniently<ConsumerProtocolSubscription>(protocol.metadata);
                QVERIFY2(subscription, (line.place + ' ' + why(subscription)).c_str());
                QVERIFY(!subscription->message.topics.empty());
                same(*encodeVersioned(subscription->message, subscription->version), protocol.metadata, line.place);
            }
            clients.insert(line.words[3]);
        }
        QCOMPARE(clients.size(), std::size_t{4});
    }

    void recordsOfKafkasOwnTopicsComeBackByteByByte()
    {
        std::set<std::pair<QByteArray, int>> seen;
        for (const Line &line : linesOf(QStringLiteral("records.txt"))) {
            QCOMPARE(line.words.size(), 4);
            const int type = line.words[1].toInt();
            const base::Bytes key = unhex(line.words[2]);
            const base::Bytes value = unhex(line.words[3]);
            if (line.words[0] == "metadata") {
                const auto record = decodeMetadataRecord(value);
                const bool isKnown = record || record.error().kind != base::ErrorKind::Unsupported;
                if (!isKnown)
                    continue; // of a type outside of this build
                QVERIFY2(record, (line.place + ' ' + why(record)).c_str());
                const std::int16_t version = parseMetadataRecordFrame(value)->version;
                std::visit(
                    [&]<class M>(const M &one) {
                        QCOMPARE(int{M::kRecordType}, type);
                        same(*encodeMetadataRecord<M>(one, version), value, line.place);
                    },
                    *record);
            } else if (line.words[0] == "control") {
                const auto kind = decodeVersioned<ControlRecordTypeSchema>(key);
                QVERIFY(kind);
                QCOMPARE(kind->message.type, ControlRecordTypeSchema::kLeaderChange);
                const auto version = base::readBigEndian<std::int16_t>(value.data());
                const auto change = decode<LeaderChangeMessage>(value, version);
                QVERIFY2(change, (line.place + ' ' + why(change)).c_str());
                QCOMPARE(change->leaderId, 1);
                same(*encodeFlat(*change, version), value, line.place);
            } else if (line.words[0] == "marker") {
                QCOMPARE(decodeVersioned<ControlRecordTypeSchema>(key)->message.type, ControlRecordTypeSchema::kCommit);
                checkGroupValue<EndTxnMarker>(value, line.place);
            } else {
                const auto groupKey = decodeGroupKey(key);
                QVERIFY2(groupKey, line.place.c_str());
                QCOMPARE(std::holds_alternative<OffsetCommitKey>(*groupKey), type == 1);
                QCOMPARE(std::holds_alternative<GroupMetadataKey>(*groupKey), type == 2);
                if (const auto *offset = std::get_if<OffsetCommitKey>(&*groupKey))
                    same(*encodeGroupKey(*offset), key, line.place);
                if (const auto *group = std::get_if<GroupMetadataKey>(&*groupKey))
                    same(*encodeGroupKey(*group), key, line.place);
                if (type == 1 && !value.empty())
                    checkGroupValue<OffsetCommitValue>(value, line.place);
                if (type == 2 && !value.empty())
                    checkGroupValue<GroupMetadataValue>(value, line.place);
            }
            seen.emplace(line.words[0], type);
        }
        QVERIFY2(seen.size() >= 15, std::to_string(seen.size()).c_str());
    }
};

QTEST_APPLESS_MAIN(TestVectors)
#include "tst_vectors.moc"
