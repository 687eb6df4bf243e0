// SPDX-License-Identifier: GPL-3.0-or-later
// The sandbox's own brokers and controller, their clients, network, disks and time in one thread, under faults.
//   WEIR_SIM_SEED=17 tst_cluster_simulation aSeedOfYours    one seed again, with its story
//   WEIR_SIM_SEEDS=500 tst_cluster_simulation seeds         many more of them
#include "tests/sandbox/simulation/planted.h"

#include <QtTest>

using namespace weir::sandbox::sim;

namespace {

constexpr int kSeeds = 6;
constexpr std::uint64_t kTurns = 4;
constexpr milliseconds kPlantedTime{8'000};

/// Every other seed syncs each record, and then power fails too.
Plan planOf(std::uint64_t seed)
{
    Plan plan;
    plan.seed = seed;
    plan.synced = seed % 2 == 1;
    plan.faults = {Fault::Kill, Fault::Freeze, Fault::Isolate, Fault::Cut, Fault::CutClient, Fault::Reset, Fault::Disk, Fault::DiskFull, Fault::Controller};
    if (plan.synced)
        plan.faults.push_back(Fault::Power);
    return plan;
}

QByteArray storyOf(const Run &run)
{
    QByteArray text;
    for (const Anomaly &one : run.anomalies)
        text.append(nameOf(one.kind)).append(": ").append(one.text.c_str()).append("\n");
    text.append(run.trouble.c_str()).append("\n");
    for (const std::string &act : run.acts)
        text.append("  ").append(act.c_str()).append("\n");
    return text;
}

} // namespace

class TestClusterSimulation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void seeds_data()
    {
        QTest::addColumn<qulonglong>("seed");
        const int count = qEnvironmentVariableIsSet("WEIR_SIM_SEEDS") ? qEnvironmentVariableIntValue("WEIR_SIM_SEEDS") : kSeeds;
        for (int seed = 1; seed <= count; ++seed)
            QTest::addRow("seed %d", seed) << static_cast<qulonglong>(seed);
    }
    void seeds()
    {
        QFETCH(qulonglong, seed);
        const Run done = run(planOf(seed));
        QVERIFY2(done.anomalies.empty() && done.recovered, storyOf(done).constData());
        // Nothing was found in nothing.
        QVERIFY2(done.acknowledged > 50, QByteArray::number(static_cast<qulonglong>(done.acknowledged)).constData());
    }

    void theSameSeedIsTheSameHistory()
    {
        const Run first = run(planOf(3));
        const Run second = run(planOf(3));
        QCOMPARE(first.steps, second.steps);
        QVERIFY(first.history.text() == second.history.text());
        QVERIFY(first.history.text() != run(planOf(5)).history.text());
    }

    void planted_data()
    {
        QTest::addColumn<int>("bug");
        for (std::size_t i = 0; i < plantedBugs().size(); ++i)
            QTest::addRow("%s", plantedBugs()[i].name) << static_cast<int>(i);
    }
    /// What the checker is for: each mistake is named as what it is. Chance has a few turns to bring it about.
    void planted()
    {
        QFETCH(int, bug);
        const Planted &one = plantedBugs()[static_cast<std::size_t>(bug)];
        QByteArray seen;
        for (std::uint64_t seed = 1; seed <= kTurns; ++seed) {
            Plan plan;
            plan.seed = seed;
            plan.time = kPlantedTime;
            const std::shared_ptr<Tap> tap = one.plant(plan);
            const Run done = run(plan);
            for (const Anomaly &anomaly : done.anomalies) {
                if (anomaly.kind == one.kind)
                    return;
            }
            seen += storyOf(done);
        }
        seen.prepend(QByteArray("not seen: ").append(nameOf(one.kind)).append("\n"));
        QVERIFY2(false, seen.constData());
    }

    void aSeedOfYours()
    {
        if (!qEnvironmentVariableIsSet("WEIR_SIM_SEED"))
            QSKIP("WEIR_SIM_SEED is not set");
        const Run done = run(planOf(qEnvironmentVariable("WEIR_SIM_SEED").toULongLong()));
        for (const std::string &event : done.events)
            qInfo("%s", event.c_str());
        if (const QString file = qEnvironmentVariable("WEIR_SIM_HISTORY"); !file.isEmpty()) {
            QFile out(file);
            QVERIFY(out.open(QIODevice::WriteOnly));
            out.write(done.history.text().c_str());
        }
        qInfo("%s%zu operations, %zu writes acknowledged, %llu steps", storyOf(done).constData(), done.history.operations.size(), done.acknowledged,
              static_cast<unsigned long long>(done.steps));
        QVERIFY(done.anomalies.empty() && done.recovered);
    }
};

QTEST_GUILESS_MAIN(TestClusterSimulation)
#include "tst_cluster_simulation.moc"
