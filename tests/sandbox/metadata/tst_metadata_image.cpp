// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/metadata/batch_apply.h"
#include "backend/sandbox/metadata/follower.h"
#include "backend/sandbox/metadata/snapshot.h"

#include <fmt/format.h>

#include <QtTest>

#include <random>
#include <unordered_map>

using namespace weir;
using namespace weir::sandbox;

namespace {

base::Uuid idOf(int number)
{
    base::Uuid id;
    base::writeBigEndian<std::int32_t>(id.bytes.data() + 12, number + 1000);
    return id;
}

wire::TopicRecord topic(int number)
{
    wire::TopicRecord record;
    record.name = fmt::format("t{}", number);
    record.topicId = idOf(number);
    return record;
}

wire::PartitionRecord partition(int number, std::int32_t index)
{
    wire::PartitionRecord record;
    record.topicId = idOf(number);
    record.partitionId = index;
    record.replicas = {1, 2};
    record.isr = {1, 2};
    record.leader = 1;
    record.leaderEpoch = 0;
    record.partitionEpoch = 0;
    return record;
}

ImagePtr empty()
{
    return std::make_shared<const MetadataImage>();
}

#define MUST_DO(expression)                                                                                            \
    do {                                                                                                               \
        const auto mustDo = (expression);                                                                              \
        QVERIFY2(mustDo.has_value(), mustDo ? "" : ::weir::base::describe(mustDo.error()).c_str());                    \
    } while (false)

} // namespace

class TestMetadataImage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Random writes to one copy and to a plain map: equal at the end, and earlier copies keep what they had.
    void cowMapActsAsAMap()
    {
        std::mt19937 random(7);
        CowMap<int, int> map;
        std::unordered_map<int, int> plain;
        std::vector<std::pair<CowMap<int, int>, std::unordered_map<int, int>>> copies;
        for (int i = 0; i < 20'000; ++i) {
            const int key = static_cast<int>(random() % 5000);
            if (random() % 3 == 0) {
                QCOMPARE(map.erase(key), plain.erase(key) == 1);
            } else {
                map.set(key, i);
                plain[key] = i;
            }
            if (i % 4000 == 0)
                copies.emplace_back(map, plain);
        }
        copies.emplace_back(map, plain);
        for (const auto &[copy, expected] : copies) {
            QCOMPARE(copy.size(), expected.size());
            std::size_t seen = 0;
            copy.forEach([&](int key, int value) {
                ++seen;
                QCOMPARE(value, expected.at(key));
            });
            QCOMPARE(seen, expected.size());
            for (const auto &[key, value] : expected)
                QCOMPARE(*copy.find(key), value);
        }
    }

    void deltaIsNet()
    {
        ImageBuilder builder(empty());
        std::int64_t offset = 0;
        const auto apply = [&](MetadataRecord record) { MUST_DO(builder.apply(record, offset++, 1)); };
        for (int i = 0; i < 3; ++i) {
            apply(topic(i));
            apply(partition(i, 0));
            apply(partition(i, 1));
        }
        const ImageUpdate first = builder.finish();
        QCOMPARE(first.delta.createdTopics.size(), std::size_t(3));
        QCOMPARE(first.delta.partitions.size(), std::size_t(6));

        wire::PartitionChangeRecord shrink;
        shrink.topicId = idOf(0);
        shrink.partitionId = 1;
        shrink.isr = std::vector<std::int32_t>{1};
        apply(shrink);
        wire::PartitionChangeRecord move = shrink;
        move.isr.reset();
        move.leader = 2;
        apply(move);
        wire::RemoveTopicRecord remove;
        remove.topicId = idOf(1);
        apply(remove);
        wire::ConfigRecord config;
        config.resourceType = 2;
        config.resourceName = "t2";
        config.name = "retention.ms";
        config.value = "1";
        apply(config);
        // Made and removed within one run: nobody has to hear of it.
        apply(topic(9));
        apply(partition(9, 0));
        remove.topicId = idOf(9);
        apply(remove);
        const ImageUpdate second = builder.finish();
        QCOMPARE(second.delta.partitions.size(), std::size_t(1));
        QCOMPARE(second.delta.partitions[0].before, first.image->topic("t0")->partitions[1]);
        QCOMPARE(second.delta.partitions[0].after->leader, 2);
        QCOMPARE(second.delta.partitions[0].after->leaderEpoch, 1);
        QCOMPARE(second.delta.partitions[0].after->partitionEpoch, 2);
        QCOMPARE(second.delta.deletedTopics.size(), std::size_t(1));
        QCOMPARE(second.delta.deletedTopics[0]->name, std::string("t1"));
        QVERIFY(second.delta.createdTopics.empty());
        QCOMPARE(second.delta.configs.size(), std::size_t(1));
        QCOMPARE(second.image->partitionCount(), std::size_t(4));
        // The older image is what it was.
        QCOMPARE(first.image->partition("t0", 1)->leader, 1);
        QVERIFY(first.image->topic("t1"));
        QCOMPARE(first.image->topic("t0")->partitions[0], second.image->topic("t0")->partitions[0]);
        QVERIFY(builder.finish().delta.empty());
    }

    void refusesWhatCannotBe()
    {
        ImageBuilder builder(empty());
        QVERIFY(!builder.apply(partition(0, 0), 0, 1));
        MUST_DO(builder.apply(topic(0), 0, 1));
        QVERIFY(!builder.apply(topic(0), 1, 1));
        QVERIFY(!builder.apply(partition(0, 1), 1, 1));
        QVERIFY(!builder.apply(wire::RemoveTopicRecord{}, 1, 1));
        QVERIFY(!builder.apply(wire::UnregisterBrokerRecord{}, 1, 1));
        QVERIFY(!builder.apply(wire::PartitionChangeRecord{}, 1, 1));
        QVERIFY(!builder.apply(wire::FenceBrokerRecord{}, 1, 1));
    }

    void recordsSurviveTheirFrame()
    {
        wire::RegisterBrokerRecord broker;
        broker.brokerId = 4;
        broker.brokerEpoch = 17;
        broker.rack = "r";
        broker.endPoints.emplace_back().host = "h";
        broker.logDirs = {idOf(5)};
        const std::vector<MetadataRecord> records{broker, topic(1), partition(1, 0), wire::NoOpRecord{}};
        const auto batch = encodeMetadataBatch(records, 100, 7, 1);
        MUST_DO(batch);
        ImageBuilder builder(empty());
        const auto read = applyBatches(builder, *batch);
        MUST_DO(read);
        QCOMPARE(*read, batch->size());
        const ImagePtr image = builder.finish().image;
        QCOMPARE(image->offset(), std::int64_t(103));
        QCOMPARE(image->epoch(), 7);
        QCOMPARE(image->broker(4)->epoch, std::int64_t(17));
        QCOMPARE(image->broker(4)->endpoints.at(0).host, std::string("h"));
        QCOMPARE(image->partition("t1", 0)->isr.size(), std::size_t(2));
        // A byte that changed on the way is not taken for a record.
        base::Bytes damaged = *batch;
        damaged[damaged.size() - 3] ^= 1;
        ImageBuilder another(empty());
        QVERIFY(!applyBatches(another, damaged));
    }

    void snapshotHoldsEverything()
    {
        ImageBuilder builder(empty());
        std::int64_t offset = 0;
        for (int i = 0; i < 2000; ++i) {
            MUST_DO(builder.apply(topic(i), offset++, 3));
            MUST_DO(builder.apply(partition(i, 0), offset++, 3));
        }
        wire::ConfigRecord config;
        config.resourceType = 4;
        config.name = "num.io.threads";
        config.value = "2";
        MUST_DO(builder.apply(config, offset++, 3));
        wire::ProducerIdsRecord ids;
        ids.nextProducerId = 5000;
        MUST_DO(builder.apply(ids, offset++, 3));
        const ImagePtr image = builder.finish().image;
        const auto content = encodeSnapshot(*image, 1);
        MUST_DO(content);
        MetadataFollower follower;
        const auto loaded = follower.loadSnapshot(*content, image->offset() + 1, image->epoch());
        MUST_DO(loaded);
        QVERIFY(loaded->delta.fromSnapshot);
        QCOMPARE(loaded->delta.createdTopics.size(), std::size_t(2000));
        QCOMPARE(follower.fetchOffset(), image->offset() + 1);
        QVERIFY(differenceOf(*image, *follower.image()).empty());
        QCOMPARE(follower.image()->nextProducerId(), std::int64_t(5000));
        // Cut at any batch border or within one, it is refused.
        for (const std::size_t cut : {content->size() - 1, content->size() - 75, content->size() / 2, std::size_t(10)})
            QVERIFY(!follower.loadSnapshot(base::ByteView(*content).first(cut), 1, 1));
    }
};

QTEST_GUILESS_MAIN(TestMetadataImage)
#include "tst_metadata_image.moc"
