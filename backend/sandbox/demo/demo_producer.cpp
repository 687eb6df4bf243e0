// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/demo/demo_producer.h"

#include "backend/base/clock.h"
#include "backend/base/kafka_error.h"
#include "backend/base/murmur2.h"
#include "backend/sandbox/demo/demo_records.h"
#include "backend/wire/messages/list_offsets.h"
#include "backend/wire/messages/produce.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace weir::sandbox {

using base::KafkaError;
using net::Task;

namespace {

constexpr std::int64_t kTickMs = 500;
/// Uncompressed; the largest record of the demo fits in as well, and a batch stays below every broker's limit.
constexpr std::size_t kBatchBytes = 192 * 1024;
/// Batches of a partition that are kept while nobody takes them: a minute's worth.
constexpr std::size_t kQueuedBatches = 120;
/// The last version that names topics.
constexpr std::int16_t kProduceVersion = 12;
constexpr double kPi = 3.14159265358979323846;

/// Trade is never even: a slow wave of ten minutes and a quick one of one, each topic at its own point of them.
double wave(std::int64_t ms, std::size_t phase)
{
    const double seconds = static_cast<double>(ms % 86'400'000) / 1'000;
    const double shift = static_cast<double>(phase) * 1.7;
    return 1 + 0.35 * std::sin(2 * kPi * seconds / 600 + shift) + 0.15 * std::sin(2 * kPi * seconds / 60 + 2 * shift);
}

void addRecord(wire::RecordBatchBuilder &builder, const DemoRecord &record, std::int64_t timestampMs)
{
    std::vector<wire::RecordHeaderView> headers;
    headers.reserve(record.headers.size());
    for (const auto &[name, value] : record.headers)
        headers.push_back({name, value ? std::optional(base::viewOf(*value)) : std::nullopt});
    wire::RecordInput input;
    input.timestamp = timestampMs;
    if (record.key)
        input.key = base::viewOf(*record.key);
    if (record.value)
        input.value = base::viewOf(*record.value);
    input.headers = headers;
    builder.add(input);
}

std::size_t partitionOf(const DemoRecord &record, std::uint64_t sequence, std::size_t partitions)
{
    if (!record.key)
        return sequence % partitions;
    return static_cast<std::size_t>(base::murmur2Partition(base::viewOf(*record.key), static_cast<std::int32_t>(partitions)));
}

bool comesAgain(std::int16_t error)
{
    return base::isRetriable(error) || error == code(KafkaError::KafkaStorageError);
}

} // namespace

void DemoMeter::measure(double seconds)
{
    const auto now = records.load();
    const auto rate = static_cast<double>(now - std::exchange(m_measured, now)) / seconds;
    recordsPerSecond = on ? recordsPerSecond * 0.9 + rate * 0.1 : 0;
}

DemoProducer::DemoProducer(std::shared_ptr<DemoClient> client, const std::vector<std::shared_ptr<DemoMeter>> &topics,
                           std::vector<std::shared_ptr<DemoMeter>> others)
    : m_client(std::move(client)), m_meters(std::move(others))
{
    m_meters.insert(m_meters.end(), topics.begin(), topics.end());
    for (std::size_t i = 0; i < demoTopics().size(); ++i) {
        Topic &topic = m_topics.emplace_back();
        topic.plan = &demoTopics()[i];
        topic.meter = topics[i];
        topic.queues.resize(static_cast<std::size_t>(topic.plan->partitions));
    }
}

Task<base::Result<std::vector<std::string>>> DemoProducer::prepare(std::int64_t nowMs)
{
    const auto self = shared_from_this();
    std::vector<DemoPartition> all;
    for (Topic &topic : m_topics) {
        // A topic that was here before, or has grown, has the partitions that it has.
        WEIR_CO_TRY(const std::vector<std::int32_t> leaders, co_await m_client->leaders(topic.plan->name));
        topic.queues.resize(std::max(topic.queues.size(), leaders.size()));
        for (std::size_t partition = 0; partition < leaders.size(); ++partition)
            all.emplace_back(topic.plan->name, static_cast<std::int32_t>(partition));
    }
    const auto expected = all.size();
    WEIR_CO_TRY(const DemoOffsets ends, co_await m_client->offsetsAt(std::move(all), wire::ListOffsetsRequest::kLatest));
    if (ends.size() < expected)
        co_return base::fail(base::ErrorKind::Unreachable, "demo.start", {}, "some partitions have no leader yet",
                             code(KafkaError::LeaderNotAvailable));

    std::vector<std::string> fresh;
    for (Topic &topic : m_topics) {
        topic.sequence = 0;
        for (const auto &[partition, end] : ends) {
            if (partition.first == topic.plan->name)
                topic.sequence += static_cast<std::uint64_t>(std::max<std::int64_t>(end, 0));
        }
        if (topic.sequence == 0) {
            addHistory(topic, nowMs);
            fresh.push_back(topic.plan->name);
        }
    }
    const auto deadline = net::Deadline::in(std::chrono::seconds(30));
    while (hasQueued() && !m_stop) {
        co_await flush();
        co_await m_client->net().pause(std::chrono::milliseconds(5));
        if (deadline.passed())
            co_return base::fail(base::ErrorKind::Timeout, "demo.start", {}, "the brokers do not take the history");
    }
    co_return fresh;
}

std::vector<wire::RecordBatchBuilder> DemoProducer::buildersOf(const Topic &topic) const
{
    wire::RecordBatchBuilder::Options options;
    options.compression = topic.plan->compression;
    return std::vector<wire::RecordBatchBuilder>(topic.queues.size(), wire::RecordBatchBuilder(options));
}

void DemoProducer::add(Topic &topic, std::vector<wire::RecordBatchBuilder> &builders, std::int64_t timestampMs)
{
    const auto record = demoRecord(topic.plan->name, topic.sequence, timestampMs);
    const auto partition = partitionOf(record, topic.sequence, builders.size());
    ++topic.sequence;
    ++topic.meter->records;
    addRecord(builders[partition], record, timestampMs);
    if (builders[partition].sizeInBytes() >= kBatchBytes)
        enqueue(topic, builders, partition);
}

void DemoProducer::addHistory(Topic &topic, std::int64_t nowMs)
{
    auto builders = buildersOf(topic);
    const auto count = topic.plan->historyRecords;
    const auto spanMs = static_cast<std::int64_t>(topic.plan->historyMinutes) * 60'000;
    for (std::int32_t i = 0; i < count; ++i)
        add(topic, builders, nowMs - spanMs + spanMs * (i + 1) / (count + 1));
    for (std::size_t partition = 0; partition < builders.size(); ++partition)
        enqueue(topic, builders, partition);
}

void DemoProducer::addDue(Topic &topic, std::int64_t fromMs, std::int64_t untilMs)
{
    const auto index = static_cast<std::size_t>(&topic - m_topics.data());
    topic.due += topic.plan->recordsPerSecond * wave(untilMs, index) * static_cast<double>(untilMs - fromMs) / 1'000;
    const auto count = static_cast<std::int64_t>(topic.due);
    if (count <= 0)
        return;
    topic.due -= static_cast<double>(count);
    auto builders = buildersOf(topic);
    for (std::int64_t i = 0; i < count; ++i)
        add(topic, builders, fromMs + (untilMs - fromMs) * (i + 1) / count);
    for (std::size_t partition = 0; partition < builders.size(); ++partition)
        enqueue(topic, builders, partition);
}

void DemoProducer::enqueue(Topic &topic, std::vector<wire::RecordBatchBuilder> &builders, std::size_t partition)
{
    if (builders[partition].empty())
        return;
    auto batch = builders[partition].finish();
    if (!batch)
        return;
    auto &batches = topic.queues[partition].batches;
    batches.push_back(std::move(*batch));
    // While a partition has no leader its oldest records are lost, as a shop's would be whose buffer is full.
    const bool history = topic.sequence <= static_cast<std::uint64_t>(topic.plan->historyRecords);
    if (!history && batches.size() > kQueuedBatches)
        batches.erase(batches.begin() + (topic.queues[partition].inFlight ? 1 : 0));
}

bool DemoProducer::hasQueued() const
{
    return std::any_of(m_topics.begin(), m_topics.end(), [](const Topic &topic) {
        return std::any_of(topic.queues.begin(), topic.queues.end(), [](const Queue &queue) { return !queue.batches.empty(); });
    });
}

Task<bool> DemoProducer::flush()
{
    const auto self = shared_from_this();
    std::map<std::int32_t, std::vector<std::pair<std::size_t, std::size_t>>> byLeader;
    for (std::size_t t = 0; t < m_topics.size(); ++t) {
        const auto waits = [](const Queue &queue) { return !queue.batches.empty() && !queue.inFlight; };
        if (std::none_of(m_topics[t].queues.begin(), m_topics[t].queues.end(), waits))
            continue;
        const auto leaders = co_await m_client->leaders(m_topics[t].plan->name);
        if (!leaders)
            continue;
        for (std::size_t p = 0; p < m_topics[t].queues.size() && p < leaders->size(); ++p) {
            if (!waits(m_topics[t].queues[p]))
                continue;
            if ((*leaders)[p] < 0)
                m_client->forgetLeaders();
            else
                byLeader[(*leaders)[p]].emplace_back(t, p);
        }
    }
    for (auto &[leader, partitions] : byLeader) {
        for (const auto &[t, p] : partitions)
            m_topics[t].queues[p].inFlight = true;
        net::start<bool>(sendTo(leader, std::move(partitions)), [](bool) {});
    }
    co_return !byLeader.empty();
}

Task<bool> DemoProducer::sendTo(std::int32_t leader, std::vector<std::pair<std::size_t, std::size_t>> partitions)
{
    const auto self = shared_from_this();
    bool taken = true;
    while (taken) {
        wire::ProduceRequest request;
        request.acks = -1;
        request.timeoutMs = 5'000;
        std::size_t queuedBefore = 0;
        for (const auto &[t, p] : partitions) {
            const Topic &topic = m_topics[t];
            queuedBefore += topic.queues[p].batches.size();
            if (topic.queues[p].batches.empty())
                continue;
            if (request.topicData.empty() || request.topicData.back().name != topic.plan->name)
                request.topicData.emplace_back().name = topic.plan->name;
            auto &into = request.topicData.back().partitionData.emplace_back();
            into.index = static_cast<std::int32_t>(p);
            into.records = wire::Records::owning(topic.queues[p].batches.front());
        }
        if (request.topicData.empty())
            break;
        const auto answer = co_await m_client->net().toBroker(leader, std::move(request), demoDeadline(), kProduceVersion);
        taken = answer.has_value();
        if (answer)
            settle(*answer);
        else
            m_client->forgetLeaders();
        std::size_t queuedAfter = 0;
        for (const auto &[t, p] : partitions)
            queuedAfter += m_topics[t].queues[p].batches.size();
        taken = taken && queuedAfter < queuedBefore;
    }
    for (const auto &[t, p] : partitions)
        m_topics[t].queues[p].inFlight = false;
    co_return taken;
}

void DemoProducer::settle(const wire::ProduceResponse &response)
{
    for (const auto &answered : response.responses) {
        const auto topic = std::find_if(m_topics.begin(), m_topics.end(), [&](const Topic &each) { return each.plan->name == answered.name; });
        if (topic == m_topics.end())
            continue;
        for (const auto &partition : answered.partitionResponses) {
            if (partition.index < 0 || static_cast<std::size_t>(partition.index) >= topic->queues.size())
                continue;
            auto &batches = topic->queues[static_cast<std::size_t>(partition.index)].batches;
            if (comesAgain(partition.errorCode))
                m_client->forgetLeaders();
            else if (!batches.empty())
                batches.pop_front(); // taken, or refused in a way that asking again would not change
        }
    }
}

Task<bool> DemoProducer::run()
{
    const auto self = shared_from_this();
    const base::SystemClock clock;
    // What was counted before is history and no rate.
    for (const auto &meter : m_meters) {
        meter->measure(1);
        meter->recordsPerSecond = 0;
    }
    auto lastMs = clock.wallMs();
    auto last = clock.monotonic();
    while (!m_stop) {
        if (!co_await m_client->net().pause(std::chrono::milliseconds(kTickMs)))
            break;
        const auto now = clock.monotonic();
        const auto nowMs = clock.wallMs();
        // A machine that slept has not sold anything meanwhile.
        const auto passedMs = std::clamp<std::int64_t>(std::chrono::duration_cast<base::Milliseconds>(now - last).count(), 1, 4 * kTickMs);
        lastMs = std::max(lastMs, nowMs - passedMs);
        for (Topic &topic : m_topics) {
            if (topic.meter->on && nowMs > lastMs)
                addDue(topic, lastMs, nowMs);
        }
        for (const auto &meter : m_meters)
            meter->measure(std::chrono::duration<double>(now - last).count());
        last = now;
        lastMs = nowMs;
        if (hasQueued())
            co_await flush();
    }
    co_return true;
}

} // namespace weir::sandbox
