// SPDX-License-Identifier: GPL-3.0-or-later
// ListOffsets, 1-11. 2: isolation level; 4: leader epochs; 5: OFFSET_NOT_AVAILABLE from a leader that does not know yet
// what is committed (KIP-207); 6: flexible; 7: -3, the record with the highest timestamp; 8: -4, earliest local; 9: -5,
// latest tiered; 10: timeout of remote reads; 11: -6, earliest pending upload.
// -1 latest (as the isolation level sees it), -2 earliest, a time: the first record at or after it. There is no tiered
// storage: -4 is the earliest, -5 and -6 have no answer (offset -1).
#include "backend/sandbox/broker/handlers/handlers.h"

#include "backend/sandbox/broker/scatter.h"
#include "backend/wire/messages/list_offsets.h"

namespace weir::sandbox {

using base::KafkaError;

namespace {

using Answer = wire::ListOffsetsResponse::ListOffsetsPartitionResponse;

struct OffsetItem {
    std::size_t topic = 0;
    std::string name;
    PartitionId id;
    std::int32_t currentLeaderEpoch = -1;
    std::int64_t timestamp = 0;
};

constexpr std::int16_t kOffsetNotAvailable = 5;

constexpr std::int64_t kLatest = -1;
constexpr std::int64_t kEarliest = -2;
constexpr std::int64_t kMaxTimestamp = -3;
constexpr std::int64_t kEarliestLocal = -4;
constexpr std::int64_t kLatestTiered = -5;
constexpr std::int64_t kEarliestPendingUpload = -6;

std::int16_t firstVersionOf(std::int64_t timestamp)
{
    switch (timestamp) {
    case kMaxTimestamp: return 7;
    case kEarliestLocal: return 8;
    case kLatestTiered: return 9;
    case kEarliestPendingUpload: return 11;
    default: return timestamp < kEarliestPendingUpload ? INT16_MAX : std::int16_t{0};
    }
}

Answer lookUp(Shard &shard, const OffsetItem &item, std::int16_t version, bool follower, bool committedOnly)
{
    Answer answer;
    answer.partitionIndex = item.id.index;
    Partition *partition = shard.find(item.id);
    answer.errorCode = partition == nullptr ? shard.absenceOf(item.id) : partition->checkLeader(item.currentLeaderEpoch);
    if (answer.errorCode != 0)
        return answer;
    if (version < firstVersionOf(item.timestamp)) {
        answer.errorCode = base::code(KafkaError::UnsupportedVersion);
        return answer;
    }
    PartitionLog &log = partition->log();
    const std::int64_t end = follower ? log.logEndOffset() : committedOnly ? log.lastStableOffset() : log.highWatermark();
    const auto epochAt = [&log](std::int64_t offset) {
        return offset >= log.logEndOffset() ? log.latestEpoch() : log.epochs().epochAt(offset).value_or(-1);
    };
    // A leader that has just been elected would tell a client that the end has moved back.
    const auto notYet = follower || partition->knowsCommitted()
        ? std::int16_t{0}
        : base::code(version >= kOffsetNotAvailable ? KafkaError::OffsetNotAvailable : KafkaError::LeaderNotAvailable);
    if (item.timestamp == kLatest) {
        answer.errorCode = notYet;
        if (notYet == 0) {
            answer.offset = end;
            answer.leaderEpoch = partition->leaderEpoch();
        }
    } else if (item.timestamp == kEarliest || item.timestamp == kEarliestLocal) {
        answer.offset = log.logStartOffset();
        answer.leaderEpoch = epochAt(answer.offset);
    } else if (item.timestamp != kLatestTiered && item.timestamp != kEarliestPendingUpload) {
        const auto found = item.timestamp == kMaxTimestamp ? log.findMaxTimestamp() : log.findByTimestamp(item.timestamp);
        if (!found) {
            answer.errorCode = base::code(KafkaError::KafkaStorageError);
        } else if (*found && (*found)->offset < end) {
            answer.offset = (*found)->offset;
            answer.timestamp = (*found)->timestamp;
            answer.leaderEpoch = (*found)->leaderEpoch;
        } else {
            answer.errorCode = notYet;
        }
    }
    if (version < 4)
        answer.leaderEpoch = -1;
    return answer;
}

} // namespace

void handleListOffsets(const HandlerContext &context, wire::ListOffsetsRequest request, Reply<wire::ListOffsetsResponse> reply)
{
    Broker &broker = context.broker;
    const MetadataImage &image = *context.shard().image;
    auto response = std::make_shared<wire::ListOffsetsResponse>();
    response->topics.resize(request.topics.size());
    std::vector<OffsetItem> items;
    for (std::size_t t = 0; t < request.topics.size(); ++t) {
        const auto &topic = request.topics[t];
        response->topics[t].name = topic.name;
        const TopicPtr known = image.topic(topic.name);
        for (const auto &partition : topic.partitions) {
            if (known) {
                items.push_back({t, topic.name, {known->id, partition.partitionIndex}, partition.currentLeaderEpoch, partition.timestamp});
                continue;
            }
            Answer missing;
            missing.partitionIndex = partition.partitionIndex;
            missing.errorCode = base::code(KafkaError::UnknownTopicOrPartition);
            response->topics[t].partitions.push_back(std::move(missing));
        }
    }
    Scatter<OffsetItem, Answer>::run(
        broker.shared_from_this(), context.owner, std::move(items),
        [&broker](const OffsetItem &item) { return broker.ownerOf(item.name, item.id); },
        [version = context.version, follower = request.replicaId >= 0, committedOnly = request.isolationLevel == 1](
            Shard &shard, const OffsetItem &item, const std::function<void(Answer)> &answer) {
            answer(lookUp(shard, item, version, follower, committedOnly));
        },
        [response, reply = std::move(reply)](std::vector<OffsetItem> done, std::vector<Answer> answers) {
            for (std::size_t i = 0; i < done.size(); ++i)
                response->topics[done[i].topic].partitions.push_back(std::move(answers[i]));
            reply(std::move(*response));
        });
}

} // namespace weir::sandbox
