// SPDX-License-Identifier: GPL-3.0-or-later
// DescribeLogDirs, 1-5. 2: flexible; 3: top-level error; 4: bytes of the disk; 5: cordoned directories (KIP-1066).
#include "backend/sandbox/broker/handlers/handlers.h"

#include "backend/sandbox/broker/log_directories.h"
#include "backend/sandbox/broker/log_moves.h"
#include "backend/sandbox/broker/scatter.h"
#include "backend/wire/messages/describe_log_dirs.h"

#include <map>
#include <set>

namespace weir::sandbox {

namespace {

struct DirRow {
    const LogDirectory *directory = nullptr;
    std::string topic;
    std::int32_t partition = 0;
    std::int64_t size = 0;
    std::int64_t lag = 0;
    bool future = false;
};

using Wanted = std::optional<std::set<std::pair<std::string, std::int32_t>>>;
using Result = wire::DescribeLogDirsResponse::DescribeLogDirsResult;

std::vector<DirRow> rowsOf(Shard &shard, const Wanted &wanted)
{
    std::vector<DirRow> rows;
    const auto add = [&](const Partition &partition, const LogDirectory *directory, const PartitionLog &log, std::int64_t lag, bool future) {
        if (!wanted || wanted->contains({partition.topic(), partition.key().index}))
            rows.push_back({directory, partition.topic(), partition.key().index, static_cast<std::int64_t>(log.sizeInBytes()), std::max<std::int64_t>(0, lag), future});
    };
    for (const auto &[id, partition] : shard.partitions) {
        const PartitionLog &log = partition->log();
        add(*partition, shard.broker().directories().holding(log.directory()), log, log.highWatermark() - log.logEndOffset(), false);
    }
    shard.moves().forEach([&](const PartitionId &id, const LogDirectory &to, const PartitionLog &log) {
        if (const Partition *const partition = shard.find(id))
            add(*partition, &to, log, partition->log().logEndOffset() - log.logEndOffset(), true);
    });
    return rows;
}

Result resultOf(const LogDirectory &directory, const std::vector<std::vector<DirRow>> &parts, bool tellsCordoned)
{
    Result result;
    result.logDir = directory.path();
    if (!directory.online) {
        result.errorCode = base::code(base::KafkaError::KafkaStorageError);
        return result;
    }
    result.isCordoned = tellsCordoned && directory.cordoned;
    if (const auto space = directory.files().space(directory.path())) {
        result.totalBytes = static_cast<std::int64_t>(space->total);
        result.usableBytes = static_cast<std::int64_t>(space->available);
    }
    std::map<std::string, wire::DescribeLogDirsResponse::DescribeLogDirsTopic> topics;
    for (const auto &rows : parts) {
        for (const DirRow &row : rows) {
            if (row.directory != &directory)
                continue;
            auto &topic = topics[row.topic];
            topic.name = row.topic;
            auto &entry = topic.partitions.emplace_back();
            entry.partitionIndex = row.partition;
            entry.partitionSize = row.size;
            entry.offsetLag = row.lag;
            entry.isFutureKey = row.future;
        }
    }
    for (auto &[name, topic] : topics)
        result.topics.push_back(std::move(topic));
    return result;
}

} // namespace

void handleDescribeLogDirs(const HandlerContext &context, wire::DescribeLogDirsRequest request, Reply<wire::DescribeLogDirsResponse> reply)
{
    Broker &broker = context.broker;
    // Shared by the parts: read only.
    auto wanted = std::make_shared<Wanted>();
    if (request.topics) {
        wanted->emplace();
        for (const auto &topic : *request.topics) {
            for (const std::int32_t partition : topic.partitions)
                (*wanted)->emplace(topic.topic, partition);
        }
    }
    std::vector<std::size_t> owners;
    for (std::size_t i = 0; i < broker.owners(); ++i)
        owners.push_back(i);
    Scatter<std::size_t, std::vector<DirRow>>::run(
        broker.shared_from_this(), context.owner, std::move(owners), [](std::size_t owner) { return owner; },
        [wanted](Shard &shard, std::size_t, const std::function<void(std::vector<DirRow>)> &answer) { answer(rowsOf(shard, *wanted)); },
        [&broker, reply = std::move(reply), version = context.version](std::vector<std::size_t>, std::vector<std::vector<DirRow>> parts) {
            wire::DescribeLogDirsResponse response;
            for (const auto &directory : broker.directories().all())
                response.results.push_back(resultOf(*directory, parts, version >= 5));
            reply(std::move(response));
        });
}

} // namespace weir::sandbox
