// SPDX-License-Identifier: GPL-3.0-or-later
// The Keys tab of a topic, without a window around it.
#include "tests/widgets/fakes/page_stage.h"
#include "tests/widgets/fakes/seen.h"
#include "widgets/pages/keys/key_text.h"
#include "widgets/pages/keys/keys_view.h"
#include "widgets/parts/fact_strip.h"
#include "widgets/parts/state_label.h"
#include "widgets/parts/table_view.h"

#include <QComboBox>
#include <QPushButton>
#include <QTest>

using namespace weir;
using namespace weir::widgets;
using model::Partitioner;

namespace {

/// Three partitions; one key in two of them.
model::KeyReport sampleReport()
{
    model::KeyReport report;
    report.whole = true;
    report.records = 90;
    report.withoutKey = 30;
    report.distinctKeys = 7;
    report.partitions = {{0, 60, 10, 3}, {1, 20, 10, 4}, {2, 10, 10, 1}};
    report.splitKeys = 1;
    report.splits.push_back({"customer-7", {{0, 5, 11, 1'000, 40}, {2, 3, 100, 2'000, 102}}});
    for (const Partitioner partitioner : model::kPartitioners)
        report.fits.push_back({partitioner, 60, 50, {}, 50});
    return report;
}

} // namespace

class TestKeysView : public QObject
{
    Q_OBJECT

    std::unique_ptr<fakes::PageStage> m_stage;
    std::unique_ptr<KeysView> m_view;

    TableView *table(const char *name) const { return fakes::named<TableView>(*m_view, name); }
    QPushButton *button(const char *text) const { return fakes::seenButton(m_view.get(), QLatin1String(text)); }
    QString title() const { return m_view->findChild<StateLabel *>()->word(); }
    void runAndWait()
    {
        m_view->run();
        QTRY_VERIFY(!m_view->isRunning());
    }

private Q_SLOTS:
    void initTestCase() { LookController::instance().install(); }
    void init()
    {
        m_stage = std::make_unique<fakes::PageStage>();
        m_view = std::make_unique<KeysView>(m_stage->context(), QStringLiteral("orders"));
        m_view->resize(1200, 800);
        m_view->show();
        m_stage->session.keyReport = sampleReport();
    }
    void cleanup()
    {
        m_view.reset();
        m_stage.reset();
    }

    void readsNothingUnasked()
    {
        QCOMPARE(m_view->state(), PageState::Idle);
        QVERIFY(m_stage->session.keyScansAsked.empty());
        QVERIFY(button("Look at the keys") != nullptr);
    }

    void showsWhatWasFound()
    {
        auto *const range = m_view->findChild<QComboBox *>();
        range->setCurrentIndex(1);
        QTest::mouseClick(button("Look at the keys"), Qt::LeftButton);
        QTRY_COMPARE(m_view->state(), PageState::Ready);
        QCOMPARE(m_stage->session.keyScansAsked.back().topic, QStringLiteral("orders"));
        QCOMPARE(m_stage->session.keyScansAsked.back().newest, 1'000'000);
        QCOMPARE(title(), QStringLiteral("Keys not placed by murmur2"));
        QCOMPARE(table("Records and keys by partition")->tableModel()->rowCount(), 3);
        QCOMPARE(table("Partitioners")->tableModel()->rowCount(), 4);
        const auto facts = m_view->findChild<FactStrip *>()->facts();
        QCOMPARE(facts[0].value, QStringLiteral("90"));
        QCOMPARE(facts[1].value, QStringLiteral("7"));
        QCOMPARE(facts[2].value, QStringLiteral("1"));
        QCOMPARE(facts[3].value, QStringLiteral("2.00"));
        const QString split = table("Keys in more than one partition")->textOf(TableView::CopyFormat::Csv, true);
        QVERIFY2(split.contains(QStringLiteral("customer-7")) && split.contains(QStringLiteral("0 → 2")) && split.contains(QStringLiteral("100")), qPrintable(split));
        // The row leads to the record with which the split began.
        Q_EMIT table("Keys in more than one partition")->rowActivated(QString::fromLatin1(QByteArray("customer-7").toHex()));
        QCOMPARE(m_stage->places.opened.size(), 1);
        QCOMPARE(m_stage->places.opened[0].partition, std::optional<qint32>(2));
        QCOMPARE(m_stage->places.opened[0].offset, std::optional<qint64>(100));
        if (qEnvironmentVariableIsSet("WEIR_PICTURES"))
            m_view->grab().save(qEnvironmentVariable("WEIR_PICTURES") + QStringLiteral("/keys.png"));
    }

    void wordsOfTheVerdict()
    {
        model::KeyReport report = sampleReport();
        report.fits[0] = {Partitioner::Murmur2, 60, 0, {}, 0};
        QCOMPARE(placementVerdict(report).title, QStringLiteral("Keys placed by murmur2"));
        QCOMPARE(placementVerdict(report).state, State::Ok);
        report.fits[0] = {Partitioner::Murmur2, 60, 30, {2}, 0};
        QVERIFY(placementVerdict(report).sentences.join(QLatin1Char(' ')).contains(QStringLiteral("topic of 2 partitions")));
        report.fits[0] = {Partitioner::Murmur2, 60, 48, {}, 48};
        report.fits[1] = {Partitioner::Crc32, 60, 0, {}, 0};
        QCOMPARE(placementVerdict(report).title, QStringLiteral("Keys not placed by murmur2"));
        QVERIFY(placementVerdict(report).sentences.join(QLatin1Char(' ')).contains(QStringLiteral("80 %")));
        QVERIFY(placementVerdict(report).sentences.join(QLatin1Char(' ')).contains(QStringLiteral("fit CRC32")));
        QCOMPARE(keylessVerdict(report).title, QStringLiteral("Without key: round-robin"));
        report.partitions[0].withoutKey = 20;
        QVERIFY(keylessVerdict(report).title.contains(QStringLiteral("sticky or random")));
        report.partitions.resize(1);
        QVERIFY(placementVerdict(report).title.startsWith(QStringLiteral("One partition")));
    }

    void keysBeyondTheBoundAreSaid()
    {
        m_stage->session.keyReport.recordsNotKept = 12;
        runAndWait();
        const auto facts = m_view->findChild<FactStrip *>()->facts();
        QCOMPARE(facts[1].value, QStringLiteral("≥ 7"));
        QVERIFY(facts[1].subState == State::Warn && facts[1].sub.contains(QStringLiteral("12")));
    }

    void emptyAndFailing()
    {
        m_stage->session.mood = fakes::Mood::Empty;
        runAndWait();
        QCOMPARE(m_view->state(), PageState::Empty);
        m_stage->session.mood = fakes::Mood::Failing;
        runAndWait();
        QCOMPARE(m_view->state(), PageState::Failed);
    }

    void stopsWhenAsked()
    {
        QVERIFY(!m_view->stop());
        m_stage->session.mood = fakes::Mood::Silent;
        m_view->run();
        QCOMPARE(m_view->state(), PageState::Loading);
        QVERIFY(button("Stop") != nullptr);
        QCOMPARE(m_stage->jobs.running().size(), std::size_t(1));
        QVERIFY(m_view->stop());
    }
};

QTEST_MAIN(TestKeysView)
#include "tst_keys_view.moc"
