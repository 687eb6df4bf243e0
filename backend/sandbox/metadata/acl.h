// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/uuid.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace weir::sandbox {

// Kafka's numbers, as they stand in requests and in the metadata log.

enum class ResourceType : std::int8_t { Unknown = 0, Any = 1, Topic = 2, Group = 3, Cluster = 4, TransactionalId = 5, DelegationToken = 6, User = 7 };
enum class PatternType : std::int8_t { Unknown = 0, Any = 1, Match = 2, Literal = 3, Prefixed = 4 };
enum class AclOperation : std::int8_t {
    Unknown = 0,
    Any = 1,
    All = 2,
    Read = 3,
    Write = 4,
    Create = 5,
    Delete = 6,
    Alter = 7,
    Describe = 8,
    ClusterAction = 9,
    DescribeConfigs = 10,
    AlterConfigs = 11,
    IdempotentWrite = 12,
    CreateTokens = 13,
    DescribeTokens = 14,
    TwoPhaseCommit = 15,
};
enum class AclPermission : std::int8_t { Unknown = 0, Any = 1, Deny = 2, Allow = 3 };

/// The name of a literal pattern that fits every resource of its type, and the host that is every host.
inline constexpr const char *kWildcard = "*";
/// The name of the one resource of type Cluster.
inline constexpr const char *kClusterName = "kafka-cluster";

/// One access control entry: who may, or may not, do what to which resources from where.
struct AclEntry {
    ResourceType resourceType = ResourceType::Unknown;
    std::string resourceName;
    PatternType patternType = PatternType::Literal;
    std::string principal; ///< "User:alice", "User:*"
    std::string host;      ///< an address, or "*"
    AclOperation operation = AclOperation::Unknown;
    AclPermission permission = AclPermission::Unknown;

    auto operator<=>(const AclEntry &) const = default;

    /// Into a message or a record that has an entry's fields, by Kafka's numbers.
    template <class Row>
    void writeTo(Row &row) const
    {
        row.resourceType = static_cast<std::int8_t>(resourceType);
        row.resourceName = resourceName;
        row.patternType = static_cast<std::int8_t>(patternType);
        row.principal = principal;
        row.host = host;
        row.operation = static_cast<std::int8_t>(operation);
        row.permissionType = static_cast<std::int8_t>(permission);
    }
};

/// Which entries DescribeAcls and DeleteAcls mean. Nothing, and Any, fit everything.
struct AclFilter {
    ResourceType resourceType = ResourceType::Any;
    std::optional<std::string> resourceName;
    PatternType patternType = PatternType::Any; ///< Match: every pattern that fits the name
    std::optional<std::string> principal;
    std::optional<std::string> host;
    AclOperation operation = AclOperation::Any;
    AclPermission permission = AclPermission::Any;

    bool fits(const AclEntry &entry) const;
    /// Of DescribeAclsRequest or one of DeleteAclsRequest's.
    template <class Wire>
    static AclFilter from(const Wire &wire)
    {
        return {static_cast<ResourceType>(wire.resourceTypeFilter), wire.resourceNameFilter,  static_cast<PatternType>(wire.patternTypeFilter),
                wire.principalFilter,                               wire.hostFilter,          static_cast<AclOperation>(wire.operation),
                static_cast<AclPermission>(wire.permissionType)};
    }
    /// What Kafka says of a filter with a number that it does not know; empty where it knows all.
    std::string unknownPart() const;
};

/// By the id that each has in the metadata log.
using AclEntries = std::map<base::Uuid, AclEntry>;

} // namespace weir::sandbox
