// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/remove_raft_voter.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(RemoveRaftVoterRequest)
{
    WEIR_FIELD(clusterId, always().orNull());
    WEIR_FIELD(voterId);
    WEIR_FIELD(voterDirectoryId);
}

WEIR_DESCRIBE(RemoveRaftVoterResponse)
{
    WEIR_FIELD(throttleTimeMs);
    WEIR_FIELD(errorCode);
    WEIR_FIELD(errorMessage, always().orNull().ignorable());
}

WEIR_WIRE_API(RemoveRaftVoterRequest, RemoveRaftVoterResponse);

} // namespace weir::wire
