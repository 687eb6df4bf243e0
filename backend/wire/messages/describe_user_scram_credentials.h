// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/wire/types.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// SCRAM users and how their passwords are kept (KIP-554); null or empty: all. Mechanisms: 1 SCRAM-SHA-256, 2 SCRAM-SHA-512.
struct DescribeUserScramCredentialsRequest {
    static constexpr std::string_view kName = "DescribeUserScramCredentialsRequest";
    static constexpr std::int16_t apiKey = 50;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    struct UserName {
        std::string name;
        UnknownTags unknownTags;

        bool operator==(const UserName &) const = default;
    };

    std::optional<std::vector<UserName>> users = std::vector<UserName>{};
    UnknownTags unknownTags;

    bool operator==(const DescribeUserScramCredentialsRequest &) const = default;
};

struct DescribeUserScramCredentialsResponse {
    static constexpr std::string_view kName = "DescribeUserScramCredentialsResponse";
    static constexpr std::int16_t apiKey = 50;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    struct CredentialInfo {
        std::int8_t mechanism = 0;
        std::int32_t iterations = 0;
        UnknownTags unknownTags;

        bool operator==(const CredentialInfo &) const = default;
    };
    struct DescribeUserScramCredentialsResult {
        std::string user;
        std::int16_t errorCode = 0;
        std::optional<std::string> errorMessage = std::string{};
        std::vector<CredentialInfo> credentialInfos;
        UnknownTags unknownTags;

        bool operator==(const DescribeUserScramCredentialsResult &) const = default;
    };

    std::int32_t throttleTimeMs = 0;
    std::int16_t errorCode = 0;
    std::optional<std::string> errorMessage = std::string{};
    std::vector<DescribeUserScramCredentialsResult> results;
    UnknownTags unknownTags;

    bool operator==(const DescribeUserScramCredentialsResponse &) const = default;
};

} // namespace weir::wire
