// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/metadata/authorizer.h"

#include <algorithm>

namespace weir::sandbox {

namespace {

constexpr std::string_view kEveryUser = "User:*";
// The nodes of the cluster among each other.
constexpr std::string_view kPeerType = "Broker:";

bool fitsHost(std::string_view entry, std::string_view host)
{
    if (host.starts_with('/'))
        host.remove_prefix(1);
    return entry == kWildcard || entry == host;
}

/// What an allowed operation allows besides itself.
bool implies(AclOperation allowed, AclOperation wanted)
{
    if (allowed == wanted || allowed == AclOperation::All)
        return true;
    if (wanted == AclOperation::Describe)
        return allowed == AclOperation::Read || allowed == AclOperation::Write || allowed == AclOperation::Delete || allowed == AclOperation::Alter;
    return wanted == AclOperation::DescribeConfigs && allowed == AclOperation::AlterConfigs;
}

} // namespace

std::set<std::string, std::less<>> Authorizer::parseSuperUsers(std::string_view text)
{
    std::set<std::string, std::less<>> users;
    while (!text.empty()) {
        const auto end = std::min(text.find(';'), text.size());
        std::string_view part = text.substr(0, end);
        part.remove_prefix(std::min(part.find_first_not_of(" \t"), part.size()));
        part = part.substr(0, part.find_last_not_of(" \t") + 1);
        if (!part.empty())
            users.emplace(part);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return users;
}

Authorizer::Authorizer(const AclEntries &entries, Options options) : m_options(std::move(options))
{
    for (const auto &[id, entry] : entries) {
        OfType &type = m_types[entry.resourceType];
        auto &patterns = entry.patternType == PatternType::Prefixed ? type.prefixed : type.literal;
        patterns[entry.resourceName].push_back({entry.principal, entry.host, entry.operation, entry.permission});
    }
}

bool Authorizer::isSuper(std::string_view principal) const
{
    return principal.starts_with(kPeerType) || m_options.superUsers.contains(principal);
}

bool Authorizer::allowed(const Requester &who, AclOperation operation, ResourceType type, std::string_view name) const
{
    if (isSuper(who.principal))
        return true;
    bool spokenOf = false;
    bool allow = false;
    // False where an entry denies.
    const auto look = [&](const Rules &rules) {
        spokenOf = true;
        for (const Rule &rule : rules) {
            if ((rule.principal != who.principal && rule.principal != kEveryUser) || !fitsHost(rule.host, who.host))
                continue;
            if (rule.permission == AclPermission::Deny) {
                if (rule.operation == operation || rule.operation == AclOperation::All)
                    return false;
            } else if (implies(rule.operation, operation)) {
                allow = true;
            }
        }
        return true;
    };
    const auto found = m_types.find(type);
    if (found != m_types.end()) {
        const OfType &patterns = found->second;
        for (const std::string_view literal : {name, std::string_view(kWildcard)}) {
            if (const auto rules = patterns.literal.find(literal); rules != patterns.literal.end() && !look(rules->second))
                return false;
            if (name == kWildcard)
                break;
        }
        // Beginnings of the name lie before it in order; each is shorter than or as long as it.
        for (auto rules = patterns.prefixed.begin(); rules != patterns.prefixed.end() && std::string_view(rules->first) <= name; ++rules) {
            if (name.starts_with(rules->first) && !look(rules->second))
                return false;
        }
    }
    return allow || (!spokenOf && m_options.allowIfNoAclFound);
}

bool Authorizer::allowedOnAny(const Requester &who, AclOperation operation, ResourceType type) const
{
    if (isSuper(who.principal))
        return true;
    // A name that nobody has: the entries for all names, and what holds where there is none. As Kafka asks.
    if (allowed(who, operation, type, "hardcode"))
        return true;
    const auto found = m_types.find(type);
    if (found == m_types.end())
        return false;
    std::vector<std::string_view> denied;
    std::vector<std::string_view> deniedPrefixes;
    std::vector<std::string_view> allowedNames;
    std::vector<std::string_view> allowedPrefixes;
    bool everything = false;
    const auto look = [&](const std::string &name, const Rules &rules, bool prefixed) {
        for (const Rule &rule : rules) {
            if ((rule.principal != who.principal && rule.principal != kEveryUser) || !fitsHost(rule.host, who.host)
                || (rule.operation != operation && rule.operation != AclOperation::All))
                continue;
            if (rule.permission == AclPermission::Deny) {
                if (!prefixed && name == kWildcard)
                    return false;
                (prefixed ? deniedPrefixes : denied).push_back(name);
            } else if (!prefixed && name == kWildcard) {
                everything = true;
            } else {
                (prefixed ? allowedPrefixes : allowedNames).push_back(name);
            }
        }
        return true;
    };
    for (const auto &[name, rules] : found->second.literal) {
        if (!look(name, rules, false))
            return false;
    }
    for (const auto &[name, rules] : found->second.prefixed) {
        if (!look(name, rules, true))
            return false;
    }
    const auto isDenied = [&](std::string_view name) {
        return std::any_of(deniedPrefixes.begin(), deniedPrefixes.end(), [name](std::string_view prefix) { return name.starts_with(prefix); });
    };
    return everything || std::any_of(allowedNames.begin(), allowedNames.end(),
                       [&](std::string_view name) { return std::find(denied.begin(), denied.end(), name) == denied.end() && !isDenied(name); })
        || std::any_of(allowedPrefixes.begin(), allowedPrefixes.end(), [&](std::string_view prefix) { return !isDenied(prefix); });
}

const std::vector<AclOperation> &operationsOf(ResourceType type)
{
    using enum AclOperation;
    static const std::vector<AclOperation> topic{Read, Write, Create, Describe, Delete, Alter, DescribeConfigs, AlterConfigs};
    static const std::vector<AclOperation> group{Read, Describe, Delete, DescribeConfigs, AlterConfigs};
    static const std::vector<AclOperation> cluster{Create, ClusterAction, DescribeConfigs, AlterConfigs, IdempotentWrite, Alter, Describe};
    static const std::vector<AclOperation> transactionalId{Describe, Write, TwoPhaseCommit};
    static const std::vector<AclOperation> token{Describe};
    static const std::vector<AclOperation> user{CreateTokens, DescribeTokens};
    static const std::vector<AclOperation> none;
    switch (type) {
    case ResourceType::Topic: return topic;
    case ResourceType::Group: return group;
    case ResourceType::Cluster: return cluster;
    case ResourceType::TransactionalId: return transactionalId;
    case ResourceType::DelegationToken: return token;
    case ResourceType::User: return user;
    default: return none;
    }
}

} // namespace weir::sandbox
