// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/base/error.h"

#include "backend/base/kafka_error.h"

namespace weir::base {

const char *wordOf(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Unreachable: return "Unreachable";
    case ErrorKind::Refused: return "Refused";
    case ErrorKind::NotFound: return "NotFound";
    case ErrorKind::Conflict: return "Conflict";
    case ErrorKind::Invalid: return "Invalid";
    case ErrorKind::Timeout: return "Timeout";
    case ErrorKind::Cancelled: return "Cancelled";
    case ErrorKind::Storage: return "Storage";
    case ErrorKind::Unsupported: return "Unsupported";
    case ErrorKind::Peer: return "Peer";
    case ErrorKind::Bug: return "Bug";
    }
    return "Unknown";
}

std::string describe(const Error &error)
{
    std::string line = error.action;
    if (!error.target.empty())
        line += ' ' + error.target;
    if (!error.arguments.empty()) {
        line += " (";
        for (std::size_t i = 0; i < error.arguments.size(); ++i) {
            if (i > 0)
                line += ", ";
            line += error.arguments[i].first + '=' + error.arguments[i].second;
        }
        line += ')';
    }
    line += std::string(": ") + wordOf(error.kind);
    if (error.kafkaCode != 0)
        line += ": " + std::string(kafkaErrorName(error.kafkaCode)) + " (" + std::to_string(error.kafkaCode) + ')';
    if (!error.peerText.empty())
        line += ": " + error.peerText;
    return line;
}

} // namespace weir::base
