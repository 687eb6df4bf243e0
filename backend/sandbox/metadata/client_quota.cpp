// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/metadata/client_quota.h"

#include <arpa/inet.h>
#include <cmath>
#include <cstdint>
#include <fmt/format.h>
#include <limits>
#include <vector>

namespace weir::sandbox {

namespace {

const double *find(const ClientQuotas &quotas, const QuotaEntity &entity, std::string_view key)
{
    const auto found = quotas.find(entity);
    if (found == quotas.end())
        return nullptr;
    const auto value = found->second.find(key);
    return value == found->second.end() ? nullptr : &value->second;
}

bool isAddress(const std::string &text)
{
    unsigned char address[sizeof(in6_addr)];
    return inet_pton(AF_INET, text.c_str(), address) == 1 || inet_pton(AF_INET6, text.c_str(), address) == 1 ||
           text == "localhost";
}

enum class NumberType : std::uint8_t { Double, Int, Long };

} // namespace

std::optional<QuotaLimit> quotaFor(const ClientQuotas &quotas, std::string_view key, const std::string &user,
                                   const std::string &clientId)
{
    if (quotas.empty())
        return {};
    const std::string userType(kUserEntity);
    const std::string clientType(kClientIdEntity);
    struct Level
    {
        QuotaEntity entity;
        bool byUser;
        bool byClient;
    };
    const Level levels[] = {
        {{{userType, user}, {clientType, clientId}}, true, true},
        {{{userType, user}, {clientType, std::nullopt}}, true, true},
        {{{userType, user}}, true, false},
        {{{userType, std::nullopt}, {clientType, clientId}}, true, true},
        {{{userType, std::nullopt}, {clientType, std::nullopt}}, true, true},
        {{{userType, std::nullopt}}, true, false},
        {{{clientType, clientId}}, false, true},
        {{{clientType, std::nullopt}}, false, true},
    };
    for (const Level &level : levels) {
        if (const double *limit = find(quotas, level.entity, key))
            return QuotaLimit{*limit, level.byUser ? user : std::string(), level.byClient ? clientId : std::string()};
    }
    return {};
}

std::optional<double> connectionQuotaFor(const ClientQuotas &quotas, const std::string &ip)
{
    const std::string type(kIpEntity);
    for (const QuotaEntity &entity : {QuotaEntity{{type, ip}}, QuotaEntity{{type, std::nullopt}}}) {
        if (const double *limit = find(quotas, entity, kConnectionCreationRate))
            return *limit;
    }
    return {};
}

std::string problemOf(const QuotaEntity &entity)
{
    if (entity.empty())
        return "Invalid empty client quota entity";
    for (const auto &[type, name] : entity) {
        if (type != kUserEntity && type != kClientIdEntity && type != kIpEntity)
            return fmt::format("Unhandled client quota entity type: {}", type);
        if (name && name->empty())
            return fmt::format("Empty {} not supported", type);
    }
    const auto ip = entity.find(std::string(kIpEntity));
    if (ip == entity.end())
        return {};
    if (entity.size() > 1)
        return "Invalid quota entity combination, IP entity should not be combined with User or ClientId";
    if (ip->second && !isAddress(*ip->second))
        return fmt::format("{} is not a valid IP or resolvable host.", *ip->second);
    return {};
}

std::string problemOf(const QuotaEntity &entity, std::string_view key, double value)
{
    static const std::map<std::string_view, NumberType> kOfClients{
        {kProducerByteRate, NumberType::Long},
        {kConsumerByteRate, NumberType::Long},
        {kRequestPercentage, NumberType::Double},
        {kControllerMutationRate, NumberType::Double},
    };
    static const std::map<std::string_view, NumberType> kOfAddresses{{kConnectionCreationRate, NumberType::Int}};
    const auto &keys = entity.contains(std::string(kIpEntity)) ? kOfAddresses : kOfClients;
    const auto type = keys.find(key);
    if (type == keys.end())
        return fmt::format("Invalid configuration key {}", key);
    if (!(value > 0))
        return fmt::format("Quota {} must be greater than 0", key);
    if (type->second == NumberType::Double)
        return {};
    const bool isInt = type->second == NumberType::Int;
    const auto most = static_cast<double>(isInt ? INT32_MAX : std::numeric_limits<std::int64_t>::max());
    if (value > most)
        return fmt::format("Proposed value for {} is too large for {}.", key, isInt ? "an INT" : "a LONG");
    if (std::fmod(value, 1.0) > 1e-6)
        return fmt::format("{} cannot be a fractional value.", key);
    return {};
}

} // namespace weir::sandbox
