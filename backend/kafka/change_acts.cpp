// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/kafka/change_acts.h"

#include "backend/base/kafka_error.h"
#include "backend/kafka/call.h"
#include "backend/kafka/change_commands.h"
#include "backend/kafka/config_entries.h"
#include "backend/wire/messages/alter_configs.h"
#include "backend/wire/messages/create_partitions.h"
#include "backend/wire/messages/create_topics.h"
#include "backend/wire/messages/delete_groups.h"
#include "backend/wire/messages/delete_records.h"
#include "backend/wire/messages/delete_topics.h"
#include "backend/wire/messages/incremental_alter_configs.h"

namespace weir::kafka {

using base::ErrorKind;
using base::KafkaError;
using base::Status;
using net::Deadline;
using net::Task;
using namespace model;
// Shared, as coroutines hold it.
using Client = std::shared_ptr<net::KafkaClient>;

namespace {

/// From this version on topics are deleted by id or name in another field; all before it take names.
constexpr std::int16_t kDeleteTopicsByName = 5;

Status judged(const char *action, const std::string &target, std::int16_t code, const std::optional<std::string> &words = {})
{
    if (code == 0)
        return {};
    ErrorKind kind = ErrorKind::Peer;
    switch (static_cast<KafkaError>(code)) {
    case KafkaError::TopicAuthorizationFailed:
    case KafkaError::ClusterAuthorizationFailed:
    case KafkaError::GroupAuthorizationFailed:
    case KafkaError::PolicyViolation:
    case KafkaError::TopicDeletionDisabled: kind = ErrorKind::Refused; break;
    case KafkaError::UnknownTopicOrPartition:
    case KafkaError::GroupIdNotFound: kind = ErrorKind::NotFound; break;
    case KafkaError::TopicAlreadyExists:
    case KafkaError::NonEmptyGroup: kind = ErrorKind::Conflict; break;
    case KafkaError::InvalidTopic:
    case KafkaError::InvalidPartitions:
    case KafkaError::InvalidReplicationFactor:
    case KafkaError::InvalidConfig:
    case KafkaError::InvalidRequest: kind = ErrorKind::Invalid; break;
    default: break;
    }
    return base::fail(kind, action, target, words.value_or(std::string()), code);
}

std::int32_t timeoutMs(Deadline deadline)
{
    return static_cast<std::int32_t>(std::max<std::int64_t>(1000, std::chrono::duration_cast<std::chrono::milliseconds>(deadline.left()).count() - 500));
}

Task<Status> createTopic(Client client, CreateTopic change, Rehearsal rehearsal, Deadline deadline)
{
    wire::CreateTopicsRequest request;
    request.timeoutMs = timeoutMs(deadline);
    request.validateOnly = rehearsal == Rehearsal::Yes;
    auto &topic = request.topics.emplace_back();
    topic.name = utf8(change.name);
    topic.numPartitions = change.partitions;
    topic.replicationFactor = static_cast<std::int16_t>(change.replicationFactor);
    for (auto it = change.configs.begin(); it != change.configs.end(); ++it) {
        auto &config = topic.configs.emplace_back();
        config.name = utf8(it.key());
        config.value = utf8(*it);
    }
    WEIR_CO_TRY(const auto response, co_await client->toController(std::move(request), deadline, [](const wire::CreateTopicsResponse &r) -> std::int16_t {
        return r.topics.empty() ? std::int16_t{0} : r.topics.front().errorCode;
    }));
    if (response.topics.empty())
        co_return base::fail(ErrorKind::Peer, "topic.create", utf8(change.name), "no result");
    co_return judged("topic.create", utf8(change.name), response.topics.front().errorCode, response.topics.front().errorMessage);
}

Task<Status> deleteTopic(Client client, DeleteTopic change, Deadline deadline)
{
    wire::DeleteTopicsRequest request;
    request.timeoutMs = timeoutMs(deadline);
    request.topicNames.push_back(utf8(change.name));
    WEIR_CO_TRY(const auto response, co_await client->toController(std::move(request), deadline, [](const wire::DeleteTopicsResponse &r) -> std::int16_t {
        return r.responses.empty() ? std::int16_t{0} : r.responses.front().errorCode;
    }, kDeleteTopicsByName));
    if (response.responses.empty())
        co_return base::fail(ErrorKind::Peer, "topic.delete", utf8(change.name), "no result");
    co_return judged("topic.delete", utf8(change.name), response.responses.front().errorCode, response.responses.front().errorMessage);
}

/// Kafka before 2.3 replaces all settings of a topic at once: what is set there now is read and sent along.
Task<Status> replaceTopicConfigs(Client client, std::string topic, QMap<QString, std::optional<QString>> changes, Rehearsal rehearsal, Deadline deadline)
{
    auto configs = co_await readConfigs(client, ConfigResource::Topic, std::vector<std::string>(1, topic), false, deadline);
    const auto now = configs.find(topic);
    if (now == configs.end() || !now->second)
        co_return base::fail(now == configs.end() ? base::Error{ErrorKind::NotFound, "topic.config", topic, {}, {}, 0} : now->second.error());
    QMap<QString, QString> all;
    for (const ConfigEntry &entry : *now->second) {
        if (entry.source == ConfigEntry::Source::Topic && entry.value)
            all.insert(entry.name, *entry.value);
    }
    for (auto it = changes.begin(); it != changes.end(); ++it) {
        if (*it)
            all.insert(it.key(), **it);
        else
            all.remove(it.key());
    }
    wire::AlterConfigsRequest request;
    request.validateOnly = rehearsal == Rehearsal::Yes;
    auto &resource = request.resources.emplace_back();
    resource.resourceType = static_cast<std::int8_t>(ConfigResource::Topic);
    resource.resourceName = topic;
    for (auto it = all.begin(); it != all.end(); ++it) {
        auto &config = resource.configs.emplace_back();
        config.name = utf8(it.key());
        config.value = utf8(*it);
    }
    WEIR_CO_TRY(const auto response, co_await client->toAny(std::move(request), deadline));
    if (response.responses.empty())
        co_return base::fail(ErrorKind::Peer, "topic.config", topic, "no result");
    co_return judged("topic.config", topic, response.responses.front().errorCode, response.responses.front().errorMessage);
}

Task<Status> alterConfigs(Client client, ConfigResource type, std::string name, QMap<QString, std::optional<QString>> changes, Rehearsal rehearsal,
                          Deadline deadline)
{
    using Request = wire::IncrementalAlterConfigsRequest;
    const char *action = type == ConfigResource::Topic ? "topic.config" : "broker.config";
    WEIR_CO_TRY(const net::PeerInfo peer, co_await client->anyPeer(deadline));
    if (type == ConfigResource::Topic && !peer.common(Request::apiKey, Request::kVersions))
        co_return co_await replaceTopicConfigs(client, name, changes, rehearsal, deadline);
    Request request;
    request.validateOnly = rehearsal == Rehearsal::Yes;
    auto &resource = request.resources.emplace_back();
    resource.resourceType = static_cast<std::int8_t>(type);
    resource.resourceName = name;
    for (auto it = changes.begin(); it != changes.end(); ++it) {
        auto &config = resource.configs.emplace_back();
        config.name = utf8(it.key());
        config.configOperation = *it ? Request::kSet : Request::kDelete;
        config.value = *it ? std::optional<std::string>(utf8(**it)) : std::nullopt;
    }
    base::Result<wire::IncrementalAlterConfigsResponse> response = tl::unexpected<base::Error>(base::Error{});
    // A broker's own settings are checked by that broker.
    if (type == ConfigResource::Broker && !name.empty())
        response = co_await client->toBroker(std::stoi(name), std::move(request), deadline);
    else
        response = co_await client->toController(std::move(request), deadline, [](const wire::IncrementalAlterConfigsResponse &r) -> std::int16_t {
            return r.responses.empty() ? std::int16_t{0} : r.responses.front().errorCode;
        });
    if (!response)
        co_return base::fail(response.error());
    if (response->responses.empty())
        co_return base::fail(ErrorKind::Peer, action, name, "no result");
    co_return judged(action, name, response->responses.front().errorCode, response->responses.front().errorMessage);
}

Task<Status> addPartitions(Client client, AddPartitions change, Rehearsal rehearsal, Deadline deadline)
{
    wire::CreatePartitionsRequest request;
    request.timeoutMs = timeoutMs(deadline);
    request.validateOnly = rehearsal == Rehearsal::Yes;
    auto &topic = request.topics.emplace_back();
    topic.name = utf8(change.topic);
    topic.count = change.total;
    topic.assignments.reset();
    WEIR_CO_TRY(const auto response, co_await client->toController(std::move(request), deadline, [](const wire::CreatePartitionsResponse &r) -> std::int16_t {
        return r.results.empty() ? std::int16_t{0} : r.results.front().errorCode;
    }));
    if (response.results.empty())
        co_return base::fail(ErrorKind::Peer, "topic.partitions", utf8(change.topic), "no result");
    co_return judged("topic.partitions", utf8(change.topic), response.results.front().errorCode, response.results.front().errorMessage);
}

Task<Status> deleteRecords(Client client, DeleteRecords change, Deadline deadline)
{
    const std::string name = utf8(change.topic);
    wire::MetadataRequest metadata;
    metadata.allowAutoTopicCreation = false;
    wire::MetadataRequest::MetadataRequestTopic wanted;
    wanted.name = name;
    metadata.topics = std::vector<wire::MetadataRequest::MetadataRequestTopic>(1, wanted);
    WEIR_CO_TRY(const auto described, co_await client->metadata(std::move(metadata), deadline));
    if (described.topics.empty())
        co_return base::fail(ErrorKind::NotFound, "records.delete", name);
    WEIR_CO_CHECK(judged("records.delete", name, described.topics.front().errorCode));
    std::map<std::int32_t, wire::DeleteRecordsRequest> byLeader;
    int found = 0;
    for (const auto &partition : described.topics.front().partitions) {
        const auto at = change.beforeOffset.constFind(partition.partitionIndex);
        if (at == change.beforeOffset.constEnd())
            continue;
        ++found;
        if (partition.leaderId < 0)
            co_return base::fail(ErrorKind::Peer, "records.delete", name + '-' + std::to_string(partition.partitionIndex), {}, code(KafkaError::LeaderNotAvailable));
        auto &request = byLeader[partition.leaderId];
        request.timeoutMs = timeoutMs(deadline);
        if (request.topics.empty())
            request.topics.emplace_back().name = name;
        auto &entry = request.topics.front().partitions.emplace_back();
        entry.partitionIndex = partition.partitionIndex;
        entry.offset = *at;
    }
    if (found != change.beforeOffset.size())
        co_return base::fail(ErrorKind::NotFound, "records.delete", name, {}, code(KafkaError::UnknownTopicOrPartition));
    std::vector<Task<base::Result<wire::DeleteRecordsResponse>>> tasks;
    for (auto &[leader, request] : byLeader)
        tasks.push_back(client->toBroker(leader, std::move(request), deadline));
    const auto answers = co_await net::whenAll(std::move(tasks));
    for (const auto &answer : answers) {
        if (!answer)
            co_return base::fail(answer.error());
        for (const auto &topic : answer->topics) {
            for (const auto &partition : topic.partitions)
                WEIR_CO_CHECK(judged("records.delete", name + '-' + std::to_string(partition.partitionIndex), partition.errorCode));
        }
    }
    co_return Status();
}

Task<Status> deleteGroup(Client client, DeleteGroup change, Deadline deadline)
{
    const std::string id = utf8(change.group);
    WEIR_CO_TRY(const std::int32_t coordinator, co_await client->coordinator(id, deadline));
    wire::DeleteGroupsRequest request;
    request.groupsNames.push_back(id);
    WEIR_CO_TRY(const auto response, co_await client->toBroker(coordinator, std::move(request), deadline));
    if (response.results.empty())
        co_return base::fail(ErrorKind::Peer, "group.delete", id, "no result");
    co_return judged("group.delete", id, response.results.front().errorCode);
}

} // namespace

bool canRehearse(const Change &change)
{
    return std::holds_alternative<CreateTopic>(change) || std::holds_alternative<AlterTopicConfig>(change)
           || std::holds_alternative<AlterBrokerConfig>(change) || std::holds_alternative<AddPartitions>(change);
}

Task<Status> act(Client client, Change change, Rehearsal rehearsal, Deadline deadline)
{
    // An act that cannot be rehearsed is never sent by way of a rehearsal.
    if (rehearsal == Rehearsal::Yes && !canRehearse(change))
        co_return Status();
    if (const auto *create = std::get_if<CreateTopic>(&change))
        co_return co_await createTopic(client, *create, rehearsal, deadline);
    if (const auto *remove = std::get_if<DeleteTopic>(&change))
        co_return co_await deleteTopic(client, *remove, deadline);
    if (const auto *alter = std::get_if<AlterTopicConfig>(&change))
        co_return co_await alterConfigs(client, ConfigResource::Topic, utf8(alter->topic), alter->changes, rehearsal, deadline);
    if (const auto *alter = std::get_if<AlterBrokerConfig>(&change))
        co_return co_await alterConfigs(client, ConfigResource::Broker, alter->broker < 0 ? std::string() : std::to_string(alter->broker), alter->changes,
                                        rehearsal, deadline);
    if (const auto *add = std::get_if<AddPartitions>(&change))
        co_return co_await addPartitions(client, *add, rehearsal, deadline);
    if (const auto *records = std::get_if<DeleteRecords>(&change))
        co_return co_await deleteRecords(client, *records, deadline);
    co_return co_await deleteGroup(client, std::get<DeleteGroup>(change), deadline);
}

} // namespace weir::kafka
