// SPDX-License-Identifier: GPL-3.0-or-later
// Topics come, grow and go. Versions: CreateTopics 2-7 (v4 default counts, v5 the configs in the answer, v6 quota
// errors, which are never given, v7 topic ids), DeleteTopics 1-6 (v6 by id), CreatePartitions 0-3. Not done: creation
// policies (create.topic.policy.class.name is a Java class) and controller mutation quotas.
#include "backend/sandbox/metadata/controller_impl.h"
#include "backend/sandbox/metadata/topic_name.h"
#include "backend/wire/messages/create_partitions.h"
#include "backend/wire/messages/create_topics.h"
#include "backend/wire/messages/delete_topics.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace weir::sandbox {

using base::KafkaError;

namespace {

using Assignment = std::vector<std::vector<std::int32_t>>;

// As Kafka's controller limits what one request may make.
constexpr std::size_t kMaxPartitionsPerRequest = 10'000;

} // namespace

Refusal checkReplicas(const MetadataImage &image, const std::vector<std::int32_t> &replicas, std::size_t expected)
{
    const auto refuse = [](std::string words) {
        return Refusal(KafkaError::InvalidReplicaAssignment, std::move(words));
    };
    if (replicas.empty())
        return refuse("The manual partition assignment includes an empty replica list.");
    std::vector<std::int32_t> sorted = replicas;
    std::sort(sorted.begin(), sorted.end());
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        if (image.broker(sorted[i]) == nullptr)
            return refuse(fmt::format(
                "The manual partition assignment includes broker {}, but no such broker is registered.", sorted[i]));
        if (i > 0 && sorted[i] == sorted[i - 1])
            return refuse(
                fmt::format("The manual partition assignment includes the broker {} more than once.", sorted[i]));
    }
    if (expected != 0 && replicas.size() != expected)
        return refuse(
            fmt::format("The manual partition assignment includes a partition with {} replica(s), but this is not "
                        "consistent with previous partitions, which have {} replica(s).",
                        replicas.size(), expected));
    return {};
}

namespace {

Refusal checkCounts(const MetadataImage &image, std::size_t replicationFactor)
{
    const auto refuse = [&](std::string words) {
        return Refusal(KafkaError::InvalidReplicationFactor,
                       fmt::format("Unable to replicate the partition {} time(s): {}", replicationFactor, words));
    };
    const auto &brokers = image.brokers();
    if (std::none_of(brokers.begin(), brokers.end(), [](const auto &one) { return one.second->active(); }))
        return refuse("All brokers are currently fenced.");
    if (replicationFactor > brokers.size())
        return refuse(fmt::format("The target replication factor of {} cannot be reached because only {} broker(s) are "
                                  "registered or some brokers have all their log directories cordoned.",
                                  replicationFactor, brokers.size()));
    return {};
}

wire::PartitionRecord newPartition(const MetadataImage &image, const base::Uuid &topicId, std::size_t index,
                                   const std::vector<std::int32_t> &replicas)
{
    wire::PartitionRecord record;
    record.partitionId = static_cast<std::int32_t>(index);
    record.topicId = topicId;
    record.replicas = replicas;
    for (const std::int32_t id : replicas) {
        const BrokerImage *broker = image.broker(id);
        if (broker != nullptr && broker->active())
            record.isr.push_back(id);
    }
    record.leader = record.isr.empty() ? -1 : record.isr.front();
    record.leaderEpoch = 0;
    record.partitionEpoch = 0;
    for (const std::int32_t id : replicas)
        record.directories.push_back(directoryForNew(image, id));
    return record;
}

Refusal checkManual(const MetadataImage &image, const Assignment &assignment, std::size_t expected, std::size_t first)
{
    for (std::size_t i = 0; i < assignment.size(); ++i) {
        const auto &replicas = assignment[i];
        if (Refusal refusal = checkReplicas(image, replicas, expected))
            return refusal;
        expected = replicas.size();
        if (newPartition(image, {}, i, replicas).isr.empty())
            return {KafkaError::InvalidReplicaAssignment,
                    fmt::format(
                        "All brokers specified in the manual partition assignment for partition {} are fenced or in "
                        "controlled shutdown.",
                        first + i)};
    }
    return {};
}

struct NewTopic
{
    base::Uuid id;
    Assignment assignment;
    ConfigMap configs;
};

Refusal manualAssignment(const MetadataImage &image, const wire::CreateTopicsRequest::CreatableTopic &topic,
                         Assignment &assignment)
{
    if (topic.replicationFactor != -1)
        return {KafkaError::InvalidRequest,
                "A manual partition assignment was specified, but replication factor was not set to -1."};
    if (topic.numPartitions != -1)
        return {KafkaError::InvalidRequest,
                "A manual partition assignment was specified, but numPartitions was not set to -1."};
    std::map<std::int32_t, const std::vector<std::int32_t> *> byIndex;
    for (const auto &one : topic.assignments) {
        if (!byIndex.emplace(one.partitionIndex, &one.brokerIds).second)
            return {KafkaError::InvalidReplicaAssignment,
                    fmt::format("Found multiple manual partition assignments for partition {}", one.partitionIndex)};
    }
    for (const auto &[index, replicas] : byIndex) {
        if (index != static_cast<std::int32_t>(assignment.size()))
            return {KafkaError::InvalidReplicaAssignment,
                    "partitions should be a consecutive 0-based integer sequence"};
        assignment.push_back(*replicas);
    }
    return checkManual(image, assignment, 0, 0);
}

Refusal readConfigs(const wire::CreateTopicsRequest::CreatableTopic &topic, ConfigMap &configs)
{
    std::vector<std::string> nulls;
    for (const auto &config : topic.configs) {
        if (config.value)
            configs[config.name] = *config.value;
        else
            nulls.push_back(config.name);
    }
    if (!nulls.empty())
        return {KafkaError::InvalidConfig,
                fmt::format("Null value not supported for topic configs: {}", fmt::join(nulls, ","))};
    if (const base::Status valid = validateTopicConfigs(configs); !valid)
        return {KafkaError::InvalidConfig, valid.error().peerText};
    return {};
}

} // namespace

void Controller::Impl::handle(const wire::CreateTopicsRequest &request, Reply<wire::CreateTopicsResponse> reply)
{
    wire::CreateTopicsResponse response;
    Records records;
    std::map<std::string, int> mentions;
    for (const auto &topic : request.topics)
        ++mentions[topic.name];
    // Names that collide are found by one key each, made once a request: a request may bring thousands of topics.
    std::map<std::string, std::string> collisions;
    const bool anyCollidable = std::any_of(request.topics.begin(), request.topics.end(), [](const auto &topic) {
        return topic.name.find_first_of("._") != std::string::npos;
    });
    if (anyCollidable) {
        now().forEachTopic([&](const TopicImage &topic) {
            if (topic.name.find_first_of("._") != std::string::npos)
                collisions.emplace(topicCollisionKey(topic.name), topic.name);
        });
    }

    std::size_t made = 0;
    const auto plan = [&](const wire::CreateTopicsRequest::CreatableTopic &topic, NewTopic &result) -> Refusal {
        if (mentions[topic.name] > 1)
            return {KafkaError::InvalidRequest, "Duplicate topic name."};
        if (topic.name == kMetadataTopic)
            return {KafkaError::InvalidRequest,
                    fmt::format("Creation of internal topic {} is prohibited.", topic.name)};
        if (std::string problem = topicNameProblem(topic.name); !problem.empty())
            return {KafkaError::InvalidTopic, std::move(problem)};
        if (now().topic(topic.name))
            return {KafkaError::TopicAlreadyExists, fmt::format("Topic '{}' already exists.", topic.name)};
        if (topic.name.find_first_of("._") != std::string::npos) {
            const auto [at, fresh] = collisions.emplace(topicCollisionKey(topic.name), topic.name);
            if (!fresh)
                return {KafkaError::InvalidTopic,
                        fmt::format("Topic '{}' collides with existing topic: {}", topic.name, at->second)};
        }
        if (Refusal refusal = readConfigs(topic, result.configs))
            return refusal;
        if (!topic.assignments.empty()) {
            if (Refusal refusal = manualAssignment(now(), topic, result.assignment))
                return refusal;
        } else {
            if (topic.replicationFactor < -1 || topic.replicationFactor == 0)
                return {KafkaError::InvalidReplicationFactor,
                        "Replication factor must be larger than 0, or -1 to use the default value."};
            if (topic.numPartitions < -1 || topic.numPartitions == 0)
                return {KafkaError::InvalidPartitions,
                        "Number of partitions was set to an invalid non-positive value."};
            const auto factor =
                static_cast<std::size_t>(topic.replicationFactor == -1 ? settings().number("default.replication.factor")
                                                                       : topic.replicationFactor);
            const auto count = static_cast<std::size_t>(topic.numPartitions == -1 ? settings().number("num.partitions")
                                                                                  : topic.numPartitions);
            if (made + count > kMaxPartitionsPerRequest)
                return {KafkaError::PolicyViolation, "Excessively large number of partitions per request."};
            if (Refusal refusal = checkCounts(now(), factor))
                return refusal;
            result.assignment = m_placer.place(now(), count, factor);
        }
        if (made + result.assignment.size() > kMaxPartitionsPerRequest)
            return {KafkaError::PolicyViolation, "Excessively large number of partitions per request."};
        return {};
    };

    std::set<std::string> answered;
    for (const auto &topic : request.topics) {
        if (!answered.insert(topic.name).second)
            continue;
        auto &answer = response.topics.emplace_back();
        answer.name = topic.name;
        NewTopic planned;
        if (const Refusal refusal = plan(topic, planned)) {
            answer.errorCode = refusal.code;
            answer.errorMessage = refusal.words;
            answer.configs.reset();
            continue;
        }
        made += planned.assignment.size();
        planned.id = m_random.uuid();
        answer.topicId = planned.id;
        answer.errorMessage.reset();
        answer.numPartitions = static_cast<std::int32_t>(planned.assignment.size());
        answer.replicationFactor = static_cast<std::int16_t>(planned.assignment.front().size());
        for (const EffectiveConfig &config : describeTopicConfigs(settings(), planned.configs)) {
            auto &entry = answer.configs->emplace_back();
            entry.name = config.name;
            entry.value = config.value;
            entry.readOnly = config.readOnly;
            entry.configSource = static_cast<std::int8_t>(config.source);
            entry.isSensitive = config.sensitive;
        }
        wire::TopicRecord record;
        record.name = topic.name;
        record.topicId = planned.id;
        records.emplace_back(std::move(record));
        for (const auto &[name, value] : planned.configs) {
            wire::ConfigRecord config;
            config.resourceType = static_cast<std::int8_t>(ConfigResourceType::Topic);
            config.resourceName = topic.name;
            config.name = name;
            config.value = value;
            records.emplace_back(std::move(config));
        }
        for (std::size_t i = 0; i < planned.assignment.size(); ++i)
            records.emplace_back(newPartition(now(), planned.id, i, planned.assignment[i]));
    }
    if (request.validateOnly)
        records.clear();
    commit(std::move(records), [response = std::move(response), reply](const base::Status &status) mutable {
        for (auto &answer : response.topics) {
            if (status || answer.errorCode != 0)
                continue;
            answer.errorCode = codeOf(status);
            answer.topicId = {};
            answer.numPartitions = -1;
            answer.replicationFactor = -1;
            answer.configs.reset();
        }
        reply(std::move(response));
    });
}

void Controller::Impl::handle(const wire::DeleteTopicsRequest &request, std::int16_t version,
                              Reply<wire::DeleteTopicsResponse> reply)
{
    wire::DeleteTopicsResponse response;
    Records records;
    auto wanted = request.topics;
    if (version < 6) {
        for (const std::string &name : request.topicNames)
            wanted.push_back({.name = name, .topicId = {}, .unknownTags = {}});
    }
    std::map<std::string, int> names;
    std::map<base::Uuid, int> ids;
    for (const auto &topic : wanted) {
        if (topic.name)
            ++names[*topic.name];
        else
            ++ids[topic.topicId];
    }
    const bool enabled = settings().flag("delete.topic.enable");
    std::set<base::Uuid> going;
    const auto check = [&](const auto &topic, const TopicPtr &found) -> Refusal {
        if (!enabled)
            return {version < 3 ? KafkaError::InvalidRequest : KafkaError::TopicDeletionDisabled,
                    "Topic deletion is disabled."};
        if (topic.name && !topic.topicId.isZero())
            return {KafkaError::InvalidRequest, "You may not specify both topic name and topic id."};
        if (!topic.name && topic.topicId.isZero())
            return {KafkaError::InvalidRequest, "Neither topic name nor id were specified."};
        if (topic.name && names[*topic.name] > 1)
            return {KafkaError::InvalidRequest, "Duplicate topic name."};
        if (!topic.name && ids[topic.topicId] > 1)
            return {KafkaError::InvalidRequest, "Duplicate topic id."};
        if (!found)
            return {topic.name ? KafkaError::UnknownTopicOrPartition : KafkaError::UnknownTopicId,
                    topic.name ? "This server does not host this topic-partition."
                               : "This server does not host this topic ID."};
        if (!going.insert(found->id).second)
            return {KafkaError::InvalidRequest, "The provided topic name maps to an ID that was already supplied."};
        return {};
    };
    std::set<std::pair<bool, std::string>> answered;
    for (const auto &topic : wanted) {
        // A name or id that came twice is answered once.
        const std::pair key(topic.name.has_value(), topic.name ? *topic.name : topic.topicId.toString());
        if ((topic.name ? names[*topic.name] : ids[topic.topicId]) > 1 && !answered.insert(key).second)
            continue;
        const TopicPtr found = topic.name ? now().topic(*topic.name) : now().topic(topic.topicId);
        auto &answer = response.responses.emplace_back();
        answer.name = topic.name;
        answer.topicId = topic.topicId;
        if (const Refusal refusal = check(topic, found)) {
            answer.errorCode = refusal.code;
            answer.errorMessage = refusal.words;
            continue;
        }
        answer.name = found->name;
        answer.topicId = found->id;
        wire::RemoveTopicRecord record;
        record.topicId = found->id;
        records.emplace_back(record);
    }
    commit(std::move(records), [response = std::move(response), reply](const base::Status &status) mutable {
        for (auto &answer : response.responses) {
            if (!status && answer.errorCode == 0)
                answer.errorCode = codeOf(status);
        }
        reply(std::move(response));
    });
}

void Controller::Impl::handle(const wire::CreatePartitionsRequest &request, Reply<wire::CreatePartitionsResponse> reply)
{
    wire::CreatePartitionsResponse response;
    Records records;
    std::map<std::string, int> mentions;
    for (const auto &topic : request.topics)
        ++mentions[topic.name];
    std::size_t made = 0;

    const auto plan = [&](const wire::CreatePartitionsRequest::CreatePartitionsTopic &topic) -> Refusal {
        if (mentions[topic.name] > 1)
            return {KafkaError::InvalidRequest, "Duplicate topic name."};
        const TopicPtr known = now().topic(topic.name);
        if (!known)
            return {KafkaError::UnknownTopicOrPartition, "This server does not host this topic-partition."};
        const std::size_t current = known->partitions.size();
        if (topic.count == static_cast<std::int32_t>(current))
            return {KafkaError::InvalidPartitions, fmt::format("Topic already has {} partition(s).", current)};
        if (topic.count < static_cast<std::int32_t>(current))
            return {KafkaError::InvalidPartitions,
                    fmt::format("The topic {} currently has {} partition(s); {} would not be an increase.", topic.name,
                                current, topic.count)};
        const std::size_t additional = static_cast<std::size_t>(topic.count) - current;
        if (made + additional > kMaxPartitionsPerRequest)
            return {KafkaError::PolicyViolation, "Excessively large number of partitions per request."};
        const std::size_t factor = known->partitions.front()->replicas.size();
        Assignment assignment;
        if (topic.assignments) {
            if (topic.assignments->size() != additional)
                return {KafkaError::InvalidReplicaAssignment,
                        fmt::format(
                            "Attempted to add {} additional partition(s), but only {} assignment(s) were specified.",
                            additional, topic.assignments->size())};
            for (const auto &one : *topic.assignments)
                assignment.push_back(one.brokerIds);
            if (Refusal refusal = checkManual(now(), assignment, factor, current))
                return refusal;
        } else {
            if (Refusal refusal = checkCounts(now(), factor))
                return refusal;
            assignment = m_placer.place(now(), additional, factor, current);
        }
        made += additional;
        for (std::size_t i = 0; i < assignment.size(); ++i)
            records.emplace_back(newPartition(now(), known->id, current + i, assignment[i]));
        return {};
    };

    std::set<std::string> answered;
    for (const auto &topic : request.topics) {
        if (!answered.insert(topic.name).second)
            continue;
        const Refusal refusal = plan(topic);
        auto &answer = response.results.emplace_back();
        answer.name = topic.name;
        answer.errorCode = refusal.code;
        if (refusal)
            answer.errorMessage = refusal.words;
    }
    if (request.validateOnly)
        records.clear();
    commit(std::move(records), [response = std::move(response), reply](const base::Status &status) mutable {
        for (auto &answer : response.results) {
            if (!status && answer.errorCode == 0)
                answer.errorCode = codeOf(status);
        }
        reply(std::move(response));
    });
}

} // namespace weir::sandbox
