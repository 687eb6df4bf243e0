// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/base/kafka_error.h"
#include "backend/wire/messages/end_txn.h"
#include "backend/wire/messages/find_coordinator.h"
#include "backend/wire/messages/init_producer_id.h"
#include "backend/wire/messages/produce.h"
#include "backend/wire/record_batch.h"
#include "tests/sandbox/simulation/client.h"

#include <fmt/format.h>

namespace weir::sandbox::sim {

using base::KafkaError;

namespace {

constexpr milliseconds kAnswer{3'000};
constexpr milliseconds kPatience{15'000};
constexpr std::int32_t kTransactionTimeoutMs = 8'000;

/// Nothing was appended, nor will be: another one has the id.
bool fences(KafkaError error)
{
    return error == KafkaError::InvalidProducerEpoch || error == KafkaError::ProducerFenced || error == KafkaError::InvalidTxnState
        || error == KafkaError::InvalidProducerIdMapping || error == KafkaError::TransactionCoordinatorFenced;
}

/// This producer id cannot go on, and what became of the batch only the log knows.
bool endsProducer(KafkaError error)
{
    return error == KafkaError::OutOfOrderSequenceNumber || error == KafkaError::UnknownProducerId;
}

} // namespace

Producer::Producer(Scene &scene, std::string name, std::int32_t node, std::string transactionalId)
    : Client(scene, std::move(name), node), m_transactionalId(std::move(transactionalId))
{
}

void Producer::start()
{
    ++m_scene.running;
    net::start<bool>(m_transactionalId.empty() ? live() : liveInTransactions(), [this](bool) { --m_scene.running; });
}

/// Gives up only with the scene.
net::Task<bool> Producer::init()
{
    for (int attempt = 0; !m_scene.stopping; ++attempt) {
        const bool transactional = !m_transactionalId.empty();
        std::int32_t broker = anyBroker();
        if (transactional)
            broker = co_await coordinator(m_transactionalId, wire::FindCoordinatorRequest::kTransaction);
        if (broker >= 0) {
            wire::InitProducerIdRequest request;
            request.transactionalId.reset();
            if (transactional)
                request.transactionalId = m_transactionalId;
            request.transactionTimeoutMs = transactional ? kTransactionTimeoutMs : 60'000;
            Operation operation;
            operation.what = What::Fence;
            operation.client = name();
            const std::size_t index = m_scene.begin(std::move(operation));
            const auto response = co_await ask(broker, std::move(request), kAnswer, std::int16_t{4});
            if (response && response->errorCode == 0) {
                m_producerId = response->producerId;
                m_epoch = response->producerEpoch;
                m_sequences.clear();
                m_scene.at(index).producerId = m_producerId;
                m_scene.at(index).epoch = m_epoch;
                m_scene.end(index, Outcome::Ok);
                co_return true;
            }
            m_scene.end(index, Outcome::Unknown);
        }
        co_await pause(drawn(100, 400));
    }
    co_return false;
}

net::Task<Producer::Wrote> Producer::write(std::int32_t partition, std::string transaction)
{
    Operation operation;
    operation.what = What::Write;
    operation.client = name();
    operation.partition = partition;
    operation.producerId = m_producerId;
    operation.epoch = m_epoch;
    operation.transaction = transaction;
    wire::RecordBatchBuilder::Options options;
    options.producerId = m_producerId;
    options.producerEpoch = m_epoch;
    options.baseSequence = m_sequences[partition];
    options.transactional = !transaction.empty();
    wire::RecordBatchBuilder builder(options);
    const int count = 1 + static_cast<int>(m_scene.world().random.below(3));
    for (int i = 0; i < count; ++i) {
        operation.values.push_back(fmt::format("{}-{}", name(), m_nextValue++));
        const std::string value = sealed(operation.values.back());
        wire::RecordInput record;
        record.timestamp = m_scene.world().clock.wallMs();
        record.value = base::viewOf(value);
        builder.add(record);
    }
    const base::Bytes batch = builder.finish().value_or(base::Bytes{});
    const std::size_t index = m_scene.begin(std::move(operation));
    const auto giveUp = m_scene.world().now() + kPatience;
    bool first = true;
    while (m_scene.world().now() < giveUp) {
        const Leader to = co_await leader(partition);
        if (to.broker < 0) {
            co_await pause(drawn(50, 300));
            continue;
        }
        wire::ProduceRequest request;
        if (!m_transactionalId.empty())
            request.transactionalId = m_transactionalId;
        request.acks = -1;
        request.timeoutMs = 2'000;
        wire::ProduceRequest::TopicProduceData topic;
        topic.name = kTopic;
        wire::ProduceRequest::PartitionProduceData data;
        data.index = partition;
        data.records = wire::Records::owning(batch);
        topic.partitionData.push_back(std::move(data));
        request.topicData.push_back(std::move(topic));
        const auto response = co_await ask(to.broker, std::move(request), kAnswer, std::int16_t{12});
        if (!response || response->responses.empty() || response->responses.front().partitionResponses.empty()) {
            first = false;
            forget();
            co_await pause(drawn(20, 200));
            continue;
        }
        const auto &answer = response->responses.front().partitionResponses.front();
        const auto error = static_cast<KafkaError>(answer.errorCode);
        if (error == KafkaError::None || error == KafkaError::DuplicateSequenceNumber) {
            m_scene.at(index).offset = error == KafkaError::None ? answer.baseOffset : -1;
            m_scene.at(index).broker = to.broker;
            m_scene.end(index, Outcome::Ok);
            m_sequences[partition] += count;
            co_return Wrote::Ok;
        }
        if (fences(error)) {
            m_scene.end(index, first ? Outcome::Refused : Outcome::Unknown);
            co_return Wrote::Fenced;
        }
        if (endsProducer(error))
            break;
        // It may be in the log though it was not replicated in time; after the others it is not.
        first = first && error != KafkaError::NotEnoughReplicasAfterAppend && error != KafkaError::RequestTimedOut;
        forget();
        co_await pause(drawn(20, 200));
    }
    m_scene.end(index, Outcome::Unknown);
    co_return Wrote::Unknown;
}

net::Task<bool> Producer::live()
{
    bool ready = co_await init();
    while (ready && !m_scene.stopping) {
        const auto partition = static_cast<std::int32_t>(m_scene.world().random.below(static_cast<std::uint64_t>(m_scene.partitions)));
        const Wrote wrote = co_await write(partition, {});
        // The next sequence number is not known: another producer id.
        if (wrote != Wrote::Ok)
            ready = co_await init();
        co_await pause(drawn(1, 60));
    }
    co_return true;
}

net::Task<Producer::Wrote> Producer::end(std::string transaction, bool commit)
{
    Operation operation;
    operation.what = What::End;
    operation.client = name();
    operation.transaction = transaction;
    operation.commit = commit;
    operation.producerId = m_producerId;
    operation.epoch = m_epoch;
    const std::size_t index = m_scene.begin(std::move(operation));
    const auto giveUp = m_scene.world().now() + kPatience;
    bool first = true;
    while (m_scene.world().now() < giveUp) {
        const std::int32_t broker = co_await coordinator(m_transactionalId, wire::FindCoordinatorRequest::kTransaction);
        if (broker < 0) {
            co_await pause(drawn(50, 300));
            continue;
        }
        wire::EndTxnRequest request;
        request.transactionalId = m_transactionalId;
        request.producerId = m_producerId;
        request.producerEpoch = m_epoch;
        request.committed = commit;
        const auto response = co_await ask(broker, std::move(request), kAnswer, std::int16_t{5});
        if (response && response->errorCode == 0) {
            m_producerId = response->producerId;
            m_epoch = response->producerEpoch;
            m_sequences.clear();
            m_scene.end(index, Outcome::Ok);
            co_return Wrote::Ok;
        }
        if (response && fences(static_cast<KafkaError>(response->errorCode))) {
            m_scene.end(index, first ? Outcome::Refused : Outcome::Unknown);
            co_return Wrote::Fenced;
        }
        first = first && response.has_value();
        co_await pause(drawn(20, 200));
    }
    m_scene.end(index, Outcome::Unknown);
    co_return Wrote::Unknown;
}

/// One transaction; false where this producer must begin anew.
net::Task<bool> Producer::transact()
{
    const std::string transaction = fmt::format("{}/{}", name(), m_nextTransaction++);
    const int writes = 1 + static_cast<int>(m_scene.world().random.below(4));
    for (int i = 0; i < writes; ++i) {
        const auto partition = static_cast<std::int32_t>(m_scene.world().random.below(static_cast<std::uint64_t>(m_scene.partitions)));
        const Wrote wrote = co_await write(partition, transaction);
        if (wrote == Wrote::Fenced) {
            // One that does not believe it, as a process that woke up.
            for (int again = 0; again < 2; ++again) {
                co_await pause(drawn(5, 60));
                const Wrote believed = co_await write(partition, transaction + "z");
                if (believed == Wrote::Unknown)
                    break;
            }
            co_return false;
        }
        if (wrote == Wrote::Unknown)
            co_return false;
        co_await pause(drawn(1, 40));
    }
    const bool commit = !m_scene.world().oneIn(3);
    const Wrote ended = co_await end(transaction, commit);
    co_return ended == Wrote::Ok;
}

net::Task<bool> Producer::liveInTransactions()
{
    bool ready = co_await init();
    while (ready && !m_scene.stopping) {
        const bool went = co_await transact();
        if (!went) {
            // The other one of the same id may have its turn.
            co_await pause(drawn(200, 3'000));
            ready = co_await init();
        }
        co_await pause(drawn(1, 100));
    }
    co_return true;
}

} // namespace weir::sandbox::sim
