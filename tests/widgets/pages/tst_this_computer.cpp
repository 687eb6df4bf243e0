// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/model/audit.h"
#include "tests/widgets/fakes/seen.h"
#include "tests/widgets/shell/test_window.h"
#include "widgets/dialogs/plan_dialog.h"
#include "widgets/pages/clusters/profile_dialog.h"
#include "widgets/pages/clusters/profile_form.h"
#include "widgets/pages/page_catalog.h"
#include "widgets/parts/buttons.h"
#include "widgets/parts/code_box.h"
#include "widgets/parts/label.h"
#include "widgets/parts/table_model.h"
#include "widgets/parts/table_view.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollArea>
#include <QScrollBar>
#include <QTest>

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

/// The real pages in a window on fakes, with the first cluster open.
struct Opened : fakes::TestWindow {
    MainWindow &openPage(const char *page, std::size_t profile = 1)
    {
        MainWindow &shown = start(weirPages());
        shown.openCluster(profiles.stored[profile]);
        if (!QTest::qWaitFor([&] { return shown.current()->session() != nullptr; }))
            qFatal("the cluster does not open");
        shown.current()->open(Place{QLatin1String(page)}, OpenMode::NewTab);
        return shown;
    }
    Page *current() const { return window->current()->currentPage(); }
};

model::AuditEntry lineOf(qint64 id, const char *profile, const char *action, const char *target, bool ok, const model::AuditDetail &detail)
{
    model::AuditEntry entry;
    entry.id = id;
    entry.atMs = 1'700'000'000'000 + id;
    entry.profile = QLatin1String(profile);
    entry.action = QLatin1String(action);
    entry.target = QLatin1String(target);
    entry.detail = model::toJson(detail);
    entry.command = QStringLiteral("kafka-configs.sh --alter --entity-name ") + entry.target;
    entry.ok = ok;
    if (!ok)
        entry.error = QStringLiteral("Refused");
    return entry;
}

} // namespace

/// The pages about this computer: clusters, audit log, sandbox, settings.
class TestThisComputer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { LookController::instance().install(); }

    void aFormKeepsWhatItHasNoFieldFor()
    {
        model::Profile profile = fakes::sampleProfile(text("imported"));
        profile.properties = {{text("bootstrap.servers"), text("a:9093")}, {text("security.protocol"), text("SASL_SSL")},
                              {text("sasl.mechanism"), text("SCRAM-SHA-256")}, {text("sasl.username"), text("u")},
                              {text("ssl.truststore.location"), text("/ca.pem")}, {text("ssl.truststore.type"), text("PEM")},
                              {text("ssl.keystore.location"), text("/me.pem")}, {text("ssl.endpoint.identification.algorithm"), text("none")},
                              {text("client.id"), text("billing")}, {text("weir.connect.url"), text("http://c:8083")}};
        const ProfileForm::Secrets secrets{{text("sasl.password"), text("p1")}, {text("ssl.key.password"), text("p2")},
                                           {text("ssl.truststore.password"), text("p3")}, {text("ssl.keystore.key"), text("p4")}};
        ProfileForm form;
        form.setProfile(profile, secrets);
        form.show();
        QVERIFY(form.check());
        const model::Profile kept = form.profile();
        QCOMPARE(kept.properties.value(text("ssl.ca.location")), text("/ca.pem")); // Java's name is shown in the field and stored under ours
        QCOMPARE(kept.properties.value(text("ssl.certificate.location")), text("/me.pem"));
        QCOMPARE(kept.properties.value(text("ssl.key.location")), text("/me.pem"));
        QVERIFY(!kept.properties.contains(text("ssl.truststore.location")));
        QVERIFY(kept.properties.contains(text("ssl.endpoint.identification.algorithm")));
        QCOMPARE(kept.properties.value(text("ssl.endpoint.identification.algorithm")), QString());
        QCOMPARE(kept.properties.value(text("client.id")), text("billing"));
        QCOMPARE(kept.properties.value(text("weir.connect.url")), text("http://c:8083"));
        QCOMPARE(form.secrets(), secrets);
        bool shown = false;
        for (const QLineEdit *edit : form.findChildren<QLineEdit *>())
            shown = shown || edit->text() == text("/ca.pem");
        QVERIFY(shown);
        const QString others = form.findChild<Label *>(text("profileOthers"))->text();
        QVERIFY2(others.contains(text("client.id = billing")) && others.contains(text("weir.connect.url")) && others.contains(text("ssl.keystore.key")), qPrintable(others));
        QVERIFY2(!others.contains(text("p3")) && !others.contains(text("p4")) && !others.contains(text("bootstrap")), qPrintable(others));
        // And once more through the store's eyes: nothing changes by being looked at.
        form.setProfile(kept, form.secrets());
        QCOMPARE(form.profile(), kept);
        QCOMPARE(form.secrets(), secrets);
    }

    void aFormWithoutOtherSettingsSaysNothingOfThem()
    {
        ProfileForm form;
        form.setProfile(fakes::sampleProfile(), {});
        form.show();
        QVERIFY(!form.findChild<Label *>(text("profileOthers"))->isVisible());
    }

    void anImportNamesWhatItLeavesAndSavesTheRest()
    {
        QWidget host;
        host.resize(1000, 800);
        host.show();
        fakes::FakeFactory factory;
        fakes::FakeProfiles profiles;
        fakes::FakeSecrets secrets;
        model::Profile profile;
        profile.name = text("imported");
        profile.properties = {{text("bootstrap.servers"), text("a:9093")}, {text("security.protocol"), text("SSL")}};
        const QMap<QString, QString> imported{{text("ssl.key.password"), text("k")}, {text("ssl.truststore.password"), text("t")}};
        auto *dialog = new ProfileDialog(factory, profiles, secrets, profile, imported, {text("linger.ms"), text("group.id")});
        dialog->openOver(&host);
        const auto *note = dialog->findChild<Label *>(text("profileNotTaken"));
        QVERIFY(note && note->isVisible());
        QVERIFY(note->text().contains(text("linger.ms, group.id")));
        QVERIFY(button(dialog, "Save"));
        button(dialog, "Save")->click();
        QTRY_COMPARE(profiles.stored.size(), std::size_t(1));
        QTRY_COMPARE(secrets.stored.value(profiles.stored.front().id), imported);
    }

    void undoOfADeletedProfileBringsItsPasswordBack()
    {
        Opened o;
        const model::Profile doomed = o.profiles.stored[2];
        const QMap<QString, QString> password{{text("sasl.password"), text("geheim")}};
        o.secrets.stored.insert(doomed.id, password);
        MainWindow &window = o.openPage("clusters");
        auto *table = named<TableView>(o.current(), "Clusters");
        QVERIFY(table && table->setCurrentKey(doomed.id));
        QTRY_VERIFY(button(o.current(), "Delete..."));
        button(o.current(), "Delete...")->click();
        QTRY_VERIFY(Sheet::topmost(&window));
        QVERIFY(button(Sheet::topmost(&window), "Delete profile"));
        button(Sheet::topmost(&window), "Delete profile")->click();
        QTRY_VERIFY(!o.secrets.stored.contains(doomed.id));
        QCOMPARE(o.profiles.stored.size(), std::size_t(2));
        QTRY_VERIFY(button(&window, "Undo"));
        // The tab may be gone by then.
        o.window->current()->open(Place{text("settings")}, OpenMode::NewTab);
        button(&window, "Undo")->click();
        QTRY_COMPARE(o.profiles.stored.size(), std::size_t(3));
        QTRY_COMPARE(o.secrets.stored.value(doomed.id), password);
        QCOMPARE(o.profiles.stored.back(), doomed);
    }

    void theAuditLogShowsWhatWasAndPutsItBack()
    {
        Opened o;
        const QString here = o.profiles.stored[1].name;
        const model::Change undo = model::AlterTopicConfig{text("orders"), {{text("retention.ms"), text("604800000")}}};
        model::AuditDetail config{{{text("retention.ms"), text("604800000"), text("86400000")}}, undo, {}, {}, {}};
        model::AuditDetail produced;
        produced.partition = 3;
        produced.offset = 41;
        model::AuditDetail refused = config;
        refused.error = base::Error{base::ErrorKind::Refused, "topic.config", "orders", {}, {}, 0};
        o.audit.stored = {lineOf(5, qPrintable(here), "record.produce", "orders", true, produced), lineOf(4, qPrintable(here), "topic.delete", "old", true, {}),
                          lineOf(3, qPrintable(here), "topic.config", "orders", false, refused), lineOf(2, "elsewhere", "topic.config", "orders", true, config),
                          lineOf(1, qPrintable(here), "topic.config", "orders", true, config)};
        MainWindow &window = o.openPage("audit");
        QTRY_COMPARE(o.current()->state(), PageState::Ready);
        auto *table = named<TableView>(o.current(), "Audit log");
        QVERIFY(table);
        QCOMPARE(table->tableModel()->rowCount(), 5);
        QCOMPARE(table->tableModel()->keyAt(0), text("5")); // the newest stands first
        const auto select = [&](const char *id) {
            table->setCurrentKey(QLatin1String(id));
            return o.current()->findChild<QPushButton *>(text("auditPutBack"));
        };
        const auto whyNot = [&] { return o.current()->findChild<Label *>(text("auditWhyNot"))->text(); };
        const auto says = [&](const char *words) {
            for (const QLabel *label : o.current()->findChildren<QLabel *>()) {
                if (label->isVisible() && label->text().contains(QString::fromUtf8(words)))
                    return true;
            }
            return false;
        };
        QVERIFY(!select("5")->isEnabled());
        QVERIFY(says("Produce records") && says("41"));
        QVERIFY(!select("4")->isEnabled());
        QCOMPARE(whyNot(), text("This cannot be undone."));
        QVERIFY(!select("3")->isEnabled());
        QVERIFY(says("The configuration of orders") && !says("topic.config")); // in words, not as the log has it
        QVERIFY(!select("2")->isEnabled());
        QVERIFY(whyNot().contains(text("elsewhere")));
        QPushButton *back = select("1");
        QVERIFY(back->isEnabled());
        QVERIFY(says("604800000 → 86400000"));
        const auto codes = o.current()->findChildren<CodeBox *>();
        QVERIFY(!codes.isEmpty() && codes.first()->toPlainText().contains(text("kafka-configs.sh")));
        back->click();
        QTRY_VERIFY(qobject_cast<PlanDialog *>(Sheet::topmost(&window)));
        const model::Plan &plan = qobject_cast<PlanDialog *>(Sheet::topmost(&window))->plan();
        const auto *change = std::get_if<model::AlterTopicConfig>(&plan.steps.front().change);
        QVERIFY(change);
        QCOMPARE(change->changes, std::get<model::AlterTopicConfig>(undo).changes);
        Sheet::topmost(&window)->reject();

        // What happens while the page is open is in it.
        o.audit.append(lineOf(6, qPrintable(here), "group.delete", "billing", true, {}));
        QTRY_COMPARE(table->tableModel()->rowCount(), 6);
    }

    void anEmptyAuditLogSaysSo()
    {
        Opened o;
        o.openPage("audit");
        QTRY_COMPARE(o.current()->state(), PageState::Empty);
    }

    void theSandboxPageFitsAcross_data()
    {
        QTest::addColumn<QString>("language");
        QTest::newRow("english") << text("en");
        QTest::newRow("korean") << text("ko");
    }
    void theSandboxPageFitsAcross()
    {
        QFETCH(QString, language);
        Opened o;
        o.settings.values.insert(text("language"), language);
        o.sandbox.state = fakes::FakeSandbox::running();
        o.openPage("sandbox");
        QTRY_COMPARE(o.current()->state(), PageState::Ready);
        QTest::qWait(50); // laid out
        for (const QScrollArea *area : o.current()->findChildren<QScrollArea *>()) {
            if (area->isVisible())
                QVERIFY2(area->horizontalScrollBar()->maximum() == 0,
                         qPrintable(QStringLiteral("%1 of %2").arg(area->viewport()->width()).arg(area->widget()->minimumSizeHint().width())));
        }
    }

    void snippetsAreForTheChosenTopic()
    {
        Opened o;
        o.profiles.stored[1].kind = model::Profile::Kind::Sandbox;
        o.sandbox.state = fakes::FakeSandbox::running();
        MainWindow &window = o.openPage("sandbox");
        Place clients{text("sandbox")};
        clients.tab = text("clients");
        window.current()->open(clients, OpenMode::NewTab);
        QTRY_VERIFY(named<QComboBox>(o.current(), "Topic"));
        auto *topics = named<QComboBox>(o.current(), "Topic");
        auto *program = named<CodeBox>(o.current(), "Program");
        QVERIFY(program);
        QVERIFY(program->toPlainText().contains(text("\"hello\"")));
        QTRY_VERIFY(topics->findText(text("orders")) > 0);
        topics->setCurrentText(text("orders"));
        QVERIFY(program->toPlainText().contains(text("\"orders\"")));
        QCOMPARE(topics->findText(text("__consumer_offsets")), -1);
    }

    void snippetsAreForTheChosenListener()
    {
        Opened o;
        o.sandbox.state = fakes::FakeSandbox::running();
        MainWindow &window = o.openPage("sandbox");
        Place clients{text("sandbox")};
        clients.tab = text("clients");
        window.current()->open(clients, OpenMode::NewTab);
        QTRY_VERIFY(named<CodeBox>(o.current(), "Program"));
        QVERIFY(!named<QComboBox>(o.current(), "Listener")); // there is one only

        model::SandboxStatus status = fakes::FakeSandbox::running();
        status.listeners = {{text("PLAINTEXT"), text("PLAINTEXT"), text("127.0.0.1:1"), {}},
                            {text("SSL"), text("SSL"), text("127.0.0.1:2"), {}},
                            {text("SASL_SSL"), text("SASL_SSL"), text("127.0.0.1:3"), {text("PLAIN"), text("SCRAM-SHA-512")}}};
        status.authority = text("/tls/ca.pem");
        status.user = model::SandboxUser{text("me"), text("a\"b")};
        o.sandbox.setStatus(status);
        QTRY_VERIFY(named<QComboBox>(o.current(), "Listener"));
        auto *listeners = named<QComboBox>(o.current(), "Listener");
        auto *program = named<CodeBox>(o.current(), "Program");
        auto *languages = named<SegmentedControl>(o.current(), "Language");
        const QStringList wanted{text("username=\\\"me\\\" password=\\\"a\\\\\\\"b\\\""), text("\"sasl.password\": \"a\\\"b\","),
                                 text("\"sasl.mechanism\", \"SCRAM-SHA-512\""), text("conf->set(\"ssl.ca.location\", \"/tls/ca.pem\", error);"),
                                 text("scram.Auth{User: \"me\", Pass: \"a\\\"b\"}.AsSha512Mechanism()"), text("SaslMechanism = SaslMechanism.ScramSha512,")};
        for (int i = 0; i < wanted.size(); ++i) {
            if (i > 0)
                QTest::keyClick(languages, Qt::Key_Right);
            QCOMPARE(languages->currentIndex(), i);
            listeners->setCurrentText(text("PLAINTEXT"));
            QVERIFY(program->toPlainText().contains(text("127.0.0.1:1")));
            for (const char *word : {"SSL", "ssl", "sasl", "tls"})
                QVERIFY2(!program->toPlainText().contains(QLatin1String(word)), word);
            listeners->setCurrentText(text("SSL"));
            QVERIFY(program->toPlainText().contains(text("/tls/ca.pem")));
            QVERIFY(!program->toPlainText().contains(text("SCRAM")));
            listeners->setCurrentText(text("SASL_SSL"));
            QVERIFY2(program->toPlainText().contains(wanted[i]), qPrintable(program->toPlainText()));
            QVERIFY2(!program->toPlainText().contains(QRegularExpression(text("@[A-Z]+@"))), qPrintable(program->toPlainText()));
        }
    }

    void aSandboxIsStartedWithSecureListeners()
    {
        Opened o;
        o.sandbox.state.state = model::SandboxStatus::State::Stopped;
        o.openPage("sandbox");
        QTRY_VERIFY(named<Switch>(o.current(), "Secure listeners"));
        auto *secure = named<Switch>(o.current(), "Secure listeners");
        QVERIFY(!named<QLineEdit>(o.current(), "User"));
        secure->click();
        QTRY_VERIFY(named<QLineEdit>(o.current(), "User"));
        auto *user = named<QLineEdit>(o.current(), "User");
        auto *password = named<QLineEdit>(o.current(), "Password");
        QVERIFY(password->text().size() >= 16);
        user->setText(text("me"));
        password->clear();
        QVERIFY(!button(o.current(), "Start the sandbox")->isEnabled());
        password->setText(text("secret"));
        auto *engine = named<QComboBox>(o.current(), "Engine");
        engine->setCurrentIndex(1); // a real Apache Kafka has the plain listener
        QVERIFY(!secure->isVisible() && !user->isVisible());
        engine->setCurrentIndex(0);
        auto *processes = named<Switch>(o.current(), "Processes");
        processes->setFocus(Qt::TabFocusReason);
        QTest::keyClick(processes, Qt::Key_Space);
        button(o.current(), "Start the sandbox")->click();
        QTRY_COMPARE(o.sandbox.acts, QStringList{text("start")});
        QVERIFY(o.sandbox.started.processes);
        QCOMPARE(o.sandbox.started.secureUser, (std::optional<model::SandboxUser>({text("me"), text("secret")})));
    }

    void shortcutsOfPagesAreKnownBeforeTheyWereOpen()
    {
        Opened o;
        o.openPage("settings");
        auto *table = named<TableView>(o.current(), "Shortcuts");
        QVERIFY(table);
        for (const char *id : {"topics.create", "topic.live", "topic.produce", "messages.produce", "clusters.add", "clusters.import", "sandbox.start", "sandbox.stop", "sandbox.wipe"})
            QVERIFY2(table->tableModel()->rowOfKey(QLatin1String(id)) >= 0, id);
        // What is set before goes with the page.
        o.window->commands().setShortcut(text("topics.create"), QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_N));
        o.window->current()->open(Place{text("topics")}, OpenMode::NewTab);
        auto *action = o.current()->findChild<QAction *>(text("topics.create"));
        QVERIFY(action);
        QCOMPARE(action->shortcut(), QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_N));
    }

    void aSandboxAtRestIsStartedFromWhereThePersonIs()
    {
        Opened o;
        o.profiles.stored[1].kind = model::Profile::Kind::Sandbox;
        o.sandbox.state.state = model::SandboxStatus::State::Stopped;
        o.factory.mood = fakes::Mood::Failing;
        MainWindow &window = o.openPage("topics");
        api::ConnectionState lost;
        lost.kind = api::ConnectionState::Kind::Lost;
        lost.error = fakes::sampleError();
        o.factory.last->setConnection(lost);
        auto *banner = window.findChild<QWidget *>(text("sandboxBanner"));
        QTRY_VERIFY(banner->isVisible());
        QVERIFY(button(banner, "Start the sandbox"));
        // Its own page says it better.
        window.current()->open(Place{text("sandbox")}, OpenMode::NewTab);
        QTRY_VERIFY(!banner->isVisible());
        window.current()->open(Place{text("topics")}, OpenMode::NewTab);
        QTRY_VERIFY(banner->isVisible());

        o.sandbox.mood = fakes::Mood::Failing;
        button(banner, "Start the sandbox")->click();
        QTRY_COMPARE(o.sandbox.acts, QStringList{text("start")});
        QTRY_VERIFY(banner->isVisible() && button(banner, "Start the sandbox")); // it says why, and can be tried again
        o.sandbox.mood = fakes::Mood::Ready;
        o.factory.mood = fakes::Mood::Ready;
        button(banner, "Start the sandbox")->click();
        QTRY_VERIFY(!banner->isVisible());
        // It came up at another address than the profile had: the same profile, opened there.
        QTRY_COMPARE(window.current()->session()->profile().bootstrap(), fakes::FakeSandbox::running().bootstrap);
        QCOMPARE(o.profiles.stored.size(), std::size_t(3));
        QCOMPARE(window.current()->current().page, text("topics")); // the tabs are still there
    }

    void anotherClusterKnowsNothingOfTheSandbox()
    {
        Opened o;
        o.profiles.stored[1].kind = model::Profile::Kind::Cluster;
        o.sandbox.state.state = model::SandboxStatus::State::Stopped;
        MainWindow &window = o.openPage("topics");
        QVERIFY(!window.findChild<QWidget *>(text("sandboxBanner"))->isVisible());
    }

    void theFocusStartsInThePage()
    {
        Opened o;
        MainWindow &window = o.openPage("topics");
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QWidget *focus = QApplication::focusWidget();
        QVERIFY(focus);
        QVERIFY2(focus->objectName() == text("views") || window.findChild<QWidget *>(text("views"))->isAncestorOf(focus), focus->metaObject()->className());
    }
};

QTEST_MAIN(TestThisComputer)
#include "tst_this_computer.moc"
