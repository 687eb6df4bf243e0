// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sandbox/simulation/run.h"

#include "backend/wire/messages/create_topics.h"
#include "backend/wire/record_batch.h"

#include <algorithm>
#include <cerrno>
#include <fmt/format.h>

namespace weir::sandbox::sim {

namespace {

constexpr int kBrokers = 3;
constexpr int kPartitions = 2;
constexpr std::int32_t kFirstClient = 100;
constexpr int kClients = 5;

/// Kafka's own, with shorter times, so that a run sees many sessions end.
ConfigMap settingsOf(const Plan &plan)
{
    ConfigMap settings{{"min.insync.replicas", "2"},
                       {"default.replication.factor", "3"},
                       {"broker.heartbeat.interval.ms", "300"},
                       {"broker.session.timeout.ms", "1500"},
                       {"replica.lag.time.max.ms", "1500"},
                       {"replica.socket.timeout.ms", "1500"},
                       {"offsets.topic.num.partitions", "2"},
                       {"transaction.state.log.num.partitions", "2"},
                       {"transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000"},
                       {"replica.high.watermark.checkpoint.interval.ms", "1000"}};
    if (plan.synced)
        settings.insert_or_assign("log.flush.interval.messages", "1");
    for (const auto &[name, value] : plan.settings)
        settings.insert_or_assign(name, value);
    return settings;
}

class Admin final : public Client
{
public:
    using Client::Client;

    void createTopic(std::function<void(bool)> done) { net::start<bool>(create(), std::move(done)); }

private:
    net::Task<bool> create()
    {
        for (int attempt = 0; attempt < 20; ++attempt) {
            wire::CreateTopicsRequest request;
            request.timeoutMs = 5'000;
            wire::CreateTopicsRequest::CreatableTopic topic;
            topic.name = kTopic;
            topic.numPartitions = kPartitions;
            topic.replicationFactor = kBrokers;
            request.topics.push_back(std::move(topic));
            const auto response = co_await ask(anyBroker(), std::move(request), milliseconds(5'000), std::int16_t{5});
            constexpr std::int16_t kExists = 36;
            if (response && !response->topics.empty()
                && (response->topics.front().errorCode == 0 || response->topics.front().errorCode == kExists))
                co_return true;
            co_await pause(milliseconds(200));
        }
        co_return false;
    }
};

class Runner
{
public:
    explicit Runner(const Plan &plan)
        : m_plan(plan), m_world(plan.seed), m_cluster(m_world, kBrokers, settingsOf(plan)), m_scene{m_cluster, {}, kPartitions}
    {
    }

    Run go()
    {
        work();
        m_run.history = std::move(m_scene.history);
        m_run.anomalies = check(m_run.history);
        m_run.events = m_cluster.events;
        m_run.steps = m_world.steps();
        for (const Operation &one : m_run.history.operations)
            m_run.acknowledged += one.what == What::Write && one.outcome == Outcome::Ok ? 1 : 0;
        return std::move(m_run);
    }

private:
    void act(std::string what) { m_run.acts.push_back(fmt::format("{} {}", m_world.now().count() / 1'000'000, what)); }

    bool wait(const std::function<void(std::function<void(bool)>)> &begin, milliseconds limit)
    {
        // Shared: it may be called after the wait was given up.
        auto result = std::make_shared<std::optional<bool>>();
        begin([result](bool ok) { *result = ok; });
        return m_world.runUntil([&] { return result->has_value(); }, limit) && **result;
    }

    void work()
    {
        if (m_plan.prepare)
            m_plan.prepare(m_cluster);
        if (!m_cluster.start()) {
            m_run.trouble = "the cluster does not start";
            return;
        }
        Admin admin(m_scene, "admin", kFirstClient + 90);
        if (!wait([&](auto done) { admin.createTopic(std::move(done)); }, std::chrono::minutes(1))) {
            m_run.trouble = "no topic";
            return;
        }
        Producer plain(m_scene, "p", kFirstClient, {});
        Producer first(m_scene, "x", kFirstClient + 1, "tx");
        Producer second(m_scene, "y", kFirstClient + 2, "tx");
        Consumer all(m_scene, "u", kFirstClient + 3, false);
        Consumer committed(m_scene, "c", kFirstClient + 4, true);
        plain.start();
        first.start();
        second.start();
        all.start();
        committed.start();
        m_world.runFor(milliseconds(500));
        m_cluster.network.tap = m_plan.tap;
        const auto end = m_world.now() + m_plan.time;
        while (m_world.now() < end) {
            if (m_plan.script)
                m_plan.script(m_cluster);
            else
                trouble();
        }
        m_scene.stopping = true;
        m_cluster.heal();
        act("all is well again");
        // No client is left half way through, whatever comes of the cluster.
        if (!m_world.runUntil([&] { return m_scene.running == 0; }, std::chrono::minutes(5))) {
            m_run.trouble = "a client does not end";
            return;
        }
        if (!m_world.runUntil([&] { return m_cluster.healthy(); }, std::chrono::minutes(2))) {
            m_run.trouble = "replicas do not come back in sync";
            return;
        }
        m_run.recovered = true;
        for (Consumer *reader : {&all, &committed}) {
            if (!wait([&](auto done) { reader->readAll(std::move(done)); }, std::chrono::minutes(5))) {
                m_run.recovered = false;
                m_run.trouble = reader->name() + " cannot read everything";
            }
        }
        for (const std::int32_t id : m_cluster.brokers())
            readReplica(id);
    }

    /// What lies on the disks: the same everywhere.
    void readReplica(std::int32_t id)
    {
        for (std::int32_t partition = 0; partition < kPartitions; ++partition) {
            Operation operation;
            operation.what = What::Read;
            operation.client = fmt::format("disk-{}", id);
            operation.partition = partition;
            operation.replica = true;
            operation.from = 0;
            const std::string folder = fmt::format("{}/{}-{}/", m_cluster.directory(id), kTopic, partition);
            std::int64_t next = 0;
            for (const std::string &path : m_cluster.disk(id).memory.paths()) {
                if (!path.starts_with(folder) || !path.ends_with(".log"))
                    continue;
                const auto part = recordsIn(m_cluster.disk(id).memory.content(path), 0, nullptr, next);
                operation.records.insert(operation.records.end(), part.begin(), part.end());
            }
            m_scene.end(m_scene.begin(std::move(operation)), Outcome::Ok);
        }
    }

    std::int32_t victim()
    {
        if (const ImagePtr image = m_cluster.image(); image && m_world.oneIn(2)) {
            if (const TopicPtr topic = image->topic(std::string_view(kTopic)); topic && topic->partitions.front()->leader >= 0)
                return topic->partitions.front()->leader;
        }
        return 1 + static_cast<std::int32_t>(m_world.random.below(kBrokers));
    }

    milliseconds drawn(std::uint64_t least, std::uint64_t most) { return milliseconds(least + m_world.random.below(most - least + 1)); }

    /// A while without, then one or two faults, then none of them.
    void trouble()
    {
        m_world.runFor(drawn(100, 1'500));
        const int count = m_world.oneIn(3) ? 2 : 1;
        for (int i = 0; i < count && !m_plan.faults.empty(); ++i) {
            cause(m_plan.faults[m_world.random.below(m_plan.faults.size())]);
            m_world.runFor(drawn(50, 3'500));
        }
        m_cluster.heal();
        act("heal");
    }

    void cause(Fault fault)
    {
        const std::int32_t id = victim();
        switch (fault) {
        case Fault::Kill:
            act(fmt::format("kill {}", id));
            m_cluster.kill(id);
            if (m_world.oneIn(3)) {
                m_world.runFor(drawn(0, 200));
                m_cluster.launch(id);
            }
            break;
        case Fault::Power:
            if (m_world.oneIn(3)) {
                act("power failure of all");
                for (const std::int32_t one : m_cluster.brokers())
                    m_cluster.powerFailure(one);
            } else {
                act(fmt::format("power failure of {}", id));
                m_cluster.powerFailure(id);
            }
            break;
        case Fault::Freeze:
            act(fmt::format("freeze {}", id));
            m_cluster.freeze(id, true);
            break;
        case Fault::Isolate:
            act(fmt::format("isolate {}", id));
            m_cluster.isolate(id);
            break;
        case Fault::Cut: {
            const std::int32_t other = 1 + id % kBrokers;
            act(fmt::format("cut {} from {}", id, other));
            m_cluster.network.cut(id, other);
            break;
        }
        case Fault::CutClient: {
            const std::int32_t client = kFirstClient + static_cast<std::int32_t>(m_world.random.below(kClients));
            act(fmt::format("cut client {} from {}", client, id));
            m_cluster.network.cut(id, client);
            break;
        }
        case Fault::Reset:
            act(fmt::format("reset connections of {}", id));
            m_cluster.network.reset(id, 2);
            break;
        case Fault::Disk:
            act(fmt::format("an operation of the disk of {} fails", id));
            m_cluster.disk(id).memory.failOperation(static_cast<int>(m_world.random.below(8)), EIO);
            break;
        case Fault::DiskFull:
            act(fmt::format("the disk of {} is full", id));
            m_cluster.disk(id).memory.setRoom(m_world.random.below(2'000));
            break;
        case Fault::Controller:
            act("kill the controller");
            m_cluster.kill(kController);
            break;
        }
    }

    const Plan &m_plan;
    World m_world;
    SimCluster m_cluster;
    Scene m_scene;
    Run m_run;
};

} // namespace

Run run(const Plan &plan)
{
    return Runner(plan).go();
}

} // namespace weir::sandbox::sim
