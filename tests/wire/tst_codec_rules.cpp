// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/api_list.h"
#include "backend/wire/blob_list.h"
#include "backend/wire/codec.h"
#include "backend/wire/schema.h"

#include <QtTest/QTest>

using namespace weir;
using namespace weir::wire;

namespace {
base::Bytes bytesOf(std::initializer_list<int> values)
{
    base::Bytes bytes;
    for (const int value : values)
        bytes.push_back(static_cast<std::uint8_t>(value));
    return bytes;
}

std::string argument(const base::Error &error, const std::string &name)
{
    for (const auto &[key, value] : error.arguments)
        if (key == name)
            return value;
    return {};
}

/// Why decoding these bytes fails, or "" when it does not.
template <class M>
std::string refusal(std::initializer_list<int> body, std::int16_t version)
{
    const auto message = decode<M>(bytesOf(body), version);
    return message ? std::string{} : argument(message.error(), "reason");
}

template <class M>
void refusesToWrite(const M &message, std::int16_t version, base::ErrorKind kind, const char *path)
{
    const auto encoded = encode(message, version);
    QVERIFY2(!encoded, path);
    QCOMPARE(encoded.error().kind, kind);
    QCOMPARE(encoded.error().action, std::string("wire.encode"));
    QCOMPARE(argument(encoded.error(), "path"), std::string(path));
}
} // namespace

class TestCodecRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSetFieldThatTheVersionLacksIsNotDropped()
    {
        ListGroupsRequest filtered;
        filtered.statesFilter = {"Empty"};
        QVERIFY(encode(filtered, 4));
        refusesToWrite(filtered, 3, base::ErrorKind::Unsupported, "statesFilter");

        OffsetFetchRequest stable;
        stable.requireStable = true;
        refusesToWrite(stable, 6, base::ErrorKind::Unsupported, "requireStable");

        DescribeClusterRequest fenced;
        fenced.includeFencedBrokers = true;
        refusesToWrite(fenced, 1, base::ErrorKind::Unsupported, "includeFencedBrokers");

        DescribeGroupsResponse described;
        described.groups.resize(2);
        described.groups[1].errorMessage = "gone";
        QVERIFY(encode(described, 6));
        refusesToWrite(described, 5, base::ErrorKind::Unsupported, "groups[1].errorMessage");

        FetchResponse moved;
        moved.responses.resize(1);
        moved.responses[0].partitions.resize(1);
        moved.responses[0].partitions[0].currentLeader.leaderId = 3;
        QVERIFY(encode(moved, 12));
        refusesToWrite(moved, 11, base::ErrorKind::Unsupported, "responses[0].partitions[0].currentLeader");
    }

    void anIgnorableFieldIsLeftOut()
    {
        JoinGroupRequest join;
        join.rebalanceTimeoutMs = 60000;
        join.reason = "bored";
        const auto encoded = encodeFlat(join, 0);
        QVERIFY(encoded);
        const auto decoded = decode<JoinGroupRequest>(*encoded, 0);
        QCOMPARE(decoded->rebalanceTimeoutMs, -1);
        QVERIFY(!decoded->reason);
    }

    void nullIsRefusedWhereTheVersionHasNone()
    {
        MetadataRequest all;
        all.topics.reset();
        refusesToWrite(all, 0, base::ErrorKind::Invalid, "topics");
        QCOMPARE(base::toHex(*encodeFlat(all, 1)), std::string("ffffffff"));

        MetadataRequest byId;
        byId.topics->resize(1);
        byId.topics->front().name.reset();
        refusesToWrite(byId, 9, base::ErrorKind::Invalid, "topics[0].name");
        QVERIFY(encode(byId, 12));

        QCOMPARE(refusal<MetadataRequest>({0xFF, 0xFF, 0xFF, 0xFF}, 0), std::string("null where the version has none"));
        QCOMPARE(refusal<HeartbeatRequest>({0xFF, 0xFF}, 0), std::string("null where the version has none"));
        QCOMPARE(refusal<HeartbeatRequest>({0x00}, 4), std::string("null where the version has none"));
    }

    void nullArraysAndNullStringsHaveTheirOwnLengths()
    {
        DescribeConfigsRequest request;
        request.resources.resize(1);
        request.resources[0].configurationKeys.reset();
        QCOMPARE(base::toHex(*encodeFlat(request, 1)), std::string("00000001" "00" "0000" "ffffffff" "00"));
        QCOMPARE(base::toHex(*encodeFlat(request, 4)), std::string("02" "00" "01" "00" "00" "00" "00" "00"));

        OffsetCommitRequest commit;
        commit.topics.resize(1);
        commit.topics[0].partitions.resize(1);
        commit.topics[0].partitions[0].committedMetadata.reset();
        const std::string hex = base::toHex(*encodeFlat(commit, 2));
        QVERIFY2(hex.ends_with("0000000000000000" "ffff"), hex.c_str());
    }

    void lengthsThatCannotBeAreRefused()
    {
        using std::string;
        QCOMPARE(refusal<DeleteGroupsRequest>({0x7F, 0xFF, 0xFF, 0xFF}, 0), string("length past the end"));
        QCOMPARE(refusal<DeleteGroupsRequest>({0x80, 0, 0, 0}, 0), string("negative length"));
        QCOMPARE(refusal<DeleteGroupsRequest>({0, 0, 0, 1, 0xFF, 0xFE}, 0), string("negative length"));
        QCOMPARE(refusal<DeleteGroupsRequest>({0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 0}, 2), string("length past the end"));
        QCOMPARE(refusal<DeleteGroupsRequest>({0xFF, 0xFF, 0xFF, 0xFF, 0x1F, 0}, 2), string("varint over 32 bits"));
        QCOMPARE(refusal<DeleteGroupsRequest>({0x80, 0x80, 0x80, 0x80, 0x80, 0}, 2), string("varint over 32 bits"));
        QCOMPARE(refusal<DeleteGroupsRequest>({0x80}, 2), string("past the end"));

        base::Bytes longText{0x02, 0x81, 0x80, 0x02}; // one name of 32,768 bytes
        longText.resize(longText.size() + 32768 + 1);
        QCOMPARE(argument(decode<DeleteGroupsRequest>(longText, 2).error(), "reason"), string("string too long"));
        DeleteGroupsRequest request;
        request.groupsNames = {string(32768, 'x')};
        refusesToWrite(request, 0, base::ErrorKind::Invalid, "groupsNames[0]");
        refusesToWrite(request, 2, base::ErrorKind::Invalid, "groupsNames[0]");
        request.groupsNames = {string(32767, 'x')};
        QCOMPARE(decode<DeleteGroupsRequest>(*encodeFlat(request, 0), 0)->groupsNames, request.groupsNames);
        QCOMPARE(decode<DeleteGroupsRequest>(*encodeFlat(request, 2), 2)->groupsNames, request.groupsNames);
    }

    void taggedFieldsThatCannotBeAreRefused()
    {
        using std::string;
        // An empty DeleteGroups v2 and then its tagged fields.
        QCOMPARE(refusal<DeleteGroupsRequest>({1, 0}, 2), string());
        QCOMPARE(refusal<DeleteGroupsRequest>({1, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F}, 2),
                 string("more tagged fields than bytes left"));
        QCOMPARE(refusal<DeleteGroupsRequest>({1, 1, 5, 0xFF, 0xFF, 0x03}, 2), string("length past the end"));
        QCOMPARE(refusal<DeleteGroupsRequest>({1, 2, 5, 0, 5, 0}, 2), string("tags not ascending"));
        QCOMPARE(refusal<DeleteGroupsRequest>({1, 2, 5, 0, 4, 0}, 2), string("tags not ascending"));
        QCOMPARE(refusal<DeleteGroupsRequest>({1, 2, 4, 0, 5, 0}, 2), string());
        // A known tag that holds more, and one that holds less, than its field.
        const string head = "0000" "01" "00000000"; // ApiVersions v3: no error, no keys, no throttle
        QCOMPARE(refusal<ApiVersionsResponse>({0, 0, 1, 0, 0, 0, 0, 1, 1, 9, 0, 0, 0, 0, 0, 0, 0, 1, 0}, 3),
                 string("bytes left over in a tagged field"));
        QCOMPARE(refusal<ApiVersionsResponse>({0, 0, 1, 0, 0, 0, 0, 1, 1, 7, 0, 0, 0, 0, 0, 0, 0, 1}, 3),
                 string("past the end"));
        const auto good = decode<ApiVersionsResponse>(
            bytesOf({0, 0, 1, 0, 0, 0, 0, 1, 1, 8, 0, 0, 0, 0, 0, 0, 0, 1}), 3);
        QVERIFY(good);
        QCOMPARE(good->finalizedFeaturesEpoch, 1);
        QVERIFY(good->unknownTags.empty());
    }

    void unknownTagsSurviveAmongKnownOnes()
    {
        ApiVersionsResponse response;
        response.finalizedFeaturesEpoch = 9;
        response.zkMigrationReady = true;
        response.unknownTags = {{7, {1, 2, 3}}, {1000, {}}};
        const auto bytes = encodeFlat(response, 4);
        QVERIFY(bytes);
        QCOMPARE(*decode<ApiVersionsResponse>(*bytes, 4), response);

        refusesToWrite(response, 2, base::ErrorKind::Unsupported, "tags");
        response.unknownTags = {{3, {1}}};
        refusesToWrite(response, 4, base::ErrorKind::Invalid, "tags"); // a known field's number
        response.unknownTags = {{9, {}}, {8, {}}};
        refusesToWrite(response, 4, base::ErrorKind::Invalid, "tags");
    }

    void aTagOfALaterVersionIsKeptAsUnknown()
    {
        BrokerHeartbeatRequest request;
        request.cordonedLogDirs = std::vector<base::Uuid>(1);
        const auto newest = encodeFlat(request, 2);
        const auto older = decode<BrokerHeartbeatRequest>(*newest, 1);
        QVERIFY(older);
        QVERIFY(!older->cordonedLogDirs);
        QCOMPARE(older->unknownTags.size(), std::size_t{1});
        QCOMPARE(*encodeFlat(*older, 1), *newest);
    }

    void anErrorNamesTheFieldAndTheByte()
    {
        DeleteRecordsRequest request;
        request.topics.resize(2);
        request.topics[0].name = "a";
        request.topics[1].name = "b";
        request.topics[1].partitions.resize(3);
        base::Bytes body = *encodeFlat(request, 0);
        body.resize(body.size() - 4 - 5); // the timeout, and most of the last offset
        const auto message = decode<DeleteRecordsRequest>(body, 0);
        QVERIFY(!message);
        QCOMPARE(message.error().target, std::string("DeleteRecordsRequest v0"));
        QCOMPARE(argument(message.error(), "path"), std::string("topics[1].partitions[2].offset"));
        QCOMPARE(argument(message.error(), "byte"), std::to_string(body.size() - 3));
        QCOMPARE(argument(message.error(), "reason"), std::string("past the end"));
    }

    void aVersionThatIsNotSpokenIsNamed()
    {
        const auto decoded = decode<ProduceRequest>({}, 2);
        QCOMPARE(decoded.error().kind, base::ErrorKind::Unsupported);
        QCOMPARE(argument(decoded.error(), "oldest"), std::string("3"));
        QCOMPARE(encode(ProduceRequest{}, 14).error().kind, base::ErrorKind::Unsupported);
        QCOMPARE(encode(ProduceRequest{}, -1).error().kind, base::ErrorKind::Unsupported);
    }

    void groupKeysCarryTheirType()
    {
        const OffsetCommitKey offset{"g", "t", 5, {}};
        const auto bytes = encodeGroupKey(offset);
        QCOMPARE(base::toHex(*bytes), std::string("0001" "0001" "67" "0001" "74" "00000005"));
        QCOMPARE(*decodeGroupKey(*bytes), GroupRecordKey(offset));
        base::Bytes legacy = *bytes;
        legacy[1] = 0;
        QCOMPARE(*decodeGroupKey(legacy), GroupRecordKey(offset));
        const GroupMetadataKey group{"g", {}};
        QCOMPARE(*decodeGroupKey(*encodeGroupKey(group)), GroupRecordKey(group));
        QCOMPARE(*decodeGroupKey(bytesOf({0, 99, 0, 1})), GroupRecordKey(UnknownGroupKey{99}));
        ConsumerGroupCurrentMemberAssignmentKey member;
        member.groupId = "g";
        member.memberId = "m";
        QCOMPARE(*decodeGroupKey(*encodeGroupKey(member)), GroupRecordKey(member));
        QVERIFY(!decodeGroupKey(bytesOf({0})));
        QVERIFY(!decodeGroupKey(bytesOf({0, 2, 0, 9})));
    }

    void groupValuesCarryTheirVersion()
    {
        OffsetCommitValue value;
        value.offset = 42;
        value.metadata = "m";
        value.commitTimestamp = 7;
        const auto bytes = encodeVersioned(value, 3);
        QVERIFY(base::toHex(*bytes).starts_with("0003" "000000000000002a" "ffffffff"));
        const auto back = decodeVersioned<OffsetCommitValue>(*bytes);
        QCOMPARE(back->version, std::int16_t{3});
        QCOMPARE(back->message, value);
        base::Bytes future = *bytes;
        future[1] = 9;
        QCOMPARE(decodeVersioned<OffsetCommitValue>(future).error().kind, base::ErrorKind::Unsupported);
    }

    void consumersReadEachOtherLeniently()
    {
        ConsumerProtocolSubscription subscription;
        subscription.topics = {"orders"};
        subscription.rackId = "r1";
        base::Bytes bytes = *encodeVersioned(subscription, 3);
        bytes[1] = 12;        // a version from the future,
        bytes.push_back(0xEE); // which added something at the end
        const auto back = decodeVersionedLeniently<ConsumerProtocolSubscription>(bytes);
        QVERIFY(back);
        QCOMPARE(back->message, subscription);
        QCOMPARE(back->version, std::int16_t{12});
        bytes[0] = 0xFF;
        QVERIFY(!decodeVersionedLeniently<ConsumerProtocolSubscription>(bytes));
        QVERIFY(!decodeVersionedLeniently<ConsumerProtocolSubscription>(bytesOf({0, 1, 0, 0, 0, 9})));
    }

    void metadataRecordsStandInTheirFrame()
    {
        const TopicRecord topic{"orders", base::Uuid{{1, 2, 3}}, {}};
        const auto bytes = encodeMetadataRecord(topic);
        QVERIFY(base::toHex(*bytes).starts_with("01" "02" "00" "07" "6f7264657273" "010203"));
        QCOMPARE(std::get<TopicRecord>(*decodeMetadataRecord(*bytes)), topic);

        PartitionChangeRecord change;
        change.isr = {1, 2};
        const MetadataRecord any = change;
        QCOMPARE(*decodeMetadataRecord(*encodeMetadataRecord(any)), any);
        QCOMPARE(*decodeMetadataRecord(*encodeMetadataRecord(change, 0)), any);

        QCOMPARE(decodeMetadataRecord(bytesOf({0, 2, 0})).error().kind, base::ErrorKind::Unsupported);
        QCOMPARE(decodeMetadataRecord(bytesOf({1, 0x7F, 0})).error().kind, base::ErrorKind::Unsupported);
        QCOMPARE(decodeMetadataRecord(bytesOf({1, 2, 9, 1})).error().kind, base::ErrorKind::Unsupported);
        QCOMPARE(decodeMetadataRecord(bytesOf({1, 2})).error().kind, base::ErrorKind::Invalid);
    }

    void namesAndRangesAreFoundByKey()
    {
        QCOMPARE(apiName(0), std::string_view("Produce"));
        QCOMPARE(apiName(92), std::string_view("DeleteShareGroupOffsets"));
        QVERIFY(apiName(93).empty());
        QVERIFY(apiName(-1).empty());
        QVERIFY(!apiInfo(4));
        QVERIFY(!apiInfo(1000));
        QCOMPARE(apiInfo(75)->name, std::string_view("DescribeTopicPartitions"));
        QCOMPARE(apiInfo(1)->versions, (VersionRange{4, 18}));
        QCOMPARE(apiInfo(1)->responseSchema().name, std::string_view("FetchResponse"));
    }
};

QTEST_APPLESS_MAIN(TestCodecRules)
#include "tst_codec_rules.moc"
