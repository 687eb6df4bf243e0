// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/base/kafka_error.h"
#include "backend/wire/messages/fetch.h"
#include "backend/wire/messages/find_coordinator.h"
#include "backend/wire/messages/offset_commit.h"
#include "backend/wire/messages/offset_fetch.h"
#include "tests/sandbox/simulation/client.h"

namespace weir::sandbox::sim {

using base::KafkaError;

namespace {

constexpr milliseconds kAnswer{3'000};

} // namespace

Consumer::Consumer(Scene &scene, std::string name, std::int32_t node, bool committedOnly)
    : Client(scene, std::move(name), node)
    , m_committedOnly(committedOnly)
    , m_positions(static_cast<std::size_t>(scene.partitions), 0)
    , m_commits(static_cast<std::size_t>(scene.partitions), -1)
{
}

void Consumer::start()
{
    ++m_scene.running;
    net::start<bool>(live(), [this](bool) { --m_scene.running; });
}

net::Task<Consumer::Got> Consumer::read(std::int32_t partition, std::int64_t from)
{
    const Leader to = co_await leader(partition);
    if (to.broker < 0)
        co_return Got::Error;
    Operation operation;
    operation.what = What::Read;
    operation.client = name();
    operation.partition = partition;
    operation.committedOnly = m_committedOnly;
    operation.from = from;
    operation.leaderEpoch = to.epoch;
    operation.broker = to.broker;
    operation.life = m_scene.cluster.life(to.broker);
    operation.askedAt = m_scene.world().now().count();
    wire::FetchRequest request;
    request.maxWaitMs = 50;
    request.minBytes = 1;
    request.maxBytes = 1 << 16;
    request.isolationLevel = m_committedOnly ? 1 : 0;
    wire::FetchRequest::FetchTopic topic;
    topic.topic = kTopic;
    wire::FetchRequest::FetchPartition wanted;
    wanted.partition = partition;
    wanted.currentLeaderEpoch = to.epoch;
    wanted.fetchOffset = from;
    wanted.partitionMaxBytes = 1 << 16;
    topic.partitions.push_back(std::move(wanted));
    request.topics.push_back(std::move(topic));
    const auto response = co_await ask(to.broker, std::move(request), kAnswer, std::int16_t{12});
    if (!response || response->errorCode != 0 || response->responses.empty() || response->responses.front().partitions.empty()
        || response->responses.front().partitions.front().errorCode != 0) {
        forget();
        co_return Got::Error;
    }
    const auto &data = response->responses.front().partitions.front();
    operation.endedAt = m_scene.world().now().count();
    operation.outcome = Outcome::Ok;
    operation.highWatermark = data.highWatermark;
    // A life that began meanwhile is not the one that answered.
    if (m_scene.cluster.life(to.broker) != operation.life)
        operation.leaderEpoch = -1;
    std::vector<std::pair<std::int64_t, std::int64_t>> aborted;
    for (const auto &one : data.abortedTransactions.value_or(std::vector<wire::FetchResponse::AbortedTransaction>{}))
        aborted.emplace_back(one.producerId, one.firstOffset);
    std::int64_t next = from;
    const auto bytes = data.records.flatten().value_or(base::Bytes{});
    operation.records = recordsIn(bytes, from, m_committedOnly ? &aborted : nullptr, next);
    m_ends = {data.highWatermark, data.lastStableOffset};
    m_positions[static_cast<std::size_t>(partition)] = std::max(next, from);
    m_scene.history.operations.push_back(std::move(operation));
    co_return next > from ? Got::Records : Got::Nothing;
}

net::Task<bool> Consumer::commit(std::int32_t partition, std::int64_t offset)
{
    if (m_coordinator < 0)
        m_coordinator = co_await coordinator("g-" + name(), wire::FindCoordinatorRequest::kGroup);
    if (m_coordinator < 0)
        co_return false;
    Operation operation;
    operation.what = What::Commit;
    operation.client = name();
    operation.partition = partition;
    operation.offset = offset;
    const std::size_t index = m_scene.begin(std::move(operation));
    const int life = m_scene.cluster.life(m_coordinator);
    wire::OffsetCommitRequest request;
    request.groupId = "g-" + name();
    wire::OffsetCommitRequest::OffsetCommitRequestTopic topic;
    topic.name = kTopic;
    wire::OffsetCommitRequest::OffsetCommitRequestPartition one;
    one.partitionIndex = partition;
    one.committedOffset = offset;
    topic.partitions.push_back(std::move(one));
    request.topics.push_back(std::move(topic));
    const auto response = co_await ask(m_coordinator, std::move(request), kAnswer, std::int16_t{8});
    const bool ok = response && !response->topics.empty() && !response->topics.front().partitions.empty()
        && response->topics.front().partitions.front().errorCode == 0;
    m_scene.end(index, ok ? Outcome::Ok : Outcome::Unknown);
    m_coordinatorLife = ok ? life : -1;
    if (!ok)
        m_coordinator = -1;
    co_return ok;
}

net::Task<bool> Consumer::committed(std::int32_t partition, bool anyCoordinator)
{
    std::int32_t broker = m_coordinator;
    if (anyCoordinator)
        broker = co_await coordinator("g-" + name(), wire::FindCoordinatorRequest::kGroup);
    // One that was deposed and does not know it may tell what was true before, as Kafka's may.
    if (broker < 0 || (!anyCoordinator && m_scene.cluster.life(broker) != m_coordinatorLife))
        co_return false;
    Operation operation;
    operation.what = What::Committed;
    operation.client = name();
    operation.partition = partition;
    const std::size_t index = m_scene.begin(std::move(operation));
    wire::OffsetFetchRequest request;
    request.groupId = "g-" + name();
    wire::OffsetFetchRequest::OffsetFetchRequestTopic topic;
    topic.name = kTopic;
    topic.partitionIndexes = {partition};
    request.topics.emplace();
    request.topics->push_back(std::move(topic));
    const auto response = co_await ask(broker, std::move(request), kAnswer, std::int16_t{7});
    const bool ok = response && response->errorCode == 0 && !response->topics.empty() && !response->topics.front().partitions.empty()
        && response->topics.front().partitions.front().errorCode == 0;
    if (ok)
        m_scene.at(index).offset = response->topics.front().partitions.front().committedOffset;
    m_scene.end(index, ok ? Outcome::Ok : Outcome::Unknown);
    co_return ok;
}

net::Task<bool> Consumer::live()
{
    while (!m_scene.stopping) {
        const auto partition = static_cast<std::int32_t>(m_scene.world().random.below(static_cast<std::uint64_t>(m_scene.partitions)));
        auto &position = m_positions[static_cast<std::size_t>(partition)];
        if (m_scene.world().oneIn(8))
            position = static_cast<std::int64_t>(m_scene.world().random.below(static_cast<std::uint64_t>(position) + 1));
        const Got got = co_await read(partition, position);
        auto &commits = m_commits[static_cast<std::size_t>(partition)];
        if (got == Got::Records && m_scene.world().oneIn(4) && m_positions[static_cast<std::size_t>(partition)] > commits) {
            commits = m_positions[static_cast<std::size_t>(partition)];
            const bool told = co_await commit(partition, commits);
            if (told && m_scene.world().oneIn(2)) {
                co_await pause(drawn(1, 200));
                co_await committed(partition, false);
            }
        }
        co_await pause(got == Got::Error ? drawn(50, 300) : drawn(10, 120));
    }
    co_return true;
}

void Consumer::readAll(std::function<void(bool)> done)
{
    net::start<bool>(readEverything(), std::move(done));
}

net::Task<bool> Consumer::readEverything()
{
    forget();
    for (std::int32_t partition = 0; partition < m_scene.partitions; ++partition) {
        Operation whole;
        whole.what = What::Read;
        whole.client = name();
        whole.partition = partition;
        whole.committedOnly = m_committedOnly;
        whole.final = true;
        whole.from = 0;
        whole.outcome = Outcome::Ok;
        const std::size_t before = m_scene.history.operations.size();
        whole.askedAt = m_scene.world().now().count();
        std::int64_t &position = m_positions[static_cast<std::size_t>(partition)];
        position = 0; // what was read while it lived counts no more, also where the first answer is an error
        bool atEnd = false;
        // A transaction that nobody ended is aborted when its time is over.
        const auto giveUp = m_scene.world().now() + std::chrono::seconds(60);
        while (!atEnd && m_scene.world().now() < giveUp) {
            const Got got = co_await read(partition, position);
            atEnd = got == Got::Nothing && position >= (m_committedOnly ? m_ends.stable : m_ends.highWatermark) && m_ends.stable == m_ends.highWatermark;
            if (got != Got::Records)
                co_await pause(milliseconds(300));
        }
        Operation end;
        end.what = What::LogEnd;
        end.client = name();
        end.partition = partition;
        end.offset = m_ends.highWatermark;
        end.stable = m_ends.stable;
        const std::size_t index = m_scene.begin(std::move(end));
        m_scene.end(index, Outcome::Ok);
        if (position < (m_committedOnly ? m_ends.stable : m_ends.highWatermark))
            co_return false;
        for (std::size_t i = before; i < m_scene.history.operations.size(); ++i) {
            const Operation &part = m_scene.history.operations[i];
            if (part.what == What::Read && part.client == name() && part.partition == partition)
                whole.records.insert(whole.records.end(), part.records.begin(), part.records.end());
        }
        whole.endedAt = m_scene.world().now().count();
        m_scene.history.operations.push_back(std::move(whole));
        if (m_commits[static_cast<std::size_t>(partition)] >= 0) {
            bool told = false;
            for (int attempt = 0; attempt < 20 && !told; ++attempt) {
                told = co_await committed(partition, true);
                if (!told)
                    co_await pause(milliseconds(300));
            }
            if (!told)
                co_return false;
        }
    }
    co_return true;
}

} // namespace weir::sandbox::sim
