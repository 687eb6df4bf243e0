// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sandbox/broker/broker.h"
#include "backend/sandbox/cluster/controller_node.h"
#include "backend/sandbox/core/memory_file_system.h"
#include "tests/sandbox/simulation/network.h"

namespace weir::sandbox::sim {

inline constexpr std::int32_t kController = ControllerNode::kNodeId;

/// A disk whose sync() may be a lie.
class SimDisk final : public FileSystem
{
public:
    explicit SimDisk(const base::Clock &clock) : memory(clock) {}

    MemoryFileSystem memory;
    bool lies = false; ///< what is synced of clients' records is not on the disk

    base::Result<std::shared_ptr<File>> open(const std::string &path, OpenMode mode) override;
    base::Result<FileInfo> info(const std::string &path) override { return memory.info(path); }
    base::Result<std::vector<FileInfo>> list(const std::string &path) override { return memory.list(path); }
    base::Status makeDirectory(const std::string &path) override { return memory.makeDirectory(path); }
    base::Status rename(const std::string &from, const std::string &to) override { return memory.rename(from, to); }
    base::Status remove(const std::string &path) override { return memory.remove(path); }
    base::Status removeTree(const std::string &path) override { return memory.removeTree(path); }
    base::Status syncDirectory(const std::string &path) override { return memory.syncDirectory(path); }
    base::Result<DiskSpace> space(const std::string &path) override { return memory.space(path); }
    base::Result<std::unique_ptr<FileLock>> lock(const std::string &path) override { return memory.lock(path); }
};

/// The sandbox's own controller and brokers, each a process of its own: owners, disk and place in the network.
class SimCluster
{
public:
    SimCluster(World &world, int brokers, ConfigMap settings);
    ~SimCluster();

    World &world;
    SimNetwork network;

    /// Starts all; false where they did not come up within a minute.
    bool start();
    std::vector<std::int32_t> brokers() const;
    bool runs(std::int32_t id) const;
    /// Null where it does not run.
    Broker *broker(std::int32_t id) { return m_nodes.at(id).broker.get(); }
    /// How often it was started: answers of two lives are not compared.
    int life(std::int32_t id) const { return m_nodes.at(id).life; }
    SimDisk &disk(std::int32_t id) { return *m_nodes.at(id).disk; }
    net::Address address(std::int32_t id) const;
    /// As the controller has it; null where that does not run.
    ImagePtr image() const;
    std::string directory(std::int32_t id) const;

    /// kill -9: what was written stays. The controller too.
    void kill(std::int32_t id) { end(id, false); }
    /// Of the unsynced bytes at the end of a file some part stays, or nothing.
    void powerFailure(std::int32_t id) { end(id, true); }
    void launch(std::int32_t id);
    /// SIGSTOP and SIGCONT.
    void freeze(std::int32_t id, bool frozen);
    /// Cuts it off from the others, that is brokers and controller; from clients not.
    void isolate(std::int32_t id);
    /// Everybody runs and talks to everybody.
    void heal();
    /// Every partition has all its replicas in sync.
    bool healthy() const;
    /// What nodes told of themselves, for who looks for the reason of a failure.
    std::vector<std::string> events;

private:
    struct Node {
        std::int32_t id = 0;
        std::uint16_t port = 0;
        int life = 0;
        bool frozen = false;
        std::unique_ptr<SimDisk> disk;
        std::unique_ptr<Network> network;
        std::unique_ptr<SimOwnerPool> owners;
        std::unique_ptr<SimOwnerPool> background;
        // Shared: tasks of a broker hold it until they are done.
        std::shared_ptr<Broker> broker;
        std::unique_ptr<ControllerNode> controller;
    };
    void end(std::int32_t id, bool power);
    void release(Node &node);

    ConfigMap m_settings;
    std::map<std::int32_t, Node> m_nodes;
    std::string m_clusterId;
};

} // namespace weir::sandbox::sim
