// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/broker/broker.h"

#include "backend/sandbox/broker/client_telemetry.h"
#include "backend/sandbox/broker/controller_link.h"
#include "backend/sandbox/broker/directory_assignments.h"
#include "backend/sandbox/broker/group_host.h"
#include "backend/sandbox/broker/handlers/fault_response.h"
#include "backend/sandbox/broker/handlers/handlers.h"
#include "backend/sandbox/broker/isr_manager.h"
#include "backend/sandbox/broker/log_directories.h"
#include "backend/sandbox/broker/log_moves.h"
#include "backend/sandbox/broker/producer_ids.h"
#include "backend/sandbox/broker/replica_fetcher.h"
#include "backend/sandbox/broker/share/share_host.h"
#include "backend/sandbox/broker/share/share_leaders.h"
#include "backend/sandbox/broker/transaction_host.h"

#include <fmt/format.h>

#include <algorithm>
#include <random>
#include <set>

namespace weir::sandbox {

using std::chrono::milliseconds;

const char *wordOf(BrokerState state)
{
    switch (state) {
    case BrokerState::Stopped: return "stopped";
    case BrokerState::Starting: return "starting";
    case BrokerState::Running: return "running";
    case BrokerState::ShuttingDown: return "stopping";
    case BrokerState::Failed: return "failed";
    }
    return "";
}

std::shared_ptr<Broker> Broker::create(BrokerOptions options, BrokerEnvironment environment)
{
    return std::shared_ptr<Broker>(new Broker(std::move(options), std::move(environment)));
}

Broker::Broker(BrokerOptions options, BrokerEnvironment environment)
    : m_options(std::move(options))
    , m_environment(std::move(environment))
    , m_main(static_cast<std::size_t>(m_options.id) % m_environment.handlers.size())
{}

Broker::~Broker() = default;

void Broker::event(std::string kind, std::string text) const
{
    m_environment.events(m_options.id, std::move(kind), std::move(text));
}

base::Status Broker::start()
{
    m_state = BrokerState::Starting;
    Random random(m_environment.seed ^ static_cast<std::uint64_t>(m_options.id));
    WEIR_CHECK(openDirectories(random));
    for (std::size_t i = 0; i < m_environment.handlers.size(); ++i)
        m_shards.push_back(std::make_unique<Shard>(*this, m_environment.handlers.at(i), i, random.next()));
    const BrokerConfigView view = config(*m_shards.front());
    m_authorizes = !view.text("authorizer.class.name").empty();
    ServerConfig server;
    server.maxRequestBytes = static_cast<std::size_t>(view.number("socket.request.max.bytes"));
    server.maxConnections = static_cast<int>(view.number("max.connections"));
    server.maxIdle = milliseconds(view.number("connections.max.idle.ms"));
    server.backlog = static_cast<int>(view.number("socket.listen.backlog.size"));
    m_server = m_environment.network.makeServer(*this, server,
                                                [sink = m_environment.events, id = m_options.id](std::string line) { sink(id, "connection", std::move(line)); });
    for (const ListenerConfig &listener : m_options.listeners)
        WEIR_CHECK(m_server->listen(listener));
    settlePlace();
    startQuotas(view);
    m_leaderQuota.start(view);
    m_followerQuota.start(view);
    m_moveQuota.start(view);
    m_groups = std::make_unique<GroupHost>(*this);
    m_transactions = std::make_unique<TransactionHost>(*this);
    m_shareHost = std::make_unique<ShareHost>(*this);
    m_groups->coordinator().shares().setPersister(&m_shareHost->persister());
    m_controller = std::make_unique<ControllerLink>(*this, random.uuid());
    m_fetchers = std::make_unique<FetcherManager>(*this);
    m_isr = std::make_unique<IsrManager>(*this);
    m_producerIds = std::make_unique<ProducerIds>(*this);
    m_assignments = std::make_unique<DirectoryAssignments>(*this);
    m_telemetry = std::make_unique<ClientTelemetry>(m_environment.clock, m_shards[m_main]->random);
    registerHandlers(*this, m_table);
    // Folders that an earlier run had renamed for deletion.
    m_environment.background.post([self = shared_from_this()] {
        for (const std::string &directory : self->m_options.directories) {
            const auto entries = self->m_environment.files.list(directory);
            for (const FileInfo &entry : entries.value_or(std::vector<FileInfo>{})) {
                if (entry.directory && entry.name.ends_with("-delete"))
                    (void)self->m_environment.files.removeTree(directory + "/" + entry.name);
            }
        }
    });
    postTo(m_main, [self = shared_from_this()] {
        self->m_directories->watch();
        self->m_transactions->coordinator().start();
        self->m_controller->start();
    });
    return {};
}

/// Before any other thread reads the settings. The ports are known since listen().
void Broker::settlePlace()
{
    const auto set = [this](const char *name, std::string value) { m_options.settings.insert_or_assign(name, std::move(value)); };
    const auto ports = m_server->ports();
    std::string listeners;
    std::string advertised;
    std::string protocols = fmt::format("CONTROLLER:{}", net::wordOf(net::SecurityProtocol::SaslPlaintext));
    for (std::size_t i = 0; i < ports.size(); ++i) {
        const ListenerConfig &listener = m_options.listeners[i];
        const char *const comma = i == 0 ? "" : ",";
        listeners += fmt::format("{}{}://{}:{}", comma, listener.name, listener.host, ports[i]);
        advertised += fmt::format("{}{}://{}:{}", comma, listener.name, listener.advertisedHost(), ports[i]);
        protocols += fmt::format(",{}:{}", listener.name, net::wordOf(listener.protocol()));
    }
    set("listeners", std::move(listeners));
    set("advertised.listeners", std::move(advertised));
    // An open cluster says nothing of these, as one of Kafka's own does.
    if (!m_options.peerLogin.user.empty()) {
        set("inter.broker.listener.name", m_options.peerListener);
        set("listener.security.protocol.map", std::move(protocols));
    }
    set("node.id", std::to_string(m_options.id));
    set("broker.id", std::to_string(m_options.id));
    set("process.roles", "broker");
    std::string directories;
    for (const std::string &directory : m_options.directories)
        directories += (directories.empty() ? "" : ",") + directory;
    set("log.dir", m_options.directories.front());
    set("log.dirs", std::move(directories));
    set("controller.listener.names", "CONTROLLER");
    set("controller.quorum.bootstrap.servers", m_options.controller.toString());
    set("num.io.threads", std::to_string(m_environment.handlers.size()));
    set("num.network.threads", std::to_string(m_environment.network.size()));
}

void Broker::tell(base::Status status)
{
    if (!m_told.exchange(true))
        m_running.set_value(std::move(status));
}

base::Status Broker::waitUntilRunning(milliseconds timeout)
{
    auto running = m_running.get_future();
    if (running.wait_for(timeout) != std::future_status::ready)
        return base::fail(base::ErrorKind::Timeout, "broker.start", "broker " + std::to_string(m_options.id));
    return running.get();
}

void Broker::onUnfenced()
{
    if (m_state.load() != BrokerState::Starting)
        return;
    m_state = BrokerState::Running;
    for (std::size_t i = 0; i < m_shards.size(); ++i)
        postTo(i, [self = shared_from_this(), i] { self->m_shards[i]->startHousekeeping(); });
    checkpointLater();
    // Listeners open when there is something to say; accept() only posts, so this thread may call it.
    m_server->accept();
    tell({});
}

void Broker::fail(const base::Error &error)
{
    m_state = BrokerState::Failed;
    event("broker.failed", base::describe(error));
    tell(tl::unexpected<base::Error>(error));
}

std::size_t Broker::ownerOf(std::string_view topic, const PartitionId &key) const
{
    if (topic == kOffsetsTopic || topic == kTransactionsTopic || topic == kShareStateTopic)
        return m_main;
    // Neighbouring partitions go to different owners, so that a topic's load is shared evenly. By name, not by id: a topic
    // that was deleted and made anew has the same folders, and one owner does with a folder one thing after the other.
    return (std::hash<std::string_view>{}(topic) + static_cast<std::size_t>(key.index)) % m_shards.size();
}

void Broker::onImage(std::shared_ptr<const ImageUpdate> update)
{
    if (m_environment.onImage)
        m_environment.onImage(update);
    if (m_options.scramUsers)
        m_options.scramUsers->set(update->image->scramUsers());
    if (m_options.tokens)
        m_options.tokens->set(update->image->delegationTokens());
    const BrokerConfigView view{m_options.settings, *update->image, m_options.id};
    takeQuotas(update->image->clientQuotas());
    m_leaderQuota.configure(view);
    m_followerQuota.configure(view);
    m_moveQuota.configure(view);
    m_directories->cordon(view.list("cordoned.log.dirs"));
    // Counts on the main owner how many shards are done.
    auto left = std::make_shared<std::size_t>(m_shards.size());
    const auto applied = [self = shared_from_this(), left, offset = update->image->offset(), alive = update->image->alive(id())] {
        if (--*left == 0)
            self->m_controller->onApplied(offset, alive);
    };
    for (std::size_t i = 0; i < m_shards.size(); ++i) {
        const auto work = [self = shared_from_this(), i, update, applied] {
            if (self->closing())
                return;
            // The coordinator knows of its topic before it is told to lead a partition of it.
            if (i == self->m_main) {
                self->m_groups->onImage(*update);
                self->m_transactions->onImage(*update);
                self->m_shareHost->onImage(*update);
                self->m_telemetry->onImage(*update);
            }
            self->m_shards[i]->apply(*update);
            if (i == self->m_main)
                self->m_transactions->coordinator().onLeaders();
            self->postTo(self->m_main, applied);
        };
        if (i == m_main)
            work();
        else
            postTo(i, work);
    }
}

void Broker::whenCaughtUp(std::function<void()> done)
{
    m_controller->whenCaughtUp(std::move(done));
}

void Broker::accept(InboundRequest request, Responder responder)
{
    const RequestTable::Entry *entry = m_table.find(request.header.apiKey);
    const std::size_t owner = entry != nullptr && entry->door == Door::Coordinator
        ? m_main
        : static_cast<std::size_t>(request.session->connectionId) % m_shards.size();
    int slowMs = 0;
    std::int16_t errorCode = 0;
    if (m_faults.any()) {
        static thread_local std::minstd_rand dice(std::random_device{}());
        // Brokers name themselves so to each other (PeerConnection).
        if (m_faults.isolated.load(std::memory_order_relaxed) && request.session->clientId.starts_with("broker-")) {
            responder.close({});
            return;
        }
        const int drop = m_faults.dropPercent.load(std::memory_order_relaxed);
        if (drop > 0 && static_cast<int>(dice() % 100) < drop) {
            responder.close({});
            return;
        }
        slowMs = m_faults.slowMs.load(std::memory_order_relaxed);
        if (hasFaultResponse(request.header.apiKey) && m_faults.takeError(request.header.apiKey, opensConnections(request.header.apiKey)))
            errorCode = m_faults.errorCode.load(std::memory_order_relaxed);
    }
    postTo(owner, [self = shared_from_this(), request = std::move(request), responder = std::move(responder), owner, slowMs, errorCode]() mutable {
        if (slowMs > 0) {
            self->m_shards[owner]->owner.after(milliseconds(slowMs),
                                               [self, request, responder, owner, errorCode] { self->handle(request, responder, owner, errorCode); });
            return;
        }
        self->handle(std::move(request), std::move(responder), owner, errorCode);
    });
}

void Broker::handle(InboundRequest request, Responder responder, std::size_t owner, std::int16_t errorCode)
{
    if (closing())
        return;
    responder.started();
    if (errorCode != 0) {
        if (auto refused = faultResponse(request, errorCode)) {
            responder.send(std::move(*refused));
            return;
        }
    }
    m_table.run(std::move(request), std::move(responder), owner);
}

Pace Broker::paceOf(std::int16_t apiKey) const
{
    const RequestTable::Entry *entry = m_table.find(apiKey);
    return entry == nullptr ? Pace::Alone : entry->pace;
}

void Broker::disconnected(std::uint64_t connectionId)
{
    // Of most connections nobody keeps anything; a member of a share group is one that is asked for on the main owner.
    postTo(m_main, [self = shared_from_this(), connectionId] {
        if (!self->closing())
            self->m_shareHost->onDisconnect(connectionId);
    });
}

bool Broker::overloaded() const
{
    constexpr std::size_t kQueuedMaxRequests = 500; // queued.max.requests
    return m_environment.handlers.queueLength() > kQueuedMaxRequests * 2;
}

void Broker::setPaused(bool paused)
{
    m_paused = paused;
    m_server->setPaused(paused);
}

void Broker::onEveryOwner(const std::function<void(Shard &)> &work)
{
    for (const auto &shard : m_shards)
        shard->owner.post([&] { work(*shard); });
    for (const auto &shard : m_shards)
        shard->owner.runAndWait([] {});
}

void Broker::checkpointLater()
{
    postTo(m_main, [self = shared_from_this()] {
        const auto every = milliseconds(self->config(*self->m_shards[self->m_main]).number("replica.high.watermark.checkpoint.interval.ms"));
        self->m_shards[self->m_main]->owner.after(every, [self] {
            if (self->closing())
                return;
            // Each shard appends its own; the last one takes them to the disk.
            auto all = std::make_shared<std::vector<Shard::Checkpoint>>();
            auto left = std::make_shared<std::size_t>(self->m_shards.size());
            for (std::size_t i = 0; i < self->m_shards.size(); ++i) {
                self->postTo(i, [self, all, left, i] {
                    self->postTo(self->m_main, [self, all, left, part = self->m_shards[i]->checkpoints()] {
                        all->insert(all->end(), part.begin(), part.end());
                        if (--*left > 0)
                            return;
                        self->m_environment.background.post([self, all] {
                            for (const auto &directory : self->m_directories->all()) {
                                if (!self->closing() && directory->online)
                                    self->saveCheckpoints(*directory, *all);
                            }
                        });
                        self->checkpointLater();
                    });
                });
            }
        });
    });
}

void Broker::stop(HandOver handOver, Sync sync)
{
    if (m_ended)
        return;
    const bool running = m_state.exchange(BrokerState::ShuttingDown) == BrokerState::Running;
    if (running && handOver == HandOver::Yes && !m_paused) {
        // Shared: the owner may still be at it when the limit has passed.
        auto done = std::make_shared<std::promise<void>>();
        auto released = done->get_future();
        postTo(m_main, [self = shared_from_this(), done] {
            self->m_controller->shutDown(milliseconds(10'000), [done] { done->set_value(); });
        });
        released.wait_for(milliseconds(12'000));
    }
    end(true, sync);
}

void Broker::kill()
{
    if (!m_ended)
        end(false, Sync::No);
}

void Broker::end(bool clean, Sync sync)
{
    m_ended = true;
    m_closing = true;
    tell(base::fail(base::ErrorKind::Cancelled, "broker.start", "broker " + std::to_string(m_options.id)));
    if (m_server)
        m_server->close();
    if (m_controller) {
        m_shards[m_main]->owner.runAndWait([&] {
            m_controller->close();
            m_fetchers->close();
            m_transactions->close();
            m_shareHost->close();
        });
    }
    std::vector<std::vector<Shard::Checkpoint>> parts(m_shards.size());
    std::vector<std::set<const LogDirectory *>> unclean(m_shards.size());
    onEveryOwner([&](Shard &shard) {
        unclean[shard.index] = shard.close(clean, sync == Sync::Yes);
        parts[shard.index] = shard.checkpoints();
        shard.partitions.clear();
    });
    // Its timers are the main owner's, so it must go there.
    if (m_groups) {
        m_shards[m_main]->owner.runAndWait([&] {
            m_transactions.reset();
            // The groups have what they know of share coordinators from the host.
            m_groups.reset();
            m_shareHost.reset();
        });
    }
    // What the background had been given for this broker is done before its directory is given up.
    m_environment.background.runAndWait([] {});
    if (!m_directories)
        return void(m_state = BrokerState::Stopped);
    std::vector<Shard::Checkpoint> all;
    for (auto &part : parts)
        all.insert(all.end(), part.begin(), part.end());
    // The marker says that nothing needs to be verified at the next start. As in Kafka it takes all logs of a directory to say so.
    for (const auto &directory : m_directories->all()) {
        const bool closed = std::none_of(unclean.begin(), unclean.end(), [&](const auto &some) { return some.contains(directory.get()); });
        if (!clean || !closed || !directory->online || !saveCheckpoints(*directory, all))
            continue;
        if (const auto marked = directory->markClean(); !marked)
            event("checkpoint.error", base::describe(marked.error()));
    }
    m_directories->unlock();
    m_state = BrokerState::Stopped;
}

BrokerStatus Broker::status()
{
    std::vector<BrokerStatus> parts(m_shards.size());
    if (m_ended || m_shards.empty())
        return {};
    onEveryOwner([&](Shard &shard) {
        BrokerStatus &part = parts[shard.index];
        for (const auto &[key, partition] : shard.partitions) {
            ++part.replicas;
            part.logBytes += partition->log().sizeInBytes();
            part.bytesOut += partition->totals.bytesOut;
            if (!partition->isLeader())
                continue;
            ++part.leaders;
            part.bytesIn += partition->totals.bytesIn;
            part.messagesIn += partition->totals.messagesIn;
            part.underReplicated += partition->underReplicated() ? 1 : 0;
            part.underMinIsr += partition->underMinIsr() ? 1 : 0;
        }
        part.offline = static_cast<std::int32_t>(shard.offline.size());
        if (shard.index == m_main) {
            const GroupCounters groups = m_groups->coordinator().counters();
            part.groups = static_cast<std::int32_t>(groups.consumerGroups + groups.shareGroups);
            for (const auto count : groups.groupsByState)
                part.groups += static_cast<std::int32_t>(count);
        }
    });
    BrokerStatus sum;
    for (const BrokerStatus &part : parts) {
        sum.leaders += part.leaders;
        sum.replicas += part.replicas;
        sum.underReplicated += part.underReplicated;
        sum.underMinIsr += part.underMinIsr;
        sum.offline += part.offline;
        sum.logBytes += part.logBytes;
        sum.bytesIn += part.bytesIn;
        sum.bytesOut += part.bytesOut;
        sum.messagesIn += part.messagesIn;
        sum.groups += part.groups;
    }
    return sum;
}

ImagePtr Broker::image()
{
    if (m_ended || m_shards.empty())
        return std::make_shared<const MetadataImage>();
    ImagePtr taken;
    m_shards[m_main]->owner.runAndWait([&] { taken = m_shards[m_main]->image; });
    return taken;
}

} // namespace weir::sandbox
