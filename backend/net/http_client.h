// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/net/client_config.h"

#include <chrono>
#include <cstddef>
#include <stop_token>
#include <string>

namespace weir::net {

struct HttpGetOptions {
    std::chrono::milliseconds timeout{10'000}; ///< resolve, connect, TLS and answer together
    std::size_t maxBytes = 1U << 20;           ///< of the body; more is an error
    TlsConfig tls;                             ///< for https
};

/// The body of what an http or https URL answers to GET with status 200; no redirect is followed. Waits in the calling thread,
/// until `stop` is asked for at most. Errors ("http.get", the URL): Invalid (no such URL), Unreachable, Timeout, Cancelled, Refused
/// (the certificate), Peer (another status, or no HTTP); "tls.load" where the options' files cannot be read.
base::Result<std::string> httpGet(const std::string &url, const HttpGetOptions &options, const std::stop_token &stop = {});

} // namespace weir::net
