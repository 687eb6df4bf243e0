// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/fakes/page_stage.h"
#include "tests/widgets/fakes/seen.h"
#include "widgets/dialogs/sheet.h"
#include "widgets/pages/sandbox/broker_card.h"
#include "widgets/pages/sandbox/event_text.h"
#include "widgets/pages/sandbox/sandbox_page.h"
#include "widgets/parts/page_header.h"
#include "widgets/parts/state_label.h"
#include "widgets/parts/buttons.h"

#include <QComboBox>
#include <QLabel>
#include <QSpinBox>
#include <QTest>
#include <QVBoxLayout>

using namespace weir;
using namespace weir::widgets;

namespace {

QString text(const char *latin) { return QString::fromUtf8(latin); }

template <class T>
T *named(const QWidget *in, const char *accessibleName)
{
    return fakes::seen<T>(in, QLatin1String(accessibleName));
}

QPushButton *button(const QWidget *in, const char *words) { return fakes::seenButton(in, QLatin1String(words)); }

model::Profile sandboxProfile()
{
    model::Profile profile = fakes::sampleProfile();
    profile.kind = model::Profile::Kind::Sandbox;
    return profile;
}

/// The sandbox page of a running sandbox, whose cluster is the open one.
struct Sandboxed : fakes::PageStage {
    explicit Sandboxed(const model::SandboxStatus &status = fakes::FakeSandbox::running()) : PageStage(sandboxProfile())
    {
        sandbox.state = status;
        window.resize(1300, 900);
        PageContext all = context();
        all.feed = &feed;
        feed.refresh();
        page = new SandboxPage(all, Place{text("sandbox")});
        auto *layout = new QVBoxLayout(&window);
        layout->addWidget(page);
        window.show();
    }
    bool ready() const
    {
        return QTest::qWaitFor([this] { return feed.snapshot() != nullptr && page->state() == PageState::Ready && card(2) != nullptr && card(2)->isVisible(); });
    }
    BrokerCard *card(qint32 id) const
    {
        for (BrokerCard *candidate : page->findChildren<BrokerCard *>()) {
            if (candidate->id() == id)
                return candidate;
        }
        return nullptr;
    }
    QStringList &acts() { return sandbox.acts; }
    Sheet *sheet() const { return Sheet::topmost(&window); }
    /// As the palette does it; false where it cannot be done.
    bool command(const char *id)
    {
        for (QAction *action : commands.available(&window)) {
            if (Commands::idOf(action) == QLatin1String(id)) {
                action->trigger();
                return true;
            }
        }
        return false;
    }
    /// What the labels that can be seen say, joined.
    QString words() const
    {
        QStringList words;
        for (const QLabel *label : page->findChildren<QLabel *>()) {
            if (label->isVisible())
                words << label->text();
        }
        return words.join(QLatin1Char('|'));
    }

    QWidget window;
    ClusterFeed feed{session, nullptr};
    SandboxPage *page = nullptr;
};

} // namespace

/// What the sandbox page lets a person break, by mouse, by keyboard and from the palette.
class TestSandboxPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { LookController::instance().install(); }

    void aCardSetsEachFaultOfItsBroker()
    {
        Sandboxed o;
        QVERIFY(o.ready());
        const QString kept = text("faults 2 slow=250 drop=2 error=0");
        const auto toggled = [&](const char *name, bool byKeyboard) {
            auto *button = named<Switch>(o.card(2), name);
            if (button == nullptr)
                return QString(text("no switch ") + QLatin1String(name));
            if (byKeyboard) {
                button->setFocus(Qt::TabFocusReason);
                QTest::keyClick(button, Qt::Key_Space);
            } else {
                QTest::mouseClick(button, Qt::LeftButton);
            }
            // It shows what is, which is not what was asked for until the sandbox says so.
            const QString asked = o.acts().isEmpty() ? QString() : o.acts().takeLast();
            o.sandbox.setStatus(fakes::FakeSandbox::running());
            return asked;
        };
        for (const bool byKeyboard : {false, true}) {
            QCOMPARE(toggled("Cut off from its peers", byKeyboard), kept + text(" isolated"));
            QCOMPARE(toggled("Falls out of sync", byKeyboard), kept + text(" followsNobody"));
            QCOMPARE(toggled("Disk is full", byKeyboard), kept + text(" diskFull"));
            QVERIFY(!named<Switch>(o.card(2), "Disk is full")->isChecked());
        }
        // A broker that is down has none.
        QVERIFY(!named<Switch>(o.card(3), "Disk is full")->isEnabled());
    }

    void aCardAnswersSoManyRequestsOfAKeyWithAnError()
    {
        Sandboxed o;
        QVERIFY(o.ready());
        QVERIFY(named<QComboBox>(o.card(1), "Which requests") == nullptr); // asked only where there is an error
        auto *answer = named<QComboBox>(o.card(1), "Answer with");
        QVERIFY(answer);
        answer->setFocus(Qt::TabFocusReason);
        QTest::keyClick(answer, Qt::Key_Down);
        QCOMPARE(o.acts().takeLast(), text("faults 1 slow=0 drop=0 error=6"));
        auto *key = named<QComboBox>(o.card(1), "Which requests");
        QVERIFY(key);
        key->setFocus(Qt::TabFocusReason);
        QTest::keyClick(key, Qt::Key_Down);
        QCOMPARE(o.acts().takeLast(), text("faults 1 slow=0 drop=0 error=6 key=0"));
        auto *count = named<QSpinBox>(o.card(1), "How many");
        QVERIFY(count);
        QCOMPARE(count->text(), text("Until cleared"));
        count->setFocus(Qt::TabFocusReason);
        QTest::keyClick(count, Qt::Key_Up);
        QTest::keyClick(count, Qt::Key_Up);
        QCOMPARE(o.acts().takeLast(), text("faults 1 slow=0 drop=0 error=6 key=0 count=2"));

        // What another hand has set shows in it, also a key that is not in the list.
        model::SandboxStatus status = fakes::FakeSandbox::running();
        status.brokers[0].faults.errorCode = 5;
        status.brokers[0].faults.errorKey = 61;
        status.brokers[0].faults.errorCount = 9;
        answer->setFocus(Qt::TabFocusReason);
        o.sandbox.setStatus(status);
        QCOMPARE(answer->currentText(), text("LEADER_NOT_AVAILABLE"));
        QCOMPARE(key->currentText(), text("Key 61"));
        QCOMPARE(count->value(), 9);
        QVERIFY2(o.words().contains(text("9 more request")), qPrintable(o.words()));
    }

    void theButtonsBreakClients()
    {
        Sandboxed o;
        QVERIFY(o.ready());
        const auto open = [&](const char *words) {
            QPushButton *found = button(o.page, words);
            if (found != nullptr)
                QTest::mouseClick(found, Qt::LeftButton);
            return o.sheet();
        };
        // A session: of a group that has members, all of them or one.
        Sheet *sheet = open("Expire a session...");
        QVERIFY(sheet);
        auto *group = named<QComboBox>(sheet, "Group");
        auto *member = named<QComboBox>(sheet, "Member");
        QVERIFY(group && member && group->count() > 0 && member->count() > 1);
        const QString id = group->currentText();
        const QString one = member->itemText(1);
        sheet->findChild<QPushButton *>(text("act"))->click();
        QCOMPARE(o.acts().takeLast(), text("expire ") + id);
        sheet = open("Expire a session...");
        named<QComboBox>(sheet, "Member")->setCurrentIndex(1);
        sheet->findChild<QPushButton *>(text("act"))->click();
        QCOMPARE(o.acts().takeLast(), QStringLiteral("expire %1 %2").arg(id, one));
        // A producer: of those that the sandbox knows.
        sheet = open("Fence a producer...");
        QTRY_COMPARE(named<QComboBox>(sheet, "Transactional id")->count(), 2);
        sheet->findChild<QPushButton *>(text("act"))->click();
        QCOMPARE(o.acts().takeLast(), text("fence orders-1"));
        sheet = open("Abort a transaction...");
        QTRY_COMPARE(named<QComboBox>(sheet, "Transactional id")->count(), 2);
        named<QComboBox>(sheet, "Transactional id")->setCurrentIndex(1);
        sheet->findChild<QPushButton *>(text("act"))->click();
        QCOMPARE(o.acts().takeLast(), text("abort payments-1"));
        // A transaction that hangs, by keyboard: Esc does nothing.
        sheet = open("Hang a transaction...");
        QTest::keyClick(sheet, Qt::Key_Escape);
        QTRY_VERIFY(o.sheet() == nullptr);
        QVERIFY(o.acts().isEmpty());
        sheet = open("Hang a transaction...");
        auto *topic = named<QComboBox>(sheet, "Topic");
        QVERIFY(topic && topic->findText(text("orders")) >= 0);
        topic->setEditText(QString());
        QVERIFY(!sheet->findChild<QPushButton *>(text("act"))->isEnabled());
        topic->setEditText(text("orders"));
        named<QSpinBox>(sheet, "Partition")->setValue(2);
        named<QSpinBox>(sheet, "Hangs for")->setValue(5);
        sheet->findChild<QPushButton *>(text("act"))->click();
        QCOMPARE(o.acts().takeLast(), text("hang weir-hanging orders 2 300000"));
    }

    void thePaletteBreaksBrokersAndClients()
    {
        Sandboxed o;
        QVERIFY(o.ready());
        QVERIFY(o.command("sandbox.kill"));
        auto *broker = named<QComboBox>(o.sheet(), "Broker");
        QVERIFY(broker);
        QCOMPARE(broker->count(), 2); // the third is down
        broker->setCurrentIndex(1);
        o.sheet()->findChild<QPushButton *>(text("act"))->click();
        QCOMPARE(o.acts().takeLast(), text("broker 2 kill"));
        QTRY_VERIFY(o.sheet() == nullptr);
        QVERIFY(o.command("sandbox.pause"));
        o.sheet()->findChild<QPushButton *>(text("act"))->click();
        QCOMPARE(o.acts().takeLast(), text("broker 1 pause"));
        QTRY_VERIFY(o.sheet() == nullptr);
        QVERIFY(o.command("sandbox.faults"));
        named<QComboBox>(o.sheet(), "Broker")->setCurrentIndex(1); // it starts from what is set there
        named<Switch>(o.sheet(), "Disk is full")->setChecked(true);
        o.sheet()->findChild<QPushButton *>(text("act"))->click();
        QCOMPARE(o.acts().takeLast(), text("faults 2 slow=250 drop=2 error=0 diskFull"));
        QTRY_VERIFY(o.sheet() == nullptr);
        QVERIFY(o.command("sandbox.clearFaults"));
        QCOMPARE(o.acts().takeLast(), text("clearFaults"));
        for (const char *id : {"sandbox.expire", "sandbox.fence", "sandbox.hang", "sandbox.abort"}) {
            QVERIFY2(o.command(id), id);
            QVERIFY2(o.sheet() != nullptr, id);
            o.sheet()->reject();
            QTRY_VERIFY(o.sheet() == nullptr);
        }
    }

    void anotherEngineOffersWhatItCan()
    {
        model::SandboxStatus status = fakes::FakeSandbox::running();
        status.engine = model::SandboxEngine::ApacheKafka;
        for (model::SandboxBroker &broker : status.brokers) {
            broker.offersFaults = false;
            broker.faults = {};
        }
        Sandboxed o(status);
        QVERIFY(o.ready());
        QVERIFY(named<Switch>(o.card(2), "Disk is full") == nullptr);
        QVERIFY(!o.command("sandbox.faults"));
        QVERIFY(o.command("sandbox.hang")); // with Kafka's own requests
        o.sheet()->reject();
    }

    void aSandboxAtRestHasNothingToBreak()
    {
        Sandboxed o;
        QVERIFY(o.ready());
        QVERIFY(o.command("sandbox.addBroker"));
        model::SandboxStatus status;
        status.state = model::SandboxStatus::State::Stopped;
        o.sandbox.setStatus(status);
        for (const char *id : {"sandbox.kill", "sandbox.faults", "sandbox.hang", "sandbox.addBroker"})
            QVERIFY2(!o.command(id), id);
    }

    void aControllerInItsOwnProcessIsKilledAndStarted()
    {
        model::SandboxStatus status = fakes::FakeSandbox::running();
        Sandboxed o(status);
        QVERIFY(o.ready());
        QVERIFY(button(o.page, "Kill controller") == nullptr); // it lives with the brokers
        QVERIFY(!o.command("sandbox.killController"));
        status.controller = model::SandboxBroker::State::Running;
        status.brokers[1].pid = 4711;
        o.sandbox.setStatus(status);
        QVERIFY(o.words().contains(text("process 4711")));
        QVERIFY(button(o.page, "Start controller") == nullptr);
        QTest::mouseClick(button(o.page, "Kill controller"), Qt::LeftButton);
        QCOMPARE(o.acts().takeLast(), text("killController"));
        QVERIFY(o.command("sandbox.killController"));
        QCOMPARE(o.acts().takeLast(), text("killController"));
        status.controller = model::SandboxBroker::State::Killed;
        o.sandbox.setStatus(status);
        QVERIFY(button(o.page, "Kill controller") == nullptr);
        QVERIFY(!o.command("sandbox.killController"));
        QVERIFY(o.page->findChild<PageHeader *>()->findChild<Pill *>()->word() == text("The controller is down"));
        QPushButton *const start = button(o.page, "Start controller");
        start->setFocus(Qt::TabFocusReason);
        QTest::keyClick(start, Qt::Key_Space);
        QCOMPARE(o.acts().takeLast(), text("startController"));
        QVERIFY(o.command("sandbox.startController"));
        QCOMPARE(o.acts().takeLast(), text("startController"));
    }

    void whatHappenedIsToldInWords_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("words");
        const QStringList off{text("slowMs=0"), text("dropPercent=0"), text("errorCode=0"), text("isolated=false"), text("followsNobody=false"), text("diskFull=false")};
        const auto with = [&](int index, const char *value) {
            QStringList all = off;
            all[index] = QLatin1String(value);
            return all;
        };
        QTest::newRow("cut off") << text("fault.set") << with(3, "isolated=true") << text("Broker 2 cut off from its peers");
        QTest::newRow("follows nobody") << text("fault.set") << with(4, "followsNobody=true") << text("Broker 2 follows nobody");
        QTest::newRow("disk") << text("fault.set") << with(5, "diskFull=true") << text("The disk of broker 2 is full");
        QTest::newRow("slow") << text("fault.set") << with(0, "slowMs=50") << text("Fault set on broker 2");
        QTest::newRow("expired") << text("group.expired") << QStringList{text("billing")} << text("Group billing: sessions expired");
        QTest::newRow("fenced") << text("producer.fenced") << QStringList{text("orders-1")} << text("Producer orders-1 fenced");
        QTest::newRow("aborted") << text("transaction.aborted") << QStringList{text("orders-1")} << text("Transaction of orders-1 aborted");
        QTest::newRow("hangs") << text("transaction.hangs") << QStringList{text("x"), text("orders")} << text("A transaction of x hangs on orders");
    }
    void whatHappenedIsToldInWords()
    {
        QFETCH(QString, kind);
        QFETCH(QStringList, arguments);
        QFETCH(QString, words);
        model::SandboxEvent event;
        event.kind = kind;
        event.broker = 2;
        event.arguments = arguments;
        QCOMPARE(sandboxEventText(event).second, words);
        QCOMPARE(sandboxEventText(event).first, State::Warn);
    }

    void aFailedDirectoryIsAnError()
    {
        model::SandboxEvent event;
        event.kind = text("storage.failed");
        event.broker = 2;
        event.arguments = QStringList{text("/data/broker-2.2")};
        QCOMPARE(sandboxEventText(event).second, text("Broker 2 goes on without the log directory /data/broker-2.2"));
        QCOMPARE(sandboxEventText(event).first, State::Error);
    }
};

QTEST_MAIN(TestSandboxPage)
#include "tst_sandbox_page.moc"
