// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/api_list.h"
#include "backend/wire/frame.h"

#include <QtCore/QTemporaryFile>
#include <QtTest/QTest>

using namespace weir;
using namespace weir::wire;

namespace {
base::Bytes flat(const base::Result<EncodedFrame> &frame)
{
    return frame ? *frame->flatten() : base::Bytes{};
}

FetchResponse responseWith(std::vector<Records> records)
{
    FetchResponse response;
    response.responses.resize(1);
    response.responses[0].topic = "t";
    for (Records &one : records) {
        response.responses[0].partitions.emplace_back();
        response.responses[0].partitions.back().records = std::move(one);
    }
    return response;
}
} // namespace

class TestFrame : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void requestHeadersOfBothForms()
    {
        RequestHeader header{0, 0, 7, "me", {}};
        QCOMPARE(base::toHex(flat(encodeRequestFrame(header, ApiVersionsRequest{}, 0))),
                 std::string("0000000c" "0012" "0000" "00000007" "0002" "6d65"));
        header.clientId.reset();
        ApiVersionsRequest named;
        named.clientSoftwareName = "weir";
        QCOMPARE(base::toHex(flat(encodeRequestFrame(header, named, 3))),
                 std::string("00000012" "0012" "0003" "00000007" "ffff" "00" "05" "77656972" "01" "00"));
    }

    void aParsedHeaderLeavesTheBody()
    {
        RequestHeader header{0, 0, -5, "client", {{4, {9, 9}}}};
        HeartbeatRequest heartbeat;
        heartbeat.groupId = "g";
        const base::Bytes frame = flat(encodeRequestFrame(header, heartbeat, 4));
        const base::ByteView view = base::ByteView(frame).subspan(kLengthPrefix);
        const auto parsed = parseRequestHeader(view);
        QVERIFY(parsed);
        header.apiKey = 12;
        header.apiVersion = 4;
        QCOMPARE(parsed->header, header);
        QCOMPARE(*decode<HeartbeatRequest>(view.subspan(parsed->size), 4), heartbeat);
        for (std::size_t length = 0; length < parsed->size; ++length)
            QVERIFY(!parseRequestHeader(view.first(length)));
    }

    void aHeaderOfAnotherKeyOrVersionIsStillRead()
    {
        // Key 999, version 3; ApiVersions in version 99, which a newer client sends first.
        const base::Bytes strange{0x03, 0xE7, 0, 3, 0, 0, 0, 1, 0, 1, 'x'};
        QCOMPARE(parseRequestHeader(strange)->header.apiKey, std::int16_t{999});
        const base::Bytes newer{0, 18, 0, 99, 0, 0, 0, 1, 0, 1, 'x', 0, 1, 2, 3};
        const auto parsed = parseRequestHeader(newer);
        QVERIFY(parsed);
        QCOMPARE(parsed->header.apiVersion, std::int16_t{99});
        QCOMPARE(parsed->size, std::size_t{12});
        QCOMPARE(peekRequestHeader(base::ByteView(newer).first(8))->correlationId, 1);
        QVERIFY(!peekRequestHeader(base::ByteView(newer).first(7)));
    }

    void theHeaderOfAnApiVersionsResponseIsAlwaysTheOldOne()
    {
        QCOMPARE(base::toHex(flat(encodeResponseFrame(7, ApiVersionsResponse{}, 4))),
                 std::string("0000000c" "00000007" "0000" "01" "00000000" "00"));
        QCOMPARE(base::toHex(flat(encodeResponseFrame(7, HeartbeatResponse{}, 4))),
                 std::string("0000000c" "00000007" "00" "00000000" "0000" "00"));
        QCOMPARE(responseHeaderVersion(18, 4), std::int16_t{0});
        QCOMPARE(responseHeaderVersion(12, 4), std::int16_t{1});
        QCOMPARE(responseHeaderVersion(12, 3), std::int16_t{0});
        QCOMPARE(requestHeaderVersion(18, 3), std::int16_t{2});
        QCOMPARE(requestHeaderVersion(17, 1), std::int16_t{1});
    }

    void everyResponseComesBackThroughItsFrame()
    {
        forEachApi([]<class A>(A) {
            using Response = typename A::Response;
            for (std::int16_t version = A::kVersions.min; version <= A::kVersions.max; ++version) {
                const auto encoded = encodeResponseFrame(1234, Response{}, version);
                if (!encoded) {
                    // A default may be a null that an old version does not have.
                    QCOMPARE(encoded.error().kind, base::ErrorKind::Invalid);
                    continue;
                }
                const base::Bytes frame = *encoded->flatten();
                QCOMPARE(*frameLength(frame, frame.size()), std::optional(frame.size() - kLengthPrefix));
                const base::ByteView view = base::ByteView(frame).subspan(kLengthPrefix);
                QVERIFY2(decodeResponseFrame<Response>(view, 1234, version), A::kName.data());
                QVERIFY(!decodeResponseFrame<Response>(view, 1235, version));
            }
        });
    }

    void frameLengthsAreBounded()
    {
        QCOMPARE(*frameLength(base::Bytes{0, 0, 1}, 100), std::optional<std::size_t>{});
        QCOMPARE(*frameLength(base::Bytes{0, 0, 0, 100}, 100), std::optional<std::size_t>{100});
        QVERIFY(!frameLength(base::Bytes{0, 0, 0, 101}, 100));
        QVERIFY(!frameLength(base::Bytes{0xFF, 0xFF, 0xFF, 0xFF}, 100));
    }

    void recordsLeaveAsSplicesInTheirPlaces()
    {
        QTemporaryFile file;
        QVERIFY(file.open());
        QByteArray content(5000, 'a');
        content += QByteArray(5000, 'b');
        QCOMPARE(file.write(content), content.size());
        QVERIFY(file.flush());

        const base::Bytes big(4000, 'm');
        const base::Bytes small(10, 's');
        Records mixed = Records::file(file.handle(), 4990, 3000, {});
        mixed.append(Records::view(big, {}));
        const auto frame = encodeResponseFrame(
            1, responseWith({mixed, Records::owning(small), Records{}, Records::empty(), Records::owning(big)}), 4);
        QVERIFY(frame);
        QCOMPARE(frame->splices.size(), std::size_t{3});
        QCOMPARE(frame->splices[0].at, frame->splices[1].at);
        QVERIFY(std::holds_alternative<Records::FileSlice>(frame->splices[0].piece));

        base::Bytes sliced(10, 'a');
        sliced.insert(sliced.end(), 2990, 'b');
        sliced.insert(sliced.end(), big.begin(), big.end());
        const FetchResponse expected = responseWith({Records::owning(sliced), Records::owning(small), Records{},
                                                     Records::empty(), Records::owning(big)});
        const base::Bytes whole = *frame->flatten();
        QCOMPARE(whole.size(), frame->totalSize);
        QCOMPARE(*frameLength(whole, whole.size()), std::optional(whole.size() - kLengthPrefix));
        QCOMPARE(whole, flat(encodeResponseFrame(1, expected, 4)));
        const auto back = decodeResponseFrame<FetchResponse>(base::ByteView(whole).subspan(kLengthPrefix), 1, 4);
        QVERIFY(back);
        QVERIFY(back->responses[0].partitions[2].records.isNull());
        QVERIFY(!back->responses[0].partitions[3].records.isNull());
        QCOMPARE(back->responses, expected.responses);
    }

    void aSliceBeyondItsFileIsAnError()
    {
        QTemporaryFile file;
        QVERIFY(file.open());
        QCOMPARE(file.write("short"), 5);
        QVERIFY(file.flush());
        const auto frame = encode(responseWith({Records::file(file.handle(), 0, 6, {})}), 12);
        QVERIFY(frame);
        QCOMPARE(frame->flatten().error().kind, base::ErrorKind::Storage);
    }

    void decodedRecordsViewTheFrameOrOwnTheirBytes()
    {
        ProduceRequest request;
        request.topicData.resize(1);
        request.topicData[0].partitionData.resize(1);
        request.topicData[0].partitionData[0].records = Records::owning(base::Bytes(2000, 'r'));
        auto body = std::make_shared<const base::Bytes>(*encodeFlat(request, 9));
        std::weak_ptr<const base::Bytes> watch = body;

        auto viewing = decode<ProduceRequest>(*body, 9, body);
        const base::ByteView view = *viewing->topicData[0].partitionData[0].records.contiguous();
        QVERIFY(view.data() > body->data() && view.data() < body->data() + body->size());
        const auto owning = decode<ProduceRequest>(*body, 9);
        const base::ByteView owned = *owning->topicData[0].partitionData[0].records.contiguous();
        QVERIFY(owned.data() < body->data() || owned.data() >= body->data() + body->size());

        body.reset();
        QVERIFY(!watch.expired());
        QCOMPARE(*viewing, *owning);
        viewing = ProduceRequest{};
        QVERIFY(watch.expired());
        QCOMPARE(owning->topicData[0].partitionData[0].records, request.topicData[0].partitionData[0].records);
    }
};

QTEST_APPLESS_MAIN(TestFrame)
#include "tst_frame.moc"
