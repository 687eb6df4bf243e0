// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sandbox/core/manual_owner.h"
#include "backend/sandbox/transactions/transaction_coordinator.h"
#include "backend/wire/record_batch.h"
#include "tests/sandbox/groups/group_fakes.h"

namespace weir::sandbox::test {

/// A log in memory that commits at once, when told to, or not at all. What it took can be loaded again.
class FakeTransactionLog final : public TransactionLog
{
public:
    enum class Mode { AtOnce, Held, Refusing };
    Mode mode = Mode::AtOnce;
    KafkaError refusal = KafkaError::NotLeaderOrFollower;
    std::vector<Committed> held;
    std::map<std::int32_t, std::vector<GroupRecord>> stored;

    void append(std::int32_t partition, GroupRecord record, std::int64_t, Committed whenCommitted) override
    {
        if (mode == Mode::Refusing)
            return whenCommitted(code(refusal));
        stored[partition].push_back(std::move(record));
        if (mode == Mode::AtOnce)
            whenCommitted(0);
        else
            held.push_back(std::move(whenCommitted));
    }
    void settle(KafkaError error = KafkaError::None)
    {
        for (auto &whenCommitted : std::exchange(held, {}))
            whenCommitted(code(error));
    }
    base::Bytes batches(std::int32_t partition) const
    {
        wire::RecordBatchBuilder builder;
        for (const GroupRecord &record : stored.at(partition)) {
            wire::RecordInput input;
            input.timestamp = 1;
            input.key = base::ByteView(record.key);
            if (record.value)
                input.value = base::ByteView(*record.value);
            builder.add(input);
        }
        return *builder.finish();
    }
};

/// Brokers that take markers when the test says so. All partitions of "orders" and "payments" are led by broker 1 until moved.
class FakeCluster final : public TransactionCluster
{
public:
    struct Sent {
        std::int32_t broker = -1;
        wire::WriteTxnMarkersRequest request;
        Reply<base::Result<wire::WriteTxnMarkersResponse>> reply;
    };
    std::map<std::pair<std::string, std::int32_t>, Leader> leaders;
    std::vector<Sent> sent; ///< without an answer yet
    std::int64_t lastProducerId = 999;
    KafkaError producerIds = KafkaError::None;

    FakeCluster()
    {
        for (const char *topic : {"orders", "payments"}) {
            for (std::int32_t partition = 0; partition < 3; ++partition)
                lead(topic, partition, 1);
        }
        for (std::int32_t partition = 0; partition < 50; ++partition)
            lead("__consumer_offsets", partition, 1);
    }
    void lead(const std::string &topic, std::int32_t partition, std::int32_t broker) { leaders[{topic, partition}] = {Leadership::Led, broker}; }

    Leader leaderOf(const std::string &topic, std::int32_t partition) const override
    {
        const auto found = leaders.find({topic, partition});
        return found == leaders.end() ? Leader{} : found->second;
    }
    void send(std::int32_t broker, wire::WriteTxnMarkersRequest request, Reply<base::Result<wire::WriteTxnMarkersResponse>> reply) override
    {
        sent.push_back({broker, std::move(request), std::move(reply)});
    }
    void nextProducerId(std::function<void(std::int16_t, std::int64_t)> done) override
    {
        producerIds == KafkaError::None ? done(0, ++lastProducerId) : done(code(producerIds), -1);
    }
    /// Everything that was sent is answered, each partition with that code.
    void answer(KafkaError error = KafkaError::None)
    {
        for (const Sent &one : std::exchange(sent, {})) {
            wire::WriteTxnMarkersResponse response;
            for (const auto &marker : one.request.markers) {
                auto &result = response.markers.emplace_back();
                result.producerId = marker.producerId;
                for (const auto &topic : marker.topics) {
                    auto &into = result.topics.emplace_back();
                    into.name = topic.name;
                    for (const std::int32_t partition : topic.partitionIndexes)
                        into.partitions.push_back({partition, code(error), {}});
                }
            }
            one.reply(std::move(response));
        }
    }
    void lose()
    {
        for (const Sent &one : std::exchange(sent, {}))
            one.reply(base::fail(base::ErrorKind::Unreachable, "test", {}));
    }
};

/// A producer as its client knows it.
struct Producer {
    std::int64_t id = -1;
    std::int16_t epoch = -1;
    bool operator==(const Producer &) const = default;
};

/// One coordinator that leads all 50 partitions, on a clock that stands still.
struct TransactionShard {
    base::ManualClock clock;
    ManualOwner owner{clock};
    FakeTransactionLog log;
    FakeCluster cluster;
    TransactionConfig config;
    std::int16_t version = 2;
    std::int32_t epoch = 4;
    std::unique_ptr<TransactionCoordinator> coordinator;

    TransactionShard() { start(); }
    ~TransactionShard() { coordinator.reset(); }

    void start()
    {
        coordinator = std::make_unique<TransactionCoordinator>(owner, log, cluster, config);
        coordinator->start();
        coordinator->setPartitions(50);
        coordinator->setOffsetsPartitions(50);
        coordinator->setVersion(version);
        for (std::int32_t partition = 0; partition < 50; ++partition) {
            coordinator->startLoading(partition, epoch);
            if (log.stored.contains(partition))
                QVERIFY(coordinator->loadBatches(partition, log.batches(partition)));
            coordinator->finishLoading(partition);
        }
    }
    void advance(std::int64_t ms) { owner.advance(base::Milliseconds(ms)); }

    Answer<wire::InitProducerIdResponse> init(const std::string &id, Producer from = {}, std::int32_t timeoutMs = 60'000, std::int16_t requestVersion = 5)
    {
        wire::InitProducerIdRequest request;
        request.transactionalId = id;
        request.transactionTimeoutMs = timeoutMs;
        request.producerId = from.id;
        request.producerEpoch = from.epoch;
        Answer<wire::InitProducerIdResponse> answer;
        coordinator->handle(request, requestVersion, {}, answer.reply());
        return answer;
    }
    Producer producer(const std::string &id)
    {
        const auto answer = init(id);
        if (!answer || answer.error() != KafkaError::None)
            qFatal("no producer id");
        return {answer->producerId, answer->producerEpoch};
    }
    KafkaError add(const std::string &id, Producer producer, const std::string &topic, std::vector<std::int32_t> partitions, std::int16_t requestVersion = 3)
    {
        wire::AddPartitionsToTxnRequest request;
        request.v3AndBelowTransactionalId = id;
        request.v3AndBelowProducerId = producer.id;
        request.v3AndBelowProducerEpoch = producer.epoch;
        request.v3AndBelowTopics.push_back({topic, std::move(partitions), {}});
        Answer<wire::AddPartitionsToTxnResponse> answer;
        coordinator->handle(request, requestVersion, {}, answer.reply());
        return answer ? static_cast<KafkaError>(answer->resultsByTopicV3AndBelow.at(0).resultsByPartition.at(0).partitionErrorCode) : KafkaError::RequestTimedOut;
    }
    /// As a broker asks for its client.
    KafkaError ask(const std::string &id, Producer producer, const std::string &topic, std::int32_t partition, bool verifyOnly)
    {
        wire::AddPartitionsToTxnRequest request;
        auto &one = request.transactions.emplace_back();
        one.transactionalId = id;
        one.producerId = producer.id;
        one.producerEpoch = producer.epoch;
        one.verifyOnly = verifyOnly;
        one.topics.push_back({topic, {partition}, {}});
        Answer<wire::AddPartitionsToTxnResponse> answer;
        coordinator->handle(request, 5, {}, answer.reply());
        return answer ? static_cast<KafkaError>(answer->resultsByTransaction.at(0).topicResults.at(0).resultsByPartition.at(0).partitionErrorCode)
                      : KafkaError::RequestTimedOut;
    }
    Answer<wire::EndTxnResponse> end(const std::string &id, Producer producer, bool commit, std::int16_t requestVersion)
    {
        wire::EndTxnRequest request;
        request.transactionalId = id;
        request.producerId = producer.id;
        request.producerEpoch = producer.epoch;
        request.committed = commit;
        Answer<wire::EndTxnResponse> answer;
        coordinator->handle(request, requestVersion, {}, answer.reply());
        return answer;
    }
    wire::DescribeTransactionsResponse::TransactionState describe(const std::string &id)
    {
        wire::DescribeTransactionsRequest request;
        request.transactionalIds.push_back(id);
        Answer<wire::DescribeTransactionsResponse> answer;
        coordinator->handle(request, 0, {}, answer.reply());
        return answer->transactionStates.at(0);
    }
    std::string state(const std::string &id) { return describe(id).transactionState; }
    wire::ListTransactionsResponse list(const wire::ListTransactionsRequest &request = {})
    {
        Answer<wire::ListTransactionsResponse> answer;
        coordinator->handle(request, 2, {}, answer.reply());
        return *answer;
    }
};

} // namespace weir::sandbox::test
