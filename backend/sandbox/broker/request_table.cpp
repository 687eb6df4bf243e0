// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/broker/request_table.h"

#include <charconv>
#include <fmt/format.h>

namespace weir::sandbox {

std::optional<std::size_t> endOfRequest(const base::Error &error)
{
    std::optional<std::size_t> end;
    bool tail = false;
    for (const auto &[name, value] : error.arguments) {
        if (name == "reason")
            tail = value == "bytes left over";
        std::size_t byte = 0;
        if (name == "byte" && std::from_chars(value.data(), value.data() + value.size(), byte).ec == std::errc())
            end = byte;
    }
    return tail && error.kind == base::ErrorKind::Invalid ? end : std::nullopt;
}

void RequestTable::run(InboundRequest request, Responder responder, std::size_t owner) const
{
    constexpr std::int16_t kApiVersions = 18;
    const Entry *entry = find(request.header.apiKey);
    if (entry == nullptr) {
        responder.close(fmt::format("api key {} is not served", request.header.apiKey));
        return;
    }
    if (!entry->versions.contains(request.header.apiVersion) && entry->apiKey != kApiVersions) {
        responder.close(fmt::format("version {} of api key {} is not served, {} to {} are", request.header.apiVersion,
                                    request.header.apiKey, entry->versions.min, entry->versions.max));
        return;
    }
    entry->run(std::move(request), std::move(responder), owner);
}

} // namespace weir::sandbox
