// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/kafka/cluster_service.h"

#include "backend/base/kafka_error.h"
#include "backend/kafka/cluster_collector.h"
#include "backend/kafka/config_entries.h"
#include "backend/wire/messages/describe_log_dirs.h"

#include <algorithm>

namespace weir::kafka {

using base::ErrorKind;
using net::Deadline;
using net::Task;
// Shared, as coroutines hold it beside the service.
using Client = std::shared_ptr<net::KafkaClient>;

namespace {

constexpr std::chrono::seconds kLookWithin{10};

Deadline deadlineOf(const Client &client)
{
    return Deadline::in(client->config().requestTimeout);
}

/// Commits are read before the log ends: the other way round a busy group would seem to be ahead of its log.
Task<bool> commitsThenEnds(ClusterCollector *collector, api::SnapshotParts parts)
{
    if (parts.groups)
        co_await collector->readGroups();
    if (parts.offsets)
        co_await collector->readHighWatermarks();
    co_return true;
}

Task<base::Result<model::SnapshotPtr>> takeSnapshot(Client client, api::SnapshotParts parts)
{
    // A look that comes late is an old look: a broker that is silent is named as missing rather than waited for.
    const auto within = std::min<std::chrono::milliseconds>(client->config().requestTimeout, kLookWithin);
    ClusterCollector collector(client, Deadline::in(within));
    WEIR_CO_CHECK(co_await collector.readMetadata(std::nullopt));
    std::vector<Task<bool>> tasks;
    if (parts.offsets)
        tasks.push_back(collector.readLogStarts());
    if (parts.sizes)
        tasks.push_back(collector.readSizes());
    tasks.push_back(commitsThenEnds(&collector, parts));
    co_await net::whenAll(std::move(tasks));
    co_return std::make_shared<const model::ClusterSnapshot>(collector.take());
}

Task<bool> into(Task<std::map<std::string, base::Result<std::vector<model::ConfigEntry>>>> reading,
                std::map<std::string, base::Result<std::vector<model::ConfigEntry>>> *out)
{
    *out = co_await reading;
    co_return true;
}

Task<base::Result<model::TopicDetail>> takeTopic(Client client, std::string name)
{
    const Deadline deadline = deadlineOf(client);
    ClusterCollector collector(client, deadline);
    std::vector<std::string> names(1, name);
    WEIR_CO_CHECK(co_await collector.readMetadata(names));
    if (collector.topicError())
        co_return base::fail(*collector.topicError());
    std::map<std::string, base::Result<std::vector<model::ConfigEntry>>> configs;
    std::vector<Task<bool>> tasks;
    tasks.push_back(collector.readLogStarts());
    tasks.push_back(collector.readSizes());
    tasks.push_back(commitsThenEnds(&collector, {}));
    tasks.push_back(into(readConfigs(client, ConfigResource::Topic, names, true, deadline), &configs));
    co_await net::whenAll(std::move(tasks));

    model::ClusterSnapshot snapshot = collector.take();
    if (snapshot.topics.empty())
        co_return base::fail(ErrorKind::NotFound, "topic.metadata", name);
    model::TopicDetail detail;
    detail.topic = std::move(snapshot.topics.front());
    detail.missing = std::move(snapshot.missing);
    for (const model::Group &group : snapshot.groups) {
        if (std::any_of(group.partitions.begin(), group.partitions.end(), [&](const auto &p) { return p.topic == detail.topic.name; }))
            detail.groups.append(group.id);
    }
    if (auto found = configs.find(name); found != configs.end() && found->second)
        detail.configs = std::move(*found->second);
    else if (found != configs.end())
        detail.missing.push_back({QStringLiteral("configs"), -1, found->second.error()});
    co_return detail;
}

Task<bool> readLogDirs(Client client, std::int32_t id, model::BrokerDetail *detail, Deadline deadline)
{
    wire::DescribeLogDirsRequest request;
    request.topics.reset();
    auto response = co_await client->toBroker(id, std::move(request), deadline);
    if (!response || response->errorCode != 0) {
        base::Error error = response ? base::Error{ErrorKind::Peer, "logdirs.describe", {}, {}, {}, response->errorCode} : std::move(response.error());
        detail->missing.push_back({QStringLiteral("logdirs"), id, std::move(error)});
        co_return false;
    }
    for (const auto &source : response->results) {
        model::BrokerDetail::LogDir directory;
        directory.path = text(source.logDir);
        if (source.errorCode != 0)
            directory.error = base::Error{ErrorKind::Storage, "logdirs.describe", source.logDir, {}, {}, source.errorCode};
        if (source.totalBytes >= 0)
            directory.totalBytes = source.totalBytes;
        if (source.usableBytes >= 0)
            directory.freeBytes = source.usableBytes;
        for (const auto &topic : source.topics) {
            directory.replicas += static_cast<int>(topic.partitions.size());
            for (const auto &partition : topic.partitions)
                directory.usedBytes += partition.partitionSize;
        }
        detail->logDirs.push_back(std::move(directory));
    }
    co_return true;
}

Task<base::Result<model::BrokerDetail>> takeBroker(Client client, std::int32_t id)
{
    const Deadline deadline = deadlineOf(client);
    ClusterCollector collector(client, deadline);
    WEIR_CO_CHECK(co_await collector.readMetadata(std::nullopt));
    model::BrokerDetail detail;
    std::map<std::string, base::Result<std::vector<model::ConfigEntry>>> configs;
    const std::string name = std::to_string(id);
    std::vector<Task<bool>> tasks;
    tasks.push_back(readLogDirs(client, id, &detail, deadline));
    tasks.push_back(into(readConfigs(client, ConfigResource::Broker, std::vector<std::string>(1, name), true, deadline), &configs));
    co_await net::whenAll(std::move(tasks));

    const model::ClusterSnapshot snapshot = collector.take();
    const model::Broker *broker = snapshot.broker(id);
    if (!broker)
        co_return base::fail(ErrorKind::NotFound, "broker.lookup", name);
    detail.broker = *broker;
    qint64 used = 0;
    for (const auto &directory : detail.logDirs) {
        used += directory.usedBytes;
        if (directory.totalBytes)
            detail.broker.diskTotal = detail.broker.diskTotal.value_or(0) + *directory.totalBytes;
        if (directory.freeBytes)
            detail.broker.diskFree = detail.broker.diskFree.value_or(0) + *directory.freeBytes;
    }
    if (!detail.logDirs.empty())
        detail.broker.bytes = used;
    if (auto found = configs.find(name); found != configs.end() && found->second)
        detail.configs = std::move(*found->second);
    else if (found != configs.end())
        detail.missing.push_back({QStringLiteral("configs"), id, found->second.error()});
    co_return detail;
}

Task<base::Result<QMap<QString, std::vector<model::ConfigEntry>>>> takeConfigs(Client client, std::vector<std::string> names, std::vector<std::string> keys)
{
    auto configs = co_await readConfigs(client, ConfigResource::Topic, std::move(names), false, deadlineOf(client), std::move(keys));
    QMap<QString, std::vector<model::ConfigEntry>> found;
    std::optional<base::Error> problem;
    for (auto &[name, entries] : configs) {
        if (entries)
            found.insert(text(name), std::move(*entries));
        else
            problem = entries.error();
    }
    if (found.isEmpty() && problem)
        co_return base::fail(std::move(*problem));
    co_return found;
}

Task<base::Result<model::Group>> takeGroup(Client client, std::string id)
{
    const Deadline deadline = deadlineOf(client);
    // Its topics are known once its commits are; their offsets then need a collector that has read their metadata.
    ClusterCollector first(client, deadline);
    co_await first.readGroups(std::vector<std::string>(1, id));
    ClusterCollector collector(client, deadline);
    WEIR_CO_CHECK(co_await collector.readMetadata(first.topicsOfGroups()));
    std::vector<Task<bool>> tasks;
    tasks.push_back(collector.readLogStarts());
    tasks.push_back(collector.readGroups(std::vector<std::string>(1, id)));
    co_await net::whenAll(std::move(tasks));
    co_await collector.readHighWatermarks();
    model::ClusterSnapshot snapshot = collector.take();
    if (snapshot.groups.empty())
        co_return base::fail(ErrorKind::NotFound, "group.describe", id, {}, base::code(base::KafkaError::GroupIdNotFound));
    model::Group group = std::move(snapshot.groups.front());
    if (group.type.isEmpty() && group.members.empty() && group.partitions.empty()) {
        if (!group.missing.empty())
            co_return base::fail(group.missing.front().error);
        co_return base::fail(ErrorKind::NotFound, "group.describe", id, {}, base::code(base::KafkaError::GroupIdNotFound));
    }
    group.missing.insert(group.missing.end(), snapshot.missing.begin(), snapshot.missing.end());
    co_return group;
}

Task<base::Result<std::vector<model::Group>>> takeGroupsOf(Client client, std::string topic)
{
    ClusterCollector collector(client, deadlineOf(client));
    WEIR_CO_CHECK(co_await collector.readMetadata(std::vector<std::string>(1, topic)));
    std::vector<Task<bool>> tasks;
    tasks.push_back(collector.readLogStarts());
    tasks.push_back(commitsThenEnds(&collector, {}));
    co_await net::whenAll(std::move(tasks));
    model::ClusterSnapshot snapshot = collector.take();
    const QString name = text(topic);
    std::vector<model::Group> groups;
    for (model::Group &group : snapshot.groups) {
        std::erase_if(group.partitions, [&](const model::PartitionLag &p) { return p.topic != name; });
        if (!group.partitions.empty())
            groups.push_back(std::move(group));
    }
    if (groups.empty() && !snapshot.missing.empty())
        co_return base::fail(snapshot.missing.front().error);
    co_return groups;
}

} // namespace

KafkaClusterService::KafkaClusterService(std::shared_ptr<net::KafkaClient> client) : m_client(std::move(client)) {}

api::Future<model::SnapshotPtr> KafkaClusterService::snapshot(api::SnapshotParts parts)
{
    return call<model::SnapshotPtr>(m_client, [client = m_client, parts] { return takeSnapshot(client, parts); });
}

api::Future<model::TopicDetail> KafkaClusterService::topic(const QString &name)
{
    return call<model::TopicDetail>(m_client, [client = m_client, name = utf8(name)] { return takeTopic(client, name); });
}

api::Future<model::BrokerDetail> KafkaClusterService::broker(qint32 id)
{
    return call<model::BrokerDetail>(m_client, [client = m_client, id] { return takeBroker(client, id); });
}

api::Future<QMap<QString, std::vector<model::ConfigEntry>>> KafkaClusterService::topicConfigs(const QStringList &topics, const QStringList &settings)
{
    std::vector<std::string> names;
    for (const QString &topic : topics)
        names.push_back(utf8(topic));
    std::vector<std::string> keys;
    for (const QString &setting : settings)
        keys.push_back(utf8(setting));
    return call<QMap<QString, std::vector<model::ConfigEntry>>>(m_client, [client = m_client, names, keys] { return takeConfigs(client, names, keys); });
}

api::Future<model::Group> KafkaClusterService::group(const QString &id)
{
    return call<model::Group>(m_client, [client = m_client, id = utf8(id)] { return takeGroup(client, id); });
}

api::Future<std::vector<model::Group>> KafkaClusterService::groupsOf(const QString &topic)
{
    return call<std::vector<model::Group>>(m_client, [client = m_client, topic = utf8(topic)] { return takeGroupsOf(client, topic); });
}

} // namespace weir::kafka
