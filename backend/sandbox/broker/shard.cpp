// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/broker/shard.h"

#include "backend/sandbox/broker/broker.h"
#include "backend/sandbox/broker/group_host.h"
#include "backend/sandbox/broker/isr_manager.h"
#include "backend/sandbox/broker/log_directories.h"
#include "backend/sandbox/broker/log_moves.h"
#include "backend/sandbox/broker/replica_fetcher.h"
#include "backend/sandbox/broker/share/share_host.h"
#include "backend/sandbox/broker/share/share_leaders.h"
#include "backend/sandbox/broker/transaction_host.h"
#include "backend/sandbox/metadata/partition_change.h"
#include "backend/sandbox/metadata/topic_log_config.h"

#include <algorithm>

namespace weir::sandbox {

using base::KafkaError;
using std::chrono::milliseconds;

Shard::Shard(Broker &broker, Owner &shardOwner, std::size_t shardIndex, std::uint64_t seed)
    : owner(shardOwner)
    , index(shardIndex)
    , random(seed)
    , image(std::make_shared<const MetadataImage>())
    , m_broker(broker)
    , m_environment{shardOwner, broker.id(), milliseconds(30'000), {}, {}}
    , m_shares(std::make_unique<ShareLeaders>(*this))
    , m_moves(std::make_unique<LogMoves>(*this))
{
    m_environment.eligibleEpoch = [this](std::int32_t id) -> std::optional<std::int64_t> {
        const BrokerImage *registered = image->broker(id);
        if (registered == nullptr || !registered->active())
            return {};
        return registered->epoch;
    };
    m_environment.proposeIsr = [this](IsrProposal proposal) {
        m_broker.postTo(m_broker.mainOwner(), [self = m_broker.shared_from_this(), proposal = std::move(proposal)]() mutable {
            self->isr().propose(std::move(proposal));
        });
    };
}

Shard::~Shard() = default;

std::int16_t Shard::absenceOf(const PartitionId &key) const
{
    if (offline.contains(key))
        return base::code(KafkaError::KafkaStorageError);
    return base::code(image->partition(key.topicId, key.index) != nullptr ? KafkaError::NotLeaderOrFollower
                                                                           : KafkaError::UnknownTopicOrPartition);
}

void Shard::takeAuthorizer()
{
    if (!m_broker.authorizes() || m_authorized == image->acls())
        return;
    m_authorized = image->acls();
    const auto config = m_broker.config(*this);
    Authorizer::Options options;
    options.superUsers = Authorizer::parseSuperUsers(config.text("super.users"));
    options.allowIfNoAclFound = config.flag("allow.everyone.if.no.acl.found");
    m_authorizer = std::make_shared<const Authorizer>(*m_authorized, std::move(options));
}

Access Shard::accessOf(const Session &session) const
{
    return {m_authorizer, image, session};
}

void Shard::apply(const ImageUpdate &update)
{
    if (m_closed)
        return;
    image = update.image;
    takeAuthorizer();
    m_environment.replicaLagTimeMax = milliseconds(m_broker.config(*this).number("replica.lag.time.max.ms"));
    const auto mine = [this](const std::string &topic, const PartitionId &key) { return m_broker.ownerOf(topic, key) == index; };
    for (const TopicPtr &topic : update.delta.deletedTopics) {
        for (std::size_t i = 0; i < topic->partitions.size(); ++i) {
            const PartitionId key{topic->id, static_cast<std::int32_t>(i)};
            if (mine(topic->name, key))
                drop(key, KafkaError::UnknownTopicOrPartition);
        }
    }
    for (const auto &change : update.delta.partitions) {
        const PartitionId key{change.topicId, change.partition};
        if (!mine(change.topic, key))
            continue;
        if (change.after->hasReplica(m_broker.id()))
            applyPartition(change.topic, key, *change.after);
        else
            drop(key, KafkaError::NotLeaderOrFollower); // reassigned: it lives elsewhere
    }
    if (!std::exchange(m_swept, true))
        renameStrays();
    bool allConfigs = false;
    for (const auto &change : update.delta.configs)
        allConfigs = allConfigs || change.type == ConfigResourceType::Broker;
    for (const auto &change : update.delta.configs) {
        if (change.type != ConfigResourceType::Topic && !allConfigs)
            continue;
        for (const auto &[key, partition] : partitions) {
            if (allConfigs || partition->topic() == change.name)
                partition->log().setConfig(logConfigOf(m_broker.config(*this), image->topicConfigs(partition->topic())));
        }
        if (allConfigs)
            break;
    }
    const std::int64_t fetchers = m_broker.config(*this).number("num.replica.fetchers");
    if (std::exchange(m_fetchers, fetchers) != fetchers) {
        for (const auto &[key, partition] : partitions) {
            if (partition->role() == Partition::Role::Follower)
                announce(*partition);
        }
    }
    // A leader that came back may listen elsewhere, one that went is not to be asked.
    for (const auto &change : update.delta.brokers) {
        for (const auto &[key, partition] : partitions) {
            if (partition->role() == Partition::Role::Follower && partition->leaderId() == change.id)
                announce(*partition);
        }
    }
}

void Shard::applyPartition(const std::string &topic, const PartitionId &key, const PartitionImage &state)
{
    Partition *partition = find(key);
    if (const auto lost = m_lost.find(key); lost != m_lost.end())
        return tellDirectory(key, state, lost->second);
    if (partition == nullptr) {
        auto log = openLog(topic, key, state);
        if (!log) {
            const bool told = !offline.insert_or_assign(key, base::describe(log.error())).second;
            // Until the broker starts again with the directory, trying again is of no use.
            if (log.error().kind != base::ErrorKind::Unreachable)
                applyFailed(key, "log.offline", log.error());
            else if (!told)
                m_broker.event("log.offline", base::describe(log.error()));
            return;
        }
        offline.erase(key);
        partition = partitions.emplace(key, std::make_unique<Partition>(m_environment, key, topic, std::move(*log))).first->second.get();
        m_moves->resume(*partition);
    }
    const auto changed = partition->apply(state);
    if (!changed) {
        applyFailed(key, "log.error", changed.error());
        return;
    }
    m_failed.erase(key);
    if (*changed)
        announce(*partition);
    m_moves->onImage(key);
    const LogDirectory *const directory = m_broker.directories().holding(partition->log().directory());
    const LogDirectory *const destination = m_moves->destinationOf(key);
    // Of one that is about to move the controller may have been told already where it goes.
    if (directory != nullptr && (destination == nullptr || directoryOf(state, m_broker.id()) != destination->id()))
        tellDirectory(key, state, directory->id());
}

void Shard::applyFailed(const PartitionId &key, const char *event, const base::Error &error)
{
    if (!m_failed.insert_or_assign(key, error.kind).second)
        return; // told when it began
    m_broker.event(event, base::describe(error));
    if (error.kind == base::ErrorKind::Storage)
        onStorage(false, base::describe(error));
}

void Shard::retryFailed()
{
    if (m_failed.empty())
        return;
    std::vector<PartitionId> keys;
    for (const auto &[key, kind] : m_failed)
        keys.push_back(key);
    for (const PartitionId &key : keys) {
        const TopicPtr topic = image->topic(key.topicId);
        const PartitionImage *state = topic ? topic->partition(key.index) : nullptr;
        if (state != nullptr && state->hasReplica(m_broker.id()))
            applyPartition(topic->name, key, *state);
        else
            m_failed.erase(key);
    }
    onStorage(true, {});
}

void Shard::announce(const Partition &partition)
{
    m_shares->onPartition(partition);
    if (partition.topic() == kShareStateTopic && index == m_broker.mainOwner())
        m_broker.shares().onPartition(partition);
    if (partition.topic() == kOffsetsTopic && index == m_broker.mainOwner())
        m_broker.groups().onPartition(partition);
    if (partition.topic() == kTransactionsTopic && index == m_broker.mainOwner())
        m_broker.transactions().onPartition(partition);
    std::optional<FetchPosition> position;
    net::Address address;
    if (partition.role() == Partition::Role::Follower && partition.leaderId() >= 0 && image->alive(partition.leaderId())) {
        const BrokerImage *leader = image->broker(partition.leaderId());
        const Endpoint *endpoint = leader->endpoint(m_broker.options().peerListener);
        if (endpoint != nullptr) {
            const PartitionLog &log = partition.log();
            position = FetchPosition{partition.topic(), partition.key(), partition.leaderId(), partition.leaderEpoch(),
                                     log.logEndOffset(), log.latestEpoch(), log.logStartOffset()};
            address = {endpoint->host, endpoint->port};
        }
    }
    m_broker.postTo(m_broker.mainOwner(), [self = m_broker.shared_from_this(), key = partition.key(), position, address] {
        if (self->closing())
            return;
        if (position)
            self->fetchers().follow(*position, address);
        else
            self->fetchers().unfollow(key);
    });
}

void Shard::onStorage(bool works, const std::string &why)
{
    if (works != m_storageFails)
        return;
    const auto byDisk = [](const auto &failed) { return failed.second == base::ErrorKind::Storage; };
    if (works && std::any_of(m_failed.begin(), m_failed.end(), byDisk))
        return;
    m_storageFails = !works;
    std::string paths;
    for (const auto &directory : m_broker.directories().all()) {
        if (directory->online)
            paths += (paths.empty() ? "" : ",") + directory->path();
    }
    m_broker.event(works ? "storage.ok" : "storage.full", works ? paths : why);
}

void Shard::startHousekeeping()
{
    const auto now = owner.clock().monotonic();
    const auto config = m_broker.config(*this);
    m_nextRetention = now + milliseconds(config.number("log.retention.check.interval.ms"));
    m_nextIsrCheck = now;
    housekeep();
}

void Shard::housekeep()
{
    if (m_closed || m_broker.closing())
        return;
    if (!m_broker.paused())
        everySecond();
    owner.after(milliseconds(1'000), [this, self = m_broker.shared_from_this()] { housekeep(); });
}

void Shard::everySecond()
{
    const auto now = owner.clock().monotonic();
    const auto config = m_broker.config(*this);
    const bool retention = now >= m_nextRetention;
    const bool isr = now >= m_nextIsrCheck;
    if (retention)
        m_nextRetention = now + milliseconds(config.number("log.retention.check.interval.ms"));
    if (isr)
        m_nextIsrCheck = now + m_environment.replicaLagTimeMax / 2;
    retryFailed();
    for (const auto &[key, partition] : partitions) {
        PartitionLog &log = partition->log();
        base::Status status;
        if (log.wantsTick())
            status = log.tick();
        // Also where nothing is deleted by time or size: the start of the log may have been moved by DeleteRecords.
        if (status && retention) {
            if (const auto deleted = log.deleteOldSegments(); !deleted)
                status = tl::unexpected<base::Error>(deleted.error());
        }
        if (!status)
            m_broker.event("log.error", base::describe(status.error()));
        if (isr)
            partition->shrinkIsr();
        flushRolled(*partition);
    }
    m_moves->everySecond();
    if (!m_compacting && now >= m_nextCompaction && config.flag("log.cleaner.enable")) {
        m_nextCompaction = now + milliseconds(config.number("log.cleaner.backoff.ms"));
        compactNext();
    }
}

void Shard::compactNext()
{
    for (const auto &[key, partition] : partitions) {
        if (!partition->log().config().compact)
            continue;
        auto taken = partition->log().takeCompaction();
        if (!taken)
            continue;
        m_compacting = true;
        // Shared: a task must be copyable, and a job is not.
        auto job = std::make_shared<CompactionJob>(std::move(*taken));
        m_broker.environment().background.post([self = m_broker.shared_from_this(), shard = this, id = key, job, folder = partition->log().directory()] {
            const auto ran = job->run();
            self->postTo(shard->index, [self, shard, id, job, ran, folder] {
                shard->m_compacting = false;
                if (!ran)
                    self->event("log.error", base::describe(ran.error()));
                Partition *still = shard->find(id);
                if (!ran || still == nullptr || self->closing())
                    return;
                // It has moved to another log directory meanwhile: the work was for a log that is no more.
                if (still->log().directory() != folder)
                    return shard->compactNext();
                if (const auto applied = still->log().applyCompaction(std::move(*job)); !applied)
                    self->event("log.error", base::describe(applied.error()));
                shard->compactNext();
            });
        });
        return;
    }
}

void Shard::flushRolled(Partition &partition)
{
    auto job = partition.log().takeFlushJob();
    if (!job)
        return;
    // The fsync waits on another thread; what it achieved is noted here.
    m_broker.environment().background.post([self = m_broker.shared_from_this(), shard = this, key = partition.key(), job = std::move(*job)] {
        const auto done = job.run();
        self->postTo(shard->index, [self, shard, key, job, done] {
            Partition *still = shard->find(key);
            if (still == nullptr || still->log().directory() != job.directory)
                return;
            if (done)
                still->log().flushed(job);
            else
                self->event("log.error", base::describe(done.error()));
        });
    });
}

std::vector<Shard::Checkpoint> Shard::checkpoints() const
{
    std::vector<Checkpoint> list;
    list.reserve(partitions.size());
    for (const auto &[key, partition] : partitions) {
        const PartitionLog &log = partition->log();
        list.push_back({m_broker.directories().holding(log.directory()), partition->topic(), key.index, log.recoveryPoint(), log.logStartOffset(), log.highWatermark(), log.cleanedUpTo()});
    }
    return list;
}

std::set<const LogDirectory *> Shard::close(bool clean, bool sync)
{
    std::set<const LogDirectory *> unclean;
    m_shares->close();
    m_moves->close(clean, sync);
    const bool allOpen = std::all_of(offline.begin(), offline.end(), [this](const auto &one) { return m_lost.contains(one.first); });
    for (const auto &directory : m_broker.directories().all()) {
        if (!allOpen || !directory->online)
            unclean.insert(directory.get());
    }
    for (const auto &[key, partition] : partitions) {
        partition->resign(KafkaError::NotLeaderOrFollower);
        if (!clean)
            continue;
        if (const auto closed = partition->log().close(sync); !closed) {
            m_broker.event("log.error", base::describe(closed.error()));
            unclean.insert(m_broker.directories().holding(partition->log().directory()));
        }
    }
    m_closed = true;
    return unclean;
}

} // namespace weir::sandbox
