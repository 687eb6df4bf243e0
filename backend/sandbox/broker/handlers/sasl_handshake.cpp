// SPDX-License-Identifier: GPL-3.0-or-later
// SaslHandshake 0-1 and SaslAuthenticate 0-2 where no login is under way: refused. A listener that asks for one answers them
// itself (backend/sandbox/security/authentication.h), before a request comes this far.
#include "backend/sandbox/broker/handlers/handlers.h"

#include "backend/wire/messages/sasl_authenticate.h"
#include "backend/wire/messages/sasl_handshake.h"

namespace weir::sandbox {

void handleSaslHandshake(const HandlerContext &, wire::SaslHandshakeRequest, Reply<wire::SaslHandshakeResponse> reply)
{
    wire::SaslHandshakeResponse response;
    response.errorCode = base::code(base::KafkaError::IllegalSaslState);
    reply(std::move(response));
}

void handleSaslAuthenticate(const HandlerContext &, wire::SaslAuthenticateRequest, Reply<wire::SaslAuthenticateResponse> reply)
{
    wire::SaslAuthenticateResponse response;
    response.errorCode = base::code(base::KafkaError::IllegalSaslState);
    response.errorMessage = "SaslAuthenticate request received after successful authentication";
    reply(std::move(response));
}

} // namespace weir::sandbox
