// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/group_records.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(OffsetCommitKey)
{
    WEIR_FIELD(group);
    WEIR_FIELD(topic);
    WEIR_FIELD(partition);
}

WEIR_DESCRIBE(OffsetCommitValue)
{
    WEIR_FIELD(offset);
    WEIR_FIELD(leaderEpoch, since(3).ignorable());
    WEIR_FIELD(metadata);
    WEIR_FIELD(commitTimestamp);
    WEIR_FIELD(expireTimestamp, between(1, 1).ignorable());
    WEIR_FIELD(topicId, since(4).tagged(0).ignorable());
}

WEIR_DESCRIBE(GroupMetadataKey)
{
    WEIR_FIELD(group);
}

WEIR_DESCRIBE(GroupMetadataValue::MemberMetadata)
{
    WEIR_FIELD(memberId);
    WEIR_FIELD(groupInstanceId, since(3).orNull(3).ignorable());
    WEIR_FIELD(clientId);
    WEIR_FIELD(clientHost);
    WEIR_FIELD(rebalanceTimeout, since(1).ignorable());
    WEIR_FIELD(sessionTimeout);
    WEIR_FIELD(subscription);
    WEIR_FIELD(assignment);
}

WEIR_DESCRIBE(GroupMetadataValue)
{
    WEIR_FIELD(protocolType);
    WEIR_FIELD(generation);
    WEIR_FIELD(protocol, always().orNull());
    WEIR_FIELD(leader, always().orNull());
    WEIR_FIELD(currentStateTimestamp, since(2).ignorable());
    WEIR_FIELD(members);
}

WEIR_WIRE_BLOB(OffsetCommitKey);
WEIR_WIRE_BLOB(OffsetCommitValue);
WEIR_WIRE_BLOB(GroupMetadataKey);
WEIR_WIRE_BLOB(GroupMetadataValue);

} // namespace weir::wire
