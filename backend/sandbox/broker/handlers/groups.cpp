// SPDX-License-Identifier: GPL-3.0-or-later
// Groups, in all versions of the codec: JoinGroup 0-9, SyncGroup 0-5, Heartbeat 0-4, LeaveGroup 0-5, OffsetCommit 2-10,
// TxnOffsetCommit 0-5, OffsetFetch 1-10, DescribeGroups 0-6, ListGroups 0-5, DeleteGroups 0-2, OffsetDelete 0,
// ConsumerGroupHeartbeat 0-1, ConsumerGroupDescribe 0-1, ShareGroupHeartbeat 1, ShareGroupDescribe 1,
// DescribeShareGroupOffsets 0-1, AlterShareGroupOffsets 0, DeleteShareGroupOffsets 0. What each version added, and what is
// done with it, stands with the coordinator (backend/sandbox/groups).
#include "backend/sandbox/broker/handlers/handlers.h"

#include "backend/sandbox/broker/group_host.h"
#include "backend/sandbox/broker/handlers/coordinator_requests.h"

namespace weir::sandbox {

namespace {

template <class Request>
void serve(Broker &broker, RequestTable &table, Pace pace)
{
    serveByCoordinator<Request>(broker, table, pace, [](Broker &asked) -> auto & { return asked.groups().coordinator(); });
}

template <class Request>
void serveShares(Broker &broker, RequestTable &table, Pace pace)
{
    serveByCoordinator<Request>(broker, table, pace, [](Broker &asked) -> auto & { return asked.groups().coordinator().shares(); });
}

} // namespace

void registerGroupHandlers(Broker &broker, RequestTable &table)
{
    serve<wire::JoinGroupRequest>(broker, table, Pace::Alone);
    serve<wire::SyncGroupRequest>(broker, table, Pace::Alone);
    serve<wire::HeartbeatRequest>(broker, table, Pace::Alone);
    serve<wire::LeaveGroupRequest>(broker, table, Pace::Alone);
    serve<wire::ConsumerGroupHeartbeatRequest>(broker, table, Pace::Alone);
    serve<wire::OffsetCommitRequest>(broker, table, Pace::Alone);
    serve<wire::TxnOffsetCommitRequest>(broker, table, Pace::Alone);
    serve<wire::OffsetFetchRequest>(broker, table, Pace::Read);
    serve<wire::DescribeGroupsRequest>(broker, table, Pace::Read);
    serve<wire::ListGroupsRequest>(broker, table, Pace::Read);
    serve<wire::DeleteGroupsRequest>(broker, table, Pace::Alone);
    serve<wire::OffsetDeleteRequest>(broker, table, Pace::Alone);
    serve<wire::ConsumerGroupDescribeRequest>(broker, table, Pace::Read);
    serveShares<wire::ShareGroupHeartbeatRequest>(broker, table, Pace::Alone);
    serveShares<wire::ShareGroupDescribeRequest>(broker, table, Pace::Read);
    serveShares<wire::DescribeShareGroupOffsetsRequest>(broker, table, Pace::Read);
    serveShares<wire::AlterShareGroupOffsetsRequest>(broker, table, Pace::Alone);
    serveShares<wire::DeleteShareGroupOffsetsRequest>(broker, table, Pace::Alone);
}

} // namespace weir::sandbox
