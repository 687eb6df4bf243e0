// SPDX-License-Identifier: GPL-3.0-or-later
// WriteTxnMarkers, 1-2. 2: the transaction.version of the marker (KIP-1228). From coordinators, and from administrators who
// abort a hanging transaction (KIP-664). Into `__consumer_offsets` it goes by way of the group coordinator, which lets the
// offsets of the transaction count, or forgets them.
#include "backend/sandbox/broker/handlers/handlers.h"

#include "backend/sandbox/broker/group_host.h"
#include "backend/sandbox/broker/scatter.h"
#include "backend/wire/messages/write_txn_markers.h"

namespace weir::sandbox {

using base::KafkaError;

namespace {

struct Item {
    std::size_t marker = 0; ///< places in the request
    std::size_t topic = 0;
    std::string name;
    PartitionId id;
    Partition::TransactionEnd end;
};

/// What the coordinator of the transaction takes for a reason to try again.
std::int16_t retriable(std::int16_t groupError)
{
    switch (static_cast<KafkaError>(groupError)) {
    case KafkaError::NotCoordinator:
    case KafkaError::CoordinatorNotAvailable:
    case KafkaError::CoordinatorLoadInProgress:
        return base::code(KafkaError::NotLeaderOrFollower);
    default:
        return groupError;
    }
}

void write(Broker &broker, Shard &shard, const Item &item, const std::function<void(std::int16_t)> &answer)
{
    if (item.name == kOffsetsTopic) {
        const OffsetsMarker marker{item.end.producerId, item.end.producerEpoch, item.end.commit, item.end.coordinatorEpoch, item.end.version};
        broker.groups().coordinator().endTransaction(item.id.index, marker, [answer](std::int16_t error) { answer(retriable(error)); });
        return;
    }
    Partition *partition = shard.find(item.id);
    if (partition == nullptr)
        return answer(shard.absenceOf(item.id));
    // Without a limit one partition that has lost its followers would keep all others of the request waiting.
    const auto once = std::make_shared<std::function<void(std::int16_t)>>(answer);
    const auto tell = [once](std::int16_t error) {
        if (const auto call = std::exchange(*once, nullptr))
            call(error);
    };
    const auto limit = std::chrono::milliseconds(broker.config(shard).number("request.timeout.ms"));
    const TimerId timer = shard.owner.after(limit, [tell] { tell(base::code(KafkaError::RequestTimedOut)); });
    partition->endTransaction(item.end, [tell, timer, &shard](std::int16_t error) {
        shard.owner.cancel(timer);
        tell(error);
    });
}

} // namespace

void writeTxnMarkers(Broker &broker, std::size_t owner, wire::WriteTxnMarkersRequest request, Reply<wire::WriteTxnMarkersResponse> reply)
{
    auto response = std::make_shared<wire::WriteTxnMarkersResponse>();
    const MetadataImage &image = *broker.shard(owner).image;
    std::vector<Item> items;
    for (std::size_t m = 0; m < request.markers.size(); ++m) {
        const auto &marker = request.markers[m];
        auto &into = response->markers.emplace_back();
        into.producerId = marker.producerId;
        const Partition::TransactionEnd end{marker.producerId, marker.producerEpoch, marker.transactionResult, marker.coordinatorEpoch, marker.transactionVersion};
        for (std::size_t t = 0; t < marker.topics.size(); ++t) {
            const auto &topic = marker.topics[t];
            auto &answers = into.topics.emplace_back();
            answers.name = topic.name;
            const TopicPtr known = image.topic(topic.name);
            for (const std::int32_t index : topic.partitionIndexes) {
                if (known) {
                    items.push_back({m, t, topic.name, {known->id, index}, end});
                    continue;
                }
                auto &missing = answers.partitions.emplace_back();
                missing.partitionIndex = index;
                missing.errorCode = base::code(KafkaError::UnknownTopicOrPartition);
            }
        }
    }
    Scatter<Item, std::int16_t>::run(
        broker.shared_from_this(), owner, std::move(items), [&broker](const Item &item) { return broker.ownerOf(item.name, item.id); },
        [&broker](Shard &shard, const Item &item, const std::function<void(std::int16_t)> &answer) { write(broker, shard, item, answer); },
        [response, reply = std::move(reply)](const std::vector<Item> &done, const std::vector<std::int16_t> &errors) {
            for (std::size_t i = 0; i < done.size(); ++i) {
                auto &out = response->markers[done[i].marker].topics[done[i].topic].partitions.emplace_back();
                out.partitionIndex = done[i].id.index;
                out.errorCode = errors[i];
            }
            reply(std::move(*response));
        });
}

void handleWriteTxnMarkers(const HandlerContext &context, wire::WriteTxnMarkersRequest request, Reply<wire::WriteTxnMarkersResponse> reply)
{
    writeTxnMarkers(context.broker, context.owner, std::move(request), std::move(reply));
}

} // namespace weir::sandbox
