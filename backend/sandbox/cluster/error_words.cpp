// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/cluster/error_words.h"

#include <algorithm>
#include <fmt/format.h>

namespace weir::sandbox {

using base::ErrorKind;

namespace {

/// Without the line ends around it, and not more than a few lines of a program's words.
std::string trimmed(const std::string &text)
{
    constexpr std::size_t kLongest = 600;
    const auto begin = text.find_first_not_of(" \t\r\n");
    const auto end = text.find_last_not_of(" \t\r\n");
    return begin == std::string::npos ? std::string("it printed nothing") : text.substr(begin, std::min(kLongest, end - begin + 1));
}

} // namespace

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
    if (error.action == "engine.directory" && error.kind == ErrorKind::Conflict)
        return fmt::format("{} holds a cluster of the engine {}: what one engine keeps the other cannot read. Choose another --data, or start it with "
                           "--engine {}.", error.target, error.peerText, error.peerText);
    if (error.action == "engine.java")
        return fmt::format("Apache Kafka needs Java 17 or newer, and {} is not one ({}). Install it (Debian: openjdk-17-jre-headless) or set JAVA_HOME; "
                           "the engine weir needs none.", error.target, trimmed(error.peerText));
    if (error.action == "engine.kafka")
        return fmt::format("KAFKA_HOME is {}, which is no Apache Kafka ({}). Set it to the folder that holds libs, or unset it to have one fetched by Maven.",
                           error.target, error.peerText);
    if (error.action == "engine.maven" && error.kind == ErrorKind::NotFound)
        return "there is no Apache Kafka: KAFKA_HOME is not set, and there is no Maven (mvn) to fetch one with. Set KAFKA_HOME, or install Maven "
               "(Debian: maven).";
    if (error.action == "engine.maven")
        return fmt::format("Apache Kafka could not be fetched by Maven ({}): {}. Set KAFKA_HOME to one that you have.", error.target, trimmed(error.peerText));
    if (error.action == "engine.format")
        return fmt::format("Apache Kafka cannot use {}: {}", error.target, error.peerText);
    if (error.action == "engine.node")
        return fmt::format("the node {} of Apache Kafka {}: {} (all of it: {})", error.target,
                           error.kind == ErrorKind::Timeout ? "does not serve after two minutes" : "ended while it started", error.peerText,
                           error.arguments.empty() ? "" : error.arguments.front().second);
    if (error.action == "process.node")
        return fmt::format("{} {}: {} (all of it: {})", error.target, error.kind == ErrorKind::Timeout ? "does not serve after a minute" : "ended while it started",
                           trimmed(error.peerText), error.arguments.empty() ? "" : error.arguments.front().second);
    const bool disk = error.action.starts_with("directory.") || error.action.starts_with("file.");
    if (error.kind == ErrorKind::Storage || disk)
        return fmt::format("cannot use {}: {}. Check that the directory is writable and that the disk has room.", error.target, error.peerText);
    return base::describe(error);
}

} // namespace weir::sandbox
