// SPDX-License-Identifier: GPL-3.0-or-later
// The window as a person uses it, on a real sandbox: nothing here is faked.
#include "app/composition/local_state.h"
#include "backend/control/process_sandbox_control.h"
#include "backend/kafka/session.h"
#include "tests/widgets/fakes/seen.h"
#include "widgets/charts/time_chart.h"
#include "widgets/pages/keys/keys_view.h"
#include "widgets/pages/load/load_view.h"
#include "widgets/pages/messages/record_browser.h"
#include "widgets/pages/page_catalog.h"
#include "widgets/parts/buttons.h"
#include "widgets/parts/code_box.h"
#include "widgets/parts/fact_strip.h"
#include "widgets/parts/filter_line.h"
#include "widgets/parts/hex_view.h"
#include "widgets/parts/state_label.h"
#include "widgets/parts/table_model.h"
#include "widgets/parts/table_view.h"
#include "widgets/parts/tree_view.h"
#include "widgets/shell/main_window.h"
#include "widgets/theme/look.h"

#include <QClipboard>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTimer>
#include <QtTest/QTest>

#include <ctime>
#include <set>

using namespace weir;
using namespace weir::widgets;

namespace {

constexpr int kPatienceMs = 60'000; // a loaded machine is slow, not broken

/// A port P such that P to P+2 and the controller's P+1000 are free.
int freePorts()
{
    for (int base = 28100; base < 29800; base += 10) {
        bool all = true;
        for (const int port : {base, base + 1, base + 2, base + 100, base + 200, base + 1000}) {
            QTcpServer probe;
            all = all && probe.listen(QHostAddress::LocalHost, static_cast<quint16>(port));
        }
        if (all)
            return base;
    }
    return -1;
}

} // namespace

#define EVENTUALLY(condition) QTRY_VERIFY_WITH_TIMEOUT(condition, kPatienceMs)

class TestConsole : public QObject
{
    Q_OBJECT

    QTemporaryDir m_home;
    std::unique_ptr<app::LocalState> m_local;
    std::unique_ptr<kafka::KafkaSessionFactory> m_sessions;
    std::unique_ptr<control::ProcessSandboxControl> m_sandbox;
    std::unique_ptr<MainWindow> m_window;
    model::Profile m_profile;

    Workspace *workspace() const { return m_window->current(); }
    ClusterFeed *feed() const { return workspace()->feed(); }
    Page *page() const { return workspace()->currentPage(); }
    model::SnapshotPtr snapshot() const { return feed()->snapshot(); }

    void makeWindow()
    {
        const WindowServices services{*m_sessions, m_local->profiles(), m_local->secrets(), m_local->settings(), *m_sandbox, m_local->audit()};
        m_window = std::make_unique<MainWindow>(services, weirPages());
        m_window->resize(1440, 900);
        m_window->show();
    }
    void open(Place place) { workspace()->open(place, OpenMode::NewTab); }
    static Place at(const char *id)
    {
        Place place;
        place.page = QLatin1String(id);
        return place;
    }
    Place topic(const QString &name) const
    {
        Place place = at("topic");
        place.topic = name;
        return place;
    }
    template <class T>
    T *named(QWidget *in, const QString &accessibleName) const
    {
        return fakes::seen<T>(in, accessibleName);
    }
    TableView *records() const { return named<TableView>(page(), QStringLiteral("Records")); }
    void makeTopic(const QString &name, int partitions)
    {
        auto plan = workspace()->session()->changes().preview({model::CreateTopic{name, partitions, 1, {}}});
        EVENTUALLY(plan.isFinished());
        QVERIFY(plan.result());
        auto applied = workspace()->session()->changes().apply(*plan.result());
        EVENTUALLY(applied.isFinished());
        EVENTUALLY(snapshot()->topic(name) != nullptr);
    }
    bool send(const QString &to, const QByteArray &key, const QByteArray &value)
    {
        model::ProduceRecord record;
        record.topic = to;
        record.key = key;
        record.value = value;
        auto sent = workspace()->session()->producer().send(record);
        return QTest::qWaitFor([&] { return sent.isFinished(); }, kPatienceMs) && sent.resultCount() > 0 && sent.result();
    }
    /// The button of the plan dialog that applies it, once it may be pressed.
    bool applyPlan(const QString &typed = {})
    {
        QWidget *dialog = nullptr;
        if (!QTest::qWaitFor([&] { return (dialog = m_window->findChild<QWidget *>(QStringLiteral("planDialog"))) != nullptr && dialog->isVisible(); }, kPatienceMs))
            return false;
        if (!typed.isEmpty()) {
            for (QLineEdit *field : dialog->findChildren<QLineEdit *>())
                field->setText(typed);
        }
        const QList<QPushButton *> buttons = dialog->findChildren<QPushButton *>();
        for (QPushButton *button : buttons) {
            if (button->text().startsWith(QLatin1String("Apply")) || button->text().startsWith(QLatin1String("Create")) || button->text().startsWith(QLatin1String("Delete"))) {
                if (!QTest::qWaitFor([button] { return button->isEnabled(); }, kPatienceMs))
                    return false;
                QTest::mouseClick(button, Qt::LeftButton);
                return QTest::qWaitFor([this] { return m_window->findChild<QWidget *>(QStringLiteral("planDialog")) == nullptr; }, kPatienceMs);
            }
        }
        return false;
    }

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("WEIR_HOME", m_home.path().toUtf8());
        LookController::instance().install();
        auto local = app::LocalState::open();
        QVERIFY(local);
        m_local = std::move(*local);
        m_local->settings().setValue(QStringLiteral("language"), QStringLiteral("en"));
        m_sessions = std::make_unique<kafka::KafkaSessionFactory>([this](const model::AuditEntry &entry) { return m_local->audit().append(entry); });
        m_sandbox = std::make_unique<control::ProcessSandboxControl>(qEnvironmentVariable("WEIR_BIN") + QStringLiteral("/weir-sandbox"), m_home.path() + QStringLiteral("/sandbox"));
        model::SandboxOptions options;
        options.port = freePorts();
        QVERIFY(options.port > 0);
        auto started = m_sandbox->start(options);
        EVENTUALLY(started.isFinished());
        QVERIFY2(started.result(), started.result() ? "" : base::describe(started.result().error()).c_str());
        m_profile.name = QStringLiteral("shop-sandbox");
        m_profile.kind = model::Profile::Kind::Sandbox;
        m_profile.properties.insert(QStringLiteral("bootstrap.servers"), started.result()->bootstrap);
        const auto saved = m_local->profiles().save(m_profile);
        QVERIFY(saved);
        m_profile = *saved;
        makeWindow();
        m_window->restoreGeometryOnly(); // as the program does before it opens what the command line names
        m_window->openCluster(m_profile);
        EVENTUALLY(workspace() != nullptr && workspace()->feed() != nullptr);
        feed()->setIntervalMs(500);
        EVENTUALLY(snapshot() != nullptr && snapshot()->brokers.size() == 3);
        EVENTUALLY(snapshot()->topic(QStringLiteral("orders")) != nullptr);
    }

    /// Its users are in a file that only their owner reads, and gone when it is wiped.
    void aSandboxWithSecureListeners()
    {
        const QString place = m_home.path() + QStringLiteral("/secure");
        control::ProcessSandboxControl sandbox(qEnvironmentVariable("WEIR_BIN") + QStringLiteral("/weir-sandbox"), place);
        model::SandboxOptions options;
        options.brokers = 1;
        options.demo = false;
        options.port = freePorts();
        options.processes = true;
        options.secureUser = model::SandboxUser{QStringLiteral("me"), QStringLiteral("se:cr\"et")};
        auto started = sandbox.start(options);
        EVENTUALLY(started.isFinished());
        QVERIFY2(started.result(), started.result() ? "" : base::describe(started.result().error()).c_str());
        EVENTUALLY(sandbox.status().listeners.size() == 3);
        const model::SandboxListener &login = sandbox.status().listeners[2];
        QCOMPARE(login.protocol, QStringLiteral("SASL_SSL"));
        QCOMPARE(login.bootstrap, QStringLiteral("127.0.0.1:%1").arg(options.port + 200));
        QVERIFY(login.mechanisms.contains(QStringLiteral("SCRAM-SHA-512")));
        QVERIFY(QFile::exists(sandbox.status().authority));
        QCOMPARE(sandbox.status().user, options.secureUser);
        const QFileInfo users(place + QStringLiteral(".users"));
        QCOMPARE(users.permissions() & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther), QFile::Permissions());
        // Started from a banner it comes back as it was, at the ports that it is told.
        auto stopped = sandbox.stop();
        EVENTUALLY(stopped.isFinished());
        model::SandboxOptions again;
        again.port = options.port;
        again.asLastTime = true;
        started = sandbox.start(again);
        EVENTUALLY(started.isFinished());
        QVERIFY2(started.result(), started.result() ? "" : base::describe(started.result().error()).c_str());
        EVENTUALLY(sandbox.status().listeners.size() == 3 && sandbox.status().brokers.size() == 1);
        QVERIFY(!sandbox.status().demo);
        QCOMPARE(sandbox.status().user, options.secureUser);
        QVERIFY(sandbox.status().controller == model::SandboxBroker::State::Running);
        QVERIFY(sandbox.status().brokers.front().pid > 0);
        auto wiped = sandbox.wipe();
        EVENTUALLY(wiped.isFinished());
        QVERIFY2(wiped.result(), wiped.result() ? "" : base::describe(wiped.result().error()).c_str());
        QVERIFY(!QFile::exists(place) && !QFile::exists(users.filePath()));
        QVERIFY(!QFile::exists(place + QStringLiteral(".start.json")));
    }

    void createsATopicThroughFormAndPlan()
    {
        open(at("topics"));
        EVENTUALLY(page() != nullptr && page()->state() == PageState::Ready);
        QAction *create = page()->findChild<QAction *>(QStringLiteral("topics.create"));
        QVERIFY(create != nullptr);
        create->trigger();
        QLineEdit *name = nullptr;
        EVENTUALLY((name = named<QLineEdit>(m_window.get(), QStringLiteral("Name"))) != nullptr);
        QTest::keyClicks(name, QStringLiteral("made.here"));
        QPushButton *const next = m_window->findChild<QPushButton *>(QStringLiteral("next"));
        QVERIFY(next != nullptr && next->isEnabled());
        QTest::mouseClick(next, Qt::LeftButton);
        QVERIFY(applyPlan());
        EVENTUALLY(snapshot()->topic(QStringLiteral("made.here")) != nullptr);
    }

    void readsFiltersAndOpensARecord()
    {
        for (int i = 0; i < 50; ++i)
            QVERIFY(send(QStringLiteral("made.here"), QByteArray::number(i), "{\"id\":90071992547409" + QByteArray::number(10 + i) + ",\"word\":\"" + (i % 10 == 0 ? "needle" : "straw") + "\"}"));
        open(topic(QStringLiteral("made.here")));
        EVENTUALLY(page()->title() == QLatin1String("made.here"));
        EVENTUALLY(records() != nullptr && records()->tableModel()->rowCount() == 50);

        auto *const filter = page()->findChild<FilterLine *>();
        filter->setText(QStringLiteral("NEEDLE"));
        page()->run();
        EVENTUALLY(page()->state() == PageState::Ready && records()->tableModel()->rowCount() == 5);

        records()->setCurrentIndex(records()->model()->index(0, 0));
        auto *const tree = named<TreeView>(page(), QStringLiteral("Decoded record"));
        QVERIFY(tree != nullptr);
        EVENTUALLY(tree->model()->rowCount() > 0);
        // A number beyond 2^53 stands as it was written.
        const auto found = tree->model()->match(tree->model()->index(0, 0), Qt::DisplayRole, QStringLiteral("id"), 1, Qt::MatchRecursive | Qt::MatchExactly);
        QCOMPARE(found.size(), 1);
        QVERIFY(found.first().siblingAtColumn(2).data().toString().startsWith(QLatin1String("90071992547409")));
    }

    void aRecordOfTwentyMegabytesHoldsNobodyUp()
    {
        const QString name = QStringLiteral("large.here");
        auto plan = workspace()->session()->changes().preview({model::CreateTopic{name, 1, 1, {{QStringLiteral("max.message.bytes"), QStringLiteral("30000000")}}}});
        EVENTUALLY(plan.isFinished());
        QVERIFY(plan.result());
        auto made = workspace()->session()->changes().apply(*plan.result());
        EVENTUALLY(made.isFinished());
        QByteArray value = "{\"lines\":[";
        while (value.size() < 20'000'000)
            value += "{\"number\":" + QByteArray::number(value.size()) + ",\"text\":\"" + QByteArray(80, 'x') + "\"},";
        value.back() = ']';
        value += '}';
        QVERIFY(send(name, "k", value));
        Place place = at("messages");
        place.topic = name;
        EVENTUALLY(snapshot()->topic(name) != nullptr);
        open(place);
        EVENTUALLY(records() != nullptr && records()->tableModel()->rowCount() == 1);
        auto *const browser = page()->findChild<RecordBrowser *>();
        QVERIFY(browser->heldBytes() < value.size() / 10);

        // What this thread worked between two turns of its loop: its own time, whatever else the machine does.
        const auto cpuMs = [] {
            timespec time{};
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
            return time.tv_sec * 1000 + time.tv_nsec / 1'000'000;
        };
        qint64 longest = 0;
        qint64 last = cpuMs();
        QTimer beat;
        connect(&beat, &QTimer::timeout, this, [&] { longest = std::max<qint64>(longest, cpuMs() - std::exchange(last, cpuMs())); });
        beat.start(0);
        records()->setCurrentIndex(records()->model()->index(0, 0));
        auto *const hex = page()->findChild<HexView *>();
        EVENTUALLY(hex->bytes() == value);
        auto *const tree = named<TreeView>(page(), QStringLiteral("Decoded record"));
        EVENTUALLY(tree->model()->rowCount() > 0);
        QTest::qWait(50); // it is drawn
        auto *const face = named<SegmentedControl>(page(), QStringLiteral("Tree or text"));
        QTest::keyClick(face, Qt::Key_Right);
        auto *const text = named<CodeBox>(page(), QStringLiteral("Value as text"));
        EVENTUALLY(text != nullptr && text->toPlainText().size() > 1000);
        QTest::qWait(50);
        beat.stop();
        QVERIFY2(longest < 150, qPrintable(QStringLiteral("%1 ms").arg(longest)));
        // What is copied is made in one go.
        QGuiApplication::clipboard()->clear();
        auto *const copy = named<QToolButton>(page(), QStringLiteral("Copy the record as JSON"));
        const qint64 before = cpuMs();
        QTest::mouseClick(copy, Qt::LeftButton);
        const qint64 copied = cpuMs() - before;
        EVENTUALLY(QGuiApplication::clipboard()->text().contains(QString::fromLatin1(value)));
        QVERIFY2(copied < 400, qPrintable(QStringLiteral("%1 ms").arg(copied)));
    }

    void tailsATopicLive()
    {
        workspace()->open(topic(QStringLiteral("made.here")), OpenMode::NewTab);
        auto *const browser = page()->findChild<RecordBrowser *>();
        QVERIFY(browser != nullptr);
        page()->findChild<FilterLine *>()->setText({});
        browser->liveTail();
        EVENTUALLY(browser->isRunning());
        const int before = records() != nullptr ? records()->tableModel()->rowCount() : 0;
        // Until one arrives: the tail begins at the end as it stands when the reader gets there.
        bool seen = false;
        for (int i = 0; i < 100 && !seen; ++i) {
            QVERIFY(send(QStringLiteral("made.here"), "tail", "fresh"));
            seen = QTest::qWaitFor([&] { return records() != nullptr && records()->tableModel()->rowCount() > before; }, 1000);
        }
        QVERIFY(seen);
        QVERIFY(page()->cancel());
        QVERIFY(!browser->isRunning());
    }

    void looksAtTheKeysOfATopic()
    {
        const QString name = QStringLiteral("keys.here");
        makeTopic(name, 6);
        for (int i = 0; i < 60; ++i)
            QVERIFY(send(name, "key-" + QByteArray::number(i % 30), "x"));
        Place place = topic(name);
        place.tab = QStringLiteral("keys");
        open(place);
        EVENTUALLY(page()->title() == name && page()->place().tab == QLatin1String("keys"));
        auto *const view = page()->findChild<KeysView *>();
        QVERIFY(view != nullptr && view->isVisible());
        QCOMPARE(page()->state(), PageState::Idle); // a whole topic is not read unasked
        page()->run();
        EVENTUALLY(page()->state() == PageState::Ready);
        QCOMPARE(named<TableView>(page(), QStringLiteral("Records and keys by partition"))->tableModel()->rowCount(), 6);
        QVERIFY(named<TableView>(page(), QStringLiteral("Keys in more than one partition")) == nullptr); // none: said in words
        const auto facts = view->findChild<FactStrip *>()->facts();
        QCOMPARE(facts[0].value, QStringLiteral("60"));
        QCOMPARE(facts[1].value, QStringLiteral("30"));
        QCOMPARE(view->findChild<StateLabel *>()->word(), QStringLiteral("Keys placed by murmur2"));

        // One of them by hand into a partition that is not its own.
        model::ProduceRecord stray;
        stray.topic = name;
        stray.key = QByteArray("key-7");
        stray.value = QByteArray("x");
        stray.partition = 0;
        model::ProduceRecord other = stray;
        other.partition = 1;
        for (const model::ProduceRecord &record : {stray, other}) {
            auto sent = workspace()->session()->producer().send(record);
            EVENTUALLY(sent.isFinished());
            QVERIFY(sent.result());
        }
        page()->run();
        EVENTUALLY(page()->state() == PageState::Ready && view->findChild<FactStrip *>()->facts()[0].value == QLatin1String("62"));
        auto *const splits = named<TableView>(page(), QStringLiteral("Keys in more than one partition"));
        QVERIFY(splits != nullptr);
        QCOMPARE(splits->tableModel()->rowCount(), 1);
        QVERIFY(splits->textOf(TableView::CopyFormat::Csv, true).contains(QLatin1String("key-7")));
        // The row leads to the record with which the split began.
        Q_EMIT splits->rowActivated(QString::fromLatin1(QByteArray("key-7").toHex()));
        EVENTUALLY(page()->place().tab.isEmpty() && page()->place().offset.has_value());
        QCOMPARE(page()->place().topic, name);
    }

    void generatesLoadAndShowsItsBatches()
    {
        const QString name = QStringLiteral("load.here");
        makeTopic(name, 3);
        Place place = topic(name);
        place.tab = QStringLiteral("load");
        open(place);
        EVENTUALLY(page()->title() == name && page()->place().tab == QLatin1String("load"));
        auto *const view = page()->findChild<LoadView *>();
        QVERIFY(view != nullptr && view->isVisible());
        named<QSpinBox>(view, QStringLiteral("Records"))->setValue(6000);
        auto *const spread = named<QComboBox>(view, QStringLiteral("Partition"));
        spread->setCurrentIndex(spread->findText(QStringLiteral("round-robin")));
        for (QPushButton *button : view->findChildren<QPushButton *>()) {
            if (button->text() == QLatin1String("Generate load"))
                QTest::mouseClick(button, Qt::LeftButton);
        }
        QVERIFY(view->isRunning());
        EVENTUALLY(!view->isRunning());
        const auto facts = view->findChild<FactStrip *>()->facts();
        QCOMPARE(facts[0].value, QStringLiteral("6,000"));
        auto *const partitions = named<TableView>(view, QStringLiteral("Acknowledged records by partition"));
        QCOMPARE(partitions->tableModel()->rowCount(), 3);
        QCOMPARE(partitions->textOf(TableView::CopyFormat::Csv, true).count(QStringLiteral("2,000")) + partitions->textOf(TableView::CopyFormat::Csv, true).count(QStringLiteral("2000")), 3);
        EVENTUALLY(snapshot()->topic(name) != nullptr && snapshot()->topic(name)->highWatermarkSum() == 6000);
    }

    void deletesATopicOnlyWhenItsNameIsTyped()
    {
        workspace()->open(at("topics"), OpenMode::NewTab);
        EVENTUALLY(page()->place().page == QLatin1String("topics"));
        page()->context().runPlan({model::DeleteTopic{QStringLiteral("made.here")}}, {});
        QVERIFY(applyPlan(QStringLiteral("made.here")));
        EVENTUALLY(snapshot()->topic(QStringLiteral("made.here")) == nullptr);
        auto audit = m_local->audit().entries({}, 10);
        EVENTUALLY(audit.isFinished());
        QCOMPARE(audit.result()->front().action, QStringLiteral("topic.delete"));
        QVERIFY(audit.result()->front().ok);
    }

    void theLagChartMoves()
    {
        Place place = at("group");
        place.group = QStringLiteral("analytics");
        EVENTUALLY(snapshot()->group(place.group) != nullptr);
        open(place);
        EVENTUALLY(page()->state() == PageState::Ready);
        auto *const chart = named<TimeChart>(page(), QStringLiteral("Lag over time"));
        QVERIFY(chart != nullptr);
        EVENTUALLY(chart->asTable().count(QLatin1Char('\n')) >= 3);
        const QString before = chart->asTable();
        EVENTUALLY(chart->asTable() != before);
    }

    void aKilledBrokerIsShownAndItsLeadersMove()
    {
        open(at("brokers"));
        EVENTUALLY(page()->state() == PageState::Ready);
        auto killed = m_sandbox->broker(3, api::SandboxControl::BrokerAct::Kill);
        EVENTUALLY(killed.isFinished());
        QVERIFY(killed.result());
        EVENTUALLY(snapshot()->underReplicated() > 0);
        // Whatever has a second copy is led again, and not by the dead one.
        EVENTUALLY(std::all_of(snapshot()->topics.begin(), snapshot()->topics.end(), [](const model::Topic &t) {
            return std::all_of(t.partitions.begin(), t.partitions.end(), [](const model::Partition &p) {
                return p.replicas.size() < 2 || (p.leader >= 0 && p.leader != 3);
            });
        }));
        EVENTUALLY(named<TableView>(page(), QStringLiteral("Brokers"))->textOf(TableView::CopyFormat::Csv, true).contains(QLatin1String("Down")));
        auto back = m_sandbox->broker(3, api::SandboxControl::BrokerAct::Start);
        EVENTUALLY(back.isFinished());
        QVERIFY(back.result());
        EVENTUALLY(snapshot()->underReplicated() == 0);
    }

    void aRestartedConsoleComesBackWhereItWas()
    {
        const int tabs = workspace()->tabCount();
        const Place place = workspace()->current();
        QVERIFY(tabs >= 3);
        m_window->saveSession();
        m_window.reset();
        makeWindow();
        m_window->restoreSession();
        EVENTUALLY(workspace() != nullptr && workspace()->feed() != nullptr);
        QTRY_COMPARE(workspace()->tabCount(), tabs);
        QCOMPARE(workspace()->current().page, place.page);
        EVENTUALLY(snapshot() != nullptr && snapshot()->brokers.size() == 3);
    }

    void cleanupTestCase()
    {
        m_window.reset();
        m_sandbox.reset(); // ends the process that it started
        m_sessions.reset();
        m_local.reset();
    }
};

QTEST_MAIN(TestConsole)
#include "tst_console.moc"
