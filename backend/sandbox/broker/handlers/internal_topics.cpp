// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/broker/handlers/internal_topics.h"

#include "backend/sandbox/broker/controller_link.h"
#include "backend/sandbox/broker/group_host.h"
#include "backend/sandbox/broker/share/share_state_client.h"
#include "backend/sandbox/broker/transaction_host.h"
#include "backend/wire/messages/create_topics.h"

namespace weir::sandbox {

void ensureInternalTopic(const HandlerContext &context, std::string_view name, std::function<void()> done)
{
    Broker &broker = context.broker;
    Shard &shard = context.shard();
    if (shard.image->topic(name)) {
        done();
        return;
    }
    const BrokerConfigView config = broker.config(shard);
    std::int64_t alive = 0;
    for (const auto &[id, registered] : shard.image->brokers())
        alive += registered->fenced ? 0 : 1;
    const bool transactions = name == kTransactionsTopic;
    const bool shares = name == kShareStateTopic;
    const std::string prefix = transactions ? "transaction.state.log." : shares ? "share.coordinator.state.topic." : "offsets.topic.";
    wire::CreateTopicsRequest create;
    create.timeoutMs = 30'000;
    wire::CreateTopicsRequest::CreatableTopic topic;
    topic.name = std::string(name);
    topic.numPartitions = static_cast<std::int32_t>(config.number(prefix + "num.partitions"));
    // A cluster of one or two brokers must be able to keep groups and transactions without a setting.
    topic.replicationFactor = static_cast<std::int16_t>(std::max<std::int64_t>(1, std::min(config.number(prefix + "replication.factor"), alive)));
    const auto set = [&topic](const char *key, std::string value) {
        wire::CreateTopicsRequest::CreatableTopicConfig entry;
        entry.name = key;
        entry.value = std::move(value);
        topic.configs.push_back(std::move(entry));
    };
    // Updates build on one another: the share coordinator itself lets go of what is of no use any more.
    set("cleanup.policy", shares ? "delete" : "compact");
    set("segment.bytes", config.text(prefix + "segment.bytes"));
    if (transactions) {
        set("compression.type", "uncompressed");
        set("min.insync.replicas", config.text(prefix + "min.isr"));
        set("unclean.leader.election.enable", "false");
    } else {
        set("compression.type", "producer");
    }
    if (shares) {
        set("min.insync.replicas", config.text(prefix + "min.isr"));
        set("retention.ms", "-1");
    }
    create.topics.push_back(std::move(topic));
    broker.forward<wire::CreateTopicsRequest>(
        context.owner, std::move(create), 7, [done = std::move(done)](const wire::CreateTopicsResponse &) { done(); },
        [](std::int16_t) { return wire::CreateTopicsResponse{}; });
}

} // namespace weir::sandbox
