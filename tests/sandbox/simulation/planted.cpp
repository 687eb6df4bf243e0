// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sandbox/simulation/planted.h"

#include "backend/base/crc32c.h"
#include "backend/base/kafka_error.h"
#include "backend/sandbox/broker/partition.h"
#include "backend/sandbox/metadata/image.h"
#include "backend/wire/messages/end_txn.h"
#include "backend/wire/messages/fetch.h"
#include "backend/wire/messages/init_producer_id.h"
#include "backend/wire/messages/offset_commit.h"
#include "backend/wire/messages/offset_fetch.h"
#include "backend/wire/messages/produce.h"
#include "backend/wire/messages/write_txn_markers.h"
#include "backend/wire/record_batch.h"

#include <set>
#include <tuple>

namespace weir::sandbox::sim {

using base::KafkaError;

namespace {

constexpr std::int32_t kFirstClient = 100;

bool ofClient(std::int32_t node)
{
    return node >= kFirstClient && node != kController;
}

/// Two functions as a tap.
class Both final : public Tap
{
public:
    using Work = std::function<void(Message &)>;
    Both(Work request, Work response) : m_request(std::move(request)), m_response(std::move(response)) {}
    void onRequest(Message &message) override
    {
        if (m_request)
            m_request(message);
    }
    void onResponse(Message &message) override
    {
        if (m_response)
            m_response(message);
    }

private:
    Work m_request;
    Work m_response;
};

std::shared_ptr<Tap> tap(Plan &plan, Both::Work request, Both::Work response = {})
{
    auto both = std::make_shared<Both>(std::move(request), std::move(response));
    plan.tap = both.get();
    return both;
}

/// Each batch with a changed header and a right checksum. `edit(header, records)`.
template <class Edit>
wire::Records editBatches(const wire::Records &records, Edit edit)
{
    const base::Bytes before = records.flatten().value_or(base::Bytes{});
    base::Bytes after;
    (void)wire::forEachBatch(before, [&](const wire::RecordBatchView &batch) -> base::Status {
        base::Bytes copy = base::toBytes(batch.bytes());
        auto header = batch.header();
        edit(header, std::span(copy).subspan(wire::kBatchHeaderBytes));
        wire::writeBatchHeader(header, copy);
        header.crc = base::crc32c(base::ByteView(copy).subspan(wire::kBatchCrcStart));
        wire::writeBatchHeader(header, copy);
        after.insert(after.end(), copy.begin(), copy.end());
        return {};
    });
    return wire::Records::owning(std::move(after));
}

/// Of what a consumer reads. `edit(PartitionData &)`.
template <class Edit>
void editRead(Message &message, Edit edit)
{
    if (!ofClient(message.to))
        return;
    editResponse<wire::FetchResponse>(message, [&](wire::FetchResponse &response) {
        for (auto &topic : response.responses) {
            for (auto &data : topic.partitions)
                edit(data);
        }
    });
}

/// Of what a client writes. `edit(PartitionProduceData &)`.
template <class Edit>
void editWritten(Message &message, Edit edit)
{
    if (!ofClient(message.from))
        return;
    editRequest<wire::ProduceRequest>(message, [&](wire::ProduceRequest &request) {
        for (auto &topic : request.topicData) {
            for (auto &data : topic.partitionData)
                edit(data);
        }
    });
}

std::int32_t leaderOf(const SimCluster &cluster)
{
    const ImagePtr image = cluster.image();
    const TopicPtr topic = image ? image->topic(std::string_view(kTopic)) : nullptr;
    return topic ? topic->partitions.front()->leader : -1;
}

// --- the log and its replicas

std::shared_ptr<Tap> acknowledgedBeforeReplicated(Plan &plan)
{
    plan.faults = {Fault::Isolate};
    return tap(plan, [](Message &message) {
        if (ofClient(message.from))
            editRequest<wire::ProduceRequest>(message, [](wire::ProduceRequest &request) { request.acks = 1; });
    });
}

std::shared_ptr<Tap> uncleanElection(Plan &plan)
{
    plan.settings = {{"unclean.leader.election.enable", "true"}, {"min.insync.replicas", "1"}};
    plan.script = [](SimCluster &cluster) {
        cluster.world.runFor(milliseconds(500));
        const std::int32_t leader = leaderOf(cluster);
        if (leader < 0)
            return;
        for (const std::int32_t other : cluster.brokers())
            cluster.network.cut(leader, other);
        cluster.world.runFor(milliseconds(4'000));
        cluster.kill(leader);
        cluster.network.heal();
        cluster.world.runFor(milliseconds(3'000));
        cluster.heal();
        cluster.world.runFor(milliseconds(3'000));
    };
    return nullptr;
}

std::shared_ptr<Tap> followerDoesNotTruncate(Plan &plan)
{
    plan.faults = {Fault::Isolate};
    return tap(plan, [](Message &message) {
        editRequest<wire::FetchRequest>(message, [&](wire::FetchRequest &request) {
            if (request.replicaState.replicaId < 0 || message.to == kController)
                return;
            for (auto &topic : request.topics) {
                for (auto &one : topic.partitions)
                    one.lastFetchedEpoch = -1;
            }
        });
    });
}

std::shared_ptr<Tap> consumerCountsAsReplica(Plan &plan)
{
    plan.faults = {Fault::Isolate};
    return tap(plan, [](Message &message) {
        if (ofClient(message.from))
            editRequest<wire::FetchRequest>(message, [&](wire::FetchRequest &request) { request.replicaId = 1 + message.to % 3; });
    });
}

/// The leader believes at most questions of a follower that it has all that there is.
std::shared_ptr<Tap> highWatermarkTooEarly(Plan &plan)
{
    struct Told
    {
        SimCluster *cluster = nullptr;
        int questions = 0;
        std::set<std::tuple<std::int32_t, std::int32_t, std::int32_t>> lies; ///< follower, leader, correlation id
    };
    auto told = std::make_shared<Told>();
    plan.prepare = [told](SimCluster &cluster) { told->cluster = &cluster; };
    plan.faults = {Fault::Kill};
    const auto topicOf = [told] {
        const ImagePtr image = told->cluster->image();
        return image ? image->topic(std::string_view(kTopic)) : nullptr;
    };
    return tap(
        plan,
        [told, topicOf](Message &message) {
            if (ofClient(message.from) || message.to == kController)
                return;
            editRequest<wire::FetchRequest>(message, [&](wire::FetchRequest &request) {
                // Without a session each question names all partitions.
                request.sessionId = 0;
                request.sessionEpoch = -1;
                const TopicPtr ours = topicOf();
                Broker *leader = told->cluster->broker(message.to);
                if (!ours || leader == nullptr || ++told->questions % 4 == 0)
                    return;
                for (auto &topic : request.topics) {
                    for (auto &one : topic.partitions) {
                        const PartitionId key{topic.topicId, one.partition};
                        Partition *partition = topic.topicId == ours->id ? leader->shard(leader->ownerOf(kTopic, key)).find(key) : nullptr;
                        if (partition == nullptr || partition->role() != Partition::Role::Leader)
                            continue;
                        one.fetchOffset = partition->log().logEndOffset();
                        one.lastFetchedEpoch = partition->log().latestEpoch();
                        told->lies.emplace(message.from, message.to, message.header.correlationId);
                    }
                }
            });
        },
        [told, topicOf](Message &message) {
            if (told->lies.erase({message.to, message.from, message.header.correlationId}) == 0)
                return;
            const TopicPtr ours = topicOf();
            editResponse<wire::FetchResponse>(message, [&](wire::FetchResponse &response) {
                for (auto &topic : response.responses) {
                    if (ours && topic.topicId == ours->id) {
                        for (auto &data : topic.partitions)
                            data.records = wire::Records::empty();
                    }
                }
            });
        });
}

// --- the disk

std::shared_ptr<Tap> syncIsOnlySaid(Plan &plan)
{
    plan.synced = true;
    plan.prepare = [](SimCluster &cluster) {
        for (const std::int32_t id : cluster.brokers())
            cluster.disk(id).lies = true;
    };
    plan.script = [](SimCluster &cluster) {
        cluster.world.runFor(milliseconds(2'000));
        for (const std::int32_t id : cluster.brokers())
            cluster.powerFailure(id);
        cluster.heal();
        cluster.world.runFor(milliseconds(3'000));
    };
    return nullptr;
}

// --- producers

std::shared_ptr<Tap> duplicatesAreNotSeen(Plan &plan)
{
    // Answers that get lost make a producer ask again.
    plan.script = [](SimCluster &cluster) {
        cluster.world.runFor(milliseconds(40));
        cluster.network.reset(kFirstClient, 1);
    };
    return tap(plan, [](Message &message) {
        editWritten(message, [](wire::ProduceRequest::PartitionProduceData &data) {
            data.records = editBatches(data.records, [](wire::RecordBatchHeader &header, std::span<std::uint8_t>) {
                if (header.isTransactional())
                    return;
                header.producerId = -1;
                header.producerEpoch = -1;
                header.baseSequence = -1;
            });
        });
    });
}

/// What the coordinator last said to anybody of the transactional id.
struct Newest
{
    std::int64_t producerId = -1;
    std::int16_t epoch = -1;
    std::map<std::int32_t, std::int32_t> sequences; ///< by partition, of that epoch

    void learn(std::int64_t id, std::int16_t given)
    {
        if (id < 0 || (id == producerId && given <= epoch))
            return;
        producerId = id;
        epoch = given;
        sequences.clear();
    }
};

std::shared_ptr<Tap> oldEpochsAreLetIn(Plan &plan)
{
    auto newest = std::make_shared<Newest>();
    const auto learn = [newest](Message &message) {
        if (!ofClient(message.to))
            return;
        if (message.header.clientId == std::string("x") || message.header.clientId == std::string("y"))
            editResponse<wire::InitProducerIdResponse>(message, [&](const auto &response) { newest->learn(response.producerId, response.producerEpoch); });
        editResponse<wire::EndTxnResponse>(message, [&](const auto &response) { newest->learn(response.producerId, response.producerEpoch); });
    };
    return tap(
        plan,
        [newest](Message &message) {
            editWritten(message, [&](wire::ProduceRequest::PartitionProduceData &data) {
                data.records = editBatches(data.records, [&](wire::RecordBatchHeader &header, std::span<std::uint8_t>) {
                    if (!header.isTransactional() || header.producerId != newest->producerId)
                        return;
                    auto &next = newest->sequences[data.index];
                    if (header.producerEpoch < newest->epoch) {
                        header.producerEpoch = newest->epoch;
                        header.baseSequence = next;
                    }
                    next = std::max(next, header.lastSequence() + 1);
                });
            });
        },
        learn);
}

std::shared_ptr<Tap> fencedIsAcknowledged(Plan &plan)
{
    return tap(plan, {}, [](Message &message) {
        editResponse<wire::ProduceResponse>(message, [](wire::ProduceResponse &response) {
            for (auto &topic : response.responses) {
                for (auto &one : topic.partitionResponses) {
                    const auto error = static_cast<KafkaError>(one.errorCode);
                    if (error == KafkaError::InvalidProducerEpoch || error == KafkaError::ProducerFenced || error == KafkaError::InvalidTxnState)
                        one.errorCode = 0;
                }
            }
        });
    });
}

std::shared_ptr<Tap> oneOffsetForAll(Plan &plan)
{
    auto first = std::make_shared<std::map<std::int32_t, std::int64_t>>();
    return tap(plan, {}, [first](Message &message) {
        editResponse<wire::ProduceResponse>(message, [&](wire::ProduceResponse &response) {
            for (auto &topic : response.responses) {
                for (auto &one : topic.partitionResponses) {
                    if (one.errorCode == 0)
                        one.baseOffset = first->try_emplace(one.index, one.baseOffset).first->second;
                }
            }
        });
    });
}

// --- transactions

std::shared_ptr<Tap> isolationIsForgotten(Plan &plan)
{
    return tap(plan, [](Message &message) {
        if (ofClient(message.from))
            editRequest<wire::FetchRequest>(message, [](wire::FetchRequest &request) { request.isolationLevel = 0; });
    });
}

std::shared_ptr<Tap> abortedListIsLost(Plan &plan)
{
    return tap(plan, {}, [](Message &message) {
        editRead(message, [](wire::FetchResponse::PartitionData &data) {
            if (data.abortedTransactions)
                data.abortedTransactions->clear();
        });
    });
}

template <class Edit>
std::shared_ptr<Tap> onMarkers(Plan &plan, Edit edit)
{
    return tap(plan, [edit](Message &message) {
        editRequest<wire::WriteTxnMarkersRequest>(message, [&](wire::WriteTxnMarkersRequest &request) { edit(message, request); });
    });
}

/// As if they had been written.
void answerMarkers(Message &message, const wire::WriteTxnMarkersRequest &request)
{
    wire::WriteTxnMarkersResponse response;
    for (const auto &marker : request.markers) {
        auto &result = response.markers.emplace_back();
        result.producerId = marker.producerId;
        for (const auto &topic : marker.topics) {
            auto &answered = result.topics.emplace_back();
            answered.name = topic.name;
            for (const std::int32_t index : topic.partitionIndexes)
                answered.partitions.emplace_back().partitionIndex = index;
        }
    }
    message.answer = encodedResponse(message.header, response);
}

std::shared_ptr<Tap> someMarkersAreLost(Plan &plan)
{
    auto count = std::make_shared<int>(0);
    return onMarkers(plan, [count](Message &message, const wire::WriteTxnMarkersRequest &request) {
        if (++*count % 5 == 0)
            answerMarkers(message, request);
    });
}

std::shared_ptr<Tap> noMoreMarkers(Plan &plan)
{
    auto count = std::make_shared<int>(0);
    return onMarkers(plan, [count](Message &message, const wire::WriteTxnMarkersRequest &request) {
        if (++*count > 10)
            answerMarkers(message, request);
    });
}

std::shared_ptr<Tap> abortsBecomeCommits(Plan &plan)
{
    return onMarkers(plan, [](Message &, wire::WriteTxnMarkersRequest &request) {
        for (auto &marker : request.markers)
            marker.transactionResult = true;
    });
}

std::shared_ptr<Tap> commitsBecomeAborts(Plan &plan)
{
    auto count = std::make_shared<int>(0);
    return onMarkers(plan, [count](Message &, wire::WriteTxnMarkersRequest &request) {
        for (auto &marker : request.markers)
            marker.transactionResult = marker.transactionResult && ++*count % 3 != 0;
    });
}

std::shared_ptr<Tap> commitIsOnlySaid(Plan &plan)
{
    auto count = std::make_shared<int>(0);
    return tap(plan, [count](Message &message) {
        editRequest<wire::EndTxnRequest>(message, [&](const wire::EndTxnRequest &request) {
            if (!request.committed || ++*count % 3 != 0)
                return;
            wire::EndTxnResponse response;
            response.producerId = request.producerId;
            response.producerEpoch = request.producerEpoch;
            message.answer = encodedResponse(message.header, response);
        });
    });
}

// --- what readers are told

std::shared_ptr<Tap> offsetCommitIsOnlySaid(Plan &plan)
{
    auto count = std::make_shared<int>(0);
    return tap(plan, [count](Message &message) {
        editRequest<wire::OffsetCommitRequest>(message, [&](const wire::OffsetCommitRequest &request) {
            if (++*count % 2 != 0)
                return;
            wire::OffsetCommitResponse response;
            for (const auto &topic : request.topics) {
                auto &answered = response.topics.emplace_back();
                answered.name = topic.name;
                for (const auto &one : topic.partitions)
                    answered.partitions.emplace_back().partitionIndex = one.partitionIndex;
            }
            message.answer = encodedResponse(message.header, response);
        });
    });
}

std::shared_ptr<Tap> offsetsAreForgotten(Plan &plan)
{
    return tap(plan, {}, [](Message &message) {
        editResponse<wire::OffsetFetchResponse>(message, [](wire::OffsetFetchResponse &response) {
            for (auto &topic : response.topics) {
                for (auto &one : topic.partitions)
                    one.committedOffset = -1;
            }
        });
    });
}

std::shared_ptr<Tap> anOldAnswer(Plan &plan)
{
    auto count = std::make_shared<int>(0);
    return tap(plan, {}, [count](Message &message) {
        editRead(message, [&](wire::FetchResponse::PartitionData &data) {
            if (++*count % 10 != 0 || data.highWatermark < 4)
                return;
            data.highWatermark -= 4;
            data.records = wire::Records::empty();
        });
    });
}

std::shared_ptr<Tap> aByteIsTurned(Plan &plan)
{
    auto count = std::make_shared<int>(0);
    return tap(plan, {}, [count](Message &message) {
        editRead(message, [&](wire::FetchResponse::PartitionData &data) {
            data.records = editBatches(data.records, [&](wire::RecordBatchHeader &header, std::span<std::uint8_t> records) {
                // Before the checksum of the value, which is the end of a record but for its count of headers.
                if (!header.isControl() && ++*count % 20 == 0 && records.size() > 20)
                    records[records.size() - 12] ^= 1;
            });
        });
    });
}

std::shared_ptr<Tap> aRecordIsLeftOut(Plan &plan)
{
    return tap(plan, {}, [](Message &message) {
        editRead(message, [](wire::FetchResponse::PartitionData &data) {
            const base::Bytes before = data.records.flatten().value_or(base::Bytes{});
            base::Bytes after;
            (void)wire::forEachBatch(before, [&](const wire::RecordBatchView &batch) -> base::Status {
                const auto &header = batch.header();
                if (header.isControl() || header.recordsCount < 2) {
                    after.insert(after.end(), batch.bytes().begin(), batch.bytes().end());
                    return {};
                }
                wire::RecordBatchBuilder::Options options;
                options.baseOffset = header.baseOffset;
                options.partitionLeaderEpoch = header.partitionLeaderEpoch;
                options.producerId = header.producerId;
                options.producerEpoch = header.producerEpoch;
                options.baseSequence = header.baseSequence;
                options.transactional = header.isTransactional();
                options.lastOffsetDelta = header.lastOffsetDelta;
                wire::RecordBatchBuilder builder(options);
                base::Bytes scratch;
                WEIR_TRY(auto cursor, batch.records(scratch, 1 << 20));
                wire::RecordView record;
                for (std::int32_t i = 0; i + 1 < header.recordsCount; ++i) {
                    WEIR_TRY(const bool has, cursor.next(record));
                    if (has)
                        builder.addAt(record.offset, {record.timestamp, record.key, record.value});
                }
                const auto cut = builder.finish();
                if (cut)
                    after.insert(after.end(), cut->begin(), cut->end());
                return {};
            });
            data.records = wire::Records::owning(std::move(after));
        });
    });
}

std::shared_ptr<Tap> batchesChangePlaces(Plan &plan)
{
    return tap(plan, {}, [](Message &message) {
        editRead(message, [](wire::FetchResponse::PartitionData &data) {
            const base::Bytes before = data.records.flatten().value_or(base::Bytes{});
            std::vector<base::Bytes> batches;
            (void)wire::forEachBatch(before, [&](const wire::RecordBatchView &batch) -> base::Status {
                batches.push_back(base::toBytes(batch.bytes()));
                return {};
            });
            if (batches.size() < 2)
                return;
            std::swap(batches[0], batches[1]);
            base::Bytes after;
            for (const auto &batch : batches)
                after.insert(after.end(), batch.begin(), batch.end());
            data.records = wire::Records::owning(std::move(after));
        });
    });
}

} // namespace

const std::vector<Planted> &plantedBugs()
{
    static const std::vector<Planted> bugs{
        {"acknowledged before it is replicated", AnomalyKind::Lost, acknowledgedBeforeReplicated},
        {"a leader out of sync is elected", AnomalyKind::Lost, uncleanElection},
        {"a follower does not truncate", AnomalyKind::Divergent, followerDoesNotTruncate},
        {"a consumer counts as a replica", AnomalyKind::Lost, consumerCountsAsReplica},
        {"the high watermark is moved too early", AnomalyKind::Lost, highWatermarkTooEarly},
        {"a sync is only said", AnomalyKind::Lost, syncIsOnlySaid},
        {"duplicates are not seen", AnomalyKind::Duplicate, duplicatesAreNotSeen},
        {"old epochs are let in", AnomalyKind::Zombie, oldEpochsAreLetIn},
        {"a fenced write is acknowledged", AnomalyKind::Zombie, fencedIsAcknowledged},
        {"one offset for all writes", AnomalyKind::NonMonotone, oneOffsetForAll},
        {"read_committed is forgotten", AnomalyKind::Aborted, isolationIsForgotten},
        {"the list of aborted transactions is lost", AnomalyKind::Aborted, abortedListIsLost},
        {"some markers are lost", AnomalyKind::Torn, someMarkersAreLost},
        {"no more markers are written", AnomalyKind::Hanging, noMoreMarkers},
        {"aborts become commits", AnomalyKind::Aborted, abortsBecomeCommits},
        {"commits become aborts", AnomalyKind::Lost, commitsBecomeAborts},
        {"a commit is only said", AnomalyKind::Lost, commitIsOnlySaid},
        {"an offset commit is only said", AnomalyKind::StaleOffset, offsetCommitIsOnlySaid},
        {"the offsets of a group are forgotten", AnomalyKind::StaleOffset, offsetsAreForgotten},
        {"an old answer", AnomalyKind::Stale, anOldAnswer},
        {"a byte is turned", AnomalyKind::Torn, aByteIsTurned},
        {"a record is left out of its batch", AnomalyKind::Torn, aRecordIsLeftOut},
        {"batches change places", AnomalyKind::NonMonotone, batchesChangePlaces},
    };
    return bugs;
}

} // namespace weir::sandbox::sim
