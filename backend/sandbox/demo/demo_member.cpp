// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/demo/demo_member.h"

#include "backend/base/kafka_error.h"
#include "backend/sandbox/demo/demo_records.h"
#include "backend/wire/blob.h"
#include "backend/wire/messages/consumer_protocol.h"
#include "backend/wire/messages/fetch.h"
#include "backend/wire/messages/heartbeat.h"
#include "backend/wire/messages/join_group.h"
#include "backend/wire/messages/leave_group.h"
#include "backend/wire/messages/list_offsets.h"
#include "backend/wire/messages/offset_commit.h"
#include "backend/wire/messages/sync_group.h"

#include <algorithm>

namespace weir::sandbox {

using base::KafkaError;
using net::Task;
using std::chrono::milliseconds;
using std::chrono::seconds;
using Steady = std::chrono::steady_clock;

namespace {

constexpr std::int32_t kSessionTimeoutMs = 15'000;
constexpr std::int32_t kRebalanceTimeoutMs = 20'000;
constexpr seconds kHeartbeatEvery{3};
constexpr milliseconds kCommitEvery{1'000};
constexpr std::int32_t kFetchWaitMs = 500;
/// Well within the session, for a broker that hangs must not cost the membership.
constexpr seconds kFetchWithin{3};
constexpr std::int32_t kPartitionBytes = 256 * 1024;
/// The lagging group drains through a thin pipe, so that one can watch it.
constexpr std::int32_t kDrainPartitionBytes = 4 * 1024;
constexpr std::int64_t kLagCycleMs = 150'000;
constexpr std::int64_t kLagRestMs = 100'000;
constexpr seconds kRewindEvery{180};
constexpr std::int64_t kRewindBy = 150;
/// The last versions that name topics.
constexpr std::int16_t kFetchVersion = 12;
constexpr std::int16_t kCommitVersion = 9;
constexpr std::int16_t kSubscriptionVersion = 1;
constexpr std::int16_t kAssignmentVersion = 1;

tl::unexpected<base::Error> peerSaid(const char *action, const std::string &group, std::int16_t error)
{
    return base::fail(base::ErrorKind::Peer, action, group, {}, error);
}

} // namespace

DemoMember::DemoMember(std::shared_ptr<DemoClient> client, const DemoGroup &group, std::int32_t index, std::shared_ptr<DemoMeter> meter)
    : m_client(std::move(client)), m_group(group), m_index(index), m_meter(std::move(meter)), m_lastRewind(Steady::now())
{
}

Task<bool> DemoMember::run()
{
    const auto self = shared_from_this();
    while (!m_stop) {
        base::Status status = co_await join();
        if (status)
            status = co_await findPositions();
        if (status)
            status = co_await consume();
        if (!status && !m_stop) {
            // A topic that is gone stays gone for long; a rebalance is over in a moment.
            const bool rebalances = status.error().kafkaCode == code(KafkaError::RebalanceInProgress);
            m_failures = rebalances ? 0 : std::min(m_failures + 1, 5);
            if (!rebalances && !co_await m_client->net().pause(milliseconds(100 << m_failures)))
                break;
        }
    }
    if (!m_group.staticMembers)
        co_await leave();
    co_return true;
}

base::Status DemoMember::lost(std::int16_t error)
{
    switch (static_cast<KafkaError>(error)) {
    case KafkaError::UnknownMemberId:
    case KafkaError::IllegalGeneration:
    case KafkaError::FencedInstanceId:
        m_memberId.clear();
        m_generation = -1;
        break;
    case KafkaError::RebalanceInProgress:
        break;
    default:
        m_client->forgetCoordinator();
        break;
    }
    return peerSaid("demo.group", m_group.name, error);
}

Task<base::Status> DemoMember::join()
{
    const auto self = shared_from_this();
    wire::ConsumerProtocolSubscription subscription;
    subscription.topics = {m_group.topic};
    WEIR_CO_TRY(const base::Bytes metadata, wire::encodeVersioned(subscription, kSubscriptionVersion));
    for (int attempt = 0; attempt < 2; ++attempt) {
        WEIR_CO_TRY(const std::int32_t broker, co_await m_client->coordinator(m_group.name));
        wire::JoinGroupRequest request;
        request.groupId = m_group.name;
        request.memberId = m_memberId;
        request.sessionTimeoutMs = kSessionTimeoutMs;
        request.rebalanceTimeoutMs = kRebalanceTimeoutMs;
        request.protocolType = "consumer";
        if (m_group.staticMembers)
            request.groupInstanceId = m_group.name + "-" + std::to_string(m_index + 1);
        auto &protocol = request.protocols.emplace_back();
        protocol.name = m_group.assignor;
        protocol.metadata = metadata;
        auto answer = co_await m_client->net().toBroker(broker, std::move(request), net::Deadline::in(milliseconds(kRebalanceTimeoutMs + 10'000)));
        if (!answer) {
            m_client->forgetCoordinator();
            co_return base::fail(std::move(answer.error()));
        }
        if (answer->errorCode == code(KafkaError::MemberIdRequired)) {
            m_memberId = answer->memberId;
            continue;
        }
        if (answer->errorCode != 0)
            co_return lost(answer->errorCode);
        m_memberId = answer->memberId;
        m_generation = answer->generationId;
        m_protocol = answer->protocolName.value_or(std::string{});
        m_leads = answer->leader == m_memberId && !answer->skipAssignment;
        m_members.clear();
        for (const auto &member : answer->members)
            m_members.emplace_back(member.groupInstanceId.value_or(member.memberId), member.memberId);
        std::sort(m_members.begin(), m_members.end());
        co_return co_await assign();
    }
    co_return peerSaid("demo.group", m_group.name, code(KafkaError::MemberIdRequired));
}

Task<base::Status> DemoMember::assign()
{
    const auto self = shared_from_this();
    wire::SyncGroupRequest request;
    request.groupId = m_group.name;
    request.memberId = m_memberId;
    request.generationId = m_generation;
    request.protocolType = "consumer";
    request.protocolName = m_protocol;
    if (m_group.staticMembers)
        request.groupInstanceId = m_group.name + "-" + std::to_string(m_index + 1);
    if (m_leads) {
        m_client->forgetLeaders();
        WEIR_CO_TRY(const std::vector<std::int32_t> leaders, co_await m_client->leaders(m_group.topic));
        const auto partitions = leaders.size();
        const auto members = m_members.size();
        for (std::size_t i = 0; i < members; ++i) {
            wire::ConsumerProtocolAssignment assignment;
            std::vector<std::int32_t> given;
            for (std::size_t partition = 0; partition < partitions; ++partition) {
                // Range: runs of neighbours, the first members get one more. Round robin: each in turn.
                const auto longer = partitions % members;
                const auto each = partitions / members;
                const auto first = i * each + std::min(i, longer);
                const bool mine = m_group.assignor == "roundrobin" ? partition % members == i
                                                                   : partition >= first && partition < first + each + (i < longer ? 1 : 0);
                if (mine)
                    given.push_back(static_cast<std::int32_t>(partition));
            }
            if (!given.empty()) {
                auto &into = assignment.assignedPartitions.emplace_back();
                into.topic = m_group.topic;
                into.partitions = std::move(given);
            }
            WEIR_CO_TRY(base::Bytes bytes, wire::encodeVersioned(assignment, kAssignmentVersion));
            auto &into = request.assignments.emplace_back();
            into.memberId = m_members[i].second;
            into.assignment = std::move(bytes);
        }
    }
    WEIR_CO_TRY(const std::int32_t broker, co_await m_client->coordinator(m_group.name));
    auto answer = co_await m_client->net().toBroker(broker, std::move(request), net::Deadline::in(milliseconds(kRebalanceTimeoutMs + 10'000)));
    if (!answer) {
        m_client->forgetCoordinator();
        co_return base::fail(std::move(answer.error()));
    }
    if (answer->errorCode != 0)
        co_return lost(answer->errorCode);
    m_partitions.clear();
    if (!answer->assignment.empty()) {
        WEIR_CO_TRY(const auto assignment, wire::decodeVersionedLeniently<wire::ConsumerProtocolAssignment>(answer->assignment));
        for (const auto &topic : assignment.message.assignedPartitions) {
            for (const auto partition : topic.partitions)
                m_partitions.emplace_back(topic.topic, partition);
        }
    }
    m_lastHeartbeat = Steady::now();
    m_lastCommit = Steady::now();
    co_return base::Status{};
}

Task<base::Status> DemoMember::findPositions()
{
    const auto self = shared_from_this();
    m_positions.clear();
    m_committed.clear();
    m_stuck.clear();
    if (m_partitions.empty())
        co_return base::Status{};
    WEIR_CO_TRY(m_committed, co_await m_client->committed(m_group.name, m_partitions));
    m_positions = m_committed;
    std::vector<DemoPartition> unknown;
    for (const auto &partition : m_partitions) {
        if (!m_positions.contains(partition))
            unknown.push_back(partition);
    }
    if (unknown.empty())
        co_return base::Status{};
    // auto.offset.reset=earliest
    WEIR_CO_TRY(const DemoOffsets earliest, co_await m_client->offsetsAt(std::move(unknown), wire::ListOffsetsRequest::kEarliest));
    m_positions.insert(earliest.begin(), earliest.end());
    co_return base::Status{};
}

bool DemoMember::rests(std::int64_t nowMs) const
{
    return m_group.temper == DemoTemper::Lags && nowMs % kLagCycleMs < kLagRestMs;
}

Task<base::Status> DemoMember::consume()
{
    const auto self = shared_from_this();
    m_failures = 0;
    while (!m_stop) {
        if (Steady::now() - m_lastHeartbeat >= kHeartbeatEvery)
            WEIR_CO_CHECK(co_await heartbeat());
        const auto nowMs = std::chrono::duration_cast<milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
        if (m_partitions.empty() || m_stuck.size() == m_partitions.size() || rests(nowMs)) {
            if (!co_await m_client->net().pause(milliseconds(500)))
                break;
        } else {
            co_await rewindIfDue();
            WEIR_CO_CHECK(co_await fetchOnce());
            if (m_group.temper == DemoTemper::Lags && !co_await m_client->net().pause(milliseconds(400)))
                break;
        }
        if (Steady::now() - m_lastCommit >= kCommitEvery)
            WEIR_CO_CHECK(co_await commit());
    }
    co_return co_await commit();
}

Task<base::Status> DemoMember::heartbeat()
{
    const auto self = shared_from_this();
    m_lastHeartbeat = Steady::now();
    WEIR_CO_TRY(const std::int32_t broker, co_await m_client->coordinator(m_group.name));
    wire::HeartbeatRequest request;
    request.groupId = m_group.name;
    request.memberId = m_memberId;
    request.generationId = m_generation;
    if (m_group.staticMembers)
        request.groupInstanceId = m_group.name + "-" + std::to_string(m_index + 1);
    auto answer = co_await m_client->net().toBroker(broker, std::move(request), demoDeadline());
    if (!answer) {
        m_client->forgetCoordinator();
        co_return base::Status{}; // another one is asked next time; the session lasts longer than that
    }
    if (answer->errorCode == 0)
        co_return base::Status{};
    if (answer->errorCode == code(KafkaError::RebalanceInProgress))
        co_await commit();
    co_return lost(answer->errorCode);
}

Task<base::Status> DemoMember::fetchOnce()
{
    const auto self = shared_from_this();
    WEIR_CO_TRY(const std::vector<std::int32_t> leaders, co_await m_client->leaders(m_group.topic));
    std::map<std::int32_t, wire::FetchRequest> byLeader;
    for (const auto &partition : m_partitions) {
        const auto index = static_cast<std::size_t>(partition.second);
        const bool stuck = std::find(m_stuck.begin(), m_stuck.end(), partition) != m_stuck.end();
        if (stuck || index >= leaders.size() || !m_positions.contains(partition))
            continue;
        if (leaders[index] < 0) {
            m_client->forgetLeaders();
            continue;
        }
        wire::FetchRequest &request = byLeader[leaders[index]];
        request.maxWaitMs = kFetchWaitMs;
        request.minBytes = 1;
        request.maxBytes = 4 << 20;
        if (request.topics.empty())
            request.topics.emplace_back().topic = m_group.topic;
        auto &into = request.topics.back().partitions.emplace_back();
        into.partition = partition.second;
        into.fetchOffset = m_positions[partition];
        into.partitionMaxBytes = m_group.temper == DemoTemper::Lags ? kDrainPartitionBytes : kPartitionBytes;
    }
    if (byLeader.empty()) {
        co_await m_client->net().pause(milliseconds(300));
        co_return base::Status{};
    }
    std::vector<Task<base::Result<wire::FetchResponse>>> asked;
    for (auto &[leader, request] : byLeader)
        asked.push_back(m_client->net().toBroker(leader, std::move(request), net::Deadline::in(kFetchWithin), kFetchVersion));
    const auto answers = co_await net::whenAll(std::move(asked));

    std::vector<DemoPartition> outOfRange;
    bool failed = false;
    for (const auto &answer : answers) {
        if (!answer) {
            failed = true;
            continue;
        }
        for (const auto &topic : answer->responses) {
            for (const auto &data : topic.partitions) {
                const DemoPartition partition{m_group.topic, data.partitionIndex};
                if (data.errorCode == code(KafkaError::OffsetOutOfRange))
                    outOfRange.push_back(partition);
                else if (data.errorCode != 0)
                    failed = true;
                else if (const auto bytes = data.records.contiguous())
                    read(partition, *bytes);
            }
        }
    }
    if (failed) {
        m_client->forgetLeaders();
        co_await m_client->net().pause(milliseconds(200));
    }
    if (!outOfRange.empty()) {
        WEIR_CO_TRY(const DemoOffsets earliest, co_await m_client->offsetsAt(std::move(outOfRange), wire::ListOffsetsRequest::kEarliest));
        for (const auto &[partition, offset] : earliest)
            m_positions[partition] = offset;
    }
    co_return base::Status{};
}

void DemoMember::read(const DemoPartition &partition, base::ByteView records)
{
    std::int64_t &position = m_positions[partition];
    // What follows a batch that cannot be read is asked for again.
    (void)wire::forEachBatch(records, [&](const wire::RecordBatchView &batch) -> base::Status {
        const auto &header = batch.header();
        if (header.nextOffset() <= position)
            return {};
        auto next = header.nextOffset();
        if (m_group.temper == DemoTemper::Stalls && !header.isControl()) {
            base::Bytes scratch;
            WEIR_TRY(wire::RecordCursor cursor, batch.records(scratch, 16U << 20));
            wire::RecordView record;
            for (;;) {
                WEIR_TRY(const bool more, cursor.next(record));
                if (!more)
                    break;
                if (record.offset >= position && record.value && !isReadableDemoValue(*record.value)) {
                    next = record.offset;
                    m_stuck.push_back(partition);
                    break;
                }
            }
        }
        m_meter->records += static_cast<std::uint64_t>(std::max<std::int64_t>(next - std::max(position, header.baseOffset), 0));
        position = next;
        if (!m_stuck.empty() && m_stuck.back() == partition)
            return base::fail(base::ErrorKind::Invalid, "demo.read");
        return {};
    });
}

Task<bool> DemoMember::rewindIfDue()
{
    const auto self = shared_from_this();
    if (m_group.temper != DemoTemper::Rewinds || Steady::now() - m_lastRewind < kRewindEvery)
        co_return false;
    m_lastRewind = Steady::now();
    const auto earliest = co_await m_client->offsetsAt(m_partitions, wire::ListOffsetsRequest::kEarliest);
    if (!earliest)
        co_return false;
    for (const auto &[partition, start] : *earliest)
        m_positions[partition] = std::max(start, m_positions[partition] - kRewindBy);
    co_return true;
}

Task<base::Status> DemoMember::commit()
{
    const auto self = shared_from_this();
    m_lastCommit = Steady::now();
    DemoOffsets moved;
    for (const auto &[partition, offset] : m_positions) {
        const auto known = m_committed.find(partition);
        if (known == m_committed.end() || known->second != offset)
            moved[partition] = offset;
    }
    if (moved.empty() || m_generation < 0)
        co_return base::Status{};
    WEIR_CO_TRY(const std::int32_t broker, co_await m_client->coordinator(m_group.name));
    wire::OffsetCommitRequest request;
    request.groupId = m_group.name;
    request.memberId = m_memberId;
    request.generationIdOrMemberEpoch = m_generation;
    if (m_group.staticMembers)
        request.groupInstanceId = m_group.name + "-" + std::to_string(m_index + 1);
    auto &topic = request.topics.emplace_back();
    topic.name = m_group.topic;
    for (const auto &[partition, offset] : moved) {
        auto &into = topic.partitions.emplace_back();
        into.partitionIndex = partition.second;
        into.committedOffset = offset;
        into.committedMetadata = "";
    }
    auto answer = co_await m_client->net().toBroker(broker, std::move(request), demoDeadline(), kCommitVersion);
    if (!answer) {
        m_client->forgetCoordinator();
        co_return base::Status{};
    }
    for (const auto &each : answer->topics) {
        for (const auto &partition : each.partitions) {
            const auto error = static_cast<KafkaError>(partition.errorCode);
            if (error == KafkaError::None)
                m_committed[{m_group.topic, partition.partitionIndex}] = moved[{m_group.topic, partition.partitionIndex}];
            else if (error == KafkaError::UnknownMemberId || error == KafkaError::IllegalGeneration || error == KafkaError::FencedInstanceId ||
                     error == KafkaError::RebalanceInProgress)
                co_return lost(partition.errorCode);
            else
                m_client->forgetCoordinator();
        }
    }
    co_return base::Status{};
}

Task<bool> DemoMember::leave()
{
    const auto self = shared_from_this();
    if (m_memberId.empty())
        co_return false;
    const auto broker = co_await m_client->coordinator(m_group.name);
    if (!broker)
        co_return false;
    wire::LeaveGroupRequest request;
    request.groupId = m_group.name;
    auto &identity = request.members.emplace_back();
    identity.memberId = m_memberId;
    identity.reason = "the demo was switched off";
    const auto answer = co_await m_client->net().toBroker(*broker, std::move(request), net::Deadline::in(seconds(1)));
    m_memberId.clear();
    co_return answer.has_value();
}

} // namespace weir::sandbox
