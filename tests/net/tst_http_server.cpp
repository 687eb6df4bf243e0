// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/net/http_server.h"

#include <QElapsedTimer>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QtTest/QTest>

using namespace weir::net;

class TestHttpServer : public QObject
{
    Q_OBJECT

    QNetworkAccessManager m_client;

    static HttpResponse answer(const HttpRequest &request)
    {
        if (request.path == "/metrics")
            return {200, "text/plain; version=0.0.4", false, std::make_shared<std::string>("up 1\n")};
        if (request.path == "/echo")
            return {200, "text/plain", false, std::make_shared<std::string>(request.method + ' ' + request.query + ' ' + request.body)};
        return {404, "text/plain", false, std::make_shared<std::string>("not here\n")};
    }

    struct Answer {
        int status = 0;
        QByteArray body;
    };
    Answer get(const QString &url, const QByteArray &authorization = {})
    {
        QNetworkRequest request{QUrl(url)};
        if (!authorization.isEmpty())
            request.setRawHeader("Authorization", authorization);
        std::unique_ptr<QNetworkReply> reply(m_client.get(request));
        QSignalSpy finished(reply.get(), &QNetworkReply::finished);
        if (!reply->isFinished() && !finished.wait(10'000))
            return {};
        return {reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), reply->readAll()};
    }
    static QString urlOf(const HttpServer &server, const char *path)
    {
        return QStringLiteral("http://") + QString::fromStdString(server.address()) + QLatin1String(path);
    }

private Q_SLOTS:
    void answersByPathAndKeepsTheConnection()
    {
        auto server = HttpServer::listen("127.0.0.1:0", answer);
        QVERIFY(server);
        for (int i = 0; i < 3; ++i) {
            const Answer metrics = get(urlOf(**server, "/metrics"));
            QCOMPARE(metrics.status, 200);
            QCOMPARE(metrics.body, QByteArray("up 1\n"));
        }
        QCOMPARE(get(urlOf(**server, "/other")).status, 404);
        QCOMPARE(get(urlOf(**server, "/echo?a=b")).body, QByteArray("GET a=b "));
    }

    void asksForCredentialsWhereThereAreSome()
    {
        HttpServer::Options options;
        options.user = "prom";
        options.password = "pw";
        auto server = HttpServer::listen("127.0.0.1:0", answer, options);
        QVERIFY(server);
        QCOMPARE(get(urlOf(**server, "/metrics")).status, 401);
        QCOMPARE(get(urlOf(**server, "/metrics"), "Basic " + QByteArray("prom:no").toBase64()).status, 401);
        QCOMPARE(get(urlOf(**server, "/metrics"), "Basic " + QByteArray("prom:pw").toBase64()).status, 200);
    }

    void aClientThatSaysNothingHoldsUpNobody()
    {
        auto server = HttpServer::listen("127.0.0.1:0", answer);
        const QUrl url(urlOf(**server, "/"));
        QTcpSocket silent;
        silent.connectToHost(url.host(), static_cast<quint16>(url.port()));
        QVERIFY(silent.waitForConnected());
        silent.write("GET /metr");
        silent.flush();
        QCOMPARE(get(urlOf(**server, "/metrics")).status, 200);
    }

    void garbageIsDropped()
    {
        auto server = HttpServer::listen("127.0.0.1:0", answer);
        const QUrl url(urlOf(**server, "/"));
        QTcpSocket rude;
        rude.connectToHost(url.host(), static_cast<quint16>(url.port()));
        QVERIFY(rude.waitForConnected());
        rude.write(QByteArray(64 * 1024, '\x01'));
        QTRY_COMPARE(rude.state(), QAbstractSocket::UnconnectedState);
        QCOMPARE(get(urlOf(**server, "/metrics")).status, 200);
    }

    void aTakenPortIsAnErrorThatNamesIt()
    {
        auto first = HttpServer::listen("127.0.0.1:0", answer);
        auto second = HttpServer::listen((*first)->address(), answer);
        QVERIFY(!second);
        QCOMPARE(second.error().target, (*first)->address());
        QVERIFY(!HttpServer::listen("nonsense", answer));
    }
};

QTEST_GUILESS_MAIN(TestHttpServer)
#include "tst_http_server.moc"
