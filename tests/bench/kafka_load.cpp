// SPDX-License-Identifier: GPL-3.0-or-later
// The one client of side_by_side.py, on librdkafka, the same for each broker that is measured. Prints one line of JSON.
//   bench_kafka_load produce BOOTSTRAP TOPIC PARTITIONS RECORDS SIZE [NAME=VALUE...]   seconds from the first record to the last acknowledgement
//   bench_kafka_load consume BOOTSTRAP TOPIC PARTITIONS RECORDS [NAME=VALUE...]        seconds until RECORDS were read
//   bench_kafka_load latency BOOTSTRAP TOPIC RATE SECONDS SIZE [NAME=VALUE...]         milliseconds from when a record was due to when it was read
// NAME=VALUE are librdkafka's settings.
#include <librdkafka/rdkafka.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;
using Settings = std::vector<std::pair<std::string, std::string>>;

double secondsSince(Clock::time_point begun)
{
    return std::chrono::duration<double>(Clock::now() - begun).count();
}

[[noreturn]] void fail(const std::string &what)
{
    std::fprintf(stderr, "bench_kafka_load: %s\n", what.c_str());
    std::exit(1);
}

struct Tally {
    std::int64_t acknowledged = 0;
    std::string error;
};

void delivered(rd_kafka_t *, const rd_kafka_message_t *message, void *opaque)
{
    auto *tally = static_cast<Tally *>(opaque);
    ++tally->acknowledged;
    if (message->err != RD_KAFKA_RESP_ERR_NO_ERROR)
        tally->error = rd_kafka_err2str(message->err);
}

rd_kafka_t *client(rd_kafka_type_t type, const std::string &bootstrap, const Settings &own, const Settings &given, Tally *tally = nullptr)
{
    rd_kafka_conf_t *conf = rd_kafka_conf_new();
    char error[512];
    const auto set = [&](const std::string &name, const std::string &value) {
        if (rd_kafka_conf_set(conf, name.c_str(), value.c_str(), error, sizeof error) != RD_KAFKA_CONF_OK)
            fail(error);
    };
    set("bootstrap.servers", bootstrap);
    set("socket.nagle.disable", "true");
    set("log_level", "2");
    for (const auto &[name, value] : own)
        set(name, value);
    for (const auto &[name, value] : given)
        set(name, value);
    if (tally) {
        rd_kafka_conf_set_opaque(conf, tally);
        rd_kafka_conf_set_dr_msg_cb(conf, delivered);
    }
    rd_kafka_t *made = rd_kafka_new(type, conf, error, sizeof error);
    if (!made)
        fail(error);
    return made;
}

// Words, for compression to have something to do: lz4 makes about a third of them.
std::string text(std::size_t size)
{
    static constexpr std::string_view Words[] = {"order", "paid", "shipped", "returned", "customer", "warehouse", "Seoul", "Busan"};
    std::string made;
    std::uint32_t state = 1;
    while (made.size() < size) {
        state = state * 1664525U + 1013904223U;
        made += Words[state >> 29U];
        made += std::to_string(state >> 16U & 0xffffU);
        made += ' ';
    }
    made.resize(size);
    return made;
}

// What a client has to know of a topic before it can begin is no part of what is measured.
void meet(rd_kafka_t *kafka, rd_kafka_topic_t *topic, int partitions)
{
    for (int attempt = 0; attempt < 300; ++attempt) {
        const rd_kafka_metadata_t *metadata = nullptr;
        if (rd_kafka_metadata(kafka, 0, topic, &metadata, 5000) == RD_KAFKA_RESP_ERR_NO_ERROR) {
            int led = 0;
            for (int i = 0; metadata->topic_cnt == 1 && i < metadata->topics[0].partition_cnt; ++i)
                led += metadata->topics[0].partitions[i].leader >= 0 ? 1 : 0;
            rd_kafka_metadata_destroy(metadata);
            if (led >= partitions)
                return;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    fail("the topic has no leaders");
}

void send(rd_kafka_t *kafka, rd_kafka_topic_t *topic, std::int32_t partition, const char *value, std::size_t size, int flags)
{
    while (rd_kafka_produce(topic, partition, flags, const_cast<char *>(value), size, nullptr, 0, nullptr) != 0) {
        if (rd_kafka_last_error() != RD_KAFKA_RESP_ERR__QUEUE_FULL)
            fail(rd_kafka_err2str(rd_kafka_last_error()));
        rd_kafka_poll(kafka, 1);
    }
}

void finish(rd_kafka_t *kafka, const Tally &tally, std::int64_t records)
{
    if (rd_kafka_flush(kafka, 120'000) != RD_KAFKA_RESP_ERR_NO_ERROR || tally.acknowledged != records || !tally.error.empty())
        fail("acknowledged " + std::to_string(tally.acknowledged) + " of " + std::to_string(records) + " " + tally.error);
}

void produce(const std::string &bootstrap, const std::string &name, int partitions, std::int64_t records, std::size_t size, const Settings &given)
{
    Tally tally;
    rd_kafka_t *kafka = client(RD_KAFKA_PRODUCER, bootstrap,
                               {{"acks", "all"}, {"linger.ms", "5"}, {"batch.size", "1000000"}, {"batch.num.messages", "100000"},
                                {"queue.buffering.max.messages", "1000000"}, {"queue.buffering.max.kbytes", "262144"}},
                               given, &tally);
    rd_kafka_topic_t *topic = rd_kafka_topic_new(kafka, name.c_str(), nullptr);
    meet(kafka, topic, partitions);
    // Each record begins elsewhere in a long text, so that a batch is not one line many times over.
    constexpr std::size_t Pool = 1'000'000;
    const std::string values = text(Pool + size);
    std::size_t at = 0;
    const auto begun = Clock::now();
    for (std::int64_t i = 0; i < records; ++i) {
        send(kafka, topic, static_cast<std::int32_t>(i % partitions), values.data() + at, size, 0);
        at = (at + 7919) % Pool;
        if (i % 1000 == 0)
            rd_kafka_poll(kafka, 0);
    }
    finish(kafka, tally, records);
    std::printf("{\"seconds\":%.6f}\n", secondsSince(begun));
    rd_kafka_topic_destroy(topic);
    rd_kafka_destroy(kafka);
}

const Settings Reading = {{"group.id", "bench"}, {"enable.auto.commit", "false"}, {"auto.offset.reset", "earliest"}, {"fetch.message.max.bytes", "1048576"},
                          {"queued.min.messages", "1000000"}, {"queued.max.messages.kbytes", "262144"}};

void assign(rd_kafka_t *kafka, const std::string &topic, int partitions, std::int64_t offset)
{
    rd_kafka_poll_set_consumer(kafka);
    rd_kafka_topic_partition_list_t *list = rd_kafka_topic_partition_list_new(partitions);
    for (int i = 0; i < partitions; ++i)
        rd_kafka_topic_partition_list_add(list, topic.c_str(), i)->offset = offset;
    if (rd_kafka_assign(kafka, list) != RD_KAFKA_RESP_ERR_NO_ERROR)
        fail("assign");
    rd_kafka_topic_partition_list_destroy(list);
}

void consume(const std::string &bootstrap, const std::string &name, int partitions, std::int64_t records, const Settings &given)
{
    rd_kafka_t *kafka = client(RD_KAFKA_CONSUMER, bootstrap, Reading, given);
    rd_kafka_topic_t *topic = rd_kafka_topic_new(kafka, name.c_str(), nullptr);
    meet(kafka, topic, partitions);
    rd_kafka_topic_destroy(topic);
    const auto begun = Clock::now();
    assign(kafka, name, partitions, 0);
    rd_kafka_queue_t *queue = rd_kafka_queue_get_consumer(kafka);
    std::vector<rd_kafka_message_t *> messages(10'000);
    std::int64_t read = 0;
    std::uint64_t bytes = 0;
    while (read < records) {
        // Not more than is to come: it would wait for that.
        const std::size_t most = std::min(messages.size(), static_cast<std::size_t>(records - read));
        const ssize_t count = rd_kafka_consume_batch_queue(queue, 100, messages.data(), most);
        for (ssize_t i = 0; i < count; ++i) {
            rd_kafka_message_t *message = messages[static_cast<std::size_t>(i)];
            if (message->err == RD_KAFKA_RESP_ERR_NO_ERROR) {
                ++read;
                bytes += message->len;
            }
            rd_kafka_message_destroy(message);
        }
        if (secondsSince(begun) > 600)
            fail("read " + std::to_string(read) + " of " + std::to_string(records));
    }
    std::printf("{\"seconds\":%.6f,\"bytes\":%llu}\n", secondsSince(begun), static_cast<unsigned long long>(bytes));
    rd_kafka_queue_destroy(queue);
    rd_kafka_consumer_close(kafka);
    rd_kafka_destroy(kafka);
}

// A record's first eight bytes say when it was due: waiting that a slow broker causes counts.
void latency(const std::string &bootstrap, const std::string &name, int rate, int seconds, std::size_t size, const Settings &given)
{
    Tally tally;
    rd_kafka_t *producer = client(RD_KAFKA_PRODUCER, bootstrap, {{"acks", "all"}, {"linger.ms", "0"}}, given, &tally);
    rd_kafka_topic_t *topic = rd_kafka_topic_new(producer, name.c_str(), nullptr);
    meet(producer, topic, 1);
    Settings reading = Reading;
    reading.emplace_back("fetch.wait.max.ms", "500");
    rd_kafka_t *consumer = client(RD_KAFKA_CONSUMER, bootstrap, reading, given);
    assign(consumer, name, 1, 0);
    // The first second is not counted, but for those that come late from it.
    const std::int64_t records = static_cast<std::int64_t>(rate) * (seconds + 1);
    std::vector<double> late;
    late.reserve(static_cast<std::size_t>(records));
    const auto stamp = [] { return std::chrono::duration_cast<std::chrono::nanoseconds>(Clock::now().time_since_epoch()).count(); };
    std::thread reader([&] {
        std::int64_t read = 0;
        const auto begun = Clock::now();
        while (read < records && secondsSince(begun) < seconds + 60) {
            rd_kafka_message_t *message = rd_kafka_consumer_poll(consumer, 100);
            if (!message)
                continue;
            if (message->err == RD_KAFKA_RESP_ERR_NO_ERROR) {
                std::int64_t due = 0;
                std::memcpy(&due, message->payload, sizeof due);
                if (++read > rate)
                    late.push_back(static_cast<double>(stamp() - due) / 1e6);
            }
            rd_kafka_message_destroy(message);
        }
    });
    std::string value = text(std::max(size, sizeof(std::int64_t)));
    const std::int64_t first = stamp() + 500'000'000;
    for (std::int64_t i = 0; i < records; ++i) {
        const std::int64_t due = first + i * 1'000'000'000 / rate;
        while (stamp() < due) {
            const std::int64_t left = due - stamp();
            rd_kafka_poll(producer, 0);
            if (left > 100'000)
                std::this_thread::sleep_for(std::chrono::nanoseconds(left - 60'000));
        }
        std::memcpy(value.data(), &due, sizeof due);
        send(producer, topic, 0, value.data(), value.size(), RD_KAFKA_MSG_F_COPY);
    }
    finish(producer, tally, records);
    reader.join();
    if (static_cast<std::int64_t>(late.size()) != records - rate)
        fail("read " + std::to_string(late.size()) + " of " + std::to_string(records - rate));
    std::sort(late.begin(), late.end());
    const auto at = [&](double share) { return late[static_cast<std::size_t>(static_cast<double>(late.size() - 1) * share)]; };
    std::printf("{\"p50\":%.3f,\"p99\":%.3f,\"p999\":%.3f,\"longest\":%.3f}\n", at(0.5), at(0.99), at(0.999), late.back());
    rd_kafka_topic_destroy(topic);
    rd_kafka_destroy(producer);
    rd_kafka_consumer_close(consumer);
    rd_kafka_destroy(consumer);
}

} // namespace

int main(int count, char **values)
{
    std::vector<std::string> arguments;
    Settings settings;
    for (int i = 1; i < count; ++i) {
        const std::string argument = values[i];
        const auto split = argument.find('=');
        if (split == std::string::npos)
            arguments.push_back(argument);
        else
            settings.emplace_back(argument.substr(0, split), argument.substr(split + 1));
    }
    const auto number = [&](std::size_t at) { return std::stoll(arguments.at(at)); };
    const std::string verb = arguments.empty() ? "" : arguments[0];
    if (verb == "produce" && arguments.size() == 6)
        produce(arguments[1], arguments[2], static_cast<int>(number(3)), number(4), static_cast<std::size_t>(number(5)), settings);
    else if (verb == "consume" && arguments.size() == 5)
        consume(arguments[1], arguments[2], static_cast<int>(number(3)), number(4), settings);
    else if (verb == "latency" && arguments.size() == 6)
        latency(arguments[1], arguments[2], static_cast<int>(number(3)), static_cast<int>(number(4)), static_cast<std::size_t>(number(5)), settings);
    else
        fail("which of produce, consume, latency, and with what? The first lines of kafka_load.cpp say");
    return 0;
}
