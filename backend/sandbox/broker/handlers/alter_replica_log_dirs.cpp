// SPDX-License-Identifier: GPL-3.0-or-later
// AlterReplicaLogDirs, 1-2. 2: flexible. A broker here has one log directory (log.dirs of several are not done): moving to
// where a replica is already is no work, and there is nowhere else.
#include "backend/sandbox/broker/handlers/handlers.h"

#include "backend/sandbox/broker/handlers/topic_view.h"
#include "backend/wire/messages/alter_replica_log_dirs.h"

#include <map>

namespace weir::sandbox {

using base::KafkaError;

namespace {

/// "/data/" and "/data" are one directory.
std::string_view bare(std::string_view path)
{
    while (path.size() > 1 && path.back() == '/')
        path.remove_suffix(1);
    return path;
}

} // namespace

void handleAlterReplicaLogDirs(const HandlerContext &context, wire::AlterReplicaLogDirsRequest request, Reply<wire::AlterReplicaLogDirsResponse> reply)
{
    const Broker &broker = context.broker;
    const MetadataImage &image = *context.shard().image;
    const auto answerTo = [&](const std::string &path, const std::string &topic, std::int32_t index) {
        if (!isValidTopicName(topic))
            return KafkaError::InvalidTopic;
        if (bare(path) != bare(broker.options().directory))
            return KafkaError::LogDirNotFound;
        // One that this broker has no replica of would be put there when it comes.
        const PartitionImage *partition = image.partition(topic, index);
        return partition != nullptr && partition->hasReplica(broker.id()) ? KafkaError::None : KafkaError::ReplicaNotAvailable;
    };
    std::map<std::string, std::vector<std::pair<std::int32_t, KafkaError>>> answers;
    for (const auto &dir : request.dirs) {
        for (const auto &topic : dir.topics) {
            for (const std::int32_t index : topic.partitions)
                answers[topic.name].emplace_back(index, answerTo(dir.path, topic.name, index));
        }
    }
    wire::AlterReplicaLogDirsResponse response;
    for (const auto &[topic, partitions] : answers) {
        auto &result = response.results.emplace_back();
        result.topicName = topic;
        for (const auto &[index, error] : partitions) {
            auto &row = result.partitions.emplace_back();
            row.partitionIndex = index;
            row.errorCode = base::code(error);
        }
    }
    reply(std::move(response));
}

} // namespace weir::sandbox
