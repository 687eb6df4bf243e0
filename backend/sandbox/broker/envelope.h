// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/net/response_of.h"
#include "backend/sandbox/broker/request_table.h"
#include "backend/wire/messages/envelope.h"

namespace weir::sandbox {

/// A client's request as a broker carries it to the controller in the client's name (KIP-590): for those whose answer
/// depends on who asks. `frame` is its whole frame. Error: as wire::encode().
base::Result<wire::EnvelopeRequest> envelopeOf(const wire::EncodedFrame &frame, const Session &session);

template <class Request>
base::Result<wire::EnvelopeRequest> envelopeOf(const Request &request, std::int16_t version, const Session &session)
{
    wire::RequestHeader header;
    header.clientId = session.clientId;
    WEIR_TRY(const wire::EncodedFrame frame, wire::encodeRequestFrame(std::move(header), request, version));
    return envelopeOf(frame, session);
}

/// The response that came back. Error: Peer with the envelope's own error; as wire::decodeResponseFrame().
template <class Response>
base::Result<Response> unwrapped(const wire::EnvelopeResponse &envelope, std::int16_t version)
{
    if (envelope.errorCode != 0 || !envelope.responseData)
        return base::fail(base::Error{base::ErrorKind::Peer, "broker.forward", std::string(Response::kName), {}, {}, envelope.errorCode});
    return wire::decodeResponseFrame<Response>(*envelope.responseData, 0, version);
}

/// The controller's side: runs the request by the table in the name of who sent it, and answers with its response. An envelope
/// that cannot be read, or whose request is not served, is INVALID_REQUEST; PRINCIPAL_DESERIALIZATION_FAILURE where only its
/// sender cannot. Whether the carrier may is the caller's to ask.
void openEnvelope(const RequestTable &table, const wire::EnvelopeRequest &envelope, const Session &carrier, Reply<wire::EnvelopeResponse> reply);

} // namespace weir::sandbox
