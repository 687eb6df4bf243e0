// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/wire/messages/leave_group.h"
#include "backend/wire/messages/offset_commit.h"
#include "backend/wire/messages/offset_fetch.h"
#include "backend/wire/messages/txn_offset_commit.h"

#include <cstdint>
#include <vector>

/// The shapes that requests about groups have had over their versions, told apart in one place.
namespace weir::sandbox {

/// The groups of an OffsetFetch request of any version; up to v7 there is one.
std::vector<wire::OffsetFetchRequest::OffsetFetchRequestGroup> groupsOf(const wire::OffsetFetchRequest &request, std::int16_t version);
/// Nothing found for any group, and why.
wire::OffsetFetchResponse::OffsetFetchResponseGroup failedOffsetFetch(const wire::OffsetFetchRequest::OffsetFetchRequestGroup &group, std::int16_t errorCode);
/// One response of the groups' answers, in the shape of the version. `asked` is needed for v1, which has no error of a group.
wire::OffsetFetchResponse offsetFetchResponse(const std::vector<wire::OffsetFetchRequest::OffsetFetchRequestGroup> &asked,
                                              std::vector<wire::OffsetFetchResponse::OffsetFetchResponseGroup> groups, std::int16_t version);

/// The same error for each partition asked for.
wire::OffsetCommitResponse failedOffsetCommit(const wire::OffsetCommitRequest &request, std::int16_t errorCode);
wire::TxnOffsetCommitResponse failedTxnOffsetCommit(const wire::TxnOffsetCommitRequest &request, std::int16_t errorCode);
wire::TxnOffsetCommitResponse::TxnOffsetCommitResponseTopic failedTxnOffsetCommit(const wire::TxnOffsetCommitRequest::TxnOffsetCommitRequestTopic &topic,
                                                                                   std::int16_t errorCode);

/// The members that leave; up to v2 there is one.
std::vector<wire::LeaveGroupRequest::MemberIdentity> membersOf(const wire::LeaveGroupRequest &request, std::int16_t version);
/// Up to v2 the error of the one member is the error of the response.
wire::LeaveGroupResponse leaveGroupResponse(std::vector<wire::LeaveGroupResponse::MemberResponse> members, std::int16_t version);

/// What a client is told when the log could not take the coordinator's records.
std::int16_t coordinatorErrorOf(std::int16_t logError);

} // namespace weir::sandbox
