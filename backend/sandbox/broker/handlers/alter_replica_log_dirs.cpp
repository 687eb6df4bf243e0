// SPDX-License-Identifier: GPL-3.0-or-later
// AlterReplicaLogDirs, 1-2 (KIP-113). 2: flexible. The answer says that the replica is on its way, not that it is there.
#include "backend/sandbox/broker/handlers/handlers.h"

#include "backend/sandbox/broker/handlers/topic_view.h"
#include "backend/sandbox/broker/log_directories.h"
#include "backend/sandbox/broker/log_moves.h"
#include "backend/sandbox/broker/scatter.h"
#include "backend/wire/messages/alter_replica_log_dirs.h"

#include <map>

namespace weir::sandbox {

using base::KafkaError;

namespace {

struct Wish {
    std::string topic;
    std::int32_t index = 0;
    LogDirectory *to = nullptr; ///< null: there is no such directory
};

} // namespace

void handleAlterReplicaLogDirs(const HandlerContext &context, wire::AlterReplicaLogDirsRequest request, Reply<wire::AlterReplicaLogDirsResponse> reply)
{
    Broker &broker = context.broker;
    std::vector<Wish> wishes;
    for (const auto &dir : request.dirs) {
        LogDirectory *const to = broker.directories().byPath(dir.path);
        for (const auto &topic : dir.topics) {
            for (const std::int32_t index : topic.partitions)
                wishes.push_back({topic.name, index, to});
        }
    }
    Scatter<Wish, KafkaError>::run(
        broker.shared_from_this(), context.owner, std::move(wishes),
        [&broker](const Wish &wish) { return broker.ownerOf(wish.topic, {{}, wish.index}); },
        [](Shard &shard, const Wish &wish, const std::function<void(KafkaError)> &answer) {
            if (!isValidTopicName(wish.topic))
                answer(KafkaError::InvalidTopic);
            else if (wish.to == nullptr)
                answer(KafkaError::LogDirNotFound);
            else
                answer(shard.moves().ask(wish.topic, wish.index, *wish.to));
        },
        [reply = std::move(reply)](const std::vector<Wish> &asked, const std::vector<KafkaError> &answers) {
            std::map<std::string, wire::AlterReplicaLogDirsResponse::AlterReplicaLogDirTopicResult> topics;
            for (std::size_t i = 0; i < asked.size(); ++i) {
                auto &topic = topics[asked[i].topic];
                topic.topicName = asked[i].topic;
                auto &row = topic.partitions.emplace_back();
                row.partitionIndex = asked[i].index;
                row.errorCode = base::code(answers[i]);
            }
            wire::AlterReplicaLogDirsResponse response;
            for (auto &[name, topic] : topics)
                response.results.push_back(std::move(topic));
            reply(std::move(response));
        });
}

} // namespace weir::sandbox
