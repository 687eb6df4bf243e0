// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/broker/shard.h"

#include "backend/sandbox/broker/broker.h"
#include "backend/sandbox/broker/group_host.h"
#include "backend/sandbox/broker/isr_manager.h"
#include "backend/sandbox/broker/log_directory.h"
#include "backend/sandbox/broker/replica_fetcher.h"
#include "backend/sandbox/broker/share/share_host.h"
#include "backend/sandbox/broker/share/share_leaders.h"
#include "backend/sandbox/broker/transaction_host.h"
#include "backend/sandbox/metadata/topic_log_config.h"

#include <algorithm>
#include <fmt/format.h>

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
    if (partition == nullptr) {
        auto log = openLog(topic, key);
        if (!log) {
            offline[key] = base::describe(log.error());
            applyFailed(key, "log.offline", log.error());
            return;
        }
        offline.erase(key);
        partition = partitions.emplace(key, std::make_unique<Partition>(m_environment, key, topic, std::move(*log))).first->second.get();
    }
    const auto changed = partition->apply(state);
    if (!changed) {
        applyFailed(key, "log.error", changed.error());
        return;
    }
    m_failed.erase(key);
    if (*changed)
        announce(*partition);
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

base::Result<std::unique_ptr<PartitionLog>> Shard::openLog(const std::string &topic, const PartitionId &key)
{
    const auto &environment = m_broker.environment();
    LogDirectory &directory = m_broker.directory();
    const std::string folder = partitionFolder(topic, key.index);
    const std::string path = directory.path() + "/" + folder;
    const LogConfig config = logConfigOf(m_broker.config(*this), image->topicConfigs(topic));
    PartitionLog::OpenOptions options;
    options.cleanShutdown = directory.wasClean();
    options.recoveryPoint = directory.recoveryPoint(topic, key.index);
    options.logStartOffset = directory.logStartOffset(topic, key.index);
    options.cleanedUpTo = directory.cleanedUpTo(topic, key.index);
    options.topicId = key.topicId;
    WEIR_TRY(auto log, PartitionLog::open(environment.files, path, config, environment.clock, options));
    if (!log->topicId().isZero() && log->topicId() != key.topicId) {
        // The folder is of a topic that was deleted while this broker was away, and made anew under the same name.
        WEIR_CHECK(log->renameForDeletion(random.uuid()));
        deleteLater(log->directory());
        log.reset();
        options.cleanShutdown = false;
        options.recoveryPoint = 0;
        options.logStartOffset = 0;
        options.cleanedUpTo = 0;
        WEIR_TRY(log, PartitionLog::open(environment.files, path, config, environment.clock, options));
        return log;
    }
    const auto &report = log->recovery();
    if (report.truncatedBytes > 0 || !report.quarantined.empty())
        m_broker.event("log.recovered", fmt::format("{}: verified {} bytes, cut {} bytes, set aside {} files", folder,
                                                    report.verifiedBytes, report.truncatedBytes, report.quarantined.size()));
    log->setHighWatermark(std::min(directory.highWatermark(topic, key.index), log->logEndOffset()));
    return log;
}

void Shard::drop(const PartitionId &key, KafkaError code)
{
    offline.erase(key);
    m_failed.erase(key);
    const auto found = partitions.find(key);
    if (found == partitions.end())
        return;
    Partition &partition = *found->second;
    partition.resign(code);
    announce(partition);
    if (const auto renamed = partition.log().renameForDeletion(random.uuid()))
        deleteLater(partition.log().directory());
    else
        m_broker.event("log.error", base::describe(renamed.error()));
    partitions.erase(found);
}

// What was deleted or moved away while this broker was not there is in no delta: its folder is found here.
void Shard::renameStrays()
{
    FileSystem &files = m_broker.environment().files;
    const std::string &root = m_broker.directory().path();
    const auto entries = files.list(root);
    if (!entries) {
        m_broker.event("log.error", base::describe(entries.error()));
        return;
    }
    for (const FileInfo &entry : *entries) {
        const auto name = partitionOfFolder(entry.name);
        if (!entry.directory || !name)
            continue;
        // The folder of a replica that is to be here has been opened, or will be when its disk works again.
        const PartitionImage *wanted = image->partition(name->topic, name->partition);
        if (wanted != nullptr && wanted->hasReplica(m_broker.id()))
            continue;
        const std::string path = root + "/" + entry.name;
        const auto id = PartitionLog::readTopicId(files, path);
        // Without an id nobody knows whose it is: it stays.
        if (!id || id->isZero() || m_broker.ownerOf(name->topic, {*id, name->partition}) != index)
            continue;
        const std::string target = PartitionLog::pathForDeletion(path, random.uuid());
        if (const auto renamed = files.rename(path, target); !renamed) {
            m_broker.event("log.error", base::describe(renamed.error()));
            continue;
        }
        m_broker.event("log.stray", entry.name);
        deleteLater(target);
    }
}

void Shard::deleteLater(const std::string &folder)
{
    const auto delay = milliseconds(m_broker.config(*this).number("log.segment.delete.delay.ms"));
    owner.after(delay, [self = m_broker.shared_from_this(), folder] {
        self->environment().background.post([self, folder] {
            if (const auto removed = self->environment().files.removeTree(folder); !removed)
                self->event("log.error", base::describe(removed.error()));
        });
    });
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
    m_broker.event(works ? "storage.ok" : "storage.full", works ? m_broker.directory().path() : why);
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
        m_broker.environment().background.post([self = m_broker.shared_from_this(), shard = this, id = key, job] {
            const auto ran = job->run();
            self->postTo(shard->index, [self, shard, id, job, ran] {
                shard->m_compacting = false;
                if (!ran)
                    self->event("log.error", base::describe(ran.error()));
                Partition *still = shard->find(id);
                if (!ran || still == nullptr || self->closing())
                    return;
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
            if (still == nullptr)
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
        list.push_back({partition->topic(), key.index, log.recoveryPoint(), log.logStartOffset(), log.highWatermark(), log.cleanedUpTo()});
    }
    return list;
}

bool Shard::close(bool clean, bool sync)
{
    bool all = offline.empty();
    m_shares->close();
    for (const auto &[key, partition] : partitions) {
        partition->resign(KafkaError::NotLeaderOrFollower);
        if (!clean)
            continue;
        if (const auto closed = partition->log().close(sync); !closed) {
            m_broker.event("log.error", base::describe(closed.error()));
            all = false;
        }
    }
    m_closed = true;
    return all;
}

} // namespace weir::sandbox
