// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/update_features.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(UpdateFeaturesRequest::FeatureUpdateKey)
{
    WEIR_FIELD(feature);
    WEIR_FIELD(maxVersionLevel);
    WEIR_FIELD(allowDowngrade, until(0));
    WEIR_FIELD(upgradeType, since(1));
}

WEIR_DESCRIBE(UpdateFeaturesRequest)
{
    WEIR_FIELD(timeoutMs);
    WEIR_FIELD(featureUpdates);
    WEIR_FIELD(validateOnly, since(1));
}

WEIR_DESCRIBE(UpdateFeaturesResponse::UpdatableFeatureResult)
{
    WEIR_FIELD(feature);
    WEIR_FIELD(errorCode);
    WEIR_FIELD(errorMessage, always().orNull());
}

WEIR_DESCRIBE(UpdateFeaturesResponse)
{
    WEIR_FIELD(throttleTimeMs);
    WEIR_FIELD(errorCode);
    WEIR_FIELD(errorMessage, always().orNull());
    WEIR_FIELD(results, until(1).ignorable());
}

WEIR_WIRE_API(UpdateFeaturesRequest, UpdateFeaturesResponse);

} // namespace weir::wire
