// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/bytes.h"
#include "backend/wire/types.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// Sets and removes SCRAM credentials (KIP-554). The client salts the password, so that it never travels.
struct AlterUserScramCredentialsRequest {
    static constexpr std::string_view kName = "AlterUserScramCredentialsRequest";
    static constexpr std::int16_t apiKey = 51;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    struct ScramCredentialDeletion {
        std::string name;
        std::int8_t mechanism = 0;
        UnknownTags unknownTags;

        bool operator==(const ScramCredentialDeletion &) const = default;
    };
    struct ScramCredentialUpsertion {
        std::string name;
        std::int8_t mechanism = 0;
        std::int32_t iterations = 0;
        base::Bytes salt;
        base::Bytes saltedPassword;
        UnknownTags unknownTags;

        bool operator==(const ScramCredentialUpsertion &) const = default;
    };

    std::vector<ScramCredentialDeletion> deletions;
    std::vector<ScramCredentialUpsertion> upsertions;
    UnknownTags unknownTags;

    bool operator==(const AlterUserScramCredentialsRequest &) const = default;
};

struct AlterUserScramCredentialsResponse {
    static constexpr std::string_view kName = "AlterUserScramCredentialsResponse";
    static constexpr std::int16_t apiKey = 51;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    struct AlterUserScramCredentialsResult {
        std::string user;
        std::int16_t errorCode = 0;
        std::optional<std::string> errorMessage = std::string{};
        UnknownTags unknownTags;

        bool operator==(const AlterUserScramCredentialsResult &) const = default;
    };

    std::int32_t throttleTimeMs = 0;
    std::vector<AlterUserScramCredentialsResult> results;
    UnknownTags unknownTags;

    bool operator==(const AlterUserScramCredentialsResponse &) const = default;
};

} // namespace weir::wire
