// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/control_records.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(ControlRecordTypeSchema)
{
    WEIR_FIELD(type);
}

WEIR_DESCRIBE(EndTxnMarker)
{
    WEIR_FIELD(coordinatorEpoch);
}

WEIR_DESCRIBE(LeaderChangeMessage::Voter)
{
    WEIR_FIELD(voterId);
    WEIR_FIELD(voterDirectoryId, since(1));
}

WEIR_DESCRIBE(LeaderChangeMessage)
{
    WEIR_FIELD(version);
    WEIR_FIELD(leaderId);
    WEIR_FIELD(voters);
    WEIR_FIELD(grantingVoters);
}

WEIR_DESCRIBE(KRaftVersionRecord)
{
    WEIR_FIELD(version);
    WEIR_FIELD(kRaftVersion);
}

WEIR_DESCRIBE(SnapshotHeaderRecord)
{
    WEIR_FIELD(version);
    WEIR_FIELD(lastContainedLogTimestamp);
}

WEIR_DESCRIBE(SnapshotFooterRecord)
{
    WEIR_FIELD(version);
}

WEIR_DESCRIBE(VotersRecord::Endpoint)
{
    WEIR_FIELD(name);
    WEIR_FIELD(host);
    WEIR_FIELD(port);
}

WEIR_DESCRIBE(VotersRecord::KRaftVersionFeature)
{
    WEIR_FIELD(minSupportedVersion);
    WEIR_FIELD(maxSupportedVersion);
}

WEIR_DESCRIBE(VotersRecord::Voter)
{
    WEIR_FIELD(voterId);
    WEIR_FIELD(voterDirectoryId);
    WEIR_FIELD(endpoints);
    WEIR_FIELD(kRaftVersionFeature);
}

WEIR_DESCRIBE(VotersRecord)
{
    WEIR_FIELD(version);
    WEIR_FIELD(voters);
}

WEIR_WIRE_BLOB(ControlRecordTypeSchema);
WEIR_WIRE_BLOB(EndTxnMarker);
WEIR_WIRE_MESSAGE(LeaderChangeMessage);
WEIR_WIRE_MESSAGE(KRaftVersionRecord);
WEIR_WIRE_MESSAGE(SnapshotHeaderRecord);
WEIR_WIRE_MESSAGE(SnapshotFooterRecord);
WEIR_WIRE_MESSAGE(VotersRecord);

} // namespace weir::wire
