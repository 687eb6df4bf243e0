// SPDX-License-Identifier: GPL-3.0-or-later
// ApiVersions, 0-4. 1: throttle time; 3: flexible, the client's software name and version, features; 4: features with a
// range from 0 are named too.
// Reports the table of this listener. A version that is too new is answered in version 0 with UNSUPPORTED_VERSION
// (KIP-511), so that the client can try again. Not done: ZooKeeper migration.
#include "backend/sandbox/broker/handlers/api_versions.h"

#include "backend/base/kafka_error.h"
#include "backend/sandbox/metadata/features.h"
#include "backend/wire/messages/api_versions.h"

#include <algorithm>

namespace weir::sandbox {

namespace {

/// KIP-511: letters, digits, '.' and '-', beginning and ending with a letter or digit.
bool validSoftware(const std::string &text)
{
    const auto plain = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    return !text.empty() && plain(text.front()) && plain(text.back())
        && std::all_of(text.begin(), text.end(), [&](char c) { return plain(c) || c == '.' || c == '-'; });
}

} // namespace

void answerApiVersions(const RequestTable &table, const MetadataImage &image, const InboundRequest &in, const Responder &responder)
{
    std::int16_t version = in.header.apiVersion;
    wire::ApiVersionsResponse response;
    if (!wire::ApiVersionsRequest::kVersions.contains(version)) {
        version = 0;
        response.errorCode = base::code(base::KafkaError::UnsupportedVersion);
    } else {
        const auto request = wire::decode<wire::ApiVersionsRequest>(in.body, version);
        if (!request) {
            responder.close(base::describe(request.error()));
            return;
        }
        if (version >= 3) {
            if (validSoftware(request->clientSoftwareName) && validSoftware(request->clientSoftwareVersion))
                responder.setClientSoftware(request->clientSoftwareName, request->clientSoftwareVersion);
            else
                response.errorCode = base::code(base::KafkaError::InvalidRequest);
        }
    }
    if (response.errorCode != base::code(base::KafkaError::InvalidRequest)) {
        for (const auto &[key, entry] : table.entries()) {
            // KIP-511: who speaks too new a version is told of this one key only, and asks again.
            if (response.errorCode != 0 && key != in.header.apiKey)
                continue;
            wire::ApiVersionsResponse::ApiVersion api;
            api.apiKey = key;
            api.minVersion = entry.versions.min;
            api.maxVersion = entry.versions.max;
            response.apiKeys.push_back(std::move(api));
        }
    }
    if (version >= 3 && response.errorCode == 0) {
        for (const SupportedFeature &ours : supportedFeatures()) {
            if (ours.min == 0 && version < 4)
                continue;
            wire::ApiVersionsResponse::SupportedFeatureKey feature;
            feature.name = ours.name;
            feature.minVersion = ours.min;
            feature.maxVersion = ours.max;
            response.supportedFeatures.push_back(std::move(feature));
        }
        response.finalizedFeaturesEpoch = std::max<std::int64_t>(image.offset(), 0);
        for (const auto &[name, level] : image.features()) {
            if (level == 0)
                continue;
            wire::ApiVersionsResponse::FinalizedFeatureKey feature;
            feature.name = name;
            feature.maxVersionLevel = level;
            feature.minVersionLevel = level;
            response.finalizedFeatures.push_back(std::move(feature));
        }
    }
    auto frame = wire::encodeResponseFrame(in.header.correlationId, response, version);
    if (frame)
        responder.send(std::move(*frame));
    else
        responder.close(base::describe(frame.error()));
}

} // namespace weir::sandbox
