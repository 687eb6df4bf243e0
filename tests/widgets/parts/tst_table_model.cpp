// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/parts/column_filter.h"
#include "widgets/parts/row_table_model.h"

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <random>

using namespace weir::widgets;

namespace {

struct Row
{
    QString name;
    qint64 lag = 0;
    bool known = true;
    bool operator==(const Row &) const = default;
};

using Model = RowTableModel<Row>;

std::vector<ColumnSpec<Row>> columns()
{
    return {{.id = QStringLiteral("name"), .title = QStringLiteral("Name"), .kind = CellKind::Mono, .value = [](const Row &r) { return Cell(r.name); }},
            {.id = QStringLiteral("lag"),
             .title = QStringLiteral("Lag"),
             .kind = CellKind::Number,
             .value = [](const Row &r) { return r.known ? Cell::count(r.lag) : Cell::unknown(); },
             .sortKey = [](const Row &r) { return r.known ? SortKey(r.lag) : SortKey(); }}};
}

QString keyOf(const Row &row) { return row.name; }

QString dump(const TableModel &model)
{
    QStringList lines;
    for (int row = 0; row < model.rowCount(); ++row)
        lines << model.cell(row, 0).text + u'=' + model.cell(row, 1).copyText();
    return lines.join(u' ');
}

Row row(const char *name, qint64 lag, bool known = true) { return {QString::fromLatin1(name), lag, known}; }

} // namespace

class TestTableModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRefreshChangesOnlyWhatChanged()
    {
        Model model(keyOf);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setColumns(columns());
        model.setRows({row("a", 1), row("b", 2), row("c", 3)});
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.setRows({row("a", 1), row("c", 30), row("d", 4)});
        QCOMPARE(dump(model), QStringLiteral("a=1 c=30 d=4"));
        QCOMPARE(reset.count(), 0);
        QCOMPARE(inserted.count(), 1);
        QCOMPARE(removed.count(), 1);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed.first().first().toModelIndex().row(), 1);
        model.setRows({row("a", 1), row("c", 30), row("d", 4)});
        QCOMPARE(changed.count(), 1);
    }

    void theSelectionFollowsItsKey()
    {
        Model model(keyOf);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setColumns(columns());
        model.setRows({row("a", 1), row("b", 2), row("c", 3)});
        QItemSelectionModel selection(&model);
        selection.select(model.index(1, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
        QPersistentModelIndex held(model.index(1, 1));
        model.sort(1, Qt::DescendingOrder);
        model.setRows({row("x", 9), row("c", 0), row("b", 5), row("a", 7)});
        QCOMPARE(dump(model), QStringLiteral("x=9 a=7 b=5 c=0"));
        QCOMPARE(held.row(), 2);
        QCOMPARE(selection.selectedRows().size(), 1);
        QCOMPARE(model.keyAt(selection.selectedRows().first().row()), QStringLiteral("b"));
        model.setFilter(1, QStringLiteral("> 6"));
        QCOMPARE(dump(model), QStringLiteral("x=9 a=7"));
        QVERIFY(!held.isValid());
    }

    void unknownStandsLastBothWays()
    {
        Model model(keyOf);
        model.setColumns(columns());
        model.setRows({row("a", 0, false), row("b", 2), row("c", 1)});
        model.sort(1, Qt::AscendingOrder);
        QCOMPARE(model.keyAt(2), QStringLiteral("a"));
        model.sort(1, Qt::DescendingOrder);
        QCOMPARE(model.keyAt(0), QStringLiteral("b"));
        QCOMPARE(model.keyAt(2), QStringLiteral("a"));
        // And no comparison takes it in.
        model.setFilter(1, QStringLiteral("< 100"));
        QCOMPARE(model.rowCount(), 2);
        model.sort(-1);
        QCOMPARE(model.keyAt(0), QStringLiteral("b"));
    }

    void filters_data()
    {
        QTest::addColumn<int>("column");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        QTest::newRow("contains, any case") << 0 << "ORD" << "orders-2 orders-10";
        QTest::newRow("equals") << 0 << "=clicks" << "clicks";
        QTest::newRow("excludes") << 0 << "!orders" << "clicks";
        QTest::newRow("differs") << 0 << "!=clicks" << "orders-2 orders-10";
        QTest::newRow("greater") << 1 << "> 1,000" << "orders-10 clicks";
        QTest::newRow("suffix") << 1 << ">=1k" << "orders-10 clicks";
        QTest::newRow("between") << 1 << "5..2000" << "orders-2 orders-10";
        QTest::newRow("number by its digits") << 1 << "1204" << "orders-10";
        QTest::newRow("number as shown") << 1 << "1,20" << "orders-10";
        QTest::newRow("equal number") << 1 << "= 12" << "orders-2";
        QTest::newRow("unreadable is not in force") << 1 << "> abc" << "orders-2 orders-10 clicks";
        QTest::newRow("half typed") << 1 << ">" << "orders-2 orders-10 clicks";
    }

    void filters()
    {
        QFETCH(int, column);
        QFETCH(QString, text);
        QFETCH(QString, expected);
        Model model(keyOf);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setColumns(columns());
        model.setRows({row("orders-2", 12), row("orders-10", 1204), row("clicks", 84120338)});
        model.setFilter(column, text);
        QStringList keys;
        for (int r = 0; r < model.rowCount(); ++r)
            keys << model.keyAt(r);
        QCOMPARE(keys.join(u' '), expected);
        QCOMPARE(model.isFilterValid(column), !text.startsWith(u'>') || expected.count(u' ') < 2);
        model.clearFilters();
        QCOMPARE(model.rowCount(), 3);
    }

    void namesSortNaturally()
    {
        QVERIFY(compareNaturally(u"p2", u"p10") < 0);
        QVERIFY(compareNaturally(u"Orders", u"orders-1") < 0);
        QVERIFY(compareNaturally(u"a007", u"a7") != 0);
        QVERIFY(compareNaturally(u"a07", u"a8") < 0);
        QCOMPARE(compareNaturally(u"x", u"x"), 0);
    }

    void twoRowsOfOneKeyAreTwoRows()
    {
        Model model(keyOf);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setColumns(columns());
        model.setRows({row("a", 1), row("a", 2)});
        model.setRows({row("a", 1), row("a", 3), row("a", 4)});
        QCOMPARE(dump(model), QStringLiteral("a=1 a=3 a=4"));
    }

    void streamsAppendAndDropTheirOldest()
    {
        Model model(keyOf);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setColumns(columns());
        model.setFilter(1, QStringLiteral(">1"));
        model.append({row("a", 1), row("b", 2)});
        model.append({row("c", 3), row("d", 0)});
        QCOMPARE(dump(model), QStringLiteral("b=2 c=3"));
        model.dropFront(2);
        QCOMPARE(dump(model), QStringLiteral("c=3"));
        QCOMPARE(model.totalRows(), 2);
        QVERIFY(model.update(row("d", 9)));
        QCOMPARE(dump(model), QStringLiteral("c=3 d=9"));
    }

    void aSortedStreamStaysSorted()
    {
        std::mt19937 random(11);
        Model model(keyOf);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setColumns(columns());
        model.sort(1, Qt::DescendingOrder);
        int next = 0;
        for (int batch = 0; batch < 20; ++batch) {
            std::vector<Row> rows;
            for (int i = 0; i < 50; ++i, ++next)
                rows.push_back({QStringLiteral("r%1").arg(next), qint64(random() % 1000), random() % 10 != 0});
            model.append(std::move(rows));
            if (batch == 9)
                model.dropFront(100);
            if (batch == 12)
                QVERIFY(model.update({QStringLiteral("r600"), 5000, true}));
        }
        QCOMPARE(model.rowCount(), 900);
        QCOMPARE(model.rowAt(0).lag, 5000);
        for (int r = 1; r < model.rowCount(); ++r) {
            const Row &above = model.rowAt(r - 1);
            const Row &below = model.rowAt(r);
            QVERIFY(below.known ? above.known && above.lag >= below.lag : true);
        }
    }

    void hitsAreNamedForMarking()
    {
        Model model(keyOf);
        model.setColumns(columns());
        model.setFilter(0, QStringLiteral("ord"));
        QCOMPARE(model.hitText(0), QStringLiteral("ord"));
        QCOMPARE(model.hitText(1), QString());
        model.setFilter(0, QStringLiteral("!ord"));
        QCOMPARE(model.hitText(0), QString());
        model.setQuickFilter(QStringLiteral("x"));
        QCOMPARE(model.hitText(1), QStringLiteral("x"));
    }

    /// Whatever the model says, a listener that only applies its signals has the same rows: random refreshes, sorts, filters.
    void randomRefreshesKeepPersistentIndexesRight()
    {
        std::mt19937 random(7);
        Model model(keyOf);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setColumns(columns());
        for (int round = 0; round < 60; ++round) {
            std::vector<Row> rows;
            const int count = 1 + static_cast<int>(random() % 200);
            for (int i = 0; i < count; ++i)
                if (random() % 4 != 0)
                    rows.push_back({QStringLiteral("t%1").arg(i), qint64(random() % 50), random() % 9 != 0});
            std::shuffle(rows.begin(), rows.end(), random);
            std::vector<std::pair<QPersistentModelIndex, QString>> held;
            for (int r = 0; r < model.rowCount(); r += 3)
                held.emplace_back(model.index(r, 0), model.keyAt(r));
            switch (random() % 3) {
            case 0:
                model.sort(static_cast<int>(random() % 2), random() % 2 ? Qt::AscendingOrder : Qt::DescendingOrder);
                break;
            case 1:
                model.setFilter(1, random() % 2 ? QStringLiteral("< 25") : QString());
                break;
            default:
                break;
            }
            model.setRows(std::move(rows));
            // A held row is still the same row, or gone.
            for (const auto &[index, key] : held)
                if (index.isValid())
                    QCOMPARE(model.keyAt(index.row()), key);
        }
    }

    void aHundredThousandRowsSortAndFilter()
    {
        Model model(keyOf);
        model.setColumns(columns());
        std::vector<Row> rows;
        for (int i = 0; i < 100'000; ++i)
            rows.push_back({QStringLiteral("topic-%1").arg(i), qint64(i) * 7919 % 100'003, true});
        model.setRows(rows);
        QItemSelectionModel selection(&model);
        selection.select(model.index(5000, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        QSignalSpy layout(&model, &QAbstractItemModel::layoutChanged);
        QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
        model.sort(1, Qt::AscendingOrder);
        for (int r = 1; r < model.rowCount(); ++r)
            QVERIFY(model.rowAt(r - 1).lag <= model.rowAt(r).lag);
        model.setFilter(0, QStringLiteral("7"));
        QVERIFY(model.rowCount() > 30'000 && model.rowCount() < 60'000);
        // Scattered rows that go are one change of layout and not ten thousand signals.
        QCOMPARE(removed.count(), 0);
        QCOMPARE(layout.count(), 2);
        QCOMPARE(reset.count(), 0);
        model.clearFilters();
        QCOMPARE(model.rowCount(), 100'000);
        // A refresh in which one row changed is one signal.
        rows[77].lag = 1;
        model.sort(-1);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.setRows(rows);
        QCOMPARE(changed.count(), 1);
    }
};

QTEST_MAIN(TestTableModel)
#include "tst_table_model.moc"
