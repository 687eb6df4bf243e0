// SPDX-License-Identifier: GPL-3.0-or-later
// DescribeClientQuotas 0-1, from this broker's image; AlterClientQuotas 0-1, carried to the controller (forwarded.cpp says
// how). Version 1 of both is only flexible.
#include "backend/sandbox/broker/handlers/handlers.h"

#include "backend/sandbox/broker/controller_link.h"
#include "backend/wire/messages/alter_client_quotas.h"
#include "backend/wire/messages/describe_client_quotas.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace weir::sandbox {

namespace {

using Request = wire::DescribeClientQuotasRequest;

enum MatchType : std::int8_t { kExact = 0, kDefault = 1, kSpecified = 2 };

struct Filter {
    std::map<std::string, std::optional<std::string>> exact; ///< no name: the default
    std::set<std::string> any;
    bool strict = false;

    bool mentions(std::string_view type) const { return exact.contains(std::string(type)) || any.contains(std::string(type)); }
    bool matches(const QuotaEntity &entity) const
    {
        if (strict && entity.size() != exact.size() + any.size())
            return false;
        return std::all_of(exact.begin(), exact.end(),
                           [&](const auto &wanted) {
                               const auto found = entity.find(wanted.first);
                               return found != entity.end() && found->second == wanted.second;
                           })
            && std::all_of(any.begin(), any.end(), [&](const std::string &type) { return entity.contains(type); });
    }
};

/// What is wrong with the filter; empty where nothing is.
std::string read(const Request &request, Filter &filter)
{
    filter.strict = request.strict;
    for (const auto &component : request.components) {
        const std::string &type = component.entityType;
        if (type.empty())
            return "Invalid empty entity type.";
        if (filter.mentions(type))
            return fmt::format("Entity type {} cannot appear more than once in the filter.", type);
        switch (component.matchType) {
        case kExact:
            if (!component.match)
                return "Request specified MATCH_TYPE_EXACT, but set match string to null.";
            filter.exact.emplace(type, component.match);
            break;
        case kDefault:
            if (component.match)
                return "Request specified MATCH_TYPE_DEFAULT, but also specified a match string.";
            filter.exact.emplace(type, std::nullopt);
            break;
        case kSpecified:
            if (component.match)
                return "Request specified MATCH_TYPE_SPECIFIED, but also specified a match string.";
            filter.any.insert(type);
            break;
        default: return fmt::format("Unknown match type {}", component.matchType);
        }
    }
    if (filter.mentions(kIpEntity) && (filter.mentions(kUserEntity) || filter.mentions(kClientIdEntity)))
        return "Invalid entity filter component combination. IP filter component should not be used with user or clientId filter component.";
    return {};
}

} // namespace

void handleDescribeClientQuotas(const HandlerContext &context, Request request, Reply<wire::DescribeClientQuotasResponse> reply)
{
    wire::DescribeClientQuotasResponse response;
    response.errorMessage.reset();
    Filter filter;
    if (std::string problem = read(request, filter); !problem.empty()) {
        response.errorCode = base::code(base::KafkaError::InvalidRequest);
        response.errorMessage = std::move(problem);
        response.entries.reset();
        reply(std::move(response));
        return;
    }
    for (const auto &[entity, values] : *context.shard().image->clientQuotas()) {
        if (!filter.matches(entity))
            continue;
        auto &entry = response.entries->emplace_back();
        for (const auto &[type, name] : entity)
            entry.entity.push_back({.entityType = type, .entityName = name, .unknownTags = {}});
        for (const auto &[key, value] : values)
            entry.values.push_back({.key = key, .value = value, .unknownTags = {}});
    }
    reply(std::move(response));
}

void handleAlterClientQuotas(const HandlerContext &context, wire::AlterClientQuotasRequest request, Reply<wire::AlterClientQuotasResponse> reply)
{
    std::vector<wire::AlterClientQuotasResponse::EntryData> entries;
    for (const auto &entry : request.entries) {
        auto &row = entries.emplace_back();
        row.errorMessage.reset();
        for (const auto &one : entry.entity)
            row.entity.push_back({.entityType = one.entityType, .entityName = one.entityName, .unknownTags = {}});
    }
    context.broker.forward<wire::AlterClientQuotasRequest>(context.owner, std::move(request), context.version, std::move(reply),
                                                           [entries](std::int16_t error) {
                                                               wire::AlterClientQuotasResponse response;
                                                               response.entries = entries;
                                                               for (auto &row : response.entries)
                                                                   row.errorCode = error;
                                                               return response;
                                                           });
}

} // namespace weir::sandbox
