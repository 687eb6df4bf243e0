// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/pages/page_window.h"
#include "widgets/dialogs/plan_dialog.h"
#include "widgets/dialogs/sheet.h"

#include <QComboBox>
#include <QContextMenuEvent>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>

using namespace weir;
using namespace weir::widgets;
using fakes::PageWindow;

class TestTopicPages : public QObject
{
    Q_OBJECT

    static Place topics() { return Place{QStringLiteral("topics")}; }
    static Place topic(const char *name, const char *tab = "")
    {
        Place place{QStringLiteral("topic")};
        place.topic = QLatin1String(name);
        place.tab = QLatin1String(tab);
        return place;
    }
    /// Chooses from the context menu of a topic in the list.
    static bool choose(PageWindow &w, const QString &topic, const QString &words)
    {
        TableView *const view = w.table("Topics");
        if (!view->setCurrentKey(topic))
            return false;
        const QPoint at = view->visualRect(view->currentIndex()).center();
        QContextMenuEvent event(QContextMenuEvent::Keyboard, at, view->viewport()->mapToGlobal(at));
        QCoreApplication::sendEvent(view, &event);
        for (QMenu *menu : view->findChildren<QMenu *>()) {
            for (QAction *action : menu->actions()) {
                if (action->text() == words && action->isEnabled()) {
                    action->trigger();
                    menu->close();
                    return true;
                }
            }
        }
        return false;
    }

private Q_SLOTS:
    void initTestCase() { LookController::instance().install(); }

    void theListFollowsAChangeOfSettings()
    {
        PageWindow w;
        QVERIFY(w.open());
        w.go(topics());
        QTRY_COMPARE(w.text("Topics", QStringLiteral("orders"), "cleanup"), QStringLiteral("delete"));
        QVERIFY(!w.text("Topics", QStringLiteral("orders"), "records").startsWith(QStringLiteral("≈")));
        w.session().topicSettings[QStringLiteral("orders")].insert(QStringLiteral("cleanup.policy"), QStringLiteral("compact"));
        w.page()->context().runPlan({model::AlterTopicConfig{QStringLiteral("orders"), {{QStringLiteral("cleanup.policy"), QStringLiteral("compact")}}}}, {});
        QTRY_VERIFY(qobject_cast<PlanDialog *>(Sheet::topmost(w.window)));
        Sheet::topmost(w.window)->findChild<QPushButton *>(QStringLiteral("planApply"))->click();
        QTRY_COMPARE(w.text("Topics", QStringLiteral("orders"), "cleanup"), QStringLiteral("compact"));
        // A compacted topic has gaps: the number is a bound, and says so; a copy of it is plain.
        QVERIFY(w.text("Topics", QStringLiteral("orders"), "records").startsWith(QStringLiteral("≈ ")));
        QVERIFY(!w.cell("Topics", QStringLiteral("orders"), "records")->copyText().contains(QStringLiteral("≈")));
        w.go(topic("orders", "partitions"));
        QTRY_VERIFY(w.words().contains(QStringLiteral("≈ 1,284,9")));
        QVERIFY(w.text("Partitions", QStringLiteral("0"), "records").startsWith(QStringLiteral("≈ ")));
    }

    void theGroupsTabFollowsTheCluster()
    {
        PageWindow w;
        QVERIFY(w.open());
        w.go(topic("orders", "groups"));
        TableView *const view = w.table("Groups that read this topic");
        QTRY_COMPARE(view->tableModel()->rowCount(), 3);
        const auto drop = [](model::ClusterSnapshot &s, const char *id) { std::erase_if(s.groups, [id](const model::Group &g) { return g.id == QLatin1String(id); }); };
        QVERIFY(w.answer([&](model::ClusterSnapshot &s) { drop(s, "billing"); }));
        QTRY_COMPARE(view->tableModel()->rowCount(), 2);
        QCOMPARE(w.page()->state(), PageState::Ready);
        QVERIFY(w.answer([&](model::ClusterSnapshot &s) {
            drop(s, "fulfilment");
            drop(s, "connect-orders-to-files");
        }));
        QTRY_COMPARE(w.page()->state(), PageState::Empty);
        QVERIFY(w.words().contains(QStringLiteral("No group reads this topic")));
    }

    void whatIsMissingIsSaid()
    {
        PageWindow w;
        QVERIFY(w.open());
        w.go(topic("emails.outbox", "partitions"));
        QTRY_COMPARE(w.table("Partitions")->tableModel()->rowCount(), 1);
        QCOMPARE(w.banners(), QString());
        QVERIFY(w.answer([](model::ClusterSnapshot &s) {
            s.missing.push_back({QStringLiteral("offsets"), 2, fakes::sampleError()});
            PageWindow::topic(s, "emails.outbox").partitions.front().replicas = {1, 3}; // none of its business
        }));
        QTRY_COMPARE(w.banners(), QString());
        QVERIFY(w.answer([](model::ClusterSnapshot &s) { PageWindow::topic(s, "emails.outbox").partitions.front().replicas = {1, 2}; }));
        QTRY_VERIFY(w.banners().contains(QStringLiteral("Broker 2 did not answer")));
        QVERIFY(w.banners().contains(QStringLiteral("Connection refused")));
        QVERIFY(w.answer([](model::ClusterSnapshot &s) { s.missing.clear(); }));
        QTRY_COMPARE(w.banners(), QString());

        w.session().topicMissing.push_back({QStringLiteral("configs"), -1, fakes::sampleError()});
        w.go(topic("orders", "config"));
        QTRY_VERIFY(w.banners().contains(QStringLiteral("The configuration could not be read.")));
    }

    void deliverySafetyIsToldAndFiltered()
    {
        PageWindow w;
        QVERIFY(w.open());
        w.go(topic("orders", "partitions"));
        const QString least = QStringLiteral("Min. in-sync replicas");
        QTRY_COMPARE(w.fact(least).value, QStringLiteral("2"));
        QCOMPARE(w.fact(least).subState, State::Ok);
        QCOMPARE(w.fact(QStringLiteral("May fail")).value, QStringLiteral("1"));
        QCOMPARE(w.text("Partitions", QStringLiteral("0"), "minisr"), QStringLiteral("2"));
        const auto setLeast = [&](const char *value) {
            w.session().topicSettings[QStringLiteral("orders")].insert(QStringLiteral("min.insync.replicas"), QLatin1String(value));
            w.page()->refresh();
        };
        setLeast("1");
        QTRY_COMPARE(w.fact(least).value, QStringLiteral("1"));
        QCOMPARE(w.fact(least).subState, State::Warn); // with three replicas
        setLeast("3");
        QTRY_COMPARE(w.fact(least).value, QStringLiteral("3"));
        QCOMPARE(w.fact(least).subState, State::Warn);
        QCOMPARE(w.fact(QStringLiteral("May fail")).value, QStringLiteral("0"));
        setLeast("2");
        QVERIFY(w.answer([](model::ClusterSnapshot &s) {
            auto &partitions = PageWindow::topic(s, "orders").partitions;
            partitions[1].isr.resize(2);
            partitions[2].isr.resize(1);
        }));
        QTRY_COMPARE(w.text("Partitions", QStringLiteral("2"), "state"), QStringLiteral("Below min ISR"));
        QCOMPARE(w.text("Partitions", QStringLiteral("1"), "state"), QStringLiteral("At min ISR"));
        QCOMPARE(w.fact(least).subState, State::Error);
        Place filtered = topic("orders", "partitions");
        filtered.more.insert(QStringLiteral("show"), QStringLiteral("min-isr"));
        w.go(filtered);
        QCOMPARE(w.table("Partitions")->tableModel()->rowCount(), 2);
        QCOMPARE(w.page()->place(), filtered);

        // The list finds them too.
        Place list = topics();
        list.more.insert(QStringLiteral("show"), QStringLiteral("min-isr"));
        w.go(list);
        QTRY_COMPARE(w.table("Topics")->tableModel()->rowCount(), 1);
        QCOMPARE(w.text("Topics", QStringLiteral("orders"), "state"), QStringLiteral("1 below min ISR"));
    }

    void aNewTopicStartsFromAnother()
    {
        PageWindow w;
        QVERIFY(w.open());
        w.session().topicSettings[QStringLiteral("orders")] = {{QStringLiteral("cleanup.policy"), QStringLiteral("compact")},
                                                               {QStringLiteral("max.message.bytes"), QStringLiteral("2000000")}};
        w.go(topics());
        QTRY_VERIFY(w.table("Topics")->tableModel()->rowOfKey(QStringLiteral("orders")) >= 0);
        QVERIFY(choose(w, QStringLiteral("orders"), QStringLiteral("New topic like this...")));
        QTRY_VERIFY(Sheet::topmost(w.window));
        Sheet *const dialog = Sheet::topmost(w.window);
        QLineEdit *name = nullptr;
        for (QLineEdit *line : dialog->findChildren<QLineEdit *>()) {
            if (line->accessibleName() == QLatin1String("Name"))
                name = line;
        }
        QVERIFY(name != nullptr && name->text().isEmpty());
        name->setText(QStringLiteral("orders.copy"));
        dialog->findChild<QPushButton *>(QStringLiteral("next"))->click();
        QTRY_COMPARE(w.session().previewed.size(), std::size_t(1));
        const auto create = std::get<model::CreateTopic>(w.session().previewed.front());
        QCOMPARE(create.name, QStringLiteral("orders.copy"));
        QCOMPARE(create.partitions, 6);
        QCOMPARE(create.replicationFactor, 3);
        const QMap<QString, QString> expected{{QStringLiteral("cleanup.policy"), QStringLiteral("compact")},
                                              {QStringLiteral("max.message.bytes"), QStringLiteral("2000000")},
                                              {QStringLiteral("retention.ms"), QStringLiteral("604800000")}};
        QCOMPARE(create.configs, expected);
    }

    void allRecordsOfATopicAreDeletedFromTheList()
    {
        PageWindow w;
        QVERIFY(w.open());
        w.go(topics());
        QTRY_VERIFY(w.table("Topics")->tableModel()->rowOfKey(QStringLiteral("payments")) >= 0);
        QVERIFY(choose(w, QStringLiteral("payments"), QStringLiteral("Delete all records...")));
        QTRY_COMPARE(w.session().previewed.size(), std::size_t(1));
        const auto change = std::get<model::DeleteRecords>(w.session().previewed.front());
        QCOMPARE(change.topic, QStringLiteral("payments"));
        QCOMPARE(change.beforeOffset.size(), 6);
        QCOMPARE(change.beforeOffset.value(5), qint64(-1));
    }
};

QTEST_MAIN(TestTopicPages)
#include "tst_topic_pages.moc"
