// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/parts/attention_list.h"
#include "widgets/parts/buttons.h"
#include "widgets/parts/error_text.h"
#include "widgets/parts/fact_strip.h"
#include "widgets/parts/filter_line.h"
#include "widgets/parts/hex_view.h"
#include "widgets/parts/label.h"
#include "widgets/parts/latest.h"
#include "widgets/parts/page_header.h"
#include "widgets/parts/page_states.h"
#include "widgets/parts/search_field.h"
#include "widgets/parts/sub_tabs.h"
#include "widgets/parts/toasts.h"

#include <QAbstractItemView>
#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPromise>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QVBoxLayout>

using namespace weir;
using namespace weir::widgets;

namespace {

base::Error refused()
{
    return {base::ErrorKind::Refused, "groups.list", "broker 3", {}, "SASL authentication failed for user audit.", 58};
}

/// A reply under the test's control.
struct Pending
{
    QPromise<base::Result<int>> promise;
    QFuture<base::Result<int>> start()
    {
        promise.start();
        return promise.future();
    }
    void answer(base::Result<int> result)
    {
        promise.addResult(std::move(result));
        promise.finish();
    }
};

QPushButton *buttonOf(const QWidget &widget, const QString &text)
{
    for (QPushButton *button : widget.findChildren<QPushButton *>())
        if (button->text() == text && button->isVisibleTo(&widget))
            return button;
    return nullptr;
}

} // namespace

class TestParts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        LookController::instance().setThemeChoice(ThemeChoice::Light);
        LookController::instance().install();
    }

    // ---- Latest

    void aStaleReplyIsDropped()
    {
        Latest<int> latest;
        Pending first;
        Pending second;
        latest.start(first.start());
        latest.start(second.start());
        second.answer(2);
        QTRY_COMPARE(latest.phase(), LatestBase::Phase::Ready);
        QCOMPARE(*latest.value(), 2);
        QSignalSpy changed(&latest, &LatestBase::changed);
        first.answer(1);
        QTest::qWait(20);
        QCOMPARE(*latest.value(), 2);
        QCOMPARE(latest.phase(), LatestBase::Phase::Ready);
        QCOMPARE(changed.count(), 0);
        QVERIFY(latest.readyAt() > 0);
    }

    void theOldValueStaysWhileLoadingAndAfterAFailure()
    {
        Latest<int> latest;
        Pending good;
        latest.start(good.start());
        QVERIFY(latest.isLoading());
        QVERIFY(!latest.value());
        good.answer(7);
        QTRY_COMPARE(latest.phase(), LatestBase::Phase::Ready);
        Pending bad;
        latest.start(bad.start());
        QCOMPARE(*latest.value(), 7);
        bad.answer(base::fail(refused()));
        QTRY_COMPARE(latest.phase(), LatestBase::Phase::Failed);
        QCOMPARE(latest.error()->kafkaCode, 58);
        QCOMPARE(*latest.value(), 7);
        latest.reset();
        QVERIFY(!latest.value());
        QVERIFY(!latest.error());
    }

    void cancelGoesBackToWhatWasKnown()
    {
        Latest<int> latest;
        Pending pending;
        latest.start(pending.start());
        latest.cancel();
        QCOMPARE(latest.phase(), LatestBase::Phase::Idle);
        pending.answer(1);
        QTest::qWait(20);
        QVERIFY(!latest.value());
    }

    void anOwnerMayDieBeforeTheReply()
    {
        Pending pending;
        {
            Latest<int> latest;
            latest.start(pending.start());
        }
        pending.answer(1);
        QTest::qWait(20);
    }

    // ---- Errors in words

    void anErrorKeepsThePeersWords()
    {
        const ErrorText text = errorText(refused());
        QCOMPARE(text.sentence, QStringLiteral("The consumer groups could not be read."));
        QVERIFY(text.detail.startsWith(QLatin1String("SASL authentication failed for user audit.")));
        QVERIFY(text.detail.contains(QLatin1String("SASL_AUTHENTICATION_FAILED (58)")));
        QVERIFY(text.nextStep.contains(QLatin1String("password")));
    }

    void theLongestActionWins()
    {
        QCOMPARE(errorText({base::ErrorKind::Conflict, "topic.create", "orders", {}, {}, 36}).sentence,
                 QStringLiteral("The topic orders could not be created."));
        QCOMPARE(errorText({base::ErrorKind::Peer, "topic.truncate", "orders", {}, {}, 0}).sentence,
                 QStringLiteral("The topic orders could not be read or changed."));
    }

    void everyKindHasWordsOfItsOwn()
    {
        QSet<QString> sentences;
        for (int i = 0; i <= static_cast<int>(base::ErrorKind::Bug); ++i) {
            const ErrorText text = errorText({static_cast<base::ErrorKind>(i), "never.heardOf", "x", {}, {}, 0});
            QVERIFY(!text.sentence.isEmpty());
            QVERIFY(!text.sentence.contains(u'%'));
            sentences << text.sentence;
        }
        QCOMPARE(sentences.size(), static_cast<int>(base::ErrorKind::Bug) + 1);
        QVERIFY(errorText({base::ErrorKind::Timeout, "x.y", {}, {}, {}, 0}).sentence.startsWith(QLatin1String("The server")));
    }

    // ---- Page states

    void contentStaysWhileLoadingAndFailing()
    {
        PageStates states;
        auto *content = new QLabel(QStringLiteral("rows"));
        states.setContent(content);
        states.resize(500, 400);
        states.show();
        states.showLoading(QStringLiteral("Reading"));
        QVERIFY(!content->isVisible());
        states.showContent();
        QVERIFY(content->isVisible());
        states.showLoading(QStringLiteral("Reading"));
        QVERIFY(content->isVisible());
        states.showFailed(refused());
        QVERIFY(content->isVisible());
        QSignalSpy retried(&states, &PageStates::retried);
        QPushButton *again = buttonOf(states, QStringLiteral("Try again"));
        QVERIFY(again);
        again->click();
        QCOMPARE(retried.count(), 1);
        states.reset();
        states.showFailed(refused(), QStringLiteral("Open profile"));
        QVERIFY(!content->isVisible());
        QSignalSpy repaired(&states, &PageStates::repaired);
        buttonOf(states, QStringLiteral("Open profile"))->click();
        QCOMPARE(repaired.count(), 1);
    }

    void anEmptyPageOffersItsOneAct()
    {
        PageStates states;
        states.resize(500, 400);
        states.show();
        states.showEmpty(Icon::Group, QStringLiteral("No consumer groups yet"), {}, QStringLiteral("Start a demo group"));
        QSignalSpy acted(&states, &PageStates::acted);
        buttonOf(states, QStringLiteral("Start a demo group"))->click();
        QCOMPARE(acted.count(), 1);
        QCOMPARE(states.showing(), PageStates::Showing::Empty);
    }

    // ---- Controls by keyboard

    void controlsAnswerTheKeyboard()
    {
        SegmentedControl segments;
        segments.addSegment(QStringLiteral("Key"));
        segments.addSegment(QStringLiteral("Value"));
        QSignalSpy changed(&segments, &SegmentedControl::currentChanged);
        segments.setCurrentIndex(1);
        QCOMPARE(changed.count(), 0);
        QTest::keyClick(&segments, Qt::Key_Left);
        QCOMPARE(segments.currentIndex(), 0);
        QTest::keyClick(&segments, Qt::Key_Left);
        QCOMPARE(changed.count(), 1);

        Switch toggle(QStringLiteral("orders"));
        QTest::keyClick(&toggle, Qt::Key_Space);
        QVERIFY(toggle.isChecked());
        QTest::mouseClick(&toggle, Qt::LeftButton, {}, QPoint(4, 10));
        QVERIFY(!toggle.isChecked());

        ComboButton combo;
        combo.addChoice(QStringLiteral("One"), 1);
        combo.addChoice(QStringLiteral("Two"), 2);
        combo.setCurrentData(2);
        QCOMPARE(combo.text(), QStringLiteral("Two"));
        QSignalSpy chosen(&combo, &ComboButton::chosen);
        combo.menu()->actions().constFirst()->trigger();
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(combo.text(), QStringLiteral("One"));
    }

    void theSearchFieldWaitsAndClears()
    {
        SearchField field(QStringLiteral("Filter by name"));
        QSignalSpy searched(&field, &SearchField::searched);
        QTest::keyClicks(&field, QStringLiteral("abc"));
        QTRY_COMPARE(searched.count(), 1);
        QCOMPARE(searched.last().first().toString(), QStringLiteral("abc"));
        QTest::keyClick(&field, Qt::Key_Escape);
        QCOMPARE(searched.last().first().toString(), QString());
    }

    void theFilterLineChecksRunsAndStops()
    {
        FilterLine line;
        line.resize(600, 30);
        line.show();
        auto *edit = line.findChild<QPlainTextEdit *>();
        QSignalSpy checks(&line, &FilterLine::checkRequested);
        QSignalSpy runs(&line, &FilterLine::runRequested);
        QSignalSpy stops(&line, &FilterLine::stopRequested);
        QTest::keyClicks(edit, QStringLiteral("value.total > 500"));
        QTRY_COMPARE(checks.count(), 1);
        QCOMPARE(checks.first().first().toString(), QStringLiteral("value.total > 500"));
        line.setState(FilterLine::FilterState::Valid, QStringLiteral("Valid"));
        QTest::keyClick(edit, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(runs.count(), 1);
        QCOMPARE(line.text(), QStringLiteral("value.total > 500"));
        line.setState(FilterLine::FilterState::Running, {});
        QTest::keyClick(edit, Qt::Key_Escape);
        QCOMPARE(stops.count(), 1);
        line.setState(FilterLine::FilterState::Invalid, QStringLiteral("Unknown field"), std::pair(14, 3));
        QTest::keyClick(edit, Qt::Key_Return);
        QCOMPARE(runs.count(), 1);
        QVERIFY(!buttonOf(line, QStringLiteral("Run"))->isEnabled());
        // A pasted text stays one line.
        QGuiApplication::clipboard()->setText(QStringLiteral("a\nb"));
        edit->selectAll();
        edit->paste();
        QCOMPARE(line.text(), QStringLiteral("a b"));
        QVERIFY(!line.grab().isNull());
    }

    void filterTokens()
    {
        const QString text = QStringLiteral("value.total > -5.5 and not key like 'a''%'");
        QStringList words;
        for (const FilterToken &token : tokenizeFilter(text))
            words << QStringLiteral("%1:%2").arg(static_cast<int>(token.kind)).arg(text.mid(token.start, token.length));
        QCOMPARE(words, (QStringList{QStringLiteral("0:value.total"), QStringLiteral("2:-5.5"), QStringLiteral("3:and"),
                                     QStringLiteral("3:not"), QStringLiteral("0:key"), QStringLiteral("3:like"),
                                     QStringLiteral("1:'a'"), QStringLiteral("1:'%'")}));
        QCOMPARE(tokenizeFilter(QStringLiteral("'open")).front().length, 5);
        QCOMPARE(tokenizeFilter(QStringLiteral("'open\\")).front().length, 6);
    }

    void bytesAreMarkedPickedAndCopied()
    {
        HexView view;
        view.resize(640, 200);
        view.setBytes(QByteArray::fromHex("000102ff41"));
        view.show();
        QSignalSpy picked(&view, &HexView::bytePicked);
        view.setMarkedRange(3, 99);
        QTest::keyClick(&view, Qt::Key_Right);
        QCOMPARE(picked.last().first().toLongLong(), 1);
        QTest::keyClick(&view, Qt::Key_Right, Qt::ShiftModifier);
        QTest::keyClick(&view, Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(view.selectionStart(), 1);
        QCOMPARE(view.selectionLength(), 3);
        QTest::keySequence(&view, QKeySequence::Copy);
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("01 02 ff"));
        view.setBytes({});
        QTest::keyClick(&view, Qt::Key_End, Qt::ControlModifier);
        QVERIFY(!view.grab().isNull());
    }

    void toastsKeepThreeAndUndo()
    {
        QWidget window;
        window.resize(800, 600);
        Toasts toasts(&window);
        window.show();
        bool undone = false;
        for (int i = 0; i < 4; ++i)
            toasts.show(Toast{State::Error, QStringLiteral("t%1").arg(i), {}, {}, Icon::Undo, {}});
        QCOMPARE(toasts.count(), 3);
        toasts.clear();
        QVERIFY(!toasts.isVisible());
        toasts.show(Toast{State::Ok, QStringLiteral("set"), QStringLiteral("was 1"), QStringLiteral("Undo"), Icon::Undo, [&] { undone = true; }});
        QVERIFY(toasts.isVisible());
        QVERIFY(toasts.geometry().right() < window.width() && toasts.geometry().bottom() < window.height());
        buttonOf(toasts, QStringLiteral("Undo"))->click();
        QVERIFY(undone);
        QTRY_COMPARE(toasts.count(), 0);
        QTRY_VERIFY(!toasts.isVisible());
    }

    void attentionIsWorstFirst()
    {
        AttentionList list;
        list.resize(600, 200);
        list.show();
        QSignalSpy activated(&list, &AttentionList::activated);
        list.setItems({{QStringLiteral("w"), State::Warn, QStringLiteral("a"), QStringLiteral("x"), 5, QStringLiteral("Show")},
                       {QStringLiteral("e"), State::Error, QStringLiteral("b"), QStringLiteral("y"), 9, QStringLiteral("Show")}});
        auto *view = list.findChild<QAbstractItemView *>();
        QCOMPARE(view->model()->index(0, 0).data().toString(), QStringLiteral("b"));
        view->setCurrentIndex(view->model()->index(0, 0));
        QTest::keyClick(view, Qt::Key_Return);
        QCOMPARE(activated.count(), 1);
        QCOMPARE(activated.first().first().toString(), QStringLiteral("e"));
        list.setItems({});
        QVERIFY(!view->isVisible());
    }

    void attentionCutsNoNameAndNoLink()
    {
        AttentionList list;
        list.resize(90, 60); // as before its page has been laid out
        list.show();
        const auto item = [](const char *key, const char *object, const char *link) {
            return Attention{QLatin1String(key), State::Warn, QLatin1String(object), QStringLiteral("Commits advance, but the lag was never zero and has grown by 4,162 records"), 0,
                             QLatin1String(link)};
        };
        list.setItems({item("a", "x", "Show")});
        list.resize(700, 200);
        list.setItems({item("a", "connect-payments-to-warehouse", "Show"), item("b", "analytics", "Show the members")});
        auto *view = list.findChild<QTableView *>();
        const QFontMetrics data(look().font(FontRole::Data));
        const QFontMetrics body(look().font(FontRole::Body));
        QTRY_VERIFY(view->columnWidth(0) >= data.horizontalAdvance(QStringLiteral("connect-payments-to-warehouse")) + 10);
        QVERIFY(view->columnWidth(3) >= body.horizontalAdvance(QStringLiteral("Show the members")));
        // What holds now has no time; "unknown" would say that something could not be read.
        QCOMPARE(view->model()->index(0, 2).data().toString(), QString());
    }

    void refreshRunsWhileShownAndByF5()
    {
        QWidget page;
        auto *layout = new QVBoxLayout(&page);
        auto *header = new PageHeader(&page);
        auto *edit = new QLineEdit;
        layout->addWidget(header);
        layout->addWidget(edit);
        header->showRefresh(0);
        page.show();
        page.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&page));
        edit->setFocus();
        QSignalSpy refresh(header, &PageHeader::refreshRequested);
        QTest::keyClick(edit, Qt::Key_F5);
        QCOMPARE(refresh.count(), 1);
        QSignalSpy kept(header->refreshControl(), &RefreshControl::intervalChanged);
        header->refreshControl()->menu()->actions().last()->trigger();
        QCOMPARE(kept.last().first().toInt(), 60);
    }

    void factsBreakIntoEvenRows()
    {
        FactStrip strip;
        std::vector<Fact> facts;
        for (int i = 0; i < 8; ++i)
            facts.push_back({QStringLiteral("Label"), QStringLiteral("184,220"), QStringLiteral("MiB/s")});
        strip.setFacts(facts);
        QCOMPARE(strip.heightForWidth(1600), 74);
        QCOMPARE(strip.heightForWidth(900), 148);
        QVERIFY(strip.minimumSizeHint().width() < 300);
    }

    void subTabsMoveByKeyboard()
    {
        SubTabs tabs;
        tabs.addTab(QStringLiteral("Records"));
        tabs.addTab(QStringLiteral("Partitions"));
        const int before = tabs.sizeHint().width();
        tabs.setTabCount(1, QStringLiteral("64"));
        QVERIFY(tabs.sizeHint().width() > before);
        tabs.show();
        QTest::keyClick(&tabs, Qt::Key_Right);
        QCOMPARE(tabs.currentIndex(), 1);
    }
};

QTEST_MAIN(TestParts)
#include "tst_parts.moc"
