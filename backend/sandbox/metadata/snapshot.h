// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/result.h"
#include "backend/sandbox/metadata/image.h"
#include "backend/sandbox/metadata/metadata_record.h"

#include <vector>

namespace weir::sandbox {

/// The records that make this image from nothing, in an order in which they can be applied.
std::vector<MetadataRecord> recordsOf(const MetadataImage &image);

/// The record that makes this entry.
wire::AccessControlEntryRecord recordOf(const base::Uuid &id, const AclEntry &entry);
/// The record that makes this credential of a user, for a mechanism by Kafka's number.
wire::UserScramCredentialRecord recordOf(const std::string &user, std::int8_t mechanism, const ScramCredential &credential);

/// The record that makes this delegation token, or changes it.
wire::DelegationTokenRecord recordOf(const std::string &id, const DelegationToken &token);

/// A snapshot file's content (KIP-630): a header control record, the image's records, a footer control record, in
/// batches of Kafka's format. `lastContainedLogTimestamp` is when the image's last record was written.
base::Result<base::Bytes> encodeSnapshot(const MetadataImage &image, std::int64_t lastContainedLogTimestamp);

/// The image of such a content. Error: Invalid where it is cut off (no footer) or damaged.
base::Result<ImagePtr> decodeSnapshot(base::ByteView content, std::int64_t endOffset, std::int32_t epoch);

} // namespace weir::sandbox
