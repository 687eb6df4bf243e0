// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Inside of the controller only: its state, shared by the files that each handle one group of requests.

#include "backend/base/kafka_error.h"
#include "backend/sandbox/metadata/config_defs.h"
#include "backend/sandbox/metadata/controller.h"
#include "backend/sandbox/metadata/metadata_log.h"
#include "backend/sandbox/metadata/partition_change.h"
#include "backend/sandbox/metadata/placement.h"

#include <functional>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

namespace weir::sandbox {

/// An error as responses carry it.
struct Refusal
{
    std::int16_t code = 0;
    std::string words;

    Refusal() = default;
    Refusal(base::KafkaError error, std::string text) : code(base::code(error)), words(std::move(text)) {}
    explicit operator bool() const { return code != 0; }
};

/// One list of a manual assignment, checked as Kafka checks it; `expected` replicas, or 0 for any number.
Refusal checkReplicas(const MetadataImage &image, const std::vector<std::int32_t> &replicas, std::size_t expected);

/// The code a request gets for a failure of ours (a full disk, above all).
std::int16_t codeOf(const base::Status &status);

class Controller::Impl
{
public:
    using Done = std::function<void(const base::Status &)>;
    using Records = std::vector<MetadataRecord>;

    Impl(Owner &owner, FileSystem &fs, Random &random, ControllerOptions options);

    base::Status start();
    void stop();

    // --- controller.cpp: the way of every change
    /// Appends the records as one batch and takes them in; `done` once they are on the disk, or could not be. Without
    /// records `done` is called once everything that was appended before is on the disk.
    void commit(Records records, Done done);
    /// As appended so far: what decisions are taken on.
    const MetadataImage &now() const { return m_builder->current(); }
    bool ready() const { return m_running; }
    BrokerConfigView settings() const { return {m_options.settings, now(), m_options.nodeId}; }
    void later(base::Milliseconds delay, std::function<void()> work);

    // --- controller_brokers.cpp
    void handle(const wire::BrokerRegistrationRequest &request, Reply<wire::BrokerRegistrationResponse> reply);
    void handle(const wire::BrokerHeartbeatRequest &request, Reply<wire::BrokerHeartbeatResponse> reply);
    void handle(const wire::AllocateProducerIdsRequest &request, Reply<wire::AllocateProducerIdsResponse> reply);
    void handle(const wire::DescribeClusterRequest &request, std::int16_t version,
                Reply<wire::DescribeClusterResponse> reply);
    std::int16_t checkBrokerEpoch(std::int32_t brokerId, std::int64_t epoch) const;
    void handle(const wire::UnregisterBrokerRequest &request, Reply<wire::UnregisterBrokerResponse> reply);
    void trackSessions();
    void expireSessions();

    // --- controller_topics.cpp
    void handle(const wire::CreateTopicsRequest &request, Reply<wire::CreateTopicsResponse> reply);
    void handle(const wire::DeleteTopicsRequest &request, std::int16_t version,
                Reply<wire::DeleteTopicsResponse> reply);
    void handle(const wire::CreatePartitionsRequest &request, Reply<wire::CreatePartitionsResponse> reply);

    // --- controller_configs.cpp
    void handle(const wire::IncrementalAlterConfigsRequest &request,
                Reply<wire::IncrementalAlterConfigsResponse> reply);
    void handle(const wire::AlterConfigsRequest &request, Reply<wire::AlterConfigsResponse> reply);

    // --- controller_features.cpp
    void handle(const wire::UpdateFeaturesRequest &request, std::int16_t version, Reply<wire::UpdateFeaturesResponse> reply);

    // --- controller_quorum.cpp
    void handle(const wire::DescribeQuorumRequest &request, std::int16_t version, Reply<wire::DescribeQuorumResponse> reply);
    void handle(const wire::FetchSnapshotRequest &request, std::int16_t version, Reply<wire::FetchSnapshotResponse> reply);
    /// A broker has asked for the metadata log from there on.
    void noteObserver(std::int32_t replica, std::int64_t fetchOffset);
    /// A piece of a snapshot and the size of the whole, or an error code.
    std::int16_t readSnapshot(std::int32_t leaderEpoch, const MetadataLog::SnapshotId &id, std::int64_t position, std::int32_t maxBytes,
                              std::int64_t &size, wire::Records &records);

    // --- controller_security.cpp
    void handle(const wire::AlterUserScramCredentialsRequest &request, const ScramMaker &makeCredential,
                Reply<wire::AlterUserScramCredentialsResponse> reply);
    void handle(const wire::CreateAclsRequest &request, Reply<wire::CreateAclsResponse> reply);
    void handle(const wire::DeleteAclsRequest &request, Reply<wire::DeleteAclsResponse> reply);

    // --- controller_tokens.cpp
    void handle(const wire::CreateDelegationTokenRequest &request, std::int16_t version, const Session &session,
                Reply<wire::CreateDelegationTokenResponse> reply);
    void handle(const wire::RenewDelegationTokenRequest &request, const Session &session, Reply<wire::RenewDelegationTokenResponse> reply);
    void handle(const wire::ExpireDelegationTokenRequest &request, const Session &session, Reply<wire::ExpireDelegationTokenResponse> reply);
    void scheduleTokenSweep();

    // --- controller_partitions.cpp
    void handle(const wire::AlterPartitionRequest &request, std::int16_t version,
                Reply<wire::AlterPartitionResponse> reply);
    /// The partitions that change when a broker leaves (is fenced, shuts down, comes back as another), -1 for none, or
    /// comes, -1 for none.
    void electFor(std::int32_t leaving, std::int32_t coming, Records &records) const;
    void electPreferred();
    void electLeaderless();
    bool leadsAnything(std::int32_t brokerId) const;
    bool uncleanAllowed(const std::string &topic) const;
    void handle(const wire::ElectLeadersRequest &request, Reply<wire::ElectLeadersResponse> reply);
    /// Whether a broker may lead: alive, and not on its way out.
    std::function<bool(std::int32_t)> active() const;

    // --- controller_directories.cpp
    void handle(const wire::AssignReplicasToDirsRequest &request, Reply<wire::AssignReplicasToDirsResponse> reply);
    /// What follows from a broker's word that those of its directories have failed; nothing where that is known.
    Records directoriesFailed(const BrokerImage &broker, const std::vector<base::Uuid> &failed) const;
    std::function<bool(std::int32_t, const base::Uuid &)> directoryOnline() const;

    // --- controller_reassignments.cpp
    void handle(const wire::AlterPartitionReassignmentsRequest &request, std::int16_t version,
                Reply<wire::AlterPartitionReassignmentsResponse> reply);
    void handle(const wire::ListPartitionReassignmentsRequest &request,
                Reply<wire::ListPartitionReassignmentsResponse> reply);

    // --- controller_quotas.cpp
    void handle(const wire::AlterClientQuotasRequest &request, Reply<wire::AlterClientQuotasResponse> reply);

    // --- controller_fetch.cpp
    void handle(const wire::FetchRequest &request, std::int16_t version, Reply<wire::FetchResponse> reply);
    void answerFetches();

private:
    friend class Controller;

    /// What a broker's heartbeats tell that is nowhere in the log.
    struct Contact
    {
        std::chrono::nanoseconds last{};
        std::int64_t metadataOffset = -1;
        std::int64_t shutdownOffset = -1; ///< the end of the log when its leaders had been moved
        bool heard = false;               ///< since this controller started
    };
    /// How far a reader of the metadata log has come. Wall time in milliseconds, -1: never.
    struct Observer
    {
        std::int64_t endOffset = -1;
        std::int64_t fetchedMs = -1;
        std::int64_t caughtUpMs = -1;
        std::int64_t endAtLastFetch = 0; ///< of our log
    };
    struct ParkedFetch
    {
        TimerId timer = 0;
        std::function<void()> answer;
    };

    base::Status writeFirstRecords();
    void flush();
    /// Drops what was appended and not committed; whoever waits for it gets the error.
    void takeBack(const base::Error &error);
    void publish();
    void maybeSnapshot();
    void scheduleRebalance();
    /// After a start every broker registers anew, and the last one to do so is left with all leaders.
    void settleLeaders(int secondsLeft);
    bool leadersSettled() const;
    std::chrono::nanoseconds sessionTimeout() const;
    bool hasSession(std::int32_t brokerId) const;
    std::int64_t lowestActiveOffset() const;
    Refusal electLeader(const TopicImage *topic, const std::string &name, std::int32_t index, Election election,
                        Records &records) const;
    Refusal planReassignment(const TopicImage &topic, std::int32_t index, const PartitionImage &partition,
                             const std::optional<std::vector<std::int32_t>> &wanted, bool anyFactor,
                             Records &records) const;
    struct FoundToken;
    /// Why the token requests of that session are refused, whatever they ask; 0: they are not.
    std::int16_t refusesTokens(const Session &session) const;
    FoundToken findToken(const base::Bytes &hmac, const std::string &principal);
    bool answerFetch(const wire::FetchRequest &request, std::int16_t version, bool last,
                     const Reply<wire::FetchResponse> &reply);

    Owner &m_owner;
    FileSystem &m_fs;
    Random &m_random;
    ControllerOptions m_options;
    std::unique_ptr<MetadataLog> m_log;
    std::unique_ptr<ImageBuilder> m_builder;
    ImagePtr m_committed;
    // The same for readers on any thread. Held for the copy of a pointer; std::atomic<std::shared_ptr> of GCC 12 is a
    // lock too, and one that the thread sanitizer does not understand.
    mutable std::mutex m_imageMutex;
    ImagePtr m_image;
    std::vector<Done> m_waiting;
    bool m_flushScheduled = false;
    bool m_running = false;
    bool m_rollBackDue = false; ///< the disk refused even that; the next change tries first
    std::map<std::int32_t, Contact> m_contacts;
    std::map<std::int32_t, Observer> m_observers;
    TimerId m_sessionTimer = 0;
    std::chrono::nanoseconds m_sessionDue{};
    ReplicaPlacer m_placer;
    std::list<ParkedFetch> m_parked;
    /// The ids of tokens by their HMAC; ended ones may be among them until the next sweep.
    std::map<base::Bytes, std::string> m_tokenIds;
    // Shared with tasks and timers that may run after this is gone: they look before they touch anything.
    std::shared_ptr<bool> m_alive;
};

} // namespace weir::sandbox
