// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/monitor.h"

#include <QPromise>
#include <QSignalSpy>
#include <QtTest/QTest>

#include <memory>

using namespace weir;

namespace {

class ScriptedCluster final : public api::ClusterService
{
public:
    std::vector<std::shared_ptr<QPromise<base::Result<model::SnapshotPtr>>>> asked;

    api::Future<model::SnapshotPtr> snapshot(api::SnapshotParts) override
    {
        asked.push_back(std::make_shared<QPromise<base::Result<model::SnapshotPtr>>>());
        asked.back()->start();
        return asked.back()->future();
    }
    void answer(base::Result<model::SnapshotPtr> result)
    {
        asked.back()->addResult(std::move(result));
        asked.back()->finish();
    }
    api::Future<model::TopicDetail> topic(const QString &) override { return {}; }
    api::Future<model::BrokerDetail> broker(qint32) override { return {}; }
    api::Future<QMap<QString, std::vector<model::ConfigEntry>>> topicConfigs(const QStringList &topics, const QStringList &) override
    {
        using Answer = base::Result<QMap<QString, std::vector<model::ConfigEntry>>>;
        settingsAsked.push_back(topics);
        QPromise<Answer> promise;
        promise.start();
        if (refuse) {
            promise.addResult(Answer(base::fail(base::ErrorKind::Refused, "config.describe")));
        } else {
            QMap<QString, std::vector<model::ConfigEntry>> answer;
            for (const QString &topic : topics) {
                model::ConfigEntry entry;
                entry.name = QStringLiteral("min.insync.replicas");
                entry.value = leastInSync;
                answer[topic].push_back(entry);
            }
            promise.addResult(Answer(std::move(answer)));
        }
        promise.finish();
        return promise.future();
    }
    std::vector<QStringList> settingsAsked;
    QString leastInSync = QStringLiteral("1");
    bool refuse = false;
};

model::SnapshotPtr at(qint64 ms)
{
    auto snapshot = std::make_shared<model::ClusterSnapshot>();
    snapshot->takenAtMs = ms;
    return snapshot;
}

} // namespace

class TestMonitor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksOnceAtATimeAndKeepsTheLastAnswer()
    {
        ScriptedCluster cluster;
        base::ManualClock clock(100'000);
        metrics::Monitor monitor(cluster, clock);
        QSignalSpy sampled(&monitor, &metrics::Monitor::sampled);
        monitor.start(3600'000);
        monitor.refresh();
        monitor.refresh();
        QCOMPARE(cluster.asked.size(), std::size_t(1));
        cluster.answer(at(99'000));
        QTRY_COMPARE(sampled.count(), 1);
        QCOMPARE(monitor.ageMs(), qint64(1000));
        QVERIFY(!monitor.isRefreshing());
    }

    void aFailureKeepsWhatWasKnown()
    {
        ScriptedCluster cluster;
        base::ManualClock clock(100'000);
        metrics::Monitor monitor(cluster, clock);
        QSignalSpy failed(&monitor, &metrics::Monitor::failed);
        QSignalSpy sampled(&monitor, &metrics::Monitor::sampled);
        monitor.start(0);
        cluster.answer(at(99'000));
        QTRY_COMPARE(sampled.count(), 1);
        monitor.refresh();
        cluster.answer(base::fail(base::ErrorKind::Unreachable, "broker.connect", "127.0.0.1:1"));
        QTRY_COMPARE(failed.count(), 1);
        QVERIFY(monitor.latest() != nullptr);
        QVERIFY(monitor.error().has_value());
        monitor.refresh();
        cluster.answer(at(101'000));
        QTRY_COMPARE(sampled.count(), 2);
        QVERIFY(!monitor.error().has_value());
    }

    void settingsAreKeptAndReadAgainWhenTheyMayBeOthers()
    {
        ScriptedCluster cluster;
        base::ManualClock clock;
        metrics::TopicSettingsCache settings(cluster, clock);
        QSignalSpy changed(&settings, &metrics::TopicSettingsCache::changed);
        model::ClusterSnapshot look;
        look.topics.resize(1);
        look.topics[0].name = QStringLiteral("orders");
        look.topics[0].id = QStringLiteral("first");
        const auto asked = [&] { return static_cast<int>(cluster.settingsAsked.size()); };
        const auto least = [&] { return settings.find(QStringLiteral("orders")) != nullptr ? settings.find(QStringLiteral("orders"))->minInsync.value_or(-1) : -2; };

        cluster.refuse = true;
        settings.follow(look);
        QTRY_COMPARE(asked(), 1);
        QTest::qWait(0); // the answer is taken in the event loop
        QCOMPARE(least(), -2);
        settings.follow(look);
        QCOMPARE(asked(), 1); // not at every look
        cluster.refuse = false;
        clock.advance(metrics::TopicSettingsCache::kRetry);
        settings.follow(look);
        QTRY_COMPARE(changed.count(), 1); // one failure is not for ever
        QCOMPARE(least(), 1);
        settings.follow(look);
        QCOMPARE(asked(), 2);

        cluster.leastInSync = QStringLiteral("2");
        settings.expire();
        QCOMPARE(least(), 1); // until it is told anew
        settings.follow(look);
        QTRY_COMPARE(least(), 2);
        cluster.leastInSync = QStringLiteral("3");
        look.topics[0].id = QStringLiteral("second"); // deleted and made anew
        settings.follow(look);
        QTRY_COMPARE(least(), 3);
        cluster.leastInSync = QStringLiteral("4");
        clock.advance(metrics::TopicSettingsCache::kKeep);
        settings.follow(look);
        QTRY_COMPARE(least(), 4);
        settings.follow({});
        QCOMPARE(least(), -2);
    }
};

QTEST_GUILESS_MAIN(TestMonitor)
#include "tst_monitor.moc"
