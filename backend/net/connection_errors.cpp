// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/net/connection_errors.h"

#include <algorithm>

namespace weir::net {

namespace {

constexpr std::int16_t kProduceKey = 0;
constexpr std::int16_t kFetchKey = 1;
/// The versions by which Kafka 2.1 (KIP-110, zstd) can be told from what came before.
constexpr std::int16_t kFetchOf21 = 10;
constexpr std::int16_t kProduceOf21 = 7;

std::string rangeText(const std::string &name, wire::VersionRange range)
{
    return name + ' ' + std::to_string(range.min) + '-' + std::to_string(range.max);
}

std::optional<base::Error> tooOld(const PeerInfo &peer, const Address &address, std::int16_t key, std::int16_t needed, const char *name)
{
    const auto found = peer.apis.find(key);
    if (found == peer.apis.end() || found->second.max >= needed)
        return std::nullopt;
    base::Error error{base::ErrorKind::Unsupported, "broker.version", address.toString(), {}, {}, 0};
    error.arguments.emplace_back("offers", rangeText(name, found->second));
    error.arguments.emplace_back("needs", std::string(name) + ' ' + std::to_string(needed) + " (Kafka 2.1)");
    return error;
}

} // namespace

std::string shortName(std::string_view requestName)
{
    constexpr std::string_view kTail = "Request";
    return std::string(requestName.ends_with(kTail) ? requestName.substr(0, requestName.size() - kTail.size()) : requestName);
}

std::optional<base::Error> tooOldError(const PeerInfo &peer, const Address &address)
{
    auto error = tooOld(peer, address, kFetchKey, kFetchOf21, "Fetch");
    return error ? error : tooOld(peer, address, kProduceKey, kProduceOf21, "Produce");
}

base::Error unsupportedError(const PeerInfo &peer, const Address &address, const RawRequest &request)
{
    base::Error error{base::ErrorKind::Unsupported, "broker.request", address.toString(), {}, {}, 0};
    const std::string name = shortName(request.name);
    const auto offered = peer.apis.find(request.apiKey);
    error.arguments.emplace_back("request", name);
    error.arguments.emplace_back("offers", offered == peer.apis.end() ? "none" : rangeText(name, offered->second));
    error.arguments.emplace_back("needs", rangeText(name, request.versions));
    return error;
}

std::optional<std::int16_t> PeerInfo::common(std::int16_t apiKey, wire::VersionRange ours) const
{
    const auto offered = apis.find(apiKey);
    if (offered == apis.end())
        return std::nullopt;
    const std::int16_t highest = std::min(offered->second.max, ours.max);
    if (highest < offered->second.min || highest < ours.min)
        return std::nullopt;
    return highest;
}

} // namespace weir::net
