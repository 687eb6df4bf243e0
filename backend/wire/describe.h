// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// For the .cpp of a message only: the archives, and the lines that make decode(), encode() and schemaOf() of it.

#include "backend/wire/blob.h"
#include "backend/wire/decoder.h"
#include "backend/wire/encoder.h"
#include "backend/wire/frame.h"
#include "backend/wire/schema_builder.h"

#include <concepts>

namespace weir::wire {

template <class M>
base::Result<M> decode(base::ByteView body, std::int16_t version, std::shared_ptr<const void> keep)
{
    if (!M::kVersions.contains(version))
        return base::fail(Decoder::unsupported("wire.decode", M::kName, version, M::kVersions));
    Decoder decoder(body, version, version >= M::flexibleFrom, std::move(keep));
    base::Result<M> message{};
    decoder.readStruct(*message);
    decoder.finish();
    if (decoder.failed())
        return base::fail(decoder.error(M::kName));
    return message;
}

template <class M>
base::Result<EncodedFrame> encode(const M &message, std::int16_t version)
{
    if (!M::kVersions.contains(version))
        return base::fail(Decoder::unsupported("wire.encode", M::kName, version, M::kVersions));
    Encoder encoder(version, version >= M::flexibleFrom);
    encoder.writeStruct(message);
    return encoder.take(M::kName, false);
}

template <class M>
base::Result<base::Bytes> encodeVersioned(const M &message, std::int16_t version)
{
    if (!M::kVersions.contains(version))
        return base::fail(Decoder::unsupported("wire.encode", M::kName, version, M::kVersions));
    Encoder encoder(version, version >= M::flexibleFrom);
    encoder.writeInt(version);
    encoder.writeStruct(message);
    WEIR_TRY(EncodedFrame frame, encoder.take(M::kName, false));
    return std::move(frame.bytes);
}

template <class M>
base::Result<Versioned<M>> decodeVersioned(base::ByteView bytes)
{
    Decoder prefix(bytes, 0, false);
    const auto version = prefix.readInt<std::int16_t>();
    if (prefix.failed())
        return base::fail(prefix.error(M::kName));
    WEIR_TRY(M message, decode<M>(bytes.subspan(prefix.position()), version));
    return Versioned<M>{std::move(message), version};
}

template <class M>
base::Result<Versioned<M>> decodeVersionedLeniently(base::ByteView bytes)
{
    Decoder prefix(bytes, 0, false);
    const auto version = prefix.readInt<std::int16_t>();
    if (prefix.failed())
        return base::fail(prefix.error(M::kName));
    if (version < M::kVersions.min)
        return base::fail(Decoder::unsupported("wire.decode", M::kName, version, M::kVersions));
    const std::int16_t spoken = std::min(version, M::kVersions.max);
    Decoder decoder(bytes.subspan(prefix.position()), spoken, spoken >= M::flexibleFrom);
    Versioned<M> result{{}, version};
    decoder.readStruct(result.message);
    if (decoder.failed())
        return base::fail(decoder.error(M::kName));
    return result;
}

template <class M>
const Schema &schemaOf()
{
    static const Schema kSchema = [] {
        Schema schema;
        schema.name = M::kName;
        if constexpr (requires { M::apiKey; })
            schema.apiKey = M::apiKey;
        schema.versions = M::kVersions;
        schema.flexibleFrom = M::flexibleFrom;
        SchemaBuilder<M> builder(schema.fields);
        describe(builder, Type<M>{});
        return schema;
    }();
    return kSchema;
}

void writeRequestHeader(Encoder &encoder, const RequestHeader &header, std::int16_t headerVersion);

template <class M>
base::Result<EncodedFrame> encodeRequestFrame(RequestHeader header, const M &message, std::int16_t version)
{
    if (!M::kVersions.contains(version))
        return base::fail(Decoder::unsupported("wire.encode", M::kName, version, M::kVersions));
    header.apiKey = M::apiKey;
    header.apiVersion = version;
    Encoder encoder(version, version >= M::flexibleFrom);
    encoder.writeInt<std::int32_t>(0);
    writeRequestHeader(encoder, header, version >= M::flexibleFrom ? 2 : 1);
    encoder.writeStruct(message);
    return encoder.take(M::kName, true);
}

template <class M>
base::Result<EncodedFrame> encodeResponseFrame(std::int32_t correlationId, const M &message, std::int16_t version)
{
    if (!M::kVersions.contains(version))
        return base::fail(Decoder::unsupported("wire.encode", M::kName, version, M::kVersions));
    Encoder encoder(version, version >= M::flexibleFrom);
    encoder.writeInt<std::int32_t>(0);
    encoder.writeInt(correlationId);
    if (responseHeaderVersion(M::apiKey, version) >= 1)
        encoder.writeUnsignedVarint(0);
    encoder.writeStruct(message);
    return encoder.take(M::kName, true);
}

} // namespace weir::wire

/// `WEIR_DESCRIBE(HeartbeatRequest) { WEIR_FIELD(groupId); WEIR_FIELD(groupInstanceId, since(3).orNull()); }`
/// A field's name is so written once; its second argument is a Field, by default one of every version.
#define WEIR_DESCRIBE(Struct)                                                                                          \
    template <class Archive, std::same_as<Struct> M>                                                                   \
    void describe(Archive &ar, Type<M>)
#define WEIR_FIELD(member, ...) ar(#member, &M::member, Field{__VA_ARGS__})

#define WEIR_WIRE_MESSAGE(M)                                                                                           \
    template base::Result<M> decode<M>(base::ByteView, std::int16_t, std::shared_ptr<const void>);                     \
    template base::Result<EncodedFrame> encode<M>(const M &, std::int16_t);                                            \
    template const Schema &schemaOf<M>()

#define WEIR_WIRE_BLOB(M)                                                                                              \
    WEIR_WIRE_MESSAGE(M);                                                                                              \
    template base::Result<base::Bytes> encodeVersioned<M>(const M &, std::int16_t);                                    \
    template base::Result<Versioned<M>> decodeVersioned<M>(base::ByteView);                                            \
    template base::Result<Versioned<M>> decodeVersionedLeniently<M>(base::ByteView)

#define WEIR_WIRE_API(Request, Response)                                                                               \
    static_assert(Request::apiKey == Response::apiKey && Request::kVersions == Response::kVersions                     \
                  && Request::flexibleFrom == Response::flexibleFrom);                                                 \
    WEIR_WIRE_MESSAGE(Request);                                                                                        \
    WEIR_WIRE_MESSAGE(Response);                                                                                       \
    template base::Result<EncodedFrame> encodeRequestFrame<Request>(RequestHeader, const Request &, std::int16_t);     \
    template base::Result<EncodedFrame> encodeResponseFrame<Response>(std::int32_t, const Response &, std::int16_t)
