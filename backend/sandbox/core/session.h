// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <string>

namespace weir::sandbox {

/// Who sent a request, and by which door. A plain value, copied with each request.
struct Session {
    std::uint64_t connectionId = 0;
    std::string listener;                    ///< "PLAINTEXT", "CONTROLLER", ...
    std::string clientHost;                  ///< the peer's address without its port, with a leading '/' as Kafka writes it
    std::uint16_t clientPort = 0;
    std::string clientId;                    ///< of the request header; may be empty
    std::string principal = "User:ANONYMOUS";
    bool byToken = false;                    ///< logged in with a delegation token
    std::string clientSoftwareName;          ///< from ApiVersions v3 on
    std::string clientSoftwareVersion;
};

/// Takes the response of a request, exactly once, on any thread. A handler that keeps it has parked the request.
template <class Response>
using Reply = std::function<void(Response)>;

} // namespace weir::sandbox
