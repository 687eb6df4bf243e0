// SPDX-License-Identifier: GPL-3.0-or-later
// The Load tab of a topic, without a window around it.
#include "tests/widgets/fakes/page_stage.h"
#include "widgets/pages/load/load_view.h"
#include "widgets/parts/banner.h"
#include "widgets/parts/fact_strip.h"
#include "widgets/parts/table_view.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

using namespace weir;
using namespace weir::widgets;

namespace {

/// 1,000 records in 100 batches after a second; 40 requests.
model::LoadProgress sampleAt(double seconds, qint64 acknowledged)
{
    model::LoadProgress progress;
    progress.seconds = seconds;
    progress.given = acknowledged + 20;
    progress.acknowledged = acknowledged;
    progress.bytes = acknowledged * 1024;
    progress.requests = acknowledged / 25;
    progress.batches = acknowledged / 10;
    progress.batchedRecords = acknowledged;
    progress.batchedBytes = acknowledged * 1100;
    progress.waitingRecords = 20;
    progress.waitingBytes = 20'480;
    progress.latencyP50Ms = 6.5;
    progress.latencyP99Ms = 21;
    progress.partitions = {acknowledged / 2, acknowledged / 4, acknowledged / 4};
    return progress;
}

} // namespace

class TestLoadView : public QObject
{
    Q_OBJECT

    std::unique_ptr<fakes::PageStage> m_stage;
    std::unique_ptr<LoadView> m_view;

    template <class Widget>
    Widget *named(const char *name) const
    {
        return fakes::named<Widget>(*m_view, name);
    }
    QPushButton *runButton() const
    {
        for (QPushButton *button : m_view->findChildren<QPushButton *>()) {
            if (button->text() == QLatin1String("Generate load") || button->text().startsWith(QLatin1String("Stop")))
                return button;
        }
        return nullptr;
    }
    std::vector<Fact> facts() const { return m_view->findChild<FactStrip *>()->facts(); }
    void tell(const model::LoadProgress &sample)
    {
        m_stage->session.loadStream->report(sample);
        m_stage->session.loadStream->push({sample});
    }
    void open(const model::Profile &profile)
    {
        m_view.reset();
        m_stage = std::make_unique<fakes::PageStage>(profile);
        m_view = std::make_unique<LoadView>(m_stage->context(), QStringLiteral("orders"));
        m_view->setTopic(3, 2);
        m_view->resize(1200, 800);
        m_view->show();
    }

private Q_SLOTS:
    void initTestCase() { LookController::instance().install(); }
    void init() { open(fakes::sampleProfile()); }
    void cleanup()
    {
        m_view.reset();
        m_stage.reset();
    }

    void asksForWhatTheFormSays()
    {
        QCOMPARE(m_view->state(), PageState::Idle);
        named<QSpinBox>("Records")->setValue(5000);
        named<QSpinBox>("Rate")->setValue(250);
        named<QSpinBox>("Value")->setValue(300);
        named<QSpinBox>("Different keys")->setValue(7);
        auto *const partition = named<QComboBox>("Partition");
        partition->setCurrentIndex(partition->findText(QStringLiteral("always partition 2")));
        named<QComboBox>("Confirmed by")->setCurrentIndex(1);
        named<QComboBox>("Compression")->setCurrentText(QStringLiteral("lz4"));
        named<QDoubleSpinBox>("Linger")->setValue(12.5);
        named<QSpinBox>("Batch")->setValue(4000);
        named<QSpinBox>("Buffer")->setValue(64);
        QTest::mouseClick(runButton(), Qt::LeftButton);
        QCOMPARE(m_stage->session.loads.size(), std::size_t(1));
        const model::LoadRequest &asked = m_stage->session.loads.back();
        QCOMPARE(asked.topic, QStringLiteral("orders"));
        QCOMPARE(asked.records, 5000);
        QCOMPARE(asked.recordsPerSecond, 250.0);
        QCOMPARE(asked.valueBytes, 300);
        QCOMPARE(asked.keys, 7);
        QCOMPARE(int(asked.spread), int(model::Spread::Chosen));
        QCOMPARE(asked.partition, 2);
        QCOMPARE(int(asked.acks), int(model::ProduceRecord::Acks::Leader));
        QCOMPARE(int(asked.codec), int(model::RecordBatch::Codec::Lz4));
        QCOMPARE(asked.lingerMs, 12.5);
        QCOMPARE(asked.batchBytes, 4000);
        QCOMPARE(asked.bufferBytes, 65'536);
    }

    void showsWhatTheProducerDoes()
    {
        QTest::mouseClick(runButton(), Qt::LeftButton);
        QCOMPARE(m_view->state(), PageState::Loading);
        QCOMPARE(m_stage->jobs.running().size(), std::size_t(1));
        tell(sampleAt(1, 1000));
        tell(sampleAt(1.5, 2000));
        QTRY_COMPARE(m_view->state(), PageState::Ready);
        QTRY_COMPARE(facts()[0].value, QStringLiteral("2,000"));
        QCOMPARE(facts()[1].value, QStringLiteral("2,000 /s")); // of the last half second
        QCOMPARE(facts()[2].value, QStringLiteral("80 /s"));
        QCOMPARE(facts()[3].value, QStringLiteral("10.0"));
        QCOMPARE(facts()[4].value, QStringLiteral("10.7 KiB"));
        QCOMPARE(facts()[5].value, QStringLiteral("20"));
        QCOMPARE(facts()[6].value, QStringLiteral("6.5"));
        QVERIFY(facts()[6].sub.contains(QStringLiteral("21")));
        auto *const table = m_view->findChild<TableView *>();
        QCOMPARE(table->tableModel()->rowCount(), 3);
        QVERIFY(table->textOf(TableView::CopyFormat::Csv, true).contains(QStringLiteral("150")));
        m_stage->session.loadStream->finish();
        QTRY_VERIFY(!m_view->isRunning());
        QVERIFY(m_stage->jobs.running().empty());
        QCOMPARE(facts()[1].value, QStringLiteral("1,333 /s")); // of the whole run
        QCOMPARE(runButton()->text(), QStringLiteral("Generate load"));
        if (qEnvironmentVariableIsSet("WEIR_PICTURES"))
            m_view->grab().save(qEnvironmentVariable("WEIR_PICTURES") + QStringLiteral("/load.png"));
    }

    void stopsWhenAsked()
    {
        QVERIFY(!m_view->stop());
        m_view->run();
        QTest::mouseClick(runButton(), Qt::LeftButton);
        QVERIFY(m_stage->session.loadStream->cancelled());
        QVERIFY(m_view->isRunning() && !runButton()->isEnabled()); // its last answers are still to come
        tell(sampleAt(1, 1000));
        m_stage->session.loadStream->finish();
        QTRY_VERIFY(!m_view->isRunning());
        QCOMPARE(facts()[0].value, QStringLiteral("1,000"));
        QVERIFY(runButton()->isEnabled());
    }

    void failuresAreSaid()
    {
        m_view->run();
        model::LoadProgress sample = sampleAt(1, 1000);
        sample.failed = 3;
        sample.lastError = fakes::sampleError();
        tell(sample);
        QTRY_COMPARE(m_view->state(), PageState::Ready);
        QVERIFY(m_view->findChild<Banner *>()->isVisible());
        QVERIFY(facts()[0].sub.contains(QLatin1Char('3')) && facts()[0].subState == State::Error);
        m_stage->session.loadStream->finish();
        QTRY_VERIFY(!m_view->isRunning());
        m_stage->session.mood = fakes::Mood::Failing;
        m_view->run();
        QTRY_COMPARE(m_view->state(), PageState::Failed);
    }

    void productionWantsItsName()
    {
        model::Profile profile = fakes::sampleProfile();
        profile.production = true;
        open(profile);
        QVERIFY(!runButton()->isEnabled());
        QTest::keyClicks(m_view->findChild<QLineEdit *>(QStringLiteral("loadTypedName")), profile.name);
        QVERIFY(runButton()->isEnabled());
        QTest::mouseClick(runButton(), Qt::LeftButton);
        QCOMPARE(m_stage->session.confirmation, profile.name);
        profile.production = false;
        profile.readOnly = true;
        open(profile);
        QVERIFY(!runButton()->isEnabled());
    }
};

QTEST_MAIN(TestLoadView)
#include "tst_load_view.moc"
