// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace weir::base {

/// What went wrong, coarsely: enough to choose an icon, a next step and whether to try again.
enum class ErrorKind : std::uint8_t {
    Unreachable, ///< nobody answered at the address, or the connection was lost
    Refused,     ///< the peer knows us and says no: authentication, authorization, read-only profile
    NotFound,    ///< the thing asked for does not exist
    Conflict,    ///< it exists already, or is in a state that forbids the act
    Invalid,     ///< the input was wrong: a setting, a frame, a file
    Timeout,     ///< the deadline passed
    Cancelled,   ///< the caller took it back
    Storage,     ///< disk: full, unreadable, unwritable, locked by another process
    Unsupported, ///< the peer is too old, or does not offer the request
    Peer,        ///< any other answer of the peer
    Bug          ///< our own mistake; never a peer's bytes or a user's input
};

/// An error as data. It holds no sentence: the words are made in one place a program, from `action` and `kind`.
struct Error {
    ErrorKind kind = ErrorKind::Bug;
    /// What was tried, as a stable dotted id: "topic.create", "broker.connect", "log.append".
    std::string action;
    /// On what: a topic, an address, a path.
    std::string target;
    /// The arguments that mattered, in order, as name and value. Never a secret.
    std::vector<std::pair<std::string, std::string>> arguments;
    /// The words of the peer, the library or the operating system, verbatim.
    std::string peerText;
    /// Kafka's protocol error code, or 0.
    std::int16_t kafkaCode = 0;

    Error with(std::string name, std::string value) &&
    {
        arguments.emplace_back(std::move(name), std::move(value));
        return std::move(*this);
    }

    bool operator==(const Error &) const = default;
};

/// The kind's name as in the enum, for logs and tests.
const char *wordOf(ErrorKind kind);

/// One plain English line, for logs and for the programs without a window:
/// "topic.create orders (partitions=0): Peer: INVALID_PARTITIONS (37): Number of partitions ...".
std::string describe(const Error &error);

} // namespace weir::base
