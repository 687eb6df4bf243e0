// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/expire_delegation_token.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(ExpireDelegationTokenRequest)
{
    WEIR_FIELD(hmac, always().secret());
    WEIR_FIELD(expiryTimePeriodMs);
}

WEIR_DESCRIBE(ExpireDelegationTokenResponse)
{
    WEIR_FIELD(errorCode);
    WEIR_FIELD(expiryTimestampMs);
    WEIR_FIELD(throttleTimeMs);
}

WEIR_WIRE_API(ExpireDelegationTokenRequest, ExpireDelegationTokenResponse);

} // namespace weir::wire
