// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/cluster/client_acts.h"

#include "backend/base/kafka_error.h"
#include "backend/net/connection.h"
#include "backend/wire/messages/add_partitions_to_txn.h"
#include "backend/wire/messages/consumer_group_describe.h"
#include "backend/wire/messages/consumer_group_heartbeat.h"
#include "backend/wire/messages/describe_groups.h"
#include "backend/wire/messages/describe_transactions.h"
#include "backend/wire/messages/find_coordinator.h"
#include "backend/wire/messages/init_producer_id.h"
#include "backend/wire/messages/leave_group.h"
#include "backend/wire/messages/list_transactions.h"
#include "backend/wire/messages/metadata.h"
#include "backend/wire/messages/produce.h"
#include "backend/wire/record_batch.h"

#include <algorithm>
#include <future>
#include <memory>
#include <thread>

namespace weir::sandbox {

using base::KafkaError;

namespace {

constexpr std::chrono::seconds kLimit{10};
constexpr std::chrono::seconds kShort{2};

template <class Request>
base::Result<net::ResponseOf<Request>> call(net::IoThread &thread, const net::ClientConfig &config, const net::Address &address, Request request,
                                          std::optional<std::int16_t> version = {}, std::chrono::milliseconds limit = kLimit)
{
    using Response = net::ResponseOf<Request>;
    net::ConnectionOptions options;
    options.config = config;
    options.config.clientId = "weir-sandbox-ctl";
    const auto connection = net::Connection::open(thread, address, std::move(options));
    // Shared: the answer may come after the wait was given up.
    auto done = std::make_shared<std::promise<base::Result<Response>>>();
    auto answer = done->get_future();
    connection->send<Request>(
        std::move(request), net::Deadline::in(limit), [done](base::Result<Response> response) { done->set_value(std::move(response)); }, version);
    auto result = answer.get();
    connection->close();
    return result;
}

/// The first broker that answers: one may be down or paused on purpose.
template <class Request>
base::Result<net::ResponseOf<Request>> callAny(net::IoThread &thread, const net::ClientConfig &config, const Request &request)
{
    base::Result<net::ResponseOf<Request>> response = base::fail(base::ErrorKind::Unreachable, "sandbox.client");
    for (const net::Address &address : config.bootstrap) {
        response = call(thread, config, address, request, {}, kShort);
        if (response)
            break;
    }
    return response;
}

base::Status check(std::int16_t code, const char *action, const std::string &target)
{
    if (code == 0)
        return {};
    return base::fail(base::Error{base::ErrorKind::Peer, action, target, {}, {}, code});
}

bool passes(const base::Error &error)
{
    const auto code = static_cast<KafkaError>(error.kafkaCode);
    return code == KafkaError::CoordinatorLoadInProgress || code == KafkaError::CoordinatorNotAvailable || code == KafkaError::ConcurrentTransactions
        || code == KafkaError::NotCoordinator || code == KafkaError::NotLeaderOrFollower || code == KafkaError::LeaderNotAvailable;
}

/// Again while the cluster is not ready for it, as every client does.
template <class Act>
auto patiently(Act act) -> decltype(act())
{
    const auto end = std::chrono::steady_clock::now() + kLimit;
    for (;;) {
        auto result = act();
        if (result || !passes(result.error()) || std::chrono::steady_clock::now() > end)
            return result;
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
}

} // namespace

ClientActs::ClientActs(net::ClientConfig config) : m_config(std::move(config)) {}

base::Result<net::Address> ClientActs::coordinatorOf(std::int8_t type, const std::string &key, const char *action)
{
    return patiently([&]() -> base::Result<net::Address> {
        wire::FindCoordinatorRequest request;
        request.keyType = type;
        request.coordinatorKeys = {key};
        WEIR_TRY(const auto response, callAny(m_thread, m_config, request));
        if (response.coordinators.empty())
            return base::fail(base::ErrorKind::Peer, action, key);
        const auto &found = response.coordinators.front();
        WEIR_CHECK(check(found.errorCode, action, key));
        return net::Address{found.host, static_cast<std::uint16_t>(found.port)};
    });
}

base::Result<net::Address> ClientActs::leaderOf(const std::string &topic, std::int32_t partition, const char *action)
{
    return patiently([&]() -> base::Result<net::Address> {
        wire::MetadataRequest request;
        request.topics.emplace().emplace_back().name = topic;
        request.allowAutoTopicCreation = false;
        WEIR_TRY(const auto response, callAny(m_thread, m_config, request));
        for (const auto &row : response.topics) {
            WEIR_CHECK(check(row.errorCode, action, topic));
            for (const auto &one : row.partitions) {
                if (one.partitionIndex != partition)
                    continue;
                for (const auto &broker : response.brokers) {
                    if (broker.nodeId == one.leaderId)
                        return net::Address{broker.host, static_cast<std::uint16_t>(broker.port)};
                }
                return base::fail(base::Error{base::ErrorKind::Peer, action, topic, {}, {}, base::code(KafkaError::LeaderNotAvailable)});
            }
        }
        return base::fail(base::Error{base::ErrorKind::Peer, action, topic, {}, {}, base::code(KafkaError::UnknownTopicOrPartition)});
    });
}

base::Result<std::vector<ClientActs::Transaction>> ClientActs::transactions()
{
    wire::MetadataRequest metadata;
    metadata.topics.emplace();
    WEIR_TRY(const auto cluster, callAny(m_thread, m_config, metadata));
    std::vector<Transaction> all;
    base::Status last;
    bool answered = false;
    for (const auto &broker : cluster.brokers) {
        const auto listed = call(m_thread, m_config, {broker.host, static_cast<std::uint16_t>(broker.port)}, wire::ListTransactionsRequest{}, {}, kShort);
        const base::Status asked = listed ? check(listed->errorCode, "transactions", broker.host) : base::Status(tl::unexpected<base::Error>(listed.error()));
        if (!asked) {
            last = asked;
            continue;
        }
        answered = true;
        for (const auto &row : listed->transactionStates)
            all.push_back({row.transactionalId, row.transactionState, row.producerId});
    }
    if (!answered && !last)
        return tl::unexpected<base::Error>(last.error());
    std::sort(all.begin(), all.end(), [](const Transaction &one, const Transaction &other) { return one.transactionalId < other.transactionalId; });
    return all;
}

base::Result<std::vector<std::string>> ClientActs::expireMembers(const std::string &group, const std::string &memberId)
{
    constexpr const char *kAction = "group.expire";
    WEIR_TRY(const net::Address coordinator, coordinatorOf(wire::FindCoordinatorRequest::kGroup, group, kAction));
    // Asked in this order: a group that is not of the consumer protocol is GROUP_ID_NOT_FOUND to the first question, and one
    // that is, is "Dead" to the second.
    WEIR_TRY(auto ids, expireConsumers(coordinator, group, memberId));
    if (ids.empty()) {
        WEIR_TRY(ids, expireClassic(coordinator, group, memberId));
    }
    if (ids.empty())
        return base::fail(base::ErrorKind::NotFound, kAction, memberId.empty() ? group : memberId, "there is no such member");
    return ids;
}

base::Result<std::vector<std::string>> ClientActs::expireConsumers(const net::Address &coordinator, const std::string &group, const std::string &memberId)
{
    constexpr const char *kAction = "group.expire";
    wire::ConsumerGroupDescribeRequest describe;
    describe.groupIds = {group};
    WEIR_TRY(const auto described, call(m_thread, m_config, coordinator, std::move(describe)));
    std::vector<std::string> ids;
    if (described.groups.empty() || described.groups.front().errorCode == base::code(KafkaError::GroupIdNotFound))
        return ids;
    WEIR_CHECK(check(described.groups.front().errorCode, kAction, group));
    for (const auto &member : described.groups.front().members) {
        constexpr std::int8_t kClassic = 0;
        if (!memberId.empty() && member.memberId != memberId)
            continue;
        if (member.memberType == kClassic) { // on its way to the new protocol or back
            wire::LeaveGroupRequest leave;
            leave.groupId = group;
            auto &gone = leave.members.emplace_back();
            gone.memberId = member.memberId;
            gone.groupInstanceId = member.instanceId;
            WEIR_TRY(const auto left, call(m_thread, m_config, coordinator, std::move(leave), std::int16_t{4}));
            WEIR_CHECK(check(left.errorCode, kAction, group));
            for (const auto &one : left.members)
                WEIR_CHECK(check(one.errorCode, kAction, one.memberId));
        } else {
            wire::ConsumerGroupHeartbeatRequest leave;
            leave.groupId = group;
            leave.memberId = member.memberId;
            leave.memberEpoch = -1;
            leave.instanceId = member.instanceId;
            WEIR_TRY(const auto left, call(m_thread, m_config, coordinator, std::move(leave)));
            WEIR_CHECK(check(left.errorCode, kAction, member.memberId));
        }
        ids.push_back(member.memberId);
    }
    return ids;
}

base::Result<std::vector<std::string>> ClientActs::expireClassic(const net::Address &coordinator, const std::string &group, const std::string &memberId)
{
    constexpr const char *kAction = "group.expire";
    wire::DescribeGroupsRequest describe;
    describe.groups = {group};
    WEIR_TRY(const auto described, call(m_thread, m_config, coordinator, std::move(describe), std::int16_t{5}));
    if (described.groups.empty())
        return base::fail(base::ErrorKind::NotFound, kAction, group);
    WEIR_CHECK(check(described.groups.front().errorCode, kAction, group));
    wire::LeaveGroupRequest leave;
    leave.groupId = group;
    std::vector<std::string> ids;
    for (const auto &member : described.groups.front().members) {
        if (!memberId.empty() && member.memberId != memberId)
            continue;
        ids.push_back(member.memberId);
        auto &gone = leave.members.emplace_back();
        gone.memberId = member.memberId;
        gone.groupInstanceId = member.groupInstanceId;
    }
    if (ids.empty())
        return ids;
    WEIR_TRY(const auto left, call(m_thread, m_config, coordinator, std::move(leave), std::int16_t{4}));
    WEIR_CHECK(check(left.errorCode, kAction, group));
    for (const auto &member : left.members)
        WEIR_CHECK(check(member.errorCode, kAction, member.memberId));
    return ids;
}

base::Result<std::string> ClientActs::transactionState(const net::Address &coordinator, const std::string &transactionalId, const char *action)
{
    wire::DescribeTransactionsRequest request;
    request.transactionalIds = {transactionalId};
    WEIR_TRY(const auto response, call(m_thread, m_config, coordinator, std::move(request)));
    if (response.transactionStates.empty() || response.transactionStates.front().errorCode == base::code(KafkaError::TransactionalIdNotFound))
        return base::fail(base::ErrorKind::NotFound, action, transactionalId, "no producer has this transactional id");
    WEIR_CHECK(check(response.transactionStates.front().errorCode, action, transactionalId));
    return response.transactionStates.front().transactionState;
}

base::Status ClientActs::takeOver(const std::string &transactionalId, bool onlyOngoing, const char *action)
{
    bool known = false;
    return patiently([&]() -> base::Status {
        WEIR_TRY(const net::Address coordinator, coordinatorOf(wire::FindCoordinatorRequest::kTransaction, transactionalId, action));
        if (!known) {
            WEIR_TRY(const std::string state, transactionState(coordinator, transactionalId, action));
            if (onlyOngoing && state != "Ongoing")
                return base::fail(base::ErrorKind::Conflict, action, transactionalId, "it has no transaction under way");
            known = true;
        }
        // The first one ends what was under way, and is told CONCURRENT_TRANSACTIONS until that is over.
        wire::InitProducerIdRequest request;
        request.transactionalId = transactionalId;
        request.transactionTimeoutMs = 60'000;
        WEIR_TRY(const auto response, call(m_thread, m_config, coordinator, std::move(request), std::int16_t{4}));
        return check(response.errorCode, action, transactionalId);
    });
}

base::Status ClientActs::fenceProducer(const std::string &transactionalId)
{
    return takeOver(transactionalId, false, "producer.fence");
}

base::Status ClientActs::abortTransaction(const std::string &transactionalId)
{
    // A new producer under its id ends what the old one had begun.
    return takeOver(transactionalId, true, "transaction.abort");
}

base::Status ClientActs::hangTransaction(const std::string &transactionalId, const std::string &topic, std::int32_t partition, std::int32_t timeoutMs)
{
    constexpr const char *kAction = "transaction.hang";
    WEIR_TRY(const net::Address leader, leaderOf(topic, partition, kAction));
    WEIR_TRY(const net::Address coordinator, coordinatorOf(wire::FindCoordinatorRequest::kTransaction, transactionalId, kAction));
    wire::InitProducerIdResponse producer;
    const base::Status begun = patiently([&]() -> base::Status {
        wire::InitProducerIdRequest request;
        request.transactionalId = transactionalId;
        request.transactionTimeoutMs = timeoutMs;
        WEIR_TRY(producer, call(m_thread, m_config, coordinator, std::move(request), std::int16_t{4}));
        return check(producer.errorCode, kAction, transactionalId);
    });
    WEIR_CHECK(begun);
    const base::Status joined = patiently([&]() -> base::Status {
        wire::AddPartitionsToTxnRequest request;
        request.v3AndBelowTransactionalId = transactionalId;
        request.v3AndBelowProducerId = producer.producerId;
        request.v3AndBelowProducerEpoch = producer.producerEpoch;
        auto &one = request.v3AndBelowTopics.emplace_back();
        one.name = topic;
        one.partitions = {partition};
        WEIR_TRY(const auto added, call(m_thread, m_config, coordinator, std::move(request), std::int16_t{3}));
        for (const auto &row : added.resultsByTopicV3AndBelow) {
            for (const auto &result : row.resultsByPartition)
                WEIR_CHECK(check(result.partitionErrorCode, kAction, topic));
        }
        return {};
    });
    WEIR_CHECK(joined);
    wire::RecordBatchBuilder::Options batch;
    batch.producerId = producer.producerId;
    batch.producerEpoch = producer.producerEpoch;
    batch.baseSequence = 0;
    batch.transactional = true;
    wire::RecordBatchBuilder builder(batch);
    constexpr std::string_view kValue = "of a transaction that does not end";
    wire::RecordInput record;
    record.timestamp = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
    record.value = base::viewOf(kValue);
    builder.add(record);
    WEIR_TRY(base::Bytes bytes, builder.finish());
    return patiently([&]() -> base::Status {
        wire::ProduceRequest request;
        request.transactionalId = transactionalId;
        request.acks = -1;
        request.timeoutMs = 10'000;
        auto &row = request.topicData.emplace_back();
        row.name = topic;
        auto &data = row.partitionData.emplace_back();
        data.index = partition;
        data.records = wire::Records::owning(base::Bytes(bytes));
        WEIR_TRY(const auto response, call(m_thread, m_config, leader, std::move(request), std::int16_t{11}));
        for (const auto &answered : response.responses) {
            for (const auto &one : answered.partitionResponses)
                WEIR_CHECK(check(one.errorCode, kAction, topic));
        }
        return {};
    });
}

} // namespace weir::sandbox
