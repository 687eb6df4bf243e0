// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sandbox/metadata/acl.h"

#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace weir::sandbox {

/// Who asks, from where.
struct Requester {
    std::string_view principal; ///< "User:alice"
    std::string_view host;      ///< an address; a leading '/' as sessions have it is passed over
};

/// Decides as Kafka's StandardAuthorizer does: a super user may everything; else an entry that denies beats every one that
/// allows; where no entry speaks of a resource at all, allow.everyone.if.no.acl.found decides. Patterns are names, "*" for
/// all names, and beginnings of names. A snapshot of the entries: immutable, any thread.
class Authorizer
{
public:
    struct Options {
        std::set<std::string, std::less<>> superUsers; ///< "User:admin"
        bool allowIfNoAclFound = false;
    };

    /// "User:a;User:b", as super.users has it.
    static std::set<std::string, std::less<>> parseSuperUsers(std::string_view text);

    Authorizer(const AclEntries &entries, Options options);

    bool allowed(const Requester &who, AclOperation operation, ResourceType type, std::string_view name) const;
    /// Whether there is any resource of that type on which it is allowed (KIP-679).
    bool allowedOnAny(const Requester &who, AclOperation operation, ResourceType type) const;

private:
    struct Rule {
        std::string principal;
        std::string host;
        AclOperation operation;
        AclPermission permission;
    };
    using Rules = std::vector<Rule>;
    struct OfType {
        std::map<std::string, Rules, std::less<>> literal;
        std::map<std::string, Rules, std::less<>> prefixed;
    };

    bool isSuper(std::string_view principal) const;

    Options m_options;
    std::map<ResourceType, OfType> m_types;
};

/// The operations that make sense on a resource of that type, in Kafka's order: what `authorizedOperations` fields tell of.
const std::vector<AclOperation> &operationsOf(ResourceType type);

} // namespace weir::sandbox
