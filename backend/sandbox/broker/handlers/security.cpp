// SPDX-License-Identifier: GPL-3.0-or-later
// DescribeAcls, CreateAcls, DeleteAcls 1-3 (2: flexible; 3: resources of type user), DescribeUserScramCredentials and
// AlterUserScramCredentials 0. What is only told comes from this broker's metadata; what changes is carried to the controller.
// Without an authorizer entries would do nothing: SECURITY_DISABLED, as in Kafka.
#include "backend/sandbox/broker/handlers/handlers.h"

#include "backend/sandbox/broker/controller_link.h"
#include "backend/wire/messages/alter_user_scram_credentials.h"
#include "backend/wire/messages/create_acls.h"
#include "backend/wire/messages/delete_acls.h"
#include "backend/wire/messages/describe_acls.h"
#include "backend/wire/messages/describe_user_scram_credentials.h"

#include <fmt/format.h>

#include <map>
#include <set>
#include <tuple>

namespace weir::sandbox {

using base::KafkaError;

namespace {

constexpr const char *kNoAuthorizer = "No Authorizer is configured.";

wire::CreateAclsResponse allFailed(std::size_t count, std::int16_t error, const char *words)
{
    wire::CreateAclsResponse response;
    for (std::size_t i = 0; i < count; ++i) {
        auto &row = response.results.emplace_back();
        row.errorCode = error;
        row.errorMessage = words == nullptr ? std::nullopt : std::optional<std::string>(words);
    }
    return response;
}

wire::DeleteAclsResponse noneDeleted(std::size_t count, std::int16_t error, const char *words)
{
    wire::DeleteAclsResponse response;
    for (std::size_t i = 0; i < count; ++i) {
        auto &row = response.filterResults.emplace_back();
        row.errorCode = error;
        row.errorMessage = words == nullptr ? std::nullopt : std::optional<std::string>(words);
    }
    return response;
}

} // namespace

void handleDescribeAcls(const HandlerContext &context, wire::DescribeAclsRequest request, Reply<wire::DescribeAclsResponse> reply)
{
    wire::DescribeAclsResponse response;
    response.errorMessage.reset();
    const AclFilter filter = AclFilter::from(request);
    if (!context.broker.authorizes()) {
        response.errorCode = base::code(KafkaError::SecurityDisabled);
        response.errorMessage = kNoAuthorizer;
    } else if (std::string unknown = filter.unknownPart(); !unknown.empty()) {
        response.errorCode = base::code(KafkaError::InvalidRequest);
        response.errorMessage = std::move(unknown);
    } else {
        std::map<std::tuple<ResourceType, std::string, PatternType>, std::vector<wire::DescribeAclsResponse::AclDescription>> resources;
        for (const auto &[id, entry] : *context.shard().image->acls()) {
            if (!filter.fits(entry))
                continue;
            auto &row = resources[{entry.resourceType, entry.resourceName, entry.patternType}].emplace_back();
            row.principal = entry.principal;
            row.host = entry.host;
            row.operation = static_cast<std::int8_t>(entry.operation);
            row.permissionType = static_cast<std::int8_t>(entry.permission);
        }
        for (auto &[key, acls] : resources) {
            auto &row = response.resources.emplace_back();
            row.resourceType = static_cast<std::int8_t>(std::get<0>(key));
            row.resourceName = std::get<1>(key);
            row.patternType = static_cast<std::int8_t>(std::get<2>(key));
            row.acls = std::move(acls);
        }
    }
    reply(std::move(response));
}

void handleCreateAcls(const HandlerContext &context, wire::CreateAclsRequest request, Reply<wire::CreateAclsResponse> reply)
{
    const std::size_t count = request.creations.size();
    if (!context.broker.authorizes()) {
        reply(allFailed(count, base::code(KafkaError::SecurityDisabled), kNoAuthorizer));
        return;
    }
    context.broker.forward<wire::CreateAclsRequest>(context.owner, std::move(request), context.version, std::move(reply),
                                                    [count](std::int16_t error) { return allFailed(count, error, nullptr); });
}

void handleDeleteAcls(const HandlerContext &context, wire::DeleteAclsRequest request, Reply<wire::DeleteAclsResponse> reply)
{
    const std::size_t count = request.filters.size();
    if (!context.broker.authorizes()) {
        reply(noneDeleted(count, base::code(KafkaError::SecurityDisabled), kNoAuthorizer));
        return;
    }
    context.broker.forward<wire::DeleteAclsRequest>(context.owner, std::move(request), context.version, std::move(reply),
                                                    [count](std::int16_t error) { return noneDeleted(count, error, nullptr); });
}

void handleDescribeUserScramCredentials(const HandlerContext &context, wire::DescribeUserScramCredentialsRequest request,
                                        Reply<wire::DescribeUserScramCredentialsResponse> reply)
{
    using Row = wire::DescribeUserScramCredentialsResponse::DescribeUserScramCredentialsResult;
    wire::DescribeUserScramCredentialsResponse response;
    response.errorMessage.reset();
    std::map<std::string, Row> users;
    for (const auto &[key, credential] : *context.shard().image->scramUsers()) {
        Row &row = users[key.first];
        row.user = key.first;
        row.errorMessage.reset();
        auto &info = row.credentialInfos.emplace_back();
        info.mechanism = key.second;
        info.iterations = credential.iterations;
    }
    if (!request.users || request.users->empty()) {
        for (auto &[name, row] : users)
            response.results.push_back(std::move(row));
        reply(std::move(response));
        return;
    }
    std::map<std::string, int> asked;
    for (const auto &user : *request.users)
        ++asked[user.name];
    for (const auto &[name, times] : asked) {
        const auto found = users.find(name);
        Row row;
        row.user = name;
        row.errorMessage.reset();
        if (times > 1) {
            row.errorCode = base::code(KafkaError::DuplicateResource);
            row.errorMessage = fmt::format("Cannot describe SCRAM credentials for the same user twice in a single request: {}", name);
        } else if (found == users.end()) {
            row.errorCode = base::code(KafkaError::ResourceNotFound);
            row.errorMessage = fmt::format("Attempt to describe a user credential that does not exist: {}", name);
        } else {
            row = found->second;
        }
        response.results.push_back(std::move(row));
    }
    reply(std::move(response));
}

void handleAlterUserScramCredentials(const HandlerContext &context, wire::AlterUserScramCredentialsRequest request,
                                     Reply<wire::AlterUserScramCredentialsResponse> reply)
{
    std::set<std::string> names;
    for (const auto &each : request.deletions)
        names.insert(each.name);
    for (const auto &each : request.upsertions)
        names.insert(each.name);
    context.broker.forward<wire::AlterUserScramCredentialsRequest>(context.owner, std::move(request), context.version, std::move(reply),
                                                                   [names](std::int16_t error) {
                                                                       wire::AlterUserScramCredentialsResponse response;
                                                                       for (const std::string &name : names) {
                                                                           auto &row = response.results.emplace_back();
                                                                           row.user = name;
                                                                           row.errorCode = error;
                                                                           row.errorMessage.reset();
                                                                       }
                                                                       return response;
                                                                   });
}

} // namespace weir::sandbox
