// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/net/connection.h"

namespace weir::net {

/// "Metadata" of "MetadataRequest".
std::string shortName(std::string_view requestName);
/// Unsupported, "broker.version", where the peer is older than Kafka 2.1: what it offers and what is needed.
std::optional<base::Error> tooOldError(const PeerInfo &peer, const Address &address);
/// Unsupported, "broker.request": what the peer offers of this request, and what we speak.
base::Error unsupportedError(const PeerInfo &peer, const Address &address, const RawRequest &request);

} // namespace weir::net
