// SPDX-License-Identifier: GPL-3.0-or-later
// SaslHandshake, 0-1: refused, for no listener here asks for authentication; the list of mechanisms is empty.
#include "backend/sandbox/broker/handlers/handlers.h"

#include "backend/wire/messages/sasl_handshake.h"

namespace weir::sandbox {

void handleSaslHandshake(const HandlerContext &, wire::SaslHandshakeRequest, Reply<wire::SaslHandshakeResponse> reply)
{
    wire::SaslHandshakeResponse response;
    response.errorCode = base::code(base::KafkaError::IllegalSaslState);
    reply(std::move(response));
}

} // namespace weir::sandbox
