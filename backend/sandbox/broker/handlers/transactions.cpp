// SPDX-License-Identifier: GPL-3.0-or-later
// The requests that the transaction coordinator answers, in all versions of the codec: AddPartitionsToTxn 0-5,
// AddOffsetsToTxn 0-4, EndTxn 0-5, DescribeTransactions 0, ListTransactions 0-2. What each version added, and what is done
// with it, stands with the coordinator (backend/sandbox/transactions).
// Not done: two-phase commit (KIP-939).
#include "backend/sandbox/broker/handlers/handlers.h"

#include "backend/sandbox/broker/access/judged.h"
#include "backend/sandbox/broker/group_host.h"
#include "backend/sandbox/broker/handlers/coordinator_requests.h"
#include "backend/sandbox/broker/handlers/internal_topics.h"
#include "backend/sandbox/broker/transaction_host.h"

namespace weir::sandbox {

namespace {

template <class Request>
void serve(Broker &broker, RequestTable &table, Pace pace)
{
    serveByCoordinator<Request>(broker, table, pace, [](Broker &asked) -> auto & { return asked.transactions().coordinator(); });
}

} // namespace

void registerTransactionHandlers(Broker &broker, RequestTable &table)
{
    serve<wire::AddPartitionsToTxnRequest>(broker, table, Pace::Alone);
    serve<wire::EndTxnRequest>(broker, table, Pace::Alone);
    serve<wire::DescribeTransactionsRequest>(broker, table, Pace::Read);
    serve<wire::ListTransactionsRequest>(broker, table, Pace::Read);
    // A producer may be the first who speaks of a group.
    table.serve<wire::AddOffsetsToTxnRequest>(
        wire::AddOffsetsToTxnRequest::kVersions, Pace::Alone, Door::Coordinator,
        [&broker](wire::AddOffsetsToTxnRequest &&request, std::int16_t version, const Session &session, Reply<wire::AddOffsetsToTxnResponse> reply,
                  std::size_t owner) {
            if (isRefused(broker, request, version, session, reply, owner))
                return;
            ensureInternalTopic({broker, owner, version, session}, kOffsetsTopic,
                                [self = broker.shared_from_this(), request = std::move(request), version, session, reply = std::move(reply)] {
                                    if (!self->closing())
                                        self->transactions().coordinator().handle(request, version, session, reply);
                                });
        });
}

} // namespace weir::sandbox
