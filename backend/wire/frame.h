// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/wire/codec.h"

#include <cstdint>
#include <optional>
#include <string>

namespace weir::wire {

/// Bytes of the length in front of each frame.
inline constexpr std::size_t kLengthPrefix = 4;

/// Every request begins with it. Header versions: 1 adds the client id to 0, 2 adds tagged fields.
struct RequestHeader {
    std::int16_t apiKey = 0;
    std::int16_t apiVersion = 0;
    std::int32_t correlationId = 0;
    std::optional<std::string> clientId = std::string{};
    UnknownTags unknownTags;

    bool operator==(const RequestHeader &) const = default;
};

struct ResponseHeader {
    std::int32_t correlationId = 0;
    UnknownTags unknownTags;

    bool operator==(const ResponseHeader &) const = default;
};

/// 2 where that version of the request is flexible, else 1. A key that we do not speak is taken as not flexible.
std::int16_t requestHeaderVersion(std::int16_t apiKey, std::int16_t apiVersion);
/// 1 where that version of the response is flexible, else 0; always 0 for ApiVersions, whose reader cannot know yet what
/// the peer speaks (KIP-511).
std::int16_t responseHeaderVersion(std::int16_t apiKey, std::int16_t apiVersion);

/// A header and how many bytes it took: the body follows.
template <class Header>
struct Parsed {
    Header header;
    std::size_t size = 0;
};

/// Reads the header of a request frame (without the length prefix). A key or version that we do not speak is no error
/// here: the caller answers it. Error: Invalid, action `wire.decode`, target `RequestHeader`.
base::Result<Parsed<RequestHeader>> parseRequestHeader(base::ByteView frame);
/// Only the part that stands at the same place in every header version: to answer what cannot be read further.
base::Result<RequestHeader> peekRequestHeader(base::ByteView frame);

base::Result<Parsed<ResponseHeader>> parseResponseHeader(base::ByteView frame, std::int16_t headerVersion);

/// The length of the frame that `received` begins with, or nothing as long as its four bytes are not there.
/// Error: Invalid, action `wire.frame`, when it is negative or over `maximum`.
base::Result<std::optional<std::size_t>> frameLength(base::ByteView received, std::size_t maximum);

/// Length prefix, header and body. The header's key and version are set from M and `version`.
/// Error: as encode().
template <class M>
base::Result<EncodedFrame> encodeRequestFrame(RequestHeader header, const M &message, std::int16_t version);
template <class M>
base::Result<EncodedFrame> encodeResponseFrame(std::int32_t correlationId, const M &message, std::int16_t version);

/// parseResponseHeader() and decode() of a response frame (without the length prefix) in one.
/// Error: as those; Invalid, `wire.decode`, when the correlation id is not the expected one.
template <class M>
base::Result<M> decodeResponseFrame(base::ByteView frame, std::int32_t correlationId, std::int16_t version,
                                    std::shared_ptr<const void> keep = {})
{
    WEIR_TRY(const auto parsed, parseResponseHeader(frame, responseHeaderVersion(M::apiKey, version)));
    if (parsed.header.correlationId != correlationId)
        return base::fail(base::Error{base::ErrorKind::Invalid, "wire.decode", "ResponseHeader", {}, {}, 0}
                              .with("path", "correlationId")
                              .with("reason", "unexpected correlation id")
                              .with("expected", std::to_string(correlationId))
                              .with("found", std::to_string(parsed.header.correlationId)));
    return decode<M>(frame.subspan(parsed.size), version, std::move(keep));
}

} // namespace weir::wire
