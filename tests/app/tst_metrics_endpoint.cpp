// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/weir/metrics_endpoint.h"
#include "tests/widgets/fakes/fake_services.h"
#include "widgets/pages/page_catalog.h"

#include <QAbstractButton>
#include <QLabel>
#include <QLineEdit>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace weir;
using namespace weir::widgets;

/// The switch in the settings, as a person uses it, and the scraper at the other end.
class TestMetricsEndpoint : public QObject
{
    Q_OBJECT

    struct Console {
        fakes::FakeSettings settings;
        fakes::FakeProfiles profiles;
        fakes::FakeSecrets secrets;
        fakes::FakeSandbox sandbox;
        fakes::FakeAudit audit;
        fakes::FakeFactory factory;
        std::unique_ptr<MainWindow> window;
        std::unique_ptr<app::MetricsEndpoint> endpoint;

        Console()
        {
            settings.values.insert(QStringLiteral("language"), QStringLiteral("en"));
            profiles.stored = {fakes::sampleProfile()};
            window = std::make_unique<MainWindow>(WindowServices{factory, profiles, secrets, settings, sandbox, audit}, weirPages());
            endpoint = std::make_unique<app::MetricsEndpoint>(*window, settings);
            window->restoreSession();
            window->resize(1440, 900);
            window->show();
        }
        ~Console() { endpoint.reset(); }

        bool open()
        {
            window->openCluster(profiles.stored.front());
            return QTest::qWaitFor([this] { return window->current()->feed() && window->current()->feed()->snapshot(); });
        }
        template <class T>
        T *named(const char *name) const
        {
            for (T *widget : window->current()->currentPage()->findChildren<T *>()) {
                if (widget->accessibleName() == QLatin1String(name))
                    return widget;
            }
            return nullptr;
        }
        void use(const QString &address)
        {
            window->current()->open(Place{QStringLiteral("settings")}, OpenMode::NewTab);
            auto *field = named<QLineEdit>("Address");
            field->setText(address);
            Q_EMIT field->editingFinished();
        }
        bool says(const QString &words) const
        {
            for (const QLabel *label : window->current()->currentPage()->findChildren<QLabel *>()) {
                if (label->text().contains(words))
                    return true;
            }
            return false;
        }
    };

    static quint16 freePort()
    {
        QTcpServer probe;
        return probe.listen(QHostAddress::LocalHost) ? probe.serverPort() : quint16(0);
    }
    static QString at(quint16 port) { return QStringLiteral("127.0.0.1:%1").arg(port); }
    /// The whole answer; empty where nobody listens.
    static QByteArray scrape(quint16 port)
    {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, port);
        if (!socket.waitForConnected(2000))
            return {};
        socket.write("GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        QByteArray answer;
        while (socket.waitForReadyRead(5000))
            answer += socket.readAll();
        return answer + socket.readAll();
    }

private Q_SLOTS:
    void initTestCase() { LookController::instance().install(); }

    void isOffUntilItIsSwitchedOn()
    {
        Console console;
        QVERIFY(console.open());
        const quint16 port = freePort();
        console.use(at(port));
        QVERIFY(scrape(port).isEmpty());
        auto *on = console.named<QAbstractButton>("Endpoint");
        QVERIFY(on && !on->isChecked());
        on->click();
        QVERIFY(console.says(at(port)));
        QByteArray answer;
        QTRY_VERIFY((answer = scrape(port)).startsWith("HTTP/1.1 200"));
        QVERIFY2(answer.contains("\nkafka_brokers 3\n"), answer.left(2000).constData());
        QVERIFY(answer.contains("kafka_topic_partitions{topic=\"orders\"}"));
        on->click();
        QVERIFY(scrape(port).isEmpty());
    }

    void withoutAClusterItSaysSo()
    {
        Console console;
        const quint16 port = freePort();
        console.use(at(port));
        console.named<QAbstractButton>("Endpoint")->click();
        const QByteArray answer = scrape(port);
        QVERIFY2(answer.startsWith("HTTP/1.1 503") && answer.contains("No cluster is open"), answer.constData());
        QVERIFY(console.open());
        QTRY_VERIFY(scrape(port).startsWith("HTTP/1.1 200"));
        console.window->closeCluster(console.profiles.stored.front().id);
        QTRY_VERIFY(scrape(port).startsWith("HTTP/1.1 503"));
    }

    void aPortInUseIsNamedAndAnotherTakesOver()
    {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost));
        Console console;
        QVERIFY(console.open());
        console.use(at(other.serverPort()));
        console.named<QAbstractButton>("Endpoint")->click();
        QVERIFY2(console.says(at(other.serverPort())), "the address is not named");
        QVERIFY2(console.says(QStringLiteral("in use")), qPrintable(console.settings.values.value(QStringLiteral("metrics.problem")).toString()));
        const quint16 port = freePort();
        console.use(at(port));
        QTRY_VERIFY(scrape(port).startsWith("HTTP/1.1 200"));
        QVERIFY(!console.says(QStringLiteral("in use")));
    }

    void itIsOnAgainAtTheNextStart()
    {
        Console console;
        const quint16 port = freePort();
        console.settings.values.insert(QStringLiteral("metrics.on"), true);
        console.settings.values.insert(QStringLiteral("metrics.address"), at(port));
        console.endpoint.reset();
        console.endpoint = std::make_unique<app::MetricsEndpoint>(*console.window, console.settings);
        QVERIFY(console.open());
        QTRY_VERIFY(scrape(port).startsWith("HTTP/1.1 200"));
    }
};

QTEST_MAIN(TestMetricsEndpoint)
#include "tst_metrics_endpoint.moc"
