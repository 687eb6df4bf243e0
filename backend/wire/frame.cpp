// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/frame.h"

#include "backend/wire/api_info.h"
#include "backend/wire/decoder.h"
#include "backend/wire/encoder.h"

namespace weir::wire {

void writeRequestHeader(Encoder &encoder, const RequestHeader &header, std::int16_t headerVersion);

namespace {
constexpr std::int16_t kApiVersionsKey = 18;

bool isFlexible(std::int16_t apiKey, std::int16_t apiVersion)
{
    const ApiInfo *info = apiInfo(apiKey);
    return info && apiVersion >= info->flexibleFrom;
}

void readFixedPart(Decoder &decoder, RequestHeader &header)
{
    header.apiKey = decoder.readInt<std::int16_t>();
    header.apiVersion = decoder.readInt<std::int16_t>();
    header.correlationId = decoder.readInt<std::int32_t>();
}
} // namespace

std::int16_t requestHeaderVersion(std::int16_t apiKey, std::int16_t apiVersion)
{
    return isFlexible(apiKey, apiVersion) ? 2 : 1;
}

std::int16_t responseHeaderVersion(std::int16_t apiKey, std::int16_t apiVersion)
{
    return apiKey != kApiVersionsKey && isFlexible(apiKey, apiVersion) ? 1 : 0;
}

base::Result<RequestHeader> peekRequestHeader(base::ByteView frame)
{
    Decoder decoder(frame, 0, false);
    RequestHeader header;
    readFixedPart(decoder, header);
    if (decoder.failed())
        return base::fail(decoder.error("RequestHeader"));
    return header;
}

base::Result<Parsed<RequestHeader>> parseRequestHeader(base::ByteView frame)
{
    WEIR_TRY(RequestHeader header, peekRequestHeader(frame));
    const std::int16_t version = requestHeaderVersion(header.apiKey, header.apiVersion);
    Decoder decoder(frame, version, version >= 2);
    readFixedPart(decoder, header);
    header.clientId = decoder.readPlainNullableString();
    if (version >= 2)
        decoder.readUnknownTags(header.unknownTags);
    if (decoder.failed())
        return base::fail(decoder.error("RequestHeader"));
    return Parsed<RequestHeader>{std::move(header), decoder.position()};
}

base::Result<Parsed<ResponseHeader>> parseResponseHeader(base::ByteView frame, std::int16_t headerVersion)
{
    Decoder decoder(frame, headerVersion, headerVersion >= 1);
    ResponseHeader header;
    header.correlationId = decoder.readInt<std::int32_t>();
    if (headerVersion >= 1)
        decoder.readUnknownTags(header.unknownTags);
    if (decoder.failed())
        return base::fail(decoder.error("ResponseHeader"));
    return Parsed<ResponseHeader>{std::move(header), decoder.position()};
}

base::Result<std::optional<std::size_t>> frameLength(base::ByteView received, std::size_t maximum)
{
    if (received.size() < kLengthPrefix)
        return std::nullopt;
    const auto length = base::readBigEndian<std::int32_t>(received.data());
    if (length >= 0 && static_cast<std::size_t>(length) <= maximum)
        return static_cast<std::size_t>(length);
    return base::fail(base::Error{base::ErrorKind::Invalid, "wire.frame", {}, {}, {}, 0}
                          .with("reason", length < 0 ? "negative length" : "frame too large")
                          .with("length", std::to_string(length))
                          .with("maximum", std::to_string(maximum)));
}

void writeRequestHeader(Encoder &encoder, const RequestHeader &header, std::int16_t headerVersion)
{
    encoder.writeInt(header.apiKey);
    encoder.writeInt(header.apiVersion);
    encoder.writeInt(header.correlationId);
    encoder.writePlainNullableString(header.clientId);
    if (headerVersion >= 2)
        encoder.writeUnknownTags(header.unknownTags);
}

} // namespace weir::wire
