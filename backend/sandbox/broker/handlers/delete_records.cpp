// SPDX-License-Identifier: GPL-3.0-or-later
// DeleteRecords, 0-2. 2: flexible. Offset -1 is the high watermark.
// Answered when every live replica has moved its log start, else REQUEST_TIMED_OUT.
#include "backend/sandbox/broker/handlers/handlers.h"

#include "backend/sandbox/broker/handlers/topic_view.h"
#include "backend/sandbox/broker/scatter.h"
#include "backend/wire/messages/delete_records.h"

namespace weir::sandbox {

using base::KafkaError;
using std::chrono::milliseconds;

namespace {

using Answer = wire::DeleteRecordsResponse::DeleteRecordsPartitionResult;

struct DeleteItem {
    std::size_t topic = 0;
    std::string name;
    PartitionId id;
    std::int64_t offset = 0;
};

void deletePart(Shard &shard, const DeleteItem &item, milliseconds timeout, const std::function<void(Answer)> &reply)
{
    Answer answer;
    answer.partitionIndex = item.id.index;
    answer.lowWatermark = -1;
    Partition *partition = shard.find(item.id);
    answer.errorCode = partition == nullptr ? shard.absenceOf(item.id) : partition->checkLeader(-1);
    if (answer.errorCode == 0 && !partition->log().config().deleteOld)
        answer.errorCode = base::code(KafkaError::PolicyViolation);
    if (answer.errorCode != 0)
        return reply(std::move(answer));
    const auto target = partition->deleteRecordsBefore(item.offset);
    if (!target) {
        answer.errorCode = target.error().kafkaCode != 0 ? target.error().kafkaCode : base::code(KafkaError::KafkaStorageError);
        return reply(std::move(answer));
    }
    // Shared: the partition and the clock both hold it; the first of them answers.
    struct Waiting {
        std::function<void(Answer)> reply;
        TimerId timer = 0;
        bool done = false;
    };
    auto waiting = std::make_shared<Waiting>(Waiting{reply, 0, false});
    const auto finish = [waiting, &shard, id = item.id](std::int16_t error) {
        if (std::exchange(waiting->done, true))
            return;
        shard.owner.cancel(waiting->timer);
        Answer result;
        result.partitionIndex = id.index;
        result.errorCode = error;
        const Partition *still = shard.find(id);
        result.lowWatermark = error == 0 && still != nullptr ? still->lowWatermark() : -1;
        waiting->reply(std::move(result));
    };
    const std::uint64_t wait = partition->whenLowWatermark(*target, finish);
    if (waiting->done)
        return;
    waiting->timer = shard.owner.after(timeout, [finish, &shard, id = item.id, wait] {
        if (Partition *still = shard.find(id))
            still->forget(wait);
        finish(base::code(KafkaError::RequestTimedOut));
    });
}

} // namespace

void handleDeleteRecords(const HandlerContext &context, wire::DeleteRecordsRequest request, Reply<wire::DeleteRecordsResponse> reply)
{
    Broker &broker = context.broker;
    const MetadataImage &image = *context.shard().image;
    auto response = std::make_shared<wire::DeleteRecordsResponse>();
    response->topics.resize(request.topics.size());
    std::vector<DeleteItem> items;
    for (std::size_t t = 0; t < request.topics.size(); ++t) {
        const auto &topic = request.topics[t];
        response->topics[t].name = topic.name;
        const TopicPtr known = image.topic(topic.name);
        for (const auto &partition : topic.partitions) {
            if (known && !isInternalTopic(topic.name)) {
                items.push_back({t, topic.name, {known->id, partition.partitionIndex}, partition.offset});
                continue;
            }
            Answer missing;
            missing.partitionIndex = partition.partitionIndex;
            missing.lowWatermark = -1;
            missing.errorCode = base::code(known ? KafkaError::InvalidTopic : KafkaError::UnknownTopicOrPartition);
            response->topics[t].partitions.push_back(std::move(missing));
        }
    }
    Scatter<DeleteItem, Answer>::run(
        broker.shared_from_this(), context.owner, std::move(items), [&broker](const DeleteItem &item) { return broker.ownerOf(item.name, item.id); },
        [timeout = milliseconds(std::max(request.timeoutMs, 0))](Shard &shard, const DeleteItem &item, const std::function<void(Answer)> &answer) {
            deletePart(shard, item, timeout, answer);
        },
        [response, reply = std::move(reply)](std::vector<DeleteItem> done, std::vector<Answer> answers) {
            for (std::size_t i = 0; i < done.size(); ++i)
                response->topics[done[i].topic].partitions.push_back(std::move(answers[i]));
            reply(std::move(*response));
        });
}

} // namespace weir::sandbox
