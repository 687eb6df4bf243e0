// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/fakes/fake_services.h"

#include <QDateTime>
#include <QUuid>

namespace weir::fakes {

namespace {

struct SampleTopic {
    const char *name;
    int partitions;
    qint64 records;
    qint64 bytes;
    bool internal = false;
};

constexpr qint64 kMiB = qint64(1) << 20;
constexpr SampleTopic kTopics[] = {
    {"__consumer_offsets", 50, 18'204, 4 * kMiB, true},
    {"carts", 6, 1'100'204, 840 * kMiB},
    {"carts.tmp", 6, 18'204, 31 * kMiB},
    {"clicks", 12, 84'120'338, 11'469 * kMiB},
    {"customers", 3, 88'102, 120 * kMiB},
    {"emails.outbox", 1, 4'410, 3 * kMiB},
    {"inventory", 3, 41'200, 212 * kMiB},
    {"orders", 6, 1'284'903, 4'198 * kMiB},
    {"orders.dlq", 1, 62, kMiB},
    {"payments", 6, 1'190'447, 1'946 * kMiB},
    {"prices", 3, 9'310, 8 * kMiB},
    {"refunds", 3, 31'220, 44 * kMiB},
    {"shipments", 3, 310'226, 164 * kMiB},
};

model::Group sampleGroup(const char *id, const char *topic, int partitions, qint64 lagEach, model::LagState state, model::GroupState groupState)
{
    model::Group group;
    group.id = QLatin1String(id);
    group.state = groupState;
    group.type = QStringLiteral("classic");
    group.protocolType = QStringLiteral("consumer");
    group.protocol = QStringLiteral("range");
    group.coordinator = 2;
    for (int p = 0; p < partitions; ++p) {
        model::PartitionLag lag;
        lag.topic = QLatin1String(topic);
        lag.partition = p;
        lag.logStart = 100'000;
        lag.logEnd = 214'000 + p;
        switch (p == 0 ? state : model::LagState::Normal) {
        case model::LagState::Normal: lag.committed = *lag.logEnd - lagEach; break;
        case model::LagState::NeverCommitted: break;
        case model::LagState::Expired: lag.committed = 60'218; break;
        case model::LagState::AheadOfEnd: lag.committed = *lag.logEnd + 1538; break;
        case model::LagState::Unknown: lag.logEnd.reset(); break;
        }
        model::judge(lag);
        lag.memberId = QStringLiteral("%1-%2").arg(group.id).arg(p % 2 + 1);
        lag.clientId = lag.memberId;
        group.partitions.push_back(lag);
    }
    if (groupState != model::GroupState::Empty) {
        for (int m = 1; m <= 2; ++m) {
            model::GroupMember member;
            member.memberId = QStringLiteral("%1-%2").arg(group.id).arg(m);
            member.clientId = member.memberId;
            member.host = QStringLiteral("/127.0.0.1");
            for (int p = m - 1; p < partitions; p += 2)
                member.assignment.push_back({QLatin1String(topic), p});
            group.members.push_back(member);
        }
    }
    return group;
}

} // namespace

model::Profile sampleProfile(const QString &name)
{
    model::Profile profile;
    profile.id = QStringLiteral("id-") + name;
    profile.name = name;
    profile.kind = name.contains(QLatin1String("sandbox")) ? model::Profile::Kind::Sandbox : model::Profile::Kind::Cluster;
    profile.properties.insert(QStringLiteral("bootstrap.servers"), QStringLiteral("127.0.0.1:19092"));
    return profile;
}

base::Error sampleError()
{
    return {base::ErrorKind::Unreachable, "broker.connect", "127.0.0.1:19092", {}, "Connection refused", 0};
}

model::SnapshotPtr emptySnapshot()
{
    auto snapshot = std::make_shared<model::ClusterSnapshot>();
    snapshot->clusterId = QStringLiteral("9kQ2vX7bTSyM1wqYf3aZpA");
    snapshot->version = QStringLiteral("4.1");
    snapshot->controllerId = 1;
    snapshot->takenAtMs = QDateTime::currentMSecsSinceEpoch();
    model::Broker broker;
    broker.id = 1;
    broker.host = QStringLiteral("127.0.0.1");
    broker.port = 19092;
    broker.controller = true;
    snapshot->brokers.push_back(broker);
    return snapshot;
}

model::SnapshotPtr sampleSnapshot()
{
    auto snapshot = std::make_shared<model::ClusterSnapshot>(*emptySnapshot());
    snapshot->roundTripMs = 0.4;
    snapshot->brokers.clear();
    for (int id = 1; id <= 3; ++id) {
        model::Broker broker;
        broker.id = id;
        broker.host = QStringLiteral("127.0.0.1");
        broker.port = static_cast<quint16>(19091 + id);
        broker.controller = id == 1;
        broker.leaders = id == 3 ? 59 : 60;
        broker.replicas = broker.inSyncReplicas = 179;
        broker.bytes = 6200 * kMiB;
        broker.diskTotal = qint64(32) << 30;
        broker.diskFree = qint64(26) << 30;
        snapshot->brokers.push_back(broker);
    }
    for (const SampleTopic &sample : kTopics) {
        model::Topic topic;
        topic.name = QLatin1String(sample.name);
        topic.id = QStringLiteral("9kQ2vX7bTSyM1wqYf3aZpA");
        topic.internal = sample.internal;
        for (int p = 0; p < sample.partitions; ++p) {
            model::Partition partition;
            partition.id = p;
            partition.leader = p % 3 + 1;
            partition.leaderEpoch = 4;
            for (int r = 0; r < 3; ++r)
                partition.replicas.push_back((p + r) % 3 + 1);
            partition.isr = partition.replicas;
            partition.logStart = 100;
            partition.highWatermark = 100 + sample.records / sample.partitions;
            partition.bytes = sample.bytes / sample.partitions;
            topic.partitions.push_back(partition);
        }
        snapshot->topics.push_back(std::move(topic));
    }
    using model::GroupState;
    using model::LagState;
    snapshot->groups = {
        sampleGroup("analytics", "clicks", 6, 20'911, LagState::Expired, GroupState::Stable),
        sampleGroup("billing", "orders", 6, 2'080, LagState::Normal, GroupState::Stable),
        sampleGroup("connect-orders-to-files", "orders", 6, 2, LagState::Normal, GroupState::Stable),
        sampleGroup("connect-payments-to-warehouse", "payments", 6, 0, LagState::NeverCommitted, GroupState::Empty),
        sampleGroup("fraud-detector", "payments", 6, 2'121, LagState::AheadOfEnd, GroupState::CompletingRebalance),
        sampleGroup("fulfilment", "orders", 6, 6, LagState::Normal, GroupState::Stable),
        sampleGroup("price-watch", "prices", 3, 734, LagState::Unknown, GroupState::Empty),
        sampleGroup("refund-mailer", "refunds", 3, 0, LagState::Normal, GroupState::Stable),
    };
    return snapshot;
}

void FakeSettings::setValue(const QString &key, const QVariant &value)
{
    if (value.isValid())
        values.insert(key, value);
    else
        values.remove(key);
    Q_EMIT changed(key);
}

base::Result<model::Profile> FakeProfiles::save(const model::Profile &profile)
{
    model::Profile kept = profile;
    if (kept.id.isEmpty())
        kept.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    const auto found = std::find_if(stored.begin(), stored.end(), [&](const model::Profile &p) { return p.id == kept.id; });
    if (found != stored.end())
        *found = kept;
    else
        stored.push_back(kept);
    Q_EMIT changed();
    return kept;
}

base::Status FakeProfiles::remove(const QString &id)
{
    std::erase_if(stored, [&](const model::Profile &p) { return p.id == id; });
    Q_EMIT changed();
    return {};
}

api::Future<void> FakeSecrets::write(const QString &profileId, const QMap<QString, QString> &secrets)
{
    stored[profileId] = secrets;
    return done();
}

api::Future<void> FakeSecrets::remove(const QString &profileId)
{
    stored.remove(profileId);
    return done();
}

base::Status FakeAudit::append(const model::AuditEntry &entry)
{
    stored.insert(stored.begin(), entry);
    Q_EMIT appended();
    return {};
}

api::Future<std::vector<model::AuditEntry>> FakeAudit::entries(const QString &, int)
{
    return ready(stored);
}

model::SandboxStatus FakeSandbox::running()
{
    model::SandboxStatus status;
    status.state = model::SandboxStatus::State::Running;
    status.startedAtMs = QDateTime::currentMSecsSinceEpoch() - 3'600'000;
    status.startMs = 71;
    status.pid = 4242;
    status.dataDirectory = QStringLiteral("/home/user/.local/share/weir/sandbox");
    status.bootstrap = QStringLiteral("127.0.0.1:19092,127.0.0.1:19093,127.0.0.1:19094");
    status.residentBytes = qint64(31) << 20;
    status.cpuPercent = 3.1;
    status.bytesKept = qint64(18) << 30;
    status.demo = true;
    for (int id = 1; id <= 3; ++id) {
        model::SandboxBroker broker;
        broker.id = id;
        broker.address = QStringLiteral("127.0.0.1:%1").arg(19091 + id);
        broker.state = id == 3 ? model::SandboxBroker::State::Killed : model::SandboxBroker::State::Running;
        broker.leaders = 60;
        broker.replicas = broker.inSync = 179;
        if (id == 2) {
            broker.faults.slowMs = 250;
            broker.faults.dropPercent = 2;
        }
        status.brokers.push_back(broker);
    }
    status.demoParts = {{QStringLiteral("orders"), true, true, 310, {}}, {QStringLiteral("billing"), false, true, 0, QStringLiteral("stalls")}};
    return status;
}

void FakeSandbox::setStatus(const model::SandboxStatus &status)
{
    state = status;
    Q_EMIT statusChanged();
}

api::Future<void> FakeSandbox::note(const QString &act)
{
    acts << act;
    return mood == Mood::Failing ? failed<void>(sampleError()) : done();
}

api::Future<model::SandboxStatus> FakeSandbox::start(const model::SandboxOptions &options)
{
    acts << QStringLiteral("start");
    started = options;
    if (mood == Mood::Failing)
        return failed<model::SandboxStatus>(sampleError());
    setStatus(running());
    return ready(state);
}

api::Future<void> FakeSandbox::stop() { return note(QStringLiteral("stop")); }
api::Future<void> FakeSandbox::wipe() { return note(QStringLiteral("wipe")); }
api::Future<void> FakeSandbox::addBroker() { return note(QStringLiteral("addBroker")); }
api::Future<void> FakeSandbox::killController() { return note(QStringLiteral("killController")); }
api::Future<void> FakeSandbox::startController() { return note(QStringLiteral("startController")); }
api::Future<void> FakeSandbox::clearFaults() { return note(QStringLiteral("clearFaults")); }

api::Future<void> FakeSandbox::broker(qint32 id, BrokerAct act)
{
    static const char *const kNames[] = {"stop", "kill", "start", "restart", "pause", "resume", "startEmpty"};
    return note(QStringLiteral("broker %1 %2").arg(id).arg(QLatin1String(kNames[static_cast<int>(act)])));
}

api::Future<void> FakeSandbox::setFaults(qint32 broker, const model::SandboxFaults &faults)
{
    QString words = QStringLiteral("faults %1 slow=%2 drop=%3 error=%4").arg(broker).arg(faults.slowMs).arg(faults.dropPercent).arg(faults.errorCode);
    if (faults.errorKey)
        words += QStringLiteral(" key=%1").arg(*faults.errorKey);
    if (faults.errorCount)
        words += QStringLiteral(" count=%1").arg(*faults.errorCount);
    for (const auto &[on, name] : {std::pair(faults.isolated, " isolated"), std::pair(faults.followsNobody, " followsNobody"), std::pair(faults.diskFull, " diskFull")}) {
        if (on)
            words += QLatin1String(name);
    }
    return note(words);
}

api::Future<void> FakeSandbox::breakClient(const model::SandboxClientFault &fault)
{
    static const char *const kNames[] = {"expire", "fence", "abort", "hang"};
    QStringList words{QLatin1String(kNames[static_cast<int>(fault.kind)])};
    for (const QString &word : {fault.group, fault.member, fault.transactionalId, fault.topic}) {
        if (!word.isEmpty())
            words.append(word);
    }
    if (fault.kind == model::SandboxClientFault::Kind::HangTransaction)
        words << QString::number(fault.partition) << QString::number(fault.forMs);
    return note(words.join(QLatin1Char(' ')));
}

api::Future<QStringList> FakeSandbox::transactionalIds()
{
    return ready(QStringList{QStringLiteral("orders-1"), QStringLiteral("payments-1")});
}

api::Future<void> FakeSandbox::setDemo(bool on)
{
    return note(QStringLiteral("demo %1").arg(on ? QStringLiteral("on") : QStringLiteral("off")));
}

api::Future<void> FakeSandbox::setDemoPart(const QString &name, bool on)
{
    return note(QStringLiteral("demo %1 %2").arg(name, on ? QStringLiteral("on") : QStringLiteral("off")));
}

std::unique_ptr<api::ClusterSession> FakeFactory::open(const model::Profile &profile, const QMap<QString, QString> &secrets)
{
    ++opened;
    lastSecrets = secrets;
    auto session = std::make_unique<FakeSession>(profile, mood);
    last = session.get();
    return session;
}

api::Future<api::ConnectionReport> FakeFactory::test(const model::Profile &profile, const QMap<QString, QString> &secrets)
{
    lastSecrets = secrets;
    if (mood == Mood::Failing)
        return failed<api::ConnectionReport>(sampleError());
    api::ConnectionReport report;
    report.steps = {{QStringLiteral("resolve"), profile.bootstrap(), true, 0.2, {}}, {QStringLiteral("connect"), profile.bootstrap(), true, 0.6, {}}};
    report.clusterId = QStringLiteral("9kQ2vX7bTSyM1wqYf3aZpA");
    report.version = QStringLiteral("4.1");
    report.brokers = 3;
    return ready(report);
}

base::Result<model::ImportedProfile> FakeFactory::importProperties(const QString &text, const QString &name)
{
    model::ImportedProfile imported;
    imported.profile.name = name;
    const QStringList lines = text.split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    for (const QString &line : lines) {
        const QString key = line.section(QLatin1Char('='), 0, 0).trimmed();
        const QString value = line.section(QLatin1Char('='), 1).trimmed();
        if (value.isEmpty())
            return base::fail(base::ErrorKind::Invalid, "profile.import", key.toStdString());
        if (key == QLatin1String("linger.ms"))
            imported.ignored.append(key);
        else
            (model::isSecretProperty(key) ? imported.secrets : imported.profile.properties).insert(key, value);
    }
    return imported;
}

} // namespace weir::fakes
