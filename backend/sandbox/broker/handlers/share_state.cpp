// SPDX-License-Identifier: GPL-3.0-or-later
// What brokers ask the share coordinator (KIP-932), in all versions of the codec: InitializeShareGroupState 0,
// ReadShareGroupState 0, WriteShareGroupState 0-1, DeleteShareGroupState 0, ReadShareGroupStateSummary 0-1 (1 of both: how
// many records were done with, KIP-1226).
#include "backend/sandbox/broker/handlers/handlers.h"

#include "backend/sandbox/broker/access/judged.h"
#include "backend/sandbox/broker/share/share_host.h"
#include "backend/sandbox/core/gather.h"
#include "backend/wire/messages/delete_share_group_state.h"
#include "backend/wire/messages/initialize_share_group_state.h"
#include "backend/wire/messages/read_share_group_state.h"
#include "backend/wire/messages/read_share_group_state_summary.h"
#include "backend/wire/messages/write_share_group_state.h"

namespace weir::sandbox {

using base::KafkaError;

namespace {

using Answered = SharePersister::Read;

void put(ShareCoordinator &coordinator, const SharePartitionKey &key, const wire::InitializeShareGroupStateRequest::PartitionData &asked, const Answered &answered)
{
    coordinator.initialize(key, asked.stateEpoch, asked.startOffset, onlyError(answered));
}

void put(ShareCoordinator &coordinator, const SharePartitionKey &key, const wire::ReadShareGroupStateRequest::PartitionData &asked, const Answered &answered)
{
    coordinator.read(key, asked.leaderEpoch, answered);
}

void put(ShareCoordinator &coordinator, const SharePartitionKey &key, const wire::WriteShareGroupStateRequest::PartitionData &asked, const Answered &answered)
{
    ShareStateUpdate update{asked.stateEpoch, asked.leaderEpoch, asked.startOffset, asked.deliveryCompleteCount, {}};
    for (const auto &batch : asked.stateBatches)
        update.runs.push_back({batch.firstOffset, batch.lastOffset, static_cast<DeliveryState>(batch.deliveryState), batch.deliveryCount});
    coordinator.write(key, update, onlyError(answered));
}

void put(ShareCoordinator &coordinator, const SharePartitionKey &key, const wire::DeleteShareGroupStateRequest::PartitionData &, const Answered &answered)
{
    coordinator.remove(key, onlyError(answered));
}

void put(ShareCoordinator &coordinator, const SharePartitionKey &key, const wire::ReadShareGroupStateSummaryRequest::PartitionData &, const Answered &answered)
{
    coordinator.summarize(key, answered);
}

template <class Row>
void fill(Row &row, const StoredShareState &state)
{
    row.errorCode = state.error;
    if (state.error != 0)
        row.errorMessage = std::string(base::kafkaErrorName(state.error));
    if constexpr (requires { row.stateEpoch; }) {
        row.stateEpoch = state.stateEpoch;
        row.startOffset = state.startOffset;
    }
    if constexpr (requires { row.leaderEpoch; }) {
        row.leaderEpoch = state.leaderEpoch;
        row.deliveryCompleteCount = state.completeCount;
    }
    if constexpr (requires { row.stateBatches; }) {
        for (const StateRun &run : state.runs)
            row.stateBatches.push_back({run.firstOffset, run.lastOffset, static_cast<std::int8_t>(run.state), run.deliveryCount, {}});
    }
}

template <class Request>
void serve(Broker &broker, RequestTable &table, Pace pace)
{
    using Response = net::ResponseOf<Request>;
    table.serve<Request>(Request::kVersions, pace, Door::Coordinator,
                         [&broker](Request &&request, std::int16_t version, const Session &session, Reply<Response> reply, std::size_t owner) {
                             if (isRefused(broker, request, version, session, reply, owner))
                                 return;
                             Response response;
                             std::vector<std::pair<std::size_t, std::size_t>> rows;
                             for (std::size_t t = 0; t < request.topics.size(); ++t) {
                                 auto &topic = response.results.emplace_back();
                                 topic.topicId = request.topics[t].topicId;
                                 for (std::size_t p = 0; p < request.topics[t].partitions.size(); ++p) {
                                     topic.partitions.emplace_back().partition = request.topics[t].partitions[p].partition;
                                     rows.emplace_back(t, p);
                                 }
                             }
                             Gather<StoredShareState>::run(
                                 rows.size(),
                                 [&](std::size_t i, const Answered &answered) {
                                     const auto &topic = request.topics[rows[i].first];
                                     const auto &partition = topic.partitions[rows[i].second];
                                     put(broker.shares().coordinator(), {request.groupId, topic.topicId, partition.partition}, partition, answered);
                                 },
                                 [rows, response = std::move(response), reply = std::move(reply)](const std::vector<StoredShareState> &states) mutable {
                                     for (std::size_t i = 0; i < rows.size(); ++i)
                                         fill(response.results[rows[i].first].partitions[rows[i].second], states[i]);
                                     reply(std::move(response));
                                 });
                         });
}

} // namespace

void registerShareStateHandlers(Broker &broker, RequestTable &table)
{
    serve<wire::InitializeShareGroupStateRequest>(broker, table, Pace::Alone);
    serve<wire::ReadShareGroupStateRequest>(broker, table, Pace::Alone);
    serve<wire::WriteShareGroupStateRequest>(broker, table, Pace::Alone);
    serve<wire::DeleteShareGroupStateRequest>(broker, table, Pace::Alone);
    serve<wire::ReadShareGroupStateSummaryRequest>(broker, table, Pace::Read);
}

} // namespace weir::sandbox
