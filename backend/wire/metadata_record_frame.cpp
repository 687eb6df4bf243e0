// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/metadata_record_frame.h"

#include "backend/wire/codec.h"
#include "backend/wire/decoder.h"
#include "backend/wire/encoder.h"

namespace weir::wire {

namespace {
constexpr std::uint32_t kFrameVersion = 1;
constexpr std::string_view kFrameName = "MetadataRecordFrame";

base::Error unsupported(const char *name, std::uint32_t found)
{
    return base::Error{base::ErrorKind::Unsupported, "wire.decode", std::string(kFrameName), {}, {}, 0}.with(
        name, std::to_string(found));
}

/// Tries the alternatives of the variant one after the other.
template <std::size_t Index = 0>
base::Result<MetadataRecord> decodeAs(const MetadataRecordFrame &frame)
{
    if constexpr (Index == std::variant_size_v<MetadataRecord>) {
        return base::fail(unsupported("type", frame.type));
    } else {
        using Record = std::variant_alternative_t<Index, MetadataRecord>;
        if (frame.type != static_cast<std::uint32_t>(Record::kRecordType))
            return decodeAs<Index + 1>(frame);
        WEIR_TRY(Record record, decode<Record>(frame.body, frame.version));
        return MetadataRecord(std::move(record));
    }
}
} // namespace

base::Result<MetadataRecordFrame> parseMetadataRecordFrame(base::ByteView value)
{
    Decoder decoder(value, 0, true);
    const std::uint32_t frameVersion = decoder.readUnsignedVarint();
    const std::uint32_t type = decoder.readUnsignedVarint();
    const std::uint32_t version = decoder.readUnsignedVarint();
    if (decoder.failed())
        return base::fail(decoder.error(kFrameName));
    if (frameVersion != kFrameVersion)
        return base::fail(unsupported("frameVersion", frameVersion));
    if (version > static_cast<std::uint32_t>(std::numeric_limits<std::int16_t>::max()))
        return base::fail(unsupported("version", version));
    return MetadataRecordFrame{type, static_cast<std::int16_t>(version), value.subspan(decoder.position())};
}

base::Result<MetadataRecord> decodeMetadataRecord(base::ByteView value)
{
    WEIR_TRY(const MetadataRecordFrame frame, parseMetadataRecordFrame(value));
    return decodeAs<>(frame);
}

template <class M>
base::Result<base::Bytes> encodeMetadataRecord(const M &record, std::int16_t version)
{
    WEIR_TRY(const base::Bytes body, encodeFlat(record, version));
    Encoder encoder(version, true);
    encoder.writeUnsignedVarint(kFrameVersion);
    encoder.writeUnsignedVarint(static_cast<std::uint32_t>(M::kRecordType));
    encoder.writeUnsignedVarint(static_cast<std::uint32_t>(version));
    WEIR_TRY(EncodedFrame frame, encoder.take(kFrameName, false));
    frame.bytes.insert(frame.bytes.end(), body.begin(), body.end());
    return std::move(frame.bytes);
}

base::Result<base::Bytes> encodeMetadataRecord(const MetadataRecord &record)
{
    return std::visit([]<class M>(const M &one) { return encodeMetadataRecord<M>(one, M::kVersions.max); }, record);
}

#define WEIR_METADATA_RECORD(M) template base::Result<base::Bytes> encodeMetadataRecord<M>(const M &, std::int16_t)
WEIR_METADATA_RECORD(RegisterBrokerRecord);
WEIR_METADATA_RECORD(UnregisterBrokerRecord);
WEIR_METADATA_RECORD(TopicRecord);
WEIR_METADATA_RECORD(PartitionRecord);
WEIR_METADATA_RECORD(ConfigRecord);
WEIR_METADATA_RECORD(PartitionChangeRecord);
WEIR_METADATA_RECORD(FenceBrokerRecord);
WEIR_METADATA_RECORD(UnfenceBrokerRecord);
WEIR_METADATA_RECORD(RemoveTopicRecord);
WEIR_METADATA_RECORD(FeatureLevelRecord);
WEIR_METADATA_RECORD(ProducerIdsRecord);
WEIR_METADATA_RECORD(BrokerRegistrationChangeRecord);
WEIR_METADATA_RECORD(NoOpRecord);
#undef WEIR_METADATA_RECORD

} // namespace weir::wire
