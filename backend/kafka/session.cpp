// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/kafka/session.h"

#include "backend/kafka/connection_test.h"
#include "backend/kafka/profile_config.h"

#include <QDateTime>
#include <QMetaObject>

#include <mutex>
#include <set>

namespace weir::kafka {

using namespace std::chrono_literals;
using net::Deadline;
using net::Task;
// Shared, as coroutines hold it.
using Client = std::shared_ptr<net::KafkaClient>;

namespace {

constexpr std::size_t kLogLength = 500;
constexpr auto kWatchEvery = 5s;
constexpr auto kWatchWhenLost = 1s;
/// How long a broker that has left the metadata still counts as one that ought to be there.
constexpr auto kRememberBroker = 10min;

/// Asks who is there, connects to everybody, says how it went, and again.
Task<base::Status> watch(Client client, std::function<void(api::ConnectionState)> tell)
{
    std::map<std::int32_t, std::chrono::steady_clock::time_point> seen;
    for (;;) {
        api::ConnectionState state;
        const auto begun = std::chrono::steady_clock::now();
        const auto cluster = co_await client->cluster(Deadline::in(10s), true);
        if (cluster) {
            state.roundTripMs = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun).count();
            std::vector<Task<base::Result<net::PeerInfo>>> peers;
            for (const net::BrokerAddress &broker : cluster->brokers) {
                seen[broker.id] = begun;
                peers.push_back(client->peer(broker.id, Deadline::in(5s)));
            }
            const auto answers = co_await net::whenAll(std::move(peers));
            for (std::size_t i = 0; i < answers.size(); ++i) {
                if (answers[i]) {
                    ++state.brokersUp;
                    state.address = text(cluster->brokers[i].address.toString());
                } else if (!state.error) {
                    state.error = answers[i].error();
                }
            }
            std::erase_if(seen, [begun](const auto &entry) { return begun - entry.second > kRememberBroker; });
            using Kind = api::ConnectionState::Kind;
            state.brokersKnown = static_cast<int>(seen.size());
            state.kind = state.brokersUp == 0 ? Kind::Lost : state.brokersUp < state.brokersKnown ? Kind::Partial : Kind::Connected;
        } else {
            if (cluster.error().kind == base::ErrorKind::Cancelled)
                co_return base::Status();
            state.kind = api::ConnectionState::Kind::Lost;
            state.error = cluster.error();
            state.brokersKnown = static_cast<int>(seen.size());
        }
        tell(state);
        if (!co_await client->pause(cluster ? kWatchEvery : kWatchWhenLost))
            co_return base::Status();
    }
}

} // namespace

/// What the io thread has to tell and the session has not taken yet.
struct KafkaSession::Inbox {
    std::mutex mutex;
    std::vector<api::RequestLogEntry> log;
    bool asked = false; ///< a wake-up is under way
};

KafkaSession::KafkaSession(model::Profile profile, const QMap<QString, QString> &secrets, AuditSink audit)
    : m_profile(std::move(profile)), m_inbox(std::make_shared<Inbox>()), m_askThread(std::make_unique<net::IoThread>("weir-ask")),
      m_readThread(std::make_unique<net::IoThread>("weir-read"))
{
    auto config = clientConfig(m_profile, secrets);
    if (!config) {
        m_state.kind = api::ConnectionState::Kind::Lost;
        m_state.error = config.error();
    }
    const net::ClientConfig used = config.value_or(net::ClientConfig());
    m_client = net::KafkaClient::create(*m_askThread, used, observer());
    m_cluster = std::make_unique<KafkaClusterService>(m_client);
    m_reader = std::make_unique<KafkaRecordReader>(*m_readThread, used);
    m_decoder = std::make_unique<PoolRecordDecoder>();
    m_producer = std::make_unique<KafkaProduceService>(m_client, m_profile, audit);
    m_changes = std::make_unique<KafkaChangeService>(m_client, m_profile, std::move(audit));
    if (!config)
        return;
    m_askThread->post([this, client = m_client] {
        // `this` outlives the thread: the destructor joins it first.
        auto tell = [this](api::ConnectionState state) { QMetaObject::invokeMethod(this, [this, state] { takeState(state); }, Qt::QueuedConnection); };
        net::start<base::Status>(watch(client, tell), [client](base::Status) {});
    });
}

KafkaSession::~KafkaSession()
{
    m_client->close();
    m_reader.reset();
    m_producer.reset();
    // Joined here: nothing calls back into a session that is half gone.
    m_askThread.reset();
    m_readThread.reset();
}

net::ClientObserver KafkaSession::observer()
{
    net::ClientObserver observer;
    observer.onRequest = [this, inbox = m_inbox](std::int32_t broker, const net::Address &address, const net::RequestTrace &trace) {
        api::RequestLogEntry entry;
        entry.atMs = QDateTime::currentMSecsSinceEpoch();
        entry.broker = broker;
        entry.address = text(address.toString());
        entry.name = text(trace.name);
        if (trace.version >= 0)
            entry.name += QStringLiteral(" v%1").arg(trace.version);
        if (trace.took.count() >= 0)
            entry.milliseconds = std::chrono::duration<double, std::milli>(trace.took).count();
        if (trace.error)
            entry.error = text(base::describe(*trace.error));
        const std::lock_guard lock(inbox->mutex);
        if (inbox->log.size() < kLogLength)
            inbox->log.push_back(std::move(entry));
        if (!std::exchange(inbox->asked, true))
            QMetaObject::invokeMethod(this, [this] { takeLog(); }, Qt::QueuedConnection);
    };
    return observer;
}

void KafkaSession::takeLog()
{
    std::vector<api::RequestLogEntry> fresh;
    {
        const std::lock_guard lock(m_inbox->mutex);
        fresh.swap(m_inbox->log);
        m_inbox->asked = false;
    }
    for (api::RequestLogEntry &entry : fresh) {
        m_log.push_back(entry);
        if (m_log.size() > kLogLength)
            m_log.pop_front();
        Q_EMIT requestLogged(entry);
    }
}

void KafkaSession::takeState(api::ConnectionState state)
{
    m_state = std::move(state);
    Q_EMIT connectionChanged();
}

KafkaSessionFactory::KafkaSessionFactory(AuditSink audit) : m_audit(std::move(audit)), m_testThread(std::make_unique<net::IoThread>("weir-test")) {}

KafkaSessionFactory::~KafkaSessionFactory() = default;

std::unique_ptr<api::ClusterSession> KafkaSessionFactory::open(const model::Profile &profile, const QMap<QString, QString> &secrets)
{
    return std::make_unique<KafkaSession>(profile, secrets, m_audit);
}

api::Future<api::ConnectionReport> KafkaSessionFactory::test(const model::Profile &profile, const QMap<QString, QString> &secrets)
{
    auto config = clientConfig(profile, secrets);
    if (!config)
        return finished<api::ConnectionReport>(base::fail(config.error()));
    config->connectTimeout = std::min<std::chrono::milliseconds>(config->connectTimeout, 5s);
    const auto client = net::KafkaClient::create(*m_testThread, *config);
    return call<api::ConnectionReport>(client, [client] { return testConnection(client); });
}

base::Result<model::ImportedProfile> KafkaSessionFactory::importProperties(const QString &text, const QString &name)
{
    return importProfile(text, name);
}

} // namespace weir::kafka
