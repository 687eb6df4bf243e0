// SPDX-License-Identifier: GPL-3.0-or-later
// AddRaftVoter 0-1, RemoveRaftVoter 0 (KIP-853). The quorum is one controller that does not change, which is a cluster whose
// kraft.version is 0: both are refused as Kafka does there.
#include "backend/sandbox/broker/handlers/handlers.h"

#include "backend/wire/messages/add_raft_voter.h"
#include "backend/wire/messages/remove_raft_voter.h"

#include <fmt/format.h>

namespace weir::sandbox {

namespace {

template <class Response>
Response refusal(const char *what)
{
    Response response;
    response.errorCode = base::code(base::KafkaError::UnsupportedVersion);
    response.errorMessage = fmt::format("Cluster doesn't support {} voter because the kraft.version feature is 0", what);
    return response;
}

} // namespace

void handleAddRaftVoter(const HandlerContext &, wire::AddRaftVoterRequest, Reply<wire::AddRaftVoterResponse> reply)
{
    reply(refusal<wire::AddRaftVoterResponse>("adding"));
}

void handleRemoveRaftVoter(const HandlerContext &, wire::RemoveRaftVoterRequest, Reply<wire::RemoveRaftVoterResponse> reply)
{
    reply(refusal<wire::RemoveRaftVoterResponse>("removing"));
}

} // namespace weir::sandbox
