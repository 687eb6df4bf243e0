// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/demo/demo_workload.h"

#include "backend/base/clock.h"
#include "backend/base/kafka_error.h"
#include "backend/sandbox/demo/demo_member.h"
#include "backend/sandbox/demo/demo_producer.h"
#include "backend/wire/messages/create_topics.h"
#include "backend/wire/messages/delete_records.h"
#include "backend/wire/messages/list_offsets.h"

#include <algorithm>
#include <future>
#include <set>
#include <thread>

namespace weir::sandbox {

using base::KafkaError;
using net::Task;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

constexpr seconds kStartWithin{60};
constexpr seconds kAllWithin{5};
constexpr std::int16_t kReplicas = 3;

/// Makes the topics that are missing; waits until all are led.
Task<base::Status> makeTopics(std::shared_ptr<DemoClient> client, net::Deadline deadline)
{
    WEIR_CO_TRY(net::ClusterInfo cluster, co_await client->net().cluster(deadline, true));
    // The brokers register one after the other: topics made for the first alone would have one replica for good. One that
    // stays away is not waited for long.
    const auto patience = net::Deadline::in(kAllWithin);
    const std::size_t wanted = std::min<std::size_t>(static_cast<std::size_t>(kReplicas), client->net().config().bootstrap.size());
    while (cluster.brokers.size() < wanted && !patience.passed()) {
        co_await client->net().pause(milliseconds(20));
        WEIR_CO_TRY(cluster, co_await client->net().cluster(deadline, true));
    }
    wire::CreateTopicsRequest request;
    for (const auto &topic : demoTopics()) {
        auto &into = request.topics.emplace_back();
        into.name = topic.name;
        into.numPartitions = topic.partitions;
        into.replicationFactor = std::min<std::int16_t>(kReplicas, static_cast<std::int16_t>(std::max<std::size_t>(cluster.brokers.size(), 1)));
        for (const auto &[name, value] : topic.configs) {
            auto &config = into.configs.emplace_back();
            config.name = name;
            config.value = value;
        }
    }
    request.timeoutMs = 10'000;
    std::function<std::int16_t(const wire::CreateTopicsResponse &)> errorOf = [](const wire::CreateTopicsResponse &response) {
        return response.topics.empty() ? std::int16_t{0} : response.topics.front().errorCode;
    };
    WEIR_CO_TRY(const wire::CreateTopicsResponse response, co_await client->net().toController(std::move(request), deadline, std::move(errorOf)));
    for (const auto &topic : response.topics) {
        if (topic.errorCode != 0 && topic.errorCode != code(KafkaError::TopicAlreadyExists))
            co_return base::fail(base::ErrorKind::Peer, "demo.start", topic.name, topic.errorMessage.value_or(std::string{}), topic.errorCode);
    }
    for (const auto &topic : demoTopics()) {
        for (;;) {
            const auto leaders = co_await client->leaders(topic.name);
            if (leaders && std::all_of(leaders->begin(), leaders->end(), [](std::int32_t leader) { return leader >= 0; }))
                break;
            client->forgetLeaders();
            if (deadline.passed())
                co_return base::fail(base::ErrorKind::Timeout, "demo.start", topic.name, "no leader", code(KafkaError::LeaderNotAvailable));
            co_await client->net().pause(milliseconds(20));
        }
    }
    co_return base::Status{};
}

/// Gives each group of a fresh topic the past that its temper asks for.
Task<base::Status> makeGroups(std::shared_ptr<DemoClient> client, std::vector<std::string> freshTopics)
{
    for (const auto &group : demoGroups()) {
        if (std::find(freshTopics.begin(), freshTopics.end(), group.topic) == freshTopics.end())
            continue;
        WEIR_CO_TRY(const std::vector<std::int32_t> leaders, co_await client->leaders(group.topic));
        std::vector<DemoPartition> partitions;
        for (std::size_t i = 0; i < leaders.size(); ++i)
            partitions.emplace_back(group.topic, static_cast<std::int32_t>(i));
        WEIR_CO_TRY(const DemoOffsets ends, co_await client->offsetsAt(std::move(partitions), wire::ListOffsetsRequest::kLatest));
        DemoOffsets read;
        for (const auto &[partition, end] : ends)
            read[partition] = static_cast<std::int64_t>(static_cast<double>(end) * group.readShare);
        WEIR_CO_CHECK(co_await client->commitSimply(group.name, std::move(read)));
        if (!group.belowLogStart)
            continue;
        std::map<std::int32_t, wire::DeleteRecordsRequest> byLeader;
        for (const auto &[partition, end] : ends) {
            const auto leader = leaders[static_cast<std::size_t>(partition.second)];
            wire::DeleteRecordsRequest &request = byLeader[leader];
            request.timeoutMs = 5'000;
            if (request.topics.empty())
                request.topics.emplace_back().name = group.topic;
            auto &into = request.topics.back().partitions.emplace_back();
            into.partitionIndex = partition.second;
            into.offset = end / 3;
        }
        for (auto &[leader, request] : byLeader)
            WEIR_CO_CHECK(co_await client->net().toBroker(leader, std::move(request), demoDeadline()));
    }
    co_return base::Status{};
}

Task<base::Status> prepare(std::shared_ptr<DemoClient> client, std::shared_ptr<DemoProducer> producer)
{
    const auto deadline = net::Deadline::in(kStartWithin);
    for (;;) {
        const auto made = co_await makeTopics(client, deadline);
        if (made)
            break;
        // The brokers may have begun to listen a moment ago, on a machine that has other things to do.
        const bool comes = made.error().kind == base::ErrorKind::Unreachable || made.error().kind == base::ErrorKind::Timeout ||
                           base::isRetriable(made.error().kafkaCode);
        if (!comes || deadline.passed() || !co_await client->net().pause(milliseconds(200)))
            co_return made;
    }
    const base::SystemClock clock;
    for (;;) {
        auto fresh = co_await producer->prepare(clock.wallMs());
        if (fresh)
            co_return co_await makeGroups(client, std::move(*fresh));
        const bool comes = fresh.error().kind == base::ErrorKind::Unreachable || fresh.error().kafkaCode == code(KafkaError::LeaderNotAvailable);
        if (deadline.passed() || !comes)
            co_return base::fail(std::move(fresh.error()));
        co_await client->net().pause(milliseconds(50));
    }
}

/// Counts the tasks that run, for stop() to wait until there are none.
class Running
{
public:
    void begin() { ++m_count; }
    void end() { --m_count; }
    bool waitForNone(milliseconds atMost) const
    {
        const auto until = std::chrono::steady_clock::now() + atMost;
        while (m_count > 0) {
            if (std::chrono::steady_clock::now() >= until)
                return false;
            std::this_thread::sleep_for(milliseconds(5));
        }
        return true;
    }

private:
    std::atomic<int> m_count{0};
};

class DemoWorkload final : public DemoControl
{
public:
    explicit DemoWorkload(net::ClientConfig cluster) : m_cluster(std::move(cluster))
    {
        for (std::size_t i = 0; i < demoTopics().size(); ++i)
            m_topicMeters.push_back(std::make_shared<DemoMeter>());
        for (std::size_t i = 0; i < demoGroups().size(); ++i)
            m_groupMeters.push_back(std::make_shared<DemoMeter>());
    }
    ~DemoWorkload() override { stop(); }

    base::Status start() override;
    void stop() override;
    bool running() const override { return m_producer != nullptr; }
    base::Status setPart(const std::string &name, bool on) override;
    std::vector<DemoPart> parts() const override;

private:
    struct RunningGroup {
        std::vector<std::shared_ptr<DemoMember>> members; // shared with their tasks
        std::shared_ptr<Running> tasks = std::make_shared<Running>();
    };

    void startGroup(std::size_t index);
    /// Sends the members home; those that do not answer are cut off.
    void stopGroups(const std::vector<RunningGroup> &groups);

    const net::ClientConfig m_cluster;
    std::vector<std::shared_ptr<DemoMeter>> m_topicMeters; ///< shared with the io thread
    std::vector<std::shared_ptr<DemoMeter>> m_groupMeters;
    std::unique_ptr<net::IoThread> m_thread;
    std::shared_ptr<DemoClient> m_shop;       // shared with its tasks
    std::shared_ptr<DemoProducer> m_producer; // shared with its tasks
    std::map<std::size_t, RunningGroup> m_groups; ///< by the group's place in the plan
    Running m_producing;
};

base::Status DemoWorkload::start()
{
    if (running())
        return {};
    m_thread = std::make_unique<net::IoThread>("weir-demo");
    m_shop = DemoClient::create(*m_thread, m_cluster, "shop");
    m_producer = std::make_shared<DemoProducer>(m_shop, m_topicMeters, m_groupMeters);

    std::promise<base::Status> prepared;
    auto result = prepared.get_future();
    m_thread->post([this, &prepared] {
        net::start<base::Status>(prepare(m_shop, m_producer), [&prepared](base::Status status) { prepared.set_value(std::move(status)); });
    });
    if (auto status = result.get(); !status) {
        stop();
        return status;
    }
    m_producing.begin();
    m_thread->post([this, producer = m_producer] {
        net::start<bool>(producer->run(), [this](bool) { m_producing.end(); });
    });
    for (std::size_t i = 0; i < demoGroups().size(); ++i) {
        if (m_groupMeters[i]->on)
            startGroup(i);
    }
    return {};
}

void DemoWorkload::startGroup(std::size_t index)
{
    const DemoGroup &group = demoGroups()[index];
    RunningGroup &run = m_groups[index];
    for (std::int32_t i = 0; i < group.members; ++i) {
        auto client = DemoClient::create(*m_thread, m_cluster, group.name + "-" + std::to_string(i + 1));
        auto member = std::make_shared<DemoMember>(std::move(client), group, i, m_groupMeters[index]);
        run.members.push_back(member);
        run.tasks->begin();
        m_thread->post([member, tasks = run.tasks] {
            net::start<bool>(member->run(), [tasks](bool) { tasks->end(); });
        });
    }
}

void DemoWorkload::stopGroups(const std::vector<RunningGroup> &groups)
{
    for (const auto &group : groups) {
        m_thread->post([members = group.members] {
            for (const auto &member : members)
                member->stop();
        });
    }
    // Who is parked in a join, or asks a broker that is gone, is cut off.
    const auto until = net::Deadline::in(milliseconds(1'500));
    for (const auto &group : groups) {
        if (group.tasks->waitForNone(std::chrono::duration_cast<milliseconds>(until.left())))
            continue;
        m_thread->post([members = group.members] {
            for (const auto &member : members)
                member->close();
        });
    }
    for (const auto &group : groups)
        group.tasks->waitForNone(seconds(15));
}

void DemoWorkload::stop()
{
    if (!m_thread)
        return;
    std::vector<RunningGroup> groups;
    for (auto &[index, group] : std::exchange(m_groups, {}))
        groups.push_back(std::move(group));
    m_thread->post([producer = m_producer] { producer->stop(); });
    stopGroups(groups);
    m_producing.waitForNone(milliseconds(1'000));
    m_shop->close();
    m_producing.waitForNone(seconds(15));
    m_producer.reset();
    m_shop.reset();
    m_thread.reset();
    for (const auto *meters : {&m_topicMeters, &m_groupMeters}) {
        for (const auto &meter : *meters)
            meter->recordsPerSecond = 0;
    }
}

base::Status DemoWorkload::setPart(const std::string &name, bool on)
{
    for (std::size_t i = 0; i < demoTopics().size(); ++i) {
        if (demoTopics()[i].name == name) {
            m_topicMeters[i]->on = on;
            return {};
        }
    }
    for (std::size_t i = 0; i < demoGroups().size(); ++i) {
        if (demoGroups()[i].name != name)
            continue;
        if (m_groupMeters[i]->on.exchange(on) == on || !running())
            return {};
        if (on) {
            startGroup(i);
        } else {
            stopGroups({std::exchange(m_groups[i], {})});
            m_groups.erase(i);
            m_groupMeters[i]->recordsPerSecond = 0;
        }
        return {};
    }
    return base::fail(base::ErrorKind::NotFound, "demo.set", name);
}

std::vector<DemoPart> DemoWorkload::parts() const
{
    std::vector<DemoPart> parts;
    for (std::size_t i = 0; i < demoTopics().size(); ++i)
        parts.push_back({demoTopics()[i].name, true, running() && m_topicMeters[i]->on, m_topicMeters[i]->recordsPerSecond, {}});
    for (std::size_t i = 0; i < demoGroups().size(); ++i)
        parts.push_back({demoGroups()[i].name, false, running() && m_groupMeters[i]->on, m_groupMeters[i]->recordsPerSecond, wordOf(demoGroups()[i].temper)});
    return parts;
}

} // namespace

std::unique_ptr<DemoControl> makeDemoWorkload(net::ClientConfig cluster)
{
    return std::make_unique<DemoWorkload>(std::move(cluster));
}

} // namespace weir::sandbox
