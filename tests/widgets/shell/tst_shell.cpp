// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/shell/test_window.h"
#include "widgets/dialogs/sheet.h"
#include "widgets/parts/state_label.h"
#include "widgets/shell/cluster_switcher.h"
#include "widgets/shell/detached_window.h"
#include "widgets/shell/palette.h"
#include "widgets/shell/rail.h"
#include "widgets/shell/requests_pane.h"
#include "widgets/shell/status_bar.h"
#include "widgets/shell/tab_strip.h"
#include "widgets/shell/window_frame.h"

#include <QAbstractItemView>
#include <QClipboard>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace weir;
using namespace weir::widgets;
using weir::fakes::PlainPage;
using weir::fakes::TestWindow;

class TestShell : public QObject
{
    Q_OBJECT

    static Place place(const char *page, const QString &topic = {})
    {
        Place p{QLatin1String(page)};
        p.topic = topic;
        return p;
    }
    static QStringList tabs(MainWindow &window)
    {
        QStringList texts;
        const TabStrip *strip = window.current()->tabs()->strip();
        for (int i = 0; i < strip->count(); ++i)
            texts << strip->tabText(i);
        return texts;
    }

private Q_SLOTS:
    void initTestCase()
    {
        LookController::instance().install();
    }
    void cleanup() { QCOMPARE(PlainPage::alive, 0); } // no page outlives its window

    void opensOnTheClustersPageWhereNothingWasOpen()
    {
        TestWindow t;
        MainWindow &window = t.start();
        QCOMPARE(window.current()->current().page, QStringLiteral("clusters"));
        QVERIFY(!window.rail()->item(QStringLiteral("topics"))->isEnabled()); // nothing to show without a cluster
        QVERIFY(window.rail()->item(QStringLiteral("sandbox"))->isEnabled());
        window.current()->open(place("topics"), OpenMode::NewTab);
        QCOMPARE(window.current()->current().page, QStringLiteral("clusters"));
    }

    void opensACluster()
    {
        TestWindow t;
        MainWindow &window = t.start();
        window.openCluster(t.profiles.stored[1]);
        QTRY_VERIFY(window.current()->session());
        QCOMPARE(window.current()->current().page, QStringLiteral("overview"));
        QVERIFY(window.rail()->item(QStringLiteral("topics"))->isEnabled());
        QVERIFY(window.rail()->item(QStringLiteral("overview"))->isChecked());
        QTRY_VERIFY(window.rail()->item(QStringLiteral("topics"))->accessibleName().contains(QStringLiteral("13"))); // count from the feed
        QVERIFY(window.rail()->item(QStringLiteral("groups"))->accessibleName().contains(QStringLiteral("8")));
        QVERIFY(window.windowTitle().startsWith(QStringLiteral("shop-sandbox")));
        QVERIFY(t.profiles.stored[1].lastOpenedMs > 0);
        window.openCluster(t.profiles.stored[1]); // a second time only shows it
        QCOMPARE(t.factory.opened, 1);
    }

    void asksForAPasswordThatIsNotStored()
    {
        TestWindow t;
        t.profiles.stored[2].properties.insert(QStringLiteral("security.protocol"), QStringLiteral("SASL_SSL"));
        t.profiles.stored[2].properties.insert(QStringLiteral("sasl.mechanism"), QStringLiteral("SCRAM-SHA-512"));
        MainWindow &window = t.start();
        window.openCluster(t.profiles.stored[2]);
        QTRY_VERIFY(Sheet::topmost(&window));
        QCOMPARE(t.factory.opened, 0);
        auto *field = Sheet::topmost(&window)->findChild<QLineEdit *>();
        QCOMPARE(field->echoMode(), QLineEdit::Password);
        QTest::keyClicks(field, QStringLiteral("geheim"));
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_COMPARE(t.factory.opened, 1);
        QCOMPARE(t.factory.lastSecrets.value(QStringLiteral("sasl.password")), QStringLiteral("geheim"));
        QVERIFY(!Sheet::topmost(&window));
    }

    void previewsInOneTabAndKeepsOnDemand()
    {
        TestWindow t;
        MainWindow &window = t.start();
        window.openCluster(t.profiles.stored[1]);
        QTRY_VERIFY(window.current()->session());
        Workspace &w = *window.current();
        w.open(place("topic", QStringLiteral("orders")), OpenMode::Preview);
        w.open(place("topic", QStringLiteral("clicks")), OpenMode::Preview);
        QCOMPARE(tabs(window), QStringList({QStringLiteral("overview"), QStringLiteral("clicks")}));
        Q_EMIT t.page()->edited();
        w.open(place("topic", QStringLiteral("payments")), OpenMode::Preview);
        QCOMPARE(tabs(window), QStringList({QStringLiteral("overview"), QStringLiteral("clicks"), QStringLiteral("payments")}));
        w.open(place("topic", QStringLiteral("clicks")), OpenMode::NewTab); // there already
        QCOMPARE(w.tabCount(), 3);
        QCOMPARE(w.current().topic, QStringLiteral("clicks"));
        QVERIFY(window.rail()->item(QStringLiteral("topics"))->isChecked()); // a detail stands under its list
    }

    void goesBackAndForward()
    {
        TestWindow t;
        MainWindow &window = t.start();
        window.openCluster(t.profiles.stored[1]);
        QTRY_VERIFY(window.current()->session());
        QVERIFY(QTest::qWaitForWindowActive(&window));
        Workspace &w = *window.current();
        w.open(place("topics"), OpenMode::NewTab);
        w.open(place("topic", QStringLiteral("orders")), OpenMode::Here);
        QCOMPARE(w.tabCount(), 2);
        QTest::keyClick(&window, Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(w.current().page, QStringLiteral("topics"));
        QTest::keyClick(&window, Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(w.current().page, QStringLiteral("overview"));
        QVERIFY(!w.canGoBack());
        w.forward();
        w.forward();
        QCOMPARE(w.current().topic, QStringLiteral("orders"));
        QVERIFY(!w.canGoForward());
        QTest::keyClick(t.page(), Qt::Key_Escape); // up
        QCOMPARE(w.current().page, QStringLiteral("topics"));
    }

    void answersItsKeys()
    {
        TestWindow t;
        MainWindow &window = t.start();
        window.openCluster(t.profiles.stored[1]);
        QTRY_VERIFY(window.current()->session());
        QVERIFY(QTest::qWaitForWindowActive(&window));
        Workspace &w = *window.current();
        QTest::keyClick(&window, Qt::Key_F5);
        QCOMPARE(t.page()->refreshed, 1);
        QTest::keyClick(&window, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(t.page()->ran, 1);
        QTest::keyClick(&window, Qt::Key_J, Qt::ControlModifier); // of the page itself
        QCOMPARE(t.page()->ran, 2);
        QTest::keyClick(t.page()->field, Qt::Key_Escape);
        QCOMPARE(t.page()->cancelled, 1);
        QTest::keyClick(&window, Qt::Key_T, Qt::AltModifier); // of the catalogue
        QCOMPARE(w.current().page, QStringLiteral("topics"));
        QTest::keyClick(&window, Qt::Key_1, Qt::ControlModifier);
        QCOMPARE(w.current().page, QStringLiteral("overview"));
        QTest::keyClick(&window, Qt::Key_Tab, Qt::ControlModifier);
        QCOMPARE(w.current().page, QStringLiteral("topics"));
        QTest::keyClick(&window, Qt::Key_W, Qt::ControlModifier);
        QCOMPARE(w.tabCount(), 1);
        QTest::keyClick(&window, Qt::Key_1, Qt::AltModifier);
        QVERIFY(window.findChild<RequestsPane *>()->isVisible());
        window.commands().setShortcut(QStringLiteral("page.refresh"), QKeySequence(Qt::CTRL | Qt::Key_R));
        QTest::keyClick(&window, Qt::Key_F5);
        QCOMPARE(t.page()->refreshed, 1);
        QTest::keyClick(&window, Qt::Key_R, Qt::ControlModifier);
        QCOMPARE(t.page()->refreshed, 2);
        QCOMPARE(window.commands().usedBy(QKeySequence(Qt::CTRL | Qt::Key_R), QString()), QStringLiteral("page.refresh"));
    }

    void panesGoRoundWithF6()
    {
        TestWindow t;
        MainWindow &window = t.start();
        window.openCluster(t.profiles.stored[1]);
        QTRY_VERIFY(window.current()->session());
        QVERIFY(QTest::qWaitForWindowActive(&window));
        t.page()->field->setFocus();
        QTest::keyClick(&window, Qt::Key_F6);
        QCOMPARE(QApplication::focusWidget(), static_cast<QWidget *>(window.current()->tabs()->strip()));
        QTest::keyClick(&window, Qt::Key_F6);
        QVERIFY(window.rail()->isAncestorOf(QApplication::focusWidget()));
        QTest::keyClick(&window, Qt::Key_F6);
        QCOMPARE(QApplication::focusWidget(), static_cast<QWidget *>(t.page()->field));
        QTest::keyClick(&window, Qt::Key_F6, Qt::ShiftModifier);
        QVERIFY(window.rail()->isAncestorOf(QApplication::focusWidget()));
    }

    void comesBackAfterARestart()
    {
        TestWindow t;
        MainWindow &first = t.start();
        first.openCluster(t.profiles.stored[1]);
        QTRY_VERIFY(first.current()->session());
        first.current()->open(place("topic", QStringLiteral("orders")), OpenMode::NewTab);
        t.page()->setTab(QStringLiteral("partitions"));
        t.page()->field->setText(QStringLiteral("draft"));
        first.current()->open(place("groups"), OpenMode::Preview);
        first.current()->showTab(1);
        // A crash asks nobody: what is saved was saved while it changed.
        const QString key = QStringLiteral("session/tabs/") + t.profiles.stored[1].id;
        QTRY_VERIFY(t.settings.values.value(key).toString().contains(QStringLiteral("tab=partitions")));
        QTRY_VERIFY(t.settings.values.value(key).toString().contains(QStringLiteral("\"current\":1")));
        const QHash<QString, QVariant> saved = t.settings.values;
        t.window.reset();
        t.settings.values = saved;

        MainWindow &second = t.start();
        QTRY_VERIFY(second.current() && second.current()->session());
        QCOMPARE(second.current()->profile()->name, QStringLiteral("shop-sandbox"));
        QCOMPARE(tabs(second), QStringList({QStringLiteral("Overview"), QStringLiteral("orders"), QStringLiteral("Consumer groups")}));
        QCOMPARE(second.current()->current().tab, QStringLiteral("partitions"));
        QCOMPARE(t.page()->field->text(), QStringLiteral("draft"));
        QVERIFY(second.current()->tabs()->strip()->face(2).preview);
        QCOMPARE(PlainPage::alive, 2); // the clusters page of the first moment, and the one in sight: no other is built
    }

    void switchesLanguageWhileRunning()
    {
        TestWindow t;
        MainWindow &window = t.start();
        window.openCluster(t.profiles.stored[1]);
        QTRY_VERIFY(window.current()->session());
        t.page()->field->setText(QStringLiteral("kept"));
        window.preferences().setLanguage(Preferences::LanguageChoice::Korean);
        auto *requests = window.findChild<QPushButton *>(QStringLiteral("requestsButton"));
        QCOMPARE(requests->text(), QStringLiteral("요청"));
        QCOMPARE(window.commands().spec(QStringLiteral("page.refresh"))->title, QStringLiteral("페이지 새로 고침"));
        QCOMPARE(t.page()->field->text(), QStringLiteral("kept")); // built anew where it stood
        QCOMPARE(t.settings.values.value(QStringLiteral("language")).toString(), QStringLiteral("ko"));
        window.preferences().setLanguage(Preferences::LanguageChoice::English);
        QCOMPARE(requests->text(), QStringLiteral("Requests"));
        QCOMPARE(format::language(), Language::English);
    }

    void tellsPluralsApart()
    {
        TestWindow t;
        MainWindow &window = t.start();
        auto *status = window.findChild<StatusBar *>();
        auto *button = window.findChild<QPushButton *>(QStringLiteral("pendingButton"));
        status->setPending(1);
        QCOMPARE(button->text(), QStringLiteral("1 pending change"));
        status->setPending(3);
        QCOMPARE(button->text(), QStringLiteral("3 pending changes"));
        status->setPending(0);
        QVERIFY(!button->isVisible());
    }

    void switchesThemeZoneAndScale()
    {
        TestWindow t;
        MainWindow &window = t.start();
        QVERIFY(!look().isDark());
        QTest::mouseClick(window.findChild<QWidget *>(QStringLiteral("themeButton")), Qt::LeftButton);
        QVERIFY(look().isDark());
        QCOMPARE(t.settings.values.value(QStringLiteral("look/theme")).toString(), QStringLiteral("dark"));
        window.preferences().setUtc(false);
        QCOMPARE(TimeDisplay::instance().zone(), TimeDisplay::Zone::Local);
        window.preferences().setTextScale(500);
        QCOMPARE(look().scale, 150);
        window.preferences().setTextScale(100);
        window.preferences().setUtc(true);
        window.preferences().setTheme(ThemeChoice::Light);
    }

    void marksProduction()
    {
        TestWindow t;
        MainWindow &window = t.start();
        window.openCluster(t.profiles.stored[0]);
        QTRY_VERIFY(window.current()->session());
        QVERIFY(window.frame()->mark().production);
        QVERIFY(window.windowTitle().contains(QStringLiteral("production")));
        const QImage picture = window.grab().toImage();
        QCOMPARE(picture.pixelColor(1, picture.height() / 2), look().crimson);
        QCOMPARE(picture.pixelColor(picture.width() - 2, picture.height() / 2), look().crimson);
        QCOMPARE(picture.pixelColor(picture.width() / 2, picture.height() - 2), look().crimson);
        int crimson = 0;
        int panel = 0;
        for (int x = 0; x < 280; ++x) { // 20 stripes: hatch, so that it is told without colour too
            crimson += picture.pixelColor(x, 3) == look().crimson;
            panel += picture.pixelColor(x, 3) == QColor(Qt::white);
        }
        QVERIFY2(crimson > 120 && panel > 60, qPrintable(QStringLiteral("%1 %2").arg(crimson).arg(panel)));
        // A window of its own carries the same frame.
        window.current()->open(place("topics"), OpenMode::NewWindow);
        QWidget *detached = nullptr;
        const QWidgetList tops = QApplication::topLevelWidgets();
        for (QWidget *top : tops) {
            if (qobject_cast<DetachedWindow *>(top))
                detached = top;
        }
        QVERIFY(detached);
        QVERIFY(detached->findChild<WindowFrame *>()->mark().production);
        window.openCluster(t.profiles.stored[1]);
        QTRY_VERIFY(!window.frame()->mark().production);
        QCOMPARE(window.grab().toImage().pixelColor(700, 1), look().accentColor(Accent::Teal));
    }

    void detachesAndTakesBack()
    {
        TestWindow t;
        MainWindow &window = t.start();
        window.openCluster(t.profiles.stored[1]);
        QTRY_VERIFY(window.current()->session());
        Workspace &w = *window.current();
        w.open(place("topic", QStringLiteral("orders")), OpenMode::NewTab);
        QPointer<PlainPage> page = t.page();
        page->field->setText(QStringLiteral("work"));
        w.detachTab(w.currentTab());
        QCOMPARE(w.tabCount(), 1);
        auto *detached = qobject_cast<DetachedWindow *>(page->window());
        QVERIFY(detached);
        Q_EMIT detached->backToTabsRequested();
        QCOMPARE(w.tabCount(), 2);
        QCOMPARE(t.page(), page.data()); // the very page, with its work
        w.moveBeside(w.currentTab());
        QCOMPARE(w.tabCount(), 1);
        QVERIFY(page->isVisible());
        QCOMPARE(page->window(), static_cast<QWidget *>(&window));
    }

    void closesWhatWasAskedOnlyAfterTheAnswer()
    {
        TestWindow t;
        MainWindow &window = t.start();
        window.openCluster(t.profiles.stored[1]);
        QTRY_VERIFY(window.current()->session());
        Workspace &w = *window.current();
        w.closeCurrentTab(); // the last one: another takes its place
        QCOMPARE(w.tabCount(), 1);
        w.open(place("topics"), OpenMode::NewTab);
        w.open(place("groups"), OpenMode::NewTab);
        w.closeOthers(w.currentTab());
        QCOMPARE(tabs(window), QStringList{QStringLiteral("groups")});
    }

    void showsTheConnection()
    {
        TestWindow t;
        MainWindow &window = t.start();
        window.openCluster(t.profiles.stored[1]);
        QTRY_VERIFY(window.current()->session());
        auto *state = window.findChild<StateLabel *>(QStringLiteral("connectionState"));
        auto *words = window.findChild<QLabel *>(QStringLiteral("connectionWords"));
        QCOMPARE(words->text(), QStringLiteral("Connected, 3 of 3 brokers"));
        api::ConnectionState partial = t.factory.last->connectionState;
        partial.kind = api::ConnectionState::Kind::Partial;
        partial.brokersUp = 2;
        t.factory.last->setConnection(partial);
        QCOMPARE(words->text(), QStringLiteral("Connected, 2 of 3 brokers"));
        QCOMPARE(state->state(), State::Warn);
        partial.kind = api::ConnectionState::Kind::Lost;
        partial.error = fakes::sampleError();
        t.factory.last->setConnection(partial);
        QCOMPARE(state->state(), State::Error);
        QVERIFY(words->toolTip().contains(QStringLiteral("Connection refused")));
    }

    void listsTheRequestsThatWereSent()
    {
        TestWindow t;
        MainWindow &window = t.start();
        window.openCluster(t.profiles.stored[1]);
        QTRY_VERIFY(window.current()->session());
        window.setRequestsShown(true);
        auto *pane = window.findChild<RequestsPane *>();
        auto *table = pane->findChild<QAbstractItemView *>();
        QCOMPARE(table->model()->rowCount(), 40);
        t.factory.last->logRequest({0, 2, QStringLiteral("h:1"), QStringLiteral("Produce v11"), -1, QStringLiteral("timed out")});
        QTRY_COMPARE(table->model()->rowCount(), 41);
    }

    void foldsWhereItIsNarrow()
    {
        TestWindow t;
        MainWindow &window = t.start();
        QVERIFY(!window.rail()->folded());
        window.resize(1000, 700);
        QTRY_VERIFY(window.rail()->folded());
        QCOMPARE(window.rail()->width(), 44);
        auto *tag = window.findChild<QWidget *>(QStringLiteral("statusProduction"));
        QVERIFY(!tag->isVisible());
        window.openCluster(t.profiles.stored[0]);
        QTRY_VERIFY(tag->isVisible()); // the word stays, also where the switcher has no room for it
        window.resize(1440, 900);
        QTRY_VERIFY(!window.rail()->folded());
    }

    void showsJobsAndCancelsThem()
    {
        TestWindow t;
        MainWindow &window = t.start();
        auto owner = std::make_unique<QObject>();
        Job *job = window.jobs().start(QStringLiteral("Filter on orders"), owner.get());
        QSignalSpy cancelled(job, &Job::cancelRequested);
        job->setProgress(0.38);
        auto *status = window.findChild<StatusBar *>();
        QAbstractButton *cross = nullptr;
        const auto buttons = status->findChildren<QAbstractButton *>();
        for (QAbstractButton *button : buttons) {
            if (button->accessibleName().contains(QStringLiteral("Filter on orders")))
                cross = button;
        }
        QVERIFY(cross);
        cross->click();
        QCOMPARE(cancelled.count(), 1);
        owner.reset(); // the page goes: so does its job
        QVERIFY(window.jobs().running().empty());
    }

    void switchesClustersByTheList()
    {
        TestWindow t;
        MainWindow &window = t.start();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        auto *switcher = window.findChild<SwitcherButton *>();
        auto *flyout = window.findChild<ClusterFlyout *>();
        QTest::mouseClick(switcher, Qt::LeftButton);
        QVERIFY(flyout->isVisible());
        QTest::mouseClick(switcher, Qt::LeftButton);
        QVERIFY(!flyout->isVisible());
        switcher->click();
        auto *list = flyout->findChild<QAbstractItemView *>();
        QCOMPARE(list->model()->rowCount(), 3);
        list->setCurrentIndex(list->model()->index(2, 0));
        QTest::keyClick(list, Qt::Key_Return);
        QTRY_VERIFY(window.current()->session());
        QCOMPARE(window.current()->profile()->name, QStringLiteral("shop-staging"));
        QVERIFY(!flyout->isVisible());
        window.closeCluster(window.current()->id());
        QCOMPARE(window.current()->id(), QString());
    }

    void everythingHasAName()
    {
        TestWindow t;
        MainWindow &window = t.start();
        window.openCluster(t.profiles.stored[1]);
        QTRY_VERIFY(window.current()->session());
        const auto buttons = window.findChildren<QAbstractButton *>();
        for (const QAbstractButton *button : buttons) {
            if (button->inherits("QTableCornerButton") || button->inherits("QLineEditIconButton"))
                continue; // Qt's own: never shown, and the drawn lens of a field
            QVERIFY2(!button->accessibleName().isEmpty() || !button->text().isEmpty(), qPrintable(button->objectName() + QLatin1String(button->metaObject()->className())));
        }
    }

    void savesPictures()
    {
        const QString folder = qEnvironmentVariable("WEIR_PICTURES");
        if (folder.isEmpty())
            QSKIP("WEIR_PICTURES names no folder");
        TestWindow t;
        MainWindow &window = t.start();
        window.openCluster(t.profiles.stored[1]);
        QTRY_VERIFY(window.current()->session());
        Workspace &w = *window.current();
        w.open(place("topic", QStringLiteral("orders")), OpenMode::NewTab);
        Place group{QStringLiteral("group")};
        group.group = QStringLiteral("analytics");
        w.open(group, OpenMode::NewTab);
        w.open(place("messages"), OpenMode::Preview);
        w.showTab(0);
        auto owner = std::make_unique<QObject>();
        window.jobs().start(QStringLiteral("Filter on orders"), owner.get())->setProgress(0.38);
        for (const ThemeChoice theme : {ThemeChoice::Dark, ThemeChoice::Light}) {
            const QString name = theme == ThemeChoice::Dark ? QStringLiteral("dark") : QStringLiteral("light");
            window.preferences().setTheme(theme);
            QTest::qWait(50);
            window.grab().save(folder + QStringLiteral("/shell-%1.png").arg(name));
            window.setRequestsShown(true);
            window.openPalette(QStringLiteral("ana"));
            QTest::qWait(50);
            window.grab().save(folder + QStringLiteral("/palette-%1.png").arg(name));
            window.palettePanel()->closeFlyout();
            window.setRequestsShown(false);
            window.findChild<SwitcherButton *>()->click();
            window.grab().save(folder + QStringLiteral("/switcher-%1.png").arg(name));
            window.findChild<ClusterFlyout *>()->closeFlyout();
        }
        window.preferences().setLanguage(Preferences::LanguageChoice::Korean);
        QTest::qWait(50);
        window.grab().save(folder + QStringLiteral("/shell-light-ko.png"));
        window.preferences().setLanguage(Preferences::LanguageChoice::English);
        window.openCluster(t.profiles.stored[0]);
        QTRY_COMPARE(window.current()->profile()->name, QStringLiteral("shop-eu"));
        model::AlterTopicConfig first{QStringLiteral("orders"), {{QStringLiteral("retention.ms"), QStringLiteral("259200000")}}};
        model::AlterTopicConfig second{QStringLiteral("payments"), {{QStringLiteral("retention.ms"), QStringLiteral("259200000")}}};
        window.current()->plans()->run(t.page(), {first, second, model::DeleteTopic{QStringLiteral("carts.tmp")}});
        QTRY_VERIFY(Sheet::topmost(&window));
        QTest::qWait(50);
        window.grab().save(folder + QStringLiteral("/plan-light.png"));
        Sheet::topmost(&window)->reject();
        window.resize(1000, 700);
        QTest::qWait(50);
        window.grab().save(folder + QStringLiteral("/shell-narrow.png"));
    }
};

QTEST_MAIN(TestShell)
#include "tst_shell.moc"
