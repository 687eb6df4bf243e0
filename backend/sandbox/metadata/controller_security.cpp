// SPDX-License-Identifier: GPL-3.0-or-later
// SCRAM credentials and access control entries. AlterUserScramCredentials 0, CreateAcls 1-3, DeleteAcls 1-3 (2 flexible; 3
// resources of type user). Who may is the broker's to say, which has carried the request here.
#include "backend/sandbox/metadata/controller_impl.h"
#include "backend/sandbox/metadata/snapshot.h"
#include "backend/wire/messages/alter_user_scram_credentials.h"
#include "backend/wire/messages/create_acls.h"
#include "backend/wire/messages/delete_acls.h"

#include <fmt/format.h>

#include <map>
#include <set>

namespace weir::sandbox {

using base::KafkaError;

namespace {

using Alter = wire::AlterUserScramCredentialsRequest;

constexpr int kMinIterations = 4096;
constexpr int kMaxIterations = 16384;

bool isMechanism(std::int8_t mechanism)
{
    return mechanism == kScramSha256 || mechanism == kScramSha512;
}

Refusal checkUser(const std::string &name, std::int8_t mechanism)
{
    if (name.empty())
        return {KafkaError::UnacceptableCredential, "Username must not be empty"};
    if (!isMechanism(mechanism))
        return {KafkaError::UnsupportedSaslMechanism, "Unknown SCRAM mechanism"};
    return {};
}

Refusal checkUpsertion(const Alter::ScramCredentialUpsertion &wanted)
{
    if (Refusal refusal = checkUser(wanted.name, wanted.mechanism))
        return refusal;
    if (wanted.iterations < kMinIterations)
        return {KafkaError::UnacceptableCredential, "Too few iterations"};
    if (wanted.iterations > kMaxIterations)
        return {KafkaError::UnacceptableCredential, "Too many iterations"};
    if (wanted.salt.empty() || wanted.saltedPassword.empty())
        return {KafkaError::UnacceptableCredential, "Empty salt or password"};
    return {};
}

Refusal checkEntry(const wire::CreateAclsRequest::AclCreation &wanted)
{
    const auto invalid = [](std::string words) { return Refusal(KafkaError::InvalidRequest, std::move(words)); };
    const auto type = static_cast<ResourceType>(wanted.resourceType);
    if (wanted.resourceName.empty())
        return invalid("Invalid empty resource name");
    if (type == ResourceType::Cluster && wanted.resourceName != kClusterName)
        return invalid(fmt::format("The only valid name for the CLUSTER resource is {}", kClusterName));
    if (type <= ResourceType::Any || type > ResourceType::User)
        return invalid(fmt::format("Invalid resourceType {}", wanted.resourceType));
    const auto pattern = static_cast<PatternType>(wanted.resourcePatternType);
    if (pattern != PatternType::Literal && pattern != PatternType::Prefixed)
        return invalid(fmt::format("Invalid patternType {}", wanted.resourcePatternType));
    const auto operation = static_cast<AclOperation>(wanted.operation);
    if (operation <= AclOperation::Any || operation > AclOperation::TwoPhaseCommit)
        return invalid(fmt::format("Invalid operation {}", wanted.operation));
    const auto permission = static_cast<AclPermission>(wanted.permissionType);
    if (permission != AclPermission::Allow && permission != AclPermission::Deny)
        return invalid(fmt::format("Invalid permissionType {}", wanted.permissionType));
    const auto colon = wanted.principal.find(':');
    if (colon == std::string::npos || colon == 0)
        return invalid(fmt::format("Could not parse principal from `{}` (no colon is present separating the principal type from the principal name)",
                                   wanted.principal));
    return {};
}

AclEntry entryOf(const wire::CreateAclsRequest::AclCreation &wanted)
{
    return {static_cast<ResourceType>(wanted.resourceType),
            wanted.resourceName,
            static_cast<PatternType>(wanted.resourcePatternType),
            wanted.principal,
            wanted.host,
            static_cast<AclOperation>(wanted.operation),
            static_cast<AclPermission>(wanted.permissionType)};
}

} // namespace

void Controller::Impl::handle(const Alter &request, const ScramMaker &makeCredential, Reply<wire::AlterUserScramCredentialsResponse> reply)
{
    // One answer a user: one thing of theirs that cannot be done refuses all of theirs.
    std::map<std::string, Refusal> users;
    std::set<std::pair<std::string, std::int8_t>> mentioned;
    const auto look = [&](const std::string &name, std::int8_t mechanism, Refusal refusal) {
        if (!refusal && !mentioned.emplace(name, mechanism).second)
            refusal = {KafkaError::DuplicateResource, "A user credential cannot be altered twice in the same request"};
        Refusal &known = users[name];
        if (!known)
            known = std::move(refusal);
    };
    const ScramUsers &current = *now().scramUsers();
    for (const auto &wanted : request.deletions) {
        Refusal refusal = checkUser(wanted.name, wanted.mechanism);
        if (!refusal && !current.contains({wanted.name, wanted.mechanism}))
            refusal = {KafkaError::ResourceNotFound, "Attempt to delete a user credential that does not exist"};
        look(wanted.name, wanted.mechanism, std::move(refusal));
    }
    for (const auto &wanted : request.upsertions)
        look(wanted.name, wanted.mechanism, checkUpsertion(wanted));
    Records records;
    for (const auto &wanted : request.deletions) {
        if (users[wanted.name])
            continue;
        wire::RemoveUserScramCredentialRecord record;
        record.name = wanted.name;
        record.mechanism = wanted.mechanism;
        records.emplace_back(std::move(record));
    }
    for (const auto &wanted : request.upsertions) {
        if (users[wanted.name])
            continue;
        records.emplace_back(
            recordOf(wanted.name, wanted.mechanism, makeCredential(wanted.mechanism, wanted.saltedPassword, wanted.salt, wanted.iterations)));
    }
    commit(std::move(records), [users = std::move(users), reply](const base::Status &status) {
        wire::AlterUserScramCredentialsResponse response;
        for (const auto &[name, refusal] : users) {
            auto &row = response.results.emplace_back();
            row.user = name;
            row.errorCode = refusal ? refusal.code : codeOf(status);
            row.errorMessage = refusal ? std::optional(refusal.words) : std::nullopt;
        }
        reply(std::move(response));
    });
}

void Controller::Impl::handle(const wire::CreateAclsRequest &request, Reply<wire::CreateAclsResponse> reply)
{
    wire::CreateAclsResponse response;
    Records records;
    std::set<AclEntry> known;
    for (const auto &[id, entry] : *now().acls())
        known.insert(entry);
    for (const auto &wanted : request.creations) {
        auto &row = response.results.emplace_back();
        row.errorMessage.reset();
        if (const Refusal refusal = checkEntry(wanted)) {
            row.errorCode = refusal.code;
            row.errorMessage = refusal.words;
            continue;
        }
        AclEntry entry = entryOf(wanted);
        // One that is there already is made once.
        if (known.insert(entry).second)
            records.emplace_back(recordOf(m_random.uuid(), entry));
    }
    commit(std::move(records), [response = std::move(response), reply](const base::Status &status) mutable {
        for (auto &row : response.results) {
            if (row.errorCode == 0)
                row.errorCode = codeOf(status);
        }
        reply(std::move(response));
    });
}

void Controller::Impl::handle(const wire::DeleteAclsRequest &request, Reply<wire::DeleteAclsResponse> reply)
{
    wire::DeleteAclsResponse response;
    std::set<base::Uuid> gone;
    for (const auto &wanted : request.filters) {
        auto &row = response.filterResults.emplace_back();
        row.errorMessage.reset();
        const AclFilter filter = AclFilter::from(wanted);
        if (std::string unknown = filter.unknownPart(); !unknown.empty()) {
            row.errorCode = base::code(KafkaError::InvalidRequest);
            row.errorMessage = std::move(unknown);
            continue;
        }
        for (const auto &[id, entry] : *now().acls()) {
            if (!filter.fits(entry))
                continue;
            gone.insert(id);
            auto &acl = row.matchingAcls.emplace_back();
            acl.errorMessage.reset();
            entry.writeTo(acl);
        }
    }
    Records records;
    for (const base::Uuid &id : gone) {
        wire::RemoveAccessControlEntryRecord record;
        record.id = id;
        records.emplace_back(std::move(record));
    }
    commit(std::move(records), [response = std::move(response), reply](const base::Status &status) mutable {
        for (auto &row : response.filterResults) {
            if (row.errorCode != 0 || status)
                continue;
            row.errorCode = codeOf(status);
            row.matchingAcls.clear();
        }
        reply(std::move(response));
    });
}

} // namespace weir::sandbox
