// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/cluster/controller_node.h"

#include "backend/sandbox/broker/envelope.h"
#include "backend/sandbox/broker/handlers/api_versions.h"
#include "backend/sandbox/cluster/security_plan.h"
#include "backend/wire/messages/allocate_producer_ids.h"
#include "backend/wire/messages/assign_replicas_to_dirs.h"
#include "backend/wire/messages/alter_client_quotas.h"
#include "backend/wire/messages/alter_configs.h"
#include "backend/wire/messages/alter_partition.h"
#include "backend/wire/messages/alter_partition_reassignments.h"
#include "backend/wire/messages/broker_heartbeat.h"
#include "backend/wire/messages/broker_registration.h"
#include "backend/wire/messages/create_partitions.h"
#include "backend/wire/messages/alter_user_scram_credentials.h"
#include "backend/wire/messages/create_acls.h"
#include "backend/wire/messages/create_delegation_token.h"
#include "backend/wire/messages/create_topics.h"
#include "backend/wire/messages/delete_acls.h"
#include "backend/wire/messages/delete_topics.h"
#include "backend/wire/messages/describe_cluster.h"
#include "backend/wire/messages/elect_leaders.h"
#include "backend/wire/messages/describe_quorum.h"
#include "backend/wire/messages/expire_delegation_token.h"
#include "backend/wire/messages/fetch.h"
#include "backend/wire/messages/fetch_snapshot.h"
#include "backend/wire/messages/incremental_alter_configs.h"
#include "backend/wire/messages/list_partition_reassignments.h"
#include "backend/wire/messages/renew_delegation_token.h"
#include "backend/wire/messages/unregister_broker.h"
#include "backend/wire/messages/update_features.h"

namespace weir::sandbox {

namespace {

template <class Request>
void serve(RequestTable &table, const std::unique_ptr<Controller> &controller)
{
    for (const ServedApi &api : Controller::servedApis()) {
        if (api.key != Request::apiKey)
            continue;
        table.serve<Request>(api.versions, Pace::Alone, Door::Home,
                             [&controller](Request &&request, std::int16_t version, const Session &session, Reply<net::ResponseOf<Request>> reply,
                                           std::size_t) { controller->handle(request, version, session, std::move(reply)); });
    }
}

} // namespace

ControllerNode::ControllerNode(Owner &owner, Network &network, FileSystem &files, Options options, ServerLog log)
    : m_options(std::move(options))
    , m_files(files)
    , m_random(m_options.seed)
    , m_owner(owner)
    , m_server(network.makeServer(*this, {}, std::move(log)))
{}

ControllerNode::~ControllerNode()
{
    stop();
}

base::Status ControllerNode::start()
{
    ListenerConfig listener;
    listener.name = "CONTROLLER";
    listener.host = m_options.host;
    listener.port = m_options.port;
    listener.security = m_options.security;
    WEIR_CHECK(m_server->listen(listener));
    m_port = m_server->ports().front();
    ControllerOptions options;
    options.nodeId = m_options.nodeId;
    options.directory = m_options.directory;
    options.listeners = {Endpoint{"CONTROLLER", m_options.host, m_port, static_cast<std::int16_t>(listener.protocol())}};
    options.settings = m_options.settings;
    options.firstRecords = m_options.firstRecords;
    options.makeScramCredential = m_options.makeScramCredential;
    options.signToken = m_options.signToken;
    base::Status started;
    m_owner.runAndWait([&] {
        m_controller = std::make_unique<Controller>(m_owner, m_files, m_random, std::move(options));
        started = m_controller->start();
        if (started)
            m_clusterId = m_controller->clusterId();
    });
    WEIR_CHECK(started);
    m_table.add({18, {0, 4}, Pace::Read, Door::Home, [this](const InboundRequest &request, const Responder &responder, std::size_t) {
                     answerApiVersions(m_table, *m_controller->image(), request, responder);
                 }});
    serve<wire::FetchRequest>(m_table, m_controller);
    serve<wire::CreateTopicsRequest>(m_table, m_controller);
    serve<wire::DeleteTopicsRequest>(m_table, m_controller);
    serve<wire::AlterConfigsRequest>(m_table, m_controller);
    serve<wire::CreatePartitionsRequest>(m_table, m_controller);
    serve<wire::IncrementalAlterConfigsRequest>(m_table, m_controller);
    serve<wire::AlterUserScramCredentialsRequest>(m_table, m_controller);
    serve<wire::CreateDelegationTokenRequest>(m_table, m_controller);
    serve<wire::RenewDelegationTokenRequest>(m_table, m_controller);
    serve<wire::ExpireDelegationTokenRequest>(m_table, m_controller);
    serve<wire::CreateAclsRequest>(m_table, m_controller);
    serve<wire::DeleteAclsRequest>(m_table, m_controller);
    serve<wire::AlterPartitionRequest>(m_table, m_controller);
    serve<wire::ElectLeadersRequest>(m_table, m_controller);
    serve<wire::AlterPartitionReassignmentsRequest>(m_table, m_controller);
    serve<wire::ListPartitionReassignmentsRequest>(m_table, m_controller);
    serve<wire::AlterClientQuotasRequest>(m_table, m_controller);
    serve<wire::DescribeQuorumRequest>(m_table, m_controller);
    serve<wire::UpdateFeaturesRequest>(m_table, m_controller);
    serve<wire::FetchSnapshotRequest>(m_table, m_controller);
    serve<wire::UnregisterBrokerRequest>(m_table, m_controller);
    serve<wire::DescribeClusterRequest>(m_table, m_controller);
    serve<wire::BrokerRegistrationRequest>(m_table, m_controller);
    serve<wire::BrokerHeartbeatRequest>(m_table, m_controller);
    serve<wire::AllocateProducerIdsRequest>(m_table, m_controller);
    serve<wire::AssignReplicasToDirsRequest>(m_table, m_controller);
    m_table.serve<wire::EnvelopeRequest>(
        wire::EnvelopeRequest::kVersions, Pace::Alone, Door::Home,
        [this](wire::EnvelopeRequest &&request, std::int16_t, const Session &session, Reply<wire::EnvelopeResponse> reply, std::size_t) {
            // Whoever could send one could speak in anybody's name.
            if (session.principal != kPeerPrincipal) {
                wire::EnvelopeResponse response;
                response.responseData.reset();
                response.errorCode = base::code(base::KafkaError::ClusterAuthorizationFailed);
                reply(std::move(response));
                return;
            }
            openEnvelope(m_table, request, session, std::move(reply));
        });
    m_server->accept();
    return {};
}

void ControllerNode::stop()
{
    if (std::exchange(m_stopped, true))
        return;
    m_server->close();
    m_owner.runAndWait([this] {
        if (m_controller)
            m_controller->stop();
    });
}

void ControllerNode::accept(InboundRequest request, Responder responder)
{
    m_owner.post([this, request = std::move(request), responder = std::move(responder)]() mutable {
        responder.started();
        m_table.run(std::move(request), std::move(responder), 0);
    });
}

Pace ControllerNode::paceOf(std::int16_t apiKey) const
{
    const RequestTable::Entry *entry = m_table.find(apiKey);
    return entry == nullptr ? Pace::Alone : entry->pace;
}

} // namespace weir::sandbox
