// SPDX-License-Identifier: GPL-3.0-or-later
// TxnOffsetCommit v0-5 (v2 leader epoch, v3 the member, v4 TRANSACTION_ABORTABLE, v5 adds the group to the transaction), and
// the end of transactions in `__consumer_offsets`. Until a transaction is committed its offsets are there for nobody;
// whoever asks for stable ones (OffsetFetch v7, KIP-447) is told to come back.
#include "backend/sandbox/groups/group_coordinator.h"
#include "backend/sandbox/groups/group_records.h"
#include "backend/sandbox/groups/group_requests.h"

namespace weir::sandbox {

using base::KafkaError;

namespace {

constexpr std::int16_t kKnowsLoading = 2;
constexpr std::int16_t kAbortable = 4;
constexpr std::int16_t kAdds = 5;

wire::TxnOffsetCommitResponse failed(const wire::TxnOffsetCommitRequest &request, std::int16_t version, std::int16_t error)
{
    // Producers before 2.0 do not get over COORDINATOR_LOAD_IN_PROGRESS.
    if (version < kKnowsLoading && error == code(KafkaError::CoordinatorLoadInProgress))
        error = code(KafkaError::CoordinatorNotAvailable);
    return failedTxnOffsetCommit(request, error);
}

} // namespace

void GroupCoordinator::handle(const wire::TxnOffsetCommitRequest &request, std::int16_t version, const Session &, Reply<wire::TxnOffsetCommitResponse> reply)
{
    const auto place = placeOf(request.groupId);
    if (request.groupId.empty() || !place.partition)
        return reply(failed(request, version, code(request.groupId.empty() ? KafkaError::InvalidGroupId : place.error)));
    OffsetsTransaction transaction;
    transaction.transactionalId = request.transactionalId;
    transaction.producerId = request.producerId;
    transaction.producerEpoch = request.producerEpoch;
    transaction.wish = version >= kAdds        ? OffsetsTransaction::Wish::Add
                       : version >= kAbortable ? OffsetsTransaction::Wish::VerifyAbortable
                                               : OffsetsTransaction::Wish::Verify;
    m_log.verify(place.partition->index, std::move(transaction),
                 [this, request, version, reply = std::move(reply)](std::int16_t error, const OffsetsTransaction &verified) {
                     if (error != 0)
                         return reply(failed(request, version, coordinatorErrorOf(error)));
                     commitInTransaction(request, version, verified, reply);
                 });
}

void GroupCoordinator::commitInTransaction(const wire::TxnOffsetCommitRequest &request, std::int16_t version, const OffsetsTransaction &transaction,
                                           const Reply<wire::TxnOffsetCommitResponse> &reply)
{
    const auto refuse = [&](KafkaError error) { reply(failed(request, version, code(error))); };
    // The partition may have gone while the transaction's coordinator was asked.
    const auto place = placeOf(request.groupId);
    if (!place.partition)
        return refuse(place.error);
    Partition &partition = *place.partition;
    if (m_shares->find(partition, request.groupId))
        return refuse(KafkaError::GroupIdNotFound);
    const auto group = findGroup(partition, request.groupId);
    const auto consumers = findConsumers(partition, request.groupId);
    if (!group && !consumers && request.generationId >= 0)
        return refuse(KafkaError::IllegalGeneration);
    if (consumers) {
        const auto error = consumers->validateOffsetCommit(request.memberId, request.groupInstanceId, request.generationId, version, true);
        if (error != KafkaError::None)
            // Who commits in a transaction knows generations only.
            return refuse(error == KafkaError::StaleMemberEpoch ? KafkaError::IllegalGeneration : error);
    } else if (group) {
        const auto error = group->validateOffsetCommit(request.memberId, request.groupInstanceId, request.generationId, true);
        if (error != KafkaError::None)
            return refuse(error);
    }
    const auto now = nowMs();
    wire::TxnOffsetCommitResponse response;
    std::vector<PendingOffsets::Offset> offsets;
    std::vector<GroupRecord> records;
    for (const auto &topic : request.topics) {
        auto &into = response.topics.emplace_back();
        into.name = topic.name;
        const auto found = m_topics.find(topic.name);
        for (const auto &asked : topic.partitions) {
            auto &out = into.partitions.emplace_back();
            out.partitionIndex = asked.partitionIndex;
            const auto metadata = asked.committedMetadata.value_or(std::string{});
            if (!found || asked.partitionIndex < 0 || asked.partitionIndex >= found->partitions)
                out.errorCode = code(KafkaError::UnknownTopicOrPartition);
            else if (!metadataFits(metadata))
                out.errorCode = code(KafkaError::OffsetMetadataTooLarge);
            else if (consumers && consumers->validatePartition(request.memberId, request.generationId, found->id, asked.partitionIndex) != KafkaError::None)
                out.errorCode = code(KafkaError::IllegalGeneration);
            if (out.errorCode != 0)
                continue;
            PendingOffsets::Offset offset;
            offset.group = request.groupId;
            offset.topic = topic.name;
            offset.partition = asked.partitionIndex;
            offset.value.offset = asked.committedOffset;
            offset.value.leaderEpoch = asked.committedLeaderEpoch;
            offset.value.metadata = metadata;
            offset.value.commitTimestampMs = now;
            offset.value.topicId = found->id;
            records.push_back(offsetRecord(offset.group, offset.topic, offset.partition, offset.value));
            offsets.push_back(std::move(offset));
        }
    }
    if (offsets.empty())
        return reply(std::move(response));
    if (!group && !consumers)
        createGroup(partition, request.groupId);
    m_counters.offsetCommits += offsets.size();
    appendTo(
        partition,
        [&](OffsetsLog::Committed committed) { m_log.appendInTransaction(partition.index, std::move(records), now, transaction, std::move(committed)); },
        [reply, response](std::int16_t error) {
            auto answer = response;
            for (auto &topic : answer.topics) {
                for (auto &each : topic.partitions)
                    each.errorCode = error != 0 && each.errorCode == 0 ? error : each.errorCode;
            }
            reply(std::move(answer));
        },
        [weak = std::weak_ptr<Partition>(place.partition), producerId = transaction.producerId, offsets](std::int16_t error) {
            const PartitionPtr ours = weak.lock();
            if (!ours || error != 0)
                return;
            for (PendingOffsets::Offset offset : offsets) {
                if (const auto known = ours->groups.find(offset.group); known != ours->groups.end())
                    known->second->committed = true;
                offset.order = ours->offsets.nextOrder();
                ours->pending.put(producerId, std::move(offset));
            }
        });
}

void GroupCoordinator::endTransaction(std::int32_t index, const OffsetsMarker &marker, OffsetsLog::Committed done)
{
    const auto found = m_partitions.find(index);
    if (found == m_partitions.end())
        return done(code(KafkaError::NotCoordinator));
    if (found->second->loading)
        return done(code(KafkaError::CoordinatorLoadInProgress));
    appendTo(
        *found->second, [&](OffsetsLog::Committed committed) { m_log.appendMarker(index, marker, std::move(committed)); }, std::move(done),
        [weak = std::weak_ptr<Partition>(found->second), marker](std::int16_t error) {
            const PartitionPtr ours = weak.lock();
            if (ours && error == 0)
                completeTransaction(*ours, marker.producerId, marker.commit);
        });
}

void GroupCoordinator::completeTransaction(Partition &partition, std::int64_t producerId, bool commit)
{
    for (auto &offset : partition.pending.take(producerId)) {
        if (commit)
            partition.offsets.complete(offset.group, offset.topic, offset.partition, std::move(offset.value), offset.order);
    }
}

} // namespace weir::sandbox
