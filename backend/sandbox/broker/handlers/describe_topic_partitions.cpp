// SPDX-License-Identifier: GPL-3.0-or-later
// DescribeTopicPartitions, 0 (KIP-966): topics in order of name, a page at a time.
// Who may see what, and authorized operations: access/topic_rules.cpp.
#include "backend/sandbox/broker/handlers/handlers.h"

#include "backend/sandbox/broker/handlers/topic_view.h"
#include "backend/wire/messages/describe_topic_partitions.h"

#include <algorithm>

namespace weir::sandbox {

void handleDescribeTopicPartitions(const HandlerContext &context, wire::DescribeTopicPartitionsRequest request,
                                   Reply<wire::DescribeTopicPartitionsResponse> reply)
{
    const MetadataImage &image = *context.shard().image;
    wire::DescribeTopicPartitionsResponse response;
    std::vector<std::string> names;
    if (request.topics.empty()) {
        for (const TopicPtr &topic : image.topicsByName())
            names.push_back(topic->name);
    } else {
        for (const auto &topic : request.topics)
            names.push_back(topic.name);
        std::sort(names.begin(), names.end());
        names.erase(std::unique(names.begin(), names.end()), names.end());
    }
    const std::string from = request.cursor ? request.cursor->topicName : std::string();
    std::int32_t start = request.cursor ? std::max(request.cursor->partitionIndex, 0) : 0;
    std::int32_t left = std::clamp(request.responsePartitionLimit, 1, 2000); // max.request.partition.size.limit
    for (const std::string &name : names) {
        if (name < from)
            continue;
        const std::int32_t first = name == from ? start : 0;
        wire::DescribeTopicPartitionsResponse::DescribeTopicPartitionsResponseTopic entry;
        entry.name = name;
        entry.isInternal = isInternalTopic(name);
        const TopicPtr topic = image.topic(name);
        if (!topic) {
            entry.errorCode = base::code(isValidTopicName(name) ? base::KafkaError::UnknownTopicOrPartition : base::KafkaError::InvalidTopic);
            response.topics.push_back(std::move(entry));
            continue;
        }
        entry.topicId = topic->id;
        for (std::int32_t i = first; i < static_cast<std::int32_t>(topic->partitions.size()); ++i) {
            if (left-- == 0) {
                wire::DescribeTopicPartitionsResponse::Cursor cursor;
                cursor.topicName = name;
                cursor.partitionIndex = i;
                response.nextCursor = std::move(cursor);
                break;
            }
            const PartitionImage &partition = *topic->partitions[static_cast<std::size_t>(i)];
            PartitionView view = viewOf(image, partition, context.session.listener);
            wire::DescribeTopicPartitionsResponse::DescribeTopicPartitionsResponsePartition row;
            row.errorCode = view.error;
            row.partitionIndex = i;
            row.leaderId = view.leader;
            row.leaderEpoch = partition.leaderEpoch;
            row.replicaNodes = partition.replicas;
            row.isrNodes = partition.isr;
            row.eligibleLeaderReplicas = partition.elr;
            row.lastKnownElr = partition.lastKnownElr;
            row.offlineReplicas = std::move(view.offline);
            entry.partitions.push_back(std::move(row));
        }
        response.topics.push_back(std::move(entry));
        if (response.nextCursor)
            break;
    }
    reply(std::move(response));
}

} // namespace weir::sandbox
