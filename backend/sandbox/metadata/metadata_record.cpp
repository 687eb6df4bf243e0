// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/metadata/metadata_record.h"

#include "backend/wire/codec.h"
#include "backend/wire/metadata_record_frame.h"

namespace weir::sandbox {

namespace {

// The version of each record that metadata.version 29 writes (ControllerOptions::features).
template <class Record>
constexpr std::int16_t writtenVersion = Record::kVersions.max;
template <>
constexpr std::int16_t writtenVersion<wire::RegisterBrokerRecord> = 3;
template <>
constexpr std::int16_t writtenVersion<wire::BrokerRegistrationChangeRecord> = 2;

template <std::size_t At = 0>
base::Result<MetadataRecord> decodeFrame(const wire::MetadataRecordFrame &frame)
{
    using Record = std::variant_alternative_t<At, MetadataRecord>;
    if constexpr (std::is_same_v<Record, OtherRecord>) {
        return MetadataRecord(OtherRecord{frame.type, frame.version});
    } else {
        if (static_cast<std::uint32_t>(Record::kRecordType) != frame.type)
            return decodeFrame<At + 1>(frame);
        WEIR_TRY(Record record, wire::decode<Record>(frame.body, frame.version));
        return MetadataRecord(std::move(record));
    }
}

} // namespace

base::Result<base::Bytes> encodeMetadataRecord(const MetadataRecord &record)
{
    return std::visit(
        [](const auto &one) -> base::Result<base::Bytes> {
            using Record = std::decay_t<decltype(one)>;
            if constexpr (std::is_same_v<Record, OtherRecord>)
                return base::fail(base::ErrorKind::Bug, "metadata.encode", std::to_string(one.type));
            else
                return wire::encodeMetadataRecord(one, writtenVersion<Record>);
        },
        record);
}

base::Result<MetadataRecord> decodeMetadataRecord(base::ByteView value)
{
    WEIR_TRY(const wire::MetadataRecordFrame frame, wire::parseMetadataRecordFrame(value));
    return decodeFrame(frame);
}

} // namespace weir::sandbox
