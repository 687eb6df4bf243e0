// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/shell/test_window.h"
#include "widgets/shell/fuzzy.h"
#include "widgets/shell/palette.h"

#include <QAbstractItemView>
#include <QSignalSpy>
#include <QTest>

using namespace weir;
using namespace weir::widgets;

class TestPalette : public QObject
{
    Q_OBJECT

    static PaletteItem topic(const QString &name)
    {
        PaletteItem item;
        item.kind = PaletteItem::Kind::Topic;
        item.title = name;
        item.note = QStringLiteral("Topic");
        item.place = Place{QStringLiteral("topic")};
        item.place.topic = name;
        return item;
    }
    static QStringList titles(const PaletteModel &model)
    {
        QStringList found;
        for (int i = 0; i < model.rowCount(); ++i)
            found << model.item(i).title;
        return found;
    }

private Q_SLOTS:
    void initTestCase() { LookController::instance().install(); }

    void findsLettersInOrder_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("fits");
        QTest::newRow("whole") << QStringLiteral("orders") << QStringLiteral("orders") << true;
        QTest::newRow("case") << QStringLiteral("OrD") << QStringLiteral("orders") << true;
        QTest::newRow("inside") << QStringLiteral("der") << QStringLiteral("orders") << true;
        QTest::newRow("scattered") << QStringLiteral("pmt") << QStringLiteral("payments") << true;
        QTest::newRow("initials") << QStringLiteral("ctf") << QStringLiteral("connect-orders-to-files") << true;
        QTest::newRow("not in order") << QStringLiteral("tmp") << QStringLiteral("payments") << false;
        QTest::newRow("two words, any order") << QStringLiteral("files connect") << QStringLiteral("connect-orders-to-files") << true;
        QTest::newRow("one word missing") << QStringLiteral("connect x") << QStringLiteral("connect-orders-to-files") << false;
        QTest::newRow("start") << QStringLiteral("^ord") << QStringLiteral("orders") << true;
        QTest::newRow("not at the start") << QStringLiteral("^der") << QStringLiteral("orders") << false;
        QTest::newRow("end") << QStringLiteral("dlq$") << QStringLiteral("orders.dlq") << true;
        QTest::newRow("not at the end") << QStringLiteral("orders$") << QStringLiteral("orders.dlq") << false;
        QTest::newRow("korean") << QStringLiteral("주문") << QStringLiteral("상점-주문") << true;
        QTest::newRow("longer than the text") << QStringLiteral("orders.dlq") << QStringLiteral("orders") << false;
    }
    void findsLettersInOrder()
    {
        QFETCH(QString, typed);
        QFETCH(QString, text);
        QFETCH(bool, fits);
        const FuzzyQuery query(typed);
        const auto match = query.match(text);
        QCOMPARE(match.has_value(), fits);
        QCOMPARE(query.score(text.toCaseFolded()) >= 0, fits);
        if (match) {
            QCOMPARE(match->score, query.score(text.toCaseFolded()));
            for (const auto &[start, length] : match->ranges)
                QVERIFY(start >= 0 && length > 0 && start + length <= text.size());
        }
    }

    void putsTheLikelierFirst()
    {
        PaletteModel model;
        model.setItems({topic(QStringLiteral("borders")), topic(QStringLiteral("orders.dlq")), topic(QStringLiteral("shop.orders")), topic(QStringLiteral("orders"))});
        model.setQuery(QStringLiteral("orders"));
        QCOMPARE(titles(model), QStringList({QStringLiteral("orders"), QStringLiteral("orders.dlq"), QStringLiteral("shop.orders"), QStringLiteral("borders")}));
        model.setRecent({PaletteModel::keyOf(topic(QStringLiteral("orders.dlq")))});
        model.setQuery(QStringLiteral("ord"));
        QCOMPARE(titles(model).first(), QStringLiteral("orders.dlq")); // used before
    }

    void staysFastWithTenThousand()
    {
        std::vector<PaletteItem> items;
        for (int i = 0; i < 10'000; ++i)
            items.push_back(topic(QStringLiteral("team-%1.service-%2.events.v%3").arg(i % 37).arg(i).arg(i % 5)));
        PaletteModel model;
        model.setItems(std::move(items));
        model.setQuery(QStringLiteral("service-9999 v4"));
        QCOMPARE(model.found(), 1);
        QCOMPARE(titles(model).first(), QStringLiteral("team-9.service-9999.events.v4"));
        model.setQuery(QStringLiteral("e"));
        QCOMPARE(model.found(), 10'000);
        QCOMPARE(model.rowCount(), PaletteModel::kShown); // the view never gets more than one can read
    }

    void keepsToAKindByItsPrefix()
    {
        fakes::TestWindow t;
        MainWindow &window = t.start();
        window.openCluster(t.profiles.stored[1]);
        QTRY_VERIFY(window.current()->feed() && window.current()->feed()->snapshot());
        PaletteModel &model = *window.palettePanel()->model();
        window.openPalette(QStringLiteral("g:"));
        QCOMPARE(model.found(), 8);
        window.openPalette(QStringLiteral("t: ord"));
        QVERIFY(titles(model).contains(QStringLiteral("orders")));
        QVERIFY(!titles(model).contains(QStringLiteral("connect-orders-to-files")));
        window.openPalette(QStringLiteral("b:"));
        QCOMPARE(model.found(), 3);
        window.openPalette(QStringLiteral("> offsets"));
        QCOMPARE(titles(model), QStringList{QStringLiteral("Reset offsets...")});
        QVERIFY(model.item(0).changesCluster);
        QCOMPARE(model.item(0).keys, QStringLiteral("Ctrl J"));
    }

    void goesWhereEnterSays()
    {
        fakes::TestWindow t;
        MainWindow &window = t.start();
        window.openCluster(t.profiles.stored[1]);
        QTRY_VERIFY(window.current()->feed() && window.current()->feed()->snapshot());
        QVERIFY(QTest::qWaitForWindowActive(&window));
        Palette &palette = *window.palettePanel();
        QTest::keyClick(&window, Qt::Key_K, Qt::ControlModifier);
        QVERIFY(palette.isOpen());
        QCOMPARE(QApplication::focusWidget(), static_cast<QWidget *>(palette.field()));
        QTest::keyClicks(palette.field(), QStringLiteral("analy"));
        QTest::keyClick(palette.field(), Qt::Key_Return);
        QVERIFY(!palette.isOpen());
        QCOMPARE(window.current()->current().group, QStringLiteral("analytics"));
        // A command
        QTest::keyClick(&window, Qt::Key_K, Qt::ControlModifier);
        palette.field()->setText(QStringLiteral("> reset offsets"));
        QTest::keyClick(palette.field(), Qt::Key_Return);
        QCOMPARE(t.page()->ran, 1);
        // A link from somewhere else
        Place place{QStringLiteral("topic")};
        place.topic = QStringLiteral("refunds");
        window.openPalette(place.toLink(QStringLiteral("shop-sandbox")));
        QTest::keyClick(palette.field(), Qt::Key_Return);
        QCOMPARE(window.current()->current().topic, QStringLiteral("refunds"));
        // Into another cluster
        window.openPalette(place.toLink(QStringLiteral("shop-staging")));
        QTest::keyClick(palette.field(), Qt::Key_Return);
        QTRY_COMPARE(window.current()->profile()->name, QStringLiteral("shop-staging"));
        QCOMPARE(window.current()->current().topic, QStringLiteral("refunds"));
    }

    void closesByEscAndByAClickBeside()
    {
        fakes::TestWindow t;
        MainWindow &window = t.start();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        t.page()->field->setFocus();
        window.openPalette();
        QTest::keyClick(window.palettePanel()->field(), Qt::Key_Escape);
        QVERIFY(!window.palettePanel()->isOpen());
        QCOMPARE(QApplication::focusWidget(), static_cast<QWidget *>(t.page()->field)); // back where it was
        window.openPalette();
        QTest::mouseClick(t.page(), Qt::LeftButton, {}, QPoint(10, 400));
        QVERIFY(!window.palettePanel()->isOpen());
    }
};

QTEST_MAIN(TestPalette)
#include "tst_palette.moc"
