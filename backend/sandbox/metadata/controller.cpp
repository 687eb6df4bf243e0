// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/metadata/controller.h"

#include "backend/sandbox/metadata/controller_impl.h"
#include "backend/wire/messages/allocate_producer_ids.h"
#include "backend/wire/messages/alter_client_quotas.h"
#include "backend/wire/messages/alter_configs.h"
#include "backend/wire/messages/alter_partition.h"
#include "backend/wire/messages/alter_user_scram_credentials.h"
#include "backend/wire/messages/alter_partition_reassignments.h"
#include "backend/wire/messages/assign_replicas_to_dirs.h"
#include "backend/wire/messages/broker_heartbeat.h"
#include "backend/wire/messages/broker_registration.h"
#include "backend/wire/messages/create_acls.h"
#include "backend/wire/messages/create_delegation_token.h"
#include "backend/wire/messages/create_partitions.h"
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

#include <algorithm>
#include <utility>

namespace weir::sandbox {

namespace {

// The whole metadata log is one segment until a snapshot ends it.
constexpr std::int32_t kSegmentBytes = 64 << 20;
// After a start. Brokers that have not come back by then are away.
constexpr int kSettleSeconds = 60;

} // namespace

base::Uuid metadataTopicId()
{
    base::Uuid id;
    id.bytes[15] = 1;
    return id;
}

std::int16_t codeOf(const base::Status &status)
{
    if (status)
        return 0;
    if (status.error().kafkaCode != 0)
        return status.error().kafkaCode;
    return base::code(status.error().kind == base::ErrorKind::Storage ? base::KafkaError::KafkaStorageError
                                                                      : base::KafkaError::UnknownServerError);
}

Controller::Impl::Impl(Owner &owner, FileSystem &fs, Random &random, ControllerOptions options)
    : m_owner(owner)
    , m_fs(fs)
    , m_random(random)
    , m_options(std::move(options))
    , m_committed(std::make_shared<const MetadataImage>())
    , m_image(m_committed)
    , m_placer(random)
    , m_alive(std::make_shared<bool>(true))
{
}

base::Status Controller::Impl::start()
{
    WEIR_CHECK(validateStaticConfigs(m_options.settings));
    MetadataLog::Options options;
    options.directory = m_options.directory;
    options.nodeId = m_options.nodeId;
    options.clusterId = m_options.clusterId;
    options.log.segmentBytes = kSegmentBytes;
    options.log.segmentMs = LogConfig::kNever;
    options.log.deleteOld = true;
    options.log.retentionMs = -1;
    WEIR_TRY(m_log, MetadataLog::open(m_fs, m_random, m_owner.clock(), options));
    WEIR_TRY(m_committed, m_log->replay());
    m_builder = std::make_unique<ImageBuilder>(m_committed);
    WEIR_CHECK(writeFirstRecords());
    WEIR_CHECK(m_log->commit());
    publish();
    m_running = true;
    trackSessions();
    scheduleRebalance();
    settleLeaders(kSettleSeconds);
    scheduleTokenSweep();
    return {};
}

base::Status Controller::Impl::writeFirstRecords()
{
    const std::int64_t leaderChange = m_log->endOffset();
    WEIR_CHECK(m_log->becomeLeader());
    m_builder->skipTo(leaderChange, m_log->epoch());

    Records records;
    for (const auto &[name, level] : m_options.features) {
        if (now().features().contains(name))
            continue;
        wire::FeatureLevelRecord record;
        record.name = name;
        record.featureLevel = level;
        // metadata.version leads, for it says how to read the rest.
        records.emplace(name == "metadata.version" ? records.begin() : records.end(), std::move(record));
    }
    if (m_options.firstRecords) {
        for (MetadataRecord &record : m_options.firstRecords(now()))
            records.push_back(std::move(record));
    }
    if (records.empty())
        return {};
    WEIR_TRY(std::int64_t offset, m_log->append(records));
    for (const MetadataRecord &record : records)
        WEIR_CHECK(m_builder->apply(record, offset++, m_log->epoch()));
    return {};
}

void Controller::Impl::stop()
{
    if (!m_running)
        return;
    flush();
    m_running = false;
    *m_alive = false;
    for (ParkedFetch &fetch : m_parked) {
        m_owner.cancel(fetch.timer);
        fetch.answer();
    }
    m_parked.clear();
    if (m_sessionTimer != 0)
        m_owner.cancel(m_sessionTimer);
    // What can fail here was flushed before it was answered.
    (void)m_log->close();
}

void Controller::Impl::later(base::Milliseconds delay, std::function<void()> work)
{
    m_owner.after(delay, [alive = m_alive, work = std::move(work)] {
        if (*alive)
            work();
    });
}

void Controller::Impl::commit(Records records, Done done)
{
    if (m_rollBackDue) {
        if (auto rolledBack = m_log->rollBack(); !rolledBack) {
            done(rolledBack);
            return;
        }
        m_rollBackDue = false;
    }
    if (!records.empty()) {
        auto offset = m_log->append(records);
        if (!offset) {
            done(tl::unexpected(std::move(offset.error())));
            return;
        }
        for (const MetadataRecord &record : records) {
            if (auto applied = m_builder->apply(record, (*offset)++, m_log->epoch()); !applied) {
                // A record that we made and do not take ourselves: nobody shall ever read it.
                applied.error().kind = base::ErrorKind::Bug;
                m_waiting.push_back(std::move(done));
                takeBack(applied.error());
                return;
            }
        }
    } else if (m_waiting.empty()) {
        done({});
        return;
    }
    m_waiting.push_back(std::move(done));
    if (m_flushScheduled)
        return;
    // One flush for everything that is already in the queue.
    m_flushScheduled = true;
    m_owner.post([this, alive = m_alive] {
        if (*alive)
            flush();
    });
}

void Controller::Impl::flush()
{
    m_flushScheduled = false;
    if (m_waiting.empty())
        return;
    if (const base::Status committed = m_log->commit(); !committed) {
        takeBack(committed.error());
        return;
    }
    publish();
    const auto waiting = std::exchange(m_waiting, {});
    for (const Done &done : waiting)
        done({});
    answerFetches();
    maybeSnapshot();
}

void Controller::Impl::takeBack(const base::Error &error)
{
    // Where even that fails, nothing is appended before it has succeeded.
    m_rollBackDue = !m_log->rollBack();
    m_builder = std::make_unique<ImageBuilder>(m_committed);
    const auto waiting = std::exchange(m_waiting, {});
    for (const Done &done : waiting)
        done(base::fail(error));
}

void Controller::Impl::publish()
{
    m_committed = m_builder->finish().image;
    const std::lock_guard lock(m_imageMutex);
    m_image = m_committed;
}

void Controller::Impl::maybeSnapshot()
{
    if (!m_options.snapshots || !m_waiting.empty() || m_log->bytesSinceSnapshot() == 0)
        return;
    const BrokerConfigView view = settings();
    const std::int64_t interval = view.number("metadata.log.max.snapshot.interval.ms");
    const bool large = m_log->bytesSinceSnapshot() >=
                       static_cast<std::uint64_t>(view.number("metadata.log.max.record.bytes.between.snapshots"));
    const bool old = interval > 0 && m_owner.clock().monotonic() - m_log->snapshotTime() >= std::chrono::milliseconds(interval);
    if (!large && !old)
        return;
    // Without it the log is only longer; the next flush tries again.
    (void)m_log->writeSnapshot(*m_committed);
}

void Controller::Impl::scheduleRebalance()
{
    const std::int64_t seconds = settings().number("leader.imbalance.check.interval.seconds");
    later(std::chrono::seconds(seconds), [this] {
        if (settings().flag("auto.leader.rebalance.enable"))
            electPreferred();
        scheduleRebalance();
    });
}

void Controller::Impl::settleLeaders(int secondsLeft)
{
    if (secondsLeft <= 0 || !settings().flag("auto.leader.rebalance.enable") || leadersSettled())
        return;
    later(std::chrono::seconds(1), [this, secondsLeft] {
        electPreferred();
        settleLeaders(secondsLeft - 1);
    });
}

// Every broker has been heard of since the start, and leads what it is the preferred leader of.
bool Controller::Impl::leadersSettled() const
{
    for (const auto &[id, broker] : now().brokers()) {
        const auto contact = m_contacts.find(id);
        if (!broker->active() || contact == m_contacts.end() || !contact->second.heard)
            return false;
    }
    bool settled = true;
    now().forEachTopic([&](const TopicImage &topic) {
        settled = settled && std::all_of(topic.partitions.begin(), topic.partitions.end(), [this](const PartitionPtr &partition) {
            return partition->leader == partition->preferredLeader() || now().broker(partition->preferredLeader()) == nullptr;
        });
    });
    return settled;
}

// --- the door

Controller::Controller(Owner &owner, FileSystem &fs, Random &random, ControllerOptions options)
    : m_impl(std::make_unique<Impl>(owner, fs, random, std::move(options)))
{
}

Controller::~Controller()
{
    *m_impl->m_alive = false;
}

base::Status Controller::start()
{
    return m_impl->start();
}

void Controller::stop()
{
    m_impl->stop();
}

const std::string &Controller::clusterId() const
{
    return m_impl->m_log->clusterId();
}

std::int32_t Controller::nodeId() const
{
    return m_impl->m_options.nodeId;
}

std::int32_t Controller::leaderEpoch() const
{
    return m_impl->m_log->epoch();
}

ImagePtr Controller::image() const
{
    const std::lock_guard lock(m_impl->m_imageMutex);
    return m_impl->m_image;
}

std::span<const ServedApi> Controller::servedApis()
{
    // All that the codec speaks of each: nothing that a version added is left out here.
    static const ServedApi kServed[] = {
        {wire::FetchRequest::apiKey, {12, wire::FetchRequest::kVersions.max}},
        {wire::CreateTopicsRequest::apiKey, wire::CreateTopicsRequest::kVersions},
        {wire::DeleteTopicsRequest::apiKey, wire::DeleteTopicsRequest::kVersions},
        {wire::CreateAclsRequest::apiKey, wire::CreateAclsRequest::kVersions},
        {wire::DeleteAclsRequest::apiKey, wire::DeleteAclsRequest::kVersions},
        {wire::AlterConfigsRequest::apiKey, wire::AlterConfigsRequest::kVersions},
        {wire::CreatePartitionsRequest::apiKey, wire::CreatePartitionsRequest::kVersions},
        {wire::IncrementalAlterConfigsRequest::apiKey, wire::IncrementalAlterConfigsRequest::kVersions},
        {wire::AlterUserScramCredentialsRequest::apiKey, wire::AlterUserScramCredentialsRequest::kVersions},
        {wire::CreateDelegationTokenRequest::apiKey, wire::CreateDelegationTokenRequest::kVersions},
        {wire::RenewDelegationTokenRequest::apiKey, wire::RenewDelegationTokenRequest::kVersions},
        {wire::ExpireDelegationTokenRequest::apiKey, wire::ExpireDelegationTokenRequest::kVersions},
        {wire::DescribeQuorumRequest::apiKey, wire::DescribeQuorumRequest::kVersions},
        {wire::AlterPartitionRequest::apiKey, wire::AlterPartitionRequest::kVersions},
        {wire::ElectLeadersRequest::apiKey, wire::ElectLeadersRequest::kVersions},
        {wire::AlterPartitionReassignmentsRequest::apiKey, wire::AlterPartitionReassignmentsRequest::kVersions},
        {wire::ListPartitionReassignmentsRequest::apiKey, wire::ListPartitionReassignmentsRequest::kVersions},
        {wire::AlterClientQuotasRequest::apiKey, wire::AlterClientQuotasRequest::kVersions},
        {wire::UpdateFeaturesRequest::apiKey, wire::UpdateFeaturesRequest::kVersions},
        {wire::FetchSnapshotRequest::apiKey, wire::FetchSnapshotRequest::kVersions},
        {wire::DescribeClusterRequest::apiKey, wire::DescribeClusterRequest::kVersions},
        {wire::BrokerRegistrationRequest::apiKey, wire::BrokerRegistrationRequest::kVersions},
        {wire::BrokerHeartbeatRequest::apiKey, wire::BrokerHeartbeatRequest::kVersions},
        {wire::UnregisterBrokerRequest::apiKey, wire::UnregisterBrokerRequest::kVersions},
        {wire::AllocateProducerIdsRequest::apiKey, wire::AllocateProducerIdsRequest::kVersions},
        {wire::AssignReplicasToDirsRequest::apiKey, wire::AssignReplicasToDirsRequest::kVersions},
    };
    return kServed;
}

void Controller::handle(const wire::BrokerRegistrationRequest &request, std::int16_t, const Session &,
                        Reply<wire::BrokerRegistrationResponse> reply)
{
    m_impl->handle(request, std::move(reply));
}

void Controller::handle(const wire::BrokerHeartbeatRequest &request, std::int16_t, const Session &,
                        Reply<wire::BrokerHeartbeatResponse> reply)
{
    m_impl->handle(request, std::move(reply));
}

void Controller::handle(const wire::CreateTopicsRequest &request, std::int16_t, const Session &,
                        Reply<wire::CreateTopicsResponse> reply)
{
    m_impl->handle(request, std::move(reply));
}

void Controller::handle(const wire::DeleteTopicsRequest &request, std::int16_t version, const Session &,
                        Reply<wire::DeleteTopicsResponse> reply)
{
    m_impl->handle(request, version, std::move(reply));
}

void Controller::handle(const wire::CreatePartitionsRequest &request, std::int16_t, const Session &,
                        Reply<wire::CreatePartitionsResponse> reply)
{
    m_impl->handle(request, std::move(reply));
}

void Controller::handle(const wire::IncrementalAlterConfigsRequest &request, std::int16_t, const Session &,
                        Reply<wire::IncrementalAlterConfigsResponse> reply)
{
    m_impl->handle(request, std::move(reply));
}

void Controller::handle(const wire::AlterConfigsRequest &request, std::int16_t, const Session &,
                        Reply<wire::AlterConfigsResponse> reply)
{
    m_impl->handle(request, std::move(reply));
}

void Controller::handle(const wire::AlterPartitionRequest &request, std::int16_t version, const Session &,
                        Reply<wire::AlterPartitionResponse> reply)
{
    m_impl->handle(request, version, std::move(reply));
}

void Controller::handle(const wire::ElectLeadersRequest &request, std::int16_t, const Session &,
                        Reply<wire::ElectLeadersResponse> reply)
{
    m_impl->handle(request, std::move(reply));
}

void Controller::handle(const wire::AlterPartitionReassignmentsRequest &request, std::int16_t version, const Session &,
                        Reply<wire::AlterPartitionReassignmentsResponse> reply)
{
    m_impl->handle(request, version, std::move(reply));
}

void Controller::handle(const wire::ListPartitionReassignmentsRequest &request, std::int16_t, const Session &,
                        Reply<wire::ListPartitionReassignmentsResponse> reply)
{
    m_impl->handle(request, std::move(reply));
}

void Controller::handle(const wire::AlterClientQuotasRequest &request, std::int16_t, const Session &,
                        Reply<wire::AlterClientQuotasResponse> reply)
{
    m_impl->handle(request, std::move(reply));
}

void Controller::handle(const wire::AllocateProducerIdsRequest &request, std::int16_t, const Session &,
                        Reply<wire::AllocateProducerIdsResponse> reply)
{
    m_impl->handle(request, std::move(reply));
}

void Controller::handle(const wire::AssignReplicasToDirsRequest &request, std::int16_t, const Session &,
                        Reply<wire::AssignReplicasToDirsResponse> reply)
{
    m_impl->handle(request, std::move(reply));
}

void Controller::handle(const wire::DescribeClusterRequest &request, std::int16_t version, const Session &,
                        Reply<wire::DescribeClusterResponse> reply)
{
    m_impl->handle(request, version, std::move(reply));
}

void Controller::handle(const wire::AlterUserScramCredentialsRequest &request, std::int16_t, const Session &,
                        Reply<wire::AlterUserScramCredentialsResponse> reply)
{
    m_impl->handle(request, m_impl->m_options.makeScramCredential, std::move(reply));
}

void Controller::handle(const wire::CreateAclsRequest &request, std::int16_t, const Session &,
                        Reply<wire::CreateAclsResponse> reply)
{
    m_impl->handle(request, std::move(reply));
}

void Controller::handle(const wire::DeleteAclsRequest &request, std::int16_t, const Session &,
                        Reply<wire::DeleteAclsResponse> reply)
{
    m_impl->handle(request, std::move(reply));
}

void Controller::handle(const wire::CreateDelegationTokenRequest &request, std::int16_t version, const Session &session,
                        Reply<wire::CreateDelegationTokenResponse> reply)
{
    m_impl->handle(request, version, session, std::move(reply));
}

void Controller::handle(const wire::RenewDelegationTokenRequest &request, std::int16_t, const Session &session,
                        Reply<wire::RenewDelegationTokenResponse> reply)
{
    m_impl->handle(request, session, std::move(reply));
}

void Controller::handle(const wire::ExpireDelegationTokenRequest &request, std::int16_t, const Session &session,
                        Reply<wire::ExpireDelegationTokenResponse> reply)
{
    m_impl->handle(request, session, std::move(reply));
}

void Controller::handle(const wire::UnregisterBrokerRequest &request, std::int16_t, const Session &,
                        Reply<wire::UnregisterBrokerResponse> reply)
{
    m_impl->handle(request, std::move(reply));
}

void Controller::handle(const wire::UpdateFeaturesRequest &request, std::int16_t version, const Session &,
                        Reply<wire::UpdateFeaturesResponse> reply)
{
    m_impl->handle(request, version, std::move(reply));
}

void Controller::handle(const wire::DescribeQuorumRequest &request, std::int16_t version, const Session &,
                        Reply<wire::DescribeQuorumResponse> reply)
{
    m_impl->handle(request, version, std::move(reply));
}

void Controller::handle(const wire::FetchSnapshotRequest &request, std::int16_t version, const Session &,
                        Reply<wire::FetchSnapshotResponse> reply)
{
    m_impl->handle(request, version, std::move(reply));
}

void Controller::handle(const wire::FetchRequest &request, std::int16_t version, const Session &,
                        Reply<wire::FetchResponse> reply)
{
    m_impl->handle(request, version, std::move(reply));
}

} // namespace weir::sandbox
