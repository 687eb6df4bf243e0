// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/kafka/load_run.h"

#include "backend/kafka/call.h"

#include <librdkafka/rdkafka.h>

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

namespace weir::kafka {

using base::ErrorKind;
using model::LoadRequest;
using model::Spread;

namespace {

constexpr std::size_t kMostLatencies = 10'000;
constexpr int kSampleMs = 500;
/// How many records are given between two looks at the answers.
constexpr int kTurn = 500;
constexpr qint64 kGraceMs = 2000;
constexpr int kLetterStarts = 4096;

const char *partitionerWord(Spread spread)
{
    switch (spread) {
    case Spread::Crc32: return "consistent_random";
    case Spread::Fnv1a: return "fnv1a_random";
    case Spread::Random: return "random";
    case Spread::Murmur2:
    case Spread::Sticky: // without a key any of the *_random ones is sticky
    case Spread::RoundRobin: // these two give the partition with the record
    case Spread::Chosen: break;
    }
    return "murmur2_random";
}

/// Without a key librdkafka stays with a partition for this long. Twice the time of a batch is its own rule; under
/// linger.ms=0 that would be none at all, which is Random.
int stickyMs(const LoadRequest &request)
{
    if (request.spread == Spread::Random)
        return 0;
    return std::max(10, static_cast<int>(std::ceil(request.lingerMs * 2)));
}

base::Status check(const LoadRequest &request)
{
    const auto refuse = [&request](const char *what) { return base::fail(ErrorKind::Invalid, "record.load", utf8(request.topic), what); };
    if (request.valueBytes < LoadRequest::kSmallestValue)
        return refuse("a value has at least 32 bytes");
    if (request.records < 0 || request.keys < 0 || request.recordsPerSecond < 0)
        return refuse("records, keys and rate are not negative");
    if (request.bufferBytes < request.batchBytes)
        return refuse("the buffer is smaller than a batch");
    return {};
}

} // namespace

LoadRun::LoadRun(const net::ClientConfig &config, const LoadRequest &request, Stream &stream)
    : m_config(config)
    , m_request(request)
    , m_topic(utf8(request.topic))
    , m_stream(stream)
{
}

std::optional<base::Error> LoadRun::run()
{
    if (auto fine = check(m_request); !fine)
        return fine.error();
    if (auto opened = open(); !opened)
        return opened.error();
    if (auto counted = countPartitions(); !counted) {
        if (m_stream.cancelled())
            return std::nullopt;
        return counted.error();
    }
    m_value.resize(m_request.valueBytes);
    m_letters.resize(m_request.valueBytes + kLetterStarts);
    for (char &letter : m_letters)
        letter = static_cast<char>('a' + m_random() % 26);
    m_begun = Clock::now();
    give();
    drain();
    tell();
    return std::nullopt;
}

base::Status LoadRun::open()
{
    const auto number = [](auto value) { return std::to_string(value); };
    RdkafkaCalls calls;
    calls.opaque = this;
    calls.delivered = [](rd_kafka_t *, const rd_kafka_message_t *message, void *self) { static_cast<LoadRun *>(self)->delivered(*message); };
    calls.statistics = [](rd_kafka_t *, char *json, std::size_t size, void *self) {
        static_cast<LoadRun *>(self)->sample(QByteArray::fromRawData(json, static_cast<qsizetype>(size)));
        return 0;
    };
    WEIR_TRY(m_handle, makeProducer(m_config,
                                    {{"acks", acksSetting(m_request.acks)},
                                     {"partitioner", partitionerWord(m_request.spread)},
                                     {"sticky.partitioning.linger.ms", number(stickyMs(m_request))},
                                     {"compression.codec", codecSetting(m_request.codec)},
                                     {"linger.ms", number(m_request.lingerMs)},
                                     {"batch.size", number(m_request.batchBytes)},
                                     {"batch.num.messages", "1000000"}, // batch.size alone closes a batch, as in Java clients
                                     {"queue.buffering.max.kbytes", number(std::max<qint64>(1, m_request.bufferBytes / 1024))},
                                     {"queue.buffering.max.messages", "10000000"},
                                     {"max.in.flight.requests.per.connection", "5"}, // Java's
                                     {"message.timeout.ms", "30000"},
                                     {"statistics.interval.ms", number(kSampleMs)}},
                                    calls));
    m_topicHandle.reset(rd_kafka_topic_new(m_handle.get(), m_topic.c_str(), nullptr));
    if (!m_topicHandle)
        return base::fail(produceError(rd_kafka_last_error(), m_topic));
    return {};
}

base::Status LoadRun::countPartitions()
{
    const auto until = Clock::now() + m_config.requestTimeout;
    for (;;) {
        const struct rd_kafka_metadata *metadata = nullptr;
        const rd_kafka_resp_err_t code = rd_kafka_metadata(m_handle.get(), 0, m_topicHandle.get(), &metadata, kSampleMs);
        rd_kafka_resp_err_t said = code;
        if (code == RD_KAFKA_RESP_ERR_NO_ERROR) {
            said = metadata->topic_cnt == 1 ? metadata->topics[0].err : RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART;
            m_partitionCount = said == RD_KAFKA_RESP_ERR_NO_ERROR ? metadata->topics[0].partition_cnt : 0;
            rd_kafka_metadata_destroy(metadata);
            if (m_partitionCount > 0)
                break;
        }
        const bool again = said == RD_KAFKA_RESP_ERR__TIMED_OUT || said == RD_KAFKA_RESP_ERR__TRANSPORT || said == RD_KAFKA_RESP_ERR_LEADER_NOT_AVAILABLE;
        if (!again || m_stream.cancelled() || Clock::now() > until)
            return base::fail(produceError(said, m_topic));
    }
    if (m_request.spread == Spread::Chosen && (m_request.partition < 0 || m_request.partition >= m_partitionCount))
        return base::fail(produceError(RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION, m_topic));
    m_progress.partitions.resize(m_partitionCount);
    return {};
}

std::int32_t LoadRun::partitionFor(qint64 record) const
{
    switch (m_request.spread) {
    case Spread::RoundRobin: return static_cast<std::int32_t>(record % m_partitionCount);
    case Spread::Chosen: return m_request.partition;
    default: return RD_KAFKA_PARTITION_UA;
    }
}

/// False where the producer has no room.
bool LoadRun::giveOne()
{
    const qint64 record = m_progress.given;
    const QByteArray head = "{\"n\":" + QByteArray::number(record % 1'000'000'000) + ",\"text\":\"";
    const auto letters = static_cast<std::size_t>(m_value.size() - head.size() - 2);
    char *const to = m_value.data();
    std::memcpy(to, head.constData(), static_cast<std::size_t>(head.size()));
    std::memcpy(to + head.size(), m_letters.constData() + m_random() % kLetterStarts, letters);
    std::memcpy(to + m_value.size() - 2, "\"}", 2);
    const bool keyed = m_request.keys > 0 && m_request.spread != Spread::Sticky;
    const QByteArray key = keyed ? "key-" + QByteArray::number(record % m_request.keys) : QByteArray();
    const int refused = rd_kafka_produce(m_topicHandle.get(), partitionFor(record), RD_KAFKA_MSG_F_COPY, m_value.data(), static_cast<std::size_t>(m_value.size()),
                                         keyed ? key.constData() : nullptr, static_cast<std::size_t>(key.size()), nullptr);
    if (refused == 0) {
        ++m_progress.given;
        return true;
    }
    if (rd_kafka_last_error() == RD_KAFKA_RESP_ERR__QUEUE_FULL)
        return false;
    ++m_progress.given;
    ++m_progress.failed;
    m_progress.lastError = produceError(rd_kafka_last_error(), m_topic);
    return true;
}

void LoadRun::give()
{
    const auto owed = [this] {
        const qint64 left = m_request.records > 0 ? m_request.records - m_progress.given : std::numeric_limits<qint64>::max();
        if (m_request.recordsPerSecond <= 0)
            return left;
        const auto due = static_cast<qint64>(elapsed() * m_request.recordsPerSecond) + 1;
        return std::min(left, due - m_progress.given);
    };
    while (!m_stream.cancelled() && (m_request.records == 0 || m_progress.given < m_request.records)) {
        bool room = true;
        for (qint64 turn = std::min<qint64>(owed(), kTurn); turn > 0 && room; --turn)
            room = giveOne();
        rd_kafka_poll(m_handle.get(), !room ? 10 : owed() > 0 ? 0 : 1);
    }
}

void LoadRun::drain()
{
    std::optional<Clock::time_point> until;
    while (rd_kafka_outq_len(m_handle.get()) > 0) {
        rd_kafka_poll(m_handle.get(), 50);
        if (m_stream.cancelled() && !until)
            until = Clock::now() + std::chrono::milliseconds(kGraceMs);
        if (until && Clock::now() > *until) {
            rd_kafka_purge(m_handle.get(), RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT);
            until.reset();
            rd_kafka_flush(m_handle.get(), kSampleMs);
            break;
        }
    }
    m_progress.seconds = elapsed();
    m_over = true;
    // What the last batches were is in the next statistics.
    m_sampled = false;
    const auto last = Clock::now() + std::chrono::milliseconds(4 * kSampleMs);
    while (!m_sampled && Clock::now() < last)
        rd_kafka_poll(m_handle.get(), 50);
}

void LoadRun::delivered(const rd_kafka_message_t &message)
{
    if (message.err != RD_KAFKA_RESP_ERR_NO_ERROR) {
        ++m_progress.failed;
        m_progress.lastError = produceError(message.err, m_topic);
        return;
    }
    ++m_progress.acknowledged;
    m_progress.bytes += static_cast<qint64>(message.len + message.key_len);
    if (message.partition >= 0 && message.partition < m_progress.partitions.size())
        ++m_progress.partitions[message.partition];
    const auto latency = static_cast<float>(static_cast<double>(rd_kafka_message_latency(&message)) / 1000);
    ++m_answers;
    if (m_latencies.size() < kMostLatencies)
        m_latencies.push_back(latency);
    else if (const std::size_t place = m_random() % static_cast<std::size_t>(m_answers); place < kMostLatencies)
        m_latencies[place] = latency;
}

void LoadRun::sample(const QByteArray &statistics)
{
    // Windows of librdkafka's own begin anew with each of these texts, so their sums add up.
    const QJsonObject all = QJsonDocument::fromJson(statistics).object();
    const QJsonObject topic = all.value(QLatin1String("topics")).toObject().value(m_request.topic).toObject();
    const auto of = [&topic](const char *window, const char *field) { return topic.value(QLatin1String(window)).toObject().value(QLatin1String(field)).toInteger(); };
    m_progress.batches += of("batchcnt", "cnt");
    m_progress.batchedRecords += of("batchcnt", "sum");
    m_progress.batchedBytes += of("batchsize", "sum");
    m_progress.requests = 0;
    const QJsonObject brokers = all.value(QLatin1String("brokers")).toObject();
    for (const auto &broker : brokers)
        m_progress.requests += broker.toObject().value(QLatin1String("req")).toObject().value(QLatin1String("Produce")).toInteger();
    m_progress.waitingRecords = all.value(QLatin1String("msg_cnt")).toInteger();
    m_progress.waitingBytes = all.value(QLatin1String("msg_size")).toInteger();
    m_sampled = true;
    if (!m_over)
        m_progress.seconds = elapsed();
    tell();
}

void LoadRun::tell()
{
    const auto quantile = [this](double share) -> double {
        if (m_latencies.empty())
            return -1;
        const auto place = m_latencies.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(m_latencies.size() - 1));
        std::nth_element(m_latencies.begin(), place, m_latencies.end());
        return *place;
    };
    m_progress.latencyP50Ms = quantile(0.5);
    m_progress.latencyP99Ms = quantile(0.99);
    m_latencies.clear();
    m_answers = 0;
    m_stream.report(m_progress);
    m_stream.push({m_progress});
}

} // namespace weir::kafka
