// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sandbox/broker/request_table.h"
#include "backend/sandbox/core/file_system.h"
#include "backend/sandbox/core/random.h"
#include "backend/sandbox/metadata/controller.h"
#include "backend/sandbox/core/owner.h"
#include "backend/sandbox/server/network.h"

#include <memory>

namespace weir::sandbox {

/// The controller with its door: one owner that has it to itself, one listener named CONTROLLER.
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
        TokenSigner signToken;                                                          ///< as ControllerOptions'
        std::uint64_t seed = Random::anySeed();                                         ///< of what is left to chance
    };

    /// Everything passed outlives it.
    ControllerNode(Owner &owner, Network &network, FileSystem &files, Options options, ServerLog log);
    ~ControllerNode() override;

    /// Listens, replays the metadata log, serves. Errors: as Controller::start() and RequestServer::listen().
    base::Status start();
    void stop();

    std::uint16_t port() const { return m_port; }
    const std::string &clusterId() const { return m_clusterId; }
    /// Any thread.
    ImagePtr image() const { return m_controller->image(); }
    std::int32_t nodeId() const { return m_options.nodeId; }

    void accept(InboundRequest request, Responder responder) override;
    Pace paceOf(std::int16_t apiKey) const override;
    bool overloaded() const override { return m_owner.queueLength() > 1000; }

private:
    Options m_options;
    FileSystem &m_files;
    Random m_random;
    Owner &m_owner;
    RequestTable m_table;
    std::unique_ptr<Controller> m_controller;
    std::unique_ptr<RequestServer> m_server;
    std::string m_clusterId;
    std::uint16_t m_port = 0;
    bool m_stopped = false;
};

} // namespace weir::sandbox
