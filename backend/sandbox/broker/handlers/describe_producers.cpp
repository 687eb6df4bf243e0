// SPDX-License-Identifier: GPL-3.0-or-later
// DescribeProducers, 0. What the leader's log knows of each producer id: by the start of its open transaction a hanging one
// is found (KIP-664).
#include "backend/sandbox/broker/handlers/handlers.h"

#include "backend/sandbox/broker/scatter.h"
#include "backend/wire/messages/describe_producers.h"

#include <algorithm>

namespace weir::sandbox {

namespace {

using Answer = wire::DescribeProducersResponse::PartitionResponse;

struct Item {
    std::size_t topic = 0; ///< place in the request
    std::string name;
    PartitionId id;
};

Answer describe(Shard &shard, const Item &item)
{
    Answer answer;
    answer.partitionIndex = item.id.index;
    const Partition *partition = shard.find(item.id);
    answer.errorCode = partition == nullptr ? shard.absenceOf(item.id) : partition->checkLeader(-1);
    if (answer.errorCode != 0)
        return answer;
    for (const auto &[id, state] : partition->log().producers().all()) {
        auto &into = answer.activeProducers.emplace_back();
        into.producerId = id;
        into.producerEpoch = state.epoch;
        into.lastSequence = state.lastSequence();
        into.lastTimestamp = state.lastTimestamp;
        into.coordinatorEpoch = state.coordinatorEpoch;
        into.currentTxnStartOffset = state.currentTxnFirstOffset;
    }
    std::sort(answer.activeProducers.begin(), answer.activeProducers.end(), [](const auto &a, const auto &b) { return a.producerId < b.producerId; });
    return answer;
}

} // namespace

void handleDescribeProducers(const HandlerContext &context, wire::DescribeProducersRequest request, Reply<wire::DescribeProducersResponse> reply)
{
    Broker &broker = context.broker;
    auto response = std::make_shared<wire::DescribeProducersResponse>();
    response->topics.resize(request.topics.size());
    std::vector<Item> items;
    for (std::size_t t = 0; t < request.topics.size(); ++t) {
        const auto &topic = request.topics[t];
        response->topics[t].name = topic.name;
        const TopicPtr known = context.shard().image->topic(topic.name);
        for (const std::int32_t index : topic.partitionIndexes) {
            if (known) {
                items.push_back({t, topic.name, {known->id, index}});
                continue;
            }
            Answer missing;
            missing.partitionIndex = index;
            missing.errorCode = base::code(base::KafkaError::UnknownTopicOrPartition);
            response->topics[t].partitions.push_back(std::move(missing));
        }
    }
    Scatter<Item, Answer>::run(
        broker.shared_from_this(), context.owner, std::move(items), [&broker](const Item &item) { return broker.ownerOf(item.name, item.id); },
        [](Shard &shard, const Item &item, const std::function<void(Answer)> &answer) { answer(describe(shard, item)); },
        [response, reply = std::move(reply)](std::vector<Item> done, std::vector<Answer> answers) {
            for (std::size_t i = 0; i < done.size(); ++i)
                response->topics[done[i].topic].partitions.push_back(std::move(answers[i]));
            reply(std::move(*response));
        });
}

} // namespace weir::sandbox
