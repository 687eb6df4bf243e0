// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/control/control_channel.h"

#include "backend/control/control_json.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QLocalSocket>
#include <QTimer>

namespace weir::control {

namespace {
constexpr qint64 kAnswerMs = 10'000;
constexpr qint64 kMaxLine = 16 * 1024 * 1024;
}

ControlChannel::ControlChannel(QObject *parent)
    : QObject(parent)
    , m_socket(std::make_unique<QLocalSocket>())
    , m_expiry(new QTimer(this))
{
    m_expiry->setInterval(1000);
    connect(m_expiry, &QTimer::timeout, this, &ControlChannel::expire);
    connect(m_socket.get(), &QLocalSocket::connected, this, &ControlChannel::opened);
    connect(m_socket.get(), &QLocalSocket::readyRead, this, &ControlChannel::read);
    connect(m_socket.get(), &QLocalSocket::disconnected, this, [this] {
        failAll(QStringLiteral("the connection was closed"));
        Q_EMIT closed({});
    });
    connect(m_socket.get(), &QLocalSocket::errorOccurred, this, [this](QLocalSocket::LocalSocketError error) {
        if (error == QLocalSocket::PeerClosedError) // told by `disconnected`
            return;
        const QString words = m_socket->errorString();
        failAll(words);
        Q_EMIT closed(words);
    });
}

ControlChannel::~ControlChannel()
{
    m_socket->disconnect(this);
    failAll(QStringLiteral("the window is closing"));
}

void ControlChannel::open(const QString &socketPath)
{
    if (m_socket->state() == QLocalSocket::UnconnectedState)
        m_socket->connectToServer(socketPath);
}

void ControlChannel::close()
{
    m_socket->abort();
}

bool ControlChannel::isOpen() const
{
    return m_socket->state() == QLocalSocket::ConnectedState;
}

api::Future<QJsonObject> ControlChannel::send(const QString &verb, QJsonObject arguments)
{
    auto promise = std::make_shared<QPromise<base::Result<QJsonObject>>>();
    promise->start();
    api::Future<QJsonObject> future = promise->future();
    if (!isOpen()) {
        promise->addResult(base::fail(base::ErrorKind::Unreachable, "sandbox." + verb.toStdString(), {}, "the sandbox is not running"));
        promise->finish();
        return future;
    }
    const qint64 id = m_nextId++;
    arguments.insert(QStringLiteral("id"), id);
    arguments.insert(QStringLiteral("verb"), verb);
    m_waiting.insert(id, {verb, promise, QDateTime::currentMSecsSinceEpoch() + kAnswerMs});
    m_socket->write(QJsonDocument(arguments).toJson(QJsonDocument::Compact) + '\n');
    m_expiry->start();
    return future;
}

void ControlChannel::read()
{
    while (m_socket->canReadLine()) {
        const QJsonObject line = QJsonDocument::fromJson(m_socket->readLine()).object();
        if (line.contains(QLatin1String("event")))
            Q_EMIT eventArrived(line.value(QLatin1String("event")).toObject());
        else
            answer(line);
    }
    if (m_socket->bytesAvailable() > kMaxLine)
        m_socket->abort(); // whatever this is, it is not our sandbox
}

void ControlChannel::answer(const QJsonObject &line)
{
    const auto found = m_waiting.find(line.value(QLatin1String("id")).toInteger(-1));
    if (found == m_waiting.end())
        return;
    const Waiting waiting = *found;
    m_waiting.erase(found);
    if (line.value(QLatin1String("ok")).toBool())
        waiting.promise->addResult(line.value(QLatin1String("result")).toObject());
    else
        waiting.promise->addResult(base::fail(errorFromJson(line.value(QLatin1String("error")).toObject(), waiting.verb)));
    waiting.promise->finish();
}

void ControlChannel::failAll(const QString &words)
{
    const auto waiting = std::exchange(m_waiting, {});
    for (const Waiting &one : waiting) {
        one.promise->addResult(base::fail(base::ErrorKind::Unreachable, "sandbox." + one.verb.toStdString(), {}, words.toStdString()));
        one.promise->finish();
    }
}

void ControlChannel::expire()
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    std::vector<Waiting> late;
    m_waiting.removeIf([&](const auto &entry) {
        if (entry.value().deadlineMs > now)
            return false;
        late.push_back(entry.value());
        return true;
    });
    for (const Waiting &one : late) {
        one.promise->addResult(base::fail(base::ErrorKind::Timeout, "sandbox." + one.verb.toStdString()));
        one.promise->finish();
    }
    if (m_waiting.isEmpty())
        m_expiry->stop();
}

} // namespace weir::control
