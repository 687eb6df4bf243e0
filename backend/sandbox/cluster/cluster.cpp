// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/cluster/cluster.h"

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <fmt/format.h>
#include <malloc.h>
#include <thread>
#include <unistd.h>

namespace weir::sandbox {

using std::chrono::milliseconds;

namespace {

constexpr const char *kHost = "127.0.0.1";
constexpr milliseconds kStartLimit{60'000};
constexpr std::size_t kChangesNamed = 3;

std::int64_t processCpuNs()
{
    timespec used{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    return static_cast<std::int64_t>(used.tv_sec) * 1'000'000'000 + used.tv_nsec;
}

/// What large requests left behind in the allocator's arenas goes back to the machine, so that an idle sandbox is small.
void giveMemoryBackLater(HandlerThread &thread)
{
    thread.post([&thread] {
        thread.after(std::chrono::seconds(20), [&thread] {
            ::malloc_trim(1 << 20);
            giveMemoryBackLater(thread);
        });
    });
}

std::int64_t residentBytes()
{
    std::FILE *file = std::fopen("/proc/self/statm", "r");
    if (file == nullptr)
        return 0;
    long total = 0;
    long resident = 0;
    const int read = std::fscanf(file, "%ld %ld", &total, &resident);
    std::fclose(file);
    return read == 2 ? resident * ::sysconf(_SC_PAGESIZE) : 0;
}

} // namespace

base::Result<std::unique_ptr<Cluster>> Cluster::start(ClusterOptions options, const base::Clock &clock)
{
    std::unique_ptr<Cluster> cluster(new Cluster(std::move(options), clock));
    if (const auto begun = cluster->begin(); !begun) {
        cluster->stop();
        return tl::unexpected<base::Error>(begun.error());
    }
    return cluster;
}

Cluster::Cluster(ClusterOptions options, const base::Clock &clock)
    : m_options(std::move(options))
    , m_files(m_options.files != nullptr ? *m_options.files : posixFileSystem())
    , m_clock(clock)
    , m_events(clock)
{
    m_events.setQuiet(m_options.quiet);
}

Cluster::~Cluster()
{
    stop();
}

std::vector<std::string> Cluster::directoriesOf(std::int32_t id)
{
    return logDirectoriesOf(m_files, m_options, id);
}

void Cluster::setFull(std::int32_t id, bool full)
{
    for (const std::string &directory : directoriesOf(id))
        m_files.setFull(directory, full);
}

base::Status Cluster::prepareDirectory()
{
    const NodeRole &role = m_options.role;
    if (role.kind != NodeRole::Kind::All) { // whoever started us has seen to the rest
        m_firstId = role.firstId;
        WEIR_TRY(m_lock, m_files.lock(fmt::format("{}/{}.lock", processDirectory(m_options.directory), processName(role))));
        return {};
    }
    WEIR_TRY(auto taken, takeDirectory(m_files, m_options));
    m_lock = std::move(taken.lock);
    m_firstId = taken.firstId;
    m_madeDirectory = taken.made;
    return {};
}

base::Status Cluster::begin()
{
    WEIR_CHECK(validateStaticConfigs(m_options.settings));
    m_startedAtMs = m_clock.wallMs();
    WEIR_CHECK(prepareDirectory());
    WEIR_TRY(m_security, SecurityPlan::create(m_options, m_clock));
    m_book = AddressBook(m_options, m_security, m_firstId);
    // Kafka's defaults (3 and 8) are for a server of its own; several brokers share what this machine has.
    const int cores = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    m_network = std::make_unique<NetworkPool>(numberOr(m_options.settings, "num.network.threads", std::clamp(cores, 1, 3)));
    m_handlers = std::make_unique<HandlerPool>(numberOr(m_options.settings, "num.io.threads", std::clamp(cores, 2, 8)), m_clock);
    m_background = std::make_unique<HandlerThread>("background", m_clock);

    const NodeRole &role = m_options.role;
    if (role.kind == NodeRole::Kind::Broker) {
        m_controllerPort = m_book.controllerPort();
        m_clusterId = role.clusterId;
    } else {
        WEIR_CHECK(beginController());
    }
    const int first = role.kind == NodeRole::Kind::Broker ? role.broker : m_firstId;
    const int count = role.kind == NodeRole::Kind::Broker ? 1 : role.kind == NodeRole::Kind::Controller ? 0 : m_options.brokers;
    for (int id = first; id < first + count; ++id) {
        Node &node = m_nodes[id];
        node.id = id;
        m_book.add(id);
    }
    // All begin before the first is waited for: each needs but the controller.
    for (auto &[id, node] : m_nodes)
        WEIR_CHECK(launch(node, false));
    for (auto &[id, node] : m_nodes) {
        WEIR_CHECK(node.broker->waitUntilRunning(kStartLimit));
        setState(node, "running", nullptr);
    }
    m_events.add("started", -1, {bootstrap()});
    giveMemoryBackLater(*m_background);
    return {};
}

base::Status Cluster::beginController()
{
    ControllerNode::Options controller;
    controller.directory = m_options.directory + "/controller";
    controller.port = m_book.controllerPort();
    controller.settings = m_options.settings;
    controller.security = m_security.peerSecurity();
    controller.firstRecords = [this](const MetadataImage &image) { return m_security.firstRecords(image); };
    controller.makeScramCredential = SecurityPlan::credentialMaker();
    controller.signToken = m_security.tokenSigner();
    m_controllerThread = std::make_unique<HandlerThread>("controller", m_clock);
    m_controller = std::make_unique<ControllerNode>(*m_controllerThread, *m_network, m_files, std::move(controller),
                                                    [this](const std::string &line) { m_events.line(-1, "controller", line); });
    WEIR_CHECK(m_controller->start());
    m_controllerPort = m_controller->port();
    m_clusterId = m_controller->clusterId();
    return {};
}

base::Status Cluster::launch(Node &node, bool wait)
{
    BrokerOptions options;
    options.id = node.id;
    options.clusterId = m_clusterId;
    options.directories = directoriesOf(node.id);
    options.controller = {kHost, m_controllerPort};
    options.settings = m_options.settings;
    options.scramUsers = std::make_shared<ScramDirectory>();
    options.tokens = std::make_shared<TokenDirectory>(m_security.tokenSigner(), m_clock);
    WEIR_TRY(options.listeners, m_security.listeners(m_book.ports(node.id), options.scramUsers, options.tokens));
    options.peerListener = m_security.peerListener();
    options.peerLogin = m_security.peerLogin();
    BrokerEnvironment environment{*m_handlers, *m_background, *m_network, m_files, m_clock,
                                  [this](std::int32_t broker, const std::string &kind, const std::string &text) {
                                      // These are news for everybody; the rest is for the log.
                                      if (kind.starts_with("storage."))
                                          m_events.add(kind, broker, {text});
                                      else
                                          m_events.line(broker, kind, text);
                                  },
                                  [this](const std::shared_ptr<const ImageUpdate> &update) { onImage(*update); }};
    node.broker = Broker::create(std::move(options), std::move(environment));
    setState(node, "starting", nullptr);
    auto started = node.broker->start();
    if (started && wait)
        started = node.broker->waitUntilRunning(kStartLimit);
    if (!started) {
        node.broker->kill();
        node.broker.reset();
        setState(node, "stopped", nullptr);
        return started;
    }
    // A restarted broker keeps its ports, whatever it was given at first.
    m_book.setPorts(node.id, node.broker->ports());
    if (wait)
        setState(node, "running", "broker.started");
    return {};
}

void Cluster::stop()
{
    if (std::exchange(m_stopped, true))
        return;
    m_events.listen({});
    // Nobody is left to take over: each keeps what it leads and finds it again at the next start.
    for (auto &[id, node] : m_nodes) {
        if (node.broker)
            node.broker->stop(Broker::HandOver::No, m_options.ephemeral ? Broker::Sync::No : Broker::Sync::Yes);
    }
    if (m_controller)
        m_controller->stop();
    if (m_controllerThread)
        m_controllerThread->stop();
    if (m_background)
        m_background->stop();
    if (m_handlers)
        m_handlers->stop();
    for (auto &[id, node] : m_nodes)
        node.broker.reset();
    m_controller.reset();
    m_controllerThread.reset();
    m_background.reset();
    m_handlers.reset();
    m_network.reset();
    if (m_options.ephemeral && m_lock && m_options.role.kind == NodeRole::Kind::All) {
        (void)m_files.removeTree(m_options.directory + "/controller");
        (void)m_files.removeTree(m_options.directory + "/tls");
        for (const auto &[id, node] : m_nodes) {
            for (const std::string &directory : directoriesOf(id))
                (void)m_files.removeTree(directory);
        }
        (void)m_files.remove(m_options.directory + "/.lock");
        if (m_madeDirectory)
            (void)m_files.removeTree(m_options.directory);
    }
    m_lock.reset();
}

std::string Cluster::controllerAddress() const
{
    return fmt::format("{}:{}", kHost, m_controllerPort);
}

std::vector<std::int32_t> Cluster::brokerIds() const
{
    std::vector<std::int32_t> ids;
    for (const auto &[id, node] : m_nodes)
        ids.push_back(id);
    return ids;
}

std::string Cluster::certificateDirectory() const
{
    return m_security.certificates() ? m_security.certificates()->directory : std::string();
}

Broker *Cluster::broker(std::int32_t id)
{
    const auto found = m_nodes.find(id);
    return found == m_nodes.end() ? nullptr : found->second.broker.get();
}

void Cluster::setState(Node &node, const char *state, const char *event)
{
    node.state = state;
    node.sinceMs = m_clock.wallMs();
    if (event != nullptr)
        m_events.add(event, node.id);
}

base::Result<Cluster::Node *> Cluster::find(std::int32_t id, const char *action)
{
    const auto found = m_nodes.find(id);
    if (found == m_nodes.end())
        return base::fail(base::ErrorKind::NotFound, action, std::to_string(id), "there is no such broker");
    return &found->second;
}

base::Status Cluster::stopBroker(std::int32_t id)
{
    WEIR_TRY(Node *const node, find(id, "broker.stop"));
    if (!node->broker)
        return base::fail(base::ErrorKind::Conflict, "broker.stop", std::to_string(id), "it is not running");
    if (node->state == "paused")
        node->broker->setPaused(false);
    node->bytesKept = node->broker->status().logBytes;
    node->broker->stop(Broker::HandOver::Yes, m_options.ephemeral ? Broker::Sync::No : Broker::Sync::Yes);
    node->broker.reset();
    setState(*node, "stopped", "broker.stopped");
    return {};
}

base::Status Cluster::killBroker(std::int32_t id)
{
    WEIR_TRY(Node *const node, find(id, "broker.kill"));
    if (!node->broker)
        return base::fail(base::ErrorKind::Conflict, "broker.kill", std::to_string(id), "it is not running");
    node->bytesKept = node->broker->status().logBytes;
    node->broker->kill();
    node->broker.reset();
    setState(*node, "killed", "broker.killed");
    return {};
}

base::Status Cluster::startBroker(std::int32_t id)
{
    WEIR_TRY(Node *const node, find(id, "broker.start"));
    if (node->broker)
        return base::fail(base::ErrorKind::Conflict, "broker.start", std::to_string(id), "it is running");
    node->faults = {};
    setFull(id, false);
    return launch(*node, true);
}

base::Status Cluster::restartBroker(std::int32_t id)
{
    WEIR_TRY(Node *const node, find(id, "broker.restart"));
    if (node->broker)
        WEIR_CHECK(stopBroker(id));
    return startBroker(id);
}

base::Status Cluster::pauseBroker(std::int32_t id)
{
    WEIR_TRY(Node *const node, find(id, "broker.pause"));
    if (!node->broker || node->state == "paused")
        return base::fail(base::ErrorKind::Conflict, "broker.pause", std::to_string(id), node->broker ? "it is paused" : "it is not running");
    node->broker->setPaused(true);
    setState(*node, "paused", "broker.paused");
    return {};
}

base::Status Cluster::resumeBroker(std::int32_t id)
{
    WEIR_TRY(Node *const node, find(id, "broker.resume"));
    if (!node->broker || node->state != "paused")
        return base::fail(base::ErrorKind::Conflict, "broker.resume", std::to_string(id), "it is not paused");
    node->broker->setPaused(false);
    setState(*node, "running", "broker.resumed");
    return {};
}

base::Status Cluster::startEmpty(std::int32_t id)
{
    WEIR_TRY(Node *const node, find(id, "broker.start-empty"));
    if (node->broker)
        return base::fail(base::ErrorKind::Conflict, "broker.start-empty", std::to_string(id), "it is running; stop it first");
    // Made anew: how many there are may be known by nothing else.
    for (const std::string &directory : directoriesOf(id)) {
        WEIR_CHECK(m_files.removeTree(directory));
        WEIR_CHECK(m_files.makeDirectory(directory));
    }
    node->bytesKept = 0;
    return startBroker(id);
}

base::Result<std::int32_t> Cluster::addBroker()
{
    if (m_options.role.kind != NodeRole::Kind::All)
        return base::fail(base::ErrorKind::Unsupported, "broker.add", {}, "this process runs one node");
    const std::int32_t id = m_nodes.rbegin()->first + 1;
    Node node;
    node.id = id;
    m_book.add(id);
    const auto placed = m_nodes.emplace(id, std::move(node)).first;
    if (auto launched = launch(placed->second, true); !launched) {
        m_nodes.erase(placed);
        m_book.remove(id);
        return tl::unexpected<base::Error>(std::move(launched.error()));
    }
    m_events.add("broker.added", id);
    return id;
}

ClusterReport Cluster::report()
{
    ClusterReport report;
    report.engine = "weir";
    ThreadsReport &threads = report.threads.emplace();
    report.startedAtMs = m_startedAtMs;
    report.directory = m_options.directory;
    report.bootstrap = bootstrap();
    report.controller = controllerAddress();
    report.residentBytes = residentBytes();
    report.clusterId = m_clusterId;
    std::map<std::int32_t, BrokerReport> rows;
    // Where the controller is elsewhere, what the broker has heard of it.
    ImagePtr image = m_controller ? m_controller->image() : nullptr;
    if (image == nullptr && !m_nodes.empty() && m_nodes.begin()->second.broker)
        image = m_nodes.begin()->second.broker->image();
    if (image != nullptr) {
        image->forEachTopic([&rows](const TopicImage &topic) {
            for (const PartitionPtr &partition : topic.partitions) {
                for (const std::int32_t replica : partition->replicas)
                    ++rows[replica].replicas;
                for (const std::int32_t replica : partition->isr)
                    ++rows[replica].inSync;
                if (partition->leader >= 0)
                    ++rows[partition->leader].leaders;
            }
        });
    }
    const auto now = m_clock.monotonic();
    const double seconds = std::chrono::duration<double>(now - m_sampledAt).count();
    const bool sample = m_sampledAt.count() == 0 || seconds >= 0.4;
    for (auto &[id, node] : m_nodes) {
        BrokerReport &row = rows[id];
        row.id = id;
        row.address = m_book.address(id, 0);
        row.state = node.state;
        row.stateSinceMs = node.sinceMs;
        row.faults = faultsOf(node);
        if (node.broker) {
            const BrokerStatus status = node.broker->status();
            node.bytesKept = status.logBytes;
            threads.responseQueue += node.broker->counters().responseQueue.value();
            threads.connections += node.broker->counters().connections.value();
            if (sample) {
                const bool first = m_sampledAt.count() == 0 || status.bytesIn < node.lastIn || status.bytesOut < node.lastOut;
                node.inRate = first ? 0 : static_cast<double>(status.bytesIn - node.lastIn) / seconds;
                node.outRate = first ? 0 : static_cast<double>(status.bytesOut - node.lastOut) / seconds;
                node.lastIn = status.bytesIn;
                node.lastOut = status.bytesOut;
            }
            row.bytesInPerSecond = node.inRate;
            row.bytesOutPerSecond = node.outRate;
        }
        report.bytesKept += node.bytesKept;
        report.brokers.push_back(row);
    }
    if (sample) {
        const std::int64_t cpu = processCpuNs();
        m_cpuPercent = m_sampledAt.count() == 0 ? 0 : static_cast<double>(cpu - m_cpuNsAtSample) / 1e7 / seconds;
        m_cpuNsAtSample = cpu;
        const std::int64_t busy = m_network->busyNs();
        const std::int64_t idle = m_handlers->idleNs();
        if (m_sampledAt.count() != 0) {
            const double wall = seconds * 1e9;
            m_networkIdle = std::clamp(1 - static_cast<double>(busy - m_networkBusyNs) / wall / static_cast<double>(m_network->size()), 0.0, 1.0);
            m_handlerIdle = std::clamp(static_cast<double>(idle - m_handlerIdleNs) / wall / static_cast<double>(m_handlers->size()), 0.0, 1.0);
        }
        m_networkBusyNs = busy;
        m_handlerIdleNs = idle;
        m_sampledAt = now;
    }
    report.cpuPercent = m_cpuPercent;
    threads.network = m_network->size();
    threads.handlers = m_handlers->size();
    threads.networkIdle = m_networkIdle;
    threads.handlerIdle = m_handlerIdle;
    threads.requestQueue = m_handlers->queueLength();
    return report;
}

/// What a person would say of a new image: leaders that moved, replicas that fell behind or came back.
void Cluster::onImage(const ImageUpdate &update)
{
    const std::lock_guard lock(m_imageMutex);
    if (update.image->offset() <= m_seenOffset)
        return;
    const bool first = m_seenOffset < 0;
    m_seenOffset = update.image->offset();
    std::map<std::pair<std::int32_t, std::int32_t>, int> moved;
    std::vector<std::pair<std::string, std::string>> shrunk;
    std::vector<std::pair<std::string, std::string>> expanded;
    for (const auto &change : update.delta.partitions) {
        if (!change.before || first)
            continue;
        if (change.before->leader != change.after->leader)
            ++moved[{change.before->leader, change.after->leader}];
        std::string isr;
        for (const std::int32_t id : change.after->isr)
            isr += (isr.empty() ? "" : ",") + std::to_string(id);
        if (change.after->isr.size() < change.before->isr.size())
            shrunk.emplace_back(fmt::format("{}-{}", change.topic, change.partition), isr);
        else if (change.after->isr.size() > change.before->isr.size())
            expanded.emplace_back(fmt::format("{}-{}", change.topic, change.partition), isr);
    }
    for (const auto &[way, count] : moved)
        m_events.add("leaders.moved", way.second, {std::to_string(count), std::to_string(way.first), std::to_string(way.second)});
    const auto tell = [this](const char *kind, const std::vector<std::pair<std::string, std::string>> &list) {
        for (std::size_t i = 0; i < std::min(list.size(), kChangesNamed); ++i)
            m_events.add(kind, -1, {list[i].first, list[i].second});
        if (list.size() > kChangesNamed)
            m_events.add(kind, -1, {fmt::format("+{}", list.size() - kChangesNamed), ""});
    };
    tell("isr.shrunk", shrunk);
    tell("isr.expanded", expanded);
    if (shrunk.empty() && expanded.empty())
        return;
    std::size_t under = 0;
    update.image->forEachTopic([&under](const TopicImage &topic) {
        for (const PartitionPtr &partition : topic.partitions)
            under += partition->underReplicated() ? 1 : 0;
    });
    if (under != m_underReplicated)
        m_events.add("underreplicated", -1, {std::to_string(under)});
    m_underReplicated = under;
}

} // namespace weir::sandbox
