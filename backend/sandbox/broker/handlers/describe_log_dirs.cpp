// SPDX-License-Identifier: GPL-3.0-or-later
// DescribeLogDirs, 1-4. 2: flexible; 3: top-level error; 4: bytes of the disk. A broker has one log directory here.
// Not done: version 5 (cordoned directories), future replicas.
#include "backend/sandbox/broker/handlers/handlers.h"

#include "backend/sandbox/broker/log_directory.h"
#include "backend/sandbox/broker/scatter.h"
#include "backend/wire/messages/describe_log_dirs.h"

#include <map>
#include <set>

namespace weir::sandbox {

namespace {

struct DirRow {
    std::string topic;
    std::int32_t partition = 0;
    std::int64_t size = 0;
    std::int64_t lag = 0;
};

} // namespace

void handleDescribeLogDirs(const HandlerContext &context, wire::DescribeLogDirsRequest request, Reply<wire::DescribeLogDirsResponse> reply)
{
    Broker &broker = context.broker;
    // Shared by the parts: read only.
    auto wanted = std::make_shared<std::optional<std::set<std::pair<std::string, std::int32_t>>>>();
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
        [wanted](Shard &shard, std::size_t, const std::function<void(std::vector<DirRow>)> &answer) {
            std::vector<DirRow> rows;
            for (const auto &[id, partition] : shard.partitions) {
                if (*wanted && !(*wanted)->contains({partition->topic(), id.index}))
                    continue;
                const PartitionLog &log = partition->log();
                const std::int64_t lag = partition->isLeader() ? 0 : std::max<std::int64_t>(0, log.highWatermark() - log.logEndOffset());
                rows.push_back({partition->topic(), id.index, static_cast<std::int64_t>(log.sizeInBytes()), lag});
            }
            answer(std::move(rows));
        },
        [&broker, reply = std::move(reply)](std::vector<std::size_t>, std::vector<std::vector<DirRow>> parts) {
            wire::DescribeLogDirsResponse response;
            wire::DescribeLogDirsResponse::DescribeLogDirsResult result;
            result.logDir = broker.options().directory;
            if (const auto space = broker.environment().files.space(broker.options().directory)) {
                result.totalBytes = static_cast<std::int64_t>(space->total);
                result.usableBytes = static_cast<std::int64_t>(space->available);
            }
            std::map<std::string, wire::DescribeLogDirsResponse::DescribeLogDirsTopic> topics;
            for (const auto &rows : parts) {
                for (const DirRow &row : rows) {
                    auto &topic = topics[row.topic];
                    topic.name = row.topic;
                    wire::DescribeLogDirsResponse::DescribeLogDirsPartition entry;
                    entry.partitionIndex = row.partition;
                    entry.partitionSize = row.size;
                    entry.offsetLag = row.lag;
                    topic.partitions.push_back(std::move(entry));
                }
            }
            for (auto &[name, topic] : topics)
                result.topics.push_back(std::move(topic));
            response.results.push_back(std::move(result));
            reply(std::move(response));
        });
}

} // namespace weir::sandbox
