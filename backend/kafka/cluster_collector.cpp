// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/kafka/cluster_collector.h"

#include "backend/base/kafka_error.h"
#include "backend/kafka/call.h"
#include "backend/wire/messages/describe_log_dirs.h"

#include <QDateTime>

#include <algorithm>

namespace weir::kafka {

using base::ErrorKind;
using base::KafkaError;
using net::Task;

namespace {

/// Partitions in one ListOffsets request: several of them keep broker and client busy at the same time.
constexpr std::size_t kOffsetsChunk = 20'000;

base::Error peerError(const char *action, std::int16_t code, std::string words = {})
{
    const bool refused = code == base::code(KafkaError::ClusterAuthorizationFailed) || code == base::code(KafkaError::GroupAuthorizationFailed)
                         || code == base::code(KafkaError::TopicAuthorizationFailed);
    return {refused ? ErrorKind::Refused : ErrorKind::Peer, action, {}, {}, std::move(words), code};
}

model::Partition *partitionOf(model::Topic &topic, std::int32_t id)
{
    auto &partitions = topic.partitions;
    if (id >= 0 && static_cast<std::size_t>(id) < partitions.size() && partitions[static_cast<std::size_t>(id)].id == id)
        return &partitions[static_cast<std::size_t>(id)];
    const auto found = std::lower_bound(partitions.begin(), partitions.end(), id, [](const auto &p, std::int32_t wanted) { return p.id < wanted; });
    return found != partitions.end() && found->id == id ? &*found : nullptr;
}

} // namespace

ClusterCollector::ClusterCollector(std::shared_ptr<net::KafkaClient> client, net::Deadline deadline)
    : m_client(std::move(client)), m_deadline(deadline)
{
    m_snapshot.takenAtMs = QDateTime::currentMSecsSinceEpoch();
}

void ClusterCollector::note(const char *what, std::int32_t broker, base::Error error)
{
    const QString name = QLatin1String(what);
    for (const model::Missing &missing : m_snapshot.missing) {
        if (missing.what == name && missing.broker == broker)
            return;
    }
    m_snapshot.missing.push_back({name, broker, std::move(error)});
}

model::Topic *ClusterCollector::topicOf(const std::string &name)
{
    const auto found = m_topics.find(name);
    return found == m_topics.end() ? nullptr : &m_snapshot.topics[found->second];
}

QString ClusterCollector::topicName(const std::string &name)
{
    const model::Topic *topic = topicOf(name);
    return topic ? topic->name : text(name);
}

Task<base::Status> ClusterCollector::readMetadata(std::optional<std::vector<std::string>> topics)
{
    wire::MetadataRequest request;
    request.allowAutoTopicCreation = false;
    request.topics.reset();
    if (topics) {
        request.topics.emplace();
        for (std::string &name : *topics) {
            wire::MetadataRequest::MetadataRequestTopic entry;
            entry.name = std::move(name);
            request.topics->push_back(std::move(entry));
        }
    }
    const auto begun = std::chrono::steady_clock::now();
    WEIR_CO_TRY(const wire::MetadataResponse response, co_await m_client->metadata(std::move(request), m_deadline));
    m_snapshot.roundTripMs = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun).count();
    m_snapshot.clusterId = text(response.clusterId.value_or(std::string()));
    m_snapshot.controllerId = response.controllerId;
    if (const auto peer = co_await m_client->anyPeer(m_deadline))
        m_snapshot.version = kafkaVersion(*peer);
    for (const auto &node : response.brokers) {
        model::Broker broker;
        broker.id = node.nodeId;
        broker.host = text(node.host);
        broker.port = static_cast<quint16>(node.port);
        broker.rack = text(node.rack.value_or(std::string()));
        broker.controller = node.nodeId == response.controllerId;
        m_snapshot.brokers.push_back(std::move(broker));
    }
    m_snapshot.topics.reserve(response.topics.size());
    for (const auto &source : response.topics) {
        const std::string name = source.name.value_or(std::string());
        if (source.errorCode != 0) {
            base::Error error = peerError("topic.metadata", source.errorCode);
            error.target = name;
            if (source.errorCode == base::code(KafkaError::UnknownTopicOrPartition))
                error.kind = ErrorKind::NotFound;
            if (!m_topicError)
                m_topicError = error;
            // A topic that is just being made or removed has no leader yet: it is shown as it is.
            if (source.partitions.empty())
                continue;
        }
        model::Topic topic;
        topic.name = text(name);
        if (!source.topicId.isZero())
            topic.id = text(source.topicId.toString());
        topic.internal = source.isInternal;
        topic.partitions.reserve(source.partitions.size());
        for (const auto &entry : source.partitions) {
            model::Partition partition;
            partition.id = entry.partitionIndex;
            partition.leader = entry.leaderId;
            partition.leaderEpoch = entry.leaderEpoch;
            partition.replicas = QVector<qint32>(entry.replicaNodes.begin(), entry.replicaNodes.end());
            // In a healthy cluster most lists are the same: shared, they cost nothing.
            if (entry.isrNodes == entry.replicaNodes)
                partition.isr = partition.replicas;
            else
                partition.isr = QVector<qint32>(entry.isrNodes.begin(), entry.isrNodes.end());
            partition.offline = QVector<qint32>(entry.offlineReplicas.begin(), entry.offlineReplicas.end());
            topic.partitions.push_back(std::move(partition));
        }
        std::sort(topic.partitions.begin(), topic.partitions.end(), [](const auto &a, const auto &b) { return a.id < b.id; });
        m_snapshot.topics.push_back(std::move(topic));
    }
    std::sort(m_snapshot.topics.begin(), m_snapshot.topics.end(), [](const auto &a, const auto &b) { return a.name < b.name; });
    m_topics.reserve(m_snapshot.topics.size());
    for (std::size_t i = 0; i < m_snapshot.topics.size(); ++i)
        m_topics.emplace(utf8(m_snapshot.topics[i].name), i);
    co_return base::Status();
}

// --- offsets ---

Task<bool> ClusterCollector::readLogStarts()
{
    co_return co_await readOffsets(wire::ListOffsetsRequest::kEarliest);
}

Task<bool> ClusterCollector::readHighWatermarks()
{
    m_snapshot.takenAtMs = QDateTime::currentMSecsSinceEpoch();
    co_return co_await readOffsets(wire::ListOffsetsRequest::kLatest);
}

Task<bool> ClusterCollector::readOffsetsAt(std::int64_t timestampMs)
{
    co_return co_await readOffsets(timestampMs);
}

std::optional<qint64> ClusterCollector::offsetAt(const QString &topic, qint32 partition) const
{
    const auto found = m_offsetsAt.constFind({topic, partition});
    return found == m_offsetsAt.cend() ? std::nullopt : std::optional(*found);
}

Task<bool> ClusterCollector::readOffsets(std::int64_t timestamp)
{
    struct Building {
        wire::ListOffsetsRequest request;
        std::size_t partitions = 0;
    };
    std::map<std::int32_t, Building> building;
    std::vector<Task<bool>> tasks;
    const auto ship = [&](std::int32_t broker, Building &part) {
        part.request.replicaId = -1;
        part.request.timeoutMs = static_cast<std::int32_t>(std::chrono::duration_cast<std::chrono::milliseconds>(m_deadline.left()).count());
        tasks.push_back(offsetsOf(broker, std::exchange(part.request, {}), timestamp));
        part.partitions = 0;
    };
    for (const auto &[name, index] : m_topics) {
        for (const model::Partition &partition : m_snapshot.topics[index].partitions) {
            if (partition.leader < 0)
                continue;
            Building &part = building[partition.leader];
            auto &topics = part.request.topics;
            if (topics.empty() || topics.back().name != name) {
                if (part.partitions >= kOffsetsChunk)
                    ship(partition.leader, part);
                topics.emplace_back().name = name;
            }
            auto &entry = topics.back().partitions.emplace_back();
            entry.partitionIndex = partition.id;
            entry.timestamp = timestamp;
            ++part.partitions;
        }
    }
    for (auto &[broker, part] : building)
        ship(broker, part);
    co_await net::whenAll(std::move(tasks));
    co_return true;
}

Task<bool> ClusterCollector::offsetsOf(std::int32_t broker, wire::ListOffsetsRequest request, std::int64_t timestamp)
{
    auto response = co_await m_client->toBroker(broker, std::move(request), m_deadline);
    if (!response) {
        note("offsets", broker, std::move(response.error()));
        co_return false;
    }
    for (const auto &entry : response->topics) {
        model::Topic *topic = topicOf(entry.name);
        if (!topic)
            continue;
        for (const auto &source : entry.partitions) {
            model::Partition *partition = partitionOf(*topic, source.partitionIndex);
            if (source.errorCode != 0) {
                base::Error error = peerError("offsets.list", source.errorCode);
                error.target = entry.name + '-' + std::to_string(source.partitionIndex);
                note("offsets", broker, std::move(error));
            } else if (timestamp >= 0) {
                m_offsetsAt.insert({topic->name, source.partitionIndex}, source.offset);
            } else if (partition && source.offset >= 0) {
                (timestamp == wire::ListOffsetsRequest::kEarliest ? partition->logStart : partition->highWatermark) = source.offset;
            }
        }
    }
    co_return true;
}

// --- sizes ---

Task<bool> ClusterCollector::readSizes()
{
    std::vector<Task<bool>> tasks;
    for (const model::Broker &broker : m_snapshot.brokers)
        tasks.push_back(sizesOf(broker.id));
    co_await net::whenAll(std::move(tasks));
    co_return true;
}

Task<bool> ClusterCollector::sizesOf(std::int32_t broker)
{
    wire::DescribeLogDirsRequest request;
    request.topics.reset();
    auto response = co_await m_client->toBroker(broker, std::move(request), m_deadline);
    if (!response || response->errorCode != 0) {
        note("logdirs", broker, response ? peerError("logdirs.describe", response->errorCode) : std::move(response.error()));
        co_return false;
    }
    model::Broker &sizes = m_sizes[broker];
    sizes.bytes = 0;
    for (const auto &directory : response->results) {
        if (directory.errorCode != 0) {
            base::Error error = peerError("logdirs.describe", directory.errorCode);
            error.target = directory.logDir;
            note("logdirs", broker, std::move(error));
            continue;
        }
        if (directory.totalBytes >= 0)
            sizes.diskTotal = sizes.diskTotal.value_or(0) + directory.totalBytes;
        if (directory.usableBytes >= 0)
            sizes.diskFree = sizes.diskFree.value_or(0) + directory.usableBytes;
        for (const auto &entry : directory.topics) {
            model::Topic *topic = topicOf(entry.name);
            for (const auto &source : entry.partitions) {
                *sizes.bytes += source.partitionSize;
                model::Partition *partition = topic ? partitionOf(*topic, source.partitionIndex) : nullptr;
                if (partition && partition->leader == broker && !source.isFutureKey)
                    partition->bytes = source.partitionSize;
            }
        }
    }
    co_return true;
}

// --- the end ---

void ClusterCollector::countReplicas()
{
    std::map<std::int32_t, model::Broker *> brokers;
    std::map<std::int32_t, model::Broker> gone;
    for (model::Broker &broker : m_snapshot.brokers)
        brokers[broker.id] = &broker;
    const auto find = [&](std::int32_t id) -> model::Broker & {
        if (const auto found = brokers.find(id); found != brokers.end())
            return *found->second;
        model::Broker &broker = gone[id];
        broker.id = id;
        broker.alive = false;
        return broker;
    };
    for (const model::Topic &topic : m_snapshot.topics) {
        for (const model::Partition &partition : topic.partitions) {
            if (partition.leader >= 0)
                ++find(partition.leader).leaders;
            for (const qint32 id : partition.replicas)
                ++find(id).replicas;
            for (const qint32 id : partition.isr)
                ++find(id).inSyncReplicas;
        }
    }
    for (auto &[id, broker] : gone)
        m_snapshot.brokers.push_back(std::move(broker));
    for (model::Broker &broker : m_snapshot.brokers) {
        if (const auto found = m_sizes.find(broker.id); found != m_sizes.end()) {
            broker.bytes = found->second.bytes;
            broker.diskTotal = found->second.diskTotal;
            broker.diskFree = found->second.diskFree;
        }
    }
    std::sort(m_snapshot.brokers.begin(), m_snapshot.brokers.end(), [](const auto &a, const auto &b) { return a.id < b.id; });
}

void ClusterCollector::judgeGroup(GroupParts &parts)
{
    std::vector<bool> unreadable(parts.group.partitions.size(), !parts.offsetsRead);
    for (const std::size_t at : parts.unreadable)
        unreadable[at] = true;
    QString lastName;
    model::Topic *topic = nullptr;
    for (std::size_t i = 0; i < parts.group.partitions.size(); ++i) {
        model::PartitionLag &lag = parts.group.partitions[i];
        if (lag.topic != lastName || !topic) {
            lastName = lag.topic;
            topic = topicOf(utf8(lag.topic));
        }
        if (const model::Partition *partition = topic ? partitionOf(*topic, lag.partition) : nullptr) {
            lag.logStart = partition->logStart;
            lag.logEnd = partition->highWatermark;
        }
        if (unreadable[i])
            lag.state = model::LagState::Unknown;
        else
            model::judge(lag);
    }
    std::sort(parts.group.partitions.begin(), parts.group.partitions.end(), [](const auto &a, const auto &b) {
        const int order = a.topic.compare(b.topic);
        return order != 0 ? order < 0 : a.partition < b.partition;
    });
}

model::ClusterSnapshot ClusterCollector::take()
{
    countReplicas();
    m_snapshot.groups.reserve(m_groups.size());
    for (auto &[id, parts] : m_groups) {
        judgeGroup(parts);
        m_snapshot.groups.push_back(std::move(parts.group));
    }
    std::sort(m_snapshot.groups.begin(), m_snapshot.groups.end(), [](const auto &a, const auto &b) { return a.id < b.id; });
    return std::move(m_snapshot);
}

QString kafkaVersion(const net::PeerInfo &peer)
{
    struct Level {
        std::int16_t level;
        const char *version;
    };
    // The highest metadata.version of each release (MetadataVersion of Kafka 4.3).
    static constexpr Level kLevels[]{{1, "3.0"},  {2, "3.1"},  {3, "3.2"},  {7, "3.3"},  {8, "3.4"},  {11, "3.5"}, {14, "3.6"},
                                     {19, "3.7"}, {20, "3.8"}, {21, "3.9"}, {25, "4.0"}, {27, "4.1"}, {29, "4.2"}, {30, "4.3"}};
    if (const auto feature = peer.features.find("metadata.version"); feature != peer.features.end()) {
        for (const Level &level : kLevels) {
            if (feature->second <= level.level)
                return QLatin1String(level.version);
        }
        return QStringLiteral("4.3 or later");
    }
    // Fetch versions, by the release that brought each.
    static constexpr Level kFetch[]{{17, "3.9"}, {16, "3.7"}, {15, "3.5"}, {14, "3.5"}, {13, "3.1"}, {12, "2.7"}, {11, "2.3"}, {10, "2.1"}};
    const auto fetch = peer.apis.find(1);
    for (const Level &level : kFetch) {
        if (fetch != peer.apis.end() && fetch->second.max >= level.level)
            return QLatin1String(level.version) + QStringLiteral(" or later");
    }
    return {};
}

} // namespace weir::kafka
