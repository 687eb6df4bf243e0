// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/bytes.h"
#include "backend/base/result.h"
#include "backend/sandbox/metadata/delta.h"
#include "backend/wire/messages/metadata_records.h"
#include "backend/wire/messages/quota_records.h"
#include "backend/wire/messages/security_records.h"

#include <variant>

namespace weir::sandbox {

/// A metadata record of a kind that this build does not act on (controllers, voters ...): passed over.
struct OtherRecord
{
    std::uint32_t type = 0;
    std::int16_t version = 0;
};

using MetadataRecord =
    std::variant<wire::RegisterBrokerRecord, wire::UnregisterBrokerRecord, wire::TopicRecord, wire::PartitionRecord,
                 wire::ConfigRecord, wire::PartitionChangeRecord, wire::FenceBrokerRecord, wire::UnfenceBrokerRecord,
                 wire::RemoveTopicRecord, wire::FeatureLevelRecord, wire::ProducerIdsRecord,
                 wire::BrokerRegistrationChangeRecord, wire::NoOpRecord, wire::UserScramCredentialRecord,
                 wire::RemoveUserScramCredentialRecord, wire::AccessControlEntryRecord, wire::RemoveAccessControlEntryRecord,
                 wire::ClientQuotaRecord, wire::DelegationTokenRecord, wire::RemoveDelegationTokenRecord, OtherRecord>;

/// A record as it stands in a batch's value: its frame, and the body in the version that our metadata.version writes.
base::Result<base::Bytes> encodeMetadataRecord(const MetadataRecord &record);
/// Errors: those of wire::parseMetadataRecordFrame() and wire::decode().
base::Result<MetadataRecord> decodeMetadataRecord(base::ByteView value);

} // namespace weir::sandbox
