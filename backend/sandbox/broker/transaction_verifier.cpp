// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/broker/transaction_verifier.h"

#include "backend/sandbox/broker/transaction_host.h"

#include <algorithm>

namespace weir::sandbox {

using base::KafkaError;
using std::chrono::milliseconds;

namespace {

constexpr std::int16_t kVersion = 5;

std::int16_t errorOf(const TransactionVerifier::Question &question, const base::Result<wire::AddPartitionsToTxnResponse> &response)
{
    if (!response)
        return base::code(KafkaError::NetworkException);
    if (response->errorCode != 0)
        return response->errorCode;
    for (const auto &transaction : response->resultsByTransaction) {
        if (transaction.transactionalId != question.transactionalId)
            continue;
        for (const auto &topic : transaction.topicResults) {
            if (topic.name != question.topic)
                continue;
            for (const auto &partition : topic.resultsByPartition) {
                if (partition.partitionIndex == question.partition)
                    return partition.partitionErrorCode;
            }
        }
    }
    return base::code(KafkaError::UnknownServerError);
}

} // namespace

TransactionVerifier::TransactionVerifier(Broker &broker, BrokerPeers &peers)
    : m_broker(broker)
    , m_peers(peers)
    , m_alive(std::make_shared<char>())
{}

TransactionVerifier::Key TransactionVerifier::keyOf(const Question &question)
{
    return {question.transactionalId, question.producerId, question.producerEpoch, question.topic, question.partition, question.wish};
}

void TransactionVerifier::ask(Question question, Done done)
{
    EntryPtr &open = m_open[keyOf(question)];
    if (open) {
        open->done.push_back(std::move(done));
        return;
    }
    open = std::make_shared<Entry>();
    open->question = std::move(question);
    open->done.push_back(std::move(done));
    open->since = m_broker.shard(m_broker.mainOwner()).owner.clock().monotonic();
    put(open);
}

void TransactionVerifier::put(EntryPtr entry)
{
    const std::int32_t coordinator = transactionCoordinatorOf(*m_broker.shard(m_broker.mainOwner()).image, entry->question.transactionalId);
    if (coordinator < 0) {
        answer(entry, base::code(KafkaError::CoordinatorNotAvailable));
        return;
    }
    m_queues[coordinator].waiting.push_back(std::move(entry));
    flush(coordinator);
}

void TransactionVerifier::flush(std::int32_t coordinator)
{
    Queue &queue = m_queues[coordinator];
    if (queue.busy || queue.waiting.empty())
        return;
    wire::AddPartitionsToTxnRequest request;
    Entries asked;
    for (auto at = queue.waiting.begin(); at != queue.waiting.end();) {
        const auto here = at++;
        const Question &question = (*here)->question;
        const bool verifyOnly = question.wish != Wish::Add;
        auto &transactions = request.transactions;
        auto into = std::find_if(transactions.begin(), transactions.end(), [&](const auto &other) { return other.transactionalId == question.transactionalId; });
        if (into == transactions.end()) {
            auto &fresh = transactions.emplace_back();
            fresh.transactionalId = question.transactionalId;
            fresh.producerId = question.producerId;
            fresh.producerEpoch = question.producerEpoch;
            fresh.verifyOnly = verifyOnly;
            into = std::prev(transactions.end());
        } else if (into->producerId != question.producerId || into->producerEpoch != question.producerEpoch || into->verifyOnly != verifyOnly) {
            continue; // a request has one word for each id: this one is for the next
        }
        auto topic = std::find_if(into->topics.begin(), into->topics.end(), [&](const auto &other) { return other.name == question.topic; });
        if (topic == into->topics.end()) {
            into->topics.emplace_back().name = question.topic;
            topic = std::prev(into->topics.end());
        }
        if (std::find(topic->partitions.begin(), topic->partitions.end(), question.partition) == topic->partitions.end())
            topic->partitions.push_back(question.partition);
        asked.splice(asked.end(), queue.waiting, here);
    }
    queue.busy = true;
    auto held = std::make_shared<Entries>(std::move(asked));
    const auto answered = [this, alive = std::weak_ptr<char>(m_alive), coordinator, held](const base::Result<wire::AddPartitionsToTxnResponse> &response) {
        if (!alive.expired())
            onResponse(coordinator, std::move(*held), response);
    };
    if (coordinator == m_broker.id()) {
        m_broker.transactions().coordinator().handle(request, kVersion, Session{}, [self = m_broker.shared_from_this(), answered](wire::AddPartitionsToTxnResponse response) {
            self->postTo(self->mainOwner(), [self, answered, response = std::move(response)] { answered(response); });
        });
        return;
    }
    PeerConnection *peer = m_peers.to(coordinator);
    if (peer == nullptr) {
        m_broker.postTo(m_broker.mainOwner(), [self = m_broker.shared_from_this(), answered] {
            answered(base::fail(base::ErrorKind::Unreachable, "transaction.verify", {}));
        });
        return;
    }
    peer->send<wire::AddPartitionsToTxnRequest>(std::move(request), ControllerLink::kRequestTimeout, answered);
}

void TransactionVerifier::onResponse(std::int32_t coordinator, Entries asked, const base::Result<wire::AddPartitionsToTxnResponse> &response)
{
    m_queues[coordinator].busy = false;
    Shard &shard = m_broker.shard(m_broker.mainOwner());
    const BrokerConfigView config = m_broker.config(shard);
    const auto patience = milliseconds(std::min(config.number("add.partitions.to.txn.retry.backoff.max.ms"), config.number("request.timeout.ms")));
    const auto pause = milliseconds(config.number("add.partitions.to.txn.retry.backoff.ms"));
    for (const EntryPtr &entry : asked) {
        std::int16_t error = errorOf(entry->question, response);
        const bool again = entry->question.wish == Wish::Add && error == base::code(KafkaError::ConcurrentTransactions)
            && shard.owner.clock().monotonic() - entry->since < patience;
        if (again) {
            // The markers of the transaction before are on their way: mostly they are there a moment later.
            shard.owner.after(pause, [this, self = m_broker.shared_from_this(), alive = std::weak_ptr<char>(m_alive), entry] {
                if (!alive.expired())
                    put(entry);
            });
            continue;
        }
        if (error == base::code(KafkaError::ProducerFenced))
            error = base::code(KafkaError::InvalidProducerEpoch);
        else if (error == base::code(KafkaError::TransactionAbortable) && entry->question.wish == Wish::Verify)
            error = base::code(KafkaError::InvalidTxnState);
        answer(entry, error);
    }
    flush(coordinator);
}

void TransactionVerifier::answer(const EntryPtr &entry, std::int16_t error)
{
    // From here on it is a new question: what is told now is of the past.
    m_open.erase(keyOf(entry->question));
    for (const Done &done : std::exchange(entry->done, {}))
        done(error);
}

} // namespace weir::sandbox
