// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace weir::sandbox {

/// Whom a quota is for: "user", "client-id" or both, or "ip", each with a name; no name stands for the default, which is
/// everybody who has none of their own.
using QuotaEntity = std::map<std::string, std::optional<std::string>>;
/// "producer_byte_rate" and its like, with the limit.
using QuotaValues = std::map<std::string, double, std::less<>>;
using ClientQuotas = std::map<QuotaEntity, QuotaValues>;

inline constexpr std::string_view kUserEntity = "user";
inline constexpr std::string_view kClientIdEntity = "client-id";
inline constexpr std::string_view kIpEntity = "ip";

/// @{ The keys of quotas, and what is counted: bytes a second of Produce requests, of Fetch responses, percent of one
/// thread's time, partitions a second that are made or deleted, connections a second.
inline constexpr std::string_view kProducerByteRate = "producer_byte_rate";
inline constexpr std::string_view kConsumerByteRate = "consumer_byte_rate";
inline constexpr std::string_view kRequestPercentage = "request_percentage";
inline constexpr std::string_view kControllerMutationRate = "controller_mutation_rate";
inline constexpr std::string_view kConnectionCreationRate = "connection_creation_rate";
/// @}

/// A limit, and who shares it: an empty name is everybody of that kind.
struct QuotaLimit
{
    double limit = 0;
    std::string user;
    std::string clientId;
};

/// What a client is held to: the most particular quota there is, a user's before a client id's, an exact name before the
/// default (KIP-55). Nothing where there is none.
std::optional<QuotaLimit> quotaFor(const ClientQuotas &quotas, std::string_view key, const std::string &user,
                                   const std::string &clientId);
/// Connections a second from that address.
std::optional<double> connectionQuotaFor(const ClientQuotas &quotas, const std::string &ip);

/// Why an entity, or a value for it, cannot be set; empty where it can. In Kafka's words.
std::string problemOf(const QuotaEntity &entity);
std::string problemOf(const QuotaEntity &entity, std::string_view key, double value);

} // namespace weir::sandbox
