// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/describe_delegation_token.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(DescribeDelegationTokenRequest::DescribeDelegationTokenOwner)
{
    WEIR_FIELD(principalType);
    WEIR_FIELD(principalName);
}

WEIR_DESCRIBE(DescribeDelegationTokenRequest)
{
    WEIR_FIELD(owners, always().orNull());
}

WEIR_DESCRIBE(DescribeDelegationTokenResponse::DescribedDelegationTokenRenewer)
{
    WEIR_FIELD(principalType);
    WEIR_FIELD(principalName);
}

WEIR_DESCRIBE(DescribeDelegationTokenResponse::DescribedDelegationToken)
{
    WEIR_FIELD(principalType);
    WEIR_FIELD(principalName);
    WEIR_FIELD(tokenRequesterPrincipalType, since(3));
    WEIR_FIELD(tokenRequesterPrincipalName, since(3));
    WEIR_FIELD(issueTimestamp);
    WEIR_FIELD(expiryTimestamp);
    WEIR_FIELD(maxTimestamp);
    WEIR_FIELD(tokenId);
    WEIR_FIELD(hmac, always().secret());
    WEIR_FIELD(renewers);
}

WEIR_DESCRIBE(DescribeDelegationTokenResponse)
{
    WEIR_FIELD(errorCode);
    WEIR_FIELD(tokens);
    WEIR_FIELD(throttleTimeMs);
}

WEIR_WIRE_API(DescribeDelegationTokenRequest, DescribeDelegationTokenResponse);

} // namespace weir::wire
