// SPDX-License-Identifier: GPL-3.0-or-later
// Produce, 3-13. 5: log start offset; 8: record errors; 9: flexible; 10: the current leader on errors; 13: topic ids.
// Versions 0-2 are advertised, as Kafka does for librdkafka (which else sends uncompressed), and answered with
// UNSUPPORTED_VERSION for each partition.
// The first batch of a transaction waits until its coordinator has said that the partition is part of it; from 12 on it is
// added with the same question (KIP-890).
// acks=0 gets no response; where it failed the connection is closed, so that the client notices.
#include "backend/sandbox/broker/handlers/handlers.h"

#include "backend/sandbox/broker/handlers/client_of.h"
#include "backend/sandbox/broker/handlers/leader_hints.h"
#include "backend/sandbox/broker/handlers/topic_view.h"
#include "backend/sandbox/broker/request_table.h"
#include "backend/sandbox/broker/scatter.h"
#include "backend/sandbox/broker/transaction_host.h"
#include "backend/wire/messages/produce.h"

#include <fmt/format.h>

#include <utility>

namespace weir::sandbox {

using base::KafkaError;
using std::chrono::milliseconds;

namespace {

using Partitions = wire::ProduceResponse::PartitionProduceResponse;

struct ProduceItem {
    std::size_t topic = 0; ///< place in the request
    std::string name;
    PartitionId id;
    wire::Records records;
};

struct ProduceRules {
    std::int16_t acks = 0;
    milliseconds timeout{0};
    std::string transactionalId; ///< empty where there is none
    OffsetsTransaction::Wish wish = OffsetsTransaction::Wish::Verify;
};
using Rules = std::shared_ptr<const ProduceRules>;

OffsetsTransaction::Wish wishOf(std::int16_t version)
{
    constexpr std::int16_t kAbortable = 11;
    constexpr std::int16_t kAdds = 12;
    return version >= kAdds ? OffsetsTransaction::Wish::Add : version >= kAbortable ? OffsetsTransaction::Wish::VerifyAbortable : OffsetsTransaction::Wish::Verify;
}

std::string wordsOf(const base::Error &error)
{
    return error.peerText.empty() ? std::string(base::kafkaErrorName(error.kafkaCode)) : error.peerText;
}

Partitions resultFor(const PartitionId &id)
{
    Partitions result;
    result.index = id.index;
    result.baseOffset = -1;
    return result;
}

void append(Shard &shard, const PartitionId &id, wire::Records records, const Rules &rules, std::uint64_t verification,
            const std::function<void(Partitions)> &answer)
{
    Partitions result = resultFor(id);
    Partition *partition = shard.find(id);
    if (partition == nullptr) {
        result.errorCode = shard.absenceOf(id);
        return answer(std::move(result));
    }
    const auto view = records.contiguous();
    if (!view || records.isNull()) {
        result.errorCode = base::code(KafkaError::InvalidRecord);
        result.errorMessage = "The partition's records are missing.";
        return answer(std::move(result));
    }
    const auto info = partition->append(*view, AppendOrigin::Client, rules->acks == -1, {.verification = verification});
    if (!info) {
        result.errorCode = info.error().kafkaCode != 0 ? info.error().kafkaCode : base::code(KafkaError::KafkaStorageError);
        result.errorMessage = wordsOf(info.error());
        if (result.errorCode == base::code(KafkaError::KafkaStorageError))
            shard.onStorage(false, info.error().target + " " + *result.errorMessage);
        if (result.errorCode == base::code(KafkaError::NotLeaderOrFollower)) {
            result.errorMessage.reset();
        }
        for (const auto &[name, value] : info.error().arguments) {
            if (name != "batchIndex")
                continue;
            wire::ProduceResponse::BatchIndexAndErrorMessage record;
            record.batchIndex = static_cast<std::int32_t>(std::strtol(value.c_str(), nullptr, 10));
            record.batchIndexErrorMessage = result.errorMessage;
            result.recordErrors.push_back(std::move(record));
        }
        return answer(std::move(result));
    }
    records = {};
    shard.onStorage(true, {});
    result.baseOffset = info->baseOffset;
    result.logAppendTimeMs = info->logAppendTimeMs;
    result.logStartOffset = info->logStartOffset;
    if (rules->acks != -1)
        return answer(std::move(result));
    const std::int64_t needed = info->lastOffset + 1;
    if (partition->log().highWatermark() >= needed) {
        result.errorCode = partition->underMinIsr() ? base::code(KafkaError::NotEnoughReplicasAfterAppend) : std::int16_t{0};
        return answer(std::move(result));
    }
    // Shared: the partition and the clock both hold it; the first of them answers.
    struct Waiting {
        Partitions result;
        std::function<void(Partitions)> answer;
        TimerId timer = 0;
        bool done = false;
    };
    auto waiting = std::make_shared<Waiting>(Waiting{std::move(result), answer, 0, false});
    const std::uint64_t wait = partition->whenCommitted(needed, [waiting, &shard](std::int16_t error) {
        if (waiting->done)
            return;
        waiting->done = true;
        shard.owner.cancel(waiting->timer);
        waiting->result.errorCode = error;
        waiting->answer(std::move(waiting->result));
    });
    if (waiting->done)
        return;
    waiting->timer = shard.owner.after(rules->timeout, [waiting, &shard, id, wait] {
        if (waiting->done)
            return;
        waiting->done = true;
        if (Partition *still = shard.find(id))
            still->forget(wait);
        waiting->result.errorCode = base::code(KafkaError::RequestTimedOut);
        waiting->answer(std::move(waiting->result));
    });
}

/// What the coordinator's answer means to a producer (ReplicaManager's table).
Partitions refusedByCoordinator(const PartitionId &id, std::int16_t code, OffsetsTransaction::Wish wish)
{
    Partitions result = resultFor(id);
    result.errorCode = code;
    switch (static_cast<KafkaError>(code)) {
    case KafkaError::InvalidTxnState:
        result.errorMessage = "Partition was not added to the transaction";
        break;
    case KafkaError::ConcurrentTransactions:
        if (wish == OffsetsTransaction::Wish::Add)
            break;
        [[fallthrough]];
    case KafkaError::NetworkException:
    case KafkaError::CoordinatorLoadInProgress:
    case KafkaError::CoordinatorNotAvailable:
    case KafkaError::NotCoordinator:
        // One that every client tries again without asking for metadata.
        result.errorCode = base::code(KafkaError::NotEnoughReplicas);
        result.errorMessage = "Unable to verify the partition has been added to the transaction. Underlying error: " + std::string(base::kafkaErrorName(code));
        break;
    default:
        break;
    }
    return result;
}

void appendPart(Shard &shard, ProduceItem &item, Broker &broker, const Rules &rules, const std::function<void(Partitions)> &answer)
{
    // With them goes the memory of the request, which must not wait for the replicas.
    wire::Records records = std::exchange(item.records, {});
    Partition *partition = rules->transactionalId.empty() ? nullptr : shard.find(item.id);
    const auto view = partition == nullptr ? std::nullopt : records.contiguous();
    const auto header = view ? wire::peekBatchHeader(*view) : std::nullopt;
    if (partition == nullptr || !partition->isLeader() || !header || !header->isTransactional() || !header->hasProducerId())
        return append(shard, item.id, std::move(records), rules, 0, answer);
    const std::uint64_t verification = partition->log().startVerification(*header, rules->wish == OffsetsTransaction::Wish::Add);
    if (verification == 0 && !partition->verifies(header->producerId))
        return append(shard, item.id, std::move(records), rules, 0, answer);
    partition->verificationBegins(header->producerId);
    TransactionVerifier::Question question;
    question.transactionalId = rules->transactionalId;
    question.producerId = header->producerId;
    question.producerEpoch = header->producerEpoch;
    question.topic = item.name;
    question.partition = item.id.index;
    question.wish = rules->wish;
    auto self = broker.shared_from_this();
    auto verified = [self, &shard, id = item.id, producerId = header->producerId, records = std::move(records), rules, verification, answer](std::int16_t error) {
        self->postTo(shard.index, [self, &shard, id, producerId, records, rules, verification, answer, error] {
            if (Partition *still = shard.find(id))
                still->verificationEnds(producerId);
            if (error != 0)
                answer(refusedByCoordinator(id, error, rules->wish));
            else
                append(shard, id, records, rules, verification, answer);
        });
    };
    broker.postTo(broker.mainOwner(), [self, question = std::move(question), verified = std::move(verified)] {
        if (!self->closing())
            self->transactions().verifier().ask(question, verified);
    });
}

/// v0-2 by hand, for the codec begins at 3: acks, timeout, topics of partitions with records.
void refuseOld(const InboundRequest &in, const Responder &responder)
{
    const base::ByteView body = in.body;
    std::size_t at = 0;
    const auto has = [&](std::size_t bytes) { return body.size() - at >= bytes; };
    const auto number32 = [&]() { return base::readBigEndian<std::int32_t>(body.data() + std::exchange(at, at + 4)); };
    base::Bytes out(8);
    const auto put = [&out](auto value) {
        out.resize(out.size() + sizeof(value));
        base::writeBigEndian(out.data() + out.size() - sizeof(value), value);
    };
    const auto bad = [&] { responder.close("a Produce request of an old version cannot be read"); };
    if (!has(10))
        return bad();
    const auto acks = base::readBigEndian<std::int16_t>(body.data());
    at = 6;
    const std::int32_t topics = number32();
    put(topics);
    for (std::int32_t t = 0; t < topics; ++t) {
        if (!has(2))
            return bad();
        const auto length = base::readBigEndian<std::int16_t>(body.data() + at);
        if (length < 0 || !has(2 + static_cast<std::size_t>(length) + 4))
            return bad();
        out.insert(out.end(), body.data() + at, body.data() + at + 2 + length);
        at += 2 + static_cast<std::size_t>(length);
        const std::int32_t partitions = number32();
        put(partitions);
        for (std::int32_t p = 0; p < partitions; ++p) {
            if (!has(8))
                return bad();
            put(number32());
            const std::int32_t size = number32();
            if (size > 0 && !has(static_cast<std::size_t>(size)))
                return bad();
            at += static_cast<std::size_t>(std::max(size, 0));
            put(base::code(KafkaError::UnsupportedVersion));
            put(std::int64_t{-1});
            if (in.header.apiVersion >= 2)
                put(std::int64_t{-1});
        }
    }
    if (in.header.apiVersion >= 1)
        put(std::int32_t{0});
    if (acks == 0)
        return bad();
    base::writeBigEndian(out.data(), static_cast<std::int32_t>(out.size() - 4));
    base::writeBigEndian(out.data() + 4, in.header.correlationId);
    wire::EncodedFrame frame;
    frame.totalSize = out.size();
    frame.bytes = std::move(out);
    responder.send(std::move(frame));
}

/// Nothing where no batch is transactional; else 0, or the code where they are of more than one producer.
std::optional<std::int16_t> findTransaction(const wire::ProduceRequest &request)
{
    std::optional<wire::RecordBatchHeader> first;
    for (const auto &topic : request.topicData) {
        for (const auto &data : topic.partitionData) {
            const auto view = data.records.contiguous();
            const auto header = view ? wire::peekBatchHeader(*view) : std::nullopt;
            if (!header || !header->isTransactional() || !header->hasProducerId())
                continue;
            if (first && (first->producerId != header->producerId || first->producerEpoch != header->producerEpoch))
                return base::code(KafkaError::InvalidProducerIdMapping);
            first = header;
        }
    }
    return first ? std::optional<std::int16_t>(0) : std::nullopt;
}

/// Once the quotas were asked: what was sent counts, and the time that it took; without an answer (acks=0) only the former.
void answer(Broker &broker, const Responder &responder, const std::shared_ptr<const Session> &session, std::size_t bytes, std::int32_t correlationId,
            std::int16_t version, const std::shared_ptr<wire::ProduceResponse> &response)
{
    const auto send = [responder, session, correlationId, version, response](milliseconds quiet) {
        if (!response)
            return responder.sendNothing(quiet);
        response->throttleTimeMs = static_cast<std::int32_t>(quiet.count());
        RequestTable::answer(nullptr, responder, session, correlationId, version, std::move(*response));
    };
    if (!broker.hasQuotas())
        return send(milliseconds(0));
    Broker::Charges charges{{kProducerByteRate, static_cast<double>(bytes)}};
    if (response)
        charges.emplace_back(kRequestPercentage, percentOf(responder.handledNs()));
    broker.charge(*session, std::move(charges), send);
}

} // namespace

void handleProduce(Broker &broker, InboundRequest in, const Responder &responder, std::size_t owner)
{
    const std::int16_t version = in.header.apiVersion;
    if (version < 3)
        return refuseOld(in, responder);
    auto decoded = decodeRequest<wire::ProduceRequest>(in);
    if (!decoded)
        return responder.close(base::describe(decoded.error()));
    wire::ProduceRequest request = std::move(*decoded);
    const Shard &shard = broker.shard(owner);
    std::vector<wire::ProduceResponse::TopicProduceResponse> forbidden;
    if (broker.authorizes()) {
        auto verdict = judge(shard.accessOf(*in.session), request, version);
        if (verdict.refused)
            request.topicData.clear();
        wire::ProduceResponse told = verdict.refused ? std::move(*verdict.refused) : wire::ProduceResponse{};
        if (verdict.complete)
            verdict.complete(told);
        forbidden = std::move(told.responses);
    }
    std::int16_t refused = 0;
    if (request.acks != 0 && request.acks != 1 && request.acks != -1)
        refused = base::code(KafkaError::InvalidRequiredAcks);
    else if (const auto found = findTransaction(request))
        refused = request.transactionalId ? *found : base::code(KafkaError::TransactionalIdAuthorizationFailed);

    auto response = std::make_shared<wire::ProduceResponse>();
    std::vector<ProduceItem> items;
    response->responses.resize(request.topicData.size());
    for (std::size_t t = 0; t < request.topicData.size(); ++t) {
        auto &topic = request.topicData[t];
        auto &answer = response->responses[t];
        const TopicPtr known = version >= 13 ? shard.image->topic(topic.topicId) : shard.image->topic(topic.name);
        answer.name = topic.name;
        answer.topicId = topic.topicId;
        for (auto &data : topic.partitionData) {
            std::int16_t error = refused;
            if (error == 0 && !known)
                error = base::code(version >= 13 ? KafkaError::UnknownTopicId : KafkaError::UnknownTopicOrPartition);
            else if (error == 0 && isInternalTopic(known->name) && in.session->clientId != "__admin_client")
                error = base::code(KafkaError::InvalidTopic);
            if (error != 0) {
                Partitions result;
                result.index = data.index;
                result.errorCode = error;
                result.baseOffset = -1;
                answer.partitionResponses.push_back(std::move(result));
                continue;
            }
            items.push_back({t, known->name, {known->id, data.index}, std::move(data.records)});
        }
    }
    response->responses.insert(response->responses.end(), forbidden.begin(), forbidden.end());
    const auto rules = std::make_shared<const ProduceRules>(
        ProduceRules{request.acks, milliseconds(std::max(request.timeoutMs, 0)), request.transactionalId.value_or(std::string{}), wishOf(version)});
    Scatter<ProduceItem, Partitions>::run(
        broker.shared_from_this(), owner, std::move(items), [&broker](const ProduceItem &item) { return broker.ownerOf(item.name, item.id); },
        [&broker, rules](Shard &part, ProduceItem &item, const std::function<void(Partitions)> &answer) { appendPart(part, item, broker, rules, answer); },
        [&broker, owner, response, responder, version, acks = rules->acks, correlationId = in.header.correlationId,
         session = in.session, bytes = in.body.size()](std::vector<ProduceItem> done, std::vector<Partitions> results) {
            for (std::size_t i = 0; i < done.size(); ++i)
                response->responses[done[i].topic].partitionResponses.push_back(std::move(results[i]));
            if (acks == 0) {
                for (const auto &topic : response->responses) {
                    for (const auto &partition : topic.partitionResponses) {
                        if (partition.errorCode != 0)
                            return responder.close(fmt::format("a Produce request with acks=0 failed: {} for partition {} of {}",
                                                               base::kafkaErrorName(partition.errorCode), partition.index, topic.name));
                    }
                }
                return answer(broker, responder, session, bytes, correlationId, version, nullptr);
            }
            if (version >= 10)
                addLeaderHints(*broker.shard(owner).image, session->listener, *response, true);
            answer(broker, responder, session, bytes, correlationId, version, response);
        });
    responder.parked();
}

} // namespace weir::sandbox
