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
    api::Future<QMap<QString, std::vector<model::ConfigEntry>>> topicConfigs(const QStringList &) override { return {}; }
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
};

QTEST_GUILESS_MAIN(TestMonitor)
#include "tst_monitor.moc"
