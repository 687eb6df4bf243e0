// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/api_versions.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(ApiVersionsRequest)
{
    WEIR_FIELD(clientSoftwareName, since(3).ignorable());
    WEIR_FIELD(clientSoftwareVersion, since(3).ignorable());
}

WEIR_DESCRIBE(ApiVersionsResponse::ApiVersion)
{
    WEIR_FIELD(apiKey);
    WEIR_FIELD(minVersion);
    WEIR_FIELD(maxVersion);
}

WEIR_DESCRIBE(ApiVersionsResponse::SupportedFeatureKey)
{
    WEIR_FIELD(name, since(3));
    WEIR_FIELD(minVersion, since(3));
    WEIR_FIELD(maxVersion, since(3));
}

WEIR_DESCRIBE(ApiVersionsResponse::FinalizedFeatureKey)
{
    WEIR_FIELD(name, since(3));
    WEIR_FIELD(maxVersionLevel, since(3));
    WEIR_FIELD(minVersionLevel, since(3));
}

WEIR_DESCRIBE(ApiVersionsResponse)
{
    WEIR_FIELD(errorCode);
    WEIR_FIELD(apiKeys);
    WEIR_FIELD(throttleTimeMs, since(1).ignorable());
    WEIR_FIELD(supportedFeatures, since(3).tagged(0).ignorable());
    WEIR_FIELD(finalizedFeaturesEpoch, since(3).tagged(1).ignorable());
    WEIR_FIELD(finalizedFeatures, since(3).tagged(2).ignorable());
    WEIR_FIELD(zkMigrationReady, since(3).tagged(3).ignorable());
}

WEIR_WIRE_API(ApiVersionsRequest, ApiVersionsResponse);

} // namespace weir::wire
