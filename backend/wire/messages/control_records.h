// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/uuid.h"
#include "backend/wire/blob.h"
#include "backend/wire/types.h"

#include <string>
#include <string_view>
#include <vector>

// What control records hold. The key and the value of a transaction marker stand behind their version
// (encodeVersioned()); those of the metadata log carry it as their first field and stand bare (encodeFlat()).

namespace weir::wire {

/// The key of a control record.
struct ControlRecordTypeSchema {
    static constexpr std::string_view kName = "ControlRecordTypeSchema";
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = kNeverFlexible;

    static constexpr std::int16_t kAbort = 0;
    static constexpr std::int16_t kCommit = 1;
    static constexpr std::int16_t kLeaderChange = 2;
    static constexpr std::int16_t kSnapshotHeader = 3;
    static constexpr std::int16_t kSnapshotFooter = 4;
    static constexpr std::int16_t kKRaftVersion = 5;
    static constexpr std::int16_t kKRaftVoters = 6;

    std::int16_t type = 0;
    UnknownTags unknownTags;

    bool operator==(const ControlRecordTypeSchema &) const = default;
};

/// The value of a commit or abort marker.
struct EndTxnMarker {
    static constexpr std::string_view kName = "EndTxnMarker";
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = kNeverFlexible;

    std::int32_t coordinatorEpoch = 0;
    UnknownTags unknownTags;

    bool operator==(const EndTxnMarker &) const = default;
};

/// First record of every epoch of the metadata log. v1 directories of the voters (KIP-853).
struct LeaderChangeMessage {
    static constexpr std::string_view kName = "LeaderChangeMessage";
    static constexpr VersionRange kVersions{0, 1};
    static constexpr std::int16_t flexibleFrom = 0;

    struct Voter {
        std::int32_t voterId = 0;
        base::Uuid voterDirectoryId;
        UnknownTags unknownTags;

        bool operator==(const Voter &) const = default;
    };

    std::int16_t version = 0; ///< the version that the message is written in, again
    std::int32_t leaderId = 0;
    std::vector<Voter> voters;
    std::vector<Voter> grantingVoters;
    UnknownTags unknownTags;

    bool operator==(const LeaderChangeMessage &) const = default;
};

struct KRaftVersionRecord {
    static constexpr std::string_view kName = "KRaftVersionRecord";
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    std::int16_t version = 0;
    std::int16_t kRaftVersion = 0;
    UnknownTags unknownTags;

    bool operator==(const KRaftVersionRecord &) const = default;
};

struct SnapshotHeaderRecord {
    static constexpr std::string_view kName = "SnapshotHeaderRecord";
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    std::int16_t version = 0;
    std::int64_t lastContainedLogTimestamp = 0;
    UnknownTags unknownTags;

    bool operator==(const SnapshotHeaderRecord &) const = default;
};

struct SnapshotFooterRecord {
    static constexpr std::string_view kName = "SnapshotFooterRecord";
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    std::int16_t version = 0;
    UnknownTags unknownTags;

    bool operator==(const SnapshotFooterRecord &) const = default;
};

/// The voters of the metadata quorum (KIP-853).
struct VotersRecord {
    static constexpr std::string_view kName = "VotersRecord";
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    struct Endpoint {
        std::string name;
        std::string host;
        std::uint16_t port = 0;
        UnknownTags unknownTags;

        bool operator==(const Endpoint &) const = default;
    };
    struct KRaftVersionFeature {
        std::int16_t minSupportedVersion = 0;
        std::int16_t maxSupportedVersion = 0;
        UnknownTags unknownTags;

        bool operator==(const KRaftVersionFeature &) const = default;
    };
    struct Voter {
        std::int32_t voterId = 0;
        base::Uuid voterDirectoryId;
        std::vector<Endpoint> endpoints;
        KRaftVersionFeature kRaftVersionFeature;
        UnknownTags unknownTags;

        bool operator==(const Voter &) const = default;
    };

    std::int16_t version = 0;
    std::vector<Voter> voters;
    UnknownTags unknownTags;

    bool operator==(const VotersRecord &) const = default;
};

} // namespace weir::wire
