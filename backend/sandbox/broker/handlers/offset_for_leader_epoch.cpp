// SPDX-License-Identifier: GPL-3.0-or-later
// OffsetForLeaderEpoch, 2-4. 2: current leader epoch; 3: replica id; 4: flexible.
#include "backend/sandbox/broker/handlers/handlers.h"

#include "backend/sandbox/broker/scatter.h"
#include "backend/wire/messages/offset_for_leader_epoch.h"

namespace weir::sandbox {

namespace {

using Answer = wire::OffsetForLeaderEpochResponse::EpochEndOffset;

struct EpochItem {
    std::size_t topic = 0;
    std::string name;
    PartitionId id;
    std::int32_t currentLeaderEpoch = -1;
    std::int32_t leaderEpoch = -1;
};

} // namespace

void handleOffsetForLeaderEpoch(const HandlerContext &context, wire::OffsetForLeaderEpochRequest request,
                                Reply<wire::OffsetForLeaderEpochResponse> reply)
{
    Broker &broker = context.broker;
    const MetadataImage &image = *context.shard().image;
    auto response = std::make_shared<wire::OffsetForLeaderEpochResponse>();
    response->topics.resize(request.topics.size());
    std::vector<EpochItem> items;
    for (std::size_t t = 0; t < request.topics.size(); ++t) {
        const auto &topic = request.topics[t];
        response->topics[t].topic = topic.topic;
        const TopicPtr known = image.topic(topic.topic);
        for (const auto &partition : topic.partitions) {
            if (known) {
                items.push_back({t, topic.topic, {known->id, partition.partition}, partition.currentLeaderEpoch, partition.leaderEpoch});
                continue;
            }
            Answer missing;
            missing.partition = partition.partition;
            missing.errorCode = base::code(base::KafkaError::UnknownTopicOrPartition);
            response->topics[t].partitions.push_back(std::move(missing));
        }
    }
    Scatter<EpochItem, Answer>::run(
        broker.shared_from_this(), context.owner, std::move(items), [&broker](const EpochItem &item) { return broker.ownerOf(item.name, item.id); },
        [](Shard &shard, const EpochItem &item, const std::function<void(Answer)> &done) {
            Answer answer;
            answer.partition = item.id.index;
            const Partition *partition = shard.find(item.id);
            answer.errorCode = partition == nullptr ? shard.absenceOf(item.id) : partition->checkLeader(item.currentLeaderEpoch);
            if (answer.errorCode == 0) {
                const EpochEnd end = partition->log().endOffsetForEpoch(item.leaderEpoch);
                answer.leaderEpoch = end.epoch;
                answer.endOffset = end.endOffset;
            }
            done(std::move(answer));
        },
        [response, reply = std::move(reply)](std::vector<EpochItem> done, std::vector<Answer> answers) {
            for (std::size_t i = 0; i < done.size(); ++i)
                response->topics[done[i].topic].partitions.push_back(std::move(answers[i]));
            reply(std::move(*response));
        });
}

} // namespace weir::sandbox
