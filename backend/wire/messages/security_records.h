// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/bytes.h"
#include "backend/base/uuid.h"
#include "backend/wire/types.h"

#include <string>
#include <string_view>
#include <vector>

// Records of __cluster_metadata that say who may come in and do what. As those of metadata_records.h.

namespace weir::wire {

/// Principals are text: "User:alice". What signs the token is kept nowhere: its id and the nodes' secret make it.
struct DelegationTokenRecord {
    static constexpr std::string_view kName = "DelegationTokenRecord";
    static constexpr std::int16_t kRecordType = 10;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    std::string owner;
    std::string requester;
    std::vector<std::string> renewers;
    std::int64_t issueTimestamp = 0;
    std::int64_t maxTimestamp = 0;
    std::int64_t expirationTimestamp = 0;
    std::string tokenId;
    UnknownTags unknownTags;

    bool operator==(const DelegationTokenRecord &) const = default;
};

struct UserScramCredentialRecord {
    static constexpr std::string_view kName = "UserScramCredentialRecord";
    static constexpr std::int16_t kRecordType = 11;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    std::string name;
    std::int8_t mechanism = 0; ///< 1 SCRAM-SHA-256, 2 SCRAM-SHA-512
    base::Bytes salt;
    base::Bytes storedKey;
    base::Bytes serverKey;
    std::int32_t iterations = 0;
    UnknownTags unknownTags;

    bool operator==(const UserScramCredentialRecord &) const = default;
};

/// Numbers as in Kafka's ResourceType, PatternType, AclOperation and AclPermissionType.
struct AccessControlEntryRecord {
    static constexpr std::string_view kName = "AccessControlEntryRecord";
    static constexpr std::int16_t kRecordType = 18;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    base::Uuid id;
    std::int8_t resourceType = 0;
    std::string resourceName;
    std::int8_t patternType = 0;
    std::string principal;
    std::string host;
    std::int8_t operation = 0;
    std::int8_t permissionType = 0;
    UnknownTags unknownTags;

    bool operator==(const AccessControlEntryRecord &) const = default;
};

struct RemoveAccessControlEntryRecord {
    static constexpr std::string_view kName = "RemoveAccessControlEntryRecord";
    static constexpr std::int16_t kRecordType = 19;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    base::Uuid id;
    UnknownTags unknownTags;

    bool operator==(const RemoveAccessControlEntryRecord &) const = default;
};

struct RemoveUserScramCredentialRecord {
    static constexpr std::string_view kName = "RemoveUserScramCredentialRecord";
    static constexpr std::int16_t kRecordType = 22;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    std::string name;
    std::int8_t mechanism = 0;
    UnknownTags unknownTags;

    bool operator==(const RemoveUserScramCredentialRecord &) const = default;
};

struct RemoveDelegationTokenRecord {
    static constexpr std::string_view kName = "RemoveDelegationTokenRecord";
    static constexpr std::int16_t kRecordType = 26;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    std::string tokenId;
    UnknownTags unknownTags;

    bool operator==(const RemoveDelegationTokenRecord &) const = default;
};

} // namespace weir::wire
