// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sandbox/broker/request_table.h"

#include <optional>

namespace weir::sandbox {

/// The response that says `errorCode` to everything the request asks for, without doing any of it: a fault that somebody
/// set on purpose. Nothing for api keys that have no place for an error, and for what cannot be decoded.
std::optional<wire::EncodedFrame> faultResponse(const InboundRequest &request, std::int16_t errorCode);

/// Whether responses of this key have a place for an error, and faultResponse() knows it.
bool hasFaultResponse(std::int16_t apiKey);

/// ApiVersions and the keys of a login: a fault on every key leaves them alone, else no client would come as far as asking
/// for anything.
bool opensConnections(std::int16_t apiKey);

} // namespace weir::sandbox
