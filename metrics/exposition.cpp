// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/exposition.h"

#include <prometheus/metric_family.h>
#include <prometheus/text_serializer.h>
#include <zlib.h>

#include <array>
#include <sstream>

namespace weir::metrics {

namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;
using Labels = std::vector<ClientMetric::Label>;

/// Families in the order in which they were first named.
class Families
{
public:
    MetricFamily &gauge(const char *name, const char *help) { return family(name, help, MetricType::Gauge); }
    MetricFamily &counter(const char *name, const char *help) { return family(name, help, MetricType::Counter); }
    static void add(MetricFamily &family, Labels labels, double value)
    {
        ClientMetric metric;
        metric.label = std::move(labels);
        if (family.type == MetricType::Counter)
            metric.counter.value = value;
        else
            metric.gauge.value = value;
        family.metric.push_back(std::move(metric));
    }
    /// Empties this: 300,000 samples are not held twice.
    std::string serialize()
    {
        std::vector<MetricFamily> filled;
        for (const auto &family : m_families) {
            if (!family->metric.empty())
                filled.push_back(std::move(*family));
        }
        m_families.clear();
        std::ostringstream out;
        prometheus::TextSerializer{}.Serialize(out, filled);
        return std::move(out).str();
    }

private:
    MetricFamily &family(const char *name, const char *help, MetricType type)
    {
        m_families.push_back(std::make_unique<MetricFamily>());
        MetricFamily &made = *m_families.back();
        made.name = name;
        made.help = help;
        made.type = type;
        return made;
    }
    // Pointers, for the families are held by reference while others are added.
    std::vector<std::unique_ptr<MetricFamily>> m_families;
};

std::string number(qint64 value) { return std::to_string(value); }

void addBrokers(Families &families, const model::ClusterSnapshot &snapshot)
{
    Families::add(families.gauge("kafka_brokers", "Number of brokers in the cluster."), {},
                  static_cast<double>(std::count_if(snapshot.brokers.begin(), snapshot.brokers.end(), [](const model::Broker &b) { return b.alive; })));
    auto &info = families.gauge("kafka_broker_info", "A broker's address; always 1.");
    auto &leaders = families.gauge("weir_broker_leader_partitions", "Partitions that the broker leads.");
    auto &replicas = families.gauge("weir_broker_replicas", "Replicas that the broker holds.");
    auto &bytes = families.gauge("weir_broker_log_bytes", "Bytes of the broker's replicas.");
    auto &diskFree = families.gauge("weir_broker_disk_free_bytes", "Free bytes on the volumes of the broker's log directories.");
    auto &diskTotal = families.gauge("weir_broker_disk_total_bytes", "Size of the volumes of the broker's log directories.");
    for (const model::Broker &broker : snapshot.brokers) {
        const std::string id = number(broker.id);
        if (broker.alive)
            Families::add(info, {{"id", id}, {"address", broker.address().toStdString()}}, 1);
        Families::add(leaders, {{"broker", id}}, broker.leaders);
        Families::add(replicas, {{"broker", id}}, broker.replicas);
        if (broker.bytes)
            Families::add(bytes, {{"broker", id}}, static_cast<double>(*broker.bytes));
        if (broker.diskFree)
            Families::add(diskFree, {{"broker", id}}, static_cast<double>(*broker.diskFree));
        if (broker.diskTotal)
            Families::add(diskTotal, {{"broker", id}}, static_cast<double>(*broker.diskTotal));
    }
}

void addTopics(Families &families, const ExpositionInput &input)
{
    const model::ClusterSnapshot &snapshot = *input.snapshot;
    auto &partitions = families.gauge("kafka_topic_partitions", "Number of partitions of the topic.");
    auto &current = families.gauge("kafka_topic_partition_current_offset", "High watermark of the partition.");
    auto &oldest = families.gauge("kafka_topic_partition_oldest_offset", "Log start offset of the partition.");
    auto &inSync = families.gauge("kafka_topic_partition_in_sync_replica", "Number of in-sync replicas of the partition.");
    auto &leader = families.gauge("kafka_topic_partition_leader", "Broker that leads the partition; -1 where none does.");
    auto &preferred = families.gauge("kafka_topic_partition_leader_is_preferred", "1 where the preferred replica leads the partition.");
    auto &replicas = families.gauge("kafka_topic_partition_replicas", "Number of replicas of the partition.");
    auto &under = families.gauge("kafka_topic_partition_under_replicated_partition", "1 where a replica of the partition is not in sync.");
    auto &least = families.gauge("weir_topic_min_insync_replicas", "min.insync.replicas of the topic: how many replicas must have a record before acks=all is answered.");
    auto &underLeast = families.gauge("weir_topic_partition_under_min_isr", "1 where the partition has fewer in-sync replicas than min.insync.replicas: writes with acks=all are refused.");
    auto &atLeast = families.gauge("weir_topic_partition_at_min_isr", "1 where a replica of the partition is not in sync and one more would refuse writes with acks=all.");
    auto &bytes = families.gauge("weir_topic_partition_log_bytes", "Bytes of the leader's log of the partition.");
    for (const model::Topic &topic : snapshot.topics) {
        const std::string name = topic.name.toStdString();
        Families::add(partitions, {{"topic", name}}, static_cast<double>(topic.partitions.size()));
        const auto minInsync = input.minInsync.constFind(topic.name);
        if (minInsync != input.minInsync.cend())
            Families::add(least, {{"topic", name}}, *minInsync);
        for (const model::Partition &partition : topic.partitions) {
            const Labels labels{{"topic", name}, {"partition", number(partition.id)}};
            if (partition.highWatermark)
                Families::add(current, labels, static_cast<double>(*partition.highWatermark));
            if (partition.logStart)
                Families::add(oldest, labels, static_cast<double>(*partition.logStart));
            Families::add(inSync, labels, static_cast<double>(partition.isr.size()));
            Families::add(leader, labels, partition.leader);
            Families::add(preferred, labels, !partition.replicas.isEmpty() && partition.replicas.first() == partition.leader ? 1 : 0);
            Families::add(replicas, labels, static_cast<double>(partition.replicas.size()));
            Families::add(under, labels, partition.isUnderReplicated() ? 1 : 0);
            if (minInsync != input.minInsync.cend()) {
                Families::add(underLeast, labels, partition.isUnderMinIsr(*minInsync) ? 1 : 0);
                Families::add(atLeast, labels, partition.isAtMinIsr(*minInsync) ? 1 : 0);
            }
            if (partition.bytes)
                Families::add(bytes, labels, static_cast<double>(*partition.bytes));
        }
    }
    Families::add(families.gauge("weir_under_replicated_partitions", "Partitions with fewer in-sync replicas than replicas."), {}, snapshot.underReplicated());
    Families::add(families.gauge("weir_offline_partitions", "Partitions without a leader."), {}, snapshot.offline());
}

const char *lagStateName(model::LagState state)
{
    switch (state) {
    case model::LagState::Normal: return "normal";
    case model::LagState::NeverCommitted: return "never_committed";
    case model::LagState::Expired: return "expired";
    case model::LagState::AheadOfEnd: return "ahead_of_end";
    case model::LagState::Unknown: return "unknown";
    }
    return "unknown";
}

void addGroups(Families &families, const ExpositionInput &input)
{
    auto &offset = families.gauge("kafka_consumergroup_current_offset", "Committed offset: the next one that the group reads.");
    auto &offsetSum = families.gauge("kafka_consumergroup_current_offset_sum", "Sum of the group's committed offsets in the topic.");
    auto &lag = families.gauge("kafka_consumergroup_lag", "High watermark less the committed offset, counted from the log start where the offset lies before it; negative where it lies beyond the end. No sample where nothing was committed.");
    auto &lagSum = families.gauge("kafka_consumergroup_lag_sum", "Sum of the known positive lags of the group in the topic.");
    auto &members = families.gauge("kafka_consumergroup_members", "Number of members of the group.");
    auto &seconds = families.gauge("weir_consumergroup_lag_seconds", "Age of the oldest record that the group has not read, from the history of the log end.");
    auto &verdict = families.gauge("weir_consumergroup_verdict", "1 for the verdict that holds.");
    auto &states = families.gauge("weir_consumergroup_partitions", "Partitions of the group by the state of their committed offset.");
    for (const model::Group &group : input.snapshot->groups) {
        const std::string id = group.id.toStdString();
        Families::add(members, {{"consumergroup", id}}, static_cast<double>(group.members.size()));
        std::array<int, 5> counts{};
        for (std::size_t i = 0; i < group.partitions.size();) {
            const QString &topic = group.partitions[i].topic;
            const std::string name = topic.toStdString();
            double offsets = 0;
            double lags = 0;
            bool anyOffset = false;
            bool anyLag = false;
            for (; i < group.partitions.size() && group.partitions[i].topic == topic; ++i) {
                const model::PartitionLag &partition = group.partitions[i];
                ++counts[static_cast<std::size_t>(partition.state)];
                const Labels labels{{"consumergroup", id}, {"topic", name}, {"partition", number(partition.partition)}};
                if (partition.committed) {
                    Families::add(offset, labels, static_cast<double>(*partition.committed));
                    offsets += static_cast<double>(*partition.committed);
                    anyOffset = true;
                }
                if (partition.lag) {
                    Families::add(lag, labels, static_cast<double>(*partition.lag));
                    lags += static_cast<double>(std::max<qint64>(0, *partition.lag));
                    anyLag = true;
                }
            }
            if (anyOffset)
                Families::add(offsetSum, {{"consumergroup", id}, {"topic", name}}, offsets);
            if (anyLag)
                Families::add(lagSum, {{"consumergroup", id}, {"topic", name}}, lags);
        }
        for (std::size_t state = 0; state < counts.size(); ++state) {
            if (counts[state] > 0)
                Families::add(states, {{"consumergroup", id}, {"state", lagStateName(static_cast<model::LagState>(state))}}, counts[state]);
        }
        const ExpositionInput::GroupFacts facts = input.groups.value(group.id);
        if (facts.secondsBehind)
            Families::add(seconds, {{"consumergroup", id}}, *facts.secondsBehind);
        Families::add(verdict, {{"consumergroup", id}, {"verdict", verdictName(facts.verdict)}}, 1);
    }
}

std::string compress(const std::string &plain)
{
    z_stream stream{};
    constexpr int gzipFraming = 15 + 16;
    if (deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, gzipFraming, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        return {};
    std::string packed(deflateBound(&stream, plain.size()) + 32, '\0');
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(plain.data()));
    stream.avail_in = static_cast<uInt>(plain.size());
    stream.next_out = reinterpret_cast<Bytef *>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    const int result = deflate(&stream, Z_FINISH);
    packed.resize(result == Z_STREAM_END ? stream.total_out : 0);
    deflateEnd(&stream);
    return packed;
}

} // namespace

const char *verdictName(Verdict verdict)
{
    switch (verdict) {
    case Verdict::KeepingUp: return "keeping_up";
    case Verdict::FallingBehind: return "falling_behind";
    case Verdict::Stalled: return "stalled";
    case Verdict::Rewound: return "rewound";
    case Verdict::NoMember: return "no_member";
    case Verdict::Idle: return "idle";
    case Verdict::OffsetsLost: return "offsets_lost";
    case Verdict::NeverCommitted: return "never_committed";
    case Verdict::Unknown: return "unknown";
    }
    return "unknown";
}

ExpositionInput expositionInput(const Monitor &monitor, quint64 collections, quint64 failures, const QByteArray &version)
{
    ExpositionInput input;
    input.snapshot = monitor.latest();
    input.up = input.snapshot != nullptr && !monitor.error();
    input.tookSeconds = monitor.lastTookMs() / 1000.0;
    input.collections = collections;
    input.failures = failures;
    input.version = version;
    if (input.snapshot) {
        for (const model::Topic &topic : input.snapshot->topics) {
            if (const TopicSettings *const settings = monitor.settings().find(topic.name); settings != nullptr && settings->minInsync)
                input.minInsync.insert(topic.name, *settings->minInsync);
        }
        for (const model::Group &group : input.snapshot->groups)
            input.groups.insert(group.id, {monitor.derived().secondsBehind(group.id), monitor.derived().judgement(group.id).verdict});
    }
    return input;
}

Exposition expose(const ExpositionInput &input)
{
    Families families;
    Families::add(families.gauge("weir_up", "1 where the last collection succeeded."), {}, input.up ? 1 : 0);
    Families::add(families.gauge("weir_build_info", "The version of Weir; always 1."), {{"version", input.version.toStdString()}}, 1);
    Families::add(families.counter("weir_collections_total", "Collections begun."), {}, static_cast<double>(input.collections));
    Families::add(families.counter("weir_collection_failures_total", "Collections that brought nothing."), {}, static_cast<double>(input.failures));
    // After a failure the last known numbers would look alive: there are none then, as with a target that is down.
    if (input.snapshot && input.up) {
        Families::add(families.gauge("weir_collection_seconds", "How long the last collection took."), {}, input.tookSeconds);
        Families::add(families.gauge("weir_collection_timestamp_seconds", "When the numbers were read."), {}, static_cast<double>(input.snapshot->takenAtMs) / 1000.0);
        Families::add(families.gauge("weir_collection_missing_parts", "Parts of the last collection that a broker did not answer."), {}, static_cast<double>(input.snapshot->missing.size()));
        addBrokers(families, *input.snapshot);
        addTopics(families, input);
        addGroups(families, input);
    }
    Exposition exposition;
    exposition.plain = families.serialize();
    exposition.gzip = compress(exposition.plain);
    return exposition;
}

} // namespace weir::metrics
