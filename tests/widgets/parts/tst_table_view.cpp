// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/parts/filter_header.h"
#include "widgets/parts/row_table_model.h"
#include "widgets/parts/table_view.h"

#include <QAccessible>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace weir::widgets;

namespace {

struct Row
{
    QString name;
    qint64 lag = 0;
    bool operator==(const Row &) const = default;
};

} // namespace

class TestTableView : public QObject
{
    Q_OBJECT

private:
    using Model = RowTableModel<Row>;
    std::unique_ptr<Model> m_model;
    std::unique_ptr<TableView> m_view;

    static Row row(const char *name, qint64 lag) { return {QString::fromUtf8(name), lag}; }
    QLineEdit *editor() const { return m_view->horizontalHeader()->findChild<QLineEdit *>(); }

private Q_SLOTS:
    void initTestCase()
    {
        LookController::instance().setThemeChoice(ThemeChoice::Light);
        LookController::instance().install();
    }

    void init()
    {
        m_model = std::make_unique<Model>([](const Row &r) { return r.name; });
        m_model->setColumns({{.id = QStringLiteral("name"), .title = QStringLiteral("Topic"), .kind = CellKind::Mono, .value = [](const Row &r) { return Cell(r.name); }},
                             {.id = QStringLiteral("lag"), .title = QStringLiteral("Lag"), .kind = CellKind::Number, .value = [](const Row &r) { return Cell::count(r.lag); }},
                             {.id = QStringLiteral("open"), .title = QStringLiteral("Open"), .kind = CellKind::Link, .value = [](const Row &) { return Cell(QStringLiteral("Show")); }}});
        m_view = std::make_unique<TableView>();
        m_view->setTableModel(m_model.get());
        m_model->setRows({row("orders", 12), row("clicks, \"all\"", 184220), row("payments|x", -3)});
        m_view->resize(500, 300);
        m_view->show();
        m_view->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
        m_view->setFocus();
    }

    void cleanup()
    {
        m_view.reset();
        m_model.reset();
    }

    void theHeaderFilterWorksByKeyboard()
    {
        QVERIFY(m_view->setCurrentKey(QStringLiteral("orders")));
        QTest::keyClick(m_view.get(), Qt::Key_Slash);
        QVERIFY(editor()->isVisible());
        QTRY_VERIFY(editor()->hasFocus());
        QTest::keyClicks(editor(), QStringLiteral("pay"));
        QTest::keyClick(editor(), Qt::Key_Return);
        QCOMPARE(m_model->rowCount(), 1);
        QCOMPARE(m_model->keyAt(0), QStringLiteral("payments|x"));
        QTRY_VERIFY(m_view->hasFocus());
        QVERIFY(!editor()->isVisible());
        // Tab goes on to the next column, Esc clears, Esc again comes back.
        QTest::keyClick(m_view.get(), Qt::Key_Slash);
        QTest::keyClick(editor(), Qt::Key_Tab);
        QTest::keyClicks(editor(), QStringLiteral("> x"));
        QTRY_VERIFY(!m_model->isFilterValid(1));
        QTest::keyClick(editor(), Qt::Key_Escape);
        QCOMPARE(m_model->filter(1), QString());
        QTest::keyClick(editor(), Qt::Key_Escape);
        QTRY_VERIFY(m_view->hasFocus());
        QCOMPARE(m_model->filter(0), QStringLiteral("pay"));
    }

    void typingFiltersWithoutEnter()
    {
        static_cast<FilterHeader *>(m_view->horizontalHeader())->editFilter(1);
        QTest::keyClicks(editor(), QStringLiteral(">100"));
        QTRY_COMPARE(m_model->rowCount(), 1);
        QVERIFY(editor()->isVisible());
    }

    void theSelectionIsSticky_data()
    {
        QTest::addColumn<bool>("single");
        QTest::newRow("one row at a time") << true;
        QTest::newRow("many rows") << false;
    }

    void theSelectionIsSticky()
    {
        QFETCH(bool, single);
        m_view->setSelectionMode(single ? QAbstractItemView::SingleSelection : QAbstractItemView::ExtendedSelection);
        QSignalSpy spy(m_view.get(), &TableView::currentKeyChanged);
        QVERIFY(m_view->setCurrentKey(QStringLiteral("orders")));
        QCOMPARE(spy.count(), 1);
        QCOMPARE(spy.last().first().toString(), QStringLiteral("orders"));
        m_model->setRows({row("a", 1), row("payments|x", 7), row("orders", 13)});
        QCOMPARE(m_view->currentKey(), QStringLiteral("orders"));
        QCOMPARE(spy.count(), 1);
        // A row that goes is not replaced by its neighbour, and is selected again when it comes back.
        m_model->setRows({row("a", 1), row("payments|x", 7)});
        QCOMPARE(m_view->currentKey(), QString());
        QCOMPARE(spy.last().first().toString(), QString());
        m_model->setRows({row("a", 1), row("orders", 13)});
        QCOMPARE(m_view->currentKey(), QStringLiteral("orders"));
        m_model->setFilter(0, QStringLiteral("zzz"));
        QCOMPARE(m_view->currentKey(), QString());
        m_model->clearFilters();
        QCOMPARE(m_view->currentKey(), QStringLiteral("orders"));
    }

    void aKeyThatIsNotThereYetIsSelectedWhenItComes()
    {
        QVERIFY(!m_view->setCurrentKey(QStringLiteral("new"), true));
        m_model->setRows({row("orders", 1), row("new", 2)});
        QCOMPARE(m_view->currentKey(), QStringLiteral("new"));
    }

    void copyIsPlainAndQuoted()
    {
        m_view->selectAll();
        QCOMPARE(m_view->textOf(TableView::CopyFormat::Csv),
                 QStringLiteral("Topic,Lag,Open\r\norders,12,Show\r\n\"clicks, \"\"all\"\"\",184220,Show\r\npayments|x,-3,Show\r\n"));
        QVERIFY(m_view->textOf(TableView::CopyFormat::Markdown).contains(QLatin1String("| payments\\|x | -3 | Show |")));
        const auto json = QJsonDocument::fromJson(m_view->textOf(TableView::CopyFormat::Json).toUtf8()).array();
        QCOMPARE(json.size(), 3);
        QCOMPARE(json[1].toObject().value(QLatin1String("lag")).toInteger(), 184220);
        m_view->setCurrentKey(QStringLiteral("orders"));
        QCOMPARE(m_view->textOf(TableView::CopyFormat::Text), QStringLiteral("orders\t12\tShow"));
    }

    void enterActivatesAndLinksLead()
    {
        QSignalSpy rows(m_view.get(), &TableView::rowActivated);
        QSignalSpy links(m_view.get(), &TableView::linkActivated);
        m_view->setCurrentKey(QStringLiteral("orders"));
        QTest::keyClick(m_view.get(), Qt::Key_Return);
        QCOMPARE(rows.count(), 1);
        const QPoint link = m_view->visualRect(m_model->index(1, 2)).center();
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, link);
        QCOMPARE(links.count(), 1);
        QCOMPARE(links.last()[0].toString(), QStringLiteral("clicks, \"all\""));
        QCOMPARE(links.last()[1].toString(), QStringLiteral("open"));
    }

    void theLayoutComesBackById()
    {
        m_view->setColumnHidden(2, true);
        m_view->horizontalHeader()->moveSection(1, 0);
        m_view->horizontalHeader()->setSortIndicator(1, Qt::DescendingOrder);
        const QJsonObject state = m_view->layoutState();
        TableView other;
        other.setTableModel(m_model.get());
        other.restoreLayoutState(state);
        QVERIFY(other.isColumnHidden(2));
        QCOMPARE(other.horizontalHeader()->visualIndex(1), 0);
        QCOMPARE(m_model->keyAt(0), QStringLiteral("clicks, \"all\""));
        other.setTableModel(nullptr);
    }

    void numbersAreNeverCut()
    {
        m_model->setRows({row("orders", 12), row("big", 9'007'199'254'740'993)});
        const QFontMetrics metrics(look().font(FontRole::Data));
        QTRY_VERIFY(m_view->columnWidth(1) >= metrics.horizontalAdvance(QStringLiteral("9,007,199,254,740,993")) + 16);
    }

    void cellsSpeak()
    {
        QAccessibleInterface *table = QAccessible::queryAccessibleInterface(m_view.get());
        QVERIFY(table && table->tableInterface());
        QCOMPARE(table->tableInterface()->rowCount(), 3);
        QCOMPARE(m_model->index(0, 1).data(Qt::AccessibleTextRole).toString(), QStringLiteral("Lag: 12"));
    }

    void aMillionRowsScroll()
    {
        std::vector<Row> rows;
        for (int i = 0; i < 1'000'000; ++i)
            rows.push_back({QString::number(i), i});
        m_model->append(std::move(rows));
        m_view->scrollToBottom();
        QVERIFY(!m_view->grab().isNull());
        QCOMPARE(m_view->rowAt(m_view->viewport()->height() - 5), 1'000'002);
    }
};

QTEST_MAIN(TestTableView)
#include "tst_table_view.moc"
