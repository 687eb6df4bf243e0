// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/renew_delegation_token.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(RenewDelegationTokenRequest)
{
    WEIR_FIELD(hmac, always().secret());
    WEIR_FIELD(renewPeriodMs);
}

WEIR_DESCRIBE(RenewDelegationTokenResponse)
{
    WEIR_FIELD(errorCode);
    WEIR_FIELD(expiryTimestampMs);
    WEIR_FIELD(throttleTimeMs);
}

WEIR_WIRE_API(RenewDelegationTokenRequest, RenewDelegationTokenResponse);

} // namespace weir::wire
