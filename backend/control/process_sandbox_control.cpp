// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/control/process_sandbox_control.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSaveFile>

#include <unistd.h>

namespace weir::control {

namespace {

constexpr int kPollMs = 1000;
constexpr std::size_t kMaxEvents = 1000;
constexpr qsizetype kMaxLogLines = 2000;
/// What a sandbox that was told to end may take to bring its logs to the disk: seconds where something else writes to it.
/// One that is killed before that verifies its logs at the next start.
constexpr int kGraceMs = 60'000;
constexpr int kKillMs = 5000;

template <class T>
std::shared_ptr<QPromise<base::Result<T>>> makePromise()
{
    auto promise = std::make_shared<QPromise<base::Result<T>>>();
    promise->start();
    return promise;
}

template <class T>
void settle(std::shared_ptr<QPromise<base::Result<T>>> promise, base::Result<T> result)
{
    if (!promise)
        return;
    promise->addResult(std::move(result));
    promise->finish();
}

/// Beside the data, not in it: the directory of the data is made by the first start that succeeds.
QString usersFileOf(const QString &dataDirectory)
{
    return dataDirectory + QStringLiteral(".users");
}

/// How it was started from here the last time; beside the data as well.
QString choicesFileOf(const QString &dataDirectory)
{
    return dataDirectory + QStringLiteral(".start.json");
}

} // namespace

ProcessSandboxControl::ProcessSandboxControl(QString program, QString dataDirectory, QObject *parent)
    : m_program(std::move(program))
    , m_dataDirectory(std::move(dataDirectory))
{
    setParent(parent);
    m_status.dataDirectory = m_dataDirectory;
    m_status.state = QDir(m_dataDirectory).exists() ? State::Stopped : State::NotCreated;
    m_poll.setInterval(kPollMs);
    connect(&m_poll, &QTimer::timeout, this, &ProcessSandboxControl::ask);
    connect(&m_channel, &ControlChannel::closed, this, &ProcessSandboxControl::channelClosed);
    connect(&m_channel, &ControlChannel::eventArrived, this, [this](const QJsonObject &object) {
        const model::SandboxEvent event = eventFromJson(object);
        m_events.push_back(event);
        if (m_events.size() > kMaxEvents)
            m_events.pop_front();
        Q_EMIT eventHappened(event);
        ask(); // what happened is shown now, not at the next second
    });
    connect(&m_channel, &ControlChannel::opened, this, [this] {
        m_channel.send(QStringLiteral("events"), {{QStringLiteral("limit"), static_cast<int>(kMaxEvents)}})
            .then(this, [this](const base::Result<QJsonObject> &result) {
                if (!result)
                    return;
                m_events.clear();
                for (const QJsonValue &event : result->value(QLatin1String("events")).toArray())
                    m_events.push_back(eventFromJson(event.toObject()));
            });
        m_channel.send(QStringLiteral("events.subscribe"));
        m_user = readUser();
        m_channel.send(QStringLiteral("listeners")).then(this, [this](const base::Result<QJsonObject> &result) {
            m_listeners = result ? listenersFromJson(*result) : Listeners{};
            ask();
        });
        m_poll.start();
        ask();
    });
    // One of them may run already, whoever started it.
    if (!QFile::exists(socketPath()) && QFile::exists(placeOf(model::SandboxEngine::ApacheKafka) + QStringLiteral("/control.sock"))) {
        m_status.engine = model::SandboxEngine::ApacheKafka;
        m_status.dataDirectory = placeOf(m_status.engine);
    }
    m_status.user = m_user = readUser();
    if (QFile::exists(socketPath()))
        attach();
}

ProcessSandboxControl::~ProcessSandboxControl()
{
    m_channel.disconnect(this);
    if (m_process) {
        m_process->disconnect(this);
        m_process->terminate();
        if (!m_process->waitForFinished(kGraceMs)) {
            m_process->kill();
            m_process->waitForFinished(kKillMs);
        }
    }
    settle<model::SandboxStatus>(m_starting, base::fail(base::ErrorKind::Cancelled, "sandbox.start"));
    settle<void>(m_stopping, base::Status{});
}

/// What one engine keeps the other cannot read.
QString ProcessSandboxControl::placeOf(model::SandboxEngine engine) const
{
    return engine == model::SandboxEngine::Weir ? m_dataDirectory : m_dataDirectory + QStringLiteral("-apache-kafka");
}

QString ProcessSandboxControl::socketPath() const
{
    return m_status.dataDirectory + QStringLiteral("/control.sock");
}

/// In a file that only its owner reads, where the list of processes would show it to everybody.
base::Status ProcessSandboxControl::writeUser(const model::SandboxUser &user) const
{
    QSaveFile file(usersFileOf(m_status.dataDirectory));
    const QByteArray line = (user.name + QLatin1Char(':') + user.password + QLatin1Char('\n')).toUtf8();
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) || file.write(line) != line.size()
        || !file.commit())
        return base::fail(base::ErrorKind::Storage, "sandbox.start", usersFileOf(m_status.dataDirectory).toStdString(), file.errorString().toStdString());
    return {};
}

std::optional<model::SandboxUser> ProcessSandboxControl::readUser() const
{
    QFile file(usersFileOf(m_status.dataDirectory));
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QString line = QString::fromUtf8(file.readLine()).chopped(1);
    const qsizetype colon = line.indexOf(QLatin1Char(':'));
    return colon > 0 ? std::optional(model::SandboxUser{line.left(colon), line.mid(colon + 1)}) : std::nullopt;
}

base::Status ProcessSandboxControl::keepChoices(const model::SandboxOptions &options) const
{
    QSaveFile file(choicesFileOf(m_status.dataDirectory));
    const QByteArray text = QJsonDocument(QJsonObject{{QStringLiteral("brokers"), options.brokers}, {QStringLiteral("demo"), options.demo},
                                                      {QStringLiteral("processes"), options.processes}, {QStringLiteral("secure"), options.secureUser.has_value()}}).toJson();
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
        return base::fail(base::ErrorKind::Storage, "sandbox.start", file.fileName().toStdString(), file.errorString().toStdString());
    return {};
}

void ProcessSandboxControl::takeLastChoices(model::SandboxOptions &options) const
{
    QFile file(choicesFileOf(m_status.dataDirectory));
    if (!file.open(QIODevice::ReadOnly))
        return;
    const QJsonObject kept = QJsonDocument::fromJson(file.readAll()).object();
    options.brokers = kept.value(QLatin1String("brokers")).toInt(options.brokers);
    options.demo = kept.value(QLatin1String("demo")).toBool(options.demo);
    options.processes = kept.value(QLatin1String("processes")).toBool();
    if (kept.value(QLatin1String("secure")).toBool())
        options.secureUser = readUser();
}

api::Future<model::SandboxStatus> ProcessSandboxControl::start(const model::SandboxOptions &options)
{
    auto promise = makePromise<model::SandboxStatus>();
    auto future = promise->future();
    if (m_status.state == State::Running) {
        settle<model::SandboxStatus>(promise, m_status);
        return future;
    }
    if (m_starting || m_stopping) {
        settle<model::SandboxStatus>(promise, base::fail(base::ErrorKind::Conflict, "sandbox.start", m_status.dataDirectory.toStdString(),
                                                         m_starting ? "it is starting already" : "it is stopping"));
        return future;
    }
    m_starting = promise;
    const model::SandboxEngine engine = options.engine.value_or(m_status.engine);
    m_options = options;
    m_errorWords.clear();
    m_status = {};
    m_status.engine = engine;
    m_status.dataDirectory = options.dataDirectory.isEmpty() ? placeOf(engine) : options.dataDirectory;
    if (options.asLastTime)
        takeLastChoices(m_options);
    m_events.clear();
    setState(State::Starting);
    if (QFile::exists(socketPath()))
        attach(); // it runs, or what is left of one that was killed: channelClosed() tells
    else
        launch(m_options);
    return future;
}

void ProcessSandboxControl::attach()
{
    m_attaching = true;
    m_channel.open(socketPath());
}

void ProcessSandboxControl::launch(const model::SandboxOptions &options)
{
    m_attaching = false;
    QDir().mkpath(QFileInfo(m_status.dataDirectory).path());
    QStringList arguments{QStringLiteral("start"),     QStringLiteral("--data"), m_status.dataDirectory,
                          QStringLiteral("--brokers"), QString::number(options.brokers), QStringLiteral("--port"), QString::number(options.port)};
    if (m_status.engine == model::SandboxEngine::ApacheKafka)
        arguments << QStringLiteral("--engine") << QStringLiteral("apache-kafka");
    else if (options.processes)
        arguments.append(QStringLiteral("--processes"));
    if (options.demo)
        arguments.append(QStringLiteral("--demo"));
    const base::Status written = options.secureUser ? writeUser(*options.secureUser) : base::Status{};
    if (const base::Status kept = written ? keepChoices(options) : written; !kept) {
        setState(QDir(m_status.dataDirectory).exists() ? State::Stopped : State::NotCreated);
        return finishStart(base::fail(kept.error()));
    }
    if (options.secureUser) {
        arguments << QStringLiteral("--listeners") << QStringLiteral("PLAINTEXT,SSL,SASL_SSL") << QStringLiteral("--users-file") << usersFileOf(m_status.dataDirectory);
    }
    for (const QString &setting : options.settings)
        arguments << QStringLiteral("--set") << setting;
    m_process = std::make_unique<QProcess>();
    m_process->setProgram(m_program);
    m_process->setArguments(arguments);
    // A group of its own: Ctrl+C in the terminal of the console ends the console, which then ends this in good order.
    m_process->setChildProcessModifier([] { ::setpgid(0, 0); });
    connect(m_process.get(), &QProcess::readyReadStandardOutput, this, &ProcessSandboxControl::readOutput);
    connect(m_process.get(), &QProcess::readyReadStandardError, this, &ProcessSandboxControl::readLog);
    connect(m_process.get(), &QProcess::finished, this, &ProcessSandboxControl::processEnded);
    connect(m_process.get(), &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error != QProcess::FailedToStart)
            return;
        m_errorWords = m_process->errorString();
        processEnded();
    });
    m_process->start();
}

void ProcessSandboxControl::readOutput()
{
    while (m_process && m_process->canReadLine()) {
        const QJsonObject line = QJsonDocument::fromJson(m_process->readLine()).object();
        if (!line.value(QLatin1String("ready")).toBool())
            continue;
        m_status.bootstrap = line.value(QLatin1String("bootstrap")).toString();
        m_channel.open(line.value(QLatin1String("control")).toString(socketPath()));
    }
}

void ProcessSandboxControl::readLog()
{
    if (!m_process)
        return;
    const QStringList lines = QString::fromUtf8(m_process->readAllStandardError()).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    if (lines.isEmpty())
        return;
    m_log += lines;
    if (m_log.size() > kMaxLogLines)
        m_log.erase(m_log.begin(), m_log.begin() + (m_log.size() - kMaxLogLines));
    if (m_status.state == State::Starting)
        m_errorWords = lines.last();
    Q_EMIT logGrew();
}

void ProcessSandboxControl::ask()
{
    if (m_asking || !m_channel.isOpen())
        return;
    m_asking = true;
    m_channel.send(QStringLiteral("status")).then(this, [this](const base::Result<QJsonObject> &result) {
        m_asking = false;
        if (result)
            accept(*result);
    });
}

void ProcessSandboxControl::accept(const QJsonObject &object)
{
    const QString directory = m_status.dataDirectory;
    const State before = m_status.state;
    m_status = statusFromJson(object);
    if (m_status.dataDirectory.isEmpty())
        m_status.dataDirectory = directory;
    m_status.controlSocket = m_status.dataDirectory + QStringLiteral("/control.sock");
    m_status.listeners = m_listeners.each;
    m_status.authority = m_listeners.authority;
    m_status.user = m_user;
    if (before == State::Stopping)
        m_status.state = State::Stopping;
    Q_EMIT statusChanged();
    finishStart(m_status);
}

void ProcessSandboxControl::channelClosed()
{
    m_poll.stop();
    m_asking = false;
    if (std::exchange(m_attaching, false) && m_status.state == State::Starting && !m_process) {
        launch(m_options); // the socket was what is left of one that was killed
        return;
    }
    if (m_process && m_process->state() != QProcess::NotRunning)
        return; // processEnded() will tell how it ended
    if (m_status.state != State::Starting) {
        m_status.brokers.clear();
        setState(QDir(m_status.dataDirectory).exists() ? State::Stopped : State::NotCreated);
        finishStop({});
    }
}

void ProcessSandboxControl::processEnded()
{
    if (!m_process)
        return;
    readLog();
    const bool asked = m_status.state == State::Stopping;
    const bool clean = m_process->exitStatus() == QProcess::NormalExit && m_process->exitCode() == 0 && m_process->error() == QProcess::UnknownError;
    const QString words = m_errorWords.isEmpty() && !m_log.isEmpty() ? m_log.last() : m_errorWords;
    m_process.release()->deleteLater();
    m_channel.close();
    m_status.brokers.clear();
    m_status.pid = 0;
    setState(asked || clean ? State::Stopped : State::Failed);
    base::Error error{base::ErrorKind::Peer, "sandbox.start", m_status.dataDirectory.toStdString(), {}, words.toStdString(), 0};
    finishStart(base::fail(std::move(error)));
    finishStop({});
}

void ProcessSandboxControl::setState(State state)
{
    m_status.state = state;
    Q_EMIT statusChanged();
}

void ProcessSandboxControl::finishStart(base::Result<model::SandboxStatus> result)
{
    settle<model::SandboxStatus>(std::exchange(m_starting, nullptr), std::move(result));
}

void ProcessSandboxControl::finishStop(base::Status result)
{
    settle<void>(std::exchange(m_stopping, nullptr), std::move(result));
}

api::Future<void> ProcessSandboxControl::stop()
{
    auto promise = makePromise<void>();
    auto future = promise->future();
    if (!m_channel.isOpen() && !m_process) {
        settle<void>(promise, base::Status{});
        return future;
    }
    if (m_stopping) {
        settle<void>(promise, base::fail(base::ErrorKind::Conflict, "sandbox.stop", m_status.dataDirectory.toStdString(), "it is stopping already"));
        return future;
    }
    m_stopping = promise;
    setState(State::Stopping);
    if (m_process)
        m_process->terminate();
    else
        m_channel.send(QStringLiteral("shutdown"));
    return future;
}

api::Future<void> ProcessSandboxControl::wipe()
{
    auto promise = makePromise<void>();
    auto future = promise->future();
    const QString directory = m_status.dataDirectory;
    stop().then(this, [this, promise, directory](const base::Status &stopped) {
        if (!stopped) {
            settle<void>(promise, base::fail(stopped.error()));
            return;
        }
        // Only what a sandbox has made is deleted, whatever folder was chosen.
        const bool ours = QFile::exists(directory + QStringLiteral("/cluster.json")) || QDir(directory + QStringLiteral("/broker-1")).exists()
                          || !QDir(directory).exists();
        if (!ours) {
            settle<void>(promise, base::fail(base::ErrorKind::Refused, "sandbox.wipe", directory.toStdString(), "no sandbox lives in this folder"));
            return;
        }
        if (QDir(directory).exists() && !QDir(directory).removeRecursively()) {
            settle<void>(promise, base::fail(base::ErrorKind::Storage, "sandbox.wipe", directory.toStdString(), "not everything could be deleted"));
            return;
        }
        QFile::remove(usersFileOf(directory));
        QFile::remove(choicesFileOf(directory));
        setState(State::NotCreated);
        settle<void>(promise, base::Status{});
    });
    return future;
}

api::Future<void> ProcessSandboxControl::command(const QString &verb, const QJsonObject &arguments)
{
    auto promise = makePromise<void>();
    auto future = promise->future();
    m_channel.send(verb, arguments).then(this, [this, promise](const base::Result<QJsonObject> &result) {
        settle<void>(promise, result ? base::Status{} : base::Status(base::fail(result.error())));
        ask();
    });
    return future;
}

api::Future<void> ProcessSandboxControl::broker(qint32 id, BrokerAct act)
{
    static constexpr const char *verbs[] = {"broker.stop", "broker.kill", "broker.start", "broker.restart", "broker.pause", "broker.resume", "broker.start-empty"};
    return command(QLatin1String(verbs[static_cast<int>(act)]), {{QStringLiteral("broker"), id}});
}

api::Future<void> ProcessSandboxControl::addBroker()
{
    return command(QStringLiteral("broker.add"));
}

api::Future<void> ProcessSandboxControl::killController()
{
    return command(QStringLiteral("controller.kill"));
}

api::Future<void> ProcessSandboxControl::startController()
{
    return command(QStringLiteral("controller.start"));
}

api::Future<void> ProcessSandboxControl::setFaults(qint32 broker, const model::SandboxFaults &faults)
{
    QJsonObject arguments = toJson(faults, QDateTime::currentMSecsSinceEpoch());
    arguments.insert(QStringLiteral("broker"), broker);
    return command(QStringLiteral("fault.set"), arguments);
}

api::Future<void> ProcessSandboxControl::clearFaults()
{
    return command(QStringLiteral("fault.clear"));
}

api::Future<void> ProcessSandboxControl::breakClient(const model::SandboxClientFault &fault)
{
    using Kind = model::SandboxClientFault::Kind;
    const QJsonObject producer{{QStringLiteral("transactionalId"), fault.transactionalId}};
    switch (fault.kind) {
    case Kind::ExpireMember: {
        QJsonObject arguments{{QStringLiteral("group"), fault.group}};
        if (!fault.member.isEmpty())
            arguments.insert(QStringLiteral("member"), fault.member);
        return command(QStringLiteral("group.expire"), arguments);
    }
    case Kind::FenceProducer: return command(QStringLiteral("producer.fence"), producer);
    case Kind::AbortTransaction: return command(QStringLiteral("transaction.abort"), producer);
    case Kind::HangTransaction: break;
    }
    return command(QStringLiteral("transaction.hang"), {{QStringLiteral("transactionalId"), fault.transactionalId},
                                                        {QStringLiteral("topic"), fault.topic},
                                                        {QStringLiteral("partition"), fault.partition},
                                                        {QStringLiteral("forMs"), fault.forMs}});
}

api::Future<QStringList> ProcessSandboxControl::transactionalIds()
{
    auto promise = makePromise<QStringList>();
    auto future = promise->future();
    m_channel.send(QStringLiteral("transactions")).then(this, [promise](const base::Result<QJsonObject> &result) {
        if (!result) {
            settle<QStringList>(promise, base::fail(result.error()));
            return;
        }
        QStringList ids;
        for (const QJsonValue &row : result->value(QLatin1String("transactions")).toArray())
            ids.append(row.toObject().value(QLatin1String("transactionalId")).toString());
        settle<QStringList>(promise, ids);
    });
    return future;
}

api::Future<void> ProcessSandboxControl::setDemo(bool on)
{
    return command(on ? QStringLiteral("demo.on") : QStringLiteral("demo.off"));
}

api::Future<void> ProcessSandboxControl::setDemoPart(const QString &name, bool on)
{
    return command(QStringLiteral("demo.set"), {{QStringLiteral("name"), name}, {QStringLiteral("on"), on}});
}

} // namespace weir::control
