// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/create_delegation_token.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(CreateDelegationTokenRequest::CreatableRenewers)
{
    WEIR_FIELD(principalType);
    WEIR_FIELD(principalName);
}

WEIR_DESCRIBE(CreateDelegationTokenRequest)
{
    WEIR_FIELD(ownerPrincipalType, since(3).orNull(3));
    WEIR_FIELD(ownerPrincipalName, since(3).orNull(3));
    WEIR_FIELD(renewers);
    WEIR_FIELD(maxLifetimeMs);
}

WEIR_DESCRIBE(CreateDelegationTokenResponse)
{
    WEIR_FIELD(errorCode);
    WEIR_FIELD(principalType);
    WEIR_FIELD(principalName);
    WEIR_FIELD(tokenRequesterPrincipalType, since(3));
    WEIR_FIELD(tokenRequesterPrincipalName, since(3));
    WEIR_FIELD(issueTimestampMs);
    WEIR_FIELD(expiryTimestampMs);
    WEIR_FIELD(maxTimestampMs);
    WEIR_FIELD(tokenId);
    WEIR_FIELD(hmac, always().secret());
    WEIR_FIELD(throttleTimeMs);
}

WEIR_WIRE_API(CreateDelegationTokenRequest, CreateDelegationTokenResponse);

} // namespace weir::wire
