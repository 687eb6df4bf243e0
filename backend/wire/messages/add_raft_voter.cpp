// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/add_raft_voter.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(AddRaftVoterRequest::Listener)
{
    WEIR_FIELD(name);
    WEIR_FIELD(host);
    WEIR_FIELD(port);
}

WEIR_DESCRIBE(AddRaftVoterRequest)
{
    WEIR_FIELD(clusterId, always().orNull());
    WEIR_FIELD(timeoutMs);
    WEIR_FIELD(voterId);
    WEIR_FIELD(voterDirectoryId);
    WEIR_FIELD(listeners);
    WEIR_FIELD(ackWhenCommitted, since(1));
}

WEIR_DESCRIBE(AddRaftVoterResponse)
{
    WEIR_FIELD(throttleTimeMs);
    WEIR_FIELD(errorCode);
    WEIR_FIELD(errorMessage, always().orNull().ignorable());
}

WEIR_WIRE_API(AddRaftVoterRequest, AddRaftVoterResponse);

} // namespace weir::wire
