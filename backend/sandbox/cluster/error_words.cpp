// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/cluster/error_words.h"

#include <fmt/format.h>

namespace weir::sandbox {

using base::ErrorKind;

std::string words(const base::Error &error)
{
    if (error.action == "sandbox.listen" && error.kind == ErrorKind::Conflict)
        return fmt::format("cannot listen on {}: the port is in use ({}). Choose another with --port, or stop the program that has it.",
                           error.target, error.peerText);
    if (error.action == "sandbox.listen")
        return fmt::format("cannot listen on {}: {}. Only addresses of this computer can be used (--host).", error.target, error.peerText);
    if (error.action == "sandbox.ephemeral")
        return fmt::format("{} is not empty (it holds {}): --ephemeral deletes its directory at the end. Choose a new one, or leave --ephemeral out.",
                           error.target, error.peerText);
    if (error.kind == ErrorKind::Conflict && error.target.ends_with(".lock"))
        return fmt::format("{} is in use by another weir-sandbox. Stop that one first (weir-sandbox ctl --data DIR shutdown), or choose another --data.",
                           error.target.substr(0, error.target.rfind('/')));
    if (error.action == "sandbox.openDirectory")
        return fmt::format("{} belongs to another cluster or broker: {}. Choose another --data.", error.target, base::describe(error));
    if (error.action == "config.validate")
        return fmt::format("the setting {} cannot be used: {}. Names and values are those of Apache Kafka's server.properties.", error.target,
                           error.peerText);
    if (error.action == "tls.load")
        return fmt::format("cannot use {} for TLS: {}. It has to be PEM, or PKCS12 with its password.", error.target, error.peerText);
    if (error.action == "certificates.load")
        return fmt::format("cannot use {}: {}.", error.target, error.peerText);
    const bool disk = error.action.starts_with("directory.") || error.action.starts_with("file.");
    if (error.kind == ErrorKind::Storage || disk)
        return fmt::format("cannot use {}: {}. Check that the directory is writable and that the disk has room.", error.target, error.peerText);
    return base::describe(error);
}

} // namespace weir::sandbox
