// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/wire/messages/consumer_protocol.h"
#include "backend/wire/messages/control_records.h"
#include "backend/wire/messages/envelope.h"
#include "backend/wire/messages/group_records.h"
#include "backend/wire/messages/share_state_records.h"
#include "backend/wire/messages/transaction_records.h"
#include "backend/wire/metadata_record_frame.h"

namespace weir::wire {

namespace detail {
template <class Visitor, class... Blobs>
constexpr void visitBlobs(Visitor &visit)
{
    (visit.template operator()<Blobs>(), ...);
}
template <class Visitor, class... Records>
constexpr void visitRecords(Visitor &visit, const std::variant<Records...> *)
{
    visitBlobs<Visitor, Records...>(visit);
}
} // namespace detail

/// Calls `visit.template operator()<M>()` for every message that is not a request or response.
template <class Visitor>
constexpr void forEachBlob(Visitor &&visit)
{
    detail::visitBlobs<std::remove_reference_t<Visitor>, ConsumerProtocolSubscription, ConsumerProtocolAssignment,
                       OffsetCommitKey, OffsetCommitValue, GroupMetadataKey, GroupMetadataValue,
                       ConsumerGroupMetadataKey, ConsumerGroupMetadataValue,
                       ConsumerGroupPartitionMetadataKey, ConsumerGroupPartitionMetadataValue,
                       ConsumerGroupMemberMetadataKey, ConsumerGroupMemberMetadataValue,
                       ConsumerGroupTargetAssignmentMetadataKey, ConsumerGroupTargetAssignmentMetadataValue,
                       ConsumerGroupTargetAssignmentMemberKey, ConsumerGroupTargetAssignmentMemberValue,
                       ConsumerGroupCurrentMemberAssignmentKey, ConsumerGroupCurrentMemberAssignmentValue,
                       ConsumerGroupRegularExpressionKey, ConsumerGroupRegularExpressionValue,
                       ShareGroupMemberMetadataKey, ShareGroupMemberMetadataValue, ShareGroupMetadataKey, ShareGroupMetadataValue,
                       ShareGroupTargetAssignmentMetadataKey, ShareGroupTargetAssignmentMetadataValue,
                       ShareGroupTargetAssignmentMemberKey, ShareGroupTargetAssignmentMemberValue,
                       ShareGroupCurrentMemberAssignmentKey, ShareGroupCurrentMemberAssignmentValue,
                       ShareGroupStatePartitionMetadataKey, ShareGroupStatePartitionMetadataValue,
                       ShareSnapshotKey, ShareSnapshotValue, ShareUpdateKey, ShareUpdateValue, TransactionLogKey,
                       TransactionLogValue, ControlRecordTypeSchema, EndTxnMarker, LeaderChangeMessage, KRaftVersionRecord, SnapshotHeaderRecord,
                       SnapshotFooterRecord, VotersRecord, DefaultPrincipalData>(visit);
    detail::visitRecords(visit, static_cast<const MetadataRecord *>(nullptr));
}

} // namespace weir::wire
