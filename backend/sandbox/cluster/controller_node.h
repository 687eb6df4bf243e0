// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sandbox/broker/request_table.h"
#include "backend/sandbox/core/file_system.h"
#include "backend/sandbox/core/random.h"
#include "backend/sandbox/metadata/controller.h"
#include "backend/sandbox/server/handler_pool.h"
#include "backend/sandbox/server/network_pool.h"

#include <memory>

namespace weir::sandbox {

/// The controller with its door: one thread that owns it, one listener named CONTROLLER.
class ControllerNode final : public RequestSink
{
public:
    /// Above those of brokers, as far as anybody has so many.
    static constexpr std::int32_t kNodeId = 3000;

    struct Options {
        std::string directory;
        std::string host = "127.0.0.1";
        std::uint16_t port = 0;
        ConfigMap settings;
        std::int32_t nodeId = kNodeId;
        // Shared with its connections. Null: whoever reaches it may speak.
        std::shared_ptr<const ListenerSecurity> security;
        std::function<std::vector<MetadataRecord>(const MetadataImage &)> firstRecords; ///< as ControllerOptions'
        ScramMaker makeScramCredential;                                                 ///< as ControllerOptions'

    };

    ControllerNode(NetworkPool &network, FileSystem &files, const base::Clock &clock, Options options, ServerLog log);
    ~ControllerNode() override;

    /// Listens, replays the metadata log, serves. Errors: as Controller::start() and SocketServer::listen().
    base::Status start();
    void stop();

    std::uint16_t port() const { return m_port; }
    const std::string &clusterId() const { return m_clusterId; }
    /// Any thread.
    ImagePtr image() const { return m_controller->image(); }
    std::int32_t nodeId() const { return m_options.nodeId; }

    void accept(InboundRequest request, Responder responder) override;
    Pace paceOf(std::int16_t apiKey) const override;
    bool overloaded() const override { return m_thread.queueLength() > 1000; }

private:
    void onThread(const std::function<void()> &work);

    Options m_options;
    FileSystem &m_files;
    Random m_random;
    HandlerThread m_thread;
    RequestTable m_table;
    std::unique_ptr<Controller> m_controller;
    SocketServer m_server;
    std::string m_clusterId;
    std::uint16_t m_port = 0;
    bool m_stopped = false;
};

} // namespace weir::sandbox
