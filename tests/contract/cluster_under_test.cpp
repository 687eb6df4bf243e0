// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/cluster_under_test.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUuid>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace weir;

namespace {

bool isFree(int port)
{
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    const bool free = ::bind(fd, reinterpret_cast<sockaddr *>(&address), sizeof(address)) == 0;
    ::close(fd);
    return free;
}

/// Below the ports that the system gives out by itself, so that no outgoing connection sits on one.
int freePort()
{
    for (int base = 14000 + static_cast<int>(QCoreApplication::applicationPid() % 300) * 10; base < 30000; base += 10) {
        if (isFree(base) && isFree(base + 1) && isFree(base + 2) && isFree(base + 1000) && isFree(base + 1001) && isFree(base + 1002))
            return base;
    }
    return 0;
}

} // namespace

bool ClusterUnderTest::start(QString *whyNot)
{
    m_bootstrap = qEnvironmentVariable("WEIR_CONTRACT_BOOTSTRAP");
    if (!m_bootstrap.isEmpty())
        return true;
    const int port = freePort();
    const QString data = m_directory.path() + QStringLiteral("/data");
    const bool real = qEnvironmentVariable("WEIR_CONTRACT_ENGINE") == QLatin1String("apache-kafka");
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    if (real) {
        m_process.start(QStringLiteral("bash"), {qEnvironmentVariable("WEIR_SOURCE") + QStringLiteral("/tests/peers/kafka.sh"), QStringLiteral("start"),
                                                QString::number(port), data, QStringLiteral("1")});
    } else {
        const QString program = qEnvironmentVariable("WEIR_BIN") + QStringLiteral("/weir-sandbox");
        if (!QFileInfo(program).isExecutable()) {
            *whyNot = QStringLiteral("weir-sandbox is not built");
            return false;
        }
        m_process.start(program, {QStringLiteral("start"), QStringLiteral("--data"), data, QStringLiteral("--brokers"), QStringLiteral("3"),
                                  QStringLiteral("--port"), QString::number(port), QStringLiteral("--ephemeral")});
    }
    QByteArray said;
    const bool ready = QTest::qWaitFor([&] {
        said += m_process.readAllStandardOutput();
        return said.contains("ready") && said.endsWith('\n');
    }, 90'000);
    if (!ready) {
        *whyNot = QStringLiteral("the cluster did not start: %1").arg(QString::fromUtf8(said));
        return false;
    }
    m_sandbox = !real;
    m_bootstrap = real ? QStringLiteral("127.0.0.1:%1").arg(port) : QJsonDocument::fromJson(said.split('\n').first()).object().value(QStringLiteral("bootstrap")).toString();
    if (m_bootstrap.isEmpty()) {
        // Log lines may stand before the ready line.
        for (const QByteArray &line : said.split('\n')) {
            const QString found = QJsonDocument::fromJson(line).object().value(QStringLiteral("bootstrap")).toString();
            if (!found.isEmpty())
                m_bootstrap = found;
        }
    }
    return true;
}

ClusterUnderTest::~ClusterUnderTest()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.closeWriteChannel();
    if (m_sandbox)
        m_process.terminate();
    if (!m_process.waitForFinished(20'000)) {
        m_process.terminate();
        if (!m_process.waitForFinished(10'000))
            m_process.kill();
        m_process.waitForFinished();
    }
}

bool ClusterUnderTest::control(const QStringList &verb)
{
    QProcess ctl;
    ctl.start(qEnvironmentVariable("WEIR_BIN") + QStringLiteral("/weir-sandbox"),
              QStringList{QStringLiteral("ctl"), QStringLiteral("--data"), m_directory.path() + QStringLiteral("/data")} + verb);
    return ctl.waitForFinished(30'000) && ctl.exitCode() == 0;
}

std::unique_ptr<kafka::KafkaSession> ClusterUnderTest::open(bool readOnly, bool production)
{
    model::Profile profile;
    profile.name = QStringLiteral("contract");
    profile.readOnly = readOnly;
    profile.production = production;
    profile.properties.insert(QStringLiteral("bootstrap.servers"), m_bootstrap);
    return std::make_unique<kafka::KafkaSession>(profile, QMap<QString, QString>(), [audit = m_audit](const model::AuditEntry &entry) -> base::Status {
        const std::lock_guard lock(audit->mutex);
        audit->entries.push_back(entry);
        return {};
    });
}

std::vector<model::AuditEntry> ClusterUnderTest::audit() const
{
    const std::lock_guard lock(m_audit->mutex);
    return m_audit->entries;
}

QString ClusterUnderTest::fresh(const char *prefix)
{
    return QLatin1String(prefix) + QLatin1Char('-') + QUuid::createUuid().toString(QUuid::WithoutBraces).left(8);
}

void applyChange(api::ClusterSession &session, const model::Change &change)
{
    const auto plan = await(session.changes().preview({change}));
    if (!plan || !await(session.changes().apply(*plan))->ok())
        qFatal("the change was refused");
}

void waitForPartitions(api::ClusterSession &session, const QString &topic, int partitions)
{
    if (!QTest::qWaitFor([&] {
            const auto detail = await(session.cluster().topic(topic));
            return detail && detail->topic.highWatermarkSum().has_value() && static_cast<int>(detail->topic.partitions.size()) == partitions;
        }, 20'000))
        qFatal("the topic does not appear");
}

QString makeTopic(api::ClusterSession &session, const char *prefix, int partitions, const QMap<QString, QString> &configs)
{
    const QString name = ClusterUnderTest::fresh(prefix);
    applyChange(session, model::CreateTopic{name, partitions, 1, configs});
    waitForPartitions(session, name, partitions);
    return name;
}
