// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/shell/test_window.h"
#include "widgets/dialogs/ask.h"
#include "widgets/dialogs/plan_dialog.h"
#include "widgets/dialogs/plan_text.h"
#include "widgets/parts/code_box.h"

#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace weir;
using namespace weir::widgets;

class TestPlan : public QObject
{
    Q_OBJECT

    struct Opened {
        fakes::TestWindow t;
        MainWindow *window = nullptr;
        Opened(std::size_t profile = 1)
        {
            window = &t.start();
            window->openCluster(t.profiles.stored[profile]);
        }
        bool ready() const { return window->current()->session() != nullptr; }
        PlanDialog *dialog() const { return qobject_cast<PlanDialog *>(Sheet::topmost(window)); }
        template <class T>
        T *part(const char *name) const
        {
            return dialog()->findChild<T *>(QLatin1String(name));
        }
    };
    static model::Change retention()
    {
        return model::AlterTopicConfig{QStringLiteral("orders"), {{QStringLiteral("retention.ms"), QStringLiteral("259200000")}}};
    }

private Q_SLOTS:
    void initTestCase() { LookController::instance().install(); }

    void showsBeforeAndAfterAndApplies()
    {
        Opened o;
        QTRY_VERIFY(o.ready());
        QVERIFY(QTest::qWaitForWindowActive(o.window));
        std::optional<model::PlanOutcome> outcome;
        o.t.page()->context().runPlan({retention()}, [&](const model::Plan &, const model::PlanOutcome &done) { outcome = done; });
        QTRY_VERIFY(o.dialog());
        QVERIFY(!o.part<QLineEdit>("planTypedName")); // can be undone, no production: nothing to type
        QCOMPARE(QApplication::focusWidget(), static_cast<QWidget *>(o.part<QPushButton>("planCancel")));
        const auto codes = o.dialog()->findChildren<CodeBox *>();
        QVERIFY(std::any_of(codes.begin(), codes.end(), [](const CodeBox *box) { return box->toPlainText().startsWith(QStringLiteral("kafka-configs.sh")); }));
        QCOMPARE(o.t.factory.last->applied.size(), std::size_t(0));
        o.part<QPushButton>("planApply")->click();
        QTRY_VERIFY(outcome);
        QVERIFY(outcome->ok());
        QVERIFY(!Sheet::topmost(o.window));
        QCOMPARE(o.t.factory.last->applied.size(), std::size_t(1));
    }

    void cancelChangesNothing()
    {
        Opened o;
        QTRY_VERIFY(o.ready());
        QVERIFY(QTest::qWaitForWindowActive(o.window));
        bool called = false;
        o.t.page()->context().runPlan({retention()}, [&](const model::Plan &, const model::PlanOutcome &) { called = true; });
        QTRY_VERIFY(o.dialog());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QVERIFY(!Sheet::topmost(o.window));
        QVERIFY(!called);
        QVERIFY(o.t.factory.last->applied.empty());
    }

    void whatIsFinalMustBeTyped()
    {
        Opened o;
        QTRY_VERIFY(o.ready());
        QVERIFY(QTest::qWaitForWindowActive(o.window));
        o.t.page()->context().runPlan({model::DeleteTopic{QStringLiteral("carts.tmp")}}, {});
        QTRY_VERIFY(o.dialog());
        auto *apply = o.part<QPushButton>("planApply");
        auto *typed = o.part<QLineEdit>("planTypedName");
        QVERIFY(typed);
        QVERIFY(!apply->isEnabled());
        QCOMPARE(buttonKind(apply), ButtonKind::Danger);
        QCOMPARE(QApplication::focusWidget(), static_cast<QWidget *>(o.part<QPushButton>("planCancel")));
        typed->setFocus();
        QTest::keyClicks(typed, QStringLiteral("carts.tm"));
        QVERIFY(!apply->isEnabled());
        QTest::keyClicks(typed, QStringLiteral("p"));
        QVERIFY(apply->isEnabled());
        QTest::keyClick(typed, Qt::Key_Return); // Enter never triggers danger, from the field
        QVERIFY(o.t.factory.last->applied.empty());
        apply->setFocus();
        QTest::keyClick(apply, Qt::Key_Return); // nor from the button
        QVERIFY(o.t.factory.last->applied.empty());
        QTest::keyClick(apply, Qt::Key_Space);
        QTRY_COMPARE(o.t.factory.last->applied.size(), std::size_t(1));
    }

    void productionAsksForTheClustersName()
    {
        Opened o(0);
        QTRY_VERIFY(o.ready());
        o.t.page()->context().runPlan({retention()}, {});
        QTRY_VERIFY(o.dialog());
        QVERIFY(!o.part<QPushButton>("planApply")->isEnabled());
        o.part<QLineEdit>("planTypedName")->setText(QStringLiteral("shop-eu"));
        QVERIFY(o.part<QPushButton>("planApply")->isEnabled());
        QCOMPARE(buttonKind(o.part<QPushButton>("planApply")), ButtonKind::Danger);
        o.part<QPushButton>("planApply")->click();
        QTRY_COMPARE(o.t.factory.last->confirmation, QStringLiteral("shop-eu")); // the service judges it once more
    }

    void readOnlyIsRefused()
    {
        Opened o(2);
        QTRY_VERIFY(o.ready());
        o.t.page()->context().runPlan({retention()}, {});
        QTRY_VERIFY(o.dialog());
        QVERIFY(!o.part<QPushButton>("planApply")->isEnabled());
    }

    void aStepThatFailsIsShown()
    {
        Opened o;
        QTRY_VERIFY(o.ready());
        o.t.factory.last->applyError = base::Error{base::ErrorKind::Refused, "topic.config", "orders", {}, "Authorization failed.", 29};
        o.t.page()->context().runPlan({retention(), model::CreateTopic{QStringLiteral("new"), 3, 3, {}}}, {});
        QTRY_VERIFY(o.dialog());
        o.part<QPushButton>("planApply")->click();
        QTRY_VERIFY(!o.part<QPushButton>("planApply")->isVisible());
        QVERIFY(o.dialog()); // stays, to be read
        QCOMPARE(o.part<QPushButton>("planCancel")->text(), QStringLiteral("Close"));
        o.part<QPushButton>("planCancel")->click();
        QVERIFY(!Sheet::topmost(o.window));
    }

    void whatIsKeptWaitsInTheStatusBar()
    {
        Opened o;
        QTRY_VERIFY(o.ready());
        o.t.page()->context().runPlan({retention()}, {});
        QTRY_VERIFY(o.dialog());
        o.part<QPushButton>("planKeep")->click();
        auto *pending = o.window->findChild<QPushButton *>(QStringLiteral("pendingButton"));
        QVERIFY(pending->isVisible());
        QCOMPARE(pending->text(), QStringLiteral("1 pending change"));
        pending->click();
        QTRY_VERIFY(o.dialog());
        o.part<QPushButton>("planApply")->click();
        QTRY_VERIFY(!pending->isVisible());
    }

    void commandsRestWhileASheetAsks()
    {
        Opened o;
        QTRY_VERIFY(o.ready());
        QVERIFY(QTest::qWaitForWindowActive(o.window));
        o.t.page()->context().runPlan({retention()}, {});
        QTRY_VERIFY(o.dialog());
        QTest::keyClick(o.window, Qt::Key_F5);
        QCOMPARE(o.t.page()->refreshed, 0);
        // Tab stays inside.
        for (int i = 0; i < 12; ++i) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            QVERIFY(o.dialog()->isAncestorOf(QApplication::focusWidget()));
        }
        o.dialog()->reject();
        QTest::keyClick(o.window, Qt::Key_F5);
        QCOMPARE(o.t.page()->refreshed, 1);
    }

    void aPageThatGoesTakesItsQuestionWithIt()
    {
        Opened o;
        QTRY_VERIFY(o.ready());
        o.t.factory.last->mood = fakes::Mood::Silent;
        o.window->current()->open(Place{QStringLiteral("topics")}, OpenMode::NewTab);
        o.t.page()->context().runPlan({retention()}, {});
        o.window->current()->closeCurrentTab();
        QTRY_VERIFY(o.window->jobs().running().empty());
        o.t.factory.last->mood = fakes::Mood::Ready;
        o.t.factory.last->release();
        QTest::qWait(20);
        QVERIFY(!Sheet::topmost(o.window));
    }

    void aWindowMayCloseOverAnOpenSheet()
    {
        Opened o;
        QTRY_VERIFY(o.ready());
        o.t.page()->context().runPlan({retention()}, {});
        QTRY_VERIFY(o.dialog());
        o.t.window.reset();
        QCOMPARE(SheetWatch::instance().open(), 0);
    }

    void askAnswersOnce()
    {
        Opened o;
        QTRY_VERIFY(o.ready());
        QVERIFY(QTest::qWaitForWindowActive(o.window));
        QList<int> answers;
        Question question;
        question.title = QStringLiteral("Delete profile?");
        question.text = QStringLiteral("It goes.");
        question.answers = {{QStringLiteral("Delete"), Icon::Delete, ButtonKind::Danger}};
        question.typeToConfirm = QStringLiteral("shop");
        Sheet *sheet = ask(o.t.page(), question, [&](int answer) { answers << answer; });
        auto *field = sheet->findChild<QLineEdit *>();
        QCOMPARE(QApplication::focusWidget(), static_cast<QWidget *>(field));
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(answers.isEmpty());
        sheet->reject();
        sheet->reject();
        QCOMPARE(answers, QList<int>{-1});
    }

    void foldsLongCommands()
    {
        const QString brief = QStringLiteral("kafka-topics.sh --bootstrap-server \"$BOOTSTRAP\" --delete --topic a");
        QCOMPARE(plan_text::folded(brief), brief);
        const QString command = QStringLiteral("kafka-configs.sh --bootstrap-server \"$BOOTSTRAP\" --alter --entity-type topics --entity-name orders --add-config 'a=b --c'");
        const QString folded = plan_text::folded(command);
        const QStringList lines = folded.split(QLatin1Char('\n'));
        QVERIFY(lines.size() > 1);
        for (const QString &line : lines)
            QVERIFY(line.size() <= 76);
        QVERIFY(folded.contains(QStringLiteral("'a=b --c'"))); // not inside a value
        QCOMPARE(QString(folded).replace(QStringLiteral(" \\\n  "), QStringLiteral(" ")), command);
    }

    void hasWordsForEveryWarning()
    {
        fakes::TestWindow t;
        t.start(); // brings the plural forms
        model::PlanStep step;
        step.change = model::AddPartitions{QStringLiteral("orders"), 12};
        step.target = QStringLiteral("orders");
        for (int kind = 0; kind <= static_cast<int>(model::PlanWarning::Kind::CannotSeeBefore); ++kind) {
            model::PlanWarning warning;
            warning.kind = static_cast<model::PlanWarning::Kind>(kind);
            QVERIFY(!plan_text::warning(step, warning).lead.isEmpty());
        }
        QCOMPARE(plan_text::reading(QStringLiteral("retention.ms"), QStringLiteral("604800000")), QStringLiteral("7 d"));
        QCOMPARE(plan_text::reading(QStringLiteral("retention.bytes"), QStringLiteral("-1")), QStringLiteral("no limit"));
        QCOMPARE(plan_text::reading(QStringLiteral("segment.bytes"), QStringLiteral("1073741824")), QStringLiteral("1.0 GiB"));
        QVERIFY(plan_text::reading(QStringLiteral("cleanup.policy"), QStringLiteral("delete")).isEmpty());
        QCOMPARE(plan_text::done(step), QStringLiteral("orders has 12 partitions now"));
    }
};

QTEST_MAIN(TestPlan)
#include "tst_plan.moc"
