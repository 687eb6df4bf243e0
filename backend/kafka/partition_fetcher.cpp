// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/kafka/partition_fetcher.h"

#include "backend/base/kafka_error.h"
#include "backend/kafka/call.h"
#include "backend/wire/messages/list_offsets.h"

#include <algorithm>

namespace weir::kafka {

using base::ErrorKind;
using base::KafkaError;
using net::Deadline;
using Clock = std::chrono::steady_clock;

namespace {

constexpr std::chrono::milliseconds kLook{20};           ///< how often a waiting worker looks whether it was cancelled
constexpr std::chrono::milliseconds kRetry{200};
constexpr std::chrono::seconds kGiveUpAfter{8};          ///< on a partition that has an end
constexpr std::chrono::seconds kAnswerWithin{30};
/// The last version that names topics; what came after it brings a reader nothing.
constexpr std::int16_t kFetchByName = 12;
constexpr std::int32_t kLargestPartitionBytes = 64 << 20;

} // namespace

PartitionFetcher::PartitionFetcher(std::shared_ptr<net::KafkaClient> client, ScanQuery query, Limits limits, base::CancelToken cancel)
    : m_client(std::move(client)), m_query(std::move(query)), m_limits(limits), m_cancel(std::move(cancel))
{
}

template <class T>
base::Result<T> PartitionFetcher::wait(std::function<net::Task<base::Result<T>>()> begin)
{
    auto promise = std::make_shared<std::promise<base::Result<T>>>();
    auto future = promise->get_future();
    m_client->thread().post([client = m_client, begin = std::move(begin), promise] {
        net::start<base::Result<T>>(begin(), [client, promise](base::Result<T> result) { promise->set_value(std::move(result)); });
    });
    while (future.wait_for(kLook) != std::future_status::ready) {
        if (m_cancel.cancelled())
            return base::fail(ErrorKind::Cancelled, "records.read", utf8(m_query.topic));
    }
    return future.get();
}

base::Status PartitionFetcher::prepare()
{
    wire::MetadataRequest request;
    request.allowAutoTopicCreation = false;
    wire::MetadataRequest::MetadataRequestTopic entry;
    entry.name = utf8(m_query.topic);
    request.topics = std::vector{entry};
    WEIR_TRY(const wire::MetadataResponse response, wait<wire::MetadataResponse>([client = m_client, request] {
        return client->metadata(request, Deadline::in(client->config().requestTimeout));
    }));
    if (response.topics.empty())
        return base::fail(ErrorKind::NotFound, "topic.metadata", utf8(m_query.topic));
    const auto &topic = response.topics.front();
    if (topic.errorCode != 0 && topic.partitions.empty()) {
        const bool absent = topic.errorCode == code(KafkaError::UnknownTopicOrPartition);
        const bool refused = topic.errorCode == code(KafkaError::TopicAuthorizationFailed);
        return base::fail(absent ? ErrorKind::NotFound : refused ? ErrorKind::Refused : ErrorKind::Peer, "topic.metadata", utf8(m_query.topic), {},
                          topic.errorCode);
    }
    m_leaders.clear();
    for (const auto &partition : topic.partitions)
        m_leaders[partition.partitionIndex] = partition.leaderId;
    m_leadersStale = false;
    return {};
}

std::vector<qint32> PartitionFetcher::partitions() const
{
    std::vector<qint32> ids;
    for (const auto &[id, leader] : m_leaders)
        ids.push_back(id);
    return ids;
}

std::int32_t PartitionFetcher::leaderOf(qint32 partition) const
{
    const auto found = m_leaders.find(partition);
    return found == m_leaders.end() ? -1 : found->second;
}

std::map<qint32, std::int64_t> PartitionFetcher::offsetsAt(const std::vector<qint32> &partitions, std::int64_t timestamp)
{
    using Response = wire::ListOffsetsResponse;
    std::map<std::int32_t, wire::ListOffsetsRequest> requests;
    for (const qint32 id : partitions) {
        const std::int32_t leader = leaderOf(id);
        if (leader < 0) {
            m_missing.push_back({QStringLiteral("records"), -1,
                                 base::Error{ErrorKind::Unreachable, "records.read", utf8(m_query.topic) + '-' + std::to_string(id), {}, {},
                                             code(KafkaError::LeaderNotAvailable)}});
            continue;
        }
        wire::ListOffsetsRequest &request = requests[leader];
        request.replicaId = -1;
        request.isolationLevel = m_query.readCommitted ? 1 : 0;
        if (request.topics.empty())
            request.topics.emplace_back().name = utf8(m_query.topic);
        auto &entry = request.topics.front().partitions.emplace_back();
        entry.partitionIndex = id;
        entry.timestamp = timestamp;
    }
    std::vector<std::pair<std::int32_t, wire::ListOffsetsRequest>> list(requests.begin(), requests.end());
    using Answers = std::vector<base::Result<Response>>;
    const auto asked = wait<Answers>([client = m_client, list]() -> net::Task<base::Result<Answers>> {
        struct All {
            static net::Task<base::Result<Answers>> run(std::shared_ptr<net::KafkaClient> client, std::vector<std::pair<std::int32_t, wire::ListOffsetsRequest>> list)
            {
                std::vector<net::Task<base::Result<Response>>> tasks;
                for (auto &[broker, request] : list)
                    tasks.push_back(client->toBroker(broker, std::move(request), Deadline::in(client->config().requestTimeout)));
                co_return co_await net::whenAll(std::move(tasks));
            }
        };
        return All::run(client, list);
    });
    std::map<qint32, std::int64_t> offsets;
    if (!asked)
        return offsets;
    for (std::size_t i = 0; i < asked->size(); ++i) {
        const auto &answer = (*asked)[i];
        if (!answer) {
            m_missing.push_back({QStringLiteral("records"), list[i].first, answer.error()});
            continue;
        }
        for (const auto &topic : answer->topics) {
            for (const auto &partition : topic.partitions) {
                if (partition.errorCode == 0)
                    offsets[partition.partitionIndex] = partition.offset;
                else
                    m_missing.push_back({QStringLiteral("records"), list[i].first,
                                         base::Error{ErrorKind::Peer, "offsets.list", topic.name + '-' + std::to_string(partition.partitionIndex), {}, {}, partition.errorCode}});
            }
        }
    }
    return offsets;
}

void PartitionFetcher::begin(std::vector<PartitionRange> ranges)
{
    ++m_generation;
    m_runs.clear();
    for (const PartitionRange &range : ranges) {
        Run run;
        run.range = range;
        run.scan.emplace(m_query, range.partition);
        run.maxBytes = m_limits.partitionBytes;
        run.finished = range.next >= range.until;
        run.movedAt = Clock::now();
        m_runs.push_back(std::move(run));
    }
}

bool PartitionFetcher::done() const
{
    return std::all_of(m_runs.begin(), m_runs.end(), [](const Run &run) { return run.finished; });
}

void PartitionFetcher::send(const std::function<bool(std::size_t)> &mayRead)
{
    if (m_leadersStale) {
        // A topic that cannot be described now may be in a moment; the partitions' own clocks say when to give up.
        (void)prepare();
        m_leadersStale = false;
    }
    const auto now = Clock::now();
    std::map<std::int32_t, std::vector<std::size_t>> byBroker;
    for (std::size_t i = 0; i < m_runs.size(); ++i) {
        Run &run = m_runs[i];
        if (run.finished || run.inFlight || run.retryAt > now)
            continue;
        const std::int32_t leader = leaderOf(run.range.partition);
        if (leader < 0) {
            retryLater(run, base::Error{ErrorKind::Unreachable, "records.read", {}, {}, {}, code(KafkaError::LeaderNotAvailable)});
            continue;
        }
        if (m_busy.contains(leader) || !mayRead(i))
            continue;
        byBroker[leader].push_back(i);
    }
    for (const auto &[broker, indexes] : byBroker)
        sendTo(broker, indexes);
}

void PartitionFetcher::sendTo(std::int32_t broker, const std::vector<std::size_t> &indexes)
{
    wire::FetchRequest request;
    request.maxWaitMs = static_cast<std::int32_t>(m_limits.maxWait.count());
    request.minBytes = 1;
    request.maxBytes = m_limits.responseBytes;
    request.isolationLevel = m_query.readCommitted ? 1 : 0;
    auto &topic = request.topics.emplace_back();
    topic.topic = utf8(m_query.topic);
    for (const std::size_t index : indexes) {
        Run &run = m_runs[index];
        run.inFlight = true;
        auto &entry = topic.partitions.emplace_back();
        entry.partition = run.range.partition;
        entry.fetchOffset = run.range.next;
        entry.partitionMaxBytes = run.maxBytes;
    }
    m_busy.insert(broker);
    m_client->thread().post([client = m_client, inbox = m_inbox, generation = m_generation, broker, indexes, request = std::move(request), wait = m_limits.maxWait] {
        net::start<FetchResult>(client->toBroker(broker, request, Deadline::in(wait + kAnswerWithin), kFetchByName), [client, inbox, generation, broker, indexes](FetchResult result) {
            {
                const std::lock_guard lock(inbox->mutex);
                inbox->answers.push_back({generation, broker, indexes, std::move(result)});
            }
            inbox->came.notify_one();
        });
    });
}

std::vector<PartitionFetcher::Step> PartitionFetcher::step(const std::function<bool(std::size_t)> &mayRead)
{
    send(mayRead);
    std::optional<Answer> answer;
    {
        std::unique_lock lock(m_inbox->mutex);
        m_inbox->came.wait_for(lock, kLook, [this] { return !m_inbox->answers.empty(); });
        if (!m_inbox->answers.empty()) {
            answer.emplace(std::move(m_inbox->answers.front()));
            m_inbox->answers.pop_front();
        }
    }
    if (!answer)
        return {};
    return take(std::move(*answer), mayRead);
}

std::vector<PartitionFetcher::Step> PartitionFetcher::take(Answer answer, const std::function<bool(std::size_t)> &mayRead)
{
    m_busy.erase(answer.broker);
    if (answer.generation != m_generation)
        return {};
    for (const std::size_t index : answer.asked)
        m_runs[index].inFlight = false;
    std::vector<Step> steps;
    struct Job {
        std::size_t index;
        const wire::FetchResponse::PartitionData *data;
        base::Bytes flat;
        base::ByteView bytes;
        std::int64_t from;
    };
    std::vector<Job> jobs;
    if (!answer.result || answer.result->errorCode != 0) {
        const base::Error error = answer.result ? base::Error{ErrorKind::Peer, "records.read", {}, {}, {}, answer.result->errorCode} : answer.result.error();
        m_leadersStale = true;
        for (const std::size_t index : answer.asked)
            retryLater(m_runs[index], error);
    } else {
        for (const auto &topic : answer.result->responses) {
            for (const auto &data : topic.partitions) {
                const auto at = std::find_if(answer.asked.begin(), answer.asked.end(), [&](std::size_t i) { return m_runs[i].range.partition == data.partitionIndex; });
                if (at == answer.asked.end())
                    continue;
                Run &run = m_runs[*at];
                if (data.errorCode == code(KafkaError::OffsetOutOfRange)) {
                    moveInside(run);
                } else if (data.errorCode != 0) {
                    base::Error error{ErrorKind::Peer, "records.read", {}, {}, {}, data.errorCode};
                    if (base::isRetriable(data.errorCode)) {
                        m_leadersStale = true;
                        retryLater(run, std::move(error));
                    } else {
                        if (data.errorCode == code(KafkaError::TopicAuthorizationFailed))
                            error.kind = ErrorKind::Refused;
                        fail(run, std::move(error));
                    }
                } else if (data.records.size() > 0) {
                    Job job{*at, &data, {}, {}, run.range.next};
                    if (const auto view = data.records.contiguous()) {
                        job.bytes = *view;
                    } else if (auto flat = data.records.flatten()) {
                        job.flat = std::move(*flat);
                        job.bytes = job.flat;
                    }
                    const std::int64_t next = BatchScan::nextOffset(job.bytes, run.range.next);
                    if (next == run.range.next) {
                        // Not one whole batch: the broker sends larger ones only where it is allowed to.
                        run.maxBytes = std::min(run.maxBytes * 2, kLargestPartitionBytes);
                        continue;
                    }
                    run.range.next = next;
                    run.movedAt = Clock::now();
                    std::erase_if(m_missing, [&](const model::Missing &m) { return m.what == QLatin1String("retrying"); });
                    jobs.push_back(std::move(job));
                } else if (run.range.until != INT64_MAX && data.highWatermark <= run.range.next && data.highWatermark >= 0) {
                    // Nothing there although it was to be read: the log was cut, or what is left is not stable yet.
                    run.finished = true;
                }
                if (run.range.next >= run.range.until)
                    run.finished = true;
            }
        }
    }
    // The next request is under way while these bytes are scanned.
    send(mayRead);
    for (Job &job : jobs) {
        Run &run = m_runs[job.index];
        Step step;
        step.index = job.index;
        if (auto scanned = run.scan->scan(*job.data, job.bytes, job.from, run.range.until, step.result); !scanned)
            fail(run, std::move(scanned.error()));
        steps.push_back(std::move(step));
    }
    return steps;
}

void PartitionFetcher::retryLater(Run &run, base::Error error)
{
    const auto now = Clock::now();
    run.retryAt = now + kRetry;
    m_leadersStale = true;
    if (now - run.movedAt < kGiveUpAfter)
        return;
    if (run.range.until != INT64_MAX)
        return fail(run, std::move(error));
    // A tail goes on trying, and says so.
    error.target = utf8(m_query.topic) + '-' + std::to_string(run.range.partition);
    const bool told = std::any_of(m_missing.begin(), m_missing.end(), [&](const model::Missing &m) { return m.error.target == error.target; });
    if (!told)
        m_missing.push_back({QStringLiteral("retrying"), leaderOf(run.range.partition), std::move(error)});
}

void PartitionFetcher::fail(Run &run, base::Error error)
{
    run.finished = true;
    if (error.target.empty())
        error.target = utf8(m_query.topic) + '-' + std::to_string(run.range.partition);
    m_missing.push_back({QStringLiteral("records"), leaderOf(run.range.partition), std::move(error)});
}

/// Retention has passed the place (or the topic was made anew): on from the log start, or at its end.
void PartitionFetcher::moveInside(Run &run)
{
    const qint32 id = run.range.partition;
    const auto starts = offsetsAt({id}, wire::ListOffsetsRequest::kEarliest);
    const auto found = starts.find(id);
    if (found == starts.end())
        return retryLater(run, base::Error{ErrorKind::Peer, "records.read", {}, {}, {}, code(KafkaError::OffsetOutOfRange)});
    if (found->second > run.range.next) {
        run.range.next = found->second;
        run.finished = run.range.next >= run.range.until;
    } else if (run.range.until == INT64_MAX) {
        const auto ends = offsetsAt({id}, wire::ListOffsetsRequest::kLatest);
        if (const auto end = ends.find(id); end != ends.end())
            run.range.next = end->second;
    } else {
        run.finished = true;
    }
}

} // namespace weir::kafka
