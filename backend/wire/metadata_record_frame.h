// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/result.h"
#include "backend/wire/messages/metadata_records.h"
#include "backend/wire/messages/quota_records.h"
#include "backend/wire/messages/security_records.h"

#include <variant>

namespace weir::wire {

using MetadataRecord =
    std::variant<RegisterBrokerRecord, UnregisterBrokerRecord, TopicRecord, PartitionRecord, ConfigRecord,
                 PartitionChangeRecord, FenceBrokerRecord, UnfenceBrokerRecord, RemoveTopicRecord, FeatureLevelRecord,
                 ProducerIdsRecord, BrokerRegistrationChangeRecord, NoOpRecord, UserScramCredentialRecord,
                 AccessControlEntryRecord, RemoveAccessControlEntryRecord, RemoveUserScramCredentialRecord,
                 ClientQuotaRecord, DelegationTokenRecord, RemoveDelegationTokenRecord>;

/// The value of a record of __cluster_metadata: three unsigned varints (version of the frame, always 1, type and version
/// of the record), then the record.
struct MetadataRecordFrame {
    std::uint32_t type = 0;
    std::int16_t version = 0;
    base::ByteView body;
};

/// Error: Invalid, `wire.decode`; Unsupported for another version of the frame.
base::Result<MetadataRecordFrame> parseMetadataRecordFrame(base::ByteView value);

/// Frame and record. Error: as decode(); Unsupported for a type that is not one of MetadataRecord.
base::Result<MetadataRecord> decodeMetadataRecord(base::ByteView value);

/// Error: as encode().
template <class M>
base::Result<base::Bytes> encodeMetadataRecord(const M &record, std::int16_t version = M::kVersions.max);
/// In the newest version of its type.
base::Result<base::Bytes> encodeMetadataRecord(const MetadataRecord &record);

} // namespace weir::wire
