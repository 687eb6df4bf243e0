// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sandbox/simulation/cluster.h"

#include "backend/sandbox/metadata/image.h"

namespace weir::sandbox::sim {

namespace {

constexpr std::uint16_t kControllerPort = 19000;
constexpr std::uint16_t kBrokerPort = 19090;

/// A file on a disk that says it has synced, and has not.
class LyingFile final : public File
{
public:
    LyingFile(std::shared_ptr<File> file, const SimDisk &disk) : m_file(std::move(file)), m_disk(disk) {}
    base::Result<std::size_t> readAt(std::span<std::uint8_t> into, std::uint64_t position) const override { return m_file->readAt(into, position); }
    base::Status writeAt(std::span<const base::ByteView> pieces, std::uint64_t position) override { return m_file->writeAt(pieces, position); }
    base::Status sync() override { return m_disk.lies ? base::Status() : m_file->sync(); }
    base::Status truncate(std::uint64_t size) override { return m_file->truncate(size); }
    base::Result<std::uint64_t> size() const override { return m_file->size(); }
    int descriptor() const override { return -1; }

private:
    std::shared_ptr<File> m_file;
    const SimDisk &m_disk;
};

} // namespace

base::Result<std::shared_ptr<File>> SimDisk::open(const std::string &path, OpenMode mode)
{
    auto file = memory.open(path, mode);
    if (!file || !lies || !path.ends_with(".log") || path.find("/__") != std::string::npos)
        return file;
    return std::make_shared<LyingFile>(std::move(*file), *this);
}

SimCluster::SimCluster(World &simulated, int brokers, ConfigMap settings)
    : world(simulated), network(simulated), m_settings(std::move(settings))
{
    const auto add = [this](std::int32_t id, std::uint16_t port) {
        Node &node = m_nodes[id];
        node.id = id;
        node.port = port;
        node.disk = std::make_unique<SimDisk>(world.clock);
        node.network = network.of(id);
    };
    add(kController, kControllerPort);
    for (int id = 1; id <= brokers; ++id)
        add(id, static_cast<std::uint16_t>(kBrokerPort + id));
}

SimCluster::~SimCluster()
{
    for (auto &[id, node] : m_nodes) {
        if (node.broker)
            node.broker->kill();
    }
    for (auto &[id, node] : m_nodes) {
        if (node.controller)
            node.controller->stop();
    }
    for (auto &[id, node] : m_nodes)
        release(node);
}

std::vector<std::int32_t> SimCluster::brokers() const
{
    std::vector<std::int32_t> ids;
    for (const auto &[id, node] : m_nodes) {
        if (id != kController)
            ids.push_back(id);
    }
    return ids;
}

bool SimCluster::runs(std::int32_t id) const
{
    const Node &node = m_nodes.at(id);
    return (node.broker || node.controller) && !node.frozen;
}

net::Address SimCluster::address(std::int32_t id) const
{
    return {"10.0.0." + std::to_string(id % 250), m_nodes.at(id).port};
}

ImagePtr SimCluster::image() const
{
    const Node &node = m_nodes.at(kController);
    return node.controller ? node.controller->image() : nullptr;
}

std::string SimCluster::directory(std::int32_t id) const
{
    return "/data/" + std::to_string(id);
}

void SimCluster::launch(std::int32_t id)
{
    Node &node = m_nodes.at(id);
    if (node.broker || node.controller)
        return;
    ++node.life;
    node.owners = std::make_unique<SimOwnerPool>(world, id == kController ? 1 : 2);
    node.background = std::make_unique<SimOwnerPool>(world, 1);
    (void)node.disk->makeDirectory(directory(id));
    if (id == kController) {
        ControllerNode::Options options;
        options.directory = directory(id);
        options.host = "10.0.0." + std::to_string(id % 250);
        options.port = node.port;
        options.settings = m_settings;
        options.seed = world.random.next();
        node.controller = std::make_unique<ControllerNode>(node.owners->at(0), *node.network, *node.disk, std::move(options), [](const std::string &) {});
        if (const auto started = node.controller->start(); !started)
            events.push_back("controller: " + base::describe(started.error()));
        else
            m_clusterId = node.controller->clusterId();
        return;
    }
    BrokerOptions options;
    options.id = id;
    options.clusterId = m_clusterId;
    options.directories = {directory(id)};
    ListenerConfig listener;
    listener.host = "10.0.0." + std::to_string(id % 250);
    listener.port = node.port;
    options.listeners = {listener};
    options.peerListener = listener.name;
    options.controller = address(kController);
    options.settings = m_settings;
    BrokerEnvironment environment{*node.owners, node.background->at(0), *node.network, *node.disk, world.clock,
                                  [this](std::int32_t broker, const std::string &kind, const std::string &text) {
                                      events.push_back(std::to_string(world.now().count() / 1'000'000) + " broker " + std::to_string(broker) + " " + kind + ": " + text);
                                  },
                                  {}, world.random.next()};
    node.broker = Broker::create(std::move(options), std::move(environment));
    if (const auto started = node.broker->start(); !started) {
        events.push_back("broker: " + base::describe(started.error()));
        end(id, false);
    }
}

bool SimCluster::start()
{
    launch(kController);
    for (const std::int32_t id : brokers())
        launch(id);
    return world.runUntil(
        [this] {
            for (const auto &[id, node] : m_nodes) {
                if (id != kController && (!node.broker || node.broker->state() != BrokerState::Running))
                    return false;
            }
            return true;
        },
        std::chrono::minutes(1));
}

void SimCluster::release(Node &node)
{
    if (node.owners) {
        node.owners->forgetAll();
        node.background->forgetAll();
    }
    node.broker.reset();
    node.controller.reset();
    node.owners.reset();
    node.background.reset();
}

void SimCluster::end(std::int32_t id, bool power)
{
    Node &node = m_nodes.at(id);
    if (!node.broker && !node.controller)
        return;
    // From here on it writes nothing more: its handles are void. What it does while it is taken apart nobody sees.
    if (power) {
        const bool nothing = world.oneIn(2);
        node.disk->memory.crash([&](const std::string &, std::uint64_t synced, std::uint64_t size) {
            return nothing ? 0 : world.random.below(size - synced + 1);
        });
    } else {
        node.disk->memory.kill();
    }
    node.owners->setFrozen(false);
    node.frozen = false;
    if (node.broker)
        node.broker->kill();
    if (node.controller)
        node.controller->stop();
    release(node);
}

void SimCluster::freeze(std::int32_t id, bool frozen)
{
    Node &node = m_nodes.at(id);
    if (!node.owners)
        return;
    node.frozen = frozen;
    node.owners->setFrozen(frozen);
    node.background->setFrozen(frozen);
}

void SimCluster::isolate(std::int32_t id)
{
    for (const auto &[other, node] : m_nodes)
        network.cut(id, other);
}

void SimCluster::heal()
{
    network.heal();
    for (auto &[id, node] : m_nodes) {
        node.disk->memory.clearFaults();
        node.disk->memory.setRoom({});
        if (node.frozen)
            freeze(id, false);
    }
    launch(kController);
    for (const std::int32_t id : brokers())
        launch(id);
}

bool SimCluster::healthy() const
{
    const ImagePtr now = image();
    if (!now)
        return false;
    bool all = true;
    now->forEachTopic([&all](const TopicImage &topic) {
        for (const PartitionPtr &partition : topic.partitions)
            all = all && partition->leader >= 0 && partition->isr.size() == partition->replicas.size();
    });
    for (const std::int32_t id : brokers())
        all = all && runs(id);
    return all;
}

} // namespace weir::sandbox::sim
