// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/demo/demo_plan.h"
#include "backend/sandbox/demo/demo_records.h"

#include <QJsonDocument>
#include <QtTest>

#include <set>

using namespace weir::sandbox;
namespace base = weir::base;

class TestDemoRecords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void areTheSameEveryTime();
    void areValid_data();
    void areValid();
    void showWhatIsHard();
    void stayWithinTheirBounds();
    void groupsReadWhatThereIs();
};

namespace {

constexpr std::int64_t kNow = 1'700'000'000'000;

bool same(const DemoRecord &a, const DemoRecord &b)
{
    return a.key == b.key && a.value == b.value && a.headers == b.headers;
}

} // namespace

void TestDemoRecords::areTheSameEveryTime()
{
    for (const auto &topic : demoTopics()) {
        for (std::uint64_t i = 0; i < 200; ++i)
            QVERIFY(same(demoRecord(topic.name, i, kNow), demoRecord(topic.name, i, kNow)));
    }
    const auto first = demoRecord("orders", 0, kNow);
    QVERIFY(!same(first, demoRecord("orders", 1, kNow)));
    // What a person saw yesterday is there again today: this text may only change on purpose.
    QCOMPARE(QByteArray::fromStdString(first.key.value()), QByteArray("C-101062"));
    QVERIFY(demoRecord("none", 0, kNow).value == std::nullopt);
}

void TestDemoRecords::areValid_data()
{
    QTest::addColumn<QByteArray>("topic");
    for (const auto &topic : demoTopics())
        QTest::newRow(topic.name.c_str()) << QByteArray::fromStdString(topic.name);
}

void TestDemoRecords::areValid()
{
    QFETCH(QByteArray, topic);
    const bool isJson = topic != "prices" && topic != "emails.outbox" && topic != "orders.dlq";
    int broken = 0;
    for (std::uint64_t i = 0; i < 5'000; ++i) {
        const auto record = demoRecord(topic.toStdString(), i, kNow);
        if (record.key)
            QVERIFY(!record.key->empty());
        if (!record.value || !isJson)
            continue;
        const auto bytes = QByteArray::fromStdString(*record.value);
        const bool readable = isReadableDemoValue(base::viewOf(*record.value));
        broken += readable ? 0 : 1;
        QCOMPARE(QJsonDocument::fromJson(bytes).isObject(), readable);
        if (readable)
            QCOMPARE(QString::fromUtf8(bytes).toUtf8(), bytes);
    }
    QCOMPARE(broken, topic == "payments" ? 2 : 0);
}

void TestDemoRecords::showWhatIsHard()
{
    bool tombstone = false;
    bool twice = false;
    bool nullHeader = false;
    bool binary = false;
    bool noKey = false;
    bool large = false;
    bool korean = false;
    for (const auto &topic : demoTopics()) {
        for (std::uint64_t i = 0; i < 1'000; ++i) {
            const auto record = demoRecord(topic.name, i, kNow);
            tombstone = tombstone || (topic.name == "customers" && !record.value);
            noKey = noKey || !record.key;
            large = large || (record.value && record.value->size() >= 200 * 1024);
            korean = korean || (record.value && record.value->find("\xEA\xB9\x80") != std::string::npos);
            std::multiset<std::string> names;
            for (const auto &[name, value] : record.headers) {
                names.insert(name);
                nullHeader = nullHeader || !value;
                binary = binary || (value && name == "signature" && value->size() == 16);
            }
            twice = twice || names.count("promo") == 2;
        }
    }
    QVERIFY(tombstone && twice && nullHeader && binary && noKey && large && korean);
    // Numbers that a double cannot hold.
    QVERIFY(demoRecord("orders", 0, kNow).value->starts_with("{\"orderId\":9007199254740993,"));
}

void TestDemoRecords::stayWithinTheirBounds()
{
    std::int64_t kept = 0;
    double rate = 0;
    std::int64_t history = 0;
    for (const auto &topic : demoTopics()) {
        QVERIFY(topic.partitions >= 1 && topic.partitions <= 12);
        rate += topic.recordsPerSecond;
        history += topic.historyRecords;
        bool bounded = false;
        for (const auto &[name, value] : topic.configs) {
            if (name == "retention.bytes") {
                kept += std::stoll(value) * topic.partitions;
                bounded = true;
            }
            bounded = bounded || (name == "cleanup.policy" && value == "compact");
        }
        QVERIFY2(bounded, topic.name.c_str());
    }
    QVERIFY(kept * 3 < std::int64_t{450} << 20); // three replicas
    QVERIFY(rate < 200);
    QVERIFY(history > 20'000 && history < 100'000);
}

void TestDemoRecords::groupsReadWhatThereIs()
{
    std::set<DemoTemper> tempers;
    for (const auto &group : demoGroups()) {
        const auto *topic = findDemoTopic(group.topic);
        QVERIFY2(topic, group.name.c_str());
        tempers.insert(group.temper);
        QCOMPARE(group.temper == DemoTemper::Dead, group.members == 0);
        if (group.temper == DemoTemper::IdleMembers)
            QVERIFY(group.members > topic->partitions);
        // The stalling group has a record before it at which it stalls.
        if (group.temper == DemoTemper::Stalls) {
            const auto from = static_cast<std::uint64_t>(topic->historyRecords * group.readShare);
            bool found = false;
            for (std::uint64_t i = from + 100; i < static_cast<std::uint64_t>(topic->historyRecords); ++i)
                found = found || !isReadableDemoValue(base::viewOf(*demoRecord(topic->name, i, kNow).value));
            QVERIFY(found);
        }
    }
    QCOMPARE(tempers.size(), std::size_t{6});
}

QTEST_GUILESS_MAIN(TestDemoRecords)
#include "tst_demo_records.moc"
